// Actors, accounts and roles as the log has them. An actor is a State or body of the vocabulary ("state:FRA", "body:HRC"), or one that a user has
// added by an entry ("actor:..."). An account is an id without a name: names are kept outside the log (accounts/keeper.hpp), so that they can be
// erased. A role is given by an entry of its own, on behalf of an actor, for a process, for a time, and withdrawn by a further revision.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/actors/permissions.hpp"
#include "record/derivation.hpp"
#include "record/record.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::actors {

/// What this module derives.
std::shared_ptr<const record::Derivation> derivation();

struct Actor {
    std::string id;    ///< "state:FRA"
    std::string name;  ///< in the language asked for, else English
    std::string kind;  ///< "State", "body", or one of actor_kinds
};
/// Of those that users add.
inline constexpr std::array<std::string_view, 4> actor_kinds = {"organization", "institution", "mechanism", "group"};

/// By its id, or by a name in any language; nullopt if there is none, or several.
std::optional<Actor> find_actor(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view typed);
/// The name of one by its id; the id if it is unknown.
std::string actor_name(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view id, std::string_view language = "en");
/// All of them: States, then bodies, then those that users added, each by name and id.
std::vector<Actor> all_actors(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view language = "en");

enum class AccountStatus { invited, open, closed, erased };
std::string_view name_of(AccountStatus status) noexcept;

struct Grant {
    std::string subject;  ///< "grant:1f3a9c5b"
    std::string account;
    Role role = Role::without_role;
    std::string actor, process;  ///< "" for none, for all
    std::string from, until;     ///< "2031-05-03", both included; "" for at once, for always
    bool withdrawn = false;
    std::int64_t revision = 1;
    bool operator==(const Grant&) const = default;
};
/// On that day ("2031-05-03").
bool in_force(const Grant& grant, std::string_view today) noexcept;
json::Value to_json(const Grant& grant);  ///< as state of its entry
Grant grant_from(std::string_view subject, std::int64_t revision, const json::Value& state);

struct Account {
    std::string id;
    AccountStatus status = AccountStatus::invited;
    std::string since;          ///< when it was invited: the time of its first entry
    std::vector<Grant> grants;  ///< all that were ever given, in the order of the log
};
std::optional<Account> account(const record::Snapshot& snapshot, std::string_view id);
/// In the order of the log.
std::vector<Account> all_accounts(const record::Snapshot& snapshot);
/// Whether anybody can sign in: then nobody acts at this machine without doing so.
bool has_open_accounts(const record::Snapshot& snapshot);

std::string account_subject(std::string_view id);
/// How an entry names who did it: "account 1f3a9c5b7d2e4f60".
std::string account_in_entries(std::string_view id);
/// The id in such a name; "" if it is none.
std::string_view account_from_entry(std::string_view name) noexcept;

}  // namespace comity::actors
