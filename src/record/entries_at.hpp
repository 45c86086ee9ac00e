// Entries that a process finds by its tables.
#pragma once

#include <cstdint>
#include <vector>

#include "db/connection.hpp"
#include "record/record.hpp"

namespace comity::record {

/// The entries at these positions, in their order. Each must be there, as tables are derived from entries: a breach of it is a fault of the program.
std::vector<Entry> entries_at(const Snapshot& snapshot, const std::vector<std::int64_t>& positions);
/// At the positions in the first column; the rows are read to their end before an entry is.
std::vector<Entry> entries_at(const Snapshot& snapshot, db::Rows rows);

}  // namespace comity::record
