// Two documents aligned to the word: what comparison, provenance and tables of several documents are made of. Private to concordance/.
#pragma once

#include <cstdint>
#include <vector>

#include "concordance/matching.hpp"
#include "concordance/units.hpp"
#include "concordance/word_diff.hpp"

namespace comity::concordance {

/// A unit of A with what it became, by their places in Side::units. Tokens are counted in the whole units, also where one was split or merged.
struct UnitAlignment {
    Link link;
    WordMatches matches;  ///< as a person would draw them
};

/// By rising a, then b. Pairs with too few words in common are left out.
std::vector<UnitAlignment> align(const Workspace& workspace);

}  // namespace comity::concordance
