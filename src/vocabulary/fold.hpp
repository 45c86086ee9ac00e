// Words made comparable without a library of tables: case of Latin and Cyrillic letters, kinds of apostrophe, hyphen and blank,
// Arabic vowel signs. Enough for names and phrases of the six languages; everything else of Unicode is text/'s.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace comity::vocabulary {

/// Writes the folded form of `text` to `into`, which must have room for twice its size, and says how many bytes it wrote. Bytes that
/// are no UTF-8 are kept as they are.
std::size_t fold_into(std::string_view text, char* into) noexcept;
std::string fold(std::string_view text);

/// Folded, blanks single, none at the ends.
std::string fold_name(std::string_view text);

}  // namespace comity::vocabulary
