#include "machinery/holdings/phrase_use.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "document/html_page.hpp"
#include "document/word_file.hpp"

namespace comity::holdings {

namespace {

namespace word = document::word;
using document::html_escaped;

constexpr std::string_view style = R"css(
:root{color-scheme:light dark;--ink:#1c1b19;--quiet:#5d5a54;--line:#cfcac0;--paper:#fffdf9}
@media(prefers-color-scheme:dark){:root{--ink:#e9e6e0;--quiet:#aaa59b;--line:#4a4740;--paper:#191816}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 Charter,"Bitstream Charter","Noto Serif",Georgia,serif}
main{max-inline-size:48rem;margin-inline:auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0 1rem;text-wrap:balance}
h2{font-size:1.1rem;margin:2rem 0 .5rem}
p,li{margin:0 0 .6rem;overflow-wrap:anywhere}
.notice{border:1px solid var(--line);padding:.6rem .9rem;margin-block-end:1.5rem}
table{border-collapse:collapse;font-size:.95rem;line-height:1.45}
th,td{text-align:start;vertical-align:top;padding:.3rem 1rem .3rem 0;border-block-start:1px solid var(--line);overflow-wrap:anywhere}
th{font-weight:600}td.n{font-variant-numeric:tabular-nums;text-align:end}
@media print{:root{--ink:#000;--quiet:#333;--line:#999;--paper:#fff}body{font-size:10.5pt}main{max-inline-size:none;padding:0}tr{break-inside:avoid}@page{margin:22mm 20mm}}
)css";

std::string year_of(const std::optional<int>& year) { return year ? std::to_string(*year) : std::string(); }
std::string year_of(const AgreedAt& at) { return at.date ? std::to_string(at.date->year()) : std::string(); }
std::string symbols_of(const PhraseUse::Year& year) { return fmt::format("{}", fmt::join(year.symbols, ", ")); }

/// "78/199 op3, 2023-12-19"
std::string place(const AgreedAt& at) {
    std::string text = at.paragraph.empty() ? at.name : fmt::format("{} {}", at.name, at.paragraph);
    return at.date ? fmt::format("{}, {}", text, at.date->iso()) : text;
}

std::string title_of(const PhraseUse& use) { return fmt::format("How \u201c{}\u201d was used", use.phrase); }

std::string count_of(const PhraseUse& use) {
    std::string text = fmt::format("{} {} in {} {} of the record.", use.passages, use.passages == 1 ? "passage" : "passages", use.texts, use.texts == 1 ? "text" : "texts");
    if (use.first) text += fmt::format(" First in {}.", place(*use.first));
    if (use.last) text += fmt::format(" Last in {}.", place(*use.last));
    return text;
}

std::string sentence_of(const PhraseUse::Dropped& one) {
    const std::string again = one.again ? fmt::format("; again in {}", place(*one.again)) : std::string();
    return fmt::format("Dropped in {}; it stood in {}{}", place(one.without), place(one.last), again);
}

word::Cell cell(std::string text, word::Style as = word::Style::cell) { return {{.place = {.style = as}, .runs = {word::plain(std::move(text))}}}; }

}  // namespace

std::vector<std::vector<std::string>> table_of(const PhraseUse& use) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& year : use.years) {
        rows.push_back({year_of(year.year), year.body, std::to_string(year.texts), std::to_string(year.passages), symbols_of(year), "", ""});
    }
    for (const auto& one : use.dropped) {
        rows.push_back({year_of(one.without), one.without.body.value_or(""), "0", "0", one.without.symbol, one.last.symbol, one.again ? one.again->symbol : ""});
    }
    std::sort(rows.begin(), rows.end());  // no year first
    rows.insert(rows.begin(), {"Year", "Body", "Texts", "Passages", "Which", "Dropped after", "Again in"});
    return rows;
}

std::string to_html(const PhraseUse& use, std::string_view notice) {
    const std::string title = title_of(use);
    document::HtmlPage html({"en", title, style, notice});
    html.put("<h1>{}</h1>\n<p>{}</p>\n<table>\n<thead><tr><th>Year</th><th>Body</th><th>Texts</th><th>Passages</th><th>Which</th></tr></thead>\n<tbody>\n", html_escaped(title),
             html_escaped(count_of(use)));
    for (const auto& year : use.years) {
        html.put("<tr><th>{}</th><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td></tr>\n", year_of(year.year), html_escaped(year.body), year.texts, year.passages,
                 html_escaped(symbols_of(year)));
    }
    html.add("</tbody>\n</table>\n");
    if (!use.dropped.empty()) {
        html.add("<h2>Where it was dropped</h2>\n<ul>\n");
        for (const auto& one : use.dropped) html.put("<li>{}</li>\n", html_escaped(sentence_of(one)));
        html.add("</ul>\n");
    }
    return html.finish();
}

std::string to_docx(const PhraseUse& use, std::string_view notice) {
    const std::string title = title_of(use), about = count_of(use);
    word::File file{.title = title, .about = about, .notice = std::string(notice)};
    const auto put = [&](word::Style as, std::string text) { file.blocks.emplace_back(word::Paragraph{.place = {.style = as}, .runs = {word::plain(std::move(text))}}); };
    put(word::Style::title, title);
    put(word::Style::summary, about);
    word::Table years{.widths = {10, 25, 10, 12, 43}};
    auto& heads = years.rows.emplace_back();
    for (const char* name : {"Year", "Body", "Texts", "Passages", "Which"}) heads.push_back(cell(name, word::Style::cell_head));
    for (const auto& year : use.years) {
        years.rows.push_back({cell(year_of(year.year)), cell(year.body), cell(std::to_string(year.texts)), cell(std::to_string(year.passages)), cell(symbols_of(year))});
    }
    file.blocks.emplace_back(std::move(years));
    if (!use.dropped.empty()) put(word::Style::heading, "Where it was dropped");
    for (const auto& one : use.dropped) put(word::Style::note, sentence_of(one));
    return word::bytes_of(file);
}

}  // namespace comity::holdings
