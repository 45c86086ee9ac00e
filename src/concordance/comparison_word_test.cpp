// A comparison as a word processor's file: all changes accepted it must be B, all rejected A, to the letter, the number and the footnote.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "concordance/comparison_forms.hpp"
#include "concordance/testing.hpp"
#include "document/word_testing.hpp"

namespace comity::concordance {
namespace {

using document::Document;
using document::Paragraph;
using document::ParagraphKind;
using document::word::testing::count_of;
using document::word::testing::Decision;
using document::word::testing::lines_expected;
using document::word::testing::lines_of;
using document::word::testing::problems_of;
using ::testing::Contains;
using ::testing::IsEmpty;
using testing::document_of;
using testing::Maker;

void expect_both_in(const std::string& docx, const Document& a, const Document& b) {
    EXPECT_THAT(problems_of(docx), IsEmpty());
    EXPECT_EQ(lines_of(docx, Decision::accept), lines_expected(b));
    EXPECT_EQ(lines_of(docx, Decision::reject), lines_expected(a));
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
