// What a signed-in party handed in and was turned away (too late, in a wrong form, not allowed) is an entry, too: that it was tried can be proved. The
// entry has the hash of what was handed in, not its words: whoever keeps these can show that they belong to it, and nobody writes into the log by
// being refused. It is confidential: others see its leaf.
#pragma once

#include <optional>
#include <string>

#include "json/json.hpp"
#include "machinery/actors/people.hpp"

namespace comity::actors {

struct TurnedAway {
    std::string act;         ///< "correct", "hand in"
    std::string about;       ///< subject or symbol of which it spoke
    std::string handed_in;   ///< its bytes: of a form or request its canonical JSON (RFC 8785), of a file the file
    std::string reason;      ///< id of the sentence if it has one, else the sentence
};
/// So many within a quarter of an hour are recorded of an account; what comes beyond is refused without an entry.
inline constexpr int most_refusals = 30;

/// The entry's position; nullopt where nobody is signed in, or beyond the limit.
std::optional<std::int64_t> record_refusal(const People& people, const Standing& standing, const TurnedAway& turned_away);

}  // namespace comity::actors
