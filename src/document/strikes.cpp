#include "document/strikes.hpp"

#include <algorithm>

namespace comity::document {

namespace {

constexpr std::string_view tildes = "~~";
constexpr std::size_t stroke_length = 2;

/// U+0335 and U+0336, combining short and long stroke overlay (Unicode, block Combining Diacritical Marks).
bool stroke_at(std::string_view text, std::size_t at) { return text.substr(at).starts_with("\xCC\xB5") || text.substr(at).starts_with("\xCC\xB6"); }

/// Bytes of the character at `at`, as many as there are.
std::size_t character_length(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    return end - at;
}

bool struck_at(std::string_view text, std::size_t at) { return at < text.size() && stroke_at(text, at + character_length(text, at)); }

/// The letters with strokes from `at` on; blanks between two of them belong to them whether they have a stroke or not.
Strike stroked(std::string_view text, std::size_t at) {
    Strike strike{at, at, {}};
    while (struck_at(text, at)) {
        const std::size_t length = character_length(text, at);
        strike.words += text.substr(at, length);
        at += length;
        while (stroke_at(text, at)) at += stroke_length;
        strike.end = at;
        if (at < text.size() && text[at] == ' ' && !struck_at(text, at) && struck_at(text, at + 1)) {
            strike.words += ' ';
            ++at;
        }
    }
    return strike;
}

/// "~~words~~" whose words touch both marks; end 0 if it is none.
Strike between_tildes(std::string_view text, std::size_t at) {
    const std::size_t from = at + tildes.size();
    const std::size_t close = text.find(tildes, from);
    if (close == std::string_view::npos || close == from || text[from] == ' ' || text[close - 1] == ' ') return {};
    return {at, close + tildes.size(), std::string(text.substr(from, close - from))};
}

bool leans_left(char c) { return std::string_view(" ,;.:)]").find(c) != std::string_view::npos; }

}  // namespace

std::vector<Strike> strikes_in(std::string_view text) {
    std::vector<Strike> found;
    const bool any_tildes = text.find(tildes) != std::string_view::npos;
    if (!any_tildes && text.find('\xCC') == std::string_view::npos) return found;
    std::size_t last_tildes = any_tildes ? text.rfind(tildes) : 0;
    for (std::size_t at = 0; at < text.size();) {
        Strike strike;
        if (any_tildes && at < last_tildes && text.substr(at).starts_with(tildes)) strike = between_tildes(text, at);
        if (strike.end == 0 && struck_at(text, at)) strike = stroked(text, at);
        if (strike.end > at) {
            at = strike.end;
            found.push_back(std::move(strike));
        } else {
            at += character_length(text, at);
        }
    }
    return found;
}

Standing without(const std::vector<Strike>& strikes, std::string_view text) {
    Standing standing;
    standing.places.reserve(text.size() + 1);
    auto strike = strikes.begin();
    bool after_strike = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        while (strike != strikes.end() && at >= strike->end) ++strike;
        if (strike != strikes.end() && at >= strike->begin) {
            standing.places.push_back(static_cast<std::uint32_t>(standing.text.size()));
            after_strike = true;
            continue;
        }
        // One of the two blanks around struck words goes with them, and the one before a comma that now follows.
        const bool blank_before = standing.text.empty() || standing.text.back() == ' ';
        if (after_strike && blank_before && !standing.text.empty() && leans_left(text[at])) standing.text.pop_back();
        const bool leads = after_strike && standing.text.empty() && text[at] == ' ';
        after_strike = leads;
        standing.places.push_back(static_cast<std::uint32_t>(standing.text.size()));
        if (!leads) standing.text += text[at];
    }
    if (after_strike && standing.text.ends_with(' ')) standing.text.pop_back();
    standing.places.push_back(static_cast<std::uint32_t>(standing.text.size()));
    const auto end = static_cast<std::uint32_t>(standing.text.size());
    for (std::uint32_t& place : standing.places) place = std::min(place, end);
    return standing;
}

}  // namespace comity::document
