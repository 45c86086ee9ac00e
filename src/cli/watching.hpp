// A folder looked after: what stands in it, then what comes. Linux tells (inotify); a file counts once it has come to rest.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "system/descriptor.hpp"

namespace comity::cli {

class FolderWatch {
public:
    using Clock = std::chrono::steady_clock;
    /// Everything below the folders; a file has come to rest when nothing happened to it for `rest`. Error(bad_request) for what is no folder, Error(unavailable).
    FolderWatch(const std::vector<std::filesystem::path>& folders, std::chrono::milliseconds rest);

    /// The files that have come to rest since, in the order of their names; waits for at most `longest` if there are none, less if a signal comes.
    std::vector<std::filesystem::path> settled(std::chrono::milliseconds longest);

private:
    struct Seen {
        Clock::time_point since;
        std::uintmax_t size = 0;
        std::filesystem::file_time_type changed;
    };
    Descriptor events_;
    std::chrono::milliseconds rest_;
    std::map<int, std::filesystem::path> folders_;  ///< by inotify's number
    std::map<std::filesystem::path, Seen> moving_;

    void look_into(const std::filesystem::path& folder);
    void take_events();
    void touch(const std::filesystem::path& file);
};

}  // namespace comity::cli
