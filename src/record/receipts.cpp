#include "record/receipts.hpp"

#include <array>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "record/log.hpp"
#include "record/mirror_rows.hpp"
#include "record/open_form.hpp"
#include "record/seal.hpp"
#include "record/sentences.hpp"
#include "record/signed_moment.hpp"
#include "record/tree.hpp"
#include "record/witnesses.hpp"

namespace comity::record {

namespace {

constexpr std::string_view log_subject = "log";
constexpr std::size_t salt_bytes = 32;

std::string first_origin(const Record& record) { return "comity/" + record.identity(); }

/// What the log says of itself in a snapshot; the snapshot must live as long.
Heading heading_of(const Record& record, const Snapshot& snapshot) {
    Heading made{first_origin(record), {}, static_cast<std::uint64_t>(snapshot.size()), {}};
    if (const auto entry = snapshot.last(log_subject)) {
        made.origin = entry->state.text("origin");
        made.named_key = entry->state.text("key");
    }
    if (made.named_key.empty()) made.named_key = log::first_key(snapshot.tables());
    made.root = [&snapshot](std::uint64_t size) { return root_at(snapshot, size); };
    return made;
}

/// A look at the log of now, which lives as long as the signing.
struct Look {
    const Record& record;
    std::optional<Snapshot> snapshot;
    Heading operator()() {
        snapshot.emplace(record.snapshot_as_it_is());
        if (log::is_backup(snapshot->tables())) throw Error(Fault::refused, "{} is a backup, and signs nothing: comity restore puts it in use", record.file().string());
        return heading_of(record, *snapshot);
    }
};

/// A mirror signs nothing: what its log has signed, and was taken over, stands for all that it has.
proof::Note signed_now(const Record& record, Look& look) {
    look();
    if (auto followed = log::mirror(look.snapshot->tables())) return std::move(followed->checkpoint);
    return record.seal().sign([&] { return look(); });
}

/// Of what is absent there is no more than the leaf.
void check_is_here(const log::Raw& raw) {
    if (!raw.canonical.empty()) return;
    if (raw.kind == open_form::withheld_kind) throw Error(Fault::refused, say(sentences::is_withheld, raw.position));
    throw Error(Fault::refused, "the text of entry {} was erased: of its receipt only those hold a copy who took it before, and it still proves", raw.position);
}

std::string text_of(KeyChange reason) {
    switch (reason) {
        case KeyChange::rotated: return "rotated";
        case KeyChange::lost: return "lost";
        case KeyChange::stolen: return "stolen";
    }
    return {};
}

}  // namespace

std::string origin_of(const Record& record, const Snapshot& snapshot) { return heading_of(record, snapshot).origin; }

proof::VerifierKey key_of(const Record& record) {
    Look look{record, std::nullopt};
    look();
    if (auto followed = log::mirror(look.snapshot->tables())) return std::move(followed->key);
    return record.seal().key([&] { return look(); });
}

void agree_on_a_key(Record& record) {
    {
        const Snapshot snapshot = record.snapshot_as_it_is();
        if (log::is_mirror(snapshot.tables()) || snapshot.last(log_subject) || !log::first_key(snapshot.tables()).empty()) return;
    }
    const std::string key = key_of(record).text();
    auto writing = record.write();
    log::note_first_key(writing.now().tables(), key);
    writing.commit();
}

proof::Note checkpoint(const Record& record) {
    Look look{record, std::nullopt};
    return signed_now(record, look);
}

std::optional<proof::Note> last_checkpoint(const Record& record) {
    if (auto followed = log::mirror(record.snapshot_as_it_is().tables())) return std::move(followed->checkpoint);
    return record.seal().last();
}

SignedMoment signed_moment(const Record& record) {
    const proof::VerifierKey key = key_of(record);
    Look look{record, std::nullopt};
    proof::Note note = signed_now(record, look);
    if (proof::signed_by(note, std::array{key}).empty()) throw Error(Fault::conflict, "the log's key was changed at this very moment: try again");
    return {std::move(*look.snapshot), std::move(note), key};
}

proof::InclusionProof receipt(const Record& record, std::int64_t position) {
    Look look{record, std::nullopt};
    proof::InclusionProof made;
    made.checkpoint = signed_now(record, look);
    auto& connection = look.snapshot->tables();
    const auto raw = position < 0 ? std::nullopt : log::raw_at(connection, position);
    if (!raw) {
        throw Error(Fault::not_found, "the log has no entry {}: its entries are numbered from 0, and there are {}", position, look.snapshot->size());
    }
    check_is_here(*raw);
    // What others have seen says more than what the keeper signs alone.
    if (auto witnessed = witnessed_with(record, *look.snapshot, position)) made.checkpoint = std::move(*witnessed);
    const std::uint64_t size = proof::checkpoint_in(made.checkpoint).size;
    made.extra = raw->salt + raw->canonical;
    made.index = static_cast<std::uint64_t>(position);
    made.path = proof::inclusion_proof(made.index, size, tree::nodes(connection, size));
    // A damaged record must not hand out a receipt that fails at home.
    const Sha256 leaf = sha256(*made.extra);
    if (!made.holds_for(proof::leaf_hash({reinterpret_cast<const char*>(leaf.data()), leaf.size()}))) {
        throw Error(Fault::unavailable, "entry {} and the log's tree don't fit each other: run comity verify", position);
    }
    return made;
}

proof::GrowthProof growth(const Record& record, std::uint64_t old_size) {
    Look look{record, std::nullopt};
    proof::GrowthProof made;
    made.checkpoint = signed_now(record, look);
    const auto size = static_cast<std::uint64_t>(look.snapshot->size());
    if (old_size > size) throw Error(Fault::bad_request, "the log never had {} entries: it has {}", old_size, size);
    made.old_size = old_size;
    made.path = proof::consistency_proof(old_size, size, tree::nodes(look.snapshot->tables(), size));
    return made;
}

Sha256 root_at(const Snapshot& snapshot, std::uint64_t size) { return tree::root(snapshot.tables(), size); }

std::optional<std::string> tile(const Snapshot& snapshot, const proof::Tile& tile) {
    const unsigned there = proof::width_in(static_cast<std::uint64_t>(snapshot.size()), tile.level, tile.number);
    if (tile.width == 0 || tile.width > there) return std::nullopt;
    auto& connection = snapshot.tables();
    if (tile.what == proof::Tile::What::hashes) return tree::hashes(connection, tile.level, tile.number, tile.width);
    std::string bundle;
    log::each_leaf(connection, static_cast<std::int64_t>(tile.number * proof::tile_width), tile.width, [&](std::string_view leaf) { bundle += proof::bundled(leaf); });
    return bundle;
}

LeafContents leaf_contents(const Snapshot& snapshot, std::int64_t position) {
    auto raw = log::raw_at(snapshot.tables(), position);
    if (!raw) throw Error(Fault::not_found, "the log has no entry {}", position);
    return {std::move(raw->salt), std::move(raw->canonical), std::move(raw->leaf)};
}

ReceiptContents contents_of(const proof::InclusionProof& receipt) {
    if (!receipt.extra || receipt.extra->size() <= salt_bytes) throw Error(Fault::bad_request, "this proof is no receipt: there is no entry in it");
    ReceiptContents made;
    made.salt = receipt.extra->substr(0, salt_bytes);
    made.canonical = receipt.extra->substr(salt_bytes);
    made.entry = entry_from(json::parse(made.canonical));
    made.entry.position = static_cast<std::int64_t>(receipt.index);
    made.entry.leaf = sha256(*receipt.extra);
    made.checkpoint = proof::checkpoint_in(receipt.checkpoint);
    return made;
}

Checked checked(const proof::InclusionProof& receipt, std::span<const proof::VerifierKey> keys, const std::optional<proof::Checkpoint>& known) {
    const ReceiptContents contents = contents_of(receipt);
    Checked found;
    const auto& leaf = contents.entry.leaf;
    found.included = receipt.holds_for(proof::leaf_hash({reinterpret_cast<const char*>(leaf.data()), leaf.size()}));
    found.signed_by = proof::signed_by(receipt.checkpoint, keys);
    // The key of one log must not vouch for another.
    std::erase_if(found.signed_by, [&](const proof::Signed& one) { return one.key.kind == proof::KeyKind::log && one.key.name != contents.checkpoint.origin; });
    if (known && known->origin == contents.checkpoint.origin && known->size == contents.checkpoint.size) found.known = known->root == contents.checkpoint.root;
    return found;
}

proof::Note change_key(Record& record, const KeyChangeRequest& request) {
    (void)record.write();  // what takes no acts refuses, before a key is drawn
    Look look{record, std::nullopt};
    std::string origin;
    std::string previous;
    std::int64_t size = 0;
    {
        const Snapshot now = record.snapshot_as_it_is();
        const Heading heading = heading_of(record, now);
        origin = heading.origin;
        previous = heading.named_key;
        size = now.size();
    }
    if (request.reason == KeyChange::rotated) previous = key_of(record).text();  // says what to do if it is missing
    if (request.reason != KeyChange::rotated && previous.empty()) {
        // The first key stands in no entry; what it signed last names it by its id alone.
        if (const auto last = last_checkpoint(record)) previous = last->signatures.back().name + "+" + fmt::format("{:08x}", last->signatures.back().id);
    }
    const auto old = request.reason == KeyChange::rotated ? Seal::Old::signs_once_more : Seal::Old::is_not_believed;
    const auto next = record.seal().prepare_next(origin, old);
    Draft draft;
    draft.subject = log_subject;
    draft.kind = "log";
    draft.act = "change key";
    draft.state = json::Object{{"origin", origin},
                               {"key", next.text()},
                               {"previous_key", previous.empty() ? json::Value() : json::Value(previous)},
                               {"reason", text_of(request.reason)},
                               {"previous_believed_up_to", size}};
    draft.who = request.who;
    draft.why = request.why;
    auto writing = record.write();
    writing.append(draft);
    writing.commit();
    return record.seal().turn_over([&] { return look(); });
}

}  // namespace comity::record
