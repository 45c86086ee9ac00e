#include "xz/xz.hpp"

#include <string>

#include <gtest/gtest.h>
#include <lzma.h>

#include "base/error.hpp"

namespace comity::xz {
namespace {

std::string packed(std::string_view text) {
    std::string out(lzma_stream_buffer_bound(text.size()), '\0');
    std::size_t size = 0;
    const auto result = lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                                                reinterpret_cast<std::uint8_t*>(out.data()), &size, out.size());
    EXPECT_EQ(result, LZMA_OK);
    out.resize(size);
    return out;
}

std::string unpacked(std::string_view bytes, std::size_t piece = 100000, Limits limits = {}) {
    std::string out;
    Unpacker unpacker([&](std::string_view part) { out += part; }, limits);
    for (std::size_t at = 0; at < bytes.size(); at += piece) unpacker.feed(bytes.substr(at, piece));
    unpacker.finish();
    return out;
}

TEST(Xz, UnpacksWhatWasPackedInWhateverPiecesItComes) {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += std::to_string(std::int64_t{i} * i) + "\n";
    const std::string bytes = packed(text);
    EXPECT_TRUE(is_xz(bytes));
    for (const std::size_t piece : {1U, 13U, 65536U}) EXPECT_EQ(unpacked(bytes, piece), text);
    EXPECT_EQ(unpacked(bytes + packed("end")), text + "end");
    EXPECT_EQ(unpacked(packed("")), "");
}

TEST(Xz, RefusesABombInsteadOfFillingTheMemory) {
    const std::string bomb = packed(std::string(std::size_t{8} << 20U, '\0'));
    EXPECT_LT(bomb.size(), 10000U);
    Limits limits;
    limits.unpacked = std::uint64_t{1} << 20U;
    try {
        unpacked(bomb, 100, limits);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::limit);
    }
    limits = {};
    limits.memory = 1 << 20;  // its dictionary alone has 8 MiB
    EXPECT_THROW(unpacked(bomb, 100, limits), Error);
}

TEST(Xz, RefusesWhatIsDamagedOrStopsEarly) {
    std::string bytes = packed("words that are long enough to be cut");
    EXPECT_THROW(unpacked(bytes.substr(0, bytes.size() - 5)), Error);
    bytes[bytes.size() / 2] = static_cast<char>(~bytes[bytes.size() / 2]);
    EXPECT_THROW(unpacked(bytes), Error);
    EXPECT_FALSE(is_xz("rcid,session"));
    EXPECT_THROW(unpacked("rcid,session"), Error);
}

}  // namespace
}  // namespace comity::xz
