// The record: entries that are only appended, the bytes of documents, and tables derived from both. One process writes; any
// number read. It knows nothing of what entries mean: modules register derivations (record/derivation.hpp).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.hpp"
#include "json/json.hpp"
#include "record/derivation.hpp"
#include "record/entry.hpp"

namespace comity::db {
class Connection;
}

namespace comity::record {

class Seal;

/// Times come from outside, so that tests have their own; recorded times never run back, whatever the clock does.
using Clock = std::function<std::chrono::system_clock::time_point()>;

enum class Access {
    read,   ///< works beside a process that writes; changes nothing, not even index files of others
    write,  ///< this process becomes the holder: Error(conflict) while another one is
};

/// Set when a record is made, for good.
enum class Purpose {
    own,            ///< a user's own record
    demonstration,  ///< invented texts only: marked as invented everywhere, closed to imports
};

struct Setup {
    Derivations derivations;               ///< of all modules, in the order in which they build on each other
    Clock clock = &std::chrono::system_clock::now;
    Purpose purpose_if_new = Purpose::own;
    /// A backup is opened for writing only by what restores it (record/backup.hpp).
    enum class Opening { record, backup_being_restored } opening = Opening::record;
};

/// The record as it stood at one moment, whatever is written meanwhile. Cheap; keep it no longer than one answer takes.
class Snapshot {
public:
    /// Entries in the log. Positions run from 0 to size() - 1.
    [[nodiscard]] std::int64_t size() const;
    [[nodiscard]] std::optional<Entry> at(std::int64_t position) const;
    /// The present state of a subject; nullopt if there never was one.
    [[nodiscard]] std::optional<Entry> last(std::string_view subject) const;
    /// All revisions of a subject, oldest first.
    [[nodiscard]] std::vector<Entry> history(std::string_view subject) const;
    /// Entries from `position` on, at most `limit`, oldest first.
    [[nodiscard]] std::vector<Entry> from(std::int64_t position, std::int64_t limit) const;
    /// Bytes kept under that hash (64 hexadecimal digits), checked against it; Error(not_found), or Error(unavailable) if they are damaged.
    [[nodiscard]] std::string bytes(std::string_view sha256) const;
    /// What index files say that they belong to: the record's identity until something is erased, then another name each time.
    [[nodiscard]] std::string index_identity() const;
    /// Derived tables are read through this, by the module that owns them.
    [[nodiscard]] db::Connection& tables() const;

    Snapshot(Snapshot&&) noexcept;
    ~Snapshot();

private:
    friend class Record;
    struct Lease;
    explicit Snapshot(std::unique_ptr<Lease> lease);
    std::unique_ptr<Lease> lease_;
};

/// One act or a batch of them: all of it is kept durably by commit(), or nothing. Holds the record's only pen: keep it short.
class Writing {
public:
    /// Appends a revision and brings the derived tables up to it. Gives the entry as recorded.
    Entry append(const Draft& draft);
    /// Keeps bytes, compressed, once; gives their SHA-256 in 64 hexadecimal digits.
    std::string keep(std::string_view bytes);
    /// For record/erasure.hpp: takes out texts of entries, whose leaves stay, and kept bytes; builds the derived tables anew. `why`: the kind of such an entry.
    void take_out(const std::vector<std::int64_t>& positions, const std::vector<std::string>& kept, std::string_view why = erased_kind);
    /// What stands now, with what this writing has appended.
    [[nodiscard]] const Snapshot& now() const;
    /// Durable when it returns. Throws Error(unavailable) if the disk is full or failing; nothing of the batch is in the record then.
    void commit();

    Writing(Writing&&) noexcept;
    ~Writing();  ///< without commit() everything is taken back

private:
    friend class Record;
    struct Pen;
    explicit Writing(std::unique_ptr<Pen> pen);
    std::unique_ptr<Pen> pen_;
};

/// Thread-safe. Beside the file stand its lock, its socket (record/handover.hpp) and its index files, all with its name in front.
class Record {
public:
    /// Opens a record; with Access::write makes it if there is none, and rebuilds derived tables that another version of the code has
    /// made. Throws Error(not_found) where there is nothing to read, Error(conflict) while another process holds it (holder_of() says
    /// which), Error(refused) for a record that a newer program wrote, Error(unavailable) for what is no record or can't be opened.
    static std::unique_ptr<Record> open(const std::filesystem::path& file, Access access, Setup setup);
    /// One that is gone with the object; for tests and for reading without a record.
    static std::unique_ptr<Record> in_memory(Setup setup);
    ~Record();
    Record(const Record&) = delete;
    Record& operator=(const Record&) = delete;

    [[nodiscard]] Snapshot snapshot() const;
    /// One whose tables can be looked at even if another version of the code made them.
    [[nodiscard]] Snapshot snapshot_as_it_is() const;
    /// Waits for a writing of another thread to end. Error(refused) on a record opened for reading, and on a mirror, where only what follows its log writes.
    [[nodiscard]] Writing write();
    [[nodiscard]] Writing follow();

    [[nodiscard]] const std::filesystem::path& file() const;  ///< empty for one in memory
    [[nodiscard]] Access access() const;
    [[nodiscard]] Purpose purpose() const;
    /// 32 hexadecimal digits, drawn when the record was made: index files and caches ask it to know that they belong to it.
    [[nodiscard]] std::string identity() const;
    [[nodiscard]] const Derivations& derivations() const;
    /// What signs for the log (record/receipts.hpp).
    [[nodiscard]] Seal& seal() const;

    /// After a large piece of work: writes the file's log of changes into it and gives memory back.
    void rest();
    /// Rewrites the file if something was erased, so that no trace is left. False while somebody reads an older state: opening it again does it then.
    bool clean();

    /// Drops the derived tables and builds them anew from the log. `on_progress`: entries done, entries in all.
    void rebuild(const std::function<void(std::int64_t, std::int64_t)>& on_progress = {});

private:
    friend class Writing;
    struct Inside;
    explicit Record(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

/// What a person is to be told about the process that holds a record: "comity serve, process 4711"; nullopt if none does.
std::optional<std::string> holder_of(const std::filesystem::path& file);

}  // namespace comity::record
