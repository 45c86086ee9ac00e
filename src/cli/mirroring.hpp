// Mirrors at the command line, and the public keys that are given there.
#pragma once

#include <string_view>
#include <vector>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "proof/note.hpp"

namespace comity::cli {

ExitCode run_mirror(const Arguments& arguments, Console& console);

/// Public keys given with --key: as text, or a file with some, one a line. `command` is the one that was typed.
std::vector<proof::VerifierKey> keys_from(const Arguments& arguments, std::string_view command, const Console& console);

}  // namespace comity::cli
