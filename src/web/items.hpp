// Documents as they appear on pages: their addresses, and their rows in lists.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "machinery/holdings/series.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// "/documents/A/RES/78/199", with the language where that is not the one that opens; a file that is not shown goes by its hash.
std::string address_of(const holdings::Item& item);
/// The same with a place in it: "op3", "fn1".
std::string address_of(const holdings::Item& item, std::string_view place);
/// A page beside its reading page: "/documents/A/RES/78/199/history".
std::string page_address(const holdings::Item& item, std::string_view ending);
/// "/compare?a=...&b=...".
std::string compare_address(const holdings::Item& before, const holdings::Item& after);
/// Texts that cite a symbol, whether it is in the record or not.
std::string citing_address(std::string_view symbol);

/// For templates "item" and others: address, name, title, kind, body, date, year, marks of what is special about it.
View row_of(const Visit& visit, const holdings::Item& item);
List rows_of(const Visit& visit, const std::vector<holdings::Item>& items);

/// What to call an item in a sentence: its title, else its name.
std::string title_of(const holdings::Item& item);

/// "Concord Assembly, 14 December 2017".
std::string body_and_date(const Visit& visit, const holdings::Item& item);

/// A name of the contract as messages choose by it: "draft resolution" -> "draft-resolution".
std::string code_of(std::string_view name);

/// "resolution", "draft resolution" ... as the reader's language has it.
std::string kind_in_words(const Visit& visit, document::Kind kind);

/// A paragraph's id taken apart, for messages: "op3.a.i" is sort "operative-below", number "3", below "(a) (i)".
struct PlaceParts {
    std::string_view sort;  ///< title, footnote, preambular, annex, operative, operative-below, operative-end, other
    std::string number, below;
};
PlaceParts place_parts(std::string_view id);

/// A paragraph's id as people say it: "op3.a" -> "paragraph 3 (a)", "pp2" -> "preambular paragraph 2", "fn1" -> "footnote 1".
std::string place_in_words(const Visit& visit, std::string_view id);

/// One page of a longer list, by offset: which rows, and the addresses before and after.
struct Paging {
    std::size_t offset = 0, limit = 50;
};
Paging paging_of(const http::Form& query, std::string_view parameter = "offset");
/// For template "pager". `query` is kept, but for the offset, which the parameter says.
View pager(const http::Form& query, std::string_view path, Paging paging, std::size_t total, std::string_view parameter = "offset");

View row_of(const Visit& visit, const holdings::Recurring& recurring);

}  // namespace comity::web
