#include "record/actor_form.hpp"

namespace comity::record {

json::Value to_json(const Actor& actor) { return json::Object{{"as", actor.as}, {"name", actor.name}}; }

Actor actor_from(const json::Value& value) { return {value.text("as"), value.text("name")}; }

}  // namespace comity::record
