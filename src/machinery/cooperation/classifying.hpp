// Which kind of cooperation it is, and on which level: from the roles that the parties state and a named grouping on a day. There is no official list of who is North or South; so nothing
// is told without a grouping that the parties name, and what it tells says which one it was.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/actors.hpp"

namespace comity::cooperation {

/// A group of actors on a day: who is in it counts as of the South, every other State as of the North. "" for none.
struct Grouping {
    std::string group;  ///< "group:LDC"
    std::string day;
    bool operator==(const Grouping&) const = default;
};

struct RoleStated {
    std::string actor;
    std::string role;   ///< "beneficiary", "provider", "facilitator"; "" for not stated
};
bool is_role(std::string_view role) noexcept;

struct Classified {
    std::string kind;     ///< "north-south", "south-south", "triangular", "north-north", "multilateral", "not stated"
    std::string because;  ///< a code: "said", "no grouping", "role not stated", "no provider", "no State provides", "facilitated within", "from outside", "within", "outside", "mixed"
    bool operator==(const Classified&) const = default;
};
bool is_kind(std::string_view kind) noexcept;
/// The levels, nearest first: "national", "bilateral", "regional", "international".
std::span<const std::string_view> levels() noexcept;

/// Triangular: a State of the South provides, a State of the South benefits, a third facilitates (GPI on triangular cooperation: roles are of an activity and never of a State). An
/// organization that provides beside a State facilitates; where no State provides it is multilateral, not North-South.
Classified kind_of(std::span<const RoleStated> parties, const Grouping& grouping, const vocabulary::Directory& directory);

/// One actor alone: national, of a group of a region regional, of another group or a body international. Two: bilateral. More: regional where one regional group has all the States among
/// them, else international.
std::string_view level_of(std::span<const RoleStated> parties, std::string_view day, const vocabulary::Directory& directory);

}  // namespace comity::cooperation
