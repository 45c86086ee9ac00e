// What a record has of reviews: read from the tables and from last revisions.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "json/members.hpp"
#include "machinery/reviews/joining.hpp"
#include "machinery/reviews/reviews.hpp"
#include "machinery/reviews/terms.hpp"
#include "record/entries_at.hpp"
#include "text/text.hpp"

namespace comity::reviews {

namespace {

constexpr std::array<std::string_view, 3> kinds = {"recommendation", "concern", "pledge"};

/// The id that goes now; "" if there is none.
std::string present_id(const record::Snapshot& snapshot, std::string_view id) {
    auto& tables = snapshot.tables();
    auto rows = tables.query(R"sql(SELECT id FROM recommendation WHERE id = $1)sql", id);
    if (rows.next()) return std::string(rows.text(0));
    auto aliases = tables.query(R"sql(SELECT a.recommendation FROM recommendation_alias a JOIN recommendation r ON r.id = a.recommendation WHERE a.alias = $1 ORDER BY r.place, r.id LIMIT 1)sql", id);
    return aliases.next() ? std::string(aliases.text(0)) : std::string();
}

/// What the State itself said goes before what lists tell.
std::optional<std::string> position_stated(const record::Snapshot& snapshot, const std::string& id) {
    auto rows = snapshot.tables().query(R"sql(SELECT s.word FROM review_statement s WHERE s.said = 'position' AND s.word <> 'withdrawn'
                                              AND (s.about = $1 OR s.about IN (SELECT alias FROM recommendation_alias WHERE recommendation = $1)) ORDER BY s.position DESC LIMIT 1)sql", id);
    return rows.next() ? std::optional(std::string(rows.text(0))) : std::nullopt;
}

/// The same of all recommendations, by their ids as they are now; of several the last.
std::map<std::string, std::string> positions_stated(const record::Snapshot& snapshot) {
    std::map<std::string, std::string> all;
    auto rows = snapshot.tables().query(R"sql(SELECT coalesce(a.recommendation, s.about), s.word FROM review_statement s LEFT JOIN recommendation_alias a ON a.alias = s.about
                                              WHERE s.said = 'position' AND s.word <> 'withdrawn' ORDER BY s.position)sql");
    while (rows.next()) all.insert_or_assign(std::string(rows.text(0)), std::string(rows.text(1)));
    return all;
}

std::optional<Recommendation> read(const record::Snapshot& snapshot, const std::string& id) {
    Recommendation one;
    {
        auto rows = snapshot.tables().query(R"sql(SELECT r.id, r.review, v.mechanism, v.state, v.cycle, r.number, r.kind, t.text, r.position
                                                  FROM recommendation r JOIN review v ON v.id = r.review JOIN review_row t ON t.file = r.file AND t.ordinal = r.ordinal WHERE r.id = $1)sql", id);
        if (!rows.next()) return std::nullopt;
        one.id = rows.text(0);
        one.review = rows.text(1);
        one.mechanism = rows.text(2);
        one.state = rows.text(3);
        one.cycle = static_cast<int>(rows.integer(4));
        one.number = rows.text(5);
        one.kind = static_cast<Kind>(rows.integer(6));
        one.text = rows.text(7);
        one.position = rows.text(8);
    }
    {
        auto rows = snapshot.tables().query(R"sql(SELECT max(t.session), max(t.symbol), max(t.date) FROM recommendation_row w JOIN review_row t ON t.file = w.file AND t.ordinal = w.ordinal
                                                  WHERE w.recommendation = $1)sql", id);
        if (rows.next()) {
            one.session = static_cast<int>(rows.integer(0));
            one.symbol = rows.text(1);
            one.date = rows.text(2);
        }
    }
    auto rows = snapshot.tables().query(R"sql(SELECT actor FROM endorsement WHERE recommendation = $1 ORDER BY actor)sql", id);
    while (rows.next()) one.from.emplace_back(rows.text(0));
    if (auto stated = position_stated(snapshot, id)) one.position = std::move(*stated);
    return one;
}

std::size_t count_of(db::Rows rows) { return rows.next() ? static_cast<std::size_t>(rows.integer(0)) : 0; }

bool is_all(const Filter& filter) {
    return filter.state.empty() && filter.from.empty() && filter.mechanism.empty() && filter.review.empty() && filter.theme.empty() && filter.position.empty() && filter.words.empty() &&
           filter.cycle == 0 && !filter.kind;
}

/// Words that must stand in a text, as a pattern of LIKE with "!" before its signs; "" for none.
std::string pattern_of(std::string_view words) {
    if (words.empty()) return {};
    std::string pattern = "%";
    for (const char c : words) {
        if (c == '%' || c == '_' || c == '!') pattern += '!';
        pattern += c;
    }
    return pattern + '%';
}

StatementMade made_of(const record::Entry& entry) {
    return {statement_from(entry.state), entry.who, entry.on_behalf_of, entry.why, entry.subject, entry.when, entry.revision, entry.position};
}

std::vector<StatementMade> made_at(const record::Snapshot& snapshot, db::Rows rows) {
    std::vector<StatementMade> all;
    for (const record::Entry& entry : entries_at(snapshot, std::move(rows))) all.push_back(made_of(entry));
    return all;
}

/// What is counted of each review.
void put_counts(const record::Snapshot& snapshot, std::vector<Review>& all, std::string_view state) {
    std::map<std::string, Review*, std::less<>> by_id;
    for (Review& one : all) by_id.emplace(one.id, &one);
    std::map<std::string, std::map<std::string, std::int64_t>> counted;
    // Of one State only what was said of it is looked at.
    auto rows = state.empty()
        ? snapshot.tables().query(R"sql(SELECT r.review, r.kind, coalesce(p.word, r.position) AS stands, count(*) FROM recommendation r
                                        LEFT JOIN (SELECT coalesce(a.recommendation, s.about) AS id, s.word FROM review_statement s LEFT JOIN recommendation_alias a ON a.alias = s.about
                                                   WHERE s.said = 'position' AND s.word <> 'withdrawn') p ON p.id = r.id
                                        GROUP BY r.review, r.kind, stands ORDER BY r.review, r.kind, stands)sql")
        : snapshot.tables().query(R"sql(SELECT r.review, r.kind, coalesce(p.word, r.position) AS stands, count(*) FROM review v JOIN recommendation r ON r.review = v.id
                                        LEFT JOIN (SELECT coalesce(a.recommendation, s.about) AS id, s.word FROM review_statement s LEFT JOIN recommendation_alias a ON a.alias = s.about
                                                   WHERE s.state = $1 AND s.said = 'position' AND s.word <> 'withdrawn') p ON p.id = r.id
                                        WHERE v.state = $1 GROUP BY r.review, r.kind, stands ORDER BY r.review, r.kind, stands)sql", state);
    while (rows.next()) {
        const auto at = by_id.find(rows.text(0));
        if (at == by_id.end()) continue;
        const auto kind = static_cast<Kind>(rows.integer(1));
        const std::int64_t count = rows.integer(3);
        (kind == Kind::recommendation ? at->second->recommendations : kind == Kind::concern ? at->second->concerns : at->second->pledges) += count;
        if (kind == Kind::recommendation) counted[at->first][std::string(rows.text(2))] += count;
    }
    for (Review& one : all) {
        auto& of_review = counted[one.id];
        for (const std::string_view position : positions()) {
            if (const auto at = of_review.find(std::string(position)); at != of_review.end()) one.positions.emplace_back(position, at->second);
        }
        if (const auto none = of_review.find(""); none != of_review.end()) one.positions.emplace_back("", none->second);
    }
}

/// Mechanism and cycle of "upr-4-xni", a review that no list has.
void put_name(Review& review) {
    const std::size_t mechanism = std::min(review.id.find('-'), review.id.size()), cycle = std::min(review.id.find('-', mechanism + 1), review.id.size());
    review.mechanism = review.id.substr(0, mechanism);
    const bool one_digit = cycle == mechanism + 2 && review.id[mechanism + 1] >= '1' && review.id[mechanism + 1] <= '9';
    if (one_digit) review.cycle = review.id[mechanism + 1] - '0';
}

std::vector<Review> reviews_in(const record::Snapshot& snapshot, std::string_view state, std::string_view id) {
    std::vector<Review> all;
    // A review that somebody said to be scheduled is one, before any list has it: its name tells the rest.
    auto rows = snapshot.tables().query(R"sql(SELECT v.id, v.mechanism, v.state, v.cycle, v.session, v.symbol, v.date
                                              FROM (SELECT id, mechanism, state, cycle, session, symbol, date FROM review
                                                    UNION SELECT about, '', state, 0, 0, '', '' FROM review_statement
                                                          WHERE said = 'review' AND word <> 'withdrawn' AND about NOT IN (SELECT id FROM review)) v
                                              WHERE ($1 = '' OR v.state = $1) AND ($2 = '' OR v.id = $2) ORDER BY v.mechanism, v.cycle, v.id)sql", state, id);
    while (rows.next()) {
        Review one;
        one.id = rows.text(0);
        one.mechanism = rows.text(1);
        one.state = rows.text(2);
        one.cycle = static_cast<int>(rows.integer(3));
        one.session = static_cast<int>(rows.integer(4));
        one.symbol = rows.text(5);
        one.date = rows.text(6);
        if (one.mechanism.empty()) put_name(one);
        all.push_back(std::move(one));
    }
    std::stable_sort(all.begin(), all.end(), [](const Review& a, const Review& b) { return std::tie(a.mechanism, a.cycle, a.id) < std::tie(b.mechanism, b.cycle, b.id); });
    if (!all.empty()) put_counts(snapshot, all, all.size() == 1 ? std::string_view(all.front().state) : state);
    return all;
}

}  // namespace

std::string_view name_of(Kind kind) noexcept { return kinds[static_cast<std::size_t>(kind)]; }

std::optional<Recommendation> find(const record::Snapshot& snapshot, std::string_view id) {
    const std::string present = present_id(snapshot, id);
    return present.empty() ? std::nullopt : read(snapshot, present);
}

std::vector<Told> told_of(const record::Snapshot& snapshot, std::string_view id) {
    std::vector<Told> all;
    auto rows = snapshot.tables().query(R"sql(SELECT f.subject, t.exporter, t.line, t.position, t.grading, t.note, t.exporter_id, t.themes, t.persons, t.goals, t.source, t.paragraph
                                              FROM recommendation_row w JOIN review_row t ON t.file = w.file AND t.ordinal = w.ordinal JOIN review_file f ON f.file = w.file
                                              WHERE w.recommendation = $1 ORDER BY w.file, w.ordinal)sql", present_id(snapshot, id));
    while (rows.next()) {
        Told told;
        told.file = rows.text(0);
        told.exporter = rows.text(1);
        told.line = rows.integer(2);
        told.position = rows.text(3);
        told.grading = rows.text(4);
        told.note = rows.text(5);
        told.exporter_id = rows.text(6);
        told.themes = split_lines(rows.text(7));
        told.persons = split_lines(rows.text(8));
        told.goals = split_lines(rows.text(9));
        told.position_source = rows.text(10);
        told.position_paragraph = rows.text(11);
        all.push_back(std::move(told));
    }
    return all;
}

Listed list(const record::Snapshot& snapshot, const Filter& filter, std::size_t offset, std::size_t limit) {
    auto& tables = snapshot.tables();
    Listed listed;
    std::vector<std::string> ids;
    if (is_all(filter)) {
        listed.total = count_of(tables.query(R"sql(SELECT count(*) FROM recommendation)sql"));
        auto rows = tables.query(R"sql(SELECT id FROM recommendation ORDER BY review, place, id LIMIT $1 OFFSET $2)sql", limit, offset);
        while (rows.next()) ids.emplace_back(rows.text(0));
    } else {
        // What fits is looked for once, and counted on the way. LIKE of SQLite takes no notice of case, that of PostgreSQL (is_shared) does. What a State said itself goes before what lists tell of its position.
        const auto stated = filter.position.empty() ? std::map<std::string, std::string>() : positions_stated(snapshot);
        const int kind = filter.kind ? static_cast<int>(*filter.kind) : -1;
        const std::string pattern = pattern_of(filter.words);
        // Of one actor from what it recommended: by CROSS JOIN SQLite begins there, and by || it does not try each review for each of them.
        auto rows = filter.from.empty() ? tables.query(
            R"sql(SELECT r.id, r.position FROM recommendation r
                  WHERE r.review IN (SELECT id FROM review WHERE ($1 = '' OR state = $1) AND ($2 = '' OR mechanism = $2) AND ($3 = 0 OR cycle = $3) AND ($4 = '' OR id = $4))
                    AND ($5 = -1 OR r.kind = $5)
                    AND ($6 = '' OR r.id IN (SELECT recommendation FROM recommendation_theme WHERE theme = $6))
                    AND ($7 = '' OR (r.file, r.ordinal) IN (SELECT t.file, t.ordinal FROM review_row t
                                                            WHERE t.text LIKE $7 ESCAPE '!' OR ($8 = 1 AND lower(t.text) LIKE lower($7) ESCAPE '!')))
                  ORDER BY r.review, r.place, r.id)sql",
            filter.state, filter.mechanism, filter.cycle, filter.review, kind, filter.theme, pattern, tables.is_shared()) : tables.query(
            R"sql(SELECT r.id, r.position FROM endorsement e CROSS JOIN recommendation r
                  WHERE e.actor = $9 AND r.id = e.recommendation
                    AND r.review || '' IN (SELECT id FROM review WHERE ($1 = '' OR state = $1) AND ($2 = '' OR mechanism = $2) AND ($3 = 0 OR cycle = $3) AND ($4 = '' OR id = $4))
                    AND ($5 = -1 OR r.kind = $5)
                    AND ($6 = '' OR r.id IN (SELECT recommendation FROM recommendation_theme WHERE theme = $6))
                    AND ($7 = '' OR (r.file, r.ordinal) IN (SELECT t.file, t.ordinal FROM review_row t
                                                            WHERE t.text LIKE $7 ESCAPE '!' OR ($8 = 1 AND lower(t.text) LIKE lower($7) ESCAPE '!')))
                  ORDER BY r.review, r.place, r.id)sql",
            filter.state, filter.mechanism, filter.cycle, filter.review, kind, filter.theme, pattern, tables.is_shared(), filter.from);
        while (rows.next()) {
            if (!filter.position.empty()) {
                const auto said = stated.find(std::string(rows.text(0)));
                if ((said == stated.end() ? rows.text(1) : std::string_view(said->second)) != filter.position) continue;
            }
            if (listed.total >= offset && listed.total - offset < limit) ids.emplace_back(rows.text(0));
            ++listed.total;
        }
    }
    for (const std::string& id : ids) {
        auto one = read(snapshot, id);
        COMITY_ENSURE(one);
        listed.rows.push_back(std::move(*one));
    }
    return listed;
}

std::vector<Review> reviews(const record::Snapshot& snapshot, std::string_view state) { return reviews_in(snapshot, state, ""); }

std::optional<Review> review(const record::Snapshot& snapshot, std::string_view id) {
    if (id.empty()) return std::nullopt;
    auto all = reviews_in(snapshot, "", id);
    return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

std::vector<StateReviewed> states_reviewed(const record::Snapshot& snapshot) {
    std::vector<StateReviewed> all;
    auto rows = snapshot.tables().query(R"sql(SELECT v.state, count(DISTINCT v.id), count(CASE WHEN r.kind = 0 THEN 1 END), count(CASE WHEN r.kind = 1 THEN 1 END), count(CASE WHEN r.kind = 2 THEN 1 END)
                                              FROM (SELECT id, state FROM review UNION SELECT about, state FROM review_statement
                                                    WHERE said = 'review' AND word <> 'withdrawn' AND about NOT IN (SELECT id FROM review)) v
                                              LEFT JOIN recommendation r ON r.review = v.id GROUP BY v.state ORDER BY v.state)sql");
    while (rows.next()) all.push_back({std::string(rows.text(0)), rows.integer(1), rows.integer(2), rows.integer(3), rows.integer(4)});
    auto said = snapshot.tables().query(R"sql(SELECT state, count(*) FROM review_statement WHERE said = 'pledge' AND word <> 'withdrawn' GROUP BY state ORDER BY state)sql");
    while (said.next()) {
        auto at = std::lower_bound(all.begin(), all.end(), said.text(0), [](const StateReviewed& one, std::string_view state) { return one.state < state; });
        if (at == all.end() || at->state != said.text(0)) at = all.insert(at, {std::string(said.text(0))});
        at->pledges += said.integer(1);
    }
    return all;
}

std::vector<Theme> themes(const record::Snapshot& snapshot) {
    std::vector<Theme> all;
    auto rows = snapshot.tables().query(R"sql(SELECT exporter, theme, count(*) FROM recommendation_theme GROUP BY exporter, theme ORDER BY exporter, theme)sql");
    while (rows.next()) all.push_back({std::string(rows.text(0)), std::string(rows.text(1)), rows.integer(2)});
    return all;
}

std::vector<ListKept> lists_kept(const record::Snapshot& snapshot) {
    std::vector<ListKept> all;
    {
        auto rows = snapshot.tables().query(R"sql(SELECT subject, exporter, name, fault, rows, refused, file FROM review_file ORDER BY file)sql");
        while (rows.next()) {
            all.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3)), rows.integer(4), rows.integer(5), rows.integer(6), ""});
        }
    }
    for (ListKept& one : all) {
        const auto entry = snapshot.at(one.position);
        COMITY_ENSURE(entry);
        one.when = entry->when;
    }
    return all;
}

std::vector<recommendations::Refused> refused_rows(const record::Snapshot& snapshot, std::string_view subject, std::size_t limit) {
    std::vector<recommendations::Refused> all;
    auto rows = snapshot.tables().query(R"sql(SELECT x.line, x.reason FROM review_refused x JOIN review_file f ON f.file = x.file WHERE f.subject = $1 ORDER BY x.ordinal LIMIT $2)sql", subject, limit);
    while (rows.next()) all.push_back({rows.integer(0), std::string(rows.text(1))});
    return all;
}

std::vector<StatementMade> statements(const record::Snapshot& snapshot, std::string_view about) {
    const std::string present = present_id(snapshot, about);
    return made_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM review_statement WHERE about = $1 OR other = $1 OR about = $2 OR other = $2
                                                               OR about IN (SELECT alias FROM recommendation_alias WHERE recommendation = $2)
                                                               OR other IN (SELECT alias FROM recommendation_alias WHERE recommendation = $2) ORDER BY subject)sql",
                                                     about, present.empty() ? std::string_view(about) : std::string_view(present)));
}

std::vector<StatementMade> statements_of_state(const record::Snapshot& snapshot, std::string_view state, StatementKind said) {
    return made_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM review_statement WHERE state = $1 AND said = $2 ORDER BY subject)sql", state, name_of(said)));
}

json::Value to_json(const Recommendation& one) {
    json::Value value = json::Object{{"id", one.id}, {"review", one.review}, {"mechanism", one.mechanism}, {"state", one.state}, {"cycle", one.cycle == 0 ? json::Value() : json::Value(one.cycle)},
                                     {"session", one.session == 0 ? json::Value() : json::Value(one.session)}, {"number", one.number.empty() ? json::Value() : json::Value(one.number)},
                                     {"kind", name_of(one.kind)}, {"text", one.text}, {"from", json::array_of(one.from)}};
    const auto put = [&](std::string_view name, const std::string& text) { value.put(name, text.empty() ? json::Value() : json::Value(text)); };
    put("position", one.position);
    put("symbol", one.symbol);
    put("date", one.date);
    return value;
}

json::Value to_json(const Told& told) {
    json::Value value = json::Object{{"list", told.file}, {"exporter", told.exporter}, {"line", told.line}, {"themes", json::array_of(told.themes)}, {"persons", json::array_of(told.persons)}, {"goals", json::array_of(told.goals)}};
    const auto put = [&](std::string_view name, const std::string& text) {
        if (!text.empty()) value.put(name, text);
    };
    put("position", told.position);
    put("position_source", told.position_source);
    put("position_paragraph", told.position_paragraph);
    put("grading", told.grading);
    put("note", told.note);
    put("exporter_id", told.exporter_id);
    return value;
}

json::Value to_json(const Review& one) {
    json::Object positions;
    for (const auto& [position, count] : one.positions) positions.emplace_back(position.empty() ? "not known" : position, count);
    return json::Object{{"id", one.id}, {"mechanism", one.mechanism}, {"state", one.state}, {"cycle", one.cycle == 0 ? json::Value() : json::Value(one.cycle)},
                        {"session", one.session == 0 ? json::Value() : json::Value(one.session)}, {"symbol", one.symbol.empty() ? json::Value() : json::Value(one.symbol)},
                        {"date", one.date.empty() ? json::Value() : json::Value(one.date)}, {"recommendations", one.recommendations}, {"concerns", one.concerns}, {"pledges", one.pledges},
                        {"positions", std::move(positions)}};
}

json::Value to_json(const StatementMade& made) {
    json::Value value = to_json(made.statement);
    value.put("subject", made.subject);
    value.put("when", made.when);
    value.put("who", made.who.as);
    value.put("on_behalf_of", json::Value::of(made.on_behalf_of));
    value.put("why", json::Value::of(made.why));
    value.put("revision", made.revision);
    return value;
}

}  // namespace comity::reviews
