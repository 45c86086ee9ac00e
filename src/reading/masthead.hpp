// The facts of a document from the lines around its paragraphs: masthead, adoption, report, sponsors, closing lines, votes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "reading/frame.hpp"
#include "reading/page.hpp"

namespace comity::reading {

/// Fills the facts of `document` from lines [begin, end) and gives the lines that no fact was found in.
std::vector<std::size_t> read_masthead(document::Document& document, const std::vector<Line>& lines, std::size_t begin, std::size_t end, const Frame& frame,
                                       const vocabulary::Vocabulary& vocabulary);

/// The same from lines behind the text, where a converter left the masthead, words of several lines run together.
std::vector<std::size_t> read_masthead_behind(document::Document& document, const std::vector<Line>& lines, const std::vector<std::size_t>& behind, const Frame& frame,
                                              const vocabulary::Vocabulary& vocabulary);

/// Meeting, date of adoption, mode of adoption and vote from the closing lines.
void read_closing(document::Document& document, const std::vector<Line>& lines, const std::vector<std::size_t>& closing, const vocabulary::Vocabulary& vocabulary);

/// A date anywhere in a text ("... adopted ... on 19 December 2023"), the last one of it.
std::optional<Date> last_date_in(std::string_view text, const vocabulary::Vocabulary& vocabulary);

}  // namespace comity::reading
