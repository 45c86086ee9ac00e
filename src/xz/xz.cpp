#include "xz/xz.hpp"

#include <array>

#include <lzma.h>

#include "base/error.hpp"

namespace comity::xz {

struct Unpacker::Inside {
    Take take;
    Limits limits;
    lzma_stream stream = LZMA_STREAM_INIT;
    std::uint64_t unpacked = 0;
    std::array<std::uint8_t, 65536> out{};
    bool ended = false;
    ~Inside() { lzma_end(&stream); }

    void run(std::string_view bytes, lzma_action action);
};

bool is_xz(std::string_view bytes) noexcept { return bytes.starts_with(std::string_view("\xFD" "7zXZ\0", 6)); }

Unpacker::Unpacker(Take take, Limits limits) : inside_(new Inside{std::move(take), limits}) {
    if (lzma_stream_decoder(&inside_->stream, limits.memory, LZMA_CONCATENATED) != LZMA_OK) throw Error(Fault::unavailable, "there is no memory to unpack it");
}
Unpacker::~Unpacker() = default;

void Unpacker::Inside::run(std::string_view bytes, lzma_action action) {
    stream.next_in = reinterpret_cast<const std::uint8_t*>(bytes.data());
    stream.avail_in = bytes.size();
    for (;;) {
        stream.next_out = out.data();
        stream.avail_out = out.size();
        const lzma_ret result = lzma_code(&stream, action);
        const std::size_t got = out.size() - stream.avail_out;
        unpacked += got;
        if (unpacked > limits.unpacked) throw Error(Fault::limit, "unpacked it is larger than {} MiB", limits.unpacked >> 20U);
        if (got > 0) take({reinterpret_cast<const char*>(out.data()), got});
        if (result == LZMA_MEMLIMIT_ERROR) throw Error(Fault::limit, "unpacking it needs more than {} MiB of memory", limits.memory >> 20U);
        if (result == LZMA_STREAM_END) {
            ended = true;
            return;
        }
        if (result == LZMA_BUF_ERROR || (result == LZMA_OK && action == LZMA_RUN && stream.avail_in == 0 && stream.avail_out > 0)) return;
        if (result != LZMA_OK) throw Error(Fault::bad_request, "its compression (xz) is damaged");
    }
}

void Unpacker::feed(std::string_view bytes) {
    if (!bytes.empty()) inside_->run(bytes, LZMA_RUN);
}

void Unpacker::finish() {
    inside_->run({}, LZMA_FINISH);
    if (!inside_->ended) throw Error(Fault::bad_request, "its compression (xz) stops before its end: the file is not whole");
}

}  // namespace comity::xz
