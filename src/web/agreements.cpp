// `/agreements`: those that the visitor may see; `/agreements/ID`: one of them, with what its parties say of it side by side, and what each can do.
#include <algorithm>

#include <fmt/format.h>

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
using Stage = co::AgreementStage;

constexpr std::array<std::string_view, 3> roles = {"beneficiary", "provider", "facilitator"};
constexpr std::array<std::string_view, 6> kinds = {"north-south", "south-south", "triangular", "north-north", "multilateral", "not stated"};

std::string stage_word(const Looking& looking, const co::Agreement& made) { return looking.visit.text("cooperation.stage", {{"code", code_of(name_of(stage_of(made)))}}); }

http::Response iati(const Looking& looking, const std::vector<co::AgreementEntry>& all) {
    const std::string xml = co::iati_of({looking.snapshot, looking.words(), looking.today(), looking.visit.site.demonstration ? looking.visit.text("demonstration.notice") : std::string()}, all);
    if (xml.empty()) throw SaidError(Fault::not_found, looking.visit.text("cooperation.iati_none"));
    return download("application/xml", "agreements-iati.xml", xml);
}

co::AgreementEntry agreement_asked(const Looking& looking) {
    auto one = co::agreement(looking.snapshot, looking.visit.rest, looking.viewer);
    if (!one) throw SaidError(Fault::not_found, looking.visit.text("sentence.help_agreement_unknown", {{"agreement", looking.visit.rest}}));
    return std::move(*one);
}

void put_parties(const Looking& looking, const co::Agreement& made, View& view) {
    const Visit& visit = looking.visit;
    List parties, outcomes;
    for (const auto& party : made.parties) {
        parties.push_back(View{{"who", looking.name(party.actor)}, {"role", visit.text("cooperation.role", {{"code", party.role.empty() ? std::string("none") : party.role}})}, {"answer", visit.text("cooperation.answer", {{"code", party.answer}})},
                               {"publishes", party.publishes}});
        if (party.outcome) outcomes.push_back(outcome_view(looking, party.actor, *party.outcome));
    }
    view.put("parties", std::move(parties));
    view.put("outcomes", std::move(outcomes));
    view.put("differ", stage_of(made) == Stage::parties_differ);
}

void put_kind(const Looking& looking, const co::Agreement& made, View& view) {
    const Visit& visit = looking.visit;
    const auto& directory = vocabulary::directory_of(looking.words());
    const auto kind = co::kind_of(made, directory);
    view.put("kind", visit.text("cooperation.kind", {{"code", code_of(kind.kind)}}));
    view.put("because", visit.text("cooperation.because", {{"code", code_of(kind.because)}}));
    view.put("kind_why", made.kind_why);
    view.put("level", visit.text("cooperation.level", {{"code", co::level_of(made, directory)}}));
    view.put("level_why", made.level_why);
    view.put("grouping", made.grouping.group.empty() ? Value("") : Value(looking.name(made.grouping.group)));
    view.put("grouping_on", looking.day(made.grouping.day));
}

/// What the party on whose behalf the page is looked at can do now.
void put_acts(const Looking& looking, const co::Agreement& made, const http::Form& form, View& view) {
    const Stage stage = stage_of(made);
    const co::Party* own = looking.acts() ? made.party(looking.viewer) : nullptr;
    const bool goes_on = own != nullptr && stage != Stage::refused && stage != Stage::withdrawn;
    view.put("answers", goes_on && own->answer == "silent");
    view.put("reports", goes_on && stage != Stage::proposed);
    view.put("reports_of", "agreement");
    view.put("says", goes_on);
    view.put("publishes_now", own != nullptr && !own->publishes);
    view.put("withdraws", goes_on);
    view.put("roles", help_choices(looking.visit, roles, "cooperation.role", own == nullptr ? std::string_view() : std::string_view(own->role)));
    view.put("kinds", help_choices(looking.visit, kinds, "cooperation.kind", made.kind_said));
    view.put("levels", help_choices(looking.visit, co::levels(), "cooperation.level", made.level_said));
    view.put("typed_grouping", form.has("grouping") ? std::string(form.get("grouping")) : made.grouping.group.empty() ? std::string() : looking.plain_name(made.grouping.group));
    view.put("typed_grouping_day", form.has("grouping_day") ? std::string(form.get("grouping_day")) : made.grouping.day);
    view.put("typed_why", form.get("why"));
}

http::Response agreement_page(const Looking& looking, const co::AgreementEntry& one, const http::Form& form, Html wrong, int status) {
    const Visit& visit = looking.visit;
    const co::Agreement& made = one.value;
    const auto need = co::need(looking.snapshot, made.need, looking.viewer);
    List offers;
    for (const auto& id : made.offers) {
        if (const auto offer = co::offer(looking.snapshot, id)) offers.push_back(View{{"address", help_address(looking, "offer", id)}, {"title", offer->value.matter.title}, {"who", looking.name(offer->value.actor)}});
    }
    const auto recorded = entry_recorded(visit);
    View view{{"receipt", recorded && co::is_of_cooperation(recorded->kind) ? Value(entry_view(visit, *recorded)) : Value("")},
              {"wrong", std::move(wrong)},
              {"id", made.id},
              {"stage", stage_word(looking, made)},
              {"withdrawn_why", made.withdrawn_why},
              {"need_address", need ? help_address(looking, "request", made.need) : std::string()},
              {"need_title", need ? need->value.matter.title : std::string()},
              {"offers", std::move(offers)},
              {"closed", !co::is_published(made)},
              {"history", history_of(visit, looking.snapshot, {co::agreement_subject(made.id), co::published_agreement_subject(made.id)})},
              {"action", "/agreements/" + http::path_encoded(made.id)}};
    put_matter(looking, made.matter, view);
    put_parties(looking, made, view);
    put_kind(looking, made, view);
    put_acts(looking, made, form, view);
    put_steps(looking, made.steps, form, view);
    put_looking(looking, view);
    Page page{made.matter.title, "cooperation", "agreement", std::move(view), status};
    page.downloads = {{"json", "/api/v1" + help_address(looking, "agreement", made.id)}};
    if (stage_of(made) != Stage::proposed && stage_of(made) != Stage::refused) page.downloads.push_back({"iati", help_address(looking, "agreement", made.id) + (looking.suffix.empty() ? "?" : "&") + "format=iati"});
    http::Response response = respond_with_form(visit, std::move(page));
    response.set("Cache-Control", "no-store");
    return response;
}

}  // namespace

http::Response agreements_list(const Visit& visit) {
    const Looking looking(visit);
    if (visit.query.get("format") == "csv") return as_csv(visit, "agreements", co::rows_of({looking.snapshot, looking.words(), looking.today(), ""}, co::agreements(looking.snapshot, looking.words(), looking.viewer, looking.language())));
    if (visit.query.get("format") == "iati") return iati(looking, co::agreements(looking.snapshot, looking.words(), looking.viewer, looking.language()));
    check_is_page(visit);
    const auto part = co::agreements_shown(viewing(looking), range_of(visit));
    const auto& directory = vocabulary::directory_of(looking.words());
    List rows;
    for (const auto& one : part.shown) {
        List who;
        for (const auto& party : one.value.parties) who.push_back(View{{"who", looking.name(party.actor)}});
        rows.push_back(View{{"address", help_address(looking, "agreement", one.value.id)}, {"title", one.value.matter.title}, {"parties", std::move(who)}, {"stage", stage_word(looking, one.value)},
                            {"kind", visit.text("cooperation.kind", {{"code", code_of(co::kind_of(one.value, directory).kind)}})}, {"level", visit.text("cooperation.level", {{"code", co::level_of(one.value, directory)}})}});
    }
    View view{{"rows", std::move(rows)}, {"pager", pager(visit.query, visit.path, paging_of(visit.query), part.total)}};
    put_looking(looking, view);
    Page page{visit.text("cooperation.agreements"), "cooperation", "agreements", std::move(view)};
    page.downloads = {{"csv", in_format(visit, "csv")}, {"json", "/api/v1/agreements" + looking.suffix}, {"iati", in_format(visit, "iati")}};
    return respond(visit, std::move(page));
}

http::Response agreement(const Visit& visit) {
    const Looking looking(visit);
    const co::AgreementEntry one = agreement_asked(looking);
    if (visit.query.get("format") == "iati") return iati(looking, {one});
    check_is_page(visit);
    return agreement_page(looking, one, visit.query, {}, 200);
}

http::Response agreement_sent(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    const Looking looking(visit, form);
    const co::AgreementEntry one = agreement_asked(looking);
    const auto again = [&](Html wrong, int status) {
        const Looking now(visit, form);
        return agreement_page(now, agreement_asked(now), form, std::move(wrong), status);
    };
    if (const auto refused = refusal(visit, actors::cooperate, form.get("token"))) return given_back(visit, again({escaped(*refused)}, 403), form);
    std::string act(form.get("act"));
    if (act == "add step" && !form.get("number").empty()) act = "change step";
    try {
        const auto done = co::perform(visit.holdings(), request_of(looking, form, act, one.value.id), clock_of(visit));
        return redirect(303, fmt::format("{}{}recorded={}", help_address(looking, "agreement", one.value.id), looking.suffix.empty() ? "?" : "&", done.position));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        return given_back(visit, again(help_refused(looking, form, error), status_of(error.fault())), form, error);
    }
}

}  // namespace comity::web::pages
