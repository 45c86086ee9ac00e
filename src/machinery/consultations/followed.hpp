// What is worked out of a consultation's entries and kept in memory, so that an act costs its own part and not the whole: a picture of a moment of the log is brought up to date by what
// came since. It is always that of the snapshot that is asked, as several servers may append to one log and a snapshot may be older than another. Private to consultations/.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.hpp"
#include "record/record.hpp"

namespace comity::consultations {

/// The moment of which a picture is: a log of that size that ends with that leaf. What a writing appended and took back has other leaves than what stands there afterwards.
struct Moment {
    std::int64_t size = 0;
    Sha256 leaf{};
};

/// `Picture` has a member `moment`. An erasure gives the record another index identity, and with it everything is begun anew.
template <typename Picture>
class Followed {
public:
    /// The picture at this snapshot. `bring_up(before)` makes it from an earlier one, or from nothing (nullptr); its moment is set here.
    template <typename BringUp>
    std::shared_ptr<const Picture> at(const record::Snapshot& snapshot, std::string_view call, const BringUp& bring_up) {
        const std::shared_ptr<Slot> slot = slot_of(snapshot.index_identity(), call);
        const std::lock_guard hold(slot->mutex);
        const std::int64_t size = snapshot.size();
        std::shared_ptr<const Picture> before;
        for (auto one = slot->pictures.begin(); one != slot->pictures.end();) {
            const Moment& moment = (*one)->moment;
            if (moment.size > size) {
                ++one;
                continue;
            }
            const auto last = snapshot.at(moment.size - 1);
            if (last && last->leaf == moment.leaf) {
                before = *one;
                break;
            }
            one = slot->pictures.erase(one);
        }
        if (before && before->moment.size == size) return before;
        auto made = std::make_shared<Picture>(bring_up(before.get()));
        const auto last = snapshot.at(size - 1);
        if (!last) return made;
        made->moment = {size, last->leaf};
        const auto older = [&](const auto& one) { return one->moment.size < size; };
        slot->pictures.insert(std::find_if(slot->pictures.begin(), slot->pictures.end(), older), made);
        if (slot->pictures.size() > most_moments) slot->pictures.pop_back();
        return made;
    }

private:
    static constexpr std::size_t most_moments = 16;  ///< that answers under way may still look at; they share all that did not change
    static constexpr std::size_t most_calls = 8;

    struct Slot {
        std::string identity, call;
        std::mutex mutex;
        std::vector<std::shared_ptr<const Picture>> pictures;  ///< the latest first
    };
    std::mutex mutex_;
    std::list<std::shared_ptr<Slot>> slots_;  ///< the last asked first

    std::shared_ptr<Slot> slot_of(const std::string& identity, std::string_view call) {
        const std::lock_guard hold(mutex_);
        for (auto one = slots_.begin(); one != slots_.end(); ++one) {
            if ((*one)->identity != identity || (*one)->call != call) continue;
            slots_.splice(slots_.begin(), slots_, one);
            return slots_.front();
        }
        auto made = std::make_shared<Slot>();
        made->identity = identity;
        made->call = call;
        slots_.push_front(std::move(made));
        if (slots_.size() > most_calls) slots_.pop_back();
        return slots_.front();
    }
};

}  // namespace comity::consultations
