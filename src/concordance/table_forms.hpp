// Several states of one text side by side, paragraph by paragraph, as people and programs read them.
#pragma once

#include <span>
#include <string>

#include "concordance/provenance.hpp"

namespace comity::concordance {

/// What stands in one cell; empty where the text has nothing of the row.
struct ShownCell {
    std::string ids;               ///< "op3", "op3, op4"
    std::string change;            ///< against the text before: "changed", "moved"; "" if nothing but the number did
    std::string text;              ///< the paragraphs' own words
    std::vector<Span> since_last;  ///< of words that changed: against those of the nearest text before that has the row
};

/// All members have documents: those that the table was made of, in its order.
ShownCell shown_cell(const ChainTable& table, std::size_t row, std::size_t column, std::span<const ChainMember> members);

/// {members: [{symbol, year}], rows: [[{ids, change, text} or null]]}: a row has a cell for each member.
json::Value to_json(const ChainTable& table, std::span<const ChainMember> members);

/// One self-contained file. What came since the text before is underlined.
std::string to_html(const ChainTable& table, std::span<const ChainMember> members, const std::string& notice = {});

/// The bytes of a DOCX with the table across the page.
std::string to_docx(const ChainTable& table, std::span<const ChainMember> members, const std::string& notice = {});

}  // namespace comity::concordance
