// The order of lists by symbol as a text that the database can sort by. Private to holdings/.
#pragma once

#include <string>

#include "document/document.hpp"

namespace comity::holdings {

/// By body, then session and number as numbers (Roman ones too), then the symbol itself with its numbers as numbers; what has no
/// symbol comes last, by title and hash.
std::string sort_key(const document::Document& document);

}  // namespace comity::holdings
