#include "web/exports.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "csv/csv.hpp"
#include "web/items.hpp"

namespace comity::web {

namespace {

std::string origin_of(const Visit& visit) {
    const bool secure = visit.request.header("X-Forwarded-Proto") == "https";
    return fmt::format("{}://{}", secure ? "https" : "http", visit.request.header("Host"));
}

std::string with_query(const Visit& visit, std::string_view path, std::string_view format) {
    std::string address(path);
    char joint = '?';
    const auto add = [&](std::string_view name, std::string_view value) {
        address += fmt::format("{}{}={}", joint, http::query_encoded(name), http::query_encoded(value));
        joint = '&';
    };
    for (const auto& [name, value] : visit.query.fields()) {
        if (name != "offset" && name != "format" && name != "lang" && !value.empty()) add(name, value);
    }
    if (!format.empty()) add("format", format);
    return address;
}

}  // namespace

Table table_of(const std::vector<holdings::Item>& items) {
    Table table = {{"symbol", "kind", "title", "body", "session", "number", "year", "date", "language", "sha256"}};
    for (const holdings::Item& item : items) {
        table.push_back({item.symbol.value_or(""), std::string(document::name_of(item.kind)), item.title.value_or(""), item.body.value_or(""), item.session.value_or(""),
                         item.number_in_session.value_or(""), item.year ? std::to_string(*item.year) : "", item.date ? item.date->iso() : "", item.language, item.sha256});
    }
    return table;
}

std::vector<FeedEntry> feed_of(const Visit& visit, const std::vector<holdings::Item>& items) {
    constexpr std::size_t most = 50;
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    std::vector<FeedEntry> entries;
    for (const holdings::Item& item : items) {
        if (entries.size() == most) break;
        const auto entry = snapshot.at(item.number);
        const std::string name = item.symbol.value_or(item.name);
        entries.push_back({fmt::format("urn:sha256:{}", item.sha256), item.title ? fmt::format("{}: {}", name, *item.title) : name, address_of(item),
                           item.body ? body_and_date(visit, item) : std::string(), entry ? entry->when : std::string()});
    }
    return entries;
}

http::Response as_csv(const Visit& visit, std::string_view file_name, Table table) {
    // What is invented says so in every row that leaves the house.
    if (visit.site.demonstration) {
        for (std::size_t i = 0; i < table.size(); ++i) table[i].emplace_back(i == 0 ? "invented" : "yes");
    }
    std::string body;
    for (const auto& row : table) body += csv::as_row(row);
    return download("text/csv; charset=utf-8; header=present", fmt::format("{}.csv", file_name), std::move(body));
}

http::Response as_plain_text(const Visit& visit, std::string_view title, const Table& table) {
    std::string body = fmt::format("{}\n", title);
    if (visit.site.demonstration) body += visit.text("demonstration.notice") + "\n";
    body += "\n";
    for (std::size_t i = 1; i < table.size(); ++i) {
        std::string line;
        for (std::size_t column = 0; column < table[i].size(); ++column) {
            if (table[i][column].empty() || table[0][column] == "sha256") continue;
            line += (line.empty() ? "" : "; ") + table[i][column];
        }
        body += line + "\n";
    }
    http::Response response;
    response.set("Content-Type", "text/plain; charset=utf-8");
    response.body = std::move(body);
    return response;
}

http::Response as_feed(const Visit& visit, std::string_view title, const std::vector<FeedEntry>& entries) {
    const std::string origin = origin_of(visit);
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    const auto last = snapshot.at(snapshot.size() - 1);
    // An empty feed is as new as the record.
    std::string latest = entries.empty() && last ? last->when : std::string();
    for (const FeedEntry& entry : entries) latest = std::max(latest, entry.updated);
    const std::string page = with_query(visit, http::path_encoded(visit.path), "");
    std::string out = fmt::format("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<id>urn:comity:{}:{}</id>\n<title>{}</title>\n",
                                  visit.words.language(), visit.holdings().record().identity(), escaped(page), escaped(title));
    if (visit.site.demonstration) out += fmt::format("<subtitle>{}</subtitle>\n", visit.html("demonstration.notice").markup);
    out += fmt::format("<updated>{}</updated>\n<author><name>{}</name></author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{}{}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}{}\"/>\n",
                       latest, visit.html("brand").markup, origin, escaped(with_query(visit, http::path_encoded(visit.path), "atom")), origin, escaped(page));
    for (const FeedEntry& entry : entries) {
        out += fmt::format("<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}{}\"/>\n", escaped(entry.id), escaped(entry.title),
                           entry.updated.empty() ? latest : entry.updated, origin, escaped(entry.address));
        if (!entry.summary.empty()) out += fmt::format("<summary>{}</summary>\n", escaped(entry.summary));
        out += "</entry>\n";
    }
    http::Response response;
    response.set("Content-Type", "application/atom+xml; charset=utf-8");
    response.body = out + "</feed>\n";
    return response;
}

http::Response in_form(const Visit& visit, InForms forms) {
    const std::string_view format = visit.query.get("format");
    if (format == "csv") return as_csv(visit, forms.file_name, std::move(forms.table));
    if (format == "text") return as_plain_text(visit, forms.title, forms.table);
    if (format == "atom") return as_feed(visit, forms.title, forms.entries);
    throw SaidError(Fault::bad_request, visit.text("trouble.no_format", {{"format", format}}));
}

void check_is_page(const Visit& visit) {
    if (const std::string_view format = visit.query.get("format"); !format.empty()) throw SaidError(Fault::bad_request, visit.text("trouble.no_format", {{"format", format}}));
}

std::string in_format(const Visit& visit, std::string_view format) { return with_query(visit, http::path_encoded(visit.path), format); }

std::string in_api(const Visit& visit, std::string_view api) { return with_query(visit, api, ""); }

void offer(const Visit& visit, Page& page, std::string_view api) {
    for (const std::string_view format : {"text", "csv"}) page.downloads.push_back({format, in_format(visit, format)});
    page.downloads.push_back({"json", in_api(visit, api)});
    page.feed = in_format(visit, "atom");
    page.downloads.push_back({"atom", page.feed});
}

}  // namespace comity::web
