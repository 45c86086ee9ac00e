// `/mandates/SYMBOL/acts/op16`: one mandate through its texts, each word tied to its paragraph, up to what it rests on and down to what was done.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/error.hpp"
#include "concordance/precedents.hpp"
#include "document/symbol.hpp"
#include "machinery/actors/process_permissions.hpp"
#include "machinery/mandates/judging.hpp"
#include "web/act_view.hpp"
#include "web/acts.hpp"
#include "web/choices.hpp"
#include "web/consulting.hpp"
#include "web/cooperating.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/register_pages.hpp"
#include "web/register_view.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

struct NamedMandate {
    mandates::Step step;
    std::uint32_t mandate = 0;
};

NamedMandate named(RegisterVisit& of) {
    const auto name = mandates::act_named(of.visit.rest);
    if (!name) throw SaidError(Fault::not_found, of.visit.text("mandate.no_such_address"));
    const auto item = of.visit.holdings().find(name->text);
    const auto step = of.gathered->find(item.number, name->paragraph, name->index);
    if (!step) throw SaidError(Fault::not_found, of.visit.text("mandate.no_such_act", {{"name", item.name}, {"paragraph", name->paragraph}}));
    return {*step, of.gathered->text(*step).mandate_of[step->act]};
}

/// The words of an act with those of its parts, each paragraph by itself.
List passages_of(const Visit& visit, const mandates::Detail& detail, const holdings::Item& item) {
    List passages;
    const auto add = [&](const std::string& paragraph, const std::string& words) {
        passages.push_back(View{{"place", place_in_words(visit, paragraph)}, {"address", address_of(item, paragraph)}, {"spans", Html{escaped(words)}}});
    };
    if (detail.act.verb.paragraph != detail.act.words.paragraph) add(detail.act.verb.paragraph, detail.act.verb.text + " …");
    add(detail.act.words.paragraph, detail.act.words.text);
    for (const auto& part : detail.act.parts) {
        if (const auto* paragraph = document::find_paragraph(*detail.document, part)) add(part, (paragraph->number ? *paragraph->number + " " : std::string()) + paragraph->text);
    }
    return passages;
}

Html change_html(const std::string& before, const std::string& now) {
    std::string html;
    for (const auto& span : concordance::spans_between(before, now)) {
        const std::string words = escaped(span.text);
        html += span.op == concordance::SpanOp::equal ? words : span.op == concordance::SpanOp::insert ? "<ins>" + words + "</ins>" : "<del>" + words + "</del>";
    }
    return {std::move(html)};
}

List changes_of(const Visit& visit, const mandates::Turn& turn) {
    List changes;
    const auto add = [&](bool is, std::string_view what) {
        if (is) changes.push_back(View{{"change", visit.text("mandate.change", {{"what", what}, {"before", turn.strength_before}, {"now", turn.strength}})}});
    };
    add(turn.missing_before, "came-back");
    add(turn.strength > turn.strength_before, "firmer");
    add(turn.strength < turn.strength_before, "less-firm");
    add(turn.verb && turn.strength == turn.strength_before, "verb");
    add(turn.asked, "asked");
    add(turn.deliverable, "deliverable");
    add(turn.due, "date");
    add(turn.expiry, "end");
    if (changes.empty()) add(turn.words, "words");
    if (changes.empty()) add(true, "none");
    return changes;
}

/// For template "delivery_forms": what a person can say of the documents that deliver what an act asks; with what was typed.
View saying_view(RegisterVisit& of, const mandates::Step& step, const http::Form& form) {
    const std::string act = mandates::address_of(*of.gathered, step);
    const bool typed = form.get("act") == act;
    return {{"act", act},
            {"id", fmt::format("{}-{}", step.text, step.act)},
            {"open", typed},
            {"told", deliveries_view(of, of.gathered->deliveries(step))},
            {"not_it", deliveries_view(of, of.gathered->denied(step))},
            {"typed_report", typed ? std::string(form.get("report")) : std::string()},
            {"typed_why", typed ? std::string(form.get("why")) : std::string()}};
}

/// What each text of the series made of it: of those in the record that have it the words, of the others that they don't have it.
class Years {
public:
    Years(RegisterVisit& of, std::uint32_t mandate, const http::Form& form) : of_(of), mandate_(of.gathered->mandates[mandate]), form_(form), turns_(mandates::turns_of(*of.gathered, mandate_)) {
        for (std::size_t i = 0; i < mandate_.steps.size(); ++i) step_of_.emplace(of.gathered->text(mandate_.steps[i]).item.number, i);
    }
    List all() {
        const auto& first = of_.gathered->text(mandate_.steps.front()).item;
        bool begun = false;
        for (const auto& member : of_.visit.holdings().series(first).members) {
            const auto step = member.item ? step_of_.find(member.item->number) : step_of_.end();
            begun = begun || step != step_of_.end();
            if (!begun) continue;  // before it there was nothing to tell of
            years_.push_back(step != step_of_.end() ? with(member, step->second) : without(member));
        }
        return std::move(years_);
    }

private:
    RegisterVisit& of_;
    const mandates::Line& mandate_;
    const http::Form& form_;
    std::vector<std::optional<mandates::Turn>> turns_;
    std::map<std::int64_t, std::size_t> step_of_;
    std::string before_;
    List years_;

    [[nodiscard]] View head(const holdings::Member& member) const {
        return {{"year", member.year ? of_.visit.words.figures(std::to_string(*member.year)) : std::string()},
                {"name", member.item ? member.item->name : member.symbol ? document::Symbol::from_canonical(*member.symbol).display() : std::string()},
                {"lang", member.item ? member.item->language : std::string("en")},
                {"date", member.date ? Value(*member.date) : Value("")}};
    }
    View with(const holdings::Member& member, std::size_t i) {
        const auto detail = of_.details.of(mandate_.steps[i]);
        const std::string now = mandates::words_of(detail);
        View view = head(member);
        view.put("address", address_of(*member.item, detail.act.paragraph));
        view.put("place", place_in_words(of_.visit, detail.act.paragraph));
        view.put("has", true);
        view.put("state", "");
        view.put("changes", turns_[i] ? changes_of(of_.visit, *turns_[i]) : List{View{{"change", of_.visit.text("mandate.change", {{"what", "first"}, {"before", 0}, {"now", 0}})}}});
        view.put("spans", before_.empty() ? Html{escaped(now)} : change_html(before_, now));
        view.put("deliveries", deliveries_view(of_, of_.gathered->deliveries(mandate_.steps[i])));
        // Of the latest it stands above.
        const bool asks = i + 1 < mandate_.steps.size() && of_.gathered->act(mandate_.steps[i]).asks();
        view.put("saying", asks ? Value(saying_view(of_, mandate_.steps[i], form_)) : Value(""));
        before_ = now;
        return view;
    }
    [[nodiscard]] View without(const holdings::Member& member) const {
        View view = head(member);
        view.put("address", member.item ? Value(address_of(*member.item)) : Value(""));
        view.put("place", "");
        view.put("has", false);
        view.put("state", of_.visit.text("mandate.not_here", {{"presence", member.status == holdings::Presence::in_record ? "held" : member.status == holdings::Presence::cited ? "cited" : "unknown"}}));
        view.put("changes", List{});
        view.put("spans", "");
        view.put("deliveries", List{});
        view.put("saying", "");
        return view;
    }
};

}  // namespace

namespace {

/// One page for both methods: the mandate, and a form as it was typed with what was wrong with it.
http::Response mandate_page(RegisterVisit& of, const http::Form& form, Html wrong, int status) {
    const Visit& visit = of.visit;
    const auto [asked_step, number] = named(of);
    const auto& gathered = *of.gathered;
    const auto& line = gathered.mandates[number];
    const auto step = line.steps.back();
    const auto& item = gathered.text(step).item;
    const auto detail = of.details.of(step);
    const auto standing = mandates::standing_of(gathered, line, of.asking.today);
    const auto implied = mandates::implied_recurrence(gathered, line);
    const std::string place = place_in_words(visit, detail.act.paragraph);
    List implied_texts, doubts;
    if (implied) {
        for (const auto text : implied->texts) implied_texts.push_back(View{{"name", gathered.texts[text].item.name}, {"address", address_of(gathered.texts[text].item)}});
    }
    for (const auto& doubt : detail.act.unsure) doubts.push_back(View{{"doubt", visit.text("mandate.doubt", {{"doubt", code_of(doubt)}})}});
    const std::string title = visit.text("mandate.title", {{"name", item.name}, {"place", place}});
    const std::string address = http::path_encoded(mandates::address_of(gathered, step));
    View view{{"heading", title},
              {"item", row_of(visit, item)},
              {"lang", item.language},
              {"passages", passages_of(visit, detail, item)},
              {"facts", act_facts(visit, item, detail.act)},
              {"status", standing ? status_in_words(visit, standing->status) : std::string()},
              {"because", standing ? Value(because_in_words(of, line, *standing)) : Value("")},
              {"asks_nothing", !standing},
              {"deliveries", standing ? deliveries_view(of, standing->deliveries) : List{}},
              {"denied", standing ? deliveries_view(of, gathered.denied(step)) : List{}},
              {"saying", standing ? Value(saying_view(of, step, form)) : Value("")},
              {"action", mandate_address(gathered, asked_step)},
              {"wrong", std::move(wrong)},
              {"replaced_address", line.replaced_by ? mandate_address(gathered, *line.replaced_by) : std::string()},
              {"replaced_name", line.replaced_by ? Value(untranslated(gathered.text(*line.replaced_by).item.name)) : Value("")},
              {"implied", implied ? visit.text("mandate.implied", {{"years", implied->years}, {"since", visit.words.figures(std::to_string(implied->since))}}) : std::string()},
              {"implied_texts", std::move(implied_texts)},
              {"doubts", std::move(doubts)},
              {"organization", detail.act.un_mandate},
              {"states", detail.act.recommendation_to_states},
              {"of_earlier", asked_step != step ? Value(untranslated(gathered.text(asked_step).item.name)) : Value("")},
              {"paragraph_address", address_of(item, detail.act.paragraph)},
              {"history_address", "/documents/" + http::path_encoded(item.address + "/paragraphs/" + detail.act.paragraph + "/history")},
              {"citing_address", item.symbol ? citing_address(*item.symbol) : std::string()},
              {"series_address", "/series/" + http::path_encoded(item.address)},
              {"of_text_address", "/mandates?text=" + http::query_encoded(item.address)},
              {"texts", line.steps.size()},
              {"years", Years(of, number, form).all()}};
    // Down the thread: what was done by the authority of these words, in any year.
    List held, done;
    for (const auto& each : line.steps) {
        const auto& text = gathered.text(each).item;
        for (const Value& call : calls_held(visit, text.symbol ? *text.symbol : text.sha256, of.details.of(each).act.paragraph)) held.push_back(call);
        for (const Value& deed : deeds_under(visit, text.symbol ? *text.symbol : text.sha256, of.details.of(each).act.paragraph)) done.push_back(deed);
    }
    view.put("held", std::move(held));
    view.put("deeds", std::move(done));
    view.put("prepare_address", web::may(visit, actors::consult) ? fmt::format("/consultations?document={}&paragraph={}", http::query_encoded(item.address), http::query_encoded(detail.act.paragraph)) : std::string());
    const bool may = may_act(visit);
    const auto recorded = entry_recorded(visit);
    view.put("receipt", recorded && recorded->kind == "delivery" ? Value(entry_view(visit, *recorded)) : Value(""));
    view.put("may", may);
    put_actor(visit, view);
    Page page{title, "mandates", "mandate", std::move(view), status};
    page.print_head = item.name;
    page.downloads.push_back({"json", "/api/v1/mandates/" + address});
    return may || status != 200 ? respond_with_form(visit, std::move(page)) : respond(visit, std::move(page));
}

/// The act that an address or a form names.
mandates::DeliveryRequest about_act(const Visit& visit, std::string_view address) {
    const auto name = mandates::act_named(address);
    if (!name) throw SaidError(Fault::not_found, visit.text("mandate.no_such_address"));
    mandates::DeliveryRequest request;
    request.document = name->text;
    request.paragraph = name->paragraph;
    request.index = name->index;
    return request;
}

mandates::DeliveryRequest request_from(const Visit& visit, const http::Form& form) {
    auto request = about_act(visit, form.get("act"));
    request.report = trimmed(form.get("report"));
    const std::string_view says = form.get("says");
    if (says != "yes" && says != "no" && says != "take-back") throw Error(Fault::bad_request, "the form does not say what is to be said of the document");
    request.says = says == "yes" ? mandates::SayDelivery::yes : says == "no" ? mandates::SayDelivery::no : mandates::SayDelivery::take_back;
    request.who = actor_of(visit);
    request.on_behalf_of = behalf_of(visit);
    if (const std::string why = trimmed(form.get("why")); !why.empty()) request.why = why;
    if (const auto seen = number_in(form.get("seen"))) request.seen_revision = *seen;
    return request;
}

}  // namespace

http::Response mandate(const Visit& visit) {
    RegisterVisit of(visit);
    return mandate_page(of, {}, {}, 200);
}

http::Response say_delivery(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    const auto again = [&](Html wrong, int status) {
        RegisterVisit of(visit);
        return mandate_page(of, form, std::move(wrong), status);
    };
    if (const auto refused = refusal(visit, actors::Permission::correct, form.get("token"))) return again({escaped(*refused)}, 403);
    try {
        const auto result = mandates::say_delivery(visit.holdings(), request_from(visit, form));
        return redirect(303, fmt::format("/mandates/{}?recorded={}#deliveries", http::path_encoded(visit.rest), result.position));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable || error.fault() == Fault::not_found) throw;
        return again(turned_away(visit, actors::Permission::correct, std::string(form.get("act")), as_handed_in(form), error), status_of(error.fault()));
    }
}

namespace api {

http::Response mandate(const Visit& visit) {
    RegisterVisit of(visit);
    json::Value value = mandates::history_json(*of.gathered, named(of).mandate, of.details, of.asking.today);
    if (visit.site.demonstration) value.put("invented", true);
    return as_json(value);
}

http::Response say_delivery(const Visit& visit) {
    const auto about = about_act(visit, visit.rest);
    try {
        json::Value sent = json::parse(visit.request.body);
        if (sent.as_object() == nullptr) throw Error(Fault::bad_request, "the body is no JSON object: {{\"report\": \"A/61/77\", \"says\": \"delivered\"}}");
        sent.put("document", about.document);
        sent.put("paragraph", about.paragraph);
        sent.put("index", about.index);
        sent.put("who", json::Value());
        auto request = mandates::delivery_request_from(sent);
        request.who = actor_of(visit);  // never what was sent
        request.on_behalf_of = behalf_of(visit);
        return as_json(mandates::to_json(mandates::say_delivery(visit.holdings(), request)), 201);
    } catch (const Error& error) {
        return turned_away_problem(visit, actors::Permission::correct, visit.rest, visit.request.body, error);
    }
}

}  // namespace api

}  // namespace comity::web::pages
