// The call of the next session, from that of the last: years, ordinals of sessions and the symbol of the text that asks for it go on. Pure; what was changed is shown,
// so that a person sees at a glance what the rule did.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "machinery/consultations/call.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::consultations {

struct Rolling {
    int years = 1;                     ///< sessions go on by as many
    Authority authority;               ///< of the new call; that of the old one where nothing is named
    std::string old_name, new_name;    ///< how the texts that ask are called: "36/30", "37/12"; "" where there is none
};
/// "" is an empty text.
struct Difference {
    std::string field, before, after;
};
struct Rolled {
    Call call;                          ///< prepared, of the same id still
    std::vector<Difference> differences;
};
Rolled next_of(const Call& last, const Rolling& how, const vocabulary::Vocabulary& vocabulary);

/// "in 2031, at its forty-ninth session" -> "in 2032, at its fiftieth session". Numbers within symbols stay.
std::string rolled_on(std::string_view text, const Rolling& how, const vocabulary::Vocabulary& vocabulary);

}  // namespace comity::consultations
