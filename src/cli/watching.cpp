#include "cli/watching.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/error.hpp"
#include "machinery/holdings/endings.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

std::string why() { return std::system_category().message(errno); }

}  // namespace

FolderWatch::FolderWatch(const std::vector<fs::path>& folders, std::chrono::milliseconds rest) : events_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)), rest_(rest) {
    if (events_.number() < 0) throw Error(Fault::unavailable, "folders can't be watched here: {}", why());
    std::error_code failed;
    for (const fs::path& folder : folders) {
        if (!fs::is_directory(folder, failed)) throw Error(Fault::bad_request, "{} is no folder, and --watch needs folders", folder.string());
    }
    for (const fs::path& folder : folders) look_into(folder);
}

/// The watch begins before the look, so that nothing comes between. Links to folders are not followed: they could lead in a circle.
void FolderWatch::look_into(const fs::path& folder) {
    const int number = inotify_add_watch(events_.number(), folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR);
    if (number < 0) {
        if (errno == ENOENT || errno == ENOTDIR) return;  // gone again
        throw Error(Fault::unavailable, "{} can't be watched: {}", folder.string(), why());
    }
    folders_[number] = folder;
    std::error_code failed;
    for (auto entry = fs::directory_iterator(folder, failed); !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
        std::error_code ignored;
        if (fs::is_directory(entry->symlink_status(ignored))) {
            if (!entry->path().filename().string().starts_with('.')) look_into(entry->path());
        } else {
            touch(entry->path());
        }
    }
}

void FolderWatch::touch(const fs::path& file) {
    std::error_code failed;
    if (holdings::is_passed_over(file) || !fs::is_regular_file(file, failed)) return;
    Seen& seen = moving_[file];
    seen.since = Clock::now();
    seen.size = fs::file_size(file, failed);
    seen.changed = fs::last_write_time(file, failed);
}

void FolderWatch::take_events() {
    alignas(inotify_event) std::array<char, 16384> buffer{};
    for (;;) {
        const ssize_t got = ::read(events_.number(), buffer.data(), buffer.size());
        if (got <= 0) return;
        for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
            inotify_event event{};
            std::memcpy(&event, buffer.data() + at, sizeof event);
            const char* name = buffer.data() + at + sizeof event;
            at += sizeof event + event.len;
            const auto folder = folders_.find(event.wd);
            if (folder == folders_.end() || event.len == 0) continue;
            const fs::path path = folder->second / name;
            if ((event.mask & IN_ISDIR) == 0) {
                touch(path);
            } else if (name[0] != '.') {
                look_into(path);
            }
        }
    }
}

std::vector<fs::path> FolderWatch::settled(std::chrono::milliseconds longest) {
    take_events();
    if (moving_.empty()) {
        pollfd waiting{events_.number(), POLLIN, 0};
        ::poll(&waiting, 1, static_cast<int>(longest.count()));  // a signal ends it, too
        take_events();
    } else {
        ::poll(nullptr, 0, static_cast<int>(std::min(longest, rest_).count()));
        take_events();
    }
    std::vector<fs::path> at_rest;
    for (auto each = moving_.begin(); each != moving_.end();) {
        std::error_code failed;
        Seen& seen = each->second;
        const auto size = fs::file_size(each->first, failed);
        const auto changed = failed ? seen.changed : fs::last_write_time(each->first, failed);
        if (failed) {
            each = moving_.erase(each);  // gone again
            continue;
        }
        if (size != seen.size || changed != seen.changed) seen = {Clock::now(), size, changed};
        if (Clock::now() - seen.since < rest_) {
            ++each;
            continue;
        }
        at_rest.push_back(each->first);
        each = moving_.erase(each);
    }
    return at_rest;
}

}  // namespace comity::cli
