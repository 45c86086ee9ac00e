#include "recommendations/lists.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "csv/csv.hpp"
#include "recommendations/inside.hpp"

namespace comity::recommendations {

namespace {

struct Known {
    std::string_view name, exporter;
};
constexpr std::array<Known, 5> formats = {{{"upr info", "UPR Info"}, {"ohchr list", "OHCHR"}, {"uhri json", "UHRI"}, {"uhri table", "UHRI"}, {"impact oss", "IMPACT OSS"}}};

constexpr std::string_view archive_mark = "PK\x03\x04";

constexpr std::array<Format, 3> tables = {Format::upr_info, Format::uhri_table, Format::impact_oss};

using Header = std::vector<std::string>;
std::vector<std::string_view> cells_of(const Header& header) { return {header.begin(), header.end()}; }

/// The first row of a CSV; of what is none, no cells.
Header header_of_text(std::string_view beginning) {
    Header header;
    if (beginning.find('\0') != std::string_view::npos) return header;
    const std::size_t first = beginning.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos || beginning[first] == '[' || beginning[first] == '{') return header;
    bool looked = false;
    csv::Reader reader([&](const csv::Row& row) {
        if (!looked && row.fault.empty()) header.assign(row.cells.begin(), row.cells.end());
        looked = true;
    });
    reader.feed(beginning.substr(0, std::min(beginning.size(), beginning.find_first_of("\r\n", first) + 2)));
    reader.finish();
    return header;
}

/// The first row of a workbook.
Header header_of_sheet(std::string_view bytes) {
    Header header;
    try {
        each_row_of_sheet(bytes, [&](std::int64_t, const std::vector<std::string>& cells) {
            header = cells;
            return false;
        });
    } catch (const Error&) {
        return {};  // no workbook that can be read
    }
    return header;
}

bool is_index(std::string_view beginning) {
    const std::size_t first = beginning.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const bool is_json = first != std::string_view::npos && (beginning[first] == '[' || beginning[first] == '{') && beginning.find('\0') == std::string_view::npos;
    return is_json && beginning.find("\"AnnotationId\"") != std::string_view::npos;
}

Header header_of(std::string_view beginning) { return beginning.starts_with(archive_mark) ? header_of_sheet(beginning) : header_of_text(beginning); }

std::string whole_of(const Pieces& pieces) {
    std::string bytes;
    pieces([&](std::string_view piece) {
        if (bytes.size() + piece.size() > largest_archive) throw Error(Fault::limit, "the archive is larger than {} MB", largest_archive >> 20U);
        bytes += piece;
    });
    return bytes;
}

}  // namespace

std::string_view name_of(Format format) noexcept { return formats[static_cast<std::size_t>(format)].name; }
std::string_view exporter_of(Format format) noexcept { return formats[static_cast<std::size_t>(format)].exporter; }

std::optional<Format> format_named(std::string_view name) noexcept {
    const auto found = std::find_if(formats.begin(), formats.end(), [&](const Known& known) { return known.name == name; });
    return found == formats.end() ? std::nullopt : std::optional(static_cast<Format>(found - formats.begin()));
}

Pieces whole(std::string_view bytes) {
    return [bytes](const std::function<void(std::string_view)>& take) { take(bytes); };
}

std::optional<Format> format_of(std::string_view beginning) {
    if (beginning.starts_with(archive_mark) && is_word_list(beginning)) return Format::ohchr_list;
    if (is_index(beginning)) return Format::uhri_json;
    const Header header = header_of(beginning);
    const auto found = std::find_if(tables.begin(), tables.end(), [&](Format format) { return missing_in(format, cells_of(header)).empty(); });
    return found == tables.end() ? std::nullopt : std::optional(*found);
}

std::optional<std::string> what_is_missing(std::string_view beginning) {
    const Header header = header_of(beginning);
    for (const Format format : tables) {
        const auto missing = missing_in(format, cells_of(header));
        if (!missing.empty() && is_mostly(format, cells_of(header))) {
            return fmt::format("most of its columns are those of a list of {}, but none is called {}: call them so in its first row, and import it again", exporter_of(format),
                               fmt::join(missing, ", none "));
        }
    }
    return std::nullopt;
}

void read(Format format, const Pieces& pieces, const Given& given, const Taking& taking) {
    COMITY_ENSURE(given.actors != nullptr);
    switch (format) {
        case Format::upr_info: read_csv(format, pieces, given, taking); break;
        case Format::uhri_json: read_index(pieces, given, taking); break;
        case Format::ohchr_list: read_word_list(whole_of(pieces), given, taking); break;
        case Format::uhri_table:
        case Format::impact_oss: {
            // Both come as sheets and, saved again, as CSV.
            std::string first;
            pieces([&](std::string_view piece) { if (first.size() < archive_mark.size()) first += piece.substr(0, archive_mark.size()); });
            if (first.starts_with(archive_mark)) read_sheet(format, whole_of(pieces), given, taking);
            else read_csv(format, pieces, given, taking);
            break;
        }
    }
}

}  // namespace comity::recommendations
