// Plain text as it comes from word processors, pdftotext and converters to Markdown: bytes to blocks, one a line. Emphasis, links,
// escapes and superscripts are taken out of the words and kept as runs; what a page's setting did to the lines is left to the parser.
#include <algorithm>
#include <array>

#include "reading/block_builder.hpp"
#include "reading/diagnostics.hpp"
#include "reading/encoding.hpp"
#include "reading/reading.hpp"
#include "reading/utf8.hpp"

namespace comity::reading {

namespace {

/// Builds the text of one block and its runs.
class LineBuilder {
public:
    bool italic = false, bold = false;

    void add(std::string_view bytes, bool superscript, bool link) {
        if (bytes.empty()) return;
        const auto begin = static_cast<std::uint32_t>(block.text.size());
        block.text += bytes;
        const auto end = static_cast<std::uint32_t>(block.text.size());
        if (!italic && !bold && !superscript && !link) return;
        if (!block.runs.empty()) {
            Run& last = block.runs.back();
            if (last.end == begin && last.italic == italic && last.bold == bold && last.superscript == superscript && last.link == link) {
                last.end = end;
                return;
            }
        }
        block.runs.push_back({begin, end, italic, bold, superscript, link});
    }

    Block block;
};

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// A run of '*' that may open emphasis: a word follows, and a blank, a bracket or the line's start stands before it.
bool may_open(std::string_view line, std::size_t at, std::size_t length) {
    const std::size_t after = at + length;
    if (after >= line.size() || is_blank(line[after])) return false;
    return at == 0 || is_blank(line[at - 1]) || std::string_view("([\"*_-").find(line[at - 1]) != std::string_view::npos ||
           static_cast<unsigned char>(line[at - 1]) >= 0x80;
}

/// Finds the run of '*' that closes emphasis. Asked again and again along one line it stays linear: the last answer is kept.
class ClosingStars {
public:
    explicit ClosingStars(std::string_view line) : line_(line) {}

    /// Position of the first run of at least `length` stars, at or after `from`, that may close; npos if there is none.
    std::size_t find(std::size_t from, std::size_t length) {
        auto& answer = answers_[length - 1];
        if (from >= answer.asked && from <= answer.found) return answer.found;
        answer = {from, std::string_view::npos};
        for (std::size_t at = from; (at = line_.find('*', at)) != std::string_view::npos;) {
            if (at > 0 && line_[at - 1] != '\\' && !is_blank(line_[at - 1]) && line_.substr(at, length).find_first_not_of('*') == std::string_view::npos && at + length <= line_.size()) {
                answer.found = at;
                break;
            }
            at = std::min(line_.find_first_not_of('*', at), line_.size());
        }
        return answer.found;
    }

private:
    struct Answer {
        std::size_t asked = 1, found = 0;  // an empty range: nothing asked yet
    };
    std::string_view line_;
    std::array<Answer, 2> answers_;
};

/// Reads lines one by one; emphasis may run over a line end ("*50th plenary meeting" / "18 December 2019*").
class Reader {
public:
    explicit Reader(Flow& flow) : flow_(flow) {}

    void line(std::string_view raw, std::uint32_t number, bool page_break, std::string_view next) {
        LineBuilder builder;
        builder.block.place = {number, number};
        builder.block.page_break_before = page_break;
        raw = strip_heading(raw, builder.block);
        if (is_rule(raw)) {
            builder.block.rule = true;
            builder.block.text = raw;
        } else {
            builder.italic = open_italic_;
            words(raw, next, builder);
        }
        flow_.blocks.push_back(std::move(builder.block));
    }

private:
    Flow& flow_;
    bool open_italic_ = false;

    static std::string_view strip_heading(std::string_view raw, Block& block) {
        std::size_t depth = 0;
        while (depth < raw.size() && raw[depth] == '#') ++depth;
        if (depth == 0 || depth > 6 || depth >= raw.size() || raw[depth] != ' ') return raw;
        block.heading = static_cast<int>(depth);
        return raw.substr(depth + 1);
    }

    static bool is_rule(std::string_view raw) {
        std::size_t marks = 0;
        for (const char c : raw) {
            if (c == '-' || c == '_' || c == '=') {
                ++marks;
            } else if (!is_blank(c)) {
                return false;
            }
        }
        return marks >= 3;
    }

    void words(std::string_view raw, std::string_view next, LineBuilder& builder) {
        ClosingStars closing(raw);
        std::size_t link_end = std::string_view::npos;
        bool superscript = false;
        std::size_t at = 0;
        while (at < raw.size()) {
            const char c = raw[at];
            if (const std::size_t plain_end = end_of_plain(raw, at, link_end); plain_end > at) {
                builder.add(raw.substr(at, plain_end - at), superscript, link_end != std::string_view::npos);
                at = plain_end;
            } else if (c == '\\' && at + 1 < raw.size() && std::string_view("\\`*_{}[]()#+-.!<>").find(raw[at + 1]) != std::string_view::npos) {
                builder.add(raw.substr(at + 1, 1), superscript, link_end != std::string_view::npos);
                at += 2;
            } else if (c == '*') {
                at = star(raw, at, next, closing, builder);
            } else if (c == '_' && underscore_emphasis(raw, at, builder)) {
                ++at;
            } else if (c == '<' && raw.substr(at, 5) == "<sup>") {
                superscript = true;
                at += 5;
            } else if (c == '<' && raw.substr(at, 6) == "</sup>") {
                superscript = false;
                at += 6;
            } else if (const std::size_t mark = c == '^' ? length_of_caret_mark(raw, at) : 0; mark > 0) {
                builder.add(raw.substr(at + 1, mark), true, false);
                at += 1 + mark;
            } else if (c == '[' && link_end == std::string_view::npos && (link_end = end_of_label(raw, at)) != std::string_view::npos) {
                ++at;
            } else if (at == link_end) {
                at = raw.find(')', at) + 1;  // "](...)": end_of_label() has seen the bracket
                link_end = std::string_view::npos;
            } else {
                const auto [point, length] = utf8::decode(raw, at);
                if (point == 0x00AD && at + length >= raw.size()) {
                    builder.add(line_hyphen, false, false);  // a word goes on in the next line
                    break;
                }
                const PlainLetter piece = plain_letter(point, raw.substr(at, length));
                builder.add(piece.bytes, superscript || piece.superscript, link_end != std::string_view::npos);
                at += length;
            }
        }
    }

    /// Where the stretch of ASCII letters, digits and signs without meaning that begins at `at` ends; most of every line is one.
    static std::size_t end_of_plain(std::string_view raw, std::size_t at, std::size_t link_end) {
        while (at < raw.size() && at != link_end) {
            const auto c = static_cast<unsigned char>(raw[at]);
            if (c >= 0x7F || (c < 0x20 && c != '\t') || c == '\\' || c == '*' || c == '_' || c == '<' || c == '[' || c == '^') break;
            ++at;
        }
        return at;
    }

    /// "the Covenant,^33 as": digits that a converter raised so. 0 if these are none.
    static std::size_t length_of_caret_mark(std::string_view raw, std::size_t at) {
        std::size_t end = at + 1;
        while (end < raw.size() && raw[end] >= '0' && raw[end] <= '9') ++end;
        const bool goes_on = end < raw.size() && (((raw[end] | 32) >= 'a' && (raw[end] | 32) <= 'z') || raw[end] == '^');
        return end - at > 4 || goes_on ? 0 : end - at - 1;
    }

    /// "[label](target)": the position of its "](", or npos if this bracket opens no link. Labels are short, so the search is too.
    static std::size_t end_of_label(std::string_view raw, std::size_t at) {
        const std::string_view window = raw.substr(at, 400);
        for (std::size_t i = 1; i + 1 < window.size(); ++i) {
            if (window[i] == '\\') {
                ++i;
            } else if (window[i] == '[') {
                return std::string_view::npos;
            } else if (window[i] == ']') {
                if (window[i + 1] != '(') return std::string_view::npos;
                const std::size_t close = raw.substr(at + i, 600).find(')');
                return close == std::string_view::npos ? close : at + i;
            }
        }
        return std::string_view::npos;
    }

    /// "_Recalling_": converters of scans write emphasis so. Only where it clasps whole words, at most a few.
    static bool underscore_emphasis(std::string_view raw, std::size_t at, LineBuilder& builder) {
        const auto letter = [&](std::size_t i) { return i < raw.size() && ((raw[i] | 32) >= 'a') && ((raw[i] | 32) <= 'z'); };
        if (builder.italic) {
            if (at == 0 || is_blank(raw[at - 1]) || letter(at + 1)) return false;
            builder.italic = false;
            return true;
        }
        const bool date = at == 0 && raw.size() > 2 && raw[1] >= '0' && raw[1] <= '9' && raw.back() == '_';  // "_10 December 1948._"
        if ((at > 0 && !is_blank(raw[at - 1]) && raw[at - 1] != '(') || !(letter(at + 1) || date)) return false;
        const auto close = raw.substr(at + 1, 120).find('_');
        if (close == std::string_view::npos || is_blank(raw[at + close])) return false;
        builder.italic = true;
        return true;
    }

    std::size_t star(std::string_view raw, std::size_t at, std::string_view next, ClosingStars& closing, LineBuilder& builder) {
        const bool strong = at + 1 < raw.size() && raw[at + 1] == '*';
        bool& style = strong ? builder.bold : builder.italic;
        const std::size_t marks = strong ? 2 : 1;
        if (style) {
            style = false;
            if (!strong) open_italic_ = false;
            return at + marks;
        }
        if (may_open(raw, at, marks)) {
            if (closing.find(at + marks, marks) != std::string_view::npos) {
                style = true;
                return at + marks;
            }
            // Emphasis that the next line closes: this line has no other star, the next one ends on its only star.
            if (!strong && at == 0 && next.size() > 1 && next.back() == '*' && next.find('*') == next.size() - 1) {
                style = open_italic_ = true;
                return at + 1;
            }
        }
        const std::size_t end = std::min(raw.find_first_not_of('*', at), raw.size());
        builder.add(raw.substr(at, end - at), false, false);
        return end;
    }
};

}  // namespace

Flow flow_of_plain_text(std::string_view bytes) {
    Flow flow;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const bool old_mac = bytes.find('\n') == std::string_view::npos;
    const char line_end = old_mac ? '\r' : '\n';
    std::string sound;
    if (const auto first_bad = utf8::first_invalid(bytes); first_bad != std::string_view::npos) {
        if (auto legacy = decoded_legacy(bytes)) {
            flow.diagnostics.push_back(legacy->told());
            sound = std::move(legacy->text);
        } else {
            const auto line = static_cast<std::uint32_t>(1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(first_bad), line_end));
            sound = utf8::repaired(bytes);
            flow.diagnostics.push_back(diagnostic(Finding::not_utf_8, line, "The file is not valid UTF-8 from here on; each byte that could not be read stands as U+FFFD."));
        }
        bytes = sound;
    }
    if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
        const auto line = static_cast<std::uint32_t>(1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(nul), line_end));
        flow.diagnostics.push_back(diagnostic(Finding::nul_bytes, line));
    }

    Reader reader(flow);
    std::uint32_t number = 0;
    bool page_break = false;
    const auto trimmed = [](std::string_view line) {
        while (!line.empty() && (is_blank(line.back()) || line.back() == '\r')) line.remove_suffix(1);
        return line;
    };
    for (std::size_t at = 0; at <= bytes.size();) {
        std::size_t end = bytes.find(line_end, at);
        if (end == std::string_view::npos) end = bytes.size();
        if (at == bytes.size()) break;  // the last line end ends a line, it begins none
        std::string_view line = trimmed(bytes.substr(at, end - at));
        std::size_t next_end = end < bytes.size() ? bytes.find(line_end, end + 1) : end;
        if (next_end == std::string_view::npos) next_end = bytes.size();
        const std::string_view next = end < bytes.size() ? trimmed(bytes.substr(end + 1, next_end - end - 1)) : std::string_view();
        if (const auto feed = line.find('\f'); feed != std::string_view::npos) page_break = true;
        reader.line(line, ++number, page_break, next);
        if (!flow.blocks.back().text.empty()) page_break = false;
        at = end + 1;
    }
    flow.setting = setting_of(flow.blocks);
    return flow;
}

}  // namespace comity::reading
