// What the readers of lists share. Private to recommendations/.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "recommendations/lists.hpp"

namespace comity::recommendations {

/// Blanks of every kind (no-break ones too) made one, none at the ends.
std::string cleaned(std::string_view text);
/// Without marks of HTML and its character references.
std::string without_marks(std::string_view text);
/// Both.
std::string plain(std::string_view text);
/// The values of a cell: one a line, or parted by `separator`; "- " before them and blanks around taken off; none twice.
std::vector<std::string> values_of(std::string_view cell, char separator = '\n');
/// The number of a paragraph at the beginning of words ("140.7 Ratify", "50.307. Ratify"), taken off them; "" if there is none.
std::string take_number(std::string& words);
/// The first number in a text ("3rd cycle", "34"), 0 if there is none.
int number_in(std::string_view text) noexcept;
/// The same of a cell that says a number or nothing ("", "-", "N/A"): 0 for nothing, nullopt for other words.
std::optional<int> count_in(std::string_view cell);
/// "2025-01-31" of an ISO date, of 31/01/2025, or of a spreadsheet's serial day (45688); "" for all else.
std::string date_of(std::string_view cell);
/// A name of a column for comparing: small letters and digits alone; of "Label [database:name]" the name.
std::string column_key(std::string_view header);

/// Which columns of a table say what (data/review_columns.tsv), for an exporter.
class Columns {
public:
    Columns(Format format, const std::vector<std::string_view>& header);
    /// The cell that says it; "" where the table has no such column.
    [[nodiscard]] std::string_view cell(const std::vector<std::string_view>& cells, std::string_view field) const;

private:
    std::map<std::string, std::size_t, std::less<>> places_;
};
/// The columns that an exporter's table needs and a header has not, each by what it may be called.
std::vector<std::string> missing_in(Format format, const std::vector<std::string_view>& header);
/// Whether more than half of a header's cells, and three at least, are columns of an exporter's tables.
bool is_mostly(Format format, const std::vector<std::string_view>& header);

/// Reads the rows of a table once its header is known; text and State are needed.
class TableRows {
public:
    TableRows(Format format, const Given& given, const Taking& taking) : format_(format), given_(given), taking_(taking) {}
    void header(const std::vector<std::string_view>& cells);
    void row(std::int64_t line, const std::vector<std::string_view>& cells);
    [[nodiscard]] bool has_header() const noexcept { return columns_.has_value(); }

private:
    Format format_;
    const Given& given_;
    const Taking& taking_;
    std::optional<Columns> columns_;
    bool hints_follow_ = false;
};

/// Cycle and session of a row; refuses it where a cell says something that is no number.
bool take_numbers(Row& row, std::string_view cycle, std::string_view session, const Taking& taking);
/// Gives a row if it says what is needed: a State and words; else refuses it.
void give(Row&& row, const Given& given, const Taking& taking);

void read_csv(Format format, const Pieces& pieces, const Given& given, const Taking& taking);
void read_sheet(Format format, std::string_view bytes, const Given& given, const Taking& taking);
void read_word_list(std::string_view bytes, const Given& given, const Taking& taking);
void read_index(const Pieces& pieces, const Given& given, const Taking& taking);

/// The rows of a workbook's first sheet, blank ones left out, as long as `take` says true. Error(bad_request), Error(limit).
void each_row_of_sheet(std::string_view bytes, const std::function<bool(std::int64_t, const std::vector<std::string>&)>& take);
/// Whether the archive is a DOCX whose first table is such a list.
bool is_word_list(std::string_view bytes);

}  // namespace comity::recommendations
