#include "web/comparison_view.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "document/pieces.hpp"
#include "web/items.hpp"
#include "web/names.hpp"

namespace comity::web {

using concordance::Change;
using concordance::Comparison;
using concordance::Pair;
using concordance::Side;
using concordance::Span;
using concordance::SpanOp;
using document::Paragraph;

namespace {

/// A name of the contract as messages choose by it: "moved, changed" -> "moved-changed".
std::string change_code(Change change) {
    std::string name(concordance::name_of(change));
    std::erase(name, ',');
    return code_of(name);
}

bool is_note(const Pair& pair) { return pair.b.value_or(pair.a.value_or("")).starts_with("fn"); }

/// The same words: nothing to show where only changes are asked for.
bool same_words(const Pair& pair) { return pair.change == Change::unchanged || pair.change == Change::renumbered; }

/// Writes spans as markup, counting the bytes of the paragraph that it is putting together.
class Marker {
public:
    explicit Marker(const SpanMarks& marks) : marks_(marks) {}

    std::string write(const std::vector<Span>& spans) {
        for (const Span& span : spans) {
            if (marks_.only && span.op != SpanOp::equal && span.op != *marks_.only) continue;
            put(span);
        }
        return std::move(out_);
    }

private:
    void put(const Span& span) {
        const bool folded = marks_.fold_rolls && span.rolls;
        if (folded && span.op == SpanOp::remove && !marks_.only) return;  // in one column the number of now is enough
        if (folded || span.op == SpanOp::equal) return words(span.text);
        // The blank before a change is not of it: it would be underlined.
        const std::size_t first = std::min(span.text.find_first_not_of(' '), span.text.size());
        words(std::string_view(span.text).substr(0, first));
        if (first == span.text.size()) return;
        const bool came = span.op == SpanOp::insert;
        out_ += fmt::format("<{}{}{}>", came ? "ins" : "del", span.editorial ? " class=\"e\"" : span.rolls ? " class=\"r\"" : "",
                            fmt::format(" data-say=\"{}\"", escaped(came ? marks_.added : marks_.removed)));
        const bool beside = !came && !marks_.only;  // in one column the opening is the later text's
        beside ? put_plain(std::string_view(span.text).substr(first)) : words(std::string_view(span.text).substr(first));
        out_ += came ? "</ins>" : "</del>";
    }

    void put_plain(std::string_view text) { out_ += escaped(text); }

    void words(std::string_view text) {
        const std::size_t of_opening = at_ < marks_.opening.size() ? std::min(text.size(), marks_.opening.size() - at_) : 0;
        if (of_opening > 0) out_ += "<em>" + escaped(text.substr(0, of_opening)) + "</em>";
        out_ += escaped(text.substr(of_opening));
        at_ += text.size();
    }

    const SpanMarks& marks_;
    std::string out_;
    std::size_t at_ = 0;
};

std::string words_of(const std::vector<Span>& spans, SpanOp own) {
    std::string words;
    for (const Span& span : spans) {
        if (span.op == SpanOp::equal || span.op == own) words += span.text;
    }
    return words;
}

class Rows {
public:
    Rows(const Visit& visit, const Comparison& comparison, const ComparedText& a, const ComparedText& b, ComparisonChoice choice)
        : visit_(visit), comparison_(comparison), a_(a), b_(b), choice_(choice), added_(visit.text("compare.added")), removed_(visit.text("compare.removed")) {}

    View make() {
        List rows, ticks;
        std::size_t folded = 0, hidden = 0;
        for (std::size_t i = 0; i < comparison_.pairs.size(); ++i) {
            const Pair& pair = comparison_.pairs[i];
            const bool rolls_only = pair.only_rolls && choice_.rolls == ComparisonChoice::Rolls::folded;
            const bool quiet = choice_.show == ComparisonChoice::Show::changes && (same_words(pair) || rolls_only);
            if (quiet) ++(same_words(pair) ? hidden : folded);
            ticks.push_back(tick(pair, i, quiet));
            if (!quiet) rows.push_back(row(pair, i));
        }
        return {{"rows", std::move(rows)}, {"ticks", std::move(ticks)}, {"folded", folded == 0 ? Value("") : Value(folded)}, {"hidden", hidden == 0 ? Value("") : Value(hidden)}};
    }

private:
    View tick(const Pair& pair, std::size_t index, bool quiet) const {
        std::size_t length = 0;
        for (const Span& span : pair.spans) length += span.text.size();
        return {{"address", quiet ? std::string() : fmt::format("#pair{}", index + 1)},
                {"height", std::to_string(std::clamp<std::size_t>(length / 40, 1, 30))},
                {"changed", !same_words(pair) && !(pair.only_rolls && choice_.rolls == ComparisonChoice::Rolls::folded)}};
    }

    View row(const Pair& pair, std::size_t index) {
        const bool first_note = is_note(pair) && !in_notes_;
        in_notes_ = is_note(pair);
        const std::string& id = pair.b ? *pair.b : *pair.a;
        const bool side_by_side = choice_.layout == ComparisonChoice::Layout::side_by_side;
        const bool was_elsewhere = pair.a && pair.b && *pair.a != *pair.b;
        return {{"anchor", fmt::format("pair{}", index + 1)},
                {"first_note", first_note},
                {"class", change_code(pair.change)},
                {"place", place_in_words(visit_, id)},
                {"change", same_words(pair) && pair.change == Change::unchanged ? std::string() : visit_.text("compare.change", {{"change", change_code(pair.change)}})},
                {"was", was_elsewhere ? visit_.text("compare.was", {{"place", place_in_words(visit_, *pair.a)}}) : std::string()},
                {"only_rolls", pair.only_rolls},
                {"side_by_side", side_by_side},
                {"a", side_by_side ? Value(cell(a_, pair.a, pair, SpanOp::remove)) : Value("")},
                {"b", side_by_side ? Value(cell(b_, pair.b, pair, SpanOp::insert)) : Value(whole(pair))}};
    }

    [[nodiscard]] std::string_view opening_of(const ComparedText& of, const std::string& id, std::string_view text) const {
        const Paragraph* paragraph = document::find_paragraph(of.side.document, id);
        if (paragraph == nullptr || !paragraph->opening || !text.starts_with(*paragraph->opening)) return {};
        return *paragraph->opening;
    }

    [[nodiscard]] View frame(const ComparedText& of, const std::string& id) const {
        const Side& side = of.side;
        const Paragraph* paragraph = document::find_paragraph(side.document, id);
        return {{"name", untranslated(side.name)},
                {"place_address", of.address.empty() ? std::string() : fmt::format("{}#{}", of.address, http::path_encoded(id))},
                {"lang", side.document.language},
                {"direction", document::direction_of(side.document.language)},
                {"number", paragraph == nullptr ? std::string() : document::printed_number(*paragraph)},
                {"kind", paragraph == nullptr ? "note" : document::name_of(paragraph->kind)},
                {"level", std::to_string(paragraph == nullptr ? 1 : std::clamp(paragraph->level, 1, 4))}};
    }

    [[nodiscard]] SpanMarks marks(std::optional<SpanOp> only, std::string_view opening) const {
        return {only, opening, choice_.rolls == ComparisonChoice::Rolls::folded, added_, removed_};
    }

    [[nodiscard]] Value cell(const ComparedText& of, const std::optional<std::string>& id, const Pair& pair, SpanOp own) const {
        if (!id) return "";
        View view = frame(of, *id);
        const std::string text = words_of(pair.spans, own);
        // Where a whole paragraph came or went, its place says so: marks on every word would only make it hard to read.
        if (!pair.a || !pair.b) {
            const std::vector<Span> plain = {{SpanOp::equal, text}};
            view.put("text", marked_spans(plain, marks(own, opening_of(of, *id, text))));
        } else {
            view.put("text", marked_spans(pair.spans, marks(own, opening_of(of, *id, text))));
        }
        return view;
    }

    [[nodiscard]] View whole(const Pair& pair) const {
        const ComparedText& of = pair.b ? b_ : a_;
        const std::string& id = pair.b ? *pair.b : *pair.a;
        View view = frame(of, id);
        const std::string text = words_of(pair.spans, pair.b ? SpanOp::insert : SpanOp::remove);
        view.put("text", marked_spans(pair.spans, marks(pair.b ? std::nullopt : std::optional(SpanOp::remove), opening_of(of, id, text))));
        return view;
    }

    const Visit& visit_;
    const Comparison& comparison_;
    const ComparedText &a_, &b_;
    ComparisonChoice choice_;
    std::string added_, removed_;
    bool in_notes_ = false;
};

List counts_of(const Visit& visit, const Comparison& comparison) {
    List counts;
    for (const concordance::ChangeCount& count : concordance::counted(comparison)) {
        counts.push_back(visit.html("compare.count", {{"change", change_code(count.change)}, {"count", count.count}}));
    }
    return counts;
}

List citations_of(const Visit& visit, const Comparison& comparison, ComparisonChoice choice) {
    List list;
    for (const concordance::CitationChange& change : comparison.citations) {
        if (change.rolls && choice.rolls == ComparisonChoice::Rolls::folded) continue;
        const std::string in = change.in_b ? *change.in_b : change.in_a.value_or("");
        list.push_back(View{{"before", change.a.value_or("")}, {"after", change.b.value_or("")}, {"place", in.empty() ? std::string() : place_in_words(visit, in)}});
    }
    return list;
}

List proposals_of(const Visit& visit, const Side& side) {
    List list;
    for (const document::Proposal& proposal : side.proposals) {
        List authors;
        for (const std::string& author : proposal.authors) authors.push_back(author);
        list.push_back(View{{"place", place_in_words(visit, proposal.paragraph)}, {"authors", std::move(authors)}, {"words", proposal.words}, {"struck", proposal.struck}, {"lang", side.document.language}});
    }
    return list;
}

View heading_of(const Visit& visit, const ComparedText& text) {
    const Side& side = text.side;
    const auto& date = side.document.date_adopted ? side.document.date_adopted : side.document.date_distributed;
    return {{"name", side.name}, {"address", text.address}, {"title", or_nothing(side.document.title)}, {"lang", side.document.language}, {"date", date ? Value(visit.words.date(*date)) : Value("")}};
}

}  // namespace

Html marked_spans(const std::vector<Span>& spans, const SpanMarks& marks) { return {Marker(marks).write(spans)}; }

View comparison_view(const Visit& visit, const ComparedText& a, const ComparedText& b, ComparisonChoice choice) {
    const Comparison comparison = concordance::compare(a.side, b.side);
    View view = Rows(visit, comparison, a, b, choice).make();
    view.put("heading_a", heading_of(visit, a));
    view.put("heading_b", heading_of(visit, b));
    view.put("side_by_side", choice.layout == ComparisonChoice::Layout::side_by_side);
    view.put("counts", counts_of(visit, comparison));
    view.put("identical", std::all_of(comparison.pairs.begin(), comparison.pairs.end(), [](const Pair& pair) { return pair.change == Change::unchanged; }));
    view.put("cited_otherwise", citations_of(visit, comparison, choice));
    view.put("proposals_a", proposals_of(visit, a.side));
    view.put("proposals_b", proposals_of(visit, b.side));
    return view;
}

}  // namespace comity::web
