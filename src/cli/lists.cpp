#include "cli/lists.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "document/json_form.hpp"
#include "machinery/holdings/library.hpp"
#include "machinery/holdings/voting.hpp"

namespace comity::cli {

using holdings::Item;

namespace {

template <typename Items>
json::Value array(const Items& items) {
    json::Array values;
    for (const auto& item : items) values.push_back(holdings::to_json(item));
    return values;
}

}  // namespace

json::Value marked(json::Value value, const holdings::Holdings& holdings) {
    if (notice_of(holdings).empty()) return value;
    if (const auto* items = value.as_array()) {
        json::Array all;
        for (const json::Value& item : *items) all.push_back(marked(item, holdings));
        return all;
    }
    value.put("invented", true);
    return value;
}

std::string marked_csv(Table table, const holdings::Holdings& holdings) {
    if (!notice_of(holdings).empty()) {
        table.heads.push_back("Invented");
        for (auto& row : table.rows) row.push_back("yes");
    }
    return csv(table);
}

json::Value list_json(const holdings::List& list, const holdings::Holdings& holdings) { return marked(holdings::to_json(list), holdings); }

std::string list_csv(const holdings::List& list, const holdings::Holdings& holdings) {
    Table table{{"Symbol", "Kind", "Title", "Date", "Body", "Session", "Language", "Paragraphs", "Footnotes", "Doubts", "File", "SHA256"}, {}};
    for (const Item& item : list.items) {
        table.rows.push_back({item.symbol.value_or(""), std::string(document::name_of(item.kind)), item.title.value_or(""), iso(item.date),
                              item.body.value_or(""), item.session.value_or(""), item.language, std::to_string(item.paragraphs),
                              std::to_string(item.footnotes), std::to_string(item.doubts), item.file_name, item.sha256});
    }
    return marked_csv(std::move(table), holdings);
}

json::Value shown_json(const holdings::Shown& shown, const holdings::Holdings& holdings) {
    json::Value value = document::to_json(shown.document);
    json::Array languages;
    for (const Item& item : shown.in_other_languages) languages.emplace_back(item.language);
    value.put("file_name", shown.item.file_name);
    value.put("chosen_by", holdings::name_of(shown.chosen_by));
    value.put("other_files", array(shown.other_files));
    value.put("other_languages", std::move(languages));
    value.put("corrections", array(shown.corrections));
    const holdings::RollCalls roll_calls(holdings);
    if (auto all = to_json(roll_calls.on(shown.item.symbol.value_or(""), &shown.document), roll_calls); !all.empty()) value.put("roll_calls", std::move(all));
    if (auto library = holdings::library_json(holdings, shown.item.symbol.value_or(""), &shown.document); !library.empty()) value.put("library", std::move(library));
    return marked(std::move(value), holdings);
}

namespace {

int year_of(const std::string& text) {
    const auto date = Date::from_iso(text + "-01-01");
    if (!date) throw Error(Fault::bad_request, "--year takes a year such as 2023, not \"{}\"", text);
    return date->year();
}

}  // namespace

holdings::Filter filter_of(const Arguments& arguments) {
    holdings::Filter filter;
    filter.body = arguments.value("body");
    filter.session = arguments.value("session");
    filter.language = arguments.value("language");
    filter.cites = arguments.value("cites");
    filter.title_words = arguments.value_or("title", "");
    if (const auto year = arguments.value("year")) filter.year = year_of(*year);
    if (auto kind = arguments.value("kind")) {
        std::replace(kind->begin(), kind->end(), '-', ' ');
        filter.kind = document::kind_named(*kind);
    }
    if (arguments.value("order") == "date") filter.order = holdings::Order::date;
    filter.offset = arguments.number("offset").value_or(0);
    filter.limit = arguments.number("limit").value_or(0);
    return filter;
}

std::string iso(const std::optional<Date>& date) { return date ? date->iso() : ""; }

std::string name_of(const Item& item) { return item.symbol.value_or(item.name); }

}  // namespace comity::cli
