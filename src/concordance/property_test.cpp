// What holds of every comparison, tried on documents made at random from few words, so that paragraphs are like each other, repeated,
// moved, cut and joined.
#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "concordance/comparison.hpp"
#include "concordance/testing.hpp"

namespace comity::concordance {
namespace {

using document::Document;
using testing::document_of;
using testing::Lines;
using testing::Maker;

std::string side_of(const Pair& pair, SpanOp own) {
    std::string text;
    for (const Span& span : pair.spans) {
        if (span.op == SpanOp::equal || span.op == own) text += span.text;
    }
    return text;
}

/// Each paragraph's and note's text by its id, put together from the pairs that have it; parts of a split with a blank between them.
std::multimap<std::string, std::string> texts_of(const Comparison& comparison, SpanOp own) {
    std::map<std::string, std::vector<std::string>> parts;
    for (const Pair& pair : comparison.pairs) {
        const auto& id = own == SpanOp::remove ? pair.a : pair.b;
        if (!id) continue;
        parts[*id].push_back(side_of(pair, own));
    }
    std::multimap<std::string, std::string> texts;
    for (const auto& [id, of_id] : parts) texts.emplace(id, fmt::format("{}", fmt::join(of_id, " ")));
    return texts;
}

/// Blanks aside: where a split paragraph was cut they are no part of either.
std::string sorted_words(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        if (c != ' ') word += c;
        else if (!word.empty()) words.push_back(std::exchange(word, ""));
    }
    std::sort(words.begin(), words.end());
    return fmt::format("{}", fmt::join(words, " "));
}

void expect_whole(const Comparison& comparison, const Document& document, SpanOp own) {
    const auto texts = texts_of(comparison, own);
    std::size_t expected = document.paragraphs.size() + document.footnotes.size();
    EXPECT_EQ(texts.size(), expected);
    const auto check = [&](const std::string& id, const std::string& text) {
        const auto at = texts.find(id);
        ASSERT_NE(at, texts.end()) << id;
        EXPECT_EQ(sorted_words(at->second), sorted_words(text)) << id;
    };
    for (const auto& paragraph : document.paragraphs) check(paragraph.id, paragraph.text);
    for (const auto& note : document.footnotes) check("fn" + note.mark, note.text);
}

/// Without the order of the pairs, which is that of B.
std::vector<std::string> as_set(const Comparison& comparison) {
    std::vector<std::string> lines;
    for (const Pair& pair : comparison.pairs) {
        std::string line = fmt::format("{}>{} {} {} {:.6f}", pair.a.value_or("-"), pair.b.value_or("-"), name_of(pair.change), pair.only_rolls, pair.similarity);
        for (const Span& span : pair.spans) line += fmt::format("|{} {} {} {}", name_of(span.op), span.editorial, span.rolls, span.text);
        lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

TEST(EveryComparison, gives_both_texts_back_and_is_mirrored_by_swapping) {
    for (std::uint32_t seed = 1; seed <= 3000; ++seed) {
        Maker maker(seed);
        const Lines lines = maker.lines();
        const Document a = document_of(lines), b = document_of(seed % 5 == 0 ? maker.lines() : maker.changed(lines));
        const Comparison there = compare(a, b), back = compare(b, a);
        expect_whole(there, a, SpanOp::remove);
        expect_whole(there, b, SpanOp::insert);
        ASSERT_EQ(as_set(mirrored(there)), as_set(back)) << "seed " << seed;
        ASSERT_GE(there.similarity, 0);
        ASSERT_LE(there.similarity, 1);
        if (HasFailure()) FAIL() << "seed " << seed;
    }
}

TEST(EveryComparison, of_a_text_with_itself_finds_nothing) {
    for (std::uint32_t seed = 1; seed <= 500; ++seed) {
        const Document document = document_of(Maker(seed).lines());
        const Comparison comparison = compare(document, document);
        for (const Pair& pair : comparison.pairs) {
            ASSERT_EQ(pair.change, Change::unchanged) << "seed " << seed;
            ASSERT_EQ(pair.a, pair.b) << "seed " << seed;
        }
        ASSERT_EQ(comparison.similarity, 1);
    }
}

double seconds_for(const Document& a, const Document& b) {
    const auto since = std::chrono::steady_clock::now();
    compare(a, b);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

// Generous: a machine may be busy and the compiler's checks on. The figures of docs/performance.md are measured elsewhere.
constexpr double bound = 15;

std::string many(std::size_t count, const std::string& word) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += word;
    return text;
}

TEST(HostileTexts, thousands_of_equal_paragraphs_take_time_in_proportion) {
    const Lines a(6000, "op Requests the keepers to keep the lamps of the shared lighthouses lit through all the nights of the winter;");
    Lines b = a;
    b.resize(5500);
    b.insert(b.begin() + 100, 300, "op Invites the pilots to report the wrecks;");
    EXPECT_LT(seconds_for(document_of(a), document_of(b)), bound);
}

TEST(HostileTexts, thousands_of_paragraphs_that_differ_by_a_number) {
    Lines a, b;
    for (int i = 0; i < 5000; ++i) {
        a.push_back(fmt::format("op Requests keeper {} to keep lamp {} of the shared lighthouses lit through all the nights of the winter;", i, i * 7));
        b.push_back(fmt::format("op Requests keeper {} to keep lamp {} of the shared lighthouses lit through all the nights of the summer;", 5000 - i, i * 5));
    }
    EXPECT_LT(seconds_for(document_of(a), document_of(b)), bound);
}

TEST(HostileTexts, one_paragraph_of_a_hundred_thousand_words) {
    EXPECT_LT(seconds_for(document_of({"op " + many(50000, "lamp horn ")}), document_of({"op " + many(50000, "horn bell lamp ")})), bound);
}

TEST(HostileTexts, nothing_in_common) {
    Lines a, b;
    for (int i = 0; i < 3000; ++i) {
        a.push_back(fmt::format("op a{} b{} c{} d{} e{} f{} g{} h{}", i, i, i, i, i, i, i, i));
        b.push_back(fmt::format("op p{} q{} r{} s{} t{} u{} v{} w{}", i, i, i, i, i, i, i, i));
    }
    EXPECT_LT(seconds_for(document_of(a), document_of(b)), bound);
}

TEST(HostileTexts, paragraphs_in_reverse_order) {
    Lines a;
    for (int i = 0; i < 4000; ++i) a.push_back(fmt::format("op Requests island {} to keep bell {} near reef {} in good order and to ring it in fog;", i, i + 1, i * 3));
    Lines b(a.rbegin(), a.rend());
    EXPECT_LT(seconds_for(document_of(a), document_of(b)), bound);
}

}  // namespace
}  // namespace comity::concordance
