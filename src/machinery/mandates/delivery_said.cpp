#include "machinery/mandates/delivery_said.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "json/members.hpp"
#include "machinery/mandates/sentences.hpp"
#include "record/actor_form.hpp"

namespace comity::mandates {

namespace {

constexpr std::array<std::string_view, 3> sayings = {"delivered", "not delivered", "take back"};

constexpr std::string_view kind = "delivery";

}  // namespace

json::Value to_json(const DeliverySaid& said) {
    json::Value value = json::Object{{"document", said.act.document},
                                     {"paragraph", json::Object{{"line", said.act.paragraph.line}, {"words", said.act.paragraph.words}}},
                                     {"words", said.act.verb},
                                     {"occurrence", said.act.occurrence},
                                     {"report", said.report},
                                     {"delivered", said.delivered}};
    if (said.withdrawn) value.put("withdrawn", true);
    return value;
}

DeliverySaid delivery_said_from(const json::Value& state) {
    DeliverySaid said;
    said.act.document = json::needed_text(state, "document");
    said.act.paragraph.line = static_cast<std::uint32_t>(state["paragraph"].integer("line"));
    said.act.paragraph.words = state["paragraph"].text("words");
    said.act.verb = json::needed_text(state, "words");
    said.act.occurrence = static_cast<int>(state.integer("occurrence", 1));
    said.report = json::needed_text(state, "report");
    said.delivered = json::maybe_truth(state, "delivered").value_or(true);
    said.withdrawn = json::maybe_truth(state, "withdrawn").value_or(false);
    return said;
}

std::string subject_of(const DeliverySaid& said) { return fmt::format("delivery:{}:{}", key_of(said.act), said.report); }

std::string sentence_of(const DeliverySaid& said) {
    if (said.withdrawn) return fmt::format("taken back: what was said of {} and {}", said.report, in_words(said.act));
    return fmt::format("{} {} what is asked by {}", said.report, said.delivered ? "delivers" : "does not deliver", in_words(said.act));
}

json::Value to_json(const DeliveryStatus& status) {
    json::Value value = json::Object{{"subject", status.subject}, {"revision", status.revision}, {"report", status.said.report}, {"delivered", status.said.delivered},
                                     {"sentence", sentence_of(status.said)}, {"fit", holdings::name_of(status.act ? holdings::Fit::applied : holdings::Fit::no_longer_fits)},
                                     {"who", record::to_json(status.who)}, {"when", status.when}};
    value.put("why", json::Value::of(status.why));
    return value;
}

json::Value to_json(const DeliveryRequest& request) {
    json::Value value = json::Object{{"document", request.document}, {"paragraph", request.paragraph}, {"index", request.index}, {"report", request.report},
                                     {"says", sayings[static_cast<std::size_t>(request.says)]}, {"who", record::to_json(request.who)}};
    value.put("on_behalf_of", json::Value::of(request.on_behalf_of));
    value.put("why", json::Value::of(request.why));
    value.put("authority", json::Value::of(request.authority));
    if (request.seen_revision) value.put("seen_revision", *request.seen_revision);
    return value;
}

DeliveryRequest delivery_request_from(const json::Value& value) {
    DeliveryRequest request;
    request.document = json::needed_text(value, "document");
    request.paragraph = json::needed_text(value, "paragraph");
    request.index = static_cast<int>(value.integer("index", 1));
    request.report = json::needed_text(value, "report");
    const std::string says = json::needed_text(value, "says");
    const auto* at = std::find(sayings.begin(), sayings.end(), says);
    if (at == sayings.end()) throw Error(Fault::bad_request, "\"{}\" can't be said of a document: delivered, not delivered or take back", says);
    request.says = static_cast<SayDelivery>(at - sayings.begin());
    if (!value["who"].is_null()) request.who = record::actor_from(value["who"]);
    request.on_behalf_of = json::maybe_text(value, "on_behalf_of");
    request.why = json::maybe_text(value, "why");
    request.authority = json::maybe_text(value, "authority");
    if (const auto* seen = value["seen_revision"].as_integer()) request.seen_revision = *seen;
    return request;
}

Ruling decide(const DeliveryState& state, const DeliveryRequest& request) {
    const auto* paragraph = document::find_paragraph(state.document, request.paragraph);
    if (paragraph == nullptr) return refuse(say(sentences::no_such_paragraph, request.paragraph));
    const auto act = std::find_if(state.acts.begin(), state.acts.end(), [&](const JudgedAct& one) { return one.act.paragraph == request.paragraph && one.act.index == request.index && !one.none; });
    if (act == state.acts.end()) return refuse(say(sentences::no_such_act, request.paragraph, request.index));
    if (act->act.sense == directive::Sense::statement) return refuse(say(sentences::asks_for_nothing));
    if (!state.report) return refuse(say(sentences::no_such_report, request.report));
    if (*state.report == state.sha256 || *state.report == state.own_symbol) return refuse(say(sentences::delivers_itself));
    DeliverySaid said{place_of(std::string(state.sha256), *paragraph, state.acts, act->act), *state.report, request.says != SayDelivery::no, request.says == SayDelivery::take_back};
    const auto found = std::find_if(state.deliveries.begin(), state.deliveries.end(), [&](const DeliveryStatus& status) { return status.subject == subject_of(said); });
    const DeliveryStatus* before = found == state.deliveries.end() ? nullptr : &*found;
    if (request.seen_revision && *request.seen_revision != (before == nullptr ? 0 : before->revision)) return refuse(say(sentences::delivery_said_meanwhile), Fault::conflict);
    if (request.says == SayDelivery::take_back) {
        if (before == nullptr) return refuse(say(sentences::nothing_said_of_report, *state.report));
        said.delivered = before->said.delivered;
        return keep(std::string(kind), said, request, before, "withdraw delivery");
    }
    if (!said.delivered && (!request.why || request.why->empty())) return refuse(say(sentences::say_why_not_delivered));
    if (before != nullptr && before->said == said) return refuse(say(sentences::is_that_already));
    return keep(std::string(kind), said, request, before, said.delivered ? "confirm delivery" : "deny delivery");
}

}  // namespace comity::mandates
