// A folder through which files are passed to another program, or to a part of this one that takes files.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace comity {

/// A folder that only this user can look into, under $TMPDIR or /tmp. It is removed with all that is in it.
class PassingFolder {
public:
    PassingFolder();  ///< Error(unavailable) if none can be made
    ~PassingFolder();
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    /// Error(unavailable) with the system's reason.
    void write(std::string_view name, std::string_view bytes) const;
    /// nullopt if there is no such plain file; links are not followed. Error(limit) if it is larger.
    [[nodiscard]] std::optional<std::string> read(std::string_view name, std::size_t most) const;

private:
    std::filesystem::path path_;
};

}  // namespace comity
