// The letters of fonts that are no letters: what word processors put in as a sign of the fonts Symbol and Wingdings.
#pragma once

#include <string>
#include <string_view>

namespace comity::reading {

/// `code` in hexadecimal digits, as DOCX writes it ("F0B7"): the character, or a bullet for a sign that is none of any text; "" for no code.
std::string letter_of_symbol_font(std::string_view font, std::string_view code);

}  // namespace comity::reading
