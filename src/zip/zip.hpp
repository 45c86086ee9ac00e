// ZIP archives as values in memory, as word processors pack their files. Nothing touches the disk.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace comity::zip {

/// A file of an archive.
struct Entry {
    std::string name;   ///< "word/document.xml": unique in the archive, with slashes
    std::string bytes;  ///< not packed
    bool operator==(const Entry&) const = default;
};

/// The archive of one entry or more, in the order given, deflated, all dated 1 January 1980: the same entries give the same bytes.
std::string packed(std::span<const Entry> entries);

/// What an archive may unpack to. A file that says it is larger is not unpacked at all, however small it came.
struct Limits {
    std::size_t entries = 4096;
    std::size_t bytes = std::size_t{256} << 20U;  ///< of all entries together
    std::size_t ratio = 0;                        ///< how many times its packed size an entry of more than 1 MB may have; 0: no matter
};

/// All entries, in the order of the archive; folders are left out. Error(bad_request) for bytes that are no archive or damaged, Error(limit).
std::vector<Entry> unpacked(std::string_view bytes, const Limits& limits = {});

/// Only the entries whose name is wanted: the others are neither unpacked nor counted by their bytes.
using Wanted = std::function<bool(std::string_view name)>;
std::vector<Entry> unpacked(std::string_view bytes, const Limits& limits, const Wanted& wanted);

/// The names of its entries in their order, without a look into them; none for bytes that are no archive or damaged. At most `most`.
std::vector<std::string> names(std::string_view bytes, std::size_t most = 4096);

}  // namespace comity::zip
