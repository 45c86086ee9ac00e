// First pass of the parser: what belongs to the page and not to the text. Lines of the Flow come in; out come the same lines with
// running heads, page and job numbers, rulers and notices marked, and the footnotes gathered with their marks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reading/flow.hpp"

namespace comity::reading {

/// A block of the Flow made ready for the later passes.
struct Line {
    std::string text;            ///< trimmed; superscript marks between mark_open and mark_close
    document::LineRange place;
    int heading = 0;             ///< depth, if the source says so
    bool bold = false;           ///< the whole line is
    bool rule = false;
    bool page_break = false;     ///< a page ends before it
    bool gap = false;            ///< a blank line, a rule or the page's furniture stands before it
    std::string marked = {};     ///< the text with struck words between struck_open and struck_close; "" if none stand in it (strikes.hpp)
    enum class Use { text, blank, furniture, note } use = Use::text;
    std::string stated = {};     ///< what the source itself says it is: the mark of its note, or the kind of furniture; its use says which
};

struct Note {
    std::string mark;  ///< "3", "*"
    std::string text;
    std::vector<document::LineRange> lines;
};

/// What the whole document tells about its own page headers.
struct RunningHead {
    std::string symbol;                ///< as printed: "A/RES/66/152"; "" if unknown
    std::string title;                 ///< squeezed; "" if unknown
    std::size_t title_begin = 0, title_end = 0;  ///< lines where the title itself stands (indices)
};

struct Pages {
    std::vector<Line> lines;
    std::vector<Note> notes;
    std::vector<document::Furniture> furniture;
    std::vector<document::Diagnostic> diagnostics;
};

/// Lines with their marks in band; nothing is decided yet.
std::vector<Line> lines_of(const Flow& flow);

/// Marks furniture and takes the footnotes out.
Pages clear_pages(std::vector<Line> lines, Setting setting, const RunningHead& head);

}  // namespace comity::reading
