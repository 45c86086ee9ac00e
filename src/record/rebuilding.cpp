#include "record/rebuilding.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "record/log.hpp"
#include "record/record.hpp"

namespace comity::record {

namespace {

std::optional<std::int64_t> made_by(db::Connection& connection, std::string_view name) {
    auto rows = connection.query(R"sql(SELECT version FROM derivation WHERE name = $1)sql", name);
    if (!rows.next()) return std::nullopt;
    return rows.integer(0);
}

void make_room(db::Connection& tables, const Derivation& derivation, bool in_record) {
    const bool same = in_record && made_by(tables, derivation.name()) == derivation.version();
    if (same && derivation.outlives_rebuild()) return;
    for (const auto& table : derivation.tables()) {
        // Who reads an older moment of a shared database would find a table that was made anew without its rows.
        if (same && tables.is_shared()) {
            tables.empty(table.name);
            continue;
        }
        tables.script(table.drop);
        tables.script(table.create);
    }
    if (!in_record) return;
    tables.execute(R"sql(INSERT INTO derivation (name, version) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET version = excluded.version)sql",
                   derivation.name(), derivation.version());
}

}  // namespace

Made made(db::Connection& connection, const Derivations& derivations) {
    std::map<std::string, std::int64_t, std::less<>> versions;
    {
        auto rows = connection.query(R"sql(SELECT name, version FROM derivation ORDER BY name)sql");
        while (rows.next()) versions.emplace(rows.text(0), rows.integer(1));
    }
    Made how = Made::by_this_version;
    for (const auto& derivation : derivations) {
        const auto found = versions.find(derivation->name());
        if (found != versions.end() && found->second > derivation->version()) return Made::by_a_newer_one;
        if (found == versions.end() || found->second != derivation->version()) how = Made::by_another;
    }
    return how;
}

bool outdated(db::Connection& connection, const Derivations& derivations) { return made(connection, derivations) != Made::by_this_version; }

void share_tables(db::Connection& connection) {
    if (connection.is_shared()) connection.execute(R"sql(LOCK TABLE derivation IN ACCESS SHARE MODE)sql");
}

void rebuild_tables(const Workspace& workspace, const Derivations& derivations, db::Connection& log,
                    const std::function<void(std::int64_t, std::int64_t)>& on_progress) {
    const bool in_record = &workspace.tables == &log;
    if (in_record && log.is_shared() && outdated(log, derivations)) log.execute(R"sql(LOCK TABLE derivation IN ACCESS EXCLUSIVE MODE)sql");
    for (const auto& derivation : derivations) make_room(workspace.tables, *derivation, in_record);
    std::int64_t done = 0;
    const std::int64_t in_all = log::subjects(log);
    log::each_last(log, [&](const Entry& entry) {
        for (const auto& derivation : derivations) derivation->apply(workspace, entry);
        if (on_progress) on_progress(++done, in_all);
    });
}

}  // namespace comity::record
