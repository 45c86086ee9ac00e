#include "zip/zip.hpp"

#include <memory>

#include <zip.h>

#include "base/error.hpp"

namespace comity::zip {

namespace {

// 1 January 1980, the first day that an archive can state, at midnight (PKWARE APPNOTE, 4.4.6).
constexpr zip_uint16_t first_day = (0U << 9U) | (1U << 5U) | 1U, midnight = 0;

struct SourceCloser {
    void operator()(zip_source_t* source) const noexcept { zip_source_free(source); }
};
struct ArchiveCloser {
    void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};
struct FileCloser {
    void operator()(zip_file_t* file) const noexcept { zip_fclose(file); }
};
using Source = std::unique_ptr<zip_source_t, SourceCloser>;
using Archive = std::unique_ptr<zip_t, ArchiveCloser>;
using File = std::unique_ptr<zip_file_t, FileCloser>;

class Failure {
public:
    Failure() { zip_error_init(&error_); }
    ~Failure() { zip_error_fini(&error_); }
    Failure(const Failure&) = delete;
    Failure& operator=(const Failure&) = delete;
    zip_error_t* operator&() noexcept { return &error_; }  // NOLINT: libzip wants its address
    std::string what() { return zip_error_strerror(&error_); }

private:
    zip_error_t error_{};
};

[[noreturn]] void not_packed(const char* why) { throw Error(Fault::unavailable, "the file could not be packed: {}", why); }
[[noreturn]] void damaged(const std::string& why) { throw Error(Fault::bad_request, "the archive is damaged ({}): get the file once more from where it came", why); }

void add(zip_t* archive, const Entry& entry) {
    // The archive looks at the bytes until it is closed; the entries outlive it.
    zip_source_t* source = zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
    if (source == nullptr) not_packed(zip_strerror(archive));
    const zip_int64_t index = zip_file_add(archive, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        not_packed(zip_strerror(archive));
    }
    const auto at = static_cast<zip_uint64_t>(index);
    if (zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, 6) != 0 || zip_file_set_dostime(archive, at, midnight, first_day, 0) != 0) not_packed(zip_strerror(archive));
}

std::string bytes_of(zip_source_t* source) {
    zip_stat_t stat;
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) not_packed("the archive can't be read back");
    std::string bytes(stat.size, '\0');
    const zip_int64_t read = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (read < 0 || static_cast<std::size_t>(read) != bytes.size()) not_packed("the archive can't be read back");
    return bytes;
}

std::string bytes_of(zip_t* archive, zip_uint64_t index, const zip_stat_t& stat) {
    const File file(zip_fopen_index(archive, index, 0));
    if (!file) damaged(zip_strerror(archive));
    std::string bytes(stat.size, '\0');
    const zip_int64_t read = zip_fread(file.get(), bytes.data(), bytes.size());
    // One byte more than was promised: the end must be there, and with it the check of the sum.
    char more = 0;
    if (read < 0 || static_cast<std::size_t>(read) != bytes.size() || zip_fread(file.get(), &more, 1) != 0) damaged(fmt::format("{} is not as long as it says, or its check sum is wrong", stat.name));
    return bytes;
}

/// nullptr with the reason in `failure` for what is no archive.
Archive opened(std::string_view bytes, Failure& failure) {
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &failure);
    if (source == nullptr) throw Error(Fault::unavailable, "the archive can't be looked at: {}", failure.what());
    Archive archive(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &failure));
    if (!archive) zip_source_free(source);
    return archive;
}

}  // namespace

std::string packed(std::span<const Entry> entries) {
    COMITY_ENSURE(!entries.empty());
    Failure failure;
    const Source source(zip_source_buffer_create(nullptr, 0, 0, &failure));
    if (!source) not_packed(failure.what().c_str());
    zip_source_keep(source.get());
    Archive archive(zip_open_from_source(source.get(), ZIP_TRUNCATE, &failure));
    if (!archive) {
        zip_source_free(source.get());
        not_packed(failure.what().c_str());
    }
    for (const Entry& entry : entries) add(archive.get(), entry);
    if (zip_close(archive.get()) != 0) not_packed(zip_strerror(archive.get()));
    static_cast<void>(archive.release());
    return bytes_of(source.get());
}

std::vector<Entry> unpacked(std::string_view bytes, const Limits& limits) {
    return unpacked(bytes, limits, [](std::string_view) { return true; });
}

std::vector<Entry> unpacked(std::string_view bytes, const Limits& limits, const Wanted& wanted) {
    if (bytes.empty()) damaged("it is empty");
    Failure failure;
    const Archive archive = opened(bytes, failure);
    if (!archive) damaged(failure.what());
    const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0));
    if (count > limits.entries) throw Error(Fault::limit, "the archive holds {} files, more than the {} that are unpacked", count, limits.entries);
    std::vector<Entry> entries;
    std::size_t left = limits.bytes;
    for (zip_uint64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE;
        if (zip_stat_index(archive.get(), i, 0, &stat) != 0 || (stat.valid & needed) != needed) damaged("a file without name or size");
        const std::string name = stat.name;
        if (name.ends_with('/') || !wanted(name)) continue;
        if (stat.size > left) throw Error(Fault::limit, "the archive unpacks to more than {} bytes, the most that is taken", limits.bytes);
        const bool inflated = limits.ratio > 0 && stat.size > (1U << 20U) && (stat.valid & ZIP_STAT_COMP_SIZE) != 0 && stat.size / limits.ratio > stat.comp_size;
        if (inflated) throw Error(Fault::limit, "{} unpacks to more than {} times its size, as no document does", name, limits.ratio);
        left -= stat.size;
        entries.push_back({name, bytes_of(archive.get(), i, stat)});
    }
    return entries;
}

std::vector<std::string> names(std::string_view bytes, std::size_t most) {
    std::vector<std::string> all;
    Failure failure;
    const Archive archive = bytes.empty() ? Archive() : opened(bytes, failure);
    if (!archive) return all;
    const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0));
    for (zip_uint64_t i = 0; i < count && all.size() < most; ++i) {
        const char* name = zip_get_name(archive.get(), i, 0);
        if (name != nullptr) all.emplace_back(name);
    }
    return all;
}

}  // namespace comity::zip
