// What mechanisms recommended to States, over a record: reviews, recommendations with those who made them, positions. A list that somebody exported is kept as it came; its rows are
// derived from its bytes, so that a better reader reads them again and the same list twice adds nothing. What is said in a list stays its exporter's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"
#include "record/derivation.hpp"
#include "record/record.hpp"

namespace comity::reviews {

/// Reviews, recommendations, and by what they are looked up.
std::shared_ptr<const record::Derivation> derivation();

/// What a list gives: a recommendation, a concern of the mechanism, or what the State pledged of itself.
enum class Kind { recommendation, concern, pledge };
std::string_view name_of(Kind kind) noexcept;

/// Where one of the lists has it, as its exporter wrote it.
struct Told {
    std::string file;      ///< subject of the list: "review-file:9f86..."
    std::string exporter;  ///< "UPR Info"
    std::int64_t line = 0; ///< of the file
    std::string position, grading, note, exporter_id;
    std::vector<std::string> themes, persons, goals;  ///< the exporter's own, never ours
    std::string position_source, position_paragraph;  ///< "A/HRC/59/15/Add.1", "3"
};

struct Recommendation {
    std::string id;         ///< "upr-3-xni-101.12"; without a number "upr-3-xni-w3f9c2a1b07": of its words
    std::string review;     ///< "upr-3-xni"
    std::string mechanism;  ///< "upr", "crc": data/review_mechanisms.tsv, or the exporter's word in small letters
    std::string state;      ///< who is reviewed: "state:XNI", or the name as written where nobody is known by it
    int cycle = 0;          ///< of the universal periodic review; 0: not known, or of another mechanism
    int session = 0;        ///< of its working group
    std::string number;     ///< of its paragraph, as printed; "" where no list has it
    Kind kind = Kind::recommendation;
    std::string text;       ///< without number and recommending States
    std::string position;   ///< "supported", "noted" ... (data/review_positions.tsv); "" where none is known
    std::string symbol;     ///< of the document that has it, canonical; "" where no list says
    std::string date;       ///< of that document, ISO 8601; "" where no list says
    std::vector<std::string> from;  ///< who recommended it: actors, or names as written; alphabetical
    bool operator==(const Recommendation&) const = default;
};

/// By any id that it ever had: a number that came later leaves the id of the words in force. nullopt if there is none.
std::optional<Recommendation> find(const record::Snapshot& snapshot, std::string_view id);
/// All lists that have it, oldest first.
std::vector<Told> told_of(const record::Snapshot& snapshot, std::string_view id);

json::Value to_json(const Recommendation& recommendation);

}  // namespace comity::reviews
