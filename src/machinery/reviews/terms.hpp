// The words of reviews, from data/review_*.tsv: mechanisms, cycles, positions. Open lists: a row more is a word more. The demonstration has a mechanism of its own (demo/), which no other
// record knows.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.hpp"

namespace comity::reviews {

struct Mechanism {
    std::string code;       ///< "upr", "crc"
    std::string name, name_fr, name_ar;
    std::string acronym;    ///< "UPR"
    std::string authority;  ///< canonical symbol of the text that made it; "" if it is in no table
    std::string paragraph;  ///< of it, "op5.e"; "" for the whole
    std::string symbol_root;
    std::vector<std::string> also;
};
std::span<const Mechanism> mechanisms(record::Purpose purpose = record::Purpose::own);
const Mechanism* mechanism(std::string_view code, record::Purpose purpose = record::Purpose::own);
/// By any of its names, case and punctuation folded; nullptr if unknown.
const Mechanism* mechanism_named(std::string_view name, record::Purpose purpose = record::Purpose::own);

struct Cycle {
    std::string mechanism;
    int number = 0, first_session = 0, last_session = 0;
};
/// Of the session of a mechanism; 0 where the table doesn't know.
int cycle_of(std::string_view mechanism, int session);

/// A position in one of the table's words ("supported", "noted" ...) for an exporter's; "" for words that are not known.
std::string position_named(std::string_view words);
/// All positions that a State can take, in the table's order.
std::span<const std::string_view> positions() noexcept;
inline constexpr std::string_view pledge_position = "pledge";  ///< an exporter's word for what is no recommendation at all

/// Small letters, digits and hyphens of a name: "Saint Orrin" -> "saint-orrin"; at most 60.
std::string slug_of(std::string_view words);

}  // namespace comity::reviews
