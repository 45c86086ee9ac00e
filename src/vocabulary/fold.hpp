// Words made comparable without a library of tables: case of Latin and Cyrillic letters, kinds of apostrophe, hyphen and blank,
// Arabic vowel signs. Enough for names and phrases of the six languages; everything else of Unicode is text/'s.
#pragma once

#include <string>
#include <string_view>

namespace comity::vocabulary {

/// Appends the folded form of `text` to `into`: bytes that are no UTF-8 are kept as they are.
void fold_into(std::string_view text, std::string& into);
std::string fold(std::string_view text);

/// Folded, blanks single, none at the ends.
std::string fold_name(std::string_view text);

}  // namespace comity::vocabulary
