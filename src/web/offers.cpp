// `/offers` and `/measures`: what is offered, what is done against crises; each of them with what its own actor can do.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "machinery/actors/process_permissions.hpp"
#include "machinery/cooperation/exporting.hpp"
#include "web/acts.hpp"
#include "web/consulting.hpp"
#include "web/cooperating.hpp"
#include "web/exports.hpp"
#include "web/given_back.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

namespace co = comity::cooperation;

constexpr std::array<std::string_view, 2> offered_roles = {"provider", "facilitator"};

std::string stage_word(const Looking& looking, std::string_view stage) { return looking.visit.text("cooperation.stage", {{"code", code_of(stage)}}); }
std::string typed(const http::Form& form, std::string_view name, const std::string& stands) { return form.has(name) ? std::string(form.get(name)) : stands; }

void put_offer_fields(const Looking& looking, const http::Form& form, const co::Offer& offer, View& view) {
    put_fields(looking, form, offer.matter, view);
    std::string experience;
    for (const auto& one : offer.experience) experience += fmt::format("{} | {} | {}\n", one.words, one.recommendation, one.evidence);
    view.put("typed_capacity", typed(form, "capacity", offer.capacity));
    view.put("typed_experience", typed(form, "experience", experience));
    view.put("offer_roles", help_choices(looking.visit, offered_roles, "cooperation.role", typed(form, "role", offer.role)));
}

void put_measure_fields(const Looking& looking, const http::Form& form, const co::Measure& measure, View& view) {
    put_fields(looking, form, measure.matter, view);
    view.put("typed_crisis", typed(form, "crisis", measure.crisis));
    view.put("typed_persons", typed(form, "persons", fmt::format("{}", fmt::join(measure.persons, "; "))));
    view.put("typed_review", typed(form, "review", measure.review));
    view.put("typed_agreement", typed(form, "agreement", measure.agreement));
}

/// What forms of one kind have for template "help_form".
void put_form(const Looking& looking, std::string_view of, bool begins, View& view) {
    const Visit& visit = looking.visit;
    const bool of_offer = of == "offer";
    view.put("of_need", false);
    view.put("of_offer", of_offer);
    view.put("of_measure", !of_offer);
    view.put("names_it", begins);
    view.put("form_heading", visit.text(!begins ? "cooperation.change" : of_offer ? "cooperation.open_offer" : "cooperation.record_measure"));
    view.put("form_explained", visit.text(of_offer ? "cooperation.open_offer_explained" : "cooperation.record_measure_explained"));
    view.put("form_act", !begins ? of_offer ? "change offer" : "change measure" : of_offer ? "open offer" : "record measure");
    view.put("form_go", visit.text(!begins ? "cooperation.change" : of_offer ? "cooperation.open_offer_go" : "cooperation.record_measure_go"));
}

http::Response offers_page(const Looking& looking, const http::Form& form, Html wrong, int status) {
    const Visit& visit = looking.visit;
    if (visit.query.get("format") == "csv") return as_csv(visit, "offers", co::rows_of({looking.snapshot, looking.words(), looking.today(), ""}, co::offers(looking.snapshot, looking.words(), looking.language())));
    check_is_page(visit);
    const auto part = co::offers_shown(viewing(looking), range_of(visit));
    List rows;
    for (const auto& one : part.shown) {
        rows.push_back(View{{"address", help_address(looking, "offer", one.value.id)}, {"title", one.value.matter.title}, {"who", looking.name(one.value.actor)}, {"stage", stage_word(looking, one.value.withdrawn ? "withdrawn" : "open")},
                            {"more", visit.text("cooperation.role", {{"code", one.value.role}})}});
    }
    View view{{"heading", visit.text("cooperation.offers")}, {"lead", visit.text("cooperation.offers_lead")}, {"none", visit.text("cooperation.offers_none")}, {"rows", std::move(rows)}, {"pager", pager(visit.query, visit.path, paging_of(visit.query), part.total)}, {"wrong", std::move(wrong)}, {"opens", looking.acts()}, {"action", "/offers"}, {"revision", ""}};
    put_form(looking, "offer", true, view);
    put_offer_fields(looking, form, {}, view);
    put_looking(looking, view);
    Page page{visit.text("cooperation.offers"), "cooperation", "help_list", std::move(view), status};
    page.downloads = {{"csv", in_format(visit, "csv")}, {"json", "/api/v1/offers"}};
    return respond_with_form(visit, std::move(page));
}

co::OfferEntry offer_asked(const Looking& looking) {
    auto one = co::offer(looking.snapshot, looking.visit.rest);
    if (!one) throw SaidError(Fault::not_found, looking.visit.text("sentence.help_offer_unknown", {{"offer", looking.visit.rest}}));
    return std::move(*one);
}

http::Response offer_page(const Looking& looking, const co::OfferEntry& one, const http::Form& form, Html wrong, int status) {
    const Visit& visit = looking.visit;
    const co::Offer& offer = one.value;
    List experience;
    for (const auto& each : offer.experience) {
        experience.push_back(View{{"experience", each.words}, {"recommendation", each.recommendation}, {"recommendation_address", "/recommendations/" + http::path_encoded(each.recommendation)}, {"evidence", each.evidence}});
    }
    const auto recorded = entry_recorded(visit);
    View view{{"receipt", recorded && recorded->subject == one.subject ? Value(entry_view(visit, *recorded)) : Value("")},
              {"wrong", std::move(wrong)},
              {"id", offer.id},
              {"who", looking.name(offer.actor)},
              {"stage", stage_word(looking, offer.withdrawn ? "withdrawn" : "open")},
              {"role", visit.text("cooperation.role", {{"code", offer.role}})},
              {"capacity", offer.capacity},
              {"experiences", std::move(experience)},
              {"opens", looking.acts() && offer.actor == looking.viewer && !offer.withdrawn},
              {"history", history_of(visit, looking.snapshot, {one.subject})},
              {"revision", std::to_string(one.revision)},
              {"action", "/offers/" + http::path_encoded(offer.id)}};
    put_form(looking, "offer", false, view);
    put_matter(looking, offer.matter, view);
    put_offer_fields(looking, form, offer, view);
    put_looking(looking, view);
    Page page{offer.matter.title, "cooperation", "offer", std::move(view), status};
    page.downloads = {{"json", "/api/v1" + help_address(looking, "offer", offer.id)}};
    return respond_with_form(visit, std::move(page));
}

http::Response measures_page(const Looking& looking, const http::Form& form, Html wrong, int status) {
    const Visit& visit = looking.visit;
    if (visit.query.get("format") == "csv") return as_csv(visit, "measures", co::rows_of({looking.snapshot, looking.words(), looking.today(), ""}, co::measures(looking.snapshot, looking.words(), looking.language())));
    check_is_page(visit);
    const auto part = co::measures_shown(viewing(looking), range_of(visit));
    List rows;
    for (const auto& one : part.shown) {
        rows.push_back(View{{"address", help_address(looking, "measure", one.value.id)}, {"title", one.value.matter.title}, {"who", looking.name(one.value.actor)}, {"stage", stage_word(looking, stage_at(one.value, looking.today()))},
                            {"more", visit.text("cooperation.against", {{"crisis", one.value.crisis}})}});
    }
    View view{{"heading", visit.text("cooperation.measures")}, {"lead", visit.text("cooperation.measures_lead")}, {"none", visit.text("cooperation.measures_none")}, {"rows", std::move(rows)}, {"pager", pager(visit.query, visit.path, paging_of(visit.query), part.total)}, {"wrong", std::move(wrong)}, {"opens", looking.acts()}, {"action", "/measures"}, {"revision", ""}};
    put_form(looking, "measure", true, view);
    put_measure_fields(looking, form, {}, view);
    put_looking(looking, view);
    Page page{visit.text("cooperation.measures"), "cooperation", "help_list", std::move(view), status};
    page.downloads = {{"csv", in_format(visit, "csv")}, {"json", "/api/v1/measures"}};
    return respond_with_form(visit, std::move(page));
}

co::MeasureEntry measure_asked(const Looking& looking) {
    auto one = co::measure(looking.snapshot, looking.visit.rest);
    if (!one) throw SaidError(Fault::not_found, looking.visit.text("sentence.help_measure_unknown", {{"measure", looking.visit.rest}}));
    return std::move(*one);
}

http::Response measure_page(const Looking& looking, const co::MeasureEntry& one, const http::Form& form, Html wrong, int status) {
    const Visit& visit = looking.visit;
    const co::Measure& made = one.value;
    const bool own = looking.acts() && made.actor == looking.viewer && !made.ended;
    List persons, outcomes;
    for (const auto& person : made.persons) persons.push_back(View{{"person", person}});
    if (made.outcome) outcomes.push_back(outcome_view(looking, made.actor, *made.outcome));
    const auto recorded = entry_recorded(visit);
    View view{{"receipt", recorded && recorded->subject == one.subject ? Value(entry_view(visit, *recorded)) : Value("")},
              {"wrong", std::move(wrong)},
              {"id", made.id},
              {"who", looking.name(made.actor)},
              {"stage", stage_word(looking, stage_at(made, looking.today()))},
              {"level", visit.text("cooperation.level", {{"code", co::level_of(made, vocabulary::directory_of(looking.words()))}})},
              {"level_why", made.level_why},
              {"crisis", made.crisis},
              {"persons", std::move(persons)},
              {"review", looking.day(made.review)},
              {"agreement", made.agreement},
              {"agreement_address", made.agreement.empty() ? std::string() : help_address(looking, "agreement", made.agreement)},
              {"outcomes", std::move(outcomes)},
              {"differ", false},
              {"opens", own},
              {"reports", own},
              {"reports_of", "measure"},
              {"history", history_of(visit, looking.snapshot, {one.subject})},
              {"revision", std::to_string(one.revision)},
              {"action", "/measures/" + http::path_encoded(made.id)}};
    put_form(looking, "measure", false, view);
    put_matter(looking, made.matter, view);
    put_measure_fields(looking, form.get("act") == "change measure" ? form : http::Form(), made, view);
    put_steps(looking, made.steps, form, view);
    put_looking(looking, view);
    Page page{made.matter.title, "cooperation", "measure", std::move(view), status};
    page.downloads = {{"json", "/api/v1" + help_address(looking, "measure", made.id)}};
    return respond_with_form(visit, std::move(page));
}

/// One way for all forms of offers and measures: acts, and goes back to the thing; what was refused stands in its form.
template <typename Again>
http::Response sent(const Looking& looking, const http::Form& form, std::string_view kind, std::string act, const std::string& about, const Again& again) {
    const Visit& visit = looking.visit;
    if (act == "add step" && !form.get("number").empty()) act = "change step";
    if (const auto refused = refusal(visit, actors::cooperate, form.get("token"))) return given_back(visit, again(Html{escaped(*refused)}, 403), form);
    try {
        const auto done = co::perform(visit.holdings(), request_of(looking, form, act, about), clock_of(visit));
        return redirect(303, fmt::format("{}{}recorded={}", help_address(looking, kind, done.subject.substr(done.subject.find(':') + 1)), looking.suffix.empty() ? "?" : "&", done.position));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        return given_back(visit, again(help_refused(looking, form, error), status_of(error.fault())), form, error);
    }
}

}  // namespace

http::Response offers_list(const Visit& visit) {
    const Looking looking(visit);
    return offers_page(looking, visit.query, {}, 200);
}

http::Response offer_opened(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    const Looking looking(visit, form);
    return sent(looking, form, "offer", "open offer", trimmed(form.get("name")), [&](Html wrong, int status) { return offers_page(looking, form, std::move(wrong), status); });
}

http::Response offer(const Visit& visit) {
    const Looking looking(visit);
    return offer_page(looking, offer_asked(looking), visit.query, {}, 200);
}

http::Response offer_sent(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    const Looking looking(visit, form);
    const co::OfferEntry one = offer_asked(looking);
    return sent(looking, form, "offer", std::string(form.get("act")), one.value.id, [&](Html wrong, int status) { return offer_page(looking, offer_asked(looking), form, std::move(wrong), status); });
}

http::Response measures_list(const Visit& visit) {
    const Looking looking(visit);
    return measures_page(looking, visit.query, {}, 200);
}

http::Response measure_recorded(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    const Looking looking(visit, form);
    return sent(looking, form, "measure", "record measure", trimmed(form.get("name")), [&](Html wrong, int status) { return measures_page(looking, form, std::move(wrong), status); });
}

http::Response measure(const Visit& visit) {
    const Looking looking(visit);
    return measure_page(looking, measure_asked(looking), visit.query, {}, 200);
}

http::Response measure_sent(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    const Looking looking(visit, form);
    const co::MeasureEntry one = measure_asked(looking);
    return sent(looking, form, "measure", std::string(form.get("act")), one.value.id, [&](Html wrong, int status) { return measure_page(looking, measure_asked(looking), form, std::move(wrong), status); });
}

}  // namespace comity::web::pages
