// Paragraphs that were split into several, and several that were merged into one: found among what has no partner, by the words that its
// neighbour's partner has to spare. Private to concordance/.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "concordance/matching.hpp"
#include "concordance/word_diff.hpp"

namespace comity::concordance {

/// Turns whole links into splits and merges where a unit without a link is a part of one, and adds a link for each such part.
void find_parts(const Workspace& workspace, std::vector<Link>& links);

/// One part of a paragraph that was split, with the stretch of the whole (tokens, and its bytes) that went into it.
struct Part {
    std::uint32_t unit = 0;  ///< of the side that has the parts
    Passage whole, part;     ///< views; tokens as `whole_tokens`, counted from the stretch's first byte
    Tokens whole_tokens;
    std::uint32_t whole_begin = 0;  ///< of the stretch, among the tokens of the whole
    WordMatches matches;     ///< whole to part
};

/// Cuts the whole where its parts meet; parts in the order in which their words stand in it. All words of it are in one of them.
std::vector<Part> cut_into_parts(const Unit& whole, std::span<const Unit> units, const std::vector<std::uint32_t>& parts, Weights weights);

}  // namespace comity::concordance
