// What pages show of persons, roles and actors.
#pragma once

#include <string>
#include <string_view>

#include "machinery/actors/people.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// Role, actor, process and days of a grant, in the reader's language.
View grant_view(const Visit& visit, const actors::Grant& grant);
/// The name of an actor by its id.
Html actor_in_language(const Visit& visit, const record::Snapshot& snapshot, std::string_view id);
/// Why two typings are no new password; "" if they are.
std::string why_no_password(const Visit& visit, std::string_view password, std::string_view again, std::string_view sign_in_name);

}  // namespace comity::web
