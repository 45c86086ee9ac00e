// What stands around a text: its neighbours in its series, and what is cited and missing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "machinery/holdings/item.hpp"

namespace comity::holdings {

struct Neighbours {
    std::optional<Item> before, after;
};

/// A text that is cited and not in the record.
struct Absent {
    std::string symbol;     ///< canonical
    std::size_t texts = 0;  ///< of the record that cite it
};

}  // namespace comity::holdings
