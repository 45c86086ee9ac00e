// Footnote marks in the words: those set as superscripts, and bare digits glued to a word, a year or a comma, which are marks only
// where the document's own footnotes say so - the next mark in order that has a note, in its order, or one that was called before. A file
// that has lost all its notes keeps no witness: there only those digits are marks that can be nothing else ("report;1" at an end).
#pragma once

#include <string>
#include <vector>

#include "reading/body.hpp"

namespace comity::reading {

/// Takes the marks out of one text. `superscript_only`: the source sets all its marks as superscripts, so digits are words.
class MarkTaker {
public:
    /// `notes`: the marks that have a footnote, in order.
    explicit MarkTaker(std::vector<std::string> notes, Setting setting);

    /// Looks over the whole document once: whether its marks stand as superscripts or as bare digits.
    void survey(const std::vector<Piece>& pieces);

    /// The text without marks; `marks` of it with the place behind which each stood.
    struct Taken {
        std::string text;
        std::vector<document::NoteMark> marks;
    };
    Taken take(std::string_view text);

    /// Notes that were never called.
    [[nodiscard]] std::vector<std::string> uncalled() const;

private:
    std::vector<std::string> notes_;
    std::vector<bool> called_;
    bool wrapped_;
    bool superscripts_ = false;
    bool notes_lost_ = false;  ///< marks stand in the text, but the file has no notes at all
    std::size_t next_ = 0;

    [[nodiscard]] std::size_t note_of(std::string_view mark) const;
    [[nodiscard]] std::vector<std::string> marks_in(std::string_view mark) const;
    bool bare_mark(std::string_view text, std::size_t at, std::size_t& length);
    void call(std::size_t note);
};

}  // namespace comity::reading
