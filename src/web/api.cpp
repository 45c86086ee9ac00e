// The JSON API: the fields of the command line, paged lists in an envelope, errors as problem details (RFC 9457).
#include <charconv>

#include "base/error.hpp"
#include "document/json_form.hpp"
#include "web/items.hpp"
#include "web/pages.hpp"

namespace comity::web::pages::api {

namespace {

constexpr std::size_t most_at_once = 1000;

std::optional<std::size_t> number_in(const http::Form& query, std::string_view name) {
    if (!query.has(name)) return std::nullopt;
    const std::string_view text = query.get(name);
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) throw Error(Fault::bad_request, "\"{}\" must be a number", name);
    return number;
}

std::optional<std::string> given(const http::Form& query, std::string_view name) {
    return query.get(name).empty() ? std::nullopt : std::optional(std::string(query.get(name)));
}

/// An invented record says so wherever it goes.
http::Response out(const Visit& visit, json::Value value) {
    if (visit.site.demonstration) value.put("invented", true);
    return as_json(value);
}

}  // namespace

http::Response documents(const Visit& visit) {
    const http::Form& query = visit.query;
    holdings::Filter filter;
    filter.body = given(query, "body");
    if (const auto kind = given(query, "kind")) {
        filter.kind = document::kind_named(*kind);
        if (!filter.kind) throw Error(Fault::bad_request, "there is no kind \"{}\"", *kind);
    }
    if (const auto year = number_in(query, "year")) filter.year = static_cast<int>(std::min<std::size_t>(*year, 9999));
    filter.session = given(query, "session");
    filter.language = given(query, "language");
    filter.title_words = query.get("words");
    filter.cites = given(query, "cites");
    filter.order = query.get("order") == "date" ? holdings::Order::date : holdings::Order::symbol;
    filter.offset = number_in(query, "offset").value_or(0);
    filter.limit = std::min(std::max<std::size_t>(number_in(query, "limit").value_or(100), 1), most_at_once);
    const holdings::List list = visit.holdings().list(filter);
    json::Value value;
    value.put("total", list.total);
    value.put("offset", filter.offset);
    value.put("documents", holdings::to_json(list));
    return out(visit, std::move(value));
}

http::Response document(const Visit& visit) {
    const holdings::Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    return out(visit, document::to_json(visit.holdings().show(item).document));
}

http::Response series_list(const Visit& visit) {
    json::Array all;
    for (const holdings::Recurring& recurring : visit.holdings().recurring()) all.push_back(holdings::to_json(recurring));
    json::Value value;
    value.put("total", all.size());
    value.put("series", std::move(all));
    return out(visit, std::move(value));
}

http::Response series(const Visit& visit) {
    return out(visit, holdings::to_json(visit.holdings().series(visit.holdings().find(visit.rest, visit.query.get("language")))));
}

http::Response search(const Visit& visit) {
    if (!visit.query.has("q")) throw Error(Fault::bad_request, "say what to look for: /api/v1/search?q=WORDS");
    holdings::SearchOptions options;
    options.offset = number_in(visit.query, "offset").value_or(0);
    options.limit = std::min(std::max<std::size_t>(number_in(visit.query, "limit").value_or(50), 1), most_at_once);
    options.body = given(visit.query, "body");
    options.language = given(visit.query, "language");
    const holdings::SearchResult result = visit.holdings().search(visit.query.get("q"), options);
    json::Value value;
    value.put("total", result.passages);
    value.put("offset", options.offset);
    value.put("goes_to", result.goes_to ? holdings::to_json(*result.goes_to) : json::Value());
    value.put("entries_missing", result.entries_missing);
    value.put("hits", holdings::to_json(result));
    http::Response response = out(visit, std::move(value));
    if (result.entries_missing != 0) response.set("Cache-Control", "no-store");
    return response;
}

}  // namespace comity::web::pages::api
