// Bytes made small (zstd): documents as they came, and what modules derive from them.
#pragma once

#include <string>
#include <string_view>

namespace comity::record {

std::string compressed(std::string_view bytes);

/// Throws Error(unavailable) for what compressed() has not made, or more than `largest` bytes.
std::string decompressed(std::string_view bytes, std::size_t largest = std::size_t{1} << 31);

}  // namespace comity::record
