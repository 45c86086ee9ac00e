// What every reader of a file format makes and the parser takes: ordered blocks of styled runs, each with its place in the
// source. The parser knows no file format; a further format is one more function that makes a Flow.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace comity::reading {

/// Style of a stretch of a block's text, by bytes. Only what carries meaning for structure is kept.
struct Run {
    std::uint32_t begin = 0, end = 0;
    bool italic = false, bold = false, superscript = false, link = false;
    bool struck = false;  ///< a draft shows these words as gone
    bool mark = false;    ///< a footnote's mark, said so by the source: no need to look whether it may be one
};

/// U+00AD at the end of a block: its last word goes on in the next. Nowhere else does a block hold one.
inline constexpr std::string_view line_hyphen = "\xC2\xAD";

/// One block: a line of plain text, a paragraph of a word processor, a cell.
struct Block {
    std::string text;               ///< valid UTF-8, no line ends, no control characters but TAB; may be empty (a blank line)
    std::vector<Run> runs;          ///< sorted, not overlapping; text outside them is plain
    document::LineRange place;      ///< lines of the source (or the block's number in formats without lines)
    int heading = 0;                ///< depth if the source marks it as a heading, else 0
    bool rule = false;              ///< a horizontal rule
    bool page_break_before = false; ///< the source says that a page begins here
    std::string note = {};          ///< the mark of the footnote whose whole words these are, where the source says so
    std::string furniture = {};     ///< what part of the page it is and not of the text, where the source says so: "page header", "navigation"
};

/// How the source came by its blocks.
enum class Setting {
    blocks,        ///< a block a paragraph (word processors, HTML, the one-line-a-block texts)
    wrapped_lines  ///< a block a line of the page: paragraphs must be rejoined
};

struct Flow {
    std::vector<Block> blocks;
    Setting setting = Setting::blocks;
    std::vector<document::Diagnostic> diagnostics;  ///< what the reader of the format had to say (invalid bytes, limits)
};

}  // namespace comity::reading
