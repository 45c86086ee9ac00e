#include "zip/stream.hpp"

#include <limits>

#include <zlib.h>

#include "base/error.hpp"
#include "zip/deflate.hpp"

namespace comity::zip {

namespace {

// APPNOTE.TXT 6.3.10 of PKWARE, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
constexpr std::uint32_t local_header = 0x04034b50, listed_header = 0x02014b50, end_of_list = 0x06054b50;
constexpr std::uint16_t version = 20, names_in_utf_8 = 1U << 11U, by_deflate = 8, stored = 0, first_of_1980 = (1U << 5U) | 1U;

void number(std::string& bytes, std::uint64_t value, int size) {
    for (; size > 0; --size, value >>= 8U) bytes += static_cast<char>(value & 0xFFU);
}

}  // namespace

void Stream::put(std::string_view bytes) {
    sink_(bytes);
    size_ += bytes.size();
}

void Stream::add(std::string_view name, std::string_view bytes) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    if (listed_.size() >= 65535 || bytes.size() > (std::uint64_t{1} << 31U) || size_ + bytes.size() + 4096 > most) {
        throw Error(Fault::limit, "the archive would have more than 65,535 files or 4 GB, which not every program can unpack: take it in parts");
    }
    const std::string packed = deflated(bytes, Wrap::none);
    Listed listed{.name = std::string(name), .unpacked = static_cast<std::uint32_t>(bytes.size()), .offset = static_cast<std::uint32_t>(size_)};
    listed.check = static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
    listed.method = packed.empty() ? stored : by_deflate;
    const std::string_view content = packed.empty() ? bytes : std::string_view(packed);
    listed.packed = static_cast<std::uint32_t>(content.size());
    std::string header;
    number(header, local_header, 4);
    for (const std::uint16_t field : {version, names_in_utf_8, listed.method, std::uint16_t{0}, first_of_1980}) number(header, field, 2);
    for (const std::uint32_t field : {listed.check, listed.packed, listed.unpacked}) number(header, field, 4);
    number(header, name.size(), 2);
    number(header, 0, 2);
    put(header.append(name));
    put(content);
    listed_.push_back(std::move(listed));
}

void Stream::finish() {
    const std::uint64_t begin = size_;
    for (const Listed& file : listed_) {
        std::string header;
        number(header, listed_header, 4);
        for (const std::uint16_t field : {version, version, names_in_utf_8, file.method, std::uint16_t{0}, first_of_1980}) number(header, field, 2);
        for (const std::uint32_t field : {file.check, file.packed, file.unpacked}) number(header, field, 4);
        number(header, file.name.size(), 2);
        number(header, 0, 12);  // nothing besides: no remark, first disk, no attributes
        number(header, file.offset, 4);
        put(header.append(file.name));
    }
    std::string end;
    const std::uint64_t size = size_ - begin;
    number(end, end_of_list, 4);
    number(end, 0, 4);
    number(end, listed_.size(), 2);
    number(end, listed_.size(), 2);
    number(end, size, 4);
    number(end, begin, 4);
    number(end, 0, 2);
    put(end);
}

}  // namespace comity::zip
