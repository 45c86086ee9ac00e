// The tables of data/: tab-separated, a header line, "-" for nothing, "; " between several values of a cell.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "vocabulary/vocabulary.hpp"

namespace comity::vocabulary {

class TableRows {
public:
    /// Throws Error(bad_request) with table and line where a row has another number of cells than the header.
    explicit TableRows(const Table& table);

    [[nodiscard]] std::size_t size() const noexcept { return lines_.size(); }
    /// The cell of that column; "" for "-" and where the table has no such column.
    [[nodiscard]] std::string_view cell(std::size_t row, std::string_view column) const noexcept;
    /// The values of a cell that may hold several.
    [[nodiscard]] std::vector<std::string_view> cells(std::size_t row, std::string_view column) const;
    /// A cell that must hold something. Throws Error(bad_request) if it does not.
    [[nodiscard]] std::string_view needed(std::size_t row, std::string_view column) const;
    /// A cell that must hold a number. Throws Error(bad_request) if it does not.
    [[nodiscard]] int number(std::size_t row, std::string_view column) const;
    [[noreturn]] void refuse(std::size_t row, std::string_view what) const;

private:
    std::string_view name_;
    std::vector<std::string_view> header_;
    std::vector<std::vector<std::string_view>> rows_;
    std::vector<std::uint32_t> lines_;
};

/// The parts of `text` between `separator`, blanks at their ends taken off.
std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace comity::vocabulary
