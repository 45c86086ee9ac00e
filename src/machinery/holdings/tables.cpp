#include "machinery/holdings/tables.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/error.hpp"
#include "concordance/series.hpp"
#include "document/symbol.hpp"
#include "machinery/actors/actors.hpp"
#include "machinery/facts/facts.hpp"
#include "machinery/holdings/applying.hpp"
#include "machinery/holdings/gathering.hpp"
#include "machinery/holdings/holdings.hpp"
#include "machinery/holdings/membership.hpp"
#include "machinery/holdings/packed.hpp"
#include "machinery/holdings/rule.hpp"
#include "machinery/holdings/sorting.hpp"
#include "machinery/reviews/reviews.hpp"
#include "machinery/votes/votes.hpp"
#include "record/compression.hpp"
#include "text/text.hpp"
#include "vocabulary/actors.hpp"

namespace comity::holdings {

using document::Document;

namespace {

// --- schemas ---------------------------------------------------------------------------------------------------------------

const std::array reading_tables = {record::DerivedTable{
    "reading",
    R"sql(
CREATE TABLE reading (
  sha256 @TEXT_C@ PRIMARY KEY,    -- of the file
  reader INTEGER NOT NULL,        -- version of the reader that read it
  sketch @BLOB@ NOT NULL,         -- its words in small, to find texts like it: concordance/series.hpp
  structure @BLOB@ NOT NULL       -- the document as read, without corrections: packed.hpp, zstd
);
CREATE INDEX reading_reader ON reading (reader))sql",
    R"sql(DROP TABLE IF EXISTS reading)sql", R"sql(SELECT sha256, reader, structure, sketch FROM reading ORDER BY sha256)sql",
    // Compared unpacked: another version of zstd may pack the same structure into other bytes.
    [](const db::Rows& row) { return fmt::format("{} {} {} {}", row.text(0), row.integer(1), record::decompressed(row.bytes(2)), row.bytes(3)); }}};

const std::array holdings_tables = {
    record::DerivedTable{
        "document",
        R"sql(
CREATE TABLE document (
  number INTEGER PRIMARY KEY,     -- position of the entry that brought it
  sha256 @TEXT_C@ NOT NULL UNIQUE,
  file_name @TEXT_C@ NOT NULL,    -- as it came
  in_view INTEGER NOT NULL,       -- 0: taken out, with a reason in its last entry
  symbol @TEXT_C@,                -- canonical; NULL: it has none
  symbol_key @TEXT_C@,            -- folded: files of one symbol meet by it
  kind @TEXT_C@ NOT NULL,
  body @TEXT_C@,                  -- name
  session @TEXT_C@,
  number_in_session @TEXT_C@,
  year INTEGER,                   -- of adoption
  title @TEXT_C@,
  title_key @TEXT_C@,             -- equal for titles that are the same but for case, diacritics, punctuation and hyphens
  agenda_items @TEXT_C@ NOT NULL, -- under which it was adopted, as printed, joined by ';'
  agenda_title @TEXT_C@,          -- as title_key
  date @TEXT_C@,                  -- adopted, else distributed; ISO 8601
  language @TEXT_C@ NOT NULL,
  paragraphs INTEGER NOT NULL,
  footnotes INTEGER NOT NULL,
  doubts INTEGER NOT NULL,        -- diagnostics that are warnings or errors
  corrected INTEGER NOT NULL,     -- 1: a correction in force has changed something
  struck INTEGER NOT NULL,        -- 1: some of its words are struck through
  sort_key @TEXT_C@ NOT NULL,     -- the order of lists by symbol
  shown INTEGER NOT NULL,         -- 1: the reading shown for its symbol and language
  counted INTEGER NOT NULL        -- 1: the reading that stands for its symbol where it is counted once
);
CREATE INDEX document_symbol ON document (symbol_key);
CREATE INDEX document_title ON document @BY_HASH@ (title_key);
CREATE INDEX document_order ON document (sort_key, number);
-- What lists are narrowed by, so that counting it needs no rows; it begins with no column that other questions ask by.
CREATE INDEX document_facets ON document (kind, body, year, session, language, in_view, counted, shown);
CREATE INDEX document_out_of_view ON document (sort_key, number) WHERE in_view = 0;
CREATE INDEX document_wanting ON document (sort_key, number)
  WHERE in_view = 1 AND shown = 1 AND (doubts > 0 OR title IS NULL OR date IS NULL OR (symbol IS NULL AND kind <> 'draft resolution')))sql",
        R"sql(DROP TABLE IF EXISTS document)sql",
        R"sql(SELECT number, sha256, file_name, in_view, symbol, symbol_key, kind, body, session, number_in_session, year, title, title_key, agenda_items,
                     agenda_title, date, language, paragraphs, footnotes, doubts, corrected, struck, sort_key, shown, counted FROM document ORDER BY number)sql"},
    record::DerivedTable{
        "document_name",
        R"sql(
CREATE TABLE document_name (
  name @TEXT_C@ NOT NULL,         -- folded: the canonical symbol, each half of a double one, "78/199"
  number INTEGER NOT NULL,        -- of the document
  canonical INTEGER NOT NULL,     -- 1: a symbol or a half of one; 0: only what it is called in running text
  PRIMARY KEY (name, number)
);
CREATE INDEX document_name_number ON document_name (number))sql",
        R"sql(DROP TABLE IF EXISTS document_name)sql", R"sql(SELECT name, number, canonical FROM document_name ORDER BY name, number)sql"},
    record::DerivedTable{
        "citation",
        R"sql(
CREATE TABLE citation (
  number INTEGER NOT NULL,        -- of the citing document
  ordinal INTEGER NOT NULL,       -- among its citations that were resolved
  target @TEXT_C@ NOT NULL,       -- folded symbol without locators
  paragraph @TEXT_C@ NOT NULL,    -- id, "fn3" or "masthead"
  words @TEXT_C@ NOT NULL,        -- the citation as it stands
  PRIMARY KEY (number, ordinal)
);
CREATE INDEX citation_target ON citation (target, number))sql",
        R"sql(DROP TABLE IF EXISTS citation)sql", R"sql(SELECT number, ordinal, target, paragraph, words FROM citation ORDER BY number, ordinal)sql"},
    record::DerivedTable{
        "cited",
        R"sql(
CREATE TABLE cited (
  target @TEXT_C@ PRIMARY KEY,    -- as in citation
  texts INTEGER NOT NULL          -- that cite it, each symbol counted once; more than 0
);
CREATE INDEX cited_often ON cited (texts DESC, target))sql",
        R"sql(DROP TABLE IF EXISTS cited)sql", R"sql(SELECT target, texts FROM cited ORDER BY target)sql"},
    record::DerivedTable{
        "recalled",
        R"sql(
CREATE TABLE recalled (
  number INTEGER NOT NULL,        -- of the document
  ordinal INTEGER NOT NULL,       -- among what it recalls
  symbol @TEXT_C@ NOT NULL,       -- canonical, without locators
  date @TEXT_C@,                  -- as cited; ISO 8601
  how @TEXT_C@ NOT NULL,          -- 'elsewhere', 'on subject', 'as draft': concordance/series.hpp
  PRIMARY KEY (number, ordinal)
))sql",
        R"sql(DROP TABLE IF EXISTS recalled)sql", R"sql(SELECT number, ordinal, symbol, date, how FROM recalled ORDER BY number, ordinal)sql"},
    record::DerivedTable{
        "naming",
        R"sql(
CREATE TABLE naming (
  number INTEGER NOT NULL,        -- of the document
  role @TEXT_C@ NOT NULL,         -- 'sponsor', 'on behalf of', 'in favour', 'against', 'abstaining'
  ordinal INTEGER NOT NULL,       -- among those that the text names in this role
  name_key @TEXT_C@ NOT NULL,     -- by which an actor is recognized: vocabulary::Directory::key_of
  name @TEXT_C@ NOT NULL,         -- as printed
  note @TEXT_C@ NOT NULL,         -- of a sponsor on whose behalf it acted, of the other its sponsor; '' if there is none
  PRIMARY KEY (number, role, ordinal)
);
CREATE INDEX naming_name ON naming @BY_HASH@ (name_key))sql",
        R"sql(DROP TABLE IF EXISTS naming)sql", R"sql(SELECT number, role, ordinal, name_key, name, note FROM naming ORDER BY number, role, ordinal)sql"},
    record::DerivedTable{
        "membership",
        R"sql(
CREATE TABLE membership (
  subject @TEXT_C@ PRIMARY KEY,
  document @TEXT_C@ NOT NULL,     -- SHA-256
  other @TEXT_C@ NOT NULL,        -- SHA-256 of the text of whose series it is said
  belongs INTEGER NOT NULL,       -- 1: it is of that series; 0: it is not
  in_force INTEGER NOT NULL       -- 0: taken back
);
CREATE INDEX membership_document ON membership (document);
CREATE INDEX membership_other ON membership (other))sql",
        R"sql(DROP TABLE IF EXISTS membership)sql", R"sql(SELECT subject, document, other, belongs, in_force FROM membership ORDER BY subject)sql"},
    record::DerivedTable{
        "correction",
        R"sql(
CREATE TABLE correction (
  subject @TEXT_C@ PRIMARY KEY,
  sha256 @TEXT_C@ NOT NULL,       -- of the document
  position INTEGER NOT NULL,      -- of its last entry: corrections are applied in this order
  in_force INTEGER NOT NULL,      -- 0: taken back
  fit @TEXT_C@ NOT NULL           -- 'applied', 'agrees', 'no longer fits'
);
CREATE INDEX correction_document ON correction (sha256);
CREATE INDEX correction_position ON correction (position);
CREATE INDEX correction_to_review ON correction (sha256) WHERE in_force = 1 AND fit = 'no longer fits')sql",
        R"sql(DROP TABLE IF EXISTS correction)sql", R"sql(SELECT subject, sha256, position, in_force, fit FROM correction ORDER BY subject)sql"},
};

// --- derivations -----------------------------------------------------------------------------------------------------------

class Readings : public record::Derivation {
public:
    explicit Readings(Reader reader) : reader_(std::move(reader)) {}
    [[nodiscard]] std::string_view name() const override { return "readings"; }
    [[nodiscard]] int version() const override { return 3; }
    [[nodiscard]] std::span<const record::DerivedTable> tables() const override { return reading_tables; }
    /// Reading is the costly part; each row says which reader made it, and `comity rebuild` re-reads what an older one has read.
    [[nodiscard]] bool outlives_rebuild() const override { return true; }

    [[nodiscard]] std::string older_rows(db::Connection& tables) const override {
        const std::int64_t count = read_by_another(tables, reader_.version);
        if (count == 0) return {};
        return fmt::format("{} {} read by another version of Comity, which can't be proved now: comity rebuild reads {} again", count,
                           count == 1 ? "document was" : "documents were", count == 1 ? "it" : "them");
    }

    void forget(db::Connection& tables, std::span<const std::string> erased) const override {
        for (const std::string& sha256 : erased) tables.execute(R"sql(DELETE FROM reading WHERE sha256 = $1)sql", sha256);
    }

    void apply(const record::Workspace& workspace, const record::Entry& entry) const override {
        if (entry.kind != "document") return;
        const std::string sha256 = entry.state.text("sha256");
        if (workspace.tables.query(R"sql(SELECT 1 FROM reading WHERE sha256 = $1)sql", sha256).next()) return;
        put_reading(workspace.tables, make_reading(read_kept(reader_, workspace.record, entry, vocabulary_for(workspace.purpose)), reader_.version));
    }

private:
    Reader reader_;
};

class Documents : public record::Derivation {
public:
    [[nodiscard]] std::string_view name() const override { return "holdings"; }
    [[nodiscard]] int version() const override { return 8; }
    [[nodiscard]] std::span<const record::DerivedTable> tables() const override { return holdings_tables; }

    void apply(const record::Workspace& workspace, const record::Entry& entry) const override {
        if (entry.kind == "document") {
            refresh(workspace, entry.state.text("sha256"));
        } else if (entry.kind == "correction") {
            const Correction correction = correction_from(entry.state);
            workspace.tables.execute(R"sql(INSERT INTO correction (subject, sha256, position, in_force, fit) VALUES ($1, $2, $3, $4, $5)
                                           ON CONFLICT (subject) DO UPDATE SET position = excluded.position, in_force = excluded.in_force,
                                                                               fit = excluded.fit)sql",
                                     entry.subject, correction.document, entry.position, !correction.withdrawn, name_of(Fit::applied));
            refresh(workspace, correction.document);
        } else if (entry.kind == "membership") {
            const Membership membership = membership_from(entry.state);
            workspace.tables.execute(R"sql(INSERT INTO membership (subject, document, other, belongs, in_force) VALUES ($1, $2, $3, $4, $5)
                                           ON CONFLICT (subject) DO UPDATE SET document = excluded.document, other = excluded.other,
                                                                               belongs = excluded.belongs, in_force = excluded.in_force)sql",
                                     entry.subject, membership.document, membership.other, membership.belongs == Belongs::yes, !membership.withdrawn);
        } else if (entry.kind == "choice") {
            regroup(workspace, symbol_key(entry.state.text("symbol")));
        }
    }

    static void regroup(const record::Workspace& workspace, const std::string& key);
};

void write(db::Connection& tables, std::int64_t number, const record::Entry& entry, const Document& document, bool was_corrected) {
    const auto doubts = std::count_if(document.diagnostics.begin(), document.diagnostics.end(),
                                      [](const auto& diagnostic) { return diagnostic.severity != document::Severity::note; });
    const auto date = document.date_adopted ? document.date_adopted : document.date_distributed;
    const auto key = document.symbol ? std::optional(symbol_key(*document.symbol)) : std::nullopt;
    const bool struck = std::any_of(document.paragraphs.begin(), document.paragraphs.end(), [](const auto& paragraph) { return !paragraph.struck.empty(); });
    tables.execute(R"sql(INSERT INTO document (number, sha256, file_name, in_view, symbol, symbol_key, kind, body, session, number_in_session, year,
                                               title, title_key, agenda_items, agenda_title, date, language, paragraphs, footnotes, doubts, corrected, struck, sort_key,
                                               shown, counted)
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25))sql",
                   number, entry.state.text("sha256"), entry.state.text("file_name"), entry.state.text("view") == "in", document.symbol, key,
                   name_of(document.kind), document.body, document.session, document.number, document.year, document.title,
                   document.title ? std::optional(text::key(*document.title)) : std::nullopt, fmt::format("{}", fmt::join(document.agenda_items, ";")),
                   document.agenda_title ? std::optional(text::key(*document.agenda_title)) : std::nullopt, date ? std::optional(date->iso()) : std::nullopt,
                   document.language, document.paragraphs.size(), document.footnotes.size(), static_cast<std::int64_t>(doubts), was_corrected, struck,
                   sort_key(document), key ? 0 : 1, key ? 0 : 1);
}

void write_names(db::Connection& tables, std::int64_t number, const Document& document) {
    if (!document.symbol) return;
    const auto put = [&](std::string_view name, bool canonical) {
        tables.execute(R"sql(INSERT INTO document_name (name, number, canonical) VALUES ($1, $2, $3) ON CONFLICT (name, number) DO NOTHING)sql", name, number,
                       canonical);
    };
    const std::string whole = symbol_key(*document.symbol);
    put(whole, true);
    // A document with several symbols is found by each of them.
    for (std::string_view left = whole; !left.empty();) {
        const std::size_t end = std::min(left.find('='), left.size());
        put(left.substr(0, end), true);
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    put(symbol_key(document::Symbol::from_canonical(*document.symbol).display()), false);
}

void write_citations(db::Connection& tables, std::int64_t number, const Document& document) {
    std::int64_t ordinal = 0;
    for (const auto& citation : document.citations) {
        if (!citation.target) continue;
        tables.execute(R"sql(INSERT INTO citation (number, ordinal, target, paragraph, words) VALUES ($1, $2, $3, $4, $5))sql", number, ordinal++,
                       symbol_key(*citation.target), citation.in, citation.text);
    }
}

void write_recalled(db::Connection& tables, std::int64_t number, const std::vector<Recalled>& all) {
    std::int64_t ordinal = 0;
    for (const auto& recalled : all) {
        tables.execute(R"sql(INSERT INTO recalled (number, ordinal, symbol, date, how) VALUES ($1, $2, $3, $4, $5))sql", number, ordinal++, recalled.symbol,
                       recalled.date ? std::optional(recalled.date->iso()) : std::nullopt, recalled.how);
    }
}

void write_names_of_actors(db::Connection& tables, std::int64_t number, const Document& document) {
    const auto put = [&](std::string_view role, std::size_t ordinal, std::string_view name, std::string_view note) {
        tables.execute(R"sql(INSERT INTO naming (number, role, ordinal, name_key, name, note) VALUES ($1, $2, $3, $4, $5, $6))sql", number, role, ordinal, vocabulary::Directory::key_of(name), name, note);
    };
    for (std::size_t i = 0; i < document.sponsors.size(); ++i) {
        const auto& sponsor = document.sponsors[i];
        put("sponsor", i, sponsor.name, sponsor.on_behalf_of.value_or(""));
        if (sponsor.on_behalf_of) put("on behalf of", i, *sponsor.on_behalf_of, sponsor.name);
    }
    if (!document.vote) return;
    const auto put_all = [&](std::string_view role, const std::vector<std::string>& names) {
        for (std::size_t i = 0; i < names.size(); ++i) put(role, i, names[i], "");
    };
    put_all("in favour", document.vote->in_favour);
    put_all("against", document.vote->against);
    put_all("abstaining", document.vote->abstaining);
}

/// What a text that is counted cites, counted too: with each change of it the count is taken back before and made after.
void count_cited(db::Connection& tables, std::int64_t number) {
    tables.execute(R"sql(INSERT INTO cited (target, texts) SELECT DISTINCT target, 1 FROM citation
                         WHERE number = $1 AND EXISTS (SELECT 1 FROM document d WHERE d.number = $1 AND d.counted = 1)
                         ON CONFLICT (target) DO UPDATE SET texts = cited.texts + 1)sql", number);
}

void uncount_cited(db::Connection& tables, std::int64_t number) {
    tables.execute(R"sql(UPDATE cited SET texts = texts - 1
                         WHERE target IN (SELECT target FROM citation WHERE number = $1) AND EXISTS (SELECT 1 FROM document d WHERE d.number = $1 AND d.counted = 1))sql", number);
    tables.execute(R"sql(DELETE FROM cited WHERE texts = 0)sql");
}

std::vector<std::int64_t> counted_of(db::Connection& tables, std::string_view key) {
    std::vector<std::int64_t> numbers;
    auto rows = tables.query(R"sql(SELECT number FROM document WHERE symbol_key = $1 AND counted = 1 ORDER BY number)sql", key);
    while (rows.next()) numbers.push_back(rows.integer(0));
    return numbers;
}

/// Which of a symbol's files are shown, one for each language; and which one of these stands for the symbol: the English one, else
/// the first by language.
void Documents::regroup(const record::Workspace& workspace, const std::string& key) {
    auto& tables = workspace.tables;
    std::map<std::string, std::vector<std::pair<std::int64_t, Candidate>>> languages;
    std::string symbol;
    {
        auto rows = tables.query(R"sql(SELECT number, language, sha256, footnotes, doubts, symbol FROM document
                                       WHERE symbol_key = $1 AND in_view = 1 ORDER BY number)sql", key);
        while (rows.next()) {
            languages[std::string(rows.text(1))].push_back(
                {rows.integer(0), {std::string(rows.text(2)), static_cast<int>(rows.integer(3)), static_cast<int>(rows.integer(4))}});
            symbol = rows.text(5);
        }
    }
    for (const std::int64_t number : counted_of(tables, key)) uncount_cited(tables, number);
    tables.execute(R"sql(UPDATE document SET shown = 0, counted = 0 WHERE symbol_key = $1)sql", key);
    const std::string counted = languages.count("en") > 0 || languages.empty() ? "en" : languages.begin()->first;
    for (const auto& [language, files] : languages) {
        std::vector<Candidate> candidates;
        for (const auto& file : files) candidates.push_back(file.second);
        const auto chosen = workspace.record.last(choice_subject(symbol, language));
        const Choice choice = choose(candidates, chosen ? chosen->state.text("document") : std::string());
        tables.execute(R"sql(UPDATE document SET shown = 1, counted = $2 WHERE number = $1)sql", files[choice.index].first, language == counted);
    }
    for (const std::int64_t number : counted_of(tables, key)) count_cited(tables, number);
}

}  // namespace

record::Derivations derivations(Reader reader) { return {std::make_shared<Readings>(std::move(reader)), std::make_shared<Documents>(), votes::derivation(), actors::derivation(), facts::derivation(), reviews::derivation()}; }

const vocabulary::Vocabulary& vocabulary_for(record::Purpose purpose) {
    return purpose == record::Purpose::demonstration ? vocabulary::with_demonstration() : vocabulary::standard();
}

std::string document_subject(std::string_view sha256) { return fmt::format("document:{}", sha256); }

std::string readable_bytes(const record::Snapshot& record, const record::Entry& entry) {
    const std::string converted = entry.state["converted"].text("sha256");
    return record.bytes(converted.empty() ? entry.state.text("sha256") : converted);
}

Document read_kept(const Reader& reader, const record::Snapshot& record, const record::Entry& entry, const vocabulary::Vocabulary& vocabulary) {
    Document document = reader.read(readable_bytes(record, entry), vocabulary, entry.state.text("file_name"));
    document.sha256 = entry.state.text("sha256");
    return document;
}

Reading make_reading(const Document& document, int reader_version) {
    return {document.sha256, reader_version, record::compressed(packed(document)), concordance::sketch_of(document).bytes()};
}

void put_reading(db::Connection& tables, const Reading& reading) {
    tables.execute(R"sql(INSERT INTO reading (sha256, reader, sketch, structure) VALUES ($1, $2, $3, $4)
                         ON CONFLICT (sha256) DO UPDATE SET reader = excluded.reader, sketch = excluded.sketch, structure = excluded.structure)sql",
                   reading.sha256, reading.reader_version, db::Blob{reading.sketch}, db::Blob{reading.structure});
}

std::int64_t read_by_another(db::Connection& tables, int reader_version) {
    auto rows = tables.query(R"sql(SELECT count(*) FROM reading WHERE reader <> $1)sql", reader_version);
    return rows.next() ? rows.integer(0) : 0;
}

Document reading_of(db::Connection& tables, std::string_view sha256) {
    auto rows = tables.query(R"sql(SELECT structure FROM reading WHERE sha256 = $1)sql", sha256);
    if (!rows.next()) throw Error(Fault::not_found, "the document {} has no reading: run comity rebuild", sha256.substr(0, 8));
    return unpacked(record::decompressed(rows.bytes(0)));
}

Corrected corrected(const record::Snapshot& record, db::Connection& tables, std::string_view sha256, const vocabulary::Vocabulary& vocabulary) {
    Corrected result{reading_of(tables, sha256), {}};
    auto rows = tables.query(R"sql(SELECT subject FROM correction WHERE sha256 = $1 AND in_force = 1 ORDER BY position)sql", sha256);
    std::vector<Correction> corrections;
    while (rows.next()) {
        const auto entry = record.last(rows.text(0));
        COMITY_ENSURE(entry);
        corrections.push_back(correction_from(entry->state));
        result.corrections.push_back({entry->subject, entry->revision, corrections.back(), Fit::applied, {}, entry->who, entry->when, entry->why});
    }
    if (corrections.empty()) return result;
    Applied applied = apply(std::move(result.document), corrections, vocabulary);
    result.document = std::move(applied.document);
    for (std::size_t i = 0; i < corrections.size(); ++i) {
        result.corrections[i].fit = applied.fits[i].fit;
        result.corrections[i].because = std::move(applied.fits[i].because);
    }
    return result;
}

void refresh(const record::Workspace& workspace, std::string_view sha256) {
    auto& tables = workspace.tables;
    // In a rebuild a correction can come before the last entry of its document: then that one brings its rows.
    if (!tables.query(R"sql(SELECT 1 FROM reading WHERE sha256 = $1)sql", sha256).next()) return;
    const auto entry = workspace.record.last(document_subject(sha256));
    COMITY_ENSURE(entry);
    const std::int64_t number = entry->revision == 1 ? entry->position : workspace.record.history(entry->subject).front().position;
    std::set<std::string> groups;
    {
        auto rows = tables.query(R"sql(SELECT symbol_key FROM document WHERE number = $1)sql", number);
        if (rows.next() && !rows.is_null(0)) groups.insert(std::string(rows.text(0)));
    }
    uncount_cited(tables, number);
    tables.execute(R"sql(DELETE FROM document WHERE number = $1)sql", number);
    tables.execute(R"sql(DELETE FROM document_name WHERE number = $1)sql", number);
    tables.execute(R"sql(DELETE FROM citation WHERE number = $1)sql", number);
    tables.execute(R"sql(DELETE FROM recalled WHERE number = $1)sql", number);
    tables.execute(R"sql(DELETE FROM naming WHERE number = $1)sql", number);

    const Corrected now = corrected(workspace.record, tables, sha256, vocabulary_for(workspace.purpose));
    bool was_corrected = false;
    for (const auto& status : now.corrections) {
        tables.execute(R"sql(UPDATE correction SET fit = $2 WHERE subject = $1)sql", status.subject, name_of(status.fit));
        was_corrected = was_corrected || status.fit == Fit::applied;
    }
    write(tables, number, *entry, now.document, was_corrected);
    write_names(tables, number, now.document);
    write_names_of_actors(tables, number, now.document);
    if (entry->state.text("view") == "in") {
        write_citations(tables, number, now.document);
        write_recalled(tables, number, recalled_by(now.document, vocabulary_for(workspace.purpose)));
    }
    if (now.document.symbol) groups.insert(symbol_key(*now.document.symbol));
    else count_cited(tables, number);
    for (const auto& group : groups) Documents::regroup(workspace, group);
}

std::string symbol_key(std::string_view symbol) {
    std::string key = text::folded(symbol.substr(0, symbol.find('#')));
    key.erase(std::remove(key.begin(), key.end(), ' '), key.end());
    return key;
}

Choice choose(const std::vector<Candidate>& candidates, std::string_view chosen_by_person) {
    COMITY_ENSURE(!candidates.empty());
    if (candidates.size() == 1) return {0, ChosenBy::only_file};
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (candidates[i].sha256 == chosen_by_person) return {i, ChosenBy::person};
    }
    std::vector<std::size_t> left(candidates.size());
    for (std::size_t i = 0; i < left.size(); ++i) left[i] = i;
    const auto keep = [&](auto wanted) {
        std::vector<std::size_t> kept;
        std::copy_if(left.begin(), left.end(), std::back_inserter(kept), [&](std::size_t i) { return wanted(candidates[i]); });
        if (!kept.empty()) left = std::move(kept);
    };
    keep([](const Candidate& candidate) { return candidate.footnotes > 0; });
    if (left.size() == 1) return {left.front(), ChosenBy::footnotes};
    int fewest = candidates[left.front()].doubts;
    for (const std::size_t i : left) fewest = std::min(fewest, candidates[i].doubts);
    keep([&](const Candidate& candidate) { return candidate.doubts == fewest; });
    if (left.size() == 1) return {left.front(), ChosenBy::fewest_doubts};
    const auto first = std::min_element(left.begin(), left.end(), [&](std::size_t a, std::size_t b) { return candidates[a].sha256 < candidates[b].sha256; });
    return {*first, ChosenBy::first_hash};
}

}  // namespace comity::holdings
