// `/requests`: requests for help that the visitor may see; `/requests/ID`: one of them, with the offers that fit it and what its State can do.
#include <algorithm>

#include <fmt/format.h>

#include "machinery/actors/process_permissions.hpp"
#include "machinery/cooperation/exporting.hpp"
#include "vocabulary/themes.hpp"
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

std::string stage_word(const Looking& looking, std::string_view stage) { return looking.visit.text("cooperation.stage", {{"code", code_of(stage)}}); }

co::NeedEntry need_asked(const Looking& looking) {
    auto one = co::need(looking.snapshot, looking.visit.rest, looking.viewer);
    if (!one) throw SaidError(Fault::not_found, looking.visit.text("sentence.help_request_unknown", {{"request", looking.visit.rest}}));
    return std::move(*one);
}

void put_need_fields(const Looking& looking, const http::Form& form, const co::Need& need, View& view) {
    put_fields(looking, form, need.matter, view);
    view.put("typed_priority", form.has("priority") ? std::string(form.get("priority")) : need.priority == 0 ? std::string() : std::to_string(need.priority));
    view.put("typed_contact", form.has("contact") ? std::string(form.get("contact")) : need.contact);
}

http::Response list_page(const Looking& looking, const http::Form& form, Html wrong, int status) {
    const Visit& visit = looking.visit;
    if (visit.query.get("format") == "csv") return as_csv(visit, "requests", co::rows_of({looking.snapshot, looking.words(), looking.today(), ""}, co::needs(looking.snapshot, looking.words(), looking.viewer, looking.language())));
    check_is_page(visit);
    const auto part = co::needs_shown(viewing(looking), range_of(visit));
    List rows;
    for (const auto& one : part.shown) {
        const co::Need& need = one.value;
        rows.push_back(View{{"address", help_address(looking, "request", need.id)}, {"title", need.matter.title}, {"who", looking.name(need.state)}, {"stage", stage_word(looking, name_of(stage_of(need)))},
                            {"more", need.priority == 0 ? std::string() : visit.text("cooperation.priority_of", {{"priority", need.priority}})}});
    }
    View view{{"heading", visit.text("cooperation.requests")}, {"lead", visit.text("cooperation.requests_lead")}, {"none", visit.text("cooperation.requests_none")}, {"rows", std::move(rows)}, {"pager", pager(visit.query, visit.path, paging_of(visit.query), part.total)}, {"wrong", std::move(wrong)},
              {"opens", looking.acts() && looking.viewer.starts_with("state:")}, {"action", "/requests"}, {"form_heading", visit.text("cooperation.open_request")}, {"form_explained", visit.text("cooperation.open_request_explained")},
              {"form_act", "open request"}, {"form_go", visit.text("cooperation.open_request_go")}, {"names_it", true}, {"of_need", true}, {"of_offer", false}, {"of_measure", false}, {"revision", ""}};
    put_need_fields(looking, form, {}, view);
    put_looking(looking, view);
    Page page{visit.text("cooperation.requests"), "cooperation", "help_list", std::move(view), status};
    page.downloads = {{"csv", in_format(visit, "csv")}, {"json", "/api/v1/requests" + looking.suffix}};
    return respond_with_form(visit, std::move(page));
}

/// The weights of the address: "theme=5". What is no weight is refused there.
co::Weights weights_of(const Visit& visit) {
    co::Weights weights = co::standard_weights();
    for (const auto& [reason, weight] : co::standard_weights()) {
        if (const std::string typed = trimmed(visit.query.get(reason)); !typed.empty()) co::change(weights, fmt::format("{}={}", reason, typed));
    }
    return weights;
}

/// A span of days as reasons have it, open where two points stand: "2031-01-01/..".
std::string days_in_words(const Looking& looking, std::string_view span) {
    const std::size_t slash = span.find('/');
    const auto end = [](std::string_view day) { return day == ".." ? std::string_view() : day; };
    return looking.days(end(span.substr(0, slash)), end(span.substr(slash + 1)));
}

/// What was carried out before: an agreement by its title, a recommendation by its id, else the words of who offers.
Html experience_in_words(const Looking& looking, const std::string& one, bool is_recommendation) {
    if (const auto agreed = co::agreement(looking.snapshot, one, looking.viewer)) return {fmt::format("<a href=\"{}\">{}</a>", escaped(help_address(looking, "agreement", one)), escaped(agreed->value.matter.title))};
    if (is_recommendation) return {fmt::format("<a href=\"{}\">{}</a>", escaped("/recommendations/" + http::path_encoded(one)), untranslated(one).markup)};
    return {escaped(one)};
}

Html what_in_words(const Looking& looking, const co::Reason& reason) {
    std::string out;
    for (const std::string& one : reason.what) {
        Html words{escaped(one)};
        if (reason.code == "theme") {
            const auto* theme = vocabulary::standard_themes().theme(one);
            if (theme != nullptr) words = {escaped(vocabulary::shown_name(*theme, looking.language()))};
        } else if (reason.code == "form") {
            words = {escaped(co::form_name(one, looking.language()))};
        } else if (reason.code == "language") {
            words = {escaped(language_in_words(looking.visit, one))};
        } else if (reason.code == "time") {
            words = {escaped(days_in_words(looking, one))};
        } else {
            words = experience_in_words(looking, one, reason.code == "recommendation");
        }
        out += (out.empty() ? "" : "; ") + words.markup;
    }
    return {std::move(out)};
}

Html piece_in_words(const Looking& looking, const co::Piece& piece) {
    const std::string form = co::form_name(piece.form, looking.language());
    const auto* theme = vocabulary::standard_themes().theme(piece.theme);
    if (piece.theme.empty()) return {escaped(form)};
    return looking.visit.html("cooperation.piece", {{"form", form}, {"theme", theme == nullptr ? piece.theme : vocabulary::shown_name(*theme, looking.language())}});
}

constexpr std::size_t suggestions_shown = 20, offers_told = 10;

void put_matches(const Looking& looking, const co::Need& need, View& view) {
    const Visit& visit = looking.visit;
    const co::Weights weights = weights_of(visit);
    Paging paging = paging_of(visit.query);
    paging.limit = suggestions_shown;
    const co::Fitting found = co::fitting(viewing(looking), need, weights, {paging.offset, paging.limit});
    const auto shown = [&](std::size_t i) {
        const co::Offer& offer = found.offers[i];
        return View{{"address", help_address(looking, "offer", offer.id)}, {"id", offer.id}, {"title", offer.matter.title}, {"who", looking.name(offer.actor)}};
    };
    List suggested, weighed, sets, missing, several;
    for (const auto& one : found.suggestions) {
        View row = shown(one.offer);
        List reasons;
        for (const auto& reason : one.reasons) reasons.push_back(View{{"reason", visit.text("cooperation.reason", {{"code", reason.code}})}, {"weight", reason.weight}, {"what", what_in_words(looking, reason)}});
        row.put("reasons", std::move(reasons));
        suggested.push_back(std::move(row));
    }
    for (const auto& [reason, weight] : weights) weighed.push_back(View{{"name", reason}, {"label", visit.text("cooperation.reason", {{"code", reason}})}, {"value", weight}});
    for (const auto& set : found.coverage.smallest) {
        List members;
        for (const std::size_t i : set) members.push_back(shown(i));
        sets.push_back(View{{"members", std::move(members)}});
    }
    for (const auto& piece : found.coverage.missing) missing.push_back(View{{"piece", piece_in_words(looking, piece)}});
    for (const auto& [piece, which] : found.coverage.several) {
        List members;
        for (std::size_t i = 0; i < std::min(which.size(), offers_told); ++i) members.push_back(shown(which[i]));
        several.push_back(View{{"piece", piece_in_words(looking, piece)}, {"members", std::move(members)}, {"and_others", which.size() > offers_told}});
    }
    view.put("offered", !found.coverage.smallest.empty());
    view.put("least", weights.at("least"));
    View part = pager(visit.query, visit.path, paging, paging.offset + found.suggestions.size() + (found.more ? 1 : 0));
    part.put("from", paging.offset + 1);
    part.put("to", paging.offset + found.suggestions.size());
    view.put("suggested_part", std::move(part));
    view.put("suggested", std::move(suggested));
    view.put("weighed", std::move(weighed));
    view.put("sets", std::move(sets));
    view.put("exact", found.coverage.exact);
    view.put("missing", std::move(missing));
    view.put("several", std::move(several));
}

http::Response need_page(const Looking& looking, const co::NeedEntry& one, const http::Form& form, Html wrong, int status) {
    const Visit& visit = looking.visit;
    const co::Need& need = one.value;
    const bool own = looking.acts() && need.state == looking.viewer;
    List shared, agreed;
    for (const auto& actor : own ? need.shared_with : std::vector<std::string>()) shared.push_back(View{{"who", looking.name(actor)}});
    for (const auto& each : co::agreements_for(viewing(looking), need.id)) {
        agreed.push_back(View{{"address", help_address(looking, "agreement", each.value.id)}, {"title", each.value.matter.title}, {"stage", stage_word(looking, name_of(stage_of(each.value)))}});
    }
    const auto recorded = entry_recorded(visit);
    View view{{"receipt", recorded && co::is_of_cooperation(recorded->kind) ? Value(entry_view(visit, *recorded)) : Value("")},
              {"wrong", std::move(wrong)},
              {"id", need.id},
              {"who", looking.name(need.state)},
              {"stage", stage_word(looking, name_of(stage_of(need)))},
              {"priority", need.priority == 0 ? Value("") : Value(need.priority)},
              {"contact", need.contact},
              {"own", own},
              {"acts_now", own && !need.withdrawn},
              {"unknown_to_others", own && stage_of(need) == co::NeedStage::prepared},
              {"shared", std::move(shared)},
              {"agreed", std::move(agreed)},
              {"history", history_of(visit, looking.snapshot, {co::need_subject(need.id), co::published_need_subject(need.id)})},
              {"revision", std::to_string(one.revision)},
              {"address", "/requests/" + http::path_encoded(need.id)},
              {"action", "/requests/" + http::path_encoded(need.id)},
              {"opens", own && !need.withdrawn},
              {"form_heading", visit.text("cooperation.change")},
              {"form_explained", visit.text("cooperation.change_request_explained")},
              {"form_act", "change request"},
              {"form_go", visit.text("cooperation.change")},
              {"names_it", false},
              {"of_need", true},
              {"of_offer", false},
              {"of_measure", false},
              {"typed_with", form.get("with")},
              {"typed_facilitators", form.get("facilitators")},
              {"typed_grouping", form.get("grouping")},
              {"typed_grouping_day", form.get("grouping_day")}};
    put_matter(looking, need.matter, view);
    put_need_fields(looking, form.get("act") == "change request" ? form : http::Form(), need, view);
    view.put("typed_name", form.get("name"));
    put_matches(looking, need, view);
    put_looking(looking, view);
    Page page{need.matter.title, "cooperation", "request", std::move(view), status};
    page.downloads = {{"json", "/api/v1" + help_address(looking, "request", need.id)}};
    http::Response response = respond_with_form(visit, std::move(page));
    response.set("Cache-Control", "no-store");
    return response;
}

}  // namespace

http::Response requests_list(const Visit& visit) {
    const Looking looking(visit);
    return list_page(looking, visit.query, {}, 200);
}

http::Response request_opened(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    const Looking looking(visit, form);
    if (const auto refused = refusal(visit, actors::cooperate, form.get("token"))) return given_back(visit, list_page(looking, form, {escaped(*refused)}, 403), form);
    try {
        const auto done = co::perform(visit.holdings(), request_of(looking, form, "open request", trimmed(form.get("name"))), clock_of(visit));
        const std::string id = done.subject.substr(done.subject.find(':') + 1);
        return redirect(303, fmt::format("{}{}recorded={}", help_address(looking, "request", id), looking.suffix.empty() ? "?" : "&", done.position));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        return given_back(visit, list_page(looking, form, help_refused(looking, form, error), status_of(error.fault())), form, error);
    }
}

http::Response request(const Visit& visit) {
    const Looking looking(visit);
    return need_page(looking, need_asked(looking), visit.query, {}, 200);
}

http::Response request_sent(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    const Looking looking(visit, form);
    const co::NeedEntry one = need_asked(looking);
    const auto again = [&](Html wrong, int status) {
        const Looking now(visit, form);
        return need_page(now, need_asked(now), form, std::move(wrong), status);
    };
    if (const auto refused = refusal(visit, actors::cooperate, form.get("token"))) return given_back(visit, again({escaped(*refused)}, 403), form);
    const std::string act(form.get("act"));
    const bool accepts = act == "accept";
    try {
        auto request = request_of(looking, form, act, accepts ? trimmed(form.get("name")) : one.value.id);
        if (accepts) {
            request.fields.put("request", one.value.id);
            request.seen_revision.reset();
        }
        const auto done = co::perform(visit.holdings(), request, clock_of(visit));
        const std::string address = accepts ? help_address(looking, "agreement", done.subject.substr(done.subject.find(':') + 1)) : help_address(looking, "request", one.value.id);
        return redirect(303, fmt::format("{}{}recorded={}", address, looking.suffix.empty() ? "?" : "&", done.position));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        return given_back(visit, again(help_refused(looking, form, error), status_of(error.fault())), form, error);
    }
}

}  // namespace comity::web::pages
