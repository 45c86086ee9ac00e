// Corrections on a reading: a pure function, run for every new reading of the same bytes. Private to holdings/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sentence.hpp"
#include "document/document.hpp"
#include "machinery/holdings/anchors.hpp"
#include "machinery/holdings/correction.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::holdings {

struct FitOf {
    Fit fit = Fit::applied;
    Said because;  ///< if it doesn't fit
};

struct Applied {
    document::Document document;
    std::vector<FitOf> fits;  ///< one for each correction, in their order
};

/// Corrections in force, in the order in which they were made. First those of boundaries, then of paragraphs, then of facts: so
/// one may speak of a paragraph that another has cut out.
Applied apply(document::Document reading, const std::vector<Correction>& corrections, const vocabulary::Vocabulary& vocabulary);

/// Bytes of `text` at which these words stand, as folded words: each place.
std::vector<std::size_t> places_of(std::string_view words, std::string_view text);

/// The facts that can be corrected, and one of them as text: as SetFact takes it.
const std::vector<std::string>& correctable_facts();
std::optional<std::string> fact_of(const document::Document& document, std::string_view field);

/// Sets a fact. Says what is wrong if the value is none that this fact can have.
Said set_fact(document::Document& document, std::string_view field, const std::optional<std::string>& value,
                     const vocabulary::Vocabulary& vocabulary);

}  // namespace comity::holdings
