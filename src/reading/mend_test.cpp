#include "reading/mend.hpp"

#include <gtest/gtest.h>

#include <string>

#include "reading/joining.hpp"
#include "reading/testing.hpp"

namespace comity::reading {
namespace {

using testing::words;

std::string mend(std::string_view text) { return mended(text, words()); }

std::string joined(std::string_view first, std::string_view second) {
    std::string text(first);
    join_line(text, second, words());
    return text;
}

TEST(Mend, PutsBrokenWordsTogether) {
    EXPECT_EQ(mend("of internationa l lamps"), "of international lamps");
    EXPECT_EQ(mend("the p rinciples of it"), "the principles of it");
    EXPECT_EQ(mend("co operatio n"), "cooperation");
    EXPECT_EQ(mend("Recogniz ing the interna tional"), "Recognizing the international");
}

TEST(Mend, LeavesWordsThatAreWhole) {
    for (const std::string_view text : {"a lamp in the port", "to be or not", "with in mind", "for the most part", "all ways"}) EXPECT_EQ(mend(text), text);
}

TEST(Mend, LeavesWhatTheListOfWordsDoesNotKnow) { EXPECT_EQ(mend("Kelman dy and Bera voe"), "Kelman dy and Bera voe"); }

TEST(Mend, PutsAHyphenBackToItsWord) { EXPECT_EQ(mend("of non -selectivity and capacity -building"), "of non-selectivity and capacity-building"); }

TEST(Mend, LeavesADashBetweenWords) { EXPECT_EQ(mend("the lamps - and oil"), "the lamps - and oil"); }

TEST(Mend, KeepsMarksInBandApartFromWords) { EXPECT_EQ(mend("right\x01" "1\x02 s"), "right\x01" "1\x02 s"); }

TEST(Mend, KeepsStopsWithTheirWord) { EXPECT_EQ(mend("of internationa l, of principl es;"), "of international, of principles;"); }

TEST(Mend, SeesThatATextIsBroken) {
    EXPECT_TRUE(looks_broken("The Gener a l Assembl y decid e s t o keep the lamps"));
    EXPECT_FALSE(looks_broken("The General Assembly decides to keep a lamp and a light"));
}

TEST(Joining, PutsOneBlankBetweenLines) {
    EXPECT_EQ(joined("the keepers", "of lamps"), "the keepers of lamps");
    EXPECT_EQ(joined("", "of lamps"), "of lamps");
    EXPECT_EQ(joined("the keepers", "  of lamps "), "the keepers of lamps");
}

TEST(Joining, TakesAHyphenOutThatOnlyTheLineNeeded) { EXPECT_EQ(joined("the imple-", "mentation of it"), "the implementation of it"); }

TEST(Joining, KeepsTheHyphenOfTheWordItself) {
    EXPECT_EQ(joined("the non-", "selectivity of it"), "the non-selectivity of it");
    EXPECT_EQ(joined("the capacity-", "building of it"), "the capacity-building of it");
}

TEST(Joining, KeepsADashAtTheLinesEnd) { EXPECT_EQ(joined("the lamps -", "and oil"), "the lamps - and oil"); }

TEST(Joining, KnowsHowWideAPageIs) {
    std::vector<Line> lines(10);
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].text = std::string(i < 8 ? 80 : 20, 'a');
    EXPECT_EQ(width_of_page(lines, 0, lines.size()), 80U);
    EXPECT_EQ(width_of_page(lines, 0, 0), 0U);
}

}  // namespace
}  // namespace comity::reading
