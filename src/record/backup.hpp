// Backups: a record in one file that proves itself, taken while it is in use; and putting one back, openly where it is older than what was known.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "proof/checkpoint.hpp"
#include "record/record.hpp"

namespace comity::record {

struct BackedUp {
    std::int64_t entries = 0;
    std::uint64_t bytes = 0;
};
/// Writes the record as it is at one moment into a new file, with the checkpoint of that moment inside; durable when it returns. The key is not in it.
/// Nothing of erased or replaced rows is in it either. Throws Error(conflict) if the file is there already, Error(unavailable) if the disk is full.
BackedUp back_up(const Record& record, const std::filesystem::path& file);

/// Brings a backup of this record up to date: only what came since is read of the record, and what was erased since is erased in it, too. `file` is replaced
/// when the new one is whole and durable. Throws Error(not_found) without it, Error(refused) if it is a backup of another log, or was changed.
BackedUp go_on_with_backup(const Record& record, const std::filesystem::path& file, const Setup& setup);

struct RestoreRequest {
    std::filesystem::path backup, record;
    enum class IfThere { refuse, move_aside } if_there = IfThere::refuse;
    enum class Do { restore, only_say } what = Do::restore;
    std::filesystem::path erased;      ///< a list of erasures (record/erasure.hpp) besides the one that stands beside the place; "" for none
    std::optional<proof::Note> known;  ///< the last checkpoint that somebody has, if it is newer than those at hand
    Actor who;
    std::optional<std::string> why;
};
struct Restored {
    std::int64_t entries = 0;                     ///< of the backup
    std::optional<proof::Checkpoint> last_known;  ///< the largest checkpoint known of the log
    std::string origin;                           ///< under which the log goes on; "" if a new one would be drawn
    bool new_origin = false;
    std::size_t erased = 0;                       ///< entries that the backup still had and that are on a list of erasures: erased again
    std::string moved_to;                         ///< where the record that stood there is now: its file, or "in the schema NAME of the database"; "" if none did
};
/// Puts a backup in the place of a record. The log goes on under its name only if its key and its last checkpoint stand beside the place and the backup
/// has all that they cover; else it begins anew under another name and key, and its first entry there names the last checkpoint known. The backup is
/// checked first: Error(refused) if it isn't sound. Error(conflict) if there is a record and `if_there` refuses, or if one is held.
Restored restore(const RestoreRequest& request, const Setup& setup);

}  // namespace comity::record
