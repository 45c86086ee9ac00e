// What a record knows around a draft: the texts that it cites and what came after them, the text of its series before it, agreed texts of other series
// that ask the same.
#pragma once

#include <optional>
#include <string>

#include "machinery/drafting/drafting.hpp"
#include "machinery/holdings/holdings.hpp"

namespace comity::drafting {

struct Asked {
    std::optional<std::string> against = {};  ///< any spelling of a symbol: the text before this one; else it is found by title, or by words
    std::optional<Date> before = {};          ///< as if it were the day before this one; of an adopted text the day of its adoption, if not given
};

/// Throws as Holdings::find if `against` is not in the record.
Surroundings surroundings_of(const document::Document& draft, const holdings::Holdings& holdings, const Asked& asked = {}, const directive::Words& words = directive::standard_words());

}  // namespace comity::drafting
