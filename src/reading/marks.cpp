#include "reading/marks.hpp"

#include <algorithm>

#include "reading/scan.hpp"

namespace comity::reading {

namespace {
constexpr std::size_t none = static_cast<std::size_t>(-1);

/// "para.", "A/CONF.", "No.": the number behind belongs to it.
bool is_abbreviated(std::string_view text) {
    static constexpr std::string_view before[] = {"para", "paras", "art", "arts", "chap", "chaps", "sect", "vol", "no", "nos", "add", "corr", "rev", "p", "pp"};
    const auto blank = text.find_last_of(" (");
    const std::string_view word = text.substr(blank == std::string_view::npos ? 0 : blank + 1);
    return word.find('/') != std::string_view::npos || std::find(std::begin(before), std::end(before), lowered(word.substr(0, word.size() - 1))) != std::end(before);
}

bool is_letter(char c) { return is_lower(c) || is_upper(c) || static_cast<unsigned char>(c) >= 0x80; }

std::size_t end_of_digits(std::string_view text, std::size_t at) {
    while (at < text.size() && is_digit(text[at])) ++at;
    return at;
}

/// "Committee" of "the Advisory Committee3": a plain word, no abbreviation, no name with capitals inside.
bool ends_in_plain_word(std::string_view text) {
    std::size_t begin = text.size();
    while (begin > 0 && is_lower(text[begin - 1])) --begin;
    const std::size_t small = text.size() - begin;
    if (begin > 0 && is_upper(text[begin - 1])) --begin;
    const bool whole = begin == 0 || is_space(text[begin - 1]) || text[begin - 1] == '-' || text[begin - 1] == '(';
    return whole && small >= 3 && text.size() - begin >= 4 && !is_abbreviated(std::string(text) + ".");
}

/// Digits that can be nothing but a mark, even where the file has lost its notes: "report;1" at the end of a paragraph, "Committee3 and".
bool is_certain_mark(std::string_view text, std::size_t at) {
    const std::size_t end = end_of_digits(text, at);
    if (at < 3 || end - at > 3 || text[at] == '0') return false;
    const bool last = trimmed(text.substr(end)).empty();
    const char after = last ? ' ' : text[end];
    if (after != ' ' && after != ',' && after != ';' && after != '.') return false;
    if (!last && after != ' ' && end + 1 < text.size() && !is_space(text[end + 1]) && !is_digit(text[end + 1])) return false;
    if (after == '.' && end + 1 < text.size() && is_digit(text[end + 1])) return false;
    std::string_view before = text.substr(0, at);
    if (last && is_space(before.back()) && (before[at - 2] == ';' || before[at - 2] == ',')) before = trimmed(before);
    const char stop = before.back();
    if (is_lower(stop)) return ends_in_plain_word(before);
    const char behind = before[before.size() - 2];  // the character that the stop follows
    const bool closes = is_letter(behind) || behind == ')' || behind == '"';
    if (stop == ';' || stop == ',') return closes || (last && is_digit(behind));
    if (stop == '.') return last && closes && !is_abbreviated(before);
    if (before.ends_with("”") || before.ends_with("’")) return true;
    return (stop == ')' || stop == '"') && closes && stop != behind;
}
}  // namespace

MarkTaker::MarkTaker(std::vector<std::string> notes, Setting setting)
    : notes_(std::move(notes)), called_(notes_.size(), false), wrapped_(setting == Setting::wrapped_lines) {}

void MarkTaker::survey(const std::vector<Piece>& pieces) {
    std::size_t found = 0;
    for (const Piece& piece : pieces) found += static_cast<std::size_t>(std::count(piece.text.begin(), piece.text.end(), mark_open));
    superscripts_ = found * 2 > notes_.size() || notes_.empty();
    if (found > 0 || !notes_.empty()) return;
    std::size_t within = 0, at_end = 0;
    for (const Piece& piece : pieces) {
        if (piece.kind != document::ParagraphKind::preambular && piece.kind != document::ParagraphKind::operative) continue;  // a report's contents have page numbers
        for (std::size_t at = 0; at < piece.text.size(); ++at) {
            if (!is_digit(piece.text[at]) || (at > 0 && is_digit(piece.text[at - 1])) || !is_certain_mark(piece.text, at)) continue;
            ++(end_of_digits(piece.text, at) == piece.text.size() ? at_end : within);
        }
    }
    notes_lost_ = at_end > 0 || within > 1;
    superscripts_ = !notes_lost_;
}

std::size_t MarkTaker::note_of(std::string_view mark) const {
    const auto at = std::find(notes_.begin(), notes_.end(), mark);
    return at == notes_.end() ? none : static_cast<std::size_t>(at - notes_.begin());
}

void MarkTaker::call(std::size_t note) {
    if (note >= called_.size()) return;
    called_[note] = true;
    if (note >= next_) next_ = note + 1;
}

/// "12" where there is no note 12, but one of 1 and one of 2: two marks that stand directly behind each other; so "1, 2" and "1,2".
std::vector<std::string> MarkTaker::marks_in(std::string_view mark) const {
    if (note_of(mark) != none || mark.size() < 2) return {std::string(mark)};
    std::vector<std::string> apart;
    for (std::size_t at = 0; at < mark.size();) {
        const std::size_t end = end_of_digits(mark, at);
        if (end > at) apart.emplace_back(mark.substr(at, end - at));
        if (end < mark.size() && mark[end] != ',' && mark[end] != ' ') return {std::string(mark)};
        at = end + 1;
    }
    if (apart.size() == 1) {
        for (std::size_t cut = 1; cut < mark.size() && apart.size() == 1; ++cut) {
            const std::string first(mark.substr(0, cut)), second(mark.substr(cut));
            const bool follows = all_digits(mark) && mark.size() < 7 && std::stoi(second) == std::stoi(first) + 1;
            if (follows && note_of(first) != none && note_of(second) != none) apart = {first, second};
        }
    }
    const bool known = std::all_of(apart.begin(), apart.end(), [&](const std::string& one) { return note_of(one) != none; });
    return known && !apart.empty() ? apart : std::vector{std::string(mark)};
}

/// Bare digits at `at`: a mark if they name the next note, or one called before, and stand where a mark stands.
bool MarkTaker::bare_mark(std::string_view text, std::size_t at, std::size_t& length) {
    if (superscripts_) return false;
    const std::size_t end = end_of_digits(text, at);
    length = end - at;
    if (notes_.empty()) return notes_lost_ && is_certain_mark(text, at);
    const char before = at > 0 ? text[at - 1] : ' ';
    const char after = end < text.size() ? text[end] : ' ';
    if (is_letter(after) || after == '/' || after == '-' || after == ')' || (after == '.' && end + 1 < text.size() && is_digit(text[end + 1]))) return false;
    const std::string_view digits = text.substr(at, end - at);
    const auto fits = [&](std::string_view mark) {
        const std::size_t note = note_of(mark);
        if (note == none) return none;
        // In order, or called once more; a number that would skip a note is a word.
        return note == next_ || (note < next_) ? note : none;
    };
    if (is_letter(before) || before == ',' || before == ';' || before == '.' || before == ')') {
        // "Corruption1", "rights,4", "Action;5" but not "para.5", "A4"
        if (before == '.' && at >= 2 && (is_digit(text[at - 2]) || is_abbreviated(text.substr(0, at)))) return false;
        if (is_letter(before) && (at < 3 || !is_letter(text[at - 2]) || is_upper(before))) return false;
        if (static_cast<unsigned char>(before) >= 0x80 && !text.substr(0, at).ends_with("”") && !text.substr(0, at).ends_with("’")) return false;
        // glued to its word it is hardly a figure: notes between may be a neighbour's, whose text stands on the same page
        const std::size_t note = note_of(digits);
        if (note == none || note > next_ + 20) return false;
        call(note);
        return true;
    }
    if (before == ' ' && at >= 2 && wrapped_ && !is_space(text[at - 2])) {
        // "1993, 1 for", "human rights, 3" / "2000 2 and": a number between blanks, smaller than any figure a sentence would have there
        const std::size_t note = fits(digits);
        if (note == none) return false;
        const char stop = text[at - 2];
        const bool behind_stop = stop == ',' || stop == ';' || stop == '.' || text.substr(0, at - 1).ends_with("”");
        const bool before_stop = after == ' ' || after == ',' || after == ';' || after == '.';
        if (!before_stop || (note < next_ && !behind_stop)) return false;
        static constexpr std::string_view counters[] = {"article", "articles", "paragraph", "paragraphs", "no.", "vol.", "chap.", "annex", "section", "sections",
                                                        "item", "chapter", "goal", "goals", "target", "part", "and", "to", "of", "on", "by", "from", "in", "rule",
                                                        "the", "at", "least", "than", "about", "level", "phase", "principle", "category", "table", "appendix", "agenda"};
        std::size_t word = at - 1;
        while (word > 0 && !is_space(text[word - 1])) --word;
        const std::string last = lowered(text.substr(word, at - 1 - word));
        if (std::find(std::begin(counters), std::end(counters), last) != std::end(counters)) return false;
        // "25 June" is a date unless a comma stands before it
        const auto following = trimmed(text.substr(end));
        static constexpr std::string_view months[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
        if (std::any_of(std::begin(months), std::end(months), [&](std::string_view month) { return following.starts_with(month); })) return false;
        if (!behind_stop && !following.empty() && following.starts_with("per cent")) return false;
        call(note);
        return true;
    }
    return false;
}

/// Where the stretch that needs no look ends: no mark, no digit, no stop (it may follow a mark), single blanks between words.
static std::size_t end_of_words(std::string_view text, std::size_t at, std::string_view before) {
    char last = before.empty() ? ' ' : before.back();
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == mark_open || c == '\t' || is_digit(c) || c == ',' || c == ';' || c == '.' || (c == ' ' && last == ' ')) break;
        last = c;
    }
    return at;
}

MarkTaker::Taken MarkTaker::take(std::string_view text) {
    if (text.ends_with(line_hyphen)) text.remove_suffix(line_hyphen.size());  // a word whose other half never came
    Taken taken;
    std::string& out = taken.text;
    out.reserve(text.size());
    const auto put_mark = [&](std::string mark) {
        while (!out.empty() && is_space(out.back())) out.pop_back();
        taken.marks.push_back({std::move(mark), static_cast<std::uint32_t>(out.size())});
    };
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (const std::size_t end = end_of_words(text, at, out); end > at) {
            out.append(text, at, end - at);
            at = end;
            continue;
        }
        if (c == mark_open) {
            const auto close = text.find(mark_close, at);
            const std::string_view mark = text.substr(at + 1, (close == std::string_view::npos ? text.size() : close) - at - 1);
            for (const std::string& one : marks_in(mark)) {
                call(note_of(one));
                put_mark(one);
            }
            at = close == std::string_view::npos ? text.size() : close + 1;
            continue;
        }
        if (is_digit(c)) {
            std::size_t length = 0;
            // a year with its mark glued on: "19931"
            if (!superscripts_ && (at == 0 || is_space(text[at - 1]))) {
                const std::size_t end = end_of_digits(text, at);
                const std::string_view digits = text.substr(at, end - at);
                if ((digits.size() == 5 || digits.size() == 6) && (digits.starts_with("19") || digits.starts_with("20"))) {
                    const std::size_t note = note_of(digits.substr(4));
                    if (note != none && note <= next_) {
                        out.append(digits.substr(0, 4));
                        call(note);
                        put_mark(std::string(digits.substr(4)));
                        at = end;
                        continue;
                    }
                }
            }
            if (bare_mark(text, at, length)) {
                put_mark(std::string(text.substr(at, length)));
                at += length;
                // "7,8": a further mark behind the comma between them
                while (at + 1 < text.size() && text[at] == ',' && is_digit(text[at + 1])) {
                    const std::size_t end = end_of_digits(text, at + 1);
                    const std::string_view further = text.substr(at + 1, end - at - 1);
                    const std::size_t note = note_of(further);
                    if (further.size() > 3 || !(notes_lost_ || (note != none && note <= next_))) break;
                    call(note);
                    put_mark(std::string(further));
                    at = end;
                }
                continue;
            }
            const std::size_t end = end_of_digits(text, at);
            out.append(text, at, end - at);
            at = end;
            continue;
        }
        if (is_space(c)) {
            if (!out.empty() && !is_space(out.back())) out += ' ';
        } else {
            // no blank between a mark's place and the stop behind it
            if ((c == ',' || c == ';' || c == '.') && !taken.marks.empty() && !out.empty() && out.back() == ' ' && taken.marks.back().at + 1 == out.size()) out.pop_back();
            out += c;
        }
        ++at;
    }
    while (!out.empty() && is_space(out.back())) out.pop_back();
    return taken;
}

std::vector<std::string> MarkTaker::uncalled() const {
    std::vector<std::string> marks;
    for (std::size_t i = 0; i < notes_.size(); ++i) {
        if (!called_[i]) marks.push_back(notes_[i]);
    }
    return marks;
}

}  // namespace comity::reading
