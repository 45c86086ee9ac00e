// Where a marked passage stands in what was handed in: by its words, so that it outlives every better reading of the file, or is listed as no longer there.
// The pattern is that of acts (machinery/mandates/act_place.hpp). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"

namespace comity::consultations {

/// Bytes [begin, end) of a part's text; whole words.
struct Marked {
    std::uint32_t begin = 0, end = 0;
    auto operator<=>(const Marked&) const = default;
};

struct PassagePlace {
    std::int64_t submission = 0;  ///< its number
    int part = 1;                 ///< of the submission, from 1
    int paragraph = 1;            ///< of the part, from 1, where it stood when it was marked: for people; the words decide
    std::string words;            ///< as they stand, blanks single
    int occurrence = 1;           ///< counts the places of the part where these words stand
    auto operator<=>(const PassagePlace&) const = default;
};
json::Value to_json(const PassagePlace& place);
/// Throws Error(bad_request) for what is none.
PassagePlace passage_place_from(const json::Value& value);

/// The place of these bytes, widened to whole words; nullopt where no word stands in them.
std::optional<PassagePlace> place_of(std::int64_t submission, int part, std::string_view text, Marked marked);
/// Where the passage stands in the part's text of today; nullopt if these words are not there.
std::optional<Marked> find_passage(std::string_view text, const PassagePlace& place);
/// The same for many passages of one text, whose words are looked at once.
std::vector<std::optional<Marked>> find_passages(std::string_view text, const std::vector<const PassagePlace*>& places);
/// "1-0a1b2c3d-1": part, words, occurrence: the same for every mark of the same words.
std::string key_of(const PassagePlace& place);
/// "7:1-0a1b2c3d-1": with the submission. By that reports name their sources: it is no subject, so that an erasure takes the source and leaves the report, which says so.
std::string source_of(const PassagePlace& place);
/// 7 of "7:1-0a1b2c3d-1" and of "7"; nullopt if it is no source.
std::optional<std::int64_t> submission_in_source(std::string_view source);

/// Bytes of the paragraphs of a part: what is parted by empty lines.
std::vector<Marked> paragraphs_of(std::string_view text);

/// Blanks single, none at the ends.
std::string single_blanks(std::string_view text);

}  // namespace comity::consultations
