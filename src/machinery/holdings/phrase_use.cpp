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
table{border-collapse:collapse;font-size:.95rem;line-height:1.45}
th,td{text-align:start;vertical-align:top;padding:.3rem 1rem .3rem 0;border-block-start:1px solid var(--line);overflow-wrap:anywhere}
th{font-weight:600}td.n{font-variant-numeric:tabular-nums;text-align:end}
@media print{tr{break-inside:avoid}}
)css";

std::string year_of(const std::optional<int>& year) { return year ? std::to_string(*year) : std::string(); }
std::string year_of(const AgreedAt& at) { return at.date ? std::to_string(at.date->year()) : std::string(); }

std::string title_of(const PhraseUse& use) { return fmt::format("How \u201c{}\u201d was used", use.phrase); }

std::string count_of(const PhraseUse& use) {
    std::string text = fmt::format("{} {} in {} {} of the record.", use.passages, use.passages == 1 ? "passage" : "passages", use.texts, use.texts == 1 ? "text" : "texts");
    if (use.first) text += fmt::format(" First in {}.", place_in_words(*use.first));
    if (use.last) text += fmt::format(" Last in {}.", place_in_words(*use.last));
    return text;
}

}  // namespace

std::string sentence_of(const PhraseUse::Dropped& one) {
    const std::string again = one.again ? fmt::format("; again in {}", place_in_words(*one.again)) : std::string();
    return fmt::format("Dropped in {}; it stood in {}{}", place_in_words(one.without), place_in_words(one.last), again);
}

std::vector<std::vector<std::string>> years_of(const PhraseUse& use) {
    std::vector<std::vector<std::string>> rows = {{"Year", "Body", "Texts", "Passages", "Which"}};
    for (const auto& year : use.years) {
        rows.push_back({year_of(year.year), year.body, std::to_string(year.texts), std::to_string(year.passages), fmt::format("{}", fmt::join(year.symbols, ", "))});
    }
    return rows;
}

std::vector<std::vector<std::string>> table_of(const PhraseUse& use) {
    std::vector<std::vector<std::string>> rows = years_of(use);
    rows.erase(rows.begin());
    for (auto& year : rows) year.resize(7);
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
    const auto rows = years_of(use);
    html.put("<h1>{}</h1>\n<p>{}</p>\n<table>\n<thead><tr><th>{}</th></tr></thead>\n<tbody>\n", html_escaped(title), html_escaped(count_of(use)), fmt::join(rows.front(), "</th><th>"));
    for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
        html.put("<tr><th>{}</th><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td></tr>\n", (*row)[0], html_escaped((*row)[1]), (*row)[2], (*row)[3], html_escaped((*row)[4]));
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
    file.blocks.emplace_back(word::line(word::Style::title, title));
    file.blocks.emplace_back(word::line(word::Style::summary, about));
    word::Table years{.widths = {10, 25, 10, 12, 43}};
    for (const auto& row : years_of(use)) {
        const auto of_cells = years.rows.empty() ? word::Style::cell_head : word::Style::cell;
        auto& cells = years.rows.emplace_back();
        for (const std::string& text : row) cells.push_back(word::cell(text, of_cells));
    }
    file.blocks.emplace_back(std::move(years));
    if (!use.dropped.empty()) file.blocks.emplace_back(word::line(word::Style::heading, "Where it was dropped"));
    for (const auto& one : use.dropped) file.blocks.emplace_back(word::line(word::Style::note, sentence_of(one)));
    return word::bytes_of(file);
}

}  // namespace comity::holdings
