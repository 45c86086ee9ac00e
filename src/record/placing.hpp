// Files and folders that are made beside their place and put there once they are whole and durable. Private to record/.
#pragma once

#include <filesystem>

namespace comity::record {

/// A file (of a database) that goes with its maker unless it was put in its place.
struct Unfinished {
    std::filesystem::path file;
    explicit Unfinished(std::filesystem::path path) : file(std::move(path)) {}
    ~Unfinished();
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
};

/// Throws Error(not_found) if there is no folder in which that file could stand, Error(unavailable) if nobody here may write into it.
void need_folder_of(const std::filesystem::path& file);
bool is_there(const std::filesystem::path& file);
/// To the disk itself. Throws Error(unavailable).
void make_durable(const std::filesystem::path& file);
/// Throws Error(unavailable).
void rename_or_throw(const std::filesystem::path& from, const std::filesystem::path& to);
/// So that the names in a file's folder stay through a power cut, as far as its file system can.
void sync_folder(const std::filesystem::path& file);

}  // namespace comity::record
