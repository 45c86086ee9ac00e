#include "machinery/actors/permissions.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "machinery/actors/process_permissions.hpp"

namespace comity::actors {

namespace {

using P = Permission;

// The columns, in the order of Role: anyone, without role, contributor, editor, secretariat officer, validator, administrator, operator at this
// machine, operator at the command line. Administrators give roles and take no part in the record's work; keepers of the machine keep the record.
constexpr auto table = std::to_array<Row>({
    //                                                                                                                             A N C E S V A M L
    {P::read, "read", "", "read, search, compare and export what is public; take receipts and checkpoints",                       "xxxxxxxxx", true},
    {P::sign_in, "sign in", "", "sign in, use a one-time link",                                                                   "xxxxxxxxx", false},
    {P::own_account, "own account", "", "change the own password and one-time codes, make and end tokens, sign out",              "-xxxxxx--", false},
    {P::hand_in, "hand in", "holdings", "take documents and tables of votes into the record; propose what is to be erased",                                     "--xxx--xx", true},
    {P::correct, "correct", "holdings", "correct how documents were read, say to which series they belong and what they ask",                       "---xx--xx", true},
    {P::confirm, "confirm", "holdings", "confirm what another person did, where a process asks for two",                          "----xx---", true},
    {P::see_confidential, "see confidential", "", "read entries that are confidential; their own parties read them without it",       "----xx-xx", false},
    {P::see_accounts, "see accounts", "accounts", "see who has which role, with names",                                           "----x-x-x", false},
    {P::add_actors, "add actors", "accounts", "add organizations and groups that are in no list yet",                             "----x-x-x", false},
    {P::give_accounts, "give accounts", "accounts", "invite persons, give and withdraw roles, close accounts",                    "------x-x", false},
    {P::play, "play", "", "in the demonstration, on this machine only: act as one of its invented persons",                       "xxxxxxxxx", false},
    {P::keep, "keep", "", "serve, verify, back up, restore, mirror and rebuild the record; erase; change the log's key; make the demonstration", "--------x", false},
    // Of processes (process_permissions.hpp).
    {contribute, "contribute", "consultations", "hand in, correct and withdraw submissions on behalf of one's own actor; decline an invitation", "--x-x--xx", true},
    {consult, "consult", "consultations", "keep consultations: open and extend calls, invite, register, read, accept and release submissions", "----x--xx", true},
    {cooperate, "cooperate", "cooperation", "on behalf of one's own actor: ask for help, offer it, agree, report; record measures against crises", "--x----xx", true},
    {respond, "respond", "reviews", "say what one's own State says in its reviews (positions, pledges, mid-term reports), and keep its own follow-up", "--x-x--xx", true},
    {review, "review", "reviews", "say how reviews stand and which recommendations say the same; withdraw a list that was brought by mistake", "----x--xx", true},
});

constexpr std::array<std::string_view, role_count> names = {"anyone",    "signed in without a role", "contributor", "editor", "secretariat officer",
                                                            "validator", "administrator",            "operator at this machine", "operator at the command line"};
constexpr std::array given = {Role::contributor, Role::editor, Role::secretariat_officer, Role::validator, Role::administrator};

constexpr bool is_whole() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].roles.size() != role_count || static_cast<std::size_t>(table[i].permission) != i) return false;
    }
    return table.size() == static_cast<std::size_t>(P::keep) + 1 + process_permissions;
}
static_assert(is_whole(), "a row for each permission in their order, a letter for each role");

}  // namespace

std::string_view name_of(Role role) noexcept { return names[static_cast<std::size_t>(role)]; }

std::optional<Role> role_named(std::string_view name) noexcept {
    std::string plain(name);
    std::replace(plain.begin(), plain.end(), '-', ' ');
    const auto found = std::find_if(given.begin(), given.end(), [&](Role role) { return name_of(role) == plain; });
    return found == given.end() ? std::nullopt : std::optional(*found);
}

std::span<const Role> given_roles() noexcept { return given; }

bool needs_actor(Role role) noexcept { return role == Role::contributor; }
bool needs_second_factor(Role role) noexcept { return role == Role::administrator; }

std::span<const Row> permissions() noexcept { return table; }
const Row& row_of(Permission permission) noexcept { return table[static_cast<std::size_t>(permission)]; }

std::optional<Permission> permission_named(std::string_view name) noexcept {
    const auto found = std::find_if(table.begin(), table.end(), [&](const Row& row) { return row.name == name; });
    return found == table.end() ? std::nullopt : std::optional(found->permission);
}

bool appends(Permission permission) noexcept {
    constexpr std::array acts = {P::hand_in, P::correct, P::confirm, contribute, consult, cooperate, respond, review, P::add_actors, P::give_accounts, P::play};
    return std::find(acts.begin(), acts.end(), permission) != acts.end();
}

bool allows(Role role, Permission permission) noexcept { return row_of(permission).roles[static_cast<std::size_t>(role)] == 'x'; }

bool may(const Standing& standing, Permission permission) noexcept {
    const Row& row = row_of(permission);
    const auto& scopes = standing.scopes;
    if (scopes && (!row.by_token || std::find(scopes->begin(), scopes->end(), row.name) == scopes->end())) return false;
    // A role that was given for one process is none in another; what everybody may, everybody still may.
    const bool elsewhere = !standing.process.empty() && !row.process.empty() && standing.process != row.process;
    return allows(elsewhere ? Role::without_role : standing.role, permission);
}

std::string permissions_chapter() {
    std::string out = "# Permissions\n\nWho may do what. This page is made from the table that the program itself asks (`src/machinery/actors/permissions.cpp`).\n\n";
    out += "| permission | what | who |\n|---|---|---|\n";
    for (const Row& row : table) {
        std::vector<std::string_view> who;
        for (std::size_t i = 0; i < role_count; ++i) {
            if (row.roles[i] == 'x') who.push_back(names[i]);
        }
        const std::string all = who.size() == role_count ? "everybody" : fmt::format("{}", fmt::join(who, ", "));
        out += fmt::format("| **{}**{} | {} | {} |\n", row.name, row.by_token ? " ·" : "", row.what, all);
    }
    out += "\nA point marks what a token of the API can be given as a scope. A role given for one process (holdings, consultations, cooperation, reviews, accounts) counts in that process only. ";
    out += "The role of a contributor is always on behalf of a State, body or organization; the role of an administrator holds only in a sign-in with a "
           "one-time code or an institution's own sign-in.\n";
    return out;
}

}  // namespace comity::actors
