#include "directive/directive.hpp"

namespace comity::directive {
namespace {

using json::Array;
using json::Object;
using json::Value;

Value of(const Passage& passage) {
    return Object{{"paragraph", passage.paragraph}, {"begin", passage.begin}, {"end", passage.end}, {"text", passage.text}};
}
Value of(const std::optional<Passage>& passage) { return passage ? of(*passage) : Value(); }
Value of(const std::string& text) { return Value(text); }
Value of(const Addressee& addressee);
Value of(const Action& action);
Value of(const Condition& condition);
Value of(const Partner& partner);
Value of(const Deliverable& deliverable);
Value of(const SessionOf& session);
Value of(const Timing& timing);

template <typename Items>
Value list(const Items& items) {
    Array array;
    for (const auto& item : items) array.push_back(of(item));
    return array;
}

Value or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value of(const Addressee& addressee) {
    return Object{{"text", addressee.words.text}, {"actor", or_null(addressee.id)}, {"type", addressee.type}, {"words", of(addressee.words)}};
}
Value of(const Action& action) { return Object{{"verb", of(action.verb)}, {"object", of(action.object)}}; }
Value of(const Condition& condition) {
    return Object{{"text", condition.words.text}, {"kind", condition.kind}, {"meaning", condition.meaning}, {"words", of(condition.words)}};
}
Value of(const Deliverable& deliverable) { return Object{{"text", deliverable.words.text}, {"kind", deliverable.kind}, {"words", of(deliverable.words)}}; }
Value of(const SessionOf& session) { return Object{{"body", or_null(session.body)}, {"session", session.number}}; }

Value of(const Partner& partner) {
    Array with;
    for (const auto& each : partner.with) with.push_back(of(each));
    return Object{{"text", partner.words.text}, {"relation", partner.relation}, {"with", std::move(with)}, {"words", of(partner.words)}};
}

/// A day, or a month where no day is known: "2026-06".
Value day(const std::optional<Date>& date, bool by_month) { return date ? Value(date->iso().substr(0, by_month ? 7 : 10)) : Value(); }

Value of(const Timing& timing) {
    Array sessions;
    for (const auto& each : timing.sessions) sessions.push_back(of(each));
    return Object{{"text", timing.words.text},
                  {"kind", timing.kind},
                  {"from", day(timing.first, timing.by_month)},
                  {"to", day(timing.last, timing.by_month)},
                  {"sessions", std::move(sessions)},
                  {"interval", or_null(timing.interval)},
                  {"words", of(timing.words)}};
}

Value deadline_of(const Act& act) {
    if (act.deadlines.empty()) return {};
    const Timing& first = act.deadlines.front();
    return Object{{"text", first.words.text}, {"from", day(first.first, first.by_month)}, {"to", day(first.last, first.by_month)}};
}

/// What a text itself says is stated; what only its series implies is not known here.
Value recurrence_of(const Act& act) { return act.recurrences.empty() ? Value() : Value(Object{{"text", act.recurrences.front().words.text}, {"stated", true}}); }

Value of(const Act& act, std::string_view paragraph_text) {
    return Object{{"paragraph", act.paragraph},
                  {"text", paragraph_text},
                  {"verb", act.lemma},
                  {"strength", act.strength},
                  {"asks", act.sense != Sense::statement},
                  {"addressees", list(act.addressees)},
                  {"partners", list(act.partners)},
                  {"conditions", list(act.conditions)},
                  {"deliverable", act.deliverables.empty() ? Value() : Value(act.deliverables.front().kind)},
                  {"deadline", deadline_of(act)},
                  {"recurrence", recurrence_of(act)},
                  {"review_clause", act.review ? Value(act.review->text) : Value()},
                  {"parts", list(act.parts)},
                  {"index", act.index},
                  {"organ", or_null(act.actor)},
                  {"words", of(act.words)},
                  {"verb_words", of(act.verb)},
                  {"class", act.category},
                  {"sense", name_of(act.sense)},
                  {"actions", list(act.actions)},
                  {"object", of(act.object)},
                  {"deliverables", list(act.deliverables)},
                  {"deadlines", list(act.deadlines)},
                  {"recurrences", list(act.recurrences)},
                  {"expiries", list(act.expiries)},
                  {"review_words", of(act.review)},
                  {"back_references", list(act.back_references)},
                  {"un_mandate", act.un_mandate},
                  {"recommendation_to_states", act.recommendation_to_states},
                  {"unsure", list(act.unsure)}};
}

}  // namespace

std::string_view name_of(Sense sense) noexcept {
    switch (sense) {
        case Sense::statement: return "statement";
        case Sense::request: return "request";
        case Sense::decision: return "decision";
    }
    return "";
}

json::Value to_json(std::span<const Act> acts, const document::Document& document) {
    Array array;
    for (const auto& act : acts) {
        const auto* paragraph = document::find_paragraph(document, act.paragraph);
        array.push_back(of(act, paragraph == nullptr ? std::string_view() : std::string_view(paragraph->text)));
    }
    return array;
}

}  // namespace comity::directive
