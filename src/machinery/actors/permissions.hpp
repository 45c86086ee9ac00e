// Who may do what: the one table. Pages, API and commands ask it, docs/permissions.md is made from it, and tests walk every route and command along it.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace comity::actors {

/// In the order of the table's columns. Those from contributor to administrator are given to accounts.
enum class Role {
    anyone,         ///< not signed in
    without_role,   ///< signed in, no role in force
    contributor,
    editor,
    secretariat_officer,
    validator,
    administrator,
    operator_here,  ///< at this machine, by page, as long as the record has no accounts (in the demonstration always)
    operator_at_command_line,
};
inline constexpr std::size_t role_count = 9;
/// "secretariat officer"; for the last two as entries say it: "operator at this machine".
std::string_view name_of(Role role) noexcept;
/// A role that can be given, by its name or with hyphens for blanks; nullopt for all else.
std::optional<Role> role_named(std::string_view name) noexcept;
/// Those that can be given.
std::span<const Role> given_roles() noexcept;
/// Given only on behalf of a State, body or organization.
bool needs_actor(Role role) noexcept;
/// In force only in a sign-in with a second factor (a one-time code, an institution's own sign-in).
bool needs_second_factor(Role role) noexcept;

/// In the order of the table's rows.
enum class Permission { read, sign_in, own_account, hand_in, correct, confirm, see_confidential, see_accounts, add_actors, give_accounts, play, keep };

struct Row {
    Permission permission;
    std::string_view name;     ///< "hand in": the name of the scope of tokens, too
    std::string_view process;  ///< of which a role can be given for it alone; "" for those of no process
    std::string_view what;     ///< what may be done, for the manual
    std::string_view roles;    ///< a letter each: 'x' may, '-' may not
    bool by_token = false;     ///< whether a token can have it as a scope
};
std::span<const Row> permissions() noexcept;
const Row& row_of(Permission permission) noexcept;
std::optional<Permission> permission_named(std::string_view name) noexcept;
/// Whether what it permits is an entry of the log: a mirror has no such acts, whoever asks.
bool appends(Permission permission) noexcept;
bool allows(Role role, Permission permission) noexcept;

/// As whom a request acts.
struct Standing {
    Role role = Role::anyone;
    std::string account = {};  ///< its id; "" for anyone and for operators
    std::string grant = {};    ///< subject of the entry that gives the role
    std::string actor = {};    ///< on whose behalf, "state:FRA"; "" for nobody's
    std::string process = {};  ///< for which the role was given; "" for all
    std::optional<std::vector<std::string>> scopes = {};  ///< of a token; nullopt: no token
};
bool may(const Standing& standing, Permission permission) noexcept;

/// The table in Markdown: docs/permissions.md but for the lists of routes and commands, which stand behind it.
std::string permissions_chapter();

}  // namespace comity::actors
