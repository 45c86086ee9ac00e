#include "machinery/actors/people.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "machinery/actors/testing.hpp"
#include "record/verification.hpp"

namespace comity::actors {
namespace {

using testing::World;

Fault fault_of(World& world, const Request& request) {
    const auto before = world.record->snapshot().size();
    try {
        world.people.perform(request);
    } catch (const Error& error) {
        EXPECT_EQ(world.record->snapshot().size(), before) << "a refused request changes nothing";
        return error.fault();
    }
    ADD_FAILURE() << "was not refused";
    return Fault::unavailable;
}

std::string whole_log(const World& world) {
    std::string all;
    for (const record::Entry& entry : world.record->snapshot().from(0, 1000)) all += record::canonical_form(entry) + "\n";
    return all;
}

TEST(People, AnInvitationIsOpenedByItsLinkAndTheLogHasNoName) {
    World world;
    Request request = World::request(Act::invite, "jane@example.org");
    request.name = "Jane Unmistakable";
    request.role = "editor";
    const Result invited = world.people.perform(request);
    EXPECT_FALSE(world.people.has_accounts());
    EXPECT_EQ(world.standing(invited.account).role, Role::anyone) << "not before the link was used";
    EXPECT_EQ(world.people.open_by_link(invited.link, "a ferry in the fog"), invited.account);
    EXPECT_TRUE(world.people.has_accounts());
    EXPECT_EQ(world.standing(invited.account).role, Role::editor);
    const std::string log = whole_log(world);
    for (const std::string& secret : {std::string("jane"), std::string("Unmistakable"), std::string("ferry"), invited.link}) EXPECT_EQ(log.find(secret), std::string::npos) << secret;
    EXPECT_EQ(world.people.find("Jane@example.org").account.id, invited.account);
    EXPECT_EQ(world.people.find(invited.account.substr(0, 6)).account.id, invited.account);
}

TEST(People, ASecondInvitationOfTheSameNameLeavesNothingBehind) {
    World world;
    world.open("jane");
    Request again = World::request(Act::invite, "JANE");
    EXPECT_EQ(fault_of(world, again), Fault::conflict);
    again.account = "ja ne";
    EXPECT_EQ(fault_of(world, again), Fault::bad_request);
    again.account = "joan";
    again.role = "king";
    EXPECT_EQ(fault_of(world, again), Fault::bad_request);
    EXPECT_FALSE(world.keeper->named("joan"));
}

TEST(People, ARoleHoldsForItsTime) {
    World world;
    const std::string id = world.open("jane");
    Request request = World::request(Act::grant, "jane");
    request.role = "editor";
    request.from = "2026-02-02";
    request.until = "2026-02-03";
    world.people.perform(request);
    EXPECT_EQ(world.standing(id).role, Role::without_role);
    EXPECT_TRUE(world.people.who_may(Permission::correct).empty());
    world.now += 2 * 24 * 3600;
    EXPECT_EQ(world.standing(id).role, Role::editor);
    ASSERT_EQ(world.people.who_may(Permission::correct).size(), 1U);
    EXPECT_EQ(world.people.who_may(Permission::correct).front().account.id, id);
    EXPECT_TRUE(world.people.who_may(Permission::keep).empty());
    world.now += 24 * 3600;
    EXPECT_EQ(world.standing(id).role, Role::editor) << "the last day counts";
    world.now += 24 * 3600;
    EXPECT_EQ(world.standing(id).role, Role::without_role);
    request.until = "2026-02-01";
    EXPECT_EQ(fault_of(world, request), Fault::bad_request);
    request.until = "tomorrow";
    EXPECT_EQ(fault_of(world, request), Fault::bad_request);
}

TEST(People, AWithdrawnRoleIsNoneFromThenOn) {
    World world;
    const std::string id = world.open("jane", "editor");
    const std::string grant = world.people.grants_in_force(id).at(0).subject;
    Request request = World::request(Act::withdraw, "jane");
    request.grant = grant;
    world.people.perform(request);
    EXPECT_EQ(world.standing(id, accounts::Method::password, grant).role, Role::without_role);
    EXPECT_EQ(fault_of(world, request), Fault::not_found);
    EXPECT_EQ(world.record->snapshot().history(grant).size(), 2U);
    world.grant("jane", "editor");
    EXPECT_EQ(world.standing(id).role, Role::editor) << "and can be given anew";
    Request same = World::request(Act::grant, "jane");
    same.role = "editor";
    EXPECT_EQ(fault_of(world, same), Fault::conflict);
}

TEST(People, ADelegationActsForItsOwnActorOnly) {
    World world;
    Request request = World::request(Act::invite, "delegate");
    request.role = "contributor";
    EXPECT_EQ(fault_of(world, request), Fault::bad_request) << "a contributor is always somebody's";
    request.actor = "Atlantis";
    EXPECT_EQ(fault_of(world, request), Fault::not_found);
    const std::string id = world.open("delegate", "contributor", "Ardune");
    const Standing standing = world.standing(id);
    EXPECT_EQ(standing.actor, "state:XAR");
    EXPECT_EQ(on_behalf_of(standing), "state:XAR");
    EXPECT_EQ(who_of(standing).as, "contributor");
    EXPECT_EQ(account_from_entry(who_of(standing).name), id);
    // Another role of another actor is another standing, chosen at sign-in; none that was not given can be.
    const std::string second = world.grant("delegate", "contributor", "Beravoe").subject;
    EXPECT_EQ(world.standing(id).actor, "state:XAR");
    EXPECT_EQ(world.standing(id, accounts::Method::password, second).actor, "state:XBE");
    const std::string others = world.open("other", "contributor", "Cassemund");
    const std::string foreign = world.people.grants_in_force(others).at(0).subject;
    EXPECT_EQ(world.standing(id, accounts::Method::password, foreign).actor, "state:XAR");
}

TEST(People, AnAdministratorIsOneOnlyWithASecondFactor) {
    World world;
    const std::string id = world.open("root", "administrator");
    EXPECT_EQ(world.standing(id).role, Role::without_role);
    EXPECT_EQ(world.standing(id, accounts::Method::password_and_code).role, Role::administrator);
    EXPECT_EQ(world.standing(id, accounts::Method::institution).role, Role::administrator);
}

TEST(People, NobodyGivesRolesToThemselves) {
    World world;
    const std::string id = world.open("root", "administrator");
    Request request = World::request(Act::grant, "root");
    request.by_account = id;
    request.role = "editor";
    EXPECT_EQ(fault_of(world, request), Fault::refused);
    request.act = Act::withdraw;
    request.grant = world.people.grants_in_force(id).at(0).subject;
    EXPECT_EQ(fault_of(world, request), Fault::refused);
}

TEST(People, AResetEndsEveryWayInButTheNewLink) {
    World world;
    const std::string id = world.open("jane", "editor");
    const std::string session = world.keeper->sign_in({"jane", "a ferry in the fog", "", "", ""}).in->session;
    const Result reset = world.people.perform(World::request(Act::reset, "jane"));
    EXPECT_FALSE(world.keeper->session(session));
    EXPECT_FALSE(world.keeper->sign_in({"jane", "a ferry in the fog", "", "", ""}).in);
    EXPECT_TRUE(world.people.has_accounts()) << "meanwhile nobody else gets in";
    world.people.open_by_link(reset.link, "another ferry at noon");
    EXPECT_TRUE(world.keeper->sign_in({"jane", "another ferry at noon", "", "", ""}).in);
    EXPECT_EQ(world.standing(id).role, Role::editor);
}

TEST(People, AClosedAccountStaysClosedAndItsNameCanBeErased) {
    World world;
    const std::string id = world.open("jane", "editor");
    world.people.perform(World::request(Act::close, "jane"));
    EXPECT_EQ(world.standing(id).role, Role::anyone);
    EXPECT_EQ(fault_of(world, World::request(Act::reset, "jane")), Fault::refused);
    Request grant = World::request(Act::grant, "jane");
    grant.role = "editor";
    EXPECT_EQ(fault_of(world, grant), Fault::refused);
    world.people.perform(World::request(Act::erase, "jane"));
    EXPECT_FALSE(world.keeper->person(id));
    EXPECT_EQ(world.people.find(id).account.status, AccountStatus::erased);
    EXPECT_EQ(fault_of(world, World::request(Act::erase, id)), Fault::refused);
    world.open("jane");
}

TEST(People, ActorsAreFoundByNameAndAddedOnce) {
    World world;
    const auto find = [&](const std::string& typed) {
        const auto found = find_actor(world.record->snapshot(), world.people.vocabulary(), typed);
        return found ? found->id : std::string();
    };
    EXPECT_EQ(find("Ardune"), "state:XAR");
    EXPECT_EQ(find("XAR"), "state:XAR");
    EXPECT_EQ(find("state:XAR"), "state:XAR");
    EXPECT_EQ(find("Two Shores League"), "");
    Request request = World::request(Act::add_actor, "");
    request.name = "Two Shores League";
    request.actor = "club";
    EXPECT_EQ(fault_of(world, request), Fault::bad_request);
    request.actor = "organization";
    const Result added = world.people.perform(request);
    EXPECT_EQ(find("two shores LEAGUE"), added.subject);
    EXPECT_EQ(fault_of(world, request), Fault::conflict);
    EXPECT_EQ(actor_name(world.record->snapshot(), world.people.vocabulary(), added.subject), "Two Shores League");
    EXPECT_EQ(actor_name(world.record->snapshot(), world.people.vocabulary(), "state:XIL", "fr"), "Ilvesse");
    EXPECT_EQ(actor_name(world.record->snapshot(), world.people.vocabulary(), "state:XBE", "fr"), "Béravoé");
    EXPECT_EQ(all_actors(world.record->snapshot(), world.people.vocabulary()).back().id, added.subject);
}

TEST(People, TablesComeOutTheSameFromTheLogAndRebuildTouchesNoSecret) {
    World world;
    const std::string id = world.open("jane", "editor");
    world.open("delegate", "contributor", "Ardune");
    world.people.perform(World::request(Act::close, "delegate"));
    const std::string session = world.keeper->sign_in({"jane", "a ferry in the fog", "", "", ""}).in->session;
    EXPECT_TRUE(record::verify(*world.record).findings.empty());
    world.record->rebuild();
    EXPECT_TRUE(record::verify(*world.record).findings.empty());
    EXPECT_TRUE(world.keeper->session(session));
    EXPECT_EQ(world.standing(id).role, Role::editor);
    EXPECT_EQ(world.people.list().size(), 2U);
}

TEST(People, WhatIsHandedOverArrivesWhole) {
    Request request = World::request(Act::grant, "jane");
    request.name = "n";
    request.role = "editor";
    request.process = "holdings";
    request.actor = "Ardune";
    request.from = "2026-02-02";
    request.until = "2026-02-03";
    request.grant = "g";
    request.why = "because";
    EXPECT_EQ(to_json(request_from(to_json(request))), to_json(request));
    EXPECT_THROW(request_from(json::Object{{"act", "open"}}), Error) << "an account is opened by its link only";
    const Result result{3, "a", "l", "s"};
    EXPECT_EQ(to_json(result_from(to_json(result))), to_json(result));
}

}  // namespace
}  // namespace comity::actors
