// Actors by their names: of the vocabulary and of the record.
#include <algorithm>

#include <fmt/format.h>

#include "db/connection.hpp"
#include "machinery/actors/actors.hpp"
#include "text/text.hpp"

namespace comity::actors {

namespace {

constexpr std::string_view state_prefix = "state:", body_prefix = "body:", own_prefix = "actor:";

std::string in(const vocabulary::InLanguages& names, std::string_view language, std::string_view otherwise) {
    std::string english(otherwise);
    for (const auto& [code, words] : names) {
        if (code == language) return words;
        if (code == "en") english = words;
    }
    return english;
}

Actor actor_of(const vocabulary::State& state, std::string_view language) {
    return {fmt::format("{}{}", state_prefix, state.iso3), in(state.short_names, language, state.iso3), "State"};
}

Actor actor_of(const vocabulary::Body& body, std::string_view language) { return {fmt::format("{}{}", body_prefix, body.id), in(body.names, language, body.name), "body"}; }

std::vector<Actor> added(db::Rows rows) {
    std::vector<Actor> found;
    while (rows.next()) found.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2))});
    return found;
}

std::optional<Actor> by_id(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view id, std::string_view language) {
    if (id.starts_with(state_prefix)) {
        if (const auto* state = vocabulary.state(id.substr(state_prefix.size()))) return actor_of(*state, language);
    } else if (id.starts_with(body_prefix)) {
        if (const auto* body = vocabulary.body(id.substr(body_prefix.size()))) return actor_of(*body, language);
    } else if (id.starts_with(own_prefix)) {
        const auto found = added(snapshot.tables().query(R"sql(SELECT subject, name, kind FROM actor WHERE subject = $1)sql", id));
        if (!found.empty()) return found.front();
    }
    return std::nullopt;
}

}  // namespace

std::optional<Actor> find_actor(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view typed) {
    if (auto found = by_id(snapshot, vocabulary, typed, "en")) return found;
    if (const auto* state = vocabulary.state_named(typed)) return actor_of(*state, "en");
    if (const auto* state = vocabulary.state(typed)) return actor_of(*state, "en");
    if (const auto* body = vocabulary.body_named(typed)) return actor_of(*body, "en");
    if (const auto* body = vocabulary.body(typed)) return actor_of(*body, "en");
    const auto found = added(snapshot.tables().query(R"sql(SELECT subject, name, kind FROM actor WHERE name_key = $1 ORDER BY subject)sql", text::folded(typed)));
    return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
}

std::string actor_name(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view id, std::string_view language) {
    const auto found = by_id(snapshot, vocabulary, id, language);
    return found ? found->name : std::string(id);
}

std::vector<Actor> all_actors(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view language) {
    std::vector<Actor> states, bodies;
    for (const vocabulary::State& state : vocabulary.states()) states.push_back(actor_of(state, language));
    for (const vocabulary::Body& body : vocabulary.bodies()) bodies.push_back(actor_of(body, language));
    auto own = added(snapshot.tables().query(R"sql(SELECT subject, name, kind FROM actor ORDER BY name_key, subject)sql"));
    const text::Collation order(language);
    for (auto* list : {&states, &bodies, &own}) {
        std::sort(list->begin(), list->end(), [&](const Actor& a, const Actor& b) {
            const auto by_name = order.compare(a.name, b.name);
            return by_name == 0 ? a.id < b.id : by_name < 0;
        });
    }
    states.insert(states.end(), bodies.begin(), bodies.end());
    states.insert(states.end(), own.begin(), own.end());
    return states;
}

}  // namespace comity::actors
