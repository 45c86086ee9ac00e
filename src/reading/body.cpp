#include "reading/body.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "reading/diagnostics.hpp"
#include "reading/joining.hpp"
#include "reading/scan.hpp"
#include "reading/shapes.hpp"
#include "reading/speech.hpp"

namespace comity::reading {

using document::ParagraphKind;

namespace {

enum class State { preamble, operative, annex, other };

class BodyReader {
public:
    BodyReader(const std::vector<Line>& lines, const Frame& frame, std::size_t begin, Setting setting, const vocabulary::Vocabulary& vocabulary)
        : lines_(lines), frame_(frame), at_(begin), wrapped_(setting == Setting::wrapped_lines), vocabulary_(vocabulary) {
        state_ = frame.body == nowhere ? State::other : State::preamble;
        after_organ_ = frame.body != nowhere && (frame.organ_line == nowhere || frame.body > frame.organ_line);
        width_ = width_of_page(lines, begin, frame.end);
    }

    Body read() {
        while (at_ < frame_.end) {
            if (lines_[at_].use == Line::Use::text) {
                if (volume_goes_on(at_)) {
                    body_.end = at_;
                    break;
                }
                line(at_);
            }
            ++at_;
        }
        drop_lone_mark();
        finish();
        return std::move(body_);
    }

private:
    const std::vector<Line>& lines_;
    const Frame& frame_;
    std::size_t at_;
    bool wrapped_;
    const vocabulary::Vocabulary& vocabulary_;
    Body body_;
    State state_;
    Outline outline_;
    bool open_ = false;         ///< body_.pieces.back() may still take lines
    bool after_organ_ = false;
    bool numbered_ = false;     ///< this part's operative paragraphs have numbers
    bool closed_ = false;       ///< the closing line has been seen
    char last_part_ = '@';      ///< label of the last part, if it was one letter
    bool titled_ = false;       ///< a title stands behind the last paragraph of the organ's own
    int quotes_ = 0;            ///< within a text quoted in a paragraph
    std::size_t width_ = 0;     ///< of the page, where lines are wrapped
    std::optional<Mark> lone_mark_;  ///< "12." stood on a line of its own
    std::size_t lone_mark_line_ = 0;
    std::vector<std::size_t> stray_tail_;  ///< lines of a paragraph's end that stand before its beginning
    std::vector<std::size_t> tail_;        ///< the same, once that paragraph has begun

    Piece& current() { return body_.pieces.back(); }
    bool has_current() const { return open_ && !body_.pieces.empty(); }

    std::size_t next_text(std::size_t index) const {
        do {
            ++index;
        } while (index < frame_.end && lines_[index].use != Line::Use::text);
        return index;
    }

    void add_lines(std::vector<document::LineRange>& ranges, document::LineRange place) const {
        if (!ranges.empty() && ranges.back().last + 1 == place.first) {
            ranges.back().last = place.last;
        } else {
            ranges.push_back(place);
        }
    }

    void fact(std::size_t index) {
        body_.fact_lines.push_back(index);
    }

    void closing(std::size_t index) {
        fact(index);
        body_.closing.push_back(index);
    }

    std::optional<vocabulary::OpeningMatch> opening_of(std::string_view text) const {
        text = unquoted(text);
        if (const std::size_t lead = spoken_lead(text, vocabulary_)) return vocabulary_.match_opening(text.substr(lead), frame_.language, vocabulary::Letters::any);
        return vocabulary_.match_opening(text, frame_.language);
    }

    // --- one line

    /// Behind a closed text, volumes of the Security Council go on with the decisions of its next meetings.
    bool volume_goes_on(std::size_t index) const {
        if (!closed_ || state_ == State::annex) return false;
        const std::string& text = lines_[index].text;
        if (annex_ahead(index)) return false;
        return text == "Decision" || text == "Decisions" || (starts_with_folded(text, "at its ") && text.find(" meeting") != std::string::npos);
    }

    void line(std::size_t index) {
        const std::string& text = lines_[index].text;
        if (organ_again(index) || annex_begins(index) || closing_begins(index)) {
            drop_lone_mark();
            return;
        }
        if (closed_ && state_ != State::annex && !organ_ahead(index) && instrument_begins(index)) {
            finish();
            state_ = State::annex;
            outline_.clear();
        }
        if (closed_ && state_ != State::annex && !organ_ahead(index)) {
            body_.after.push_back(index);
            return;
        }
        if (lone_mark(index)) return;
        if (lead_in(index)) return;
        if (starts_paragraph(index)) {
            start(index, text);
        } else {
            join_line(current().text, text, vocabulary_);
            add_lines(current().lines, lines_[index].place);
        }
    }

    /// What stands below is a remark between the closing lines and the annex.
    bool annex_ahead(std::size_t index) const {
        for (int lines = 0; lines < 8 && index < frame_.end; ++lines, index = next_text(index)) {
            if (annex_label(lines_[index].text)) return true;
        }
        return false;
    }

    /// A further part of a composite resolution begins: its label or title stands above the organ's line.
    bool organ_ahead(std::size_t index) const {
        for (int lines = 0; lines < 8 && index < frame_.end; ++lines, index = next_text(index)) {
            if (organ_of_line(lines_[index].text, vocabulary_, frame_.language) != nullptr) return true;
            if (lines_[index].text.size() > 300) return false;
        }
        return false;
    }

    /// A statute or a list annexed without the word: behind the closing lines a title, and below it at least three long lines.
    bool instrument_begins(std::size_t index) const {
        const std::string_view title = lines_[index].text;
        if (ends_paragraph(title) || begins_small(title) || title.size() > 200) return false;
        std::size_t long_lines = 0;
        for (std::size_t i = next_text(index); i < frame_.end && long_lines < 3; i = next_text(i)) long_lines += lines_[i].text.size() > 80 && !wrapped_;
        return long_lines >= 3;
    }

    /// The organ speaks again: in a composite resolution a new part begins; in a quotation or an annex it is a paragraph like others.
    bool organ_again(std::size_t index) {
        if (state_ == State::annex && next_part_begins(index)) leave_annex();
        if (quotes_ > 0 || state_ == State::annex || state_ == State::other) return false;
        const std::string& text = lines_[index].text;
        if (organ_of_line(text, vocabulary_, frame_.language) == nullptr) return false;
        // "... machinery, including" / "the Human Rights Council;": a sentence that a line's end has cut
        if (begins_small(text) && has_current() && !ends_paragraph(current().text)) return false;
        if (text.starts_with("“") || text.starts_with("\"")) {
            // A resolution quoted in a paragraph begins so; a President's statement repeats its organ without a colon before it.
            if (has_current() && final_character(current().text) == ':' && !frame_.statement) return false;
        }
        fact(index);
        finish();
        outline_.clear();
        state_ = State::preamble;
        after_organ_ = true;
        numbered_ = false;
        closed_ = false;
        return true;
    }

    /// "B" below the annex of part A, and the organ speaks again.
    bool next_part_begins(std::size_t index) const {
        const std::string_view text = lines_[index].text;
        return last_part_ >= 'A' && text.size() == 1 && text.front() == last_part_ + 1 && organ_ahead(next_text(index));
    }

    void leave_annex() {
        finish();
        outline_.clear();
        state_ = State::operative;
        closed_ = false;
        quotes_ = 0;
    }

    bool annex_begins(std::size_t index) {
        const auto label = annex_label(lines_[index].text);
        if (!label || (quotes_ > 0 && quotation_goes_on())) return false;
        quotes_ = 0;
        if (has_current() && !ends_paragraph(current().text) && current().kind != ParagraphKind::heading && !closed_) return false;
        finish();
        Piece piece;
        piece.kind = ParagraphKind::heading;
        piece.annex_mark = true;
        if (!label->empty()) piece.mark = Mark{MarkStyle::upper, *label, *label, 0};
        open_piece(std::move(piece), lines_[index].text, index);
        finish();
        if (state_ != State::other) state_ = State::annex;
        outline_.clear();
        return true;
    }

    /// "50th plenary meeting" and its date, "[Adopted by a recorded vote ...]" to its bracket.
    bool closing_begins(std::size_t index) {
        const std::string& text = lines_[index].text;
        if (state_ == State::other) return false;
        if (is_meeting_line(text) && (state_ != State::annex || !closed_)) {
            finish();
            closing(index);
            closed_ = true;
            quotes_ = 0;
            const std::size_t next = next_text(index);
            if (next < frame_.end && is_date_line(lines_[next].text)) {
                closing(next);
                at_ = next;
            }
            return true;
        }
        // adopted in writing: nothing but the date behind the last paragraph
        if (!closed_ && state_ == State::operative && text.size() < 24 && next_text(index) >= frame_.end && is_date_line(text)) {
            finish();
            closing(index);
            closed_ = true;
            return true;
        }
        if (!begins_vote(text) || state_ == State::annex) return false;
        if (!closed_ && text.front() != '[' && has_current() && !ends_paragraph(current().text)) return false;
        take_vote(index);
        return true;
    }

    bool is_date_line(std::string_view text) const {
        std::string words(trimmed(text));
        while (!words.empty() && (words.back() == '.' || words.back() == ',' || words.back() == ']' || words.back() == '*')) words.pop_back();
        if (words.size() < 40 && vocabulary_.date(words)) return true;
        // "30 Novem b e r 1987": digits, letters, digits, whatever blanks stand between them
        const std::string key = squeezed(words);
        const std::size_t month = key.find_first_not_of("0123456789"), year = key.find_last_not_of("0123456789") + 1;
        if (key.size() > 24 || month == std::string::npos || month == 0 || month > 2 || key.size() - year != 4) return false;
        return vocabulary_.date(key.substr(0, month) + " " + key.substr(month, year - month) + " " + key.substr(year)).has_value();
    }

    void take_vote(std::size_t index) {
        finish();
        closed_ = true;
        const bool bracketed = lines_[index].text.front() == '[';
        closing(index);
        at_ = index;
        if (bracketed ? lines_[index].text.find(']') != std::string::npos : final_character(lines_[index].text) == '.') return;
        for (std::size_t i = next_text(index), taken = 0; i < frame_.end && taken < 40; i = next_text(i), ++taken) {
            const std::string& text = lines_[i].text;
            const auto title = title_line(text);
            if (annex_label(text) || (title && !title->lone)) return;
            if (!bracketed && taken > 0 && !is_vote_list(text) && !is_vote_list(lines_[at_].text)) return;
            closing(i);
            at_ = i;
            if (bracketed && text.find(']') != std::string::npos) return;
        }
    }

    /// The mark at the start; scans have "I." and "l." for a "1." before a finite verb.
    std::optional<Mark> mark_of(std::string_view text) const {
        text = unquoted(text);
        auto mark = mark_at_start(text);
        // a converter took the "I" of "I. Welcomes" for the mark of a part
        if (mark && mark->style == MarkStyle::upper && mark->core == "I" && text.substr(mark->length).starts_with(". ") && is_finite(text.substr(mark->length + 2))) mark->length += 2;
        const bool like_one = mark && ((mark->style == MarkStyle::upper && mark->core == "I") || (mark->style == MarkStyle::letter_dot && mark->core == "l"));
        if (like_one && mark->length < text.size() && outline_.last_number() == 0 && state_ != State::annex && state_ != State::other && (wrapped_ || ends_paragraph(text)) &&
            is_finite(text.substr(mark->length))) {
            mark->style = MarkStyle::arabic;
            mark->core = mark->printed = "1";
        }
        return mark;
    }

    // --- numbers on lines of their own

    /// pdftotext puts the number before its paragraph, behind its first line, or before its last line; see tests/golden/reading/numbers-astray.
    bool lone_mark(std::size_t index) {
        const std::string& text = lines_[index].text;
        auto mark = mark_at_start(text);
        if (!mark || mark->length < text.size() || mark->style == MarkStyle::bullet) return false;
        if (mark->style == MarkStyle::upper && !text.ends_with('.')) return false;  // "B" is a heading
        if (mark->style == MarkStyle::upper && state_ != State::annex) return false;
        const auto place = outline_.place_of(*mark, has_current() && final_character(current().text) == ':');
        if (!place || (place->fit == Outline::Fit::gap && wrapped_)) return false;
        if (place->fit == Outline::Fit::restart && wrapped_ && !after_organ_ && !(has_current() && current().kind == ParagraphKind::heading) && state_ != State::annex) return false;
        const std::size_t next = next_text(index);
        if (next >= frame_.end) return false;
        if (begins_small(lines_[next].text) && mark->style == MarkStyle::arabic) return number_astray(index, next, *mark, *place);
        lone_mark_ = std::move(mark);
        lone_mark_line_ = index;
        return true;
    }

    /// "And to this end" / "Declares that:": the line above the verb belongs to its paragraph.
    bool lead_in(std::size_t index) {
        const std::string& text = lines_[index].text;
        const std::size_t next = next_text(index);
        if (wrapped_ || !text.starts_with("And ") || text.size() > 30 || ends_paragraph(text) || next >= frame_.end || !is_finite(lines_[next].text)) return false;
        start(next, lines_[next].text);
        current().text.insert(0, text + " ");
        current().lines.insert(current().lines.begin(), lines_[index].place);
        at_ = next;
        return true;
    }

    /// A number whose paragraph never came.
    void drop_lone_mark() {
        if (lone_mark_) body_.after.push_back(lone_mark_line_);
        lone_mark_.reset();
    }

    bool number_astray(std::size_t index, std::size_t next, const Mark& mark, const Outline::Place& place) {
        if (has_current() && !current().mark && current().role != Piece::Role::list_end && is_finite(current().text)) {
            // Behind its first line: what has just begun without a number gets it.
            current().mark = mark;
            current().kind = ParagraphKind::operative;
            current().role = Piece::Role::own;
            current().level = place.level;
            state_ = State::operative;
            numbered_ = true;
            outline_.enter(mark, place);
            add_lines(current().lines, lines_[index].place);
            return true;
        }
        // Before its last line: "12." / "session." / blank / "Decides to continue ... at its sixty-seventh"
        std::vector<std::size_t> tail;
        std::size_t i = next;
        for (; i < frame_.end && tail.size() < 3 && lines_[i].use == Line::Use::text; ++i) tail.push_back(i);
        const std::size_t words = i < frame_.end && lines_[i].use == Line::Use::text ? i : next_text(i);
        if (words >= frame_.end || !is_finite(lines_[words].text)) return false;
        lone_mark_ = mark;
        lone_mark_line_ = index;
        stray_tail_ = std::move(tail);
        at_ = words - 1;
        return true;
    }

    bool is_finite(std::string_view text) const {
        const auto opening = opening_of(text);
        return opening && opening->use != vocabulary::Use::preambular;
    }

    // --- does a line begin a paragraph?

    bool starts_paragraph(std::size_t index) {
        const Line& here = lines_[index];
        if (lone_mark_) return true;
        if (!has_current()) return true;
        if (here.heading > 0 && !begins_small(here.text)) return true;
        const Piece& piece = current();
        const bool ended = ends_paragraph(piece.text);
        if (const auto mark = mark_of(here.text)) {
            if (believable(*mark, here, ended)) return true;
        }
        return wrapped_ ? starts_wrapped(index, ended) : starts_block(index, ended);
    }

    bool believable(const Mark& mark, const Line& here, bool ended) {
        const auto place = outline_.place_of(mark, final_character(current().text) == ':');
        if (!place) return false;
        if (!wrapped_) {
            // A sentence that a page has cut may go on with "2. The Commission"; but not after a stop.
            if (mark.style == MarkStyle::upper) return ended || current().kind == ParagraphKind::heading || mark.length == here.text.size() || !begins_small(here.text.substr(mark.length));
            if (mark.style == MarkStyle::arabic && place->fit == Outline::Fit::gap && !ended) return false;
            return mark.style != MarkStyle::bullet || ended || here.text.front() != '-' || current().kind == ParagraphKind::heading;
        }
        if (mark.style == MarkStyle::upper && mark.length == here.text.size() && mark.core.size() == 1 && mark.core[0] == last_part_ + 1) return true;
        if (place->fit == Outline::Fit::gap) return mark.style == MarkStyle::arabic && ended && place->value <= outline_.last_number() + 3 && opening_of(here.text.substr(mark.length));
        if (mark.style == MarkStyle::arabic) {
            return (place->fit != Outline::Fit::restart || here.gap || state_ == State::annex || current().kind == ParagraphKind::heading) &&
                   (ended || current().kind == ParagraphKind::heading || opening_of(here.text.substr(mark.length)).has_value());
        }
        if (mark.style == MarkStyle::upper) return mark.length == here.text.size() ? ended : (ended && here.gap);
        return ended || has_word_end();
    }

    /// ", and" / "; or" at the end of a listed point is an end too.
    bool has_word_end() {
        const std::string_view text = current().text;
        return text.ends_with(" and") || text.ends_with(" or") || text.ends_with("; and");
    }

    bool starts_wrapped(std::size_t index, bool ended) {
        const Line& here = lines_[index];
        const Piece& piece = current();
        const bool small = begins_small(here.text);
        if (piece.kind == ParagraphKind::heading && all_capitals(piece.text) && all_capitals(here.text) && piece.text.size() > 12) return false;
        if (piece.kind == ParagraphKind::heading) return here.gap || !(small || is_cut(piece.text) || piece.text.size() >= width_ * 2 / 3) || opening_of(here.text);
        if (!ended) {
            if (here.gap && here.bold && !small) return true;
            // a scan lost the comma: the line before is short, and this one opens as paragraphs here do
            const auto opening = opening_of(here.text);
            const bool short_line = index > 0 && lines_[index - 1].text.size() * 10 < width_ * 7;
            return short_line && opening && state_ == State::preamble && opening->use == vocabulary::Use::preambular;
        }
        if (small) return false;
        if (opening_of(here.text)) return true;
        const char stop = final_character(piece.text);
        if (state_ == State::preamble && stop == ',' && !here.gap) return false;
        const bool short_line = index > 0 && lines_[index - 1].text.size() * 4 < width_ * 3;
        return stop != ',' && (here.gap || short_line) && (here.text.size() > 2);
    }

    bool starts_block(std::size_t index, bool ended) {
        const Line& here = lines_[index];
        const Piece& piece = current();
        const bool small = begins_small(here.text);
        if (piece.kind == ParagraphKind::heading) return here.gap || !title_goes_on(here);
        if (small) {
            if (!ended) return false;
            const char stop = final_character(piece.text);
            if (piece.level > 1 || piece.role == Piece::Role::list_end) return stop == ';' || stop == '.' || stop == ',' || stop == ':';
            return stop == '.' || (stop == ';' && state_ != State::preamble) || stop == ':';
        }
        if (ended) return true;
        if (state_ == State::other || state_ == State::annex) {
            // Lists and tables without stops are common there: only what a page plainly cut is put together again.
            return !(piece.text.size() > 80 && here.text.size() > 40 && lines_[index - 1].use != Line::Use::text && ends_paragraph(here.text));
        }
        if (is_cut(piece.text) && piece.text.size() > 60) return false;
        if (opening_of(here.text)) return true;
        if (looks_like_heading(index)) return true;
        return !(piece.text.size() > 60 || is_cut(piece.text));
    }

    /// A title over two or more lines: "(enterprise" / "resource planning project) and International Public Sector" / "Accounting Standards".
    bool title_goes_on(const Line& here) const {
        const Piece& title = body_.pieces.back();
        if (title.text.size() > 420) return false;
        if (begins_small(here.text) || is_cut(title.text) || has_open_bracket(title.text)) return true;
        if (title.text.empty() || ends_paragraph(here.text) || here.text.size() > 110 || opening_of(here.text) || is_division(here.text) || mark_at_start(here.text)) return false;
        const bool several = title.lines.size() > 1 || title.lines.front().first < title.lines.back().last;
        if (several && title.text.size() > 120 && here.text.size() < 60) return true;
        if (all_capitals(title.text) && all_capitals(here.text) && here.text.starts_with("AND ")) return true;
        return title.part_mark && is_digit(here.text.front());
    }

    /// The line begins with the next number of the row.
    bool number_goes_on(std::string_view text) const {
        const auto mark = mark_at_start(text);
        if (!mark || mark->style != MarkStyle::arabic) return false;
        const auto place = outline_.place_of(*mark, false);
        return place && (place->fit == Outline::Fit::next || place->fit == Outline::Fit::first);
    }

    /// A short line without a stop, before something that plainly begins.
    bool looks_like_heading(std::size_t index, int stacked = 0) const {
        const Line& here = lines_[index];
        const std::string_view text = here.text;
        if (here.heading > 0 || (here.bold && text.size() < 200)) return true;
        if (text.size() > 420 || ends_paragraph(text) || begins_small(text) || text.starts_with("And ")) return false;
        if (is_division(text)) return true;
        const std::size_t next = next_text(index);
        if (next >= frame_.end) return false;
        const std::string_view below = lines_[next].text;
        // long titles stand above the next number, or above an instrument that the paragraph before adopts ("... outcome document:")
        const bool adopted = state_ == State::operative && !body_.pieces.empty() && final_character(body_.pieces.back().text) == ':' && !numbered_;
        const auto mark = mark_at_start(unquoted(below));
        if (text.size() > 160) return !wrapped_ && (number_goes_on(below) || adopted || (mark && mark->style == MarkStyle::dotted && mark->core.ends_with(".1")));
        if (begins_small(below)) {
            // a title on two lines: the second has no stop either, and something plainly begins below it
            const std::size_t third = next_text(next);
            return below.size() < 160 && !ends_paragraph(below) && third < frame_.end && !begins_small(lines_[third].text) && !lines_[next].gap;
        }
        // "INDUSTRIAL BOARD" / "Composition": titles of several levels
        const bool stack = stacked < 4 && !wrapped_ && text.size() < 110 && below.size() < 110 && below.size() <= text.size();
        if (stack && looks_like_heading(next, stacked + 1)) return true;
        return mark.has_value() || opening_of(below).has_value() || organ_of_line(below, vocabulary_, frame_.language) != nullptr || below.size() > text.size() ||
               lines_[next].heading > 0 || is_division(below);
    }

    // --- beginning a paragraph

    void start(std::size_t index, std::string_view text) {
        finish();
        Piece piece;
        if (lone_mark_) {
            piece.mark = std::move(lone_mark_);
            lone_mark_.reset();
            add_lines(piece.lines, lines_[lone_mark_line_].place);
        } else if (auto mark = mark_of(text)) {
            const std::string_view bare = unquoted(text);
            piece.mark = std::move(mark);
            text = bare.substr(piece.mark->length);
        }
        // "The Economic and Social Council, Recalling ...": the organ's line and the first paragraph in one
        if (after_organ_ && state_ == State::preamble && !piece.mark) {
            const std::size_t lead = spoken_lead(text, vocabulary_);
            if (lead > 2 && text[lead - 2] == ',' && is_upper(text[lead])) text = text.substr(lead);
        }
        const bool after_heading = !body_.pieces.empty() && body_.pieces.back().kind == ParagraphKind::heading;
        count_quotes(lines_[index].text);
        place(piece, text, index, after_heading);
        if (piece.kind != ParagraphKind::heading && piece.role == Piece::Role::own && piece.level == 1) titled_ = false;
        piece.after_organ = after_organ_;
        if (piece.kind != ParagraphKind::heading) after_organ_ = false;
        open_piece(std::move(piece), text, index);
        if (current().mark && mark_at_start(text) && current().kind != ParagraphKind::heading) split_double_mark();
    }

    /// "5. (a) The members ...": the number stands for a paragraph without words of its own; both marks are kept in the one paragraph.
    void split_double_mark() {
        auto inner = mark_at_start(current().text);
        if (!inner || (inner->style != MarkStyle::paren && inner->style != MarkStyle::letter_close) || current().level > 2) return;
        const auto where = outline_.place_of(*inner, true);
        if (!where || where->fit != Outline::Fit::first) return;
        outline_.enter(*inner, *where);
        current().mark->printed += " " + inner->printed;
        current().mark->core += "." + inner->core;
        current().text.erase(0, inner->length);
        current().level = where->level;
    }

    void open_piece(Piece piece, std::string_view text, std::size_t index) {
        piece.text = std::string(trimmed(text));
        add_lines(piece.lines, lines_[index].place);
        body_.pieces.push_back(std::move(piece));
        open_ = true;
        tail_ = std::exchange(stray_tail_, {});
    }

    void finish() {
        if (!tail_.empty() && has_current()) {
            for (const std::size_t i : tail_) {
                join_line(current().text, lines_[i].text, vocabulary_);
                current().lines.push_back(lines_[i].place);
            }
            std::sort(current().lines.begin(), current().lines.end());
            tail_.clear();
        }
        open_ = false;
    }

    void count_quotes(std::string_view text) {
        if (quotes_ > 0 || state_ != State::operative || frame_.statement) return;
        const bool opens = text.starts_with("“") || text.starts_with("\"");
        const bool after_colon = !body_.pieces.empty() && final_character(body_.pieces.back().text) == ':';
        if (opens && after_colon) quotes_ = 1;
    }

    /// Decides kind, role and level, and keeps the outline.
    void place(Piece& piece, std::string_view text, std::size_t index, bool after_heading) {
        if (quotes_ > 0 && !quotation_goes_on() && unquoted(lines_[index].text).size() == lines_[index].text.size()) quotes_ = 0;
        const bool chapeau = !body_.pieces.empty() && final_character(body_.pieces.back().text) == ':';
        if (is_heading(piece, text, index)) {
            make_heading(piece);
            return;
        }
        switch (state_) {
            case State::preamble:
            case State::operative: place_in_resolution(piece, text, after_heading, chapeau); break;
            case State::annex: piece.kind = ParagraphKind::annex; place_by_outline(piece, chapeau); break;
            case State::other: piece.kind = ParagraphKind::other; place_by_outline(piece, chapeau); break;
        }
    }

    bool quotation_goes_on() const {
        if (body_.pieces.empty()) return false;
        const std::string_view text = body_.pieces.back().text;
        std::string_view end = text;
        while (!end.empty() && (end.back() == '.' || end.back() == ';' || end.back() == ',' || end.back() == ' ')) end.remove_suffix(1);
        return !(end.ends_with("”") || (end.ends_with("\"") && end.size() > 1));
    }

    bool is_heading(const Piece& piece, std::string_view text, std::size_t index) {
        if (quotes_ > 0) return false;
        if (piece.mark && piece.mark->style == MarkStyle::upper) {
            if (piece.mark->length >= lines_[index].text.size()) return true;  // "B", "IV"
            return !ends_paragraph(text) && text.size() < 420;
        }
        if (piece.mark && (piece.mark->style == MarkStyle::arabic || piece.mark->style == MarkStyle::dotted) && numbered_heading(*piece.mark, text, index)) return true;
        if (piece.mark && state_ == State::annex && piece.mark->style == MarkStyle::arabic && annex_heading(*piece.mark, text, index)) return true;
        if (piece.mark) {
            return lines_[index].heading > 0 || (state_ == State::annex && piece.mark->style == MarkStyle::arabic && lines_[index].bold && !ends_paragraph(text));
        }
        if (state_ == State::annex && text.size() < 200 && !body_.pieces.empty() && body_.pieces.back().annex_mark) {
            const char stop = final_character(text);  // the annex's title, whatever it ends with
            if (stop != '.' && stop != ';' && stop != ',') return true;
        }
        if (state_ == State::annex || state_ == State::other) return (!ends_paragraph(text) && text.size() < 160 && !begins_small(text)) || is_division(text);
        if (is_division(text) && !ends_paragraph(text)) return true;
        if (wrapped_ && text.size() > 12 && all_capitals(text)) return true;
        if (frame_.statement && state_ == State::operative && !numbered_ && text.size() < 80 && !ends_paragraph(text) && lines_[index].text == text) return true;
        if (frame_.statement || after_organ_) return lines_[index].heading > 0 || titles_first_part(text, index);
        if (state_ == State::preamble && opening_of(text)) {
            // "Taking stock: reviewing the implementation" above paragraph 1
            const std::size_t next = next_text(index);
            return text.size() < 110 && !ends_paragraph(text) && next < frame_.end && number_goes_on(lines_[next].text) && text.find(": ") != std::string_view::npos;
        }
        return looks_like_heading(index) && (!opening_of(text) || (state_ == State::operative && numbered_));
    }

    /// A title between the organ's line and the first paragraph, where a text of several sections has lost its first mark.
    bool titles_first_part(std::string_view text, std::size_t index) const {
        if (frame_.statement || wrapped_ || text.size() > 90 || ends_paragraph(text) || begins_small(text) || is_cut(text) || opening_of(text)) return false;
        const std::size_t next = next_text(index);
        return next < frame_.end && lines_[next].text.size() > 60 && opening_of(lines_[next].text).has_value();
    }

    /// "2. Human rights in the information society" between paragraphs 41 and 42: a number out of the row, no stop, and the row goes on below.
    bool numbered_heading(const Mark& mark, std::string_view text, std::size_t index) {
        if (text.size() > 160 || ends_paragraph(text) || opening_of(text)) return false;
        const auto here = outline_.place_of(mark, false);
        if (mark.style == MarkStyle::arabic && here && (here->fit == Outline::Fit::next || here->fit == Outline::Fit::first)) return false;
        std::size_t next = next_text(index);
        for (int lines = 0; lines < 2 && next < frame_.end; ++lines, next = next_text(next)) {
            const auto below = mark_at_start(lines_[next].text);
            if (!below || below->style != MarkStyle::arabic) continue;
            const auto place = outline_.place_of(*below, false);
            return place && place->fit == Outline::Fit::next;
        }
        return false;
    }

    /// "1. Focus and documentation" in an annex: short, no stop, and what follows is no next item of a list.
    bool annex_heading(const Mark& mark, std::string_view text, std::size_t index) const {
        if (text.size() > 120 || ends_paragraph(text)) return false;
        const std::size_t next = next_text(index);
        if (next >= frame_.end) return false;
        const std::string_view below = lines_[next].text;
        const auto further = mark_at_start(below);
        if (further && further->style == mark.style) return false;
        return !begins_small(below) && (below.size() > text.size() || further.has_value());
    }

    void make_heading(Piece& piece) {
        piece.kind = ParagraphKind::heading;
        titled_ = true;
        if (piece.mark && piece.mark->core.size() == 1 && state_ != State::annex) last_part_ = piece.mark->core[0];
        piece.part_mark = piece.mark && piece.mark->style == MarkStyle::upper && state_ != State::annex && state_ != State::other;
        outline_.close_lists();
    }

    void place_by_outline(Piece& piece, bool chapeau) {
        if (!piece.mark) {
            if (state_ == State::annex || state_ == State::other) {
                if (piece.role == Piece::Role::own && outline_.depth() > 1 && !begins_small(piece.text) && list_goes_on()) {
                    piece.role = Piece::Role::further;  // unmarked words under "(b)", before "(c)"
                    piece.level = outline_.depth() + 1;
                    return;
                }
                // Unmarked words go on in their section; numbers run on past them.
                if (piece.role == Piece::Role::own && outline_.depth() > 1 && begins_small(piece.text)) piece.role = Piece::Role::list_end;
                outline_.close_lists();
            }
            return;
        }
        if (const auto where = outline_.place_of(*piece.mark, chapeau)) {
            piece.level = where->level;
            outline_.enter(*piece.mark, *where);
        }
    }

    void place_in_resolution(Piece& piece, std::string_view text, bool after_heading, bool chapeau) {
        if (quotes_ > 0) {
            piece.kind = ParagraphKind::operative;
            piece.role = Piece::Role::further;
            piece.level = 2;
            return;
        }
        if (index_of_lead(piece)) {
            piece.kind = ParagraphKind::other;
            if (frame_.organ_line == nowhere) state_ = State::operative;
            return;
        }
        if (piece.mark && piece.mark->style == MarkStyle::arabic) {
            place_numbered(piece, chapeau);
            return;
        }
        piece.kind = state_ == State::preamble ? ParagraphKind::preambular : ParagraphKind::operative;
        if (piece.mark) {
            if (const auto where = outline_.place_of(*piece.mark, chapeau)) {
                piece.level = std::max(where->level, 2);
                Outline::Place placed = *where;
                placed.level = piece.level;
                outline_.enter(*piece.mark, placed);
            }
            return;
        }
        place_unmarked(piece, text, after_heading);
    }

    /// The sentence with which a President's statement is introduced is nobody's paragraph.
    bool index_of_lead(const Piece& piece) const { return at_ == frame_.statement_lead && !piece.mark; }

    void place_numbered(Piece& piece, bool chapeau) {
        const bool unnumbered_before = state_ == State::operative && !numbered_;
        if (chapeau && ((unnumbered_before && !(titled_ && speaks_again())) || (numbered_ && row_goes_on_behind_points(*piece.mark)))) outline_.begin_numbered_points();
        if (outline_.in_numbered_points() && row_is_meant(*piece.mark)) outline_.end_numbered_points();
        piece.kind = ParagraphKind::operative;
        state_ = State::operative;
        const auto where = outline_.place_of(*piece.mark, chapeau);
        if (!where) return;
        piece.level = where->level;
        if (where->fit == Outline::Fit::gap) {
            body_.diagnostics.push_back(diagnostic(Finding::number_gap, lines_[at_].place.first, "Paragraph " + piece.mark->printed + " follows number " + std::to_string(outline_.last_number()) + "."));
        }
        outline_.enter(*piece.mark, *where);
        if (piece.level == 1) numbered_ = true;
    }

    static int number_of(const Mark& mark) {
        int value = 0;
        std::from_chars(mark.core.data(), mark.core.data() + mark.core.size(), value);
        return value;
    }

    /// "1. Welcome ..." behind "We, the Heads of State, declare:" under a title of its own: paragraphs of the declaration, no points of a list.
    bool speaks_again() const {
        const std::string_view text = lines_[at_].text;
        const auto mark = mark_at_start(text);
        return mark && (is_finite(text.substr(mark->length)) || vocabulary_.match_plain_opening(text.substr(mark->length)));
    }

    /// "1." under a colon in a numbered text: points, if the text's own next number comes later.
    bool row_goes_on_behind_points(const Mark& mark) const {
        if (number_of(mark) != 1 || outline_.last_number() == 0) return false;
        int expected = 2;
        for (std::size_t i = next_text(at_), lines = 0; i < frame_.end && lines < 60; i = next_text(i), ++lines) {
            const auto below = mark_at_start(lines_[i].text);
            if (is_meeting_line(lines_[i].text)) return false;
            if (!below || below->style != MarkStyle::arabic || !all_digits(below->core)) continue;
            const int value = number_of(*below);
            if (value == outline_.last_number() + 1 && (value != expected || is_finite(lines_[i].text.substr(below->length)))) return true;
            if (value != expected) return false;
            ++expected;
        }
        return false;
    }

    /// Both the points and the row could go on with this number: a finite verb decides for the row.
    bool row_is_meant(const Mark& mark) const {
        return outline_.last_number() > 0 && number_of(mark) == outline_.last_number() + 1 && is_finite(lines_[at_].text.substr(std::min(mark.length, lines_[at_].text.size())));
    }

    /// The next mark below is the next of a list that is open here.
    bool list_goes_on() const {
        for (std::size_t i = next_text(at_), lines = 0; i < frame_.end && lines < 12; i = next_text(i), ++lines) {
            const auto below = mark_of(lines_[i].text);
            if (!below || below->style == MarkStyle::bullet) continue;
            const auto place = outline_.place_of(*below, false);
            return place && place->fit == Outline::Fit::next && place->level > 1;
        }
        return false;
    }

    /// A paragraph that lost its number: it opens as one, and the row goes on with the number but one.
    bool lost_its_number() const {
        for (std::size_t i = next_text(at_), lines = 0; i < frame_.end && lines < 40; i = next_text(i), ++lines) {
            const auto below = mark_at_start(lines_[i].text);
            if (below && below->style == MarkStyle::arabic && all_digits(below->core)) return number_of(*below) == outline_.last_number() + 2;
        }
        return false;
    }

    void place_unmarked(Piece& piece, std::string_view text, bool after_heading) {
        const auto opening = opening_of(text);
        const bool lists = outline_.depth() > 1;
        if (frame_.statement && state_ == State::operative && !numbered_ && !begins_small(text) && !(lists && !spoken_lead(unquoted(text), vocabulary_))) {
            outline_.enter_unmarked();  // each paragraph of a statement is the organ's
            return;
        }
        if (state_ == State::preamble) {
            if (opening && opening->use == vocabulary::Use::operative && !begins_small(text)) {
                state_ = State::operative;
                numbered_ = false;
                piece.kind = ParagraphKind::operative;
                outline_.enter_unmarked();
                return;
            }
            if (!opening && lists) {
                piece.role = Piece::Role::list_end;
                outline_.close_lists();
                return;
            }
            outline_.enter_unmarked();
            return;
        }
        const char stop = final_character(text);
        const bool whole_sentence = stop == '.' && !wrapped_;  // "In order to limit the smoke, lamps shall be trimmed."
        if (opening && opening->use == vocabulary::Use::preambular && ((after_heading && !whole_sentence) || after_organ_ || (numbered_ && (stop == ',' || stop == ';')))) {
            state_ = State::preamble;
            piece.kind = ParagraphKind::preambular;
            outline_.close_lists();
            return;
        }
        if (opening && opening->use != vocabulary::Use::preambular && !numbered_) {
            outline_.enter_unmarked();
            return;
        }
        if (opening && opening->use == vocabulary::Use::operative && numbered_ && !begins_small(text) && lost_its_number()) {
            const std::string number = std::to_string(outline_.last_number() + 1);
            outline_.enter(Mark{MarkStyle::arabic, number, number, 0}, {Outline::Fit::next, 1, outline_.last_number() + 1});
            body_.diagnostics.push_back(diagnostic(Finding::number_lost, lines_[at_].place.first, "Paragraph " + number + " stands without its number."));
            return;
        }
        if (lists && list_goes_on()) {
            piece.role = Piece::Role::further;  // a further paragraph of the point above it
            piece.level = outline_.depth() + 1;
            return;
        }
        piece.role = lists ? Piece::Role::list_end : Piece::Role::further;
        piece.level = lists ? 1 : 2;
        outline_.close_lists();
    }
};

}  // namespace

Body read_body(const std::vector<Line>& lines, const Frame& frame, std::size_t begin, Setting setting, const vocabulary::Vocabulary& vocabulary) {
    return BodyReader(lines, frame, begin, setting, vocabulary).read();
}

}  // namespace comity::reading
