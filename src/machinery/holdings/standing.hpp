// All texts of the record at once, for modules that draw up something over all of them: what stands for each symbol, and which are one series.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "machinery/holdings/item.hpp"

namespace comity::holdings {

struct StandingText {
    Item item;
    /// Another one whenever the text as shown may be another: its bytes, what read it, what was last corrected of it.
    std::string state;
};

struct Standing {
    std::int64_t as_of = 0;           ///< entries of the record
    std::vector<StandingText> texts;  ///< each symbol once; in the order of lists
    /// Acts that are one series, oldest first, as indexes of texts; each text in one at most, none alone.
    std::vector<std::vector<std::size_t>> series;
};

class Holdings;
Standing standing(const Holdings& holdings);
/// The same of one text: it, the acts of its series, and what cites one of these; of the series that one alone.
Standing standing_around(const Holdings& holdings, const Item& item);

}  // namespace comity::holdings
