// A record from one database into another: as a backup, back again, or to stay there. Entries, salts, leaves, tiles and kept bytes are the same afterwards,
// and so are its key and its checkpoints: whoever has one can hold it against either.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "proof/checkpoint.hpp"
#include "record/record.hpp"

namespace comity::record {

/// Whether a record stands there: in a file, or in the database to which a signpost leads.
bool record_stands_at(const std::filesystem::path& place);

/// The record as it is at one moment into a new file, which needs none beside it.
void copy_into_file(const Record& record, const std::filesystem::path& file);
/// A whole file into a database. All or nothing.
struct IntoDatabase {
    std::filesystem::path file, signpost;
    std::optional<std::string> backup_checkpoint = {};  ///< if it is to stand there as a backup: nobody writes into it until that is forgotten
    enum class IfThere { refuse, set_aside } if_there = IfThere::refuse;
};
/// Gives the schema in which a record that stood there is now; "" if none did. Error(conflict) if one does and `if_there` refuses.
std::string copy_into_database(const IntoDatabase& request, const Derivations& derivations);

struct Moved {
    std::int64_t entries = 0;
    proof::Checkpoint checkpoint;  ///< of both, when the source was closed
};
/// Moves a record: copies all of it, checks the copy (the log's proofs, and that the root is the source's), closes the source, and only then opens the copy, so
/// that at no moment acts are taken at two places. After an interruption it is called again. What stands beside the record goes along: key, last checkpoint,
/// witnesses' signatures, the list of erasures; `beside` takes along what others keep there. Error(conflict) while a server holds either, or if another record
/// stands at `to`; Error(refused) for a backup or a mirror, and if the copy is not sound.
Moved move(const std::filesystem::path& from, const std::filesystem::path& to, const Setup& setup,
           const std::function<void()>& beside, const std::function<void(std::string_view)>& on_progress = {});

}  // namespace comity::record
