#include "recommendations/lists.hpp"

#include <algorithm>
#include <array>

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

/// Which tables have a header of these cells.
std::optional<Format> format_of_header(const std::vector<std::string_view>& header) {
    for (const Format format : {Format::upr_info, Format::uhri_table, Format::impact_oss}) {
        if (is_header_of(format, header)) return format;
    }
    return std::nullopt;
}

std::optional<Format> format_of_text(std::string_view beginning) {
    if (beginning.find('\0') != std::string_view::npos) return std::nullopt;
    const std::size_t first = beginning.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos) return std::nullopt;
    if (beginning[first] == '[' || beginning[first] == '{') return beginning.find("\"AnnotationId\"") == std::string_view::npos ? std::nullopt : std::optional(Format::uhri_json);
    std::optional<Format> found;
    bool looked = false;
    csv::Reader reader([&](const csv::Row& row) {
        if (!looked && row.fault.empty()) found = format_of_header(row.cells);
        looked = true;
    });
    reader.feed(beginning.substr(0, std::min(beginning.size(), beginning.find_first_of("\r\n", first) + 2)));
    reader.finish();
    return found;
}

/// A workbook is told by its first row.
std::optional<Format> format_of_sheet(std::string_view bytes) {
    std::optional<Format> found;
    try {
        each_row_of_sheet(bytes, [&](std::int64_t, const std::vector<std::string>& cells) {
            found = format_of_header(std::vector<std::string_view>(cells.begin(), cells.end()));
            return false;
        });
    } catch (const Error&) {
        return std::nullopt;  // no workbook that can be read
    }
    return found;
}

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
    if (!beginning.starts_with(archive_mark)) return format_of_text(beginning);
    if (is_word_list(beginning)) return Format::ohchr_list;
    return format_of_sheet(beginning);
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
