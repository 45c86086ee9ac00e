#include "machinery/holdings/archives.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "machinery/holdings/files.hpp"
#include "text/text.hpp"
#include "zip/zip.hpp"

namespace comity::holdings {

namespace fs = std::filesystem;

namespace {

constexpr zip::Limits limits{.entries = 10'000, .bytes = std::size_t{512} << 20U, .ratio = 1000};

bool ends_as_archive(std::string_view name) { return text::folded(fs::path(name).extension().string()) == ".zip"; }

/// As a person may read it, without steps upwards: "../../a.txt" is "a.txt".
std::string harmless_name(std::string_view name) {
    std::string clean;
    const std::string whole = text::normalized(name);
    for (std::size_t at = 0; at <= whole.size();) {
        const auto end = std::min(whole.find_first_of("/\\", at), whole.size());
        const std::string part = whole.substr(at, end - at);
        at = end + 1;
        if (!part.empty() && part != "." && part != "..") clean += (clean.empty() ? "" : "/") + part;
    }
    return clean;
}

/// Every entry with what it is called; archives within are unpacked once.
std::vector<zip::Entry> everything_in(const fs::path& archive) {
    std::size_t left = limits.bytes;
    std::vector<zip::Entry> all;
    for (zip::Entry& entry : zip::unpacked(bytes_of(archive), limits)) {
        entry.name = harmless_name(entry.name);
        if (!ends_as_archive(entry.name)) {
            left -= std::min(left, entry.bytes.size());
            all.push_back(std::move(entry));
            continue;
        }
        zip::Limits inside = limits;
        inside.bytes = left;
        for (zip::Entry& inner : zip::unpacked(entry.bytes, inside)) {
            left -= std::min(left, inner.bytes.size());
            all.push_back({entry.name + "/" + harmless_name(inner.name), std::move(inner.bytes)});
        }
        if (all.size() > limits.entries) throw Error(Fault::limit, "the archive holds more than the {} files that are unpacked", limits.entries);
    }
    return all;
}

}  // namespace

PackedFiles::PackedFiles(fs::path archive) : archive_(std::move(archive)) {
    for (const zip::Entry& entry : everything_in(archive_)) files_.push_back({entry.name, entry.bytes.size()});
}

std::string PackedFiles::take(std::size_t index) {
    const std::lock_guard lock(mutex_);
    if (bytes_.empty()) {
        for (zip::Entry& entry : everything_in(archive_)) bytes_.push_back(std::move(entry.bytes));
        if (bytes_.size() != files_.size()) {
            bytes_.clear();
            throw Error(Fault::unavailable, "the archive changed while it was read");
        }
    }
    return std::exchange(bytes_[index], std::string());
}

bool is_archive(const fs::path& path) {
    if (!ends_as_archive(path.filename().string())) return false;
    try {
        const std::string bytes = bytes_of(path);
        const auto names = zip::names(bytes);
        if (names.empty()) return bytes.starts_with("PK");  // damaged: told so once it is opened
        return names.front() != "mimetype" && std::find(names.begin(), names.end(), "[Content_Types].xml") == names.end();
    } catch (const Error&) {
        return false;
    }
}

}  // namespace comity::holdings
