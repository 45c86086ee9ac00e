// Lines of a page put together again.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reading/page.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::reading {

/// How long the full lines of a page are, in bytes: nine in ten lines are no longer.
std::size_t width_of_page(const std::vector<Line>& lines, std::size_t begin, std::size_t end);

/// Puts a further line behind a text: one blank, hyphens at line ends put back or taken out.
void join_line(std::string& text, std::string_view line, const vocabulary::Vocabulary& vocabulary);

}  // namespace comity::reading
