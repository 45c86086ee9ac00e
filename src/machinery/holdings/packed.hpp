// A reading as bytes: every field of a document in its order. Made again whenever the reader or this form changes, so it has no
// versions of its own (the derivation has), and nothing outside this folder reads it.
#pragma once

#include <string>
#include <string_view>

#include "document/document.hpp"

namespace comity::holdings {

std::string packed(const document::Document& document);

/// Throws Error(unavailable) for bytes that packed() has not made.
document::Document unpacked(std::string_view bytes);

}  // namespace comity::holdings
