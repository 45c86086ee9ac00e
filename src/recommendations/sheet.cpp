// Workbooks (ECMA-376 part 1, chapter 18): the rows of the first sheet, with the strings that it shares with others.
#include <algorithm>

#include "base/error.hpp"
#include "recommendations/inside.hpp"
#include "xml/reader.hpp"
#include "zip/zip.hpp"

namespace comity::recommendations {

namespace {

constexpr std::size_t most_columns = 1000;

/// The words of a string: its runs one after the other, without readings (rPh).
std::string words_of(const xml::Node& string) {
    std::string words;
    for (const xml::Node& child : string.children) {
        if (child.name == "t") words += child.words();
        else if (child.name == "r") words += words_of(child);
    }
    return words;
}

/// "B7" is column 1; nullopt for what is no place.
std::optional<std::size_t> column_of(std::string_view place) {
    std::size_t column = 0, letters = 0;
    while (letters < place.size() && place[letters] >= 'A' && place[letters] <= 'Z' && letters < 4) column = column * 26 + static_cast<std::size_t>(place[letters++] - 'A') + 1;
    return letters == 0 ? std::nullopt : std::optional(column - 1);
}

std::string value_of(const xml::Node& cell, const std::vector<std::string>& shared) {
    const std::string_view type = cell.attribute("t");
    if (type == "inlineStr") {
        const xml::Node* string = cell.child("is");
        return string == nullptr ? std::string() : words_of(*string);
    }
    const xml::Node* value = cell.child("v");
    if (value == nullptr) return {};
    std::string text = value->words();
    if (type != "s") return text;
    std::size_t index = 0;
    for (const char c : text) {
        if (c < '0' || c > '9' || index > shared.size()) throw Error(Fault::bad_request, "the sheet names a string of the workbook that is not there");
        index = index * 10 + static_cast<std::size_t>(c - '0');
    }
    if (index >= shared.size()) throw Error(Fault::bad_request, "the sheet names a string of the workbook that is not there");
    return shared[index];
}

}  // namespace

void each_row_of_sheet(std::string_view bytes, const std::function<bool(std::int64_t, const std::vector<std::string>&)>& take) {
    constexpr std::string_view strings_name = "xl/sharedStrings.xml", sheets = "xl/worksheets/";
    std::string first;
    for (const std::string& name : zip::names(bytes)) {
        if (!name.starts_with(sheets) || !name.ends_with(".xml")) continue;
        const bool before = first.empty() || name.size() < first.size() || (name.size() == first.size() && name < first);
        if (before) first = name;
    }
    if (first.empty()) throw Error(Fault::bad_request, "it is no workbook: no sheet is in it");
    std::vector<std::string> shared;
    const auto entries = zip::unpacked(bytes, {}, [&](std::string_view name) { return name == strings_name || name == first; });
    const auto part = [&](std::string_view name) { return std::find_if(entries.begin(), entries.end(), [&](const zip::Entry& entry) { return entry.name == name; }); };
    if (const auto strings = part(strings_name); strings != entries.end()) {
        const xml::Tree tree = xml::read(strings->bytes);
        for (const xml::Node& string : tree.root.children) {
            if (string.name == "si") shared.push_back(words_of(string));
        }
    }
    const auto sheet = part(first);
    COMITY_ENSURE(sheet != entries.end());
    const xml::Tree tree = xml::read(sheet->bytes);
    const xml::Node* rows = tree.root.child("sheetData");
    std::int64_t line = 0;
    for (std::size_t i = 0; rows != nullptr && i < rows->children.size(); ++i) {
        const xml::Node& row = rows->children[i];
        if (row.name != "row") continue;
        ++line;
        if (const int number = number_in(row.attribute("r")); number > line) line = number;
        std::vector<std::string> cells;
        for (const xml::Node& cell : row.children) {
            if (cell.name != "c") continue;
            const std::size_t column = column_of(cell.attribute("r")).value_or(cells.size());
            if (column >= most_columns) throw Error(Fault::limit, "the sheet has more than {} columns", most_columns);
            if (cells.size() <= column) cells.resize(column + 1);
            cells[column] = value_of(cell, shared);
        }
        const bool blank = std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return cell.empty(); });
        if (!blank && !take(line, cells)) return;
    }
}

}  // namespace comity::recommendations
