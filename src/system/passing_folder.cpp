#include "system/passing_folder.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.hpp"
#include "system/descriptor.hpp"

namespace comity {

namespace fs = std::filesystem;

namespace {

std::string reason() { return std::generic_category().message(errno); }

}  // namespace

PassingFolder::PassingFolder() {
    const char* given = std::getenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe): nothing of ours sets a variable
    std::string name = (fs::path(given != nullptr && *given == '/' ? given : "/tmp") / "comity-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw Error(Fault::unavailable, "no folder for passing files can be made at {}: {}", name, reason());
    path_ = name;
}

PassingFolder::~PassingFolder() {
    std::error_code ignored;
    // A program may have closed a folder of its own to itself; it is opened again, so that nothing stays.
    if (fs::remove_all(path_, ignored); ignored) {
        for (auto entry = fs::recursive_directory_iterator(path_, fs::directory_options::skip_permission_denied, ignored); !ignored && entry != fs::recursive_directory_iterator();
             entry.increment(ignored)) {
            std::error_code passed_over;
            if (entry->is_directory(passed_over) && !entry->is_symlink(passed_over)) fs::permissions(entry->path(), fs::perms::owner_all, passed_over);
        }
        fs::remove_all(path_, ignored);
    }
}

void PassingFolder::write(std::string_view name, std::string_view bytes) const {
    const fs::path path = path_ / name;
    const Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    const auto fail = [&] { return Error(Fault::unavailable, "the passing file {} can't be written: {}", path.string(), reason()); };
    if (file.number() < 0) throw fail();
    while (!bytes.empty()) {
        const ssize_t put = ::write(file.number(), bytes.data(), bytes.size());
        if (put < 0 && errno != EINTR) throw fail();
        if (put > 0) bytes.remove_prefix(static_cast<std::size_t>(put));
    }
}

std::optional<std::string> PassingFolder::read(std::string_view name, std::size_t most) const {
    const fs::path path = path_ / name;
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat facts {};
    if (file.number() < 0 || fstat(file.number(), &facts) != 0 || !S_ISREG(facts.st_mode)) return std::nullopt;
    if (static_cast<std::size_t>(facts.st_size) > most) throw Error(Fault::limit, "what was made of the file has more than {} MB, the most that is taken", most >> 20U);
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(facts.st_size));
    std::array<char, 65536> piece{};
    while (bytes.size() <= most) {
        const ssize_t got = ::read(file.number(), piece.data(), piece.size());
        if (got < 0) throw Error(Fault::unavailable, "the passing file {} can't be read: {}", path.string(), reason());
        if (got == 0) break;
        bytes.append(piece.data(), static_cast<std::size_t>(got));
    }
    return bytes;
}

}  // namespace comity
