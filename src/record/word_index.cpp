#include "record/word_index.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "db/pool.hpp"
#include "record/compression.hpp"
#include "record/lock.hpp"
#include "record/word_query.hpp"
#include "text/text.hpp"

namespace comity::record {

namespace {

/// Of the file's own shape.
constexpr int shape = 1;
/// A row of the full-text table is a passage: the document's number and the passage's place in it.
constexpr int passage_bits = 20;
constexpr std::int64_t most_passages = std::int64_t{1} << passage_bits;
constexpr std::int64_t entries_at_once = 1024;

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
-- Without contents of its own: the texts stand above, compressed.
CREATE VIRTUAL TABLE word USING fts5(text, content = '', tokenize = 'comity');
INSERT INTO word (word, rank) VALUES ('hashsize', 16777216))sql";

void cut(std::string_view text, const db::Connection::TakeToken& take) {
    text::for_each_word(text, [&](std::string_view word, std::uint32_t begin, std::uint32_t end) { take(word, begin, end); });
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

std::string_view bytes_of(const Sha256& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

}  // namespace

struct WordIndex::Inside {
    const Record& record;
    Searchable searchable;
    std::filesystem::path file;
    std::mutex mutex;                      ///< of all below
    std::optional<Lock> lock;
    std::optional<db::Connection> writer;  ///< while the lock is ours
    std::unique_ptr<db::ReadPool> readers;

    Inside(const Record& of, Searchable what) : record(of), searchable(std::move(what)) {
        if (record.file().empty()) return;
        file = record.file().string() + ".words";
        readers = std::make_unique<db::ReadPool>(file.string(), [](db::Connection& connection) { connection.use_tokenizer(&cut); });
    }

    [[nodiscard]] std::int64_t version() const { return std::int64_t{searchable.version} * 1000 + shape; }

    /// How far a file has come that belongs to this record and fits this snapshot; nullopt if it must be made anew.
    std::optional<std::int64_t> position(db::Connection& connection, const Snapshot& snapshot) const {
        if (!connection.has_table("state")) return std::nullopt;
        auto rows = connection.query(R"sql(SELECT identity, version, position, leaf FROM state)sql");
        if (!rows.next() || rows.text(0) != record.identity() || rows.integer(1) != version()) return std::nullopt;
        const std::int64_t reached = rows.integer(2);
        if (reached == 0) return 0;
        const auto entry = snapshot.at(reached - 1);
        if (!entry) return reached > snapshot.size() && newer_exists(reached) ? std::optional(snapshot.size()) : std::nullopt;
        if (bytes_of(entry->leaf) != rows.bytes(3)) return std::nullopt;
        return reached;
    }

    /// Another process may have indexed entries that came after our snapshot: then the file is ahead, not wrong.
    [[nodiscard]] bool newer_exists(std::int64_t reached) const { return record.snapshot().size() >= reached; }

    void make_anew() {
        writer.reset();
        if (file.empty()) {
            writer = db::Connection::in_memory();
        } else {
            for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + ending);
            readers->renew();  // readers of the file that is gone would go on with it
            writer = db::Connection::open(file.string(), db::Mode::index);
        }
        writer->use_tokenizer(&cut);
        db::Transaction transaction(*writer, db::Transaction::Kind::write);
        writer->script(schema);
        writer->execute(R"sql(INSERT INTO state (identity, version, position, leaf) VALUES ($1, $2, 0, $3))sql", record.identity(), version(),
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
                writer->use_tokenizer(&cut);
                return true;
            } catch (const Error&) {
                // Damaged beyond opening: it is made anew below, like a missing one.
            }
        }
        make_anew();
        return true;
    }

    void take_out(std::int64_t document) {
        auto rows = writer->query(R"sql(SELECT passages FROM document WHERE number = $1)sql", document);
        if (!rows.next()) return;
        const auto passages = unpacked(decompressed(rows.bytes(0)));
        for (std::size_t i = 0; i < passages.size(); ++i) {
            writer->execute(R"sql(INSERT INTO word (word, rowid, text) VALUES ('delete', $1, $2))sql",
                            (document << passage_bits) + static_cast<std::int64_t>(i), passages[i].text);
        }
        writer->execute(R"sql(DELETE FROM document WHERE number = $1)sql", document);
    }

    void put_in(std::int64_t document, const std::vector<Passage>& passages) {
        if (passages.empty()) return;
        const auto count = std::min<std::int64_t>(static_cast<std::int64_t>(passages.size()), most_passages);
        for (std::int64_t i = 0; i < count; ++i) {
            writer->execute(R"sql(INSERT INTO word (rowid, text) VALUES ($1, $2))sql", (document << passage_bits) + i,
                            passages[static_cast<std::size_t>(i)].text);
        }
        writer->execute(R"sql(INSERT INTO document (number, passages) VALUES ($1, $2))sql", document, db::Blob{compressed(packed(passages))});
    }

    /// One batch of the log: its documents as they are in the snapshot, once each.
    std::int64_t follow(const Snapshot& snapshot, std::int64_t reached) {
        const auto entries = snapshot.from(reached, entries_at_once);
        std::set<std::int64_t> documents;
        for (const auto& entry : entries) {
            for (const auto document : searchable.touched(snapshot, entry)) documents.insert(document);
        }
        db::Transaction transaction(*writer, db::Transaction::Kind::write);
        for (const auto document : documents) {
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
            make_anew();
            reached = 0;
        }
        while (*reached < snapshot.size()) {
            reached = follow(snapshot, *reached);
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

    static WordAnswer answer(db::Connection& connection, const WordQuery& query);
};

WordIndex::WordIndex(const Record& record, Searchable searchable) : inside_(std::make_unique<Inside>(record, std::move(searchable))) {}
WordIndex::~WordIndex() = default;

std::int64_t WordIndex::catch_up(const Snapshot& snapshot, const std::function<void(std::int64_t, std::int64_t)>& on_progress) {
    const std::unique_lock hold(inside_->mutex, std::try_to_lock);
    if (!hold.owns_lock() || !inside_->take_pen()) return inside_->missing(snapshot);
    try {
        inside_->follow_to_end(snapshot, on_progress);
    } catch (const Error& error) {
        if (error.fault() != Fault::unavailable) throw;
        // A damaged index is no loss: once more from the beginning. A full disk fails again, and then says so.
        inside_->make_anew();
        inside_->follow_to_end(snapshot, on_progress);
    }
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
    if (inside_->take_pen()) inside_->make_anew();
}

WordAnswer WordIndex::Inside::answer(db::Connection& connection, const WordQuery& query) {
    WordAnswer answer;
    const auto terms = terms_of(query.words);
    if (terms.empty()) return answer;
    auto rows = connection.query(R"sql(SELECT rowid FROM word WHERE word MATCH $1 ORDER BY rank, rowid)sql", match_of(terms));
    while (answer.total < most_counted && rows.next()) {
        const std::int64_t document = rows.integer(0) >> passage_bits;
        if (query.wanted && !query.wanted(document)) continue;
        if (answer.total++ < query.offset || answer.hits.size() >= query.limit) continue;
        auto texts = connection.query(R"sql(SELECT passages FROM document WHERE number = $1)sql", document);
        if (!texts.next()) continue;
        auto passages = unpacked(decompressed(texts.bytes(0)));
        auto& passage = passages.at(static_cast<std::size_t>(rows.integer(0) & (most_passages - 1)));
        auto marks = marks_of(terms, passage.text);
        answer.hits.push_back({document, std::move(passage.place), std::move(passage.text), std::move(marks)});
    }
    return answer;
}

WordAnswer WordIndex::search(const Snapshot& snapshot, const WordQuery& query) {
    const std::int64_t missing = catch_up(snapshot);
    WordAnswer answer;
    if (inside_->readers) {
        if (missing >= snapshot.size() && missing > 0) {
            answer.missing = missing;  // there is no index yet, and somebody else makes it
            return answer;
        }
        try {
            auto reader = inside_->readers->lease();
            const db::Transaction moment(*reader, db::Transaction::Kind::snapshot);
            answer = Inside::answer(*reader, query);
        } catch (const Error& error) {
            const std::lock_guard hold(inside_->mutex);
            if (error.fault() != Fault::unavailable || !inside_->writer) throw;
            inside_->make_anew();
            inside_->follow_to_end(snapshot, {});
            answer = Inside::answer(*inside_->writer, query);
        }
    } else {
        const std::lock_guard hold(inside_->mutex);
        answer = Inside::answer(*inside_->writer, query);
    }
    answer.missing = missing;
    return answer;
}

}  // namespace comity::record
