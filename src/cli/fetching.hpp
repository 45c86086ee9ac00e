// comity fetch: its row and what it does.
#pragma once

#include "cli/command.hpp"

namespace comity::cli {

Command fetch_command();
ExitCode run_fetch(const Arguments& arguments, Console& console);

}  // namespace comity::cli
