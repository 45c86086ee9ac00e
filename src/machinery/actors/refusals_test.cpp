#include "machinery/actors/refusals.hpp"

#include <gtest/gtest.h>

#include "base/sha256.hpp"
#include "machinery/actors/testing.hpp"

namespace comity::actors {
namespace {

TEST(Refusals, SayWhoHandedInWhatByItsHash) {
    testing::World world;
    const std::string id = world.open("delegate", "contributor", "Ardune");
    const auto position = record_refusal(world.people, world.standing(id), {"correct", "CA/RES/34/8", "the words", "sentence.fact_unknown"});
    ASSERT_TRUE(position);
    const auto entry = world.record->snapshot().at(*position);
    EXPECT_EQ(entry->who.as, "contributor");
    EXPECT_EQ(entry->on_behalf_of, "state:XAR");
    EXPECT_EQ(entry->state.text("handed_in"), hex(sha256("the words")));
    EXPECT_EQ(record::canonical_form(*entry).find("the words"), std::string::npos);
}

TEST(Refusals, OfNobodyAreNotRecorded) {
    testing::World world;
    EXPECT_FALSE(record_refusal(world.people, {}, {"correct", "x", "y", "z"}));
    EXPECT_FALSE(record_refusal(world.people, {Role::operator_here, "", "", "", "", std::nullopt}, {"correct", "x", "y", "z"}));
    EXPECT_EQ(world.record->snapshot().size(), 0);
}

TEST(Refusals, CantFillTheLog) {
    testing::World world;
    const std::string id = world.open("jane", "editor");
    const std::string other = world.open("joan", "editor");
    for (int i = 0; i < most_refusals; ++i) ASSERT_TRUE(record_refusal(world.people, world.standing(id), {"correct", "x", "y", "z"}));
    EXPECT_FALSE(record_refusal(world.people, world.standing(id), {"correct", "x", "y", "z"}));
    EXPECT_TRUE(record_refusal(world.people, world.standing(other), {"correct", "x", "y", "z"})) << "others are not held back by it";
    world.now += accounts::failure_window + 1;
    EXPECT_TRUE(record_refusal(world.people, world.standing(id), {"correct", "x", "y", "z"}));
}

}  // namespace
}  // namespace comity::actors
