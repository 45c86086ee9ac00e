#include "record/word_index.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_set>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "db/pool.hpp"
#include "record/compression.hpp"
#include "record/following.hpp"
#include "record/lock.hpp"
#include "record/word_forms.hpp"
#include "record/word_query.hpp"
#include "text/text.hpp"

namespace comity::record {

namespace {

/// Of the file's own shape.
constexpr int shape = 4;
/// A row of the full-text table is a passage: the document's number and the passage's place in it.
constexpr int passage_bits = 20;
constexpr std::int64_t most_passages = std::int64_t{1} << passage_bits;
constexpr std::int64_t entries_at_once = 1024;
constexpr std::size_t longest_known = 40, most_known = 500'000;  ///< bytes of a word; words
constexpr std::size_t most_forms = 12;
constexpr std::size_t most_counted = WordIndex::most_counted;

constexpr db::Sql schema = R"sql(
CREATE TABLE state (
  identity TEXT NOT NULL,       -- of the record that this follows
  version INTEGER NOT NULL,     -- of the code, see version_of()
  position INTEGER NOT NULL,    -- entries before it are in
  leaf BLOB NOT NULL            -- of the last of them: a record that was put back to an older state has another one there
);
CREATE TABLE document (
  number INTEGER PRIMARY KEY,
  passages BLOB NOT NULL        -- zstd: their places and texts, for hits and for taking them out again
);
CREATE TABLE length (
  number INTEGER PRIMARY KEY,   -- the document's
  words BLOB NOT NULL           -- how many words each of its passages has: two bytes each, the lower first; 65535 for more
);
-- Without contents of its own: the texts stand above, compressed. Places in the first column take the least room.
CREATE VIRTUAL TABLE word USING fts5(body, title, content = '', tokenize = 'comity');
CREATE TABLE form (
  stem TEXT NOT NULL,
  word TEXT NOT NULL,           -- a word of the texts that has this stem; stays when its texts go
  PRIMARY KEY (stem, word)
) WITHOUT ROWID;
INSERT INTO word (word, rank) VALUES ('hashsize', 16777216))sql";

void cut(std::string_view text, const db::Connection::TakeToken& take) {
    text::for_each_word(text, [&](std::string_view word, std::uint32_t begin, std::uint32_t end) { take(word, begin, end); });
}

void prepare(db::Connection& connection) {
    connection.use_tokenizer(&cut);
    connection.use_phrase_counts();
}

/// Places and texts, one behind the other, each ended by a NUL. Texts of documents hold none; a title that a person typed might.
std::string packed(const std::vector<Passage>& passages) {
    std::string out;
    for (const auto& passage : passages) {
        for (const std::string* part : {&passage.place, &passage.text}) {
            out += *part;
            std::replace(out.end() - static_cast<std::ptrdiff_t>(part->size()), out.end(), '\0', ' ');
            out += '\0';
        }
    }
    return out;
}

std::vector<Passage> unpacked(std::string_view bytes) {
    std::vector<Passage> out;
    const auto part = [&] {
        const std::size_t end = bytes.find('\0');
        std::string piece(bytes.substr(0, end));
        bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
        return piece;
    };
    while (!bytes.empty()) {
        Passage passage;
        passage.place = part();
        passage.text = part();
        out.push_back(std::move(passage));
    }
    return out;
}

/// How many words a passage has, as the ranking asks it for every row that matches; so it is kept in memory, 2 bytes a passage.
struct Lengths {
    std::string as_of;                        ///< the position and the leaf of the file from which they were read
    std::vector<std::int64_t> documents;      ///< ascending
    std::vector<std::size_t> first;           ///< of each document, its first passage in `words`
    std::vector<std::uint16_t> words;
    double average = 1;
};

std::pair<std::string_view, std::string_view> columns_of(const Passage& passage) {
    return passage.place == "title" ? std::pair<std::string_view, std::string_view>{passage.text, ""} : std::pair<std::string_view, std::string_view>{"", passage.text};
}

std::string length_bytes(const std::vector<Passage>& passages) {
    std::string bytes;
    bytes.reserve(passages.size() * 2);
    for (const auto& passage : passages) {
        std::uint32_t count = 0;
        text::for_each_word(passage.text, [&](std::string_view, std::uint32_t, std::uint32_t) { ++count; });
        count = std::min<std::uint32_t>(count, 0xFFFF);
        bytes += static_cast<char>(count & 0xFF);
        bytes += static_cast<char>(count >> 8U);
    }
    return bytes;
}

Lengths lengths_of(db::Connection& connection, std::string as_of) {
    Lengths lengths;
    lengths.as_of = std::move(as_of);
    std::uint64_t sum = 0;
    auto rows = connection.query(R"sql(SELECT number, words FROM length ORDER BY number)sql");
    while (rows.next()) {
        lengths.documents.push_back(rows.integer(0));
        lengths.first.push_back(lengths.words.size());
        const std::string_view bytes = rows.bytes(1);
        for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
            const auto low = static_cast<unsigned char>(bytes[i]), high = static_cast<unsigned char>(bytes[i + 1]);
            lengths.words.push_back(static_cast<std::uint16_t>(low | high << 8U));
            sum += lengths.words.back();
        }
    }
    if (sum > 0) lengths.average = static_cast<double>(sum) / static_cast<double>(lengths.words.size());
    return lengths;
}

std::string_view bytes_of(const Sha256& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

}  // namespace

struct WordIndex::Inside {
    const Record& record;
    Searchable searchable;
    std::filesystem::path file;
    std::mutex mutex;                      ///< of all below
    std::optional<Lock> lock;
    std::optional<db::Connection> writer;  ///< while the lock is ours
    std::unordered_set<std::string> known; ///< words that this writer has put into the table of forms
    std::unique_ptr<db::ReadPool> readers;
    std::mutex lengths_mutex;
    std::shared_ptr<const Lengths> lengths;  ///< shared: an answer keeps its own while another thread reads newer ones

    Inside(const Record& of, Searchable what) : record(of), searchable(std::move(what)) {
        if (record.file().empty()) return;
        file = record.file().string() + ".words";
        readers = std::make_unique<db::ReadPool>(file.string(), [](db::Connection& connection) { prepare(connection); });
    }

    [[nodiscard]] std::int64_t version() const { return std::int64_t{searchable.version} * 1000 + shape; }

    /// How far a file has come that belongs to this record and fits this snapshot; nullopt if it must be made anew.
    std::optional<std::int64_t> position(db::Connection& connection, const Snapshot& snapshot) const {
        if (!connection.has_table("state")) return std::nullopt;
        auto rows = connection.query(R"sql(SELECT identity, version, position, leaf FROM state)sql");
        if (!rows.next() || rows.text(0) != snapshot.index_identity() || rows.integer(1) != version()) return std::nullopt;
        const std::int64_t reached = rows.integer(2);
        if (reached == 0) return 0;
        const auto entry = snapshot.at(reached - 1);
        if (!entry) return reached > snapshot.size() && newer_exists(reached) ? std::optional(snapshot.size()) : std::nullopt;
        if (bytes_of(entry->leaf) != rows.bytes(3)) return std::nullopt;
        return reached;
    }

    /// Another process may have indexed entries that came after our snapshot: then the file is ahead, not wrong.
    [[nodiscard]] bool newer_exists(std::int64_t reached) const { return record.snapshot().size() >= reached; }

    /// `identity`: of the state that it is to follow (Snapshot::index_identity).
    void make_anew(const std::string& identity) {
        writer.reset();
        known.clear();
        if (file.empty()) {
            writer = db::Connection::in_memory();
        } else {
            for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + ending);
            readers->renew();  // readers of the file that is gone would go on with it
            writer = db::Connection::open(file.string(), db::Mode::index);
        }
        prepare(*writer);
        db::Transaction transaction(*writer, db::Transaction::Kind::write);
        writer->script(schema);
        writer->execute(R"sql(INSERT INTO state (identity, version, position, leaf) VALUES ($1, $2, 0, $3))sql", identity, version(),
                        db::Blob{{}});
        transaction.commit();
    }

    /// False while another process has the pen.
    bool take_pen() {
        if (writer) return true;
        if (!file.empty()) {
            try {
                if (!lock) lock = Lock::try_take(file.string() + ".lock");
            } catch (const Error&) {
                // A folder that can't be written: the index serves as it is.
            }
            if (!lock) return false;
            try {
                writer = db::Connection::open(file.string(), db::Mode::index);
                prepare(*writer);
                return true;
            } catch (const Error&) {
                // Damaged beyond opening: it is made anew below, like a missing one.
            }
        }
        make_anew(record.snapshot().index_identity());
        return true;
    }

    void take_out(std::int64_t document) {
        auto rows = writer->query(R"sql(SELECT passages FROM document WHERE number = $1)sql", document);
        if (!rows.next()) return;
        const auto passages = unpacked(decompressed(rows.bytes(0)));
        for (std::size_t i = 0; i < passages.size(); ++i) {
            const auto [title, body] = columns_of(passages[i]);
            writer->execute(R"sql(INSERT INTO word (word, rowid, title, body) VALUES ('delete', $1, $2, $3))sql",
                            (document << passage_bits) + static_cast<std::int64_t>(i), title, body);
        }
        writer->execute(R"sql(DELETE FROM document WHERE number = $1)sql", document);
        writer->execute(R"sql(DELETE FROM length WHERE number = $1)sql", document);
    }

    /// Its words are found by their stems from now on.
    void know_words(std::string_view text) {
        text::for_each_word(text, [&](std::string_view word, std::uint32_t, std::uint32_t) {
            if (word.size() > longest_known || !known.emplace(word).second) return;
            writer->execute(R"sql(INSERT INTO form (stem, word) VALUES ($1, $2) ON CONFLICT DO NOTHING)sql", stem_of(word), word);
        });
        if (known.size() > most_known) known.clear();
    }

    void put_in(std::int64_t document, const std::vector<Passage>& passages) {
        if (passages.empty()) return;
        const auto count = std::min<std::int64_t>(static_cast<std::int64_t>(passages.size()), most_passages);
        for (std::int64_t i = 0; i < count; ++i) {
            const auto [title, body] = columns_of(passages[static_cast<std::size_t>(i)]);
            writer->execute(R"sql(INSERT INTO word (rowid, title, body) VALUES ($1, $2, $3))sql", (document << passage_bits) + i, title, body);
            know_words(passages[static_cast<std::size_t>(i)].text);
        }
        writer->execute(R"sql(INSERT INTO document (number, passages) VALUES ($1, $2))sql", document, db::Blob{compressed(packed(passages))});
        writer->execute(R"sql(INSERT INTO length (number, words) VALUES ($1, $2))sql", document, db::Blob{length_bytes(passages)});
    }

    /// One batch of the log: its documents as they are in the snapshot, but for those that were put in so already.
    std::int64_t follow(const Snapshot& snapshot, std::int64_t reached, std::set<std::int64_t>& put) {
        const auto entries = snapshot.from(reached, entries_at_once);
        std::set<std::int64_t> documents;
        for (const auto& entry : entries) {
            for (const auto document : searchable.touched(snapshot, entry)) documents.insert(document);
        }
        db::Transaction transaction(*writer, db::Transaction::Kind::write);
        for (const auto document : documents) {
            if (!put.insert(document).second) continue;
            take_out(document);
            put_in(document, searchable.passages(snapshot, document));
        }
        const std::int64_t now = entries.back().position + 1;
        writer->execute(R"sql(UPDATE state SET position = $1, leaf = $2)sql", now, db::Blob{bytes_of(entries.back().leaf)});
        transaction.commit();
        return now;
    }

    void follow_to_end(const Snapshot& snapshot, const std::function<void(std::int64_t, std::int64_t)>& on_progress) {
        auto reached = position(*writer, snapshot);
        if (!reached) {
            make_anew(snapshot.index_identity());
            reached = 0;
        }
        std::set<std::int64_t> put;
        while (*reached < snapshot.size()) {
            reached = follow(snapshot, *reached, put);
            if (on_progress) on_progress(*reached, snapshot.size());
        }
    }

    std::int64_t missing(const Snapshot& snapshot) {
        if (!readers || !std::filesystem::exists(file)) return snapshot.size();
        try {
            auto reader = readers->lease();
            return snapshot.size() - position(*reader, snapshot).value_or(0);
        } catch (const Error&) {
            return snapshot.size();  // being made just now, or damaged
        }
    }

    std::shared_ptr<const Lengths> lengths_in(db::Connection& connection) {
        auto rows = connection.query(R"sql(SELECT position, leaf FROM state)sql");
        std::string as_of = rows.next() ? rows.whole() : std::string();
        const std::lock_guard hold(lengths_mutex);
        if (!lengths || lengths->as_of != as_of) lengths = std::make_shared<const Lengths>(lengths_of(connection, std::move(as_of)));
        return lengths;
    }

    WordAnswer answer(db::Connection& connection, const WordQuery& query);
    template <typename Ask>
    std::int64_t asked(WordIndex& index, const Snapshot& snapshot, Ask ask);
};

WordIndex::WordIndex(const Record& record, Searchable searchable) : inside_(std::make_unique<Inside>(record, std::move(searchable))) {}
WordIndex::~WordIndex() = default;

std::int64_t WordIndex::catch_up(const Snapshot& snapshot, const std::function<void(std::int64_t, std::int64_t)>& on_progress) {
    const std::unique_lock hold(inside_->mutex, std::try_to_lock);
    if (!hold.owns_lock() || !inside_->take_pen()) return inside_->missing(snapshot);
    follow_or_make_anew(*inside_, snapshot, on_progress);
    return 0;
}

void WordIndex::rest() {
    const std::lock_guard hold(inside_->mutex);
    if (!inside_->writer) return;
    inside_->writer->checkpoint();
    inside_->writer->rest();
}

void WordIndex::begin_anew() {
    const std::lock_guard hold(inside_->mutex);
    if (inside_->take_pen()) inside_->make_anew(inside_->record.snapshot().index_identity());
}

namespace {

struct Ranked {
    double score = 0;
    std::int64_t row = 0;
    bool operator<(const Ranked& other) const { return score != other.score ? score > other.score : row < other.row; }
};

WordHit hit_of(db::Connection& connection, const std::vector<Term>& terms, std::int64_t row) {
    WordHit hit;
    hit.document = row >> passage_bits;
    auto texts = connection.query(R"sql(SELECT passages FROM document WHERE number = $1)sql", hit.document);
    if (!texts.next()) return hit;
    auto passages = unpacked(decompressed(texts.bytes(0)));
    auto& passage = passages.at(static_cast<std::size_t>(row & (most_passages - 1)));
    hit.marks = marks_of(terms, passage.text);
    hit.place = std::move(passage.place);
    hit.text = std::move(passage.text);
    return hit;
}

/// Okapi BM25 with the usual constants; of one term alone how rare it is makes no difference.
class Ranking {
public:
    Ranking(db::Connection& connection, const WordMatch& match, const Lengths& lengths) : lengths_(lengths), term_of_(match.term_of_phrase), weights_(match.terms.size(), 1.0) {
        if (match.terms.size() < 2) return;
        const auto all = static_cast<double>(lengths.words.size());
        for (std::size_t i = 0; i < match.terms.size(); ++i) {
            auto rows = connection.query(R"sql(SELECT count(*) FROM word WHERE word MATCH $1)sql", match.alone[i]);
            const double with = rows.next() ? rows.real(0) : 0;
            weights_[i] = std::log1p((all - with + 0.5) / (with + 0.5));
        }
    }

    /// Rows come in ascending order.
    double score(std::int64_t row, std::string_view counts) {
        const std::int64_t document = row >> passage_bits;
        while (at_ + 1 < lengths_.documents.size() && lengths_.documents[at_] < document) ++at_;
        const std::size_t passage = lengths_.first.empty() ? 0 : lengths_.first[at_] + static_cast<std::size_t>(row & (most_passages - 1));
        const double length = passage < lengths_.words.size() ? lengths_.words[passage] : lengths_.average;
        of_term_.assign(weights_.size(), 0);
        for (std::size_t i = 0; i < counts.size() && i < term_of_.size(); ++i) {
            if (term_of_[i] >= 0) of_term_[static_cast<std::size_t>(term_of_[i])] += static_cast<unsigned char>(counts[i]);
        }
        double score = 0;
        for (std::size_t i = 0; i < weights_.size(); ++i) {
            if (of_term_[i] > 0) score += weights_[i] * of_term_[i] * (k + 1) / (of_term_[i] + k * (1 - b + b * length / lengths_.average));
        }
        return score;
    }

private:
    static constexpr double k = 1.2, b = 0.75;
    const Lengths& lengths_;
    const std::vector<int>& term_of_;
    std::vector<double> weights_, of_term_;
    std::size_t at_ = 0;
};

/// For each word that no text has the nearest that one has; "" if there is nothing to put right, or nothing near.
std::string put_right(db::Connection& connection, std::string_view typed, const std::vector<Term>& terms) {
    std::string better(typed);
    bool changed = false;
    for (const auto& term : terms) {
        if (term.prefix) continue;
        for (const auto& word : term.words) {
            if (connection.query(R"sql(SELECT 1 FROM form WHERE stem = $1 AND word = $2)sql", stem_of(word), word).next()) continue;
            const std::size_t most = word.size() > 7 ? 2 : 1;
            std::string best;
            std::pair<std::size_t, std::int64_t> least{most + 1, 0};
            auto rows = connection.query(R"sql(SELECT word FROM form ORDER BY stem, word)sql");
            while (word.size() > 2 && rows.next()) {
                const std::size_t slips = slips_between(word, rows.text(0), most);
                if (slips > most || slips > least.first) continue;
                std::string candidate(rows.text(0));
                auto counted = connection.query(R"sql(SELECT count(*) FROM word WHERE word MATCH $1)sql", "\"" + candidate + "\"");
                const std::pair<std::size_t, std::int64_t> cost{slips, counted.next() ? -counted.integer(0) : 0};
                if (cost < least && cost.second < 0) {
                    least = cost;
                    best = std::move(candidate);
                }
            }
            if (best.empty()) return "";
            for (const auto& stands : text::words(better)) {
                if (stands.folded != word) continue;
                better.replace(stands.begin, stands.end - stands.begin, best);
                changed = true;
                break;
            }
        }
    }
    return changed ? better : "";
}

/// Asks for each document once.
class Wanted {
public:
    explicit Wanted(const WordQuery& query) : query_(query) {}
    bool operator()(std::int64_t row) {
        if (query_.wanted && row >> passage_bits != document_) last_ = query_.wanted(row >> passage_bits);
        document_ = row >> passage_bits;
        return last_;
    }

private:
    const WordQuery& query_;
    std::int64_t document_ = -1;
    bool last_ = true;
};

/// The rows up to the end of the page that is asked for; counts all in the answer.
std::vector<Ranked> latest(db::Connection& connection, const WordMatch& match, const WordQuery& query, WordAnswer& answer) {
    std::vector<Ranked> found;
    Wanted wanted(query);
    auto rows = connection.query(R"sql(SELECT rowid FROM word WHERE word MATCH $1 ORDER BY rowid DESC)sql", match.text);
    while (answer.total < most_counted && rows.next()) {
        if (!wanted(rows.integer(0))) continue;
        if (++answer.total <= query.offset + query.limit) found.push_back({0, rows.integer(0)});
    }
    return found;
}

std::vector<Ranked> best_of(db::Connection& connection, const WordMatch& match, const WordQuery& query, const Lengths& lengths, WordAnswer& answer) {
    Ranking ranking(connection, match, lengths);
    std::vector<Ranked> best;  // a heap: the worst of the best so far on top
    const std::size_t most = std::min(most_counted, query.offset) + std::min(most_counted, query.limit);
    Wanted wanted(query);
    auto rows = connection.query(R"sql(SELECT rowid, phrase_counts(word) FROM word WHERE word MATCH $1 ORDER BY rowid)sql", match.text);
    while (rows.next()) {
        const std::int64_t row = rows.integer(0);
        if (!wanted(row)) continue;
        ++answer.total;
        const Ranked ranked{ranking.score(row, rows.bytes(1)), row};
        if (best.size() < most) {
            best.push_back(ranked);
            std::push_heap(best.begin(), best.end());
        } else if (most > 0 && ranked < best.front()) {
            std::pop_heap(best.begin(), best.end());
            best.back() = ranked;
            std::push_heap(best.begin(), best.end());
        }
    }
    std::sort_heap(best.begin(), best.end());
    answer.total = std::min(answer.total, most_counted);
    best.resize(std::min(best.size(), most_counted));
    return best;
}

}  // namespace

WordAnswer WordIndex::Inside::answer(db::Connection& connection, const WordQuery& query) {
    WordAnswer answer;
    const auto request = request_of(query.words);
    answer.remark = request.remark;
    if (request.empty()) return answer;
    const auto match = match_of(request, [&](const std::string& word) {
        std::vector<std::string> forms;
        const std::string stem = stem_of(word);
        auto rows = connection.query(R"sql(SELECT word FROM form WHERE stem = $1 ORDER BY word)sql", stem);
        while (forms.size() < most_forms && rows.next()) forms.emplace_back(rows.text(0));
        return forms;
    });
    const std::vector<Ranked> best = all_common(match.terms) ? latest(connection, match, query, answer) : best_of(connection, match, query, *lengths_in(connection), answer);
    for (std::size_t i = query.offset; i < best.size(); ++i) answer.hits.push_back(hit_of(connection, match.terms, best[i].row));
    if (answer.total == 0) answer.did_you_mean = put_right(connection, query.words, match.terms);
    return answer;
}

/// Catches up and lets `ask` read the index; gives the entries that are missing. A damaged file is made anew, and asked once more.
template <typename Ask>
std::int64_t WordIndex::Inside::asked(WordIndex& index, const Snapshot& snapshot, Ask ask) {
    const std::int64_t missing = index.catch_up(snapshot);
    if (!readers) {
        const std::lock_guard hold(mutex);
        ask(*writer);
        return missing;
    }
    if (missing >= snapshot.size() && missing > 0) return missing;  // there is no index yet, and somebody else makes it
    try {
        auto reader = readers->lease();
        const db::Transaction moment(*reader, db::Transaction::Kind::snapshot);
        ask(*reader);
    } catch (const Error& error) {
        const std::lock_guard hold(mutex);
        if (error.fault() != Fault::unavailable || !writer) throw;
        make_anew(snapshot.index_identity());
        follow_to_end(snapshot, {});
        ask(*writer);
    }
    return missing;
}

WordAnswer WordIndex::search(const Snapshot& snapshot, const WordQuery& query) {
    WordAnswer answer;
    const std::int64_t missing = inside_->asked(*this, snapshot, [&](db::Connection& connection) { answer = inside_->answer(connection, query); });
    answer.missing = missing;
    return answer;
}

WordPlaces WordIndex::places(const Snapshot& snapshot, std::string_view phrase) {
    std::string match;
    for (const auto& word : text::words(phrase)) match += (match.empty() ? "" : " ") + word.folded;
    WordPlaces places;
    if (match.empty()) return places;
    places.missing = inside_->asked(*this, snapshot, [&](db::Connection& connection) {
        places.documents.clear();
        auto rows = connection.query(R"sql(SELECT rowid FROM word WHERE word MATCH $1 ORDER BY rowid)sql", "\"" + match + "\"");
        while (rows.next()) places.documents.push_back(rows.integer(0) >> passage_bits);
    });
    return places;
}

}  // namespace comity::record
