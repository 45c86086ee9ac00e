#include "document/clean_text.hpp"

#include <numeric>

#include "document/symbol_scan.hpp"

namespace comity::document {
namespace {

/// Bytes of a blank of any kind at `at`, 0 if there is none.
std::size_t blank_at(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return 1;
    if (c == '\xC2') return text.substr(at).starts_with("\xC2\xA0") ? 2 : 0;
    if (c != '\xE2') return 0;
    for (const std::string_view blank : {"\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x87", "\xE2\x80\x82", "\xE2\x80\x83"})
        if (text.substr(at).starts_with(blank)) return 3;
    return 0;
}

/// Bytes to leave out at `at`: what carries no letter of the text.
std::size_t dropped_at(std::string_view text, std::size_t at) {
    const auto rest = text.substr(at);
    switch (text[at]) {
        case '*': return 1;
        case '_':  // emphasis stands at the edge of a word; within one it is the mark of a file's name
            return at == 0 || at + 1 == text.size() || !is_letter_or_digit(text[at - 1]) || !is_letter_or_digit(text[at + 1]) ? 1 : 0;
        case '\\': return rest.size() > 1 && !is_letter_or_digit(rest[1]) ? 1 : 0;
        case '<': {
            constexpr std::string_view open = "<sup>", close = "</sup>";
            if (!rest.starts_with(open)) return 0;
            const std::size_t end = rest.substr(0, 64).find(close);
            return end == std::string_view::npos ? 0 : end + close.size();
        }
        case '[': {  // "[70/1](#)": the bracket of a link, not of a report line
            const std::size_t end = rest.substr(0, 200).find("](");
            return end != std::string_view::npos && rest.substr(1, end - 1).find('[') == std::string_view::npos ? 1 : 0;
        }
        case ']': {
            if (!rest.starts_with("](")) return 0;
            const std::size_t end = rest.substr(0, 400).find(')');
            return end == std::string_view::npos ? 0 : end + 1;
        }
        case '\xC2':  // soft hyphen, superscript one to three
            return rest.starts_with("\xC2\xAD") || rest.starts_with("\xC2\xB9") || rest.starts_with("\xC2\xB2") || rest.starts_with("\xC2\xB3") ? 2 : 0;
        case '\xE2':
            if (rest.starts_with("\xE2\x81\xB0")) return 3;
            if (rest.size() > 2 && rest[1] == '\x81' && rest[2] >= '\xB4' && rest[2] <= '\xB9') return 3;
            for (const std::string_view mark : {"\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x81\xA0"})
                if (rest.starts_with(mark)) return 3;
            return 0;
        case '\xEF': return rest.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        default: return 0;
    }
}

/// Where the letters, digits and plain signs that begin at `at` end: most of every text is such words, taken over as they stand.
std::size_t end_of_plain(std::string_view text, std::size_t at) {
    while (at < text.size() && (is_letter_or_digit(text[at]) || text[at] == ',' || text[at] == '.' || text[at] == '-' || text[at] == '(' || text[at] == ')' || text[at] == '/' || text[at] == ';')) ++at;
    return at;
}

}  // namespace

CleanText cleaned(std::string_view source) {
    CleanText clean;
    clean.text.reserve(source.size());
    clean.places.reserve(source.size() + 1);
    const auto put = [&](char c, std::size_t at) {
        clean.text += c;
        clean.places.push_back(static_cast<std::uint32_t>(at));
    };
    for (std::size_t at = 0; at < source.size();) {
        if (const std::size_t end = end_of_plain(source, at); end > at) {
            const std::size_t before = clean.places.size();
            clean.text.append(source, at, end - at);
            clean.places.resize(before + (end - at));
            std::iota(clean.places.begin() + static_cast<std::ptrdiff_t>(before), clean.places.end(), static_cast<std::uint32_t>(at));
            at = end;
            if (at == source.size()) break;
        }
        if (const std::size_t blank = blank_at(source, at); blank != 0) {
            if (!clean.text.empty() && clean.text.back() != ' ') put(' ', at);
            at += blank;
        } else if (const std::size_t dropped = dropped_at(source, at); dropped != 0) {
            at += dropped;
        } else if (source.substr(at).starts_with("\xE2\x80\x91")) {
            put('-', at);
            at += 3;
        } else {
            put(source[at], at);
            ++at;
        }
    }
    clean.places.push_back(static_cast<std::uint32_t>(source.size()));
    return clean;
}

}  // namespace comity::document
