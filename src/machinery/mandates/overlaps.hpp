// Mandates of different series that ask the same actor for the same thing in like words: to be looked at side by side. Nothing is judged: whether they are
// duplicates is for those to say who adopted them.
#pragma once

#include <cstdint>
#include <vector>

#include "machinery/mandates/register.hpp"

namespace comity::mandates {

/// How much of their words two mandates must have in common: 2 x common words / all.
inline constexpr double enough_overlap = 0.5;

/// All there are, the most alike first, then in the order of lists. Mandates of one series don't overlap.
std::vector<Overlap> find_overlaps(const Gathered& gathered);
/// Those that are kept of which one at least is among these mandates, in their order.
std::vector<Overlap> overlaps_of(const Gathered& gathered, const std::vector<std::uint32_t>& mandates);

}  // namespace comity::mandates
