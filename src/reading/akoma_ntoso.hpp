// Akoma Ntoso 3.0 to a document. The markup states the structure, so nothing of it is guessed; what a foreign file leaves unmarked (openings,
// citations, who speaks) is found as in any other text. What is known of neither is kept as paragraphs of kind `other`.
#pragma once

#include <string_view>

#include "reading/reading.hpp"

namespace comity::reading {

/// Throws Error(bad_request) with the line for what is not well formed, Error(limit).
document::Document read_akoma_ntoso(std::string_view bytes, const vocabulary::Vocabulary& vocabulary, const Options& options);

}  // namespace comity::reading
