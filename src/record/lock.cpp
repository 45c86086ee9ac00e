#include "record/lock.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.hpp"

namespace comity::record {

namespace {

/// "comity serve, process 4711": the program's name and its command, without paths and options.
std::string this_process() {
    std::ifstream file("/proc/self/cmdline", std::ios::binary);
    const std::string line((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const std::size_t end = std::min(line.find('\0'), line.size());
    std::string name = std::filesystem::path(line.substr(0, end)).filename().string();
    if (end + 1 < line.size() && line[end + 1] != '-') {
        const std::string command = line.substr(end + 1, line.find('\0', end + 1) - end - 1);
        if (command.find('/') == std::string::npos) name += " " + command;
    }
    return fmt::format("{}, process {}", name, getpid());
}

}  // namespace

std::optional<Lock> Lock::try_take(const std::filesystem::path& file) {
    const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        throw Error(Fault::unavailable, "{} can't be made ({}): the folder must be one that you can write", file.string(), std::system_category().message(errno));
    }
    Lock lock(descriptor);
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) return std::nullopt;
    // For people only; a failure to write it (a full disk) changes nothing.
    const std::string name = this_process();
    if (ftruncate(descriptor, 0) != 0 || pwrite(descriptor, name.data(), name.size(), 0) < 0) errno = 0;
    return lock;
}

std::optional<std::string> Lock::holder(const std::filesystem::path& file) {
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return std::nullopt;
    const Lock closer(descriptor);
    if (flock(descriptor, LOCK_SH | LOCK_NB) == 0) return std::nullopt;
    char text[256];
    const ssize_t size = pread(descriptor, text, sizeof text, 0);
    if (size <= 0) return "another process";
    return std::string(text, static_cast<std::size_t>(size));
}

Lock::Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
Lock& Lock::operator=(Lock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}
Lock::~Lock() {
    if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace comity::record
