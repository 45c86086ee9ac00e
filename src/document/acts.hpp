// Which body a cited act belongs to: by the organ named with it, by the shape of its number, by the body that speaks.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.hpp"
#include "document/symbol_scan.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::document {

/// How the text names the organ of an act.
struct OrganHint {
    enum class Kind { none, own, named };
    Kind kind = Kind::none;                 ///< own: "its resolution 70/1"
    const vocabulary::Body* body = nullptr; ///< of a named one
    std::string_view shared;                ///< the short name if only that stands there: "Council"
    const vocabulary::Body* other = nullptr;///< "Assembly and Security Council resolutions 70/262 and 2282 (2016)": the first of the two
};

/// "resolution" -> Act::resolution; "statement", "decision".
Act act_named(std::string_view name) noexcept;

/// The body whose act this is; nullptr if a named organ has no acts of that shape. `own` is the id of the body that speaks, `date` the day
/// printed with the act: it decides only where neither an organ nor "its" stands there.
const vocabulary::Body* body_of(const ActNumber& number, Act act, const OrganHint& hint, std::string_view own,
                                const vocabulary::Vocabulary& vocabulary, const std::optional<Date>& date);

}  // namespace comity::document
