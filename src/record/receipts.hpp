// What the log gives to those who don't trust its keeper: checkpoints, receipts, proofs that it only grew, tiles; and what it says of its own name and key.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proof/checkpoint.hpp"
#include "proof/tiles.hpp"
#include "record/record.hpp"

namespace comity::record {

/// The log's name: "comity/" and the record's identity, until an entry of subject "log" gives it another.
std::string origin_of(const Record& record, const Snapshot& snapshot);
/// The public key by which its checkpoints are known; made if this log never had one. Throws as checkpoint().
proof::VerifierKey key_of(const Record& record);

/// Where several servers have one record: the first of them draws the key, and the others are given a copy of it; so the log never has two.
void agree_on_a_key(Record& record);

/// The log as it is now, signed: everything under it is durable, and nothing that was signed before is contradicted. Throws Error(refused) or
/// Error(unavailable) with what to do if the key is missing or an older state was put in the record's place.
proof::Note checkpoint(const Record& record);
/// What was signed last; nullopt if nothing was.
std::optional<proof::Note> last_checkpoint(const Record& record);

/// The receipt of an entry: a proof with the entry and its salt as its extra data, under the checkpoint that the most witnesses have seen with it,
/// else under that of now. Error(not_found) beyond the log's end.
proof::InclusionProof receipt(const Record& record, std::int64_t position);
/// That the log only grew since it had `old_size` entries. Error(bad_request) if it never had so many.
proof::GrowthProof growth(const Record& record, std::uint64_t old_size);

/// The root when there were so many entries; at most as many as there are.
Sha256 root_at(const Snapshot& snapshot, std::uint64_t size);
/// The bytes of a tile or an entry bundle (leaves' data only); nullopt where the log has none of that width.
std::optional<std::string> tile(const Snapshot& snapshot, const proof::Tile& tile);
/// What a leaf stands for: 32 bytes of salt and the entry's text, and their hash. Error(not_found) beyond the log's end.
struct LeafContents {
    std::string salt, canonical, leaf;
};
LeafContents leaf_contents(const Snapshot& snapshot, std::int64_t position);

/// What a receipt says, once it is taken apart. Its words are to be believed only as far as checked() goes.
struct ReceiptContents {
    Entry entry;            ///< with its position and leaf; long texts stand in it as {"$text": sha256}
    std::string canonical;  ///< its text, as it was hashed
    std::string salt;
    proof::Checkpoint checkpoint;
};
/// Throws Error(bad_request) if there is no entry in it.
ReceiptContents contents_of(const proof::InclusionProof& receipt);

/// How far a receipt can be believed.
struct Checked {
    bool included = false;                 ///< entry, salt and path give the root of its checkpoint
    std::vector<proof::Signed> signed_by;  ///< which of the keys have signed that checkpoint
    std::optional<bool> known;             ///< whether it is the checkpoint that the party has; nullopt if they can't be compared (another size or log)
};
/// Throws Error(refused) for a forged signature.
Checked checked(const proof::InclusionProof& receipt, std::span<const proof::VerifierKey> keys, const std::optional<proof::Checkpoint>& known);

/// Why the log gets another key.
enum class KeyChange {
    rotated,  ///< as a custom: the old one signs once more
    lost,     ///< the old one can't sign
    stolen,   ///< somebody else has it: nothing that it signs from now on is to be believed
};
struct KeyChangeRequest {
    KeyChange reason = KeyChange::rotated;
    Actor who;
    std::optional<std::string> why;
};
/// Appends the entry that names the new key; gives the checkpoint with it, which the old key signs as well where it can. Error(refused) while reading.
proof::Note change_key(Record& record, const KeyChangeRequest& request);

}  // namespace comity::record
