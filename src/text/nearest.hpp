// What was probably meant by a name that is none: for sentences that say so.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace comity::text {

/// Bytes to insert, delete, replace or swap with their neighbour, so that one becomes the other (Damerau's distance).
std::size_t slips(std::string_view a, std::string_view b);

/// The candidates of which at most a third has to be changed, nearest first, then by their bytes; at most so many.
std::vector<std::string> nearest(std::string_view typed, std::vector<std::string> candidates, std::size_t at_most);

}  // namespace comity::text
