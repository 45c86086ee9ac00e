#include "cli/table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "csv/csv.hpp"
#include "document/terminal.hpp"

namespace comity::cli {

std::string counted(std::size_t count, std::string_view one, std::string_view many) { return fmt::format("{} {}", count, count == 1 ? one : many); }

std::string aligned(const Table& table, const Console& console) {
    std::vector<std::size_t> widths;
    for (const std::string_view head : table.heads) widths.push_back(document::columns_of(head));
    for (const auto& row : table.rows) {
        COMITY_ENSURE(row.size() == widths.size());
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], document::columns_of(row[i]));
    }
    std::string text;
    const auto add = [&](const auto& cells, document::Emphasis emphasis) {
        std::string line;
        std::size_t column = 0;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            std::string cell = document::harmless(cells[i]);
            if (i + 1 < widths.size()) {
                line += document::padded(cell, widths[i]) + "  ";
                column += widths[i] + 2;
            } else {
                const bool cut = console.out_is == Place::terminal && console.width > column + 10;
                line += cut ? document::cut_to(cell, console.width - column) : cell;
            }
        }
        line.erase(line.find_last_not_of(' ') + 1);
        const bool bold = emphasis == document::Emphasis::bold && console.escapes == document::Escapes::ansi;
        text += bold ? "\x1b[1m" + line + "\x1b[22m\n" : line + "\n";
    };
    add(table.heads, document::Emphasis::bold);
    for (const auto& row : table.rows) add(row, document::Emphasis::none);
    return text;
}

std::string csv(const Table& table) {
    std::vector<std::string> heads;
    for (const std::string_view head : table.heads) {
        heads.emplace_back(head);
        for (char& c : heads.back()) c = c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    std::string text = csv::as_row(heads);
    for (const auto& row : table.rows) text += csv::as_row(row);
    return text;
}

}  // namespace comity::cli
