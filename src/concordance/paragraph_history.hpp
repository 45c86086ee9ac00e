// One paragraph through all states of its text: through renumbering, moves, splits, merges and years in which it was not there. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "concordance/comparison.hpp"
#include "document/document.hpp"

namespace comity::concordance {

/// What stands for it in one document.
struct ParagraphState {
    struct Passage {
        std::string id;          ///< of this document; "" for what the one before had and this one has not
        std::vector<Span> spans; ///< its words against the document before; in the first all are equal
    };
    std::vector<Passage> passages;  ///< none: it is not in this document, and was not in the one before
    std::optional<Change> change;   ///< against the document before; nullopt in the first that has it
    bool present = false;
    std::size_t words = 0, came = 0, went = 0;  ///< words of it now; words that are new in it, and that it has lost
};

/// By document. `id`: a paragraph of documents[at]; Error(not_found) if there is none. What was merged into it is part of it from then on.
std::vector<ParagraphState> paragraph_history(std::span<const document::Document* const> documents, std::size_t at, std::string_view id);

/// Words that came and went between two documents, moves aside; footnotes are not counted.
struct WordChange {
    std::size_t came = 0, went = 0;
};
WordChange words_changed(const Comparison& comparison);
std::size_t words_in(std::string_view text);

}  // namespace comity::concordance
