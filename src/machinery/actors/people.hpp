// Acts on accounts, roles and actors, by page and by command: the log's part (rules, entries) and the keeper's part (names, links) together.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/keeper.hpp"
#include "json/json.hpp"
#include "machinery/actors/actors.hpp"
#include "machinery/actors/permissions.hpp"
#include "record/record.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::actors {

enum class Act { invite, open, grant, withdraw, reset, close, erase, add_actor };
std::string_view name_of(Act act) noexcept;  ///< "invite", "add actor"

struct Request {
    Act act = Act::invite;
    std::string account;             ///< its sign-in name or id: of whom it speaks
    std::string name;                ///< of the person who is invited, or of the actor that is added
    std::string role, process;       ///< as typed; "" for none
    std::string actor;               ///< on whose behalf the role is given; of add_actor the kind
    std::string from, until;         ///< of the role, "" for at once, for always
    std::string grant;               ///< to be withdrawn: its subject, or the part behind the colon
    record::Actor who;
    std::string by_account;          ///< the account that acts, "" for operators
    std::optional<std::string> on_behalf_of, why;
};
json::Value to_json(const Request& request);
Request request_from(const json::Value& value);

struct Result {
    std::int64_t position = -1;  ///< of the entry; of an invitation with a role, of the role
    std::string account;         ///< its id
    std::string link;            ///< secret of a one-time link, of invite and reset; shown once
    std::string subject;         ///< of the entry
};
json::Value to_json(const Result& result);
Result result_from(const json::Value& value);

/// What a page or a list shows of an account.
struct Listed {
    Account account;
    std::optional<accounts::Person> person;  ///< nullopt where the name was erased, or the keeper's file is another one
};

/// Thread-safe as its parts are. `record` and `keeper` must outlive it.
class People {
public:
    using Clock = accounts::Keeper::Clock;
    People(record::Record& record, accounts::Keeper& keeper, const vocabulary::Vocabulary& vocabulary, Clock clock = &std::chrono::system_clock::now)
        : record_(record), keeper_(keeper), vocabulary_(vocabulary), clock_(std::move(clock)) {}

    [[nodiscard]] accounts::Keeper& keeper() const { return keeper_; }
    [[nodiscard]] record::Record& record() const { return record_; }
    [[nodiscard]] const vocabulary::Vocabulary& vocabulary() const { return vocabulary_; }
    [[nodiscard]] const Clock& clock() const { return clock_; }
    [[nodiscard]] std::string today() const;

    /// Whether anybody can sign in.
    [[nodiscard]] bool has_accounts() const;
    [[nodiscard]] std::vector<Listed> list() const;
    /// Those to whom one of their grants that is in force today allows that.
    [[nodiscard]] std::vector<Listed> who_may(Permission permission) const;
    /// By sign-in name, or id, whole or at least its first six digits. Error(not_found) if there is none.
    [[nodiscard]] Listed find(std::string_view named) const;
    /// Roles of an account that are in force today, in the order in which they were given.
    [[nodiscard]] std::vector<Grant> grants_in_force(std::string_view account) const;

    /// As whom a sign-in or a token acts now: the role that it chose, else the first in force that it can have.
    [[nodiscard]] Standing standing_of(const accounts::Session& session) const;
    [[nodiscard]] Standing standing_of(const accounts::Token& token) const;
    /// The person's name, for pages of those who are signed in; "" where it was erased.
    [[nodiscard]] std::string name_of(std::string_view account) const;

    /// Applies the rule and appends what it decides. Throws what the rule refuses. Whether `who` may ask for it is the caller's business.
    Result perform(const Request& request);
    /// The first password of an invited person, or another one by a link: gives the account.
    std::string open_by_link(std::string_view secret, std::string_view password);

private:
    record::Record& record_;
    accounts::Keeper& keeper_;
    const vocabulary::Vocabulary& vocabulary_;
    Clock clock_;

    [[nodiscard]] Standing standing(std::string_view account, std::string_view chosen, bool second_factor) const;
    Result invite(const Request& request);
};

/// Who an entry says did it: the role, and the account without its name. A token is told apart.
record::Actor who_of(const Standing& standing);
std::optional<std::string> on_behalf_of(const Standing& standing);

}  // namespace comity::actors
