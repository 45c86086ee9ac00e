// `/search`: passages with the words that were typed, narrowed by a sentence; a symbol leads to its text.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "web/choices.hpp"
#include "web/exports.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"

namespace comity::web::pages {

namespace {

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
