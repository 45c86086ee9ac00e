// Documents that come packed in a ZIP: each is a file of its own to an import. Private to holdings/.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

namespace comity::holdings {

/// A ZIP of files, which may hold further ones, one level deep. It is unpacked again once the first of its files is wanted, and let go bit by bit.
class PackedFiles {
public:
    struct File {
        std::string name;  ///< its way within the archive: "session/A_RES_99_12.docx", "inner.zip/draft.txt"; nothing is ever written there
        std::uintmax_t size = 0;
    };
    /// Error(bad_request) for what is damaged, Error(limit), Error(unavailable).
    explicit PackedFiles(std::filesystem::path archive);

    [[nodiscard]] const std::vector<File>& files() const noexcept { return files_; }
    /// The bytes of files()[index], each to be asked for once. From any thread.
    std::string take(std::size_t index);

private:
    std::filesystem::path archive_;
    std::vector<File> files_;
    std::mutex mutex_;
    std::vector<std::string> bytes_;  ///< while they are wanted
};

/// By its ending and by what stands in it: a word processor's file is none, whatever it is called.
bool is_archive(const std::filesystem::path& path);

}  // namespace comity::holdings
