#include "record/segment_file.hpp"

#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.hpp"
#include "base/sha256.hpp"

namespace comity::record {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t magic = 0x3147455359544D43U;  // "CMTYSEG1"
constexpr std::size_t slot_size = 2048;
constexpr std::size_t head_size = 2 * slot_size;
constexpr std::size_t name_size = 32;
constexpr std::size_t fixed_size = 48 + 2 * name_size;
static_assert(fixed_size + SegmentState::most_segments * 16 <= slot_size);

class File {
public:
    File(const fs::path& path, int flags) : path_(path), descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
    [[nodiscard]] int descriptor() const { return descriptor_; }

    [[noreturn]] void fail() const {
        throw Error(Fault::unavailable, "the index {} can't be written ({}): make room or look at the disk, and try again", path_.string(),
                    std::system_category().message(errno));
    }
    void write(std::string_view bytes, std::uint64_t at) const {
        while (!bytes.empty()) {
            const ssize_t done = pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at));
            if (done < 0 && errno == EINTR) continue;
            if (done <= 0) fail();
            bytes.remove_prefix(static_cast<std::size_t>(done));
            at += static_cast<std::uint64_t>(done);
        }
    }
    void sync() const {
        if (fdatasync(descriptor_) != 0) fail();
    }

private:
    fs::path path_;
    int descriptor_;
};

std::uint64_t number_at(std::string_view bytes, std::size_t at) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    return number;
}

void put(std::string& out, std::uint64_t number) {
    for (unsigned i = 0; i < 8; ++i) out += static_cast<char>(number >> (8 * i) & 0xFFU);
}

std::uint64_t checksum_of(std::string_view bytes) {
    const Sha256 hash = sha256(bytes);
    return number_at({reinterpret_cast<const char*>(hash.data()), hash.size()}, 0);
}

std::string slot_of(const SegmentState& state) {
    COMITY_ENSURE(state.segments.size() <= SegmentState::most_segments);
    std::string content;
    for (const std::uint64_t number : {state.number, static_cast<std::uint64_t>(state.version), static_cast<std::uint64_t>(state.position), std::uint64_t{state.segments.size()}}) {
        put(content, number);
    }
    for (std::string name : {state.identity, state.leaf}) {
        name.resize(name_size, '\0');
        content += name;
    }
    for (const auto& [at, size] : state.segments) {
        put(content, at);
        put(content, size);
    }
    content.resize(slot_size - 16, '\0');
    std::string slot;
    put(slot, magic);
    put(slot, checksum_of(content));
    return slot + content;
}

std::string name_at(std::string_view slot, std::size_t at) {
    const std::string_view whole = slot.substr(at, name_size);
    return std::string(whole.find_first_not_of('\0') == std::string_view::npos ? std::string_view() : whole);
}

std::optional<SegmentState> state_of(std::string_view slot, std::uint64_t file_size) {
    if (number_at(slot, 0) != magic || number_at(slot, 8) != checksum_of(slot.substr(16))) return std::nullopt;
    SegmentState state;
    state.number = number_at(slot, 16);
    state.version = static_cast<std::int64_t>(number_at(slot, 24));
    state.position = static_cast<std::int64_t>(number_at(slot, 32));
    const std::uint64_t count = number_at(slot, 40);
    state.identity = name_at(slot, 48);
    state.leaf = name_at(slot, 48 + name_size);
    if (count > SegmentState::most_segments || state.position < 0) return std::nullopt;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t at = number_at(slot, fixed_size + i * 16), size = number_at(slot, fixed_size + i * 16 + 8);
        if (at < head_size || at > file_size || size > file_size - at) return std::nullopt;
        state.segments.emplace_back(at, size);
    }
    return state;
}

std::optional<SegmentState> newest_state(int descriptor, std::uint64_t file_size) {
    std::array<char, head_size> head{};
    if (pread(descriptor, head.data(), head.size(), 0) != static_cast<ssize_t>(head.size())) return std::nullopt;
    const std::string_view bytes(head.data(), head.size());
    auto even = state_of(bytes.substr(0, slot_size), file_size), odd = state_of(bytes.substr(slot_size), file_size);
    if (even && odd) return even->number > odd->number ? even : odd;
    return even ? even : odd;
}

std::uint64_t aligned(std::uint64_t at) { return (at + 7) / 8 * 8; }

}  // namespace

std::shared_ptr<const SegmentMap> SegmentMap::open(const fs::path& path) {
    const File file(path, O_RDONLY);
    struct stat status {};
    if (!file.is_open() || fstat(file.descriptor(), &status) != 0 || static_cast<std::size_t>(status.st_size) < head_size) return nullptr;
    const auto size = static_cast<std::uint64_t>(status.st_size);
    auto state = newest_state(file.descriptor(), size);
    if (!state) return nullptr;
    void* at = mmap(nullptr, size, PROT_READ, MAP_SHARED, file.descriptor(), 0);
    if (at == MAP_FAILED) return nullptr;
    std::shared_ptr<SegmentMap> map(new SegmentMap);  // shared: an answer that is under way keeps the bytes that it reads
    map->bytes_ = {static_cast<const char*>(at), size};
    map->device_ = status.st_dev;
    map->inode_ = status.st_ino;
    map->state_ = std::move(*state);
    return map;
}

SegmentMap::~SegmentMap() {
    if (!bytes_.empty()) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

std::string_view SegmentMap::segment(std::size_t index) const {
    const auto& [at, size] = state_.segments.at(index);
    return bytes_.substr(at, size);
}

bool SegmentMap::is_current(const fs::path& path) const {
    const File file(path, O_RDONLY);
    struct stat status {};
    if (!file.is_open() || fstat(file.descriptor(), &status) != 0 || status.st_dev != device_ || status.st_ino != inode_) return false;
    const auto state = newest_state(file.descriptor(), static_cast<std::uint64_t>(status.st_size));
    return state && state->number == state_.number;
}

void append_segments(const fs::path& path, const SegmentMap& old, std::size_t kept, const std::vector<std::string>& added, SegmentState next) {
    const File file(path, O_RDWR);
    if (!file.is_open()) file.fail();
    next.number = old.state().number + 1;
    next.segments.assign(old.state().segments.begin(), old.state().segments.begin() + static_cast<std::ptrdiff_t>(kept));
    // Behind all that was ever written, what a crash left unfinished too: somebody may be reading what no longer counts.
    struct stat status {};
    if (fstat(file.descriptor(), &status) != 0) file.fail();
    std::uint64_t at = aligned(static_cast<std::uint64_t>(status.st_size));
    for (const auto& segment : added) {
        file.write(segment, at);
        next.segments.emplace_back(at, segment.size());
        at = aligned(at + segment.size());
    }
    if (!added.empty()) file.sync();
    file.write(slot_of(next), next.number % 2 * slot_size);
    file.sync();
}

void replace_segments(const fs::path& path, const std::vector<std::string_view>& segments, SegmentState first) {
    fs::path beside = path;
    beside += ".new";
    {
        const File file(beside, O_RDWR | O_CREAT | O_TRUNC);
        if (!file.is_open()) file.fail();
        first.number = 2;
        first.segments.clear();
        std::uint64_t at = head_size;
        for (const auto segment : segments) {
            file.write(segment, at);
            first.segments.emplace_back(at, segment.size());
            at = aligned(at + segment.size());
        }
        file.write(slot_of(first) + std::string(slot_size, '\0'), 0);
        if (ftruncate(file.descriptor(), static_cast<off_t>(at)) != 0) file.fail();
        file.sync();
    }
    std::error_code failed;
    fs::rename(beside, path, failed);
    if (failed) throw Error(Fault::unavailable, "the index {} can't be put in its place: {}", path.string(), failed.message());
}

}  // namespace comity::record
