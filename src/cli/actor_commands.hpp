// Actors and themes at the command line: what stands in the last column of the table of commands, and the rows of that table.
#pragma once

#include "cli/command.hpp"

namespace comity::cli {

ExitCode run_actors(const Arguments& arguments, Console& console);
ExitCode run_actor(const Arguments& arguments, Console& console);
ExitCode run_themes(const Arguments& arguments, Console& console);

Command actors_command();
Command actor_command();
Command themes_command();

}  // namespace comity::cli
