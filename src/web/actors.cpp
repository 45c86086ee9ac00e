// `/actors`: who can be asked and who can answer, by kind, in the alphabetical order of the reader's language; `/actors/ID`: one page with the same
// fields for every actor of a kind, in the same order, filled or not. Nothing is counted beside another and nothing is ranked.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/error.hpp"
#include "machinery/actors/actors.hpp"
#include "text/text.hpp"
#include "web/actor_pages.hpp"
#include "web/actor_view.hpp"
#include "web/choices.hpp"
#include "web/exports.hpp"
#include "web/names.hpp"
#include "web/visitors.hpp"

namespace comity::web {

namespace {

using vocabulary::Directory;
using vocabulary::KnownActor;

/// Kinds of the vocabulary and of those that users add, in the order of lists.
std::vector<std::string> all_kinds() {
    std::vector<std::string> kinds;
    for (const std::string_view kind : vocabulary::known_kinds()) {
        if (kind == "together") kinds.emplace_back("institution");  // national institutions and their like: of users alone
        kinds.emplace_back(kind);
    }
    return kinds;
}

std::string kind_name(const Visit& visit, std::string_view kind) { return visit.text("actors.kind", {{"kind", code_of(kind)}}); }

struct Row {
    std::string id, name, kind, called;  ///< called: the form that was asked for, where it is not the name shown
    std::string language;                ///< of the name
    const KnownActor* known = nullptr;
};

/// The form of an actor in which the words stand; nullopt if there is none. "" for words that stand in the name shown.
std::optional<std::string> called(const KnownActor& actor, const std::string& shown, const std::string& key) {
    if (Directory::key_of(shown).find(key) != std::string::npos) return "";
    for (const auto& form : actor.forms) {
        if (Directory::key_of(form.words).find(key) != std::string::npos) return form.words;
    }
    return std::nullopt;
}

bool is_in(const KnownActor& actor, std::string_view group) {
    return std::any_of(actor.groups.begin(), actor.groups.end(), [&](const auto& place) { return place.group == group; });
}

std::vector<Row> asked_for(const Visit& visit) {
    const std::string_view what = visit.query.get("what");
    const std::string group = visit.query.get("group").empty() ? "" : "group:" + std::string(visit.query.get("group"));
    const std::string key = Directory::key_of(visit.query.get("words"));
    const std::string language = language_of(visit);
    std::vector<Row> rows;
    for (const KnownActor* actor : directory_of(visit).shown()) {
        if ((!what.empty() && actor->kind != what) || (!group.empty() && !is_in(*actor, group))) continue;
        Row row{actor->id, vocabulary::shown_name(*actor, language), actor->kind, "", std::string(vocabulary::language_of_name(*actor, language)), actor};
        if (!key.empty()) {
            const auto form = called(*actor, row.name, key);
            if (!form) continue;
            row.called = *form;
        }
        rows.push_back(std::move(row));
    }
    for (const auto& added : actors::all_actors(visit.holdings().record().snapshot(), visit.holdings().vocabulary(), language)) {
        if (!added.id.starts_with("actor:") || !group.empty() || (!what.empty() && added.kind != what)) continue;
        if (key.empty() || Directory::key_of(added.name).find(key) != std::string::npos) rows.push_back({added.id, added.name, added.kind, "", language, nullptr});
    }
    const text::Collation order(language);
    const auto kinds = all_kinds();
    const auto place = [&](const Row& row) { return std::find(kinds.begin(), kinds.end(), row.kind) - kinds.begin(); };
    std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
        if (place(a) != place(b)) return place(a) < place(b);
        const auto by_name = order.compare(a.name, b.name);
        return by_name == 0 ? a.id < b.id : by_name < 0;
    });
    return rows;
}

Table table_of(const Visit& visit, const std::vector<Row>& rows) {
    Table table = {{"id", "kind", "name", "name_en", "name_fr", "name_es", "name_ru", "name_ar", "name_zh", "groups", "source", "verified"}};
    for (const Row& row : rows) {
        std::vector<std::string> cells = {row.id, row.kind, row.name};
        for (const std::string_view language : {"en", "fr", "es", "ru", "ar", "zh"}) {
            std::string name;
            for (const auto& [code, words] : row.known == nullptr ? vocabulary::InLanguages() : row.known->names) {
                if (code == language) name = words;
            }
            cells.push_back(std::move(name));
        }
        std::string groups;
        for (const auto& place : row.known == nullptr ? std::vector<vocabulary::GroupPlace>() : row.known->groups) groups += (groups.empty() ? "" : "; ") + place.group.substr(6);
        cells.push_back(std::move(groups));
        cells.push_back(row.known == nullptr ? "an entry of this record" : row.known->evidence.source);
        cells.emplace_back(row.known == nullptr || row.known->evidence.verified ? "yes" : "no");
        table.push_back(std::move(cells));
    }
    (void)visit;
    return table;
}

/// A day as the tables have it, in words: "2016-05-02", "2016-05", "2016".
std::string day_in_words(const Visit& visit, const std::string& day) {
    if (const auto date = Date::from_iso(day)) return visit.words.date(*date);
    if (day.size() == 7) return visit.text("actors.month", {{"month", visit.text(fmt::format("month.{}", std::stoi(day.substr(5))))}, {"year", visit.words.figures(day.substr(0, 4))}});
    return visit.words.figures(day);
}

/// "from ... until ...", or nothing.
std::string days_in_words(const Visit& visit, const std::string& first, const std::string& last) {
    if (first.empty() && last.empty()) return {};
    const std::string_view which = first.empty() ? "actors.until" : last.empty() ? "actors.since" : "actors.from_until";
    return visit.text(which, {{"first", day_in_words(visit, first)}, {"last", day_in_words(visit, last)}});
}

Html evidence_in_words(const Visit& visit, const vocabulary::Evidence& evidence) {
    const View arguments{{"source", in_language(visit, evidence.source, "en")}};
    return visit.html(evidence.verified ? "actors.source" : "actors.source_unverified", arguments);
}

Html link_to_actor(const Visit& visit, const std::string& id) {
    const auto* actor = directory_of(visit).actor(id);
    if (actor == nullptr) return untranslated(id);
    return {fmt::format("<a href=\"{}\">{}</a>", escaped(actor_address(id)), name_of_actor(visit, *actor).markup)};
}

View place_view(const Visit& visit, const vocabulary::GroupPlace& place, const std::string& other) {
    return {{"actor", link_to_actor(visit, other)},
            {"days", days_in_words(visit, place.first, place.last)},
            {"role", place.role == "member" ? Value("") : Value(in_language(visit, place.role, "en"))},
            {"note", place.note.empty() ? Value("") : Value(in_language(visit, place.note, "en"))},
            {"evidence", evidence_in_words(visit, place.evidence)}};
}

/// In the alphabetical order of the reader's language.
List places_view(const Visit& visit, const std::vector<vocabulary::GroupPlace>& places, bool of_group) {
    std::vector<std::pair<std::string, const vocabulary::GroupPlace*>> named;
    for (const auto& place : places) {
        const auto* actor = directory_of(visit).actor(of_group ? place.actor : place.group);
        named.emplace_back(actor == nullptr ? place.group : vocabulary::shown_name(*actor, language_of(visit)), &place);
    }
    const text::Collation order(language_of(visit));
    std::stable_sort(named.begin(), named.end(), [&](const auto& a, const auto& b) { return order(a.first, b.first); });
    List list;
    for (const auto& [name, place] : named) list.push_back(place_view(visit, *place, of_group ? place->actor : place->group));
    return list;
}

List names_view(const Visit& visit, const KnownActor& actor) {
    List rows;
    for (const auto& form : actor.forms) {
        rows.push_back(View{{"words", form.words},
                            {"code", form.language},
                            {"language", visit.text("language", {{"language", form.language}})},
                            {"form", visit.text("actors.form", {{"form", form.form}})},
                            {"days", days_in_words(visit, form.first, form.last)},
                            {"evidence", evidence_in_words(visit, form.evidence)}});
    }
    return rows;
}

/// The same fields for each of a kind, in the same order; "" where nothing is known.
List fields_of(const Visit& visit, const KnownActor& actor) {
    List fields;
    const auto add = [&](std::string_view name, Value value) { fields.push_back(View{{"label", visit.text(fmt::format("actors.field.{}", name))}, {"value", std::move(value)}}); };
    add("kind", kind_name(visit, actor.kind));
    if (actor.kind == "state") {
        add("status", visit.text("actors.status", {{"status", code_of(actor.status)}}));
        add("member_since", actor.first.empty() ? std::string() : day_in_words(visit, actor.first));
        add("code", actor.id.substr(6));
    } else if (actor.kind == "former_state") {
        add("was_member", days_in_words(visit, actor.first, actor.last));
        add("code", actor.id.substr(6));
    } else if (actor.kind == "group") {
        add("group_kind", actor.group_kind.empty() ? std::string() : visit.text("actors.group_kind", {{"kind", actor.group_kind}}));
        add("as_of", day_in_words(visit, actor.as_of));
        if (actor.group_kind == "regional") add("council_seats", actor.seats);
    } else if (actor.kind != "together") {
        add("part_of", actor.part_of.empty() ? Value("") : Value(link_to_actor(visit, actor.part_of)));
        add("since", actor.since.empty() ? std::string() : day_in_words(visit, actor.since));
        add("by_text", actor.text.empty() ? Value("") : Value(Html{fmt::format("<a href=\"{}\" translate=\"no\">{}</a>", escaped(citing_address(actor.text)), escaped(actor.text))}));
        if (actor.kind == "treaty_body") add("members", actor.seats == 0 ? Value("") : Value(actor.seats));
        if (actor.kind == "organization") add("status", actor.status.empty() ? Value("") : Value(in_language(visit, actor.status, "en")));
    }
    add("evidence", evidence_in_words(visit, actor.evidence));
    return fields;
}

View row_view(const SectionRow& row) {
    return {{"address", row.address}, {"name", row.name}, {"title", row.title}, {"lang", row.language}, {"facts", row.facts}};
}

constexpr std::size_t first_rows = 10, rows_at_once = 50;

List sections_view(const Visit& visit, const ActorShown& actor, std::string_view only) {
    List list;
    for (const ActorSection& section : actor_sections()) {
        if (!section.is_about(actor) || (!only.empty() && section.name != only)) continue;
        Paging paging = paging_of(visit.query);
        paging.limit = only.empty() ? first_rows : rows_at_once;
        if (only.empty()) paging.offset = 0;
        const SectionRows found = section.rows(visit, actor, paging);
        List rows;
        for (const SectionRow& row : found.rows) rows.push_back(row_view(row));
        const bool more = only.empty() && found.total > first_rows;
        const std::string all = found.all_address.empty() ? fmt::format("{}?section={}", actor_address(actor.id), section.name) : found.all_address;
        list.push_back(View{{"id", section.name},
                            {"heading", visit.text(fmt::format("actors.{}", section.name))},
                            {"none", visit.text(fmt::format("actors.{}_none", section.name))},
                            {"rows", std::move(rows)},
                            {"all_address", more ? Value(all) : Value("")},
                            {"pager", only.empty() ? View{{"paged", false}} : pager(visit.query, actor_address(actor.id), paging, found.total)}});
    }
    return list;
}

/// Who is meant by the address: by its id; nullopt if a name leads elsewhere.
std::optional<ActorShown> shown_by_id(const Visit& visit, std::string_view id) {
    if (const auto* known = directory_of(visit).actor(id)) return ActorShown{known->id, vocabulary::shown_name(*known, language_of(visit)), known->kind, known};
    if (!id.starts_with("actor:")) return std::nullopt;
    const auto added = actors::find_actor(visit.holdings().record().snapshot(), visit.holdings().vocabulary(), id);
    return added ? std::optional(ActorShown{added->id, added->name, added->kind, nullptr}) : std::nullopt;
}

/// By any of its names: the id; "" if nobody bears it.
std::string id_named(const Visit& visit, std::string_view name) {
    if (const auto found = directory_of(visit).recognize(name)) return found->actor->id;
    const auto added = actors::find_actor(visit.holdings().record().snapshot(), visit.holdings().vocabulary(), name);
    return added ? added->id : std::string();
}

json::Value or_null(const std::string& text) { return text.empty() ? json::Value() : json::Value(text); }

json::Value evidence_json(json::Value value, const vocabulary::Evidence& evidence) {
    value.put("source", evidence.source);
    value.put("verified", evidence.verified);
    return value;
}

json::Value json_of(const Visit& visit, const ActorShown& actor) {
    json::Object names;
    json::Array forms, groups, members;
    json::Value value = json::Object{{"id", actor.id}, {"kind", actor.kind}, {"name", actor.name}};
    if (const KnownActor* known = actor.known) {
        value.put("name", vocabulary::shown_name(*known, "en"));
        for (const auto& [language, words] : known->names) names.emplace_back(language, words);
        for (const auto& form : known->forms) forms.push_back(evidence_json(json::Object{{"words", form.words}, {"language", form.language}, {"form", form.form}, {"first", or_null(form.first)}, {"last", or_null(form.last)}}, form.evidence));
        const auto place_json = [](const vocabulary::GroupPlace& place) {
            return evidence_json(json::Object{{"group", place.group}, {"actor", place.actor}, {"first", or_null(place.first)}, {"last", or_null(place.last)}, {"role", place.role}, {"note", or_null(place.note)}}, place.evidence);
        };
        for (const auto& place : known->groups) groups.push_back(place_json(place));
        for (const auto& place : known->members) members.push_back(place_json(place));
        value.put("names", std::move(names));
        value.put("forms", std::move(forms));
        value.put("groups", std::move(groups));
        if (known->kind == "group") {
            value.put("group_kind", or_null(known->group_kind));
            value.put("as_of", or_null(known->as_of));
            value.put("members", std::move(members));
        }
        value.put("status", or_null(known->status));
        value.put("part_of", or_null(known->part_of));
        value.put("since", or_null(known->since));
        value.put("text", or_null(known->text));
        value.put("first", or_null(known->first));
        value.put("last", or_null(known->last));
        value = evidence_json(std::move(value), known->evidence);
    }
    for (const ActorSection& section : actor_sections()) {
        if (!section.is_about(actor)) continue;
        const SectionRows found = section.rows(visit, actor, {0, rows_at_once});
        json::Array rows;
        for (const SectionRow& row : found.rows) rows.push_back(row.json);
        value.put(std::string(section.name), std::move(rows));
    }
    return value;
}

}  // namespace

namespace pages {

http::Response actors(const Visit& visit) {
    const std::vector<Row> rows = asked_for(visit);
    const std::string title = visit.text("actors.title");
    if (visit.query.has("format")) return in_form(visit, {"actors", title, table_of(visit, rows), {}});
    List kinds, groups, options;
    for (std::size_t i = 0; i < rows.size();) {
        List members;
        const std::string kind = rows[i].kind;
        for (; i < rows.size() && rows[i].kind == kind; ++i) {
            members.push_back(View{{"address", actor_address(rows[i].id)}, {"name", in_language(visit, rows[i].name, rows[i].language)}, {"called", rows[i].called}});
        }
        kinds.push_back(View{{"id", "kind-" + code_of(kind)}, {"heading", kind_name(visit, kind)}, {"actors", std::move(members)}});
    }
    for (const std::string& kind : all_kinds()) options.push_back(View{{"value", kind}, {"label", kind_name(visit, kind)}, {"chosen", kind == visit.query.get("what")}});
    std::vector<std::pair<std::string, const KnownActor*>> named;
    for (const KnownActor* actor : directory_of(visit).shown()) {
        if (actor->kind == "group" && !actor->members.empty()) named.emplace_back(vocabulary::shown_name(*actor, language_of(visit)), actor);
    }
    const text::Collation order(language_of(visit));
    std::sort(named.begin(), named.end(), [&](const auto& a, const auto& b) { return order(a.first, b.first); });
    for (const auto& [name, actor] : named) groups.push_back(View{{"value", actor->id.substr(6)}, {"label", name}, {"chosen", actor->id.substr(6) == visit.query.get("group")}});
    View view{{"kinds", std::move(kinds)}, {"options", std::move(options)}, {"groups", std::move(groups)}, {"words", visit.query.get("words")}, {"total", rows.size()}, {"adds", may(visit, actors::Permission::add_actors)}};
    Page page{title, "actors", "actors", std::move(view)};
    page.downloads = {{"csv", in_format(visit, "csv")}, {"json", in_api(visit, "/api/v1/actors")}};
    return respond(visit, std::move(page));
}

http::Response actor(const Visit& visit) {
    const auto shown = shown_by_id(visit, visit.rest);
    if (!shown) {
        const std::string id = id_named(visit, visit.rest);
        if (id.empty()) throw SaidError(Fault::not_found, visit.text("actors.nobody", {{"name", visit.rest}}));
        return redirect(302, actor_address(id));
    }
    const std::string_view only = visit.query.get("section");
    const auto registered = actor_sections();
    if (!only.empty() && std::none_of(registered.begin(), registered.end(), [&](const ActorSection& section) { return section.name == only && section.is_about(*shown); })) {
        throw SaidError(Fault::not_found, visit.text("actors.no_section", {{"section", only}}));
    }
    const KnownActor* known = shown->known;
    View view{{"name", known != nullptr ? name_of_actor(visit, *known) : untranslated(shown->name)},
              {"kind", kind_name(visit, shown->kind)},
              {"kind_address", "/actors?what=" + http::query_encoded(shown->kind)},
              {"own_address", actor_address(shown->id)},
              {"only", !only.empty()},
              {"added", known == nullptr ? Value("/log/subjects/" + http::path_encoded(shown->id)) : Value("")},
              {"fields", known != nullptr ? fields_of(visit, *known) : List()},
              {"names", known != nullptr ? names_view(visit, *known) : List()},
              {"is_state", known != nullptr && known->kind == "state"},
              {"groups", known != nullptr ? places_view(visit, known->groups, false) : List()},
              {"is_group", known != nullptr && known->kind == "group"},
              {"members", known != nullptr ? places_view(visit, known->members, true) : List()},
              {"search_address", "/search?q=" + http::query_encoded(fmt::format("\"{}\"", known != nullptr ? vocabulary::shown_name(*known, "en") : shown->name))},
              {"sections", sections_view(visit, *shown, only)}};
    Page page{shown->name, "actors", "actor", std::move(view)};
    page.print_head = shown->name;
    page.downloads = {{"json", "/api/v1" + actor_address(shown->id)}};
    return respond(visit, std::move(page));
}

}  // namespace pages

namespace pages::api {

http::Response actors(const Visit& visit) {
    json::Array all;
    for (const Row& row : asked_for(visit)) {
        json::Value value = json::Object{{"id", row.id}, {"kind", row.kind}, {"name", row.known == nullptr ? row.name : vocabulary::shown_name(*row.known, "en")}};
        if (visit.site.demonstration) value.put("invented", true);
        all.push_back(std::move(value));
    }
    json::Value value = json::Object{{"total", all.size()}, {"actors", std::move(all)}};
    if (visit.site.demonstration) value.put("invented", true);
    return as_json(value);
}

http::Response actor(const Visit& visit) {
    auto shown = shown_by_id(visit, visit.rest);
    if (!shown) shown = shown_by_id(visit, id_named(visit, visit.rest));
    if (!shown) throw Error(Fault::not_found, "\"{}\" is nobody that is known: look in /api/v1/actors", visit.rest);
    json::Value value = json_of(visit, *shown);
    if (visit.site.demonstration) value.put("invented", true);
    return as_json(value);
}

}  // namespace pages::api

}  // namespace comity::web
