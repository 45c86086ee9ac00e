#include "reading/scan.hpp"

#include <algorithm>

#include "reading/utf8.hpp"

namespace comity::reading {


bool all_digits(std::string_view text) noexcept { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

namespace {
char small(char c) noexcept { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
}  // namespace

std::string lowered(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), small);
    return out;
}

std::string squeezed(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (!is_space(c)) out += small(c);
    }
    return out;
}

bool starts_with_folded(std::string_view text, std::string_view prefix) noexcept {
    return text.size() >= prefix.size() &&
           std::equal(prefix.begin(), prefix.end(), text.begin(), [](char p, char t) { return p == small(t); });
}

std::optional<int> roman(std::string_view text) noexcept {
    if (text.empty() || text.size() > 8) return std::nullopt;
    const bool upper = is_upper(text.front());
    int total = 0, before = 0;
    for (auto at = text.rbegin(); at != text.rend(); ++at) {
        if (is_upper(*at) != upper) return std::nullopt;
        int value = 0;
        switch (small(*at)) {
            case 'i': value = 1; break;
            case 'v': value = 5; break;
            case 'x': value = 10; break;
            case 'l': value = 50; break;
            default: return std::nullopt;
        }
        total += value < before ? -value : value;
        before = std::max(before, value);
    }
    return total > 0 && total <= 89 ? std::optional(total) : std::nullopt;
}

namespace {

bool is_stop(char c) noexcept { return c == ',' || c == ';' || c == '.' || c == ':' || c == '?' || c == '!'; }

std::size_t skip_spaces(std::string_view text, std::size_t at) noexcept {
    while (at < text.size() && is_space(text[at])) ++at;
    return at;
}

std::size_t digits_from(std::string_view text, std::size_t at) noexcept {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - at;
}

std::optional<Mark> number_mark(std::string_view text) {
    std::size_t at = digits_from(text, 0);
    if (at == 0 || at > 3) return std::nullopt;
    const std::size_t digits = at;
    if (at < text.size() && text[at] == ')' && at + 1 < text.size() && is_space(text[at + 1])) {
        return Mark{MarkStyle::letter_close, std::string(text.substr(0, at + 1)), std::string(text.substr(0, at)), skip_spaces(text, at + 1)};
    }
    // 1.2 and 1.2.3, with or without a last point
    std::size_t dotted = at;
    while (dotted + 1 < text.size() && text[dotted] == '.' && is_digit(text[dotted + 1])) dotted += 1 + digits_from(text, dotted + 1);
    if (dotted > at) {
        std::size_t end = dotted;
        if (end < text.size() && text[end] == '.') ++end;
        if (end < text.size() && !is_space(text[end])) return std::nullopt;
        const auto core = std::string(text.substr(0, dotted));
        // "2.5 per cent" is a figure: what follows a paragraph's number begins large
        const std::size_t word = skip_spaces(text, end);
        if (word < text.size() && is_lower(text[word])) return std::nullopt;
        return Mark{MarkStyle::dotted, core, core, word};
    }
    // "14.c": a target of a goal
    if (at + 2 < text.size() && text[at] == '.' && is_lower(text[at + 1]) && is_space(text[at + 2])) {
        const auto lettered = std::string(text.substr(0, at + 2));
        return Mark{MarkStyle::dotted, lettered, lettered, skip_spaces(text, at + 2)};
    }
    const auto core = std::string(text.substr(0, digits));
    if (at < text.size() && text[at] == ' ' && at + 1 < text.size() && text[at + 1] == '.') ++at;  // "1 ."
    if (at < text.size() && text[at] == '.') {
        if (at + 1 == text.size()) return Mark{MarkStyle::arabic, core, core, at + 1};
        const std::size_t word = skip_spaces(text, at + 1);
        // "1.Reaffirms": the blank was lost; "5.–" is no number
        if (word > at + 1 || is_upper(text[word]) || static_cast<unsigned char>(text[word]) >= 0x80) return Mark{MarkStyle::arabic, core, core, word};
        return std::nullopt;
    }
    if (at < text.size() && text[at] == '\t') return Mark{MarkStyle::arabic, core, core, skip_spaces(text, at)};
    return std::nullopt;
}

std::optional<Mark> bracket_mark(std::string_view text) {
    if (text.size() < 3 || text.front() != '(') return std::nullopt;
    std::size_t close = text.substr(0, 9).find(')');
    if (close == std::string_view::npos || close < 2) return std::nullopt;
    std::string core;
    for (const char c : text.substr(1, close - 1)) {
        if (is_space(c)) continue;
        if (!is_lower(c) && !is_digit(c) && !is_upper(c)) return std::nullopt;
        core += c;
    }
    const bool letters = std::all_of(core.begin(), core.end(), is_lower);
    const bool capitals = std::all_of(core.begin(), core.end(), is_upper);
    const bool digits = all_digits(core);
    const bool doubled = core.size() == 2 && core[0] == core[1];
    if (core.empty() || !(digits ? core.size() <= 2 : (letters || capitals) && (core.size() == 1 || roman(core) || doubled))) return std::nullopt;
    if (close + 1 < text.size() && !is_space(text[close + 1]) && !is_upper(text[close + 1])) return std::nullopt;
    return Mark{MarkStyle::paren, "(" + core + ")", core, skip_spaces(text, close + 1)};
}

std::optional<Mark> letter_mark(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && end < 6 && (is_lower(text[end]) || is_upper(text[end]))) ++end;
    if (end == 0 || end == text.size()) {
        // "IV" or "B" alone on a line
        if (end > 0 && end == text.size() && (end == 1 ? is_upper(text[0]) : is_upper(text[0]) && roman(text))) {
            return Mark{MarkStyle::upper, std::string(text), std::string(text), end};
        }
        return std::nullopt;
    }
    const std::string_view core = text.substr(0, end);
    const bool capital = is_upper(core.front());
    if (core.size() > 1 && !roman(core) && !(core.size() == 2 && core[0] == core[1] && !capital)) return std::nullopt;
    const char behind = text[end];
    if (behind == '.' && (end + 1 == text.size() || is_space(text[end + 1]))) {
        return Mark{capital ? MarkStyle::upper : MarkStyle::letter_dot, std::string(core), std::string(core), skip_spaces(text, end + 1)};
    }
    if (behind == ')' && end + 1 < text.size() && is_space(text[end + 1]) && !capital) {
        return Mark{MarkStyle::letter_close, std::string(core) + ")", std::string(core), skip_spaces(text, end + 1)};
    }
    if (capital && behind == '.' && end + 2 < text.size() && is_upper(text[end + 1]) && is_lower(text[end + 2])) {
        return Mark{MarkStyle::upper, std::string(core), std::string(core), end + 1};  // "K.How": the blank was lost
    }
    // "II Implementation of the Agreement": a part's number and its title without a point; "I" alone may be the first person
    if (capital && behind == ' ' && core.size() > 1 && roman(core) && is_upper(text[end + 1]) && !is_stop(final_character(text)) && text.size() < 160) {
        return Mark{MarkStyle::upper, std::string(core), std::string(core), skip_spaces(text, end)};
    }
    if (capital && behind == '\t') return Mark{MarkStyle::upper, std::string(core), std::string(core), skip_spaces(text, end)};
    return std::nullopt;
}

std::optional<Mark> bullet_mark(std::string_view text) {
    static constexpr std::string_view bullets[] = {"•", "∙", "–", "—", "▪", "§", "●", "·", "-", "o\t", "○", "\xEF\x82\xB7", "*"};
    for (const auto bullet : bullets) {
        if (text.starts_with(bullet) && text.size() > bullet.size() && (bullet.back() == '\t' || is_space(text[bullet.size()]))) {
            return Mark{MarkStyle::bullet, std::string(trimmed(bullet)), std::string(trimmed(bullet)), skip_spaces(text, bullet.size())};
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Mark> mark_at_start(std::string_view text) {
    if (text.empty()) return std::nullopt;
    if (is_digit(text.front())) return number_mark(text);
    if (text.front() == '(') return bracket_mark(text);
    if (is_lower(text.front()) || is_upper(text.front())) {
        if (auto mark = letter_mark(text)) return mark;
    }
    return bullet_mark(text);
}

namespace {

/// The text up to the last word or sign of its sentence: marks, blanks and closing quotes and brackets taken off.
std::string_view without_closers(std::string_view text) noexcept {
    static constexpr std::string_view closers[] = {"”", "’", "»", "\"", "'", ")", "]", " ", "\t"};
    for (bool shortened = true; shortened && !text.empty();) {
        shortened = false;
        if (text.back() == mark_close) {
            const auto open = text.rfind(mark_open);
            if (open == std::string_view::npos) return text;
            text = text.substr(0, open);
            shortened = true;
            continue;
        }
        if (text.back() == struck_close) {
            const auto open = text.rfind(struck_open);
            // a paragraph that is struck as a whole ends as its words do
            text = open == std::string_view::npos || open == 0 ? text.substr(0, text.size() - 1) : text.substr(0, open);
            shortened = true;
            continue;
        }
        for (const auto closer : closers) {
            if (text.ends_with(closer)) {
                text.remove_suffix(closer.size());
                shortened = true;
                break;
            }
        }
    }
    return text;
}

}  // namespace

char final_character(std::string_view text) noexcept {
    text = without_closers(text);
    // a bare mark behind the stop: "rights, 3", "rights,4"
    std::size_t end = text.size();
    while (end > 0 && is_digit(text[end - 1])) --end;
    if (end < text.size() && text.size() - end <= 3) {
        std::size_t stop = end;
        if (stop > 0 && text[stop - 1] == '[') --stop;  // "session, [47 ]" in scans
        while (stop > 0 && is_space(text[stop - 1])) --stop;
        if (stop > 0 && is_stop(text[stop - 1])) return text[stop - 1];
    }
    return text.empty() ? '\0' : text.back();
}

bool ends_paragraph(std::string_view text) noexcept {
    if (is_stop(final_character(text))) return true;
    text = without_closers(text);
    return text.ends_with("—") || text.ends_with("–");
}

bool begins_small(std::string_view text) {
    if (!text.empty() && text.front() == '(' && bracket_mark(text)) return false;  // "(a) To ensure"
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (is_lower(c)) return true;
        if (is_upper(c) || is_digit(c)) return false;
        if (c == mark_open) return false;
        at += utf8::decode(text, at).second;
        if (at > 12) return false;
    }
    return false;
}

bool is_job_number(std::string_view text) noexcept {
    text = trimmed(text);
    if (text == "/..." || text == "/…" || text == "..." || text == "(E)" || text == "E") return text != "E";
    if (text.size() < 6 || text.size() > 40) return false;
    std::size_t digits = 0, others = 0;
    for (const char c : text) {
        if (is_digit(c)) {
            ++digits;
        } else if (std::string_view(" -*()/.E\tN").find(c) == std::string_view::npos) {
            ++others;
        }
    }
    if (others > 0 || digits < 5) return false;
    const auto at = text.find_first_not_of("*N");
    if (at == std::string_view::npos || !is_digit(text[at])) return text.front() == '(';
    if (text.front() == '*' && text.back() == '*') return true;
    // YY-NNNNN, YY NNNNN, Nyynnnnn, GE.yy-nnnnn; a bare number of six digits or more
    const std::string_view body = text.substr(at);
    const std::size_t run = digits_from(body, 0);
    if (run == 2 && body.size() > 3 && (body[2] == '-' || body[2] == ' ')) return digits_from(body, 3) >= 5;
    return run >= 6 && digits_from(body, 0) <= 8 && body.find('/') == std::string_view::npos && body.find('.') == std::string_view::npos;
}

bool is_page_number(std::string_view text) noexcept {
    text = trimmed(text);
    if (starts_with_folded(text, "page ")) text = trimmed(text.substr(5));
    if (text.size() > 2 && text.front() == '-' && text.back() == '-') text = trimmed(text.substr(1, text.size() - 2));
    const auto bar = text.find_first_of("/|");
    if (bar != std::string_view::npos) {
        const auto first = trimmed(text.substr(0, bar)), second = trimmed(text.substr(bar + 1));
        return all_digits(first) && all_digits(second) && first.size() <= 3 && second.size() <= 3 && first.size() <= second.size() &&
               (first.size() < second.size() || first <= second);
    }
    return all_digits(text) && text.size() <= 4;
}

bool is_recycling_notice(std::string_view text) {
    if (text.size() > 40) return false;
    const std::string key = squeezed(text);
    // the sign itself, as Unicode has it or as a glyph of the font's own
    if (key.size() == 3 && (key[0] == '\xEE' || (key[0] == '\xEF' && static_cast<unsigned char>(key[1]) <= 0xA3))) return true;
    // "1467668Please recycle": the bar code's number run together with it
    const auto please = key.find("pleasere");
    return key == "♲" || (please != std::string::npos && key.find_first_not_of("0123456789*-()e") >= please);
}

bool is_ornament(std::string_view text) noexcept {
    const auto marks = std::count(text.begin(), text.end(), '*');
    return marks >= 2 && text.find_first_not_of("* \t") == std::string_view::npos;
}

bool is_field_residue(std::string_view text) noexcept {
    text = trimmed(text);
    // "[DU1]": what a field of the word processor left behind, with or without the document system's own marks after it
    const auto close = text.find(']');
    const bool field = text.size() > 3 && text.front() == '[' && is_upper(text[1]) && close != std::string_view::npos && close <= 6 && is_digit(text[close - 1]) &&
                       (close + 1 == text.size() || text.substr(close + 1).starts_with("<<"));
    // "0F", "12F": the number of a footnote's field
    if (text.size() >= 2 && text.size() <= 3 && text.back() == 'F' && all_digits(text.substr(0, text.size() - 1))) return true;
    return field || text.starts_with("<<") || text.starts_with("<!--");
}

bool is_meeting_line(std::string_view text) {
    if (text.size() > 90 || text.empty()) return false;
    std::string key = squeezed(text);
    while (!key.empty() && (key.back() == ',' || key.back() == '.')) key.pop_back();
    const auto meeting = key.find("meeting");
    if (meeting == std::string::npos || meeting == 0) return false;
    // what stands before "meeting" is an ordinal, "plenary" and "(resumed)"; what follows is a date or nothing
    std::string before = key.substr(0, meeting);
    for (const std::string_view word : {"plenary", "(resumed)", "(resumed", "resumed"}) {
        if (const auto at = before.find(word); at != std::string::npos) before.erase(at, word.size());
    }
    const bool ordinal = before.size() >= 2 && before.size() <= 32 &&
                         (before.ends_with("th") || before.ends_with("st") || before.ends_with("nd") || before.ends_with("rd") || before.ends_with("h")) &&
                         before.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
    const std::string after = key.substr(meeting + 7);
    return ordinal && (after.empty() || (after.size() <= 24 && after.find_first_of("0123456789") != std::string::npos));
}

}  // namespace comity::reading
