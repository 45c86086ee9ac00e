#include "machinery/reviews/joining.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/text.hpp"

namespace comity::reviews {

namespace {

using testing::ElementsAre;

ListRow row(std::int64_t file, std::int64_t ordinal, std::string number, std::string text, std::vector<std::string> from, std::string position = "") {
    ListRow made;
    made.file = file;
    made.ordinal = ordinal;
    made.exporter = "UPR Info";
    made.number = std::move(number);
    made.words = words_key(text);
    made.text = std::move(text);
    made.from = std::move(from);
    made.position = std::move(position);
    return made;
}

TEST(Joining, SameWordsFromSeveralStatesAreOneRecommendation) {
    const auto all = joined("upr-1-xni", {row(1, 1, "", "Dredge the harbour", {"state:XAR"}, "Accepted"), row(1, 2, "", "dredge the harbour.", {"state:XBE"}, "Accepted"), row(1, 3, "", "Widen it", {})});
    ASSERT_EQ(all.size(), 2U);
    EXPECT_THAT(all[0].from, ElementsAre("state:XAR", "state:XBE"));
    EXPECT_EQ(all[0].position, "supported");
    EXPECT_EQ(all[0].id, "upr-1-xni-" + name_of_words(words_key("Dredge the harbour")));
}
TEST(Joining, AnIdOfWordsLeadsToTheNumberThatCameLater) {
    const ListRow bare = row(1, 1, "", "Dredge the harbour", {"state:XAR"});
    const std::string before = joined("upr-2-xni", {bare})[0].id;
    const auto after = joined("upr-2-xni", {bare, row(2, 1, "101.12", "Dredge the harbour", {"state:XAR", "state:XBE"})});
    ASSERT_EQ(after.size(), 1U);
    EXPECT_EQ(after[0].id, "upr-2-xni-101.12");
    EXPECT_THAT(after[0].aliases, ElementsAre(before));
    EXPECT_THAT(after[0].from, ElementsAre("state:XAR", "state:XBE"));
}
TEST(Joining, TwoNumbersAreNeverOne) {
    const auto all = joined("upr-2-xni", {row(1, 1, "101.12", "Dredge", {"state:XAR"}), row(1, 2, "101.13", "Dredge", {"state:XBE"}), row(2, 1, "", "Dredge", {"state:XBE"})});
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].rows.size(), 1U);
    EXPECT_EQ(all[1].rows.size(), 2U) << "the row without a number goes with its recommending State";
}
TEST(Joining, SeveralTextsUnderOneNumberStayApartAndKeepTheirIds) {
    const std::vector<ListRow> first = {row(1, 1, "101.12", "Dredge it", {"state:XAR"}), row(1, 2, "101.12", "Consider dredging it", {"state:XBE"})};
    auto all = joined("upr-3-xni", first);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].id, "upr-3-xni-101.12");
    EXPECT_EQ(all[1].id, "upr-3-xni-101.12-2");
    // Another list has the second alone, with a slip of the pen.
    std::vector<ListRow> both = first;
    both.push_back(row(2, 1, "101.12", "Consider dredgeing it", {"state:XBE"}));
    all = joined("upr-3-xni", both);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[1].id, "upr-3-xni-101.12-2");
    EXPECT_EQ(all[1].rows.size(), 2U);
}
TEST(Joining, AnExportersOwnNumberJoinsItsListsInTwoLanguages) {
    ListRow english = row(1, 1, "42(a)", "Dredge the harbour", {}), french = row(2, 1, "42(a)", "Draguer le port", {});
    english.exporter_id = french.exporter_id = "a-1";
    const auto all = joined("crc-xni-co-2", {english, french});
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].id, "crc-xni-co-2-42.a");
}
TEST(Joining, TheLatestPositionWithItsSourceGoesBeforeTheOthers) {
    ListRow sourced = row(1, 1, "101.1", "Dredge", {"state:XAR"}, "Noted");
    sourced.position_source = "A/HRC/59/15/Add.1";
    EXPECT_EQ(joined("upr-4-xni", {sourced, row(2, 1, "101.1", "Dredge", {"state:XAR"}, "Pending")})[0].position, "noted");
    EXPECT_EQ(joined("upr-4-xni", {row(1, 1, "101.1", "Dredge", {}, "Pending"), row(2, 1, "101.1", "Dredge", {}, "Accepted")})[0].position, "supported");
}
TEST(Joining, NumbersHaveAnOrder) {
    EXPECT_LT(place_of("101.2"), place_of("101.12"));
    EXPECT_LT(place_of("42(a)"), place_of("42(b)"));
    EXPECT_LT(place_of("42(b)"), place_of("43"));
}
TEST(Joining, TheShortWayOverAsciiFoldsAsTheLongOne) {
    for (const std::string text : {"Dredge the Harbour", "women's 2nd quay - (A/HRC/59/15)", "", "  a.b,c ", "x"}) {
        const std::uint64_t plain = words_key(text);
        // A no-break space makes it take the long way, and is a blank all the same.
        std::string other = text;
        const std::size_t blank = other.find(' ');
        if (blank == std::string::npos) continue;
        other.replace(blank, 1, "\xC2\xA0");
        EXPECT_EQ(words_key(other), plain) << text;
    }
    EXPECT_EQ(words_key("the women\xE2\x80\x99s caf\xC3\xA9"), words_key("The Women's cafe"));
}

}  // namespace

}  // namespace comity::reviews
