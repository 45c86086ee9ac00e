#include "web/library_facts.hpp"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/date.hpp"
#include "machinery/holdings/library.hpp"
#include "machinery/holdings/voting.hpp"
#include "web/actor_view.hpp"
#include "web/items.hpp"
#include "web/names.hpp"

namespace comity::web {

namespace {

using library::Ballot;

Value words_of(const Visit& visit, const std::string& text) {
    if (const auto date = Date::from_iso(text)) return Value(visit.html("library.day", {{"date", *date}}));
    return untranslated(text);
}

List facts_view(const Visit& visit, const library::Record& record) {
    List rows;
    const auto put = [&](std::string_view label, const std::string& words) {
        if (!words.empty()) rows.push_back(View{{"label", visit.text(label)}, {"words", words_of(visit, words)}});
    };
    const auto joined = [](const std::vector<std::string>& list) { return fmt::format("{}", fmt::join(list, "; ")); };
    put("fact.title", record.title);
    put("library.statement", record.statement);
    put("library.published", record.published);
    put("fact.date_adopted", record.acted);
    put("fact.adoption", record.adoption);
    if (record.yes && record.no && record.abstain) {
        rows.push_back(View{{"label", visit.text("library.counts")}, {"words", visit.html("fact.vote", {{"yes", *record.yes}, {"no", *record.no}, {"abstain", *record.abstain}})}});
    }
    for (const auto& item : record.agenda) {
        put("fact.agenda_items", item.item);
        put("fact.agenda_title", item.title);
    }
    put("fact.meeting", joined(record.meetings));
    put("library.notes", joined(record.notes));
    put("library.subjects", joined(record.subjects));
    return rows;
}

List sides_view(const Visit& visit, const library::Record& record) {
    constexpr std::array<std::string_view, 4> labels = {"fact.in_favour", "fact.against", "fact.abstaining", "library.not_voting"};
    List sides;
    for (const Ballot ballot : library::all_ballots) {
        std::string states;
        for (const auto& name : holdings::voters_named(visit.holdings(), record, ballot, language_of(visit))) states += (states.empty() ? "" : ", ") + linked_actor(visit, name, language_of(visit)).markup;
        if (!states.empty()) sides.push_back(View{{"label", visit.text(labels[static_cast<std::size_t>(ballot)])}, {"states", Html{std::move(states)}}});
    }
    return sides;
}

/// A contradiction in words; those on single States are told together.
List conflicts_view(const Visit& visit, const std::vector<facts::Conflict>& conflicts) {
    using Fact = facts::Conflict::Fact;
    const holdings::RollCalls roll_calls(visit.holdings());
    List list;
    std::string states;
    for (const auto& conflict : conflicts) {
        if (conflict.fact == Fact::voters) {
            const std::string& said = conflict.library.empty() ? conflict.text : conflict.library;
            const std::string code = said.substr(0, said.find(' '));
            states += (states.empty() ? "" : ", ") + linked_actor(visit, roll_calls.voters().name_of(code, language_of(visit)), language_of(visit)).markup;
            continue;
        }
        const std::string label = conflict.fact == Fact::counts || conflict.fact == Fact::own_counts ? "library.counts" : fmt::format("fact.{}", facts::name_of(conflict.fact));
        list.push_back(View{{"words", visit.html("library.conflict", {{"fact", code_of(facts::name_of(conflict.fact))}, {"name", visit.html(label)}, {"library", words_of(visit, conflict.library)}, {"text", words_of(visit, conflict.text)}})}});
    }
    if (!states.empty()) list.push_back(View{{"words", visit.html("library.conflict_states", {{"states", Html{states}}})}});
    return list;
}

}  // namespace

List library_view(const Visit& visit, const holdings::Item& item, const document::Document& document) {
    List all;
    for (const auto& one : holdings::library_facts(visit.holdings(), item.symbol.value_or(""), &document)) {
        const auto& record = one.found.record;
        List related;
        for (const auto& symbol : record.related) related.push_back(View{{"name", symbol}, {"address", citing_address(symbol)}});
        const auto day = Date::from_iso(std::string_view(one.found.when).substr(0, 10));
        all.push_back(View{{"heading", visit.text("library.heading", {{"about", code_of(library::name_of(record.kind))}})},
                           {"facts", facts_view(visit, record)},
                           {"related", std::move(related)},
                           {"sides", sides_view(visit, record)},
                           {"conflicts", conflicts_view(visit, one.conflicts)},
                           {"source", day ? Value(visit.html("library.source", {{"source", untranslated(holdings::source_of(record))}, {"date", *day}})) : Value("")}});
    }
    return all;
}

}  // namespace comity::web
