#include "accounts/keeper.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.hpp"

namespace comity::accounts {
namespace {

/// A keeper with one person, and a clock that the test turns.
struct World {
    Seconds now = 1769851800;
    std::unique_ptr<Keeper> keeper = Keeper::in_memory([this] { return std::chrono::system_clock::time_point(std::chrono::seconds(now)); });
    std::string password = "a ferry in the fog";
    World() {
        keeper->add("a1", "Jane@Example.org", "Jane of Tarrow");
        keeper->use_link(keeper->make_link("a1"), password);
    }
    Keeper::Outcome enter(const std::string& typed, const std::string& device = "", const std::string& source = "192.0.2.1", const std::string& code = "") {
        return keeper->sign_in({"jane@example.org", typed, code, source, device});
    }
    std::string secret_of_codes;
    std::vector<std::string> enrol() {
        secret_of_codes = keeper->begin_codes("a1");
        return keeper->confirm_codes("a1", one_time_code(secret_of_codes, now / 30));
    }
};

TEST(Keeper, NobodyComesInWithoutAPassword) {
    auto keeper = Keeper::in_memory();
    keeper->add("a1", "jane", "Jane");
    EXPECT_FALSE(keeper->sign_in({"jane", "", "", "", ""}).in);
    EXPECT_FALSE(keeper->sign_in({"", "", "", "", ""}).in);
    EXPECT_FALSE(keeper->person("a1")->has_password);
}

TEST(Keeper, SignInNamesAreOneInAnyCase) {
    World world;
    EXPECT_EQ(world.keeper->named("JANE@example.org")->account, "a1");
    EXPECT_THROW(world.keeper->add("a2", "jane@EXAMPLE.org", "Another"), Error);
    for (const char* name : {"", "ab", "with blank", "müller", "a\nb"}) EXPECT_THROW(world.keeper->add("a3", name, "X"), Error) << name;
}

TEST(Keeper, TheRightPasswordBeginsASignInThatEndsWithoutUse) {
    World world;
    EXPECT_FALSE(world.enter("a ferry in the fo").in);
    const auto outcome = world.enter(world.password);
    ASSERT_TRUE(outcome.in);
    EXPECT_EQ(world.keeper->session(outcome.in->session)->account, "a1");
    EXPECT_FALSE(world.keeper->session(outcome.in->session)->has_second_factor());
    EXPECT_FALSE(world.keeper->session(outcome.in->device));
    EXPECT_FALSE(world.keeper->session(""));
    world.now += idle_limit - 1;
    EXPECT_TRUE(world.keeper->session(outcome.in->session));
    world.now += idle_limit;
    EXPECT_FALSE(world.keeper->session(outcome.in->session));
}

TEST(Keeper, NoSignInLastsBeyondItsDayHoweverMuchItIsUsed) {
    World world;
    const auto in = world.enter(world.password).in;
    const Seconds begun = world.now;
    while (world.now - begun < whole_limit - 600) {
        world.now += 600;
        ASSERT_TRUE(world.keeper->session(in->session)) << world.now - begun;
    }
    world.now += 600;
    EXPECT_FALSE(world.keeper->session(in->session));
}

TEST(Keeper, ASignInGetsAnotherSecretAndTheOldOneIsNothing) {
    World world;
    const auto in = world.enter(world.password).in;
    const std::string renewed = world.keeper->renew(in->session, "grant:a1:x");
    EXPECT_FALSE(world.keeper->session(in->session));
    EXPECT_EQ(world.keeper->session(renewed)->acting, "grant:a1:x");
    world.keeper->sign_out(renewed);
    EXPECT_FALSE(world.keeper->session(renewed));
}

TEST(Keeper, ALinkSetsAPasswordOnce) {
    World world;
    const auto in = world.enter(world.password).in;
    const std::string first = world.keeper->make_link("a1");
    const std::string second = world.keeper->make_link("a1");
    EXPECT_FALSE(world.keeper->of_link(first)) << "a later link ends the earlier one";
    EXPECT_EQ(world.keeper->of_link(second)->sign_in_name, "jane@example.org");
    EXPECT_EQ(world.keeper->use_link(second, "another ferry at noon"), "a1");
    EXPECT_THROW(world.keeper->use_link(second, "a third ferry at dusk"), Error);
    EXPECT_FALSE(world.keeper->session(in->session)) << "whoever was in is out";
    EXPECT_FALSE(world.enter(world.password).in);
    EXPECT_TRUE(world.enter("another ferry at noon").in);
    const std::string late = world.keeper->make_link("a1");
    world.now += 7 * 24 * 3600;
    EXPECT_FALSE(world.keeper->of_link(late));
    EXPECT_THROW(world.keeper->use_link(late, "a third ferry at dusk"), Error);
}

TEST(Keeper, ACodeIsAskedForAndTakenOnce) {
    World world;
    EXPECT_TRUE(world.keeper->confirm_codes("a1", "123456").empty());
    EXPECT_EQ(world.enrol().size(), 10U);
    world.now += 60;
    EXPECT_EQ(world.enter(world.password).denied.because, Denied::Because::code_needed);
    EXPECT_EQ(world.enter("wrong").denied.because, Denied::Because::wrong);
    const std::string code = one_time_code(world.secret_of_codes, world.now / 30);
    const auto outcome = world.enter(world.password, "", "", code);
    ASSERT_TRUE(outcome.in);
    EXPECT_TRUE(world.keeper->session(outcome.in->session)->has_second_factor());
    EXPECT_FALSE(world.enter(world.password, "", "", code).in) << "who has looked over the shoulder comes too late";
    EXPECT_FALSE(world.enter("wrong", "", "", one_time_code(world.secret_of_codes, world.now / 30 + 1)).in);
}

TEST(Keeper, ARecoveryCodeReplacesTheAuthenticatorOnce) {
    World world;
    const auto codes = world.enrol();
    EXPECT_FALSE(world.enter("wrong", "", "", codes[3]).in);
    EXPECT_TRUE(world.enter(world.password, "", "", codes[3]).in);
    EXPECT_FALSE(world.enter(world.password, "", "", codes[3]).in);
    EXPECT_EQ(world.keeper->person("a1")->recovery_codes, 9);
}

TEST(Keeper, GuessingIsStoppedAndDoesNotLockOutWhoHasBeenHereBefore) {
    World world;
    const std::string device = world.enter(world.password).in->device;
    // An attacker from many places, each new.
    for (int i = 0; i < most_failures; ++i) EXPECT_FALSE(world.enter("guess " + std::to_string(i), "", "198.51.100." + std::to_string(i)).in);
    const auto stopped = world.enter(world.password, "", "198.51.100.99");
    EXPECT_EQ(stopped.denied.because, Denied::Because::wait);
    EXPECT_GT(stopped.denied.wait, 0);
    EXPECT_LE(stopped.denied.wait, failure_window);
    EXPECT_TRUE(world.enter(world.password, device, "192.0.2.1").in) << "her own browser is not locked out";
    EXPECT_FALSE(world.enter("guess", "", "192.0.2.1").in);
    world.now += failure_window + 1;
    EXPECT_TRUE(world.enter(world.password, "", "198.51.100.99").in);
}

TEST(Keeper, AStolenBrowserIsStoppedToo) {
    World world;
    const std::string device = world.enter(world.password).in->device;
    for (int i = 0; i < most_failures; ++i) EXPECT_FALSE(world.enter("guess", device).in);
    EXPECT_EQ(world.enter(world.password, device).denied.because, Denied::Because::wait);
    EXPECT_TRUE(world.enter(world.password).in) << "another browser of hers is not";
}

TEST(Keeper, ASourceThatTriesManyNamesIsStopped) {
    World world;
    for (int i = 0; i < most_failures_of_a_source; ++i) EXPECT_FALSE(world.keeper->sign_in({"name" + std::to_string(i), "guess", "", "203.0.113.7", ""}).in);
    EXPECT_EQ(world.enter(world.password, "", "203.0.113.7").denied.because, Denied::Because::wait);
    EXPECT_TRUE(world.enter(world.password, "", "203.0.113.8").in);
}

TEST(Keeper, LimitsDoNotTellWhichNamesExist) {
    World world;
    const auto tries = [&](const std::string& name) {
        std::vector<Denied::Because> said;
        for (int i = 0; i <= most_failures; ++i) said.push_back(world.keeper->sign_in({name, "guess", "", "", ""}).denied.because);
        return said;
    };
    EXPECT_EQ(tries("jane@example.org"), tries("nobody@example.org"));
}

TEST(Keeper, AClosedAccountHasNoWayInAndAnErasedOneNoName) {
    World world;
    world.enrol();
    const std::string session = world.keeper->sign_in_as("a1", Method::institution).session;
    const std::string token = world.keeper->make_token({"", "a1", "my script", "", {"read"}, 0, world.now + 1000, 0});
    const std::string link = world.keeper->make_link("a1");
    world.keeper->shut("a1");
    EXPECT_FALSE(world.keeper->session(session));
    EXPECT_FALSE(world.keeper->token(token));
    EXPECT_FALSE(world.keeper->of_link(link));
    EXPECT_FALSE(world.enter(world.password).in);
    EXPECT_EQ(world.keeper->person("a1")->name, "Jane of Tarrow");
    world.keeper->forget("a1");
    EXPECT_FALSE(world.keeper->person("a1"));
}

TEST(Keeper, ATokenIsKnownByItsSecretUntilItsDay) {
    World world;
    const std::string secret = world.keeper->make_token({"", "a1", "my script", "grant:x", {"read", "hand in"}, 0, world.now + 1000, 0});
    EXPECT_TRUE(secret.starts_with("comity_"));
    const auto token = world.keeper->token(secret);
    ASSERT_TRUE(token);
    EXPECT_EQ(token->scopes, (std::vector<std::string>{"read", "hand in"}));
    EXPECT_EQ(token->acting, "grant:x");
    EXPECT_FALSE(world.keeper->token("comity_" + drawn_secret()));
    EXPECT_FALSE(world.keeper->end_token("a2", token->id)) << "not somebody else's";
    world.now += 1000;
    EXPECT_FALSE(world.keeper->token(secret));
    EXPECT_TRUE(world.keeper->end_token("a1", token->id));
    EXPECT_TRUE(world.keeper->tokens("a1").empty());
}

TEST(Keeper, TheFileIsItsOwnersAndHasNeitherSecretsNorErasedNames) {
    const auto folder = std::filesystem::temp_directory_path() / ("comity-keeper-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    const auto record = folder / "own.record";
    std::string token, session, link;
    {
        const auto keeper = Keeper::open(record, "identity-1", Keeper::Access::write);
        keeper->add("a1", "jane", "Jane Unmistakable");
        keeper->use_link(keeper->make_link("a1"), "a ferry in the fog");
        token = keeper->make_token({"", "a1", "t", "", {"read"}, 0, 9999999999, 0});
        session = keeper->sign_in({"jane", "a ferry in the fog", "", "", ""}).in->session;
        link = keeper->make_link("a1");
    }
    const auto bytes = [&] {
        std::ostringstream all;
        for (const auto& file : std::filesystem::directory_iterator(folder)) all << std::ifstream(file.path(), std::ios::binary).rdbuf();
        return all.str();
    };
    struct stat found {};
    ASSERT_EQ(::stat(Keeper::file_of(record).c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
    EXPECT_NE(bytes().find("Jane Unmistakable"), std::string::npos);
    for (const std::string& secret : {token, session, link, std::string("a ferry in the fog")}) EXPECT_EQ(bytes().find(secret), std::string::npos) << secret;
    EXPECT_THROW(Keeper::open(record, "identity-2", Keeper::Access::write), Error);
    {
        const auto keeper = Keeper::open(record, "identity-1", Keeper::Access::write);
        EXPECT_TRUE(keeper->session(session)) << "a restart signs nobody out";
        keeper->forget("a1");
        EXPECT_EQ(bytes().find("Jane Unmistakable"), std::string::npos);
    }
    std::filesystem::permissions(Keeper::file_of(record), std::filesystem::perms::others_read, std::filesystem::perm_options::add);
    EXPECT_THROW(Keeper::open(record, "identity-1", Keeper::Access::write), Error);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace comity::accounts
