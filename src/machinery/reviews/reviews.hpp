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
#include "machinery/reviews/statement.hpp"
#include "recommendations/lists.hpp"
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

struct Filter {
    std::string state = {}, from = {};  ///< actors, or names as written
    std::string mechanism = {}, review = {}, theme = {}, position = {}, words = {};
    int cycle = 0;
    std::optional<Kind> kind = {};
};
struct Listed {
    std::vector<Recommendation> rows;
    std::size_t total = 0;
};
/// By review, then by number; `limit` of them from `offset` on.
Listed list(const record::Snapshot& snapshot, const Filter& filter, std::size_t offset, std::size_t limit);

/// One review of one State: what its lists have of it; nothing of one of which only somebody said how it stands.
struct Review {
    std::string id, mechanism, state;
    int cycle = 0, session = 0;
    std::string symbol, date;  ///< of its document, "" where no list says
    std::int64_t recommendations = 0, concerns = 0, pledges = 0;
    std::vector<std::pair<std::string, std::int64_t>> positions;  ///< in the order of terms.hpp; "" for none known, last
};
/// By mechanism, cycle, id; of one State, or of all if it is "".
std::vector<Review> reviews(const record::Snapshot& snapshot, std::string_view state = {});
std::optional<Review> review(const record::Snapshot& snapshot, std::string_view id);

/// What is counted is the same here and of each Review: concerns and pledges are no recommendations. What a State pledged here, and did not withdraw, is counted with the pledges that lists have;
/// it is of no one review.
struct StateReviewed {
    std::string state;
    std::int64_t reviews = 0, recommendations = 0, concerns = 0, pledges = 0;
};
/// In the order of their ids or names: who shows them orders them by name.
std::vector<StateReviewed> states_reviewed(const record::Snapshot& snapshot);
/// Themes as exporters have them, with how often; by exporter, then theme.
struct Theme {
    std::string exporter, theme;
    std::int64_t recommendations = 0;
};
std::vector<Theme> themes(const record::Snapshot& snapshot);

struct ListKept {
    std::string subject, exporter, name, fault;
    std::int64_t rows = 0, refused = 0, position = 0;
    std::string when;
};
/// Oldest first.
std::vector<ListKept> lists_kept(const record::Snapshot& snapshot);
std::vector<recommendations::Refused> refused_rows(const record::Snapshot& snapshot, std::string_view subject, std::size_t limit);

/// What somebody said, with who and when.
struct StatementMade {
    Statement statement;
    record::Actor who;
    std::optional<std::string> on_behalf_of, why;
    std::string subject, when;
    std::int64_t revision = 0, position = 0;
};
/// About a review or a recommendation by any of its ids; in the order of subjects. Those that were withdrawn are there, and say so.
std::vector<StatementMade> statements(const record::Snapshot& snapshot, std::string_view about);
/// Pledges and reports of a State.
std::vector<StatementMade> statements_of_state(const record::Snapshot& snapshot, std::string_view state, StatementKind said);

json::Value to_json(const Recommendation& recommendation);
json::Value to_json(const Told& told);
json::Value to_json(const Review& review);
json::Value to_json(const StatementMade& made);

}  // namespace comity::reviews
