// A comparison as a word processor's file: all changes accepted it must be B, all rejected A, to the letter, the number and the footnote.
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "concordance/comparison_forms.hpp"
#include "concordance/testing.hpp"
#include "document/pieces.hpp"
#include "document/word_testing.hpp"

namespace comity::concordance {
namespace {

using document::Document;
using document::Footnote;
using document::Paragraph;
using document::ParagraphKind;
using document::word::testing::count_of;
using document::word::testing::Decision;
using document::word::testing::lines_of;
using document::word::testing::problems_of;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::document_of;
using testing::Maker;

std::string style_of(const Paragraph& paragraph) {
    const int level = std::clamp(paragraph.level, 1, 4);
    const std::string deep = level == 1 ? "" : std::to_string(level);
    switch (paragraph.kind) {
        case ParagraphKind::preambular: return "Preambular" + deep;
        case ParagraphKind::operative: return "Operative" + deep;
        case ParagraphKind::heading: return "Heading" + std::to_string(level);
        case ParagraphKind::annex: return "Annex" + deep;
        case ParagraphKind::other: break;
    }
    return "OtherText" + deep;
}

/// What a reader of the file must find, put together from the document alone.
std::vector<std::string> expected(const Document& document) {
    std::vector<std::string> lines;
    const auto line = [&](const std::string& style, const std::string& number, const std::string& text) {
        if (!number.empty() || !text.empty()) lines.push_back(style + "|" + number + "|" + text);
    };
    line("Symbol", "", document::harmless(document.symbol.value_or("")));
    line("Title", "", document::harmless(document.title.value_or("")));
    std::set<std::string> marked;
    const document::Pieces pieces(document);
    for (const Paragraph& paragraph : document.paragraphs) {
        const std::string organ = document::organ_line_before(document, paragraph);
        if (!organ.empty()) line("Organ", "", "{" + organ + "}");
        const bool heading = paragraph.kind == ParagraphKind::heading;
        const std::string number = document::printed_number(paragraph);
        std::string text = heading && !number.empty() ? number + " " : "";
        for (const document::Piece& piece : pieces.of(paragraph)) {
            if (piece.mark.empty()) {
                const std::string words = document::harmless(piece.text);
                text += piece.opening ? "{" + words + "}" : words;
                continue;
            }
            const auto note = std::find_if(document.footnotes.begin(), document.footnotes.end(), [&](const Footnote& one) { return one.mark == piece.mark; });
            const bool first = note != document.footnotes.end() && marked.insert(std::string(piece.mark)).second;
            text += fmt::format("[^{}{}]", document::printed_mark(piece.mark), first ? ": " + document::harmless(note->text) : "");
        }
        for (std::size_t at = text.find("}{"); at != std::string::npos; at = text.find("}{", at)) text.erase(at, 2);
        line(style_of(paragraph), heading ? "" : number, text);
    }
    for (const Footnote& note : document.footnotes) {
        if (!marked.contains(note.mark)) line("LooseNote", fmt::format("[^{}]", document::printed_mark(note.mark)), document::harmless(note.text));
    }
    return lines;
}

void expect_both_in(const std::string& docx, const Document& a, const Document& b) {
    EXPECT_THAT(problems_of(docx), IsEmpty());
    EXPECT_EQ(lines_of(docx, Decision::accept), expected(b));
    EXPECT_EQ(lines_of(docx, Decision::reject), expected(a));
}

/// What documents have besides words: numbers of all kinds, italics, footnotes here and there, an organ, a title.
Document dressed(Document document, Maker& maker) {
    if (maker.below(3) > 0) document.symbol = fmt::format("A/{}/L.1", 97 + maker.below(3));
    if (maker.below(3) > 0) document.title = maker.below(2) == 0 ? "Lamps of the harbours" : "Lamps & horns of the harbours";
    if (maker.below(2) == 0) document.kind = document::Kind::resolution, document.body = "Assembly";
    int letters = 0;
    for (Paragraph& paragraph : document.paragraphs) {
        if (paragraph.kind == ParagraphKind::operative && maker.below(3) == 0) {
            paragraph.level = 2 + static_cast<int>(maker.below(2));
            paragraph.number = paragraph.level == 2 ? fmt::format("({})", static_cast<char>('a' + letters++ % 26)) : "(i)";
        }
        if (maker.below(12) == 0) paragraph.number = "4 bis";
        if (maker.below(12) == 0) paragraph.kind = ParagraphKind::annex;
        if (paragraph.opening && maker.below(4) == 0) paragraph.opening = paragraph.text.substr(0, paragraph.text.size() / 2);
        const std::size_t marks = maker.below(3);
        for (std::size_t i = 0; i < marks; ++i) {
            const std::string mark = maker.below(6) == 0 ? "*" : std::to_string(1 + maker.below(document.footnotes.size() + 1));
            paragraph.footnotes.push_back({mark, static_cast<std::uint32_t>(maker.below(paragraph.text.size() + 2))});
        }
    }
    return document;
}

TEST(TrackedChanges, of_random_documents_are_B_accepted_and_A_rejected) {
    for (std::uint32_t seed = 1; seed <= 400; ++seed) {
        Maker maker(seed);
        const testing::Lines lines = maker.lines();
        const Document a = dressed(document_of(lines), maker), b = dressed(document_of(seed % 5 == 0 ? maker.lines() : maker.changed(lines)), maker);
        const Comparison comparison = compare(a, b);
        expect_both_in(to_docx(comparison, a, b), a, b);
        if (HasFailure()) FAIL() << "seed " << seed;
    }
}

TEST(TrackedChanges, of_a_text_with_itself_are_none) {
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        Maker maker(seed);
        const Document document = dressed(document_of(maker.lines()), maker);
        const std::string docx = to_docx(compare(document, document), document, document);
        for (const char* change : {"w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:pPrChange", "w:rPrChange"}) ASSERT_EQ(count_of(docx, change), 0U) << change << " seed " << seed;
    }
}

Document resolution(const testing::Lines& lines, const std::string& symbol) {
    Document document = document_of(lines);
    document.symbol = symbol;
    document.date_adopted = Date::of(2044, 12, 18);
    return document;
}

const testing::Lines lamps = {"pp Noting the lamps of the shared lighthouses and the keepers who light them in the winter,",
                              "op Requests the keepers to keep the lamps of the shared lighthouses lit; requests the pilots to report all wrecks near the reefs;",
                              "op Invites the harbours to ring their bells in fog and to mend them in summer;",
                              "op Decides to come back to the lamps and the bells at its next session."};

std::string tracked(const testing::Lines& before, const testing::Lines& after) {
    const Document a = resolution(before, "A/RES/98/7"), b = resolution(after, "A/RES/99/7");
    const std::string docx = to_docx(compare(a, b), a, b);
    expect_both_in(docx, a, b);
    return docx;
}

TEST(TrackedChanges, follow_a_paragraph_that_moved_from_one_place_to_the_other) {
    testing::Lines after = lamps;
    std::swap(after[1], after[3]);
    std::swap(after[1], after[2]);
    after[3] = "op Decides to come back to the lamps and the horns at its next session.";
    std::rotate(after.begin() + 1, after.begin() + 2, after.end());
    const std::string docx = tracked(lamps, after);
    EXPECT_GE(count_of(docx, "w:moveFromRangeStart"), 1U);
    EXPECT_EQ(count_of(docx, "w:moveFromRangeStart"), count_of(docx, "w:moveToRangeStart"));
    EXPECT_EQ(count_of(docx, "w:pPrChange"), 0U) << "numbers that only follow are no change";
}

TEST(TrackedChanges, of_a_split_are_the_end_of_a_paragraph_that_came) {
    testing::Lines after = lamps;
    after[1] = "op Requests the keepers to keep the lamps of the shared lighthouses lit;";
    after.insert(after.begin() + 2, "op Requests the pilots to report all wrecks near the reefs;");
    const std::string docx = tracked(lamps, after);
    EXPECT_LE(count_of(docx, "w:ins") + count_of(docx, "w:del"), 7U);  // two symbols, the mark, a blank, a capital letter
    EXPECT_EQ(count_of(tracked(after, lamps), "w:moveFrom"), 0U);
}

TEST(TrackedChanges, keep_a_footnote_that_only_changed_as_one) {
    testing::Lines after = lamps, before = lamps;
    before.push_back("fn See A/98/1, chapter two.");
    after.push_back("fn See A/99/1, chapter two.");
    Document a = resolution(before, "A/RES/98/7"), b = resolution(after, "A/RES/99/7");
    a.paragraphs[2].footnotes = b.paragraphs[2].footnotes = {{"1", 20}};
    b.paragraphs[2].text += " amen";
    const std::string docx = to_docx(compare(a, b), a, b);
    expect_both_in(docx, a, b);
    EXPECT_EQ(count_of(docx, "w:footnoteReference"), 1U);
    EXPECT_THAT(lines_of(docx, Decision::accept), Contains("Operative|2.|{Invites} the harbours[^1: See A/99/1, chapter two.] to ring their bells in fog and to mend them in summer; amen"));
}

}  // namespace
}  // namespace comity::concordance
