// Whole invented texts: from bytes to paragraphs with their ids, kinds, words and places.
#include <gtest/gtest.h>

#include <string>

#include "reading/testing.hpp"

namespace comity::reading {
namespace {

using document::Document;
using document::Kind;
using document::LineRange;
using document::ParagraphKind;
using testing::at;
using testing::has_diagnostic;
using testing::ids;
using testing::marks;
using testing::note;
using testing::read_resolution;
using testing::read_text;
using testing::spaced;
using testing::text_of;

using Lines = std::vector<LineRange>;

// --- paragraphs, numbers, openings

TEST(Parser, ReadsPreambleAndOperativePart) {
    const Document document = read_resolution({"Recalling the lamps,", "Noting the oil,", "1. Requests oil;", "2. Decides to go on."});
    EXPECT_EQ(ids(document), "pp1 pp2 op1 op2");
    EXPECT_EQ(at(document, "pp1").kind, ParagraphKind::preambular);
    EXPECT_EQ(at(document, "pp1").number, std::nullopt);
    EXPECT_EQ(at(document, "op2").kind, ParagraphKind::operative);
    EXPECT_EQ(at(document, "op2").number, "2");
    EXPECT_EQ(at(document, "op2").text, "Decides to go on.");
    EXPECT_EQ(at(document, "op2").lines, (Lines{{11, 11}}));
}

TEST(Parser, KeepsTheWholeOpeningPhrase) {
    const Document document = read_resolution({"Taking note with appreciation of the lamps,", "Deeply concerned at the oil,", "1. Also reaffirms the lamps;", "2. Calls once again upon the keepers to go on."});
    EXPECT_EQ(at(document, "pp1").opening, "Taking note with appreciation of");
    EXPECT_EQ(at(document, "pp2").opening, "Deeply concerned");
    EXPECT_EQ(at(document, "op1").opening, "Also reaffirms");
    EXPECT_EQ(at(document, "op2").opening, "Calls once again upon");
    EXPECT_EQ(at(document, "op2").opening_at, 0U);
}

TEST(Parser, MakesNoParagraphOfTheOrgansLine) {
    const Document document = read_resolution({"Noting the lamps,", "1. Requests oil."});
    EXPECT_EQ(ids(document), "pp1 op1");
    EXPECT_EQ(document.facts.at(1), (LineRange{3, 3}));
}

TEST(Parser, ReadsASingleOperativeParagraphWithoutANumber) {
    const Document document = read_resolution({"Noting the lamps,", "Decides to keep them."});
    EXPECT_EQ(ids(document), "pp1 op1");
    EXPECT_EQ(at(document, "op1").number, std::nullopt);
    EXPECT_EQ(at(document, "op1").opening, "Decides");
}

TEST(Parser, ReadsEmphasisedOpenings) {
    const Document document = read_text("### 99/12. Care of shared lighthouses\n\n*The General Assembly,*\n\n*Recalling* the lamps,\n\n1. *Requests* oil;\n\n2\\. **Decides** to go on.\n");
    EXPECT_EQ(ids(document), "pp1 op1 op2");
    EXPECT_EQ(at(document, "op2").text, "Decides to go on.");
}

TEST(Parser, ReadsNumbersBeforeTabsAndBlanks) {
    const Document document = read_resolution({"Noting the lamps,", "1.\tRequests oil;", "2.      Requests wicks;", "3.Requests glass;", "4 . Decides to go on."});
    EXPECT_EQ(ids(document), "pp1 op1 op2 op3 op4");
    EXPECT_EQ(at(document, "op3").text, "Requests glass;");
}

TEST(Parser, ReadsParagraphsWithoutBlankLinesBetweenThem) {
    const Document document = read_text(text_of({"99/12. Care of shared lighthouses", "The General Assembly,", "Noting the lamps,", "Recalling the oil,", "1. Requests oil;", "2. Requests wicks:", "(a) Of wool;",
                                                 "(b) Of flax;", "3. Decides to go on.", "58th plenary meeting", "16 December 2044"}));
    EXPECT_EQ(ids(document), "pp1 pp2 op1 op2 op2.a op2.b op3");
}

TEST(Parser, ReadsNumbersOnLinesOfTheirOwn) {
    const Document document = read_resolution({"Noting the lamps,", "1.", "Requests oil;", "2.", "Requests wicks:", "(a)", "Of wool;", "(b)", "Of flax."});
    EXPECT_EQ(ids(document), "pp1 op1 op2 op2.a op2.b");
    EXPECT_EQ(at(document, "op1").text, "Requests oil;");
    EXPECT_EQ(at(document, "op1").lines, (Lines{{7, 7}, {9, 9}}));
}

TEST(Parser, SaysThatANumberIsMissing) {
    const Document document = read_resolution({"Noting the lamps,", "1. Requests oil;", "3. Decides to go on."});
    EXPECT_EQ(ids(document), "pp1 op1 op3");
    EXPECT_TRUE(has_diagnostic(document, "number-gap"));
}

TEST(Parser, MarksANumberThatComesAgain) {
    const Document document = read_resolution({"Noting the lamps,", "1. Requests oil;", "2. Requests wicks;", "2. Requests glass;", "3. Decides to go on."});
    EXPECT_EQ(ids(document), "pp1 op1 op2 op2~2 op3");
}

// --- points, chapeaux, words behind a list

TEST(Parser, PutsPointsUnderTheirChapeau) {
    const Document document = read_resolution({"Noting the lamps,", "1. Requests the keepers:", "(a) To buy oil:", "(i) Of whales;", "(ii) Of seeds;", "(b) To trim wicks;", "2. Decides to go on."});
    EXPECT_EQ(ids(document), "pp1 op1 op1.a op1.a.i op1.a.ii op1.b op2");
    EXPECT_EQ(at(document, "op1").text, "Requests the keepers:");
    EXPECT_EQ(at(document, "op1.a.i").level, 3);
    EXPECT_EQ(at(document, "op1.a.i").number, "(i)");
}

TEST(Parser, GivesNoOpeningToAPointThatOnlyContinuesItsChapeau) {
    const Document document = read_resolution({"Noting the lamps,", "1. Requests the keepers:", "(a) To buy oil;", "(b) Ensuring that lamps burn;", "2. Decides:", "(a) Requests oil;", "(b) Also requests wicks."});
    EXPECT_EQ(at(document, "op1.a").opening, std::nullopt);
    EXPECT_EQ(at(document, "op1.b").opening, std::nullopt);
    EXPECT_EQ(at(document, "op2.b").opening, "Also requests");
}

TEST(Parser, ReadsWordsBehindAList) {
    const Document document = read_resolution({"Noting the lamps,", "1. Requests the keepers:", "(a) To buy oil;", "(b) To trim wicks;", "and to report on both;", "2. Decides to go on."});
    EXPECT_EQ(ids(document), "pp1 op1 op1.a op1.b op1.end op2");
    EXPECT_EQ(at(document, "op1.end").text, "and to report on both;");
}

TEST(Parser, ReadsPointsInThePreamble) {
    const Document document = read_resolution({"Recalling:", "(a) The lamps,", "(b) The oil,", "Noting the wicks,", "1. Decides to go on."});
    EXPECT_EQ(ids(document), "pp1 pp1.a pp1.b pp2 op1");
    EXPECT_EQ(at(document, "pp1.b").kind, ParagraphKind::preambular);
}

TEST(Parser, ReadsTheLetterIBehindH) {
    const Document document = read_resolution({"Noting the lamps,", "1. Requests:", "(a) Oil;", "(b) Wicks;", "(c) Glass;", "(d) Brass;", "(e) Rope;", "(f) Paint;", "(g) Bread;", "(h) Wine;", "(i) Salt;", "(j) Soap."});
    EXPECT_EQ(ids(document), "pp1 op1 op1.a op1.b op1.c op1.d op1.e op1.f op1.g op1.h op1.i op1.j");
}

TEST(Parser, ReadsBulletsAsPoints) {
    const Document document = read_resolution({"Noting the lamps,", "1. Requests:", "• Oil;", "• Wicks;", "2. Decides to go on."});
    EXPECT_EQ(ids(document), "pp1 op1 op1.1 op1.2 op2");
    EXPECT_EQ(at(document, "op1.2").text, "Wicks;");
    EXPECT_EQ(at(document, "op1.2").number, std::nullopt);
}

TEST(Parser, ReadsANumberAndItsFirstPointOnOneLine) {
    const Document document = read_resolution({"Noting the lamps,", "1. Requests oil;", "2. (a) Decides to trim wicks;", "(b) Decides to buy glass;", "3. Decides to go on."});
    EXPECT_EQ(ids(document), "pp1 op1 op2.a op2.b op3");
    EXPECT_EQ(at(document, "op2.a").number, "2 (a)");
    EXPECT_EQ(at(document, "op2.a").text, "Decides to trim wicks;");
}

// --- headings, parts, annexes

TEST(Parser, TakesAShortLineAboveANumberForAHeading) {
    const Document document = read_resolution({"Noting the lamps,", "1. Requests oil;", "Lamps on land", "2. Requests wicks;", "Lamps at sea", "3. Decides to go on."});
    EXPECT_EQ(ids(document), "pp1 op1 h1 op2 h2 op3");
    EXPECT_EQ(at(document, "h2").text, "Lamps at sea");
    EXPECT_EQ(at(document, "h2").kind, ParagraphKind::heading);
}

TEST(Parser, PrefixesNoIdsWhereNumbersRunOnThroughTheParts) {
    const Document document = read_resolution({"Noting the lamps,", "I. Lamps on land", "1. Requests oil;", "2. Requests wicks;", "II. Lamps at sea", "3. Decides to go on."});
    EXPECT_EQ(ids(document), "pp1 h1 op1 op2 h2 op3");
}

TEST(Parser, PrefixesIdsWhereNumbersBeginAnewInAPart) {
    const Document document = read_resolution({"Noting the lamps,", "I. Lamps on land", "1. Requests oil;", "2. Requests wicks;", "II. Lamps at sea", "1. Decides to go on."});
    EXPECT_EQ(ids(document), "pp1 h1 I.op1 I.op2 h2 II.op1");
}

TEST(Parser, ReadsACompositeResolutionPartByPart) {
    const Document document = read_text(spaced({"99/12. Care of shared lighthouses", "A", "Lamps on land", "The General Assembly,", "Noting the lamps,", "1. Requests oil;", "2. Decides to go on.", "58th plenary meeting\n16 December 2044",
                                                "B", "Lamps at sea", "The General Assembly,", "Recalling the lamps,", "Noting the oil,", "1. Requests wicks.", "58th plenary meeting\n16 December 2044"}));
    EXPECT_EQ(ids(document), "h1 h2 A.pp1 A.op1 A.op2 h3 h4 B.pp1 B.pp2 B.op1");
    EXPECT_EQ(at(document, "B.op1").text, "Requests wicks.");
}

TEST(Parser, ReadsAnAnnexWithItsOwnParagraphs) {
    const Document document = read_text(testing::resolution({"Noting the lamps,", "1. Adopts the list in the annex.", }) +
                                        spaced({"", "Annex", "List of the shared lamps", "1. The lamp of the western shore.", "(a) Of brass.", "(b) Of glass.", "2. The lamp of the eastern shore."}));
    EXPECT_EQ(ids(document), "pp1 op1 h1 h2 annex.1 annex.1.a annex.1.b annex.2");
    EXPECT_EQ(at(document, "annex.2").kind, ParagraphKind::annex);
    EXPECT_EQ(at(document, "h1").text, "Annex");
}

TEST(Parser, TellsSeveralAnnexesApart) {
    const Document document = read_text(testing::resolution({"Noting the lamps,", "1. Adopts the lists in the annexes."}) +
                                        spaced({"", "Annex I", "Lamps on land", "1. The lamp of the western shore.", "Annex II", "Lamps at sea", "1. The lamp of the eastern shore."}));
    EXPECT_EQ(ids(document), "pp1 op1 h1 h2 annexI.1 h3 h4 annexII.1");
}

TEST(Parser, ReadsAnAnnexBeforeTheClosingLine) {
    const Document document = read_resolution({"Noting the lamps,", "1. Adopts the list in the annex.", "Annex", "List of the shared lamps", "1. The lamp of the western shore."});
    EXPECT_EQ(ids(document), "pp1 op1 h1 h2 annex.1");
    EXPECT_EQ(document.meeting, "58th plenary meeting");
}

// --- quotations, statements

TEST(Parser, KeepsAQuotedTextUnderItsParagraph) {
    const Document document = read_resolution({"Noting the lamps,", "1. Decides to amend the list to read as follows:", "“1. The lamp of the western shore;", "“2. The lamp of the eastern shore.”", "2. Decides to go on."});
    EXPECT_EQ(at(document, "op2").text, "Decides to go on.");
    for (const auto& paragraph : document.paragraphs) EXPECT_TRUE(paragraph.id == "pp1" || paragraph.id.starts_with("op1") || paragraph.id == "op2") << paragraph.id;
    EXPECT_EQ(document.paragraphs.size(), 5U);
}

TEST(Parser, ReadsAStatementOfAPresident) {
    const Document document = read_text(spaced({"S/PRST/2044/7", "Statement by the President of the Security Council",
                                                "At the 9001st meeting of the Security Council, held on 3 May 2044, the President of the Security Council made the following statement on behalf of the Council:",
                                                "“The Security Council welcomes the lamps.", "“The Security Council calls upon the keepers to buy oil.”"}),
                                        "S_PRST_2044_7.txt");
    EXPECT_EQ(document.kind, Kind::presidential_statement);
    EXPECT_EQ(document.symbol, "S/PRST/2044/7");
    EXPECT_EQ(document.body, "Security Council");
    EXPECT_EQ(ids(document), "x1 op1 op2");
    EXPECT_EQ(at(document, "op1").opening, "welcomes");
    EXPECT_EQ(at(document, "op2").opening, "calls upon");
}

// --- footnotes

TEST(Parser, DecidesBareDigitsByTheNotesOfTheDocument) {
    const Document document = read_text(testing::resolution({"Recalling the Covenant on Lamps,1 and lamps2 of 2043,", "1. Requests oil;"}) + "\n1 Resolution 98/7, annex.\n");
    EXPECT_EQ(at(document, "pp1").text, "Recalling the Covenant on Lamps, and lamps2 of 2043,");
    EXPECT_EQ(marks(at(document, "pp1").footnotes), "1");
    EXPECT_EQ(note(document, "1"), "Resolution 98/7, annex.");
}

TEST(Parser, ReadsSuperscriptsAndTheirNotesAtTheEnd) {
    const Document document = read_text(testing::resolution({"Recalling the lamps,¹ and oil,<sup>2</sup>", "1. Requests oil;"}) + "\n---\n\n¹ Resolution 98/7, annex.\n\n<sup>2</sup> See A/99/1.\n");
    EXPECT_EQ(at(document, "pp1").text, "Recalling the lamps, and oil,");
    EXPECT_EQ(marks(at(document, "pp1").footnotes), "1 2");
    EXPECT_EQ(at(document, "pp1").footnotes.at(0).at, 20U);
    EXPECT_EQ(marks(document.footnotes), "1 2");
    EXPECT_EQ(document.footnotes.at(1).text, "See A/99/1.");
}

TEST(Parser, JoinsASentenceThatANoteDivides) {
    const Document document = read_resolution({"Recalling the lamps of the western shore,¹ which the keepers have kept burning through the", "¹ Resolution 98/7, annex.", "whole of the winter,", "1. Requests oil."});
    EXPECT_EQ(ids(document), "pp1 op1");
    EXPECT_EQ(at(document, "pp1").text, "Recalling the lamps of the western shore, which the keepers have kept burning through the whole of the winter,");
    EXPECT_EQ(at(document, "pp1").lines, (Lines{{5, 5}, {9, 9}}));
    EXPECT_EQ(document.footnotes.at(0).lines, (Lines{{7, 7}}));
}

TEST(Parser, SaysThatANoteWasNeverCalled) {
    const Document document = read_text(testing::resolution({"Recalling the lamps,¹", "1. Requests oil;"}) + "\n¹ Resolution 98/7.\n\n² See A/99/1.\n");
    EXPECT_TRUE(has_diagnostic(document, "note-not-called"));
}

TEST(Parser, TellsNotesOfTheSameMarkApart) {
    const Document document = read_text(testing::resolution({"Recalling the lamps,*", "1. Requests oil;"}) + "\n---\n\n* See A/99/1.\n\n---\n\n* See A/99/2.\n");
    EXPECT_EQ(marks(document.footnotes), "* *~2");
}

TEST(Parser, FindsCitationsInParagraphsAndNotes) {
    const Document document = read_text(testing::resolution({"Recalling its resolution 98/7 of 18 December 2043,¹", "1. Requests oil;"}) + "\n¹ A/99/431, para. 14.\n");
    ASSERT_EQ(document.citations.size(), 2U);
    EXPECT_EQ(document.citations[0].target, "A/RES/98/7");
    EXPECT_EQ(document.citations[0].in, "pp1");
    EXPECT_EQ(document.citations[1].in, "fn1");
    EXPECT_EQ(document.citations[1].target->substr(0, 8), "A/99/431");
}

// --- the page

TEST(Parser, JoinsASentenceThatAPageDivides) {
    const Document document = read_text("A/RES/99/12\n\n" + testing::resolution({"Recalling the lamps of the western shore, which the keepers have kept burning through the", "2/4", "44-12345", "A/RES/99/12", "whole of the winter,", "1. Requests oil."}));
    EXPECT_EQ(ids(document), "pp1 op1");
    EXPECT_EQ(at(document, "pp1").text, "Recalling the lamps of the western shore, which the keepers have kept burning through the whole of the winter,");
}

TEST(Parser, AccountsForNeighboursOfASharedPage) {
    const Document document = read_text(spaced({"3. Requests the keepers of the older lamps to go on as they have gone on through all these years.", "57th plenary meeting\n15 December 2044", "99/12. Care of shared lighthouses",
                                                "The General Assembly,", "Noting the lamps,", "1. Requests oil;", "2. Decides to go on.", "58th plenary meeting\n16 December 2044", "99/13. Care of shared bridges",
                                                "The General Assembly,", "Noting the bridges,", "1. Requests stone."}),
                                        "A_RES_99_12.txt");
    EXPECT_EQ(document.symbol, "A/RES/99/12");
    EXPECT_EQ(ids(document), "pp1 op1 op2");
    EXPECT_EQ(document.meeting, "58th plenary meeting");
    EXPECT_NE(testing::furniture(document).find("neighbour's text"), std::string::npos);
}

TEST(Parser, ReadsTheWrappedLinesOfAPage) {
    const Document document = read_text(text_of({"99/12.", "Care of shared lighthouses", "", "The General Assembly,",
                                                 "Recalling the lamps of the western shore, which the keepers of the free",
                                                 "ports have kept burning through the whole of the winter, in a spirit of non-",
                                                 "selectivity and of the imple-", "mentation of the covenant,",
                                                 "Noting with apprecia tion the internationa l lamps of the eastern shore and",
                                                 "of the islands that lie before it in the bay of the hundred harbours,",
                                                 "1.", "Requests the keepers of the lamps of the western shore to count the oil and",
                                                 "the wicks that are left to them when the winter ends;", "2.",
                                                 "Decides to continue its consideration of the question of the shared lamps at", "its one hundredth session.", "58th plenary meeting", "16 December 2044"}));
    EXPECT_EQ(ids(document), "pp1 pp2 op1 op2");
    EXPECT_EQ(at(document, "pp1").text,
              "Recalling the lamps of the western shore, which the keepers of the free ports have kept burning through the whole of the winter, in a spirit of non-selectivity and of the implementation "
              "of the covenant,");
    EXPECT_EQ(at(document, "pp2").text.substr(0, 53), "Noting with appreciation the international lamps of t");
    EXPECT_EQ(at(document, "op2").text, "Decides to continue its consideration of the question of the shared lamps at its one hundredth session.");
}

TEST(Parser, FindsANumberBehindTheFirstLineOfItsParagraph) {
    const Document document = read_text(text_of({"99/12.", "Care of shared lighthouses", "", "The General Assembly,",
                                                 "Recalling the lamps of the western shore, which the keepers of the free", "ports have kept burning through the whole of the winter,", "",
                                                 "Requests the keepers of the lamps of the western shore to count the oil and", "1.", "the wicks that are left to them when the winter ends;", "",
                                                 "Decides to continue its consideration of the question of the shared lamps at", "2.", "its one hundredth session.", "", "58th plenary meeting", "16 December 2044"}));
    EXPECT_EQ(ids(document), "pp1 op1 op2");
    EXPECT_EQ(at(document, "op1").text, "Requests the keepers of the lamps of the western shore to count the oil and the wicks that are left to them when the winter ends;");
    EXPECT_EQ(at(document, "op1").number, "1");
}

TEST(Parser, FindsANumberBeforeTheLastLineOfItsParagraph) {
    const Document document = read_text(text_of({"99/12.", "Care of shared lighthouses", "", "The General Assembly,",
                                                 "Recalling the lamps of the western shore, which the keepers of the free", "ports have kept burning through the whole of the winter,", "", "1.",
                                                 "Requests the keepers of the lamps of the western shore to count the oil and", "the wicks that are left to them when the winter ends;", "", "2.", "session.", "",
                                                 "Decides to continue its consideration of the question of the shared lamps at its one hundredth", "58th plenary meeting", "16 December 2044"}));
    EXPECT_EQ(ids(document), "pp1 op1 op2");
    EXPECT_EQ(at(document, "op2").text, "Decides to continue its consideration of the question of the shared lamps at its one hundredth session.");
}

TEST(Parser, TakesNoOrganInASentencesLastLineForAPart) {
    const Document document = read_text(text_of({"99/12.", "Care of shared lighthouses", "", "The General Assembly,", "Recalling the lamps of the western shore, which the keepers of the free",
                                                 "ports have kept burning through the whole of the winter,", "1. Requests the keepers of the lamps of the western shore and all the organs, including",
                                                 "the Human Rights Council;", "2. Decides to continue its consideration of the question of the shared lamps at", "its one hundredth session."}));
    EXPECT_EQ(ids(document), "pp1 op1 op2");
    EXPECT_EQ(at(document, "op1").text, "Requests the keepers of the lamps of the western shore and all the organs, including the Human Rights Council;");
}

TEST(Parser, ReadsATextWithoutAnOrganAsOther) {
    const Document document = read_text(spaced({"Note on lamps", "The keepers met in the harbour and counted the oil that was left to them at the end of that long and dark winter of the comet.", "They went home."}));
    EXPECT_EQ(document.kind, Kind::document);
    for (const auto& paragraph : document.paragraphs) EXPECT_TRUE(paragraph.kind == ParagraphKind::other || paragraph.kind == ParagraphKind::heading) << paragraph.id;
    EXPECT_GE(document.paragraphs.size(), 2U);
}

TEST(Parser, ReadsTheSameBytesTheSameWay) {
    const std::string text = testing::resolution({"Recalling the lamps,¹", "¹ Resolution 98/7.", "1. Requests oil."});
    EXPECT_EQ(read_text(text), read_text(text));
}

}  // namespace
}  // namespace comity::reading
