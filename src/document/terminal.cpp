#include "document/terminal.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace comity::document {

namespace {

struct Character {
    char32_t code = 0xFFFD;
    std::size_t bytes = 1;
    bool sound = false;
};

/// Decodes one character strictly (Unicode 15, table 3-7); a wrong byte is one character by itself.
Character character_at(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) : 0U; };
    const std::uint32_t first = byte(at);
    if (first < 0x80) return {first, 1, true};
    const std::size_t length = first >= 0xF0 && first <= 0xF4 ? 4 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xC2 && first < 0xE0 ? 2 : 0;
    if (length == 0) return {};
    static constexpr std::array<std::uint32_t, 5> masks = {0, 0, 0x1F, 0x0F, 0x07};
    static constexpr std::array<std::uint32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
    std::uint32_t code = first & masks[length];
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return {};
        code = code << 6U | (byte(at + i) & 0x3FU);
    }
    if (code < least[length] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return {};
    return {code, length, true};
}

struct Range {
    char32_t first, last;
};

// Marks that stand on another character or are not seen: combining marks of the Latin, Cyrillic and Arabic scripts, joiners and
// direction marks, variation selectors (Unicode 15, categories Mn, Me and Cf of the scripts of the six languages).
constexpr std::array invisible = {Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0610, 0x061A}, Range{0x064B, 0x065F},
                                  Range{0x0670, 0x0670}, Range{0x06D6, 0x06DC}, Range{0x06DF, 0x06E4}, Range{0x1AB0, 0x1AFF},
                                  Range{0x1DC0, 0x1DFF}, Range{0x200B, 0x200F}, Range{0x202A, 0x202E}, Range{0x2060, 0x2069},
                                  Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF}};
// East Asian Width W and F (Unicode 15, UAX 11), the blocks that texts use.
constexpr std::array wide = {Range{0x1100, 0x115F}, Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},   Range{0x3400, 0x4DBF},
                             Range{0x4E00, 0x9FFF}, Range{0xA000, 0xA4CF},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
                             Range{0xFE30, 0xFE4F}, Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F},
                             Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD}};

template <typename Ranges>
bool in(const Ranges& ranges, char32_t code) noexcept {
    return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) { return range.first <= code && code <= range.last; });
}

std::size_t columns_of_character(char32_t code) noexcept {
    if (code < 0x300) return 1;
    return in(invisible, code) ? 0 : in(wide, code) ? 2 : 1;
}

/// Closing signs that may not begin a line (、。，！） and kin).
bool closes(char32_t code) noexcept {
    return code == 0x3001 || code == 0x3002 || code == 0x300B || code == 0x300D || code == 0x300F || code == 0x3011 || code == 0xFF01 ||
           code == 0xFF09 || code == 0xFF0C || code == 0xFF1A || code == 0xFF1B || code == 0xFF1F;
}

bool is_control(char32_t code) noexcept { return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029; }

/// What is never broken: a word, or one Chinese character. `blank` says that a blank stands before it.
struct Unit {
    std::string text;
    std::size_t columns = 0;
    Emphasis emphasis = Emphasis::none;
    bool blank = false;
    bool joined = false;  ///< stands on the line of the unit before it: the style changes inside a word
};

std::vector<Unit> units_of(const std::vector<StyledText>& texts) {
    std::vector<Unit> units;
    bool gap = false, behind_wide = false;
    for (const StyledText& styled : texts) {
        bool begun = false;  // the last unit has this style
        for (std::size_t at = 0; at < styled.text.size();) {
            const Character character = character_at(styled.text, at);
            const std::string_view bytes = character.sound ? std::string_view(styled.text).substr(at, character.bytes) : "\xEF\xBF\xBD";
            at += character.bytes;
            if (character.code == ' ' || is_control(character.code)) {
                gap = true;
                continue;
            }
            const std::size_t columns = columns_of_character(character.code);
            const bool breakable = gap || ((columns == 2 || behind_wide) && columns > 0 && !closes(character.code));
            if (units.empty() || breakable || !begun) {
                units.push_back({{}, 0, styled.emphasis, gap && !units.empty(), !breakable && !units.empty()});
            }
            units.back().text += bytes;
            units.back().columns += columns;
            begun = true;
            gap = false;
            behind_wide = columns == 2;
        }
    }
    return units;
}

std::string_view begin_of(Emphasis emphasis) noexcept {
    switch (emphasis) {
        case Emphasis::none: break;
        case Emphasis::italic: return "\x1b[3m";
        case Emphasis::bold: return "\x1b[1m";
        case Emphasis::underlined: return "\x1b[4m";
        case Emphasis::struck: return "\x1b[2;9m";
    }
    return "";
}
std::string_view end_of(Emphasis emphasis) noexcept {
    switch (emphasis) {
        case Emphasis::none: break;
        case Emphasis::italic: return "\x1b[23m";
        case Emphasis::bold: return "\x1b[22m";
        case Emphasis::underlined: return "\x1b[24m";
        case Emphasis::struck: return "\x1b[22;29m";
    }
    return "";
}

/// Writes units one after another, the style switched only where it changes.
class Lines {
public:
    explicit Lines(const Setting& setting) : setting_(setting), width_(std::max<std::size_t>(setting.width, 20)) {
        text_ = padded(harmless(setting.first), setting.indent);
        column_ = columns_of(text_);
    }

    /// Units from `first` to before `last` stay on one line.
    void put(std::vector<Unit>::const_iterator first, std::vector<Unit>::const_iterator last) {
        std::size_t columns = 0;
        for (auto unit = first; unit != last; ++unit) columns += unit->columns;
        if (begun_ && column_ + columns + (first->blank ? 1 : 0) > width_) {
            style(Emphasis::none);
            text_ += '\n';
            text_.append(setting_.indent, ' ');
            column_ = setting_.indent;
        } else if (begun_ && first->blank) {
            if (first->emphasis != style_) style(Emphasis::none);
            text_ += ' ';
            ++column_;
        }
        for (; first != last; ++first) {
            style(first->emphasis);
            text_ += first->text;
            column_ += first->columns;
        }
        begun_ = true;
    }

    std::string finish() {
        style(Emphasis::none);
        if (!begun_) text_.erase(text_.find_last_not_of(' ') + 1);
        return text_ + '\n';
    }

private:
    void style(Emphasis emphasis) {
        if (setting_.escapes == Escapes::none || emphasis == style_) return;
        text_ += end_of(style_);
        text_ += begin_of(emphasis);
        style_ = emphasis;
    }

    const Setting& setting_;
    std::size_t width_;
    std::string text_;
    std::size_t column_ = 0;
    bool begun_ = false;
    Emphasis style_ = Emphasis::none;
};

}  // namespace

std::size_t columns_of(std::string_view text) noexcept {
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        columns += columns_of_character(character.code);
        at += character.bytes;
    }
    return columns;
}

std::string cut_to(std::string_view text, std::size_t columns) {
    if (columns_of(text) <= columns) return std::string(text);
    if (columns == 0) return {};
    std::size_t at = 0, taken = 0;
    while (at < text.size()) {
        const Character character = character_at(text, at);
        if (taken + columns_of_character(character.code) > columns - 1) break;
        taken += columns_of_character(character.code);
        at += character.bytes;
    }
    while (at > 0 && text[at - 1] == ' ') --at;
    return std::string(text.substr(0, at)) + "…";
}

std::string padded(std::string_view text, std::size_t columns) {
    const std::size_t taken = columns_of(text);
    return std::string(text) + std::string(taken < columns ? columns - taken : 0, ' ');
}

std::string harmless(std::string_view text) {
    std::string sound;
    sound.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        if (!character.sound) {
            sound += "\xEF\xBF\xBD";
        } else if (is_control(character.code)) {
            sound += ' ';
        } else {
            sound += text.substr(at, character.bytes);
        }
        at += character.bytes;
    }
    return sound;
}

std::string wrapped(const std::vector<StyledText>& texts, const Setting& setting) {
    const std::vector<Unit> units = units_of(texts);
    Lines lines(setting);
    for (auto first = units.begin(); first != units.end();) {
        const auto last = std::find_if(first + 1, units.end(), [](const Unit& unit) { return !unit.joined; });
        lines.put(first, last);
        first = last;
    }
    return lines.finish();
}

std::string wrapped(std::string_view text, const Setting& setting) {
    return wrapped(std::vector<StyledText>{{std::string(text), Emphasis::none}}, setting);
}

}  // namespace comity::document
