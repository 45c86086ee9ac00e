// Questions that pages ask about a text's surroundings: how it stood at an earlier moment, what stands before and after it in its
// series, what is cited and missing, what wants a person.
#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "document/symbol.hpp"
#include "machinery/holdings/applying.hpp"
#include "machinery/holdings/inside.hpp"
#include "record/entries_at.hpp"

namespace comity::holdings {

namespace {

/// The revision of a correction that was its last at that moment; nullopt if there was none yet, or it had been taken back.
std::optional<record::Entry> stood(const record::Snapshot& snapshot, std::string_view subject, std::int64_t position) {
    std::optional<record::Entry> last;
    for (auto& entry : snapshot.history(subject)) {
        if (entry.position <= position) last = std::move(entry);
    }
    if (last && correction_from(last->state).withdrawn) return std::nullopt;
    return last;
}

/// The table has symbols folded, as they meet; in its own letters a symbol stands in the reading of a text that cites it.
std::string as_cited(const Tables& tables, std::int64_t citing, std::string_view key) {
    for (const auto& citation : tables.corrected(tables.item(citing)).document.citations) {
        if (citation.target && symbol_key(*citation.target) == key) return citation.target->substr(0, citation.target->find('#'));
    }
    return std::string(key);
}

}  // namespace

Shown Holdings::show_as_of(const Item& item, std::int64_t position) const {
    const auto snapshot = inside_->record->snapshot();
    const Tables tables(snapshot, inside_->vocabulary);
    tables.demand_in_view(item);
    if (position < item.number) throw Error(Fault::not_found, "{} came into the record with entry {}, so there is no reading of it as of entry {}", item.name, item.number, position);
    Shown shown;
    shown.item = tables.item(item.number);
    shown.as_of = std::min(position + 1, snapshot.size());
    std::vector<record::Entry> entries;
    auto rows = tables.tables().query(R"sql(SELECT subject FROM correction WHERE sha256 = $1 ORDER BY subject)sql", item.sha256);
    while (rows.next()) {
        if (auto entry = stood(snapshot, rows.text(0), position)) entries.push_back(std::move(*entry));
    }
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.position < b.position; });
    std::vector<Correction> corrections;
    corrections.reserve(entries.size());
    for (const auto& entry : entries) corrections.push_back(correction_from(entry.state));
    Applied applied = apply(reading_of(tables.tables(), item.sha256), corrections, inside_->vocabulary);
    shown.document = std::move(applied.document);
    // What the row of today says of the text may have been corrected since.
    shown.item.title = shown.document.title;
    shown.item.kind = shown.document.kind;
    shown.item.body = shown.document.body;
    shown.item.session = shown.document.session;
    shown.item.number_in_session = shown.document.number;
    shown.item.year = shown.document.year;
    shown.item.date = shown.document.date_adopted ? shown.document.date_adopted : shown.document.date_distributed;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto& entry = entries[i];
        shown.corrections.push_back({entry.subject, entry.revision, corrections[i], applied.fits[i].fit, applied.fits[i].because, entry.who, entry.when, entry.why});
    }
    return shown;
}

Neighbours Holdings::neighbours(const Item& item) const {
    Neighbours found;
    if (item.kind == document::Kind::draft_resolution) return found;
    const auto snapshot = inside_->record->snapshot();
    const Tables tables(snapshot, inside_->vocabulary);
    const auto gathered = inside_->gathered_lately(snapshot);
    const std::int64_t own = counted_number(tables, item);
    const auto group = gathered->group(own);
    if (!group) return found;
    const auto& members = gathered->groups[*group].members;
    const auto at = std::find_if(members.begin(), members.end(), [&](const auto& member) { return gathered->texts[member.text].number == own; });
    if (at == members.end()) return found;
    if (at != members.begin()) found.before = tables.item(gathered->texts[(at - 1)->text].number);
    if (at + 1 != members.end()) found.after = tables.item(gathered->texts[(at + 1)->text].number);
    return found;
}

std::vector<record::Entry> Holdings::touched_lately(std::size_t most) const {
    const auto snapshot = inside_->record->snapshot();
    auto& tables = snapshot.tables();
    std::map<std::string, std::int64_t> latest;  // by the text: its last entry
    // One text may be corrected many times over: further back until there are enough texts.
    for (std::size_t limit = 8 * most;; limit *= 4) {
        latest.clear();
        std::size_t looked_at = 0;
        auto corrected = tables.query(R"sql(SELECT position, sha256 FROM correction ORDER BY position DESC LIMIT $1)sql", limit);
        for (; corrected.next() && latest.size() < most; ++looked_at) latest.emplace(corrected.text(1), corrected.integer(0));
        if (latest.size() >= most || looked_at < limit) break;
    }
    {
        auto brought = tables.query(R"sql(SELECT number, sha256 FROM document ORDER BY number DESC LIMIT $1)sql", most);
        while (brought.next()) latest.emplace(brought.text(1), brought.integer(0));
    }
    std::vector<std::int64_t> positions;
    for (const auto& [text, position] : latest) positions.push_back(position);
    std::sort(positions.rbegin(), positions.rend());
    if (positions.size() > most) positions.resize(most);
    return record::entries_at(snapshot, positions);
}

std::vector<Absent> Holdings::cited_but_absent(std::size_t most) const {
    const auto snapshot = inside_->record->snapshot();
    const Tables tables(snapshot, inside_->vocabulary);
    auto rows = tables.tables().query(R"sql(
        SELECT c.target, c.texts FROM cited c
        WHERE c.target LIKE '%/%' AND NOT EXISTS (SELECT 1 FROM document_name n WHERE n.name = c.target AND n.canonical = 1)
        ORDER BY c.texts DESC, c.target LIMIT $1)sql", static_cast<std::int64_t>(most));
    std::vector<Absent> found;
    while (rows.next()) {
        auto first = tables.tables().query(R"sql(
            SELECT c.number FROM citation c JOIN document d ON d.number = c.number AND d.counted = 1
            WHERE c.target = $1 ORDER BY c.number LIMIT 1)sql", rows.text(0));
        COMITY_ENSURE(first.next());
        found.push_back({as_cited(tables, first.integer(0), rows.text(0)), static_cast<std::size_t>(rows.integer(1))});
    }
    return found;
}

List Holdings::to_look_at(std::size_t offset, std::size_t limit) const {
    const auto snapshot = inside_->record->snapshot();
    const Tables tables(snapshot, inside_->vocabulary);
    auto rows = tables.tables().query(R"sql(
        SELECT number FROM document
        WHERE in_view = 1 AND shown = 1 AND (doubts > 0 OR title IS NULL OR date IS NULL OR (symbol IS NULL AND kind <> 'draft resolution'))
        ORDER BY sort_key, number)sql");
    List list;
    std::vector<std::int64_t> page;
    while (rows.next()) {
        if (list.total >= offset && (limit == 0 || page.size() < limit)) page.push_back(rows.integer(0));
        ++list.total;
    }
    list.items = tables.items(page);
    return list;
}

}  // namespace comity::holdings
