#include "record/record.hpp"

#include <mutex>
#include <thread>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "db/pool.hpp"
#include "record/erasure.hpp"
#include "record/lock.hpp"
#include "record/log.hpp"
#include "record/long_texts.hpp"
#include "record/mirror_rows.hpp"
#include "record/rebuilding.hpp"
#include "record/receipts.hpp"
#include "record/seal.hpp"
#include "record/sentences.hpp"
#include "record/tree.hpp"
#include "system/chance.hpp"
#include "system/moment.hpp"

namespace comity::record {

namespace {

std::filesystem::path lock_of(const std::filesystem::path& file) { return file.string() + ".lock"; }

/// For whoever needs the record and can't have it.
std::string held_sentence(const std::filesystem::path& file) {
    const auto holder = Lock::holder(lock_of(file));
    if (!holder) return fmt::format("the record {} was held by a process that has just ended: try again", file.string());
    return fmt::format("the record {} is held by {}: wait until that has ended, or stop it with Ctrl-C in its terminal; what it has reported as done stays done",
                       file.string(), *holder);
}

std::string_view name_of(Purpose purpose) { return purpose == Purpose::own ? "own" : "demonstration"; }

std::string drawn_identity() { return hex(drawn_bytes(16)); }

/// A database that went away while it was told to keep an act may have kept it: the leaf, which nobody else could draw, says so when it is there again. The pen
/// is asked for first, so that what the lost connection was doing has ended. Throws `doubt` while nobody answers.
bool was_kept_after_all(db::Connection& connection, std::int64_t position, const Sha256& leaf, const Error& doubt) {
    constexpr int most_tries = 20;
    for (int tries = 0; tries < most_tries; ++tries) {
        try {
            const db::Transaction pen(connection, db::Transaction::Kind::write);
            const auto raw = log::raw_at(connection, position);
            return raw && raw->leaf == std::string_view(reinterpret_cast<const char*>(leaf.data()), leaf.size());
        } catch (const Error&) {
            std::this_thread::sleep_for(std::chrono::seconds(1));
        }
    }
    throw doubt;
}

}  // namespace

struct Record::Inside {
    std::filesystem::path file;
    Access access = Access::read;
    Setup setup;
    Purpose purpose = Purpose::own;
    std::string identity;
    bool outdated = false;             ///< derived tables of another version, in a record that was opened for reading
    std::optional<Lock> lock;          ///< let go last, after the connections
    std::optional<db::Connection> writer;
    std::unique_ptr<db::ReadPool> readers;  ///< none for a record in memory: its one connection does both
    std::recursive_mutex pen;
    bool writing = false;
    std::unique_ptr<Seal> seal;

    void take_properties(db::Connection& connection) {
        const auto found = log::properties(connection);
        if (!found) throw Error(Fault::unavailable, "{} is no record of Comity: give another --record, or import into a new one", file.string());
        if (found->format > log::format) {
            throw Error(Fault::refused, "{} was written by a newer Comity (format {}, this one knows up to {}): install that one or a newer", file.string(),
                        found->format, log::format);
        }
        purpose = found->purpose == name_of(Purpose::demonstration) ? Purpose::demonstration : Purpose::own;
        identity = found->identity;
    }

    [[nodiscard]] bool is_new() { return !writer->has_table("entry") && !writer->has_table("property"); }

    void make_if_new() {
        if (!is_new()) return;
        db::Transaction transaction(*writer, db::Transaction::Kind::write);
        if (!is_new()) return;  // another server was faster
        log::create(*writer, name_of(setup.purpose_if_new), drawn_identity());
        transaction.commit();
    }

    /// A record of an older program has no tree yet, or one that ends where that program took over.
    void complete_tree() {
        if (tree::is_complete(*writer, log::size(*writer))) return;
        db::Transaction transaction(*writer, db::Transaction::Kind::write);
        tree::complete(*writer, log::size(*writer));
        transaction.commit();
    }

    /// A server of an older version goes on reading beside this one until it is stopped; it must never bring tables back to its own state.
    void check_is_not_newer() {
        if (!writer->is_shared() || made(*writer, setup.derivations) != Made::by_a_newer_one) return;
        throw Error(Fault::refused, "the record of {} is used by a newer Comity: install that one here, too", file.string());
    }

    /// What was true when it was opened, where others may have done something since.
    void check_is_still_here() {
        if (!writer->is_shared()) return;
        check_is_not_newer();
        if (setup.opening == Setup::Opening::record) check_was_not_moved();
    }

    void check_was_not_moved() {
        const auto place = log::moved_to(*writer);
        if (place) throw Error(Fault::refused, "{} was moved to {}, where its acts are done now: give that as --record", file.string(), *place);
    }

    enum class Which { all, if_outdated };
    void rebuild(Which which, const std::function<void(std::int64_t, std::int64_t)>& on_progress);
    bool clean();
};

struct Snapshot::Lease {
    db::Connection* connection = nullptr;
    std::unique_lock<std::recursive_mutex> hold;    ///< of a record in memory
    std::optional<db::ReadPool::Lease> pooled;
    std::optional<db::Transaction> moment;          ///< ends before the connection is given back
    bool outdated = false;
};

struct Writing::Pen {
    Record::Inside& inside;
    std::unique_lock<std::recursive_mutex> hold;
    std::optional<db::Transaction> transaction;
    Snapshot now;
    std::string last_time;
    std::int64_t next = 0;
    std::optional<Sha256> last_leaf;  ///< of what it has appended
    ~Pen() { inside.writing = false; }
};

// --- snapshot --------------------------------------------------------------------------------------------------------------

Snapshot::Snapshot(std::unique_ptr<Lease> lease) : lease_(std::move(lease)) {}
Snapshot::Snapshot(Snapshot&&) noexcept = default;
Snapshot::~Snapshot() = default;

std::int64_t Snapshot::size() const { return log::size(*lease_->connection); }
std::optional<Entry> Snapshot::at(std::int64_t position) const { return log::at(*lease_->connection, position); }
std::optional<Entry> Snapshot::last(std::string_view subject) const { return log::last(*lease_->connection, subject); }
std::vector<Entry> Snapshot::history(std::string_view subject) const { return log::history(*lease_->connection, subject); }
std::vector<Entry> Snapshot::from(std::int64_t position, std::int64_t limit) const { return log::from(*lease_->connection, position, limit); }
std::string Snapshot::bytes(std::string_view sha256) const { return log::bytes(*lease_->connection, sha256); }

std::string Snapshot::index_identity() const { return log::index_identity(*lease_->connection); }

db::Connection& Snapshot::tables() const {
    if (lease_->outdated) {
        throw Error(Fault::refused, "the lists of this record were made by another version of Comity: run comity rebuild, or restart its server");
    }
    return *lease_->connection;
}

// --- writing ---------------------------------------------------------------------------------------------------------------

Writing::Writing(std::unique_ptr<Pen> pen) : pen_(std::move(pen)) {}
Writing::Writing(Writing&&) noexcept = default;
Writing::~Writing() = default;

const Snapshot& Writing::now() const { return pen_->now; }

std::string Writing::keep(std::string_view bytes) { return log::keep(pen_->now.tables(), bytes); }

Entry Writing::append(const Draft& draft) {
    COMITY_ENSURE(!draft.subject.empty() && !draft.kind.empty() && !draft.act.empty() && draft.state.as_object() != nullptr);
    auto& connection = pen_->now.tables();
    Entry entry;
    const std::int64_t last = log::last_revision(connection, draft.subject);
    if (draft.after_revision && *draft.after_revision != last) {
        throw Error(Fault::conflict, "somebody else has changed this meanwhile (revision {}, you saw {}): look at it again, then repeat", last,
                    *draft.after_revision);
    }
    entry.position = pen_->next;
    entry.revision = last + 1;
    pen_->last_time = std::max(pen_->last_time, written_millisecond(moment_of(pen_->inside.setup.clock())));  // recorded time never runs back
    entry.when = pen_->last_time;
    entry.subject = draft.subject;
    entry.kind = draft.kind;
    entry.schema = draft.schema;
    entry.act = draft.act;
    entry.state = without_long_texts(draft.state, [&](std::string_view text) { return keep(text); });
    entry.who = draft.who;
    entry.on_behalf_of = draft.on_behalf_of;
    entry.why = draft.why;
    entry.authority = draft.authority;
    entry.confidential = draft.confidential;
    entry.leaf = log::append(connection, entry, canonical_form(entry));
    pen_->last_leaf = entry.leaf;
    ++pen_->next;
    entry.state = draft.state;
    for (const auto& derivation : pen_->inside.setup.derivations) derivation->apply({pen_->now, connection, pen_->inside.purpose}, entry);
    return entry;
}

void Writing::take_out(const std::vector<std::int64_t>& positions, const std::vector<std::string>& kept, std::string_view why) {
    auto& connection = pen_->now.tables();
    const auto& derivations = pen_->inside.setup.derivations;
    for (const std::int64_t position : positions) log::blank(connection, position, why);
    for (const std::string& sha256 : kept) log::drop(connection, sha256);
    log::renew_index_identity(connection, drawn_identity());
    log::note_traces(connection);
    for (const auto& derivation : derivations) derivation->forget(connection, kept);
    rebuild_tables({pen_->now, connection, pen_->inside.purpose}, derivations, connection, {});
}

void Writing::commit() {
    auto& connection = pen_->now.tables();
    tree::complete(connection, pen_->next);
    try {
        pen_->transaction->commit();
    } catch (const Error& error) {
        if (!connection.is_shared() || error.fault() != Fault::unavailable || !pen_->last_leaf) throw;
        pen_->transaction.reset();
        if (!was_kept_after_all(connection, pen_->next - 1, *pen_->last_leaf, error)) {
            throw Error(Fault::unavailable, "the database went away while it was told to keep this, and it has not: nothing of it is in the record, try again");
        }
    }
    pen_->transaction.reset();
}

// --- record ----------------------------------------------------------------------------------------------------------------

Record::Record(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Record::~Record() = default;

std::unique_ptr<Record> Record::open(const std::filesystem::path& file, Access access, Setup setup) {
    auto inside = std::make_unique<Inside>();
    inside->file = file;
    inside->access = access;
    inside->setup = std::move(setup);
    inside->seal = std::make_unique<Seal>(file);
    inside->readers = std::make_unique<db::ReadPool>(file.string());
    std::error_code ignored;  // where a question fails, opening says why
    if (access == Access::read) {
        if (!std::filesystem::exists(file, ignored) && !ignored) {
            throw Error(Fault::not_found, "there is no record at {} yet: comity import FILE... makes one", file.string());
        }
        auto reader = inside->readers->lease();
        if (!reader->has_table("entry") && (reader->is_shared() || std::filesystem::file_size(file, ignored) == 0)) {
            throw Error(Fault::not_found, "the record at {} is empty yet: comity import FILE... fills it", file.string());
        }
        inside->take_properties(*reader);
        inside->outdated = outdated(*reader, inside->setup.derivations);
        return std::unique_ptr<Record>(new Record(std::move(inside)));
    }
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), ignored);
    inside->lock = Lock::try_take(lock_of(file));
    if (!inside->lock) {
        throw Error(Fault::conflict, held_sentence(file));
    }
    inside->writer = db::Connection::open(file.string(), db::Mode::write);
    inside->make_if_new();
    inside->take_properties(*inside->writer);
    if (inside->setup.opening == Setup::Opening::record && log::is_backup(*inside->writer)) {
        throw Error(Fault::refused, "{} is a backup, and nothing is written into it: comity restore puts it in use", file.string());
    }
    if (inside->setup.opening == Setup::Opening::record) inside->check_was_not_moved();
    inside->check_is_not_newer();
    inside->complete_tree();
    inside->rebuild(Inside::Which::if_outdated, {});
    inside->clean();
    std::unique_ptr<Record> made(new Record(std::move(inside)));
    if (made->inside_->setup.opening != Setup::Opening::record) return made;
    hold_to_list_of_erasures(*made, list_of_erasures(made->inside_->file));
    if (made->inside_->writer->is_shared()) agree_on_a_key(*made);
    return made;
}

std::unique_ptr<Record> Record::in_memory(Setup setup) {
    auto inside = std::make_unique<Inside>();
    inside->access = Access::write;
    inside->setup = std::move(setup);
    inside->seal = std::make_unique<Seal>("");
    inside->writer = db::Connection::in_memory();
    inside->make_if_new();
    inside->take_properties(*inside->writer);
    inside->rebuild(Inside::Which::all, {});
    return std::unique_ptr<Record>(new Record(std::move(inside)));
}

Snapshot Record::snapshot() const {
    Snapshot made = snapshot_as_it_is();
    auto& lease = *made.lease_;
    // Another server may have been upgraded meanwhile.
    lease.outdated = inside_->readers && lease.connection->is_shared() ? outdated(*lease.connection, inside_->setup.derivations) : inside_->outdated;
    return made;
}

Snapshot Record::snapshot_as_it_is() const {
    auto lease = std::make_unique<Snapshot::Lease>();
    if (inside_->readers) {
        lease->pooled.emplace(inside_->readers->lease());
        lease->connection = &**lease->pooled;
        lease->moment.emplace(*lease->connection, db::Transaction::Kind::snapshot);
        share_tables(*lease->connection);
        log::size(*lease->connection);  // the moment is that of the first look
    } else {
        lease->hold = std::unique_lock(inside_->pen);
        lease->connection = &*inside_->writer;
    }
    return Snapshot(std::move(lease));
}

Writing Record::write() {
    Writing writing = follow();
    if (inside_->setup.opening == Setup::Opening::record && log::is_mirror(*inside_->writer)) {
        throw Error(Fault::refused, say(sentences::is_a_mirror, origin_of(*this, writing.now())));
    }
    return writing;
}

Writing Record::follow() {
    if (inside_->access != Access::write) {
        throw Error(Fault::refused, "the record {} was opened for reading only", inside_->file.string());
    }
    std::unique_lock hold(inside_->pen);
    COMITY_ENSURE(!inside_->writing);  // a writing inside a writing of the same thread
    auto lease = std::make_unique<Snapshot::Lease>();
    lease->connection = &*inside_->writer;
    std::unique_ptr<Writing::Pen> pen(new Writing::Pen{*inside_, std::move(hold), std::nullopt, Snapshot(std::move(lease)), {}, 0, std::nullopt});
    inside_->writing = true;
    pen->transaction.emplace(*inside_->writer, db::Transaction::Kind::write);
    inside_->check_is_still_here();
    pen->last_time = log::last_time(*inside_->writer);
    pen->next = log::size(*inside_->writer);
    return Writing(std::move(pen));
}

void Record::Inside::rebuild(Which which, const std::function<void(std::int64_t, std::int64_t)>& on_progress) {
    const std::lock_guard hold(pen);
    auto lease = std::make_unique<Snapshot::Lease>();
    lease->connection = &*writer;
    const Snapshot now(std::move(lease));
    if (which == Which::if_outdated && !record::outdated(*writer, setup.derivations)) return;
    db::Transaction transaction(*writer, db::Transaction::Kind::write);
    if (which == Which::if_outdated && !record::outdated(*writer, setup.derivations)) return;  // another server has done it
    check_is_not_newer();
    rebuild_tables({now, *writer, purpose}, setup.derivations, *writer, on_progress);
    tree::make_anew(*writer);
    tree::complete(*writer, log::size(*writer));
    transaction.commit();
}

bool Record::Inside::clean() {
    const std::lock_guard hold(pen);
    if (!log::has_traces(*writer)) return true;
    if (!file.empty()) {
        // They have its words too, and whoever asks makes them anew.
        std::error_code ignored;
        for (const std::string_view ending : index_endings) {
            for (const char* more : {"", "-wal", "-shm"}) std::filesystem::remove(fmt::format("{}{}{}", file.string(), ending, more), ignored);
        }
    }
    try {
        if (!writer->rewrite()) return false;
    } catch (const Error&) {
        return false;  // a full disk: what was erased is out of the record, and its traces go the next time
    }
    log::forget_traces(*writer);
    return true;
}

bool Record::clean() {
    if (inside_->access != Access::write) throw Error(Fault::refused, "the record {} was opened for reading only", inside_->file.string());
    return inside_->clean();
}

void Record::rebuild(const std::function<void(std::int64_t, std::int64_t)>& on_progress) {
    if (inside_->access != Access::write) throw Error(Fault::refused, "the record {} was opened for reading only", inside_->file.string());
    inside_->rebuild(Inside::Which::all, on_progress);
}

void Record::rest() {
    const std::lock_guard hold(inside_->pen);
    if (!inside_->writer) return;
    inside_->writer->checkpoint();
    inside_->writer->rest();
}

const std::filesystem::path& Record::file() const { return inside_->file; }
Access Record::access() const { return inside_->access; }
Purpose Record::purpose() const { return inside_->purpose; }
std::string Record::identity() const { return inside_->identity; }
const Derivations& Record::derivations() const { return inside_->setup.derivations; }
Seal& Record::seal() const { return *inside_->seal; }

std::optional<std::string> holder_of(const std::filesystem::path& file) { return Lock::holder(lock_of(file)); }
}  // namespace comity::record
