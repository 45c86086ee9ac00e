#include "machinery/actors/two_persons.hpp"

#include "machinery/actors/actors.hpp"
#include "machinery/actors/sentences.hpp"

namespace comity::actors {

std::optional<NotConfirmed> why_not_confirmed(const TwoPersons& rule, const record::Entry& proposed, std::int64_t last_revision, const Standing& second) {
    if (proposed.revision != last_revision) return NotConfirmed{Fault::conflict, say(sentences::second_too_late)};
    if (second.account.empty() || !may(second, rule.permission)) return NotConfirmed{Fault::refused, say(sentences::second_not_allowed, name_of(second.role))};
    if (account_from_entry(proposed.who.name) == second.account) return NotConfirmed{Fault::refused, say(sentences::second_is_first)};
    if (rule.sides == TwoPersons::Sides::different && proposed.on_behalf_of.value_or("") == second.actor) {
        return NotConfirmed{Fault::refused, say(sentences::second_of_same_actor)};
    }
    return std::nullopt;
}

}  // namespace comity::actors
