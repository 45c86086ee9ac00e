#include "machinery/holdings/applying.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "machinery/holdings/identifying.hpp"
#include "machinery/holdings/sentences.hpp"
#include "text/text.hpp"

namespace comity::holdings {

using document::Document;
using document::LineRange;
using document::Paragraph;

namespace {

constexpr std::size_t anchor_words = 8;

FitOf fits() { return {Fit::applied, {}}; }
FitOf agrees() { return {Fit::agrees, {}}; }
FitOf no_longer(Said because) { return {Fit::no_longer_fits, std::move(because)}; }

bool begins_with(std::string_view text, const std::vector<text::Word>& words) {
    std::size_t at = 0;
    bool same = true;
    text::for_each_word(text, [&](std::string_view word, std::uint32_t, std::uint32_t) {
        if (at < words.size()) same = same && word == words[at++].folded;
    });
    return same && at == words.size();
}

/// Trailing blank or hyphen of a half.
std::string trimmed(std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : text.substr(first);
}

class Boundaries {
public:
    explicit Boundaries(Document& document) : document_(document) {}

    FitOf join(const Correction& correction) {
        const auto at = find_anchor(document_, *correction.anchor);
        if (!at) return no_longer(say(sentences::begins_no_more, correction.anchor->line, correction.anchor->words));
        auto& first = document_.paragraphs[*at];
        if (*at + 1 >= document_.paragraphs.size() || find_anchor(document_, *correction.second) != *at + 1) {
            if (!places_of(correction.second->words, first.text).empty()) return agrees();
            return no_longer(say(sentences::next_begins_no_more, correction.second->line, correction.second->words));
        }
        const Paragraph second = std::move(document_.paragraphs[*at + 1]);
        document_.paragraphs.erase(document_.paragraphs.begin() + static_cast<std::ptrdiff_t>(*at) + 1);
        const auto shift = static_cast<std::uint32_t>(first.text.size() + 1);
        first.text += " " + second.text;
        for (const auto& struck : second.struck) first.struck.push_back({struck.text, struck.at + shift});
        first.lines.insert(first.lines.end(), second.lines.begin(), second.lines.end());
        for (const auto& mark : second.footnotes) first.footnotes.push_back({mark.mark, mark.at + shift});
        for (auto& citation : document_.citations) {
            if (citation.in != second.id) continue;
            citation.in = first.id;
            citation.at += shift;
        }
        changed_ = true;
        return fits();
    }

    FitOf split(const Correction& correction) {
        const auto at = find_anchor(document_, *correction.anchor);
        if (!at) return no_longer(say(sentences::begins_no_more, correction.anchor->line, correction.anchor->words));
        if (const auto next = find_anchor(document_, *correction.second); next && *next > *at) return agrees();
        auto& first = document_.paragraphs[*at];
        const auto places = places_of(correction.second->words, first.text);
        if (places.size() != 1 || places.front() == 0) {
            return no_longer(say(sentences::words_no_more, correction.second->words, correction.anchor->line, correction.anchor->words));
        }
        Paragraph second = cut(first, places.front(), correction.second->line);
        if (correction.number && !correction.number->empty()) second.number = correction.number;
        document_.paragraphs.insert(document_.paragraphs.begin() + static_cast<std::ptrdiff_t>(*at) + 1, std::move(second));
        changed_ = true;
        return fits();
    }

    [[nodiscard]] bool changed() const { return changed_; }

private:
    Document& document_;
    bool changed_ = false;
    int cuts_ = 0;

    Paragraph cut(Paragraph& first, std::size_t place, std::uint32_t line) {
        const auto at = static_cast<std::uint32_t>(place);
        Paragraph second;
        second.id = fmt::format("cut {}", ++cuts_);  // until identify_again
        second.kind = first.kind;
        second.level = first.level;
        second.text = first.text.substr(place);
        first.text = trimmed(first.text.substr(0, place));
        const auto marks = std::stable_partition(first.footnotes.begin(), first.footnotes.end(), [&](const auto& mark) { return mark.at <= at; });
        for (auto mark = marks; mark != first.footnotes.end(); ++mark) second.footnotes.push_back({mark->mark, mark->at - at});
        first.footnotes.erase(marks, first.footnotes.end());
        const auto struck = std::stable_partition(first.struck.begin(), first.struck.end(), [&](const auto& words) { return words.at < at; });
        for (auto words = struck; words != first.struck.end(); ++words) second.struck.push_back({words->text, words->at - at});
        first.struck.erase(struck, first.struck.end());
        for (auto& citation : document_.citations) {
            if (citation.in != first.id || citation.at < at) continue;
            citation.in = second.id;
            citation.at -= at;
        }
        std::vector<LineRange> before;
        for (const auto& range : first.lines) {
            // A line on which both stand is counted to both.
            if (range.first <= line) before.push_back({range.first, std::min(range.last, line)});
            if (range.last >= line) second.lines.push_back({std::max(range.first, line), range.last});
        }
        if (before.empty()) before = first.lines;
        if (second.lines.empty()) second.lines = {first.lines.back()};
        first.lines = std::move(before);
        return second;
    }
};

FitOf set_paragraph(Document& document, const Correction& correction) {
    const auto at = find_anchor(document, *correction.anchor);
    if (!at) return no_longer(say(sentences::begins_no_more, correction.anchor->line, correction.anchor->words));
    auto& paragraph = document.paragraphs[*at];
    const Paragraph before = paragraph;
    if (correction.kind) {
        if (const auto kind = document::paragraph_kind_named(*correction.kind)) paragraph.kind = *kind;
    }
    if (correction.level) paragraph.level = *correction.level;
    if (correction.number) paragraph.number = correction.number->empty() ? std::nullopt : correction.number;
    if (correction.opening) {
        const std::size_t place = correction.opening->empty() ? 0 : paragraph.text.find(*correction.opening);
        if (place == std::string::npos) return no_longer(say(sentences::opening_no_more, *correction.opening));
        paragraph.opening = correction.opening->empty() ? std::nullopt : correction.opening;
        paragraph.opening_at = static_cast<std::uint32_t>(place);
    }
    return paragraph == before ? agrees() : fits();
}

}  // namespace

Anchor anchor_of(const Paragraph& paragraph) {
    std::uint32_t end = 0;
    std::size_t count = 0;
    text::for_each_word(paragraph.text, [&](std::string_view, std::uint32_t, std::uint32_t word_end) {
        if (count++ < anchor_words) end = word_end;
    });
    return {paragraph.lines.empty() ? 0 : paragraph.lines.front().first, count == 0 ? paragraph.text : paragraph.text.substr(0, end)};
}

std::optional<std::size_t> find_anchor(const Document& document, const Anchor& anchor) {
    const auto words = text::words(anchor.words);
    for (std::size_t i = 0; i < document.paragraphs.size(); ++i) {
        const auto& paragraph = document.paragraphs[i];
        if (paragraph.lines.empty() || paragraph.lines.front().first != anchor.line) continue;
        if (words.empty() ? paragraph.text == anchor.words : begins_with(paragraph.text, words)) return i;
    }
    return std::nullopt;
}

std::vector<std::size_t> places_of(std::string_view words, std::string_view text) {
    const auto wanted = text::words(words);
    const auto all = text::words(text);
    std::vector<std::size_t> places;
    if (wanted.empty()) return places;
    for (std::size_t i = 0; i + wanted.size() <= all.size(); ++i) {
        const auto same = [](const text::Word& a, const text::Word& b) { return a.folded == b.folded; };
        if (!std::equal(wanted.begin(), wanted.end(), all.begin() + static_cast<std::ptrdiff_t>(i), same)) continue;
        // An opening bracket or quotation mark belongs to the word behind it: to the place just behind the last blank.
        const std::size_t blank = text.rfind(' ', all[i].begin);
        places.push_back(blank == std::string_view::npos ? 0 : std::max(blank + 1, i == 0 ? std::size_t{0} : std::size_t{all[i - 1].end}));
    }
    return places;
}

Applied apply(Document reading, const std::vector<Correction>& corrections, const vocabulary::Vocabulary& vocabulary) {
    Applied result{std::move(reading), std::vector<FitOf>(corrections.size())};
    const auto each = [&](auto wanted, auto act) {
        for (std::size_t i = 0; i < corrections.size(); ++i) {
            if (!corrections[i].withdrawn && wanted(corrections[i].what)) result.fits[i] = act(corrections[i]);
        }
    };
    using What = Correction::What;
    Boundaries boundaries(result.document);
    each([](What what) { return what == What::join || what == What::split; },
         [&](const Correction& c) { return c.what == What::join ? boundaries.join(c) : boundaries.split(c); });
    bool renumber = boundaries.changed();
    each([](What what) { return what == What::paragraph; },
         [&](const Correction& c) {
             FitOf fit = set_paragraph(result.document, c);
             renumber = renumber || (fit.fit == Fit::applied && (c.kind || c.number || c.level));
             return fit;
         });
    if (renumber) identify_again(result.document);
    each([](What what) { return what == What::fact; },
         [&](const Correction& c) {
             if (fact_of(result.document, c.field) == c.value) return agrees();
             Said complaint = set_fact(result.document, c.field, c.value, vocabulary);
             return complaint.empty() ? fits() : no_longer(std::move(complaint));
         });
    return result;
}

}  // namespace comity::holdings
