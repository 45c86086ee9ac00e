#include "vocabulary/fold.hpp"

#include <cstdint>

namespace comity::vocabulary {
namespace {

struct Decoded {
    std::uint32_t code;
    std::size_t bytes;
};

// Two- and three-byte sequences are all that folding changes; the rest passes as single bytes.
Decoded decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0U) == 0x80U; };
    const std::uint32_t first = byte(at);
    if ((first & 0xE0U) == 0xC0U && follows(at + 1)) return {((first & 0x1FU) << 6U) | (byte(at + 1) & 0x3FU), 2};
    if ((first & 0xF0U) == 0xE0U && follows(at + 1) && follows(at + 2))
        return {((first & 0x0FU) << 12U) | ((byte(at + 1) & 0x3FU) << 6U) | (byte(at + 2) & 0x3FU), 3};
    return {first, 1};
}

char* append(std::uint32_t code, char* into) {
    if (code < 0x80U) {
        *into++ = static_cast<char>(code);
    } else if (code < 0x800U) {
        *into++ = static_cast<char>(0xC0U | (code >> 6U));
        *into++ = static_cast<char>(0x80U | (code & 0x3FU));
    } else {
        *into++ = static_cast<char>(0xE0U | (code >> 12U));
        *into++ = static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        *into++ = static_cast<char>(0x80U | (code & 0x3FU));
    }
    return into;
}

// 0: the character is dropped.
std::uint32_t folded(std::uint32_t code) {
    if (code >= 0xC0 && code <= 0xDE && code != 0xD7) return code + 0x20;
    if (code >= 0x100 && code <= 0x137) return code | 1U;
    if (code >= 0x139 && code <= 0x148) return (code & 1U) != 0 ? code + 1 : code;
    if (code >= 0x14A && code <= 0x177) return code | 1U;
    if (code >= 0x410 && code <= 0x42F) return code + 0x20;
    if (code >= 0x400 && code <= 0x40F) return code + 0x50;
    switch (code) {
        case 0x2018: case 0x2019: case 0x02BC: case 0x0060: case 0x00B4: return '\'';
        case 0x2010: case 0x2011: return '-';
        case 0x00A0: case 0x202F: case 0x2009: case 0x2007: return ' ';
        case 0x00AD: case 0x200B: case 0x200C: case 0x200D: case 0x200E: case 0x200F: case 0x2060: case 0xFEFF: case 0x0640: return 0;
        default: break;
    }
    return code >= 0x064B && code <= 0x0652 ? 0 : code;
}

}  // namespace

std::size_t fold_into(std::string_view text, char* into) noexcept {
    char* const begin = into;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80U) {
            *into++ = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte == '`' ? '\'' : text[at];
            ++at;
            continue;
        }
        const Decoded decoded = decode(text, at);
        if (decoded.bytes == 1) {
            *into++ = text[at];
        } else if (const std::uint32_t code = folded(decoded.code); code != 0) {
            into = append(code, into);
        }
        at += decoded.bytes;
    }
    return static_cast<std::size_t>(into - begin);
}

std::string fold(std::string_view text) {
    std::string result(2 * text.size(), '\0');
    result.resize(fold_into(text, result.data()));
    return result;
}

std::string fold_name(std::string_view text) {
    const std::string plain = fold(text);
    std::string result;
    result.reserve(plain.size());
    for (const char c : plain) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank) {
            result += c;
        } else if (!result.empty() && result.back() != ' ') {
            result += ' ';
        }
    }
    if (!result.empty() && result.back() == ' ') result.pop_back();
    return result;
}

}  // namespace comity::vocabulary
