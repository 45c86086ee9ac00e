// Mirrors: a record made of a whole export (record/whole_export.hpp), with the same leaves, texts and proofs under the same name. It takes no acts and signs
// nothing; it follows its log by later exports, each of which must continue what it has, until it begins anew as a record of its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proof/note.hpp"
#include "record/record.hpp"

namespace comity::record {

struct MirrorRequest {
    std::filesystem::path folder;          ///< of the export
    std::vector<proof::VerifierKey> keys;  ///< of the log, got in a way that is trusted; none: the key that the mirror knows, the first time that of the folder
};
json::Value to_json(const MirrorRequest& request);
MirrorRequest mirror_request_from(const json::Value& value);

struct Mirrored {
    std::string origin;      ///< of the log
    proof::VerifierKey key;  ///< by which its checkpoints are known now
    enum class By { given, known, folder } by = By::given;  ///< where the key came from that vouched for it
    std::int64_t entries = 0, added = 0;
    std::int64_t absent = 0;  ///< entries of which this export has the leaf alone
    std::int64_t erased = 0;  ///< texts that stood in the mirror, and went now
    std::int64_t files = 0;   ///< kept bytes of the export
    std::int64_t witnessed = 0;  ///< checkpoints of the export with signatures of the log's witnesses
};
json::Value to_json(const Mirrored& mirrored);
Mirrored mirrored_from(const json::Value& value);
using MirrorProgress = std::function<void(std::string_view step, std::int64_t done, std::int64_t in_all)>;

/// Makes a mirror where there is no record yet. All is checked first: each line and file by itself, the tree against the checkpoint, its signature, the log as
/// comity verify does; Error says which file and line is wrong (bad_request) or what contradicts what (refused), and nothing is left behind.
/// Error(conflict) if there is a record.
Mirrored make_mirror(const std::filesystem::path& record, const MirrorRequest& request, const Setup& setup, const MirrorProgress& on_progress = {});
/// Takes what a later export has more, in one transaction, while others read. Error(refused) if it is of another log, older than the mirror, or doesn't continue
/// what is there; and for a record that is no mirror. What the export says is erased goes here, too.
Mirrored take_later(Record& mirror, const MirrorRequest& request, const MirrorProgress& on_progress = {});

bool is_mirror(const Record& record);
/// What a mirror follows; nullopt for a record of its own.
struct Followed {
    std::string origin;
    proof::Note checkpoint;  ///< up to which it has all
    proof::VerifierKey key;
    std::string as_of;  ///< the time of the last entry that it has the text of; "" if there is none
};
std::optional<Followed> followed(const Record& record);

/// Makes a mirror a record of its own: under a new name and key, with a first entry that names the log it was a mirror of and the last checkpoint known of that.
/// Error(refused) for what is no mirror.
struct BeginAnew {
    Actor who;
    std::string why;
};
struct BegunAnew {
    std::string origin, previous_origin;
    std::int64_t position = 0;  ///< of the entry that says so
};
BegunAnew begin_anew(const std::filesystem::path& mirror, const BeginAnew& request, const Setup& setup);

}  // namespace comity::record
