#include "record/surviving.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "proof/checkpoint.hpp"
#include "record/log.hpp"
#include "record/seal.hpp"

namespace comity::record {

namespace {

bool holds(const log::RawView& row) {
    const Sha256 leaf = sha256(std::string(row.salt) + std::string(row.canonical));
    if (row.salt.empty() && row.canonical.empty()) return true;  // erased or withheld: there is nothing that could have been changed
    return row.leaf == std::string_view(reinterpret_cast<const char*>(leaf.data()), leaf.size());
}

void add(Surviving& found, std::int64_t position) {
    if (!found.entries.empty() && found.entries.back().last + 1 == position) {
        found.entries.back().last = position;
    } else {
        found.entries.push_back({position, position});
    }
    ++found.sound;
}

/// How many entries there were, as far as anything says so.
std::int64_t known_size(db::Connection& connection, const std::filesystem::path& file) {
    std::int64_t known = 0;
    try {
        known = log::size(connection);
    } catch (const Error&) {
        known = 0;  // the end of the table is among what is damaged
    }
    try {
        if (const auto note = Seal(file).last()) known = std::max(known, static_cast<std::int64_t>(proof::checkpoint_in(*note).size));
    } catch (const Error&) {
        return known;  // what stands beside the file is damaged as well
    }
    return known;
}

}  // namespace

Surviving surviving(const std::filesystem::path& file) {
    Surviving found;
    try {
        auto connection = db::Connection::open(file.string(), db::Mode::read);
        // Else SQLite reads nothing of a file that is shorter than its head says. Nothing is written: it is open for reading.
        if (!connection.is_shared()) connection.execute(R"sql(PRAGMA writable_schema = 1)sql");
        found.known = known_size(connection, file);
        constexpr std::int64_t farther = 1000;  // behind the last entry that could be read, where nothing says how many there were
        for (std::int64_t position = 0, read_to = 0; position < std::max(found.known, read_to + farther);) {
            try {
                auto rows = log::raw_rows(connection, position);
                while (rows.next()) {
                    const log::RawView row = log::view_of(rows);
                    if (row.position >= position && holds(row)) add(found, row.position);
                    position = read_to = row.position + 1;
                }
                break;
            } catch (const Error&) {
                ++position;  // it stands on a page that is gone; the next one may not
            }
        }
    } catch (const Error&) {
        return found;  // no table of entries is left
    }
    found.known = std::max(found.known, found.entries.empty() ? 0 : found.entries.back().last + 1);
    return found;
}

std::string sentence_of(const Surviving& surviving) {
    if (surviving.entries.empty()) return "no entry can be read any more";
    std::vector<std::string> stretches;
    for (const Stretch& one : surviving.entries) stretches.push_back(one.first == one.last ? fmt::format("{}", one.first) : fmt::format("{} to {}", one.first, one.last));
    return fmt::format("entries that are sound: {} ({} of {})", fmt::join(stretches, ", "), surviving.sound, surviving.known);
}

}  // namespace comity::record
