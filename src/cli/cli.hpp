// Comity at the command line: takes what was typed, finds the command in the table, runs it, turns errors into sentences and codes.
#pragma once

#include <span>
#include <string>

#include "cli/console.hpp"

namespace comity::cli {

/// `words`: what stands behind the program's name. Gives the exit code: 0 done, 1 not done, 2 bad usage.
int run(std::span<const std::string> words, Console& console);

}  // namespace comity::cli
