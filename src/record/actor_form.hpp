// Who acts, in the JSON of requests and lists: {"as", "name"}, the same as in an entry.
#pragma once

#include "json/json.hpp"
#include "record/entry.hpp"

namespace comity::record {

json::Value to_json(const Actor& actor);

/// What is not there is "".
Actor actor_from(const json::Value& value);

}  // namespace comity::record
