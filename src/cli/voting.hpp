// What other commands say of roll calls.
#pragma once

#include <string>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "machinery/holdings/voting.hpp"

namespace comity::cli {

/// The roll calls on a text, for those who read it; "" if there are none.
std::string roll_calls_text(const holdings::Holdings& holdings, const holdings::Shown& shown, const Console& console);

/// comity series SYMBOL --votes, --state NAME.
ExitCode series_votes(const holdings::Holdings& holdings, const holdings::Series& series, const Arguments& arguments, Console& console);

}  // namespace comity::cli
