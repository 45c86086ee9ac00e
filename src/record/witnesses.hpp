// The witnesses whom the parties of a record have chosen, and what they have signed. Who they are is in the log, by entries of the subject "witnesses"; their
// signatures stand beside the record and go out with its receipts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"
#include "proof/checkpoint.hpp"
#include "record/record.hpp"

namespace comity::record {

/// The keys in force, by name.
std::vector<proof::VerifierKey> witnesses_of(const Snapshot& snapshot);

struct WitnessRequest {
    enum class Act { add, withdraw } act = Act::add;
    std::string named;  ///< the public key; to withdraw it, its name does
    Actor who;
    std::optional<std::string> why;
};
json::Value to_json(const WitnessRequest& request);
WitnessRequest witness_request_from(const json::Value& value);
/// Appends the entry and gives its position. Error(conflict) if there is one of that name or none to be withdrawn, Error(bad_request) for what is no
/// witness's key.
std::int64_t change_witnesses(Record& record, const WitnessRequest& request);

/// Takes a checkpoint of this log with signatures of its witnesses, and gives by whom. Error(refused) if it is of another log or another history, or if its
/// present key or no witness in force has signed it. The same again changes nothing.
std::vector<proof::Signed> take_witnessed(const Record& record, const proof::Note& checkpoint);

/// For exports and mirrors: such a checkpoint with nothing but the signatures of the log, whose name and key are given, and of the witnesses in force. Throws as
/// take_witnessed() does.
proof::Note checked_witnessed(const proof::Note& checkpoint, const Snapshot& snapshot, const std::string& origin, const proof::VerifierKey& log_key);
/// Keeps such checkpoints beside a record, with those that are there.
void keep_witnessed(const std::filesystem::path& record_file, const std::vector<proof::Note>& checked);
/// Those that are kept and hold for the log as it was then, from the smallest on.
std::vector<proof::Note> witnessed_up_to(const Record& record, const Snapshot& snapshot, const proof::Checkpoint& said, const proof::VerifierKey& log_key);

/// What one witness has seen last.
struct Seen {
    proof::VerifierKey witness;
    std::uint64_t size = 0;     ///< entries; 0 if it has seen nothing yet
    std::uint64_t seconds = 0;  ///< since 1970, by the witness's clock
};
/// Each witness in force, by name.
std::vector<Seen> seen_by_witnesses(const Record& record, const Snapshot& snapshot);

/// The checkpoint with an entry of that position in it that the most witnesses have signed, and the log with the key of now: the latest of those;
/// nullopt if there is none.
std::optional<proof::Note> witnessed_with(const Record& record, const Snapshot& snapshot, std::int64_t position);

}  // namespace comity::record
