#include <algorithm>

#include <fmt/format.h>

#include "concordance/comparison_forms.hpp"

namespace comity::concordance {

namespace {

using document::Document;
using document::Emphasis;
using document::StyledText;

// Words of an equal stretch that are shown at each end of it; what is much longer is cut.
constexpr std::size_t shown_words = 24;

std::string in_words(const ChangeCount& count) {
    const auto were = count.count == 1 ? "was" : "were";
    switch (count.change) {
        case Change::unchanged: return fmt::format("{} {} the same", count.count, count.count == 1 ? "is" : "are");
        case Change::renumbered: return fmt::format("{} only renumbered", count.count);
        case Change::editorial: return fmt::format("{} edited in case or signs", count.count);
        case Change::changed: return fmt::format("{} changed", count.count);
        case Change::moved: return fmt::format("{} moved", count.count);
        case Change::moved_changed: return fmt::format("{} moved and changed", count.count);
        case Change::added: return fmt::format("{} {} added", count.count, were);
        case Change::removed: return fmt::format("{} {} removed", count.count, were);
        case Change::split: return fmt::format("{} parts of paragraphs that were split", count.count);
        case Change::merged: break;
    }
    return fmt::format("{} parts of paragraphs that were merged", count.count);
}

/// "… the last words": the middle of a long stretch is left out.
std::string shortened(const std::string& text) {
    std::vector<std::size_t> blanks;
    for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) blanks.push_back(at);
    if (blanks.size() < shown_words * 3) return text;
    return text.substr(0, blanks[shown_words]) + " […]" + text.substr(blanks[blanks.size() - shown_words]);
}

class TextWriter {
public:
    TextWriter(const Comparison& comparison, const Document& a, const Document& b, const CompareTextOptions& options)
        : comparison_(comparison), a_(a), b_(b), options_(options) {}

    std::string write() {
        if (!options_.notice.empty()) put({{options_.notice, {}}}), text_ += '\n';
        const auto name = [](const std::string& given, const Document& document) { return !given.empty() ? given : document.symbol.value_or("a text without symbol"); };
        put({{fmt::format("{} -> {}", name(options_.name_a, a_), name(options_.name_b, b_)), Emphasis::bold}});
        if (b_.title) put({{*b_.title, {}}});
        if (a_.title && a_.title != b_.title) put({{"before: " + *a_.title, {}}});
        text_ += '\n';
        put({{counts_in_words(comparison_), {}}});
        for (const Pair& pair : comparison_.pairs) {
            if (pair.change != Change::unchanged && pair.change != Change::renumbered) this->pair(pair);
        }
        citations();
        return std::move(text_);
    }

private:
    void put(const std::vector<StyledText>& texts, std::size_t indent = 0) {
        text_ += document::wrapped(texts, {.width = options_.width, .first = std::string(indent, ' '), .indent = indent, .escapes = options_.escapes});
    }

    void pair(const Pair& pair) {
        std::string head = pair.a && pair.b ? (*pair.a == *pair.b ? *pair.a : *pair.a + " -> " + *pair.b) : pair.a.value_or(pair.b.value_or(""));
        std::string what(name_of(pair.change));
        if (pair.only_rolls) what += ", only dates and numbers went on";
        text_ += '\n';
        put({{head, Emphasis::bold}, {"  " + what, {}}});
        std::vector<StyledText> texts;
        const bool alone = !pair.a || !pair.b;
        for (const Span& span : pair.spans) {
            if (span.op == SpanOp::equal) {
                texts.push_back({shortened(span.text), {}});
                continue;
            }
            // The blank before a word that came or went is not underlined with it.
            const bool blank = span.text.size() > 1 && span.text[0] == ' ';
            if (blank) texts.push_back({" ", {}});
            texts.push_back(marked(span, blank ? span.text.substr(1) : span.text, alone));
        }
        put(texts, 4);
    }

    /// What came or went as a whole needs no marks around it.
    [[nodiscard]] StyledText marked(const Span& span, const std::string& text, bool alone) const {
        const bool removed = span.op == SpanOp::remove;
        if (options_.escapes == document::Escapes::ansi) return {text, removed ? Emphasis::struck : Emphasis::underlined};
        if (alone) return {text, {}};
        return {removed ? "[-" + text + "-]" : "{+" + text + "+}", {}};
    }

    void citations() {
        if (comparison_.citations.empty()) return;
        text_ += '\n';
        put({{"Citations", Emphasis::bold}});
        for (const CitationChange& change : comparison_.citations) {
            const std::string in = change.in_b.value_or(change.in_a.value_or(""));
            const std::string what = change.a && change.b ? *change.a + " -> " + *change.b : change.a ? *change.a + " no longer" : change.b.value_or("") + " new";
            put({{fmt::format("{}  ({})", what, in), {}}}, 4);
        }
    }

    const Comparison& comparison_;
    const Document& a_;
    const Document& b_;
    const CompareTextOptions& options_;
    std::string text_;
};

}  // namespace

std::string counts_in_words(const Comparison& comparison) {
    std::string words;
    for (const ChangeCount& count : counted(comparison)) words += (words.empty() ? "" : ", ") + in_words(count);
    const auto rolls = std::count_if(comparison.pairs.begin(), comparison.pairs.end(), [](const Pair& pair) { return pair.only_rolls; });
    if (rolls > 0) words += fmt::format("; in {} of them only dates and numbers went on", rolls);
    if (words.empty()) return "neither has any words";
    return fmt::format("Of the paragraphs and notes {}. {:.0f} of 100 words are common.", words, comparison.similarity * 100);
}

std::string to_text(const Comparison& comparison, const Document& a, const Document& b, const CompareTextOptions& options) {
    return TextWriter(comparison, a, b, options).write();
}

}  // namespace comity::concordance
