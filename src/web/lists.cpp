// Lists of texts: all of them by a sentence that filters, and what comes again.
#include <algorithm>
#include <set>

#include "document/symbol.hpp"
#include "web/acts.hpp"
#include "web/choices.hpp"
#include "web/exports.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/taking.hpp"

namespace comity::web::pages {

namespace {

/// A symbol in a filter, with the text that it leads to.
struct Asked {
    std::string name, address;
};

Asked asked_symbol(const Visit& visit, std::string_view spelling) {
    const auto symbol = document::Symbol::parse(spelling, visit.holdings().vocabulary());
    const std::vector<std::string> target = {symbol ? symbol->canonical() : std::string(spelling)};
    const auto found = visit.holdings().in_record(target);
    return {symbol ? symbol->display() : std::string(spelling), found.empty() ? std::string() : address_of(found.begin()->second)};
}

/// Only those of one series, with its drafts.
void keep_series(const Visit& visit, holdings::List& list, const std::string& spelling) {
    const holdings::Series series = visit.holdings().series(visit.holdings().find(spelling));
    std::set<std::int64_t> numbers;
    for (const holdings::Member& member : series.members) {
        if (member.item) numbers.insert(member.item->number);
    }
    for (const holdings::Item& draft : series.drafts) numbers.insert(draft.number);
    std::erase_if(list.items, [&](const holdings::Item& item) { return numbers.count(item.number) == 0; });
    list.total = list.items.size();
}

holdings::Filter filter_of(const http::Form& query) {
    holdings::Filter filter;
    filter.body = given(query, "body");
    if (const auto kind = given(query, "kind")) filter.kind = document::kind_named(*kind);
    if (const auto year = given(query, "year")) filter.year = number_in(*year);
    filter.session = given(query, "session");
    filter.title_words = query.get("words");
    filter.cites = given(query, "cites");
    filter.order = query.get("order") == "date" ? holdings::Order::date : holdings::Order::symbol;
    return filter;
}

/// All that the sentence asks for, or one page of it.
holdings::List listed(const Visit& visit, std::optional<Paging> paging) {
    holdings::Filter filter = filter_of(visit.query);
    const auto series = given(visit.query, "series");
    if (paging && !series) {
        filter.offset = paging->offset;
        filter.limit = paging->limit;
    }
    holdings::List list = visit.holdings().list(filter);
    if (!series) return list;
    keep_series(visit, list, *series);
    if (paging) {
        const auto begin = list.items.begin() + static_cast<std::ptrdiff_t>(std::min(paging->offset, list.items.size()));
        list.items = {begin, begin + std::min(static_cast<std::ptrdiff_t>(paging->limit), list.items.end() - begin)};
    }
    return list;
}

}  // namespace

http::Response documents(const Visit& visit) {
    const http::Form& query = visit.query;
    if (query.has("format")) {
        holdings::List whole = listed(visit, std::nullopt);
        if (query.get("format") == "zip") return as_archive(visit, whole.items);
        return in_form(visit, {"documents", visit.text("documents.title"), table_of(whole.items), feed_of(visit, whole.items)});
    }
    const Paging paging = paging_of(query);
    const holdings::List list = listed(visit, paging);
    const holdings::Overview overview = visit.holdings().overview();
    const auto cites = given(query, "cites");
    const auto series = given(query, "series");
    const Asked cited = cites ? asked_symbol(visit, *cites) : Asked{};
    View view{{"items", rows_of(visit, list.items)},
              {"total", list.total},
              {"bodies", options_of(visit, overview.bodies, query.get("body"), Named::bodies)},
              {"kinds", options_of(visit, overview.kinds, query.get("kind"), Named::kinds)},
              {"years", options_of(visit, overview.years, query.get("year"), Named::figures)},
              {"sessions", options_of(visit, overview.sessions, query.get("session"), Named::figures)},
              {"words", query.get("words")},
              {"cites", cited.name},
              {"cited", untranslated(cited.name)},
              {"cited_address", cited.address},
              {"of_series", series ? Value(asked_symbol(visit, *series).name) : Value("")},
              {"by_date", query.get("order") == "date"},
              {"empty_record", overview.files == 0},
              {"archive", archive_view(visit, list.total)},
              {"pager", pager(query, "/documents", paging, list.total)}};
    Page page{visit.text("documents.title"), "documents", "documents", std::move(view)};
    offer(visit, page, "/api/v1/documents");
    return respond(visit, std::move(page));
}

http::Response series_list(const Visit& visit) {
    const std::vector<holdings::Recurring> all = visit.holdings().recurring();
    if (visit.query.has("format")) {
        Table table = {{"title", "body", "texts", "first_year", "last_year", "latest"}};
        std::vector<holdings::Item> latest;
        for (const holdings::Recurring& one : all) {
            table.push_back({one.latest.title.value_or(""), one.latest.body.value_or(""), std::to_string(one.texts), std::to_string(one.first_year), std::to_string(one.last_year), one.latest.symbol.value_or("")});
            latest.push_back(one.latest);
        }
        return in_form(visit, {"series", visit.text("series.list_title"), std::move(table), feed_of(visit, latest)});
    }
    List rows;
    for (const holdings::Recurring& recurring : all) rows.push_back(row_of(visit, recurring));
    Page page{visit.text("series.list_title"), "series", "series_list", {{"series", std::move(rows)}}};
    offer(visit, page, "/api/v1/series");
    return respond(visit, std::move(page));
}

}  // namespace comity::web::pages
