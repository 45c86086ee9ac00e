// Permissions of processes: rows of the one table (permissions.hpp) behind those that every record needs. They stand in a header of their own, so that a further
// process touches only what asks for its permissions.
#pragma once

#include "machinery/actors/permissions.hpp"

namespace comity::actors {

namespace detail {
constexpr Permission process_permission(int number) { return static_cast<Permission>(static_cast<int>(Permission::keep) + 1 + number); }
}  // namespace detail

/// Of consultations: for who takes part, and for who keeps them.
inline constexpr Permission contribute = detail::process_permission(0), consult = detail::process_permission(1);
/// Of cooperation: for who asks for help or gives it on behalf of a State or an organization.
inline constexpr Permission cooperate = detail::process_permission(2);
/// Of reviews: for who speaks for a State under review, and for who keeps them.
inline constexpr Permission respond = detail::process_permission(3), review = detail::process_permission(4);
inline constexpr int process_permissions = 5;

}  // namespace comity::actors
