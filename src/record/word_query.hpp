// What a person typed into a search, as terms. Private to record/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace comity::record {

/// Words that must follow each other; the last may be the beginning of one.
struct Term {
    std::vector<std::string> words;  ///< folded
    bool prefix = false;
};

/// Words in quotes are one term, as are those that punctuation joins ("78/199", "State's") and ideographs in a row. Words that
/// stand in nearly every passage ("the", "of") are left out unless quoted or all there is: they would cost most and tell least.
std::vector<Term> terms_of(std::string_view typed);

/// True if there is nothing but such words: no passage has more to do with them than another.
bool all_common(const std::vector<Term>& terms);

/// The same for FTS5: every word quoted, so nothing typed is ever read as its syntax. "" if there are no terms.
std::string match_of(const std::vector<Term>& terms);

/// Where the terms stand in a text: bytes, begin and end, in order, merged where they touch.
std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_of(const std::vector<Term>& terms, std::string_view text);

}  // namespace comity::record
