// Proposals that say the same, gathered under a name that a person gave: the program proposes groups (similar_passages.hpp), a person names and settles them. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "json/json.hpp"
#include "machinery/consultations/heard.hpp"
#include "machinery/consultations/ruling.hpp"

namespace comity::consultations {

inline constexpr std::string_view group_kind = "passage group";

/// The state of "group:two-shores-2031:1734", by the position of its first entry.
struct PassageGroup {
    std::string call, name;
    std::int64_t number = 0;
    std::vector<std::string> sources;  ///< places of its passages (source_of), in order
    bool withdrawn = false;
    bool operator==(const PassageGroup&) const = default;
};
json::Value to_json(const PassageGroup& group);
PassageGroup passage_group_from(const json::Value& state);
std::string subject_of(const PassageGroup& group);

struct GroupingState {
    std::string call;
    const Heard* heard = nullptr;
    std::vector<std::pair<PassageGroup, std::int64_t>> groups;  ///< in force, with their revisions
    std::int64_t number = 0;                                    ///< of a new one: the position of the next entry
};
/// "gather" (fields name, passages), "change group" (about: its number; name, passages: all that are to be in it), "part group". A passage is in one group.
Ruling decide(const GroupingState& state, const Request& request);

}  // namespace comity::consultations
