// The rows of the table of commands, one function each, in files by area (..._rows.cpp), and the options that several of them have.
#pragma once

#include <utility>
#include <vector>

#include "cli/command.hpp"

namespace comity::cli {

// reading_rows.cpp: reading and finding texts
Command read_command();
Command formats_command();  // formats_command.cpp
Command list_command();
Command show_command();
Command search_command();
Command history_command();

// comparing_rows.cpp: texts against each other: series, provenance, precedents, votes
Command compare_command();
Command series_command();
Command votes_command();
Command provenance_command();
Command precedents_command();

// asking_rows.cpp: what texts ask
Command mandates_command();
Command register_command();
Command due_command();
Command check_command();
Command confirm_command();

// acting_rows.cpp: what changes the record: import, correction, erasure, accounts
Command import_command();
Command correct_command();
Command erase_command();
Command account_command();

// desk_rows.cpp: reading, coding and reporting in consultations
Command desk_command();
Command report_command();

// trust_rows.cpp: how the log is trusted: proofs, keys, witnesses
Command verify_command();
Command receipt_command();
Command verify_receipt_command();
Command checkpoint_command();
Command key_command();
Command witness_command();
Command witnesses_command();

// keeping_rows.cpp: keeping and serving a record
Command export_command();
Command serve_command();
Command backup_command();
Command restore_command();
Command copy_command();
Command mirror_command();
Command rebuild_command();
Command demo_command();
Command help_command();

/// What the rows share; for their files alone.
namespace rows {

using What = Operands::What;
using P = actors::Permission;

inline Option format(std::vector<std::string_view> choices) {
    return {"format", "FORMAT", "the form of the answer, text if it is not given", std::move(choices)};
}

inline const Option output = {"output", "FILE", "write into this file instead of the standard output; what is in it is replaced"};
inline const Option why = {"why", "REASON", "the reason, kept with the act"};
inline const Option on_behalf_of = {"on-behalf-of", "NAME", "in whose name you act"};
inline const Option authority = {"authority", "WORDS", "by what authority: a paragraph, a decision, a letter"};
inline const Option language = {"language", "CODE", "of several languages of a text this one, such as fr; else English if there is one"};

}  // namespace rows

}  // namespace comity::cli
