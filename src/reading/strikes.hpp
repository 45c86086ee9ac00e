// Words that a draft shows struck through: "~~words~~" as plain text and Markdown write it, and letters each followed by a long or short stroke
// (U+0336, U+0335) as word processors paste it. Before the body is read they are taken out of its lines, so that paragraphs are told by what stands;
// then they are taken out of the paragraphs' texts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "reading/flow.hpp"
#include "reading/page.hpp"

namespace comity::reading {

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
    std::vector<std::uint32_t> places;         ///< for each byte of the text that was, and its end, the byte of `text`
    std::vector<document::StruckWords> struck;  ///< strikes with nothing but a blank between them are one
};
Standing without(const std::vector<Strike>& strikes, std::string_view text);

/// From here on the lines hold what stands in `text`, and struck words in `marked` only. Those of a page may begin on one line and end on another.
void mark_strikes(std::vector<Line>& lines, std::size_t begin, Setting setting);

/// The end of a line's text as it shall be kept: with the struck words that stand in it or before it. `end`: the end of `line.text`.
std::string marked_end(const Line& line, std::string_view end);

/// The text of a paragraph that was put together of such lines.
Standing standing_in(std::string_view marked);

}  // namespace comity::reading
