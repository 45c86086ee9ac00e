// Which words are forms of one word, and which are slips of another. Private to record/.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace comity::record {

/// Equal for the inflections of an English word ("lamp", "lamps"; "agree", "agreed", "agreeing"): the steps of M. F. Porter, "An algorithm
/// for suffix stripping" (1980), that undo inflection; the others, which would make one of "universal" and "university", are left out.
/// Words of other letters, and of fewer than three, come back as they are.
std::string stem_of(std::string_view folded);

/// Letters exchanged, left out, put in or turned round with their neighbour; `most` + 1 if there are more. Counts bytes.
std::size_t slips_between(std::string_view a, std::string_view b, std::size_t most);

}  // namespace comity::record
