#include "record/placing.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "base/error.hpp"

namespace comity::record {

namespace fs = std::filesystem;

Unfinished::~Unfinished() {
    std::error_code ignored;
    for (const char* ending : {"", "-wal", "-shm", "-journal", ".lock"}) fs::remove(file.string() + ending, ignored);
}

void need_folder_of(const fs::path& file) {
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    std::error_code failed;
    if (fs::is_directory(folder, failed)) {
        if (access(folder.c_str(), W_OK) == 0) return;
        throw Error(Fault::unavailable, "{} can't be written in {}: give yourself the right to, or name another folder", file.filename().string(), folder.string());
    }
    throw Error(Fault::not_found, "there is no folder {} for {}: make it, or name another file", folder.string(), file.filename().string());
}

bool is_there(const fs::path& file) {
    std::error_code ignored;
    return fs::exists(file, ignored);
}

void make_durable(const fs::path& file) {
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const bool failed = descriptor < 0 || fsync(descriptor) != 0;
    if (descriptor >= 0) close(descriptor);
    if (failed) throw Error(Fault::unavailable, "{} could not be written to the disk: look whether it is full", file.string());
}

void rename_or_throw(const fs::path& from, const fs::path& to) {
    std::error_code failed;
    fs::rename(from, to, failed);
    if (failed) throw Error(Fault::unavailable, "{} can't be put in its place as {}: {}", from.string(), to.string(), failed.message());
}

void sync_folder(const fs::path& file) {
    const int folder = open(file.has_parent_path() ? file.parent_path().c_str() : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    fsync(folder);
    close(folder);
}

}  // namespace comity::record
