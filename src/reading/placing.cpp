#include <algorithm>
#include <charconv>

#include "reading/body_reader.hpp"
#include "reading/diagnostics.hpp"
#include "reading/shapes.hpp"
#include "reading/speech.hpp"

namespace comity::reading {

using document::ParagraphKind;

/// Decides kind, role and level, and keeps the outline.
void BodyReader::place(Piece& piece, std::string_view text, std::size_t index, bool after_heading) {
    if (quotes_ > 0 && !quotation_goes_on() && unquoted(lines_[index].text).size() == lines_[index].text.size()) quotes_ = 0;
    const bool chapeau = !body_.pieces.empty() && final_character(body_.pieces.back().text) == ':';
    if (is_heading(piece, text, index)) {
        make_heading(piece);
        return;
    }
    switch (state_) {
        case State::preamble:
        case State::operative: place_in_resolution(piece, text, after_heading, chapeau); break;
        case State::annex:
            piece.kind = !piece.mark && tells_of_election(text, index) ? ParagraphKind::other : ParagraphKind::annex;
            // "... instructs the Secretary-General:" / "1. To submit ...": numbered infinitives go on with the sentence above them
            if (chapeau && !after_heading && piece.mark && piece.mark->style == MarkStyle::arabic && text.starts_with("To ") && number_of(*piece.mark) == 1 && outline_.last_number() == 0) outline_.begin_numbered_points();
            place_by_outline(piece, chapeau);
            break;
        case State::other: piece.kind = ParagraphKind::other; place_by_outline(piece, chapeau); break;
    }
}

void BodyReader::make_heading(Piece& piece) {
    piece.kind = ParagraphKind::heading;
    titled_ = true;
    if (piece.mark && piece.mark->core.size() == 1 && state_ != State::annex) last_part_ = piece.mark->core[0];
    piece.part_mark = piece.mark && piece.mark->style == MarkStyle::upper && state_ != State::annex && state_ != State::other;
    outline_.close_lists();
}

void BodyReader::place_by_outline(Piece& piece, bool chapeau) {
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

void BodyReader::place_in_resolution(Piece& piece, std::string_view text, bool after_heading, bool chapeau) {
    if (quotes_ > 0) {
        piece.kind = state_ == State::preamble ? ParagraphKind::preambular : ParagraphKind::operative;
        piece.role = Piece::Role::further;
        piece.level = std::max(outline_.depth(), 1) + 1;
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
        // a list below a further, unmarked paragraph of the same number is that paragraph's
        if (chapeau && body_.pieces.back().role == Piece::Role::further && body_.pieces.back().level == 2 && outline_.depth() == 1) outline_.open_unmarked();
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
bool BodyReader::index_of_lead(const Piece& piece) const { return at_ == frame_.statement_lead && !piece.mark; }

void BodyReader::place_numbered(Piece& piece, bool chapeau) {
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

int BodyReader::number_of(const Mark& mark) {
    int value = 0;
    std::from_chars(mark.core.data(), mark.core.data() + mark.core.size(), value);
    return value;
}

/// "1. Welcome ..." behind "We, the Heads of State, declare:" under a title of its own: paragraphs of the declaration, no points of a list.
bool BodyReader::speaks_again() const {
    const std::string_view text = lines_[at_].text;
    const auto mark = mark_at_start(text);
    return mark && (is_finite(text.substr(mark->length)) || vocabulary_.match_plain_opening(text.substr(mark->length)));
}

/// "1." under a colon in a numbered text: points, if the text's own next number comes later.
bool BodyReader::row_goes_on_behind_points(const Mark& mark) const {
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
bool BodyReader::row_is_meant(const Mark& mark) const {
    return outline_.last_number() > 0 && number_of(mark) == outline_.last_number() + 1 && is_finite(lines_[at_].text.substr(std::min(mark.length, lines_[at_].text.size())));
}

/// The next mark below is the next of a list that is open here.
bool BodyReader::list_goes_on() const { return level_of_list_below() > 1; }

/// At what level; 0 if none. What a colon opens here lies between.
int BodyReader::level_of_list_below() const {
    const bool chapeau = final_character(lines_[at_].text) == ':';
    for (std::size_t i = next_text(at_), lines = 0; i < frame_.end && lines < 24; i = next_text(i), ++lines) {
        const auto below = mark_of(lines_[i].text);
        if (!below || below->style == MarkStyle::bullet) continue;
        const auto place = outline_.place_of(*below, false);
        if (place && place->fit == Outline::Fit::next) return place->level;
        if (!chapeau || below->style != MarkStyle::paren || (place && place->fit == Outline::Fit::restart)) return 0;
    }
    return 0;
}

/// A paragraph that lost its number: it opens as one, and the row goes on with the number but one.
bool BodyReader::lost_its_number() const {
    for (std::size_t i = next_text(at_), lines = 0; i < frame_.end && lines < 40; i = next_text(i), ++lines) {
        const auto below = mark_at_start(lines_[i].text);
        if (below && below->style == MarkStyle::arabic && all_digits(below->core)) return number_of(*below) == outline_.last_number() + 2;
    }
    return false;
}

/// "(e) Subjects in regard to which conciliation is excluded": a point that is only a title; its words stand below it.
bool BodyReader::is_titled_point(const Piece& piece) {
    return piece.mark && piece.mark->style == MarkStyle::paren && piece.kind != ParagraphKind::heading && piece.text.size() < 160 && !ends_paragraph(piece.text);
}

void BodyReader::place_unmarked(Piece& piece, std::string_view text, bool after_heading) {
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
    if (lists && !body_.pieces.empty() && is_titled_point(body_.pieces.back())) {
        piece.role = Piece::Role::further;
        piece.level = outline_.depth() + 1;
        return;
    }
    if (const int below = lists ? level_of_list_below() : 0; below > 1) {
        // words behind "(i) ... (iii)" before "(c)"; or a further paragraph of the point above it; or a point that lost its dash
        const bool inner_list_over = below < outline_.depth();
        const bool lost_dash = outline_.in_bullets() && !body_.pieces.empty() && final_character(body_.pieces.back().text) == ';';
        piece.role = inner_list_over && !outline_.in_bullets() ? Piece::Role::list_end : Piece::Role::further;
        piece.level = piece.role == Piece::Role::list_end ? below : outline_.depth() + (lost_dash ? 0 : 1);
        return;
    }
    piece.role = lists ? Piece::Role::list_end : Piece::Role::further;
    piece.level = lists ? 1 : 2;
    outline_.close_lists();
}

}  // namespace comity::reading
