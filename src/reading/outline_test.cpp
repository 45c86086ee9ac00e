#include "reading/outline.hpp"

#include <gtest/gtest.h>

#include <string>

namespace comity::reading {
namespace {

enum class Before { words, chapeau };

/// Marks come one after the other; each is entered where it belongs.
class Marks {
public:
    /// "next 2 9": fit, level, value; "-" where it stands nowhere.
    std::string put(std::string_view text, Before before = Before::words) {
        const auto mark = mark_at_start(text);
        if (!mark) return "no mark";
        const auto place = outline.place_of(*mark, before == Before::chapeau);
        if (!place) return "-";
        outline.enter(*mark, *place);
        static constexpr std::string_view fits[] = {"next", "first", "restart", "gap"};
        return std::string(fits[static_cast<std::size_t>(place->fit)]) + " " + std::to_string(place->level) + " " + std::to_string(place->value);
    }

    Outline outline;
};

TEST(Outline, CountsTheFirstLevel) {
    Marks marks;
    EXPECT_EQ(marks.put("1."), "first 1 1");
    EXPECT_EQ(marks.put("2."), "next 1 2");
    EXPECT_EQ(marks.outline.last_number(), 2);
}

TEST(Outline, SaysThatNumbersAreMissing) {
    Marks marks;
    marks.put("1.");
    EXPECT_EQ(marks.put("4."), "gap 1 4");
}

TEST(Outline, SaysThatNumbersBeginAnew) {
    Marks marks;
    marks.put("1.");
    marks.put("2.");
    EXPECT_EQ(marks.put("1."), "restart 1 1");
}

TEST(Outline, PutsLettersUnderTheirChapeau) {
    Marks marks;
    marks.put("1.");
    EXPECT_EQ(marks.put("(a)", Before::chapeau), "first 2 1");
    EXPECT_EQ(marks.put("(b)"), "next 2 2");
    EXPECT_EQ(marks.outline.depth(), 2);
}

TEST(Outline, PutsRomanPointsUnderALetter) {
    Marks marks;
    marks.put("1.");
    marks.put("(a)", Before::chapeau);
    EXPECT_EQ(marks.put("(i)", Before::chapeau), "first 3 1");
    EXPECT_EQ(marks.put("(ii)"), "next 3 2");
    EXPECT_EQ(marks.put("(b)"), "next 2 2");
}

TEST(Outline, TakesIBehindHForTheLetter) {
    Marks marks;
    marks.put("1.");
    for (const std::string_view letter : {"(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "(h)"}) marks.put(letter);
    EXPECT_EQ(marks.put("(i)"), "next 2 9");
    EXPECT_EQ(marks.put("(j)"), "next 2 10");
}

TEST(Outline, TakesIBehindHAndAColonForTheFirstRomanPoint) {
    Marks marks;
    marks.put("1.");
    for (const std::string_view letter : {"(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "(h)"}) marks.put(letter);
    EXPECT_EQ(marks.put("(i)", Before::chapeau), "first 3 1");
    EXPECT_EQ(marks.put("(ii)"), "next 3 2");
    EXPECT_EQ(marks.put("(i)"), "next 2 9");
}

TEST(Outline, TakesVBehindUForTheLetterAndBehindIvForTheNumeral) {
    Marks roman;
    roman.put("1.");
    roman.put("(a)", Before::chapeau);
    for (const std::string_view numeral : {"(i)", "(ii)", "(iii)", "(iv)"}) roman.put(numeral, numeral == "(i)" ? Before::chapeau : Before::words);
    EXPECT_EQ(roman.put("(v)"), "next 3 5");
}

TEST(Outline, GoesOnBehindZWithDoubledLetters) {
    Marks marks;
    marks.put("1.");
    for (char letter = 'a'; letter <= 'z'; ++letter) marks.put(std::string("(") + letter + ")");
    EXPECT_EQ(marks.put("(aa)"), "next 2 27");
    EXPECT_EQ(marks.put("(bb)"), "next 2 28");
}

TEST(Outline, BeginsListsAnewUnderTheNextNumber) {
    Marks marks;
    marks.put("1.");
    marks.put("(a)", Before::chapeau);
    marks.put("(b)");
    marks.put("2.");
    EXPECT_EQ(marks.put("(a)", Before::chapeau), "first 2 1");
}

TEST(Outline, ClosesListsAtAHeadingAndLetsNumbersRunOn) {
    Marks marks;
    marks.put("1.");
    marks.put("(a)", Before::chapeau);
    marks.outline.close_lists();
    EXPECT_EQ(marks.outline.depth(), 1);
    EXPECT_EQ(marks.put("2."), "next 1 2");
}

TEST(Outline, BeginsEverythingAnewInAPartOrAnAnnex) {
    Marks marks;
    marks.put("1.");
    marks.put("(a)");
    marks.outline.clear();
    EXPECT_EQ(marks.outline.last_number(), 0);
    EXPECT_EQ(marks.put("1."), "first 1 1");
}

TEST(Outline, PutsAListUnderAParagraphWithoutANumber) {
    Marks marks;
    marks.outline.enter_unmarked();
    EXPECT_EQ(marks.put("(a)", Before::chapeau), "first 2 1");
    EXPECT_EQ(marks.put("(b)"), "next 2 2");
}

TEST(Outline, MakesNumbersThePointsOfAnUnnumberedChapeau) {
    Marks marks;
    marks.outline.enter_unmarked();
    marks.outline.begin_numbered_points();
    EXPECT_EQ(marks.put("1.", Before::chapeau), "first 2 1");
    EXPECT_EQ(marks.put("2."), "next 2 2");
}

TEST(Outline, KeepsBulletsOnOneLevel) {
    Marks marks;
    marks.put("1.");
    EXPECT_EQ(marks.put("• oil", Before::chapeau).substr(0, 7), "first 2");
    EXPECT_EQ(marks.put("• wicks").substr(0, 6), "next 2");
    EXPECT_EQ(marks.put("• glass").substr(0, 6), "next 2");
}

TEST(Outline, GivesALostLetterToTheOpenListOfItsKind) {
    Marks marks;
    marks.put("1.");
    marks.put("(a)", Before::chapeau);
    EXPECT_EQ(marks.put("(c)"), "gap 2 3");
    EXPECT_EQ(marks.put("(d)"), "next 2 4");
}

TEST(Outline, GoesNoDeeperThanAnyText) {
    Marks marks;
    marks.put("1.");
    for (int i = 0; i < 50; ++i) {
        for (const std::string_view mark : {"(a)", "(i)", "a.", "i.", "A."}) marks.put(mark, Before::chapeau);
    }
    EXPECT_LE(marks.outline.depth(), 8);
}

}  // namespace
}  // namespace comity::reading
