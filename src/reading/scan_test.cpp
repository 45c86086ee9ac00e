#include "reading/scan.hpp"

#include <gtest/gtest.h>

#include <string>

#include "reading/shapes.hpp"

namespace comity::reading {
namespace {

/// "paren (a) 4": style, what is printed, bytes up to the words; "-" where no mark stands.
std::string mark(std::string_view text) {
    const auto found = mark_at_start(text);
    if (!found) return "-";
    static constexpr std::string_view styles[] = {"arabic", "dotted", "paren", "letter_dot", "letter_close", "upper", "bullet"};
    return std::string(styles[static_cast<std::size_t>(found->style)]) + " " + found->printed + " " + std::to_string(found->length);
}

TEST(Scan, ReadsRomanNumeralsInEitherCase) {
    EXPECT_EQ(roman("xiv"), 14);
    EXPECT_EQ(roman("IV"), 4);
    EXPECT_EQ(roman("XL"), 40);
    EXPECT_EQ(roman("i"), 1);
}

TEST(Scan, TakesNoWordForARomanNumeral) {
    EXPECT_EQ(roman(""), std::nullopt);
    EXPECT_EQ(roman("oil"), std::nullopt);
    EXPECT_EQ(roman("Iv"), std::nullopt);
    EXPECT_EQ(roman("iiiiiiiii"), std::nullopt);
}

TEST(Scan, SqueezesBlanksAndCapitalsOutOfBrokenWords) { EXPECT_EQ(squeezed("The Gener a l\tAssembly,"), "thegeneralassembly,"); }

TEST(Scan, FindsTheNumberOfAParagraphBeforeABlankOrATab) {
    EXPECT_EQ(mark("12. Requests the States"), "arabic 12 4");
    EXPECT_EQ(mark("12.\tRequests the States"), "arabic 12 4");
    EXPECT_EQ(mark("12.    Requests the States"), "arabic 12 7");
    EXPECT_EQ(mark("12\tRequests the States"), "arabic 12 3");
}

TEST(Scan, FindsANumberWhoseBlankWasLostOrMisplaced) {
    EXPECT_EQ(mark("3.Requests the States"), "arabic 3 2");
    EXPECT_EQ(mark("3 . Requests the States"), "arabic 3 4");
}

TEST(Scan, FindsANumberAloneOnItsLine) {
    EXPECT_EQ(mark("12."), "arabic 12 3");
    EXPECT_EQ(mark("(a)"), "paren (a) 3");
}

TEST(Scan, TakesNoFigureForAParagraphsNumber) {
    EXPECT_EQ(mark("2.5 per cent of the lamps"), "-");
    EXPECT_EQ(mark("1998 was a dark year"), "-");
    EXPECT_EQ(mark("11 lamps were counted"), "-");
    EXPECT_EQ(mark("1998. A year"), "-");
    EXPECT_EQ(mark("78/199"), "-");
}

TEST(Scan, FindsPointsInBracketsAndTheirRomanAndDoubledForms) {
    EXPECT_EQ(mark("(a) To keep the lamps lit"), "paren (a) 4");
    EXPECT_EQ(mark("(iv)\tOil"), "paren (iv) 5");
    EXPECT_EQ(mark("(aa) Oil"), "paren (aa) 5");
    EXPECT_EQ(mark("(1) Oil"), "paren (1) 4");
    EXPECT_EQ(mark("(a)To keep"), "paren (a) 3");
    EXPECT_EQ(mark("( a ) To keep"), "paren (a) 6");
}

TEST(Scan, TakesNoWordInBracketsForAPoint) {
    EXPECT_EQ(mark("(oil) To keep"), "-");
    EXPECT_EQ(mark("(2044) a year"), "-");
    EXPECT_EQ(mark("(a/b) To keep"), "-");
    EXPECT_EQ(mark("(a"), "-");
}

TEST(Scan, FindsLettersWithAPointOrABracketBehind) {
    EXPECT_EQ(mark("a. Oil"), "letter_dot a 3");
    EXPECT_EQ(mark("ii. Oil"), "letter_dot ii 4");
    EXPECT_EQ(mark("a) Oil"), "letter_close a) 3");
    EXPECT_EQ(mark("1) Oil"), "letter_close 1) 3");
}

TEST(Scan, FindsTheLabelsOfParts) {
    EXPECT_EQ(mark("B"), "upper B 1");
    EXPECT_EQ(mark("IV"), "upper IV 2");
    EXPECT_EQ(mark("II. Lamps on land"), "upper II 4");
    EXPECT_EQ(mark("II Lamps on land"), "upper II 3");
}

TEST(Scan, TakesNoWordForTheLabelOfAPart) {
    EXPECT_EQ(mark("I believe in lamps"), "-");
    EXPECT_EQ(mark("A lamp burns"), "-");
    EXPECT_EQ(mark("OIL"), "-");
    EXPECT_EQ(mark("a"), "-");
}

TEST(Scan, FindsBulletsOfMoreThanOneKind) {
    EXPECT_EQ(mark("• Oil"), "bullet • 4");
    EXPECT_EQ(mark("– Oil"), "bullet – 4");
    EXPECT_EQ(mark("-\tOil"), "bullet - 2");
    EXPECT_EQ(mark("-oil"), "-");
}

TEST(Scan, FindsNumbersOfSeveralPartsOnlyBeforeALargeLetter) {
    EXPECT_EQ(mark("1.2 Oil"), "dotted 1.2 4");
    EXPECT_EQ(mark("1.2.3. Oil"), "dotted 1.2.3 7");
    EXPECT_EQ(mark("14.c Oil"), "dotted 14.c 5");
    EXPECT_EQ(mark("1.2 oil"), "-");
}

TEST(Scan, LooksForTheStopBehindMarksBracketsAndQuotes) {
    EXPECT_EQ(final_character("of lamps;”"), ';');
    EXPECT_EQ(final_character("of lamps;\x01" "3\x02"), ';');
    EXPECT_EQ(final_character("of lamps, 3"), ',');
    EXPECT_EQ(final_character("of lamps,4"), ',');
    EXPECT_EQ(final_character("of (shared) lamps.)"), '.');
    EXPECT_EQ(final_character("of lamps in 2044"), '4');
    EXPECT_EQ(final_character(""), '\0');
}

TEST(Scan, KnowsWhatAParagraphMayEndWith) {
    for (const std::string_view end : {",", ";", ".", ":", "?", "!", "—", ".”", ";)"}) EXPECT_TRUE(ends_paragraph("of lamps" + std::string(end))) << end;
    for (const std::string_view end : {"", " and", "-", "”"}) EXPECT_FALSE(ends_paragraph("of lamps" + std::string(end))) << end;
}

TEST(Scan, SeesASmallFirstLetterBehindQuotesAndBrackets) {
    EXPECT_TRUE(begins_small("and lamps"));
    EXPECT_TRUE(begins_small("“and lamps"));
    EXPECT_FALSE(begins_small("Lamps"));
    EXPECT_FALSE(begins_small("3 lamps"));
    EXPECT_FALSE(begins_small(""));
}

TEST(Scan, KnowsTheNumbersThatPrintersLeaveOnAPage) {
    for (const std::string_view job : {"1467668", "14-67668 (E)", "17-22980 (E) 260118", "*1722980*", "N2321049", "03 50478", "/...", "20-15107 (E)    021120"}) {
        EXPECT_TRUE(is_job_number(job)) << job;
    }
    for (const std::string_view other : {"78/199", "2044", "12.", "A/99/431", "16 December 2044", "", "1. Requests"}) EXPECT_FALSE(is_job_number(other)) << other;
}

TEST(Scan, KnowsPageNumbers) {
    for (const std::string_view page : {"2/4", "Page 3", "- 3 -", "3", "3 | 4", "10/12"}) EXPECT_TRUE(is_page_number(page)) << page;
    for (const std::string_view other : {"99/12", "4/2", "3.", "12345", "Page", ""}) EXPECT_FALSE(is_page_number(other)) << other;
}

TEST(Scan, KnowsTheRecyclingNoticeInItsBrokenForms) {
    EXPECT_TRUE(is_recycling_notice("Please recycle"));
    EXPECT_TRUE(is_recycling_notice("P lease recycl e"));
    EXPECT_TRUE(is_recycling_notice("1467668Please recycle"));
    EXPECT_TRUE(is_recycling_notice("♲"));
    EXPECT_FALSE(is_recycling_notice("Please receive the oil of the lamps that were counted"));
}

TEST(Scan, KnowsOrnamentsAndWhatFieldsLeaveBehind) {
    EXPECT_TRUE(is_ornament("* * *"));
    EXPECT_FALSE(is_ornament("*"));
    EXPECT_TRUE(is_field_residue("[DU1]"));
    EXPECT_TRUE(is_field_residue("<<ODS JOB NO>>N0123456E<<ODS JOB NO>>"));
    EXPECT_TRUE(is_field_residue("<!-- Page 3 -->"));
    EXPECT_FALSE(is_field_residue("[on the report of the Sixth Committee]"));
}

TEST(Scan, KnowsTheLineOfAMeeting) {
    for (const std::string_view line : {"76th plenary meeting", "1st plenary meeting", "76th plenary meeting,", "876th plenary meeting, 14 December 1960",
                                        "66th (resumed) meeting", "44th meeting", "7 6th plen ary meeting"}) {
        EXPECT_TRUE(is_meeting_line(line)) << line;
    }
}

TEST(Scan, TakesNoSentenceOnMeetingsForTheLineOfOne) {
    for (const std::string_view line : {"meeting", "The meeting", "Decides to hold a meeting", "At its 76th meeting, the Assembly chose a lamp",
                                        "76th plenary meeting of all those who keep a lamp"}) {
        EXPECT_FALSE(is_meeting_line(line)) << line;
    }
}

TEST(Shapes, ReadsTheLabelOfAnAnnex) {
    EXPECT_EQ(annex_label("Annex"), "");
    EXPECT_EQ(annex_label("ANNEX II"), "II");
    EXPECT_EQ(annex_label("Annex I. Lamps on land"), "I");
    EXPECT_EQ(annex_label("Annex B"), "B");
    EXPECT_EQ(annex_label("Annexes"), "");
    EXPECT_EQ(annex_label("Annexed to the present resolution,"), std::nullopt);
    EXPECT_EQ(annex_label("Annex to the present resolution"), std::nullopt);
    EXPECT_EQ(annex_label("Lamps"), std::nullopt);
}

TEST(Shapes, KnowsTheDivisionsOfInstruments) {
    EXPECT_TRUE(is_division("Article 3"));
    EXPECT_TRUE(is_division("Article 3. Oil"));
    EXPECT_TRUE(is_division("PART II"));
    EXPECT_TRUE(is_division("Rule one"));
    EXPECT_FALSE(is_division("Article by article, the lamps were counted"));
    EXPECT_FALSE(is_division("Parting with a lamp"));
}

TEST(Shapes, KnowsTheBeginningOfAVoteAndItsLists) {
    EXPECT_TRUE(begins_vote("[Adopted without a vote.]"));
    EXPECT_TRUE(begins_vote("Adopted by a recorded vote of 28 to 15, with 4 abstentions."));
    EXPECT_FALSE(begins_vote("Adopts the list of lamps"));
    EXPECT_TRUE(is_vote_list("In favour: Ardune, Tarrow"));
    EXPECT_TRUE(is_vote_list("Abstaining: Nivaal"));
    EXPECT_FALSE(is_vote_list("Infavourable winds"));
}

TEST(Shapes, SeesThatALineEndsWhereNoParagraphDoes) {
    EXPECT_TRUE(is_cut("the keepers of the"));
    EXPECT_TRUE(is_cut("oil and"));
    EXPECT_FALSE(is_cut("the keepers"));
}

}  // namespace
}  // namespace comity::reading
