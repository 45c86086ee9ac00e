#include <fmt/format.h>

#include "cli/help.hpp"

namespace comity::cli {

namespace {

bool takes_files(const Command& command) {
    using What = Operands::What;
    const What what = command.operands.what;
    return what == What::files || what == What::folders || what == What::files_or_symbols;
}

/// A word or sentence inside single quotes of a shell.
std::string in_quotes(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? "'\\''" : std::string(1, c);
    return quoted + "'";
}

std::vector<Option> options_of(const Command& command) {
    std::vector<Option> options = command.options;
    options.insert(options.end(), common_options().begin(), common_options().end());
    return options;
}

std::string command_names() {
    std::string names;
    for (const Command& command : commands()) names += fmt::format("{}{}", names.empty() ? "" : " ", command.name);
    return names;
}

/// Words that may stand behind a command, as far as they are known without a record.
std::string operand_words(const Command& command) {
    if (command.operands.what == Operands::What::commands) return command_names();
    return fmt::format("{}", fmt::join(command.operands.choices, " "));
}

std::string bash_case(const Command& command) {
    std::string names;
    std::string values;
    for (const Option& option : options_of(command)) {
        names += fmt::format("{}--{}", names.empty() ? "" : " ", option.name);
        if (!option.choices.empty()) {
            values += fmt::format("            --{}) COMPREPLY=($(compgen -W '{}' -- \"$current\")); return;;\n", option.name, fmt::join(option.choices, " "));
        } else if (!option.value.empty() && option.if_bare.empty()) {
            values += fmt::format("            --{}) COMPREPLY=($(compgen -f -- \"$current\")); return;;\n", option.name);
        }
    }
    std::string words = fmt::format("        local words='{}'\n", operand_words(command));
    const bool files = takes_files(command);
    return fmt::format("    {}) case \"$previous\" in\n{}        esac\n        options='{}'\n{}        files={};;\n", command.name, values, names, words,
                       files ? "-f" : "");
}

std::string bash() {
    std::string cases;
    for (const Command& command : commands()) cases += bash_case(command);
    return fmt::format(
        R"(# Completion of comity for bash: source it, or put it into /usr/share/bash-completion/completions/comity
_comity() {{
    local current="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD-1]}}" options='' words='' files=''
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W '{} --help --version' -- "$current"))
        return
    fi
    case "${{COMP_WORDS[1]}}" in
{}    esac
    case "$current" in
        -*) COMPREPLY=($(compgen -W "$options" -- "$current"));;
        *) COMPREPLY=($(compgen -W "$words" $files -- "$current"));;
    esac
}}
complete -o filenames -F _comity comity
)",
        command_names(), cases);
}

/// Inside a specification of _arguments, colons and brackets have a meaning of their own.
std::string zsh_text(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == ':' || c == '[' || c == ']' || c == '\\') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string zsh_case(const Command& command) {
    std::string text = fmt::format("        {}) _arguments", command.name);
    for (const Option& option : options_of(command)) {
        std::string specification = fmt::format("{}--{}{}[{}]", option.count == Option::Count::often ? "*" : "", option.name,
                                                option.value.empty() ? "" : option.if_bare.empty() ? "=" : "=-", zsh_text(option.description));
        if (!option.value.empty()) {
            const std::string values = option.choices.empty() ? "_files" : fmt::format("({})", fmt::join(option.choices, " "));
            specification += fmt::format(":{}:{}", zsh_text(option.value), values);
        }
        text += " \\\n            " + in_quotes(specification);
    }
    const std::string words = operand_words(command);
    if (!words.empty()) {
        text += " \\\n            " + in_quotes(fmt::format("*:{}:({})", zsh_text(command.operands.shown), words));
    } else if (takes_files(command)) {
        text += " \\\n            '*:file:_files'";
    }
    return text + ";;\n";
}

std::string zsh() {
    std::string names, cases;
    for (const Command& command : commands()) {
        names += fmt::format("        {}\n", in_quotes(fmt::format("{}:{}", command.name, zsh_text(command.summary))));
        cases += zsh_case(command);
    }
    return fmt::format(
        R"(#compdef comity
# Completion of comity for zsh: put it as _comity into a folder of $fpath
_comity() {{
    local -a comity_commands=(
{}    )
    if (( CURRENT == 2 )); then
        _describe 'command' comity_commands
        return
    fi
    local command="$words[2]"
    shift words
    (( CURRENT-- ))
    case "$command" in
{}    esac
}}
_comity "$@"
)",
        names, cases);
}

std::string fish() {
    std::string text = "# Completion of comity for fish: put it as comity.fish into ~/.config/fish/completions\n";
    for (const Command& command : commands()) {
        text += fmt::format("complete -c comity -n __fish_use_subcommand -f -a {} -d {}\n", command.name, in_quotes(command.summary));
        const std::string when = fmt::format("'__fish_seen_subcommand_from {}'", command.name);
        for (const Option& option : options_of(command)) {
            std::string line = fmt::format("complete -c comity -n {} -l {} -d {}", when, option.name, in_quotes(option.description));
            if (!option.choices.empty()) {
                line += fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
            } else if (!option.value.empty()) {
                line += option.if_bare.empty() ? " -r" : "";
            }
            text += line + "\n";
        }
        const std::string words = operand_words(command);
        if (!words.empty()) text += fmt::format("complete -c comity -n {} -f -a '{}'\n", when, words);
    }
    return text;
}

}  // namespace

std::string completion(Shell shell) {
    switch (shell) {
        case Shell::bash: return bash();
        case Shell::zsh: return zsh();
        case Shell::fish: return fish();
    }
    return {};
}

}  // namespace comity::cli
