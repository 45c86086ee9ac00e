// Which rows of lists are one recommendation. Within one review: the same number, or where a list has no numbers the same words. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/reviews/reviews.hpp"

namespace comity::reviews {

/// A row as it is kept: of one State and one review, with its names told.
struct ListRow {
    std::int64_t file = 0, ordinal = 0, line = 0;  ///< file: the position of the list's entry
    std::string exporter, exporter_id;
    Kind kind = Kind::recommendation;
    std::string number, text;
    std::uint64_t words = 0;        ///< words_key() of the text
    std::vector<std::string> from;  ///< actors, or names as written
    std::string position;           ///< the exporter's word
    std::string position_source;
    std::vector<std::string> themes;
};

/// The same for texts that differ in case, punctuation and accents alone.
std::uint64_t words_key(std::string_view text);
/// "w3f9c2a1b07"
std::string name_of_words(std::uint64_t words);

struct Joined {
    std::string id;
    std::string number;              ///< as printed; "" if no list has it
    std::int64_t place = 0;          ///< by number, then those without one
    std::vector<std::size_t> rows;   ///< of the input, oldest list first; the first speaks for all
    std::vector<std::string> from;   ///< of all rows, in the order of their bytes, none twice
    std::string position;            ///< told from the lists alone: the latest that names its source, else the latest
    std::vector<std::string> aliases;  ///< other ids by which it is found
};
/// `rows` of one review, by file and ordinal. Ids outlive further lists: the one that the oldest list gave it stays among `aliases` whenever another goes before.
std::vector<Joined> joined(std::string_view review, const std::vector<ListRow>& rows);

/// The values of a cell of the tables, one a line.
std::vector<std::string> split_lines(std::string_view lines);

/// Numbers in their order: "101.2" before "101.12", "42(a)" before "42(b)".
std::int64_t place_of(std::string_view number) noexcept;

}  // namespace comity::reviews
