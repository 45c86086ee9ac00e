#include "machinery/followup/demonstration.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/assets.hpp"
#include "base/sha256.hpp"
#include "json/members.hpp"
#include "machinery/followup/keeping.hpp"
#include "machinery/reviews/importing.hpp"
#include "machinery/reviews/list_file.hpp"
#include "machinery/reviews/saying.hpp"
#include "vocabulary/tables.hpp"

namespace comity::followup {

namespace {

constexpr std::string_view state = "state:XAR";
constexpr std::array<std::string_view, 2> lists = {"demo/reviews/ardune-2014.csv", "demo/reviews/ardune-2018.csv"};

vocabulary::TableRows table() {
    constexpr std::string_view path = "demo/reviews/acts.tsv";
    return vocabulary::TableRows({path, assets::get(path)});
}

std::string subject_of_list(std::string_view path) { return reviews::list_subject(hex(sha256(assets::get(path)))); }

struct Act {
    std::string act, about, by, why;
    json::Value fields;
    [[nodiscard]] bool is_of_review() const { return reviews::said_named(act).has_value(); }
    [[nodiscard]] bool is_pledge() const { return act == name_of(reviews::StatementKind::pledge); }
    /// The subject that every act on the same thing revises; of a pledge, which is known by its number alone, its words.
    [[nodiscard]] std::string subject() const {
        if (is_pledge()) return fields.text("words");
        if (!is_of_review()) return act == "release" ? release_subject(state, about) : piece_subject(state, about);
        reviews::Statement statement;
        statement.said = reviews::said_named(act).value();
        const std::string other = fields.text("other");
        statement.about = other.empty() ? about : std::min(about, other) + " " + std::max(about, other);
        return subject_of(statement);
    }
};

std::vector<Act> acts_of(const vocabulary::TableRows& rows) {
    std::vector<Act> all;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        all.push_back({std::string(rows.needed(row, "act")), std::string(rows.needed(row, "about")), std::string(rows.cell(row, "by")), std::string(rows.cell(row, "why")),
                       json::fields_in_cell(rows.cell(row, "fields"))});
    }
    return all;
}

/// What was evidenced is validated by another person than who put it.
record::Actor person_of(const Act& act) {
    record::Actor who = record::operator_at_command_line();
    if (act.by.ends_with(", another person")) who.name = "another person";
    return who;
}

void perform_act(record::Record& record, const vocabulary::Vocabulary& vocabulary, const Act& act) {
    const std::optional<std::string> why = act.why.empty() ? std::nullopt : std::optional(act.why);
    if (!act.is_of_review()) {
        followup::perform(record, {act.act, std::string(state), act.about, act.fields, {person_of(act), std::string(state), false, why, {}}, {}});
        return;
    }
    const bool keeps = act.by.empty();
    reviews::perform(record, vocabulary, {act.act, act.about, act.fields, {person_of(act), keeps ? std::string() : std::string(state), keeps, why, {}}, {}});
}

std::int64_t revisions_of(const record::Snapshot& snapshot, const Act& act) {
    if (act.is_pledge()) {
        const auto all = reviews::statements_of_state(snapshot, state, reviews::StatementKind::pledge);
        return std::count_if(all.begin(), all.end(), [&](const reviews::StatementMade& one) { return one.statement.words == act.fields.text("words"); });
    }
    const auto entry = snapshot.last(act.subject());
    return entry ? entry->revision : 0;
}

}  // namespace

DemonstrationHeld hold_demonstration(record::Record& record, const vocabulary::Vocabulary& vocabulary) {
    DemonstrationHeld held;
    for (const std::string_view path : lists) {
        ++held.lists;
        if (record.snapshot().last(subject_of_list(path))) continue;
        reviews::ImportRequest request;
        request.file = path;
        request.bytes = assets::get(path);
        request.format = recommendations::format_of(*request.bytes).value();
        request.who = record::operator_at_command_line();
        reviews::import_list(record, request);
        ++held.added;
    }
    std::map<std::string, std::int64_t> before, seen;  // by subject: its revision when this began, and how many of its acts were met
    for (const Act& act : acts_of(table())) {
        const std::string subject = act.subject();
        if (before.count(subject) == 0) before[subject] = revisions_of(record.snapshot(), act);
        ++held.acts;
        if (++seen[subject] <= before[subject]) continue;
        perform_act(record, vocabulary, act);
        ++held.added;
    }
    return held;
}

std::size_t entries_of_demonstration(const record::Snapshot& snapshot) {
    std::map<std::string, std::int64_t> of_tables, seen;
    for (const std::string_view path : lists) ++of_tables[subject_of_list(path)];
    for (const Act& act : acts_of(table())) ++of_tables[act.subject()];
    std::size_t entries = 0;
    for (std::int64_t at = 0; at < snapshot.size(); ++at) {
        const auto entry = snapshot.at(at);
        if (!entry) continue;
        const bool pledge = entry->kind == name_of(reviews::StatementKind::pledge);
        const std::string& subject = pledge ? entry->state.text("words") : entry->subject;
        const auto found = of_tables.find(subject);
        if (found != of_tables.end() && ++seen[subject] <= found->second) ++entries;
    }
    return entries;
}

json::Value to_json(const DemonstrationHeld& held) { return json::Object{{"lists", held.lists}, {"acts", held.acts}, {"added", held.added}}; }

}  // namespace comity::followup
