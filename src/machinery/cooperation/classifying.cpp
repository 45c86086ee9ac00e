#include "machinery/cooperation/classifying.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace comity::cooperation {

namespace {

constexpr std::array<std::string_view, 6> kinds = {"north-south", "south-south", "triangular", "north-north", "multilateral", "not stated"};
constexpr std::array<std::string_view, 4> all_levels = {"national", "bilateral", "regional", "international"};
constexpr std::array<std::string_view, 3> roles = {"beneficiary", "provider", "facilitator"};

bool is_state(std::string_view actor) noexcept { return actor.starts_with("state:"); }

/// A place without days says that it was so on the day of the group's list, and no more is known: then it counts.
bool in_force(const vocabulary::GroupPlace& place, std::string_view day) noexcept {
    return (place.first.empty() || day.empty() || place.first <= day) && (place.last.empty() || day.empty() || day <= place.last);
}

std::set<std::string> members_on(const Grouping& grouping, const vocabulary::Directory& directory) {
    std::set<std::string> members;
    const auto* group = directory.actor(grouping.group);
    if (group == nullptr) return members;
    for (const auto& place : group->members) {
        if (in_force(place, grouping.day)) members.insert(place.actor);
    }
    return members;
}

std::set<std::string> regions_of(std::string_view actor, std::string_view day, const vocabulary::Directory& directory) {
    std::set<std::string> regions;
    const auto* known = directory.actor(actor);
    if (known == nullptr) return regions;
    for (const auto& place : known->groups) {
        const auto* group = directory.actor(place.group);
        if (group != nullptr && group->group_kind == "regional" && in_force(place, day)) regions.insert(place.group);
    }
    return regions;
}

}  // namespace

bool is_role(std::string_view role) noexcept { return std::find(roles.begin(), roles.end(), role) != roles.end(); }
bool is_kind(std::string_view kind) noexcept { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); }
std::span<const std::string_view> levels() noexcept { return all_levels; }

Classified kind_of(std::span<const RoleStated> parties, const Grouping& grouping, const vocabulary::Directory& directory) {
    std::vector<std::string_view> providers, beneficiaries;
    bool facilitated = false, provided = false;
    for (const RoleStated& party : parties) {
        if (party.role.empty()) return {"not stated", "role not stated"};
        if (party.role == "facilitator") facilitated = true;
        if (party.role == "provider") {
            provided = true;
            if (is_state(party.actor)) providers.push_back(party.actor);
        }
        if (party.role == "beneficiary" && is_state(party.actor)) beneficiaries.push_back(party.actor);
    }
    if (!provided || beneficiaries.empty()) return {"not stated", "no provider"};
    if (providers.empty()) return {"multilateral", "no State provides"};
    if (std::any_of(parties.begin(), parties.end(), [](const RoleStated& party) { return party.role == "provider" && !is_state(party.actor); })) facilitated = true;
    if (grouping.group.empty()) return {"not stated", "no grouping"};
    const auto south = members_on(grouping, directory);
    const auto within = [&](std::string_view actor) { return south.count(std::string(actor)) > 0; };
    const auto all = [&](const std::vector<std::string_view>& actors) { return std::all_of(actors.begin(), actors.end(), within); };
    const auto none = [&](const std::vector<std::string_view>& actors) { return std::none_of(actors.begin(), actors.end(), within); };
    if (facilitated && !none(providers) && !none(beneficiaries)) return {"triangular", "facilitated within"};
    if (none(providers) && all(beneficiaries)) return {"north-south", "from outside"};
    if (all(providers) && all(beneficiaries)) return {"south-south", "within"};
    if (none(providers) && none(beneficiaries)) return {"north-north", "outside"};
    return {"not stated", "mixed"};
}

std::string_view level_of(std::span<const RoleStated> parties, std::string_view day, const vocabulary::Directory& directory) {
    std::set<std::string> actors;
    for (const RoleStated& party : parties) actors.insert(party.actor);
    if (actors.size() == 2) return all_levels[1];
    if (actors.size() <= 1) {
        if (actors.empty() || is_state(*actors.begin())) return all_levels[0];
        const auto* known = directory.actor(*actors.begin());
        return known != nullptr && known->group_kind == "regional" ? all_levels[2] : all_levels[3];
    }
    std::optional<std::set<std::string>> common;
    for (const std::string& actor : actors) {
        if (!is_state(actor)) continue;
        const auto regions = regions_of(actor, day, directory);
        if (!common) {
            common = regions;
        } else {
            std::set<std::string> both;
            std::set_intersection(common->begin(), common->end(), regions.begin(), regions.end(), std::inserter(both, both.begin()));
            common = std::move(both);
        }
    }
    return common && !common->empty() ? all_levels[2] : all_levels[3];
}

}  // namespace comity::cooperation
