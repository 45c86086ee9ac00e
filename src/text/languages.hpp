// Which codes of languages there are, as ICU knows them.
#pragma once

#include <string_view>

namespace comity::text {

/// Whether it is a code of ISO 639, in small letters: of two letters one that is given to a language; of three, which are too many for a table of ours, any that is not the longer form of a
/// code of two ("fra" is no code here, as "fr" is the one under which others look).
bool is_language(std::string_view code);

}  // namespace comity::text
