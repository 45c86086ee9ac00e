#include <algorithm>
#include <array>
#include <fstream>
#include <istream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/lists.hpp"
#include "cli/table.hpp"
#include "cli/voting.hpp"
#include "document/html_form.hpp"
#include "document/json_form.hpp"
#include "document/pieces.hpp"
#include "document/text_form.hpp"
#include "exports/forms.hpp"
#include "reading/reading.hpp"

namespace comity::cli {

namespace fs = std::filesystem;
using document::Document;
using holdings::Item;

namespace {

/// "3 texts", "2 of 3 texts", or what to say if there is none.
std::string shown_of(std::size_t shown, std::size_t all, std::string_view one, std::string_view many, std::string_view none) {
    if (all == 0) return std::string(none);
    return shown < all ? fmt::format("{} of {}", shown, counted(all, one, many)) : counted(all, one, many);
}

/// What a reader wants to see at once of a reading: how much there is of everything.
std::string sums(const Document& document) {
    const auto of_kind = [&](document::ParagraphKind kind) {
        return static_cast<std::size_t>(std::count_if(document.paragraphs.begin(), document.paragraphs.end(), [&](const auto& p) { return p.kind == kind && p.level == 1; }));
    };
    const auto resolved = static_cast<std::size_t>(
        std::count_if(document.citations.begin(), document.citations.end(), [](const auto& citation) { return citation.target.has_value(); }));
    return fmt::format("{} preambular, {} operative (first level), {}, {} ({} resolved), {}\n", of_kind(document::ParagraphKind::preambular),
                       of_kind(document::ParagraphKind::operative), counted(document.footnotes.size(), "footnote", "footnotes"),
                       counted(document.citations.size(), "citation", "citations"), resolved,
                       counted(document.diagnostics.size(), "remark of the reader", "remarks of the reader"));
}

std::string citations_text(const Document& document) {
    Table table{{"In", "Resolved to", "Citation"}, {}};
    for (const document::Citation& citation : document.citations) table.rows.push_back({citation.in, citation.target.value_or("?"), citation.text});
    std::string text;
    if (table.rows.empty()) return text;
    std::size_t in = 0, target = 0;
    for (const auto& row : table.rows) {
        in = std::max(in, document::columns_of(row[0]));
        target = std::max(target, document::columns_of(row[1]));
    }
    for (const auto& row : table.rows) text += document::harmless(document::padded(row[0], in + 2) + document::padded(row[1], target + 2) + row[2]) + "\n";
    return text;
}

std::string reading_text(const Document& document, const std::string& notice, const Console& console) {
    const std::size_t width = text_width(console);
    std::string text = document::to_text(document, {.width = width, .margin = document::Margin::identifiers, .escapes = console.escapes, .notice = notice});
    const auto section = [&](std::string_view name, const std::string& content) {
        if (!content.empty()) text += document::wrapped({{std::string(name), document::Emphasis::bold}}, {.width = width, .escapes = console.escapes}) + content;
    };
    text += '\n';
    section("What it cites", citations_text(document));
    if (!document.citations.empty()) text += '\n';
    section("What the reader remarks", document::diagnostics_text(document, width));
    if (!document.diagnostics.empty()) text += '\n';
    return text + sums(document);
}

/// A notice that is no data goes where the talk goes.
void say_notice(const holdings::Holdings& holdings, const Console& console) {
    const std::string notice = notice_of(holdings);
    if (!notice.empty()) console.say(notice);
}

std::string list_text(const std::vector<Item>& items, const Console& console) {
    Table table{{"Symbol", "Kind", "Date", "Title"}, {}};
    for (const Item& item : items) {
        table.rows.push_back({name_of(item), std::string(document::name_of(item.kind)), iso(item.date), item.title.value_or("")});
    }
    return aligned(table, console);
}

/// Files that were taken out of view: which, when and why.
std::string out_of_view_text(const holdings::Holdings& holdings, const std::vector<Item>& items, const Console& console) {
    Table table{{"Symbol", "SHA-256", "File", "Since", "Why"}, {}};
    for (const Item& item : items) {
        std::string since, reason;
        for (const record::Entry& entry : holdings.history(item)) {
            if (entry.kind != "document" || entry.state.text("view") != "out") continue;
            since = entry.when;
            reason = entry.why.value_or("");
        }
        table.rows.push_back({item.symbol.value_or(""), item.sha256.substr(0, 8), item.file_name, since, reason});
    }
    return aligned(table, console);
}

}  // namespace

ExitCode run_read(const Arguments& arguments, Console& console) {
    const auto [document, invented] = read_file(arguments.operands()[0], "read", console);
    const std::string format = arguments.value_or("format", "text");
    const std::string notice = invented ? std::string(invented_notice) : std::string();
    if (format == "json") {
        json::Value value = document::to_json(document);
        if (invented) value.put("invented", true);
        console.put_json(value);
    } else {
        console.put(format == "html" ? document::to_html(document, {.notice = notice}) : reading_text(document, notice, console));
    }
    return ExitCode::done;
}

ExitCode run_list(const Arguments& arguments, Console& console) {
    const auto filter = filter_of(arguments);
    const auto holdings = open_to_read(arguments, console);
    const holdings::List list = arguments.has("out-of-view") ? holdings->out_of_view() : holdings->list(filter);
    const std::string format = arguments.value_or("format", "text");
    if (format == "json") {
        console.put_json(list_json(list, *holdings));
    } else if (format == "csv") {
        console.put(list_csv(list, *holdings));
    } else {
        say_notice(*holdings, console);
        if (!list.items.empty()) console.put(arguments.has("out-of-view") ? out_of_view_text(*holdings, list.items, console) : list_text(list.items, console));
        const bool nothing_at_all = list.total == 0 && holdings->record().snapshot().size() == 0;
        const std::string_view none = nothing_at_all                 ? "the record is empty: comity import PATH brings documents in"
                                      : arguments.has("out-of-view") ? "no file is out of view"
                                                                     : "no text of the record fits";
        const bool files = arguments.has("out-of-view");
        console.say(shown_of(list.items.size(), list.total, files ? "file" : "text", files ? "files" : "texts", none));
    }
    return ExitCode::done;
}

namespace {

std::string_view because_of(holdings::ChosenBy chosen_by) {
    switch (chosen_by) {
        case holdings::ChosenBy::only_file: return "it is the only one in view";
        case holdings::ChosenBy::person: return "a person chose it";
        case holdings::ChosenBy::footnotes: return "it has footnotes and the others have none";
        case holdings::ChosenBy::fewest_doubts: return "it has the fewest doubts";
        case holdings::ChosenBy::first_hash: return "its SHA-256 is the first of them, the others being as good";
    }
    return "";
}

/// What else there is to know of a text that is shown: talk, so that the text itself can be kept.
void say_more(const holdings::Shown& shown, const Console& console) {
    if (!shown.item.in_view) console.say("this file was taken out of view: see comity history");
    if (!shown.other_files.empty()) {
        console.say(fmt::format("{} of this symbol in the record; this one is shown because {}", counted(shown.other_files.size(), "other file", "other files"),
                                because_of(shown.chosen_by)));
    }
    for (const Item& other : shown.in_other_languages) console.say(fmt::format("also in the record: --language {}", other.language));
    for (const auto& correction : shown.corrections) {
        if (correction.fit == holdings::Fit::no_longer_fits) console.say(fmt::format("a correction no longer fits: {}", correction.because.english));
    }
}

}  // namespace

ExitCode run_show(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const Item item = holdings->find(arguments.operands()[0], arguments.value_or("language", ""));
    const std::string format = arguments.value_or("format", "text");
    if (format == "source") {
        console.put(holdings->source(item));
        return ExitCode::done;
    }
    const holdings::Shown shown = holdings->show(item);
    if (format == "json") {
        console.put_json(shown_json(shown, *holdings));
        return ExitCode::done;
    }
    const std::string notice = notice_of(*holdings);
    const auto beside = holdings::roll_calls_beside(*holdings, shown);
    if (const auto form = exports::form_named(format); form && *form != exports::Form::text) {
        console.put(exports::made(*form, *holdings, shown, notice));
    } else {
        // What only a program needs would be in the way of who reads on a screen.
        const auto ending = console.out_is == Place::terminal ? document::Ending::nothing : document::Ending::paragraph_list;
        console.put(document::to_text(shown.document, {.width = text_width(console), .escapes = console.escapes, .notice = notice, .beside = beside, .ending = ending}));
        say_more(shown, console);
    }
    return ExitCode::done;
}

namespace {

/// Without a symbol: what comes again and again.
ExitCode list_series(const holdings::Holdings& holdings, std::string_view format, Console& console) {
    const auto recurring = holdings.recurring();
    if (format == "json") {
        json::Array values;
        for (const holdings::Recurring& one : recurring) values.push_back(to_json(one));
        console.put_json(marked(std::move(values), holdings));
        return ExitCode::done;
    }
    Table table{{"Texts", "First", "Last", "Latest", "Body", "Title"}, {}};
    for (const holdings::Recurring& one : recurring) {
        table.rows.push_back({std::to_string(one.texts), std::to_string(one.first_year), std::to_string(one.last_year), name_of(one.latest),
                              one.latest.body.value_or(""), one.latest.title.value_or("")});
    }
    if (format == "csv") {
        console.put(marked_csv(std::move(table), holdings));
        return ExitCode::done;
    }
    say_notice(holdings, console);
    if (!recurring.empty()) console.put(aligned(table, console));
    console.say(recurring.empty() ? std::string("no text of the record has come again under its title")
                                  : fmt::format("{}; all sessions of one: comity series {}", counted(recurring.size(), "text comes", "texts come") + " again and again",
                                                recurring.front().latest.address));
    return ExitCode::done;
}

/// A line each, the drafts of a text above it. What only one thing speaks for is marked as a guess.
Table members_table(const holdings::Series& series) {
    Table table{{"Year", "Symbol", "Date", "Status", "Why"}, {}};
    const auto put_drafts = [&](const std::vector<holdings::HungDraft>& drafts, std::string_view of) {
        for (const holdings::HungDraft& draft : drafts) {
            table.rows.push_back({iso(draft.item.date).substr(0, 4), name_of(draft.item), iso(draft.item.date), of.empty() ? "draft in the record" : fmt::format("draft of {}", of), std::string(draft.why)});
        }
    };
    for (const holdings::Member& member : series.members) {
        put_drafts(member.drafts, member.symbol.value_or("that year's text"));
        table.rows.push_back({member.year ? std::to_string(*member.year) : "", member.symbol.value_or(""), iso(member.date), std::string(holdings::name_of(member.status)),
                              fmt::format("{}{}", fmt::join(member.why, ", "), member.guess ? " (a guess)" : "")});
    }
    put_drafts(series.loose_drafts, "");
    return table;
}

}  // namespace

ExitCode run_series(const Arguments& arguments, Console& console) {
    if (arguments.operands().empty() && (arguments.has("votes") || arguments.has("state"))) throw Error(Fault::bad_request, "say of which series: comity series SYMBOL --votes");
    const std::string wanted = arguments.value_or("format", "text");
    const bool is_table = arguments.has("table");
    if (is_table && arguments.operands().empty()) throw Error(Fault::bad_request, "--table needs a text: comity series SYMBOL --table");
    if (!is_table && (wanted == "html" || wanted == "docx")) throw Error(Fault::bad_request, "a series comes as text, json or csv, and with --table as html and docx, too");
    if (!is_table && arguments.has("limit")) throw Error(Fault::bad_request, "--limit is for --table: comity series SYMBOL --table --limit 4");
    const auto holdings = open_to_read(arguments, console);
    if (arguments.operands().empty()) return list_series(*holdings, arguments.value_or("format", "text"), console);
    const Item item = holdings->find(arguments.operands()[0], arguments.value_or("language", ""));
    if (is_table) return put_series_table(*holdings, item, arguments, console);
    const holdings::Series series = holdings->series(item);
    if (arguments.has("votes") || arguments.has("state")) return series_votes(*holdings, series, arguments, console);
    const std::string format = arguments.value_or("format", "text");
    if (format == "json") {
        console.put_json(marked(to_json(series), *holdings));
        return ExitCode::done;
    }
    Table table = members_table(series);
    if (format == "csv") {
        console.put(marked_csv(std::move(table), *holdings));
        return ExitCode::done;
    }
    say_notice(*holdings, console);
    if (series.title) {
        console.put(document::wrapped({{*series.title, document::Emphasis::bold}}, {.width = text_width(console), .escapes = console.escapes}) + "\n");
    }
    console.put(aligned(table, console));
    const auto put = [&](const std::string& line) { console.put(document::wrapped(document::harmless(line), {.width = text_width(console), .indent = 4})); };
    if (!series.sisters.empty() || series.titles.size() > 1) console.put("\n");
    for (const holdings::Sister& sister : series.sisters) {
        put(fmt::format("Sister series of the {}: {}, the latest is {}", sister.body, counted(sister.texts, "text", "texts"), name_of(sister.latest)));
    }
    for (const holdings::Member& member : series.members) {
        if (member.new_title) put(fmt::format("From {} on its title is: {}", member.symbol.value_or(member.item->name), *member.new_title));
    }
    for (const auto& status : holdings->memberships(item)) put(fmt::format("{} ({}, {}{})", sentence_of(status), status.who.name, status.when.substr(0, 10), status.why ? ": " + *status.why : ""));
    return ExitCode::done;
}

namespace {

/// The part of a passage around its first match, matches in bold where the terminal can.
std::vector<document::StyledText> excerpt(const holdings::Hit& hit, std::size_t most) {
    std::size_t begin = 0, end = hit.text.size();
    if (document::columns_of(hit.text) > most) {
        const std::size_t first = hit.marks.empty() ? 0 : hit.marks[0].first;
        begin = first > most / 3 ? hit.text.find(' ', first - most / 3) : 0;
        if (begin == std::string::npos || begin > first) begin = first;
        end = hit.text.rfind(' ', std::min(hit.text.size(), begin + most));
        if (end == std::string::npos || end <= begin) end = hit.text.size();
    }
    std::vector<document::StyledText> texts;
    const auto add = [&](std::size_t from, std::size_t to, document::Emphasis emphasis) {
        from = std::max(from, begin);
        to = std::min(to, end);
        if (from < to) texts.push_back({hit.text.substr(from, to - from), emphasis});
    };
    if (begin > 0) texts.push_back({"… ", document::Emphasis::none});
    std::size_t reached = 0;
    for (const auto& [from, to] : hit.marks) {
        add(reached, from, document::Emphasis::none);
        add(from, to, document::Emphasis::bold);
        reached = to;
    }
    add(reached, hit.text.size(), document::Emphasis::none);
    if (end < hit.text.size()) texts.push_back({" …", document::Emphasis::none});
    return texts;
}

std::string hits_text(const holdings::SearchResult& result, const Console& console) {
    const std::size_t width = text_width(console);
    std::string text;
    for (const holdings::Hit& hit : result.hits) {
        const std::string name = name_of(hit.item);
        text += document::wrapped({{name, document::Emphasis::bold}, {fmt::format(" {}  {}", hit.paragraph, iso(hit.item.date)), {}}},
                                  {.width = width, .escapes = console.escapes});
        text += document::wrapped(excerpt(hit, width * 3), {.width = width, .first = "    ", .indent = 4, .escapes = console.escapes});
    }
    return text;
}

std::string hits_csv(const holdings::SearchResult& result, const holdings::Holdings& holdings) {
    Table table{{"Symbol", "Kind", "Title", "Date", "Paragraph", "Text"}, {}};
    for (const holdings::Hit& hit : result.hits) {
        table.rows.push_back({name_of(hit.item), std::string(document::name_of(hit.item.kind)), hit.item.title.value_or(""),
                              iso(hit.item.date), hit.paragraph, hit.text});
    }
    return marked_csv(std::move(table), holdings);
}

}  // namespace

namespace {

/// In how many texts the words stand, and what these can be told apart by.
void put_counts(const holdings::Facets& facets, const Arguments& arguments, const Console& console) {
    const std::array<std::pair<std::string_view, const holdings::Facets::Counts*>, 3> all = {{{"body", &facets.bodies}, {"decade", &facets.decades}, {"kind", &facets.kinds}}};
    Table table{{"By", "Which", "Texts"}, {}};
    json::Object object;
    for (const auto& [by, counts] : all) {
        json::Array rows;
        for (const auto& [which, texts] : *counts) {
            table.rows.push_back({std::string(by), which.empty() ? "(none stated)" : which, std::to_string(texts)});
            rows.emplace_back(json::Object{{std::string(by), which.empty() ? json::Value() : json::Value(which)}, {"texts", texts}});
        }
        object.emplace_back(std::string(by), std::move(rows));
    }
    const std::string format = arguments.value_or("format", "text");
    if (format == "json") {
        console.put_json(json::Value(std::move(object)));
    } else {
        console.put(format == "csv" ? csv(table) : table.rows.empty() ? "" : aligned(table, console));
    }
}

std::optional<int> decade_of(const std::optional<std::string>& given) {
    if (!given) return std::nullopt;
    const std::string year = given->size() == 5 && given->ends_with('s') ? given->substr(0, 4) : *given;
    const auto date = Date::from_iso(year + "-01-01");
    if (!date) throw Error(Fault::bad_request, "--decade takes a decade such as 1990, not \"{}\"", *given);
    return date->year() / 10 * 10;
}

}  // namespace

ExitCode run_search(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    holdings::SearchOptions options;
    options.offset = arguments.number("offset").value_or(0);
    options.limit = arguments.number("limit").value_or(options.limit);
    options.body = arguments.value("body");
    options.language = arguments.value("language");
    options.decade = decade_of(arguments.value("decade"));
    if (auto kind = arguments.value("kind")) {
        std::replace(kind->begin(), kind->end(), '-', ' ');
        options.kind = document::kind_named(*kind);
    }
    const std::string words = fmt::format("{}", fmt::join(arguments.operands(), " "));
    const holdings::SearchResult result = holdings->search(words, options);
    const std::string format = arguments.value_or("format", "text");
    if (arguments.has("counts")) {
        put_counts(result.facets, arguments, console);
    } else if (format == "json") {
        console.put_json(marked(to_json(result), *holdings));
    } else if (format == "csv") {
        console.put(hits_csv(result, *holdings));
    } else {
        say_notice(*holdings, console);
        console.put(hits_text(result, console));
        if (result.goes_to) console.say(fmt::format("this is a symbol: comity show {}", result.goes_to->address));
        if (!result.goes_to || !result.hits.empty()) {
            console.say(shown_of(result.hits.size(), result.passages, "passage", "passages", fmt::format("no passage has: {}", words)));
        }
    }
    if (!result.remark.empty()) console.say(document::harmless(result.remark));
    if (result.did_you_mean) console.say(document::harmless(fmt::format("did you mean: {}", *result.did_you_mean)));
    if (result.entries_missing > 0) console.say(fmt::format("{} not searched yet: try again in a moment", counted(static_cast<std::size_t>(result.entries_missing), "entry is", "entries are")));
    return ExitCode::done;
}

namespace {

/// What an entry is about, in a line.
std::string what_of(const record::Entry& entry) {
    if (entry.kind == "membership") {
        const holdings::Membership said = holdings::membership_from(entry.state);
        return fmt::format("{}{} {} to the series of {}", said.withdrawn ? "taken back: " : "", said.document.substr(0, 8), said.belongs == holdings::Belongs::yes ? "belongs" : "does not belong", said.other.substr(0, 8));
    }
    if (entry.kind == "correction") return holdings::sentence_of(holdings::correction_from(entry.state));
    const std::string file = entry.state.text("file_name");
    return file.empty() ? entry.subject : file;
}

}  // namespace

ExitCode run_history(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const Item item = holdings->find(arguments.operands()[0], arguments.value_or("language", ""));
    const std::vector<record::Entry> entries = holdings->history(item);
    if (arguments.value_or("format", "text") == "json") {
        json::Array values;
        for (const record::Entry& entry : entries) values.push_back(record::to_json(entry));
        console.put_json(values);
        return ExitCode::done;
    }
    Table table{{"Entry", "When", "Act", "Who", "What", "Why"}, {}};
    for (const record::Entry& entry : entries) {
        const std::string who = fmt::format("{}{}", entry.who.name, entry.on_behalf_of ? " for " + *entry.on_behalf_of : "");
        table.rows.push_back({std::to_string(entry.position), entry.when, entry.act, who, what_of(entry), entry.why.value_or("")});
    }
    console.put(aligned(table, console));
    for (const Item& other : holdings->out_of_view().items) {
        if (item.symbol && other.symbol == item.symbol && other.number != item.number) {
            console.say(fmt::format("another file of it is out of view: comity history {}", other.sha256.substr(0, 8)));
        }
    }
    return ExitCode::done;
}

}  // namespace comity::cli
