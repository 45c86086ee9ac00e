#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/lists.hpp"
#include "cli/table.hpp"
#include "document/terminal.hpp"
#include "machinery/holdings/phrase_use.hpp"
#include "text/text.hpp"

namespace comity::cli {

using document::Emphasis;
using document::StyledText;
using holdings::PrecedentMatch;
using holdings::PrecedentOptions;

namespace {

/// A passage of fewer words has no run of three: what there is to say of it is how it was used.
constexpr std::size_t least_words = 3;
/// A best wording that has no more of the passage than this is no close one.
constexpr double about_half = 0.55;

PrecedentOptions options_of(const Arguments& arguments) {
    PrecedentOptions options;
    options.limit = std::max<std::size_t>(1, arguments.number("limit").value_or(options.limit));
    options.body = arguments.value("body");
    options.language = arguments.value("language");
    if (arguments.has("drafts")) options.among = PrecedentOptions::Among::drafts_too;
    if (const auto before = arguments.value("before")) {
        options.before = Date::from_iso(before->size() == 4 ? *before + "-01-01" : *before);
        if (!options.before) throw Error(Fault::bad_request, "--before takes a date such as 2023-12-19 or a year, not \"{}\"", *before);
    }
    for (const Arguments::Given& given : arguments.given()) {
        if (given.name == "except") options.except.push_back(given.value);
    }
    return options;
}

/// A change where the terminal has no other means: as comity compare shows it.
StyledText struck(const std::string& text, const Console& console) {
    return console.escapes == document::Escapes::none ? StyledText{"[-" + text + "-]", Emphasis::none} : StyledText{text, Emphasis::struck};
}
StyledText came(const std::string& text, const Console& console) {
    return console.escapes == document::Escapes::none ? StyledText{"{+" + text + "+}", Emphasis::none} : StyledText{text, Emphasis::underlined};
}

/// Signs go around words, not around the blank behind them.
template <typename Style>
void add_trimmed(std::vector<StyledText>& line, const std::string& text, Style style) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string::npos) return line.push_back({text, Emphasis::none});
    const std::size_t end = text.find_last_not_of(' ') + 1;
    if (first > 0) line.push_back({" ", Emphasis::none});
    line.push_back(style(text.substr(first, end - first)));
    if (end < text.size()) line.push_back({" ", Emphasis::none});
}

std::string mosaic_text(const holdings::Mosaic& mosaic, const Console& console) {
    std::vector<StyledText> line;
    for (const auto& piece : mosaic.pieces) {
        if (!piece.source) {
            add_trimmed(line, piece.text, [&](const std::string& text) { return came(text, console); });
        } else {
            add_trimmed(line, piece.text, [&](const std::string& text) { return StyledText{fmt::format("{}[{}]", text, *piece.source + 1), Emphasis::none}; });
        }
    }
    const std::size_t width = text_width(console);
    std::string text = document::wrapped(line, {.width = width, .first = "    ", .indent = 4, .escapes = console.escapes});
    for (std::size_t i = 0; i < mosaic.sources.size(); ++i) {
        text += document::wrapped(place_in_words(mosaic.sources[i]), {.width = width, .first = fmt::format("    [{}] ", i + 1), .indent = 8, .escapes = console.escapes});
    }
    return text;
}

std::string match_text(const PrecedentMatch& match, const Console& console) {
    const std::size_t width = text_width(console);
    std::string text = document::wrapped({{place_in_words(match.at), Emphasis::bold}}, {.width = width, .escapes = console.escapes});
    std::string about = fmt::format("{} % of the words", static_cast<int>(match.coverage * 100));
    about += match.texts == 1 ? "; together in this text alone" : fmt::format("; together in {} texts, first in {}, last in {}", match.texts, place_in_words(match.first), place_in_words(match.last));
    text += document::wrapped(about, {.width = width, .first = "    ", .indent = 4, .escapes = console.escapes});
    std::vector<StyledText> line;
    for (const auto& span : match.spans) {
        if (span.op == concordance::SpanOp::equal) {
            line.push_back({span.text, Emphasis::none});
        } else {
            add_trimmed(line, span.text, [&](const std::string& words) { return span.op == concordance::SpanOp::remove ? struck(words, console) : came(words, console); });
        }
    }
    return text + document::wrapped(line, {.width = width, .first = "    ", .indent = 4, .escapes = console.escapes});
}

std::string new_words(std::size_t count, std::size_t words) {
    return fmt::format("{} of {} words {} new: in no text in a run of three", count, words, count == 1 ? "is" : "are");
}

std::string answer_text(const holdings::PrecedentAnswer& answer, const Console& console) {
    std::string text = mosaic_text(answer.mosaic, console);
    for (const auto& match : answer.matches) {
        if (holdings::is_worth_showing(match, answer)) text += "\n" + match_text(match, console);
    }
    return text;
}

std::string draft_text(const holdings::DraftPrecedents& draft, const Console& console) {
    std::string text;
    for (const auto& paragraph : draft.paragraphs) {
        if (!text.empty()) text += "\n";
        const std::string head = paragraph.nearest ? fmt::format("{}: {} % in {}", paragraph.id, static_cast<int>(paragraph.nearest->coverage * 100), place_in_words(paragraph.nearest->at))
                                                   : fmt::format("{}: no text has three of these words in a row", paragraph.id);
        text += document::wrapped({{head, Emphasis::bold}}, {.width = text_width(console), .escapes = console.escapes});
        text += mosaic_text(paragraph.mosaic, console);
    }
    return text;
}

/// Of rows of which the first has the heads.
Table table_from(std::vector<std::vector<std::string>> rows) {
    std::vector<std::string> heads = std::move(rows.front());
    rows.erase(rows.begin());
    return {std::move(heads), std::move(rows)};
}

std::string use_text(const holdings::PhraseUse& use, const Console& console) {
    const Table table = table_from(years_of(use));
    std::string text;
    if (use.first) text += document::wrapped("First in " + place_in_words(*use.first), {.width = text_width(console), .escapes = console.escapes});
    if (!table.rows.empty()) text += aligned(table, console);
    for (const auto& one : use.dropped) text += document::wrapped(sentence_of(one), {.width = text_width(console), .indent = 4, .escapes = console.escapes});
    return text;
}

void say_missing(std::int64_t entries, const Console& console) {
    if (entries > 0) console.say(fmt::format("{} of the record not looked at yet: try again in a moment", entries == 1 ? "1 entry is" : fmt::format("{} entries are", entries)));
}

constexpr std::array<std::string_view, 13> match_heads = {"Symbol", "Paragraph", "Date", "Body", "Adoption", "Coverage", "Similarity", "Texts", "First agreed in", "First agreed", "Last agreed in", "Last agreed", "Text"};

std::vector<std::string> match_row(const PrecedentMatch& match) {
    return {match.at.symbol, match.at.paragraph, iso(match.at.date), match.at.body.value_or(""), adopted_in_words(match.at), fmt::format("{:.3f}", match.coverage), fmt::format("{:.3f}", match.similarity),
            std::to_string(match.texts), match.first.symbol, iso(match.first.date), match.last.symbol, iso(match.last.date), match.text};
}

std::string answer_csv(const holdings::PrecedentAnswer& answer, const holdings::Holdings& holdings) {
    Table table{{match_heads.begin(), match_heads.end()}, {}};
    for (const auto& match : answer.matches) table.rows.push_back(match_row(match));
    return marked_csv(std::move(table), holdings);
}

/// A row for each paragraph of the draft, with its nearest precedent if there is one.
std::string draft_csv(const holdings::DraftPrecedents& draft, const holdings::Holdings& holdings) {
    Table table{{"Draft paragraph", "Words", "New words"}, {}};
    table.heads.insert(table.heads.end(), match_heads.begin(), match_heads.end());
    for (const auto& paragraph : draft.paragraphs) {
        auto& row = table.rows.emplace_back(std::vector<std::string>{paragraph.id, std::to_string(paragraph.mosaic.words), std::to_string(paragraph.mosaic.new_words)});
        const auto nearest = paragraph.nearest ? match_row(*paragraph.nearest) : std::vector<std::string>(match_heads.size());
        row.insert(row.end(), nearest.begin(), nearest.end());
    }
    return marked_csv(std::move(table), holdings);
}

ExitCode ask_use(const holdings::Holdings& holdings, const std::string& phrase, const Arguments& arguments, const PrecedentOptions& options, Console& console) {
    const auto use = holdings.use_of(phrase, options);
    const std::string format = arguments.value_or("format", "text");
    if (format == "csv") {
        console.put(marked_csv(table_from(table_of(use)), holdings));
    } else if (format == "html") {
        console.put(to_html(use, notice_of(holdings)));
    } else if (format == "docx") {
        console.put(to_docx(use, notice_of(holdings)));
    } else if (format == "json") {
        // The contract's object, so that a program needs no second case.
        json::Value value = to_json(holdings.precedents(phrase, options));
        value.put("timeline", to_json(use));
        console.put_json(marked(std::move(value), holdings));
    } else {
        console.put(use_text(use, console));
        console.say(use.texts == 0 ? fmt::format("no text says: {}", document::harmless(phrase))
                                   : fmt::format("{} passage{} in {} text{}", use.passages, use.passages == 1 ? "" : "s", use.texts, use.texts == 1 ? "" : "s"));
    }
    say_missing(use.entries_missing, console);
    return ExitCode::done;
}

ExitCode ask_passage(const holdings::Holdings& holdings, const std::string& passage, const Arguments& arguments, const PrecedentOptions& options, Console& console) {
    const auto answer = holdings.precedents(passage, options);
    const std::string format = arguments.value_or("format", "text");
    if (format == "json") {
        console.put_json(marked(to_json(answer), holdings));
    } else if (format == "html") {
        console.put(to_html(answer, notice_of(holdings)));
    } else if (format == "docx") {
        console.put(to_docx(answer, notice_of(holdings)));
    } else if (format == "csv") {
        console.put(answer_csv(answer, holdings));
    } else {
        if (!answer.matches.empty() && answer.matches.front().coverage <= about_half) {
            console.say("no close precedent: at most about half of these words stand together anywhere");
        }
        console.put(answer_text(answer, console));
        console.say(new_words(answer.mosaic.new_words, answer.mosaic.words));
    }
    say_missing(answer.entries_missing, console);
    return ExitCode::done;
}

ExitCode ask_draft(const holdings::Holdings& holdings, const document::Document& draft, const Arguments& arguments, const PrecedentOptions& options, Console& console) {
    const auto found = holdings.precedents_of(draft, options);
    const std::string format = arguments.value_or("format", "text");
    if (format == "json") {
        console.put_json(marked(to_json(found), holdings));
    } else if (format == "html") {
        console.put(to_html(found, notice_of(holdings)));
    } else if (format == "docx") {
        console.put(to_docx(found, notice_of(holdings)));
    } else if (format == "csv") {
        console.put(draft_csv(found, holdings));
    } else {
        console.put(draft_text(found, console));
        console.say(new_words(found.new_words, found.words));
    }
    say_missing(found.entries_missing, console);
    return ExitCode::done;
}

}  // namespace

ExitCode run_precedents(const Arguments& arguments, Console& console) {
    const PrecedentOptions options = options_of(arguments);
    const auto file = arguments.value("file");
    if (file.has_value() == !arguments.operands().empty()) {
        throw Error(Fault::bad_request, "give either words or --file FILE: comity precedents \"to promote genuine dialogue among States\"");
    }
    std::string passage = fmt::format("{}", fmt::join(arguments.operands(), " "));
    std::optional<document::Document> draft;
    if (file) {
        draft = read_file(*file, "precedents", console).document;
        // A file of one paragraph is a passage.
        if (draft->paragraphs.size() == 1) passage = draft->paragraphs.front().text;
    }
    const auto holdings = open_to_read(arguments, console);
    const std::string notice = notice_of(*holdings);
    if (!notice.empty() && arguments.value_or("format", "text") == "text") console.say(notice);
    if (draft && draft->paragraphs.size() != 1) return ask_draft(*holdings, *draft, arguments, options, console);
    if (arguments.has("timeline") || text::words(passage).size() < least_words) return ask_use(*holdings, passage, arguments, options, console);
    return ask_passage(*holdings, passage, arguments, options, console);
}

}  // namespace comity::cli
