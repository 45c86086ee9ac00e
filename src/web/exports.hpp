// Lists in other forms than a page: CSV (RFC 4180), plain text, an Atom feed (RFC 4287).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "machinery/holdings/item.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// The first row has the names of the columns. Columns are named in English in every language: programs read them.
using Table = std::vector<std::vector<std::string>>;
Table table_of(const std::vector<holdings::Item>& items);

struct FeedEntry {
    std::string id;       ///< a URN that stays the same for good
    std::string title, address, summary;
    std::string updated;  ///< "2026-01-31T09:30:00.000Z"
};
/// Texts, by the moment at which they came into the record.
std::vector<FeedEntry> feed_of(const Visit& visit, const std::vector<holdings::Item>& items);

http::Response as_csv(const Visit& visit, std::string_view file_name, Table table);
http::Response as_plain_text(const Visit& visit, std::string_view title, const Table& table);
http::Response as_feed(const Visit& visit, std::string_view title, const std::vector<FeedEntry>& entries);

/// The form of a list that `?format=` asks for: "csv", "text" or "atom"; else the page. Throws Error(bad_request) for an unknown one.
struct InForms {
    std::string_view file_name;
    std::string title;
    Table table;
    std::vector<FeedEntry> entries;
};
http::Response in_form(const Visit& visit, InForms forms);

/// Throws Error(bad_request) where a format is asked for: to be called where every one that the page has was given.
void check_is_page(const Visit& visit);

/// This address in another format, its other parameters kept; "offset" is not: a file has the whole list.
std::string in_format(const Visit& visit, std::string_view format);
/// The same list in the API, at that address of it.
std::string in_api(const Visit& visit, std::string_view api);
/// Fills in downloads and feed of a list's page. `api` is the address of the same as JSON, without its query.
void offer(const Visit& visit, Page& page, std::string_view api);

}  // namespace comity::web
