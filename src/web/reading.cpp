// `/documents/SYMBOL`: the text with all that is around it, its downloads, its original file, its history.
#include <charconv>

#include <fmt/format.h>

#include "base/error.hpp"
#include "document/pieces.hpp"
#include "document/symbol.hpp"
#include "machinery/cooperation/cooperation.hpp"
#include "machinery/holdings/voting.hpp"
#include "reading/reading.hpp"
#include "web/acts.hpp"
#include "web/items.hpp"
#include "web/library_facts.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/taking.hpp"
#include "web/text_view.hpp"
#include "web/votes.hpp"

namespace comity::web::pages {

namespace {

using holdings::Item;
using holdings::Shown;

/// Texts that cite this one, each once, with the places in it.
List citing_view(const Visit& visit, const std::vector<holdings::Citing>& citing) {
    List list;
    for (std::size_t i = 0; i < citing.size();) {
        const Item& item = citing[i].item;
        List places;
        std::size_t end = i;
        for (; end < citing.size() && citing[end].item.sha256 == item.sha256; ++end) {
            places.push_back(View{{"address", address_of(item, citing[end].paragraph)}, {"words", place_in_words(visit, citing[end].paragraph)}});
        }
        View row = row_of(visit, item);
        row.put("places", std::move(places));
        list.push_back(std::move(row));
        i = end;
    }
    return list;
}

List other_files_view(const Visit& visit, const Shown& shown) {
    List list;
    for (const holdings::OtherFile& other : shown.other_files) {
        View row = row_of(visit, other.item);
        row.put("file", other.item.file_name);
        row.put("same", other.same);
        row.put("differing", other.differing.empty() ? Value("") : Value(untranslated(fmt::format("{}", fmt::join(other.differing, ", ")))));
        row.put("only_shown", other.only_shown.empty() ? Value("") : Value(untranslated(fmt::format("{}", fmt::join(other.only_shown, ", ")))));
        row.put("only_other", other.only_other.empty() ? Value("") : Value(untranslated(fmt::format("{}", fmt::join(other.only_other, ", ")))));
        const bool notes_differ = other.footnotes_shown != other.footnotes_other;
        row.put("footnotes", notes_differ ? visit.text("files.footnotes", {{"shown", other.footnotes_shown}, {"other", other.footnotes_other}}) : std::string());
        list.push_back(std::move(row));
    }
    return list;
}

/// What the reader of the file could not place: its diagnostics, and the paragraphs that it could not call anything.
List unplaced_view(const Visit& visit, const document::Document& document) {
    List list;
    for (const document::Diagnostic& diagnostic : document.diagnostics) {
        list.push_back(View{{"severity", visit.text("severity", {{"severity", document::name_of(diagnostic.severity)}})},
                            {"strong", diagnostic.severity != document::Severity::note},
                            {"line", diagnostic.line == 0 ? Value("") : Value(visit.words.figures(std::to_string(diagnostic.line)))},
                            {"message", diagnostic_in_words(visit, diagnostic)},
                            {"address", ""}});
    }
    for (const document::Paragraph& paragraph : document.paragraphs) {
        if (paragraph.kind != document::ParagraphKind::other) continue;
        list.push_back(View{{"severity", visit.text("severity", {{"severity", "note"}})},
                            {"strong", false},
                            {"line", paragraph.lines.empty() ? Value("") : Value(visit.words.figures(std::to_string(paragraph.lines.front().first)))},
                            {"message", visit.html("unplaced.paragraph", {{"id", untranslated(paragraph.id)}})},
                            {"address", "#" + http::path_encoded(paragraph.id)}});
    }
    return list;
}

/// After an act its receipt: of an entry about this text.
Value receipt(const Visit& visit, const Item& item) {
    const auto recorded = entry_recorded(visit);
    if (!recorded) return "";
    const auto history = visit.holdings().history(item);
    const bool about_it = std::any_of(history.begin(), history.end(), [&](const record::Entry& entry) { return entry.position == recorded->position; });
    return about_it ? Value(entry_view(visit, *recorded)) : Value("");
}

/// In place of a file that was taken out of view: who did, when and why, and the way back.
http::Response withdrawn(const Visit& visit, const Item& item) {
    View view{{"item", row_of(visit, item)},
              {"file", untranslated(item.file_name)},
              {"receipt", receipt(visit, item)},
              {"entry", ""},
              {"history_address", page_address(item, "/history")},
              {"correct_address", page_address(item, "/correct")}};
    for (const record::Entry& entry : visit.holdings().history(item)) {
        if (entry.subject.ends_with(item.sha256)) view.put("entry", entry_view(visit, entry));  // the last one stands
    }
    return respond(visit, {item.name, "documents", "withdrawn", std::move(view), 410});
}

/// In place of a text that nobody has imported: what cites it, and how to bring it in.
http::Response absent(const Visit& visit, const document::Symbol& symbol) {
    holdings::Filter citing;
    citing.cites = symbol.canonical();
    citing.limit = 1;
    const std::size_t count = visit.holdings().list(citing).total;
    View view{{"name", untranslated(symbol.canonical())},
              {"citing", count == 0 ? Value("") : Value(count)},
              {"citing_address", citing_address(symbol.canonical())},
              {"in_query", http::query_encoded(symbol.display())}};
    http::Response response = respond(visit, {visit.text("absent.heading", {{"name", symbol.canonical()}}), "documents", "absent", std::move(view), 404});
    response.set("Cache-Control", "no-store");
    return response;
}

std::string with_parameter(std::string address, std::string_view parameter) {
    address += address.find('?') == std::string::npos ? '?' : '&';
    return address.append(parameter);
}

/// `?line=42` of a link that was made on an earlier reading: the paragraph that begins in that line of the file today. The file's lines
/// never change, whatever a better reader makes of them.
Value pointed_at(const Visit& visit, const document::Document& document) {
    const std::string_view line = visit.query.get("line");
    if (line.empty()) return "";
    for (const document::Paragraph& paragraph : document.paragraphs) {
        const bool there = !paragraph.lines.empty() && std::to_string(paragraph.lines.front().first) == line;
        if (there) return View{{"address", "#" + http::path_encoded(paragraph.id)}, {"place", place_in_words(visit, paragraph.id)}, {"line", line}};
    }
    return "";
}

/// The entry that `?as_of=` names, if it does: no number is the present.
std::optional<std::int64_t> moment_asked(const Visit& visit) {
    const std::string_view text = visit.query.get("as_of");
    if (text.empty()) return std::nullopt;
    const auto position = position_in(text);
    if (!position) throw SaidError(Fault::bad_request, visit.text("reading.no_moment"));
    return position;
}

/// Said above a text that is shown as it stood: after which entry. "" where nothing has changed since.
Value as_it_stood(const Visit& visit, const Shown& shown) {
    if (!moment_asked(visit)) return "";
    const auto entry = visit.holdings().record().snapshot().at(shown.as_of - 1);
    if (!entry) return "";
    return View{{"position", visit.words.figures(std::to_string(entry->position))}, {"when", moment(visit, entry->when)}};
}

/// Whether the page is asked to say of each word since when it stands.
bool ages_asked(const Visit& visit) { return visit.query.get("ages") == "1"; }

DeedsUnder deeds_under_item(const Visit& visit, const Item& item) {
    const std::string name = item.symbol ? *item.symbol : item.sha256;
    return {cooperation::deeds_by_paragraph(visit.holdings().record().snapshot(), name), fmt::format("/cooperation?document={}&paragraph=", http::query_encoded(name))};
}

View reading_view(const Visit& visit, const Shown& shown) {
    const Item& item = shown.item;
    const document::Document& document = shown.document;
    const Leads leads = leads_of(visit, document);
    const std::vector<holdings::Citing> citing = visit.holdings().cited_by(item);
    const holdings::Neighbours neighbours = visit.holdings().neighbours(item);
    View view{{"title", title_of(item)},
              {"untitled", !item.title},
              {"lang", document.language},
              {"text_direction", document::direction_of(document.language)},
              {"first_facts", first_facts_view(visit, item, document)},
              {"facts", facts_view(visit, item, document, leads)},
              {"text", text_view(visit, document, leads, address_of(item), ages_asked(visit) ? ages_of(visit, item) : Ages(), deeds_under_item(visit, item))},
              {"ages_on", ages_asked(visit)},
              {"ages_address", with_parameter(address_of(item), "ages=1")},
              {"plain_address", address_of(item)},
              {"vote", vote_view(visit, document)},
              {"pointed_at", pointed_at(visit, document)},
              {"as_it_stood", as_it_stood(visit, shown)},
              {"today_address", address_of(item)},
              {"before_address", neighbours.before ? Value(address_of(*neighbours.before)) : Value("")},
              {"after_address", neighbours.after ? Value(address_of(*neighbours.after)) : Value("")},
              {"before_name", neighbours.before ? neighbours.before->name : std::string()},
              {"after_name", neighbours.after ? neighbours.after->name : std::string()},
              {"compare_address", neighbours.before ? Value(compare_address(*neighbours.before, item)) : Value("")},
              {"asks_address", page_address(item, "/mandates")},
              {"precedents_address", "/precedents?of=" + http::query_encoded(item.address)},
              {"spine", spine_view(visit, document)},
              {"citing", citing_view(visit, citing)},
              {"citing_count", citing.size()},
              {"other_files", other_files_view(visit, shown)},
              {"chosen_by", code_of(holdings::name_of(shown.chosen_by))},
              {"languages", rows_of(visit, shown.in_other_languages)},
              {"unplaced", unplaced_view(visit, document)},
              {"corrections", corrections_view(visit, shown)},
              {"receipt", receipt(visit, item)},
              {"not_shown", !item.shown},
              {"symbol_address", item.symbol ? Value("/documents/" + http::path_encoded(*item.symbol)) : Value("")}};
    view.put("series_address", item.title && item.body ? Value("/series/" + http::path_encoded(item.address)) : Value(""));
    const Value roll_calls = roll_calls_view(visit, item, document);
    view.put("has_vote", document.vote.has_value() || roll_calls.shown());
    view.put("roll_calls", roll_calls);
    view.put("library", library_view(visit, item, document));
    view.put("history_address", page_address(item, "/history"));
    view.put("correct_address", page_address(item, "/correct"));
    view.put("standing_address", with_parameter(address_of(item), fmt::format("as_of={}", shown.as_of - 1)));
    return view;
}

}  // namespace

http::Response reading(const Visit& visit) {
    Item item;
    try {
        item = visit.holdings().find(visit.rest, visit.query.get("language"));
    } catch (const Error& error) {
        const auto symbol = document::Symbol::parse(visit.rest, visit.holdings().vocabulary());
        if (error.fault() != Fault::not_found || !symbol) throw;
        return absent(visit, *symbol);
    }
    if (auto elsewhere = to_its_own_address(visit, item, "")) return *elsewhere;
    if (!item.in_view) return withdrawn(visit, item);
    const auto asked = moment_asked(visit);
    const Shown shown = asked ? visit.holdings().show_as_of(item, *asked) : visit.holdings().show(item);
    if (visit.query.has("format")) return as_file(visit, shown, visit.query.get("format"));
    if (visit.query.has("quote")) return quote(visit, shown);
    const std::string title = item.title ? fmt::format("{} · {}", item.name, *item.title) : item.name;
    Page page{title, "documents", "reading", reading_view(visit, shown)};
    offer_forms(page, address_of(item));
    page.downloads.push_back({"original", "/file/" + item.sha256});
    page.print_head = item.symbol.value_or(item.name);
    return respond(visit, std::move(page));
}

http::Response history(const Visit& visit) {
    const Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    if (auto elsewhere = to_its_own_address(visit, item, "/history")) return *elsewhere;
    List entries;
    for (const record::Entry& entry : readable(visit, visit.holdings().history(item))) entries.push_back(entry_view(visit, entry));
    View view{{"item", row_of(visit, item)}, {"entries", std::move(entries)}};
    return respond(visit, {visit.text("history.title", {{"name", item.name}}), "documents", "history", std::move(view)});
}

http::Response original(const Visit& visit) {
    // Only the full name of a file: its address says exactly which bytes will come.
    if (visit.rest.size() != 64) throw Error(Fault::not_found, "a file is named by the 64 digits of its SHA-256");
    const Item item = visit.holdings().find(visit.rest);
    std::string bytes = visit.holdings().source(item);
    const std::string_view type = reading::media_type(reading::recognize(bytes));
    return download(type, item.file_name.empty() ? item.sha256 + ".txt" : item.file_name, std::move(bytes));  // never shown: a browser would run what is in it
}

}  // namespace comity::web::pages
