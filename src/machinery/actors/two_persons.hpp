// The rule of two persons, for any process that asks for it: what one person proposes is done only when another confirms it.
#pragma once

#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/sentence.hpp"
#include "machinery/actors/permissions.hpp"
#include "record/entry.hpp"

namespace comity::actors {

/// What a process asks of the second person.
struct TwoPersons {
    enum class Sides { any, different } sides = Sides::any;  ///< different: not on behalf of the same actor
    Permission permission = Permission::confirm;             ///< which the second must have
};

/// Why the second may not confirm what the entry `proposed` says; nullopt if it stands confirmed. `last_revision` is that of the proposal's subject now.
/// Persons are told apart by their accounts; an operator, who has none, is never a second.
struct NotConfirmed {
    Fault fault = Fault::refused;
    Said said;
};
std::optional<NotConfirmed> why_not_confirmed(const TwoPersons& rule, const record::Entry& proposed, std::int64_t last_revision, const Standing& second);

}  // namespace comity::actors
