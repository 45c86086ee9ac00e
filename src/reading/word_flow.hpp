// DOCX: what a word processor would show and print of it. Numbers that it counts itself are printed, tracked changes accepted and reported,
// comments reported, footnotes known as such; heads and feet of pages stand behind the text as furniture, but for a masthead in the first one.
#pragma once

#include <string_view>

#include "reading/flow.hpp"

namespace comity::reading {

/// Error(bad_request) for a damaged file, Error(limit). Macros, pictures and what lies outside the file are never touched.
Flow flow_of_word(std::string_view bytes);

}  // namespace comity::reading
