// Tables of comma-separated values (RFC 4180) as they come from spreadsheets and data sets, in pieces of any size: so a table needs no more
// memory than its longest row. Recognized: the separator (comma, semicolon, tab or |, by the header), line ends (CR LF, LF, CR), a byte-order
// mark, and for each row whether it is UTF-8 or, where it is not, Windows-1252 (ISO 8859-1 with signs); or Mac Roman, if whoever reads says so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace comity::csv {

struct Row {
    std::int64_t line = 0;                ///< of the file, from 1, on which the row begins
    std::vector<std::string_view> cells;  ///< UTF-8, without their quotes
    std::string_view fault;               ///< why the row can't be taken, "" if it can; then `cells` is empty
};

/// More is no table, but an attack or a mistake.
struct Limits {
    std::size_t row_bytes = std::size_t{1} << 20;
    std::size_t cells = 1000;
};

/// In which encoding a row is that is no UTF-8.
enum class Otherwise { windows, macintosh };

class Reader {
public:
    /// Takes the header and the rows, in their order; what it is given lives until it returns. Lines without a sign on them are left out.
    using Take = std::function<void(const Row&)>;
    explicit Reader(Take take, Limits limits = {}, Otherwise otherwise = Otherwise::windows);

    void feed(std::string_view bytes);
    void finish();
    /// Rows of more or fewer cells than the header has a fault.
    [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
    [[nodiscard]] char separator() const noexcept { return separator_; }  ///< '\0' before the header's end

private:
    enum class State { cell_begins, plain, quoted, after_quoted };
    void begin();
    void take(std::string_view bytes);
    void take_byte(char c);
    /// The end of the bytes from `at` on that go into the cell as they are; `at` itself if the next one may not.
    [[nodiscard]] std::size_t run_end(std::string_view bytes, std::size_t at) const noexcept;
    void end_cell();
    void end_row();
    void give(std::string_view fault);
    void grow(char c);

    Take take_;
    Limits limits_;
    Otherwise otherwise_;
    std::string head_;         ///< the bytes up to the end of the header, until the separator is known
    bool begun_ = false;
    char separator_ = '\0';
    std::size_t columns_ = 0;
    State state_ = State::cell_begins;
    std::string text_;         ///< the cells of this row, one behind the other
    std::vector<std::size_t> ends_;
    std::string_view fault_;
    bool anything_ = false;    ///< on this row: a cell, if only an empty one in quotes
    bool after_return_ = false;
    std::int64_t line_ = 1, row_line_ = 1;
    std::size_t row_bytes_ = 0;
};

/// A row as it is written, with CR LF at its end; cells in quotes where they must be. What a spreadsheet would run as a formula (it begins with
/// = + - @, a tab or a return) gets an apostrophe in front, which the spreadsheet takes for a mark of its own (OWASP, "CSV Injection").
std::string as_row(const std::vector<std::string>& cells);

}  // namespace comity::csv
