#include "cli/help.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "document/terminal.hpp"

namespace comity::cli {

namespace {

constexpr std::string_view what_it_is =
    "Comity keeps a working record of international cooperation: it reads resolutions and drafts into structure, resolves what they "
    "cite, and shows, searches and serves them. Everything is in this one program and one file.";

constexpr std::array exit_codes = {
    ExitMeaning{0, "what was asked is done, or was so already; after an import every file was read, after verify nothing differs"},
    ExitMeaning{1, "it could not be done, or not wholly: something was not found, refused, held by another process or failing; after an "
                   "import some files could not be read (the others are in); verify found a difference"},
    ExitMeaning{2, "bad usage: the command line or a value in it is wrong, and nothing was done"},
};

constexpr std::array environment = {
    EnvironmentMeaning{"COMITY_RECORD", "the record to use where --record is not given"},
    EnvironmentMeaning{"XDG_DATA_HOME", "the folder of the user's data: the record is comity/comity.record in it (without it, in ~/.local/share)"},
    EnvironmentMeaning{"NO_COLOR", "if it is set and not empty, nothing is coloured or slanted"},
};

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
    return document::wrapped(text, {.width = width, .first = std::string(indent, ' '), .indent = indent});
}

std::string listed(std::string_view name, std::string_view text, std::size_t width, std::size_t indent) {
    std::string lines;
    std::string first = "  " + std::string(name);
    if (document::columns_of(first) + 2 > indent) {
        lines = first + "\n";
        first.clear();
    }
    return lines + document::wrapped(text, {.width = width, .first = std::move(first), .indent = indent});
}

std::string options_text(std::span<const Option> options, std::size_t width) {
    std::string text;
    for (const Option& option : options) text += listed(shown(option), described(option), width, 28);
    return text;
}

/// Help is read more easily in lines of a book's length, however wide the terminal.
std::size_t readable(std::size_t width) { return std::min<std::size_t>(width, 100); }

}  // namespace

std::span<const ExitMeaning> exit_meanings() { return exit_codes; }
std::span<const EnvironmentMeaning> environment_meanings() { return environment; }

std::string_view about_symbols() {
    return "SYMBOL is any spelling of a document's symbol (78/199, A/RES/78/199, \"217 A (III)\"), or at least 8 digits of the SHA-256 of "
           "its file, for a draft that has no symbol.";
}

std::string version_line() { return "comity " COMITY_VERSION; }

std::string shown(const Option& option) {
    if (option.value.empty()) return fmt::format("--{}", option.name);
    return option.if_bare.empty() ? fmt::format("--{} {}", option.name, option.value) : fmt::format("--{} [{}]", option.name, option.value);
}

std::string described(const Option& option) {
    if (option.choices.empty()) return std::string(option.description);
    return fmt::format("{}; one of {}", option.description, fmt::join(option.choices, ", "));
}

std::string usage(const Command& command) {
    return fmt::format("comity {}{}{}{}", command.name, command.options.empty() ? "" : " [options]", command.operands.shown.empty() ? "" : " ",
                       command.operands.shown);
}

std::vector<std::string_view> paragraphs_of(std::string_view description) {
    std::vector<std::string_view> paragraphs;
    while (!description.empty()) {
        const std::size_t end = description.find("\n\n");
        paragraphs.push_back(description.substr(0, end));
        description.remove_prefix(end == std::string_view::npos ? description.size() : end + 2);
    }
    return paragraphs;
}

std::string overview(std::size_t width) {
    width = readable(width);
    std::string text = wrapped(what_it_is, width, 0) + "\nUsage: comity COMMAND [options] ...\n\nCommands:\n";
    for (const Command& command : commands()) text += listed(command.name, command.summary, width, 14);
    text += "\nEvery command has:\n" + options_text(common_options(), width);
    text += "\n" + wrapped("A first minute: comity import FOLDER, then comity list, comity show 78/199, comity serve. To look around "
                           "without documents of your own: comity demo load, then comity serve --demonstration. "
                           "comity help COMMAND tells all about one command.",
                           width, 0);
    return text;
}

std::string help_of(const Command& command, std::size_t width) {
    width = readable(width);
    std::string text = fmt::format("Usage: {}\n\n", usage(command));
    for (const std::string_view paragraph : paragraphs_of(command.description)) text += wrapped(paragraph, width, 0) + "\n";
    if (!command.options.empty()) text += "Options:\n" + options_text(command.options, width) + "\n";
    text += "Every command has:\n" + options_text(common_options(), width) + "\n";
    if (!command.examples.empty()) {
        text += "Examples:\n";
        for (const Example& example : command.examples) text += fmt::format("  {}\n{}", example.line, wrapped(example.what, width, 6));
        text += "\n";
    }
    if (command.operands.what == Operands::What::symbols || command.operands.what == Operands::What::files_or_symbols) text += wrapped(about_symbols(), width, 0) + "\n";
    text += "Exit codes:\n";
    for (const ExitMeaning& meaning : exit_codes) text += listed(std::to_string(meaning.code), meaning.meaning, width, 5);
    return text;
}

}  // namespace comity::cli
