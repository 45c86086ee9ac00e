#include "vocabulary/tables.hpp"

#include <charconv>

#include "base/error.hpp"
#include "base/trimmed.hpp"

namespace comity::vocabulary {
std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;) {
        const std::size_t end = text.find(separator, begin);
        parts.push_back(trimmed(text.substr(begin, end == std::string_view::npos ? end : end - begin)));
        if (end == std::string_view::npos) return parts;
        begin = end + 1;
    }
}

TableRows::TableRows(const Table& table) : name_(table.name) {
    std::uint32_t line = 0;
    for (const std::string_view text : split(table.bytes, '\n')) {
        ++line;
        if (text.empty()) continue;
        auto cells = split(text, '\t');
        if (header_.empty()) {
            header_ = std::move(cells);
            continue;
        }
        if (cells.size() != header_.size())
            throw Error(Fault::bad_request, "{}:{}: {} cells, but the header has {}", name_, line, cells.size(), header_.size());
        for (auto& cell : cells)
            if (cell == "-") cell = {};
        rows_.push_back(std::move(cells));
        lines_.push_back(line);
    }
}

std::string_view TableRows::cell(std::size_t row, std::string_view column) const noexcept {
    for (std::size_t i = 0; i < header_.size(); ++i)
        if (header_[i] == column) return rows_[row][i];
    return {};
}

std::vector<std::string_view> TableRows::cells(std::size_t row, std::string_view column) const {
    const std::string_view all = cell(row, column);
    return all.empty() ? std::vector<std::string_view>{} : split(all, ';');
}

std::string_view TableRows::needed(std::size_t row, std::string_view column) const {
    const std::string_view found = cell(row, column);
    if (found.empty()) throw Error(Fault::bad_request, "{}:{}: the column {} is empty", name_, lines_[row], column);
    return found;
}

int TableRows::number(std::size_t row, std::string_view column) const {
    const std::string_view digits = needed(row, column);
    int value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (fault != std::errc() || end != digits.data() + digits.size())
        throw Error(Fault::bad_request, "{}:{}: {} is no number in the column {}", name_, lines_[row], digits, column);
    return value;
}

void TableRows::refuse(std::size_t row, std::string_view what) const {
    throw Error(Fault::bad_request, "{}:{}: {}", name_, lines_[row], what);
}

}  // namespace comity::vocabulary
