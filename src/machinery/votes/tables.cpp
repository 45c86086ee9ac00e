#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "document/symbol.hpp"
#include "machinery/votes/votes.hpp"
#include "text/text.hpp"

namespace comity::votes {

namespace {

const std::array votes_tables = {
    record::DerivedTable{
        "roll_call",
        R"sql(
CREATE TABLE roll_call (
  subject @TEXT_C@ PRIMARY KEY,   -- of its entries
  source @TEXT_C@ NOT NULL,       -- the data set
  number INTEGER NOT NULL,        -- its own, in the data set
  tie @TEXT_C@ NOT NULL,          -- 'tied', or why it leads to no text
  part @TEXT_C@ NOT NULL,         -- what was voted on: 'the whole', 'a paragraph' ...
  session @TEXT_C@ NOT NULL,      -- of the General Assembly; '' if the table has none
  month @TEXT_C@ NOT NULL,        -- '2005-12': days can't be trusted; '' if the table has none
  yes INTEGER NOT NULL,
  no INTEGER NOT NULL,
  abstain INTEGER NOT NULL
);
CREATE INDEX roll_call_session ON roll_call (session, source))sql",
        R"sql(DROP TABLE IF EXISTS roll_call)sql", R"sql(SELECT subject, source, number, tie, part, session, month, yes, no, abstain FROM roll_call ORDER BY subject)sql"},
    record::DerivedTable{
        "roll_call_symbol",
        R"sql(
CREATE TABLE roll_call_symbol (
  symbol_key @TEXT_C@ NOT NULL,   -- folded: by it a roll call meets its text
  subject @TEXT_C@ NOT NULL,      -- of the roll call
  symbol @TEXT_C@ NOT NULL,       -- canonical
  by_number INTEGER NOT NULL,     -- 1: without the letter, which may only count the votes
  PRIMARY KEY (symbol_key, subject)
);
CREATE INDEX roll_call_symbol_subject ON roll_call_symbol (subject))sql",
        R"sql(DROP TABLE IF EXISTS roll_call_symbol)sql",
        R"sql(SELECT symbol_key, subject, symbol, by_number FROM roll_call_symbol ORDER BY symbol_key, subject)sql"},
};

/// As holdings fold symbols, so that both meet.
std::string key_of(std::string_view symbol) {
    std::string key = text::folded(symbol.substr(0, symbol.find('#')));
    key.erase(std::remove(key.begin(), key.end(), ' '), key.end());
    return key;
}

std::int64_t number_of(std::string_view id) {
    std::int64_t number = 0;
    std::from_chars(id.data(), id.data() + id.size(), number);
    return number;
}

std::string month_of(std::string_view iso_date) { return std::string(iso_date.substr(0, std::string_view("2005-12").size())); }

class RollCalls : public record::Derivation {
public:
    [[nodiscard]] std::string_view name() const override { return "votes"; }
    [[nodiscard]] int version() const override { return 2; }
    [[nodiscard]] std::span<const record::DerivedTable> tables() const override { return votes_tables; }

    void apply(const record::Workspace& workspace, const record::Entry& entry) const override {
        if (entry.kind != "roll call") return;
        auto& tables = workspace.tables;
        const RollCall roll_call = roll_call_from(entry.state);
        const Tie tie = tie_of(roll_call, workspace.purpose == record::Purpose::demonstration ? vocabulary::with_demonstration() : vocabulary::standard());
        tables.execute(R"sql(INSERT INTO roll_call (subject, source, number, tie, part, session, month, yes, no, abstain) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                             ON CONFLICT (subject) DO UPDATE SET tie = excluded.tie, part = excluded.part, session = excluded.session, month = excluded.month,
                                                                 yes = excluded.yes, no = excluded.no, abstain = excluded.abstain)sql",
                       entry.subject, roll_call.source, number_of(roll_call.id), name_of(tie.why), name_of(tie.on), roll_call.session, month_of(roll_call.date),
                       roll_call.count(Choice::yes), roll_call.count(Choice::no), roll_call.count(Choice::abstain));
        if (entry.revision > 1) tables.execute(R"sql(DELETE FROM roll_call_symbol WHERE subject = $1)sql", entry.subject);
        for (std::size_t i = 0; i < tie.symbols.size(); ++i) {
            tables.execute(R"sql(INSERT INTO roll_call_symbol (symbol_key, subject, symbol, by_number) VALUES ($1, $2, $3, $4) ON CONFLICT (symbol_key, subject) DO NOTHING)sql",
                           key_of(tie.symbols[i]), entry.subject, tie.symbols[i], i > 0);
        }
    }
};

std::vector<std::pair<std::string, std::int64_t>> counts_of(db::Rows rows) {
    std::vector<std::pair<std::string, std::int64_t>> counts;
    while (rows.next()) counts.emplace_back(rows.text(0), rows.integer(1));
    return counts;
}

template <typename Name>
void order_by(std::vector<std::pair<std::string, std::int64_t>>& counts, Name name, int last) {
    std::vector<std::pair<std::string, std::int64_t>> ordered;
    for (int i = 0; i <= last; ++i) {
        for (auto& count : counts) {
            if (count.first == name(i)) ordered.push_back(count);
        }
    }
    counts = std::move(ordered);
}

}  // namespace

std::shared_ptr<const record::Derivation> derivation() { return std::make_shared<RollCalls>(); }

std::vector<Found> roll_calls_of(const record::Snapshot& snapshot, std::string_view symbol, const vocabulary::Vocabulary& vocabulary) {
    std::vector<Found> found;
    auto rows = snapshot.tables().query(R"sql(SELECT s.subject, s.by_number FROM roll_call_symbol s JOIN roll_call r ON r.subject = s.subject
                                              WHERE s.symbol_key = $1 ORDER BY r.source, r.number, s.subject)sql", key_of(symbol));
    while (rows.next()) {
        const auto entry = snapshot.last(rows.text(0));
        COMITY_ENSURE(entry);
        Found one{entry->subject, roll_call_from(entry->state), {}, rows.integer(1) != 0};
        one.tie = tie_of(one.roll_call, vocabulary);
        found.push_back(std::move(one));
    }
    return found;
}

bool tables_cover(const record::Snapshot& snapshot, std::string_view symbol, const Date& date, const vocabulary::Vocabulary& vocabulary) {
    constexpr std::string_view of_resolutions = "/RES/";
    if (symbol.find(of_resolutions) == std::string_view::npos) return false;
    const auto facts = document::facts_of(document::Symbol::from_canonical(std::string(symbol)), vocabulary);
    const auto digits = [](const std::optional<std::string>& text) { return text && !text->empty() && text->find_first_not_of("0123456789") == std::string::npos; };
    if (facts.body != "GA" || !digits(facts.session) || !digits(facts.number) || number_of(*facts.session) < first_session_numbered_anew) return false;
    auto rows = snapshot.tables().query(R"sql(SELECT count(*) FROM (SELECT min(month) AS first, max(month) AS last FROM roll_call
                                              WHERE session = $1 AND tie = $2 AND month <> '' GROUP BY source) AS sources WHERE first <= $3 AND $3 <= last)sql",
                                        *facts.session, name_of(Tie::Why::tied), month_of(date.iso()));
    return rows.next() && rows.integer(0) > 0;
}

std::vector<Source> sources(const record::Snapshot& snapshot) {
    std::vector<std::string> names;
    {
        auto rows = snapshot.tables().query(R"sql(SELECT DISTINCT source FROM roll_call ORDER BY source)sql");
        while (rows.next()) names.emplace_back(rows.text(0));
    }
    std::vector<Source> all;
    for (const auto& name : names) {
        const auto entry = snapshot.last(fmt::format("vote-table:{}", name));
        Source source{name, 0, 0, {}, ""};
        if (entry) {
            source.roll_calls = entry->state.integer("roll_calls");
            source.votes = entry->state.integer("votes");
            source.when = entry->when;
            if (const auto* codes = entry->state["names"].as_object()) {
                for (const auto& [code, called] : *codes) {
                    if (const auto* text = called.as_string()) source.names.emplace(code, *text);
                }
            }
        }
        all.push_back(std::move(source));
    }
    return all;
}

Figures figures(const record::Snapshot& snapshot) {
    auto& tables = snapshot.tables();
    Figures figures;
    {
        auto rows = tables.query(R"sql(SELECT count(*), coalesce(sum(yes + no + abstain), 0) FROM roll_call)sql");
        if (rows.next()) {
            figures.roll_calls = rows.integer(0);
            figures.votes = rows.integer(1);
        }
    }
    figures.by_tie = counts_of(tables.query(R"sql(SELECT tie, count(*) FROM roll_call GROUP BY tie ORDER BY tie)sql"));
    figures.by_part = counts_of(tables.query(R"sql(SELECT part, count(*) FROM roll_call GROUP BY part ORDER BY part)sql"));
    order_by(figures.by_tie, [](int i) { return name_of(static_cast<Tie::Why>(i)); }, static_cast<int>(Tie::Why::unknown_form));
    order_by(figures.by_part, [](int i) { return name_of(static_cast<On>(i)); }, static_cast<int>(On::amendment_to_paragraph));
    return figures;
}

std::vector<std::string> tied_symbols(const record::Snapshot& snapshot) {
    std::vector<std::string> symbols;
    auto rows = snapshot.tables().query(R"sql(SELECT DISTINCT symbol FROM roll_call_symbol ORDER BY symbol)sql");
    while (rows.next()) symbols.emplace_back(rows.text(0));
    return symbols;
}

}  // namespace comity::votes
