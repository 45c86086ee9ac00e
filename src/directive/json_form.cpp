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
Value of(const Act& act);

template <typename Items>
Value list(const Items& items) {
    Array array;
    for (const auto& item : items) array.push_back(of(item));
    return array;
}

Value or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value of(const Addressee& addressee) { return Object{{"words", of(addressee.words)}, {"type", addressee.type}, {"id", or_null(addressee.id)}}; }
Value of(const Action& action) { return Object{{"verb", of(action.verb)}, {"object", of(action.object)}}; }
Value of(const Condition& condition) { return Object{{"words", of(condition.words)}, {"kind", condition.kind}, {"meaning", condition.meaning}}; }
Value of(const Deliverable& deliverable) { return Object{{"words", of(deliverable.words)}, {"kind", deliverable.kind}}; }
Value of(const SessionOf& session) { return Object{{"body", or_null(session.body)}, {"session", session.number}}; }

Value of(const Partner& partner) {
    Array with;
    for (const auto& each : partner.with) with.push_back(of(each));
    return Object{{"words", of(partner.words)}, {"relation", partner.relation}, {"with", std::move(with)}};
}

/// A day, or a month where no day is known: "2026-06".
Value day(const std::optional<Date>& date, bool by_month) { return date ? Value(date->iso().substr(0, by_month ? 7 : 10)) : Value(); }

Value of(const Timing& timing) {
    Array sessions;
    for (const auto& each : timing.sessions) sessions.push_back(of(each));
    return Object{{"words", of(timing.words)},
                  {"kind", timing.kind},
                  {"first", day(timing.first, timing.by_month)},
                  {"last", day(timing.last, timing.by_month)},
                  {"sessions", std::move(sessions)},
                  {"interval", or_null(timing.interval)}};
}

Value of(const Act& act) {
    return Object{{"paragraph", act.paragraph},
                  {"parts", list(act.parts)},
                  {"index", act.index},
                  {"actor", or_null(act.actor)},
                  {"words", of(act.words)},
                  {"verb", of(act.verb)},
                  {"verb_lemma", act.lemma},
                  {"class", act.category},
                  {"strength", act.strength},
                  {"sense", name_of(act.sense)},
                  {"addressees", list(act.addressees)},
                  {"actions", list(act.actions)},
                  {"object", of(act.object)},
                  {"conditions", list(act.conditions)},
                  {"partners", list(act.partners)},
                  {"deliverables", list(act.deliverables)},
                  {"deadlines", list(act.deadlines)},
                  {"recurrences", list(act.recurrences)},
                  {"expiries", list(act.expiries)},
                  {"review_clause", of(act.review)},
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

json::Value to_json(std::span<const Act> acts) { return list(acts); }

}  // namespace comity::directive
