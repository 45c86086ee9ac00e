// An agreement: a State accepts offers for its request, each partner confirms or refuses. Confidential to its parties; when all of them have agreed to publish it, a subject of its own,
// made from it, goes on with it. A recommendation's follow-up is never touched by it: that is the State's own act elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/cooperation/classifying.hpp"
#include "machinery/cooperation/need.hpp"
#include "machinery/cooperation/offer.hpp"
#include "machinery/cooperation/reporting.hpp"

namespace comity::cooperation {

inline constexpr std::string_view agreement_kind = "agreement", published_agreement_kind = "published agreement";

struct Party {
    std::string actor;
    std::string role;                ///< as it states itself: "beneficiary", "provider", "facilitator"; "" for not stated
    std::string answer;              ///< "silent", "confirmed", "refused"
    bool publishes = false;
    std::optional<Outcome> outcome;
    bool operator==(const Party&) const = default;
};

struct Agreement {
    std::string id;                  ///< "xar.interpreters-2031": of the State that accepts
    std::string need;                ///< id of the request
    std::vector<std::string> offers; ///< ids
    Matter matter;                   ///< of the request when it was accepted, but for what was agreed otherwise
    std::vector<Party> parties;      ///< the State that asked first, then its partners in the order of the offers
    Grouping grouping;
    std::string kind_said, kind_why, level_said, level_why;  ///< said otherwise than it would be told, with the reason
    std::vector<Step> steps;
    bool withdrawn = false;
    std::string withdrawn_why;
    bool operator==(const Agreement&) const = default;

    [[nodiscard]] const Party* party(std::string_view actor) const;
};
json::Value to_json(const Agreement& agreement);
/// Whether the request of an agreement is public. Where it is not, what is public of the agreement doesn't name it: its name alone would tell of it.
enum class RequestIs { closed, in_public };
/// What all are shown of an agreement that its parties have published. Names its agreement, so that it goes with it.
json::Value public_form(const Agreement& agreement, RequestIs request);
/// Throws Error(bad_request) for what is none.
Agreement agreement_from(const json::Value& state);
std::string agreement_subject(std::string_view id);
std::string published_agreement_subject(std::string_view id);

enum class AgreementStage { proposed, refused, withdrawn, under_way, delivered, delivered_in_part, not_delivered, parties_differ };
std::string_view name_of(AgreementStage stage) noexcept;
/// Delivered and what else it came to only when all parties have said so; where they say otherwise than each other, that they differ.
AgreementStage stage_of(const Agreement& agreement) noexcept;
/// Whether all parties have agreed to publish it.
bool is_published(const Agreement& agreement) noexcept;
Classified kind_of(const Agreement& agreement, const vocabulary::Directory& directory);
std::string level_of(const Agreement& agreement, const vocabulary::Directory& directory);

// --- the rule: a pure function -----------------------------------------------------------------------------------------------

/// All that the rule may know.
struct AgreementState {
    std::optional<Agreement> present;
    std::int64_t revision = 0;
    std::optional<Need> need;                  ///< of "accept": the request as its own State has it; nullopt if the request's author has none of that id
    std::vector<Offer> offers;                 ///< which the request names
    std::vector<std::string> missing;          ///< ids that are none
    std::vector<std::string> facilitators;     ///< ids of further partners, who offer nothing of their own
    std::vector<std::string> unknown;          ///< names that nobody bears
    RequestIs request_is = RequestIs::closed;  ///< the request of `present`, now
    Named named;                               ///< what the fields of "accept" name
    bool grouping_known = false;               ///< whether the group that the request names has members
    std::string today;
};
/// "accept" (by the State that asks): request, offers, facilitators, title, words, first, last, grouping, grouping_day. "confirm", "refuse agreement" (by a partner): role. "say role": role.
/// "say kind": grouping, grouping_day, kind, level; what differs from what would be told needs a reason. "add step", "change step", "report" (reporting.hpp), "publish agreement",
/// "withdraw agreement". Who is no party is told the same as of one that is not there.
Ruling decide(const AgreementState& state, const Request& request);

}  // namespace comity::cooperation
