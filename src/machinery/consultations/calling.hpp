// The rule of calls: preparing, changing, opening, extending, closing, withdrawing. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "machinery/consultations/call.hpp"
#include "machinery/consultations/ruling.hpp"

namespace comity::consultations {

/// All that the rule may know.
struct CallState {
    std::optional<Call> present;
    std::int64_t revision = 0;             ///< of `present`
    std::optional<Call> like;              ///< the call after which this one is made, already rolled forward (next_call.hpp)
    std::optional<Authority> authority;    ///< which the request names, as the record has it; nullopt: it has no such paragraph
    std::vector<Annex> annexes;            ///< files that the request brings
    std::string now;                       ///< "2031-05-03T16:00:00Z"
};

/// "prepare": fields title, purpose, convener, document, paragraph or commitment, questions, kinds, languages, choices, words, pages, deadline, zone, contact; files are annexes, of the same name the later one counts. "change": any of
/// these, and leave_out: names of annexes. "open"; "extend": deadline, zone; "close"; "withdraw call". Only who keeps consultations may.
Ruling decide(const CallState& state, const Request& request);

}  // namespace comity::consultations
