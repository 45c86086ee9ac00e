// The rule of submissions: handing in, correcting, withdrawing; accepting or refusing what has a mark; releasing. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "machinery/consultations/call.hpp"
#include "machinery/consultations/ruling.hpp"
#include "machinery/consultations/submission.hpp"

namespace comity::consultations {

inline constexpr std::size_t most_parts = 50;

/// All that the rule may know.
struct SubmissionState {
    Call call;
    std::string now;                           ///< "2031-05-03T16:00:00Z"
    std::optional<Submission> present;         ///< the one that the request is about
    std::int64_t revision = 0;                 ///< of it
    bool released = false;
    std::int64_t number = 0;                   ///< of a new one
    std::optional<Contributor> contributor;    ///< whom the request names, as known
    std::vector<Part> parts;                   ///< what was handed in; their envelopes stand in the record once this is decided
    std::optional<std::int64_t> same_words;    ///< a submission of the same contributor with exactly these words
    std::vector<std::string> texts_to_release; ///< envelopes of what would be public
    std::vector<ReleasedFile> files_to_release; ///< cleaned copies of what they stand in
    bool names_contributor = false;            ///< whether these words name who handed it in
};

/// "hand in": fields form, from, kind, language, confidentiality, received (received_moment, UTC, as a mail server tells it); files and words are gathered beforehand. "correct": any of these.
/// "withdraw submission"; "accept", "refuse": of what waits; "release". A contributor hands in, corrects and withdraws what is its own; all else is for who keeps consultations.
Ruling decide(const SubmissionState& state, const Request& request);

/// The moment of a day or an hour on the clocks of that zone, "2031-05-03" or "2031-05-03T17:30"; of a day its beginning, so that what came on the last day is in time.
std::optional<std::string> moment_received(std::string_view typed, std::string_view zone);

}  // namespace comity::consultations
