#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "machinery/facts/facts.hpp"
#include "json/members.hpp"

namespace comity::facts {

namespace {

using library::Record;

/// What a record doesn't say isn't in its state.
void put(json::Value& state, std::string_view name, const std::string& text) {
    if (!text.empty()) state.put(name, text);
}
void put(json::Value& state, std::string_view name, const std::vector<std::string>& list) {
    if (!list.empty()) state.put(name, json::array_of(list));
}
void put(json::Value& state, std::string_view name, const std::optional<int>& count) {
    if (count) state.put(name, *count);
}

std::optional<int> count_in(const json::Value& state, std::string_view name) {
    const auto* count = state[name].as_integer();
    return count == nullptr ? std::nullopt : std::optional(static_cast<int>(*count));
}

}  // namespace

json::Value to_state(const Record& record) {
    json::Value state = json::Object{{"about", library::name_of(record.kind)}, {"symbols", json::array_of(record.symbols)}};
    put(state, "number", record.number);
    put(state, "agency", record.agency);
    put(state, "title", record.title);
    put(state, "statement", record.statement);
    put(state, "published", record.published);
    put(state, "acted", record.acted);
    put(state, "adoption", record.adoption);
    json::Array agenda;
    for (const auto& item : record.agenda) agenda.push_back(json::Object{{"document", item.document}, {"item", item.item}, {"title", item.title}, {"subject", item.subject}});
    if (!agenda.empty()) state.put("agenda", std::move(agenda));
    put(state, "meetings", record.meetings);
    put(state, "related", record.related);
    put(state, "notes", record.notes);
    put(state, "subjects", record.subjects);
    put(state, "yes", record.yes);
    put(state, "no", record.no);
    put(state, "abstain", record.abstain);
    put(state, "not_voting", record.not_voting);
    put(state, "members", record.members);
    // Each side as one text, so that an entry stays small; no code or name has a semicolon.
    json::Object voters;
    for (const auto ballot : library::all_ballots) {
        if (!record.who(ballot).empty()) voters.emplace_back(library::name_of(ballot), fmt::format("{}", fmt::join(record.who(ballot), ";")));
    }
    if (!voters.empty()) state.put("voters", std::move(voters));
    json::Array files;
    for (const auto& [language, address] : record.files) files.push_back(json::Object{{"language", language}, {"address", address}});
    if (!files.empty()) state.put("files", std::move(files));
    return state;
}

Record record_from(const json::Value& state) {
    Record record;
    record.kind = state.text("about") == library::name_of(library::Kind::vote) ? library::Kind::vote : library::Kind::document;
    record.symbols = json::texts_in(state["symbols"]);
    record.number = state.text("number");
    record.agency = state.text("agency");
    record.title = state.text("title");
    record.statement = state.text("statement");
    record.published = state.text("published");
    record.acted = state.text("acted");
    record.adoption = state.text("adoption");
    if (const auto* agenda = state["agenda"].as_array()) {
        for (const auto& item : *agenda) record.agenda.push_back({item.text("document"), item.text("item"), item.text("title"), item.text("subject")});
    }
    record.meetings = json::texts_in(state["meetings"]);
    record.related = json::texts_in(state["related"]);
    record.notes = json::texts_in(state["notes"]);
    record.subjects = json::texts_in(state["subjects"]);
    record.yes = count_in(state, "yes");
    record.no = count_in(state, "no");
    record.abstain = count_in(state, "abstain");
    record.not_voting = count_in(state, "not_voting");
    record.members = count_in(state, "members");
    for (const auto ballot : library::all_ballots) {
        const std::string side = state["voters"].text(library::name_of(ballot));
        for (std::size_t begin = 0; begin < side.size();) {
            const std::size_t end = std::min(side.find(';', begin), side.size());
            record.voters[static_cast<std::size_t>(ballot)].push_back(side.substr(begin, end - begin));
            begin = end + 1;
        }
    }
    if (const auto* files = state["files"].as_array()) {
        for (const auto& file : *files) record.files.emplace_back(file.text("language"), file.text("address"));
    }
    return record;
}

std::string subject_of(const Record& record) {
    if (!record.number.empty()) return fmt::format("facts:{}:{}", record.agency.empty() ? "-" : record.agency, record.number);
    return fmt::format("facts:{}:{}", library::name_of(record.kind), record.symbols.front());
}

}  // namespace comity::facts
