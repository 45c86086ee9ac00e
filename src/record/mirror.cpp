#include "record/mirror.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "db/signpost.hpp"
#include "record/copying.hpp"
#include "record/erasure.hpp"
#include "record/lock.hpp"
#include "record/long_texts.hpp"
#include "record/mirror_rows.hpp"
#include "record/new_origin.hpp"
#include "record/placing.hpp"
#include "record/rebuilding.hpp"
#include "record/receipts.hpp"
#include "record/tree.hpp"
#include "record/verification.hpp"
#include "record/whole_folder.hpp"
#include "record/witnesses.hpp"

namespace comity::record {

namespace fs = std::filesystem;

namespace {

using open_form::Absence;

std::string_view view(const Sha256& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

bool has_signed(const proof::Note& note, const proof::VerifierKey& key) { return !proof::signed_by(note, std::array{key}).empty(); }

/// The first of these keys that has signed for the log; nullptr if none has. The key of one log must not vouch for another.
const proof::VerifierKey* signer(const WholeFolder& folder, const std::vector<proof::VerifierKey>& keys) {
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const proof::VerifierKey& key) {
        return key.kind == proof::KeyKind::log && key.name == folder.checkpoint().origin && has_signed(folder.note(), key);
    });
    return found == keys.end() ? nullptr : &*found;
}

struct Vouched {
    proof::VerifierKey key;
    Mirrored::By by;
};

Vouched vouched(const WholeFolder& folder, const std::vector<proof::VerifierKey>& given, const std::optional<log::Mirror>& known) {
    if (const auto* key = signer(folder, given)) return {*key, Mirrored::By::given};
    const std::string checkpoint = folder.named(open_form::checkpoint_file);
    if (!given.empty()) throw Error(Fault::refused, "{} is signed by none of the keys given: ask the keeper of {} for the key", checkpoint, folder.checkpoint().origin);
    if (known) {
        const std::vector keys{known->key};
        if (const auto* key = signer(folder, keys)) return {*key, Mirrored::By::known};
        throw Error(Fault::refused, "{} is not signed by the key that this mirror knows ({}): if the log's keeper has made another one known, give it with --key", checkpoint, known->key.text());
    }
    if (const auto* key = signer(folder, folder.keys())) return {*key, Mirrored::By::folder};
    throw Error(Fault::refused, "{} is not signed by a key of {}: the folder was changed after it was written", checkpoint, folder.named(open_form::key_file));
}

/// Takes a folder into a database, within a transaction of whoever calls it.
class Taking {
public:
    Taking(db::Connection& stored, const WholeFolder& folder, const MirrorProgress& progress)
        : stored_(stored), folder_(folder), progress_(progress), had_(log::size(stored)), last_time_(log::last_time(stored)) {}

    /// All that can be checked without the derived tables; gives the key by which the log is known from here on.
    void run(const Vouched& by, std::string_view identity) {
        files();
        entries();
        std::erase_if(left_over_, [&](const std::string& hash) { return !log::is_kept(stored_, hash) || log::is_named(stored_, hash); });
        tree::complete(stored_, log::size(stored_));
        made_.key = log_says(by, identity);
        made_.by = by.by;
        made_.origin = folder_.checkpoint().origin;
        made_.entries = log::size(stored_);
        made_.added = made_.entries - had_;
        log::note_mirror(stored_, {folder_.note(), made_.key});
    }

    [[nodiscard]] const Mirrored& made() const { return made_; }
    /// Entries that were there; what was derived from them has to be made anew if some of them are others now.
    [[nodiscard]] std::int64_t had() const { return had_; }
    [[nodiscard]] bool changed_what_was_there() const { return changed_; }
    /// What was erased at the source: entries, and kept bytes that no entry names any more.
    [[nodiscard]] const std::vector<std::int64_t>& erased() const { return erased_; }
    [[nodiscard]] const std::vector<std::string>& left_over() const { return left_over_; }

private:
    db::Connection& stored_;
    const WholeFolder& folder_;
    const MirrorProgress& progress_;
    std::int64_t had_;
    std::string last_time_;
    std::int64_t withheld_ = 0;  ///< lines so far
    bool changed_ = false;
    std::vector<std::int64_t> erased_;
    std::vector<std::string> left_over_;  ///< what erased entries named
    Mirrored made_;

    void tell(std::string_view step, std::int64_t done, std::int64_t in_all) const {
        if (progress_) progress_(step, done, in_all);
    }

    void files() {
        folder_.each_file([&](std::string_view hash, std::string_view bytes) {
            if (!log::is_kept(stored_, hash)) log::keep(stored_, bytes);
            tell("files", ++made_.files, folder_.about().files);
        });
    }

    void entries() {
        proof::GrowingTree tree;
        folder_.each_line([&](const open_form::Checked& checked) {
            const open_form::Line& line = checked.line;
            if (line.absent) ++made_.absent;
            if (line.absent == Absence::withheld) ++withheld_;
            if (line.position < had_) meet(checked);
            else put(checked);
            tree.add(proof::leaf_hash(view(line.leaf)));
            tell("entries", line.position + 1, folder_.about().entries);
        });
        if (made_.absent != folder_.about().erased + folder_.about().withheld) {
            throw Error(Fault::bad_request, "{} has {} entries without their text, and {} says that there are {}", folder_.named(open_form::entries_file), made_.absent,
                        folder_.named(open_form::about_file), folder_.about().erased + folder_.about().withheld);
        }
        if (tree.root() != folder_.checkpoint().root) {
            throw Error(Fault::refused, "{} does not give the root that {} signs for: entries were altered, dropped or slipped in", folder_.named(open_form::entries_file),
                        folder_.named(open_form::checkpoint_file));
        }
    }

    void put(const open_form::Checked& checked) {
        const open_form::Line& line = checked.line;
        log::Raw raw{line.position, checked.entry.revision, checked.entry.subject, checked.entry.kind, checked.entry.when, line.salt, line.canonical, std::string(view(line.leaf))};
        if (line.absent) {
            raw = log::without_text(raw, open_form::name_of(*line.absent));
        } else {
            check_long_texts(checked.entry);
            if (raw.position >= had_) check_order(raw);
        }
        log::put(stored_, raw);
    }

    /// As comity verify asks it of a record.
    void check_order(const log::Raw& raw) {
        const std::int64_t skipped = raw.revision - log::last_revision(stored_, raw.subject) - 1;
        if (skipped < 0 || skipped > withheld_) throw Error(Fault::bad_request, "revision {} of {} does not follow the one before it", raw.revision, raw.subject);
        if (raw.when < last_time_) throw Error(Fault::bad_request, "its time lies before that of the entry in front");
        last_time_ = raw.when;
    }

    /// Of documents the derived tables say so; these would only be missed when somebody looks.
    void check_long_texts(const Entry& entry) const {
        (void)with_long_texts(entry.state, [&](std::string_view hash) {
            if (!log::is_kept(stored_, hash)) throw Error(Fault::bad_request, "its text {} is missing", folder_.named(open_form::file_of(hash)));
            return std::string();
        });
    }

    /// An entry that is here already: the same leaf, and of its text what both say.
    void meet(const open_form::Checked& checked) {
        const open_form::Line& line = checked.line;
        const auto here = log::raw_at(stored_, line.position);
        if (!here || here->leaf != view(line.leaf)) {
            throw Error(Fault::refused, "entry {} is another one than in this mirror: two histories were shown; keep both exports, they prove it", line.position);
        }
        const bool has_text = !here->canonical.empty();
        if (line.absent == Absence::erased && (has_text || here->kind != open_form::name_of(Absence::erased))) {
            // What is erased at its source goes here, too.
            open_form::each_named(here->canonical, [&](std::string_view hash) { left_over_.emplace_back(hash); });
            log::blank(stored_, line.position);
            erased_.push_back(line.position);
            made_.erased += has_text ? 1 : 0;
        } else if (!line.absent && !has_text && here->kind == open_form::name_of(Absence::withheld)) {
            put(checked);  // an export for its keeper has the text
            changed_ = true;
        } else if (!line.absent && !has_text) {
            throw Error(Fault::refused, "entry {} was erased, and this export has its text: it is not what its log says", line.position);
        }
    }

    /// What the log says of its own name and key must be what the folder says.
    proof::VerifierKey log_says(const Vouched& by, std::string_view identity) {
        const std::string first = fmt::format("comity/{}", identity);
        const auto said = log::history(stored_, "log");
        const std::string began = said.empty() ? folder_.checkpoint().origin : said.front().state.text(said.front().state["previous_origin"].is_null() ? "origin" : "previous_origin");
        if (began != first || (!said.empty() && said.back().state.text("origin") != folder_.checkpoint().origin)) {
            throw Error(Fault::bad_request, "{} is of another log than the entries beside it", folder_.named(open_form::about_file));
        }
        if (said.empty() || said.back().state.text("key") == by.key.text()) return by.key;
        proof::VerifierKey named = proof::VerifierKey::parse(said.back().state.text("key"));
        if (!has_signed(folder_.note(), named)) {
            throw Error(Fault::refused, "{} is not signed by the key that the log names last, {} (entry {}): ask the keeper which one is to be believed",
                        folder_.named(open_form::checkpoint_file), named.text(), said.back().position);
        }
        return named;  // the older key has signed with it, and vouches for it
    }
};

/// The tiles of the folder are what a mirror of files alone would serve: they must be those of the entries.
void check_tiles(const WholeFolder& folder, const Snapshot& snapshot) {
    const auto size = static_cast<std::uint64_t>(snapshot.size());
    const auto check = [&](const proof::Tile& one) {
        const auto wanted = tile(snapshot, one);
        const std::string name = proof::path_of(one);
        if (folder.bytes_of(name, std::size_t{1} << 20) != wanted) throw Error(Fault::bad_request, "{} is not what the entries give: the folder was changed after it was written", folder.named(name));
    };
    for (unsigned level = 0; proof::width_in(size, level, 0) > 0; ++level) {
        for (std::uint64_t number = 0; proof::width_in(size, level, number) > 0; ++number) {
            const unsigned width = proof::width_in(size, level, number);
            check({proof::Tile::What::hashes, level, number, width});
            if (level == 0) check({proof::Tile::What::entries, 0, number, width});
        }
    }
}

/// What the log's witnesses have signed, as far as the folder has it: it must hold like everything in it.
std::vector<proof::Note> witnessed_in(const WholeFolder& folder, const Snapshot& snapshot, const proof::VerifierKey& key) {
    std::vector<proof::Note> notes;
    notes.reserve(folder.about().witnessed.size());
    for (const std::int64_t size : folder.about().witnessed) {
        const std::string name = open_form::witnessed_file(size);
        try {
            notes.push_back(checked_witnessed(proof::Note::parse(folder.bytes_of(name, proof::Note::most_bytes)), snapshot, folder.checkpoint().origin, key));
        } catch (const Error& error) {
            throw Error(Fault::bad_request, "{}: {}", folder.named(name), error.what());
        }
    }
    return notes;
}

void check_log(const Record& record, const WholeFolder& folder) {
    const Verification found = verify_log(record);
    if (found.findings.empty()) return;
    throw Error(Fault::refused, "the log in {} does not hold ({}: {})", folder.named(open_form::entries_file), found.findings[0].what, found.findings[0].sentence);
}

/// Whatever is missing shows when tables are made of it.
template <typename Work>
auto made_of(const WholeFolder& folder, Work work) {
    try {
        return work();
    } catch (const Error& error) {
        if (error.fault() != Fault::not_found) throw;
        throw Error(Fault::bad_request, "{}: its entries name what is not in it ({})", folder.named(""), error.what());
    }
}

/// Brings what is derived up to the entries that came in.
void derive(Record& mirror, Writing& writing, const Taking& taken) {
    db::Connection& stored = writing.now().tables();
    const Workspace workspace{writing.now(), stored, mirror.purpose()};
    if (!taken.erased().empty() || !taken.left_over().empty()) {
        writing.take_out(taken.erased(), taken.left_over());
        return;
    }
    if (taken.changed_what_was_there()) {
        rebuild_tables(workspace, mirror.derivations(), stored, {});
        return;
    }
    for (std::int64_t position = taken.had(); position < taken.made().entries; ++position) {
        const auto entry = log::at(stored, position);
        for (const auto& derivation : mirror.derivations()) derivation->apply(workspace, *entry);
    }
}

void check_goes_with(const Record& mirror, const WholeFolder& folder, const log::Mirror& known, std::int64_t size) {
    if (folder.about().identity != mirror.identity() || folder.about().purpose != (mirror.purpose() == Purpose::own ? "own" : "demonstration")) {
        throw Error(Fault::refused, "{} is of another log, {}: this record is a mirror of {}", folder.named(""), folder.checkpoint().origin, proof::checkpoint_in(known.checkpoint).origin);
    }
    if (folder.about().entries < size) throw Error(Fault::refused, "{} is older than this mirror: it has {} entries, and the mirror has {}", folder.named(""), folder.about().entries, size);
}

/// What takes over may write where acts are refused; and nothing stands beside a mirror in the making.
Setup taking_over(const Setup& setup) {
    Setup opening = setup;
    opening.opening = Setup::Opening::backup_being_restored;
    return opening;
}

}  // namespace

namespace {

constexpr std::array<std::string_view, 3> by_whom = {"given", "known", "folder"};

}  // namespace

json::Value to_json(const MirrorRequest& request) {
    json::Array keys;
    for (const proof::VerifierKey& key : request.keys) keys.emplace_back(key.text());
    // The holder has another working folder.
    return json::Object{{"folder", fs::absolute(request.folder).lexically_normal().string()}, {"keys", std::move(keys)}};
}

MirrorRequest mirror_request_from(const json::Value& value) {
    MirrorRequest request{value.text("folder"), {}};
    const auto* keys = value["keys"].as_array();
    for (std::size_t i = 0; keys != nullptr && i < keys->size(); ++i) {
        if (const auto* key = (*keys)[i].as_string()) request.keys.push_back(proof::VerifierKey::parse(*key));
    }
    return request;
}

json::Value to_json(const Mirrored& mirrored) {
    return json::Object{{"origin", mirrored.origin},   {"key", mirrored.key.text()},    {"by", by_whom[static_cast<std::size_t>(mirrored.by)]},
                        {"entries", mirrored.entries}, {"added", mirrored.added},       {"absent", mirrored.absent},
                        {"erased", mirrored.erased},   {"files", mirrored.files},       {"witnessed", mirrored.witnessed}};
}

Mirrored mirrored_from(const json::Value& value) {
    Mirrored made;
    made.origin = value.text("origin");
    made.key = proof::VerifierKey::parse(value.text("key"));
    const auto by = std::find(by_whom.begin(), by_whom.end(), value.text("by"));
    if (by != by_whom.end()) made.by = static_cast<Mirrored::By>(by - by_whom.begin());
    made.entries = value.integer("entries");
    made.added = value.integer("added");
    made.absent = value.integer("absent");
    made.erased = value.integer("erased");
    made.files = value.integer("files");
    made.witnessed = value.integer("witnessed");
    return made;
}

Mirrored make_mirror(const fs::path& record, const MirrorRequest& request, const Setup& setup, const MirrorProgress& on_progress) {
    const WholeFolder folder(request.folder);
    const Vouched by = vouched(folder, request.keys, std::nullopt);
    const auto lock = Lock::try_take(record.string() + ".lock");
    if (!lock) throw Error(Fault::conflict, "the record {} is held by {}: stop it first", record.string(), holder_of(record).value_or("another process"));
    if (record_stands_at(record)) throw Error(Fault::conflict, "there is a record at {} already: name a new one with --record", record.string());
    const Unfinished unfinished(record.string() + ".mirroring");
    std::error_code ignored;
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(unfinished.file.string() + ending, ignored);
    Mirrored made;
    std::vector<proof::Note> witnessed;
    {
        auto stored = db::Connection::open(unfinished.file.string(), db::Mode::write);
        db::Transaction transaction(stored, db::Transaction::Kind::write);
        log::create(stored, folder.about().purpose, folder.about().identity);
        Taking taking(stored, folder, on_progress);
        taking.run(by, folder.about().identity);
        made = taking.made();
        transaction.commit();
    }
    {
        const auto mirror = made_of(folder, [&] { return Record::open(unfinished.file, Access::write, taking_over(setup)); });
        check_log(*mirror, folder);
        check_tiles(folder, mirror->snapshot_as_it_is());
        witnessed = witnessed_in(folder, mirror->snapshot_as_it_is(), made.key);
        hold_to_list_of_erasures(*mirror, list_of_erasures(record));
        mirror->rest();
    }
    if (db::address_in(record.string())) {
        copy_into_database({unfinished.file, record}, setup.derivations);
    } else {
        make_durable(unfinished.file);
        rename_or_throw(unfinished.file, record);
        sync_folder(record);
    }
    keep_witnessed(record, witnessed);
    made.witnessed = static_cast<std::int64_t>(witnessed.size());
    return made;
}

Mirrored take_later(Record& mirror, const MirrorRequest& request, const MirrorProgress& on_progress) {
    const WholeFolder folder(request.folder);
    Mirrored made;
    std::vector<proof::Note> witnessed;
    {
        auto writing = mirror.follow();
        db::Connection& stored = writing.now().tables();
        const auto known = log::mirror(stored);
        if (!known) throw Error(Fault::refused, "{} is a record of its own and follows no other: name a new record with --record", mirror.file().string());
        check_goes_with(mirror, folder, *known, log::size(stored));
        Taking taking(stored, folder, on_progress);
        taking.run(vouched(folder, request.keys, known), mirror.identity());
        check_tiles(folder, writing.now());
        made_of(folder, [&] { derive(mirror, writing, taking); });
        witnessed = witnessed_in(folder, writing.now(), taking.made().key);
        writing.commit();
        made = taking.made();
    }
    keep_witnessed(mirror.file(), witnessed);
    made.witnessed = static_cast<std::int64_t>(witnessed.size());
    hold_to_list_of_erasures(mirror, list_of_erasures(mirror.file()));
    mirror.clean();
    return made;
}

bool is_mirror(const Record& record) { return log::is_mirror(record.snapshot_as_it_is().tables()); }

std::optional<Followed> followed(const Record& record) {
    const Snapshot snapshot = record.snapshot_as_it_is();
    auto mirror = log::mirror(snapshot.tables());
    if (!mirror) return std::nullopt;
    return Followed{proof::checkpoint_in(mirror->checkpoint).origin, std::move(mirror->checkpoint), std::move(mirror->key), log::last_time(snapshot.tables())};
}

BegunAnew begin_anew(const fs::path& mirror, const BeginAnew& request, const Setup& setup) {
    std::optional<Followed> before;
    BegunAnew made;
    {
        const auto record = Record::open(mirror, Access::write, setup);  // Error(conflict) while a server holds it
        before = followed(*record);
        made.position = record->snapshot_as_it_is().size();
    }
    if (!before) throw Error(Fault::refused, "{} is no mirror: its log goes on under its own name", mirror.string());
    made.previous_origin = before->origin;
    made.origin = drawn_origin();
    begin_new_origin(mirror, {made.origin, "mirrored", before->origin, before->key.text(), made.position, before->checkpoint, request.who, request.why}, setup);
    return made;
}

}  // namespace comity::record
