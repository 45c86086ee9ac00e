// The log and the kept bytes as tables: every statement on them stands in log.cpp. Private to record/.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "proof/note.hpp"
#include "record/entry.hpp"

namespace comity::record::log {

/// Of the log's tables. A record of a higher one was written by a newer program.
inline constexpr int format = 1;

void create(db::Connection& connection, std::string_view purpose, std::string_view identity);
/// The tables alone, empty.
void make_tables(db::Connection& connection);
inline constexpr std::array<std::string_view, 4> tables = {"property", "entry", "kept", "derivation"};
/// nullopt: no record of Comity, or none yet.
struct Properties {
    int format = 0;
    std::string purpose, identity;
};
std::optional<Properties> properties(db::Connection& connection);

/// Of a backup: what the log had signed when it was taken. nullopt for what is no backup, or where nothing was signed.
std::optional<proof::Note> backup_checkpoint(db::Connection& connection);
bool is_backup(db::Connection& connection);
void note_backup_checkpoint(db::Connection& connection, std::string_view note);
void forget_backup_checkpoint(db::Connection& connection);

/// Of a record that was moved into another database, which takes the acts from then on: its place as it was given. nullopt for all others.
std::optional<std::string> moved_to(db::Connection& connection);
void note_moved_to(db::Connection& connection, std::string_view place);

/// Where several servers have one record, the key that its log began with: who has no key, or another one, does not draw one. "" elsewhere.
std::string first_key(db::Connection& connection);
void note_first_key(db::Connection& connection, std::string_view key);

/// What index files of this record say that they belong to: another name since its last erasure, so that none of before is used.
std::string index_identity(db::Connection& connection);
void renew_index_identity(db::Connection& connection, std::string_view identity);
/// While this is noted, the file may still have traces of rows that were erased.
bool has_traces(db::Connection& connection);
void note_traces(db::Connection& connection);
void forget_traces(db::Connection& connection);

std::int64_t size(db::Connection& connection);
/// "" for an empty log.
std::string last_time(db::Connection& connection);
std::int64_t last_revision(db::Connection& connection, std::string_view subject);

std::optional<Entry> at(db::Connection& connection, std::int64_t position);
std::optional<Entry> last(db::Connection& connection, std::string_view subject);
std::vector<Entry> history(db::Connection& connection, std::string_view subject);
std::vector<Entry> from(db::Connection& connection, std::int64_t position, std::int64_t limit);
/// The last revision of each subject, in the order of the log.
void each_last(db::Connection& connection, const std::function<void(const Entry&)>& take);
std::int64_t subjects(db::Connection& connection);

/// Gives the leaf: SHA-256(salt || canonical form), the salt drawn here.
Sha256 append(db::Connection& connection, const Entry& entry, std::string_view canonical);

/// Takes the text of an entry out, with its salt, its subject, kind and time: position and leaf stay, and `kind` says why.
void blank(db::Connection& connection, std::int64_t position, std::string_view kind = erased_kind);
/// How many entries have no text.
std::int64_t absent(db::Connection& connection);
/// The last revision of each subject whose name begins so, in the order of names.
std::vector<Entry> with_prefix(db::Connection& connection, std::string_view prefix);

/// Keeps bytes once, by their hash (64 hexadecimal digits).
std::string keep(db::Connection& connection, std::string_view bytes);
std::string bytes(db::Connection& connection, std::string_view sha256);
/// Removes them.
void drop(db::Connection& connection, std::string_view sha256);

/// Rows as they stand, for verification.
struct Raw {
    std::int64_t position, revision;
    std::string subject, kind, when, salt, canonical, leaf;
};
std::optional<Raw> raw_at(db::Connection& connection, std::int64_t position);
/// The same without copies: while the row is the one that was read last.
struct RawView {
    std::int64_t position, revision;
    std::string_view subject, kind, when, salt, canonical, leaf;
};
db::Rows raw_rows(db::Connection& connection, std::int64_t position = 0);  ///< from there on, in the order of the log
RawView view_of(const db::Rows& rows);
Raw raw_of(const RawView& row);
/// The leaves from a position on, at most `limit`.
void each_leaf(db::Connection& connection, std::int64_t position, std::int64_t limit, const std::function<void(std::string_view)>& take);
void each_raw(db::Connection& connection, const std::function<void(const Raw&)>& take);
/// Hash, size and the compressed bytes of all that is kept.
void each_kept(db::Connection& connection, const std::function<void(std::string_view, std::int64_t, std::string_view)>& take);
std::int64_t kept(db::Connection& connection);
/// Of those that are kept here and not there: hash, size and compressed bytes.
void each_kept_only_here(db::Connection& here, db::Connection& there, const std::function<void(std::string_view, std::int64_t, std::string_view)>& take);
void put_kept(db::Connection& connection, std::string_view hash, std::int64_t size, std::string_view compressed);
/// Positions of entries that have no text, from the first on.
std::vector<std::int64_t> absent_positions(db::Connection& connection);

}  // namespace comity::record::log
