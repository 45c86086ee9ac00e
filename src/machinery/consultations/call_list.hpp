// A part of the list of calls, in the order of calls().
#pragma once

#include <cstddef>
#include <vector>

#include "machinery/consultations/consultations.hpp"

namespace comity::consultations {

struct CallsPart {
    std::vector<CallEntry> shown;
    std::size_t total = 0;
};
/// Those that are no longer being prepared alone are for everybody.
enum class CallsSeen { by_everybody, by_who_keeps_them };
CallsPart calls_shown(const record::Snapshot& snapshot, CallsSeen seen, std::size_t offset, std::size_t limit);

}  // namespace comity::consultations
