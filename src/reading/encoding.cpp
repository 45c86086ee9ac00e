#include "reading/encoding.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "reading/diagnostics.hpp"
#include "reading/utf8.hpp"
#include "text/charset.hpp"

namespace comity::reading {

namespace {

/// Well-formed sequences of several bytes, and bytes that are part of none.
struct Soundness {
    std::size_t sound = 0, bad = 0;
};

Soundness soundness_of(std::string_view bytes) {
    Soundness found;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto [point, length] = utf8::decode(bytes, at);
        if (length > 1) ++found.sound;
        if (length == 1 && point == 0xFFFD) ++found.bad;
        at += length;
    }
    return found;
}

/// These five stand for nothing in Windows-1252 (WHATWG Encoding, index windows-1252).
bool may_be_western(std::string_view bytes) { return bytes.find_first_of("\x81\x8D\x8F\x90\x9D") == std::string_view::npos; }

/// Encodings whose letters all stand in the upper half: in their texts most bytes do.
bool is_of_another_script(std::string_view encoding) {
    static constexpr std::array<std::string_view, 14> known = {"windows-1251", "windows-1253", "windows-1255", "windows-1256", "ISO-8859-5", "ISO-8859-6", "ISO-8859-7",
                                                               "KOI8-R", "IBM866", "GB18030", "Big5", "Shift_JIS", "EUC-JP", "EUC-KR"};
    return std::find(known.begin(), known.end(), encoding) != known.end();
}

/// Where letters of the upper half are a third of all, they are the script's own; in French or Spanish they stand among plain ones.
bool is_mostly_upper(std::string_view bytes) {
    std::size_t upper = 0, letters = 0;
    for (const char c : bytes) {
        if (static_cast<unsigned char>(c) >= 0x80) ++upper;
        if ((c | 32) >= 'a' && (c | 32) <= 'z') ++letters;
    }
    return upper * 2 > letters;
}

/// Of a page the words alone, so that its markup does not count as letters.
std::string words_of(std::string_view bytes) {
    if (bytes.substr(0, 4096).find('<') == std::string_view::npos) return std::string(bytes.substr(0, std::size_t{128} << 10U));
    std::string words;
    bool within = false;
    for (const char c : bytes) {
        if (c == '<') within = true;
        if (!within) words += c;
        if (c == '>') within = false;
        if (words.size() > (std::size_t{64} << 10U)) break;
    }
    return words;
}

/// How far two neighbouring bytes make a text in UTF-16 of this order: blanks and line ends, and no control characters.
bool reads_as_utf_16(std::string_view head, std::size_t high) {
    std::size_t blanks = 0, strange = 0, units = 0, plain_pairs = 0;
    std::array<std::size_t, 256> blocks{};
    for (std::size_t at = 0; at + 1 < head.size(); at += 2) {
        const auto upper = static_cast<unsigned char>(head[at + high]), lower = static_cast<unsigned char>(head[at + 1 - high]);
        ++units;
        if (upper >= 0x20 && upper < 0x7F && lower >= 0x20 && lower < 0x7F) ++plain_pairs;  // of a plain text that holds a zero
        ++blocks[upper];
        if (upper == 0 && (lower == ' ' || lower == '\n')) ++blanks;
        if ((upper == 0 && lower < 32 && (lower < 9 || lower > 13)) || (upper >= 0xE0 && upper <= 0xEF)) ++strange;
    }
    std::size_t used = 0;
    for (const std::size_t count : blocks) used += count > 0 ? 1U : 0U;
    return units >= 8 && plain_pairs * 2 < units && strange * 50 <= units && blanks * 100 >= units && (blocks[0] * 2 > units || used < 140);
}

}  // namespace

document::Diagnostic Decoded::told() const {
    const std::string_view how = witness == Witness::mark          ? "as the mark at its beginning says"
                                 : witness == Witness::declaration ? "as it says itself"
                                                                   : "as its bytes make likely: look whether the letters are right";
    // Zeros at every second place show UTF-16; letters of one byte only make an encoding likely, and a single damaged byte is no witness at all.
    const Finding finding = witness == Witness::bytes && !encoding.starts_with("UTF-16") ? Finding::encoding_guessed : Finding::encoding;
    return diagnostic(finding, 1, fmt::format("The file was read in the encoding {}, {}.", encoding, how));
}

std::string_view encoding_of_utf_16(std::string_view bytes) noexcept {
    if (bytes.starts_with("\xFF\xFE")) return "UTF-16LE";
    if (bytes.starts_with("\xFE\xFF")) return "UTF-16BE";
    const std::string_view head = bytes.substr(0, 8192);
    // every text in it has blanks and line ends, and with them zeros
    if (head.find('\0') == std::string_view::npos || bytes.size() % 2 != 0) return {};
    if (reads_as_utf_16(head, 1)) return "UTF-16LE";
    if (reads_as_utf_16(head, 0)) return "UTF-16BE";
    return {};
}

Decoded decoded_utf_16(std::string_view bytes) {
    Decoded decoded;
    decoded.encoding = encoding_of_utf_16(bytes);
    const bool marked = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    decoded.witness = marked ? Decoded::Witness::mark : Decoded::Witness::bytes;
    decoded.text = text::decoded(bytes.substr(marked ? 2 : 0), decoded.encoding).value_or(std::string());
    return decoded;
}

std::optional<Decoded> decoded_legacy(std::string_view bytes, std::string_view declared) {
    const Soundness found = soundness_of(bytes);
    if (found.bad == 0 || found.sound >= found.bad) return std::nullopt;
    Decoded decoded;
    if (!declared.empty()) {
        if (auto text = text::decoded(bytes, declared)) {
            decoded.text = std::move(*text);
            decoded.encoding = declared;
            decoded.witness = Decoded::Witness::declaration;
            if (utf8::first_invalid(decoded.text) == std::string::npos && decoded.text.find("\xEF\xBF\xBD") == std::string::npos) return decoded;
        }
    }
    const std::string words = words_of(bytes);
    std::string likely;
    if (is_mostly_upper(words)) likely = text::likely_encoding(words);
    if (!is_of_another_script(likely)) {
        if (!may_be_western(bytes)) return std::nullopt;
        likely = "windows-1252";
    }
    auto text = text::decoded(bytes, likely);
    if (!text) return std::nullopt;
    return Decoded{std::move(*text), likely, Decoded::Witness::bytes};
}

std::string_view declared_encoding(std::string_view bytes) noexcept {
    const std::string_view head = bytes.substr(0, 8192);
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; };
    for (const std::string_view name : {std::string_view("charset"), std::string_view("encoding")}) {
        auto at = std::search(head.begin(), head.end(), name.begin(), name.end(), same);
        if (at == head.end()) continue;
        auto place = static_cast<std::size_t>(at - head.begin()) + name.size();
        while (place < head.size() && (head[place] == ' ' || head[place] == '=' || head[place] == '"' || head[place] == '\'')) ++place;
        std::size_t end = place;
        while (end < head.size() && end - place < 40 && std::string_view(" \"'>;?/\r\n\t").find(head[end]) == std::string_view::npos) ++end;
        if (end > place) return head.substr(place, end - place);
    }
    return {};
}

}  // namespace comity::reading
