// One act of a text as pages show it: what was found, each with its words and their place.
#pragma once

#include "directive/directive.hpp"
#include "machinery/holdings/item.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// For a list of facts: [{what, passages: [{words, address, place, meaning}]}].
List act_facts(const Visit& visit, const holdings::Item& item, const directive::Act& act);

}  // namespace comity::web
