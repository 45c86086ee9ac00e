#include "reading/block_builder.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "reading/scan.hpp"
#include "reading/utf8.hpp"

namespace comity::reading {

namespace {

bool same_look(const Run& run, const Letters& letters, bool is_mark) {
    return Letters{run.italic, run.bold, run.superscript, run.link, run.struck} == letters && run.mark == is_mark && !is_mark;
}

/// The runs of the stretch, counted from its beginning.
std::vector<Run> runs_within(const std::vector<Run>& runs, std::size_t begin, std::size_t end) {
    std::vector<Run> within;
    for (Run run : runs) {
        if (run.end <= begin || run.begin >= end) continue;
        run.begin = static_cast<std::uint32_t>(std::max<std::size_t>(run.begin, begin) - begin);
        run.end = static_cast<std::uint32_t>(std::min<std::size_t>(run.end, end) - begin);
        within.push_back(run);
    }
    return within;
}

Block part_of(const Block& whole, std::size_t begin, std::size_t end) {
    while (end > begin && is_space(whole.text[end - 1])) --end;
    while (begin < end && whole.text[begin] == ' ') ++begin;
    Block part;
    part.text = whole.text.substr(begin, end - begin);
    part.runs = runs_within(whole.runs, begin, end);
    return part;
}

}  // namespace

PlainLetter plain_letter(char32_t point, std::string_view original) noexcept {
    static constexpr std::array<std::string_view, 10> digits = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    switch (point) {
        case 0x00A0: case 0x2007: case 0x202F: case 0x2009: case 0x2002: case 0x2003: case 0x3000: return {" "};  // blanks of all widths
        case 0x00AD: case 0x200B: case 0xFEFF: case 0x2060: return {""};                                          // soft hyphen, zero widths
        case 0x200C: case 0x200D: case 0x200E: case 0x200F: return {""};                                          // joiners, marks of direction
        case 0x2011: case 0x2010: return {"-"};                                                                  // hyphens that don't break
        case 0x2028: case 0x2029: case 0x0085: return {" "};
        case 0x00B9: return {digits[1], true};
        case 0x00B2: return {digits[2], true};
        case 0x00B3: return {digits[3], true};
        default: break;
    }
    if (point == 0x2070 || (point >= 0x2074 && point <= 0x2079)) return {digits[point - 0x2070], true};
    if (point < 0x20 && point != '\t') return {""};
    if (point == 0x7F || (point >= 0x80 && point < 0xA0)) return {""};
    return {original};
}

void BlockBuilder::put(std::string_view bytes, const Letters& letters, bool is_mark) {
    if (bytes.empty()) return;
    const auto begin = static_cast<std::uint32_t>(block_.text.size());
    block_.text += bytes;
    const auto end = static_cast<std::uint32_t>(block_.text.size());
    if (letters == Letters{} && !is_mark) return;
    if (!block_.runs.empty() && block_.runs.back().end == begin && same_look(block_.runs.back(), letters, is_mark)) {
        block_.runs.back().end = end;
    } else {
        block_.runs.push_back({begin, end, letters.italic, letters.bold, letters.superscript, letters.link, letters.struck, is_mark});
    }
}

void BlockBuilder::add(std::string_view text, const Letters& letters) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && text[end] > ' ' && text[end] < '\x7F') ++end;
        if (end > at) {
            put(text.substr(at, end - at), letters, false);
            at = end;
            continue;
        }
        const auto [point, length] = utf8::decode(text, at);
        const bool blank = point == ' ' || point == '\t' || point == '\n' || point == '\r';
        const PlainLetter letter = blank ? PlainLetter{" "} : plain_letter(point, text.substr(at, length));
        at += length;
        if (letter.bytes == " ") {
            if (!block_.text.empty() && std::string_view(" \t\n").find(block_.text.back()) == std::string_view::npos) put(" ", letters, false);
            continue;
        }
        Letters look = letters;
        look.superscript = look.superscript || letter.superscript;
        put(letter.bytes, look, false);
    }
}

void BlockBuilder::mark(std::string_view mark) { put(mark, {.superscript = true}, true); }

std::vector<Block> BlockBuilder::take(std::string_view label) {
    const Block whole = std::exchange(block_, Block{});
    std::vector<Block> parts;
    std::size_t begin = 0;
    for (std::size_t end = whole.text.find('\n'); end != std::string::npos; end = whole.text.find('\n', end + 1)) {
        const auto next = whole.text.find_first_not_of(" \t\n", end);
        // the same sentence: a small letter goes on, right in the next line
        const bool next_line = next != std::string::npos && whole.text.find('\n', end + 1) > next;
        if (next_line && is_lower(whole.text[next]) && !trimmed(std::string_view(whole.text).substr(begin, end - begin)).empty()) continue;
        parts.push_back(part_of(whole, begin, end));
        begin = end + 1;
    }
    parts.push_back(part_of(whole, begin, whole.text.size()));
    for (Block& part : parts) std::replace(part.text.begin(), part.text.end(), '\n', ' ');
    if (parts.size() > 1) parts.erase(std::remove_if(parts.begin(), parts.end(), [](const Block& part) { return part.text.empty(); }), parts.end());
    if (parts.empty()) parts.emplace_back();
    if (!label.empty() && !parts.front().text.empty()) {
        const std::string before = std::string(label) + "\t";
        parts.front().text.insert(0, before);
        for (Run& run : parts.front().runs) {
            run.begin += static_cast<std::uint32_t>(before.size());
            run.end += static_cast<std::uint32_t>(before.size());
        }
    }
    return parts;
}

void FlowBuilder::add(std::vector<Block> blocks) {
    for (Block& block : blocks) flow_.blocks.push_back(std::move(block));
}

Block BlockBuilder::take_one() {
    Block whole = std::exchange(block_, Block{});
    std::replace(whole.text.begin(), whole.text.end(), '\n', ' ');
    return part_of(whole, 0, whole.text.size());
}

void FlowBuilder::note(std::string_view mark, BlockBuilder words) {
    if (words.empty() || mark.empty()) return;
    notes_.push_back(words.take_one());
    notes_.back().note = mark;
}

void FlowBuilder::furniture(std::string_view what, BlockBuilder words) {
    if (words.empty()) return;
    Block block = words.take_one();
    block.furniture = what;
    const auto same = [&](const Block& other) { return other.text == block.text && other.furniture == block.furniture; };
    if (std::none_of(furniture_.begin(), furniture_.end(), same)) furniture_.push_back(std::move(block));
}

/// Some files have their symbol nowhere but at the head of each page: then it heads the text.
void FlowBuilder::take_symbol_of_pages() {
    for (const Block& block : furniture_) {
        if (block.furniture != "page header") continue;
        const std::string_view text = block.text;
        const std::string symbol(text.substr(0, text.find_first_of(" \t")));
        if (!looks_like_symbol(symbol)) continue;
        if (std::any_of(flow_.blocks.begin(), flow_.blocks.end(), [&](const Block& other) { return other.text.find(symbol) != std::string::npos; })) return;
        Block head;
        head.text = symbol;
        flow_.blocks.insert(flow_.blocks.begin(), std::move(head));
        for (auto& diagnostic : flow_.diagnostics) ++diagnostic.line;
        return;
    }
}

Flow FlowBuilder::finish() {
    take_symbol_of_pages();
    flow_.setting = setting_of(flow_.blocks);
    for (auto* behind : {&notes_, &furniture_}) {
        for (Block& block : *behind) flow_.blocks.push_back(std::move(block));
    }
    std::uint32_t number = 0;
    for (Block& block : flow_.blocks) {
        ++number;
        block.place = {number, number};
    }
    return std::move(flow_);
}

Setting setting_of(const std::vector<Block>& blocks) {
    std::size_t lines = 0, wide = 0, broken = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const std::string& text = blocks[i].text;
        if (text.size() < 40) continue;
        ++lines;
        if (text.size() > 140) ++wide;
        if (i + 1 < blocks.size() && !blocks[i + 1].text.empty()) {
            const char last = text.back();
            if ((last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z') || text.ends_with(line_hyphen)) ++broken;
        }
    }
    return lines >= 4 && wide * 20 < lines && broken * 4 > lines ? Setting::wrapped_lines : Setting::blocks;
}

bool looks_like_symbol(std::string_view text) {
    if (text.size() > 40 || text.find('/') == std::string_view::npos || text.empty() || !is_upper(text.front())) return false;
    const auto of_symbols = [](char c) { return is_upper(c) || is_lower(c) || is_digit(c) || c == '/' || c == '.' || c == '-' || c == '(' || c == ')' || c == '*'; };
    return std::all_of(text.begin(), text.end(), of_symbols) && std::any_of(text.begin(), text.end(), is_digit);
}

}  // namespace comity::reading
