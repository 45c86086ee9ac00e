// The acts on holdings as requests, progress and results; and submit: the same acts from a process that need not hold the record.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "json/json.hpp"
#include "machinery/holdings/correction.hpp"
#include "machinery/votes/table.hpp"
#include "machinery/holdings/membership.hpp"
#include "record/entry.hpp"
#include "record/handover.hpp"
#include "record/mirror.hpp"
#include "record/receipts.hpp"
#include "record/record.hpp"

namespace comity::holdings {

class Holdings;

/// A record's file, and what it is opened with: the derivations of all processes, which machinery/processes/ knows; tests of this module pass derivations().
struct RecordPlace {
    std::filesystem::path file;
    record::Derivations derivations;
};

enum class Outcome { added, already_there, could_not_be_read };
struct FileResult {
    std::string path;
    Outcome outcome = Outcome::added;
    std::string reason;                 ///< if it could not be read
    std::string sha256;                 ///< "" if it could not be opened
    std::optional<std::string> symbol;  ///< as read; of what is already there, as the record has it
    int doubts = 0;                     ///< diagnostics that are warnings or errors
    std::string remark;                 ///< of a table: what came in from it
    std::vector<votes::RefusedRow> refused_rows;  ///< of a table, at most votes::most_refused_rows
};
/// The first step of an import.
inline constexpr std::string_view files_found = "files found";

/// Reported once the file is durably in the record (or refused), in the order of the paths.
struct ImportProgress {
    std::function<void(const FileResult&, std::size_t done, std::size_t in_all)> on_file;
    std::stop_token stop;
    /// Once with `files_found`, 0 and how many files there are; then while a table is read, of which nothing is told before it is in the record: a word for
    /// the step, done, in all (0: not known yet).
    std::function<void(std::string_view step, std::int64_t done, std::int64_t in_all)> on_step = {};
};

struct ImportRequest {
    std::vector<std::filesystem::path> paths;  ///< files, and folders with all below them, in the order of their names; hidden ones left out
    record::Actor who;
    std::optional<std::string> on_behalf_of, why, authority;
    /// Only `demo load` says demonstration; an import into a record of the other purpose is refused.
    record::Purpose into = record::Purpose::own;
    std::string state = {};  ///< who is reviewed in lists of recommendations that don't say it themselves
};
struct ImportSummary {
    std::size_t added = 0, already_there = 0, could_not_be_read = 0;
    bool stopped = false;             ///< asked to stop: the rest was not looked at
    std::vector<FileResult> refused;  ///< all that could not be read
    std::vector<std::string> passed_over;  ///< in folders: files that by their names are no documents (.tsv, .png ...); not counted above
};

using StepProgress = std::function<void(std::string_view step, std::int64_t done, std::int64_t in_all)>;
struct RebuildSummary {
    std::size_t reread = 0;        ///< documents that an older reader had read
    std::size_t changed = 0;       ///< of these, how many read differently now
    std::size_t no_longer_fit = 0; ///< corrections that need a person's look
    std::vector<std::string> could_not_be_read;  ///< by the reader of today: "1a2b3c4d: why"; they keep the reading that they had
};

/// Another key for the log (record/receipts.hpp).
struct KeyRequest {
    record::KeyChangeRequest change;
};
struct KeyResult {
    std::string key;            ///< the new public key
    std::int64_t position = 0;  ///< of the entry that names it
};

std::string_view name_of(Outcome outcome) noexcept;  ///< "added", "already there", "could not be read"
json::Value to_json(const FileResult& result);
json::Value to_json(const ImportSummary& summary);

/// An act wherever the record is held: here, if it is free (it is opened for writing, made if missing); else by the process that
/// holds it. Throws as the acts do, and Error(conflict) if the holder takes no commands.
ImportSummary submit(const RecordPlace& place, const ImportRequest& request, const ImportProgress& progress = {});
CorrectionResult submit(const RecordPlace& place, const CorrectionRequest& request);
CorrectionResult submit(const RecordPlace& place, const MembershipRequest& request);
RebuildSummary submit_rebuild(const RecordPlace& place, const StepProgress& progress = {});

KeyResult submit(const RecordPlace& place, const KeyRequest& request);

/// By which a change of the record's witnesses is handed to whoever holds it.
constexpr std::string_view witness_act = "witnesses";

/// A later export of the log that a mirror follows (record/mirror.hpp), taken wherever the mirror is held: a server goes on with it.
record::Mirrored submit(const RecordPlace& mirror, const record::MirrorRequest& request, const StepProgress& progress = {});

/// By which an erasure (erasing.hpp) is handed over.
constexpr std::string_view erase_act = "erase";

/// An act of another module in the same way: `here` on the record if it is free (made if missing), else what the holder answers to that command.
json::Value submit(const RecordPlace& place, std::string_view command, const json::Value& request,
                   const std::function<json::Value(Holdings&)>& here);

/// What this module answers to the commands that submit() sends; machinery/processes/ joins it with those of the others.
record::Performer performer_for(Holdings& holdings);

}  // namespace comity::holdings
