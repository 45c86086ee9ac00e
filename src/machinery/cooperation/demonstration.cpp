#include "machinery/cooperation/demonstration.hpp"

#include <map>

#include "base/assets.hpp"
#include "json/members.hpp"
#include "vocabulary/tables.hpp"

namespace comity::cooperation {

namespace {

vocabulary::TableRows table() {
    constexpr std::string_view path = "demo/cooperation/acts.tsv";
    return vocabulary::TableRows({path, assets::get(path)});
}

/// The subject that an act is about: of each thing the one that every act on it revises.
std::string subject_of(std::string_view act, std::string_view id, const json::Value& fields) {
    if (act.ends_with(" offer")) return offer_subject(id);
    if (act.ends_with(" request")) return need_subject(id);
    if (act.ends_with(" measure") || fields.text("of") == "measure") return measure_subject(id);
    return agreement_subject(id);
}

}  // namespace

DemonstrationHeld hold_demonstration(holdings::Holdings& holdings) {
    const vocabulary::TableRows rows = table();
    std::map<std::string, std::int64_t> before, seen;  // by subject: its revision when this began, and how many of its acts were met
    DemonstrationHeld held;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string actor = actor_named(holdings.record().snapshot(), holdings.vocabulary(), rows.needed(row, "actor"));
        if (actor.empty()) rows.refuse(row, "nobody is known by that name");
        Request request{std::string(rows.needed(row, "act")), std::string(rows.needed(row, "about")), json::fields_in_cell(rows.cell(row, "fields")), {record::operator_at_command_line(), actor, false, {}, {}}, {}};
        if (const auto why = rows.cell(row, "why"); !why.empty()) request.by.why = std::string(why);
        const std::string subject = subject_of(request.act, id_of(actor, request.about), request.fields);
        if (before.count(subject) == 0) {
            const auto entry = holdings.record().snapshot().last(subject);
            before[subject] = entry ? entry->revision : 0;
        }
        ++held.acts;
        if (++seen[subject] <= before[subject]) continue;
        cooperation::perform(holdings, request);
        ++held.added;
    }
    return held;
}

std::size_t entries_of_demonstration(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary) {
    const vocabulary::TableRows rows = table();
    std::map<std::string, std::int64_t> of_table, seen;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string actor = actor_named(snapshot, vocabulary, rows.needed(row, "actor"));
        ++of_table[subject_of(rows.needed(row, "act"), id_of(actor, rows.needed(row, "about")), json::fields_in_cell(rows.cell(row, "fields")))];
    }
    std::size_t entries = 0;
    bool counted = false;
    for (std::int64_t at = 0; at < snapshot.size(); ++at) {
        const auto entry = snapshot.at(at);
        if (!entry || !is_of_cooperation(entry->kind)) continue;
        // What others are shown of a thing is written by the act on the thing itself, right before it.
        const bool copy = entry->kind == shared_need_kind || entry->kind == published_need_kind || entry->kind == published_agreement_kind;
        if (!copy) counted = of_table.count(entry->subject) > 0 && ++seen[entry->subject] <= of_table[entry->subject];
        if (counted) ++entries;
    }
    return entries;
}

json::Value to_json(const DemonstrationHeld& held) { return json::Object{{"acts", held.acts}, {"added", held.added}}; }

json::Value submit_demonstration(const holdings::RecordPlace& place) {
    return holdings::submit(place, demonstrate_act, json::Object{}, [](holdings::Holdings& holdings) { return to_json(hold_demonstration(holdings)); });
}

}  // namespace comity::cooperation
