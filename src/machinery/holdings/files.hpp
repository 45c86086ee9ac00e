// Which files an import looks at. Private to holdings/.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace comity::holdings {

struct FoundFile {
    std::filesystem::path path;
    std::uintmax_t size = 0;
    std::string refused;  ///< why it can't be looked at; "" if it can
};

struct FoundFiles {
    std::vector<FoundFile> files;                     ///< each path in its turn, folders in the order of their names
    std::vector<std::filesystem::path> passed_over;  ///< in folders: what by its name is no document (tables, pictures, archives)
};
FoundFiles find_files(const std::vector<std::filesystem::path>& paths);

/// A file's name as it is kept: valid UTF-8, without folders.
std::string kept_name(const std::filesystem::path& path);

/// Throws Error(unavailable) with the system's reason.
std::string bytes_of(const std::filesystem::path& path);

}  // namespace comity::holdings
