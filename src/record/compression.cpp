#include "record/compression.hpp"

#include <memory>

#include <zstd.h>

#include "base/error.hpp"

namespace comity::record {

namespace {
// The best that still keeps up with reading on one core (docs/performance.md).
constexpr int level = 6;

struct Freer {
    void operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const noexcept { ZSTD_freeDCtx(context); }
};
}  // namespace

std::string compressed(std::string_view bytes) {
    thread_local const std::unique_ptr<ZSTD_CCtx, Freer> context(ZSTD_createCCtx());
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size = ZSTD_compressCCtx(context.get(), out.data(), out.size(), bytes.data(), bytes.size(), level);
    if (ZSTD_isError(size) != 0) throw Error(Fault::limit, "{} bytes could not be compressed: {}", bytes.size(), ZSTD_getErrorName(size));
    out.resize(size);
    out.shrink_to_fit();
    return out;
}

std::string decompressed(std::string_view bytes, std::size_t largest) {
    thread_local const std::unique_ptr<ZSTD_DCtx, Freer> context(ZSTD_createDCtx());
    const auto size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > largest) {
        throw Error(Fault::unavailable, "kept bytes are damaged: run comity verify");
    }
    std::string out(static_cast<std::size_t>(size), '\0');
    const std::size_t got = ZSTD_decompressDCtx(context.get(), out.data(), out.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(got) != 0 || got != size) throw Error(Fault::unavailable, "kept bytes are damaged: run comity verify");
    return out;
}

}  // namespace comity::record
