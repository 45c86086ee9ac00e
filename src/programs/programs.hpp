// Another program, run with limits on bytes that may be hostile: without a shell, in a private folder that goes with whoever made it, with an
// environment of four names, and ended with everything it started once it takes too long or too much.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "system/passing_folder.hpp"

namespace comity::programs {

struct Limits {
    std::chrono::seconds processor{60};        ///< of the machine's time, each process by itself
    std::chrono::milliseconds wall{120'000};   ///< by the clock, all together
    std::size_t memory = std::size_t{1} << 30U;  ///< address space in bytes, each process by itself
    std::size_t output = std::size_t{256} << 20U;  ///< bytes that it may print, and of each file that it may write
    bool may_start_others = false;             ///< processes and threads of its own (the superuser's are not counted by the system)
};

struct Command {
    std::string program;                  ///< a name, looked for in $PATH; never a path with folders
    std::string package;                  ///< Debian's package that brings it, for the sentence if it is missing
    std::vector<std::string> arguments;
    std::string standard_input;           ///< a file of the folder that it reads as its standard input; "" for none
    Limits limits;
};

/// How it ended.
enum class End {
    by_itself,
    crashed,           ///< ended by a signal that nobody here sent
    too_long,          ///< by the clock or of the processor
    too_much_output
};

struct Outcome {
    End end = End::by_itself;
    int status = 0;      ///< its exit code, or the signal's number
    std::string output;  ///< of its standard output
    std::string talk;    ///< the beginning of what it said beside, at most 4 KB
    [[nodiscard]] bool well() const noexcept { return end == End::by_itself && status == 0; }
};

/// Where a program stands; nullopt if it is not installed.
std::optional<std::filesystem::path> find(std::string_view program);

/// Runs it in the folder. Nothing of it runs on when this returns. Error(unavailable) if it is missing, with what to install, or can't be started.
Outcome run(const Command& command, const PassingFolder& folder);

}  // namespace comity::programs
