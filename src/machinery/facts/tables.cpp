#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "machinery/facts/facts.hpp"
#include "text/text.hpp"

namespace comity::facts {

namespace {

constexpr std::string_view entry_kind = "library record";

const std::array facts_tables = {record::DerivedTable{
    "library_record",
    R"sql(
CREATE TABLE library_record (
  symbol_key @TEXT_C@ NOT NULL,  -- folded: by it a catalogue's record meets its text
  subject @TEXT_C@ NOT NULL,     -- of its entries
  symbol @TEXT_C@ NOT NULL,      -- canonical
  about @TEXT_C@ NOT NULL,       -- 'document' or 'vote'
  PRIMARY KEY (symbol_key, subject)
);
CREATE INDEX library_record_subject ON library_record (subject))sql",
    R"sql(DROP TABLE IF EXISTS library_record)sql", R"sql(SELECT symbol_key, subject, symbol, about FROM library_record ORDER BY symbol_key, subject)sql"}};

/// As holdings fold symbols, so that both meet.
std::string key_of(std::string_view symbol) {
    std::string key = text::folded(symbol.substr(0, symbol.find('#')));
    key.erase(std::remove(key.begin(), key.end(), ' '), key.end());
    return key;
}

class LibraryRecords : public record::Derivation {
public:
    [[nodiscard]] std::string_view name() const override { return "facts"; }
    [[nodiscard]] int version() const override { return 1; }
    [[nodiscard]] std::span<const record::DerivedTable> tables() const override { return facts_tables; }

    void apply(const record::Workspace& workspace, const record::Entry& entry) const override {
        if (entry.kind != entry_kind) return;
        const library::Record record = record_from(entry.state);
        if (entry.revision > 1) workspace.tables.execute(R"sql(DELETE FROM library_record WHERE subject = $1)sql", entry.subject);
        for (const std::string& symbol : record.symbols) {
            workspace.tables.execute(R"sql(INSERT INTO library_record (symbol_key, subject, symbol, about) VALUES ($1, $2, $3, $4) ON CONFLICT (symbol_key, subject) DO NOTHING)sql",
                                     key_of(symbol), entry.subject, symbol, library::name_of(record.kind));
        }
    }
};

record::Draft draft_of(const library::Record& one, const ImportRequest& request) {
    record::Draft draft;
    draft.subject = subject_of(one);
    draft.kind = entry_kind;
    draft.act = "import";
    draft.state = to_state(one);
    draft.who = request.who;
    draft.on_behalf_of = request.on_behalf_of;
    draft.why = request.why;
    draft.authority = request.authority;
    return draft;
}

}  // namespace

std::shared_ptr<const record::Derivation> derivation() { return std::make_shared<LibraryRecords>(); }

ImportResult import_records(record::Record& record, const vocabulary::Vocabulary& vocabulary, std::string_view marcxml, const ImportRequest& request) {
    const library::Catalogue catalogue = library::read(marcxml, vocabulary);
    ImportResult result;
    result.left_out = catalogue.left_out.size();
    if (catalogue.records.empty()) return result;
    result.symbol = catalogue.records.front().symbols.front();
    record::Writing writing = record.write();
    for (const library::Record& one : catalogue.records) {
        record::Draft draft = draft_of(one, request);
        const auto last = writing.now().last(draft.subject);
        if (last && last->kind == entry_kind && record_from(last->state) == one) {
            ++result.unchanged;
            continue;
        }
        ++(last ? result.changed : result.added);
        writing.append(draft);
    }
    writing.commit();
    return result;
}

std::vector<Found> records_about(const record::Snapshot& snapshot, std::string_view symbol) {
    std::vector<Found> found;
    if (symbol.empty()) return found;
    auto rows = snapshot.tables().query(R"sql(SELECT subject FROM library_record WHERE symbol_key = $1 ORDER BY about, subject)sql", key_of(symbol));
    while (rows.next()) {
        const auto entry = snapshot.last(rows.text(0));
        COMITY_ENSURE(entry);
        found.push_back({entry->subject, record_from(entry->state), entry->when, entry->why});
    }
    return found;
}

}  // namespace comity::facts
