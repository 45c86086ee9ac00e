// To which series a text belongs, as a person says it: an act of its own, after the pattern of the correction. It names two texts by
// their SHA-256 and not a series, which is derived: so it outlives every better way of finding series.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/sentence.hpp"
#include "json/json.hpp"
#include "machinery/holdings/correction.hpp"
#include "machinery/holdings/item.hpp"
#include "record/entry.hpp"

namespace comity::holdings {

/// `document` is, or is not, a state of the text of which `other` is one; a draft: it became `other`.
struct MembershipRequest {
    std::string document, other;  ///< anything that Holdings::find takes
    enum class Says { belongs, does_not, withdraw } says = Says::belongs;  ///< withdraw: what was said of the two is taken back
    record::Actor who;
    std::optional<std::string> on_behalf_of, why, authority;
    std::optional<std::int64_t> seen_at;  ///< entries in the record when the person looked: refused if these two were ruled on since
};
json::Value to_json(const MembershipRequest& request);
/// Throws Error(bad_request) naming the field that is missing or of another shape.
MembershipRequest membership_request_from(const json::Value& value);

/// The state of a subject of kind "membership".
enum class Belongs { no, yes };
struct Membership {
    std::string document, other;  ///< SHA-256
    Belongs belongs = Belongs::yes;
    bool withdrawn = false;
};
json::Value to_json(const Membership& membership);
Membership membership_from(const json::Value& state);
/// The same for every act on these two, so that the next one is its next revision.
std::string subject_of(const Membership& membership);

/// What stands of these acts about a series, for people: who said what of which texts.
struct MembershipStatus {
    std::string subject;
    Item document, other;
    Belongs belongs = Belongs::yes;
    std::int64_t revision = 1;
    record::Actor who;
    std::string when;
    std::optional<std::string> why;
};
json::Value to_json(const MembershipStatus& status);
/// "A/RES/61/2 belongs to the series of A/RES/60/1".
std::string sentence_of(const MembershipStatus& status);

}  // namespace comity::holdings
