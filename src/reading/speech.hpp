// How an organ speaks: the words before the verb where a sentence names its speaker, and the opening phrase behind them.
#pragma once

#include <optional>
#include <string_view>

#include "vocabulary/vocabulary.hpp"

namespace comity::reading {

/// Length of the words before the verb where the organ is named in the sentence itself: "The Security Council " of "The Security Council
/// welcomes", "Therefore the General Assembly "; 0 if the text does not begin so.
std::size_t spoken_lead(std::string_view text, const vocabulary::Vocabulary& vocabulary);

/// An opening phrase and where in its paragraph it stands.
struct SpokenOpening {
    std::size_t at = 0;
    vocabulary::OpeningMatch match;
};

/// Who speaks in a document.
enum class Speaker {
    organ,                 ///< in the third person: "Welcomes", "The Council welcomes"
    organ_after_a_clause,  ///< the same, and "In this regard, requests": in a paragraph that is known to be the organ's
    ourselves              ///< in the first person: "We welcome", and behind "We, the Heads of State:" just "Welcome"
};

/// The opening phrase of one paragraph, quotes before it passed over: at its start; behind the organ's name, also across an inserted clause ("The
/// Council, while noting the calm, urges"); behind a first clause ("In this regard, requests"); behind "We" and its apposition. Openings are
/// known by the vocabulary's tables; nothing is guessed from grammar.
std::optional<SpokenOpening> spoken_opening(std::string_view text, const vocabulary::Vocabulary& vocabulary, std::string_view language, Speaker speaker);

}  // namespace comity::reading
