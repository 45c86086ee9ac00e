// What a PDF is made of: stretches of words, each with its place and font, page by page; and the lines that they are put together to.
// Private to reading/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reading/flow.hpp"

namespace comity::reading::pages {

/// Places are in points of the source, from the page's upper left corner.
struct Span {
    double left = 0, top = 0, right = 0, bottom = 0;
    double size = 0;  ///< of the font
    bool italic = false, bold = false;
    std::string text;
};

struct Sheet {
    double width = 0, height = 0;
    std::vector<Span> spans;
    std::vector<std::string> across = {};  ///< words that run another way than the page's text
};

/// From the XML that "pdftohtml -xml" writes. Throws as xml::read.
std::vector<Sheet> sheets_of(std::string_view xml);

/// Words that stand beside each other without a large gap; a whole line of the text, or a cell.
struct Segment {
    double left = 0, top = 0, right = 0, bottom = 0;
    double size = 0;       ///< of most of its letters
    bool bold = false;     ///< all its letters
    std::string text;      ///< trimmed, single blanks; may end in line_hyphen
    std::vector<Run> runs;
};

/// Segments at one height, from the left.
struct Row {
    std::vector<Segment> segments;
    [[nodiscard]] double top() const;
    [[nodiscard]] double bottom() const;
    [[nodiscard]] double left() const { return segments.front().left; }
    [[nodiscard]] double right() const { return segments.back().right; }
    [[nodiscard]] double size() const;
};

/// Rows with words on them, from the top of a page.
std::vector<Row> rows_of(const Sheet& sheet);

/// A page told apart into what is of the text and what is not.
struct Parts {
    std::vector<Row> head, body, notes, foot;
    bool ruled = false;  ///< a line stood above the notes
};

/// Looks over all pages: what comes again at their heads and feet, which print is small.
std::vector<Parts> parts_of(std::vector<std::vector<Row>> pages);

/// The size in which most letters are set.
double usual_size(const std::vector<std::vector<Row>>& pages);

}  // namespace comity::reading::pages
