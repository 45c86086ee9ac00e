#include "web/register_view.hpp"

#include <chrono>

#include <fmt/format.h>

#include "base/error.hpp"
#include "document/symbol.hpp"
#include "system/moment.hpp"
#include "web/acts.hpp"
#include "web/choices.hpp"
#include "web/items.hpp"
#include "web/names.hpp"

namespace comity::web {

namespace {

std::optional<Date> day_given(const Visit& visit, std::string_view name) {
    const auto value = given(visit.query, name);
    if (!value) return std::nullopt;
    const auto day = Date::from_iso(*value);
    if (!day) throw SaidError(Fault::bad_request, visit.text("mandates.no_day", {{"name", name}, {"value", *value}}));
    return day;
}

/// One of several values; anything else is refused with the choices.
std::optional<std::string> choice_given(const Visit& visit, std::string_view name, const std::vector<std::string_view>& choices) {
    auto value = given(visit.query, name);
    if (!value || std::find(choices.begin(), choices.end(), *value) != choices.end()) return value;
    throw SaidError(Fault::bad_request, visit.text("trouble.no_choice", {{"name", name}, {"value", *value}, {"choices", fmt::format("{}", fmt::join(choices, ", "))}}));
}

mandates::Asking asking_of(const Visit& visit) {
    const http::Form& query = visit.query;
    mandates::Asking asking;
    asking.to = given(query, "to");
    asking.body = given(query, "body");
    asking.series = given(query, "series");
    asking.text = given(query, "text");
    asking.deliverable = given(query, "deliverable");
    if (const auto status = given(query, "status")) {
        std::vector<std::string> names;
        std::vector<std::string_view> choices;
        names.reserve(mandates::all_statuses.size());
        choices.reserve(mandates::all_statuses.size());
        for (const auto one : mandates::all_statuses) names.push_back(code_of(name_of(one)));
        for (const auto& name : names) choices.emplace_back(name);
        asking.status = mandates::status_named(*choice_given(visit, "status", choices));
    }
    if (const auto strength = given(query, "strength")) {
        (void)choice_given(visit, "strength", {"0", "1", "2", "3", "4", "5"});
        asking.strength = number_in(*strength);
    }
    asking.sense = choice_given(visit, "sense", mandates::senses());
    asking.flag = choice_given(visit, "flag", mandates::flags());
    asking.recurrence = choice_given(visit, "recurrence", {"stated", "none"});
    asking.session = given(query, "session");
    asking.due_from = day_given(visit, "from");
    asking.due_to = day_given(visit, "until");
    if (const auto year = given(query, "year")) asking.year = number_in(*year);
    asking.words = query.get("words");
    const auto today = day_given(visit, "today");
    asking.today = mandates::day_of(today ? today : Date::from_iso(written_day(moment_of(std::chrono::system_clock::now()))));
    return asking;
}

}  // namespace

RegisterVisit::RegisterVisit(const Visit& of) : visit(of), reg(*of.site.mandates), gathered(reg.gathered()), details(reg, *gathered), asking(asking_of(of)) {}

std::string mandate_address(const mandates::Gathered& gathered, const mandates::Step& step) { return "/mandates/" + http::path_encoded(mandates::address_of(gathered, step)); }

std::string type_in_words(const Visit& visit, std::string_view type) {
    std::string code(type);
    std::replace(code.begin(), code.end(), '_', '-');
    return visit.text("mandate.type", {{"type", code}});
}

std::string deliverable_in_words(const Visit& visit, std::string_view kind) { return visit.text("mandate.deliverable", {{"kind", code_of(kind)}}); }
std::string status_in_words(const Visit& visit, mandates::Status status) { return visit.text("mandate.status", {{"status", code_of(name_of(status))}}); }

std::string day_in_words(const Visit& visit, mandates::Day day) {
    const auto date = mandates::date_of(day);
    return date ? visit.text("mandate.day", {{"day", *date}}) : std::string();
}

std::string session_in_words(const Visit& visit, std::string_view body, int session) {
    const auto* known = visit.holdings().vocabulary().body(body);
    return visit.text("mandate.session", {{"session", session}, {"body", known != nullptr ? body_name(visit, known->name) : std::string(body)}});
}

std::string due_in_words(const Visit& visit, const mandates::Gathered& gathered, const mandates::Due& due) {
    const mandates::Day first = due.first != 0 ? due.first : due.last, last = due.last != 0 ? due.last : due.first;
    std::string days = first == 0 ? std::string() : first == last ? day_in_words(visit, first) : visit.text("mandate.days", {{"first", day_in_words(visit, first)}, {"last", day_in_words(visit, last)}});
    if (due.session == 0) return days;
    const std::string session = session_in_words(visit, gathered.names.name(due.body), due.session);
    return days.empty() ? session : visit.text("mandate.session_days", {{"session", session}, {"days", days}});
}

Html because_in_words(RegisterVisit& of, const mandates::Line& mandate, const mandates::Standing& standing) {
    const auto& gathered = *of.gathered;
    Value who("");
    for (const auto& delivery : standing.deliveries) {
        const auto entry = who.shown() ? std::nullopt : of.details.saying(delivery);
        if (entry) who = untranslated(entry->who.name);
    }
    return of.visit.html("mandate.because", {{"why", code_of(name_of(standing.because))},
                                             {"who", std::move(who)},
                                             {"day", day_in_words(of.visit, standing.day)},
                                             {"text", standing.text ? Value(untranslated(gathered.texts[*standing.text].item.name)) : Value("")},
                                             {"other", mandate.replaced_by ? Value(untranslated(gathered.text(*mandate.replaced_by).item.name)) : Value("")}});
}

List deliveries_view(RegisterVisit& of, const std::vector<mandates::Delivery>& deliveries) {
    List list;
    for (const auto& delivery : deliveries) {
        const std::string& report = of.gathered->names.name(delivery.report);
        const auto* told = delivery.told_by ? &of.gathered->texts[*delivery.told_by].item : nullptr;
        const std::string& paragraph = of.gathered->names.name(delivery.paragraph);
        const auto* held = of.gathered->text_named(report);
        const bool noted = told != nullptr && !paragraph.empty();
        View view{{"report", held != nullptr ? held->item.name : document::Symbol::from_canonical(report).display()},
                  {"spelling", report},
                  {"address", held != nullptr ? Value(address_of(held->item)) : Value("")},
                  {"by_rule", told != nullptr},
                  {"names_it", told != nullptr && paragraph.empty()},
                  {"told_by", noted ? Value(untranslated(told->name)) : Value("")},
                  {"told_address", noted ? address_of(*told, paragraph) : std::string()},
                  {"place", noted ? place_in_words(of.visit, paragraph) : std::string()}};
        const auto entry = of.details.saying(delivery);
        view.put("seen", entry ? std::to_string(entry->revision) : "0");
        view.put("said", entry ? Value(View{{"who", untranslated(entry->who.name)},
                                            {"when", moment(of.visit, entry->when)},
                                            {"why", entry->why ? Value(untranslated(*entry->why)) : Value("")},
                                            {"subject_address", "/log/subjects/" + http::path_encoded(entry->subject)}})
                               : Value(""));
        list.push_back(std::move(view));
    }
    return list;
}

View mandate_row(RegisterVisit& of, std::uint32_t number) {
    const auto& gathered = *of.gathered;
    const auto& mandate = gathered.mandates[number];
    const auto& step = mandate.steps.back();
    const auto& act = gathered.act(step);
    const auto& item = gathered.text(step).item;
    List dues, deliverables;
    for (const auto& due : act.dues) dues.push_back(View{{"when", due_in_words(of.visit, gathered, due)}});
    for (const auto kind : act.deliverables) deliverables.push_back(View{{"what", deliverable_in_words(of.visit, gathered.names.name(kind))}});
    const auto standing = mandates::standing_of(gathered, mandate, of.asking.today);
    const auto& first = gathered.text(mandate.steps.front()).item;
    return {{"address", mandate_address(gathered, step)},
            {"name", item.name},
            {"place", place_in_words(of.visit, gathered.names.name(act.paragraph))},
            {"lang", item.language},
            {"title", or_nothing(item.title)},
            {"words", of.details.beginning(step)},
            {"status", standing ? status_in_words(of.visit, standing->status) : std::string()},
            {"because", standing ? Value(because_in_words(of, mandate, *standing)) : Value("")},
            {"strength", of.visit.text("mandate.strength", {{"strength", fmt::format("level-{}", act.strength)}})},
            {"dues", std::move(dues)},
            {"deliverables", std::move(deliverables)},
            {"continuing", mandate.steps.size() > 1},
            {"texts", mandate.steps.size()},
            {"since", first.year ? of.visit.words.figures(std::to_string(*first.year)) : std::string()},
            {"unsure", act.unsure}};
}

}  // namespace comity::web
