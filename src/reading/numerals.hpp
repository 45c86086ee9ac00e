// Numbers as word processors and browsers count them in lists: "12", "iv", "B", "aa". What a file tells only as "the next of its list" is printed so.
#pragma once

#include <string>
#include <string_view>

namespace comity::reading {

enum class Numerals { none, decimal, decimal_zero, lower_letter, upper_letter, lower_roman, upper_roman, ordinal, chinese, lower_cyrillic, upper_cyrillic, arabic_letter, arabic_abjad, bullet };

/// The printed form; a number that a way of counting does not reach is printed in digits. "" for none, a bullet's sign for bullets.
std::string numeral(int value, Numerals kind);

inline constexpr std::string_view bullet_sign = "\xE2\x80\xA2";

}  // namespace comity::reading
