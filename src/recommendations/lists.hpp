// Lists of recommendations as others export them, read into rows: the exports of UPR Info, the thematic lists of OHCHR (DOCX), the Universal Human Rights Index (JSON, XLSX), and
// IMPACT OSS (CSV). Values in, values out; each row comes in or is refused with its line and the reason. What an exporter says of a recommendation (themes, gradings) stays its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/actors.hpp"

namespace comity::recommendations {

enum class Format { upr_info, ohchr_list, uhri_json, uhri_table, impact_oss };
std::string_view name_of(Format format) noexcept;      ///< "upr info", "ohchr list" ...: kept with the list, so never changed
std::string_view exporter_of(Format format) noexcept;  ///< "UPR Info", "OHCHR", "UHRI", "IMPACT OSS"
std::optional<Format> format_named(std::string_view name) noexcept;

/// As the list has it, but for blanks, marks of HTML and of enumerations; "" for what it doesn't say.
struct Row {
    std::int64_t line = 0;            ///< of the file, from 1; in a DOCX table and in a sheet the row
    std::string kind;                 ///< the exporter's word: "- Recommendations"; "" for the usual
    std::string mechanism;            ///< "UPR", "CRC"
    std::vector<std::string> states;  ///< to whom
    std::string number;               ///< of the paragraph: "140.7"
    std::string text;                 ///< without number and recommending States
    std::vector<std::string> from;    ///< who recommended
    std::string position;             ///< "Supported"
    std::string position_source, position_paragraph;  ///< "A/HRC/59/15/Add.1", "3"
    std::string symbol;               ///< of the document that has it
    int cycle = 0, session = 0;       ///< of the universal periodic review; 0 where the list doesn't say
    std::string date;                 ///< of the document, ISO 8601
    std::vector<std::string> themes, persons, goals;
    std::string grading, note, exporter_id;
    bool operator==(const Row&) const = default;
};

struct Refused {
    std::int64_t line = 0;
    std::string reason;
    bool operator==(const Refused&) const = default;
};

/// The bytes of a file, piece by piece, as often as they are asked for.
using Pieces = std::function<void(const std::function<void(std::string_view)>& take)>;
Pieces whole(std::string_view bytes);

/// What a file is by its content. `beginning`: its first 64 KB or, of an archive (DOCX, XLSX), all of it; nullopt for what is no such list.
std::optional<Format> format_of(std::string_view beginning);
/// Of a table (CSV, XLSX) whose columns are mostly those of a known list, but not all that it needs: what is missing, and how it is to be called. nullopt for all else.
std::optional<std::string> what_is_missing(std::string_view beginning);
inline constexpr std::size_t beginning_bytes = 65536;
inline constexpr std::size_t largest_archive = std::size_t{64} << 20U;  ///< packed

struct Given {
    const vocabulary::Directory* actors = nullptr;  ///< by whom recommending States in brackets are told; needed
    std::string state = {};                         ///< who is reviewed, where a list doesn't say
};
struct Taking {
    std::function<void(Row&&)> take;
    std::function<void(Refused&&)> refuse;
};
/// All rows in their order. Memory goes by the longest record; of an archive by its tables. Throws Error(bad_request) or Error(limit) where a file can't be read to its end:
/// rows before were given.
void read(Format format, const Pieces& pieces, const Given& given, const Taking& taking);

/// The State that bears a name; "" if none does. A name that a State shares with a region or a body is the State's here: lists name nobody else.
std::string state_named(const vocabulary::Directory& actors, std::string_view name);

/// The recommending States at the end of words: "Ratify it (Maldives) (Portugal); join it (Spain);" gives two texts with theirs. Brackets that name no State stay in the text.
struct Part {
    std::string text;
    std::vector<std::string> from;
    bool operator==(const Part&) const = default;
};
std::vector<Part> parts_of(std::string_view words, const vocabulary::Directory& actors);

}  // namespace comity::recommendations
