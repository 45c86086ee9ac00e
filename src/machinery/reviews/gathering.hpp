// Recommendations to one State that say the same, in whatever review, by whatever mechanism, in whatever year: proposed by the words that they share, confirmed or undone by a person. Each
// keeps its own id and position.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "machinery/reviews/reviews.hpp"

namespace comity::reviews {

/// From so much on, in hundredths, two are gathered (docs/reviews.md has how often that is right).
inline constexpr int gathered_from = 50;

struct Alike {
    Recommendation other;
    int likeness = 0;                ///< in hundredths; 0 where only a person brought them together
    std::vector<std::string> words;  ///< that both have, the rarest first, at most eight: the reason
    std::optional<StatementMade> said;  ///< what a person said of the two
    [[nodiscard]] bool gathered() const;
};
/// The most alike first, then by id; those that a person told apart, too, last.
std::vector<Alike> alike(const record::Snapshot& snapshot, const Recommendation& recommendation);

struct Gathering {
    std::vector<Recommendation> members;  ///< by review, then number
    std::vector<std::string> words;       ///< that most of them have: the reason
    std::vector<std::string> confirmed;   ///< pairs that a person confirmed: "A B"
};
/// Of one State, those of several reviews alone; the largest first, then by the first id. What a person undid doesn't gather.
std::vector<Gathering> gatherings(const record::Snapshot& snapshot, std::string_view state);

/// Words that tell what a recommendation is about, for concordance::SimilarPassages: without little words, and without the State's own name.
std::vector<std::string> telling_words(std::string_view text, std::string_view language);

}  // namespace comity::reviews
