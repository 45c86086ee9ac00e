// What two documents cite, paragraph by paragraph as they are paired: what came, what went, what was replaced by a later text. Private
// to concordance/.
#pragma once

#include <vector>

#include "concordance/comparison.hpp"

namespace comity::concordance {

/// In the order of the pairs; citations that both have in a pair are left out.
std::vector<CitationChange> citation_changes(const document::Document& a, const document::Document& b, const std::vector<Pair>& pairs);

}  // namespace comity::concordance
