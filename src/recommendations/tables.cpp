// Tables: which column says what, and a row from its cells.
#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "base/assets.hpp"
#include "csv/csv.hpp"
#include "recommendations/inside.hpp"
#include "text/charset.hpp"
#include "vocabulary/tables.hpp"

namespace comity::recommendations {

namespace {

struct Column {
    std::string exporter, field, key, header;
};

const std::vector<Column>& known_columns() {
    static const std::vector<Column> all = [] {
        constexpr std::string_view path = "data/review_columns.tsv";
        const vocabulary::TableRows rows({path, assets::get(path)});
        std::vector<Column> columns;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            columns.push_back({std::string(rows.needed(row, "exporter")), std::string(rows.needed(row, "field")), column_key(rows.needed(row, "header")), std::string(rows.needed(row, "header"))});
        }
        return columns;
    }();
    return all;
}

std::string_view table_of(Format format) noexcept {
    switch (format) {
        case Format::upr_info: return "UPR Info";
        case Format::uhri_table: return "UHRI";
        case Format::impact_oss: return "IMPACT OSS";
        case Format::ohchr_list: return "OHCHR";
        case Format::uhri_json: break;
    }
    return "";
}

/// Without which a table is none of that exporter's.
std::vector<std::string_view> needed_fields(Format format) {
    switch (format) {
        case Format::upr_info: return {"states", "text", "from", "position"};
        case Format::uhri_table: return {"text", "states", "mechanism", "exporter_id"};
        case Format::impact_oss: return {"number", "text", "support"};
        case Format::ohchr_list: return {"text", "position"};
        case Format::uhri_json: break;
    }
    return {};
}

/// A value of which there is one, without the mark of an enumeration.
std::string one_of(std::string_view cell) {
    auto values = values_of(cell);
    return values.empty() ? std::string() : std::move(values.front());
}

/// Themes of UPR Info are parted by commas without a blank; a comma with one is their own.
std::vector<std::string> themes_of(Format format, std::string_view cell) {
    if (format != Format::upr_info) return values_of(cell, format == Format::impact_oss ? ',' : '\n');
    std::string lines;
    for (std::size_t at = 0; at < cell.size(); ++at) lines += cell[at] == ',' && at + 1 < cell.size() && cell[at + 1] != ' ' ? '\n' : cell[at];
    return values_of(lines);
}

/// How far IMPACT OSS says that the State supports it; its texts go before.
std::string support_in_words(std::string_view level) {
    if (level == "0") return "noted";
    if (level == "1") return "supported in part";
    if (level == "2") return "supported";
    return std::string(level);
}

/// Which encoding the bytes that are no UTF-8 are in: an accented letter stands between letters, and its byte is below A0 in that of old Macintoshes, above BF in Windows-1252.
/// The bytes of Windows' quotation marks and dashes (91 to 97) stand between letters, too ("women's"), and say nothing.
class Guess {
public:
    void feed(std::string_view bytes) {
        for (const char c : bytes) {
            const auto byte = static_cast<unsigned char>(c);
            const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
            if (pending_ != 0 && letter) (pending_ >= 0xC0 ? windows_ : macintosh_) += 1;
            pending_ = 0;
            const bool says = (byte >= 0x80 && byte <= 0x9F && !(byte >= 0x91 && byte <= 0x97)) || byte >= 0xC0;
            if (before_letter_ && says) pending_ = byte;
            if (before_ == '\r' && byte != '\n') ++returns_;
            before_letter_ = letter;
            before_ = byte;
        }
    }
    [[nodiscard]] bool is_macintosh() const noexcept { return macintosh_ != windows_ ? macintosh_ > windows_ : returns_ > 0; }

private:
    std::size_t macintosh_ = 0, windows_ = 0, returns_ = 0;
    unsigned char pending_ = 0, before_ = 0;
    bool before_letter_ = false;
};

}  // namespace

Columns::Columns(Format format, const std::vector<std::string_view>& header) {
    for (const Column& column : known_columns()) {
        if (column.exporter != table_of(format)) continue;
        for (std::size_t i = 0; i < header.size(); ++i) {
            if (column_key(header[i]) == column.key) places_.emplace(column.field, i);
        }
    }
}

std::string_view Columns::cell(const std::vector<std::string_view>& cells, std::string_view field) const {
    const auto place = places_.find(field);
    return place == places_.end() || place->second >= cells.size() ? std::string_view() : cells[place->second];
}

std::vector<std::string> missing_in(Format format, const std::vector<std::string_view>& header) {
    std::vector<std::string> missing;
    for (const std::string_view field : needed_fields(format)) {
        bool there = false;
        std::string names;
        for (const Column& column : known_columns()) {
            if (column.exporter != table_of(format) || column.field != field) continue;
            names += (names.empty() ? "" : " or ") + column.header;
            there = there || std::any_of(header.begin(), header.end(), [&](std::string_view cell) { return column_key(cell) == column.key; });
        }
        if (!there) missing.push_back(std::move(names));
    }
    return missing;
}

bool is_mostly(Format format, const std::vector<std::string_view>& header) {
    constexpr std::size_t least = 3;
    const auto known = std::count_if(header.begin(), header.end(), [&](std::string_view cell) {
        return std::any_of(known_columns().begin(), known_columns().end(), [&](const Column& column) { return column.exporter == table_of(format) && column_key(cell) == column.key; });
    });
    const auto filled = std::count_if(header.begin(), header.end(), [](std::string_view cell) { return !cleaned(cell).empty(); });
    return static_cast<std::size_t>(known) >= least && known * 2 > filled;
}

void TableRows::header(const std::vector<std::string_view>& cells) {
    columns_.emplace(format_, cells);
    // A table that IMPACT OSS gives to be filled in has a row of hints below its header.
    hints_follow_ = std::any_of(cells.begin(), cells.end(), [](std::string_view cell) { return cell.find("[database:") != std::string_view::npos; });
}

void TableRows::row(std::int64_t line, const std::vector<std::string_view>& cells) {
    if (std::exchange(hints_follow_, false)) {
        taking_.refuse({line, "the row of hints below the header"});
        return;
    }
    const auto cell = [&](std::string_view field) { return columns_->cell(cells, field); };
    Row row;
    row.line = line;
    row.kind = one_of(cell("kind"));
    row.mechanism = format_ == Format::upr_info ? "UPR" : one_of(cell("mechanism"));
    row.states = values_of(cell("states"));
    row.text = plain(cell("text"));
    row.number = format_ == Format::impact_oss ? cleaned(cell("number")) : take_number(row.text);
    row.from = values_of(cell("from"), format_ == Format::impact_oss ? ',' : '\n');
    row.position = one_of(cell("position"));
    if (format_ == Format::impact_oss && !cell("support").empty()) {
        row.note = row.position;
        row.position = support_in_words(cleaned(cell("support")));
    }
    row.symbol = one_of(cell("symbol"));
    if (!take_numbers(row, cell("cycle"), cell("session"), taking_)) return;
    row.date = date_of(cell("date"));
    row.themes = themes_of(format_, cell("themes"));
    row.persons = values_of(cell("persons"), format_ == Format::impact_oss ? ',' : '\n');
    row.goals = values_of(cell("goals"), format_ == Format::impact_oss ? ',' : '\n');
    row.grading = one_of(cell("grading"));
    row.exporter_id = one_of(cell("exporter_id"));
    give(std::move(row), given_, taking_);
}

bool take_numbers(Row& row, std::string_view cycle, std::string_view session, const Taking& taking) {
    for (const auto& [name, cell, into] : {std::tuple{"cycle", cycle, &row.cycle}, {"session", session, &row.session}}) {
        const auto number = count_in(cell);
        if (!number) {
            taking.refuse({row.line, fmt::format("its {} \"{}\" is no number: write one, or leave it empty", name, cleaned(cell))});
            return false;
        }
        *into = *number;
    }
    return true;
}

void give(Row&& row, const Given& given, const Taking& taking) {
    if (row.states.empty() && !given.state.empty()) row.states.push_back(given.state);
    if (row.text.empty()) {
        taking.refuse({row.line, "it has no words"});
    } else if (row.states.empty()) {
        taking.refuse({row.line, "it does not say which State is reviewed: import the list with --state NAME"});
    } else {
        taking.take(std::move(row));
    }
}

void read_csv(Format format, const Pieces& pieces, const Given& given, const Taking& taking) {
    Guess guess;
    pieces([&](std::string_view bytes) { guess.feed(bytes); });
    TableRows rows(format, given, taking);
    csv::Reader reader(
        [&](const csv::Row& row) {
            if (!row.fault.empty()) taking.refuse({row.line, std::string(row.fault)});
            else if (!rows.has_header()) rows.header(row.cells);
            else rows.row(row.line, row.cells);
        },
        {}, guess.is_macintosh() ? csv::Otherwise::macintosh : csv::Otherwise::windows);
    pieces([&](std::string_view bytes) { reader.feed(bytes); });
    reader.finish();
}

void read_sheet(Format format, std::string_view bytes, const Given& given, const Taking& taking) {
    TableRows rows(format, given, taking);
    each_row_of_sheet(bytes, [&](std::int64_t line, const std::vector<std::string>& cells) {
        const std::vector<std::string_view> views(cells.begin(), cells.end());
        if (!rows.has_header()) rows.header(views);
        else rows.row(line, views);
        return true;
    });
}

}  // namespace comity::recommendations
