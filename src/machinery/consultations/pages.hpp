// How many pages something that was handed in has, by a rule that everybody can follow: a PDF has the pages of its file; a file of a word processor (DOCX, ODT; DOC and RTF as LibreOffice
// lays them out) those that the program which wrote it counted; a plain text one more than it has form feeds; all else, and what says nothing, one for every 500 words begun. As no page holds
// more than 1,000 words, nothing has fewer pages than that, whatever it says of itself. Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace comity::consultations {

inline constexpr std::int64_t words_of_a_page = 500, most_words_of_a_page = 1000;

/// `bytes`: as reading/ takes them, of a PDF what was made of it (converting/); "" of typed words. Never throws on content.
std::int64_t pages_of(std::string_view bytes, std::int64_t words);

}  // namespace comity::consultations
