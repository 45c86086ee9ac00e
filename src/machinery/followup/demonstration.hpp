// The invented review of the demonstration (demo/reviews/): two lists of what was recommended to one State, what it says itself, and the workspace in which it follows up, of which a part is
// released.
#pragma once

#include <cstdint>

#include "json/json.hpp"
#include "record/record.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::followup {

struct DemonstrationHeld {
    std::size_t lists = 0, acts = 0;  ///< of the tables
    std::size_t added = 0;            ///< brought or done now; the others had been before
};
/// Does what has not been done yet, so that an interrupted loading is completed. Where somebody went on with one of its things, that is left as it is.
DemonstrationHeld hold_demonstration(record::Record& record, const vocabulary::Vocabulary& vocabulary);
/// How many entries of a record are of these lists and acts.
std::size_t entries_of_demonstration(const record::Snapshot& snapshot);

json::Value to_json(const DemonstrationHeld& held);
constexpr std::string_view demonstrate_act = "demonstrate reviews";

}  // namespace comity::followup
