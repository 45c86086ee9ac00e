#include "reading/numerals.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <utility>

namespace comity::reading {

namespace {

std::string roman_numeral(int value) {
    static constexpr std::array<std::pair<int, std::string_view>, 13> signs = {
        {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}}};
    std::string printed;
    for (const auto& [worth, sign] : signs) {
        for (; value >= worth; value -= worth) printed += sign;
    }
    return printed;
}

/// "z" is followed by "aa", "bb" in word processors (ECMA-376 part 1, 17.18.59).
std::string letters_repeated(int value, std::span<const std::string_view> alphabet) {
    const auto size = static_cast<int>(alphabet.size());
    std::string printed;
    for (int times = (value - 1) / size + 1; times > 0; --times) printed += alphabet[static_cast<std::size_t>((value - 1) % size)];
    return printed;
}

constexpr std::array<std::string_view, 26> latin = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z"};
// Russian lists leave out the letters that look like others or stand for no sound of their own.
constexpr std::array<std::string_view, 28> cyrillic = {"а", "б", "в", "г", "д", "е", "ж", "з", "и", "к", "л", "м", "н", "о", "п", "р", "с", "т", "у", "ф", "х", "ц", "ч", "ш", "щ", "э", "ю", "я"};
constexpr std::array<std::string_view, 28> capital_cyrillic = {"А", "Б", "В", "Г", "Д", "Е", "Ж", "З", "И", "К", "Л", "М", "Н", "О", "П", "Р", "С", "Т", "У", "Ф", "Х", "Ц", "Ч", "Ш", "Щ", "Э", "Ю", "Я"};
constexpr std::array<std::string_view, 28> arabic = {"أ", "ب", "ت", "ث", "ج", "ح", "خ", "د", "ذ", "ر", "ز", "س", "ش", "ص", "ض", "ط", "ظ", "ع", "غ", "ف", "ق", "ك", "ل", "م", "ن", "ه", "و", "ي"};
constexpr std::array<std::string_view, 28> abjad = {"أ", "ب", "ج", "د", "ه", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", "س", "ع", "ف", "ص", "ق", "ر", "ش", "ت", "ث", "خ", "ذ", "ض", "ظ", "غ"};

std::string chinese_numeral(int value) {
    static constexpr std::array<std::string_view, 10> digits = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (value > 99) return std::to_string(value);
    std::string printed;
    if (value >= 20) printed += digits[static_cast<std::size_t>(value / 10)];
    if (value >= 10) printed += "十";
    return printed += digits[static_cast<std::size_t>(value % 10)];
}

std::string ordinal_numeral(int value) {
    const int tens = value % 100, ones = value % 10;
    const bool teen = tens >= 11 && tens <= 13;
    return std::to_string(value) + (teen || ones == 0 || ones > 3 ? "th" : ones == 1 ? "st" : ones == 2 ? "nd" : "rd");
}

std::string in_capitals(std::string text) {
    for (char& c : text) c = static_cast<char>(c - 'a' + 'A');
    return text;
}

}  // namespace

std::string numeral(int value, Numerals kind) {
    if (kind == Numerals::none) return {};
    if (kind == Numerals::bullet) return std::string(bullet_sign);
    const bool short_row = value >= 1 && value <= 300;  // no list counts "aaaaaaaaaaaa"
    if (!short_row) return std::to_string(value);
    switch (kind) {
        case Numerals::decimal_zero: return (value < 10 ? "0" : "") + std::to_string(value);
        case Numerals::lower_letter: return letters_repeated(value, latin);
        case Numerals::upper_letter: return in_capitals(letters_repeated(value, latin));
        case Numerals::lower_roman: return roman_numeral(value);
        case Numerals::upper_roman: return in_capitals(roman_numeral(value));
        case Numerals::ordinal: return ordinal_numeral(value);
        case Numerals::chinese: return chinese_numeral(value);
        case Numerals::lower_cyrillic: return letters_repeated(value, cyrillic);
        case Numerals::upper_cyrillic: return letters_repeated(value, capital_cyrillic);
        case Numerals::arabic_letter: return letters_repeated(value, arabic);
        case Numerals::arabic_abjad: return letters_repeated(value, abjad);
        default: return std::to_string(value);
    }
}

}  // namespace comity::reading
