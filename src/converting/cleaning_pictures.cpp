// JPEG (ITU-T T.81, B.1) and PNG (RFC 2083): their parts one after the other; those that are not the picture are left out.
#include <algorithm>
#include <array>
#include <cstdint>

#include "converting/inside.hpp"

namespace comity::converting {

namespace {

constexpr std::string_view jpeg_begin = "\xFF\xD8\xFF", png_begin("\x89PNG\r\n\x1A\n", 8);

std::size_t number(std::string_view bytes, std::size_t at, std::size_t length) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < length; ++i) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

namespace jpeg {
constexpr unsigned char picture_ends = 0xD9, scan_begins = 0xDA, first_restart = 0xD0, last_restart = 0xD7, first_application = 0xE0, last_application = 0xEF, colours = 0xEE, comment = 0xFE;

/// Of segments for programs only Adobe's says how colours are meant; JFIF's has the density of its points, and may have a small picture of what it was before.
bool is_beside(unsigned char marker) { return (marker >= first_application && marker <= last_application && marker != colours) || marker == comment; }

/// Where the coded picture that begins here ends: at the next marker that is none of its own.
std::size_t end_of_scan(std::string_view bytes, std::size_t at) {
    for (; at + 1 < bytes.size(); ++at) {
        if (static_cast<unsigned char>(bytes[at]) != 0xFF) continue;
        const auto next = static_cast<unsigned char>(bytes[at + 1]);
        if (next != 0 && next != 0xFF && (next < first_restart || next > last_restart)) return at;
    }
    return bytes.size();
}

std::optional<std::string> alone(std::string_view bytes) {
    std::string out(bytes.substr(0, 2));
    for (std::size_t at = 2; at + 4 <= bytes.size() || (at + 2 <= bytes.size() && static_cast<unsigned char>(bytes[at + 1]) == picture_ends);) {
        if (static_cast<unsigned char>(bytes[at]) != 0xFF) return std::nullopt;
        const auto marker = static_cast<unsigned char>(bytes[at + 1]);
        if (marker == 0xFF) {
            ++at;
            continue;
        }
        if (marker == picture_ends) return out + std::string(bytes.substr(at, 2));  // further pictures may stand behind
        const std::size_t length = number(bytes, at + 2, 2);
        if (length < 2 || at + 2 + length > bytes.size()) return std::nullopt;
        if (!is_beside(marker)) out += bytes.substr(at, 2 + length);
        at += 2 + length;
        if (marker != scan_begins) continue;
        const std::size_t end = end_of_scan(bytes, at);
        out += bytes.substr(at, end - at);
        at = end;
    }
    return std::nullopt;
}
}  // namespace jpeg

std::optional<std::string> png_alone(std::string_view bytes) {
    // Colour, size and transparency; words, times, and what cameras write are left out.
    constexpr std::array<std::string_view, 11> kept = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "pHYs", "bKGD", "sBIT"};
    constexpr std::size_t around = 12;  // length, name, check
    std::string out(png_begin);
    for (std::size_t at = png_begin.size(); at + around <= bytes.size();) {
        const std::size_t length = number(bytes, at, 4);
        if (length > bytes.size() || at + around + length > bytes.size()) return std::nullopt;
        const std::string_view name = bytes.substr(at + 4, 4);
        if (std::find(kept.begin(), kept.end(), name) != kept.end()) out += bytes.substr(at, around + length);
        if (name == "IEND") return out;
        at += around + length;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> picture_alone(std::string_view bytes) {
    if (bytes.starts_with(jpeg_begin)) return jpeg::alone(bytes);
    if (bytes.starts_with(png_begin)) return png_alone(bytes);
    return std::nullopt;
}

void blank_beside_pictures(std::string& bytes) {
    for (std::size_t begin = bytes.find(jpeg_begin); begin != std::string::npos; begin = bytes.find(jpeg_begin, begin + 1)) {
        for (std::size_t at = begin + 2; at + 4 <= bytes.size() && static_cast<unsigned char>(bytes[at]) == 0xFF;) {
            const auto marker = static_cast<unsigned char>(bytes[at + 1]);
            const std::size_t length = number(bytes, at + 2, 2);
            if (length < 2 || at + 2 + length > bytes.size() || marker == jpeg::scan_begins) break;
            if (jpeg::is_beside(marker)) std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at) + 4, length - 2, '\0');
            at += 2 + length;
        }
    }
}

}  // namespace comity::converting
