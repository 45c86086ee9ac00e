// The log of one moment with what was signed of just that moment.
#pragma once

#include "proof/note.hpp"
#include "record/record.hpp"

namespace comity::record {

/// The checkpoint, the key that has signed it, and the record as it was then, with nothing beyond the checkpoint.
struct SignedMoment {
    Snapshot snapshot;
    proof::Note checkpoint;
    proof::VerifierKey key;
};
/// Throws as checkpoint() (record/receipts.hpp). Of a mirror: what it took over last.
SignedMoment signed_moment(const Record& record);

}  // namespace comity::record
