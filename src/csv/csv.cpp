#include "csv/csv.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace comity::csv {

namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";
constexpr std::size_t longest_head = 65536;

/// Unicode, chapter 3, table 3-7: the well-formed sequences of UTF-8. Their length at `at`; 0 where there is none.
std::size_t sequence(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(at), second = byte(at + 1);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(at + 1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool fits = !(first == 0xE0 && second < 0xA0) && !(first == 0xED && second > 0x9F);
        return fits && continues(at + 1) && continues(at + 2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool fits = !(first == 0xF0 && second < 0x90) && !(first == 0xF4 && second > 0x8F);
        return fits && continues(at + 1) && continues(at + 2) && continues(at + 3) ? 4 : 0;
    }
    return 0;
}

bool is_utf8(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

/// 0x80 to 0x9F of Windows-1252, which ISO 8859-1 leaves to control characters that no table means (WHATWG Encoding, index windows-1252).
constexpr std::array<char32_t, 32> windows = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                              0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                              0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/// 0x80 to 0xFF of Mac Roman (Unicode, MAPPINGS/VENDORS/APPLE/ROMAN.TXT), with the euro sign where the currency sign was.
constexpr std::array<char32_t, 128> macintosh = {
    0xC4, 0xC5, 0xC7, 0xC9, 0xD1, 0xD6, 0xDC, 0xE1, 0xE0, 0xE2, 0xE4, 0xE3, 0xE5, 0xE7, 0xE9, 0xE8,
    0xEA, 0xEB, 0xED, 0xEC, 0xEE, 0xEF, 0xF1, 0xF3, 0xF2, 0xF4, 0xF6, 0xF5, 0xFA, 0xF9, 0xFB, 0xFC,
    0x2020, 0xB0, 0xA2, 0xA3, 0xA7, 0x2022, 0xB6, 0xDF, 0xAE, 0xA9, 0x2122, 0xB4, 0xA8, 0x2260, 0xC6, 0xD8,
    0x221E, 0xB1, 0x2264, 0x2265, 0xA5, 0xB5, 0x2202, 0x2211, 0x220F, 0x3C0, 0x222B, 0xAA, 0xBA, 0x3A9, 0xE6, 0xF8,
    0xBF, 0xA1, 0xAC, 0x221A, 0x192, 0x2248, 0x2206, 0xAB, 0xBB, 0x2026, 0xA0, 0xC0, 0xC3, 0xD5, 0x152, 0x153,
    0x2013, 0x2014, 0x201C, 0x201D, 0x2018, 0x2019, 0xF7, 0x25CA, 0xFF, 0x178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0xB7, 0x201A, 0x201E, 0x2030, 0xC2, 0xCA, 0xC1, 0xCB, 0xC8, 0xCD, 0xCE, 0xCF, 0xCC, 0xD3, 0xD4,
    0xF8FF, 0xD2, 0xDA, 0xDB, 0xD9, 0x131, 0x2C6, 0x2DC, 0xAF, 0x2D8, 0x2D9, 0x2DA, 0xB8, 0x2DD, 0x2DB, 0x2C7};

void append(std::string& out, char32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0U | (code >> 6U));
        out += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
        out += static_cast<char>(0xE0U | (code >> 12U));
        out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (code & 0x3FU));
    }
}

char32_t character(unsigned char byte, Otherwise otherwise) noexcept {
    if (byte < 0x80) return byte;
    if (otherwise == Otherwise::macintosh) return macintosh[byte - 0x80U];
    return byte < 0xA0 ? windows[byte - 0x80U] : char32_t{byte};
}

/// The row's text from its encoding, and where its cells end then.
std::string converted_from(Otherwise otherwise, std::string_view text, std::vector<std::size_t>& ends) {
    std::string out;
    std::size_t cell = 0;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        while (cell < ends.size() && ends[cell] == at) ends[cell++] = out.size();
        if (at == text.size()) break;
        append(out, character(static_cast<unsigned char>(text[at]), otherwise));
    }
    return out;
}

/// What stands most often between the cells of the header.
char separator_of(std::string_view header) {
    constexpr std::array<char, 4> known = {',', ';', '\t', '|'};
    std::array<std::size_t, 4> counts{};
    bool in_quotes = false;
    for (const char c : header) {
        if (c == '"') in_quotes = !in_quotes;
        if (in_quotes) continue;
        for (std::size_t i = 0; i < known.size(); ++i) counts[i] += c == known[i] ? 1 : 0;
    }
    return known[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

}  // namespace

Reader::Reader(Take take, Limits limits, Otherwise otherwise) : take_(std::move(take)), limits_(limits), otherwise_(otherwise) {}

void Reader::feed(std::string_view bytes) {
    if (!begun_) {
        head_ += bytes;
        if (head_.find_first_of("\r\n") == std::string::npos && head_.size() < longest_head) return;
        begin();
        return;
    }
    take(bytes);
}

void Reader::take(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = run_end(bytes, at);
        if (end == at) {
            take_byte(bytes[at++]);
            continue;
        }
        text_.append(bytes, at, end - at);
        row_bytes_ += end - at;
        after_return_ = false;
        at = end;
    }
}

std::size_t Reader::run_end(std::string_view bytes, std::size_t at) const noexcept {
    if (state_ != State::quoted && state_ != State::plain) return at;
    // Near a limit each byte is looked at by itself.
    const std::size_t used = std::max(row_bytes_, text_.size());
    const std::size_t last = std::min(bytes.size(), at + (limits_.row_bytes > used ? limits_.row_bytes - used : 0));
    const char separator = state_ == State::plain ? separator_ : '"';
    while (at < last && bytes[at] != '"' && bytes[at] != '\n' && bytes[at] != '\r' && bytes[at] != '\0' && bytes[at] != separator) ++at;
    return at;
}

void Reader::begin() {
    begun_ = true;
    const std::string head = std::exchange(head_, {});
    const std::string_view text = std::string_view(head).substr(head.starts_with(mark) ? mark.size() : 0);
    separator_ = separator_of(text.substr(0, text.find_first_of("\r\n")));
    take(text);
}

void Reader::finish() {
    if (!begun_) begin();
    if (state_ == State::quoted) fault_ = "a quotation mark opens and none closes it";
    if (anything_ || !text_.empty() || !ends_.empty() || !fault_.empty()) end_row();
}

void Reader::grow(char c) {
    if (text_.size() >= limits_.row_bytes) {
        fault_ = "the row is too long";
    } else {
        text_ += c;
    }
}

void Reader::take_byte(char c) {
    const bool second_half = c == '\n' && after_return_;  // of CR LF
    after_return_ = c == '\r';
    if ((c == '\n' || c == '\r') && !second_half) ++line_;
    if (++row_bytes_ > 2 * limits_.row_bytes) {
        // An open quotation mark would swallow the rest of a table: the row ends with this line.
        if (fault_.empty()) fault_ = "the row is too long";
        if (state_ == State::quoted) state_ = State::plain;
    }
    if (c == '\0' && fault_.empty()) fault_ = "a byte 0 stands in it: save the table as text in UTF-8";
    if (state_ == State::quoted) {
        if (c == '"') {
            state_ = State::after_quoted;
        } else if (!second_half) {
            grow(c == '\r' ? '\n' : c);
        }
        return;
    }
    if (c == '\n' || c == '\r') {
        if (second_half) {
            row_line_ = line_;
            row_bytes_ = 0;
        } else {
            end_row();
        }
        return;
    }
    if (c == separator_) {
        end_cell();
        anything_ = true;
    } else if (c == '"' && state_ == State::cell_begins) {
        state_ = State::quoted;
        anything_ = true;
    } else if (c == '"' && state_ == State::after_quoted) {
        grow('"');
        state_ = State::quoted;
    } else if (state_ == State::after_quoted) {
        if (c != ' ') fault_ = "something stands between a closing quotation mark and the next separator";
    } else {
        grow(c);
        state_ = State::plain;
    }
}

void Reader::end_cell() {
    if (ends_.size() >= limits_.cells) {
        fault_ = "the row has too many cells";
    } else {
        ends_.push_back(text_.size());
    }
    state_ = State::cell_begins;
}

void Reader::end_row() {
    if (anything_ || !text_.empty() || !fault_.empty()) {
        end_cell();
        const bool blank = ends_.size() == 1 && text_.find_first_not_of(" \t") == std::string::npos;
        if (!blank || !fault_.empty()) give(fault_);
    }
    text_.clear();
    ends_.clear();
    fault_ = {};
    anything_ = false;
    state_ = State::cell_begins;
    row_line_ = line_;
    row_bytes_ = 0;
}

void Reader::give(std::string_view fault) {
    Row row;
    row.line = row_line_;
    if (fault.empty() && columns_ != 0 && ends_.size() != columns_) {
        fault = ends_.size() < columns_ ? "it has fewer cells than the header" : "it has more cells than the header";
    }
    row.fault = fault;
    if (columns_ == 0) columns_ = ends_.size();
    std::string converted;
    std::string_view text = text_;
    if (fault.empty() && !is_utf8(text_)) text = converted = converted_from(otherwise_, text_, ends_);
    std::size_t begin = 0;
    for (const std::size_t end : ends_) {
        if (!fault.empty()) break;
        row.cells.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    take_(row);
}

std::string as_row(const std::vector<std::string>& cells) {
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string& cell = cells[i];
        if (i > 0) row += ',';
        const bool in_quotes = cell.find_first_of(",\"\r\n") != std::string::npos;
        if (in_quotes) row += '"';
        if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos) row += '\'';
        for (const char c : cell) row.append(c == '"' ? 2 : 1, c);
        if (in_quotes) row += '"';
    }
    return row + "\r\n";
}

}  // namespace comity::csv
