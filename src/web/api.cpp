// The JSON API: the fields of the command line, paged lists in an envelope, errors as problem details (RFC 9457).
#include <charconv>

#include "base/assets.hpp"
#include "base/error.hpp"
#include "document/json_form.hpp"
#include "machinery/holdings/library.hpp"
#include "machinery/holdings/voting.hpp"
#include "web/acts.hpp"
#include "web/items.hpp"
#include "web/life.hpp"
#include "web/pages.hpp"
#include "web/taking.hpp"
#include "web/visitors.hpp"

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

std::size_t limit_in(const Visit& visit, std::size_t usual) {
    return std::min(std::max<std::size_t>(number_in(visit.query, "limit").value_or(usual), 1), most_at_once);
}

/// One page of a list that is at hand as a whole.
http::Response out_paged(const Visit& visit, std::string_view name, json::Array all) {
    const std::size_t total = all.size();
    const std::size_t offset = std::min(number_in(visit.query, "offset").value_or(0), total);
    const std::size_t count = std::min(limit_in(visit, 100), total - offset);
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(offset);
    json::Value value;
    value.put("total", total);
    value.put("offset", offset);
    value.put(std::string(name), json::Array(begin, begin + static_cast<std::ptrdiff_t>(count)));
    return out(visit, std::move(value));
}

}  // namespace

http::Response documents(const Visit& visit) {
    const http::Form& query = visit.query;
    holdings::Filter filter;
    filter.body = given(query, "body");
    if (const auto kind = given(query, "kind")) filter.kind = document::kind_named(*kind);  // check_asked() has seen it
    if (const auto year = number_in(query, "year")) filter.year = static_cast<int>(std::min<std::size_t>(*year, 9999));
    filter.session = given(query, "session");
    filter.language = given(query, "language");
    filter.title_words = query.get("words");
    filter.cites = given(query, "cites");
    filter.order = query.get("order") == "date" ? holdings::Order::date : holdings::Order::symbol;
    filter.offset = number_in(query, "offset").value_or(0);
    filter.limit = limit_in(visit, 100);
    const holdings::List list = visit.holdings().list(filter);
    json::Value value;
    value.put("total", list.total);
    value.put("offset", filter.offset);
    value.put("documents", holdings::to_json(list));
    return out(visit, std::move(value));
}

http::Response document(const Visit& visit) {
    const holdings::Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    const auto as_of = number_in(visit.query, "as_of");
    const holdings::Shown shown = as_of ? visit.holdings().show_as_of(item, static_cast<std::int64_t>(*as_of)) : visit.holdings().show(item);
    if (const std::string_view form = visit.query.get("format"); !form.empty() && form != "json") return as_file(visit, shown, form);
    const document::Document& document = shown.document;
    json::Value value = document::to_json(document);
    const holdings::RollCalls roll_calls(visit.holdings());
    if (auto all = holdings::to_json(roll_calls.on(item.symbol.value_or(""), &document), roll_calls); !all.empty()) value.put("roll_calls", std::move(all));
    if (auto all = holdings::library_json(visit.holdings(), item.symbol.value_or(""), &document); !all.empty()) value.put("library", std::move(all));
    return out(visit, std::move(value));
}

http::Response history(const Visit& visit) {
    const holdings::Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    json::Array all;
    for (const record::Entry& entry : readable(visit, visit.holdings().history(item))) all.push_back(record::to_json(entry));
    return out_paged(visit, "entries", std::move(all));
}

http::Response cited_by(const Visit& visit) {
    const holdings::Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    json::Array all;
    for (const holdings::Citing& citing : visit.holdings().cited_by(item)) all.push_back(holdings::to_json(citing));
    return out_paged(visit, "citing", std::move(all));
}

http::Response series_list(const Visit& visit) {
    json::Array all;
    for (const holdings::Recurring& recurring : visit.holdings().recurring()) all.push_back(holdings::to_json(recurring));
    return out_paged(visit, "series", std::move(all));
}

http::Response queue(const Visit& visit) {
    const std::size_t offset = number_in(visit.query, "offset").value_or(0);
    const holdings::List list = visit.holdings().to_look_at(offset, limit_in(visit, 100));
    json::Value value;
    value.put("total", list.total);
    value.put("offset", offset);
    value.put("documents", holdings::to_json(list));
    return out(visit, std::move(value));
}

http::Response openapi(const Visit&) {
    http::Response response;
    response.set("Content-Type", "application/json; charset=utf-8");
    response.body = assets::get("assets/openapi.json");
    return response;
}

http::Response series(const Visit& visit) {
    return out(visit, holdings::to_json(visit.holdings().series(visit.holdings().find(visit.rest, visit.query.get("language")))));
}

http::Response series_life(const Visit& visit) {
    return out(visit, holdings::to_json(visit.holdings().life(visit.holdings().find(visit.rest, visit.query.get("language")))));
}

http::Response paragraph_history(const Visit& visit) {
    const auto [item, paragraph] = named_paragraph(visit);
    return out(visit, holdings::to_json(visit.holdings().paragraph_life(item, paragraph)));
}

http::Response search(const Visit& visit) {
    if (!visit.query.has("q")) throw Error(Fault::bad_request, "say what to look for: /api/v1/search?q=WORDS");
    holdings::SearchOptions options;
    options.offset = number_in(visit.query, "offset").value_or(0);
    options.limit = limit_in(visit, 50);
    options.body = given(visit.query, "body");
    options.language = given(visit.query, "language");
    if (const auto kind = given(visit.query, "kind")) options.kind = document::kind_named(*kind);
    if (const auto decade = number_in(visit.query, "decade")) options.decade = static_cast<int>(std::min<std::size_t>(*decade, 9999));
    const holdings::SearchResult result = visit.holdings().search(visit.query.get("q"), options);
    json::Value value;
    value.put("total", result.passages);
    value.put("offset", options.offset);
    value.put("goes_to", result.goes_to ? holdings::to_json(*result.goes_to) : json::Value());
    value.put("entries_missing", result.entries_missing);
    value.put("did_you_mean", result.did_you_mean ? json::Value(*result.did_you_mean) : json::Value());
    value.put("hits", holdings::to_json(result));
    http::Response response = out(visit, std::move(value));
    if (result.entries_missing != 0) response.set("Cache-Control", "no-store");
    return response;
}

http::Response correct(const Visit& visit) {
    const holdings::Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    try {
        json::Value sent = json::parse(visit.request.body);
        if (sent.as_object() == nullptr) throw Error(Fault::bad_request, "the body is no JSON object: {{\"change\": \"fact\", \"field\": \"title\", \"value\": \"...\"}}");
        sent.put("document", item.sha256);
        holdings::CorrectionRequest request = holdings::correction_request_from(sent);
        request.who = actor_of(visit);  // never what was sent
        request.on_behalf_of = behalf_of(visit);
        const holdings::CorrectionResult result = visit.holdings().correct(request);
        return as_json(json::Object{{"position", result.position}, {"subject", result.subject}, {"revision", result.revision}, {"sentence", result.sentence}}, 201);
    } catch (const Error& error) {
        return turned_away_problem(visit, actors::Permission::correct, item.name, visit.request.body, error);
    }
}

}  // namespace comity::web::pages::api
