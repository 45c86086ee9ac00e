// How one phrase was used through the years, in the forms in which it is taken along.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "machinery/holdings/precedents.hpp"

namespace comity::holdings {

/// The first row names the columns: year, body, texts, passages, which. By year, then body.
std::vector<std::vector<std::string>> years_of(const PhraseUse& use);
/// "Dropped in 79/2 op3, 2024-12-19; it stood in 78/199 op3, 2023-12-19"
std::string sentence_of(const PhraseUse::Dropped& one);
/// The first row names the columns: a row for each year and body, and for each text that dropped the phrase (in it no passage has it) one
/// that says after which text, and in which it came again. By year, then body, then symbol.
std::vector<std::vector<std::string>> table_of(const PhraseUse& use);
/// One self-contained file, and the bytes of a DOCX.
std::string to_html(const PhraseUse& use, std::string_view notice);
std::string to_docx(const PhraseUse& use, std::string_view notice);

}  // namespace comity::holdings
