// A folder that remembers what came: each file by a name that people can read, and beside it, in a folder of its own, from where and when. What came is
// not asked for again; what broke off is gone on with. It may be emptied at any time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace comity::fetching {

class Cache {
public:
    /// Makes the folder when the first thing is kept in it.
    explicit Cache(std::filesystem::path folder) : folder_(std::move(folder)) {}

    struct Kept {
        std::filesystem::path file;
        std::string asked;    ///< the address that was asked
        std::string address;  ///< where it came from in the end
        std::string day;      ///< on which it came, "2031-05-03"
    };
    /// What is kept under this name, if it came for this address and is still whole.
    [[nodiscard]] std::optional<Kept> find(std::string_view name, std::string_view asked) const;
    /// Error(unavailable) if it can't be written.
    Kept keep(std::string_view name, std::string_view bytes, std::string_view asked, std::string_view address, std::string_view day) const;

    /// The begin of an answer that broke off, with the mark by which it can be gone on with.
    struct Part {
        std::string bytes, mark;
    };
    [[nodiscard]] Part part_of(std::string_view name, std::string_view asked) const;
    void keep_part(std::string_view name, std::string_view asked, const Part& part) const;
    void forget_part(std::string_view name) const;

    [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }

private:
    std::filesystem::path folder_;
};

/// "A/RES/78/199", "fr", "pdf" -> "A_RES_78_199.fr.pdf": what no file system minds.
std::string file_name_of(std::string_view symbol, std::string_view language, std::string_view ending);

}  // namespace comity::fetching
