// The table of commands: from it come parsing, --help, the manual page, completion and docs/commands.md, so they can't differ.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/actors/permissions.hpp"

namespace comity::cli {

struct Console;

struct Option {
    std::string_view name;         ///< "format": typed as --format
    std::string_view value;        ///< what stands for its value in the manual, "ADDRESS:PORT"; empty for a switch
    std::string_view description;  ///< one sentence without its point
    std::vector<std::string_view> choices = {};  ///< if only these values are allowed
    std::string_view if_bare = {};               ///< the value if it is given without one; empty: it must have one
    enum class Count { once, often } count = Count::once;
};

/// What stands behind the options: files, symbols, words.
struct Operands {
    std::string_view shown;  ///< "PATH...", "[SYMBOL]"
    std::size_t least = 0, most = 0;
    enum class What { nothing, files, folders, symbols, files_or_symbols, words, commands, choices } what = What::nothing;
    std::vector<std::string_view> choices = {};
};
inline constexpr std::size_t any_number = 1000000;

struct Example {
    std::string_view line;  ///< as typed, from "comity" on
    std::string_view what;  ///< what it does, one sentence without its point
};

/// What was typed for a command, checked against its row of the table.
class Arguments {
public:
    struct Given {
        std::string_view name;
        std::string value;
    };
    Arguments(std::vector<Given> given, std::vector<std::string> operands) : given_(std::move(given)), operands_(std::move(operands)) {}

    [[nodiscard]] bool has(std::string_view option) const { return value(option).has_value(); }
    /// The last value given.
    [[nodiscard]] std::optional<std::string> value(std::string_view option) const;
    [[nodiscard]] std::string value_or(std::string_view option, std::string_view otherwise) const;
    /// Throws Error(bad_request) if it is no whole number from 0 on.
    [[nodiscard]] std::optional<std::size_t> number(std::string_view option) const;
    [[nodiscard]] const std::vector<Given>& given() const { return given_; }
    [[nodiscard]] const std::vector<std::string>& operands() const { return operands_; }

private:
    std::vector<Given> given_;
    std::vector<std::string> operands_;
};

enum class ExitCode { done = 0, not_done = 1, bad_usage = 2 };

using Run = ExitCode (*)(const Arguments&, Console&);

struct Command {
    std::string_view name;
    std::string_view summary;      ///< what it does, one line without its point
    Operands operands;
    std::vector<Option> options;   ///< besides the common ones
    std::string_view description;  ///< paragraphs with an empty line between them
    std::vector<Example> examples;
    Run run;
    actors::Permission permission; ///< its row in the table of permissions
    enum class Uses { record, no_record } uses = Uses::record;
};

/// All commands, in the order in which they are taught.
std::span<const Command> commands();
/// Options that every command has.
std::span<const Option> common_options();
/// nullptr if there is none of that name.
const Command* find_command(std::string_view name);

/// Takes apart what stands behind the command's name. Throws Error(bad_request) with what is wrong and what to do.
Arguments parse_arguments(const Command& command, std::span<const std::string> words);

/// The candidate that was probably meant; nullopt if none is near.
std::optional<std::string_view> nearest(std::string_view typed, std::span<const std::string_view> candidates);

}  // namespace comity::cli
