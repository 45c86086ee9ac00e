// comity register and comity due.
#pragma once

#include "cli/command.hpp"
#include "cli/console.hpp"

namespace comity::cli {

ExitCode run_register(const Arguments& arguments, Console& console);
ExitCode run_due(const Arguments& arguments, Console& console);

}  // namespace comity::cli
