#include "machinery/holdings/library.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/date.hpp"
#include "json/members.hpp"
#include "machinery/holdings/voting.hpp"
#include "text/text.hpp"

namespace comity::holdings {

namespace {

using library::Ballot;

json::Value maybe(const std::string& text) { return text.empty() ? json::Value() : json::Value(text); }

std::string joined(const std::vector<std::string>& list) { return fmt::format("{}", fmt::join(list, "; ")); }

std::string counts_of(const library::Record& record) {
    if (!record.yes || !record.no || !record.abstain) return {};
    std::string words = fmt::format("{}-{}-{}", *record.yes, *record.no, *record.abstain);
    if (record.not_voting) words += fmt::format(" ({} not voting)", *record.not_voting);
    return words;
}

std::string in_words(const library::AgendaItem& item) {
    std::string words = item.item;
    for (const std::string* part : {&item.title, &item.document}) {
        if (!part->empty()) words += (words.empty() ? "" : ", ") + *part;
    }
    return words;
}

std::string in_words(const facts::Conflict& conflict) {
    if (conflict.fact == facts::Conflict::Fact::own_counts) return fmt::format("the library's own counts: {}", conflict.library);
    return fmt::format("{}: the library has \"{}\" and the text \"{}\"", facts::name_of(conflict.fact), conflict.library, conflict.text);
}

document::Beside beside_of(const Holdings& holdings, const LibraryFacts& one) {
    const auto& record = one.found.record;
    document::Beside beside{fmt::format("A library on {} ({}, taken in on {})", record.kind == library::Kind::vote ? "the vote" : "this text", source_of(record), one.found.when.substr(0, 10))};
    const auto put = [&](std::string_view name, std::string words) {
        if (!words.empty()) beside.facts.push_back({std::string(name), std::move(words)});
    };
    put("Title", record.title);
    put("Statement", record.statement);
    put("Published", record.published);
    put("Adopted", record.acted);
    put("Adoption", record.adoption);
    put("Yes-no-abstain", counts_of(record));
    for (const auto& item : record.agenda) put("Agenda item", in_words(item));
    put("Meetings", joined(record.meetings));
    put("Related", joined(record.related));
    put("Notes", joined(record.notes));
    put("Subjects", joined(record.subjects));
    constexpr std::array<std::string_view, 4> labels = {"In favour", "Against", "Abstaining", "Not voting"};
    for (const Ballot ballot : library::all_ballots) put(labels[static_cast<std::size_t>(ballot)], joined(voters_named(holdings, record, ballot, "en")));
    if (one.found.why) put("Reason", *one.found.why);
    for (const auto& conflict : one.conflicts) beside.remarks.push_back("Contradiction: " + in_words(conflict));
    return beside;
}

json::Value to_json(const Holdings& holdings, const LibraryFacts& one) {
    const auto& record = one.found.record;
    json::Array agenda, files, conflicts;
    for (const auto& item : record.agenda) agenda.push_back(json::Object{{"document", maybe(item.document)}, {"item", maybe(item.item)}, {"title", maybe(item.title)}, {"subject", maybe(item.subject)}});
    for (const auto& [language, address] : record.files) files.push_back(json::Object{{"language", maybe(language)}, {"address", address}});
    for (const auto& conflict : one.conflicts) conflicts.push_back(json::Object{{"fact", facts::name_of(conflict.fact)}, {"library", maybe(conflict.library)}, {"text", maybe(conflict.text)}});
    json::Value value = json::Object{{"subject", one.found.subject},
                                     {"about", library::name_of(record.kind)},
                                     {"agency", maybe(record.agency)},
                                     {"number", maybe(record.number)},
                                     {"when", one.found.when},
                                     {"why", json::Value::of(one.found.why)},
                                     {"title", maybe(record.title)},
                                     {"statement", maybe(record.statement)},
                                     {"date_published", maybe(record.published)},
                                     {"date_adopted", maybe(record.acted)},
                                     {"adoption", maybe(record.adoption)},
                                     {"agenda", std::move(agenda)},
                                     {"meetings", json::array_of(record.meetings)},
                                     {"related", json::array_of(record.related)},
                                     {"notes", json::array_of(record.notes)},
                                     {"subjects", json::array_of(record.subjects)},
                                     {"files", std::move(files)}};
    value.put("yes", json::Value::of(record.yes));
    value.put("no", json::Value::of(record.no));
    value.put("abstain", json::Value::of(record.abstain));
    constexpr std::array<std::string_view, 4> names = {"in_favour", "against", "abstaining", "not_voting"};
    for (const Ballot ballot : library::all_ballots) value.put(names[static_cast<std::size_t>(ballot)], json::array_of(voters_named(holdings, record, ballot, "en")));
    value.put("conflicts", std::move(conflicts));
    return value;
}

}  // namespace

std::vector<LibraryFacts> library_facts(const Holdings& holdings, std::string_view symbol, const document::Document* text) {
    std::vector<LibraryFacts> all;
    const RollCalls roll_calls(holdings);
    for (auto& found : facts::records_about(holdings.record().snapshot(), symbol)) {
        auto conflicts = facts::conflicts_of(found.record, text, roll_calls.voters());
        all.push_back({std::move(found), std::move(conflicts)});
    }
    return all;
}

std::string source_of(const library::Record& record) {
    if (record.number.empty()) return record.agency.empty() ? std::string("a record without a number") : record.agency;
    return record.agency.empty() ? fmt::format("record {}", record.number) : fmt::format("{} {}", record.agency, record.number);
}

std::vector<std::string> voters_named(const Holdings& holdings, const library::Record& record, Ballot ballot, std::string_view language) {
    const RollCalls roll_calls(holdings);
    const auto date = Date::from_iso(record.acted);
    std::vector<std::string> names;
    for (const auto& voter : record.who(ballot)) {
        const auto code = roll_calls.voters().code_of(voter, {}, date);
        names.push_back(code ? roll_calls.voters().name_of(*code, language) : voter);
    }
    const text::Collation collation(language);
    std::sort(names.begin(), names.end(), [&](const auto& a, const auto& b) { return collation(a, b); });
    return names;
}

std::vector<document::Beside> library_beside(const Holdings& holdings, const Shown& shown) {
    std::vector<document::Beside> all;
    for (const auto& one : library_facts(holdings, shown.item.symbol.value_or(""), &shown.document)) all.push_back(beside_of(holdings, one));
    return all;
}

json::Array library_json(const Holdings& holdings, std::string_view symbol, const document::Document* text) {
    json::Array all;
    for (const auto& one : library_facts(holdings, symbol, text)) all.push_back(to_json(holdings, one));
    return all;
}

}  // namespace comity::holdings
