#include "machinery/actors/permissions.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace comity::actors {
namespace {

TEST(Permissions, EachRowIsFoundByItsNameAndItsPermission) {
    for (const Row& row : permissions()) {
        EXPECT_EQ(permission_named(row.name), row.permission);
        EXPECT_EQ(&row_of(row.permission), &row);
        EXPECT_FALSE(row.what.empty());
    }
    EXPECT_EQ(permission_named("rule the world"), std::nullopt);
}

TEST(Permissions, WhatAnyoneMayEveryRoleMay) {
    for (const Row& row : permissions()) {
        if (!allows(Role::anyone, row.permission)) continue;
        for (std::size_t role = 0; role < role_count; ++role) EXPECT_TRUE(allows(static_cast<Role>(role), row.permission)) << row.name;
    }
}

TEST(Permissions, WhoIsNotSignedInActsNowhere) {
    for (const Row& row : permissions()) {
        const bool no_act = row.permission == Permission::read || row.permission == Permission::sign_in || row.permission == Permission::play;
        EXPECT_EQ(allows(Role::anyone, row.permission), no_act) << row.name;
    }
}

TEST(Permissions, AdministratorsGiveRolesAndTakeNoPartInTheWork) {
    for (const Row& row : permissions()) {
        if (row.process == "holdings") {
            EXPECT_FALSE(allows(Role::administrator, row.permission)) << row.name;
        }
        if (row.permission == Permission::give_accounts) {
            for (const Role role : given_roles()) EXPECT_EQ(allows(role, row.permission), role == Role::administrator);
        }
    }
}

TEST(Permissions, NothingThatATokenCanHaveAsksForASecondFactor) {
    for (const Row& row : permissions()) {
        if (row.by_token) {
            EXPECT_TRUE(row.permission == Permission::read || !allows(Role::administrator, row.permission)) << row.name;
        }
    }
}

TEST(Permissions, ARoleOfOneProcessIsNoneInAnother) {
    const Standing officer{Role::secretariat_officer, "a1", "grant:1", "", "accounts", std::nullopt};
    EXPECT_TRUE(may(officer, Permission::see_accounts));
    EXPECT_FALSE(may(officer, Permission::correct));
    EXPECT_TRUE(may(officer, Permission::read));
    EXPECT_TRUE(may(officer, Permission::own_account));
}

TEST(Permissions, ATokenHasItsScopesAndNoMoreThanItsRole) {
    const auto with = [](Role role, std::vector<std::string> scopes) { return Standing{role, "a1", "grant:1", "", "", std::move(scopes)}; };
    EXPECT_TRUE(may(with(Role::editor, {"correct"}), Permission::correct));
    EXPECT_FALSE(may(with(Role::editor, {"read"}), Permission::correct));
    EXPECT_FALSE(may(with(Role::editor, {"correct"}), Permission::read));
    EXPECT_FALSE(may(with(Role::contributor, {"correct"}), Permission::correct)) << "the role was taken away since";
    EXPECT_FALSE(may(with(Role::administrator, {"give accounts", "own account"}), Permission::give_accounts));
    EXPECT_FALSE(may(with(Role::editor, {"own account"}), Permission::own_account)) << "a stolen token makes no other tokens";
}

TEST(Permissions, TheChapterHasARowForEach) {
    const std::string chapter = permissions_chapter();
    for (const Row& row : permissions()) {
        const std::size_t at = chapter.find("| **" + std::string(row.name) + "**");
        ASSERT_NE(at, std::string::npos) << row.name;
        const std::string line = chapter.substr(at, chapter.find('\n', at) - at);
        const std::string who = ", " + line.substr(line.rfind("| ", line.size() - 3) + 2);
        const auto may = std::count(row.roles.begin(), row.roles.end(), 'x');
        if (who == ", everybody |") EXPECT_EQ(static_cast<std::size_t>(may), row.roles.size()) << row.name;
        else EXPECT_EQ(std::count(who.begin(), who.end(), ','), may) << line;
    }
}

TEST(Permissions, RolesAreNamedInBothWays) {
    EXPECT_EQ(role_named("secretariat officer"), Role::secretariat_officer);
    EXPECT_EQ(role_named("secretariat-officer"), Role::secretariat_officer);
    for (const char* name : {"", "anyone", "operator at this machine", "operator-at-the-command-line", "Editor"}) EXPECT_EQ(role_named(name), std::nullopt) << name;
}

}  // namespace
}  // namespace comity::actors
