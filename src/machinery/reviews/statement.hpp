// What persons say of reviews and recommendations: how a review stands, the position that a State takes, what it pledges, its mid-term report, and which recommendations say the same.
// Each is a subject of its own beside the lists, and goes before them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"

namespace comity::reviews {

enum class StatementKind { review, position, pledge, mid_term_report, gathering };
std::string_view name_of(StatementKind said) noexcept;  ///< "review", "position", "pledge", "mid-term report", "gathering": the kind of the entry
std::optional<StatementKind> said_named(std::string_view kind) noexcept;

struct Statement {
    StatementKind said = StatementKind::review;
    std::string about;      ///< id of the review or the recommendation; of a gathering the two, the smaller first, parted by a blank; of a pledge the State with its number: "xni:1"
    std::string state;      ///< of whom it is: "state:XNI"
    std::string word;       ///< what is said, one of words_of(said); "withdrawn" takes a statement back
    std::string document;   ///< where it stands, as a symbol; "" for nowhere
    std::string paragraph;
    std::string day;        ///< of the review, the pledge, the report: ISO 8601; "" if it is not known
    std::string words;      ///< a pledge, a remark
    std::vector<std::string> recommendations;  ///< of a pledge: those to which it answers
    bool operator==(const Statement&) const = default;
};
/// What can be said: of reviews "scheduled", "held", "postponed", "not attended", "adopted", "adopted without the State"; of positions those of data/review_positions.tsv; of
/// gatherings "the same", "not the same"; of pledges and reports "stands". And of each "withdrawn".
std::span<const std::string_view> words_of(StatementKind said) noexcept;

json::Value to_json(const Statement& statement);
/// Throws Error(bad_request) for what is none.
Statement statement_from(const json::Value& state);
std::string subject_of(const Statement& statement);

}  // namespace comity::reviews
