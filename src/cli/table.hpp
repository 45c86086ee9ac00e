// Rows of short texts: set in columns for people, as CSV (RFC 4180) for programs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"

namespace comity::cli {

struct Table {
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows;  ///< each as long as heads
};

/// "1 entry", "3 entries".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

/// Columns aligned, the last one cut to the terminal if there is one, else whole.
std::string aligned(const Table& table, const Console& console);

/// CRLF, quotes where needed; heads in lower case. A cell that a spreadsheet would run as a formula is kept from it by an apostrophe.
std::string csv(const Table& table);

}  // namespace comity::cli
