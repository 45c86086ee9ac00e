// What was worked out of entries, kept in memory: an entry at its position never changes, so neither does what was read from it. An erasure takes words out of the record and gives it
// another index identity: then all that was kept is let go. Private to consultations/.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "record/record.hpp"

namespace comity::consultations {

/// Not for what a writing has appended that may be taken back: its positions are given again. The demonstration is held in one writing, and where that fails the process ends.
/// Several records (the user's own and a demonstration) take turns in few slots; beyond `most` values of one record it begins anew.
template <typename Key, typename Value>
class Kept {
public:
    explicit Kept(std::size_t most) : most_(most) {}

    /// Gives `use` the map of that record, alone with it.
    template <typename Use>
    void with(const record::Snapshot& snapshot, const Use& use) {
        const std::lock_guard hold(mutex_);
        const std::string identity = snapshot.index_identity();
        Slot* slot = nullptr;
        for (Slot& one : slots_) {
            if (one.identity == identity) slot = &one;
        }
        if (slot == nullptr) {
            slot = &slots_[next_];
            next_ = (next_ + 1) % std::size(slots_);
            *slot = {identity, {}};
        }
        if (slot->values.size() > most_) slot->values.clear();
        use(slot->values);
    }

private:
    struct Slot {
        std::string identity;
        std::unordered_map<Key, Value> values;
    };
    const std::size_t most_;
    std::mutex mutex_;
    Slot slots_[3];
    std::size_t next_ = 0;
};

}  // namespace comity::consultations
