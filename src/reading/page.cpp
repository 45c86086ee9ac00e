#include "reading/page.hpp"

#include <algorithm>
#include <charconv>

#include "reading/scan.hpp"

namespace comity::reading {

namespace {

int value_of(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// Words with which a footnote begins, so that one can be told from a paragraph where its mark is lost or far off.
bool looks_like_note(std::string_view text) {
    static constexpr std::string_view starts[] = {"see ", "see also", "resolution ", "resolutions ", "ibid", "official records", "united nations, ",
                                                  "a/", "e/", "s/", "st/", "hri/", "available ", "adopted ", "decision ", "document ", "report ",
                                                  "general assembly resolution", "the ", "for ", "as ", "in ", "treaty series", "council ", "human rights council"};
    const std::string key = lowered(text.substr(0, 40));
    return std::any_of(std::begin(starts), std::end(starts), [&](std::string_view start) { return key.starts_with(start); });
}

/// "74 General Assembly-Forty-second Session", "48<tab>General Assembly—Twentieth Session": the head of a volume's page with its number.
bool is_volume_head(std::string_view text) {
    if (text.size() >= 70 || ends_paragraph(text)) return false;
    const std::string key = lowered(text);
    const auto organ = key.find("general assembly");
    if (organ == std::string::npos || key.find("session") == std::string::npos) return false;
    const auto mark = mark_at_start(text);
    return !mark || (mark->style == MarkStyle::arabic && mark->length == organ && text.substr(0, organ).find('.') == std::string_view::npos);
}

/// "November 2044, the Committee ...": with the number before it a date
bool begins_with_month(std::string_view words) {
    static constexpr std::string_view months[] = {"January ", "February ", "March ", "April ", "May ", "June ", "July ", "August ", "September ", "October ", "November ", "December "};
    return std::any_of(std::begin(months), std::end(months), [&](std::string_view month) {
        return words.starts_with(month) && words.size() >= month.size() + 4 && all_digits(words.substr(month.size(), 4));
    });
}

/// "2/4"
bool is_page_of_pages(std::string_view text) { return text.find('/') != std::string_view::npos && is_page_number(text); }

/// How long a line is when its blanks are taken for one: a scan spreads "VI. Resolutions adopted ...      187" over the page.
std::size_t size_of_words(std::string_view text) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < text.size(); ++i) size += !is_space(text[i]) || (i > 0 && !is_space(text[i - 1]));
    return size;
}

class PageClearer {
public:
    PageClearer(std::vector<Line> lines, Setting setting, const RunningHead& head) : setting_(setting), head_(head) { pages_.lines = std::move(lines); }

    Pages clear() {
        auto& lines = pages_.lines;
        take_stated();
        for (at_ = 0; at_ < lines.size();) {
            const std::size_t before = at_;
            step();
            if (at_ == before) ++at_;
        }
        mark_gaps();
        return std::move(pages_);
    }

private:
    Setting setting_;
    const RunningHead& head_;
    Pages pages_;
    std::size_t at_ = 0;
    int last_mark_ = 0;
    std::size_t searched_ = 0, text_end_ = 0;  ///< of end_of_text_above(): up to where it has looked, and what it found
    bool symbol_seen_ = false;
    bool closing_seen_ = false;
    bool notes_stated_ = false;  ///< the source says which its footnotes are: nothing else is taken for one

    Line& line(std::size_t index) { return pages_.lines[index]; }
    bool is_text(std::size_t index) { return index < pages_.lines.size() && line(index).use == Line::Use::text; }

    void furniture(std::size_t index, const char* what) {
        line(index).use = Line::Use::furniture;
        pages_.furniture.push_back({line(index).place, what});
    }

    /// What the source itself tells apart.
    void take_stated() {
        for (std::size_t i = 0; i < pages_.lines.size(); ++i) {
            const Line& each = line(i);
            if (each.stated.empty()) continue;
            if (each.use == Line::Use::note) {
                notes_stated_ = true;
                pages_.notes.push_back({each.stated, each.text, {each.place}});
            } else {
                pages_.furniture.push_back({each.place, each.stated});
            }
        }
    }

    /// The next line with text after `index`, or the end.
    std::size_t next_text(std::size_t index) {
        do {
            ++index;
        } while (index < pages_.lines.size() && line(index).use == Line::Use::blank);
        return index;
    }

    void step() {
        Line& here = line(at_);
        if (here.use != Line::Use::text) return;
        if (is_meeting_line(here.text)) closing_seen_ = true;
        if (here.rule) {
            furniture(at_, "ruler");
            if (notes_stated_ || !take_notes_below(at_ + 1)) foot_of_page(at_ + 1);
            return;
        }
        if (!notes_stated_ && superscript_note()) return;
        if (plain_furniture(at_)) return;
        if (setting_ != Setting::wrapped_lines && star_note()) return;
        if (setting_ == Setting::wrapped_lines && all_digits(here.text) && unruled_notes()) return;
        if (running_head()) return;
        if (closing_seen_ && is_page_number(here.text)) return furniture(at_, "page number");
        if (notes_stated_ || (closing_seen_ && notes_at_end())) return;
        stray_note();
    }

    bool plain_furniture(std::size_t index) {
        const std::string& text = line(index).text;
        const char* what = is_field_residue(text)      ? (text.find("Page ") != std::string::npos ? "page mark" : "field residue")
                           : is_job_number(text)       ? (text.front() == '/' || text.front() == '.' ? "continuation mark" : "job number")
                           : is_recycling_notice(text) ? "recycling notice"
                           : is_ornament(text) || (text == "*" && setting_ != Setting::wrapped_lines) ? "ornament"
                           : text == "Footnotes"      ? "heading of the footnotes"
                           : text.starts_with("(Signed)") ? "signature"
                           : text.starts_with("See also note on ") && text.size() < 80 ? "reference within the volume"
                                                       : nullptr;
        if (what == nullptr) return false;
        furniture(index, what);
        if (text.find("Page ") != std::string::npos) {
            volume_heads(index);
            // the foot of the page before it
            std::size_t above = index;
            while (above > 0 && line(above - 1).use == Line::Use::blank) --above;
            if (above > 0 && is_text(above - 1) && all_digits(line(above - 1).text) && line(above - 1).text.size() <= 4) furniture(above - 1, "page number");
        }
        return true;
    }

    /// At the head of a volume's page: its number, "General Assembly - Fifteenth Session", the chapter with the page number behind it.
    void volume_heads(std::size_t index) {
        for (int lines = 0; lines < 2; ++lines) {
            index = next_text(index);
            if (!is_text(index)) return;
            const std::string& text = line(index).text;
            const std::string key = lowered(text);
            const bool head = (all_digits(text) && text.size() <= 4) ||
                              (size_of_words(text) < 120 && !ends_paragraph(text) &&
                               ((key.find("general assembly") != std::string::npos && key.find("session") != std::string::npos) || key.find("resolutions adopted") != std::string::npos ||
                                key.find("resolutions and decisions") != std::string::npos || key.find("economic and social council") == 0));
            if (!head || (mark_at_start(text) && key.find("resolutions adopted") == std::string::npos && !is_volume_head(text))) return;
            furniture(index, all_digits(text) ? "page number" : "page header");
        }
    }

    /// The symbol or the title once more at the head of a page, in one line or two, glued or not; the page number beside it.
    bool running_head() {
        const std::string& text = line(at_).text;
        if (size_of_words(text) < 110 && !ends_paragraph(text) && at_ > head_.title_begin) {
            const std::string key = lowered(text);  // "IV. Resolutions adopted on the reports of the First Committee 67"
            if (key.find("resolutions adopted on") != std::string::npos || key.find("resolutions adopted without") != std::string::npos) return furniture(at_, "page header"), true;
        }
        if ((is_digit(text.front()) || is_digit(text.back())) && is_volume_head(text)) return furniture(at_, "page header"), true;
        if (!head_.symbol.empty() && text.starts_with(head_.symbol)) {
            const std::string rest = squeezed(std::string_view(text).substr(head_.symbol.size()));
            if (rest.empty() && !symbol_seen_ && (at_ < head_.title_end || closing_seen_)) {
                symbol_seen_ = true;  // the masthead's own
                return false;
            }
            if (rest.empty() || (!head_.title.empty() && head_.title.starts_with(rest) && rest.size() > 12)) {
                furniture(at_, "page header");
                std::size_t next = next_text(at_);
                if (is_text(next) && next <= at_ + 2 && at_ >= head_.title_end && head_.title.size() > 12 && squeezed(line(next).text) == head_.title) {
                    furniture(next, "page header");
                    next = next_text(next);
                }
                if (next < pages_.lines.size() && is_page_number(line(next).text) && next <= at_ + 2 && closing_or_body()) furniture(next, "page number");
                return true;
            }
        }
        if (closing_seen_ && !head_.title.empty() && text.size() < 300) {
            // title, symbol and page number run together: "... human rightsA/RES/69/179 2"
            std::string one = squeezed(text);
            if (one.starts_with(head_.title)) one.erase(0, head_.title.size());
            const std::string symbol = squeezed(head_.symbol);
            const bool with_symbol = !symbol.empty() && one.starts_with(symbol);
            if (with_symbol) one.erase(0, symbol.size());
            if (with_symbol && one.find_first_not_of("0123456789/") == std::string::npos && squeezed(text).size() > 12) return furniture(at_, "page header"), true;
        }
        if (setting_ == Setting::wrapped_lines && !head_.title.empty() && at_ >= head_.title_end) {
            const std::string one = squeezed(text);
            if (one.size() > 12 && one == head_.title) return furniture(at_, "page header"), true;
            if (one.size() > 12 && head_.title.starts_with(one) && is_text(at_ + 1) && head_.title == one + squeezed(line(at_ + 1).text)) {
                furniture(at_ + 1, "page header");
                furniture(at_, "page header");
                return true;
            }
        }
        // "2/4" is no paragraph's whatever the setting
        if (at_ > head_.title_end && is_page_of_pages(text)) return furniture(at_, "page number"), true;
        if (at_ > head_.title_end && setting_ == Setting::wrapped_lines && is_page_number(text) && alone(at_) && !mark_follows(text)) {
            furniture(at_, "page number");
            return true;
        }
        return false;
    }

    bool closing_or_body() const { return at_ >= head_.title_end; }

    bool alone(std::size_t index) {
        const bool above = index == 0 || line(index - 1).use != Line::Use::text;
        const bool below = index + 1 >= pages_.lines.size() || line(index + 1).use == Line::Use::blank || !is_text(index + 1) ||
                           line(index + 1).text.find('/') != std::string::npos;
        return above && below;
    }

    /// "5" may be the mark of the note that comes next rather than a page number.
    bool mark_follows(std::string_view text) {
        if (!all_digits(text) || value_of(text) != last_mark_ + 1) return false;
        const std::size_t next = next_text(at_);
        return next < pages_.lines.size() && looks_like_note(line(next).text);
    }

    /// A line that begins with a superscript mark is a footnote wherever it stands; so is a star with a blank behind it below a rule.
    bool superscript_note() {
        const std::string& text = line(at_).text;
        if (text.empty() || text.front() != mark_open) return false;
        const auto close = text.find(mark_close);
        if (close == std::string::npos || close + 1 >= text.size()) return false;
        std::string mark = text.substr(1, close - 1);
        std::string words(trimmed(std::string_view(text).substr(close + 1)));
        add_note(std::move(mark), std::move(words), at_, at_);
        ++at_;
        // Its further lines: directly below, no mark of their own, nothing that begins a paragraph.
        while (is_text(at_) && setting_ == Setting::wrapped_lines && !line(at_).rule && line(at_).text.front() != mark_open && !page_ends(at_) && !is_page_of_pages(line(at_).text)) {
            append_to_note(at_++);
        }
        return true;
    }

    /// How many stars stand before a blank at the start, as before a note's words; 0 if none.
    static std::size_t stars_of(std::string_view text) {
        const auto stars = std::min(text.find_first_not_of('*'), text.size());
        return stars > 0 && stars <= 3 && stars + 1 < text.size() && is_space(text[stars]) ? stars : 0;
    }

    /// Behind the last line with text above this one, 0 if there is none. What was looked through for an earlier note is not looked through again.
    std::size_t end_of_text_above() {
        std::size_t above = at_;
        while (above > searched_ && !is_text(above - 1)) --above;
        if (above > searched_) text_end_ = above;
        while (text_end_ > 0 && !is_text(text_end_ - 1)) --text_end_;
        searched_ = at_;
        return text_end_;
    }

    /// "*<tab>Reissued for technical reasons ...": where pages have no rule, converters put a star's note between the paragraphs. A list whose points
    /// have stars stands below a colon, or has several.
    bool star_note() {
        const std::size_t stars = stars_of(line(at_).text);
        if (stars == 0 || at_ < head_.title_end) return false;
        const std::size_t above = end_of_text_above();
        const std::size_t below = next_text(at_);
        if (above == 0 || final_character(line(above - 1).text) == ':' || stars_of(line(above - 1).text) == stars) return false;
        if (is_text(below) && stars_of(line(below).text) == stars) return false;
        const std::string text = line(at_).text;
        add_note(text.substr(0, stars), std::string(trimmed(std::string_view(text).substr(stars))), at_, at_);
        ++at_;
        return true;
    }

    void add_note(std::string mark, std::string words, std::size_t first, std::size_t last) {
        if (all_digits(mark)) last_mark_ = std::max(last_mark_, value_of(mark));
        Note note{std::move(mark), std::move(words), {}};
        for (std::size_t i = first; i <= last; ++i) {
            line(i).use = Line::Use::note;
            add_range(note.lines, line(i).place);
        }
        pages_.notes.push_back(std::move(note));
    }

    static void add_range(std::vector<document::LineRange>& ranges, document::LineRange place) {
        if (!ranges.empty() && ranges.back().last + 1 >= place.first) {
            ranges.back().last = std::max(ranges.back().last, place.last);
        } else {
            ranges.push_back(place);
        }
    }

    void append_to_note(std::size_t index) {
        Note& note = pages_.notes.back();
        if (!note.text.empty()) note.text += ' ';
        note.text += line(index).text;
        line(index).use = Line::Use::note;
        add_range(note.lines, line(index).place);
    }

    /// Where a page of a wrapped text is over: its foot, the next one's head, a form feed.
    bool page_ends(std::size_t index) {
        const Line& there = line(index);
        if (there.page_break || there.rule || is_field_residue(there.text) || is_job_number(there.text) || is_recycling_notice(there.text)) return true;
        if (!head_.symbol.empty() && there.text.starts_with(head_.symbol)) return true;
        const std::string one = squeezed(there.text);
        return one.size() > 12 && !head_.title.empty() && head_.title.starts_with(one) && index >= head_.title_end;
    }

    struct Region {
        std::vector<std::size_t> words;  ///< lines of notes
        std::vector<std::size_t> digits; ///< lines with nothing but digits
        std::size_t end = 0;
    };

    Region region_from(std::size_t index) {
        Region region;
        for (; index < pages_.lines.size() && !page_ends(index); ++index) {
            if (!is_text(index)) continue;
            const std::string& text = line(index).text;
            if (all_digits(text) && text.size() <= 3) {
                region.digits.push_back(index);
            } else if (is_page_number(text)) {
                furniture(index, "page number");
            } else {
                const auto mark = mark_at_start(text);
                if (mark && mark->style == MarkStyle::arabic && setting_ == Setting::wrapped_lines) break;  // "4." begins a paragraph, no note
                region.words.push_back(index);
            }
        }
        region.end = index;
        return region;
    }

    /// A line alone between a rule and the mark of the next page, and no note: a remark on the page, not of its text.
    void foot_of_page(std::size_t index) {
        while (index < pages_.lines.size() && line(index).use == Line::Use::blank) ++index;
        if (!is_text(index) || line(index).text.size() > 160 || line(index).text.front() == mark_open || is_field_residue(line(index).text)) return;
        const std::size_t next = next_text(index);
        if (next < pages_.lines.size() && line(next).text.starts_with("<!-- Page")) furniture(index, "remark at the foot of the page");
    }

    /// Below a rule: footnotes, if the first line there looks like one.
    bool take_notes_below(std::size_t index) {
        while (index < pages_.lines.size() && line(index).use == Line::Use::blank) ++index;
        if (!is_text(index)) return false;
        const std::string& text = line(index).text;
        if (text.front() == mark_open) return false;  // superscript_note() takes them one by one
        if (text.starts_with("* ") || text.starts_with("** ")) {
            const auto blank = text.find(' ');
            add_note(text.substr(0, blank), text.substr(blank + 1), index, index);
            at_ = index + 1;
            return true;
        }
        if (const auto numbered = numbered_note(text)) {
            at_ = take_numbered(index);
            return true;
        }
        if (setting_ != Setting::wrapped_lines) return false;
        const bool marks_first = all_digits(text) && text.size() <= 3;
        if (!marks_first && !looks_like_note(text)) return false;
        return take_region(index);
    }

    /// "81 Ibid., document A/4514."
    static std::optional<std::pair<std::string, std::string>> numbered_note(std::string_view text) {
        std::size_t digits = 0;
        while (digits < text.size() && is_digit(text[digits])) ++digits;
        const std::size_t stroke = digits < text.size() && text[digits] == '/' ? 1 : 0;  // "1/ See ...", as typewriters had it
        if (digits == 0 || digits > 3 || digits + stroke + 2 >= text.size() || !is_space(text[digits + stroke])) return std::nullopt;
        const auto words = trimmed(text.substr(digits + stroke));
        if (words.empty() || is_lower(words.front()) || is_digit(words.front())) return std::nullopt;
        return std::pair(std::string(text.substr(0, digits)), std::string(words));
    }

    std::size_t take_numbered(std::size_t index) {
        for (; index < pages_.lines.size() && !page_ends(index); ++index) {
            if (!is_text(index)) continue;
            if (is_page_of_pages(line(index).text)) break;
            if (auto note = numbered_note(line(index).text)) {
                add_note(std::move(note->first), std::move(note->second), index, index);
            } else if (mark_at_start(line(index).text) || (final_character(pages_.notes.back().text) == '.' && !looks_like_note(line(index).text))) {
                break;
            } else {
                append_to_note(index);
            }
        }
        return index;
    }

    /// Notes without a rule above them: a number alone that is the next mark, and below it what looks like a note.
    bool unruled_notes() {
        if (at_ <= head_.title_end || value_of(line(at_).text) != last_mark_ + 1) return false;
        const std::size_t next = next_text(at_);
        if (next >= pages_.lines.size() || page_ends(next)) return false;
        if (closing_seen_ && !all_digits(line(next).text) && !begins_small(line(next).text)) return take_region(at_);
        if (!looks_like_note(line(next).text) && !(all_digits(line(next).text) && next_text(next) < pages_.lines.size() && looks_like_note(line(next_text(next)).text))) {
            return false;
        }
        return take_region(at_);
    }

    /// Marks stand before their notes, behind the first of them, or gathered below; a page number may stand between. Notes of a page are in the
    /// order of their marks, so the marks are the numbers that go on from the last page's, in order, whatever line they ended up on.
    bool take_region(std::size_t index) {
        const Region region = region_from(index);
        if (region.words.empty()) return false;
        std::vector<int> marks;
        std::vector<std::size_t> used;
        for (int wanted = last_mark_ + 1;; ++wanted) {
            const auto found = std::find_if(region.digits.begin(), region.digits.end(), [&](std::size_t i) { return value_of(line(i).text) == wanted; });
            if (found == region.digits.end()) break;
            marks.push_back(wanted);
            used.push_back(*found);
        }
        if (marks.empty()) return false;
        for (const std::size_t i : region.digits) {
            if (std::find(used.begin(), used.end(), i) == used.end()) furniture(i, "page number");
        }
        const auto starts = starts_of_notes(region, marks.size(), used);
        for (std::size_t n = 0; n < starts.size(); ++n) {
            const std::size_t from = starts[n], to = n + 1 < starts.size() ? starts[n + 1] : region.words.size();
            const int mark = n < marks.size() ? marks[n] : marks.back() + static_cast<int>(n - marks.size()) + 1;
            add_note(std::to_string(mark), line(region.words[from]).text, region.words[from], region.words[from]);
            for (std::size_t i = from + 1; i < to; ++i) append_to_note(region.words[i]);
        }
        for (std::size_t n = 0; n < used.size(); ++n) {
            line(used[n]).use = Line::Use::note;
            if (n < starts.size()) {
                auto& ranges = pages_.notes[pages_.notes.size() - starts.size() + n].lines;
                ranges.push_back(line(used[n]).place);
                std::sort(ranges.begin(), ranges.end());
            }
        }
        at_ = region.end;
        return true;
    }

    /// Indices into region.words at which the notes begin: as many as there are marks, the surest first.
    std::vector<std::size_t> starts_of_notes(const Region& region, std::size_t wanted, const std::vector<std::size_t>& marks) {
        std::vector<std::pair<int, std::size_t>> candidates;
        for (std::size_t i = 0; i < region.words.size(); ++i) {
            const std::string& text = line(region.words[i]).text;
            int sureness = 0;
            if (i == 0) {
                sureness = 100;
            } else {
                const char before = final_character(line(region.words[i - 1]).text);
                const bool below_mark = std::any_of(marks.begin(), marks.end(), [&](std::size_t m) { return m < region.words[i] && m > region.words[i - 1]; });
                if (before == '.' && !begins_small(text)) sureness += 10;
                if (below_mark) sureness += 20;
                if (looks_like_note(text)) sureness += 5;
                if (before != '.' && !below_mark) sureness = 0;
            }
            if (sureness > 0) candidates.emplace_back(-sureness, i);
        }
        std::sort(candidates.begin(), candidates.end());
        if (candidates.size() > wanted) candidates.resize(wanted);
        std::vector<std::size_t> starts;
        starts.reserve(candidates.size());
        for (const auto& candidate : candidates) starts.push_back(candidate.second);
        std::sort(starts.begin(), starts.end());
        return starts;
    }

    /// After the closing line of a text without pages: "1 A/CONF.157/24 (Part I), chap. III." and on, in order.
    bool notes_at_end() {
        const auto note = numbered_note(line(at_).text);
        if (!note || value_of(note->first) != last_mark_ + 1) return false;
        // "... not later than" / "1 November 2044, ...": the line above goes on here
        if (at_ > 0 && is_text(at_ - 1) && !ends_paragraph(line(at_ - 1).text) && begins_with_month(note->second)) return false;
        add_note(note->first, note->second, at_, at_);
        ++at_;
        return true;
    }

    bool calls_above(std::string_view mark) {
        std::size_t above = at_;
        while (above > 0 && line(above - 1).use == Line::Use::blank) --above;
        if (above == 0 || !is_text(above - 1)) return false;
        const std::string_view text = line(above - 1).text;
        if (text.size() < mark.size() + 20 || !text.ends_with(mark)) return false;
        const char before = text[text.size() - mark.size() - 1];
        return before == ',' || before == ';' || is_lower(before);
    }

    /// "84 See E/1991/41, annex." between two paragraphs: only what can be nothing else, a reference behind a number, or any words behind the
    /// number with which the paragraph above ends ("... and decisions,79").
    void stray_note() {
        const auto note = numbered_note(line(at_).text);
        if (!note || at_ < head_.title_end) return;
        if (!calls_above(note->first)) {
            const std::string key = lowered(std::string_view(note->second).substr(0, 40));
            static constexpr std::string_view surely[] = {"see ", "ibid", "official records", "a/", "e/", "s/", "hs/", "st/", "resolution ", "united nations, treaty series",
                                                          "economic and social council resolution"};
            if (line(at_).text.size() > 300 || std::none_of(std::begin(surely), std::end(surely), [&](std::string_view start) { return key.starts_with(start); })) return;
        }
        add_note(note->first, note->second, at_, at_);
        ++at_;
        // "Supplement No." / "18 (A/3805), p. 23."
        while (is_text(at_) && pages_.notes.back().text.ends_with(" No.") && !page_ends(at_)) append_to_note(at_++);
    }

    void mark_gaps() {
        bool gap = true;
        for (Line& each : pages_.lines) {
            if (each.use == Line::Use::text) {
                each.gap = gap || each.page_break;
                gap = false;
            } else {
                gap = true;
            }
        }
    }
};

}  // namespace

Pages clear_pages(std::vector<Line> lines, Setting setting, const RunningHead& head) { return PageClearer(std::move(lines), setting, head).clear(); }

}  // namespace comity::reading
