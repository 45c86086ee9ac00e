#include "reading/joining.hpp"

#include <algorithm>

#include "reading/scan.hpp"

namespace comity::reading {

void join_line(std::string& text, std::string_view line, const vocabulary::Vocabulary& vocabulary) {
    line = trimmed(line);
    if (text.empty() || line.empty()) {
        text += line;
        return;
    }
    if (text.ends_with(line_hyphen)) {
        text.resize(text.size() - line_hyphen.size());
        std::size_t before = text.size(), end = 0;
        while (before > 0 && (is_lower(text[before - 1]) || is_upper(text[before - 1]))) --before;
        while (end < line.size() && is_lower(line[end])) ++end;
        // set where the line had to break, also in "arms-control": a part that begins with a capital, or two words that are none together
        const std::string whole = lowered(std::string_view(text).substr(before)) + std::string(line.substr(0, end));
        if (end == 0 || (!vocabulary.is_word(whole) && vocabulary.hyphen_between(lowered(std::string_view(text).substr(before)), line.substr(0, end)) == vocabulary::Hyphen::always)) text += '-';
        text += line;
        return;
    }
    if (text.back() != '-' || text.size() < 2 || !is_lower(text[text.size() - 2])) {
        text += ' ';
        text += line;
        return;
    }
    // A hyphen at the line's end: of the word itself ("good-/neighbourliness"), or only of the line ("imple-/mentation").
    std::size_t begin = text.size() - 1;
    while (begin > 0 && (is_lower(text[begin - 1]) || is_upper(text[begin - 1]))) --begin;
    std::size_t end = 0;
    while (end < line.size() && is_lower(line[end])) ++end;
    const std::string whole = lowered(std::string_view(text).substr(begin, text.size() - 1 - begin)) + std::string(line.substr(0, end));
    if (end > 0 && vocabulary.is_word(whole)) text.pop_back();
    text += line;
}

std::size_t width_of_page(const std::vector<Line>& lines, std::size_t begin, std::size_t end) {
    std::vector<std::size_t> widths;
    for (std::size_t i = begin; i < end && i < lines.size(); ++i) {
        if (lines[i].use == Line::Use::text) widths.push_back(lines[i].text.size());
    }
    if (widths.empty()) return 0;
    const auto at = widths.begin() + static_cast<std::ptrdiff_t>((widths.size() - 1) * 9 / 10);
    std::nth_element(widths.begin(), at, widths.end());
    return *at;
}

}  // namespace comity::reading
