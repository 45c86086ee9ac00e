// Numbers of acts and what they say; locators behind them.
#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "document/symbol_scan.hpp"

namespace comity::document {
namespace {

using Shape = ActNumber::Shape;

char at_or_end(std::string_view text, std::size_t at) noexcept { return at < text.size() ? text[at] : '\0'; }
std::string_view from(std::string_view text, std::size_t at) noexcept { return text.substr(std::min(at, text.size())); }

std::size_t digits_at(std::string_view text, std::size_t at) noexcept {
    std::size_t count = 0;
    while (is_digit(at_or_end(text, at + count))) ++count;
    return count;
}

int value_of(std::string_view digits) noexcept {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

bool is_year(std::string_view digits) noexcept {
    return digits.size() == 4 && value_of(digits) >= 1946 && value_of(digits) < 2100;
}

/// The Arabic words for the letters of acts, in their order: 217 ألف is 217 A.
constexpr std::array<std::string_view, 8> arabic_letters = {"ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء"};

/// One letter of an act at `at`: its capital, and where it ends. The article "A" and the beginnings of words are none.
struct Letter {
    char capital = '\0';
    std::size_t end = 0;
};
Letter letter_at(std::string_view text, std::size_t at) {
    for (std::size_t i = 0; i < arabic_letters.size(); ++i)
        if (from(text, at).starts_with(arabic_letters[i])) return {static_cast<char>('A' + static_cast<char>(i)), at + arabic_letters[i].size()};
    const char c = at_or_end(text, at), behind = at_or_end(text, at + 1);
    if (!is_upper(c) || is_letter_or_digit(behind) || behind == '/' || behind == '\'' || from(text, at + 1).starts_with("\xE2\x80\x99")) return {};
    if (behind == '.' && at_or_end(text, at + 2) != '\0' && at_or_end(text, at + 2) != ' ') return {};
    return {c, at + 1};
}

/// A small word behind "A" makes it an article, unless it is one that joins or continues a citation.
bool is_article(std::string_view text, const Letter& letter) {
    if (letter.capital != 'A' || at_or_end(text, letter.end) != ' ' || !is_lower(at_or_end(text, letter.end + 1))) return false;
    for (const std::string_view word : {"and ", "to ", "of ", "or ", "on ", "in ", "by ", "du ", "de ", "et ", "y ", "a ", "entitled", "adopted"})
        if (from(text, letter.end + 1).starts_with(word)) return false;
    return true;
}

/// "A", "A and B", "A, B and C", "A to E", "A-E" behind an optional blank.
std::size_t read_letters(std::string_view text, std::size_t at, std::vector<std::string>& letters) {
    const std::size_t begin = at_or_end(text, at) == ' ' ? at + 1 : at;
    const Letter first = letter_at(text, begin);
    if (first.capital == '\0' || is_article(text, first)) return at;
    letters.emplace_back(1, first.capital);
    std::size_t end = first.end;
    for (;;) {
        const char last = letters.back().front();
        std::size_t next = end;
        bool range = false, found = false;
        for (const std::string_view joiner : {" to ", "-", "\xE2\x80\x93", " \xC3\xA0 ", " a ", " إلى ", ", and ", " and ", ", ", " et ", " y ", " و"}) {
            if (!from(text, end).starts_with(joiner)) continue;
            next = end + joiner.size();
            range = joiner == " to " || joiner == "-" || joiner == "\xE2\x80\x93" || joiner == " \xC3\xA0 " || joiner == " a " || joiner == " إلى ";
            found = true;
            break;
        }
        const Letter letter = found ? letter_at(text, next) : Letter{};
        if (letter.capital <= last || letter.capital > last + 25) return end;
        for (char capital = range ? static_cast<char>(last + 1) : letter.capital; capital <= letter.capital; ++capital)
            letters.emplace_back(1, capital);
        end = letter.end;
    }
}

/// " (III)", " (S-VI)", " (2000)", " (د-3)" into `number`; where it ends, or `at` if none stands there.
std::size_t read_bracket(std::string_view text, std::size_t at, ActNumber& number) {
    constexpr std::string_view arabic_session = "د-", special = "دإ-";
    const std::size_t open = at_or_end(text, at) == ' ' ? at + 1 : at;
    if (at_or_end(text, open) != '(') return at;
    const std::size_t close = text.substr(0, std::min(text.size(), open + 16)).find(')', open);
    if (close == std::string_view::npos) return at;
    std::string_view inside = text.substr(open + 1, close - open - 1);
    if (is_year(inside)) {
        number.shape = Shape::year_behind;
        number.session = inside;
        return close + 1;
    }
    std::string_view numeral = inside;
    if (numeral.starts_with("S-")) numeral.remove_prefix(2);
    if (numeral.starts_with("ES-")) numeral.remove_prefix(3);
    number.shape = Shape::roman_session;
    if (roman_value(numeral) != 0) {
        number.session = inside;
        return close + 1;
    }
    const bool is_special = inside.starts_with(special);
    if (!is_special && !inside.starts_with(arabic_session)) return at;
    inside.remove_prefix(is_special ? special.size() : arabic_session.size());
    if (!all_digits(inside) || inside.size() > 3) return at;
    number.session = (is_special ? "S-" : "") + roman_of(value_of(inside));
    return close + 1;
}

/// "/Corr.1" behind a number; a further stroke with digits makes the whole no number ("44/1553/3").
bool read_suffix(std::string_view text, ActNumber& number) {
    if (at_or_end(text, number.end) != '/') return true;
    for (const std::string_view kind : {"Corr.", "Add.", "Rev."}) {
        if (!from(text, number.end + 1).starts_with(kind)) continue;
        const std::size_t digits = digits_at(text, number.end + 1 + kind.size());
        if (digits == 0) return false;
        number.suffix = text.substr(number.end, 1 + kind.size() + digits);
        number.end += number.suffix.size();
        return true;
    }
    return false;
}

/// "70/1", "2000/22 B", "S-27/2": the session part has been read up to the stroke at `stroke`.
std::optional<ActNumber> read_behind_stroke(std::string_view text, std::size_t begin, std::size_t stroke) {
    ActNumber number;
    number.session = text.substr(begin, stroke - begin);
    number.session.erase(std::remove(number.session.begin(), number.session.end(), ' '), number.session.end());
    number.shape = is_year(number.session) ? Shape::year : Shape::session;
    const std::size_t digits = digits_at(text, stroke + 1);
    if (digits == 0 || digits > 4) return std::nullopt;
    number.number = text.substr(stroke + 1, digits);
    number.end = stroke + 1 + digits;
    if (at_or_end(text, number.end) == '%') return std::nullopt;
    // A letter may be glued to the number ("59/113A"), a word may not ("24/7support").
    if (is_lower(at_or_end(text, number.end))) return std::nullopt;
    number.end = read_letters(text, number.end, number.letters);
    return read_suffix(text, number) ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string roman_of(int value) {
    constexpr std::array<std::pair<std::string_view, int>, 13> signs = {{{"M", 1000}, {"CM", 900}, {"D", 500}, {"CD", 400}, {"C", 100},
        {"XC", 90}, {"L", 50}, {"XL", 40}, {"X", 10}, {"IX", 9}, {"V", 5}, {"IV", 4}, {"I", 1}}};
    std::string numeral;
    for (const auto& [sign, worth] : signs)
        for (; value >= worth; value -= worth) numeral += sign;
    return numeral;
}

std::optional<ActNumber> scan_number(std::string_view text, std::size_t at) {
    std::size_t session = at;
    for (const std::string_view special : {"S-", "ES-", "OM/", "OS/"})
        if (from(text, at).starts_with(special)) session = at + special.size();
    if (session != at && text[session - 1] == '-' && at_or_end(text, session) == ' ') ++session;  // "ES- 10/17"
    const std::size_t digits = digits_at(text, session);
    if (digits == 0 || digits > 5) return std::nullopt;
    const std::size_t behind = session + digits;
    if (at_or_end(text, behind) == '/' && digits <= 4) return read_behind_stroke(text, at, behind);
    if (session != at) return std::nullopt;
    ActNumber number;
    number.number = text.substr(at, digits);
    const std::size_t letters = read_letters(text, behind, number.letters);
    number.end = read_bracket(text, letters, number);
    if (number.end == letters) {
        number.letters.clear();
        number.shape = Shape::bare;
        number.end = behind;
        return number;
    }
    // "2200 (XXI) A"
    if (number.letters.empty() && number.shape == Shape::roman_session) number.end = read_letters(text, number.end, number.letters);
    return number;
}

std::string session_of(const ActNumber& number) {
    if (number.shape != Shape::roman_session) return number.session;
    std::string_view numeral = number.session;
    std::string_view special;
    for (const std::string_view start : {"S-", "ES-"})
        if (numeral.starts_with(start)) special = start;
    numeral.remove_prefix(special.size());
    return fmt::format("{}{}", special, roman_value(numeral));
}

std::vector<std::string> keys_of(const ActNumber& number, Act act, const vocabulary::Body& body) {
    const std::string& pattern = act == Act::resolution ? body.resolution : act == Act::decision ? body.decision : body.statement;
    if (pattern.empty() || number.shape == Shape::bare) return {};
    const bool year_behind = pattern.find("({session})") != std::string::npos;
    if (year_behind != (number.shape == Shape::year_behind)) return {};
    std::string key;
    if (number.shape == Shape::roman_session) {
        key = fmt::format("{}{}({})", std::string_view(pattern).substr(0, pattern.find('{')), number.number, number.session);
    } else {
        key = pattern;
        key.replace(key.find("{session}"), 9, number.session);
        key.replace(key.find("{number}"), 8, number.number);
    }
    std::vector<std::string> keys;
    for (const auto& letter : number.letters) keys.push_back(key + letter + number.suffix);
    if (keys.empty()) keys.push_back(key + number.suffix);
    return keys;
}

bool fits(const ActNumber& number, Act act, const vocabulary::Body& body, const vocabulary::Vocabulary& vocabulary) {
    const std::string& pattern = act == Act::resolution ? body.resolution : act == Act::decision ? body.decision : body.statement;
    if (pattern.empty() || number.shape == Shape::bare) return false;
    const bool year_behind = pattern.find("({session})") != std::string::npos;
    if (year_behind || number.shape == Shape::year_behind) return year_behind && number.shape == Shape::year_behind;
    const bool by_year = body.session_rule.starts_with("year");
    switch (number.shape) {
        case Shape::year: return by_year;
        // The old numbers: bodies that met before 1978.
        case Shape::roman_session: return body.id == "GA" || body.id == "ECOSOC" || body.id == "CHR" || body.id == "ESCAP" || body.id == "CND";
        default: break;
    }
    // "6/2019" counts by years in some other way; no session of these bodies has so many acts.
    if (by_year || number.number.size() > 3) return false;
    // The Assembly's numbers begin with the 31st session (1976); below, session and number are another body's.
    if (body.id == "GA" && all_digits(number.session) && value_of(number.session) < 31) return false;
    if (body.session_rule == "calendar" && all_digits(number.session)) return vocabulary.session_span(body.id, number.session).has_value();
    return true;
}

namespace {

/// "VI", "A", "I.A", "5 (e)", "12-14", "34 and 35" behind the word of a locator.
std::size_t read_locator_value(std::string_view text, std::size_t at, std::string& value) {
    std::size_t end = at;
    while (is_digit(at_or_end(text, end)) || is_upper(at_or_end(text, end)) ||
           (at_or_end(text, end) == '.' && is_letter_or_digit(at_or_end(text, end + 1)) && !is_lower(at_or_end(text, end + 1))))
        ++end;
    if (end == at || is_lower(at_or_end(text, end))) return at;
    value = text.substr(at, end - at);
    if (!is_digit(value.front())) return end;
    for (;;) {
        std::size_t next = end;
        const bool blank = at_or_end(text, end) == ' ';
        const std::size_t open = blank ? end + 1 : end;
        if (at_or_end(text, open) == '(' && (is_lower(at_or_end(text, open + 1)) || is_digit(at_or_end(text, open + 1))) &&
            at_or_end(text, open + 2) == ')') {
            value += text.substr(open, 3);
            end = open + 3;
            continue;
        }
        bool range = false;
        for (const std::string_view joiner : {"\xE2\x80\x93", "-", " to ", " and ", ", ", " et ", " y "}) {
            if (!from(text, end).starts_with(joiner)) continue;
            range = joiner == "\xE2\x80\x93" || joiner == "-" || joiner == " to ";
            next = end + joiner.size();
            break;
        }
        const std::size_t digits = next == end ? 0 : digits_at(text, next);
        const char behind = at_or_end(text, next + digits);
        // "para. 5, 12 May", "para. 5 and 70/1": other numbers.
        if (digits == 0 || digits > 3 || behind == '/' || is_letter_or_digit(behind) || (behind == ' ' && is_upper(at_or_end(text, next + digits + 1))) ||
            (behind == ' ' && at_or_end(text, next + digits + 1) == '('  && is_upper(at_or_end(text, next + digits + 2))))
            return end;
        value += range ? "-" : ",";
        value += text.substr(next, digits);
        end = next + digits;
    }
}

}  // namespace

ScannedLocators scan_locators(std::string_view text, std::size_t at, std::string_view language, const vocabulary::Vocabulary& vocabulary) {
    ScannedLocators found{{}, at};
    for (;;) {
        std::size_t next = found.end;
        // The bracket that closes around a symbol may stand before the locator: "(A/73/53), chap. VI".
        if (found.key.empty() && at_or_end(text, next) == ')') ++next;
        if (from(text, next).starts_with(", ")) next += 2;
        else if (from(text, next).starts_with("\xD8\x8C ")) next += 3;
        else if (from(text, next).starts_with("\xEF\xBC\x8C")) next += 3;
        else return found;
        if (from(text, next).starts_with("and ")) next += 4;
        const auto word = vocabulary.citing_word(from(text, next), language, "locator");
        if (!word) return found;
        std::size_t end = next + word->length;
        std::string value;
        const std::size_t value_at = at_or_end(text, end) == ' ' ? end + 1 : end;
        const std::size_t value_end = read_locator_value(text, value_at, value);
        if (value_end != value_at) {
            end = value_end;
        } else if (word->name == "annex") {
            value = "1";
        } else {
            return found;
        }
        if (!found.key.empty()) found.key += ';';
        found.key += word->name;
        found.key += '=';
        found.key += value;
        found.end = end;
    }
}

}  // namespace comity::document
