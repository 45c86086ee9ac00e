#include "concordance/table_forms.hpp"

#include <fmt/format.h>

#include "concordance/precedents.hpp"
#include "document/html_page.hpp"
#include "document/pieces.hpp"
#include "document/word_file.hpp"

namespace comity::concordance {

namespace {

namespace word = document::word;
using document::html_escaped;

std::string text_of(const std::vector<std::string>& ids, const document::Document& document) {
    std::string text;
    for (const std::string& id : ids) {
        if (const auto* paragraph = document::find_paragraph(document, id)) text += (text.empty() ? "" : " ") + paragraph->text;
    }
    return text;
}

std::string title_of(std::span<const ChainMember> members) { return members.empty() ? std::string() : members.back().document->title.value_or(members.back().name); }

std::string head_of(const ChainMember& member) { return member.year ? fmt::format("{} ({})", member.name, *member.year) : member.name; }

constexpr std::string_view explanation = "Each row is one paragraph through the texts. What a text has and the one before had not is underlined.";

constexpr std::string_view style = R"css(
:root{--measure:none}
.sum,.w{color:var(--quiet);font-size:.9rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.9rem;line-height:1.45}
th,td{text-align:start;vertical-align:top;border:1px solid var(--line);padding:.4rem .6rem;min-inline-size:14rem;overflow-wrap:anywhere}
th{position:sticky;inset-block-start:0;background:var(--paper)}
.w{display:block}
ins{background:var(--tint);text-decoration:underline;text-underline-offset:.16em}
@media print{body{font-size:8pt}th,td{min-inline-size:0}@page{size:landscape;margin:15mm}}
)css";

}  // namespace

ShownCell shown_cell(const ChainTable& table, std::size_t row, std::size_t column, std::span<const ChainMember> members) {
    const TableRow& of = table.rows[row];
    ShownCell cell;
    if (of.cells[column].empty()) return cell;
    cell.ids = fmt::format("{}", fmt::join(of.cells[column], ", "));
    cell.text = text_of(of.cells[column], *members[column].document);
    const auto change = of.changes[column].value_or(Change::unchanged);
    // In the first text nothing was added: it is where the table begins.
    if (column > 0 && change != Change::unchanged && change != Change::renumbered) cell.change = name_of(change);
    for (std::size_t before = column; before-- > 0;) {
        if (of.cells[before].empty()) continue;
        const std::string words = text_of(of.cells[before], *members[before].document);
        if (words != cell.text) cell.since_last = spans_between(words, cell.text);
        break;
    }
    return cell;
}

json::Value to_json(const ChainTable& table, std::span<const ChainMember> members) {
    json::Array names, rows;
    for (const ChainMember& member : members) names.emplace_back(json::Object{{"symbol", member.name}, {"year", json::Value::of(member.year)}});
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        json::Array cells;
        for (std::size_t column = 0; column < members.size(); ++column) {
            const ShownCell cell = shown_cell(table, row, column, members);
            if (cell.ids.empty()) {
                cells.emplace_back();
                continue;
            }
            json::Array ids;
            for (const std::string& id : table.rows[row].cells[column]) ids.emplace_back(id);
            cells.emplace_back(json::Object{{"ids", std::move(ids)}, {"change", cell.change.empty() ? json::Value() : json::Value(cell.change)}, {"text", cell.text}});
        }
        rows.emplace_back(std::move(cells));
    }
    return json::Object{{"members", std::move(names)}, {"rows", std::move(rows)}};
}

std::string to_html(const ChainTable& table, std::span<const ChainMember> members, const std::string& notice) {
    const std::string title = title_of(members);
    document::HtmlPage page({members.empty() ? "en" : std::string_view(members.back().document->language), title, style, notice});
    page.put("<h1>{}</h1>\n<p class=\"sum\" lang=\"en\" dir=\"ltr\">{}</p>\n<div class=\"scroll\" tabindex=\"0\">\n<table>\n<thead><tr>", html_escaped(title), explanation);
    for (const ChainMember& member : members) page.put("<th scope=\"col\">{}</th>", html_escaped(head_of(member)));
    page.add("</tr></thead>\n<tbody>\n");
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        page.add("<tr>");
        for (std::size_t column = 0; column < members.size(); ++column) {
            const ShownCell cell = shown_cell(table, row, column, members);
            page.add("<td>");
            if (!cell.ids.empty()) page.put("<span class=\"w\" lang=\"en\">{}{}{}</span>", html_escaped(cell.ids), cell.change.empty() ? "" : ", ", html_escaped(cell.change));
            if (cell.since_last.empty()) page.add(html_escaped(cell.text));
            for (const Span& span : cell.since_last) {
                if (span.op == SpanOp::equal) page.add(html_escaped(span.text));
                if (span.op == SpanOp::insert) page.put("<ins>{}</ins>", html_escaped(span.text));
            }
            page.add("</td>");
        }
        page.add("</tr>\n");
    }
    page.add("</tbody>\n</table>\n</div>\n");
    return page.finish();
}

std::string to_docx(const ChainTable& table, std::span<const ChainMember> members, const std::string& notice) {
    const std::string title = title_of(members);
    word::File file{.title = title, .about = std::string(explanation), .notice = notice, .sheet = word::Sheet::across};
    if (!members.empty()) file.language = members.back().document->language;
    file.blocks.emplace_back(word::line(word::Style::title, title));
    file.blocks.emplace_back(word::line(word::Style::summary, std::string(explanation)));
    word::Table made;
    auto& heads = made.rows.emplace_back();
    for (const ChainMember& member : members) {
        made.widths.push_back(static_cast<int>(100 / members.size()));
        heads.push_back(word::cell(head_of(member), word::Style::cell_head));
    }
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        auto& cells = made.rows.emplace_back();
        for (std::size_t column = 0; column < members.size(); ++column) {
            const ShownCell cell = shown_cell(table, row, column, members);
            word::Cell& shown = cells.emplace_back();
            if (cell.ids.empty()) continue;
            shown.push_back({.place = {.style = word::Style::cell}, .runs = {word::with(cell.ids + (cell.change.empty() ? "" : ", " + cell.change), {.quiet = true})}});
            word::Paragraph words{.place = {.style = word::Style::cell}};
            if (cell.since_last.empty()) words.runs.push_back(word::plain(cell.text));
            for (const Span& span : cell.since_last) {
                if (span.op == SpanOp::equal) words.runs.push_back(word::plain(span.text));
                if (span.op == SpanOp::insert) words.runs.push_back(word::with(span.text, {.underlined = true, .ground = 14}));
            }
            shown.push_back(std::move(words));
        }
    }
    if (!members.empty()) file.blocks.emplace_back(std::move(made));
    return word::bytes_of(file);
}

}  // namespace comity::concordance
