// Where a command reads and writes, and what kind of place that is. stdout is data, stderr is talk.
#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "document/terminal.hpp"
#include "json/json.hpp"

namespace comity::cli {

enum class Place { terminal, elsewhere };

struct Console {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    Place out_is = Place::elsewhere, err_is = Place::elsewhere;
    std::size_t width = 80;  ///< of the terminal, if there is one
    document::Escapes escapes = document::Escapes::none;  ///< on stdout
    std::function<std::optional<std::string>(const char*)> environment;  ///< nullopt for what is not set or empty

    /// Data: as it is.
    void put(std::string_view text) const;
    void put_json(const json::Value& value) const;
    /// Talk: a line on stderr.
    void say(std::string_view sentence) const;
};

/// The console of this process: terminals asked for their width, NO_COLOR and TERM=dumb heard.
Console process_console();

/// A line that is drawn over and over on stderr, if that is a terminal, and gone when this is destroyed; elsewhere a line now and then.
class Progress {
public:
    explicit Progress(Console& console) : console_(console) {}
    ~Progress() { clear(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Draws at most ten times a second; where stderr is no terminal, a line every five seconds.
    void show(std::string_view step, std::int64_t done, std::int64_t in_all);
    /// Before anything else is written to the terminal.
    void clear();

private:
    Console& console_;
    std::optional<std::chrono::steady_clock::time_point> drawn_;
    std::chrono::steady_clock::time_point last_said_ = std::chrono::steady_clock::now();
    bool visible_ = false;
};

}  // namespace comity::cli
