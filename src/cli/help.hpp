// What the table of commands says to people and shells.
#pragma once

#include <string>
#include <string_view>

#include "cli/command.hpp"

namespace comity::cli {

/// All commands, a line each: `comity --help`.
std::string overview(std::size_t width);
/// One command in full: `comity help COMMAND`.
std::string help_of(const Command& command, std::size_t width);
/// The whole as a chapter of the manual in Markdown: docs/commands.md.
std::string manual_chapter();
/// The whole as a manual page for man(1).
std::string manual_page();

enum class Shell { bash, zsh, fish };
/// A script that completes commands, options and values.
std::string completion(Shell shell);

/// "comity 0.1.0"
std::string version_line();

/// "--format FORMAT", "--demonstration [ADDRESS:PORT]"
std::string shown(const Option& option);
/// What it is for, and the values that it may have.
std::string described(const Option& option);
/// "comity show [options] SYMBOL"
std::string usage(const Command& command);
/// Paragraphs of a description.
std::vector<std::string_view> paragraphs_of(std::string_view description);

struct ExitMeaning {
    int code;
    std::string_view meaning;
};
std::span<const ExitMeaning> exit_meanings();

struct EnvironmentMeaning {
    std::string_view name, meaning;
};
std::span<const EnvironmentMeaning> environment_meanings();

/// What SYMBOL may be, for the end of every help.
std::string_view about_symbols();

}  // namespace comity::cli
