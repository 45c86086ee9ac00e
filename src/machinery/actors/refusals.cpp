#include "machinery/actors/refusals.hpp"

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "system/chance.hpp"

namespace comity::actors {

std::optional<std::int64_t> record_refusal(const People& people, const Standing& standing, const TurnedAway& turned_away) {
    if (standing.account.empty() || !people.keeper().count("refusal:" + standing.account, most_refusals)) return std::nullopt;
    record::Draft draft;
    draft.subject = fmt::format("refusal:{}", hex(drawn_bytes(8)));
    draft.kind = "refusal";
    draft.act = "turn away";
    draft.confidential = true;  // that one was turned away is between a party and the keepers
    draft.state = json::Object{{"about", turned_away.about}, {"act", turned_away.act}, {"handed_in", hex(sha256(turned_away.handed_in))}, {"reason", turned_away.reason}};
    draft.who = who_of(standing);
    draft.on_behalf_of = on_behalf_of(standing);
    auto writing = people.record().write();
    const std::int64_t position = writing.append(draft).position;
    writing.commit();
    return position;
}

}  // namespace comity::actors
