#include "record/whole_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.hpp"
#include "record/placing.hpp"

namespace comity::record {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t small_file = 1U << 20;
constexpr std::size_t largest_file = std::size_t{1} << 31;  // no record keeps larger bytes
/// Texts over 4 KB don't stand in an entry: even one with thousands of members is far below.
constexpr std::size_t longest_line = 64U << 20;

/// A plain file and nothing else: what stands under its name may be a device, a pipe without an end, or lead elsewhere.
class PlainFile {
public:
    explicit PlainFile(const fs::path& path) : path_(path), descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)) {
        if (descriptor_ < 0 && errno == ENOENT) throw Error(Fault::bad_request, "{} is missing: the folder is not whole, take the export again", path.string());
        struct stat facts {};
        if (descriptor_ >= 0 && fstat(descriptor_, &facts) == 0 && S_ISREG(facts.st_mode)) {
            size_ = static_cast<std::size_t>(facts.st_size);
            return;
        }
        const int why = descriptor_ < 0 ? errno : 0;
        if (descriptor_ >= 0) close(descriptor_);
        if (why != 0 && why != ELOOP) throw Error(Fault::unavailable, "{} can't be opened: {}", path.string(), std::generic_category().message(why));
        throw Error(Fault::bad_request, "{} is no plain file", path.string());
    }
    ~PlainFile() { close(descriptor_); }
    PlainFile(const PlainFile&) = delete;
    PlainFile& operator=(const PlainFile&) = delete;

    [[nodiscard]] std::size_t size() const { return size_; }

    /// At most so many bytes; none at its end.
    std::size_t read(char* to, std::size_t most) {
        const ssize_t got = ::read(descriptor_, to, most);
        if (got < 0) throw Error(Fault::unavailable, "{} could not be read to its end: {}", path_.string(), std::generic_category().message(errno));
        return static_cast<std::size_t>(got);
    }

private:
    fs::path path_;
    int descriptor_;
    std::size_t size_ = 0;
};

std::string whole(const fs::path& path, std::size_t most) {
    PlainFile file(path);
    if (file.size() > most) throw Error(Fault::bad_request, "{} is larger than it can be ({} bytes)", path.string(), file.size());
    std::string bytes(file.size(), '\0');
    std::size_t at = 0;
    while (at < bytes.size()) {
        const std::size_t got = file.read(bytes.data() + at, bytes.size() - at);
        if (got == 0) break;
        at += got;
    }
    bytes.resize(at);
    return bytes;
}

std::vector<proof::VerifierKey> keys_in(std::string_view text) {
    std::vector<proof::VerifierKey> keys;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (!line.empty() && line.front() != '#') keys.push_back(proof::VerifierKey::parse(line));
    }
    return keys;
}

}  // namespace

/// What is wrong in a file is said with its name.
template <typename Read>
auto WholeFolder::read(const char* name, Read how) const {
    try {
        return how(bytes_of(name, small_file));
    } catch (const Error& error) {
        if (std::string_view(error.what()).starts_with(named(name))) throw;
        throw Error(error.fault(), "{}: {}", named(name), error.what());
    }
}

WholeFolder::WholeFolder(fs::path folder) : folder_(std::move(folder)) {
    std::error_code failed;
    if (!fs::is_directory(folder_, failed)) throw Error(Fault::not_found, "there is no folder {}: give one that comity export --whole has made", folder_.string());
    if (is_there(folder_ / open_form::unfinished_file)) throw Error(Fault::bad_request, "{} was cut off while it was written: take the export again", folder_.string());
    if (!is_there(folder_ / open_form::about_file)) throw Error(Fault::bad_request, "{} is no whole export, or not all of it: it has no {}", folder_.string(), open_form::about_file);
    about_ = read(open_form::about_file, [](std::string_view text) { return open_form::About::parse(text); });
    note_ = read(open_form::checkpoint_file, [](std::string_view text) { return proof::Note::parse(text); });
    checkpoint_ = read(open_form::checkpoint_file, [&](std::string_view) { return proof::checkpoint_in(note_); });
    keys_ = read(open_form::key_file, [](std::string_view text) { return keys_in(text); });
    if (about_.origin != checkpoint_.origin || static_cast<std::uint64_t>(about_.entries) != checkpoint_.size) {
        throw Error(Fault::bad_request, "{} and {} are not of one log and one moment", named(open_form::about_file), named(open_form::checkpoint_file));
    }
}

std::string WholeFolder::bytes_of(std::string_view name, std::size_t most) const { return whole(folder_ / name, most); }

void WholeFolder::each_line_of(const char* name, const std::function<void(std::string_view)>& take) const {
    PlainFile file(folder_ / name);
    std::string pending;
    std::string piece(std::size_t{1} << 16, '\0');
    std::int64_t number = 0;
    while (const std::size_t got = file.read(piece.data(), piece.size())) {
        std::size_t begin = 0;
        std::size_t end = 0;
        const std::string_view came(piece.data(), got);
        for (; (end = came.find('\n', begin)) != std::string_view::npos; begin = end + 1) {
            pending += came.substr(begin, end - begin);
            ++number;
            try {
                take(pending);
            } catch (const Error& error) {
                throw Error(error.fault(), "{}, line {}: {}", named(name), number, error.what());
            }
            pending.clear();
        }
        pending += came.substr(begin);
        if (pending.size() > longest_line) throw Error(Fault::bad_request, "{}, line {}: it is longer than any entry can be", named(name), number + 1);
    }
    if (!pending.empty()) throw Error(Fault::bad_request, "{}, line {}: the file ends in its middle: take the export again", named(name), number + 1);
}

void WholeFolder::each_line(const std::function<void(const open_form::Checked&)>& take) const {
    std::int64_t next = 0;
    each_line_of(open_form::entries_file, [&](std::string_view text) {
        const open_form::Checked checked = open_form::checked_line(text);
        if (checked.line.position != next) throw Error(Fault::bad_request, "it is of entry {}, and entry {} should stand here", checked.line.position, next);
        ++next;
        take(checked);
    });
    if (static_cast<std::uint64_t>(next) != checkpoint_.size) {
        throw Error(Fault::bad_request, "{} has {} entries, and the checkpoint signs for {}: take the export again", named(open_form::entries_file), next, checkpoint_.size);
    }
}

void WholeFolder::each_file(const std::function<void(std::string_view, std::string_view)>& take) const {
    std::int64_t count = 0;
    each_line_of(open_form::list_of_files, [&](std::string_view text) {
        const std::string hash = open_form::hash_listed(text);
        const std::string bytes = bytes_of(open_form::file_of(hash), largest_file);
        if (hex(sha256(bytes)) != hash) throw Error(Fault::bad_request, "{} is damaged: its bytes are not those of its name", named(open_form::file_of(hash)));
        ++count;
        take(hash, bytes);
    });
    if (count != about_.files) {
        throw Error(Fault::bad_request, "{} lists {} files, and {} says that there are {}: take the export again", named(open_form::list_of_files), count, named(open_form::about_file), about_.files);
    }
}

}  // namespace comity::record
