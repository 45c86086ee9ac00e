// Lists of texts: all of them by filter, the series, a search, and what wants attention.
#include <charconv>

#include <fmt/format.h>

#include "base/error.hpp"
#include "document/symbol.hpp"
#include "web/acts.hpp"
#include "web/items.hpp"
#include "web/pages.hpp"

namespace comity::web::pages {

namespace {

std::optional<int> number_in(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::string> given(const http::Form& query, std::string_view name) {
    const std::string_view value = query.get(name);
    return value.empty() ? std::nullopt : std::optional(std::string(value));
}

/// An <option> for each thing to filter by, with the count behind it.
List options_of(const Visit& visit, const holdings::Overview::Counts& counts, std::string_view chosen, bool of_kinds) {
    List options;
    for (const auto& [name, count] : counts) {
        const auto kind = of_kinds ? document::kind_named(name) : std::nullopt;
        options.push_back(View{{"value", name}, {"label", kind ? visit.text("kinds", {{"kind", code_of(name)}}) : name}, {"count", count}, {"chosen", name == chosen}});
    }
    return options;
}

/// The text as marks show it: what matched is marked, the rest near it is kept, far away it is left out.
Html marked(const holdings::Hit& hit) {
    constexpr std::size_t around = 160;
    const std::string_view text = hit.text;
    const auto start_of_word = [&](std::size_t at) {
        const std::size_t blank = at == 0 ? std::string_view::npos : text.rfind(' ', at);
        return blank == std::string_view::npos ? std::size_t{0} : blank + 1;
    };
    const auto end_of_word = [&](std::size_t at) { return at >= text.size() ? text.size() : std::min(text.find(' ', at), text.size()); };
    const std::size_t first = hit.marks.empty() ? 0 : hit.marks.front().first;
    const std::size_t begin = first > around ? start_of_word(first - around) : 0;
    const std::size_t end = end_of_word(std::max(begin + 2 * around, (hit.marks.empty() ? begin : hit.marks.front().second) + around));
    std::string out = begin > 0 ? "… " : "";
    std::size_t at = begin;
    for (const auto& [from, to] : hit.marks) {
        if (from < at || to > end || from >= to) continue;
        out += escaped(text.substr(at, from - at)) + "<mark>" + escaped(text.substr(from, to - from)) + "</mark>";
        at = to;
    }
    out += escaped(text.substr(at, end - at));
    if (end < text.size()) out += " …";
    return {std::move(out)};
}

std::string_view presence_code(holdings::Presence presence) noexcept {
    switch (presence) {
        case holdings::Presence::in_record: return "in-record";
        case holdings::Presence::cited: return "cited";
        case holdings::Presence::unknown: break;
    }
    return "unknown";
}

View member_view(const Visit& visit, const holdings::Member& member) {
    const std::string symbol = member.symbol ? *member.symbol : std::string();
    const std::string name = symbol.empty() ? std::string() : document::Symbol::from_canonical(symbol).display();
    return {{"year", member.year ? std::to_string(*member.year) : std::string()},
            {"symbol", symbol},
            {"name", member.item ? member.item->name : name},
            {"address", member.item ? address_of(*member.item) : symbol.empty() ? std::string() : citing_address(symbol)},
            {"date", member.date ? Value(*member.date) : Value("")},
            {"in_record", member.status == holdings::Presence::in_record},
            {"cited", member.status == holdings::Presence::cited},
            {"gap", member.status == holdings::Presence::unknown},
            {"paragraphs", member.item ? Value(member.item->paragraphs) : Value("")},
            {"status", visit.text("presence", {{"presence", presence_code(member.status)}})}};
}

}  // namespace

http::Response documents(const Visit& visit) {
    const http::Form& query = visit.query;
    holdings::Filter filter;
    filter.body = given(query, "body");
    if (const auto kind = given(query, "kind")) filter.kind = document::kind_named(*kind);
    if (const auto year = given(query, "year")) filter.year = number_in(*year);
    filter.session = given(query, "session");
    filter.title_words = query.get("words");
    filter.cites = given(query, "cites");
    filter.order = query.get("order") == "date" ? holdings::Order::date : holdings::Order::symbol;
    const Paging paging = paging_of(query);
    filter.offset = paging.offset;
    filter.limit = paging.limit;
    const holdings::List list = visit.holdings().list(filter);
    const holdings::Overview overview = visit.holdings().overview();
    View view{{"items", rows_of(visit, list.items)},
              {"total", list.total},
              {"bodies", options_of(visit, overview.bodies, query.get("body"), false)},
              {"kinds", options_of(visit, overview.kinds, query.get("kind"), true)},
              {"years", options_of(visit, overview.years, query.get("year"), false)},
              {"words", query.get("words")},
              {"session", query.get("session")},
              {"cites", ""},
              {"cited_address", ""},
              {"by_date", filter.order == holdings::Order::date},
              {"empty_record", overview.files == 0},
              {"pager", pager(query, "/documents", paging, list.total)}};
    if (filter.cites) {
        const auto symbol = document::Symbol::parse(*filter.cites, visit.holdings().vocabulary());
        view.put("cites", symbol ? symbol->display() : *filter.cites);
        const std::vector<std::string> target = {symbol ? symbol->canonical() : *filter.cites};
        const auto found = visit.holdings().in_record(target);
        if (!found.empty()) view.put("cited_address", address_of(found.begin()->second));
    }
    return respond(visit, {visit.text("documents.title"), "documents", "documents", std::move(view)});
}

http::Response attention(const Visit& visit) {
    List corrections;
    for (const holdings::CorrectionStatus& status : visit.holdings().corrections_to_review()) {
        View row = correction_view(visit, status);
        row.put("address", "/documents/" + status.correction.document);
        corrections.push_back(std::move(row));
    }
    View view{{"corrections", std::move(corrections)}, {"out_of_view", rows_of(visit, visit.holdings().out_of_view().items)}};
    return respond(visit, {visit.text("attention.title"), "documents", "attention", std::move(view)});
}

http::Response series_list(const Visit& visit) {
    List rows;
    for (const holdings::Recurring& recurring : visit.holdings().recurring()) rows.push_back(row_of(visit, recurring));
    return respond(visit, {visit.text("series.list_title"), "series", "series_list", {{"series", std::move(rows)}}});
}

http::Response series(const Visit& visit) {
    const holdings::Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    const holdings::Series series = visit.holdings().series(item);
    List members;
    std::size_t held = 0;
    for (const holdings::Member& member : series.members) {
        members.push_back(member_view(visit, member));
        if (member.status == holdings::Presence::in_record) ++held;
    }
    View view{{"title", series.title ? *series.title : title_of(item)},
              {"body", or_nothing(series.body)},
              {"members", std::move(members)},
              {"texts", series.members.size()},
              {"held", held},
              {"drafts", rows_of(visit, series.drafts)},
              {"json_address", "/api/v1/series/" + http::path_encoded(item.address)}};
    const std::string title = visit.text("series.title", {{"title", title_of(item)}});
    return respond(visit, {title, "series", "series", std::move(view)});
}

http::Response search(const Visit& visit) {
    const std::string_view words = visit.query.get("q");
    const Paging paging{paging_of(visit.query).offset, 20};
    holdings::SearchResult result;
    if (!words.empty()) result = visit.holdings().search(words, {paging.offset, paging.limit, given(visit.query, "body"), std::nullopt});
    // Who types a symbol wants that text; who wants the passages that name it asks for them.
    if (result.goes_to && !visit.query.has("passages")) return redirect(302, address_of(*result.goes_to));
    List hits;
    for (const holdings::Hit& hit : result.hits) {
        View row = row_of(visit, hit.item);
        row.put("hit_address", address_of(hit.item, hit.paragraph));
        row.put("place", place_in_words(visit, hit.paragraph));
        row.put("passage", marked(hit));
        hits.push_back(std::move(row));
    }
    View view{{"words", words},
              {"hits", std::move(hits)},
              {"passages", result.passages},
              {"missing", result.entries_missing == 0 ? Value("") : Value(result.entries_missing)},
              {"goes_to", result.goes_to ? Value(row_of(visit, *result.goes_to)) : Value("")},
              {"pager", pager(visit.query, "/search", paging, result.passages)}};
    const std::string title = words.empty() ? visit.text("search.title") : visit.text("search.title_with", {{"words", words}});
    http::Response response = respond(visit, {title, "search", "search", std::move(view)});
    // The index may lag behind the record, by which unchanged pages are told.
    if (result.entries_missing != 0) response.set("Cache-Control", "no-store");
    return response;
}

}  // namespace comity::web::pages
