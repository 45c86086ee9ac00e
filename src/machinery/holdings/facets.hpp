// What the texts that a search finds can be told apart by: counts of texts, for narrowing the search.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace comity::holdings {

struct Facets {
    using Counts = std::vector<std::pair<std::string, std::size_t>>;
    Counts bodies;   ///< by name; "" if the text states none
    Counts decades;  ///< "1990", the latest first; "" without a date last
    Counts kinds;    ///< document::name_of
    bool operator==(const Facets&) const = default;
};

}  // namespace comity::holdings
