// A comparison as a page shows it: rows of two cells with what changed in them marked, and a strip of ticks that shows where.
#pragma once

#include "concordance/side.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// What a visitor asked to see of a comparison.
struct ComparisonChoice {
    enum class Show { changes, everything } show = Show::changes;
    enum class Layout { side_by_side, one_column } layout = Layout::side_by_side;
    enum class Rolls { folded, shown } rolls = Rolls::folded;  ///< session numbers, dates and numbers that only went on in time
};

/// One of the two texts, with the address of its page; "" of a text that is not in the record.
struct ComparedText {
    concordance::Side side;
    std::string address;
};

/// For template "comparison".
View comparison_view(const Visit& visit, const ComparedText& a, const ComparedText& b, ComparisonChoice choice);

/// The words of spans that keep `op` and what is equal, with marks where they changed; both operations in one text where none is given. What
/// stands in the first bytes of the paragraph, its opening, is set in italics. `said`: "added", "removed" for those who listen.
struct SpanMarks {
    std::optional<concordance::SpanOp> only = {};
    std::string_view opening = {};
    bool fold_rolls = false;
    std::string added = {}, removed = {};
};
Html marked_spans(const std::vector<concordance::Span>& spans, const SpanMarks& marks);

}  // namespace comity::web
