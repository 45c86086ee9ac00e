#include "reading/symbol_font.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "reading/numerals.hpp"

namespace comity::reading {

namespace {

/// Adobe's Symbol encoding as far as texts use it (Unicode's table SYMBOL.TXT).
constexpr std::pair<unsigned, std::string_view> symbols[] = {
    {0x2D, "−"}, {0xA2, "′"}, {0xA3, "≤"}, {0xA5, "∞"}, {0xAB, "↔"}, {0xAC, "←"}, {0xAD, "↑"}, {0xAE, "→"}, {0xAF, "↓"}, {0xB0, "°"}, {0xB1, "±"}, {0xB2, "″"},
    {0xB3, "≥"}, {0xB4, "×"}, {0xB8, "÷"}, {0xB9, "≠"}, {0xBA, "≡"}, {0xBB, "≈"}, {0xBC, "…"}, {0xE2, "®"}, {0xE3, "©"}, {0xE4, "™"}, {0xD2, "®"}, {0xD3, "©"}, {0xD4, "™"}};
constexpr std::string_view small_greek[] = {"α", "β", "χ", "δ", "ε", "φ", "γ", "η", "ι", "ϕ", "κ", "λ", "μ", "ν", "ο", "π", "θ", "ρ", "σ", "τ", "υ", "ϖ", "ω", "ξ", "ψ", "ζ"};
constexpr std::string_view capital_greek[] = {"Α", "Β", "Χ", "Δ", "Ε", "Φ", "Γ", "Η", "Ι", "ϑ", "Κ", "Λ", "Μ", "Ν", "Ο", "Π", "Θ", "Ρ", "Σ", "Τ", "Υ", "ς", "Ω", "Ξ", "Ψ", "Ζ"};

std::string in_utf8(unsigned point) {
    std::string out;
    if (point < 0x80) return {static_cast<char>(point)};
    if (point < 0x800) {
        out += static_cast<char>(0xC0U | (point >> 6U));
    } else {
        out += static_cast<char>(0xE0U | (point >> 12U));
        out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
    }
    return out += static_cast<char>(0x80U | (point & 0x3FU));
}

}  // namespace

std::string letter_of_symbol_font(std::string_view font, std::string_view code) {
    unsigned point = 0;
    const auto [end, failed] = std::from_chars(code.data(), code.data() + code.size(), point, 16);
    if (failed != std::errc() || end != code.data() + code.size() || point == 0 || point > 0xFFFF || (point >= 0xD800 && point <= 0xDFFF)) return {};
    const bool private_use = point >= 0xF000 && point <= 0xF0FF;  // where such fonts have their signs
    const bool symbol = font == "Symbol", dingbats = font.find("ingdings") != std::string_view::npos || font == "Webdings";
    if (!private_use && !symbol && !dingbats) return point < 0x20 ? std::string() : in_utf8(point);
    const unsigned sign = private_use ? point - 0xF000 : point;
    if (!symbol) return std::string(bullet_sign);
    if (sign >= 'a' && sign <= 'z') return std::string(small_greek[sign - 'a']);
    if (sign >= 'A' && sign <= 'Z') return std::string(capital_greek[sign - 'A']);
    const auto* found = std::find_if(std::begin(symbols), std::end(symbols), [&](const auto& each) { return each.first == sign; });
    if (found != std::end(symbols)) return std::string(found->second);
    return sign > 0x20 && sign < 0x7F ? in_utf8(sign) : std::string(bullet_sign);
}

}  // namespace comity::reading
