// What the reader, the writer and the scanner of canonical texts agree on. Private to json/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace comity::json {

/// How many objects and arrays may stand in each other.
inline constexpr std::size_t deepest = 200;
/// The largest integer of an entry, and minus this the smallest: what every reader of JSON keeps exactly.
inline constexpr std::int64_t largest_exact = 9007199254740992;

/// Length of the well-formed UTF-8 sequence at `at`, 0 if there is none.
std::size_t well_formed(std::string_view text, std::size_t at) noexcept;

/// The order of RFC 8785, section 3.2.3: by UTF-16 code units. Only characters above U+FFFF differ from the order of bytes.
bool canonical_before(std::string_view a, std::string_view b) noexcept;

}  // namespace comity::json
