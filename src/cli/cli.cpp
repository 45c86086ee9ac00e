#include "cli/cli.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <new>
#include <sstream>

#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "exports/forms.hpp"

namespace comity::cli {

namespace {

const Command& known_command(std::string_view name) {
    if (const Command* command = find_command(name)) return *command;
    std::vector<std::string_view> names;
    for (const Command& command : commands()) names.push_back(command.name);
    const std::string typed = document::harmless(name);
    if (const auto meant = nearest(name, names)) throw Error(Fault::bad_request, "there is no command {}: did you mean comity {}?", typed, *meant);
    throw Error(Fault::bad_request, "there is no command {}: comity --help lists them", typed);
}

bool is_of_bytes(std::string_view format) {
    const auto form = exports::form_named(format);
    return form && exports::kind_of(*form).bytes;
}

/// What a command gives out goes into the file of --output if there is one, all at once: of a command that fails nothing is written.
ExitCode run_into_its_place(const Command& command, const Arguments& arguments, Console& console) {
    const auto path = arguments.value("output");
    if (!path) {
        const bool gives_files = std::any_of(command.options.begin(), command.options.end(), [](const Option& option) { return option.name == "output"; });
        if (gives_files && is_of_bytes(arguments.value_or("format", "")) && console.out_is == Place::terminal) {
            throw Error(Fault::bad_request, "a word processor's file is nothing for a terminal: add --output FILE, such as --output {}.{}", command.name, *arguments.value("format"));
        }
        return command.run(arguments, console);
    }
    std::ostringstream held;
    Console apart{.in = console.in, .out = held, .err = console.err, .err_is = console.err_is, .environment = console.environment};
    const ExitCode code = command.run(arguments, apart);
    std::ofstream file(*path, std::ios::binary);
    file << held.view();
    if (!file.flush()) throw Error(Fault::unavailable, "{} can't be written: is there such a folder, is the disk full, or the file closed to you?", document::harmless(*path));
    return code;
}

ExitCode run_words(std::span<const std::string> words, Console& console) {
    if (words.empty()) {
        console.err << overview(text_width(console));
        return ExitCode::bad_usage;
    }
    if (words[0] == "--help" || words[0] == "-h") {
        console.put(overview(text_width(console)));
        return ExitCode::done;
    }
    if (words[0] == "--version") {
        console.put(version_line() + "\n");
        return ExitCode::done;
    }
    if (words[0].starts_with("-")) {
        // "comity --record PATH list": options of every command may stand before it.
        const bool of_record = words[0] == "--record" && words.size() > 2;
        if (of_record || (words[0].starts_with("--record=") && words.size() > 1)) {
            const std::size_t taken = of_record ? 2 : 1;
            std::vector<std::string> turned(words.begin() + static_cast<std::ptrdiff_t>(taken), words.end());
            turned.insert(turned.begin() + 1, words.begin(), words.begin() + static_cast<std::ptrdiff_t>(taken));
            return run_words(turned, console);
        }
        throw Error(Fault::bad_request, "{} stands before any command: comity COMMAND {}; comity --help lists the commands", document::harmless(words[0]),
                    document::harmless(words[0]));
    }
    const Command& command = known_command(words[0]);
    const Arguments arguments = parse_arguments(command, words.subspan(1));
    if (arguments.has("help")) {
        console.put(help_of(command, text_width(console)));
        return ExitCode::done;
    }
    if (arguments.has("version")) {
        console.put(version_line() + "\n");
        return ExitCode::done;
    }
    return run_into_its_place(command, arguments, console);
}

ExitCode code_of(Fault fault) {
    switch (fault) {
        case Fault::bad_request: return ExitCode::bad_usage;
        case Fault::not_found:
        case Fault::refused:
        case Fault::conflict:
        case Fault::limit:
        case Fault::unavailable: return ExitCode::not_done;
    }
    return ExitCode::not_done;
}

ExitCode run_with_errors(std::span<const std::string> words, Console& console) {
    // The one place of the command line where errors end.
    try {
        const ExitCode code = run_words(words, console);
        if (!console.out.flush()) throw Error(Fault::unavailable, "the output could not be written: is the disk full, or the reader gone?");
        return code;
    } catch (const Error& error) {
        console.out.flush();
        console.say(fmt::format("comity: {}", error.what()));
        return code_of(error.fault());
    } catch (const std::bad_alloc&) {
        console.say("comity: the memory of this machine is not enough for this");
        return ExitCode::not_done;
    } catch (const std::exception& failed) {
        console.say(fmt::format("comity: this could not be done: {}", failed.what()));
        return ExitCode::not_done;
    }
}

}  // namespace

ExitCode run_help(const Arguments& arguments, Console& console) {
    if (arguments.has("man")) {
        console.put(manual_page());
    } else if (arguments.has("markdown")) {
        console.put(manual_chapter());
    } else if (const auto shell = arguments.value("completion")) {
        console.put(completion(*shell == "zsh" ? Shell::zsh : *shell == "fish" ? Shell::fish : Shell::bash));
    } else if (arguments.operands().empty()) {
        console.put(overview(text_width(console)));
    } else {
        console.put(help_of(known_command(arguments.operands()[0]), text_width(console)));
    }
    return ExitCode::done;
}

int run(std::span<const std::string> words, Console& console) { return static_cast<int>(run_with_errors(words, console)); }

}  // namespace comity::cli
