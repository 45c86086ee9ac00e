#include <algorithm>
#include <deque>
#include <map>

#include <fmt/format.h>

#include "concordance/comparison_forms.hpp"
#include "concordance/precedents.hpp"
#include "document/pieces.hpp"
#include "document/word_text.hpp"

namespace comity::concordance {

namespace {

namespace word = document::word;
using document::Document;
using word::Standing;
using word::Stretch;
using word::Track;

/// What becomes a paragraph of the file: the document's own, and what stands around them.
struct Slot {
    word::Style style;
    std::string text;
    std::optional<std::size_t> paragraph = {};  ///< of the document
    std::string mark = {};                      ///< of a note that is marked nowhere
};

struct Side {
    explicit Side(const Document& of) : document(of), text(of) {
        if (of.symbol) slots.push_back({word::Style::symbol, *of.symbol});
        if (of.title) slots.push_back({word::Style::title, *of.title});
        for (std::size_t i = 0; i < of.paragraphs.size(); ++i) {
            const document::Paragraph& paragraph = of.paragraphs[i];
            if (std::string organ = document::organ_line_before(of, paragraph); !organ.empty()) slots.push_back({word::Style::organ, std::move(organ)});
            by_id.emplace(paragraph.id, slots.size());
            slots.push_back({word::style_of(paragraph.kind), paragraph.text, i});
        }
        for (const document::Footnote* note : text.loose_notes()) {
            by_id.emplace("fn" + note->mark, slots.size());
            slots.push_back({word::Style::note, note->text, {}, std::string(document::printed_mark(note->mark))});
        }
    }

    const Document& document;
    word::TextSide text;
    std::vector<Slot> slots;
    std::map<std::string, std::size_t, std::less<>> by_id;  ///< slots of paragraphs and of notes that are marked nowhere
};

/// A slot of A with what it became in B, with the words of both.
struct Tie {
    std::size_t a = 0, b = 0;
    std::vector<Span> spans;
};

/// What stays in its place: one tie, the parts of a slot that was split, or the slots that were merged into one.
struct Anchor {
    std::vector<Tie> ties;
    std::size_t weight = 1;
    [[nodiscard]] std::size_t a_first() const { return ties.front().a; }
    [[nodiscard]] std::size_t a_last() const { return ties.back().a; }
    [[nodiscard]] std::size_t b_first() const { return ties.front().b; }
    [[nodiscard]] std::size_t b_last() const { return ties.back().b; }
};

std::string side_of(const std::vector<Span>& spans, SpanOp own) {
    std::string text;
    for (const Span& span : spans) {
        if (span.op == SpanOp::equal || span.op == own) text += span.text;
    }
    return text;
}

/// The heaviest set of anchors that come one behind the other in both texts. What is not among them must move.
std::vector<Anchor> in_one_order(std::vector<Anchor> anchors, std::size_t slots_of_b) {
    std::sort(anchors.begin(), anchors.end(), [](const Anchor& x, const Anchor& y) { return std::pair(x.a_first(), x.b_first()) < std::pair(y.a_first(), y.b_first()); });
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    struct Best {
        std::size_t weight = 0, anchor = none;
    };
    std::vector<Best> up_to(slots_of_b + 1);  // a binary indexed tree by the last slot of B
    std::vector<Best> chain(anchors.size());
    std::vector<std::size_t> by_end(anchors.size());
    for (std::size_t i = 0; i < anchors.size(); ++i) by_end[i] = i;
    std::sort(by_end.begin(), by_end.end(), [&](std::size_t x, std::size_t y) { return std::pair(anchors[x].a_last(), x) < std::pair(anchors[y].a_last(), y); });
    Best best;
    auto ended = by_end.begin();
    for (std::size_t i = 0; i < anchors.size(); ++i) {
        for (; ended != by_end.end() && anchors[*ended].a_last() < anchors[i].a_first(); ++ended) {
            for (std::size_t at = anchors[*ended].b_last() + 1; at < up_to.size(); at += at & (~at + 1)) {
                if (chain[*ended].weight > up_to[at].weight) up_to[at] = {chain[*ended].weight, *ended};
            }
        }
        Best before;
        for (std::size_t at = anchors[i].b_first(); at > 0; at -= at & (~at + 1)) {
            if (up_to[at].weight > before.weight) before = up_to[at];
        }
        chain[i] = {before.weight + anchors[i].weight, before.anchor};
        if (chain[i].weight > best.weight) best = {chain[i].weight, i};
    }
    std::vector<Anchor> kept;
    for (std::size_t at = best.anchor; at != none; at = chain[at].anchor) kept.push_back(std::move(anchors[at]));
    std::reverse(kept.begin(), kept.end());
    return kept;
}

class WordWriter {
public:
    WordWriter(const Comparison& comparison, const Document& a, const Document& b)
        : comparison_(comparison),
          a_(a),
          b_(b),
          maker_(a_.text.first_counted() && a_.text.first_counted() == b_.text.first_counted() ? word::TextMaker::Counting::by_word_processor : word::TextMaker::Counting::as_printed,
                 [this](const document::Footnote& before, const document::Footnote& after) { return note(before, after); }) {}

    std::string write(const CompareWordOptions& options) {
        const auto name = [](const std::string& given, const Document& document) { return !given.empty() ? given : document.symbol.value_or("a text without symbol"); };
        const std::string before = name(options.name_a, a_.document), after = name(options.name_b, b_.document);
        file_.language = b_.document.language;
        file_.title = before + " → " + after;
        file_.about = counts_in_words(comparison_);
        file_.notice = options.notice;
        file_.author = after;
        file_.date = b_.document.date_adopted ? b_.document.date_adopted : b_.document.date_distributed;
        file_.first_footnote = b_.text.first_counted().value_or(1);
        plan();
        join_lists();
        emit();
        file_.footnotes = std::move(maker_.footnotes);
        return word::bytes_of(file_);
    }

private:
    // --- which slots stay, which move ----------------------------------------------------------------------------------------

    void plan() {
        std::vector<Anchor> anchors = around_the_paragraphs();
        std::map<std::string, std::vector<const Pair*>> splits, merges;
        for (const Pair& pair : comparison_.pairs) {
            if (pair.a && pair.b && pair.a->starts_with("fn")) notes_.emplace(std::pair(*pair.a, *pair.b), &pair);
            if (!pair.a || !pair.b) continue;
            const auto a = a_.by_id.find(*pair.a), b = b_.by_id.find(*pair.b);
            if (a == a_.by_id.end() || b == b_.by_id.end()) continue;
            if (pair.change == Change::split) {
                splits[*pair.a].push_back(&pair);
            } else if (pair.change == Change::merged) {
                merges[*pair.b].push_back(&pair);
            } else if (pair.change == Change::moved || pair.change == Change::moved_changed) {
                moves_.push_back({a->second, b->second, pair.spans});
            } else {
                anchors.push_back({{{a->second, b->second, pair.spans}}, 1 + pair.spans.size() + a_.slots[a->second].text.size()});
            }
        }
        for (const auto& [id, pairs] : splits) add_group(anchors, pairs);
        for (const auto& [id, pairs] : merges) add_group(anchors, pairs);
        const std::vector<Anchor> all = anchors;
        anchors_ = in_one_order(std::move(anchors), b_.slots.size());
        for (const Anchor& anchor : all) {
            const bool stays = std::any_of(anchors_.begin(), anchors_.end(), [&](const Anchor& kept) { return kept.a_first() == anchor.a_first() && kept.b_first() == anchor.b_first(); });
            if (!stays && anchor.ties.size() == 1 && a_.slots[anchor.a_first()].paragraph) moves_.push_back(anchor.ties[0]);
        }
        // Without a word in common nothing was moved: one went, another came.
        std::erase_if(moves_, [](const Tie& move) { return std::none_of(move.spans.begin(), move.spans.end(), [](const Span& span) { return span.op == SpanOp::equal && !span.text.empty(); }); });
        for (std::size_t i = 0; i < moves_.size(); ++i) {
            moved_from_.emplace(moves_[i].a, i);
            moved_to_.emplace(moves_[i].b, i);
        }
    }

    /// Symbol, title and the organ's lines: the first with the first, and so on.
    [[nodiscard]] std::vector<Anchor> around_the_paragraphs() const {
        std::vector<Anchor> anchors;
        for (const word::Style style : {word::Style::symbol, word::Style::title, word::Style::organ}) {
            std::size_t a = 0, b = 0;
            const auto next = [&](const Side& side, std::size_t from) {
                while (from < side.slots.size() && (side.slots[from].style != style || side.slots[from].paragraph)) ++from;
                return from;
            };
            for (a = next(a_, 0), b = next(b_, 0); a < a_.slots.size() && b < b_.slots.size(); a = next(a_, a + 1), b = next(b_, b + 1)) {
                anchors.push_back({{{a, b, spans_between(a_.slots[a].text, b_.slots[b].text)}}});
            }
        }
        return anchors;
    }

    /// Parts of one paragraph stay if they stand in one order on both sides. Between them are blanks that the text of the whole has.
    void add_group(std::vector<Anchor>& anchors, const std::vector<const Pair*>& pairs) const {
        Anchor anchor;
        for (const Pair* pair : pairs) anchor.ties.push_back({a_.by_id.find(*pair->a)->second, b_.by_id.find(*pair->b)->second, pair->spans});
        std::sort(anchor.ties.begin(), anchor.ties.end(), [](const Tie& x, const Tie& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
        const bool is_split = pairs[0]->change == Change::split;
        const std::string& whole = is_split ? a_.slots[anchor.a_first()].text : b_.slots[anchor.b_first()].text;
        const SpanOp of_whole = is_split ? SpanOp::remove : SpanOp::insert;
        std::size_t at = 0;
        for (std::size_t i = 0; i < anchor.ties.size(); ++i) {
            Tie& tie = anchor.ties[i];
            const std::string part = side_of(tie.spans, of_whole);
            if (whole.compare(at, part.size(), part) != 0) return;
            at += part.size();
            const std::size_t next = std::min(whole.find_first_not_of(' ', at), whole.size());
            if (next > at) tie.spans.push_back({of_whole, whole.substr(at, next - at)});
            at = next;
            anchor.weight += part.size();
        }
        if (at == whole.size()) anchors.push_back(std::move(anchor));
    }

    /// Lists whose paragraphs became each other's are one, so that nothing is tracked where numbers only follow.
    void join_lists() {
        file_.lists = a_.text.numbering().lists;
        const std::vector<word::List>& lists = b_.text.numbering().lists;
        std::map<std::pair<std::size_t, std::size_t>, std::size_t> together;
        for (const Anchor& anchor : anchors_) {
            for (const Tie& tie : anchor.ties) {
                const auto a = list_of(a_, tie.a), b = list_of(b_, tie.b);
                if (a && b && file_.lists[*a] == lists[*b]) ++together[{*a, *b}];
            }
        }
        std::vector<std::pair<std::size_t, std::pair<std::size_t, std::size_t>>> most;
        most.reserve(together.size());
        for (const auto& [pair, count] : together) most.emplace_back(count, pair);
        std::stable_sort(most.begin(), most.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
        std::map<std::size_t, std::size_t> taken;
        for (const auto& [count, pair] : most) {
            if (!lists_of_b_.contains(pair.second) && taken.emplace(pair.first, pair.second).second) lists_of_b_.emplace(pair.second, pair.first);
        }
        for (std::size_t i = 0; i < lists.size(); ++i) {
            if (!lists_of_b_.emplace(i, file_.lists.size()).second) continue;
            file_.lists.push_back(lists[i]);
        }
    }

    static std::optional<std::size_t> list_of(const Side& side, std::size_t slot) {
        return side.slots[slot].paragraph ? side.text.numbering().of_paragraph[*side.slots[slot].paragraph] : std::nullopt;
    }

    // --- the paragraphs of the file --------------------------------------------------------------------------------------------

    void emit() {
        std::size_t a = 0, b = 0;
        for (const Anchor& anchor : anchors_) {
            between(a, anchor.a_first(), b, anchor.b_first());
            this->anchor(anchor);
            a = anchor.a_last() + 1;
            b = anchor.b_last() + 1;
        }
        between(a, a_.slots.size(), b, b_.slots.size());
        lend_places();
    }

    /// Of a paragraph with changes of several kinds LibreOffice leaves the place behind when it goes, to the one that then follows. So it has that
    /// one's place by then, which is a change by itself.
    void lend_places() {
        std::optional<word::Place> accepted, rejected;  // of what follows then
        for (auto block = file_.blocks.rbegin(); block != file_.blocks.rend(); ++block) {
            auto& paragraph = std::get<word::Paragraph>(*block);
            const word::Place own = paragraph.place, own_before = paragraph.place_before.value_or(own);
            const bool mixed = std::any_of(paragraph.runs.begin(), paragraph.runs.end(), [&](const word::Run& run) { return run.track != paragraph.runs[0].track; });
            const bool goes = paragraph.mark == Track::deleted || paragraph.mark == Track::moved_from, comes = paragraph.mark == Track::inserted || paragraph.mark == Track::moved_to;
            if (goes && mixed && accepted && *accepted != own) {
                paragraph.place_before = own_before;
                paragraph.place = *accepted;
            }
            if (comes && mixed && rejected && *rejected != own) paragraph.place_before = *rejected;
            if (!goes) accepted = own;
            if (!comes) rejected = own_before;
        }
    }

    void between(std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end) {
        for (; a < a_end; ++a) alone(a_, a, moved_from_, Track::deleted, Track::moved_from);
        for (; b < b_end; ++b) alone(b_, b, moved_to_, Track::inserted, Track::moved_to);
    }

    /// A slot of one side: gone or come, or one end of a move. What changed on the way is told where it went from and where it came to.
    void alone(const Side& side, std::size_t slot, const std::map<std::size_t, std::size_t>& moves, Track changed, Track moved) {
        const auto move = moves.find(slot);
        word::Paragraph paragraph{.place = place_of(side, slot), .mark = move == moves.end() ? changed : moved};
        std::vector<Stretch> stretches;
        if (move == moves.end()) {
            stretches.push_back({changed, side.slots[slot].text});
        } else {
            paragraph.move = move->second + 1;
            const SpanOp own = changed == Track::deleted ? SpanOp::remove : SpanOp::insert;
            for (const Span& span : moves_[move->second].spans) {
                if (span.op == SpanOp::equal) stretches.push_back({moved, span.text});
                if (span.op == own) stretches.push_back({changed, span.text});
            }
        }
        paragraph.runs = number_of(side, slot, paragraph.mark);
        const Standing standing = standing_of(side, slot, 0);
        add_runs(paragraph, side.slots[slot], stretches, changed == Track::deleted ? standing : Standing{}, changed == Track::inserted ? standing : Standing{});
        file_.blocks.emplace_back(std::move(paragraph));
    }

    void anchor(const Anchor& anchor) {
        const bool is_split = anchor.b_first() != anchor.b_last();
        std::size_t from_a = 0, from_b = 0;  // bytes of the whole that its former parts have
        for (std::size_t i = 0; i < anchor.ties.size(); ++i) {
            const Tie& tie = anchor.ties[i];
            const bool last = i + 1 == anchor.ties.size();
            // Word processors differ in whether the first or the last of joined paragraphs keeps its place: here all have the same.
            word::Paragraph paragraph{.place = place_of(b_, tie.b), .mark = last ? Track::kept : is_split ? Track::inserted : Track::deleted};
            if (place_of(a_, tie.a) != paragraph.place) paragraph.place_before = place_of(a_, tie.a);
            numbers(paragraph, i == 0 || !is_split ? &tie.a : nullptr, i == 0 || is_split ? &tie.b : nullptr);
            std::vector<Stretch> stretches;
            for (const Span& span : tie.spans) stretches.push_back({span.op == SpanOp::equal ? Track::kept : span.op == SpanOp::remove ? Track::deleted : Track::inserted, span.text});
            add_runs(paragraph, b_.slots[tie.b], stretches, standing_of(a_, tie.a, from_a), standing_of(b_, tie.b, from_b));
            file_.blocks.emplace_back(std::move(paragraph));
            if (last) break;
            if (is_split) {
                from_a += side_of(tie.spans, SpanOp::remove).size();
                between(0, 0, tie.b + 1, anchor.ties[i + 1].b);
            } else {
                from_b += side_of(tie.spans, SpanOp::insert).size();
                between(tie.a + 1, anchor.ties[i + 1].a, 0, 0);
            }
        }
    }

    /// Printed numbers of both sides, where they are text; one side may have none here.
    void numbers(word::Paragraph& paragraph, const std::size_t* a, const std::size_t* b) const {
        const auto of = [&](const Side& side, const std::size_t* slot, Track track) { return slot == nullptr ? std::vector<word::Run>{} : number_of(side, *slot, track); };
        paragraph.runs = of(b_, b, Track::kept);
        if (of(a_, a, Track::kept) == paragraph.runs) return;
        paragraph.runs = of(a_, a, Track::deleted);
        for (word::Run& run : of(b_, b, Track::inserted)) paragraph.runs.push_back(std::move(run));
    }

    [[nodiscard]] std::vector<word::Run> number_of(const Side& side, std::size_t slot, Track track) const {
        const Slot& of = side.slots[slot];
        if (of.paragraph) return word::number_runs(side.document.paragraphs[*of.paragraph], list_of(side, slot).has_value(), track);
        if (of.mark.empty()) return {};
        return {{.text = of.mark, .letters = {.raised = true}, .track = track}, word::tab(track)};
    }

    [[nodiscard]] word::Place place_of(const Side& side, std::size_t slot) const {
        const Slot& of = side.slots[slot];
        if (!of.paragraph) return {.style = of.style, .hangs = !of.mark.empty()};
        const auto list = list_of(side, slot);
        word::Place place = word::place_of(side.document.paragraphs[*of.paragraph], list.has_value());
        if (list) place.list = &side == &b_ ? lists_of_b_.at(*list) : *list;
        return place;
    }

    static Standing standing_of(const Side& side, std::size_t slot, std::size_t from) {
        return side.slots[slot].paragraph ? Standing{&side.text, *side.slots[slot].paragraph, from} : Standing{};
    }

    void add_runs(word::Paragraph& paragraph, const Slot& slot, const std::vector<Stretch>& stretches, const Standing& before, const Standing& after) {
        std::vector<word::Run> runs = maker_.runs(stretches, before, after);
        for (word::Run& run : runs) {
            if (slot.style == word::Style::organ) run.letters.opening = true;
            paragraph.runs.push_back(std::move(run));
        }
    }

    std::optional<std::vector<Stretch>> note(const document::Footnote& before, const document::Footnote& after) const {
        const auto pair = notes_.find({"fn" + before.mark, "fn" + after.mark});
        if (pair == notes_.end()) return std::nullopt;
        std::vector<Stretch> stretches;
        for (const Span& span : pair->second->spans) stretches.push_back({span.op == SpanOp::equal ? Track::kept : span.op == SpanOp::remove ? Track::deleted : Track::inserted, span.text});
        return stretches;
    }

    const Comparison& comparison_;
    Side a_, b_;
    word::TextMaker maker_;
    word::File file_;
    std::vector<Anchor> anchors_;
    std::vector<Tie> moves_;
    std::map<std::size_t, std::size_t> moved_from_, moved_to_;  ///< by slot, which move
    std::map<std::pair<std::string, std::string>, const Pair*> notes_;
    std::map<std::size_t, std::size_t> lists_of_b_;             ///< which list of the file
};

}  // namespace

std::string to_docx(const Comparison& comparison, const Document& a, const Document& b, const CompareWordOptions& options) {
    return WordWriter(comparison, a, b).write(options);
}

}  // namespace comity::concordance
