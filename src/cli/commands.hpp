// What stands in the last column of the table of commands.
#pragma once

#include <filesystem>
#include <memory>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "machinery/holdings/holdings.hpp"
#include "proof/checkpoint.hpp"

namespace comity::cli {

ExitCode run_import(const Arguments& arguments, Console& console);
ExitCode run_read(const Arguments& arguments, Console& console);
ExitCode run_list(const Arguments& arguments, Console& console);
ExitCode run_show(const Arguments& arguments, Console& console);
ExitCode run_compare(const Arguments& arguments, Console& console);
ExitCode run_mandates(const Arguments& arguments, Console& console);
ExitCode run_check(const Arguments& arguments, Console& console);
ExitCode run_confirm(const Arguments& arguments, Console& console);
ExitCode run_provenance(const Arguments& arguments, Console& console);
ExitCode run_series(const Arguments& arguments, Console& console);
ExitCode run_votes(const Arguments& arguments, Console& console);
ExitCode run_search(const Arguments& arguments, Console& console);
ExitCode run_precedents(const Arguments& arguments, Console& console);
ExitCode run_history(const Arguments& arguments, Console& console);
ExitCode run_correct(const Arguments& arguments, Console& console);
ExitCode run_export(const Arguments& arguments, Console& console);
ExitCode run_formats(const Arguments& arguments, Console& console);
ExitCode run_serve(const Arguments& arguments, Console& console);
ExitCode run_verify(const Arguments& arguments, Console& console);
ExitCode run_receipt(const Arguments& arguments, Console& console);
ExitCode run_verify_receipt(const Arguments& arguments, Console& console);
ExitCode run_checkpoint(const Arguments& arguments, Console& console);
ExitCode run_key(const Arguments& arguments, Console& console);
ExitCode run_witness(const Arguments& arguments, Console& console);
ExitCode run_witnesses(const Arguments& arguments, Console& console);
ExitCode run_backup(const Arguments& arguments, Console& console);
ExitCode run_erase(const Arguments& arguments, Console& console);
ExitCode run_copy(const Arguments& arguments, Console& console);
ExitCode run_restore(const Arguments& arguments, Console& console);
ExitCode run_account(const Arguments& arguments, Console& console);
ExitCode run_rebuild(const Arguments& arguments, Console& console);
ExitCode run_demo(const Arguments& arguments, Console& console);
ExitCode run_help(const Arguments& arguments, Console& console);

/// comity series SYMBOL --table.
ExitCode put_series_table(const holdings::Holdings& holdings, const holdings::Item& item, const Arguments& arguments, Console& console);

// --- what several of them need -----------------------------------------------------------------------------------------------

/// Where a record is that was named by a path, or by an address in PostgreSQL: then the signpost to it, in the platform's folder of state.
std::filesystem::path place_of(const std::string& given, const Console& console);
/// --record, else COMITY_RECORD, else comity/comity.record in the platform's folder of data.
std::filesystem::path record_path(const Arguments& arguments, const Console& console);
/// The same, and for the default path its folder is made: for commands that write.
std::filesystem::path record_path_to_write(const Arguments& arguments, const Console& console);
/// Beside the user's own record, in its own file.
std::filesystem::path demonstration_path(const std::filesystem::path& record);

/// Opens the record for reading; Error(not_found) with what to do if there is none.
std::unique_ptr<holdings::Holdings> open_to_read(const Arguments& arguments, const Console& console);

inline constexpr std::string_view invented_notice = "Invented for demonstration: its States, bodies and texts do not exist";
/// What every page and export of a demonstration says; "" for a record of real documents.
std::string notice_of(const holdings::Holdings& holdings);

/// A checkpoint that somebody kept as a file. Throws Error(bad_request) naming the file.
proof::Checkpoint checkpoint_from(const std::string& path, std::string_view command, const Console& console);

/// How acts on accounts are handed to the process that holds the record.
inline constexpr std::string_view account_act = "account";

/// The width in which running text is set.
std::size_t text_width(const Console& console);

}  // namespace comity::cli
