#include "reading/marks.hpp"

#include <gtest/gtest.h>

#include <string>

namespace comity::reading {
namespace {

/// One paragraph after the other through the taker of a document with these notes.
class Takes {
public:
    explicit Takes(std::vector<std::string> notes, Setting setting = Setting::blocks) : taker(std::move(notes), setting) {}

    Takes& survey(std::initializer_list<std::string_view> texts) {
        std::vector<Piece> pieces;
        for (const auto text : texts) {
            pieces.emplace_back();
            pieces.back().text = text;
            pieces.back().kind = document::ParagraphKind::operative;
        }
        taker.survey(pieces);
        return *this;
    }

    /// "oil, and wicks [1@4]": the words and their marks with the byte behind which they stood.
    std::string take(std::string_view text) {
        const auto taken = taker.take(text);
        std::string all = taken.text;
        for (const auto& mark : taken.marks) all += " [" + mark.mark + "@" + std::to_string(mark.at) + "]";
        return all;
    }

    MarkTaker taker;
};

TEST(Marks, TakesSuperscriptsOutWithTheirPlace) {
    Takes takes({"1"});
    EXPECT_EQ(takes.survey({"oil,\x01" "1\x02 wicks"}).take("oil,\x01" "1\x02 wicks"), "oil, wicks [1@4]");
}

TEST(Marks, TakesASuperscriptThatHasNoNote) {
    Takes takes({});
    EXPECT_EQ(takes.survey({"oil\x01" "7\x02"}).take("oil\x01" "7\x02, wicks"), "oil, wicks [7@3]");
}

TEST(Marks, TellsMarksApartThatAPageHasSetAsOneNumber) {
    for (const std::string_view set : {"12", "1,2", "1, 2"}) {
        Takes takes({"1", "2", "3"});
        const std::string text = "oil,\x01" + std::string(set) + "\x02 wicks";
        EXPECT_EQ(takes.survey({text}).take(text), "oil, wicks [1@4] [2@4]") << set;
    }
    Takes twelfth({"1", "2", "12"});
    EXPECT_EQ(twelfth.survey({"oil\x01" "12\x02"}).take("oil\x01" "12\x02"), "oil [12@3]");
    Takes none({"1", "3"});
    EXPECT_EQ(none.survey({"oil\x01" "13\x02"}).take("oil\x01" "13\x02"), "oil [13@3]");
}

TEST(Marks, TakesTwoMarksFromOnePlace) {
    Takes takes({"1", "2"});
    takes.survey({"oil,\x01" "1\x02\x01" "2\x02", "x"});
    EXPECT_EQ(takes.take("oil,\x01" "1\x02\x01" "2\x02 wicks"), "oil, wicks [1@4] [2@4]");
}

TEST(Marks, TakesABareDigitGluedToAWord) {
    Takes takes({"1"});
    EXPECT_EQ(takes.take("the Covenant on Lamps1 and oil"), "the Covenant on Lamps and oil [1@21]");
}

TEST(Marks, TakesABareDigitGluedToACommaOrAQuote) {
    EXPECT_EQ(Takes({"1"}).take("the lamps,1 and oil"), "the lamps, and oil [1@10]");
    EXPECT_EQ(Takes({"1"}).take("“the lamps”1 and oil"), "“the lamps” and oil [1@15]");
    EXPECT_EQ(Takes({"1"}).take("(the lamps)1 and oil"), "(the lamps) and oil [1@11]");
}

TEST(Marks, TakesABareDigitGluedToAYear) {
    EXPECT_EQ(Takes({"1"}).take("in 20441 and oil"), "in 2044 and oil [1@7]");
    EXPECT_EQ(Takes({"1"}).take("of 16 December 2044,1 and oil"), "of 16 December 2044, and oil [1@20]");
}

TEST(Marks, LeavesADigitThatIsNoNote) {
    Takes takes({"1"});
    EXPECT_EQ(takes.take("Lamps2 and oil,3 since 20442"), "Lamps2 and oil,3 since 20442");
}

TEST(Marks, LeavesADigitThatWouldSkipANote) {
    Takes takes({"1", "2", "3"}, Setting::wrapped_lines);
    EXPECT_EQ(takes.take("lamps, 3 oil, 1 wicks"), "lamps, 3 oil, wicks [1@13]");
}

TEST(Marks, TakesAGluedMarkThoughNotesOfANeighbourStandBefore) {
    // the page is shared with another text, whose notes 1 and 2 are
    EXPECT_EQ(Takes({"1", "2", "3"}).take("the lamps,3 and oil"), "the lamps, and oil [3@10]");
}

TEST(Marks, TakesAMarkThatIsCalledAgain) {
    Takes takes({"1", "2"});
    EXPECT_EQ(takes.take("lamps,1 oil,2"), "lamps, oil, [1@6] [2@11]");
    EXPECT_EQ(takes.take("wicks,1 glass"), "wicks, glass [1@6]");
}

TEST(Marks, LeavesDigitsWhereTheDocumentHasNoNotes) { EXPECT_EQ(Takes({}).take("Lamps1 and oil,2"), "Lamps1 and oil,2"); }

TEST(Marks, LeavesDigitsWhereTheDocumentSetsItsMarksAsSuperscripts) {
    Takes takes({"1", "2"});
    takes.survey({"oil,\x01" "1\x02", "wicks,\x01" "2\x02"});
    EXPECT_EQ(takes.take("Lamp1 and oil,2"), "Lamp1 and oil,2");
}

TEST(Marks, LeavesDigitsOfSymbolsParagraphsAndDecimals) {
    Takes takes({"1", "2", "3"});
    for (const std::string_view text : {"A/99/1", "para.1", "art.1", "A/CONF.1", "A/99/L.2", "vol.2", "paragraph 1 of it", "S-1", "A1", "1.5 per cent", "lamps1/2", "1-2"}) {
        EXPECT_EQ(takes.take(text), text);
    }
}

TEST(Marks, TakesAMarkBetweenBlanksOnlyOnAPageOfLines) {
    EXPECT_EQ(Takes({"1"}, Setting::wrapped_lines).take("of the lamps, 1 and oil"), "of the lamps, and oil [1@13]");
    EXPECT_EQ(Takes({"1"}, Setting::blocks).take("of the lamps, 1 and oil"), "of the lamps, 1 and oil");
}

TEST(Marks, LeavesCountersAndDatesOnAPageOfLines) {
    Takes takes({"1", "2"}, Setting::wrapped_lines);
    for (const std::string_view text : {"article 1 of the Covenant", "in paragraph 1, oil", "goal 1 and", "on 1 December 2044", "at least 1 lamp"}) {
        EXPECT_EQ(takes.take(text), text);
    }
}

TEST(Marks, KnowsTheNotesThatNobodyCalled) {
    Takes takes({"1", "2"});
    takes.take("lamps,1 oil");
    EXPECT_EQ(takes.taker.uncalled(), (std::vector<std::string>{"2"}));
}

TEST(Marks, MakesBlanksSingleAndPutsStopsToTheirWords) {
    Takes takes({"1"});
    EXPECT_EQ(takes.survey({"\x01"}).take("oil  and\twicks \x01" "1\x02, glass  "), "oil and wicks, glass [1@13]");
}

TEST(Marks, WithoutAnyNotesTakesOnlyDigitsThatCanBeNothingElse) {
    Takes takes({});
    takes.survey({"Takes note of the report of the Keeper;3"});
    EXPECT_EQ(takes.take("Takes note of the report of the Keeper;3"), "Takes note of the report of the Keeper; [3@39]");
    EXPECT_EQ(takes.take("the reports of the Keeper;7,8"), "the reports of the Keeper; [7@26] [8@26]");
    EXPECT_EQ(takes.take("by the Committee4 and its “Rules”,5 as amended"), "by the Committee and its “Rules”, as amended [4@16] [5@37]");
    EXPECT_EQ(takes.take("paragraph 33.19 of document A/C.5 in 2,500 ports, 30 harbours and para.6"), "paragraph 33.19 of document A/C.5 in 2,500 ports, 30 harbours and para.6");
    EXPECT_EQ(takes.take("in the period 1990-1995; 12"), "in the period 1990-1995; [12@24]");
}

TEST(Marks, WithoutNotesAndWithoutAMarkAtAnEndDigitsAreWords) {
    Takes takes({});
    EXPECT_EQ(takes.survey({"Requests the keepers of Harbour4 to go on;"}).take("Requests the keepers of Harbour4 to go on;"), "Requests the keepers of Harbour4 to go on;");
}

}  // namespace
}  // namespace comity::reading
