#include "machinery/holdings/naming.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "machinery/holdings/testing.hpp"

namespace comity::holdings {
namespace {

using testing::Collection;
using ::testing::ElementsAre;

class Naming : public ::testing::Test {
protected:
    Collection collection;
    void SetUp() override {
        collection.add("symbol A/C.3/40/L.1\ndraft\ntitle Lamps\ndate 1985-11-01\nsponsor Yugoslavia\nsponsor Turkey*\nop 1 Invites all States to keep their lamps lit\n");
        collection.add("symbol A/C.3/56/L.2\ndraft\ntitle Oil\ndate 2001-11-01\nsponsor Yugoslavia\nsponsor Kenya for the African States\nsponsor Harbour Watch\nop 1 Invites\n");
        collection.add("symbol A/HRC/RES/52/1\ntitle Wicks\ndate 2023-04-03\nadoption recorded vote\nyes Türkiye\nno Kenya\nop 1 Decides\n");
    }
    std::vector<std::string> sponsored(std::string_view id) const {
        std::vector<std::string> names;
        for (const auto& one : sponsored_by(*collection, {vocabulary::standard_directory().actor(id)}, 0, 10).rows) names.push_back(one.item.name + " " + one.name);
        return names;
    }
    std::string voted(std::string_view id) const {
        std::string all;
        for (const auto& one : votes_of(*collection, {vocabulary::standard_directory().actor(id)}, 0, 10).rows) all += std::string(votes::name_of(one.vote.cast)) + ";";
        return all;
    }
};

TEST_F(Naming, FindsWhatAnActorSponsoredByTheNameOfTheDay) {
    EXPECT_THAT(sponsored("state:YUG"), ElementsAre("A/C.3/40/L.1 Yugoslavia"));
    EXPECT_THAT(sponsored("state:SRB"), ElementsAre("A/C.3/56/L.2 Yugoslavia"));
    EXPECT_THAT(sponsored("state:TUR"), ElementsAre("A/C.3/40/L.1 Turkey*"));
    EXPECT_THAT(sponsored("state:FRA"), ElementsAre());
}

TEST_F(Naming, TellsOnWhoseBehalf) {
    const auto kenya = sponsored_by(*collection, {vocabulary::standard_directory().actor("state:KEN")}, 0, 10);
    ASSERT_EQ(kenya.rows.size(), 1U);
    EXPECT_EQ(kenya.rows[0].on_behalf_of, "the African States");
    EXPECT_FALSE(kenya.rows[0].for_it);
    const auto group = sponsored_by(*collection, {vocabulary::standard_directory().actor("group:AFR")}, 0, 10);
    ASSERT_EQ(group.rows.size(), 1U);
    EXPECT_EQ(group.rows[0].name, "Kenya");
    EXPECT_TRUE(group.rows[0].for_it);
}

TEST_F(Naming, FindsThoseThatUsersAdded) {
    EXPECT_EQ(sponsored_by(*collection, {nullptr, "HARBOUR WATCH"}, 0, 10).total, 1U);
    EXPECT_EQ(sponsored_by(*collection, {nullptr, "Harbour"}, 0, 10).total, 0U);
}

TEST_F(Naming, HasTheSameTextsForEveryState) {
    EXPECT_EQ(voted("state:TUR"), "yes;");
    EXPECT_EQ(voted("state:KEN"), "no;");
    EXPECT_EQ(votes_of(*collection, {vocabulary::standard_directory().actor("state:FRA")}, 0, 10).total, 1U);
    EXPECT_EQ(voted("body:HRC"), "");
}

TEST_F(Naming, GoesWithATextThatIsTakenOutOfView) {
    const auto item = collection->find("A/C.3/40/L.1");
    collection.correct(item.sha256, TakeOutOfView{}, "named a witness");
    EXPECT_THAT(sponsored("state:YUG"), ElementsAre());
}

TEST_F(Naming, ListsNamesThatLeadToNobody) {
    const auto recognition = recognition_in(*collection);
    EXPECT_EQ(recognition.names, 8U);
    EXPECT_EQ(recognition.recognized, 7U);
    ASSERT_EQ(recognition.unknown.size(), 1U);
    EXPECT_EQ(recognition.unknown[0].name, "Harbour Watch");
    EXPECT_EQ(recognition.unknown[0].first, "A/C.3/56/L.2");
}

}  // namespace
}  // namespace comity::holdings
