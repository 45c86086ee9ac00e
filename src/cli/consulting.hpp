// What the commands on consultations share. For their files and the table.
#pragma once

#include "cli/commands.hpp"
#include "machinery/consultations/consultations.hpp"

namespace comity::cli {

/// Its row of the table of commands.
Command consultation_command();
ExitCode run_consultation(const Arguments& arguments, Console& console);

/// "A/RES/78/199, op16", or the commitment.
std::string in_words(const consultations::Authority& authority);

ExitCode list_calls(const Arguments& arguments, Console& console);
ExitCode show_call(const Arguments& arguments, Console& console);
ExitCode show_register(const Arguments& arguments, Console& console);
ExitCode show_submission(const Arguments& arguments, Console& console);
ExitCode show_outbox(const Arguments& arguments, Console& console);
ExitCode put_calendar(const Arguments& arguments, Console& console);
ExitCode put_short_text(const Arguments& arguments, Console& console);
ExitCode write_letters(const Arguments& arguments, Console& console);

/// The call that is named behind the word. Error(bad_request) if none is.
const std::string& call_named(const Arguments& arguments);
/// The number of a submission behind the call.
std::int64_t number_named(const Arguments& arguments);

}  // namespace comity::cli
