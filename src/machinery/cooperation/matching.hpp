// Requests held against offers: which offers are suggested and for which reasons, the smallest sets of offers that cover a request, what nobody offers, what several offer. Pure. No term
// speaks of who stands near to whom: only of what is asked and what is given. Nothing is ranked: suggestions stay in the order in which the offers come in, which is that of their names.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "machinery/cooperation/need.hpp"
#include "machinery/cooperation/offer.hpp"

namespace comity::cooperation {

/// By reason: "theme", "form", "language", "time", "recommendation", "experience"; "least": from how much on an offer is suggested. Of data/match_weights.tsv.
using Weights = std::map<std::string, int, std::less<>>;
const Weights& standard_weights();
/// "theme=5": one of them changed. Error(bad_request) for another reason, or what is no whole number from 0 to 100.
void change(Weights& weights, std::string_view said);

/// What the record knows of delivered help: who gave it, on which themes.
struct Delivered {
    std::string actor, agreement, recommendation;
    std::vector<std::string> themes;
};

struct Reason {
    std::string code;               ///< of Weights
    int weight = 0;
    std::vector<std::string> what;  ///< theme ids, codes of forms, languages, spans of days ("2031-01-01/..", open at its end), recommendations, words of an experience, ids of agreements
    bool operator==(const Reason&) const = default;
};
struct Suggestion {
    std::size_t offer = 0;          ///< its place among the offers that came in
    std::vector<Reason> reasons;    ///< in the order of Weights' description above
    bool operator==(const Suggestion&) const = default;
};
/// Offers with a form in common, whose reasons weigh `least` together. Of a request that states no themes, languages or time these are no reasons. Offers that are withdrawn, and the
/// State's own, are none.
std::vector<Suggestion> suggestions(const Need& need, std::span<const Offer> offers, std::span<const Delivered> delivered, const Weights& weights);

/// A theme in a form; of a request without themes a form alone.
struct Piece {
    std::string theme, form;
    auto operator<=>(const Piece&) const = default;
};
/// All pieces of what is asked or given, in order.
std::vector<Piece> pieces_of(const Matter& matter);
struct Coverage {
    std::vector<Piece> asked;                                               ///< all pieces of the request
    std::vector<Piece> missing;                                             ///< that no offer has
    std::vector<std::pair<Piece, std::vector<std::size_t>>> several;        ///< that more than one offer has, with these
    std::vector<std::vector<std::size_t>> smallest;                         ///< sets of offers that have all that any has; each in order, sets by their members
    bool exact = true;                                                      ///< false: one set, found step by step (at most ln(pieces)+1 times as large as the smallest)
};
/// Up to so many offers that give anything are all their sets looked at: 2^16 at most.
inline constexpr std::size_t exact_up_to = 16;
inline constexpr std::size_t most_sets = 50;  ///< of one size that are told
/// An offer counts where a language and a day are in common, as far as both say any.
Coverage coverage(const Need& need, std::span<const Offer> offers);
/// Only what no offer has: without looking for sets.
std::vector<Piece> missing_in(const Need& need, std::span<const Offer> offers);

/// Offers that give the same: by piece, those of different actors.
std::vector<std::pair<Piece, std::vector<std::size_t>>> overlaps(std::span<const Offer> offers);

}  // namespace comity::cooperation
