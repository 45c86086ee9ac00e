// What the commands on reading and reporting share. For their files alone.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "cli/commands.hpp"
#include "machinery/consultations/reading_desk.hpp"

namespace comity::cli {

ExitCode run_desk(const Arguments& arguments, Console& console);
ExitCode run_report(const Arguments& arguments, Console& console);

namespace desk {

/// The call that is named behind the word. Error(bad_request) if none is.
const std::string& call_of(const Arguments& arguments);
/// The operand of that place; Error(bad_request) with what it is if it is not given.
const std::string& operand(const Arguments& arguments, std::size_t place, std::string_view what);
std::int64_t number(const Arguments& arguments, std::size_t place, std::string_view what);
/// All values of an option that may stand several times.
json::Array all_of(const Arguments& arguments, std::string_view option);
consultations::Request request_for(const Arguments& arguments, std::string_view act, std::string about, json::Value fields);
/// The record of the arguments; says what to do where there is none.
holdings::RecordPlace record_there(const Arguments& arguments, Console& console);
/// What stands in a file; Error(not_found) with what to give.
std::string bytes_of(const std::string& path, std::string_view what);
/// Hands the act over, and tells what was done.
ExitCode act(const Arguments& arguments, Console& console, std::string_view act, std::string about, json::Value fields);
bool as_json(const Arguments& arguments);

// desk_lists.cpp
ExitCode show_submission(const Arguments& arguments, Console& console);
ExitCode show_agreement(const Arguments& arguments, Console& console);
ExitCode show_passages(const Arguments& arguments, Console& console);
ExitCode show_similar(const Arguments& arguments, Console& console);
ExitCode show_groups(const Arguments& arguments, Console& console);
ExitCode show_balance(const Arguments& arguments, Console& console);
ExitCode show_matrix(const Arguments& arguments, Console& console);

}  // namespace desk
}  // namespace comity::cli
