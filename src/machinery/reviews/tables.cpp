#include <array>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "machinery/reviews/joining.hpp"
#include "machinery/reviews/list_file.hpp"
#include "machinery/reviews/naming.hpp"
#include "machinery/reviews/reviews.hpp"
#include "machinery/reviews/statement.hpp"
#include "machinery/reviews/terms.hpp"
#include "vocabulary/actors.hpp"

namespace comity::reviews {

namespace {

const std::array review_tables = {
    record::DerivedTable{
        "review_file",
        R"sql(
CREATE TABLE review_file (
  file INTEGER PRIMARY KEY,       -- position of its last revision
  subject @TEXT_C@ NOT NULL,      -- of its entries
  exporter @TEXT_C@ NOT NULL,     -- 'UPR Info'
  name @TEXT_C@ NOT NULL,         -- of the file
  rows INTEGER NOT NULL,          -- recommendations that came from it; of one to several States each
  refused INTEGER NOT NULL,       -- rows that are not
  fault @TEXT_C@ NOT NULL         -- why it could not be read to its end; '' if it could
);
CREATE UNIQUE INDEX review_file_subject ON review_file (subject))sql",
        R"sql(DROP TABLE IF EXISTS review_file)sql", R"sql(SELECT file, subject, exporter, name, rows, refused, fault FROM review_file ORDER BY file)sql"},
    record::DerivedTable{
        "review_refused",
        R"sql(
CREATE TABLE review_refused (
  file INTEGER NOT NULL,          -- review_file
  ordinal INTEGER NOT NULL,       -- counted
  line INTEGER NOT NULL,          -- of the file
  reason @TEXT_C@ NOT NULL,
  PRIMARY KEY (file, ordinal)
))sql",
        R"sql(DROP TABLE IF EXISTS review_refused)sql", R"sql(SELECT file, ordinal, line, reason FROM review_refused ORDER BY file, ordinal)sql"},
    record::DerivedTable{
        "review_row",
        R"sql(
CREATE TABLE review_row (
  file INTEGER NOT NULL,          -- review_file
  ordinal INTEGER NOT NULL,       -- in the file, counted from 1; of a row about several States one each
  line INTEGER NOT NULL,          -- of the file
  review @TEXT_C@ NOT NULL,       -- id
  kind INTEGER NOT NULL,          -- Kind
  number @TEXT_C@ NOT NULL,       -- of the paragraph; '' for none
  words INTEGER NOT NULL,         -- words_key of the text
  text @TEXT_C@ NOT NULL,
  names @TEXT_C@ NOT NULL,        -- who recommended, a line each: actors, or names as written
  position @TEXT_C@ NOT NULL,     -- the exporter's word
  source @TEXT_C@ NOT NULL,       -- document of the position
  paragraph @TEXT_C@ NOT NULL,    -- of it
  session INTEGER NOT NULL,       -- 0: not said
  symbol @TEXT_C@ NOT NULL,       -- of the document
  date @TEXT_C@ NOT NULL,         -- of the document
  themes @TEXT_C@ NOT NULL,       -- a line each, as all that follows with several values
  persons @TEXT_C@ NOT NULL,
  goals @TEXT_C@ NOT NULL,
  grading @TEXT_C@ NOT NULL,
  note @TEXT_C@ NOT NULL,
  exporter @TEXT_C@ NOT NULL,
  exporter_id @TEXT_C@ NOT NULL,
  PRIMARY KEY (file, ordinal)
);
CREATE INDEX review_row_review ON review_row (review, file, ordinal))sql",
        R"sql(DROP TABLE IF EXISTS review_row)sql",
        R"sql(SELECT file, ordinal, line, review, kind, number, words, text, names, position, source, paragraph, session, symbol, date, themes, persons, goals, grading, note, exporter, exporter_id
              FROM review_row ORDER BY file, ordinal)sql"},
    record::DerivedTable{
        "review",
        R"sql(
CREATE TABLE review (
  id @TEXT_C@ PRIMARY KEY,
  mechanism @TEXT_C@ NOT NULL,    -- code
  state @TEXT_C@ NOT NULL,        -- actor, or the name as written
  cycle INTEGER NOT NULL,         -- 0: of none
  session INTEGER NOT NULL,       -- 0: no list says
  symbol @TEXT_C@ NOT NULL,       -- of its document; '' where no list says
  date @TEXT_C@ NOT NULL          -- of the document
);
CREATE INDEX review_state ON review (state, mechanism, cycle, id))sql",
        R"sql(DROP TABLE IF EXISTS review)sql", R"sql(SELECT id, mechanism, state, cycle, session, symbol, date FROM review ORDER BY id)sql"},
    record::DerivedTable{
        "recommendation",
        R"sql(
CREATE TABLE recommendation (
  id @TEXT_C@ NOT NULL,
  review @TEXT_C@ NOT NULL,       -- id
  place INTEGER NOT NULL,         -- in the review, by number
  number @TEXT_C@ NOT NULL,
  kind INTEGER NOT NULL,          -- Kind
  position @TEXT_C@ NOT NULL,     -- told from the lists; '' for none
  file INTEGER NOT NULL,          -- review_row that speaks for it
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (review, place, id) -- the order of lists
) @BY_KEY@;
CREATE UNIQUE INDEX recommendation_id ON recommendation (id))sql",
        R"sql(DROP TABLE IF EXISTS recommendation)sql", R"sql(SELECT id, review, place, number, kind, position, file, ordinal FROM recommendation ORDER BY id)sql"},
    record::DerivedTable{
        "recommendation_row",
        R"sql(
CREATE TABLE recommendation_row (
  recommendation @TEXT_C@ NOT NULL,
  file INTEGER NOT NULL,          -- review_row
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (recommendation, file, ordinal)
) @BY_KEY@)sql",
        R"sql(DROP TABLE IF EXISTS recommendation_row)sql", R"sql(SELECT recommendation, file, ordinal FROM recommendation_row ORDER BY recommendation, file, ordinal)sql"},
    record::DerivedTable{
        "recommendation_alias",
        R"sql(
CREATE TABLE recommendation_alias (
  alias @TEXT_C@ NOT NULL,        -- an id by which it was known before a list came that has its number
  recommendation @TEXT_C@ NOT NULL,
  PRIMARY KEY (alias, recommendation)
) @BY_KEY@;
CREATE INDEX recommendation_alias_of ON recommendation_alias (recommendation))sql",
        R"sql(DROP TABLE IF EXISTS recommendation_alias)sql", R"sql(SELECT alias, recommendation FROM recommendation_alias ORDER BY alias, recommendation)sql"},
    record::DerivedTable{
        "endorsement",
        R"sql(
CREATE TABLE endorsement (
  actor @TEXT_C@ NOT NULL,        -- who recommended it: an actor, or the name as written
  recommendation @TEXT_C@ NOT NULL,
  PRIMARY KEY (actor, recommendation)
) @BY_KEY@;
CREATE INDEX endorsement_recommendation ON endorsement (recommendation, actor))sql",
        R"sql(DROP TABLE IF EXISTS endorsement)sql", R"sql(SELECT actor, recommendation FROM endorsement ORDER BY actor, recommendation)sql"},
    record::DerivedTable{
        "recommendation_theme",
        R"sql(
CREATE TABLE recommendation_theme (
  theme @TEXT_C@ NOT NULL,        -- as the exporter has it
  exporter @TEXT_C@ NOT NULL,
  recommendation @TEXT_C@ NOT NULL,
  PRIMARY KEY (theme, exporter, recommendation)
) @BY_KEY@;
CREATE INDEX recommendation_theme_of ON recommendation_theme (recommendation))sql",
        R"sql(DROP TABLE IF EXISTS recommendation_theme)sql", R"sql(SELECT theme, exporter, recommendation FROM recommendation_theme ORDER BY theme, exporter, recommendation)sql"},
    record::DerivedTable{
        "review_statement",
        R"sql(
CREATE TABLE review_statement (
  subject @TEXT_C@ PRIMARY KEY,   -- of its entries
  said @TEXT_C@ NOT NULL,         -- kind of the entry: position, pledge ...
  about @TEXT_C@ NOT NULL,        -- id of the review or recommendation; of a gathering the first of two
  other @TEXT_C@ NOT NULL,        -- of a gathering the second; else ''
  state @TEXT_C@ NOT NULL,        -- of whom it is
  word @TEXT_C@ NOT NULL,         -- what is said
  position INTEGER NOT NULL       -- of the entry
);
CREATE INDEX review_statement_about ON review_statement (about, said);
CREATE INDEX review_statement_other ON review_statement (other);
CREATE INDEX review_statement_scheduled ON review_statement (about) WHERE said = 'review';
CREATE INDEX review_statement_state ON review_statement (state, said))sql",
        R"sql(DROP TABLE IF EXISTS review_statement)sql", R"sql(SELECT subject, said, about, other, state, word, position FROM review_statement ORDER BY subject)sql"},
};

std::string lines_of(const std::vector<std::string>& values) { return fmt::format("{}", fmt::join(values, "\n")); }

Kind kind_of(const recommendations::Row& row) {
    if (position_named(row.position) == pledge_position) return Kind::pledge;
    return row.kind.find("oncern") != std::string::npos || row.kind.find("bservation") != std::string::npos ? Kind::concern : Kind::recommendation;
}

/// One list, read into rows; and then the recommendations of every review that it touches.
class ListReading {
public:
    ListReading(const record::Workspace& workspace, const vocabulary::Directory& actors, std::int64_t file)
        : record_(workspace.record), tables_(workspace.tables), actors_(actors), naming_(actors, workspace.purpose), file_(file) {}

    void read(const std::string& subject, const ListFile& list) {
        std::string fault;
        try {
            const auto pieces = [&](const std::function<void(std::string_view)>& take) {
                for (const std::string& piece : list.readable.empty() ? list.pieces : list.readable) take(record_.bytes(piece));
            };
            recommendations::read(list.format, pieces, {&actors_, list.state}, {[&](recommendations::Row&& row) { take(list, row); }, [&](recommendations::Refused&& refused) { refuse(refused); }});
        } catch (const Error& error) {
            fault = error.what();
        }
        tables_.execute(R"sql(INSERT INTO review_file (file, subject, exporter, name, rows, refused, fault) VALUES ($1, $2, $3, $4, $5, $6, $7))sql", file_, subject,
                        recommendations::exporter_of(list.format), list.name, ordinal_, refused_, fault);
    }

    /// The list under this number is gone, with its rows.
    void forget(std::int64_t file) {
        auto rows = tables_.query(R"sql(SELECT DISTINCT review FROM review_row WHERE file = $1 ORDER BY review)sql", file);
        while (rows.next()) touched_.emplace(rows.text(0));
        tables_.execute(R"sql(DELETE FROM review_row WHERE file = $1)sql", file);
        tables_.execute(R"sql(DELETE FROM review_refused WHERE file = $1)sql", file);
        tables_.execute(R"sql(DELETE FROM review_file WHERE file = $1)sql", file);
    }

    /// What hangs on all rows of a review, made anew.
    void join() {
        for (const std::string& review : touched_) join(review);
    }

private:
    const record::Snapshot& record_;
    db::Connection& tables_;
    const vocabulary::Directory& actors_;
    Naming naming_;
    std::int64_t file_, ordinal_ = 0, refused_ = 0;
    std::set<std::string> touched_;

    void refuse(const recommendations::Refused& refused) {
        tables_.execute(R"sql(INSERT INTO review_refused (file, ordinal, line, reason) VALUES ($1, $2, $3, $4))sql", file_, ++refused_, refused.line, refused.reason);
    }

    void take(const ListFile& list, const recommendations::Row& row) {
        const std::string& mechanism = naming_.mechanism(row.mechanism);
        std::vector<std::string> from;
        for (const std::string& name : row.from) {
            const std::string& actor = naming_.state(name);
            if (!actor.empty()) from.push_back(actor);
        }
        const auto words = static_cast<std::int64_t>(words_key(row.text));
        const Kind kind = kind_of(row);
        const std::string names = lines_of(from), themes = lines_of(row.themes), persons = lines_of(row.persons), goals = lines_of(row.goals);
        for (const std::string& name : row.states) {
            const std::string& state = naming_.state(name);
            const ReviewName review = review_of(mechanism, state.empty() ? name : state, row);
            if (touched_.insert(review.id).second) know(review, mechanism, state.empty() ? name : state);
            tables_.execute(R"sql(INSERT INTO review_row (file, ordinal, line, review, kind, number, words, text, names, position, source, paragraph, session, symbol, date, themes, persons, goals,
                                                          grading, note, exporter, exporter_id)
                                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22))sql",
                            file_, ++ordinal_, row.line, review.id, static_cast<int>(kind), row.number, words, row.text, names, row.position, row.position_source, row.position_paragraph, row.session,
                            row.symbol, row.date, themes, persons, goals, row.grading, row.note, recommendations::exporter_of(list.format), row.exporter_id);
        }
    }

    void know(const ReviewName& review, const std::string& mechanism, const std::string& state) {
        tables_.execute(R"sql(INSERT INTO review (id, mechanism, state, cycle, session, symbol, date) VALUES ($1, $2, $3, $4, 0, '', '') ON CONFLICT (id) DO NOTHING)sql", review.id, mechanism, state, review.cycle);
    }

    [[nodiscard]] std::vector<ListRow> rows_of(const std::string& review) const {
        std::vector<ListRow> all;
        auto rows = tables_.query(R"sql(SELECT file, ordinal, line, exporter, exporter_id, kind, number, words, names, position, source, themes FROM review_row WHERE review = $1 ORDER BY file, ordinal)sql",
                                  review);
        while (rows.next()) {
            ListRow row;
            row.file = rows.integer(0);
            row.ordinal = rows.integer(1);
            row.line = rows.integer(2);
            row.exporter = rows.text(3);
            row.exporter_id = rows.text(4);
            row.kind = static_cast<Kind>(rows.integer(5));
            row.number = rows.text(6);
            row.words = static_cast<std::uint64_t>(rows.integer(7));
            row.from = split_lines(rows.text(8));
            row.position = rows.text(9);
            row.position_source = rows.text(10);
            row.themes = split_lines(rows.text(11));
            all.push_back(std::move(row));
        }
        return all;
    }

    void join(const std::string& review) {
        bool had = false;
        {
            auto rows = tables_.query(R"sql(SELECT 1 FROM recommendation WHERE review = $1 LIMIT 1)sql", review);
            had = rows.next();
        }
        if (had) {
            tables_.execute(R"sql(DELETE FROM recommendation_row WHERE recommendation IN (SELECT id FROM recommendation WHERE review = $1))sql", review);
            tables_.execute(R"sql(DELETE FROM recommendation_alias WHERE recommendation IN (SELECT id FROM recommendation WHERE review = $1))sql", review);
            tables_.execute(R"sql(DELETE FROM endorsement WHERE recommendation IN (SELECT id FROM recommendation WHERE review = $1))sql", review);
            tables_.execute(R"sql(DELETE FROM recommendation_theme WHERE recommendation IN (SELECT id FROM recommendation WHERE review = $1))sql", review);
            tables_.execute(R"sql(DELETE FROM recommendation WHERE review = $1)sql", review);
        }
        const auto rows = rows_of(review);
        if (rows.empty()) {
            tables_.execute(R"sql(DELETE FROM review WHERE id = $1)sql", review);
            return;
        }
        tables_.execute(R"sql(UPDATE review SET session = f.session, symbol = f.symbol, date = f.date
                              FROM (SELECT max(session) AS session, max(symbol) AS symbol, max(date) AS date FROM review_row WHERE review = $1) f WHERE id = $1)sql", review);
        for (const Joined& one : joined(review, rows)) put(review, rows, one);
    }

    void put(const std::string& review, const std::vector<ListRow>& rows, const Joined& one) {
        const ListRow& first = rows[one.rows.front()];
        tables_.execute(R"sql(INSERT INTO recommendation (id, review, place, number, kind, position, file, ordinal) VALUES ($1, $2, $3, $4, $5, $6, $7, $8))sql", one.id, review, one.place, one.number,
                        static_cast<int>(first.kind), one.position, first.file, first.ordinal);
        for (const std::size_t i : one.rows) {
            tables_.execute(R"sql(INSERT INTO recommendation_row (recommendation, file, ordinal) VALUES ($1, $2, $3))sql", one.id, rows[i].file, rows[i].ordinal);
            for (const std::string& theme : rows[i].themes) {
                tables_.execute(R"sql(INSERT INTO recommendation_theme (theme, exporter, recommendation) VALUES ($1, $2, $3) ON CONFLICT (theme, exporter, recommendation) DO NOTHING)sql", theme,
                                rows[i].exporter, one.id);
            }
        }
        for (const std::string& actor : one.from) tables_.execute(R"sql(INSERT INTO endorsement (actor, recommendation) VALUES ($1, $2))sql", actor, one.id);
        for (const std::string& alias : one.aliases) tables_.execute(R"sql(INSERT INTO recommendation_alias (alias, recommendation) VALUES ($1, $2))sql", alias, one.id);
    }
};

class Reviews : public record::Derivation {
public:
    [[nodiscard]] std::string_view name() const override { return "reviews"; }
    [[nodiscard]] int version() const override { return 6; }
    [[nodiscard]] std::span<const record::DerivedTable> tables() const override { return review_tables; }

    void apply(const record::Workspace& workspace, const record::Entry& entry) const override {
        if (entry.kind == list_kind) {
            read_list(workspace, entry);
        } else if (said_named(entry.kind)) {
            const Statement statement = statement_from(entry.state);
            const std::size_t blank = statement.about.find(' ');
            workspace.tables.execute(R"sql(INSERT INTO review_statement (subject, said, about, other, state, word, position) VALUES ($1, $2, $3, $4, $5, $6, $7)
                                           ON CONFLICT (subject) DO UPDATE SET word = excluded.word, position = excluded.position)sql",
                                     entry.subject, entry.kind, statement.about.substr(0, blank), blank == std::string::npos ? std::string() : statement.about.substr(blank + 1), statement.state,
                                     statement.word, entry.position);
        }
    }

private:
    static void read_list(const record::Workspace& workspace, const record::Entry& entry) {
        const auto& vocabulary = workspace.purpose == record::Purpose::demonstration ? vocabulary::with_demonstration() : vocabulary::standard();
        ListReading reading(workspace, vocabulary::directory_of(vocabulary), entry.position);
        std::int64_t before = -1;
        {
            auto rows = workspace.tables.query(R"sql(SELECT file FROM review_file WHERE subject = $1)sql", entry.subject);
            if (rows.next()) before = rows.integer(0);
        }
        if (before >= 0) reading.forget(before);
        const ListFile list = list_file_from(entry.state);
        if (!list.withdrawn) reading.read(entry.subject, list);
        reading.join();
    }
};

}  // namespace

std::vector<std::string> split_lines(std::string_view lines) {
    std::vector<std::string> values;
    for (std::size_t begin = 0; begin < lines.size();) {
        const std::size_t end = std::min(lines.find('\n', begin), lines.size());
        values.emplace_back(lines.substr(begin, end - begin));
        begin = end + 1;
    }
    return values;
}

std::shared_ptr<const record::Derivation> derivation() { return std::make_shared<Reviews>(); }

}  // namespace comity::reviews
