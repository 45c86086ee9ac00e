// A measure against a crisis: which crisis, which right, whom it protects, when it is looked at again. Of one actor alone, with or without a request for help, and public; with steps and a
// report as agreements have them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/cooperation/classifying.hpp"
#include "machinery/cooperation/reporting.hpp"

namespace comity::cooperation {

inline constexpr std::string_view measure_kind = "measure";

struct Measure {
    std::string id;                    ///< "xta.flood-registers"
    std::string actor;
    std::string crisis;                ///< in words
    Matter matter;                     ///< its themes are the rights that it protects
    std::vector<std::string> persons;  ///< whom it protects: ids of themes of the vocabulary of persons, or words
    std::string review;                ///< the day on which it is looked at again
    std::string agreement;             ///< id of the agreement in which it is taken; "" for none
    std::string level_said, level_why;
    std::vector<Step> steps;
    std::optional<Outcome> outcome;
    bool ended = false;
    bool operator==(const Measure&) const = default;
};
json::Value to_json(const Measure& measure);
/// Throws Error(bad_request) for what is none.
Measure measure_from(const json::Value& state);
std::string measure_subject(std::string_view id);
std::string level_of(const Measure& measure, const vocabulary::Directory& directory);
/// "under way", "to be looked at again" (its day has come), "ended". No table holds it: a day passes without an entry.
std::string_view stage_at(const Measure& measure, std::string_view today) noexcept;

/// All that the rule may know.
struct MeasureState {
    std::optional<Measure> present;
    std::int64_t revision = 0;
    Named named;                                     ///< what the fields name
    bool agreement_known = true;  ///< whether the actor is a party to the agreement that the request names, and it is published: a measure is public, and tells of none that is not
    std::string today;
};
/// "record measure": the fields of a matter, crisis, persons, review, agreement, level (with a reason). "change measure": any of these. "add step", "change step", "report", "end measure".
Ruling decide(const MeasureState& state, const Request& request);

}  // namespace comity::cooperation
