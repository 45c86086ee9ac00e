// Words that a page's setting has broken: "internationa l", "p rinciples", "non -selectivity", "good neighbourliness". Only what the list of
// known words proves is put together; what it does not know stays as it stands.
#pragma once

#include <string>
#include <string_view>

#include "vocabulary/vocabulary.hpp"

namespace comity::reading {

/// The same text with broken words whole. Footnote marks in band divide words. Linear but for looking words up.
std::string mended(std::string_view text, const vocabulary::Vocabulary& vocabulary);

/// pdftotext puts two lines of a page together where a word was divided, and loses the hyphen even where it was the word's own: a line longer
/// than the page is wide gets it back ("good neighbourliness", "goodneighbourliness"). `width`: how long the page's full lines are.
std::string with_lost_hyphen(std::string_view line, std::size_t width, const vocabulary::Vocabulary& vocabulary);

/// Whether so many words of a text are broken ("The Gener a l Assembly") that it wants mending though its lines are no page's.
bool looks_broken(std::string_view text);

}  // namespace comity::reading
