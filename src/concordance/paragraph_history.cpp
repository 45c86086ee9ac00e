#include "concordance/paragraph_history.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/error.hpp"
#include "concordance/precedents.hpp"
#include "concordance/provenance.hpp"
#include "text/text.hpp"

namespace comity::concordance {

namespace {

using document::Document;
using Passage = ParagraphState::Passage;

/// The ids that stand for the paragraph, by document: of all rows of the table in which it is.
std::vector<std::vector<std::string>> cells_of(const ChainTable& table, std::size_t at, std::string_view id) {
    std::vector<std::vector<std::string>> cells(table.rows.empty() ? 0 : table.rows.front().cells.size());
    for (const TableRow& row : table.rows) {
        if (std::find(row.cells[at].begin(), row.cells[at].end(), id) == row.cells[at].end()) continue;
        for (std::size_t document = 0; document < cells.size(); ++document) {
            for (const auto& one : row.cells[document]) {
                auto& of = cells[document];
                if (std::find(of.begin(), of.end(), one) == of.end()) of.push_back(one);
            }
        }
    }
    return cells;
}

/// In the order of the document.
std::string text_of(const Document& document, const std::vector<std::string>& ids) {
    std::string text;
    for (const auto& paragraph : document.paragraphs) {
        if (std::find(ids.begin(), ids.end(), paragraph.id) == ids.end()) continue;
        if (!text.empty()) text += ' ';
        text += paragraph.text;
    }
    return text;
}

Change together(Change a, Change b) {
    if (a == b) return a;
    // Of several parts the strongest word is said of the whole.
    const auto weight = [](Change change) {
        switch (change) {
            case Change::unchanged: return 0;
            case Change::renumbered: return 1;
            case Change::editorial: return 2;
            case Change::moved: return 3;
            case Change::removed: return 4;
            case Change::added: return 5;
            case Change::changed: return 6;
            case Change::moved_changed: return 7;
            case Change::merged: return 8;
            case Change::split: return 9;
        }
        return 0;
    };
    return weight(a) > weight(b) ? a : b;
}

class Historian {
public:
    Historian(std::span<const Document* const> documents, std::vector<std::vector<std::string>> cells) : documents_(documents), cells_(std::move(cells)) {}

    std::vector<ParagraphState> write() {
        std::vector<ParagraphState> states(documents_.size());
        std::optional<std::size_t> last;  // that had it
        for (std::size_t at = 0; at < documents_.size(); ++at) {
            ParagraphState& state = states[at];
            state.present = !cells_[at].empty();
            if (!last) {
                if (state.present) first(state, at);
            } else if (*last + 1 == at) {
                compared(state, at);
            } else if (state.present) {
                returned(state, *last, at);
            }
            if (state.present) last = at;
            count(state);
        }
        return states;
    }

private:
    std::span<const Document* const> documents_;
    std::vector<std::vector<std::string>> cells_;

    void first(ParagraphState& state, std::size_t at) const {
        for (const auto& id : cells_[at]) state.passages.push_back({id, {{SpanOp::equal, document::find_paragraph(*documents_[at], id)->text, false, false}}});
        if (at > 0) {
            state.change = Change::added;
            for (auto& passage : state.passages) passage.spans.front().op = SpanOp::insert;
        }
    }

    /// Against the document before, which had it: all pairs that lead from it or to it.
    void compared(ParagraphState& state, std::size_t at) const {
        const auto& before = cells_[at - 1];
        const auto& now = cells_[at];
        for (const Pair& pair : compare(*documents_[at - 1], *documents_[at]).pairs) {
            const bool from = pair.a && std::find(before.begin(), before.end(), *pair.a) != before.end();
            const bool to = pair.b && std::find(now.begin(), now.end(), *pair.b) != now.end();
            if (!to && !(from && !pair.b)) continue;
            state.change = state.change ? together(*state.change, pair.change) : pair.change;
            const std::string id = pair.b.value_or("");
            const auto known = std::find_if(state.passages.begin(), state.passages.end(), [&](const Passage& passage) { return !id.empty() && passage.id == id; });
            if (known == state.passages.end()) {
                state.passages.push_back({id, pair.spans});
            } else {
                known->spans.insert(known->spans.end(), pair.spans.begin(), pair.spans.end());
            }
        }
    }

    /// It was away: against its words when it was there last.
    void returned(ParagraphState& state, std::size_t last, std::size_t at) const {
        state.change = Change::added;
        const std::string before = text_of(*documents_[last], cells_[last]);
        if (cells_[at].size() == 1) {
            state.passages.push_back({cells_[at].front(), spans_between(before, text_of(*documents_[at], cells_[at]))});
            return;
        }
        for (const auto& id : cells_[at]) state.passages.push_back({id, {{SpanOp::insert, document::find_paragraph(*documents_[at], id)->text, false, false}}});
    }

    static void count(ParagraphState& state) {
        for (const Passage& passage : state.passages) {
            for (const Span& span : passage.spans) {
                const std::size_t words = words_in(span.text);
                if (span.op != SpanOp::remove && !passage.id.empty()) state.words += words;
                if (span.op == SpanOp::insert) state.came += words;
                if (span.op == SpanOp::remove) state.went += words;
            }
        }
    }
};

}  // namespace

std::vector<ParagraphState> paragraph_history(std::span<const Document* const> documents, std::size_t at, std::string_view id) {
    COMITY_ENSURE(at < documents.size());
    if (document::find_paragraph(*documents[at], id) == nullptr) throw Error(Fault::not_found, "there is no paragraph {} in this text: its ids stand beside its paragraphs", id);
    return Historian(documents, cells_of(chain_table(documents), at, id)).write();
}

std::size_t words_in(std::string_view text) {
    std::size_t words = 0;
    text::for_each_word(text, [&](std::string_view, std::uint32_t, std::uint32_t) { ++words; });
    return words;
}

WordChange words_changed(const Comparison& comparison) {
    WordChange change;
    for (const Pair& pair : comparison.pairs) {
        if ((pair.b ? *pair.b : *pair.a).starts_with("fn")) continue;
        for (const Span& span : pair.spans) {
            if (span.op == SpanOp::insert && !span.editorial) change.came += words_in(span.text);
            if (span.op == SpanOp::remove && !span.editorial) change.went += words_in(span.text);
        }
    }
    return change;
}

}  // namespace comity::concordance
