// A document as Akoma Ntoso 3.0 in the profile of the United Nations (AKN4UN): the publication with its masthead, in it the text with every paragraph,
// footnote, citation and vote. Valid against the schema of OASIS; reading/ makes the same document of it again.
#pragma once

#include <string>

#include "document/document.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::document {

struct AkomaNtosoOptions {
    std::string notice = {};  ///< on the cover if there is one: "invented for demonstration"
};

std::string to_akoma_ntoso(const Document& document, const vocabulary::Vocabulary& vocabulary, const AkomaNtosoOptions& options = {});

}  // namespace comity::document
