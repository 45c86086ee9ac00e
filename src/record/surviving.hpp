// What of a damaged record can still be read and is what was written: for verify, where the file can't be opened any more as a record, or is not sound.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace comity::record {

/// Entries from `first` to `last`, both counted.
struct Stretch {
    std::int64_t first = 0, last = 0;
    bool operator==(const Stretch&) const = default;
};
struct Surviving {
    std::vector<Stretch> entries;  ///< whose text and salt give the hash beside them; in the order of the log
    std::int64_t sound = 0;        ///< how many these are
    std::int64_t known = 0;        ///< how many there were: by the file, or by what the log signed last
};
/// Also of a file of which only the first part is there. Never throws on content; nothing is changed.
Surviving surviving(const std::filesystem::path& file);
/// "entries that are sound: 0 to 16, 18 to 39 (39 of 40)"
std::string sentence_of(const Surviving& surviving);

}  // namespace comity::record
