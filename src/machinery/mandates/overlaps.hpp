// Mandates of different series that ask the same actor for the same thing in like words: to be looked at side by side. Nothing is judged: whether they are
// duplicates is for those to say who adopted them.
#pragma once

#include <cstdint>
#include <vector>

#include "machinery/mandates/register.hpp"

namespace comity::mandates {

struct Overlap {
    std::uint32_t a = 0, b = 0;        ///< mandates, a before b
    double likeness = 0;               ///< 2 x common words / all, of what their latest texts ask
    Asked asked;                       ///< whom both ask: the first that they have in common
    Names::Number deliverable = 0;     ///< what both ask for, in the same way
    bool operator==(const Overlap&) const = default;
};

/// How much of their words two mandates must have in common.
inline constexpr double enough_overlap = 0.5;

/// Of these mandates with all others; the most alike first, then in the order of lists. Mandates of one series don't overlap.
std::vector<Overlap> overlaps_of(const Gathered& gathered, const std::vector<std::uint32_t>& mandates);

}  // namespace comity::mandates
