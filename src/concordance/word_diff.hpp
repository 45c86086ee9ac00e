// Two passages word by word: which words of the one are words of the other, and the spans that a person would draw of it.
// Private to concordance/.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "concordance/comparison.hpp"
#include "concordance/tokens.hpp"

namespace comity::concordance {

/// A passage: its bytes, and the tokens in them (a stretch of the paragraph's, or all).
struct Passage {
    std::string_view text;
    std::span<const Token> tokens;
};

/// Token `a` of the one passage is token `b` of the other. In a list both rise.
struct WordMatch {
    std::uint32_t a = 0, b = 0;
    bool operator==(const WordMatch&) const = default;
};
using WordMatches = std::vector<WordMatch>;

/// How much a word says, by its number: 1 for one that is rare in the texts compared, little for "the" and "of", less for signs.
using Weights = std::span<const float>;

/// The best common sequence: rare words and long runs count most. Time in proportion to the words for what is mostly equal, and bounded
/// for what is not: beyond a limit only what stands around rare common words is aligned.
WordMatches common_words(std::span<const Token> a, std::span<const Token> b, Weights weights);

/// Without matches that would cut one change into many: little words and odd survivors between larger changes; and with changes that could
/// begin at several places beginning where a clause does.
WordMatches as_a_person_would(const WordMatches& matches, const Passage& a, const Passage& b, Weights weights);

/// All bytes of both passages: equal and remove spans together are `a`, equal and insert spans `b`.
std::vector<Span> spans_of(const Passage& a, const Passage& b, const WordMatches& matches);

/// Whether the one stretch became the other by going on in time: session numbers, dates, years and the numbers of texts that all rise,
/// or all fall, in the same words. None if anything else differs.
enum class Rolling { none, same, forward, backward };
Rolling rolling(const Passage& a, const Passage& b);

}  // namespace comity::concordance
