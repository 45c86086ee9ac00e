// What index files that follow the log have in common: how they catch up.
#pragma once

#include <cstdint>
#include <functional>

#include "base/error.hpp"
#include "record/record.hpp"

namespace comity::record {

/// Brings an index up to the end of the log. A damaged one is no loss: it is made anew and followed once more from the beginning; a full disk fails
/// again, and then says so. `Inside` has follow_to_end(), which throws Error(unavailable) where the file can't be used, and make_anew(identity).
template <typename Inside>
void follow_or_make_anew(Inside& inside, const Snapshot& snapshot, const std::function<void(std::int64_t, std::int64_t)>& on_progress) {
    try {
        inside.follow_to_end(snapshot, on_progress);
    } catch (const Error& error) {
        if (error.fault() != Fault::unavailable) throw;
        inside.make_anew(snapshot.index_identity());
        inside.follow_to_end(snapshot, on_progress);
    }
}

}  // namespace comity::record
