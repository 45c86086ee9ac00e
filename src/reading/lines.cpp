// From the blocks of a Flow to the lines that the passes of the parser look at: footnote marks and struck words stand in band.
#include <algorithm>
#include <utility>

#include "reading/page.hpp"
#include "reading/scan.hpp"

namespace comity::reading {

namespace {

/// Superscripts that are footnote marks: short numbers, stars, single letters. "th" of "50th" is none.
bool is_mark(std::string_view text) {
    if (text.empty() || text.size() > 4) return false;
    return all_digits(text) || text.find_first_not_of('*') == std::string_view::npos || (text.size() == 1 && is_lower(text[0]));
}

/// The stretches that are struck, without the blanks at their ends.
std::vector<std::pair<std::uint32_t, std::uint32_t>> struck_stretches(const Block& block) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> stretches;
    for (const Run& run : block.runs) {
        if (!run.struck) continue;
        if (!stretches.empty() && stretches.back().second == run.begin) {
            stretches.back().second = run.end;
        } else {
            stretches.emplace_back(run.begin, run.end);
        }
    }
    for (auto& [begin, end] : stretches) {
        while (begin < end && is_space(block.text[begin])) ++begin;
        while (end > begin && is_space(block.text[end - 1])) --end;
    }
    stretches.erase(std::remove_if(stretches.begin(), stretches.end(), [](const auto& each) { return each.first == each.second; }), stretches.end());
    return stretches;
}

Line line_of(const Block& block) {
    Line line;
    line.place = block.place;
    line.heading = block.heading;
    line.rule = block.rule;
    line.page_break = block.page_break_before;
    const auto struck = struck_stretches(block);
    auto put_up_to = [&, next = std::size_t{0}, open = false](std::uint32_t from, std::uint32_t to) mutable {
        for (; next < struck.size() && (open ? struck[next].second : struck[next].first) <= to; next += open ? 0U : 1U) {
            const std::uint32_t sign = open ? struck[next].second : struck[next].first;
            if (sign > from) line.text.append(block.text, from, sign - from);
            from = std::max(from, sign);
            line.text += "~~";
            open = !open;
        }
        line.text.append(block.text, from, to - from);
    };
    std::uint32_t at = 0, bold = 0;
    for (const Run& run : block.runs) {
        if (run.bold) bold += run.end - run.begin;
        const auto words = trimmed(std::string_view(block.text).substr(run.begin, run.end - run.begin));
        if (!run.mark && (!run.superscript || !is_mark(words))) continue;
        put_up_to(at, run.begin);
        line.text += mark_open;
        line.text += words;
        line.text += mark_close;
        at = run.end;
    }
    put_up_to(at, static_cast<std::uint32_t>(block.text.size()));
    line.text = std::string(trimmed(line.text));
    // a table of one column, as converters write what stood in a box: "| 83 See Official Records ... |"
    if (line.text.size() > 2 && line.text.front() == '|' && line.text.back() == '|' && std::count(line.text.begin(), line.text.end(), '|') == 2) {
        line.text = std::string(trimmed(std::string_view(line.text).substr(1, line.text.size() - 2)));
        if (line.text.size() > 2 && line.text.find_first_not_of("-: ") == std::string::npos) line.rule = true;
    }
    line.bold = !block.text.empty() && bold * 10 >= block.text.size() * 9;
    if (line.text.empty()) {
        line.use = Line::Use::blank;
    } else if (!block.note.empty() || !block.furniture.empty()) {
        line.use = block.note.empty() ? Line::Use::furniture : Line::Use::note;
        line.stated = block.note.empty() ? block.furniture : block.note;
    }
    return line;
}

}  // namespace

std::vector<Line> lines_of(const Flow& flow) {
    std::vector<Line> lines;
    lines.reserve(flow.blocks.size());
    for (const Block& block : flow.blocks) lines.push_back(line_of(block));
    return lines;
}

}  // namespace comity::reading
