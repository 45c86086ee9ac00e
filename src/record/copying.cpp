#include "record/copying.hpp"

#include <array>
#include <system_error>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "db/signpost.hpp"
#include "record/lock.hpp"
#include "record/log.hpp"
#include "record/mirror_rows.hpp"
#include "record/placing.hpp"
#include "record/receipts.hpp"
#include "record/rebuilding.hpp"
#include "record/seal.hpp"
#include "record/tree.hpp"
#include "record/verification.hpp"

namespace comity::record {

namespace fs = std::filesystem;

namespace {

/// Both within a transaction. Tables of another version stay behind, and are made anew when the copy is opened.
void copy_tables(db::Connection& from, db::Connection& to, const Derivations& derivations) {
    log::make_tables(to);
    for (const std::string_view table : log::tables) to.take_table(from, table);
    tree::make_anew(to);
    if (from.has_table("tile")) to.take_table(from, "tile");
    if (outdated(from, derivations)) {
        to.empty("derivation");
        return;
    }
    for (const auto& derivation : derivations) {
        for (const auto& table : derivation->tables()) {
            to.script(table.create);
            to.take_table(from, table.name);
        }
    }
}

void drop_tables(db::Connection& connection, const Derivations& derivations) {
    for (const auto& derivation : derivations) {
        for (const auto& table : derivation->tables()) connection.script(table.drop);
    }
    connection.script(R"sql(DROP TABLE IF EXISTS tile; DROP TABLE IF EXISTS property; DROP TABLE IF EXISTS entry; DROP TABLE IF EXISTS kept; DROP TABLE IF EXISTS derivation)sql");
}

bool is_same_log(const Record& from, const Record& to) {
    const Snapshot here = from.snapshot_as_it_is(), there = to.snapshot_as_it_is();
    const auto size = static_cast<std::uint64_t>(here.size());
    return here.size() == there.size() && root_at(here, size) == root_at(there, size) && from.identity() == to.identity();
}

void check_copy(const Record& from, const fs::path& to, const Setup& setup) {
    const auto copy = Record::open(to, Access::read, setup);
    if (!is_same_log(from, *copy)) throw Error(Fault::refused, "the copy at {} is not the same log: nothing was closed, and the record stands where it stood", to.string());
    const Verification found = verify_log(*copy);
    if (found.findings.empty()) return;
    throw Error(Fault::refused, "the copy at {} is not sound ({}: {}): the record stands where it stood; comity verify says all of it", to.string(), found.findings[0].what,
                found.findings[0].sentence);
}

/// What an earlier try has left: a copy that was never opened. Anything else there is another record.
void clear_place(const fs::path& to, const Record& from, const Setup& setup) {
    if (!record_stands_at(to)) return;
    {
        const auto there = Record::open(to, Access::read, setup);
        const Snapshot snapshot = there->snapshot_as_it_is();
        // A copy that is under way has no checkpoint of its own, as a backup has.
        const bool is_unfinished = log::is_backup(snapshot.tables()) && !log::backup_checkpoint(snapshot.tables());
        if (there->identity() != from.identity() || !is_unfinished) {
            throw Error(Fault::conflict, "there is a record at {} already: name another place", to.string());
        }
    }
    if (!db::address_in(to.string())) {
        for (const char* ending : {"", "-wal", "-shm"}) fs::remove(to.string() + ending);
        return;
    }
    auto connection = db::Connection::open(to.string(), db::Mode::write);
    db::Transaction transaction(connection, db::Transaction::Kind::write);
    drop_tables(connection, setup.derivations);
    transaction.commit();
}

void copy_files_beside(const fs::path& from, const fs::path& to) {
    for (const char* ending : {".key", ".key.next", ".checkpoint", ".witnessed", ".erased"}) {
        const auto bytes = read_whole(from.string() + ending);
        if (!bytes) continue;
        const bool secret = std::string_view(ending) != ".checkpoint";
        write_durably(to.string() + ending, *bytes, secret ? 0600 : 0644);
    }
}

}  // namespace

bool record_stands_at(const fs::path& place) {
    if (!db::address_in(place.string())) return is_there(place);
    auto connection = db::Connection::open(place.string(), db::Mode::read);
    return connection.has_table("entry");
}

void copy_into_file(const Record& record, const fs::path& file) {
    if (!db::address_in(record.file().string())) {
        db::Connection::open(record.file().string(), db::Mode::read).copy_to(file.string());
        return;
    }
    const Snapshot moment = record.snapshot_as_it_is();
    auto copy = db::Connection::open(file.string(), db::Mode::index);
    db::Transaction transaction(copy, db::Transaction::Kind::write);
    copy_tables(moment.tables(), copy, record.derivations());
    transaction.commit();
    copy.checkpoint();
}

std::string copy_into_database(const IntoDatabase& request, const Derivations& derivations) {
    auto from = db::Connection::open(request.file.string(), db::Mode::read);
    auto to = db::Connection::open(request.signpost.string(), db::Mode::write);
    const db::Transaction moment(from, db::Transaction::Kind::snapshot);
    db::Transaction transaction(to, db::Transaction::Kind::write);
    std::string aside;
    if (to.has_table("entry")) {
        if (request.if_there == IntoDatabase::IfThere::refuse) {
            throw Error(Fault::conflict, "there is a record in the database of {} already: give the address of an empty one", request.signpost.string());
        }
        std::vector<std::string_view> tables(log::tables.begin(), log::tables.end());
        tables.emplace_back("tile");
        for (const auto& derivation : derivations) {
            for (const auto& table : derivation->tables()) tables.push_back(table.name);
        }
        aside = to.set_aside(tables);
    }
    copy_tables(from, to, derivations);
    if (request.backup_checkpoint) log::note_backup_checkpoint(to, *request.backup_checkpoint);
    transaction.commit();
    to.checkpoint();
    return aside;
}

namespace {

/// The lock file of a place, taken away again where no record came to stand there.
struct LockOfPlace {
    fs::path place, file;
    std::optional<Lock> lock;

    explicit LockOfPlace(const fs::path& at) : place(at), file(at.string() + ".lock") {
        if (!db::address_in(at.string())) need_folder_of(at);
        was_there_ = is_there(file);
        lock = Lock::try_take(file);
    }
    ~LockOfPlace() {
        std::error_code ignored;
        if (!was_there_ && lock && !fs::exists(place, ignored)) fs::remove(file, ignored);
    }
    LockOfPlace(const LockOfPlace&) = delete;
    LockOfPlace& operator=(const LockOfPlace&) = delete;

private:
    bool was_there_ = false;
};

}  // namespace

Moved move(const fs::path& from, const fs::path& to, const Setup& setup, const std::function<void()>& beside, const std::function<void(std::string_view)>& on_progress) {
    const auto tell = [&](std::string_view what) {
        if (on_progress) on_progress(what);
    };
    Setup as_it_is = setup;
    as_it_is.opening = Setup::Opening::backup_being_restored;  // also one that an interrupted move has closed
    const auto source = Record::open(from, Access::write, as_it_is);
    const LockOfPlace held(to);
    if (!held.lock) throw Error(Fault::conflict, "the record {} is held by {}: stop it first", to.string(), holder_of(to).value_or("another process"));
    const auto closed_for = [&] { return log::moved_to(source->snapshot_as_it_is().tables()); };
    {
        const Snapshot snapshot = source->snapshot_as_it_is();
        if (log::is_backup(snapshot.tables())) throw Error(Fault::refused, "{} is a backup: comity restore puts it in use", from.string());
        if (log::is_mirror(snapshot.tables())) throw Error(Fault::refused, "{} is a mirror: make another one there with comity mirror", from.string());
        if (const auto place = closed_for(); place && *place != to.string()) throw Error(Fault::refused, "{} was moved to {} already", from.string(), *place);
    }
    Moved made;
    made.checkpoint = proof::checkpoint_in(checkpoint(*source));
    made.entries = source->snapshot_as_it_is().size();
    if (!closed_for()) {
        tell("copying");
        clear_place(to, *source, setup);
        {
            const Snapshot moment = source->snapshot_as_it_is();
            auto copy = db::Connection::open(to.string(), db::Mode::write);
            db::Transaction transaction(copy, db::Transaction::Kind::write);
            copy_tables(moment.tables(), copy, setup.derivations);
            log::note_backup_checkpoint(copy, {});
            transaction.commit();
            copy.checkpoint();
        }
        copy_files_beside(from, to);
        beside();
    }
    tell("checking");
    check_copy(*source, to, setup);
    if (!closed_for()) {
        auto writing = source->write();
        if (writing.now().size() != made.entries) throw Error(Fault::conflict, "{} was changed by another server meanwhile: stop it, then try again", from.string());
        log::note_moved_to(writing.now().tables(), to.string());
        writing.commit();
    }
    auto copy = db::Connection::open(to.string(), db::Mode::write);
    log::forget_backup_checkpoint(copy);
    return made;
}

}  // namespace comity::record
