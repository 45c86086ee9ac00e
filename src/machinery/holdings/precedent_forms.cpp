#include <fmt/format.h>

#include "document/html_page.hpp"
#include "document/word_file.hpp"
#include "machinery/holdings/precedents.hpp"
#include "machinery/holdings/voting.hpp"

namespace comity::holdings {

namespace {

/// As a text itself says it; "" if nothing is known.
std::string_view adoption_named(Consensus how) noexcept { return how == Consensus::not_known ? "" : how == Consensus::by_vote ? "recorded vote" : name_of(how); }

}  // namespace

std::string adopted_in_words(const AgreedAt& at) {
    const auto& [how, from, vote, roll_call, conflicts] = at.adopted;
    if (vote && vote->yes && vote->no && vote->abstain) {
        return fmt::format("{} to {}, {} abstaining{}", *vote->yes, *vote->no, *vote->abstain, from == votes::CastSource::roll_call ? " (by the roll call)" : "");
    }
    return std::string(adoption_named(how));
}

std::string place_in_words(const AgreedAt& at) {
    std::string text = at.paragraph.empty() ? at.name : fmt::format("{} {}", at.name, at.paragraph);
    for (const std::string& more : {at.date ? at.date->iso() : std::string(), at.body.value_or(""), adopted_in_words(at)}) {
        if (!more.empty()) text += ", " + more;
    }
    return text;
}

namespace {

using document::html_escaped;

json::Value iso(const std::optional<Date>& date) { return date ? json::Value(date->iso()) : json::Value(); }

json::Value vote_json(const std::optional<document::Vote>& vote) {
    if (!vote) return {};
    return json::Object{{"yes", json::Value::of(vote->yes)}, {"no", json::Value::of(vote->no)}, {"abstain", json::Value::of(vote->abstain)}};
}

json::Object at_json(const AgreedAt& at) {
    const auto how = adoption_named(at.adopted.how);
    return json::Object{{"symbol", at.symbol},
                        {"paragraph", at.paragraph},
                        {"date", iso(at.date)},
                        {"body", json::Value::of(at.body)},
                        {"adoption", how.empty() ? json::Value() : json::Value(how)},
                        {"vote", vote_json(at.adopted.vote)},
                        {"adoption_from", at.adopted.from == votes::CastSource::none ? json::Value() : json::Value(name_of(at.adopted.from))}};
}

json::Array list_json(const std::vector<AgreedAt>& places) {
    json::Array out;
    for (const auto& at : places) out.emplace_back(at_json(at));
    return out;
}

json::Value match_json(const PrecedentMatch& match) {
    json::Value value = at_json(match.at);
    json::Array spans;
    for (const auto& span : match.spans) spans.emplace_back(json::Object{{"op", concordance::name_of(span.op)}, {"text", span.text}});
    value.put("coverage", match.coverage);
    value.put("similarity", match.similarity);
    value.put("spans", std::move(spans));
    value.put("first_agreed", iso(match.first.date));
    value.put("last_agreed", iso(match.last.date));
    value.put("text", match.text);
    value.put("first_agreed_in", at_json(match.first));
    value.put("last_agreed_in", at_json(match.last));
    value.put("texts", match.texts);
    value.put("places", list_json(match.places));
    return value;
}

json::Value mosaic_json(const Mosaic& mosaic) {
    json::Array pieces;
    for (const auto& piece : mosaic.pieces) pieces.emplace_back(json::Object{{"text", piece.text}, {"source", json::Value::of(piece.source)}});
    return json::Object{{"pieces", std::move(pieces)}, {"sources", list_json(mosaic.sources)}, {"words", mosaic.words}, {"new_words", mosaic.new_words}};
}

}  // namespace

bool is_worth_showing(const PrecedentMatch& match, const PrecedentAnswer& answer) { return match.coverage * 3 >= answer.matches.front().coverage; }

json::Value to_json(const PrecedentAnswer& answer) {
    json::Array matches;
    for (const auto& match : answer.matches) matches.push_back(match_json(match));
    return json::Object{{"query", answer.query}, {"matches", std::move(matches)}, {"mosaic", mosaic_json(answer.mosaic)}};
}

json::Value to_json(const DraftPrecedents& draft) {
    json::Array paragraphs;
    for (const auto& paragraph : draft.paragraphs) {
        paragraphs.emplace_back(json::Object{{"paragraph", paragraph.id},
                                             {"kind", name_of(paragraph.kind)},
                                             {"query", paragraph.text},
                                             {"matches", paragraph.nearest ? json::Array{match_json(*paragraph.nearest)} : json::Array{}},
                                             {"mosaic", mosaic_json(paragraph.mosaic)}});
    }
    return json::Object{{"symbol", json::Value::of(draft.symbol)},
                        {"title", json::Value::of(draft.title)},
                        {"words", draft.words},
                        {"new_words", draft.new_words},
                        {"paragraphs", std::move(paragraphs)}};
}

json::Value to_json(const PhraseUse& use) {
    json::Array years, dropped;
    for (const auto& year : use.years) {
        json::Array symbols;
        for (const auto& symbol : year.symbols) symbols.emplace_back(symbol);
        years.emplace_back(json::Object{{"year", json::Value::of(year.year)},
                                        {"body", year.body.empty() ? json::Value() : json::Value(year.body)},
                                        {"texts", year.texts},
                                        {"passages", year.passages},
                                        {"symbols", std::move(symbols)}});
    }
    for (const auto& one : use.dropped) {
        dropped.emplace_back(json::Object{{"last", at_json(one.last)}, {"without", at_json(one.without)}, {"again", one.again ? json::Value(at_json(*one.again)) : json::Value()}});
    }
    return json::Object{{"phrase", use.phrase},
                        {"texts", use.texts},
                        {"passages", use.passages},
                        {"first", use.first ? json::Value(at_json(*use.first)) : json::Value()},
                        {"last", use.last ? json::Value(at_json(*use.last)) : json::Value()},
                        {"years", std::move(years)},
                        {"dropped", std::move(dropped)}};
}

// --- one HTML file ----------------------------------------------------------------------------------------------------------

namespace {

// As the pages of single texts (document/html_form.cpp). Where words come from is told by the number behind them, what is new by a box:
// never by colour alone.
constexpr std::string_view style = R"css(
:root{--new:#fff0c2;--gone:#6b6b6b}
@media(prefers-color-scheme:dark){:root{--new:#4d3f10;--gone:#a5a5a5}}
.about,.sources{color:var(--quiet);font-size:.9rem;line-height:1.45}
.sources{margin:.2rem 0 0;padding-inline-start:1.6rem}
.known{text-decoration:underline dotted from-font;text-underline-offset:.2em}
mark{background:var(--new);color:inherit;border:1px solid var(--line);padding-inline:.1em}
ins{font-weight:600;text-decoration:underline}del{color:var(--gone)}
sup{font-size:.7em;line-height:0}
section{border-block-start:1px solid var(--line);padding-block:1rem}
@media print{:root{--new:#fff}}
)css";

document::HtmlPage page(std::string_view title, std::string_view notice) {
    document::HtmlPage begun({"en", title, style, notice});
    begun.put("<h1>{}</h1>\n", html_escaped(title));
    return begun;
}

std::string place(const AgreedAt& at) { return html_escaped(place_in_words(at)); }

std::string mosaic_html(const Mosaic& mosaic) {
    std::string html = "<p>";
    for (const auto& piece : mosaic.pieces) {
        // The blank behind a piece is not of it.
        const std::size_t end = piece.text.find_last_not_of(' ') + 1;
        const std::string text = html_escaped(std::string_view(piece.text).substr(0, end)), blank(piece.text.size() - end, ' ');
        html += piece.source ? fmt::format("<span class=\"known\">{}</span><sup>{}</sup>{}", text, *piece.source + 1, blank) : fmt::format("<mark>{}</mark>{}", text, blank);
    }
    html += "</p>\n";
    if (mosaic.sources.empty()) return html;
    html += "<ol class=\"sources\">\n";
    for (const auto& at : mosaic.sources) html += fmt::format("<li>{}</li>\n", place(at));
    return html + "</ol>\n";
}

std::string match_html(const PrecedentMatch& match) {
    std::string html = fmt::format("<p class=\"about\">{}: {} % of the words, in {} text{}", place(match.at), static_cast<int>(match.coverage * 100), match.texts, match.texts == 1 ? "" : "s");
    if (match.first.document != match.last.document) html += fmt::format("; these words first in {}, last in {}", place(match.first), place(match.last));
    html += "</p>\n<p>";
    for (const auto& span : match.spans) {
        const std::string text = html_escaped(span.text);
        html += span.op == concordance::SpanOp::equal ? text : span.op == concordance::SpanOp::insert ? "<ins>" + text + "</ins>" : "<del>" + text + "</del>";
    }
    return html + "</p>\n";
}

}  // namespace

std::string to_html(const PrecedentAnswer& answer, std::string_view notice) {
    document::HtmlPage html = page("Where these words were agreed", notice);
    html.put("<p class=\"about\">{} of {} words are new: they stand in no text of the record in a run of three words.</p>\n", answer.mosaic.new_words, answer.mosaic.words);
    html.add(mosaic_html(answer.mosaic));
    for (const auto& match : answer.matches) {
        if (!is_worth_showing(match, answer)) continue;
        html.add("<section>\n" + match_html(match) + "</section>\n");
    }
    return html.finish();
}

std::string to_html(const DraftPrecedents& draft, std::string_view notice) {
    document::HtmlPage html = page(draft.title.value_or("Where the words of this draft were agreed"), notice);
    html.put("<p class=\"about\">{}{} of {} words are new: they stand in no other text of the record in a run of three words.</p>\n",
                        draft.symbol ? html_escaped(*draft.symbol) + ". " : "", draft.new_words, draft.words);
    for (const auto& paragraph : draft.paragraphs) {
        html.put("<section id=\"{0}\">\n<h2>{0}</h2>\n", html_escaped(paragraph.id));
        html.add(mosaic_html(paragraph.mosaic));
        html.add(paragraph.nearest ? match_html(*paragraph.nearest) : "<p class=\"about\">No text of the record has three of these words in a row.</p>\n");
        html.add("</section>\n");
    }
    return html.finish();
}

// --- a word processor's file ------------------------------------------------------------------------------------------------

namespace {

namespace word = document::word;

/// Behind each piece the number of the text that it comes from; new words are underlined.
void put_mosaic(word::File& file, const Mosaic& mosaic) {
    word::Paragraph paragraph;
    for (const auto& piece : mosaic.pieces) {
        const std::size_t end = piece.text.find_last_not_of(' ') + 1;
        paragraph.runs.push_back(piece.source ? word::plain(piece.text.substr(0, end)) : word::with(piece.text.substr(0, end), {.bold = true, .underlined = true}));
        if (piece.source) paragraph.runs.push_back(word::with(std::to_string(*piece.source + 1), {.raised = true}));
        paragraph.runs.push_back(word::plain(piece.text.substr(end)));
    }
    file.blocks.emplace_back(std::move(paragraph));
    for (std::size_t i = 0; i < mosaic.sources.size(); ++i) {
        file.blocks.emplace_back(word::Paragraph{.place = {.style = word::Style::note, .hangs = true},
                                                 .runs = {word::plain(std::to_string(i + 1)), word::tab(), word::plain(place_in_words(mosaic.sources[i]))}});
    }
}

/// The wording, with what it lacks of the passage struck and what it has besides underlined.
void put_match(word::File& file, const PrecedentMatch& match) {
    std::string about = fmt::format("{}: {} % of the words, in {} text{}", place_in_words(match.at), static_cast<int>(match.coverage * 100), match.texts, match.texts == 1 ? "" : "s");
    if (match.first.document != match.last.document) about += fmt::format("; these words first in {}, last in {}", place_in_words(match.first), place_in_words(match.last));
    file.blocks.emplace_back(word::line(word::Style::summary, std::move(about)));
    word::Paragraph paragraph;
    for (const auto& span : match.spans) {
        const bool came = span.op == concordance::SpanOp::insert, went = span.op == concordance::SpanOp::remove;
        paragraph.runs.push_back(word::with(span.text, {.underlined = came, .struck = went, .quiet = went}));
    }
    file.blocks.emplace_back(std::move(paragraph));
}

word::File report(std::string title, std::string about, std::string_view notice) {
    word::File file{.title = title, .about = about, .notice = std::string(notice)};
    file.blocks.emplace_back(word::line(word::Style::title, std::move(title)));
    file.blocks.emplace_back(word::line(word::Style::summary, std::move(about)));
    return file;
}

}  // namespace

std::string to_docx(const PrecedentAnswer& answer, std::string_view notice) {
    word::File file = report("Where these words were agreed", fmt::format("{} of {} words are new: they stand in no text of the record in a run of three words.", answer.mosaic.new_words, answer.mosaic.words), notice);
    put_mosaic(file, answer.mosaic);
    for (const auto& match : answer.matches) {
        if (is_worth_showing(match, answer)) put_match(file, match);
    }
    return word::bytes_of(file);
}

std::string to_docx(const DraftPrecedents& draft, std::string_view notice) {
    word::File file = report(draft.title.value_or("Where the words of this draft were agreed"),
                             fmt::format("{}{} of {} words are new: they stand in no other text of the record in a run of three words.", draft.symbol ? *draft.symbol + ". " : "", draft.new_words, draft.words), notice);
    for (const auto& paragraph : draft.paragraphs) {
        file.blocks.emplace_back(word::Paragraph{.place = {.style = word::Style::heading, .level = 2}, .runs = {word::plain(paragraph.id)}});
        put_mosaic(file, paragraph.mosaic);
        if (paragraph.nearest) {
            put_match(file, *paragraph.nearest);
        } else {
            file.blocks.emplace_back(word::line(word::Style::summary, "No text of the record has three of these words in a row."));
        }
    }
    return word::bytes_of(file);
}

}  // namespace comity::holdings
