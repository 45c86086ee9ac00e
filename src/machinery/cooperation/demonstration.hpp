// The invented cooperation of the demonstration (demo/cooperation/acts.tsv): acts in their order, as if each actor had done its own.
#pragma once

#include <cstdint>

#include "machinery/cooperation/cooperation.hpp"

namespace comity::cooperation {

struct DemonstrationHeld {
    std::size_t acts = 0;   ///< of the table
    std::size_t added = 0;  ///< done now; the others had been done before
};
/// Does what has not been done yet, so that an interrupted loading is completed. Where somebody went on with one of its things, that is left as it is.
DemonstrationHeld hold_demonstration(holdings::Holdings& holdings);
/// How many entries of a record are of these acts.
std::size_t entries_of_demonstration(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary);

/// The same wherever the record is held: comity demo load.
json::Value submit_demonstration(const holdings::RecordPlace& place);
json::Value to_json(const DemonstrationHeld& held);
constexpr std::string_view demonstrate_act = "demonstrate cooperation";

}  // namespace comity::cooperation
