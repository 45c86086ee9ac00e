#include "web/items.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "web/names.hpp"

namespace comity::web {

using holdings::Item;

std::string address_of(const Item& item) {
    // The text of a symbol in another language than the one that stands for it: by symbol too, so that people can read the address.
    const bool by_language = item.symbol && item.shown && item.in_view && item.address != *item.symbol;
    if (by_language) return fmt::format("/documents/{}?language={}", http::path_encoded(*item.symbol), http::query_encoded(item.language));
    return "/documents/" + http::path_encoded(item.address);
}

std::string address_of(const Item& item, std::string_view place) {
    return place.empty() || place == "title" ? address_of(item) : fmt::format("{}#{}", address_of(item), http::path_encoded(place));
}

std::string page_address(const holdings::Item& item, std::string_view ending) {
    // Under the same name as the reading page, before its "?language=".
    std::string address = address_of(item);
    const std::size_t mark = std::min(address.find('?'), address.size());
    return address.insert(mark, ending);
}

std::string compare_address(const Item& before, const Item& after) {
    return fmt::format("/compare?a={}&b={}", http::query_encoded(before.address), http::query_encoded(after.address));
}

std::string citing_address(std::string_view symbol) {
    return "/documents?cites=" + http::query_encoded(symbol.substr(0, symbol.find('#')));
}

std::string title_of(const Item& item) { return item.title ? *item.title : item.name; }

std::string body_and_date(const Visit& visit, const Item& item) {
    std::string body = item.body ? body_name(visit, *item.body) : std::string();
    if (!item.date) return body;
    return body.empty() ? visit.words.date(*item.date) : fmt::format("{}, {}", body, visit.words.date(*item.date));
}

std::string code_of(std::string_view name) {
    std::string code(name);
    std::replace(code.begin(), code.end(), ' ', '-');
    return code;
}

std::string kind_in_words(const Visit& visit, document::Kind kind) { return visit.text("kind", {{"kind", code_of(document::name_of(kind))}}); }

/// "a.i" -> "(a) (i)"
std::string below_in_words(std::string_view steps) {
    std::string words;
    while (!steps.empty()) {
        const std::size_t end = std::min(steps.find('.'), steps.size());
        words += fmt::format("{}({})", words.empty() ? "" : " ", steps.substr(0, end));
        steps.remove_prefix(std::min(end + 1, steps.size()));
    }
    return words;
}

PlaceParts place_parts(std::string_view id) {
    const auto is_number = [](std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; };
    if (id == "title") return {"title", "", ""};
    if (id.starts_with("fn")) return {"footnote", std::string(id.substr(2)), ""};
    if (id.starts_with("pp") && is_number(id.substr(2))) return {"preambular", std::string(id.substr(2)), ""};
    if (id.starts_with("annex.") && is_number(id.substr(6))) return {"annex", std::string(id.substr(6)), ""};
    const std::size_t dot = std::min(id.find('.'), id.size());
    const std::string_view number = id.starts_with("op") ? id.substr(2, dot - 2) : std::string_view();
    if (!is_number(number)) return {"other", "", ""};
    if (dot == id.size()) return {"operative", std::string(number), ""};
    if (id.substr(dot) == ".end") return {"operative-end", std::string(number), ""};
    return {"operative-below", std::string(number), below_in_words(id.substr(dot + 1))};
}

std::string place_in_words(const Visit& visit, std::string_view id) {
    const PlaceParts parts = place_parts(id);
    return visit.text("place", {{"sort", parts.sort}, {"number", visit.words.figures(parts.number)}, {"below", parts.below}, {"id", id}});
}

View row_of(const Visit& visit, const Item& item) {
    return {{"address", address_of(item)},
            {"name", item.symbol ? item.name : item.sha256.substr(0, 8)},
            {"file", item.symbol ? std::string() : item.file_name},
            {"title", or_nothing(item.title)},
            {"kind", kind_in_words(visit, item.kind)},
            {"body", item.body ? Value(body_in_words(visit, *item.body)) : Value("")},
            {"date", or_nothing(item.date)},
            {"year", item.year ? Value(visit.words.figures(std::to_string(*item.year))) : Value("")},
            {"language", item.language == "en" ? "" : item.language},
            {"lang", item.language},
            {"other_files", item.other_files == 0 ? Value("") : Value(item.other_files)},
            {"doubts", item.doubts == 0 ? Value("") : Value(item.doubts)},
            {"corrected", item.corrected},
            {"out_of_view", !item.in_view}};
}

List rows_of(const Visit& visit, const std::vector<Item>& items) {
    List rows;
    rows.reserve(items.size());
    for (const Item& item : items) rows.push_back(row_of(visit, item));
    return rows;
}

Paging paging_of(const http::Form& query, std::string_view parameter) {
    Paging paging;
    const std::string_view text = query.get(parameter);
    std::size_t offset = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), offset);
    if (error == std::errc() && end == text.data() + text.size()) paging.offset = std::min<std::size_t>(offset, 10'000'000);
    return paging;
}

View pager(const http::Form& query, std::string_view path, Paging paging, std::size_t total, std::string_view parameter) {
    const auto at = [&](std::size_t offset) {
        std::string address(path);
        char joint = '?';
        const auto add = [&](std::string_view name, std::string_view value) {
            address += fmt::format("{}{}={}", joint, http::query_encoded(name), http::query_encoded(value));
            joint = '&';
        };
        for (const auto& [name, value] : query.fields()) {
            if (name != parameter && !value.empty()) add(name, value);
        }
        if (offset != 0) add(parameter, std::to_string(offset));
        return address;
    };
    const bool has_before = paging.offset > 0;
    const bool has_after = paging.offset + paging.limit < total;
    return {{"paged", has_before || has_after},
            {"from", std::min(paging.offset + 1, total)},
            {"to", std::min(paging.offset + paging.limit, total)},
            {"total", total},
            {"before", has_before ? at(paging.offset < paging.limit ? 0 : paging.offset - paging.limit) : std::string()},
            {"after", has_after ? at(paging.offset + paging.limit) : std::string()}};
}

View row_of(const Visit& visit, const holdings::Recurring& recurring) {
    View row = row_of(visit, recurring.latest);
    row.put("series_address", "/series/" + http::path_encoded(recurring.latest.address));
    row.put("texts", recurring.texts);
    row.put("first_year", visit.words.figures(std::to_string(recurring.first_year)));
    row.put("last_year", visit.words.figures(std::to_string(recurring.last_year)));
    return row;
}

}  // namespace comity::web
