// Actors as they appear on pages: their addresses, their names as links, and the parts of their page that processes bring.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"
#include "machinery/holdings/naming.hpp"
#include "vocabulary/actors.hpp"
#include "web/inside.hpp"
#include "web/items.hpp"

namespace comity::web {

const vocabulary::Directory& directory_of(const Visit& visit);

/// "/actors/state:FRA".
std::string actor_address(std::string_view id);
/// The words, linked to the actor that they name, if they name one.
Html linked_actor(const Visit& visit, std::string_view name, std::string_view language);
/// Whom an act asks, by its kind and id: nullptr if nobody is meant that has a page.
const vocabulary::KnownActor* actor_asked(const Visit& visit, std::string_view type, std::string_view id);
/// The actor's name in the reader's language, marked with the language where it is another one.
Html name_of_actor(const Visit& visit, const vocabulary::KnownActor& actor);

/// Whose page is shown: one of the vocabulary, or one that a user has added.
struct ActorShown {
    std::string id, name, kind;
    const vocabulary::KnownActor* known = nullptr;
    [[nodiscard]] holdings::Bearer bearer() const { return {known, name}; }
};

struct SectionRow {
    std::string address, name, title, language;
    List facts;        ///< views with "words"
    json::Value json;  ///< the same for programs
};
struct SectionRows {
    std::vector<SectionRow> rows;
    std::size_t total = 0;
    std::string all_address;  ///< a page of the process with all of them; "" for this page's own list
};
/// What a process knows of an actor. Each process has one row in the registry; the page shows them in this order, for every actor whom it is about.
struct ActorSection {
    std::string_view name;  ///< of messages: "actors.sponsored", "actors.sponsored_none"
    bool (*is_about)(const ActorShown& actor);
    SectionRows (*rows)(const Visit& visit, const ActorShown& actor, const Paging& paging);
};
std::span<const ActorSection> actor_sections() noexcept;

}  // namespace comity::web
