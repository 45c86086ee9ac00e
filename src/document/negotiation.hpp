// Texts under negotiation: paragraphs that stand between others or beside them ("PP4 bis", "5 ter.", "OP2 alt"), and who proposed what
// ("[Vael, Orrin: delete]"). A reader that does not know these labels leaves them in the text; this cuts the paragraphs at them. Struck words
// are proposed for deletion: they leave the paragraphs and are kept among the proposals.
#pragma once

#include <string>
#include <vector>

#include "document/document.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::document {

/// A bracket that names who wants something of a paragraph, whose words stay in the paragraph's text, too; or words that were struck there.
struct Proposal {
    std::string paragraph;             ///< id
    std::vector<std::string> authors;  ///< States and groups as they stand
    std::string words;                 ///< "delete", "retain original"; "" where only the authors of the paragraph are named
    std::string struck = {};           ///< words that stand struck through; then there are no authors and `words`
    auto operator<=>(const Proposal&) const = default;
};

struct Negotiated {
    Document document;  ///< as it was if no paragraph is labelled so and nothing is struck
    std::vector<Proposal> proposals;
};

/// Labelled paragraphs become paragraphs of their own, with the number as printed ("4 bis") and the id without its blank ("pp4bis"). A
/// paragraph that is struck as a whole is left out. Nothing happens to a document without labels and struck words.
Negotiated negotiated(Document document, const vocabulary::Vocabulary& vocabulary);

}  // namespace comity::document
