// The last lines of a text of ours that is to be read again: what its printed words can't show. Which paragraphs there are by their ids, how far the opening of each goes,
// which footnotes it calls, and facts that stand nowhere above.
//
//   [Comity text 1] symbol, title, year 2023, number 78/199; masthead {target A/78/481#para=139} A/78/481, para. 139; pp1 Recalling; pp2 Noting with concern [1]; op1 Requests; op1.a; fn1
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace comity::document {

inline constexpr std::string_view list_begins = "[Comity text 1] ";

/// One paragraph, as far as its place and its words don't say it. Of a footnote, only the id ("fn1").
struct Listed {
    std::string id;
    ParagraphKind kind = ParagraphKind::other;
    int level = 1;
    std::optional<std::string> number = {};   ///< only where the printed one would mislead
    std::optional<std::string> opening = {};
    std::uint32_t opening_at = 0;
    std::vector<std::string> marks = {};       ///< in the order in which they stand
    auto operator<=>(const Listed&) const = default;
};

struct ParagraphList {
    bool notice = false, symbol = false, title = false;  ///< which of them stand above the facts
    bool vote = false;                                   ///< there was one, whatever is known of it
    std::optional<std::string> year, number;
    std::vector<Citation> citations;                     ///< those of the masthead, which isn't printed as it stood
    std::vector<Listed> paragraphs;
    std::vector<std::string> notes;                      ///< marks
};

/// In one line.
std::string paragraph_list(const Document& document, bool notice);
/// nullopt if it is none. `line` begins behind list_begins.
std::optional<ParagraphList> paragraph_list_in(std::string_view line);

}  // namespace comity::document
