// What other commands say of roll calls.
#pragma once

#include <string>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "machinery/holdings/voting.hpp"

namespace comity::cli {

/// comity series SYMBOL --votes, --state NAME.
ExitCode series_votes(const holdings::Holdings& holdings, const holdings::Series& series, const Arguments& arguments, Console& console);

}  // namespace comity::cli
