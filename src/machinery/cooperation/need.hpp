// A request for help: what a State asks for, in its own words and by its own priority. The request itself is always confidential and its State's alone; what is shared with a
// partner or published is a subject of its own, made from it, so that nothing tells of a request before.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/cooperation/matter.hpp"

namespace comity::cooperation {

inline constexpr std::string_view need_kind = "request", shared_need_kind = "shared request", published_need_kind = "published request";

struct Need {
    std::string id;                        ///< "xar.interpreters"
    std::string state;                     ///< "state:XAR"
    Matter matter;
    std::int64_t priority = 0;             ///< its place in the State's own order, from 1; 0: not said
    std::string contact;
    std::vector<std::string> shared_with;  ///< ids of actors, in the order in which it was shared; of the State's own revision alone
    bool published = false;
    bool withdrawn = false;
    bool operator==(const Need&) const = default;
};
json::Value to_json(const Need& need);
/// What others are shown: nothing of whom else it was shown to. Names its request, so that it goes with it; of a shared one also its partner.
json::Value public_form(const Need& need, std::string_view partner = "");
/// Throws Error(bad_request) for what is none.
Need need_from(const json::Value& state);

std::string need_subject(std::string_view id);
std::string shared_need_subject(std::string_view id, std::string_view partner);
std::string published_need_subject(std::string_view id);

enum class NeedStage { prepared, shared, published, withdrawn };
std::string_view name_of(NeedStage stage) noexcept;
NeedStage stage_of(const Need& need) noexcept;

// --- the rule: a pure function -----------------------------------------------------------------------------------------------

/// All that the rule may know.
struct NeedState {
    std::optional<Need> present;
    std::int64_t revision = 0;                       ///< of `present`
    Named named;                                     ///< what the fields name
    std::vector<std::string> partners;               ///< ids of those whom the request names
    std::vector<std::string> unknown;                ///< names that nobody bears
    std::vector<json::Value> agreements;             ///< public forms of its agreements that are public: once it is published they name it
};
/// "open request": the fields of a matter, priority, contact. "change request": any of these. "share request": with. "publish request"; "withdraw request". Only the State concerned may; all
/// others are told the same as of one that is not there. What was shared or published shows a change only when it is shared or published again.
Ruling decide(const NeedState& state, const Request& request);

}  // namespace comity::cooperation
