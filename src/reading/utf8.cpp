#include "reading/utf8.hpp"

#include <cstring>

namespace comity::reading::utf8 {

std::pair<char32_t, std::size_t> decode(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) -> unsigned { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
    const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80U) return {first, 1};
    if (first >= 0xC2U && first <= 0xDFU && tail(1)) return {((first & 0x1FU) << 6) | (byte(1) & 0x3FU), 2};
    if (first >= 0xE0U && first <= 0xEFU && tail(1) && tail(2)) {
        const char32_t point = ((first & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);
        if (point >= 0x800 && (point < 0xD800 || point > 0xDFFF)) return {point, 3};
    }
    if (first >= 0xF0U && first <= 0xF4U && tail(1) && tail(2) && tail(3)) {
        const char32_t point = ((first & 0x07U) << 18) | ((byte(1) & 0x3FU) << 12) | ((byte(2) & 0x3FU) << 6) | (byte(3) & 0x3FU);
        if (point >= 0x10000 && point <= 0x10FFFF) return {point, 4};
    }
    return {0xFFFD, 1};
}

std::size_t first_invalid(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at < text.size()) {
        // Eight plain bytes at a time: almost all of almost every text.
        if (at + 8 <= text.size()) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + at, 8);
            if ((word & 0x8080808080808080ULL) == 0) {
                at += 8;
                continue;
            }
        }
        const auto [point, length] = decode(text, at);
        if (point == 0xFFFD && length == 1) return at;
        at += length;
    }
    return std::string_view::npos;
}

std::string repaired(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 16);
    for (std::size_t at = 0; at < text.size();) {
        const auto [point, length] = decode(text, at);
        if (point == 0xFFFD && length == 1) {
            out += "\xEF\xBF\xBD";
        } else {
            out.append(text, at, length);
        }
        at += length;
    }
    return out;
}

}  // namespace comity::reading::utf8
