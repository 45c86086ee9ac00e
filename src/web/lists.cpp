// Lists of texts: all of them by a sentence that filters, what comes again, a search.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/error.hpp"
#include "document/symbol.hpp"
#include "web/acts.hpp"
#include "web/exports.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
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

enum class Named { kinds, bodies, figures, languages, decades };

std::string label_of(const Visit& visit, std::string_view name, Named named) {
    switch (named) {
        case Named::kinds: return visit.text("kinds", {{"kind", code_of(name)}});
        case Named::bodies: return body_name(visit, name);
        case Named::languages: return visit.text("language", {{"language", name}});
        case Named::decades: return visit.text("search.decade", {{"decade", visit.words.figures(name)}});
        case Named::figures: break;
    }
    return visit.words.figures(name);
}

/// An <option> for each thing to filter by, with the count behind it.
List options_of(const Visit& visit, const holdings::Overview::Counts& counts, std::string_view chosen, Named named) {
    List options;
    for (const auto& [name, count] : counts) {
        if (name.empty()) continue;  // what states none can't be asked for
        options.push_back(View{{"value", name}, {"label", label_of(visit, name, named)}, {"lang", named == Named::bodies ? body_language(visit, name) : visit.words.language()}, {"count", count}, {"chosen", name == chosen}});
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

namespace {

/// What the search is narrowed to, with the choices that the texts found leave.
holdings::SearchOptions narrowed_by(const http::Form& query) {
    holdings::SearchOptions options;
    options.body = given(query, "body");
    options.language = given(query, "language");
    if (const auto kind = given(query, "kind")) options.kind = document::kind_named(*kind);
    if (const auto decade = given(query, "decade")) options.decade = number_in(*decade);
    return options;
}

/// Decades of all texts, the latest first.
holdings::Overview::Counts decades_of(const holdings::Overview::Counts& years) {
    std::map<std::string, std::size_t, std::greater<>> decades;
    for (const auto& [year, count] : years) {
        if (year.size() == 4) decades[year.substr(0, 3) + "0"] += count;
    }
    return {decades.begin(), decades.end()};
}

/// Choices to narrow a search by, with how many of the texts found there are of each. Where one is chosen only that one is left among what was
/// found: then all that the record has are offered, to change to, without figures that would mean something else.
List narrowing(const Visit& visit, const holdings::Overview::Counts& found, const holdings::Overview::Counts& all, std::string_view chosen, Named named) {
    List options = options_of(visit, chosen.empty() ? found : all, chosen, named);
    if (chosen.empty()) return options;
    List plain;
    for (const Value& option : options) {
        View view = *option.view();
        view.put("count", "");
        plain.push_back(std::move(view));
    }
    return plain;
}

/// The address of the same search for other words.
std::string search_address(const http::Form& query, std::string_view words) {
    std::string address = "/search?q=" + http::query_encoded(words);
    for (const auto& [name, value] : query.fields()) {
        if (name != "q" && name != "offset" && !value.empty()) address += fmt::format("&{}={}", http::query_encoded(name), http::query_encoded(value));
    }
    return address;
}

}  // namespace

http::Response search(const Visit& visit) {
    const std::string_view words = visit.query.get("q");
    const bool as_file = visit.query.has("format");
    const Paging paging{as_file ? 0 : paging_of(visit.query).offset, as_file ? std::size_t{1000} : std::size_t{20}};
    holdings::SearchResult result;
    holdings::SearchOptions options = narrowed_by(visit.query);
    options.offset = paging.offset;
    options.limit = paging.limit;
    if (!words.empty()) result = visit.holdings().search(words, options);
    const std::string title = words.empty() ? visit.text("search.title") : visit.text("search.title_with", {{"words", words}});
    if (as_file) {
        Table table = {{"symbol", "paragraph", "title", "text"}};
        std::vector<holdings::Item> items;
        for (const holdings::Hit& hit : result.hits) {
            table.push_back({hit.item.symbol.value_or(hit.item.name), hit.paragraph, hit.item.title.value_or(""), hit.text});
            const bool there = std::any_of(items.begin(), items.end(), [&](const holdings::Item& item) { return item.number == hit.item.number; });
            if (!there) items.push_back(hit.item);
        }
        return in_form(visit, {"search", title, std::move(table), feed_of(visit, items)});
    }
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
    const holdings::Overview overview = visit.holdings().overview();
    View view{{"words", words},
              {"typed", untranslated(words)},
              {"hits", std::move(hits)},
              {"passages", result.passages},
              {"kinds", narrowing(visit, result.facets.kinds, overview.kinds, visit.query.get("kind"), Named::kinds)},
              {"bodies", narrowing(visit, result.facets.bodies, overview.bodies, visit.query.get("body"), Named::bodies)},
              {"decades", narrowing(visit, result.facets.decades, decades_of(overview.years), visit.query.get("decade"), Named::decades)},
              {"remark", result.remark.empty() ? Value("") : Value(in_language(visit, result.remark, "en"))},
              {"did_you_mean", result.did_you_mean.value_or("")},
              {"did_you_mean_address", result.did_you_mean ? search_address(visit.query, *result.did_you_mean) : std::string()},
              {"languages", options_of(visit, overview.languages, visit.query.get("language"), Named::languages)},
              {"missing", result.entries_missing == 0 ? Value("") : Value(result.entries_missing)},
              {"goes_to", result.goes_to ? Value(row_of(visit, *result.goes_to)) : Value("")},
              {"pager", pager(visit.query, "/search", paging, result.passages)}};
    Page page{title, "search", "search", std::move(view)};
    if (!words.empty()) offer(visit, page, "/api/v1/search");
    http::Response response = respond(visit, std::move(page));
    // The index may lag behind the record, by which unchanged pages are told.
    if (result.entries_missing != 0) response.set("Cache-Control", "no-store");
    return response;
}

}  // namespace comity::web::pages
