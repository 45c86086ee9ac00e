#include <algorithm>

#include <fmt/format.h>

#include "cli/help.hpp"

namespace comity::cli {

namespace {

/// Words of the table that Markdown would take as markup: places in angle brackets and stars.
std::string markdown(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (std::string_view("<*_[`|").find(c) != std::string_view::npos) escaped += '\\';
        escaped += c == '\n' ? ' ' : c;
    }
    return escaped;
}

std::string markdown_options(std::span<const Option> options) {
    std::string text = "| option | |\n|---|---|\n";
    for (const Option& option : options) text += fmt::format("| `{}` | {} |\n", shown(option), markdown(described(option)));
    return text + "\n";
}

std::string markdown_command(const Command& command) {
    std::string text = fmt::format("## comity {}\n\n```\n{}\n```\n\n", command.name, usage(command));
    for (const std::string_view paragraph : paragraphs_of(command.description)) text += markdown(paragraph) + "\n\n";
    if (!command.options.empty()) text += markdown_options(command.options);
    for (const Example& example : command.examples) text += fmt::format("- `{}`: {}\n", example.line, markdown(example.what));
    return text + (command.examples.empty() ? "" : "\n");
}

/// Text for roff: backslashes and hyphens kept as they are, no line taken for a request (groff_char(7), roff(7)).
std::string roff(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '\\') {
            escaped += "\\e";
        } else if (c == '-') {
            escaped += "\\-";
        } else if (c == '\n') {
            escaped += ' ';
        } else {
            if (escaped.empty() && (c == '.' || c == '\'')) escaped += "\\&";
            escaped += c;
        }
    }
    return escaped;
}

std::string roff_options(std::span<const Option> options) {
    std::string text;
    for (const Option& option : options) text += fmt::format(".TP\n\\fB{}\\fR\n{}\n", roff(shown(option)), roff(described(option)));
    return text;
}

std::string roff_command(const Command& command) {
    std::string text = fmt::format(".SS {}\n\\fB{}\\fR\n", roff(command.name), roff(usage(command)));
    for (const std::string_view paragraph : paragraphs_of(command.description)) text += ".PP\n" + roff(paragraph) + "\n";
    text += roff_options(command.options);
    for (const Example& example : command.examples) text += fmt::format(".PP\n\\fB{}\\fR\n.RS\n{}\n.RE\n", roff(example.line), roff(example.what));
    return text;
}

}  // namespace

std::string manual_chapter() {
    std::string text =
        "# The commands\n\n"
        "<!-- Made by `comity help --markdown` from the program's table of commands; a test compares them. -->\n\n"
        "What a command finds goes to the standard output, what it has to say about its work to the standard error.\n"
        "With `--format json` the output is one JSON value whose fields keep their names from version to version.\n\n"
        "| command | |\n|---|---|\n";
    for (const Command& command : commands()) text += fmt::format("| [{0}](#comity-{0}) | {1} |\n", command.name, markdown(command.summary));
    text += fmt::format("\n{}\n\n", markdown(about_symbols()));
    for (const Command& command : commands()) text += markdown_command(command);
    text += "## Options of every command\n\n" + markdown_options(common_options());
    text += "## Exit codes\n\n| code | |\n|---|---|\n";
    for (const ExitMeaning& meaning : exit_meanings()) text += fmt::format("| {} | {} |\n", meaning.code, markdown(meaning.meaning));
    text += "\n## Environment\n\n| variable | |\n|---|---|\n";
    for (const EnvironmentMeaning& meaning : environment_meanings()) text += fmt::format("| `{}` | {} |\n", meaning.name, markdown(meaning.meaning));
    return text;
}

std::string manual_page() {
    std::string text = fmt::format(".TH COMITY 1 \"\" \"{}\" \"User Commands\"\n.SH NAME\ncomity \\- working record of international cooperation in human rights\n",
                                   version_line());
    text += ".SH SYNOPSIS\n\\fBcomity\\fR \\fICOMMAND\\fR [options] ...\n.SH DESCRIPTION\n"
            "Comity reads resolutions and drafts into structure, resolves what they cite, and shows, searches and serves them.\n.PP\n";
    text += roff(about_symbols()) + "\n.SH COMMANDS\n";
    for (const Command& command : commands()) text += roff_command(command);
    text += ".SH OPTIONS OF EVERY COMMAND\n" + roff_options(common_options()) + ".SH EXIT STATUS\n";
    for (const ExitMeaning& meaning : exit_meanings()) text += fmt::format(".TP\n{}\n{}\n", meaning.code, roff(meaning.meaning));
    text += ".SH ENVIRONMENT\n";
    for (const EnvironmentMeaning& meaning : environment_meanings()) text += fmt::format(".TP\n{}\n{}\n", meaning.name, roff(meaning.meaning));
    return text;
}

}  // namespace comity::cli
