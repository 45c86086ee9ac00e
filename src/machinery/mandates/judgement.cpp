#include "machinery/mandates/judgement.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "json/members.hpp"
#include "machinery/mandates/act_place.hpp"
#include "record/actor_form.hpp"

namespace comity::mandates {

namespace {

constexpr std::array<std::string_view, 4> verdicts = {"right", "otherwise", "none", "missed"};
constexpr std::array<directive::Sense, 3> senses = {directive::Sense::statement, directive::Sense::request, directive::Sense::decision};
constexpr std::string_view take_back = "take back";

Verdict verdict_from(const json::Value& value) {
    const std::string said = json::needed_text(value, "verdict");
    const auto* at = std::find(verdicts.begin(), verdicts.end(), said);
    if (at == verdicts.end()) throw Error(Fault::bad_request, "\"{}\" can't be said of an act: right, otherwise, none or missed", said);
    return static_cast<Verdict>(at - verdicts.begin());
}

directive::Sense sense_from(std::string_view said) {
    const auto* at = std::find_if(senses.begin(), senses.end(), [&](directive::Sense sense) { return directive::name_of(sense) == said; });
    if (at == senses.end()) throw Error(Fault::bad_request, "an act is a statement, a request or a decision, no \"{}\"", said);
    return *at;
}

json::Value to_json(const AddresseeSaid& addressee) {
    json::Value value = json::Object{{"type", addressee.type}};
    if (!addressee.id.empty()) value.put("id", addressee.id);
    if (!addressee.words.empty()) value.put("words", addressee.words);
    return value;
}

void put(json::Value& value, const Fields& fields) {
    if (fields.verb) value.put("verb", *fields.verb);
    if (fields.strength) value.put("strength", *fields.strength);
    if (fields.sense) value.put("sense", directive::name_of(*fields.sense));
    if (fields.addressees) {
        json::Array all;
        for (const auto& each : *fields.addressees) all.push_back(to_json(each));
        value.put("addressees", std::move(all));
    }
    if (fields.deliverables) value.put("deliverables", json::Array(fields.deliverables->begin(), fields.deliverables->end()));
    if (fields.due) value.put("due", json::Object{{"first", fields.due->first}, {"last", fields.due->last}});
    if (fields.interval) value.put("interval", *fields.interval);
    if (fields.un_mandate) value.put("un_mandate", *fields.un_mandate);
    if (fields.recommendation_to_states) value.put("recommendation_to_states", *fields.recommendation_to_states);
}

Fields fields_from(const json::Value& value) {
    Fields fields;
    fields.verb = json::maybe_text(value, "verb");
    if (const auto* strength = value["strength"].as_integer()) fields.strength = static_cast<int>(*strength);
    if (const auto sense = json::maybe_text(value, "sense")) fields.sense = sense_from(*sense);
    if (const auto* all = value["addressees"].as_array()) {
        fields.addressees.emplace();
        for (const auto& each : *all) fields.addressees->push_back({json::needed_text(each, "type"), each.text("id"), each.text("words")});
    }
    if (value["deliverables"].as_array() != nullptr) fields.deliverables = json::texts_in(value["deliverables"]);
    if (!value["due"].is_null()) fields.due = DueSaid{value["due"].text("first"), value["due"].text("last")};
    fields.interval = json::maybe_text(value, "interval");
    fields.un_mandate = json::maybe_truth(value, "un_mandate");
    fields.recommendation_to_states = json::maybe_truth(value, "recommendation_to_states");
    return fields;
}

/// "\"request\", a request, strength 4, asked: secretary_general SG, delivers: report, due: 2024-09-10 to 2025-09-08"
std::string in_words(const Fields& fields) {
    std::vector<std::string> parts;
    if (fields.verb) parts.push_back(fmt::format("\"{}\"", *fields.verb));
    if (fields.sense) parts.push_back(fmt::format("a {}", directive::name_of(*fields.sense)));
    if (fields.strength) parts.push_back(fmt::format("strength {}", *fields.strength));
    if (fields.addressees && !fields.addressees->empty()) {
        std::vector<std::string> asked;
        for (const auto& each : *fields.addressees) asked.push_back(each.id.empty() ? each.type : each.type + " " + each.id);
        parts.push_back(fmt::format("asked: {}", fmt::join(asked, " and ")));
    }
    if (fields.deliverables && !fields.deliverables->empty()) parts.push_back(fmt::format("delivers: {}", fmt::join(*fields.deliverables, " and ")));
    if (fields.due && !(fields.due->first.empty() && fields.due->last.empty())) parts.push_back(fmt::format("due: {} to {}", fields.due->first, fields.due->last));
    if (fields.interval && !fields.interval->empty()) parts.push_back(fmt::format("every {}", *fields.interval));
    return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace

std::string_view name_of(Verdict verdict) noexcept { return verdicts[static_cast<std::size_t>(verdict)]; }

Fields fields_of(const directive::Act& act) {
    Fields fields;
    fields.verb = act.lemma;
    fields.strength = act.strength;
    fields.sense = act.sense;
    fields.addressees.emplace();
    for (const auto& each : act.addressees) fields.addressees->push_back({each.type, each.id, each.words.text});
    fields.deliverables.emplace();
    for (const auto& each : act.deliverables) fields.deliverables->push_back(each.kind);
    fields.due.emplace();
    if (!act.deadlines.empty()) {
        const auto& first = act.deadlines.front();
        if (first.first) fields.due->first = first.first->iso();
        if (first.last) fields.due->last = first.last->iso();
    }
    fields.interval = act.recurrences.empty() ? std::string() : act.recurrences.front().interval;
    fields.un_mandate = act.un_mandate;
    fields.recommendation_to_states = act.recommendation_to_states;
    return fields;
}

json::Value to_json(const Judgement& judgement) {
    json::Value value = json::Object{{"document", judgement.document},
                                     {"paragraph", json::Object{{"line", judgement.paragraph.line}, {"words", judgement.paragraph.words}}},
                                     {"words", judgement.verb},
                                     {"occurrence", judgement.occurrence},
                                     {"verdict", name_of(judgement.verdict)}};
    put(value, judgement.fields);
    if (judgement.withdrawn) value.put("withdrawn", true);
    return value;
}

Judgement judgement_from(const json::Value& state) {
    Judgement judgement;
    judgement.document = json::needed_text(state, "document");
    judgement.paragraph.line = static_cast<std::uint32_t>(state["paragraph"].integer("line"));
    judgement.paragraph.words = state["paragraph"].text("words");
    judgement.verb = json::needed_text(state, "words");
    judgement.occurrence = static_cast<int>(state.integer("occurrence", 1));
    judgement.verdict = verdict_from(state);
    judgement.fields = fields_from(state);
    judgement.withdrawn = json::maybe_truth(state, "withdrawn").value_or(false);
    return judgement;
}

std::string subject_of(const Judgement& judgement) {
    return "judgement:" + key_of({judgement.document, judgement.paragraph, judgement.verb, judgement.occurrence});
}

std::string sentence_of(const Judgement& judgement) {
    std::string act = in_words(ActPlace{judgement.document, judgement.paragraph, judgement.verb, judgement.occurrence});
    if (judgement.withdrawn) return fmt::format("taken back: what was said of {}", act);
    switch (judgement.verdict) {
        case Verdict::right: return fmt::format("{} is right: {}", act, in_words(judgement.fields));
        case Verdict::otherwise: return fmt::format("{} is otherwise: {}", act, in_words(judgement.fields));
        case Verdict::none: return fmt::format("{} is no act", act);
        case Verdict::missed: return fmt::format("{} is an act that was missed: {}", act, in_words(judgement.fields));
    }
    return act;
}

json::Value to_json(const JudgementStatus& status) {
    json::Value value = json::Object{{"subject", status.subject}, {"revision", status.revision}, {"verdict", name_of(status.judgement.verdict)}, {"sentence", sentence_of(status.judgement)},
                                     {"fit", holdings::name_of(status.fit)}, {"who", record::to_json(status.who)}, {"when", status.when}};
    value.put("why", json::Value::of(status.why));
    return value;
}

json::Value to_json(const JudgementRequest& request) {
    json::Value value = json::Object{{"document", request.document}, {"paragraph", request.paragraph}, {"index", request.index}};
    if (const auto* say = std::get_if<JudgementRequest::Say>(&request.says)) {
        value.put("verdict", name_of(say->verdict));
        if (!say->words.empty()) value.put("words", say->words);
        put(value, say->fields);
    } else {
        value.put("verdict", take_back);
    }
    value.put("who", record::to_json(request.who));
    value.put("on_behalf_of", json::Value::of(request.on_behalf_of));
    value.put("why", json::Value::of(request.why));
    value.put("authority", json::Value::of(request.authority));
    if (request.seen_revision) value.put("seen_revision", *request.seen_revision);
    return value;
}

JudgementRequest judgement_request_from(const json::Value& value) {
    JudgementRequest request;
    request.document = json::needed_text(value, "document");
    request.paragraph = json::needed_text(value, "paragraph");
    request.index = static_cast<int>(value.integer("index", 1));
    if (value.text("verdict") == take_back) request.says = JudgementRequest::TakeBack{};
    else request.says = JudgementRequest::Say{verdict_from(value), fields_from(value), value.text("words")};
    request.who = record::actor_from(value["who"]);
    request.on_behalf_of = json::maybe_text(value, "on_behalf_of");
    request.why = json::maybe_text(value, "why");
    request.authority = json::maybe_text(value, "authority");
    if (const auto* seen = value["seen_revision"].as_integer()) request.seen_revision = *seen;
    return request;
}

}  // namespace comity::mandates
