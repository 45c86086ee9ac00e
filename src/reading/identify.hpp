// Gives paragraphs their ids ("pp3", "op12.a.i", "op12.end", "II.op3", "annexI.4", "h2", "x7"), by the rules of docs/architecture.md.
#pragma once

#include <string>
#include <vector>

#include "reading/body.hpp"

namespace comity::reading {

/// One id for each piece, in their order; unique.
std::vector<std::string> identify(const std::vector<Piece>& pieces);

}  // namespace comity::reading
