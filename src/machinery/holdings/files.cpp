#include "machinery/holdings/files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "base/error.hpp"
#include "machinery/holdings/archives.hpp"
#include "machinery/holdings/endings.hpp"
#include "text/text.hpp"

namespace comity::holdings {

namespace fs = std::filesystem;

namespace {

/// What surely is no document: web pages' other files, tables, slides, pictures, sounds, archives other than ZIP, programs.
constexpr std::array<std::string_view, 57> no_documents = {
    ".7z", ".avi", ".bak", ".bmp", ".bz2", ".c", ".cpp", ".css", ".csv", ".db", ".deb", ".dll", ".epub", ".exe", ".gif", ".gz", ".h",
    ".heic", ".hpp", ".ico", ".iso", ".jpeg", ".jpg", ".js", ".json", ".log", ".m4a", ".mkv", ".mov", ".mp3", ".mp4", ".odp", ".ods",
    ".ogg", ".png", ".ppt", ".pptx", ".py", ".rar", ".record", ".sh", ".sql", ".sqlite", ".svg", ".tar", ".tif", ".tiff", ".tmp", ".tsv",
    ".wav", ".webm", ".webp", ".wpd", ".xls", ".xlsx", ".xz", ".zst"};

bool is_no_document(const fs::path& path) {
    const std::string extension = text::folded(path.extension().string());
    return std::find(no_documents.begin(), no_documents.end(), extension) != no_documents.end();
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

/// Each document in an archive, or why there is none.
void add_packed(FoundFiles& found, const fs::path& path) {
    try {
        const auto archive = std::make_shared<PackedFiles>(path);
        for (std::size_t i = 0; i < archive->files().size(); ++i) {
            const auto& [name, size] = archive->files()[i];
            const fs::path inside = path / name;
            const bool hidden = name.starts_with('.') || name.find("/.") != std::string::npos || name.starts_with("__MACOSX");
            if (name.empty() || hidden) continue;
            if (is_no_document(inside)) {
                found.passed_over.push_back(inside);
            } else {
                found.files.push_back({inside, size, {}, archive, i});
            }
        }
    } catch (const Error& error) {
        found.files.push_back({path, 0, error.what()});
    }
}

/// Adds what stands at a path and, if it is a folder, below it. Links to folders are not followed: they could lead in a circle.
void add(FoundFiles& found, const fs::path& path, bool named) {
    std::error_code failed;
    const auto status = fs::status(path, failed);
    if (status.type() == fs::file_type::not_found) {
        found.files.push_back({path, 0, "there is no such file"});
    } else if (fs::is_directory(status)) {
        if (!named && fs::is_symlink(path, failed)) return;
        std::vector<fs::path> inside;
        for (auto entry = fs::directory_iterator(path, failed); !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
            if (!is_hidden(entry->path())) inside.push_back(entry->path());
        }
        if (failed) found.files.push_back({path, 0, fmt::format("the folder can't be looked into: {}", failed.message())});
        std::sort(inside.begin(), inside.end(), [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
        for (const auto& below : inside) add(found, below, false);
    } else if (!fs::is_regular_file(status)) {
        found.files.push_back({path, 0, failed ? failed.message() : std::string("it is neither a file nor a folder")});
    } else if (!named && is_no_document(path)) {
        found.passed_over.push_back(path);
    } else if (is_archive(path)) {
        add_packed(found, path);
    } else {
        const auto size = fs::file_size(path, failed);
        found.files.push_back({path, failed ? 0 : size, {}});
    }
}

}  // namespace

FoundFiles find_files(const std::vector<fs::path>& paths) {
    FoundFiles found;
    for (const auto& path : paths) add(found, path, true);
    return found;
}

bool is_passed_over(const fs::path& path) {
    const std::string name = path.filename().string();
    return is_hidden(path) || name.starts_with("~$") || name.ends_with(".part") || name.ends_with(".crdownload") || is_no_document(path);
}

std::string kept_name(const fs::path& path) { return text::normalized(path.filename().string()); }

std::string bytes_of(const FoundFile& file) { return file.archive == nullptr ? bytes_of(file.path) : file.archive->take(file.packed); }

std::string bytes_of(const fs::path& path) {
    const auto fail = [] { return Error(Fault::unavailable, "{}", std::system_category().message(errno)); };
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw fail();
    std::string bytes;
    std::array<char, 65536> part{};
    for (;;) {
        const ssize_t got = ::read(file, part.data(), part.size());
        if (got < 0) {
            const Error error = fail();
            ::close(file);
            throw error;
        }
        if (got == 0) break;
        bytes.append(part.data(), static_cast<std::size_t>(got));
    }
    ::close(file);
    return bytes;
}

}  // namespace comity::holdings
