#include <algorithm>
#include <charconv>
#include <map>

#include "reading/pages.hpp"
#include "reading/scan.hpp"
#include "reading/utf8.hpp"
#include "xml/reader.hpp"

namespace comity::reading::pages {

namespace {

double number_in(const xml::Node& node, std::string_view name) {
    const std::string_view digits = node.attribute(name);
    double value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value > -1e6 && value < 1e6 ? value : 0;  // nothing of a page is further away; also no NaN
}

struct Style {
    bool italic = false, bold = false;
};

/// What a letter of a PDF stands for: ligatures are their letters, blanks of all widths one blank. U+00AD is kept, for the ends of lines.
void put(std::string& text, char32_t point, std::string_view original) {
    switch (point) {
        case 0xFB00: text += "ff"; return;
        case 0xFB01: text += "fi"; return;
        case 0xFB02: text += "fl"; return;
        case 0xFB03: text += "ffi"; return;
        case 0xFB04: text += "ffl"; return;
        case 0xFB05: case 0xFB06: text += "st"; return;
        case 0x00A0: case 0x2002: case 0x2003: case 0x2007: case 0x2008: case 0x2009: case 0x200A: case 0x202F: case 0x3000: text += ' '; return;
        case 0x200B: case 0x200C: case 0x200D: case 0x200E: case 0x200F: case 0x2060: case 0xFEFF: return;
        case 0x2010: case 0x2011: text += '-'; return;
        case 0xF0B7: case 0xF0A7: case 0xF02D: text += "\xE2\x80\xA2"; return;  // bullets of symbol fonts
        default: break;
    }
    if (point < 0x20 || (point >= 0x7F && point < 0xA0)) {
        text += ' ';
    } else if (point >= 0xE000 && point <= 0xF8FF) {
        return;  // of a font's own: an emblem, a bar code
    } else {
        text += original;
    }
}

/// The words of an element; one of them all over italic is italic.
void gather(const xml::Node& node, Style style, Span& span, Style& all) {
    for (const xml::Node& child : node.children) {
        if (!child.is_text()) {
            gather(child, {style.italic || child.name == "i", style.bold || child.name == "b"}, span, all);
            continue;
        }
        const std::size_t before = span.text.size();
        for (std::size_t at = 0; at < child.text.size();) {
            const auto [point, length] = utf8::decode(child.text, at);
            put(span.text, point, std::string_view(child.text).substr(at, length));
            at += length;
        }
        if (span.text.find_first_not_of(" \t", before) == std::string::npos) continue;
        all.italic = all.italic && style.italic;
        all.bold = all.bold && style.bold;
    }
}

struct Font {
    double size = 0;
    bool code = false;  ///< for machines to read
};

std::size_t letters_of(const std::vector<Span>& spans) {
    std::size_t letters = 0;
    for (const Span& span : spans) letters += span.text.size();
    return letters;
}

/// pdftohtml gives no width to words that are turned by a quarter: they begin at their place and run up or down the page.
bool is_turned(const Span& span) { return span.text.size() > 1 && span.right - span.left < 0.1 * span.size; }

/// The words of a page that lies on its side, as they stand once it is turned. Most lines begin at the same margin: at the page's foot where they run upwards.
std::vector<Span> upright(const std::vector<Span>& turned, const Sheet& sheet) {
    std::vector<double> begins;
    for (const Span& span : turned) begins.push_back(span.top);
    std::nth_element(begins.begin(), begins.begin() + static_cast<std::ptrdiff_t>(begins.size() / 2), begins.end());
    const bool upwards = begins[begins.size() / 2] > sheet.height / 2;
    std::vector<Span> spans;
    for (Span span : turned) {
        const double line = upwards ? span.left : sheet.width - span.left, begin = upwards ? sheet.height - span.bottom : span.top;
        const double height = span.bottom - span.top;
        span.left = std::max(begin, 0.0);
        span.right = span.left + 0.45 * span.size * static_cast<double>(span.text.size());  // nobody says how long it is
        span.top = line;
        span.bottom = line + height;
        spans.push_back(std::move(span));
    }
    return spans;
}

/// A page has one way in which its text runs: that of most letters. What runs across it is kept apart.
void turn(Sheet& sheet) {
    std::vector<Span> straight, turned;
    for (Span& span : sheet.spans) (is_turned(span) ? turned : straight).push_back(std::move(span));
    const bool lies = letters_of(turned) > letters_of(straight);
    for (const Span& span : lies ? straight : turned) sheet.across.emplace_back(trimmed(span.text));
    sheet.spans = lies ? upright(turned, sheet) : std::move(straight);
}

void take_font(const xml::Node& node, std::map<std::string, Font, std::less<>>& fonts) {
    const std::string family = lowered(node.attribute("family"));
    fonts[std::string(node.attribute("id"))] = {number_in(node, "size"), family.find("barcode") != std::string::npos || family.find("code 39") != std::string::npos};
}

}  // namespace

std::vector<Sheet> sheets_of(std::string_view source) {
    std::vector<Sheet> sheets;
    std::map<std::string, Font, std::less<>> fonts;
    const xml::Tree tree = xml::read(source);
    for (const xml::Node& page : tree.root.children) {
        if (page.name != "page") continue;
        Sheet sheet{number_in(page, "width"), number_in(page, "height"), {}};
        for (const xml::Node& node : page.children) {
            if (node.name == "fontspec") take_font(node, fonts);
            if (node.name != "text") continue;
            Span span;
            span.left = number_in(node, "left");
            span.top = number_in(node, "top");
            span.right = span.left + number_in(node, "width");
            // No print is lower or higher; what says so was made to do harm.
            span.bottom = span.top + std::clamp(number_in(node, "height"), 2.0, 200.0);
            const auto font = fonts.find(node.attribute("font"));
            span.size = font != fonts.end() ? font->second.size : span.bottom - span.top;
            Style all{true, true};
            gather(node, {}, span, all);
            span.italic = all.italic;
            span.bold = all.bold;
            span.size = std::clamp(span.size, 1.0, 200.0);
            const bool code = font != fonts.end() && font->second.code;
            if (!code && span.text.find_first_not_of(" \t") != std::string::npos) sheet.spans.push_back(std::move(span));
        }
        turn(sheet);
        sheets.push_back(std::move(sheet));
    }
    return sheets;
}

}  // namespace comity::reading::pages
