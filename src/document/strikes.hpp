// Words that a draft shows struck through: "~~words~~" as plain text and Markdown write it, and letters each followed by a long or short stroke
// (U+0336, U+0335) as word processors paste it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace comity::document {

struct Strike {
    std::size_t begin = 0, end = 0;  ///< bytes of the text, with the marks
    std::string words;               ///< without the marks
    auto operator<=>(const Strike&) const = default;
};

/// In the order in which they stand, not overlapping. A "~~" without its partner in the same text is no mark.
std::vector<Strike> strikes_in(std::string_view text);

/// What stands once the struck words are gone, without the blanks that they leave.
struct Standing {
    std::string text;
    std::vector<std::uint32_t> places;  ///< for each byte of the text that was, and its end, the byte of `text`
};
Standing without(const std::vector<Strike>& strikes, std::string_view text);

}  // namespace comity::document
