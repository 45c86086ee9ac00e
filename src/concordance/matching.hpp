// Which paragraph of one document became which of the other: one assignment that is best over all, in which what keeps its order
// among its neighbours counts for more; then what was split or merged. Private to concordance/.
#pragma once

#include <cstdint>
#include <vector>

#include "concordance/units.hpp"

namespace comity::concordance {

/// Units by their places in Side::units. A unit that was split stands in several links of kind split, first the one that it is most like.
struct Link {
    enum class Kind : std::uint8_t { whole, split, merged } kind = Kind::whole;
    std::uint32_t a = 0, b = 0;
    bool moved = false;
};

/// A candidate pair and what is gained by it; above 0.
struct Candidate {
    std::uint32_t a = 0, b = 0;
    float gain = 0;
};

/// Every unit of either side in at most one link, but for splits and merges. By rising a, then b.
std::vector<Link> match(const Workspace& workspace);

/// The pairs with the largest sum of gains, each a and each b once (Kuhn and Munkres on what hangs together; where very many candidates
/// hang together, as in thousands of equal paragraphs, the best in order, and then the best of the rest).
std::vector<Candidate> best_assignment(const std::vector<Candidate>& candidates);

/// Of pairs, the subset with the largest sum of gains in which both sides rise.
std::vector<Candidate> heaviest_chain(std::vector<Candidate> candidates);

}  // namespace comity::concordance
