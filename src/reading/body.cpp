#include "reading/body.hpp"

#include <algorithm>
#include <utility>

#include "reading/body_reader.hpp"
#include "reading/joining.hpp"
#include "reading/shapes.hpp"
#include "reading/speech.hpp"
#include "reading/strikes.hpp"

namespace comity::reading {

using document::ParagraphKind;

BodyReader::BodyReader(const std::vector<Line>& lines, const Frame& frame, std::size_t begin, Setting setting, const vocabulary::Vocabulary& vocabulary)
    : lines_(lines), frame_(frame), at_(begin), wrapped_(setting == Setting::wrapped_lines), vocabulary_(vocabulary) {
    state_ = frame.body == nowhere ? State::other : State::preamble;
    after_organ_ = frame.body != nowhere && (frame.organ_line == nowhere || frame.body > frame.organ_line);
    width_ = width_of_page(lines, begin, frame.end);
}

Body BodyReader::read() {
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

std::size_t BodyReader::next_text(std::size_t index) const {
    do {
        ++index;
    } while (index < frame_.end && lines_[index].use != Line::Use::text);
    return index;
}

void BodyReader::add_lines(std::vector<document::LineRange>& ranges, document::LineRange place) const {
    if (!ranges.empty() && ranges.back().last + 1 == place.first) {
        ranges.back().last = place.last;
    } else {
        ranges.push_back(place);
    }
}

void BodyReader::closing(std::size_t index) {
    fact(index);
    body_.closing.push_back(index);
}

/// Behind a closed text, volumes of the Security Council go on with the decisions of its next meetings.
bool BodyReader::volume_goes_on(std::size_t index) const {
    if (!closed_ || state_ == State::annex) return false;
    const std::string& text = lines_[index].text;
    if (annex_ahead(index)) return false;
    return text == "Decision" || text == "Decisions" || (starts_with_folded(text, "at its ") && text.find(" meeting") != std::string::npos);
}

void BodyReader::line(std::size_t index) {
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
    if (closed_ && state_ != State::annex && state_ != State::other && text.size() > 60 && (annex_ahead(index) || tells_what_followed(text)) && !organ_ahead(index)) {
        finish();
        state_ = State::other;  // a remark between the closing lines and the annex: who was appointed, what the annex is
        outline_.clear();
    }
    if (closed_ && state_ != State::annex && state_ != State::other && !organ_ahead(index)) {
        body_.after.push_back(index);
        return;
    }
    if (lone_mark(index)) return;
    if (lead_in(index)) return;
    if (starts_paragraph(index)) {
        start(index, text);
    } else {
        join_line(current().text, marked_end(lines_[index], text), vocabulary_);
        add_lines(current().lines, lines_[index].place);
    }
}

/// What stands below is a remark between the closing lines and the annex.
bool BodyReader::annex_ahead(std::size_t index) const {
    for (int lines = 0; lines < 8 && index < frame_.end; ++lines, index = next_text(index)) {
        if (annex_label(lines_[index].text)) return true;
    }
    return false;
}

/// Volumes tell behind the closing lines what the organ or its President did next: "At the 97th plenary meeting, following the adoption ...".
bool BodyReader::tells_what_followed(std::string_view text) {
    if (text.starts_with("As a result")) return true;
    for (const std::string_view start : {"At the ", "At its ", "In accordance with ", "Pursuant to ", "The President of the General Assembly "}) {
        if (text.starts_with(start)) return text.find(" plenary meeting") != std::string_view::npos || text.find(" President of the ") != std::string_view::npos;
    }
    return false;
}

/// The same behind the last words of an annex: whom the organ then elected or appointed.
bool BodyReader::tells_of_election(std::string_view text, std::size_t index) const {
    const bool chosen = text.find(" elected ") != std::string_view::npos || text.find(" appointed ") != std::string_view::npos;
    return chosen && next_text(index) >= frame_.end && tells_what_followed(text) && text.find(" the General Assembly") != std::string_view::npos;
}

/// A further part of a composite resolution begins: its label or title stands above the organ's line.
bool BodyReader::organ_ahead(std::size_t index) const {
    for (int lines = 0; lines < 8 && index < frame_.end; ++lines, index = next_text(index)) {
        if (organ_of_line(lines_[index].text, vocabulary_, frame_.language) != nullptr) return true;
        if (lines_[index].text.size() > 300) return false;
    }
    return false;
}

/// A statute or a list annexed without the word: behind the closing lines a title, and below it at least three long lines.
bool BodyReader::instrument_begins(std::size_t index) const {
    const std::string_view title = lines_[index].text;
    if (ends_paragraph(title) || begins_small(title) || title.size() > 200) return false;
    std::size_t long_lines = 0;
    for (std::size_t i = next_text(index); i < frame_.end && long_lines < 3; i = next_text(i)) long_lines += lines_[i].text.size() > 80 && !wrapped_;
    return long_lines >= 3;
}

/// The organ speaks again: in a composite resolution a new part begins; in a quotation or an annex it is a paragraph like others.
bool BodyReader::organ_again(std::size_t index) {
    if (state_ == State::annex && next_part_begins(index)) leave_annex();
    if (quotes_ > 0 || state_ == State::annex || (state_ == State::other && !closed_)) return false;
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
bool BodyReader::next_part_begins(std::size_t index) const {
    const std::string_view text = lines_[index].text;
    return last_part_ >= 'A' && text.size() == 1 && text.front() == last_part_ + 1 && organ_ahead(next_text(index));
}

void BodyReader::leave_annex() {
    finish();
    outline_.clear();
    state_ = State::operative;
    closed_ = false;
    quotes_ = 0;
}

bool BodyReader::annex_begins(std::size_t index) {
    const auto label = annex_label(lines_[index].text);
    if (!label || (quotes_ > 0 && quotation_goes_on())) return false;
    quotes_ = 0;
    if (has_current() && !ends_paragraph(current().text) && current().kind != ParagraphKind::heading && !current().listed && !closed_) return false;
    finish();
    Piece piece;
    piece.kind = ParagraphKind::heading;
    piece.annex_mark = true;
    if (!label->empty()) piece.mark = Mark{MarkStyle::upper, *label, *label, 0};
    open_piece(std::move(piece), lines_[index].text, index);
    finish();
    state_ = State::annex;
    outline_.clear();
    return true;
}

/// "50th plenary meeting" and its date, "[Adopted by a recorded vote ...]" to its bracket.
bool BodyReader::closing_begins(std::size_t index) {
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
    const std::size_t behind = next_text(index);
    const bool last = behind >= frame_.end || (annex_label(lines_[behind].text) && has_current() && ends_paragraph(current().text));
    if (!closed_ && state_ == State::operative && text.size() < 24 && last && is_date_line(text)) {
        finish();
        closing(index);
        closed_ = true;
        return true;
    }
    // the date of what is annexed, below its title
    if (state_ == State::annex && text.size() < 24 && !body_.pieces.empty() && body_.pieces.back().kind == ParagraphKind::heading && is_date_line(text)) {
        finish();
        fact(index);
        return true;
    }
    if (!begins_vote(text) || state_ == State::annex) return false;
    if (!closed_ && text.front() != '[' && has_current() && !ends_paragraph(current().text)) return false;
    take_vote(index);
    return true;
}

bool BodyReader::is_date_line(std::string_view text) const {
    std::string words(trimmed(text));
    while (!words.empty() && (words.back() == '.' || words.back() == ',' || words.back() == ']' || words.back() == '*')) words.pop_back();
    if (words.size() < 40 && vocabulary_.date(words)) return true;
    // "30 Novem b e r 1987": digits, letters, digits, whatever blanks stand between them
    const std::string key = squeezed(words);
    const std::size_t month = key.find_first_not_of("0123456789"), year = key.find_last_not_of("0123456789") + 1;
    if (key.size() > 24 || month == std::string::npos || month == 0 || month > 2 || key.size() - year != 4) return false;
    return vocabulary_.date(key.substr(0, month) + " " + key.substr(month, year - month) + " " + key.substr(year)).has_value();
}

void BodyReader::take_vote(std::size_t index) {
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

/// pdftotext puts the number before its paragraph, behind its first line, or before its last line; see tests/golden/reading/numbers-astray.
bool BodyReader::lone_mark(std::size_t index) {
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
    drop_lone_mark();
    lone_mark_ = std::move(mark);
    lone_mark_line_ = index;
    return true;
}

/// "And to this end" / "Declares that:": the line above the verb belongs to its paragraph.
bool BodyReader::lead_in(std::size_t index) {
    const std::string& text = lines_[index].text;
    const std::size_t next = next_text(index);
    if (wrapped_ || !text.starts_with("And ") || text.size() > 30 || ends_paragraph(text) || next >= frame_.end || !is_finite(lines_[next].text)) return false;
    start(next, lines_[next].text);
    current().text.insert(0, marked_end(lines_[index], text) + " ");
    current().lines.insert(current().lines.begin(), lines_[index].place);
    at_ = next;
    return true;
}

/// A number whose paragraph never came.
void BodyReader::drop_lone_mark() {
    if (lone_mark_) body_.after.push_back(lone_mark_line_);
    lone_mark_.reset();
}

bool BodyReader::number_astray(std::size_t index, std::size_t next, const Mark& mark, const Outline::Place& place) {
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
    drop_lone_mark();
    lone_mark_ = mark;
    lone_mark_line_ = index;
    stray_tail_ = std::move(tail);
    at_ = words - 1;
    return true;
}

void BodyReader::start(std::size_t index, std::string_view text) {
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
    piece.listed = (state_ == State::annex || state_ == State::other) && piece.kind != ParagraphKind::heading && !piece.mark && in_list_of_names(index);
    piece.after_organ = after_organ_;
    if (piece.kind != ParagraphKind::heading) after_organ_ = false;
    open_piece(std::move(piece), text, index);
    if (current().mark && mark_at_start(text) && current().kind != ParagraphKind::heading) split_double_mark();
}

/// "5. (a) The members ...": the number stands for a paragraph without words of its own; both marks are kept in the one paragraph.
void BodyReader::split_double_mark() {
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

void BodyReader::open_piece(Piece piece, std::string_view text, std::size_t index) {
    piece.text = marked_end(lines_[index], trimmed(text));
    add_lines(piece.lines, lines_[index].place);
    body_.pieces.push_back(std::move(piece));
    open_ = true;
    tail_ = std::exchange(stray_tail_, {});
}

void BodyReader::finish() {
    if (!tail_.empty() && has_current()) {
        for (const std::size_t i : tail_) {
            join_line(current().text, marked_end(lines_[i], lines_[i].text), vocabulary_);
            current().lines.push_back(lines_[i].place);
        }
        std::sort(current().lines.begin(), current().lines.end());
        tail_.clear();
    }
    open_ = false;
}

void BodyReader::count_quotes(std::string_view text) {
    if (quotes_ > 0 || frame_.statement) return;
    const bool opens = text.starts_with("“") || text.starts_with("\"");
    if (state_ == State::preamble ? !mark_at_start(unquoted(text)) : state_ != State::operative) return;  // "“1. Every treaty ...", quoted in a preamble
    const bool after_colon = !body_.pieces.empty() && final_character(body_.pieces.back().text) == ':';
    if (opens && after_colon) quotes_ = 1;
}

bool BodyReader::quotation_goes_on() const {
    if (body_.pieces.empty()) return false;
    const std::string_view text = body_.pieces.back().text;
    std::string_view end = text;
    while (!end.empty() && (end.back() == '.' || end.back() == ';' || end.back() == ',' || end.back() == ' ')) end.remove_suffix(1);
    return !(end.ends_with("”") || (end.ends_with("\"") && end.size() > 1));
}

Body read_body(const std::vector<Line>& lines, const Frame& frame, std::size_t begin, Setting setting, const vocabulary::Vocabulary& vocabulary) {
    return BodyReader(lines, frame, begin, setting, vocabulary).read();
}

}  // namespace comity::reading
