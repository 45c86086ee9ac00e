// Which files an import looks at. Private to holdings/.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace comity::holdings {

class PackedFiles;

struct FoundFile {
    std::filesystem::path path;  ///< of a file in an archive the archive's with its name there: "papers.zip/draft.docx"
    std::uintmax_t size = 0;
    std::string refused;  ///< why it can't be looked at; "" if it can
    std::shared_ptr<PackedFiles> archive = {};  ///< in which it is packed, if it is
    std::size_t packed = 0;                     ///< and as which of its files
};

struct FoundFiles {
    std::vector<FoundFile> files;                     ///< each path in its turn, folders in the order of their names
    std::vector<std::filesystem::path> passed_over;  ///< in folders: what by its name is no document (tables, pictures, programs)
};
FoundFiles find_files(const std::vector<std::filesystem::path>& paths);

/// A file's name as it is kept: valid UTF-8, without folders.
std::string kept_name(const std::filesystem::path& path);

/// The bytes of a file that was found, each to be asked for once; as bytes_of() or PackedFiles throw.
std::string bytes_of(const FoundFile& file);

/// Throws Error(unavailable) with the system's reason.
std::string bytes_of(const std::filesystem::path& path);

}  // namespace comity::holdings
