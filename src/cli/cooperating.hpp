// What the commands on cooperation share. For their files and the table.
#pragma once

#include "cli/commands.hpp"
#include "machinery/cooperation/cooperation.hpp"

namespace comity::cli {

// Their rows of the table of commands.
Command request_command();
Command offer_command();
Command agreement_command();
Command measure_command();
Command deeds_command();

ExitCode run_request(const Arguments& arguments, Console& console);
ExitCode run_offer(const Arguments& arguments, Console& console);
ExitCode run_agreement(const Arguments& arguments, Console& console);
ExitCode run_measure(const Arguments& arguments, Console& console);
ExitCode run_deeds(const Arguments& arguments, Console& console);

/// The id of the actor that --on-behalf-of names, "" without it: as whom one acts, and as whom one looks. Error(not_found) for a name that nobody bears.
std::string on_behalf_of(const Arguments& arguments, const holdings::Holdings& holdings);
/// What stands behind the word. Error(bad_request) if nothing does.
const std::string& thing_named(const Arguments& arguments, std::string_view command);

ExitCode list_requests(const Arguments& arguments, Console& console);
ExitCode show_request(const Arguments& arguments, Console& console);
ExitCode show_matches(const Arguments& arguments, Console& console);
ExitCode list_offers(const Arguments& arguments, Console& console);
ExitCode show_offer(const Arguments& arguments, Console& console);
ExitCode list_agreements(const Arguments& arguments, Console& console);
ExitCode show_agreement(const Arguments& arguments, Console& console);
ExitCode list_measures(const Arguments& arguments, Console& console);
ExitCode show_measure(const Arguments& arguments, Console& console);

}  // namespace comity::cli
