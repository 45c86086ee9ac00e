// The registry of what processes know of an actor. A process that comes adds its row.
#include <array>

#include <fmt/format.h>

#include "web/actor_view.hpp"
#include "web/names.hpp"

namespace comity::web {

namespace {

bool is_state(const ActorShown& actor) { return actor.id.starts_with("state:"); }
/// Whoever can submit a draft: States, groups and organizations, and the bodies that hand theirs on.
bool submits(const ActorShown& actor) { return actor.kind != "together"; }

void add(List& facts, Value words) {
    if (words.shown()) facts.push_back(View{{"words", std::move(words)}});
}

SectionRow row_of_item(const Visit& visit, const holdings::Item& item) {
    SectionRow row{address_of(item), item.name, item.title.value_or(""), item.language, {}, holdings::to_json(item)};
    if (item.body) add(row.facts, body_in_words(visit, *item.body));
    add(row.facts, kind_in_words(visit, item.kind));
    if (item.date) add(row.facts, *item.date);
    return row;
}

SectionRows sponsored(const Visit& visit, const ActorShown& actor, const Paging& paging) {
    const auto found = holdings::sponsored_by(visit.holdings(), actor.bearer(), paging.offset, paging.limit);
    SectionRows rows{{}, found.total, {}};
    for (const auto& one : found.rows) {
        SectionRow row = row_of_item(visit, one.item);
        if (one.for_it) {
            add(row.facts, visit.html("actors.by_another", {{"name", linked_actor(visit, one.name, one.item.language)}}));
        } else if (one.on_behalf_of) {
            add(row.facts, visit.html("actors.on_behalf_of", {{"name", linked_actor(visit, *one.on_behalf_of, one.item.language)}}));
        }
        row.json.put("sponsor", one.name);
        row.json.put("on_behalf_of", json::Value::of(one.on_behalf_of));
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

SectionRows voted(const Visit& visit, const ActorShown& actor, const Paging& paging) {
    const auto found = holdings::votes_of(visit.holdings(), actor.bearer(), paging.offset, paging.limit);
    const std::string code = actor.id.substr(std::string_view("state:").size());
    SectionRows rows{{}, found.total, {}};
    for (const auto& one : found.rows) {
        SectionRow row = row_of_item(visit, one.item);
        const std::string series = fmt::format("/series/{}/votes?state={}", http::path_encoded(one.item.address), http::query_encoded(code));
        add(row.facts, visit.html("actors.vote", {{"cast", visit.text("cast", {{"cast", code_of(votes::name_of(one.vote.cast))}})}}));
        add(row.facts, Html{fmt::format("<a href=\"{}\">{}</a>", escaped(series), visit.html("actors.votes_over").markup)});
        row.json.put("vote", votes::name_of(one.vote.cast));
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

constexpr std::array sections = {
    ActorSection{"sponsored", &submits, &sponsored},
    ActorSection{"voted", &is_state, &voted},
};

}  // namespace

std::span<const ActorSection> actor_sections() noexcept { return sections; }

const vocabulary::Directory& directory_of(const Visit& visit) { return vocabulary::directory_of(visit.holdings().vocabulary()); }

std::string actor_address(std::string_view id) { return "/actors/" + http::path_encoded(id); }

Html linked_actor(const Visit& visit, std::string_view name, std::string_view language) {
    const auto found = directory_of(visit).recognize(name);
    Html words = in_language(visit, name, language);
    if (!found) return words;
    return {fmt::format("<a class=\"actor\" href=\"{}\">{}</a>", escaped(actor_address(found->actor->id)), words.markup)};
}

Html name_of_actor(const Visit& visit, const vocabulary::KnownActor& actor) {
    return in_language(visit, vocabulary::shown_name(actor, visit.words.language()), vocabulary::language_of_name(actor, visit.words.language()));
}

}  // namespace comity::web
