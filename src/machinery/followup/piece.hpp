// What a State keeps in its own workspace to follow up what was recommended to it: clusters, actions, indicators, evidence. The state of a subject "follow-up:xni:harbour-plan", which is
// the State's alone until it releases it. No person's name stands in it: offices and posts are named.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"

namespace comity::followup {

inline constexpr std::string_view piece_kind = "follow-up", release_kind = "follow-up release";

enum class What { cluster, action, indicator, evidence };
std::string_view name_of(What what) noexcept;
std::optional<What> what_named(std::string_view name) noexcept;

struct Piece {
    What what = What::action;
    std::string state;     ///< whose it is: "state:XNI"
    std::string id;        ///< in the workspace: "harbour-plan"
    std::string title;
    std::string words;     ///< what it is, in the State's words
    std::vector<std::string> recommendations;  ///< that a cluster gathers, that an action answers
    std::string part_of;   ///< id: of an action its cluster, of an indicator its action, of evidence the action or indicator that it is for
    std::string status;    ///< of an action: planned, under way, done, dropped; of evidence: put, validated; else ""
    std::string office, focal_point, validator;  ///< of an action: who is responsible, the post that reports, the post that validates
    std::string begins, due;  ///< days, ISO 8601
    std::string kind;      ///< of an indicator: structure, process, outcome
    std::string unit, baseline, target;  ///< of an indicator
    std::string rung;      ///< of evidence: claimed, documented, independently reported, measured
    std::string document;  ///< of evidence: where it stands
    std::string value, day;  ///< of evidence that is measured: what, and when
    std::string supersedes;  ///< of evidence: the id of what it takes the place of; that stays
    bool operator==(const Piece&) const = default;
};
json::Value to_json(const Piece& piece);
/// Throws Error(bad_request) for what is none.
Piece piece_from(const json::Value& value);

/// In their order: what an action may be, what evidence may rest on, what an indicator may tell.
std::span<const std::string_view> action_statuses() noexcept;
std::span<const std::string_view> rungs() noexcept;
std::span<const std::string_view> indicator_kinds() noexcept;

std::string piece_subject(std::string_view state, std::string_view id);
std::string release_subject(std::string_view state, std::string_view id);
/// Whether entries of that kind are the State's alone.
bool is_closed_kind(std::string_view kind) noexcept;

}  // namespace comity::followup
