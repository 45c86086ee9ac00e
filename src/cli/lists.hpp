// What several commands give out of the holdings, as JSON and CSV; marked where it is invented.
#pragma once

#include <string>

#include "cli/command.hpp"
#include "cli/table.hpp"
#include "json/json.hpp"
#include "machinery/holdings/holdings.hpp"

namespace comity::cli {

/// On every export of a demonstration each object says that it is invented.
json::Value marked(json::Value value, const holdings::Holdings& holdings);

/// As CSV; of a demonstration each row says that it is invented.
std::string marked_csv(Table table, const holdings::Holdings& holdings);

json::Value list_json(const holdings::List& list, const holdings::Holdings& holdings);
std::string list_csv(const holdings::List& list, const holdings::Holdings& holdings);

/// What a list is filtered by. Throws Error(bad_request) for a year that is none.
holdings::Filter filter_of(const Arguments& arguments);

/// One text: the object of the contract, with what the record adds to it.
json::Value shown_json(const holdings::Shown& shown, const holdings::Holdings& holdings);

/// "" if there is none.
std::string iso(const std::optional<Date>& date);
/// The symbol, or what else to call it.
std::string name_of(const holdings::Item& item);

}  // namespace comity::cli
