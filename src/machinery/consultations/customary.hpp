// Contributors in the customary forms of reports ("several States", "one non-governmental organization"), made from their number, and found in sentences and counted again.
// Which number goes with which words is data/report_counts.tsv. English. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sentence.hpp"
#include "machinery/consultations/passage_place.hpp"

namespace comity::consultations {

/// "one State", "two States", "several States"; `kind` is a code of contributors. "" for none.
std::string customary_name(std::int64_t count, std::string_view kind);

/// A number said of a kind of contributors.
struct CountSaid {
    std::string words;   ///< as they stand: "Several States"
    std::string kind;    ///< code
    std::int64_t at_least = 0;
    std::optional<std::int64_t> at_most;
    std::int64_t share = 0;  ///< of all that contributed, in per cent, at least; 0: none is said
    Marked marked;           ///< in the sentence
    bool operator==(const CountSaid&) const = default;
};
/// In the order of the sentence: "Several States and one non-governmental organization suggested ...".
std::vector<CountSaid> counts_in(std::string_view sentence);

/// Says what is wrong with it, where `count` of that kind stand behind the sentence and `in_all` contributed; nothing if all is well.
Said wrong_count(const CountSaid& said, std::int64_t count, std::int64_t in_all);

}  // namespace comity::consultations
