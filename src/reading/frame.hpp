// Second pass: the fixed points of a text - its number and title, the organ's line, where a neighbour's text on the same page ends and begins.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reading/page.hpp"
#include "reading/reading.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::reading {

inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// "66/152. Enhancement of ...", "1514 (XV). Declaration ...", "Resolution 1373 (2001)", "PRST OS/12/1. ..."
struct TitleLine {
    std::size_t line = nowhere;
    std::string number;  ///< as printed: "66/152", "217 A (III)"
    std::string rest;    ///< the title as far as it stands on this line
    bool statement = false;  ///< a statement of a President ("PRST")
    bool lone = false;       ///< nothing but the number: a title only where the file's name says so
};

struct Frame {
    std::size_t begin = 0, end = 0;      ///< lines of this document; outside stand the neighbours of a shared page
    TitleLine title;                     ///< line == nowhere if there is none
    std::size_t title_end = 0;           ///< line behind the title's last
    std::size_t organ_line = nowhere;
    std::size_t body = nowhere;          ///< first line of the paragraphs; nowhere if the text has no body of its own kind
    const vocabulary::Body* organ = nullptr;
    std::string language = "en";         ///< that in which the organ speaks
    std::vector<std::pair<std::size_t, std::size_t>> translations;  ///< lines of the same text in another language
    bool statement = false;              ///< paragraphs are spoken by a President
    bool ourselves = false;              ///< a declaration whose authors speak: organ_line is "We, the ministers ...,"
    std::size_t statement_lead = nowhere;  ///< "At its ... meeting ... the President made the following statement"
};

/// A line of the kind above; nullopt if it is none.
std::optional<TitleLine> title_line(std::string_view text);

/// The body whose texts begin with this line ("The General Assembly,", "L'Assemblée générale,"), blanks inside words and quotes forgiven;
/// nullptr if none. Only in that language; "" means any.
const vocabulary::Body* organ_of_line(std::string_view text, const vocabulary::Vocabulary& vocabulary, std::string_view language = "en");

/// Looks at lines before furniture is known. `wanted` is the symbol that the file's name gives, or "".
Frame find_frame(const std::vector<Line>& lines, const vocabulary::Vocabulary& vocabulary, std::string_view wanted);

}  // namespace comity::reading
