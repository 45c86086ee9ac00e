#include "machinery/holdings/holdings.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include <fmt/ranges.h>

#include "base/error.hpp"
#include "document/symbol.hpp"
#include "machinery/holdings/inside.hpp"
#include "machinery/holdings/rule.hpp"
#include "machinery/holdings/sentences.hpp"
#include "reading/reading.hpp"
#include "text/text.hpp"

namespace comity::holdings {

std::unique_ptr<Holdings> Holdings::open(const RecordPlace& place, record::Access access, record::Purpose purpose_if_new) {
    record::Setup setup;
    setup.derivations = place.derivations;
    setup.purpose_if_new = purpose_if_new;
    auto record = record::Record::open(place.file, access, std::move(setup));
    const auto& vocabulary = vocabulary_for(record->purpose());
    return std::make_unique<Holdings>(std::move(record), vocabulary);
}

Holdings::Holdings(std::unique_ptr<record::Record> record, const vocabulary::Vocabulary& vocabulary, Reader reader) {
    const record::Record& followed = *record;
    const int version = reader.version;
    inside_.reset(new Inside{std::move(record), vocabulary, std::move(reader), record::WordIndex(followed, searchable(vocabulary, version)),
                             record::PrecedentIndex(followed, precedent_texts(vocabulary, version))});
}
Holdings::~Holdings() = default;

std::vector<std::string> Holdings::check_indexes() const {
    std::vector<std::string> sentences;
    for (const auto& sentence : inside_->precedents.check(inside_->record->snapshot())) sentences.push_back(inside_->record->file().string() + ".precedents: " + sentence);
    return sentences;
}

record::Record& Holdings::record() const { return *inside_->record; }
const vocabulary::Vocabulary& Holdings::vocabulary() const { return inside_->vocabulary; }

// --- lists -----------------------------------------------------------------------------------------------------------------

namespace {

bool has_words(const std::string& title_key, const std::vector<text::Word>& words) {
    const std::string padded = " " + title_key + " ";
    // The key joins words at hyphens; so a word may stand inside one.
    return std::all_of(words.begin(), words.end(), [&](const text::Word& word) { return padded.find(word.folded) != std::string::npos; });
}

/// How many there are of each, in the order of its names; what states none is not named.
class Counting {
public:
    void add(std::string_view name, std::size_t count) {
        if (!name.empty()) counts_[std::string(name)] += count;
    }
    template <class Before>
    [[nodiscard]] Overview::Counts sorted(Before before) const {
        Overview::Counts all(counts_.begin(), counts_.end());
        std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return before(a.first, b.first); });
        return all;
    }

private:
    std::map<std::string, std::size_t> counts_;
};

/// Sessions and years, the latest first: "78" before "9".
bool later(const std::string& a, const std::string& b) { return a.size() != b.size() ? a.size() > b.size() : a > b; }

std::size_t count_of(db::Rows rows) { return rows.next() ? static_cast<std::size_t>(rows.integer(0)) : 0; }

Overview overview_of(db::Connection& tables, const Reader& reader) {
    Overview overview;
    overview.to_review = count_of(tables.query(R"sql(SELECT count(*) FROM correction WHERE in_force = 1 AND fit = 'no longer fits')sql"));
    overview.to_reread = static_cast<std::size_t>(read_by_another(tables, reader.version));
    Counting bodies, kinds, years, sessions, languages;
    auto rows = tables.query(R"sql(SELECT kind, body, year, session, language, counted, shown, in_view, count(*) FROM document
                                   GROUP BY kind, body, year, session, language, in_view, counted, shown
                                   ORDER BY kind, body, year, session, language, in_view, counted, shown)sql");
    while (rows.next()) {
        const auto count = static_cast<std::size_t>(rows.integer(8));
        (rows.integer(7) != 0 ? overview.files : overview.out_of_view) += count;
        if (rows.integer(7) == 0) continue;
        if (rows.integer(6) != 0) languages.add(rows.text(4), count);
        if (rows.integer(5) == 0) continue;
        overview.texts += count;
        kinds.add(rows.text(0), count);
        bodies.add(rows.text(1), count);
        years.add(rows.is_null(2) ? std::string() : std::to_string(rows.integer(2)), count);
        sessions.add(rows.text(3), count);
    }
    overview.bodies = bodies.sorted(std::less<>());
    overview.kinds = kinds.sorted([](const auto& a, const auto& b) { return document::kind_named(a) < document::kind_named(b); });
    overview.years = years.sorted(later);
    overview.sessions = sessions.sorted(later);
    overview.languages = languages.sorted(std::less<>());
    return overview;
}

}  // namespace

List Holdings::list(const Filter& filter) const {
    const auto snapshot = inside_->record->snapshot();
    const Tables tables(snapshot, inside_->vocabulary);
    const auto body = filter.body ? std::optional(tables.body_name(*filter.body)) : std::nullopt;
    const auto kind = filter.kind ? std::optional(std::string(name_of(*filter.kind))) : std::nullopt;
    std::optional<std::string> cites;
    if (filter.cites) {
        const auto symbol = document::Symbol::parse(*filter.cites, inside_->vocabulary);
        cites = symbol_key(symbol ? symbol->canonical() : *filter.cites);
        if (const auto cited = tables.look_up(*filter.cites, "")) cites = symbol_key(cited->symbol.value_or(*filter.cites));
    }
    const bool all = !filter.language && !body && !kind && !filter.year && !filter.session && !cites && text::words(filter.title_words).empty();
    if (all && filter.limit != 0 && filter.order == Order::symbol) {
        // Nothing narrows it: what isn't shown is counted with all else, and not gone through.
        List part;
        part.total = overview().texts;
        part.items = tables.items(numbers_of(tables.tables().query(R"sql(SELECT number FROM document WHERE in_view = 1 AND counted = 1 ORDER BY sort_key, number LIMIT $1 OFFSET $2)sql", filter.limit, filter.offset)));
        return part;
    }
    // Each value first stands where its type can be seen: PostgreSQL asks for that.
    auto rows = tables.tables().query(R"sql(
        SELECT number, title_key FROM document
        WHERE in_view = 1 AND ((language = $1 AND shown = 1) OR ($1 IS NULL AND counted = 1)) AND (body = $2 OR $2 IS NULL) AND (kind = $3 OR $3 IS NULL)
          AND (year = $4 OR $4 IS NULL) AND (session = $5 OR $5 IS NULL)
          AND (number IN (SELECT number FROM citation WHERE target = $6) OR $6 IS NULL)
        ORDER BY CASE WHEN $7 = 1 THEN '' ELSE coalesce(date, '') END DESC, sort_key, number)sql",
                                      filter.language, body, kind, filter.year, filter.session, cites, filter.order == Order::symbol ? 1 : 0);
    const auto words = text::words(filter.title_words);
    std::vector<std::int64_t> page;
    List list;
    while (rows.next()) {
        if (!words.empty() && !has_words(std::string(rows.text(1)), words)) continue;
        if (list.total >= filter.offset && (filter.limit == 0 || page.size() < filter.limit)) page.push_back(rows.integer(0));
        ++list.total;
    }
    list.items = tables.items(page);
    return list;
}

Overview Holdings::overview() const {
    const auto snapshot = inside_->record->snapshot();
    const std::string identity = snapshot.index_identity();
    {
        const std::lock_guard hold(inside_->overview_mutex);
        if (inside_->overview_as_of == snapshot.size() && inside_->overview_identity == identity) return inside_->overview;
    }
    Overview found = overview_of(snapshot.tables(), inside_->reader);
    const std::lock_guard hold(inside_->overview_mutex);
    inside_->overview_as_of = snapshot.size();
    inside_->overview_identity = identity;
    return inside_->overview = std::move(found);
}

List Holdings::out_of_view() const {
    const auto snapshot = inside_->record->snapshot();
    const Tables tables(snapshot, inside_->vocabulary);
    List list;
    list.items = tables.items(numbers_of(tables.tables().query(R"sql(SELECT number FROM document WHERE in_view = 0 ORDER BY sort_key, number)sql")));
    list.total = list.items.size();
    return list;
}

// --- one text --------------------------------------------------------------------------------------------------------------

Item Holdings::find(std::string_view spelling, std::string_view language) const {
    const auto snapshot = inside_->record->snapshot();
    if (auto found = Tables(snapshot, inside_->vocabulary).look_up(spelling, language)) return *found;
    if (!language.empty()) {
        const auto other = Tables(snapshot, inside_->vocabulary).look_up(spelling, "");
        if (!other) throw Error(Fault::not_found, say(sentences::not_in_language, spelling, language));
        std::vector<std::string> languages = other->other_languages;
        languages.push_back(other->language);
        std::sort(languages.begin(), languages.end());
        throw Error(Fault::not_found, say(sentences::only_in_languages, spelling, language, fmt::format("{}", fmt::join(languages, ", "))));
    }
    throw Error(Fault::not_found, say(sentences::not_in_record, spelling));
}

document::Document Holdings::document(const Item& item) const {
    const auto snapshot = inside_->record->snapshot();
    const Tables tables(snapshot, inside_->vocabulary);
    tables.demand_in_view(item);
    return tables.corrected(item).document;
}

Shown Holdings::show(const Item& item) const {
    const auto snapshot = inside_->record->snapshot();
    const Tables tables(snapshot, inside_->vocabulary);
    tables.demand_in_view(item);
    Shown shown;
    shown.item = tables.item(item.number);
    shown.as_of = snapshot.size();
    auto corrected = tables.corrected(item);
    shown.document = std::move(corrected.document);
    shown.corrections = std::move(corrected.corrections);
    std::vector<Candidate> candidates = {{item.sha256, item.footnotes, item.doubts}};
    for (const auto number : tables.other_files(item)) {
        Item other = tables.item(number);
        candidates.push_back({other.sha256, other.footnotes, other.doubts});
        const auto reading = tables.corrected(other).document;
        shown.other_files.push_back(compare_readings(shown.document, std::move(other), reading));
    }
    if (item.symbol) {
        const auto chosen = snapshot.last(choice_subject(*item.symbol, item.language));
        shown.chosen_by = choose(candidates, chosen ? chosen->state.text("document") : std::string()).by;
        shown.in_other_languages = tables.items(numbers_of(tables.tables().query(
            R"sql(SELECT number FROM document WHERE symbol_key = $1 AND language <> $2 AND shown = 1 ORDER BY language)sql", symbol_key(*item.symbol),
            item.language)));
    }
    return shown;
}

std::vector<std::string> Holdings::files_of(std::string_view spelling) const {
    const Item item = find(spelling);
    const bool by_hash = spelling.size() >= 8 && item.sha256.starts_with(text::folded(spelling));
    if (by_hash || !item.symbol) return {item.sha256};
    const auto snapshot = inside_->record->snapshot();
    auto rows = snapshot.tables().query(R"sql(SELECT sha256 FROM document WHERE symbol_key = $1 ORDER BY number)sql", symbol_key(*item.symbol));
    std::vector<std::string> files;
    while (rows.next()) files.emplace_back(rows.text(0));
    return files;
}

bool Holdings::renew_indexes() {
    const auto snapshot = inside_->record->snapshot();
    const std::int64_t missing = inside_->words.catch_up(snapshot) + inside_->precedents.catch_up(snapshot);
    const auto gathered = inside_->gathered_at(snapshot);
    const std::lock_guard hold(inside_->lately_mutex);
    inside_->lately = gathered;
    return missing == 0;
}

std::string Holdings::source(const Item& item) const {
    const auto snapshot = inside_->record->snapshot();
    Tables(snapshot, inside_->vocabulary).demand_in_view(item);
    return snapshot.bytes(item.sha256);
}

std::vector<Citing> Holdings::cited_by(const Item& item) const {
    const auto snapshot = inside_->record->snapshot();
    const Tables tables(snapshot, inside_->vocabulary);
    std::vector<Citing> citing;
    auto rows = tables.tables().query(R"sql(
        SELECT c.number, c.paragraph, c.words FROM citation c JOIN document d ON d.number = c.number
        WHERE c.target IN (SELECT name FROM document_name WHERE number = $1 AND canonical = 1) AND d.shown = 1
          AND (d.symbol_key IS NULL OR d.symbol_key <> coalesce($2, ''))
        ORDER BY d.sort_key, c.number, c.ordinal)sql", item.number, item.symbol ? std::optional(symbol_key(*item.symbol)) : std::nullopt);
    std::optional<Item> last;
    while (rows.next()) {
        if (!last || last->number != rows.integer(0)) last = tables.item(rows.integer(0));
        citing.push_back({*last, std::string(rows.text(1)), std::string(rows.text(2))});
    }
    return citing;
}

std::map<std::string, Item> Holdings::in_record(std::span<const std::string> targets) const {
    const auto snapshot = inside_->record->snapshot();
    const Tables tables(snapshot, inside_->vocabulary);
    std::map<std::string, Item> found;
    for (const auto& target : targets) {
        if (found.count(target) > 0) continue;
        if (auto item = tables.by_symbol(target)) found.emplace(target, std::move(*item));
    }
    return found;
}

Series Holdings::series(const Item& item) const {
    const auto snapshot = inside_->record->snapshot();
    return series_of(Tables(snapshot, inside_->vocabulary), *inside_->gathered_at(snapshot), item);
}

std::vector<Recurring> Holdings::recurring(std::size_t most) const {
    const auto snapshot = inside_->record->snapshot();
    const auto gathered = inside_->gathered_at(snapshot);
    const std::lock_guard lock(inside_->recurring_mutex);
    auto& found = inside_->recurring;
    if (inside_->recurring_as_of != snapshot.size()) {
        found = recurring_in(Tables(snapshot, inside_->vocabulary), *gathered);
        inside_->recurring_as_of = snapshot.size();
    }
    const std::size_t count = most == 0 ? found.size() : std::min(most, found.size());
    return {found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::vector<record::Entry> Holdings::history(const Item& item) const {
    const auto snapshot = inside_->record->snapshot();
    std::vector<record::Entry> all = snapshot.history(document_subject(item.sha256));
    const auto add = [&](std::string_view subject) {
        auto more = snapshot.history(subject);
        std::move(more.begin(), more.end(), std::back_inserter(all));
    };
    auto rows = snapshot.tables().query(R"sql(SELECT subject FROM correction WHERE sha256 = $1 ORDER BY subject)sql", item.sha256);
    while (rows.next()) add(rows.text(0));
    auto said = snapshot.tables().query(R"sql(SELECT subject FROM membership WHERE document = $1 OR other = $1 ORDER BY subject)sql", item.sha256);
    while (said.next()) add(said.text(0));
    if (item.symbol) add(choice_subject(*item.symbol, item.language));
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.position < b.position; });
    return all;
}

std::vector<CorrectionStatus> Holdings::corrections_to_review() const {
    const auto snapshot = inside_->record->snapshot();
    std::vector<CorrectionStatus> all;
    auto rows = snapshot.tables().query(R"sql(SELECT DISTINCT c.sha256 FROM correction c JOIN document d ON d.sha256 = c.sha256
                                              WHERE c.in_force = 1 AND c.fit = 'no longer fits' ORDER BY c.sha256)sql");
    while (rows.next()) {
        for (auto& status : corrected(snapshot, snapshot.tables(), rows.text(0), inside_->vocabulary).corrections) {
            if (status.fit == Fit::no_longer_fits) all.push_back(std::move(status));
        }
    }
    return all;
}

// --- correcting ------------------------------------------------------------------------------------------------------------

namespace {

/// "; it has left the series of 7 other texts with the title ...": where a correction of the title or the body has that consequence.
std::string departure(const Tables& tables, const Item& before, const Item& after) {
    const std::string title = before.title ? text::key(*before.title) : std::string();
    if (title.empty() || (after.title && text::key(*after.title) == title && after.body == before.body)) return {};
    auto rows = tables.tables().query(
        R"sql(SELECT count(*) FROM document WHERE title_key = $1 AND coalesce(body, '') = $2 AND counted = 1 AND in_view = 1 AND number <> $3)sql", title,
        before.body.value_or(""), before.number);
    const std::int64_t others = rows.next() ? rows.integer(0) : 0;
    if (others == 0) return {};
    return fmt::format("; with this it has left the series \"{}\", in which {} stay{}", *before.title, others == 1 ? "1 other text" : fmt::format("{} other texts", others),
                       others == 1 ? "s" : "");
}

}  // namespace

CorrectionResult Holdings::correct(const CorrectionRequest& request) {
    auto writing = inside_->record->write();
    const auto& snapshot = writing.now();
    const Tables tables(snapshot, inside_->vocabulary);
    const auto item = tables.look_up(request.document, "");
    if (!item) throw Error(Fault::not_found, say(sentences::not_in_record, request.document));
    const auto corrected = tables.corrected(*item);
    const auto entry = snapshot.last(document_subject(item->sha256));
    COMITY_ENSURE(entry);
    CorrectionState state{corrected.document, corrected.corrections, {}, *entry, {}, item->other_files > 0, entry->position + 1, inside_->vocabulary};
    std::string source;
    if (std::holds_alternative<SplitAt>(request.change)) {
        source = readable_bytes(snapshot, *entry);
        if (reading::recognize(source) != reading::Format::plain_text) source.clear();  // others are counted in blocks, not lines
        state.source = source;
    }
    if (item->symbol) state.choice = snapshot.last(choice_subject(*item->symbol, item->language));
    if (state.choice) state.changed_at = std::max(state.changed_at, state.choice->position + 1);
    auto last = tables.tables().query(R"sql(SELECT coalesce(max(position) + 1, 0) FROM correction WHERE sha256 = $1)sql", item->sha256);
    if (last.next()) state.changed_at = std::max(state.changed_at, last.integer(0));

    const auto ruling = decide(state, request);
    if (const auto* refusal = std::get_if<Refusal>(&ruling)) throw Error(refusal->fault, refusal->said);
    const auto& decision = std::get<Decision>(ruling);
    const auto appended = writing.append(decision.draft);
    const Item after = tables.item(item->number);
    std::string sentence = decision.sentence + departure(tables, *item, after);
    writing.commit();
    return {appended.subject, appended.revision, appended.position, after.address, std::move(sentence)};
}

}  // namespace comity::holdings
