#include "reading/strikes.hpp"

#include <algorithm>

#include "reading/scan.hpp"

namespace comity::reading {

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

bool is_blank(char c) { return c == ' ' || c == '\n'; }

/// "~~words~~" whose words touch both marks; end 0 if it is none.
Strike between_tildes(std::string_view text, std::size_t at) {
    const std::size_t from = at + tildes.size();
    const std::size_t close = text.find(tildes, from);
    if (close == std::string_view::npos || close == from || is_blank(text[from]) || is_blank(text[close - 1])) return {};
    return {at, close + tildes.size(), std::string(text.substr(from, close - from))};
}

bool leans_left(char c) { return std::string_view(",;.:)]").find(c) != std::string_view::npos; }
bool leans_right(char c) { return std::string_view(" ([").find(c) != std::string_view::npos; }

/// Those that touch each other, or have nothing but a blank between them.
std::vector<Strike> joined(const std::vector<Strike>& strikes, std::string_view text) {
    std::vector<Strike> all;
    for (const Strike& strike : strikes) {
        const std::string_view between = all.empty() ? "x" : text.substr(all.back().end, strike.begin - all.back().end);
        if (between.empty() || between == " ") {
            all.back().words.append(between) += strike.words;
            all.back().end = strike.end;
        } else {
            all.push_back(strike);
        }
    }
    return all;
}

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
    const auto here = [&] { return static_cast<std::uint32_t>(standing.text.size()); };
    std::size_t at = 0;
    for (const Strike& strike : joined(strikes, text)) {
        for (; at < strike.begin; ++at) {
            standing.places.push_back(here());
            standing.text += text[at];
        }
        document::StruckWords struck{strike.words, 0};
        at = strike.end;
        if (strike.words.empty()) {  // nothing but a footnote mark
            standing.places.resize(at, here());
            continue;
        }
        // One of the two blanks around struck words goes with them, or the one before a comma that now follows.
        const bool opens = standing.text.empty() || leans_right(standing.text.back());
        const bool blank_follows = at < text.size() && text[at] == ' ';
        if (opens && blank_follows) {
            struck.text += ' ';
            ++at;
        } else if (standing.text.ends_with(' ') && (at == text.size() || leans_left(text[at]))) {
            struck.text.insert(0, 1, ' ');
            standing.text.pop_back();
            standing.places.back() = here();
        }
        struck.at = here();
        standing.places.resize(at, here());
        standing.struck.push_back(std::move(struck));
    }
    for (; at < text.size(); ++at) {
        standing.places.push_back(here());
        standing.text += text[at];
    }
    standing.places.push_back(here());
    return standing;
}

namespace {

/// The strikes of each line, of a text that has a line end behind each.
std::vector<std::vector<Strike>> by_line(std::string_view text) {
    std::vector<std::vector<Strike>> lines(1);
    std::size_t line_begin = 0, line_end = text.find('\n');
    const auto go_to = [&](std::size_t place) {
        for (; line_end < place; line_end = text.find('\n', line_begin)) {
            lines.emplace_back();
            line_begin = line_end + 1;
        }
    };
    for (const Strike& strike : strikes_in(text)) {
        go_to(strike.begin);
        std::size_t begin = strike.begin, from = 0;
        for (std::size_t end = 0; (end = strike.words.find('\n', from)) != std::string::npos; from = end + 1) {
            lines.back().push_back({begin - line_begin, line_end - line_begin, strike.words.substr(from, end - from)});
            go_to(line_end + 1);
            begin = line_begin;
        }
        lines.back().push_back({begin - line_begin, strike.end - line_begin, strike.words.substr(from)});
    }
    go_to(text.size());
    return lines;
}

void mark(Line& line, const std::vector<Strike>& strikes) {
    if (strikes.empty()) return;
    Standing standing = without(strikes, line.text);
    if (standing.text.empty()) {
        line.text = standing.struck.front().text;
        line.marked = struck_open + line.text + struck_close;
        return;
    }
    std::size_t at = 0;
    for (const Strike& strike : strikes) {
        line.marked.append(line.text, at, strike.begin - at) += struck_open;
        line.marked.append(strike.words) += struck_close;
        at = strike.end;
    }
    line.marked.append(line.text, at);
    line.text = std::string(trimmed(standing.text));
}

}  // namespace

void mark_strikes(std::vector<Line>& lines, std::size_t begin, Setting setting) {
    const auto has_sign = [](const Line& line) {
        return line.use == Line::Use::text && (line.text.find(tildes) != std::string::npos || line.text.find('\xCC') != std::string::npos);
    };
    for (std::size_t first = begin; first < lines.size(); ++first) {
        if (!has_sign(lines[first])) continue;
        std::string text;
        std::size_t end = first;
        do {
            text += lines[end++].text + '\n';
        } while (setting == Setting::wrapped_lines && end < lines.size() && lines[end].use == Line::Use::text);
        const auto strikes = by_line(text);
        for (std::size_t i = 0; i < strikes.size() && first + i < end; ++i) mark(lines[first + i], strikes[i]);
        first = end - 1;
    }
}

std::string marked_end(const Line& line, std::string_view end) {
    const std::string_view whole = line.marked;
    if (whole.empty() || end.size() == line.text.size()) return std::string(whole.empty() ? end : whole);
    if (whole.size() == line.text.size() + 2 && whole.front() == struck_open && whole.back() == struck_close) return struck_open + std::string(end) + struck_close;
    // As many letters stand before it in the line as in the marked one, where only blanks may be more.
    const std::string_view before = std::string_view(line.text).substr(0, line.text.size() - end.size());
    auto left = before.size() - static_cast<std::size_t>(std::count(before.begin(), before.end(), ' '));
    std::string kept;
    std::size_t at = 0;
    for (bool struck = false; at < whole.size() && (struck || left > 0 || whole[at] == ' '); ++at) {
        const char c = whole[at];
        if (c == struck_open) struck = true;
        if (struck) kept += c;
        else if (c != ' ') --left;
        if (c == struck_close) struck = false;
    }
    return kept.append(kept.empty() ? "" : " ").append(whole.substr(at));
}

Standing standing_in(std::string_view marked) {
    std::vector<Strike> strikes;
    for (std::size_t open = marked.find(struck_open); open != std::string_view::npos;) {
        const std::size_t close = std::min(marked.find(struck_close, open), marked.size() - 1);
        const std::size_t words = open + 1;
        strikes.push_back({open, close + 1, std::string(marked.substr(words, close - words))});
        open = marked.find(struck_open, close);
    }
    return without(strikes, marked);
}

}  // namespace comity::reading
