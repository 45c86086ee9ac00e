#include "cli/console.hpp"

#include <cstdlib>
#include <iostream>

#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/format.h>

namespace comity::cli {

void Console::put(std::string_view text) const { out << text; }

void Console::put_json(const json::Value& value) const { out << json::write(value, json::Style::pretty) << '\n'; }

void Console::say(std::string_view sentence) const { err << document::harmless(sentence) << '\n'; }

namespace {

std::optional<std::string> environment_of_process(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing here sets it
    return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

std::size_t width_of_terminal() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 80;
}

}  // namespace

Console process_console() {
    std::ios::sync_with_stdio(false);
    Console console{.in = std::cin, .out = std::cout, .err = std::cerr, .environment = environment_of_process};
    console.out_is = isatty(STDOUT_FILENO) != 0 ? Place::terminal : Place::elsewhere;
    console.err_is = isatty(STDERR_FILENO) != 0 ? Place::terminal : Place::elsewhere;
    if (console.out_is == Place::terminal) {
        console.width = width_of_terminal();
        // no-color.org: any value that is not empty.
        const bool plain = console.environment("NO_COLOR") || console.environment("TERM").value_or("dumb") == "dumb";
        if (!plain) console.escapes = document::Escapes::ansi;
    }
    return console;
}

namespace {
constexpr auto between_lines = std::chrono::seconds(5);
}

void Progress::show(std::string_view step, std::int64_t done, std::int64_t in_all) {
    const auto now = std::chrono::steady_clock::now();
    const std::string line = in_all > 0 ? fmt::format("{} {} of {}", step, done, in_all) : fmt::format("{} {}", step, done);
    if (console_.err_is != Place::terminal) {
        if (now - last_said_ < between_lines) return;
        last_said_ = now;
        console_.say(line);
        return;
    }
    if (drawn_ && now - *drawn_ < std::chrono::milliseconds(100)) return;
    drawn_ = now;
    visible_ = true;
    console_.err << '\r' << document::cut_to(document::harmless(line), console_.width - 1) << "\x1b[K" << std::flush;
}

void Progress::clear() {
    if (!visible_) return;
    console_.out.flush();
    console_.err << "\r\x1b[K" << std::flush;
    visible_ = false;
}

}  // namespace comity::cli
