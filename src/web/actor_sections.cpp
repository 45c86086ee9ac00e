// The registry of what processes know of an actor. A process that comes adds its row.
#include <array>

#include <fmt/format.h>

#include "web/actor_view.hpp"
#include "web/cooperating.hpp"
#include "web/names.hpp"
#include "web/register_view.hpp"
#include "web/reviewing.hpp"

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

/// Every kind of actor can be asked; those that a user has added are in no rule's words.
bool is_asked(const ActorShown& actor) { return actor.known != nullptr; }

/// What the register's filter calls it: its id in acts, else the kind that acts address together.
std::string name_in_register(const ActorShown& actor) {
    if (actor.known == nullptr) return {};
    if (!actor.known->address_id.empty()) return actor.known->address_id;
    if (actor.id.starts_with("together:")) return actor.known->address_type;
    return actor.id.substr(actor.id.find(':') + 1);
}

/// The latest texts first: what they ask of it.
SectionRows asked(const Visit& visit, const ActorShown& actor, const Paging& paging) {
    RegisterVisit of(visit);
    mandates::Asking asking;
    asking.to = name_in_register(actor);
    asking.today = of.asking.today;
    const auto found = mandates::ask(of.reg, *of.gathered, asking).mandates;
    SectionRows rows{{}, found.size(), "/mandates?to=" + http::query_encoded(*asking.to)};
    for (std::size_t i = paging.offset; i < std::min(found.size(), paging.offset + paging.limit); ++i) {
        const auto& mandate = of.gathered->mandates[found[i]];
        const auto& step = mandate.steps.back();
        const auto& act = of.gathered->act(step);
        const auto& item = of.gathered->text(step).item;
        const std::string& paragraph = of.gathered->names.name(act.paragraph);
        const std::string words = of.details.beginning(step);
        const auto standing = mandates::standing_of(*of.gathered, mandate, asking.today);
        SectionRow row{mandate_address(*of.gathered, step), fmt::format("{}, {}", item.name, place_in_words(visit, paragraph)), words, item.language, {}, {}};
        if (item.date) add(row.facts, *item.date);
        if (standing) add(row.facts, status_in_words(visit, standing->status));
        for (const auto& due : act.dues) add(row.facts, fmt::format("{}: {}", visit.text("mandate.field", {{"field", "when"}}), due_in_words(visit, *of.gathered, due)));
        row.json = json::Object{{"symbol", item.address}, {"paragraph", paragraph}, {"index", std::int64_t{act.index}}, {"words", words},
                                {"date", item.date ? json::Value(item.date->iso()) : json::Value()}, {"status", standing ? json::Value(name_of(standing->status)) : json::Value()}};
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

SectionRows rows_of_recommendations(const Visit& visit, const reviews::Filter& filter, const std::string& all_address, const Paging& paging) {
    const auto listed = reviews::list(visit.holdings().record().snapshot(), filter, paging.offset, paging.limit);
    SectionRows rows{{}, listed.total, all_address};
    for (const auto& one : listed.rows) {
        SectionRow row{recommendation_address(one.id), one.id, one.text, "en", {}, to_json(one)};
        add(row.facts, actor_or_name(visit, one.state));
        add(row.facts, position_in_words(visit, one.position));
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

/// What it asks for, offers, agreed and does against crises, as far as the visitor may see it.
SectionRows cooperates(const Visit& visit, const ActorShown& actor, const Paging& paging) {
    const Looking looking(visit);
    cooperation::DeedsAsked asked;
    asked.actor = actor.id;
    asked.viewer = looking.viewer;
    asked.today = looking.today();
    asked.language = looking.language();
    const auto found = cooperation::deeds_shown(looking.snapshot, looking.words(), asked, {paging.offset, paging.limit});
    SectionRows rows{{}, found.total, "/cooperation?actor=" + http::query_encoded(actor.id)};
    for (const cooperation::Deed& deed : found.shown) {
        SectionRow row{help_address(looking, deed.kind, deed.id), deed.id, deed.title, "", {}, to_json(deed)};
        add(row.facts, visit.text("cooperation.deed", {{"code", deed.kind}}));
        if (!deed.role.empty()) add(row.facts, visit.text("cooperation.role", {{"code", deed.role}}));
        if (!deed.level.empty()) add(row.facts, visit.text("cooperation.level", {{"code", deed.level}}));
        add(row.facts, looking.day(deed.day));
        add(row.facts, visit.text("cooperation.stage", {{"code", code_of(deed.stage)}}));
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

SectionRows recommended_to(const Visit& visit, const ActorShown& actor, const Paging& paging) {
    return rows_of_recommendations(visit, {.state = actor.id}, "/recommendations?state=" + http::query_encoded(actor.id), paging);
}

SectionRows recommended_by(const Visit& visit, const ActorShown& actor, const Paging& paging) {
    return rows_of_recommendations(visit, {.from = actor.id}, "/recommendations?from=" + http::query_encoded(actor.id), paging);
}

bool takes_part(const ActorShown& actor) { return actor.kind != "together"; }

constexpr std::array sections = {
    ActorSection{"asked", &is_asked, &asked},
    ActorSection{"sponsored", &submits, &sponsored},
    ActorSection{"voted", &is_state, &voted},
    ActorSection{"recommended_to", &is_state, &recommended_to},
    ActorSection{"recommended_by", &is_state, &recommended_by},
    ActorSection{"cooperation", &takes_part, &cooperates},
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

const vocabulary::KnownActor* actor_asked(const Visit& visit, std::string_view type, std::string_view id) {
    const auto& directory = directory_of(visit);
    if (id.empty()) return directory.addressed(type, id);
    for (const std::string_view kind : {"state:", "body:", "entity:"}) {
        if (const auto* actor = directory.actor(std::string(kind) + std::string(id))) return actor;
    }
    const auto* actor = directory.addressed(type, id);
    return actor != nullptr && actor->address_id == id ? actor : nullptr;
}

Html name_of_actor(const Visit& visit, const vocabulary::KnownActor& actor) {
    return in_language(visit, vocabulary::shown_name(actor, visit.words.language()), vocabulary::language_of_name(actor, visit.words.language()));
}

}  // namespace comity::web
