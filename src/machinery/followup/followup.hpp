// The follow-up of a State over a record: what it keeps for itself, what it has released, what falls due, and a draft of its report.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "machinery/followup/piece.hpp"
#include "record/derivation.hpp"
#include "record/record.hpp"

namespace comity::followup {

/// By what its subjects are looked up; no words of them.
std::shared_ptr<const record::Derivation> derivation();

struct Kept {
    Piece piece;
    std::int64_t revision = 1, position = 0;
    std::string when;           ///< of the last revision
    bool released = false;
    std::string superseded_by;  ///< of evidence: the id of the latest that takes its place
};
/// All that a State keeps, by what, then id. For those who speak for it alone: whoever calls this has asked (may_keep).
std::vector<Kept> workspace(const record::Snapshot& snapshot, std::string_view state);

/// What an act must know of a workspace: the pieces of these ids and those that supersede one of them, and which of these ids are public.
struct Around {
    std::vector<Piece> pieces;
    std::vector<std::string> released;
};
Around around(const record::Snapshot& snapshot, std::string_view state, std::span<const std::string> ids);

/// What is public of it, by what, then id.
struct Released {
    Piece piece;
    std::string when, subject;
};
std::vector<Released> released(const record::Snapshot& snapshot, std::string_view state);
/// What States released that answers to a recommendation.
std::vector<Released> released_for(const record::Snapshot& snapshot, std::string_view recommendation);

/// Actions that are not done or dropped, by the day on which they fall due: those up to that day ("2031-05-03"), all if it is "".
std::vector<Kept> due(const record::Snapshot& snapshot, std::string_view state, std::string_view until);
/// The same as a calendar (RFC 5545). `stamp`: the moment at which it is made.
std::string calendar(const std::vector<Kept>& due, std::string_view stamp);

/// A draft of the State's report: each recommendation with its position, what was done, and on what that rests; every sentence with its source in a footnote.
document::Document report(const record::Snapshot& snapshot, std::string_view state, std::string_view name);

}  // namespace comity::followup
