#include "concordance/comparison.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "concordance/alignment.hpp"
#include "concordance/citation_changes.hpp"
#include "concordance/parts.hpp"
#include "concordance/units.hpp"
#include "concordance/word_diff.hpp"

namespace comity::concordance {

namespace {

using document::Document;

std::size_t matched_words(const Tokens& tokens, const WordMatches& matches) {
    return static_cast<std::size_t>(std::count_if(matches.begin(), matches.end(), [&](const WordMatch& match) { return tokens[match.a].kind == TokenKind::word; }));
}

std::size_t words_of(std::span<const Token> tokens) {
    return static_cast<std::size_t>(std::count_if(tokens.begin(), tokens.end(), [](const Token& token) { return token.kind == TokenKind::word; }));
}

/// What the spans say: nothing differs, only what is editorial, only that and what went on in time, or words.
enum class Difference { none, editorial, rolls, words };

Difference difference_of(const std::vector<Span>& spans) {
    auto difference = Difference::none;
    for (const Span& span : spans) {
        const auto of_span = span.op == SpanOp::equal ? Difference::none : span.editorial ? Difference::editorial : span.rolls ? Difference::rolls : Difference::words;
        difference = std::max(difference, of_span);
    }
    return difference;
}

class Comparer {
public:
    Comparer(const Document& a, const Document& b) : workspace_(a, b), a_(workspace_.a()), b_(workspace_.b()) {}

    Comparison compare() {
        const auto alignments = align(workspace_);
        std::vector<char> linked_a(a_.units.size(), 0), linked_b(b_.units.size(), 0);
        std::map<std::uint32_t, std::vector<std::uint32_t>> splits, merges;
        for (const auto& [link, matches] : alignments) {
            linked_a[link.a] = linked_b[link.b] = 1;
            if (link.kind == Link::Kind::whole) whole(link, matches);
            if (link.kind == Link::Kind::split) splits[link.a].push_back(link.b);
            if (link.kind == Link::Kind::merged) merges[link.b].push_back(link.a);
        }
        for (const auto& [unit, parts] : splits) split(unit, parts);
        for (const auto& [unit, parts] : merges) merge(unit, parts);
        for (std::size_t i = 0; i < a_.units.size(); ++i) {
            if (!linked_a[i]) alone(a_.units[i], SpanOp::remove);
        }
        for (std::size_t j = 0; j < b_.units.size(); ++j) {
            if (!linked_b[j]) alone(b_.units[j], SpanOp::insert);
        }
        const std::size_t all = words_in(a_) + words_in(b_);
        comparison_.similarity = all == 0 ? 1 : 2 * static_cast<double>(common_) / static_cast<double>(all);
        return std::move(comparison_);
    }

private:
    static std::size_t words_in(const Side& side) {
        std::size_t sum = 0;
        for (const Unit& unit : side.units) sum += unit.words;
        return sum;
    }

    void finish(Pair pair, std::size_t common, std::size_t words) {
        common_ += common;
        pair.similarity = words == 0 ? 1 : 2 * static_cast<double>(common) / static_cast<double>(words);
        pair.only_rolls = difference_of(pair.spans) == Difference::rolls;
        comparison_.pairs.push_back(std::move(pair));
    }

    void whole(const Link& link, const WordMatches& matches) {
        const Unit &a = a_.units[link.a], &b = b_.units[link.b];
        Pair pair{a.id, b.id};
        if (a.text == b.text) {
            if (!a.text.empty()) pair.spans.push_back({SpanOp::equal, std::string(a.text)});
            pair.change = link.moved ? Change::moved : a.id == b.id ? Change::unchanged : Change::renumbered;
            finish(std::move(pair), a.words, 2 * std::size_t{a.words});
            return;
        }
        const Passage x{a.text, a.tokens}, y{b.text, b.tokens};
        const std::size_t common = matched_words(a.tokens, matches);
        pair.spans = spans_of(x, y, matches);
        const bool words_differ = difference_of(pair.spans) >= Difference::rolls;
        pair.change = link.moved ? (words_differ ? Change::moved_changed : Change::moved) : words_differ ? Change::changed : Change::editorial;
        finish(std::move(pair), common, std::size_t{a.words} + b.words);
    }

    void split(std::uint32_t unit, const std::vector<std::uint32_t>& parts) {
        for (const Part& part : cut_into_parts(a_.units[unit], b_.units, parts, workspace_.word_weights())) {
            Pair pair{a_.units[unit].id, b_.units[part.unit].id, Change::split};
            pair.spans = spans_of(part.whole, part.part, part.matches);
            finish(std::move(pair), matched_words(part.whole_tokens, part.matches), words_of(part.whole.tokens) + words_of(part.part.tokens));
        }
    }

    void merge(std::uint32_t unit, const std::vector<std::uint32_t>& parts) {
        for (const Part& part : cut_into_parts(b_.units[unit], a_.units, parts, workspace_.word_weights())) {
            Pair pair{a_.units[part.unit].id, b_.units[unit].id, Change::merged};
            WordMatches turned = part.matches;
            for (WordMatch& match : turned) std::swap(match.a, match.b);
            pair.spans = spans_of(part.part, part.whole, turned);
            finish(std::move(pair), matched_words(part.whole_tokens, part.matches), words_of(part.whole.tokens) + words_of(part.part.tokens));
        }
    }

    void alone(const Unit& unit, SpanOp op) {
        Pair pair;
        (op == SpanOp::remove ? pair.a : pair.b) = unit.id;
        pair.change = op == SpanOp::remove ? Change::removed : Change::added;
        if (!unit.text.empty()) pair.spans.push_back({op, std::string(unit.text)});
        comparison_.pairs.push_back(std::move(pair));
    }

    Workspace workspace_;
    const Side& a_;
    const Side& b_;
    Comparison comparison_;
    std::size_t common_ = 0;
};

/// Where units stand, by their ids; footnotes behind all paragraphs.
std::map<std::string, std::size_t, std::less<>> places(const Document& document) {
    std::map<std::string, std::size_t, std::less<>> found;
    std::size_t place = 0;
    for (const auto& paragraph : document.paragraphs) found.emplace(paragraph.id, place++);
    for (const auto& footnote : document.footnotes) found.emplace("fn" + footnote.mark, place++);
    return found;
}

/// By B; what was removed behind the partner of what stood before it in A.
void put_in_order(std::vector<Pair>& pairs, const Document& a, const Document& b) {
    const auto in_a = places(a), in_b = places(b);
    const std::size_t notes = b.paragraphs.size();
    std::vector<std::size_t> behind(in_a.size(), 0);  // by place in A: one more than the place in B of the last partner up to here
    std::vector<char> stays(in_a.size(), 0);
    for (const Pair& pair : pairs) {
        if (!pair.a || !pair.b || pair.change == Change::moved || pair.change == Change::moved_changed) continue;
        const std::size_t place = in_a.find(*pair.a)->second;
        behind[place] = std::max(behind[place], in_b.find(*pair.b)->second + 1);
        stays[place] = 1;
    }
    for (std::size_t i = 0; i < behind.size(); ++i) {
        if (!stays[i]) behind[i] = i == a.paragraphs.size() ? notes : i > 0 ? behind[i - 1] : 0;
        if (i >= a.paragraphs.size()) behind[i] = std::max(behind[i], notes);
    }
    struct Key {
        std::size_t in_b, in_a;
        bool alone;
        std::size_t index;
        auto operator<=>(const Key&) const = default;
    };
    std::vector<Key> keys;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const Pair& pair = pairs[i];
        const std::size_t place_a = pair.a ? in_a.find(*pair.a)->second : 0;
        // A removed footnote comes behind the notes' pairs; a removed paragraph between the partner before it and the next.
        const std::size_t place_b = pair.b ? 2 * in_b.find(*pair.b)->second + 1 : 2 * behind[place_a];
        keys.push_back({place_b, place_a, !pair.b, i});
    }
    std::sort(keys.begin(), keys.end());
    std::vector<Pair> ordered;
    ordered.reserve(pairs.size());
    for (const Key& key : keys) ordered.push_back(std::move(pairs[key.index]));
    pairs = std::move(ordered);
}

/// The symbol; a draft may have none and goes by its file.
std::optional<std::string> name_of(const Document& document) {
    return document.symbol || document.sha256.empty() ? document.symbol : std::optional(document.sha256);
}

/// So that swapping the documents mirrors the comparison exactly, it is always made from the same one of them.
bool comes_first(const Document& a, const Document& b) {
    const auto by_text = [](const auto& x, const auto& y) { return x.text < y.text; };
    const auto differ = [](const auto& x, const auto& y) { return x.text != y.text; };
    const auto compare = [&](const auto& x, const auto& y) {
        const auto end = static_cast<std::ptrdiff_t>(std::min(x.size(), y.size()));
        for (std::ptrdiff_t i = 0; i < end; ++i) {
            if (differ(x[static_cast<std::size_t>(i)], y[static_cast<std::size_t>(i)])) return by_text(x[static_cast<std::size_t>(i)], y[static_cast<std::size_t>(i)]) ? -1 : 1;
        }
        return x.size() < y.size() ? -1 : x.size() > y.size() ? 1 : 0;
    };
    const int paragraphs = compare(a.paragraphs, b.paragraphs);
    return paragraphs != 0 ? paragraphs < 0 : compare(a.footnotes, b.footnotes) <= 0;
}

}  // namespace

Comparison mirrored(Comparison comparison) {
    std::swap(comparison.a, comparison.b);
    for (Pair& pair : comparison.pairs) {
        std::swap(pair.a, pair.b);
        constexpr std::array swapped = {Change::unchanged, Change::renumbered, Change::editorial, Change::changed, Change::moved,
                                        Change::moved_changed, Change::removed, Change::added, Change::merged, Change::split};
        pair.change = swapped[static_cast<std::size_t>(pair.change)];
        for (Span& span : pair.spans) span.op = span.op == SpanOp::remove ? SpanOp::insert : span.op == SpanOp::insert ? SpanOp::remove : SpanOp::equal;
        // What was taken away stands before what came in its place.
        for (std::size_t i = 1; i < pair.spans.size(); ++i) {
            if (pair.spans[i - 1].op == SpanOp::insert && pair.spans[i].op == SpanOp::remove) std::swap(pair.spans[i - 1], pair.spans[i]);
        }
    }
    for (CitationChange& change : comparison.citations) {
        std::swap(change.a, change.b);
        std::swap(change.in_a, change.in_b);
    }
    return comparison;
}

Comparison compare(const Document& a, const Document& b) {
    Comparison comparison = comes_first(a, b) ? Comparer(a, b).compare() : mirrored(Comparer(b, a).compare());
    comparison.a = name_of(a);
    comparison.b = name_of(b);
    put_in_order(comparison.pairs, a, b);
    comparison.citations = citation_changes(a, b, comparison.pairs);
    return comparison;
}

std::vector<ChangeCount> counted(const Comparison& comparison) {
    std::array<std::size_t, 10> counts = {};
    for (const Pair& pair : comparison.pairs) ++counts[static_cast<std::size_t>(pair.change)];
    std::vector<ChangeCount> found;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0) found.push_back({static_cast<Change>(i), counts[i]});
    }
    return found;
}

std::string_view name_of(SpanOp op) noexcept {
    switch (op) {
        case SpanOp::equal: return "equal";
        case SpanOp::remove: return "delete";
        case SpanOp::insert: break;
    }
    return "insert";
}

std::string_view name_of(Change change) noexcept {
    constexpr std::array<std::string_view, 10> names = {"unchanged", "renumbered",     "editorial", "changed", "moved",
                                                        "moved, changed", "added", "removed",   "split",   "merged"};
    return names[static_cast<std::size_t>(change)];
}

namespace {

json::Value span_json(const Span& span) {
    json::Value value;
    value.put("op", name_of(span.op));
    value.put("text", span.text);
    if (span.editorial) value.put("editorial", true);
    if (span.rolls) value.put("rolls", true);
    return value;
}

/// To four digits, so that it reads the same everywhere.
double rounded(double share) { return static_cast<double>(std::llround(share * 10000)) / 10000; }

}  // namespace

json::Value to_json(const Comparison& comparison) {
    json::Array pairs, citations;
    for (const Pair& pair : comparison.pairs) {
        json::Value value;
        value.put("a", json::Value::of(pair.a));
        value.put("b", json::Value::of(pair.b));
        value.put("change", name_of(pair.change));
        value.put("similarity", rounded(pair.similarity));
        value.put("only_rolls", pair.only_rolls);
        json::Array spans;
        for (const Span& span : pair.spans) spans.push_back(span_json(span));
        value.put("spans", std::move(spans));
        pairs.push_back(std::move(value));
    }
    for (const CitationChange& change : comparison.citations) {
        json::Value value;
        value.put("a", json::Value::of(change.a));
        value.put("b", json::Value::of(change.b));
        value.put("in_a", json::Value::of(change.in_a));
        value.put("in_b", json::Value::of(change.in_b));
        value.put("rolls", change.rolls);
        citations.push_back(std::move(value));
    }
    json::Value value;
    value.put("a", json::Value::of(comparison.a));
    value.put("b", json::Value::of(comparison.b));
    value.put("similarity", rounded(comparison.similarity));
    value.put("pairs", std::move(pairs));
    value.put("citations", std::move(citations));
    return value;
}

}  // namespace comity::concordance
