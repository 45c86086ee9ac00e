// A text without what stands between its words and its meaning for a scanner: marks of links and emphasis, note marks, odd blanks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace comity::document {

struct CleanText {
    std::string text;
    std::vector<std::uint32_t> places;  ///< for each byte of `text`, and its end, the byte of the source
    /// The bytes of the source that became `text[begin, end)`.
    [[nodiscard]] std::uint32_t place(std::size_t begin) const noexcept { return places[begin]; }
};

/// Takes out "](#)", "\(", "**", "<sup>2</sup>", superscript digits, soft hyphens, marks of no width; blanks become one plain blank,
/// U+2011 a hyphen.
CleanText cleaned(std::string_view source);

}  // namespace comity::document
