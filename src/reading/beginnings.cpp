#include "reading/body_reader.hpp"
#include "reading/shapes.hpp"
#include "reading/speech.hpp"

namespace comity::reading {

using document::ParagraphKind;

std::optional<vocabulary::OpeningMatch> BodyReader::opening_of(std::string_view text) const {
    text = unquoted(text);
    if (const std::size_t lead = spoken_lead(text, vocabulary_)) return vocabulary_.match_opening(text.substr(lead), frame_.language, vocabulary::Letters::any);
    return vocabulary_.match_opening(text, frame_.language);
}

bool BodyReader::is_finite(std::string_view text) const {
    const auto opening = opening_of(text);
    return opening && opening->use != vocabulary::Use::preambular;
}

/// The mark at the start; scans have "I." and "l." for a "1." before a finite verb.
std::optional<Mark> BodyReader::mark_of(std::string_view text) const {
    text = unquoted(text);
    auto mark = mark_at_start(text);
    // "-3. The Commission shall ...": a speck that the scan took for a dash before the next number of the row
    if (text.size() > 4 && text.front() == '-' && is_digit(text[1]) && number_goes_on(text.substr(1)) && outline_.last_number() > 0) {
        mark = mark_at_start(text.substr(1));
        ++mark->length;
    }
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

bool BodyReader::starts_paragraph(std::size_t index) {
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

bool BodyReader::believable(const Mark& mark, const Line& here, bool ended) {
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
bool BodyReader::has_word_end() {
    const std::string_view text = current().text;
    return text.ends_with(" and") || text.ends_with(" or") || text.ends_with("; and");
}

bool BodyReader::starts_wrapped(std::size_t index, bool ended) {
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

bool BodyReader::starts_block(std::size_t index, bool ended) {
    const Line& here = lines_[index];
    const Piece& piece = current();
    const bool small = begins_small(here.text);
    if (piece.kind == ParagraphKind::heading) return here.gap || !title_goes_on(index);
    if (small) {
        if (!ended) return false;
        const char stop = final_character(piece.text);
        if (piece.level > 1 || piece.role == Piece::Role::list_end) return stop == ';' || stop == '.' || stop == ',' || stop == ':';
        return stop == '.' || (stop == ';' && state_ != State::preamble) || stop == ':';
    }
    if (ended) return true;
    const auto letter = [](char c) { return is_lower(c) || is_upper(c); };
    if (piece.text.size() > 60 && piece.text.back() == '-' && letter(piece.text[piece.text.size() - 2]) && letter(here.text.front())) return false;  // a broken word
    if (state_ == State::other || state_ == State::annex) {
        if (piece.listed && may_be_listed(here.text)) return false;
        if (!wrapped_ && !piece.listed && piece.text.size() > 40 && !mark_at_start(here.text) && goes_on_below(piece.text, here.text)) return false;
        // Lists and tables without stops are common there: only what a page plainly cut is put together again.
        return !(piece.text.size() > 80 && here.text.size() > 40 && lines_[index - 1].use != Line::Use::text && ends_paragraph(here.text));
    }
    if (is_cut(piece.text) && piece.text.size() > 60) return false;
    if (opening_of(here.text)) return true;
    if (looks_like_heading(index)) return true;
    // "(e) Subjects in regard to which ..." and its paragraph directly below
    if (is_titled_point(piece) && !is_cut(piece.text) && lines_[index - 1].use == Line::Use::text && !here.page_break && here.text.size() > piece.text.size()) return true;
    return !(piece.text.size() > 60 || is_cut(piece.text));
}

/// A line's end in the middle of a paragraph: "... not later than" / "1 November 2013, ..."; "Welcoming the framework of 14 September 2013" /
/// "(EC-M-33/NAT.1);".
bool BodyReader::goes_on_below(std::string_view text, std::string_view below) const {
    if (text.ends_with("; and") || text.ends_with("; or")) return false;  // the last but one of a row
    if (is_cut(text)) return ends_paragraph(below);
    return below.front() == '(' && ends_paragraph(below) && opening_of(text).has_value();
}

/// Four or more lines on end that can be nothing but names, addresses or rows of a table: they are one paragraph, and no titles.
bool BodyReader::in_list_of_names(std::size_t index) const {
    std::size_t names = 0;
    for (std::size_t i = index; i < frame_.end && names < 4 && may_be_listed(lines_[i].text); i = next_text(i)) ++names;
    return names >= 4;
}

/// A title over two or more lines: "(enterprise" / "resource planning project) and International Public Sector" / "Accounting Standards".
bool BodyReader::title_goes_on(std::size_t index) const {
    const Line& here = lines_[index];
    const Piece& title = body_.pieces.back();
    if (title.text.size() > 420) return false;
    if (begins_small(here.text) || is_cut(title.text) || has_open_bracket(title.text)) return true;
    if (title.text.empty() || ends_paragraph(here.text) || here.text.size() > 110 || opening_of(here.text) || is_division(here.text) || mark_at_start(here.text)) return false;
    const bool several = title.lines.size() > 1 || title.lines.front().first < title.lines.back().last;
    if (several && title.text.size() > 120 && here.text.size() < 60 && index > 0 && lines_[index - 1].text.size() > 60) return true;
    if (all_capitals(title.text) && all_capitals(here.text) && here.text.starts_with("AND ")) return true;
    return title.part_mark && is_digit(here.text.front());
}

/// The line begins with the next number of the row.
bool BodyReader::number_goes_on(std::string_view text) const {
    const auto mark = mark_at_start(text);
    if (!mark || mark->style != MarkStyle::arabic) return false;
    const auto place = outline_.place_of(*mark, false);
    return place && (place->fit == Outline::Fit::next || place->fit == Outline::Fit::first);
}

/// A short line without a stop, before something that plainly begins.
bool BodyReader::looks_like_heading(std::size_t index, int stacked) const {
    const Line& here = lines_[index];
    const std::string_view text = here.text;
    if (here.heading > 0 || (here.bold && text.size() < 200)) return true;
    if (text.size() > 420 || ends_paragraph(text) || begins_small(text) || text.starts_with("And ")) return false;
    if (is_division(text)) return true;
    if (text.size() > 80 && text.find("; ") != std::string_view::npos && is_cut(text)) return false;  // a sentence that its page or column cut
    const std::size_t next = next_text(index);
    if (next >= frame_.end) return false;
    const std::string_view below = lines_[next].text;
    // long titles stand above the next number, or above an instrument that the paragraph before adopts ("... outcome document:")
    const bool adopted = state_ == State::operative && !body_.pieces.empty() && final_character(body_.pieces.back().text) == ':' && !numbered_;
    const auto mark = mark_at_start(unquoted(below));
    const bool anew = mark && mark->style == MarkStyle::arabic && mark->core == "1" && all_capitals(text);
    if (text.size() > 160) return !wrapped_ && (number_goes_on(below) || adopted || anew || (mark && mark->style == MarkStyle::dotted && mark->core.ends_with(".1")));
    if (begins_small(below)) {
        // a title on two or three lines: none has a stop, and something plainly begins below them
        std::size_t last = next;
        for (int further = 0; further < 2; ++further) {
            if (lines_[last].text.size() > 160 || lines_[last].gap || (ends_paragraph(lines_[last].text) && final_character(lines_[last].text) != ',')) return false;
            const std::size_t below_it = next_text(last);
            if (below_it >= frame_.end) return false;
            if (!begins_small(lines_[below_it].text)) return !ends_paragraph(lines_[last].text);
            last = below_it;
        }
        return false;
    }
    // "INDUSTRIAL BOARD" / "Composition": titles of several levels
    const bool stack = stacked < 4 && !wrapped_ && text.size() < 110 && below.size() < 110 && below.size() <= text.size();
    if (stack && looks_like_heading(next, stacked + 1)) return true;
    return mark.has_value() || opening_of(below).has_value() || organ_of_line(below, vocabulary_, frame_.language) != nullptr || below.size() > text.size() ||
           lines_[next].heading > 0 || is_division(below);
}

bool BodyReader::is_heading(const Piece& piece, std::string_view text, std::size_t index) {
    if (quotes_ > 0) return false;
    if (piece.mark && piece.mark->style == MarkStyle::upper) {
        if (piece.mark->length >= lines_[index].text.size()) return true;  // "B", "IV"
        return !ends_paragraph(text) && text.size() < 420;
    }
    if (piece.mark && (piece.mark->style == MarkStyle::arabic || piece.mark->style == MarkStyle::dotted) && numbered_heading(*piece.mark, text, index)) return true;
    if (piece.mark && state_ == State::annex && piece.mark->style == MarkStyle::arabic && annex_heading(*piece.mark, text, index)) return true;
    // "(a) Rural development" and its paragraph below, where an annex has no numbers: titles of its sections
    if (piece.mark && state_ == State::annex && piece.mark->style == MarkStyle::paren && outline_.last_number() == 0 && lettered_title(text, index)) return true;
    if (piece.mark) {
        return lines_[index].heading > 0 || (state_ == State::annex && piece.mark->style == MarkStyle::arabic && lines_[index].bold && !ends_paragraph(text));
    }
    if (state_ == State::annex && text.size() < 200 && !body_.pieces.empty() && body_.pieces.back().annex_mark) {
        const char stop = final_character(text);  // the annex's title, whatever it ends with; but "Algeria" above "Argentina" is the first of a list
        const bool listed = vocabulary_.state_named(text) != nullptr && in_list_of_names(index);
        if (stop != '.' && stop != ';' && stop != ',' && !listed) return true;
    }
    if ((state_ == State::annex || state_ == State::other) && in_list_of_names(index)) return false;
    if (state_ == State::annex || state_ == State::other) return titles_section(text, index);
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

bool BodyReader::lettered_title(std::string_view text, std::size_t index) const {
    const std::size_t next = next_text(index);
    if (wrapped_ || next >= frame_.end || text.size() > 80 || ends_paragraph(text) || begins_small(text) || is_cut(text)) return false;
    if (const auto place = outline_.place_of(*mark_at_start(lines_[index].text), false); place && place->fit == Outline::Fit::next) return false;  // "(a)" was a point
    const std::string_view below = lines_[next].text;
    return below.size() > 160 && !begins_small(below) && !mark_at_start(below);
}

/// A title in an annex or a report: short and without a stop, or longer above the next number of the row.
bool BodyReader::titles_section(std::string_view text, std::size_t index) const {
    if (is_division(text)) return true;
    if (ends_paragraph(text) || begins_small(text)) return false;
    const std::size_t next = next_text(index);
    // a sentence that its page or column cut: "... any treaties or international" / "agreements which ..."
    const bool small_below = next < frame_.end && begins_small(lines_[next].text) && lines_[next].text.size() > text.size() && ends_paragraph(lines_[next].text);
    if (!wrapped_ && text.size() > 80 && small_below) return false;
    if (next < frame_.end && !wrapped_ && text.size() > 40 && !mark_at_start(lines_[next].text) && goes_on_below(text, lines_[next].text)) return false;
    if (text.size() < 160) return true;
    return text.size() < 300 && !wrapped_ && state_ == State::annex && outline_.last_number() > 0 && next < frame_.end && number_goes_on(lines_[next].text);
}

/// A title between the organ's line and the first paragraph, where a text of several sections has lost its first mark.
bool BodyReader::titles_first_part(std::string_view text, std::size_t index) const {
    if (frame_.statement || wrapped_ || text.size() > 90 || ends_paragraph(text) || begins_small(text) || is_cut(text) || opening_of(text)) return false;
    const std::size_t next = next_text(index);
    return next < frame_.end && lines_[next].text.size() > 60 && opening_of(lines_[next].text).has_value();
}

/// "2. Human rights in the information society" between paragraphs 41 and 42: a number out of the row, no stop, and the row goes on below.
bool BodyReader::numbered_heading(const Mark& mark, std::string_view text, std::size_t index) {
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
bool BodyReader::annex_heading(const Mark& mark, std::string_view text, std::size_t index) const {
    if (text.size() > 120 || ends_paragraph(text)) return false;
    const std::size_t next = next_text(index);
    if (next >= frame_.end) return false;
    const std::string_view below = lines_[next].text;
    const auto further = mark_at_start(below);
    if (further && further->style == mark.style) return false;
    return !begins_small(below) && (below.size() > text.size() || further.has_value());
}

}  // namespace comity::reading
