// Erasure by two persons: where people have accounts, one proposes what is to be erased, and another confirms it (two_persons.hpp). The operator at the
// command line erases alone, as who keeps the machine can in any case. A proposal is for its parties and the keepers alone: it would draw every eye to the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/actors/two_persons.hpp"
#include "record/erasure.hpp"

namespace comity::actors {

/// Any other person who may confirm, whomever they act for.
inline constexpr TwoPersons erasure_rule{TwoPersons::Sides::any, Permission::confirm};

struct ErasureProposal {
    record::Entry entry;                 ///< who, when, why, by whose authority
    std::vector<std::int64_t> entries;   ///< of each subject that is to go, one: numbers give nothing away when it is gone
};
/// Those that are neither confirmed nor withdrawn, and of which something still stands; oldest first.
std::vector<ErasureProposal> open_erasure_proposals(const record::Snapshot& snapshot);

struct ProposeErasure {
    std::vector<std::int64_t> entries;
    std::string why, authority;
};
/// Gives its position. Error(bad_request) without reason and authority, Error(conflict) of an operator, Error(not_found) for an entry that is not there, and what
/// record::reach_of() refuses. Whether they may propose is the caller's business.
std::int64_t propose_erasure(record::Record& record, const Standing& first, const ProposeErasure& request);
/// Erases. `revision`: of the proposal, as the person saw it. Error(not_found) if there is no such open proposal, and what the rule refuses. Index files are the
/// caller's business, as after record::erase().
record::Erased confirm_erasure(record::Record& record, const Standing& second, std::string_view proposal, std::int64_t revision);
/// Only who made it takes it back: Error(refused).
std::int64_t withdraw_erasure(record::Record& record, const Standing& first, std::string_view proposal);

}  // namespace comity::actors
