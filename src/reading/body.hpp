// Third pass: from lines to paragraphs with their kinds and levels. Ids come afterwards (identify.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reading/frame.hpp"
#include "reading/outline.hpp"
#include "reading/page.hpp"

namespace comity::reading {

/// A paragraph before it has an id.
struct Piece {
    enum class Role {
        own,       ///< a paragraph or a listed point
        list_end,  ///< words of a paragraph behind its list
        further    ///< a further unmarked paragraph of a numbered one
    };
    document::ParagraphKind kind = document::ParagraphKind::other;
    Role role = Role::own;
    std::optional<Mark> mark;
    int level = 1;
    std::string text;          ///< superscript marks still in band
    std::vector<document::LineRange> lines;
    bool part_mark = false;    ///< a heading that begins a part: `mark` is its label ("B", "II")
    bool listed = false;       ///< a list of names without numbers, as many lines as it has
    bool annex_mark = false;   ///< the line "Annex II": `mark` is its label, if it has one
    bool after_organ = false;  ///< the first paragraph behind an organ's line
};

struct Body {
    std::vector<Piece> pieces;
    std::vector<std::size_t> fact_lines;   ///< organ's lines, closing lines, votes (indices of lines)
    std::vector<std::size_t> closing;      ///< of those, the closing lines and votes, in order
    std::vector<std::size_t> after;        ///< lines behind the closing ones: a masthead at the end, or nothing known
    std::size_t end = nowhere;             ///< line at which a neighbour's text was found to begin
    std::vector<document::Diagnostic> diagnostics;
};

/// `frame.body` must be set for texts that an organ speaks; otherwise everything from `begin` on becomes `other`.
Body read_body(const std::vector<Line>& lines, const Frame& frame, std::size_t begin, Setting setting, const vocabulary::Vocabulary& vocabulary);

}  // namespace comity::reading
