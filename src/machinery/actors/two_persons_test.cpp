#include "machinery/actors/two_persons.hpp"

#include <gtest/gtest.h>

#include "machinery/actors/actors.hpp"

namespace comity::actors {
namespace {

record::Entry proposed_by(const std::string& account, const std::string& actor) {
    record::Entry entry;
    entry.revision = 3;
    entry.who = {"contributor", account_in_entries(account)};
    if (!actor.empty()) entry.on_behalf_of = actor;
    return entry;
}
Standing second(const std::string& account, Role role, const std::string& actor = "") { return {role, account, "grant:1", actor, "", std::nullopt}; }

TEST(TwoPersons, AnotherPersonConfirms) {
    EXPECT_FALSE(why_not_confirmed({}, proposed_by("a1", ""), 3, second("a2", Role::validator)));
}

TEST(TwoPersons, TheFirstIsNeverTheSecondWhateverTheRole) {
    for (const Role role : given_roles()) EXPECT_TRUE(why_not_confirmed({}, proposed_by("a1", ""), 3, second("a1", role))) << name_of(role);
    EXPECT_EQ(why_not_confirmed({}, proposed_by("a1", ""), 3, second("a1", Role::validator))->said.id, "sentence.second_is_first");
}

TEST(TwoPersons, TheSecondNeedsThePermission) {
    for (std::size_t role = 0; role < role_count; ++role) {
        const auto refused = why_not_confirmed({}, proposed_by("a1", ""), 3, second("a2", static_cast<Role>(role)));
        EXPECT_EQ(!refused, allows(static_cast<Role>(role), Permission::confirm)) << role;
    }
    EXPECT_EQ(why_not_confirmed({}, proposed_by("a1", ""), 3, second("", Role::operator_at_command_line))->said.id, "sentence.second_not_allowed") << "nobody knows who that is";
}

TEST(TwoPersons, WhatWasChangedMeanwhileIsNotConfirmed) {
    EXPECT_EQ(why_not_confirmed({}, proposed_by("a1", ""), 4, second("a2", Role::validator))->fault, Fault::conflict);
}

TEST(TwoPersons, WhereTwoSidesAreAskedForTheSecondIsOfAnother) {
    const TwoPersons rule{TwoPersons::Sides::different, Permission::confirm};
    EXPECT_EQ(why_not_confirmed(rule, proposed_by("a1", "state:XAR"), 3, second("a2", Role::validator, "state:XAR"))->said.id, "sentence.second_of_same_actor");
    EXPECT_FALSE(why_not_confirmed(rule, proposed_by("a1", "state:XAR"), 3, second("a2", Role::validator, "state:XBE")));
    EXPECT_FALSE(why_not_confirmed({}, proposed_by("a1", "state:XAR"), 3, second("a2", Role::validator, "state:XAR")));
}

}  // namespace
}  // namespace comity::actors
