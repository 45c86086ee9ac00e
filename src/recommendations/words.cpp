#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "recommendations/inside.hpp"

namespace comity::recommendations {

namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// The bytes of a blank at a place: of ASCII, U+00A0, U+200B, U+202F, U+FEFF; 0 for none.
std::size_t blank_at(std::string_view text, std::size_t at) noexcept {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c <= 0x20 || c == 0x7F) return 1;
    const auto next = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
    if (c == 0xC2) return next(1) == 0xA0 ? 2 : 0;
    if (c == 0xE2) return next(1) == 0x80 && (next(2) == 0x8B || next(2) == 0xAF) ? 3 : 0;
    if (c == 0xEF) return next(1) == 0xBB && next(2) == 0xBF ? 3 : 0;
    return 0;
}

/// Where from `at` on a byte stands with which a blank may begin; the end if there is none.
std::size_t maybe_blank(std::string_view text, std::size_t at) noexcept {
    const auto may_begin = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF;
    };
    while (at < text.size() && !may_begin(text[at])) ++at;
    return at;
}

void append_character(std::string& out, std::uint32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0U | (code >> 6U));
        out += static_cast<char>(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0U | (code >> 12U));
        out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
        out += static_cast<char>(0xF0U | (code >> 18U));
        out += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
        out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (code & 0x3FU));
    }
}

/// A character reference behind "&", as its character; nothing for one that is not known.
std::string referred(std::string_view name) {
    if (name == "amp") return "&";
    if (name == "lt") return "<";
    if (name == "gt") return ">";
    if (name == "quot") return "\"";
    if (name == "apos") return "'";
    if (name == "nbsp") return " ";
    if (name == "ndash") return "\xE2\x80\x93";
    if (name == "rsquo") return "\xE2\x80\x99";
    if (name == "lsquo") return "\xE2\x80\x98";
    if (name == "rdquo") return "\xE2\x80\x9D";
    if (name == "ldquo") return "\xE2\x80\x9C";
    if (name.size() < 2 || name[0] != '#') return {};
    const bool hexadecimal = name[1] == 'x' || name[1] == 'X';
    const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
    const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (error != std::errc() || end != digits.data() + digits.size() || code == 0 || code > 0x10FFFF || is_surrogate) return {};
    std::string out;
    append_character(out, code);
    return out;
}

std::optional<int> whole_number(std::string_view text) noexcept {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

bool has_marks(std::string_view text) noexcept { return text.find('<') != std::string_view::npos || text.find('&') != std::string_view::npos; }

std::string as_date(int year, int month, int day) {
    const bool possible = year >= 1900 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return possible ? fmt::format("{:04}-{:02}-{:02}", year, month, day) : std::string();
}

}  // namespace

std::string cleaned(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool blank = false;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t length = blank_at(text, at); length > 0) {
            blank = true;
            at += length;
            continue;
        }
        if (blank && !out.empty()) out += ' ';
        blank = false;
        const std::size_t end = maybe_blank(text, at + 1);
        out.append(text, at, end - at);
        at = end;
    }
    return out;
}

std::string without_marks(std::string_view text) {
    if (!has_marks(text)) return std::string(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '<') {
            // A mark begins with a letter, "/" or "!"; "<" as a sign stays.
            const char next = at + 1 < text.size() ? text[at + 1] : ' ';
            const bool is_mark = next == '/' || next == '!' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
            const std::size_t end = is_mark ? text.find('>', at) : std::string_view::npos;
            if (end != std::string_view::npos) {
                out += ' ';
                at = end;
                continue;
            }
        } else if (text[at] == '&') {
            constexpr std::size_t longest = 10;
            const std::size_t end = text.find(';', at);
            if (end != std::string_view::npos && end - at <= longest) {
                if (const std::string character = referred(text.substr(at + 1, end - at - 1)); !character.empty()) {
                    out += character;
                    at = end;
                    continue;
                }
            }
        }
        out += text[at];
    }
    return out;
}

std::string plain(std::string_view text) { return has_marks(text) ? cleaned(without_marks(text)) : cleaned(text); }

std::vector<std::string> values_of(std::string_view cell, char separator) {
    std::vector<std::string> values;
    for (std::size_t begin = 0; begin <= cell.size();) {
        const std::size_t end = std::min(cell.find(separator, begin), cell.size());
        std::string one = plain(cell.substr(begin, end - begin));
        if (one.starts_with("- ")) one.erase(0, 2);
        if (one == "-") one.clear();
        if (!one.empty() && std::find(values.begin(), values.end(), one) == values.end()) values.push_back(std::move(one));
        begin = end + 1;
    }
    return values;
}

std::string take_number(std::string& words) {
    std::size_t at = 0, digits = 0;
    bool parted = false;
    while (at < words.size() && (is_digit(words[at]) || (words[at] == '.' && at > 0 && at + 1 < words.size() && is_digit(words[at + 1])))) {
        if (words[at] == '.') parted = true;
        else ++digits;
        ++at;
    }
    constexpr std::size_t longest = 9;
    if (digits == 0 || digits > longest) return {};
    std::size_t end = at;
    // The letter of a point belongs to it: "42. (a)" and "42 (a)".
    std::string number = words.substr(0, at);
    if (end < words.size() && words[end] == '.') ++end;
    const bool dotted = end > at;
    while (end < words.size() && words[end] == ' ') ++end;
    if (end + 2 < words.size() && words[end] == '(' && words[end + 1] >= 'a' && words[end + 1] <= 'z' && words[end + 2] == ')') {
        number += fmt::format("({})", words[end + 1]);
        end += 3;
        while (end < words.size() && words[end] == ' ') ++end;
    } else if (!parted && !dotted) {
        return {};  // "5 per cent of ..." has no number of a paragraph
    }
    if (end == at || end >= words.size()) return {};
    words.erase(0, end);
    return number;
}

int number_in(std::string_view text) noexcept {
    const std::size_t first = text.find_first_of("0123456789");
    if (first == std::string_view::npos) return 0;
    const std::size_t end = std::min(text.find_first_not_of("0123456789", first), text.size());
    return whole_number(text.substr(first, std::min<std::size_t>(end - first, 4))).value_or(0);
}

std::optional<int> count_in(std::string_view cell) {
    constexpr std::array<std::string_view, 5> nothing = {"", "na", "none", "null", "notapplicable"};
    if (const int number = number_in(cell); number != 0) return number;
    const std::string key = column_key(cell);
    return cell.find('0') != std::string_view::npos || std::find(nothing.begin(), nothing.end(), key) != nothing.end() ? std::optional(0) : std::nullopt;
}

std::string date_of(std::string_view cell) {
    const std::string text = cleaned(cell);
    if (text.size() >= 10 && text[4] == '-' && text[7] == '-') {
        return as_date(whole_number(std::string_view(text).substr(0, 4)).value_or(0), whole_number(std::string_view(text).substr(5, 2)).value_or(0),
                       whole_number(std::string_view(text).substr(8, 2)).value_or(0));
    }
    if (text.size() >= 10 && text[2] == '/' && text[5] == '/') {
        return as_date(whole_number(std::string_view(text).substr(6, 4)).value_or(0), whole_number(std::string_view(text).substr(3, 2)).value_or(0),
                       whole_number(std::string_view(text).substr(0, 2)).value_or(0));
    }
    // A spreadsheet counts days from 30 December 1899 (ECMA-376 part 1, 18.17.4.1); 1 January 1950 to the year 2100.
    const auto serial = whole_number(std::string_view(text).substr(0, text.find('.')));
    constexpr int first_serial = 18264, last_serial = 73415, days_to_1970 = 25569;
    if (!serial || *serial < first_serial || *serial > last_serial) return {};
    // Days to a date of the civil calendar (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    const int day = *serial - days_to_1970 + 719468, era = day / 146097, of_era = day - era * 146097;
    const int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100), shifted = (5 * of_year + 2) / 153;
    const int month = shifted < 10 ? shifted + 3 : shifted - 9;
    return as_date(year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, of_year - (153 * shifted + 2) / 5 + 1);
}

std::string column_key(std::string_view header) {
    std::string_view name = header;
    if (const std::size_t open = header.rfind('['); open != std::string_view::npos) {
        const std::size_t colon = header.find(':', open), close = header.find(']', open);
        if (colon != std::string_view::npos && close != std::string_view::npos && colon < close) name = header.substr(colon + 1, close - colon - 1);
    }
    std::string key;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') key += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || is_digit(c)) key += c;
    }
    return key;
}

}  // namespace comity::recommendations
