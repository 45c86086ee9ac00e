// The little of UTF-8 that the readers need without ICU: stepping, checking, mending.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace comity::reading::utf8 {

/// The code point at `at` and its length in bytes; U+FFFD and 1 where there is no well-formed sequence.
std::pair<char32_t, std::size_t> decode(std::string_view text, std::size_t at) noexcept;

/// Position of the first byte that is no part of a well-formed sequence; npos if all is well.
std::size_t first_invalid(std::string_view text) noexcept;

/// The same text with each bad byte replaced by U+FFFD.
std::string repaired(std::string_view text);

}  // namespace comity::reading::utf8
