#include "record/backup.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "db/connection.hpp"
#include "db/signpost.hpp"
#include "record/copying.hpp"
#include "record/erasure.hpp"
#include "record/lock.hpp"
#include "record/mirror_rows.hpp"
#include "record/new_origin.hpp"
#include "record/placing.hpp"
#include "record/receipts.hpp"
#include "record/seal.hpp"
#include "record/tree.hpp"
#include "record/verification.hpp"

namespace comity::record {

namespace fs = std::filesystem;

namespace {

/// What the backup itself says, once it was found sound.
struct Backup {
    std::int64_t entries = 0;
    std::string origin;
    std::optional<proof::Note> checkpoint;
    std::optional<Entry> last_log_entry;
    bool mirror = false;
};

Backup look_into(const fs::path& file, const Setup& setup, const std::optional<proof::Note>& known) {
    if (!db::address_in(file.string()) && !is_there(file)) throw Error(Fault::not_found, "there is no backup at {}", file.string());
    const auto record = Record::open(file, Access::read, setup);
    const Verification found = verify_log(*record);
    if (!found.findings.empty()) {
        throw Error(Fault::refused, "{} is not sound and was not restored ({}: {}): comity verify --record {} says all", file.string(), found.findings[0].what,
                    found.findings[0].sentence, file.string());
    }
    const Snapshot snapshot = record->snapshot_as_it_is();
    Backup made{snapshot.size(), origin_of(*record, snapshot), log::backup_checkpoint(snapshot.tables()), snapshot.last("log"), log::is_mirror(snapshot.tables())};
    if (known) {
        const auto said = proof::checkpoint_in(*known);
        if (said.size <= static_cast<std::uint64_t>(made.entries) && root_at(snapshot, said.size) != said.root) {
            throw Error(Fault::refused, "{} does not continue the checkpoint of {} entries that you gave: it is of another log, or was changed", file.string(), said.size);
        }
    }
    return made;
}

/// Whether the log can go on under its name: what it signed last is known here, and all of it is in the backup.
bool goes_on(const fs::path& backup, const Setup& setup, const Backup& found, const std::optional<proof::Note>& signed_last, bool key_is_there,
             const std::optional<proof::Note>& given) {
    if (found.mirror) return true;  // it signs nothing, and goes on following its log
    if (!key_is_there || !signed_last) return false;
    const auto record = Record::open(backup, Access::read, setup);
    const Snapshot snapshot = record->snapshot_as_it_is();
    const auto covers = [&](const proof::Note& note) {
        const auto said = proof::checkpoint_in(note);
        return said.origin == found.origin && said.size <= static_cast<std::uint64_t>(found.entries) && root_at(snapshot, said.size) == said.root;
    };
    return covers(*signed_last) && (!given || covers(*given));
}

std::size_t entries_without_text(const fs::path& file, const Setup& setup, Access access) {
    return static_cast<std::size_t>(log::absent(Record::open(file, access, setup)->snapshot_as_it_is().tables()));
}

fs::path moved_aside(const fs::path& record) {
    for (int number = 1;; ++number) {
        fs::path name = fmt::format("{}.replaced-{}", record.string(), number);
        if (is_there(name)) continue;
        for (const char* ending : {"-wal", "-shm", ""}) {
            if (is_there(record.string() + ending)) rename_or_throw(record.string() + ending, name.string() + ending);
        }
        return name;
    }
}

/// Signed before a copy is taken: so all that it covers is in the copy. Without the key what was signed last must do.
std::optional<proof::Note> signed_before(const Record& record) {
    try {
        return checkpoint(record);
    } catch (const Error& error) {
        if (error.fault() != Fault::unavailable && error.fault() != Fault::refused) throw;
        return last_checkpoint(record);
    }
}

BackedUp put_backup_in_place(const fs::path& whole, const fs::path& file, const std::optional<proof::Note>& note) {
    std::error_code ignored;
    fs::permissions(whole, fs::perms::owner_read | fs::perms::owner_write, ignored);
    BackedUp made;
    {
        auto copy = db::Connection::open_single(whole.string());
        log::note_backup_checkpoint(copy, note ? note->bytes() : std::string());
        made.entries = log::size(copy);
    }
    make_durable(whole);
    made.bytes = fs::file_size(whole);
    rename_or_throw(whole, file);
    sync_folder(file);
    return made;
}

/// Brings the copy of an earlier backup up to this moment of the record.
void follow(const Snapshot& moment, const Record& record, Record& copy) {
    db::Connection& from = moment.tables();
    auto writing = copy.follow();
    db::Connection& to = writing.now().tables();
    const std::int64_t known = log::size(to);
    const auto size = static_cast<std::uint64_t>(known);
    if (!log::is_backup(to) || copy.identity() != record.identity() || known > moment.size() || root_at(writing.now(), size) != root_at(moment, size)) {
        throw Error(Fault::refused, "the backup is not of this record, or one of them was changed: make another one");
    }
    // What was erased since is out before anything is derived anew.
    std::vector<std::int64_t> erased;
    const auto gone_before = log::absent_positions(to);
    for (const std::int64_t position : log::absent_positions(from)) {
        if (position < known && !std::binary_search(gone_before.begin(), gone_before.end(), position)) erased.push_back(position);
    }
    std::vector<std::string> dropped;
    log::each_kept_only_here(to, from, [&](std::string_view hash, std::int64_t, std::string_view) { dropped.push_back(hex(hash)); });
    if (!erased.empty() || !dropped.empty()) {
        writing.take_out(erased, dropped);
        for (const std::int64_t position : erased) {
            if (const auto raw = log::raw_at(from, position)) log::put(to, *raw);
        }
    }
    log::each_kept_only_here(from, to, [&](std::string_view hash, std::int64_t bytes, std::string_view small) { log::put_kept(to, hash, bytes, small); });
    auto rows = log::raw_rows(from, known);
    while (rows.next()) {
        const log::Raw raw = log::raw_of(log::view_of(rows));
        log::put(to, raw);
        const auto entry = writing.now().at(raw.position);
        for (const auto& derivation : copy.derivations()) derivation->apply({writing.now(), to, copy.purpose()}, *entry);
    }
    tree::complete(to, moment.size());
    writing.commit();
}

/// The backup's file becomes the record's.
void put_in_place(const RestoreRequest& request, const Backup& found, const std::optional<proof::Note>& last_known, Restored& made) {
    const Unfinished unfinished{request.record.string() + ".restoring"};
    std::error_code failed;
    fs::copy_file(request.backup, unfinished.file, fs::copy_options::overwrite_existing, failed);
    if (failed) throw Error(Fault::unavailable, "{} can't be copied to {}: {}", request.backup.string(), unfinished.file.string(), failed.message());
    // While this stands in it, nobody can write into the record: a crash from here on leaves a backup, to be restored again.
    if (!found.checkpoint) {
        auto copy = db::Connection::open_single(unfinished.file.string());
        log::note_backup_checkpoint(copy, last_known ? last_known->bytes() : std::string());
    }
    make_durable(unfinished.file);
    if (is_there(request.record)) made.moved_to = moved_aside(request.record).string();
    rename_or_throw(unfinished.file, request.record);
    sync_folder(request.record);
}

}  // namespace

BackedUp back_up(const Record& record, const fs::path& file) {
    if (record.file().empty()) throw Error(Fault::refused, "a record in memory has no file to back up");
    if (is_there(file)) throw Error(Fault::conflict, "{} is there already: name another file, or move it away", file.string());
    need_folder_of(file);
    const auto note = signed_before(record);
    const Unfinished unfinished{file.string() + ".new"};
    std::error_code ignored;
    fs::remove(unfinished.file, ignored);
    copy_into_file(record, unfinished.file);
    return put_backup_in_place(unfinished.file, file, note);
}

BackedUp go_on_with_backup(const Record& record, const fs::path& file, const Setup& setup) {
    if (!is_there(file)) throw Error(Fault::not_found, "there is no backup at {} to go on with: leave out --continue, and one is made", file.string());
    const auto note = signed_before(record);
    const Unfinished unfinished{file.string() + ".new"};
    std::error_code failed;
    fs::copy_file(file, unfinished.file, fs::copy_options::overwrite_existing, failed);
    if (failed) throw Error(Fault::unavailable, "{} can't be copied to {}: {}", file.string(), unfinished.file.string(), failed.message());
    {
        Setup opening = setup;
        opening.opening = Setup::Opening::backup_being_restored;
        const auto copy = Record::open(unfinished.file, Access::write, opening);
        follow(record.snapshot_as_it_is(), record, *copy);
        copy->clean();
        copy->rest();
    }
    return put_backup_in_place(unfinished.file, file, note);
}

Restored restore(const RestoreRequest& request, const Setup& setup) {
    const Backup found = look_into(request.backup, setup, request.known);
    const bool in_database = db::address_in(request.record.string()).has_value();
    const bool there = record_stands_at(request.record);
    if (there && request.if_there == RestoreRequest::IfThere::refuse) {
        throw Error(Fault::conflict, "there is a record at {}: name another with --record, or give --replace, which moves it aside", request.record.string());
    }
    if (const auto holder = holder_of(request.record)) throw Error(Fault::conflict, "the record {} is held by {}: stop it first", request.record.string(), *holder);
    const Seal seal(request.record);
    const std::optional<proof::Note> signed_last = seal.last();
    Restored made;
    made.entries = found.entries;
    std::optional<proof::Note> last_known;
    for (const auto& one : {found.checkpoint, signed_last, request.known}) {
        if (!one || proof::checkpoint_in(*one).origin != found.origin) continue;
        if (!last_known || proof::checkpoint_in(*last_known).size < proof::checkpoint_in(*one).size) last_known = one;
    }
    if (last_known) made.last_known = proof::checkpoint_in(*last_known);
    made.new_origin = !goes_on(request.backup, setup, found, signed_last, is_there(request.record.string() + ".key"), request.known);
    made.origin = made.new_origin ? std::string() : found.origin;
    if (!request.erased.empty() && !is_there(request.erased)) throw Error(Fault::not_found, "there is no list of erasures at {}", request.erased.string());
    const auto erased = request.erased.empty() ? std::vector<std::string>() : read_list_of_erasures(request.erased);
    if (request.what == RestoreRequest::Do::only_say) return made;
    if (made.new_origin) made.origin = drawn_origin();

    if (request.record.has_parent_path()) fs::create_directories(request.record.parent_path());
    if (in_database) {
        IntoDatabase into{request.backup, request.record, found.checkpoint ? found.checkpoint->bytes() : last_known ? last_known->bytes() : std::string()};
        if (request.if_there == RestoreRequest::IfThere::move_aside) into.if_there = IntoDatabase::IfThere::set_aside;
        const std::string aside = copy_into_database(into, setup.derivations);
        if (!aside.empty()) made.moved_to = fmt::format("in the schema {} of the database", aside);
    } else {
        put_in_place(request, found, last_known, made);
    }
    if (made.new_origin) {
        const std::string previous_key = found.last_log_entry ? found.last_log_entry->state.text("key") : std::string();
        begin_new_origin(request.record, {made.origin, "restored", found.origin, previous_key, found.entries, last_known, request.who, request.why}, setup);
    } else {
        auto connection = in_database ? db::Connection::open(request.record.string(), db::Mode::write) : db::Connection::open_single(request.record.string());
        log::forget_backup_checkpoint(connection);
    }
    if (!erased.empty()) add_to_list_of_erasures(list_of_erasures(request.record), erased);
    {
        const auto before = entries_without_text(request.record, setup, Access::read);
        made.erased = entries_without_text(request.record, setup, Access::write) - before;  // opening it to write does it
    }
    return made;
}

}  // namespace comity::record
