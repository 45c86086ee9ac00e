// An offer: what a State, an organization or a fund can give, with its experience and the evidence for it. Public from the beginning; it names nobody who would be helped.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/cooperation/matter.hpp"

namespace comity::cooperation {

inline constexpr std::string_view offer_kind = "offer";

/// What was done before.
struct Experience {
    std::string words;
    std::string recommendation;  ///< id of the recommendation that was carried out; "" for none
    std::string evidence;        ///< where it can be looked up, in words
    bool operator==(const Experience&) const = default;
};

/// A line an experience: what was done | which recommendation | where it can be looked up.
std::vector<Experience> experience_in(std::string_view typed);

struct Offer {
    std::string id;              ///< "xni.interpreters-school"
    std::string actor;
    Matter matter;
    std::vector<Experience> experience;
    std::string capacity;        ///< how much, in words
    std::string role;            ///< in which it offers: "provider", "facilitator"
    bool withdrawn = false;
    bool operator==(const Offer&) const = default;
};
json::Value to_json(const Offer& offer);
/// Throws Error(bad_request) for what is none.
Offer offer_from(const json::Value& state);
std::string offer_subject(std::string_view id);

/// All that the rule may know.
struct OfferState {
    std::optional<Offer> present;
    std::int64_t revision = 0;
    Named named;                                     ///< what the fields name
};
/// "open offer": the fields of a matter, role, capacity, experience (words, one a line, each as "words | recommendation | evidence"). "change offer": any of these. "withdraw offer".
Ruling decide(const OfferState& state, const Request& request);

}  // namespace comity::cooperation
