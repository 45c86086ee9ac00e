// How a text was adopted: from what it states itself, and where it states nothing from the roll calls on it. The text goes first; where both
// contradict each other that is told and never mended.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "json/json.hpp"
#include "machinery/votes/judging.hpp"

namespace comity::holdings {

enum class Consensus {
    not_known,
    without_vote,
    by_vote,
    no_roll_call,  ///< the text states nothing, and tables that have the votes of its session have none on it (votes::tables_cover)
};
std::string_view name_of(Consensus consensus) noexcept;  ///< "not known", "without a vote", "by vote", "no roll call in the tables"

struct Adoption {
    Consensus how = Consensus::not_known;
    votes::CastSource from = votes::CastSource::none;  ///< who says so
    std::optional<document::Vote> vote = {};           ///< counts alone; the text's own, else those of the roll call on the whole
    std::optional<std::string> roll_call = {};         ///< the one on the whole, if there is one: "unvotes 4004"
    std::vector<votes::Conflict> conflicts = {};
};
/// `text` is nullptr if it is not in the record. `covered`: whether tables have the votes of its session.
struct Coverage {
    bool covered = false;
};
Adoption adoption_of(const document::Document* text, const votes::Judged& judged, Coverage coverage);

/// Whether the second was adopted in another way than the first: where consensus broke or came back. No roll call counts as none taken.
bool is_turn(Consensus before, Consensus after) noexcept;

/// The contradictions on how it was adopted, a sentence each; those on days alone stand at the text itself.
std::vector<std::string> contradictions_in_words(const Adoption& adoption);
json::Array to_json(const std::vector<votes::Conflict>& conflicts);

}  // namespace comity::holdings
