// Acts of reviews, follow-up and cooperation by the API, and what a State's own program reads of its follow-up.
#include "web/sent_act.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "json/members.hpp"
#include "machinery/actors/process_permissions.hpp"
#include "machinery/followup/followup.hpp"
#include "machinery/followup/keeping.hpp"
#include "web/consulting.hpp"
#include "web/cooperating.hpp"
#include "web/followup.hpp"
#include "web/reviewing.hpp"
#include "web/visitors.hpp"

namespace comity::web {

SentAct act_sent(const Visit& visit) {
    const json::Value sent = json::parse(visit.request.body);
    const auto* members = sent.as_object();
    if (members == nullptr) throw Error(Fault::bad_request, "the body is no JSON object: {{\"act\": \"...\"}}");
    SentAct made;
    made.act = json::needed_text(sent, "act");
    made.name = sent.text("name");
    made.why = json::maybe_text(sent, "why");
    if (const auto* seen = sent["seen_revision"].as_integer()) made.seen_revision = *seen;
    for (const auto& [name, value] : *members) {
        if (name == "act" || name == "name" || name == "why" || name == "seen_revision") continue;
        const auto* number = value.as_integer();
        made.fields.put(name, number == nullptr ? value : json::Value(std::to_string(*number)));
    }
    return made;
}

}  // namespace comity::web

namespace comity::web::pages::api {

namespace {

namespace co = comity::cooperation;

/// Nobody but whoever asked may keep it.
http::Response own(http::Response response) {
    response.set("Cache-Control", "private, no-store");
    return response;
}

json::Value json_of(const followup::Kept& one) {
    json::Value value = followup::to_json(one.piece);
    value.put("revision", one.revision);
    value.put("position", one.position);
    value.put("when", one.when);
    value.put("released", one.released);
    if (!one.superseded_by.empty()) value.put("superseded_by", one.superseded_by);
    return value;
}

http::Response say_of_review(const Visit& visit, const std::string& about, bool of_recommendation) {
    try {
        SentAct sent = act_sent(visit);
        reviews::Request request;
        request.act = sent.act;
        request.about = about;
        if (const std::string named = sent.fields.text("about"); !of_recommendation && !named.empty()) request.about = named;
        request.fields = std::move(sent.fields);
        request.by = {actor_of(visit), visit.visitor.standing.actor, may(visit, actors::review), std::move(sent.why), {}};
        request.seen_revision = sent.seen_revision;
        return as_json(to_json(reviews::perform(visit.holdings().record(), visit.holdings().vocabulary(), request)), 201);
    } catch (const Error& error) {
        return turned_away_problem(visit, actors::respond, "review:" + about, visit.request.body, error);
    }
}

/// `about`: the id of what is changed; of what is begun the name stands in the body.
http::Response cooperate(const Visit& visit, const std::string& about, std::string_view kind) {
    try {
        const Looking looking(visit);
        SentAct sent = act_sent(visit);
        const bool begins = about.empty() || sent.act == "accept";
        co::Request request{std::move(sent.act), begins ? sent.name : about, std::move(sent.fields), {actor_of(visit), looking.viewer, false, std::move(sent.why), {}}, sent.seen_revision};
        // The address says what is reported on, and which request is answered.
        if (kind == "measure" || kind == "agreement") request.fields.put("of", kind);
        if (kind == "request" && request.act == "accept") request.fields.put("request", about);
        return own(as_json(to_json(co::perform(visit.holdings(), request, clock_of(visit))), 201));
    } catch (const Error& error) {
        // Whoever may see entries of refusals is no party: what it was about stays out of them.
        return own(turned_away_problem(visit, actors::cooperate, "cooperation", visit.request.body, error));
    }
}

}  // namespace

http::Response follow_up(const Visit& visit) {
    const std::string state = follow_up_state(visit);
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    json::Array pieces, due;
    for (const auto& one : followup::workspace(snapshot, state)) pieces.push_back(json_of(one));
    for (const auto& one : followup::due(snapshot, state, "")) due.push_back(json::Object{{"id", one.piece.id}, {"due", one.piece.due}});
    json::Value value = json::Object{{"state", state}, {"total", pieces.size()}, {"pieces", std::move(pieces)}, {"due", std::move(due)}};
    if (visit.site.demonstration) value.put("invented", true);
    return own(as_json(value));
}

http::Response follow_up_sent(const Visit& visit) {
    const std::string state = follow_up_state(visit);
    try {
        SentAct sent = act_sent(visit);
        followup::Request request{std::move(sent.act), state, std::move(sent.name), std::move(sent.fields), {actor_of(visit), state, false, std::move(sent.why), {}}, sent.seen_revision};
        return own(as_json(to_json(followup::perform(visit.holdings().record(), request)), 201));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        // What was turned away is not recorded here: the record of it would be no State's own.
        return own(problem(status_of(error.fault()), error.what()));
    }
}

http::Response review_sent(const Visit& visit) { return say_of_review(visit, visit.rest, false); }
http::Response recommendation_sent(const Visit& visit) { return say_of_review(visit, visit.rest, true); }
http::Response request_opened(const Visit& visit) { return cooperate(visit, "", "request"); }
http::Response request_sent(const Visit& visit) { return cooperate(visit, visit.rest, "request"); }
http::Response offer_opened(const Visit& visit) { return cooperate(visit, "", "offer"); }
http::Response offer_sent(const Visit& visit) { return cooperate(visit, visit.rest, "offer"); }
http::Response agreement_sent(const Visit& visit) { return cooperate(visit, visit.rest, "agreement"); }
http::Response measure_recorded(const Visit& visit) { return cooperate(visit, "", "measure"); }
http::Response measure_sent(const Visit& visit) { return cooperate(visit, visit.rest, "measure"); }

}  // namespace comity::web::pages::api
