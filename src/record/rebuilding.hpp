// Dropping and making derived tables. Private to record/.
#pragma once

#include <cstdint>
#include <functional>

#include "db/connection.hpp"
#include "record/derivation.hpp"

namespace comity::record {

/// How derived tables stand to this program.
enum class Made { by_this_version, by_another /** or missing */, by_a_newer_one };
Made made(db::Connection& connection, const Derivations& derivations);
/// Whether derived tables are missing or were made by another version of the code.
bool outdated(db::Connection& connection, const Derivations& derivations);

/// Makes all derived tables of `workspace.tables` anew from the log of `log`. On the record itself: within one transaction.
void rebuild_tables(const Workspace& workspace, const Derivations& derivations, db::Connection& log,
                    const std::function<void(std::int64_t, std::int64_t)>& on_progress);

/// Where a database is shared: begins a moment in which nobody drops or makes tables under its reader, or waits until nobody does.
void share_tables(db::Connection& connection);

}  // namespace comity::record
