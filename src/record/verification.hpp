// Proves a record: what a party that doesn't trust the keeper would ask, as far as one file can answer.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "proof/checkpoint.hpp"
#include "record/record.hpp"

namespace comity::record {

struct Finding {
    enum class Where { file, entry, tree, bytes, table } where = Where::file;
    std::string what;      ///< "entry 17", "table document, row 3"
    std::string sentence;  ///< what is wrong and what it means
};

struct Verification {
    std::int64_t entries = 0, kept = 0, tables = 0, rows = 0;  ///< how much was looked at; `kept` counts byte strings
    Sha256 root{};                                             ///< of the log's tree, from the entries themselves
    std::vector<Finding> findings;                             ///< at most 100; empty: the record is sound
};

/// The database's own check; each leaf against its salt and entry; order of positions, revisions and times; kept bytes against their
/// hashes; the tree's tiles against the entries, the tree against what the log signed last and against the checkpoints that somebody holds;
/// every derived table against a rebuild in a temporary file. Works beside a holder, on one snapshot. `on_progress`: a word
/// for the step ("entries", "bytes", "tables"), done, in all. Never throws for what it finds.
Verification verify(const Record& record, const std::function<void(std::string_view, std::int64_t, std::int64_t)>& on_progress = {},
                    std::span<const proof::Checkpoint> held = {});
/// The first two steps alone: the entries and the log's proofs.
Verification verify_log(const Record& record, std::span<const proof::Checkpoint> held = {});

}  // namespace comity::record
