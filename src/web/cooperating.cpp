// What the pages of cooperation share.
#include "web/cooperating.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "machinery/actors/process_permissions.hpp"
#include "vocabulary/themes.hpp"
#include "web/actor_view.hpp"
#include "web/acts.hpp"
#include "web/consulting.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/visitors.hpp"

namespace comity::web {

namespace {

std::string viewer_of(const Visit& visit, const record::Snapshot& snapshot, const http::Form& said) {
    if (!may(visit, actors::cooperate)) return "";
    if (!visit.visitor.standing.actor.empty()) return visit.visitor.standing.actor;
    if (visit.visitor.standing.role != actors::Role::operator_here) return "";
    const std::string typed = trimmed(said.get("on_behalf_of"));
    if (typed.empty()) return "";
    std::string id = cooperation::actor_named(snapshot, visit.holdings().vocabulary(), typed);
    // A form that was sent shows what is wrong beside what was typed; an address can only be wrong as a whole.
    if (id.empty() && &said == &visit.query) throw SaidError(Fault::bad_request, visit.text("sentence.invited_unknown", {{"name", typed}}));
    return id;
}

bool is_operator(const Visit& visit) { return visit.visitor.standing.role == actors::Role::operator_here && may(visit, actors::cooperate); }

}  // namespace

Looking::Looking(const Visit& of) : Looking(of, of.query) {}

Looking::Looking(const Visit& of, const http::Form& sent) : visit(of), snapshot(of.holdings().record().snapshot()), viewer(viewer_of(of, snapshot, sent)), chooses(is_operator(of)) {
    if (chooses && !viewer.empty()) suffix = "?on_behalf_of=" + http::query_encoded(viewer);
}

std::string Looking::today() const { return consultations::moment_now(clock_of(visit)).substr(0, 10); }

Html Looking::name(const std::string& actor) const {
    const auto* known = directory_of(visit).actor(actor);
    const Html words = known != nullptr ? name_of_actor(visit, *known) : untranslated(plain_name(actor));
    return {fmt::format("<a class=\"actor\" href=\"{}\">{}</a>", escaped(actor_address(actor)), words.markup)};
}

std::string Looking::plain_name(const std::string& actor) const { return cooperation::name_of_actor(snapshot, words(), actor, language()); }

bool Looking::acts() const { return !viewer.empty() && may(visit, actors::cooperate); }

std::string Looking::day(std::string_view iso) const {
    const auto date = Date::from_iso(iso);
    return date ? visit.words.date(*date) : std::string(iso);
}

std::string Looking::days(std::string_view first, std::string_view last) const {
    if (first.empty() && last.empty()) return {};
    return visit.text("cooperation.time", {{"span", first.empty() ? "until" : last.empty() ? "from" : "both"}, {"first", day(first)}, {"last", day(last)}});
}

std::string help_address(const Looking& looking, std::string_view kind, std::string_view id) { return fmt::format("/{}s/{}{}", kind, http::path_encoded(id), looking.suffix); }

List help_choices(const Visit& visit, std::span<const std::string_view> values, std::string_view message, std::string_view chosen) {
    List list;
    for (const std::string_view value : values) list.push_back(View{{"value", value}, {"label", visit.text(message, {{"code", code_of(value)}})}, {"chosen", value == chosen}});
    return list;
}

void put_matter(const Looking& looking, const cooperation::Matter& matter, View& view) {
    List forms, themes, languages;
    for (const auto& form : matter.forms) forms.push_back(View{{"form", cooperation::form_name(form, looking.language())}});
    for (const auto& id : matter.themes) {
        const auto* theme = vocabulary::standard_themes().theme(id);
        themes.push_back(View{{"address", "/themes/" + http::path_encoded(id)}, {"theme", theme == nullptr ? untranslated(id) : in_language(looking.visit, vocabulary::shown_name(*theme, looking.language()), vocabulary::language_of_name(*theme, looking.language()))}});
    }
    for (const auto& code : matter.languages) languages.push_back(View{{"language", language_in_words(looking.visit, code)}});
    view.put("title", matter.title);
    view.put("words", paragraphs_of(matter.words));
    view.put("forms", std::move(forms));
    view.put("themes", std::move(themes));
    view.put("languages", std::move(languages));
    view.put("time", looking.days(matter.first, matter.last));
    const bool has_authority = matter.authority != cooperation::Authority{};
    view.put("authority", has_authority ? Value(authority_view(looking.visit, matter.authority)) : Value(""));
    view.put("under_address", has_authority ? matter.authority.document.empty() ? "/cooperation?commitment=" + http::query_encoded(matter.authority.commitment)
                                                                               : fmt::format("/cooperation?document={}&paragraph={}", http::query_encoded(matter.authority.document), http::query_encoded(matter.authority.paragraph))
                                            : std::string());
    view.put("recommendation", matter.recommendation);
    view.put("recommendation_address", matter.recommendation.empty() ? std::string() : "/recommendations/" + http::path_encoded(matter.recommendation));
}

void put_fields(const Looking& looking, const http::Form& form, const cooperation::Matter& matter, View& view) {
    const auto typed = [&](std::string_view name, const std::string& stands) { return form.has(name) ? std::string(form.get(name)) : stands; };
    view.put("typed_title", typed("title", matter.title));
    view.put("typed_words", typed("words", matter.words));
    view.put("typed_themes", typed("themes", fmt::format("{}", fmt::join(matter.themes, "; "))));
    view.put("typed_languages", typed("languages", fmt::format("{}", fmt::join(matter.languages, "; "))));
    view.put("typed_first", typed("first", matter.first));
    view.put("typed_last", typed("last", matter.last));
    view.put("typed_document", typed("document", matter.authority.document));
    view.put("typed_paragraph", typed("paragraph", matter.authority.paragraph));
    view.put("typed_commitment", typed("commitment", matter.authority.commitment));
    view.put("typed_recommendation", typed("recommendation", matter.recommendation));
    view.put("typed_name", form.get("name"));
    view.put("typed_why", form.get("why"));
    std::vector<std::string> chosen = matter.forms;
    if (form.has("forms_shown")) {
        chosen.clear();
        for (const auto& [name, value] : form.fields()) {
            if (name == "forms") chosen.emplace_back(value);
        }
    }
    List forms;
    for (const auto& one : cooperation::assistance_forms()) {
        forms.push_back(View{{"value", one.code}, {"label", cooperation::form_name(one.code, looking.language())}, {"chosen", std::find(chosen.begin(), chosen.end(), one.code) != chosen.end()}});
    }
    view.put("forms_to_choose", std::move(forms));
}

void put_steps(const Looking& looking, const std::vector<cooperation::Step>& steps, const http::Form& form, View& view) {
    constexpr std::array<std::string_view, 3> statuses = {"planned", "done", "dropped"}, results = {"delivered", "delivered in part", "not delivered"};
    List rows, own;
    for (const auto& step : steps) {
        rows.push_back(View{{"number", std::to_string(step.number)}, {"who", looking.name(step.actor)}, {"step", step.words}, {"form", step.form.empty() ? std::string() : cooperation::form_name(step.form, looking.language())},
                            {"day", looking.day(step.first)}, {"status", looking.visit.text("cooperation.step_status", {{"code", step.status}})}});
        if (step.actor == looking.viewer) own.push_back(View{{"value", std::to_string(step.number)}, {"label", fmt::format("{}. {}", step.number, step.words)}});
    }
    List forms;
    for (const auto& one : cooperation::assistance_forms()) forms.push_back(View{{"value", one.code}, {"label", cooperation::form_name(one.code, looking.language())}, {"chosen", form.get("form") == one.code}});
    view.put("steps", std::move(rows));
    view.put("own_steps", std::move(own));
    view.put("step_forms", std::move(forms));
    view.put("statuses", help_choices(looking.visit, statuses, "cooperation.step_status", form.get("status")));
    view.put("results", help_choices(looking.visit, results, "cooperation.result", form.get("result")));
    view.put("typed_step", form.get("step"));
    view.put("typed_day", form.get("first"));
    view.put("typed_report", form.get("report"));
    view.put("typed_evidence", form.get("evidence"));
}

View outcome_view(const Looking& looking, const std::string& actor, const cooperation::Outcome& outcome) {
    return {{"who", looking.name(actor)}, {"result", looking.visit.text("cooperation.result", {{"code", code_of(outcome.result)}})}, {"report", paragraphs_of(outcome.words)}, {"evidence", outcome.evidence}, {"day", looking.day(outcome.day)}};
}

void put_looking(const Looking& looking, View& view) {
    view.put("suffix", looking.suffix);
    view.put("viewer", looking.viewer);
    view.put("viewer_typed", looking.viewer.empty() ? std::string() : looking.plain_name(looking.viewer));
    view.put("viewer_name", looking.viewer.empty() ? Value("") : Value(looking.name(looking.viewer)));
    view.put("chooses", looking.chooses);
    view.put("own_path", looking.visit.path);
    put_actor(looking.visit, view);
}

List deed_rows(const Looking& looking, const std::vector<cooperation::Deed>& deeds) {
    List rows;
    for (const auto& deed : deeds) {
        List who;
        for (const auto& actor : deed.actors) who.push_back(View{{"who", looking.name(actor)}});
        rows.push_back(View{{"address", help_address(looking, deed.kind, deed.id)},
                            {"title", deed.title},
                            {"kind", looking.visit.text("cooperation.deed", {{"code", deed.kind}})},
                            {"actors", std::move(who)},
                            {"level", deed.level.empty() ? std::string() : looking.visit.text("cooperation.level", {{"code", deed.level}})},
                            {"day", looking.day(deed.day)},
                            {"stage", looking.visit.text("cooperation.stage", {{"code", code_of(deed.stage)}})}});
    }
    return rows;
}

cooperation::Range range_of(const Visit& visit) {
    const Paging paging = paging_of(visit.query);
    return {paging.offset, paging.limit};
}

cooperation::Viewing viewing(const Looking& looking) { return {looking.snapshot, looking.words(), looking.viewer, looking.language()}; }

List deeds_under(const Visit& visit, std::string_view document, std::string_view paragraph) {
    const Looking looking(visit);
    cooperation::DeedsAsked asked;
    asked.document = document;
    asked.paragraph = paragraph;
    asked.viewer = looking.viewer;
    asked.today = looking.today();
    asked.language = looking.language();
    return deed_rows(looking, cooperation::deeds(looking.snapshot, looking.words(), asked));
}

cooperation::Request request_of(const Looking& looking, const http::Form& form, std::string act, std::string about) {
    cooperation::Request request{std::move(act), std::move(about), fields_of(form), {actor_of(looking.visit), looking.viewer, false, {}, {}}, consultations::number_in(form.get("revision"))};
    // Boxes of which none is ticked are not sent.
    if (form.has("forms_shown") && !form.has("forms")) request.fields.put("forms", "");
    if (std::string why = trimmed(form.get("why")); !why.empty()) request.by.why = std::move(why);
    return request;
}

Html help_refused(const Looking& looking, const http::Form& form, const Error& error) {
    // Whoever may see entries of refusals is no party: what it was about stays out of them.
    return turned_away(looking.visit, actors::cooperate, "cooperation", as_handed_in(form), error);
}

List history_of(const Visit& visit, const record::Snapshot& snapshot, const std::vector<std::string>& subjects) {
    List entries;
    for (const std::string& subject : subjects) {
        for (const record::Entry& entry : readable(visit, snapshot.history(subject))) entries.push_back(entry_view(visit, entry));
    }
    return entries;
}

}  // namespace comity::web
