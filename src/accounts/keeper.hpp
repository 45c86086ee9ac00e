// The keeper of what must never be in the log: names of persons, password hashes, secrets of one-time codes, sign-ins, tokens. A file of its own
// beside the record ("comity.record.accounts", mode 0600), in no backup of the record, untouched by rebuild: who loses it makes new links. What an
// account may do stands in the log (machinery/actors); here is only who it is and how it proves so. An account is known by the id that the log has.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/secrets.hpp"

namespace comity::accounts {

struct Person {
    std::string account;       ///< "1f3a9c5b7d2e4f60"
    std::string sign_in_name;  ///< as typed at sign-in, folded to lower case
    std::string name;          ///< of the person, for those who work with them
    bool has_password = false, has_codes = false;
    int recovery_codes = 0;    ///< that are left
};

/// How somebody came in; a second factor counts where a role asks for it.
enum class Method { password, password_and_code, institution, demonstration };
std::string_view name_of(Method method) noexcept;

struct Session {
    std::string account;
    Method method = Method::password;
    std::string acting;       ///< the grant under which the person acts; "" if none was chosen
    std::string fingerprint;  ///< changes with the sign-in: what pages and tokens of forms hang on
    [[nodiscard]] bool has_second_factor() const noexcept { return method != Method::password; }
};
/// Ends without use, and in any case.
inline constexpr Seconds idle_limit = 2 * 3600, whole_limit = 12 * 3600;

struct Attempt {
    std::string sign_in_name, password;
    std::string code;    ///< of the authenticator, or a recovery code; "" if none was typed
    std::string source;  ///< address of the other end; "" if it is not known (a proxy that does not say): then it does not count
    std::string device;  ///< the cookie of a browser in which this person has signed in before, or ""
};
struct SignedIn {
    std::string session, device;  ///< secrets for the cookies
    std::string account;
};
struct Denied {
    enum class Because { wrong, code_needed, wait } because = Because::wrong;
    Seconds wait = 0;
};
/// After so many failures within a quarter of an hour no more are looked at. Each browser in which the person has signed in before counts for itself,
/// so that others can't lock a person out who has signed in once.
inline constexpr int most_failures = 10, most_failures_of_a_source = 50;
inline constexpr Seconds failure_window = 15 * 60;

struct Token {
    std::string id;       ///< eight digits, for lists
    std::string account, name, acting;
    std::vector<std::string> scopes;  ///< names of permissions
    Seconds made = 0, expires = 0, used = 0;  ///< used: 0 if never
};

/// Thread-safe. Opened for writing only by the process that holds the record.
class Keeper {
public:
    using Clock = std::function<std::chrono::system_clock::time_point()>;
    enum class Access { read, write };
    /// The file that belongs to a record; made if missing (with Access::read an empty one in memory stands for it). Throws Error(refused) if it belongs
    /// to another record, or if others of the system can read it.
    static std::unique_ptr<Keeper> open(const std::filesystem::path& record, std::string_view identity, Access access, Clock clock = &std::chrono::system_clock::now);
    static std::unique_ptr<Keeper> in_memory(Clock clock = &std::chrono::system_clock::now);
    static std::filesystem::path file_of(const std::filesystem::path& record);
    /// For a record that is moved: the accounts of one in the place of the other's. A record in PostgreSQL has them in tables apart in its database.
    static void take_along(const std::filesystem::path& from, const std::filesystem::path& to);
    ~Keeper();

    // --- persons -----------------------------------------------------------------------------------------------------------
    /// Throws Error(conflict) if the sign-in name is taken, Error(bad_request) if it is none: letters, digits, points, hyphens, @; 3 to 100 of them.
    void add(std::string_view account, std::string_view sign_in_name, std::string_view name);
    [[nodiscard]] std::optional<Person> person(std::string_view account) const;
    [[nodiscard]] std::optional<Person> named(std::string_view sign_in_name) const;
    /// Ends everything by which somebody could come in as this account; the name stays.
    void shut(std::string_view account);
    /// The name as well: overwritten in the file.
    void forget(std::string_view account);

    // --- one-time links, passwords, codes ------------------------------------------------------------------------------------
    /// A secret with which a password can be set, once, within a week; others for this account end.
    std::string make_link(std::string_view account);
    [[nodiscard]] std::optional<Person> of_link(std::string_view secret) const;
    /// Sets the password, ends the link and all sign-ins; gives the account. Error(not_found) if the link is not good any more.
    std::string use_link(std::string_view secret, std::string_view password);
    /// All other sign-ins end. False if the old one is wrong.
    bool change_password(std::string_view account, std::string_view old_one, std::string_view new_one, std::string_view session);
    /// A secret for an authenticator, in force once confirm_codes() got a code of it.
    std::string begin_codes(std::string_view account);
    /// Fresh recovery codes, shown once; none if the code is wrong.
    std::vector<std::string> confirm_codes(std::string_view account, std::string_view code);
    void end_codes(std::string_view account);

    // --- sign-ins --------------------------------------------------------------------------------------------------------------
    struct Outcome {
        std::optional<SignedIn> in;
        Denied denied;
    };
    Outcome sign_in(const Attempt& attempt);
    /// Without a password: for an institution's proxy and for the demonstration.
    SignedIn sign_in_as(std::string_view account, Method method);
    [[nodiscard]] std::optional<Session> session(std::string_view secret);
    /// Another secret for the same sign-in: whenever what it may do changes.
    std::string renew(std::string_view secret, std::string_view acting);
    void sign_out(std::string_view secret);
    void sign_out_everywhere(std::string_view account);

    /// Counts something that an account may do only so often within the window; false if it was that often.
    bool count(std::string_view what, int most);

    // --- tokens ------------------------------------------------------------------------------------------------------------------
    /// Gives the secret, "comity_...": it is shown once.
    std::string make_token(const Token& token);
    [[nodiscard]] std::vector<Token> tokens(std::string_view account) const;  ///< in the order in which they were made
    [[nodiscard]] std::optional<Token> token(std::string_view secret);
    bool end_token(std::string_view account, std::string_view id);

private:
    struct Inside;
    explicit Keeper(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace comity::accounts
