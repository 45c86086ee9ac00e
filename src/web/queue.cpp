// `/queue`: the readings that want a person, one after the other: doubts, missing facts (with a form each, in place), corrections that no
// longer fit, files out of view. The keys j and k go from one to the next.
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "web/acts.hpp"
#include "web/exports.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

constexpr std::size_t doubts_shown = 4;

/// Facts that a text of that kind has and this one lacks.
std::vector<std::string_view> missing_facts(const holdings::Item& item) {
    std::vector<std::string_view> missing;
    if (!item.symbol && item.kind != document::Kind::draft_resolution) missing.emplace_back("symbol");
    if (!item.title) missing.emplace_back("title");
    if (!item.date) missing.emplace_back(item.kind == document::Kind::draft_resolution ? "date_distributed" : "date_adopted");
    return missing;
}

View row_of_queue(const Visit& visit, const holdings::Item& item) {
    const holdings::Shown shown = visit.holdings().show(item);
    View row = row_of(visit, item);
    List doubts;
    std::size_t more = 0;
    for (const document::Diagnostic& diagnostic : shown.document.diagnostics) {
        if (diagnostic.severity == document::Severity::note) continue;
        if (doubts.size() == doubts_shown) {
            ++more;
            continue;
        }
        doubts.push_back(View{{"line", diagnostic.line == 0 ? Value("") : Value(visit.words.figures(std::to_string(diagnostic.line)))}, {"message", diagnostic_in_words(visit, diagnostic)}});
    }
    List forms;
    for (const std::string_view fact : missing_facts(item)) {
        forms.push_back(View{{"fact", fact}, {"label", visit.html(fmt::format("fact.{}", fact))}, {"hint", visit.html(fmt::format("correct.hint.{}", fact))}, {"id", fmt::format("{}-{}", fact, item.number)}});
    }
    row.put("doubt_list", std::move(doubts));
    row.put("more", more == 0 ? Value("") : Value(more));
    row.put("forms", std::move(forms));
    row.put("anchor", fmt::format("text-{}", item.number));
    row.put("seen_at", std::to_string(shown.as_of));
    row.put("correct_address", fmt::format("/documents/{}/correct", http::path_encoded(item.address)));
    return row;
}

/// For offices and programs: what each of them lacks, and every doubt with its line; words of English, like the names of the columns.
Table table_of_queue(const Visit& visit, const std::vector<holdings::Item>& items) {
    Table table = table_of(items);
    for (const std::string_view column : {"missing", "doubts", "reasons"}) table.front().emplace_back(column);
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::vector<std::string> reasons;
        for (const document::Diagnostic& diagnostic : visit.holdings().document(items[i]).diagnostics) {
            if (diagnostic.severity == document::Severity::note) continue;
            reasons.push_back(diagnostic.line == 0 ? diagnostic.message : fmt::format("line {}: {}", diagnostic.line, diagnostic.message));
        }
        auto& row = table[i + 1];
        row.push_back(fmt::format("{}", fmt::join(missing_facts(items[i]), "; ")));
        row.push_back(std::to_string(reasons.size()));
        row.push_back(fmt::format("{}", fmt::join(reasons, " ")));
    }
    return table;
}

/// Corrections that no longer fit, each a row with its reason: its text may have no doubts of its own.
void add_corrections(const Visit& visit, Table& table) {
    for (const holdings::CorrectionStatus& status : visit.holdings().corrections_to_review()) {
        std::vector<std::string> row = table_of({visit.holdings().find(status.correction.document)}).at(1);
        row.insert(row.end(), {"", "", fmt::format("a correction no longer fits: {}", status.because.english)});
        table.push_back(std::move(row));
    }
}

/// After a correction from here its receipt.
Value receipt_of(const Visit& visit) {
    const auto entry = entry_recorded(visit);
    return entry && entry->kind == "correction" ? Value(entry_view(visit, *entry)) : Value("");
}

}  // namespace

http::Response queue(const Visit& visit) {
    const bool as_file = visit.query.has("format");
    const Paging paging{as_file ? 0 : paging_of(visit.query).offset, as_file ? std::size_t{0} : std::size_t{20}};
    const holdings::List list = visit.holdings().to_look_at(paging.offset, paging.limit);
    if (as_file) {
        Table table = table_of_queue(visit, list.items);
        add_corrections(visit, table);
        return in_form(visit, {"queue", visit.text("queue.title"), std::move(table), feed_of(visit, list.items)});
    }
    List rows;
    for (const holdings::Item& item : list.items) rows.push_back(row_of_queue(visit, item));
    List corrections;
    for (const holdings::CorrectionStatus& status : visit.holdings().corrections_to_review()) {
        View row = correction_view(visit, status);
        row.put("address", "/documents/" + status.correction.document);
        corrections.push_back(std::move(row));
    }
    View view{{"rows", std::move(rows)},
              {"total", list.total},
              {"corrections", std::move(corrections)},
              {"out_of_view", rows_of(visit, visit.holdings().out_of_view().items)},
              {"receipt", receipt_of(visit)},
              {"pager", pager(visit.query, "/queue", paging, list.total)}};
    put_actor(visit, view);
    Page page{visit.text("queue.title"), "queue", "queue", std::move(view)};
    offer(visit, page, "/api/v1/queue");
    if (may_act(visit)) return respond_with_form(visit, std::move(page));
    page.view.put("token", "");
    return respond(visit, std::move(page));
}

}  // namespace comity::web::pages
