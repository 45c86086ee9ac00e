// How the lines of a body become pieces: the reader behind read_body(), with what it knows while it goes from line to line. Its
// definitions stand in three files: body.cpp takes the lines, beginnings.cpp tells where paragraphs and titles begin, placing.cpp gives each
// its kind, role and level.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/body.hpp"
#include "reading/outline.hpp"
#include "reading/scan.hpp"

namespace comity::reading {

class BodyReader {
public:
    BodyReader(const std::vector<Line>& lines, const Frame& frame, std::size_t begin, Setting setting, const vocabulary::Vocabulary& vocabulary);
    Body read();

private:
    enum class State { preamble, operative, annex, other };

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

    // body.cpp: one line after the other
    Piece& current() { return body_.pieces.back(); }
    bool has_current() const { return open_ && !body_.pieces.empty(); }
    std::size_t next_text(std::size_t index) const;
    void add_lines(std::vector<document::LineRange>& ranges, document::LineRange place) const;
    void fact(std::size_t index) {
        body_.fact_lines.push_back(index);
    }
    void closing(std::size_t index);
    bool volume_goes_on(std::size_t index) const;
    void line(std::size_t index);
    bool annex_ahead(std::size_t index) const;
    bool organ_ahead(std::size_t index) const;
    static bool tells_what_followed(std::string_view text);
    bool tells_of_election(std::string_view text, std::size_t index) const;
    bool instrument_begins(std::size_t index) const;
    bool organ_again(std::size_t index);
    bool next_part_begins(std::size_t index) const;
    void leave_annex();
    bool annex_begins(std::size_t index);
    bool closing_begins(std::size_t index);
    bool is_date_line(std::string_view text) const;
    void take_vote(std::size_t index);
    bool lone_mark(std::size_t index);
    bool lead_in(std::size_t index);
    void drop_lone_mark();
    bool number_astray(std::size_t index, std::size_t next, const Mark& mark, const Outline::Place& place);
    void start(std::size_t index, std::string_view text);
    void split_double_mark();
    void open_piece(Piece piece, std::string_view text, std::size_t index);
    void finish();
    void count_quotes(std::string_view text);
    bool quotation_goes_on() const;

    // beginnings.cpp: what begins here?
    std::optional<vocabulary::OpeningMatch> opening_of(std::string_view text) const;
    bool is_finite(std::string_view text) const;
    std::optional<Mark> mark_of(std::string_view text) const;
    bool starts_paragraph(std::size_t index);
    bool believable(const Mark& mark, const Line& here, bool ended);
    bool has_word_end();
    bool starts_wrapped(std::size_t index, bool ended);
    bool starts_block(std::size_t index, bool ended);
    bool goes_on_below(std::string_view text, std::string_view below) const;
    bool title_goes_on(std::size_t index) const;
    bool in_list_of_names(std::size_t index) const;
    bool number_goes_on(std::string_view text) const;
    bool looks_like_heading(std::size_t index, int stacked = 0) const;
    bool is_heading(const Piece& piece, std::string_view text, std::size_t index);
    bool lettered_title(std::string_view text, std::size_t index) const;
    bool titles_section(std::string_view text, std::size_t index) const;
    bool titles_first_part(std::string_view text, std::size_t index) const;
    bool numbered_heading(const Mark& mark, std::string_view text, std::size_t index);
    bool annex_heading(const Mark& mark, std::string_view text, std::size_t index) const;

    // placing.cpp: what is it, and under what does it stand?
    void place(Piece& piece, std::string_view text, std::size_t index, bool after_heading);
    void make_heading(Piece& piece);
    void place_by_outline(Piece& piece, bool chapeau);
    void place_in_resolution(Piece& piece, std::string_view text, bool after_heading, bool chapeau);
    bool index_of_lead(const Piece& piece) const;
    void place_numbered(Piece& piece, bool chapeau);
    static int number_of(const Mark& mark);
    bool speaks_again() const;
    bool row_goes_on_behind_points(const Mark& mark) const;
    bool row_is_meant(const Mark& mark) const;
    bool list_goes_on() const;
    int level_of_list_below() const;
    static bool is_titled_point(const Piece& piece);
    bool lost_its_number() const;
    void place_unmarked(Piece& piece, std::string_view text, bool after_heading);
};

}  // namespace comity::reading
