// Erasure: what a person has a right to have forgotten goes, with all that names it, and the log's proofs still hold. The leaf of an erased entry
// stays in the tree, and an entry of its own says which were erased, why and by whose authority.
//
// What belongs together: bytes belong to the subject whose entry named them first. All revisions of the subjects that are erased go, the bytes that
// belong to them, and every other subject that names one of these subjects or bytes: so whoever quotes from a document names it in the entry.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.hpp"

namespace comity::record {

/// Of the files beside a record, those that can be made anew at any time, and have words of its texts: word search, precedents, series, mandates.
inline constexpr std::array<std::string_view, 4> index_endings = {".words", ".precedents", ".series", ".mandates"};

/// Of the entries that say what was erased.
inline constexpr std::string_view erasure_kind = "erasure";

/// What an erasure takes out, in the order of the log.
struct Reach {
    std::vector<std::string> subjects;
    std::vector<std::int64_t> entries;  ///< positions
    std::vector<std::string> kept;      ///< SHA-256 of bytes
};
/// Error(not_found) if there is no such subject; Error(refused) for what the log says of itself, of witnesses, persons and earlier erasures.
Reach reach_of(const Snapshot& snapshot, std::span<const std::string> subjects);

struct ErasureRequest {
    std::vector<std::string> subjects;
    Actor who;
    std::optional<std::string> on_behalf_of;
    std::string why, authority;  ///< both are needed: Error(bad_request)
    std::string proposal = {};   ///< the subject of the proposal that is confirmed by it; "" for none
};
struct Erased {
    std::int64_t position = 0;  ///< of the entry that says so
    Reach reach;
    /// False: a reader still held an older state, or the disk is full; Record::clean() does it later.
    bool traces_are_gone = false;
};
/// Erases from log, kept bytes and derived tables in one step, durably; then rewrites the file. Index files made before are not used any more: whoever
/// owns them makes them anew at once. The leaves go on the list of erasures beside the record.
Erased erase(Record& record, const ErasureRequest& request);

/// The entry that says so of an erased one; nullopt if none does.
std::optional<Entry> erasure_of(const Snapshot& snapshot, std::int64_t position);
/// The positions that an entry says were erased; none for any other entry.
std::vector<std::int64_t> erased_by(const Entry& entry);
/// All that say so, in the order of the log.
std::vector<Entry> erasures(const Snapshot& snapshot);

/// Proposals of erasures, which one person makes and another confirms (machinery/actors/erasures.hpp): they last, as erasures do.
inline constexpr std::string_view erasure_proposal_kind = "erasure proposal", erasure_proposal_prefix = "erasure-proposal:";
/// The last revision of each, in the order of the log.
std::vector<Entry> erasure_proposals(const Snapshot& snapshot);

/// The list of erasures: the leaf of each erased entry, 64 hexadecimal digits a line. It stands beside the record and in no backup, and gives nothing
/// away; an older state that is put in the record's place is cleaned by it.
std::filesystem::path list_of_erasures(const std::filesystem::path& record);
/// None if there is no file; Error(bad_request) names the line that is no leaf.
std::vector<std::string> read_list_of_erasures(const std::filesystem::path& list);
/// Adds the leaves of one list to another, durably.
void add_to_list_of_erasures(const std::filesystem::path& list, std::span<const std::string> leaves);
/// What opening a record to write does: the list is brought up to what the record says, and what it names and still stands is erased again. A mirror can't say
/// that in its log: there such texts are withheld, until an export says that they were erased.
void hold_to_list_of_erasures(Record& record, const std::filesystem::path& list);

}  // namespace comity::record
