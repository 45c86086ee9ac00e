#include "record/log.hpp"

#include <array>

#include <sodium.h>

#include "base/error.hpp"
#include "record/compression.hpp"
#include "record/long_texts.hpp"
#include "record/mirror_rows.hpp"
#include "system/chance.hpp"

namespace comity::record::log {

namespace {

constexpr db::Sql schema = R"sql(
CREATE TABLE property (
  name @TEXT_C@ PRIMARY KEY,    -- 'format', 'purpose', 'identity'; of a backup 'backup checkpoint'; after an erasure 'index identity', 'traces';
                                -- of a mirror 'mirror checkpoint', 'mirror key'; where several servers share it 'first key'; 'moved to'
  value @TEXT_C@ NOT NULL
);
CREATE TABLE entry (
  position INTEGER PRIMARY KEY, -- in the log, from 0, without gaps
  subject @TEXT_C@ NOT NULL,    -- what it is a revision of; of an erased one 'erased:' and its position
  revision INTEGER NOT NULL,    -- from 1, without gaps
  kind @TEXT_C@ NOT NULL,
  recorded @TEXT_C@ NOT NULL,   -- UTC, never before the one of the entry in front
  salt @BLOB@ NOT NULL,         -- 32 random bytes: a leaf doesn't give away what it stands for
  canonical @TEXT_C@ NOT NULL,  -- the entry, RFC 8785; the columns above only find it. Salt and this are empty once it was erased
  leaf @BLOB@ NOT NULL,         -- SHA-256(salt || canonical)
  UNIQUE (subject, revision)
);
CREATE TABLE kept (
  sha256 @BLOB@ PRIMARY KEY,    -- of the bytes as they came
  size INTEGER NOT NULL,        -- of the same
  bytes @BLOB@ NOT NULL         -- zstd
);
CREATE TABLE derivation (
  name @TEXT_C@ PRIMARY KEY,    -- a module's derived tables
  version INTEGER NOT NULL      -- of the code that made them
))sql";

std::string_view view(const Sha256& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

std::string unhex(std::string_view digits) {
    std::string out(digits.size() / 2, '\0');
    std::size_t length = 0;
    if (sodium_hex2bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), digits.data(), digits.size(), nullptr, &length, nullptr) != 0 ||
        length != 32) {
        throw Error(Fault::bad_request, "\"{}\" is no SHA-256: 64 hexadecimal digits", digits);
    }
    return out;
}

/// One without its text: its place is all that is here.
Entry absent_entry(db::Connection& connection, std::int64_t position) {
    Entry entry;
    auto rows = connection.query(R"sql(SELECT subject, kind FROM entry WHERE position = $1)sql", position);
    if (rows.next()) {
        entry.subject = rows.text(0);
        entry.kind = rows.text(1);
    }
    entry.act = "be " + entry.kind;
    entry.state = json::Object{};
    return entry;
}

/// Columns: position, canonical, leaf.
Entry entry_of(db::Connection& connection, const db::Rows& row) {
    Entry entry = row.text(1).empty() ? absent_entry(connection, row.integer(0)) : entry_from(json::parse(row.text(1)));
    entry.position = row.integer(0);
    const std::string_view leaf = row.bytes(2);
    if (leaf.size() != entry.leaf.size()) throw Error(Fault::unavailable, "entry {} is damaged: run comity verify", entry.position);
    std::copy(leaf.begin(), leaf.end(), reinterpret_cast<char*>(entry.leaf.data()));
    entry.state = with_long_texts(std::move(entry.state), [&](std::string_view hash) { return bytes(connection, hash); });
    return entry;
}

std::optional<Entry> one(db::Connection& connection, db::Rows rows) {
    if (!rows.next()) return std::nullopt;
    return entry_of(connection, rows);
}

std::vector<Entry> all(db::Connection& connection, db::Rows rows) {
    std::vector<Entry> out;
    while (rows.next()) out.push_back(entry_of(connection, rows));
    return out;
}

std::int64_t number(db::Rows rows) { return rows.next() ? rows.integer(0) : 0; }

}  // namespace

void make_tables(db::Connection& connection) { connection.script(schema); }

void create(db::Connection& connection, std::string_view purpose, std::string_view identity) {
    make_tables(connection);
    const auto put = [&](std::string_view name, std::string_view value) {
        connection.execute(R"sql(INSERT INTO property (name, value) VALUES ($1, $2))sql", name, value);
    };
    put("format", std::to_string(format));
    put("purpose", purpose);
    put("identity", identity);
}

std::optional<Properties> properties(db::Connection& connection) {
    if (!connection.has_table("property")) return std::nullopt;
    Properties found;
    auto rows = connection.query(R"sql(SELECT name, value FROM property ORDER BY name)sql");
    while (rows.next()) {
        if (rows.text(0) == "format") found.format = static_cast<int>(rows.integer(1));
        if (rows.text(0) == "purpose") found.purpose = rows.text(1);
        if (rows.text(0) == "identity") found.identity = rows.text(1);
    }
    if (found.format == 0) return std::nullopt;
    return found;
}

std::optional<proof::Note> backup_checkpoint(db::Connection& connection) {
    auto rows = connection.query(R"sql(SELECT value FROM property WHERE name = 'backup checkpoint')sql");
    if (!rows.next() || rows.text(0).empty()) return std::nullopt;
    return proof::Note::parse(rows.text(0));
}

bool is_backup(db::Connection& connection) {
    return connection.query(R"sql(SELECT 1 FROM property WHERE name = 'backup checkpoint')sql").next();
}

void note_backup_checkpoint(db::Connection& connection, std::string_view note) {
    forget_backup_checkpoint(connection);
    connection.execute(R"sql(INSERT INTO property (name, value) VALUES ('backup checkpoint', $1))sql", note);
}

void forget_backup_checkpoint(db::Connection& connection) { connection.execute(R"sql(DELETE FROM property WHERE name = 'backup checkpoint')sql"); }

std::optional<std::string> moved_to(db::Connection& connection) {
    auto rows = connection.query(R"sql(SELECT value FROM property WHERE name = 'moved to')sql");
    return rows.next() ? std::optional(std::string(rows.text(0))) : std::nullopt;
}

void note_moved_to(db::Connection& connection, std::string_view place) {
    connection.execute(R"sql(INSERT INTO property (name, value) VALUES ('moved to', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value)sql", place);
}

std::string first_key(db::Connection& connection) {
    auto rows = connection.query(R"sql(SELECT value FROM property WHERE name = 'first key')sql");
    return rows.next() ? std::string(rows.text(0)) : std::string();
}

void note_first_key(db::Connection& connection, std::string_view key) {
    connection.execute(R"sql(INSERT INTO property (name, value) VALUES ('first key', $1) ON CONFLICT (name) DO NOTHING)sql", key);
}

std::string index_identity(db::Connection& connection) {
    auto rows = connection.query(R"sql(SELECT value FROM property WHERE name IN ('identity', 'index identity') ORDER BY length(name) DESC LIMIT 1)sql");
    return rows.next() ? std::string(rows.text(0)) : std::string();
}

void renew_index_identity(db::Connection& connection, std::string_view identity) {
    connection.execute(R"sql(INSERT INTO property (name, value) VALUES ('index identity', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value)sql", identity);
}

bool has_traces(db::Connection& connection) { return connection.query(R"sql(SELECT 1 FROM property WHERE name = 'traces')sql").next(); }
void note_traces(db::Connection& connection) {
    connection.execute(R"sql(INSERT INTO property (name, value) VALUES ('traces', '') ON CONFLICT (name) DO NOTHING)sql");
}
void forget_traces(db::Connection& connection) { connection.execute(R"sql(DELETE FROM property WHERE name = 'traces')sql"); }

std::optional<Mirror> mirror(db::Connection& connection) {
    std::optional<Mirror> found;
    auto rows = connection.query(R"sql(SELECT name, value FROM property WHERE name IN ('mirror checkpoint', 'mirror key') ORDER BY name)sql");
    while (rows.next()) {
        if (!found) found.emplace();
        if (rows.text(0) == "mirror checkpoint") found->checkpoint = proof::Note::parse(rows.text(1));
        else found->key = proof::VerifierKey::parse(rows.text(1));
    }
    return found;
}

bool is_mirror(db::Connection& connection) { return connection.query(R"sql(SELECT 1 FROM property WHERE name = 'mirror checkpoint')sql").next(); }

void note_mirror(db::Connection& connection, const Mirror& mirror) {
    forget_mirror(connection);
    connection.execute(R"sql(INSERT INTO property (name, value) VALUES ('mirror checkpoint', $1), ('mirror key', $2))sql", mirror.checkpoint.bytes(), mirror.key.text());
}

void forget_mirror(db::Connection& connection) { connection.execute(R"sql(DELETE FROM property WHERE name IN ('mirror checkpoint', 'mirror key'))sql"); }

std::int64_t size(db::Connection& connection) { return number(connection.query(R"sql(SELECT coalesce(max(position) + 1, 0) FROM entry)sql")); }

std::string last_time(db::Connection& connection) {
    auto rows = connection.query(R"sql(SELECT recorded FROM entry WHERE recorded <> '' ORDER BY position DESC LIMIT 1)sql");
    return rows.next() ? std::string(rows.text(0)) : std::string();
}

std::int64_t last_revision(db::Connection& connection, std::string_view subject) {
    return number(connection.query(R"sql(SELECT coalesce(max(revision), 0) FROM entry WHERE subject = $1)sql", subject));
}

std::optional<Entry> at(db::Connection& connection, std::int64_t position) {
    return one(connection, connection.query(R"sql(SELECT position, canonical, leaf FROM entry WHERE position = $1)sql", position));
}

std::optional<Entry> last(db::Connection& connection, std::string_view subject) {
    return one(connection, connection.query(R"sql(SELECT position, canonical, leaf FROM entry WHERE subject = $1
                                                  ORDER BY revision DESC LIMIT 1)sql", subject));
}

std::vector<Entry> history(db::Connection& connection, std::string_view subject) {
    return all(connection, connection.query(R"sql(SELECT position, canonical, leaf FROM entry WHERE subject = $1 ORDER BY revision)sql", subject));
}

std::vector<Entry> from(db::Connection& connection, std::int64_t position, std::int64_t limit) {
    return all(connection, connection.query(R"sql(SELECT position, canonical, leaf FROM entry WHERE position >= $1
                                                  ORDER BY position LIMIT $2)sql", position, limit));
}

void each_last(db::Connection& connection, const std::function<void(const Entry&)>& take) {
    auto rows = connection.walk(R"sql(SELECT e.position, e.canonical, e.leaf FROM entry e
                                       WHERE e.revision = (SELECT max(later.revision) FROM entry later WHERE later.subject = e.subject)
                                       ORDER BY e.position)sql");
    while (rows.next()) take(entry_of(connection, rows));
}

std::int64_t subjects(db::Connection& connection) { return number(connection.query(R"sql(SELECT count(*) FROM entry WHERE revision = 1)sql")); }

Sha256 append(db::Connection& connection, const Entry& entry, std::string_view canonical) {
    std::string salted = drawn_bytes(32);
    salted += canonical;
    const Sha256 leaf = sha256(salted);
    connection.execute(R"sql(INSERT INTO entry (position, subject, revision, kind, recorded, salt, canonical, leaf)
                             VALUES ($1, $2, $3, $4, $5, $6, $7, $8))sql",
                       entry.position, entry.subject, entry.revision, entry.kind, entry.when, db::Blob{std::string_view(salted).substr(0, 32)},
                       canonical, db::Blob{view(leaf)});
    return leaf;
}

void blank(db::Connection& connection, std::int64_t position, std::string_view kind) {
    connection.execute(R"sql(UPDATE entry SET subject = $2, revision = 1, kind = $3, recorded = '', salt = $4, canonical = '' WHERE position = $1)sql", position,
                       fmt::format("{}:{}", kind, position), kind, db::Blob{{}});
}

std::int64_t absent(db::Connection& connection) { return number(connection.query(R"sql(SELECT count(*) FROM entry WHERE canonical = '')sql")); }

std::vector<Entry> with_prefix(db::Connection& connection, std::string_view prefix) {
    std::string behind(prefix);
    ++behind.back();  // a subject's prefix ends in ':'
    return all(connection, connection.query(R"sql(SELECT e.position, e.canonical, e.leaf FROM entry e WHERE e.subject >= $1 AND e.subject < $2
                                                  AND NOT EXISTS (SELECT 1 FROM entry later WHERE later.subject = e.subject AND later.revision = e.revision + 1)
                                                  ORDER BY e.subject)sql", prefix, behind));
}

std::string keep(db::Connection& connection, std::string_view bytes) {
    const Sha256 hash = sha256(bytes);
    if (!connection.query(R"sql(SELECT 1 FROM kept WHERE sha256 = $1)sql", db::Blob{view(hash)}).next()) {
        const std::string small = compressed(bytes);
        connection.execute(R"sql(INSERT INTO kept (sha256, size, bytes) VALUES ($1, $2, $3))sql", db::Blob{view(hash)}, bytes.size(), db::Blob{small});
    }
    return hex(hash);
}

std::string bytes(db::Connection& connection, std::string_view digits) {
    const std::string hash = unhex(digits);
    auto rows = connection.query(R"sql(SELECT bytes FROM kept WHERE sha256 = $1)sql", db::Blob{hash});
    if (!rows.next()) throw Error(Fault::not_found, "no bytes are kept under {}", digits);
    std::string out = decompressed(rows.bytes(0));
    if (view(sha256(out)) != hash) throw Error(Fault::unavailable, "the bytes kept under {} are damaged: run comity verify", digits);
    return out;
}

void put(db::Connection& connection, const Raw& raw) {
    connection.execute(R"sql(INSERT INTO entry (position, subject, revision, kind, recorded, salt, canonical, leaf) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                             ON CONFLICT (position) DO UPDATE SET subject = excluded.subject, revision = excluded.revision, kind = excluded.kind,
                                                                  recorded = excluded.recorded, salt = excluded.salt, canonical = excluded.canonical)sql",
                       raw.position, raw.subject, raw.revision, raw.kind, raw.when, db::Blob{raw.salt}, raw.canonical, db::Blob{raw.leaf});
}

Raw without_text(const Raw& raw, std::string_view kind) { return {raw.position, 1, fmt::format("{}:{}", kind, raw.position), std::string(kind), {}, {}, {}, raw.leaf}; }

bool is_kept(db::Connection& connection, std::string_view digits) {
    const std::string hash = unhex(digits);
    return connection.query(R"sql(SELECT 1 FROM kept WHERE sha256 = $1)sql", db::Blob{hash}).next();
}

bool is_named(db::Connection& connection, std::string_view digits) {
    return connection.query(R"sql(SELECT 1 FROM entry WHERE canonical LIKE '%' || $1 || '%' LIMIT 1)sql", digits).next();
}

void drop(db::Connection& connection, std::string_view digits) {
    const std::string hash = unhex(digits);
    connection.execute(R"sql(DELETE FROM kept WHERE sha256 = $1)sql", db::Blob{hash});
}

std::optional<Raw> raw_at(db::Connection& connection, std::int64_t position) {
    auto rows = connection.query(R"sql(SELECT position, revision, subject, kind, recorded, salt, canonical, leaf FROM entry WHERE position = $1)sql", position);
    if (!rows.next()) return std::nullopt;
    return raw_of(view_of(rows));
}

db::Rows raw_rows(db::Connection& connection, std::int64_t position) {
    return connection.walk(R"sql(SELECT position, revision, subject, kind, recorded, salt, canonical, leaf FROM entry WHERE position >= $1 ORDER BY position)sql", position);
}

RawView view_of(const db::Rows& rows) {
    return {rows.integer(0), rows.integer(1), rows.text(2), rows.text(3), rows.text(4), rows.bytes(5), rows.text(6), rows.bytes(7)};
}

Raw raw_of(const RawView& row) {
    return {row.position, row.revision, std::string(row.subject), std::string(row.kind), std::string(row.when), std::string(row.salt), std::string(row.canonical), std::string(row.leaf)};
}

void each_leaf(db::Connection& connection, std::int64_t position, std::int64_t limit, const std::function<void(std::string_view)>& take) {
    auto rows = connection.query(R"sql(SELECT leaf FROM entry WHERE position >= $1 ORDER BY position LIMIT $2)sql", position, limit);
    while (rows.next()) take(rows.bytes(0));
}

void each_raw(db::Connection& connection, const std::function<void(const Raw&)>& take) {
    auto rows = raw_rows(connection);
    while (rows.next()) take(raw_of(view_of(rows)));
}

void each_kept(db::Connection& connection, const std::function<void(std::string_view, std::int64_t, std::string_view)>& take) {
    auto rows = connection.walk(R"sql(SELECT sha256, size, bytes FROM kept ORDER BY sha256)sql");
    while (rows.next()) take(rows.bytes(0), rows.integer(1), rows.bytes(2));
}

void each_kept_only_here(db::Connection& here, db::Connection& there, const std::function<void(std::string_view, std::int64_t, std::string_view)>& take) {
    auto all = here.walk(R"sql(SELECT sha256 FROM kept ORDER BY sha256)sql");
    while (all.next()) {
        if (there.query(R"sql(SELECT 1 FROM kept WHERE sha256 = $1)sql", db::Blob{all.bytes(0)}).next()) continue;
        auto one = here.query(R"sql(SELECT sha256, size, bytes FROM kept WHERE sha256 = $1)sql", db::Blob{all.bytes(0)});
        if (one.next()) take(one.bytes(0), one.integer(1), one.bytes(2));
    }
}

void put_kept(db::Connection& connection, std::string_view hash, std::int64_t size, std::string_view compressed) {
    connection.execute(R"sql(INSERT INTO kept (sha256, size, bytes) VALUES ($1, $2, $3))sql", db::Blob{hash}, size, db::Blob{compressed});
}

std::vector<std::int64_t> absent_positions(db::Connection& connection) {
    std::vector<std::int64_t> found;
    auto rows = connection.query(R"sql(SELECT position FROM entry WHERE canonical = '' ORDER BY position)sql");
    while (rows.next()) found.push_back(rows.integer(0));
    return found;
}

std::int64_t kept(db::Connection& connection) { return number(connection.query(R"sql(SELECT count(*) FROM kept)sql")); }

}  // namespace comity::record::log
