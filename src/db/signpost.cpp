#include "db/signpost.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <libpq-fe.h>
#include <unistd.h>

#include "base/error.hpp"
#include "db/libpq.hpp"

namespace comity::db {

namespace {

constexpr std::size_t longest = 4096;

}  // namespace

bool is_address(std::string_view words) noexcept { return words.starts_with("postgresql://") || words.starts_with("postgres://"); }

std::optional<std::string> address_in(const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return std::nullopt;
    std::string text(longest, '\0');
    const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
    ::close(descriptor);
    if (size <= 0) return std::nullopt;
    text.resize(static_cast<std::size_t>(size));
    if (!is_address(text)) return std::nullopt;
    text.resize(std::min(text.find_first_of("\r\n"), text.size()));
    return text;
}

void put_signpost(const std::string& file, std::string_view address) {
    if (const auto there = address_in(file)) {
        if (*there == address) return;
        throw Error(Fault::conflict, "{} leads to another database: take it away, or name another file", file);
    }
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0 && errno == EEXIST) throw Error(Fault::conflict, "{} is there already, and leads to no database: name another file", file);
    const std::string line = std::string(address) + "\n";
    const bool written = descriptor >= 0 && ::write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(descriptor) == 0;
    const int failed = errno;
    if (descriptor >= 0) ::close(descriptor);
    if (!written) throw Error(Fault::unavailable, "{} can't be written: {}", file, std::system_category().message(failed));
}

std::string name_of_address(const std::string& address) {
    const Libpq& library = libpq();
    char* said = nullptr;
    PQconninfoOption* const options = library.parse(address.c_str(), &said);
    if (options == nullptr) throw Error(Fault::bad_request, "\"{}\" is no address of a database, such as postgresql://db.example.org/comity", address);
    std::string name;
    bool secret = false;
    for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option) {
        const std::string_view keyword = option->keyword, value = option->val == nullptr ? "" : option->val;
        if (keyword == "password" && !value.empty()) secret = true;
        if (value.empty() || (keyword != "host" && keyword != "port" && keyword != "dbname" && keyword != "options")) continue;
        if (!name.empty()) name += '-';
        for (const char c : value) {
            const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
            name += plain ? c : '_';
        }
    }
    library.free_options(options);
    if (secret) throw Error(Fault::bad_request, "an address with a password can be read by others of this machine: leave it out, and put it into ~/.pgpass (PostgreSQL's manual, \"The Password File\")");
    return name.empty() ? "database" : name;
}

}  // namespace comity::db
