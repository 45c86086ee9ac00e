// Finds citations in running text and footnotes (English in full; the other official languages by table, unverified).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::document {

struct CitationContext {
    std::string_view organ;     ///< id of the body that speaks: "its resolution 70/1" is this body's
    std::string_view language;  ///< "en", "fr" ...
    std::string_view in;        ///< put into Citation::in
};

/// A citation whose date and number can't both be right: kept, flagged, never repaired.
struct CitationDoubt {
    std::size_t citation;  ///< index into `found`
    std::string message;   ///< a sentence for a person
};

struct Citations {
    std::vector<Citation> found;  ///< in the order of the text; lists and ranges one by one
    std::vector<CitationDoubt> doubts;
};

/// Never throws on content; time is linear in the text.
Citations find_citations(std::string_view text, const CitationContext& context, const vocabulary::Vocabulary& vocabulary);

}  // namespace comity::document
