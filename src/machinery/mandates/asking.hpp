// Questions to the register: which mandates fit a filter, and how many there are of each thing that a filter can name.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/mandates/status.hpp"

namespace comity::mandates {

/// What stands in an address or behind a command. All of it must fit; nothing given fits all that asks.
struct Asking {
    std::optional<std::string> to;           ///< who is asked: a kind ("secretary_general") or an actor ("SG", "FRA", "HRC")
    std::optional<std::string> body;         ///< id or name
    std::optional<std::string> series, text; ///< any spelling of a symbol: mandates of that series, of that text
    std::optional<std::string> deliverable;  ///< "report"; "none": nothing to be delivered
    std::optional<Status> status;
    std::optional<int> strength;             ///< exactly so firm
    std::optional<std::string> sense;        ///< "request", "decision", "statement", "all"; if not given requests and decisions
    std::optional<std::string> flag;         ///< "organization", "states", "unsure", "review", "no-review", "continuing", "once"
    std::optional<std::string> recurrence;   ///< "stated", "none"
    std::optional<std::string> session;      ///< falls due at it: "GA-79", "HRC-60"
    std::optional<Date> due_from, due_to;    ///< falls due within these days
    std::optional<int> year;                 ///< of its last text
    std::string words;                       ///< all of them, in the act; an end "*" stands for any end
    Day today = 0;                           ///< by the clock of whoever asks
};

using Counts = std::map<std::string, std::size_t>;
/// Of the mandates that fit all but the one thing counted, so that a choice says what it would give.
struct Facets {
    Counts to, bodies, deliverables, statuses, strengths, senses, flags, years;
};

struct Answer {
    std::vector<std::uint32_t> mandates;  ///< all that fit: by their last text, the latest first, then in its order
    Facets facets;
};
/// Throws as Holdings::find for a series or text that is not in the record, Error(bad_request) for a value that nothing can have.
Answer ask(const Register& reg, const Gathered& gathered, const Asking& asking);

/// Values of `sense`, `flag` and `recurrence`.
const std::vector<std::string_view>& senses();
const std::vector<std::string_view>& flags();

}  // namespace comity::mandates
