// What persons say of reviews and recommendations, as acts: the rule, and the door through which pages, API and commands go.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "base/error.hpp"
#include "json/json.hpp"
#include "machinery/reviews/reviews.hpp"
#include "record/record.hpp"
#include "record/ruling.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::reviews {

/// Its acts: "review", "position", "pledge", "mid-term report", "gathering", each with the fields of a Statement that a person gives: word, document, paragraph, day, words,
/// recommendations; or "withdraw list" with the list's SHA-256 in about. Who keeps reviews (actors::review) says how one stands; else a State speaks for itself.
using record::By;
using record::Refusal;
using record::Request;

/// All that the rule may know.
struct State {
    std::optional<Recommendation> recommendation, other;  ///< that the request names; of a gathering both
    Said missing;                                         ///< of an id that it names and that no recommendation has: said why
    std::optional<Review> review;                         ///< that it names
    std::string state;                                    ///< that it names: "state:XNI"; "" if nobody is known by it
    record::Purpose purpose = record::Purpose::own;       ///< of the record: the demonstration has a mechanism of its own
    std::int64_t number = 0;                              ///< for a pledge: the position of its entry
    std::optional<json::Value> list;                      ///< to be withdrawn: its present state
    std::optional<Statement> present;                     ///< what was said last of the same
    std::int64_t revision = 0;                            ///< of it
};
struct Decision {
    record::Draft draft;
    std::string sentence;  ///< what was done, for people
};
using Ruling = std::variant<Refusal, Decision>;
/// Pure.
Ruling decide(const State& state, const Request& request);

/// Names parted by blanks, commas or lines.
std::vector<std::string> split_at_blanks(std::string_view text);

/// Which subject an act is about; "" for a new pledge, and for what the record doesn't know.
std::string subject_asked(const State& state, const Request& request);

struct Done {
    std::string subject, sentence;
    std::int64_t revision = 0, position = -1;
};
json::Value to_json(const Done& done);
/// Gathers what the rule may know under the record's pen, decides, appends. Throws what the rule refuses.
Done perform(record::Record& record, const vocabulary::Vocabulary& vocabulary, const Request& request);
/// What whoever holds the record answers to that command.
json::Value perform_command(record::Record& record, const vocabulary::Vocabulary& vocabulary, const json::Value& request);
inline constexpr std::string_view review_act = "review";

}  // namespace comity::reviews
