// What the pages of the reading desk share.
#include "web/desk.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "machinery/actors/process_permissions.hpp"
#include "text/text.hpp"
#include "vocabulary/themes.hpp"
#include "web/actor_view.hpp"
#include "web/acts.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/visitors.hpp"

namespace comity::web {

namespace c = consultations;

namespace {

/// The pages of a consultation for those who keep it, in the order of the work.
constexpr std::array<std::string_view, 7> pages_of_desk = {"register", "desk", "agreement", "groups", "balance", "matrix", "report"};

const vocabulary::Theme* theme_named(std::string_view typed) {
    const auto& themes = vocabulary::standard_themes();
    if (const auto* theme = themes.theme(typed)) return theme;
    const std::string folded = text::folded(typed);
    for (const auto& theme : themes.themes()) {
        for (const auto& [language, name] : theme.names) {
            if (!name.empty() && text::folded(name) == folded) return &theme;
        }
    }
    return nullptr;
}

Html theme_in_words(const Visit& visit, const std::string& id) {
    const auto* theme = vocabulary::standard_themes().theme(id);
    if (theme == nullptr) return untranslated(id);
    const std::string language = language_of(visit);
    return in_language(visit, vocabulary::shown_name(*theme, language), vocabulary::language_of_name(*theme, language));
}

/// A mechanism as people name it, or its id as it was typed: the rule says what is wrong with that.
std::string mechanism_named(const Visit& visit, const std::string& typed) {
    const auto& directory = vocabulary::directory_of(visit.holdings().vocabulary());
    if (typed.empty() || directory.actor(typed) != nullptr) return typed;
    const auto known = directory.recognize(typed);
    return known ? known->actor->id : typed;
}

std::vector<std::string> all_named(const http::Form& form, std::string_view name) {
    std::vector<std::string> values;
    for (const auto& [field, value] : form.fields()) {
        if (field == name && !trimmed(value).empty()) values.push_back(trimmed(value));
    }
    return values;
}

List paragraphs_to_choose(const Visit& visit, const DeskVisit& of, std::string_view chosen) {
    List list;
    for (const std::string& id : c::paragraphs_of_authority(visit.holdings(), of.call)) {
        const auto sort = place_parts(id).sort;
        if (!sort.starts_with("operative") && sort != "preambular") continue;
        list.push_back(View{{"value", id}, {"label", place_in_words(visit, id)}, {"chosen", id == chosen}});
    }
    return list;
}

List themes_to_choose(const Visit& visit, const http::Form& form, std::string_view words, const std::vector<std::string>& used) {
    const std::vector<std::string> chosen = all_named(form, "themes");
    std::vector<std::pair<std::string, bool>> offered;  // with whether its words stand in the passage
    const auto offer = [&](const std::string& id, bool seen) {
        const auto same = [&](const auto& one) { return one.first == id; };
        if (std::none_of(offered.begin(), offered.end(), same)) offered.emplace_back(id, seen);
    };
    for (const auto& seen : vocabulary::standard_themes().seen_in(words)) offer(seen.theme->id, true);
    for (const std::string& id : chosen) offer(id, false);
    for (const std::string& id : used) offer(id, false);
    List list;
    for (const auto& [id, seen] : offered) {
        const bool is_chosen = std::find(chosen.begin(), chosen.end(), id) != chosen.end();
        list.push_back(View{{"value", id}, {"field", std::to_string(list.size() + 1)}, {"label", theme_in_words(visit, id)}, {"seen", seen}, {"chosen", is_chosen}});
    }
    return list;
}

}  // namespace

DeskVisit desk_visit(const Visit& visit, std::string_view call) {
    record::Snapshot snapshot = visit.holdings().record().snapshot();
    c::Call asked = c::call(snapshot, call).call;
    auto stands = c::desk(snapshot, asked.id);
    const c::Viewer viewer{stands ? stands->desk.coder(actor_of(visit)) : 0, may(visit, actors::consult)};
    // To whom it is not shown it is not there.
    if (!viewer.keeps && viewer.coder == 0) throw SaidError(Fault::not_found, visit.text("sentence.call_unknown", {{"call", call}}));
    return {std::move(snapshot), std::move(asked), std::move(stands), viewer};
}

std::string desk_address(std::string_view call, std::string_view page) { return fmt::format("{}/{}", call_address(call), page); }
std::string reading_address(std::string_view call, std::int64_t submission) { return fmt::format("{}/desk/{}", call_address(call), submission); }
std::string source_address(std::string_view call, const c::PassagePlace& place) { return fmt::format("{}#{}", reading_address(call, place.submission), c::key_of(place)); }

NamedBehind named_behind(const Visit& visit, std::string_view between) {
    const std::size_t at = visit.rest.find(between);
    if (at == std::string::npos) return {visit.rest, -1};
    return {visit.rest.substr(0, at), c::number_in(visit.rest.substr(at + between.size())).value_or(-1)};
}

c::Coding coding_seen(const DeskVisit& of, std::int64_t submission) {
    c::Coding all = c::coding(of.snapshot, of.call.id, submission);
    if (!of.desk) return all;
    all = c::seen_by(std::move(all), of.desk->desk, of.viewer);
    if (of.viewer.keeps) return all;
    std::map<std::pair<std::int64_t, int>, bool> closed;
    const auto is_closed = [&](std::int64_t number, int part) {
        const auto [at, fresh] = closed.try_emplace({number, part}, false);
        if (fresh) at->second = c::is_for_keepers(of.snapshot, of.call.id, number, part);
        return at->second;
    };
    for (auto* list : {&all.coded, &all.taken_back}) std::erase_if(*list, [&](const c::Coded& one) { return is_closed(one.passage.place.submission, one.passage.place.part); });
    std::erase_if(all.done, [&](const c::ReadingDone& one) { return is_closed(one.submission, 0); });
    std::erase_if(all.settled, [&](const auto& one) { return is_closed(one.first.place.submission, one.first.place.part); });
    return all;
}

bool is_seen(const DeskVisit& of, const c::Contribution& contribution) {
    return contribution.counts() && (of.viewer.keeps || contribution.registered->submission.confidentiality != c::Confidentiality::confidential);
}

bool is_seen(const DeskVisit& of, const c::Contribution& contribution, int part) {
    if (!is_seen(of, contribution)) return false;
    const auto& parts = contribution.registered->submission.parts;
    const auto at = static_cast<std::size_t>(part) - 1;
    return of.viewer.keeps || (at < parts.size() && !parts[at].closed);
}

bool is_seen(const DeskVisit& of, const c::Contribution& contribution, const std::vector<int>& readers, const c::CodedPassage& passage) {
    return is_seen(of, contribution, passage.place.part) && (!of.desk || c::may_see(of.desk->desk, readers, of.viewer, passage.coder));
}

c::Heard heard_by(const Visit& visit, const DeskVisit& of) { return c::heard(of.snapshot, visit.holdings().vocabulary(), of.call.id, of.viewer); }

List ways_of(const Visit& visit, std::string_view call, std::string_view here) {
    List ways;
    for (const std::string_view page : pages_of_desk) {
        // A coder who doesn't keep the consultation reads, and settles; the rest is for those who do.
        if (!may(visit, actors::consult) && page != "desk" && page != "agreement") continue;
        ways.push_back(View{{"label", visit.text("desk.page", {{"page", page}})}, {"address", desk_address(call, page)}, {"here", page == here}});
    }
    return ways;
}

Html report_in_record(const Visit& visit, std::string_view call) {
    const auto frame = c::report_frame(visit.holdings().record().snapshot(), call);
    if (!frame || frame->document.empty()) return {};
    try {
        const holdings::Item item = visit.holdings().find(frame->document);
        return {fmt::format("<a href=\"{}\">{}</a>", escaped(address_of(item)), untranslated(item.name).markup)};
    } catch (const Error& error) {
        if (error.fault() != Fault::not_found) throw;
        return {};  // it was erased since
    }
}

void put_head(const Visit& visit, const DeskVisit& of, std::string_view here, Html wrong, View& view) {
    const auto recorded = entry_recorded(visit);
    const bool of_this = recorded && c::call_in(recorded->subject) == of.call.id;
    view.put("call_title", of.call.title);
    view.put("call_address", call_address(of.call.id));
    view.put("tabs", ways_of(visit, of.call.id, here));
    view.put("receipt", of_this ? Value(entry_view(visit, *recorded)) : Value(""));
    view.put("wrong", std::move(wrong));
    view.put("desk_is_blind", of.desk && of.desk->desk.blind && of.viewer.coder > 0);
    put_actor(visit, view);
}

std::string coder_in_words(const Visit& visit, const DeskVisit& of, int coder) {
    const std::string number = visit.words.figures(std::to_string(coder));
    std::string name;
    if (of.desk && coder >= 1 && static_cast<std::size_t>(coder) <= of.desk->desk.coders.size()) {
        name = of.desk->desk.coders[static_cast<std::size_t>(coder) - 1].name;
        const std::string_view account = actors::account_from_entry(name);
        if (!account.empty()) name = visit.site.setup.people != nullptr && may(visit, actors::Permission::see_accounts) ? visit.site.setup.people->name_of(account) : std::string();
    }
    return visit.text("desk.coder", {{"number", number}, {"name", name.empty() ? std::string("-") : name}, {"named", name.empty() ? "no" : "yes"}});
}

Html voice_in_words(const Visit& visit, const DeskVisit& of, std::int64_t submission, const c::Contributor& who) {
    const auto* known = vocabulary::directory_of(visit.holdings().vocabulary()).actor(who.actor);
    const Html name = known != nullptr ? name_of_actor(visit, *known) : untranslated(who.name);
    return {fmt::format("<a href=\"{}\">{}</a>", escaped(reading_address(of.call.id, submission)), name.markup)};
}

std::string kind_of_passage(const Visit& visit, c::PassageKind kind) { return visit.text("desk.kind", {{"code", code_of(c::name_of(kind))}}); }
std::string kinds_of_passages(const Visit& visit, c::PassageKind kind) { return visit.text("desk.kinds", {{"code", code_of(c::name_of(kind))}}); }

View code_view(const Visit& visit, const DeskVisit& of, const c::Code& code) {
    List themes, affected;
    for (const std::string& id : code.themes) themes.push_back(View{{"theme", theme_in_words(visit, id)}, {"address", "/themes/" + http::path_encoded(id)}});
    for (const std::string& who : code.affected) affected.push_back(View{{"who", untranslated(who)}});
    const auto* mechanism = vocabulary::directory_of(visit.holdings().vocabulary()).actor(code.mechanism);
    std::string paragraph_address;
    if (!code.paragraph.empty() && !of.call.authority.document.empty()) paragraph_address = fmt::format("/documents/{}#{}", http::path_encoded(of.call.authority.document), code.paragraph);
    return {{"kind", kind_of_passage(visit, code.kind)},
            {"question", code.question > 0 ? visit.text("desk.question_number", {{"number", visit.words.figures(std::to_string(code.question))}}) : std::string()},
            {"themes", std::move(themes)},
            {"mechanism", mechanism != nullptr ? name_of_actor(visit, *mechanism) : code.mechanism.empty() ? Html() : untranslated(code.mechanism)},
            {"paragraph", code.paragraph.empty() ? std::string() : place_in_words(visit, code.paragraph)},
            {"paragraph_address", paragraph_address},
            {"addressee", code.addressee.empty() ? Html() : visit.html("desk.to", {{"addressee", untranslated(code.addressee)}})},
            {"affected", std::move(affected)},
            {"note", code.note.empty() ? Html() : untranslated(code.note)}};
}

View code_fields(const Visit& visit, const DeskVisit& of, std::string_view id, const http::Form& form, std::string_view words, const std::vector<std::string>& used) {
    List kinds, questions;
    for (const c::PassageKind kind : c::all_passage_kinds) kinds.push_back(View{{"value", c::name_of(kind)}, {"label", kind_of_passage(visit, kind)}, {"chosen", form.get("kind") == c::name_of(kind)}});
    for (std::size_t i = 0; i < of.call.questions.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        questions.push_back(View{{"value", number}, {"label", fmt::format("{}. {}", visit.words.figures(number), of.call.questions[i])}, {"chosen", form.get("question") == number}});
    }
    const bool further = !form.get("mechanism").empty() || !form.get("paragraph").empty() || !form.get("addressee").empty() || !form.get("affected").empty() || !form.get("note").empty();
    return {{"id", id},
            {"kinds", std::move(kinds)},
            {"questions", std::move(questions)},
            {"themes", themes_to_choose(visit, form, words, used)},
            {"more_themes", form.get("more_themes")},
            {"mechanism", form.get("mechanism")},
            {"paragraphs", paragraphs_to_choose(visit, of, form.get("paragraph"))},
            {"addressee", form.get("addressee")},
            {"affected", form.get("affected")},
            {"note", form.get("note")},
            {"further", further}};
}

http::Form form_of(const c::Code& code) {
    http::Form form;
    form.add("kind", std::string(c::name_of(code.kind)));
    if (code.question > 0) form.add("question", std::to_string(code.question));
    for (const std::string& theme : code.themes) form.add("themes", theme);
    form.add("mechanism", code.mechanism);
    form.add("paragraph", code.paragraph);
    form.add("addressee", code.addressee);
    form.add("affected", fmt::format("{}", fmt::join(code.affected, "; ")));
    form.add("note", code.note);
    return form;
}

json::Value fields_of_code(const Visit& visit, const http::Form& form) {
    json::Value fields = json::Object{};
    if (const std::string kind = trimmed(form.get("kind")); !kind.empty()) fields.put("kind", kind);
    fields.put("question", c::number_in(form.get("question")).value_or(0));
    json::Array themes;
    for (const std::string& id : all_named(form, "themes")) themes.emplace_back(id);
    for (const std::string& typed : c::several(json::Object{{"more", std::string(form.get("more_themes"))}}, "more").value_or(std::vector<std::string>())) {
        const auto* theme = theme_named(typed);
        themes.emplace_back(theme != nullptr ? theme->id : typed);
    }
    fields.put("themes", std::move(themes));
    fields.put("mechanism", mechanism_named(visit, trimmed(form.get("mechanism"))));
    for (const std::string_view name : {"paragraph", "addressee", "affected", "note"}) fields.put(name, trimmed(form.get(name)));
    return fields;
}

c::Request desk_request(const Visit& visit, const http::Form& form, std::string act, std::string about, json::Value fields) {
    return {std::move(act), std::move(about), std::move(fields), by_of(visit, form), c::number_in(form.get("revision"))};
}

http::Response perform_at_desk(const Visit& visit, const http::Form& form, const std::function<DeskAct()>& act, const Again& again, actors::Permission permission) {
    if (const auto refused = refusal(visit, permission, form.get("token"))) return again({escaped(*refused)}, 403);
    std::string about;
    try {
        const DeskAct asked = act();
        about = asked.request.about;
        const c::Done done = c::perform_reading(visit.holdings(), asked.request);
        const std::string back = asked.to ? asked.to(done) : asked.back;
        const char joint = back.find('?') == std::string::npos ? '?' : '&';
        return redirect(303, fmt::format("{}{}recorded={}{}", back, joint, done.position, asked.anchor));
    } catch (const Error& error) {
        const bool not_there = error.fault() == Fault::not_found && dynamic_cast<const SaidError*>(&error) != nullptr;  // a page that is not there for this visitor
        if (error.fault() == Fault::unavailable || not_there) throw;
        return again(turned_away(visit, permission, about, as_handed_in(form), error), status_of(error.fault()));
    }
}

http::Response closed(http::Response response) {
    response.set("Cache-Control", "no-store");
    return response;
}

http::Response respond_closed(const Visit& visit, Page page) { return closed(respond_with_form(visit, std::move(page))); }

}  // namespace comity::web
