#include "record/entries_at.hpp"

#include <utility>

#include "base/error.hpp"

namespace comity::record {

std::vector<Entry> entries_at(const Snapshot& snapshot, const std::vector<std::int64_t>& positions) {
    std::vector<Entry> entries;
    for (const std::int64_t position : positions) {
        auto entry = snapshot.at(position);
        COMITY_ENSURE(entry);
        entries.push_back(std::move(*entry));
    }
    return entries;
}

std::vector<Entry> entries_at(const Snapshot& snapshot, db::Rows rows) {
    std::vector<std::int64_t> positions;
    while (rows.next()) positions.push_back(rows.integer(0));
    return entries_at(snapshot, positions);
}

}  // namespace comity::record
