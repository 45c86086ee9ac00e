#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "machinery/actors/actors.hpp"
#include "text/text.hpp"

namespace comity::actors {

namespace {

constexpr std::array<std::string_view, 4> status_names = {"invited", "open", "closed", "erased"};
constexpr std::string_view account_kind = "account", grant_kind = "role", actor_kind = "actor";
constexpr std::string_view account_prefix = "account:", entry_prefix = "account ";

const std::array actor_tables = {
    record::DerivedTable{
        "account",
        R"sql(
CREATE TABLE account (
  subject @TEXT_C@ PRIMARY KEY,   -- of its entries: 'account:' and its id
  status @TEXT_C@ NOT NULL        -- 'invited', 'open', 'closed', 'erased'
))sql",
        R"sql(DROP TABLE IF EXISTS account)sql", R"sql(SELECT subject, status FROM account ORDER BY subject)sql"},
    record::DerivedTable{
        "role",
        R"sql(
CREATE TABLE role (
  subject @TEXT_C@ PRIMARY KEY,   -- of its entries: 'grant:' and a number drawn
  account @TEXT_C@ NOT NULL       -- to which it was given, by its id
);
CREATE INDEX role_account ON role (account))sql",
        R"sql(DROP TABLE IF EXISTS role)sql", R"sql(SELECT subject, account FROM role ORDER BY subject)sql"},
    record::DerivedTable{
        "actor",
        R"sql(
CREATE TABLE actor (
  subject @TEXT_C@ PRIMARY KEY,   -- of its entries: 'actor:' and a number drawn
  name @TEXT_C@ NOT NULL,
  name_key @TEXT_C@ NOT NULL,     -- folded: by it one is found
  kind @TEXT_C@ NOT NULL          -- 'organization', 'institution', 'mechanism', 'group'
);
CREATE INDEX actor_name ON actor (name_key))sql",
        R"sql(DROP TABLE IF EXISTS actor)sql", R"sql(SELECT subject, name, name_key, kind FROM actor ORDER BY subject)sql"},
};

class People : public record::Derivation {
public:
    [[nodiscard]] std::string_view name() const override { return "actors"; }
    [[nodiscard]] int version() const override { return 1; }
    [[nodiscard]] std::span<const record::DerivedTable> tables() const override { return actor_tables; }

    void apply(const record::Workspace& workspace, const record::Entry& entry) const override {
        auto& tables = workspace.tables;
        if (entry.kind == account_kind) {
            tables.execute(R"sql(INSERT INTO account (subject, status) VALUES ($1, $2) ON CONFLICT (subject) DO UPDATE SET status = excluded.status)sql", entry.subject,
                           entry.state.text("status"));
        } else if (entry.kind == grant_kind) {
            tables.execute(R"sql(INSERT INTO role (subject, account) VALUES ($1, $2) ON CONFLICT (subject) DO UPDATE SET account = excluded.account)sql", entry.subject,
                           entry.state.text("account"));
        } else if (entry.kind == actor_kind) {
            tables.execute(R"sql(INSERT INTO actor (subject, name, name_key, kind) VALUES ($1, $2, $3, $4)
                                 ON CONFLICT (subject) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, kind = excluded.kind)sql",
                           entry.subject, entry.state.text("name"), text::folded(entry.state.text("name")), entry.state.text("kind"));
        }
    }
};

AccountStatus status_from(std::string_view name) {
    const auto found = std::find(status_names.begin(), status_names.end(), name);
    return found == status_names.end() ? AccountStatus::closed : static_cast<AccountStatus>(found - status_names.begin());
}

std::vector<std::string> texts_of(db::Rows rows) {
    std::vector<std::string> texts;
    while (rows.next()) texts.emplace_back(rows.text(0));
    return texts;
}

Account account_of(const record::Snapshot& snapshot, std::string_view subject) {
    const auto revisions = snapshot.history(subject);
    COMITY_ENSURE(!revisions.empty());
    Account made{std::string(subject.substr(account_prefix.size())), status_from(revisions.back().state.text("status")), revisions.front().when, {}};
    std::vector<std::pair<std::int64_t, Grant>> grants;
    for (const std::string& given : texts_of(snapshot.tables().query(R"sql(SELECT subject FROM role WHERE account = $1 ORDER BY subject)sql", made.id))) {
        const auto entry = snapshot.last(given);
        COMITY_ENSURE(entry);
        grants.emplace_back(entry->position, grant_from(given, entry->revision, entry->state));
    }
    std::sort(grants.begin(), grants.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [position, grant] : grants) made.grants.push_back(std::move(grant));
    return made;
}

}  // namespace

std::shared_ptr<const record::Derivation> derivation() { return std::make_shared<People>(); }

std::string_view name_of(AccountStatus status) noexcept { return status_names[static_cast<std::size_t>(status)]; }

bool in_force(const Grant& grant, std::string_view today) noexcept {
    return !grant.withdrawn && (grant.from.empty() || grant.from <= today) && (grant.until.empty() || today <= grant.until);
}

json::Value to_json(const Grant& grant) {
    const auto or_null = [](const std::string& text) { return text.empty() ? json::Value() : json::Value(text); };
    return json::Object{{"account", grant.account},         {"role", name_of(grant.role)},    {"on_behalf_of", or_null(grant.actor)},
                        {"process", or_null(grant.process)}, {"from", or_null(grant.from)},    {"until", or_null(grant.until)},
                        {"status", grant.withdrawn ? "withdrawn" : "given"}};
}

Grant grant_from(std::string_view subject, std::int64_t revision, const json::Value& state) {
    Grant grant;
    grant.subject = subject;
    grant.revision = revision;
    grant.account = state.text("account");
    grant.role = role_named(state.text("role")).value_or(Role::without_role);  // of a role that a later program knows nothing is allowed here
    grant.actor = state.text("on_behalf_of");
    grant.process = state.text("process");
    grant.from = state.text("from");
    grant.until = state.text("until");
    grant.withdrawn = state.text("status") != "given";
    return grant;
}

std::optional<Account> account(const record::Snapshot& snapshot, std::string_view id) {
    const std::string subject = account_subject(id);
    if (!snapshot.last(subject)) return std::nullopt;
    return account_of(snapshot, subject);
}

std::vector<Account> all_accounts(const record::Snapshot& snapshot) {
    std::vector<Account> all;
    for (const std::string& subject : texts_of(snapshot.tables().query(R"sql(SELECT subject FROM account ORDER BY subject)sql"))) all.push_back(account_of(snapshot, subject));
    std::sort(all.begin(), all.end(), [](const Account& a, const Account& b) { return std::tie(a.since, a.id) < std::tie(b.since, b.id); });
    return all;
}

bool has_open_accounts(const record::Snapshot& snapshot) {
    return snapshot.tables().query(R"sql(SELECT 1 FROM account WHERE status = 'open' LIMIT 1)sql").next();
}

std::string account_subject(std::string_view id) { return fmt::format("{}{}", account_prefix, id); }
std::string account_in_entries(std::string_view id) { return fmt::format("{}{}", entry_prefix, id); }
std::string_view account_from_entry(std::string_view name) noexcept { return name.starts_with(entry_prefix) ? name.substr(entry_prefix.size()) : std::string_view(); }

}  // namespace comity::actors
