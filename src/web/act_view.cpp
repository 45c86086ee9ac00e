#include "web/act_view.hpp"

#include <fmt/format.h>

#include "machinery/mandates/status.hpp"
#include "web/actor_view.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/register_view.hpp"

namespace comity::web {

namespace {

class Facts {
public:
    Facts(const Visit& visit, const holdings::Item& item) : visit_(visit), item_(item) {}

    /// Words of the text, with their paragraph to open, and what they were taken for.
    void add(std::string_view what, const directive::Passage& words, Value meaning = "") {
        if (words.text.empty()) return;
        put(what, View{{"words", in_language(visit_, words.text, item_.language)}, {"address", address_of(item_, words.paragraph)}, {"place", place_in_words(visit_, words.paragraph)}, {"meaning", std::move(meaning)}});
    }
    List rows() && {
        List rows;
        for (auto& [what, list] : rows_) rows.push_back(View{{"what", visit_.text("mandate.field", {{"field", what}})}, {"passages", std::move(list)}});
        return rows;
    }

private:
    const Visit& visit_;
    const holdings::Item& item_;
    std::vector<std::pair<std::string_view, List>> rows_;

    void put(std::string_view what, View view) {
        if (rows_.empty() || rows_.back().first != what) rows_.push_back({what, {}});
        rows_.back().second.push_back(std::move(view));
    }
};

/// Who is meant, with their page; the kind where nobody is named.
Value asked_in_words(const Visit& visit, const directive::Addressee& addressee) {
    const auto* actor = actor_asked(visit, addressee.type, addressee.id);
    if (actor == nullptr) return type_in_words(visit, addressee.type);
    const Html words = addressee.id.empty() ? Html{escaped(type_in_words(visit, addressee.type))} : name_of_actor(visit, *actor);
    return Html{fmt::format("<a class=\"actor\" href=\"{}\">{}</a>", escaped(actor_address(actor->id)), words.markup)};
}

std::string days_of(const Visit& visit, const directive::Timing& timing) {
    const mandates::Day first = mandates::day_of(timing.first ? timing.first : timing.last), last = mandates::day_of(timing.last ? timing.last : timing.first);
    if (first == 0) return timing.interval;
    return first == last ? day_in_words(visit, first) : visit.text("mandate.days", {{"first", day_in_words(visit, first)}, {"last", day_in_words(visit, last)}});
}

}  // namespace

List act_facts(const Visit& visit, const holdings::Item& item, const directive::Act& act) {
    Facts facts(visit, item);
    facts.add("verb", act.verb, visit.text("mandate.strength", {{"strength", fmt::format("level-{}", act.strength)}}));
    if (act.sense == directive::Sense::request) {
        for (const auto& addressee : act.addressees) facts.add("asked", addressee.words, asked_in_words(visit, addressee));
    }
    for (const auto& action : act.actions) {
        facts.add("what", action.verb);
        if (action.object) facts.add("what", *action.object);
    }
    if (act.object) facts.add("what", *act.object);
    for (const auto& partner : act.partners) facts.add("with", partner.words);
    for (const auto& condition : act.conditions) facts.add("condition", condition.words);
    for (const auto& deliverable : act.deliverables) facts.add("delivers", deliverable.words, deliverable_in_words(visit, deliverable.kind));
    for (const auto& timing : act.deadlines) facts.add("when", timing.words, days_of(visit, timing));
    for (const auto& timing : act.recurrences) facts.add("how-often", timing.words, timing.interval);
    for (const auto& timing : act.expiries) facts.add("until", timing.words, days_of(visit, timing));
    if (act.review) facts.add("review", *act.review);
    return std::move(facts).rows();
}

}  // namespace comity::web
