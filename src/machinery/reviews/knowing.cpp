#include "machinery/reviews/knowing.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "db/connection.hpp"
#include "machinery/reviews/sentences.hpp"
#include "machinery/reviews/terms.hpp"
#include "text/nearest.hpp"

namespace comity::reviews {

namespace {

std::vector<std::string> first_column(db::Rows rows) {
    std::vector<std::string> all;
    while (rows.next()) all.emplace_back(rows.text(0));
    return all;
}

/// The longest id of a review with which this one begins; "" if it begins with none.
std::string review_in(const std::vector<std::string>& reviews, std::string_view id) {
    std::string longest;
    for (const std::string& review : reviews) {
        if (id.starts_with(review) && review.size() > longest.size()) longest = review;
    }
    return longest;
}

std::vector<std::string> near(const record::Snapshot& snapshot, std::string_view id) {
    constexpr std::size_t some = 3;
    const auto reviews = first_column(snapshot.tables().query(R"sql(SELECT id FROM review ORDER BY id)sql"));
    std::string review = review_in(reviews, id);
    if (review.empty()) {
        // Mistyped before its number: "upr-3-xmi-101.12".
        const auto meant = text::nearest(id.substr(0, id.rfind('-')), reviews, 1);
        if (meant.empty()) return {};
        review = meant.front();
    }
    return text::nearest(id, first_column(snapshot.tables().query(R"sql(SELECT id FROM recommendation WHERE review = $1 ORDER BY id)sql", review)), some);
}

/// Of the reviewed, or of those who recommended.
bool is_actor_of_lists(const record::Snapshot& snapshot, std::string_view actor, NotKnown::Condition condition) {
    auto& tables = snapshot.tables();
    return condition == NotKnown::Condition::state ? tables.query(R"sql(SELECT 1 FROM review WHERE state = $1 LIMIT 1)sql", actor).next()
                                                   : tables.query(R"sql(SELECT 1 FROM endorsement WHERE actor = $1 LIMIT 1)sql", actor).next();
}

}  // namespace

Said no_recommendation(const record::Snapshot& snapshot, std::string_view id) {
    const auto ids = near(snapshot, id);
    return ids.empty() ? say(sentences::recommendation_unknown, id) : say(sentences::recommendation_near, id, fmt::format("{}", fmt::join(ids, ", ")));
}

std::optional<NotKnown> not_known(const record::Snapshot& snapshot, const vocabulary::Directory& actors, record::Purpose purpose, const Filter& filter) {
    using C = NotKnown::Condition;
    auto& tables = snapshot.tables();
    for (const auto& [condition, actor] : {std::pair{C::state, &filter.state}, {C::from, &filter.from}}) {
        if (actor->empty() || actors.actor(*actor) != nullptr || is_actor_of_lists(snapshot, *actor, condition)) continue;
        return NotKnown{condition, *actor, condition == C::state ? first_column(tables.query(R"sql(SELECT DISTINCT state FROM review ORDER BY state)sql"))
                                                                 : first_column(tables.query(R"sql(SELECT DISTINCT actor FROM endorsement ORDER BY actor)sql"))};
    }
    if (!filter.mechanism.empty() && mechanism(filter.mechanism, purpose) == nullptr) {
        auto known = first_column(tables.query(R"sql(SELECT DISTINCT mechanism FROM review ORDER BY mechanism)sql"));
        if (std::find(known.begin(), known.end(), filter.mechanism) == known.end()) return NotKnown{C::mechanism, filter.mechanism, std::move(known)};
    }
    if (!filter.review.empty()) {
        auto known = first_column(tables.query(R"sql(SELECT id FROM review UNION SELECT about FROM review_statement WHERE said = 'review' ORDER BY 1)sql"));
        if (std::find(known.begin(), known.end(), filter.review) == known.end()) return NotKnown{C::review, filter.review, std::move(known)};
    }
    if (!filter.theme.empty()) {
        auto known = first_column(tables.query(R"sql(SELECT DISTINCT theme FROM recommendation_theme ORDER BY theme)sql"));
        if (std::find(known.begin(), known.end(), filter.theme) == known.end()) return NotKnown{C::theme, filter.theme, std::move(known)};
    }
    const auto words = positions();
    if (!filter.position.empty() && std::find(words.begin(), words.end(), filter.position) == words.end()) return NotKnown{C::position, filter.position, {words.begin(), words.end()}};
    return std::nullopt;
}

}  // namespace comity::reviews
