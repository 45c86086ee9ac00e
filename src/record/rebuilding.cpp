#include "record/rebuilding.hpp"

#include <optional>

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
    if (in_record && derivation.outlives_rebuild() && made_by(tables, derivation.name()) == derivation.version()) return;
    for (const auto& table : derivation.tables()) {
        tables.script(table.drop);
        tables.script(table.create);
    }
    if (!in_record) return;
    tables.execute(R"sql(INSERT INTO derivation (name, version) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET version = excluded.version)sql",
                   derivation.name(), derivation.version());
}

}  // namespace

bool outdated(db::Connection& connection, const Derivations& derivations) {
    for (const auto& derivation : derivations) {
        if (made_by(connection, derivation->name()) != derivation->version()) return true;
    }
    return false;
}

void rebuild_tables(const Workspace& workspace, const Derivations& derivations, db::Connection& log,
                    const std::function<void(std::int64_t, std::int64_t)>& on_progress) {
    for (const auto& derivation : derivations) make_room(workspace.tables, *derivation, &workspace.tables == &log);
    std::int64_t done = 0;
    const std::int64_t in_all = log::subjects(log);
    log::each_last(log, [&](const Entry& entry) {
        for (const auto& derivation : derivations) derivation->apply(workspace, entry);
        if (on_progress) on_progress(++done, in_all);
    });
}

}  // namespace comity::record
