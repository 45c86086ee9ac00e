// Signing in and out, the own account, people and their roles, the demonstration's invented persons, refusals that are recorded.
#include <gtest/gtest.h>

#include "base/sha256.hpp"
#include "web/testing.hpp"

namespace comity::web {
namespace {

using With = TestSite::With;
using Accounts = TestSite::Accounts;
const std::string password = "a ferry in the fog";
const std::string correct = "/documents/CA/RES/34/8/correct";

bool has(const http::Response& response, std::string_view text) { return response.body.find(text) != std::string::npos; }
std::vector<std::string> cookies(const http::Response& response) {
    std::vector<std::string> all;
    for (const http::Field& field : response.headers) {
        if (field.name == "Set-Cookie") all.push_back(field.value);
    }
    return all;
}
std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const std::size_t at = text.find(before);
    if (at == std::string::npos) return "";
    return text.substr(at + before.size(), text.find(after, at + before.size()) - at - before.size());
}

TEST(SignIn, WhoKnowsThePasswordComesInAndActsAsTheirRole) {
    TestSite site(With::texts, record::Purpose::own, Accounts::some);
    const std::string id = site.admit("jane", "editor");
    EXPECT_EQ(site.send("/sign-in", form({{"name", "jane"}, {"password", "wrong"}})).status, 400);
    const http::Response in = site.send("/sign-in", form({{"name", "Jane"}, {"password", password}}));
    EXPECT_EQ(in.status, 303);
    for (const std::string& cookie : cookies(in)) {
        EXPECT_NE(cookie.find("; HttpOnly; SameSite=Strict"), std::string::npos) << cookie;
        EXPECT_EQ(cookie.find("Secure"), std::string::npos) << "on this machine there is no TLS";
    }
    EXPECT_TRUE(has(site.get("/account"), ">jane<"));
    EXPECT_EQ(site.get("/").header("Cache-Control"), "private, no-cache");
    const http::Response done = site.send(correct, form({{"act", "fact"}, {"fact", "meeting"}, {"value", "72nd plenary meeting"}}));
    EXPECT_EQ(done.status, 303) << done.body;
    const auto entry = site.holdings().record().snapshot().at(site.entries() - 1);
    EXPECT_EQ(entry->who.as, "editor");
    EXPECT_EQ(entry->who.name, "account " + id);
    EXPECT_EQ(site.send("/sign-out", {}).status, 303);
    EXPECT_EQ(site.get("/account").status, 303);
    EXPECT_EQ(site.send(correct, form({{"act", "fact"}, {"fact", "meeting"}, {"value", "73rd plenary meeting"}})).status, 403);
}

TEST(SignIn, NoPasswordTravelsInTheClear) {
    TestSite site(With::texts, record::Purpose::own, Accounts::some);
    site.admit("jane", "editor");
    http::Request page = TestSite::request("GET", "/sign-in");
    page.from_this_machine = false;
    page.remote = "198.51.100.7";
    EXPECT_FALSE(has(site.ask(page), "type=\"password\""));
    page.method = "POST";
    page.body = "name=jane&password=a+ferry+in+the+fog";
    EXPECT_EQ(site.ask(page).status, 403);
    // A cookie that was got elsewhere is nothing over such a connection.
    site.enter(site.people().find("jane").account.id);
    http::Request account = TestSite::request("GET", "/account");
    account.from_this_machine = false;
    EXPECT_EQ(site.ask(account).status, 303);
}

TEST(SignIn, OverTlsCookiesAreOfTheHostAlone) {
    TestSite site(With::texts, record::Purpose::own, Accounts::some);
    site.admit("jane", "editor");
    const auto tls = [](const std::string& method, const std::string& target) {
        http::Request request = TestSite::request(method, target);
        request.headers = {{"X-Forwarded-Proto", "https"}, {"X-Forwarded-For", "198.51.100.7"}};
        return request;
    };
    const std::string token = TestSite::token_of(site.ask(tls("GET", "/sign-in")));
    http::Request sent = tls("POST", "/sign-in");
    sent.headers.push_back({"Origin", "https://127.0.0.1:8460"});
    sent.body = "name=jane&password=a+ferry+in+the+fog&token=" + token;
    const http::Response in = site.ask(sent);
    ASSERT_EQ(in.status, 303) << in.body;
    for (const std::string& cookie : cookies(in)) {
        EXPECT_TRUE(cookie.starts_with("__Host-comity-")) << cookie;
        EXPECT_TRUE(cookie.ends_with("; HttpOnly; SameSite=Strict; Secure")) << cookie;
        EXPECT_NE(cookie.find("; Path=/"), std::string::npos);
    }
    EXPECT_EQ(site.ask(tls("GET", "/account")).status, 200);
    sent.headers.back().value = "http://127.0.0.1:8460";
    EXPECT_EQ(site.ask(sent).status, 403) << "from a page without TLS";
}

TEST(SignIn, ATokenOfAFormIsNoneOfAnotherSignIn) {
    TestSite site(With::texts, record::Purpose::own, Accounts::some);
    const std::string jane = site.admit("jane", "editor"), joan = site.admit("joan", "editor");
    site.enter(jane);
    const std::string token = TestSite::token_of(site.get(correct));
    site.enter(joan);
    http::Request sent = TestSite::request("POST", correct);
    sent.headers = {{"Origin", "http://127.0.0.1:8460"}};
    sent.body = "act=fact&fact=meeting&value=another&token=" + token;
    const auto before = site.entries();
    EXPECT_EQ(site.ask(sent).status, 403);
    EXPECT_EQ(site.entries(), before);
}

TEST(SignIn, GuessingEndsWith429AndSaysForHowLong) {
    TestSite site(With::nothing, record::Purpose::own, Accounts::some);
    site.admit("jane", "editor");
    for (int i = 0; i < accounts::most_failures; ++i) EXPECT_EQ(site.send("/sign-in", form({{"name", "jane"}, {"password", "guess"}})).status, 400);
    const http::Response stopped = site.send("/sign-in", form({{"name", "jane"}, {"password", password}}));
    EXPECT_EQ(stopped.status, 429);
    EXPECT_FALSE(stopped.header("Retry-After").empty());
    site.now += accounts::failure_window + 1;
    EXPECT_EQ(site.send("/sign-in", form({{"name", "jane"}, {"password", password}})).status, 303);
}

TEST(SignIn, AnInstitutionIsBelievedFromItsAddressOnly) {
    TestSite site(With::texts, record::Purpose::own, Accounts::some);
    site.admit("jane@example.org", "administrator");
    const auto from = [&](const std::string& remote, const std::string& method, const std::string& target, const std::string& says) {
        http::Request request = TestSite::request(method, target);
        request.remote = remote;
        request.from_this_machine = false;
        request.headers = {{"X-Forwarded-Proto", "https"}};
        if (!says.empty()) request.headers.push_back({"X-Remote-User", says});
        return request;
    };
    const std::string token = TestSite::token_of(site.ask(from("192.0.2.80", "GET", "/sign-in", "jane@example.org")));
    const auto sign_in = [&](const std::string& remote, const std::string& says) {
        http::Request sent = from(remote, "POST", "/sign-in", says);
        sent.body = "institution=1&token=" + token;
        return site.ask(sent).status;
    };
    EXPECT_EQ(sign_in("192.0.2.81", "jane@example.org"), 403);
    EXPECT_EQ(sign_in("192.0.2.80", "somebody@example.org"), 403);
    EXPECT_EQ(sign_in("192.0.2.80", ""), 403);
    ASSERT_EQ(sign_in("192.0.2.80", "jane@example.org"), 303);
    EXPECT_EQ(site.ask(from("192.0.2.80", "GET", "/people", "jane@example.org")).status, 200) << "an institution's sign-in counts as a second factor";
    EXPECT_EQ(site.ask(from("192.0.2.80", "GET", "/people", "")).status, 303) << "it ends when the institution ends it";
    EXPECT_EQ(site.ask(from("192.0.2.80", "GET", "/people", "joan@example.org")).status, 303);
    EXPECT_EQ(site.ask(from("192.0.2.81", "GET", "/people", "jane@example.org")).status, 303);
}

TEST(Welcome, ALinkSetsAPasswordAndLookingAtItDoesNotUseItUp) {
    TestSite site(With::nothing, record::Purpose::own, Accounts::some);
    actors::Request request;
    request.account = "jane";
    request.name = "Jane of Tarrow";
    request.who = {"operator at the command line", "keeper"};
    const std::string link = site.people().perform(request).link;
    EXPECT_TRUE(has(site.get("/welcome?link=" + link), "Jane of Tarrow"));
    EXPECT_TRUE(has(site.get("/welcome?link=" + link), "Jane of Tarrow"));
    const auto choose = [&](const std::string& one, const std::string& again) { return site.send("/welcome", form({{"link", link}, {"password", one}, {"again", again}})).status; };
    EXPECT_EQ(choose("short", "short"), 400);
    EXPECT_EQ(choose(password, "another ferry at noon"), 400);
    EXPECT_EQ(choose(password, password), 200);
    EXPECT_EQ(choose(password, password), 404);
    EXPECT_EQ(site.get("/welcome?link=" + link).status, 404);
    EXPECT_EQ(site.send("/sign-in", form({{"name", "jane"}, {"password", password}})).status, 303);
}

TEST(Account, CodesAreSetUpWithoutAScriptAndOpenTheAdministratorsRole) {
    TestSite site(With::nothing, record::Purpose::own, Accounts::some);
    site.admit("root", "administrator");
    site.send("/sign-in", form({{"name", "root"}, {"password", password}}));
    EXPECT_EQ(site.get("/people").status, 403);
    const http::Response begun = site.send("/account", form({{"act", "begin-codes"}}));
    EXPECT_TRUE(has(begun, "otpauth://totp/Comity:root?secret="));
    EXPECT_EQ(site.send("/account", form({{"act", "confirm-codes"}, {"code", "000000"}})).status, 400);
    // What the authenticator computes from the secret that the page shows.
    const std::string letters = between(begun.body, "<pre tabindex=\"0\" translate=\"no\"><code>", "</code>");
    std::string secret;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : letters) {
        held = held << 5 | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
        if ((bits += 5) >= 8) secret += static_cast<char>((held >> (bits -= 8)) & 0xFFU);
    }
    const http::Response on = site.send("/account", form({{"act", "confirm-codes"}, {"code", accounts::one_time_code(secret, site.now / 30)}}));
    const std::string recovery = between(on.body, "<li><code>", "</code>");
    EXPECT_EQ(recovery.size(), 19U);
    site.send("/sign-out", {});
    EXPECT_TRUE(has(site.send("/sign-in", form({{"name", "root"}, {"password", password}})), "one-time code as well"));
    EXPECT_EQ(site.send("/sign-in", form({{"name", "root"}, {"password", password}, {"code", recovery}})).status, 303);
    EXPECT_EQ(site.get("/people").status, 200);
}

TEST(Account, APasswordIsChangedByWhoKnowsTheOldOneAndOthersAreOut) {
    TestSite site(With::nothing, record::Purpose::own, Accounts::some);
    const std::string id = site.admit("jane", "editor");
    const std::string elsewhere = site.people().keeper().sign_in_as(id, accounts::Method::password).session;
    site.enter(id);
    const auto change = [&](const std::string& old_one) { return site.send("/account", form({{"act", "password"}, {"old", old_one}, {"password", "another ferry at noon"}, {"again", "another ferry at noon"}})).status; };
    EXPECT_EQ(change("wrong"), 403);
    EXPECT_EQ(change(password), 303);
    EXPECT_FALSE(site.people().keeper().session(elsewhere));
    EXPECT_EQ(site.get("/account").status, 200) << "who changed it stays";
}

TEST(Account, ATokenIsShownOnceAndHasNoMoreThanItsMaker) {
    TestSite site(With::nothing, record::Purpose::own, Accounts::some);
    site.enter(site.admit("delegate", "contributor", "GA"));
    EXPECT_EQ(site.send("/account", form({{"act", "token"}, {"name", "script"}, {"scope", "correct"}, {"days", "30"}})).status, 403);
    EXPECT_EQ(site.send("/account", form({{"act", "token"}, {"name", "script"}, {"scope", "give accounts"}, {"days", "30"}})).status, 403);
    EXPECT_EQ(site.send("/account", form({{"act", "token"}, {"name", "script"}, {"scope", "read"}, {"days", "9999"}})).status, 400);
    const http::Response made = site.send("/account", form({{"act", "token"}, {"name", "script"}, {"scope", "hand in"}, {"days", "30"}}));
    const std::string secret = between(made.body, "<code>", "</code>");
    EXPECT_TRUE(secret.starts_with("comity_")) << secret;
    const http::Response page = site.get("/account");
    EXPECT_FALSE(has(page, secret));
    EXPECT_EQ(site.send("/account", form({{"act", "end-token"}, {"id", between(page.body, "name=\"id\" value=\"", "\"")}})).status, 303);
    EXPECT_FALSE(site.people().keeper().token(secret));
}

TEST(People, AnAdministratorInvitesGivesAndWithdraws) {
    TestSite site(With::nothing, record::Purpose::own, Accounts::some);
    site.enter(site.admit("root", "administrator"));
    const http::Response invited = site.send("/people", form({{"act", "invite"}, {"sign_in_name", "jane"}, {"name", "Jane <b>"}, {"role", "editor"}}));
    const std::string link = between(invited.body, "http://127.0.0.1:8460/welcome?link=", "<");
    EXPECT_EQ(link.size(), 43U);
    EXPECT_TRUE(has(invited, "Jane &lt;b&gt;"));
    const std::string id = site.people().open_by_link(link, password);
    EXPECT_EQ(site.send("/people", form({{"act", "grant"}, {"account", id}, {"role", "contributor"}, {"for", "Human Rights Council"}})).status, 303);
    EXPECT_EQ(site.people().grants_in_force(id).size(), 2U);
    EXPECT_EQ(site.people().grants_in_force(id)[1].actor, "body:HRC");
    EXPECT_EQ(site.send("/people", form({{"act", "withdraw"}, {"account", id}, {"grant", site.people().grants_in_force(id)[0].subject}})).status, 303);
    EXPECT_EQ(site.people().grants_in_force(id).size(), 1U);
    const auto entry = site.holdings().record().snapshot().at(site.entries() - 1);
    EXPECT_EQ(entry->who.as, "administrator");
    EXPECT_EQ(site.send("/people", form({{"act", "grant"}, {"account", site.people().find("root").account.id}, {"role", "editor"}})).status, 403) << "not to oneself";
    EXPECT_EQ(site.send("/people", form({{"act", "close"}, {"account", id}})).status, 303);
    EXPECT_TRUE(site.people().grants_in_force(id).empty());
}

TEST(People, AnOfficerSeesAndAddsOrganizationsAndGivesNothing) {
    TestSite site(With::nothing, record::Purpose::own, Accounts::some);
    const std::string id = site.admit("maud", "secretariat officer");
    site.enter(id);
    EXPECT_EQ(site.send("/people", form({{"act", "add-actor"}, {"name", "Harbour Watch"}, {"kind", "organization"}})).status, 303);
    const auto before = site.entries();
    EXPECT_EQ(site.send("/people", form({{"act", "invite"}, {"sign_in_name", "jane"}, {"role", "editor"}})).status, 403);
    EXPECT_EQ(site.entries(), before);
}

TEST(Demonstration, OneClickActsAsEachInventedPersonOnThisMachineOnly) {
    TestSite site(With::texts, record::Purpose::demonstration, Accounts::some);
    const http::Response page = site.get("/sign-in");
    int found = 0;
    for (std::size_t at = page.body.find("name=\"person\" value=\""); at != std::string::npos; at = page.body.find("name=\"person\" value=\"", at + 1)) {
        const std::string person = between(page.body.substr(at), "value=\"", "\"");
        EXPECT_EQ(site.send("/act-as", form({{"person", person}})).status, 303) << person;
        EXPECT_EQ(site.get("/account").status, 200) << person;
        EXPECT_EQ(site.people().find(person).account.status, actors::AccountStatus::open);
        ++found;
    }
    EXPECT_EQ(found, static_cast<int>(actors::given_roles().size()));
    EXPECT_EQ(site.get("/people").status, 200) << "the last of them is the administrator";
    const auto before = site.entries();
    EXPECT_EQ(site.send("/act-as", form({{"person", "ines.varrow"}})).status, 303);
    EXPECT_EQ(site.entries(), before) << "made once";
    // The same browser from another machine, and through a proxy: neither the click nor the sign-in that it gave.
    for (const std::vector<http::Field>& headers : {std::vector<http::Field>{}, {{"X-Forwarded-Proto", "https"}}, {{"X-Forwarded-For", "127.0.0.1"}}}) {
        http::Request click = TestSite::request("POST", "/act-as");
        click.headers = headers;
        click.from_this_machine = !headers.empty();
        click.body = "person=ines.varrow&token=" + TestSite::token_of(site.get("/sign-in"));
        EXPECT_EQ(site.ask(click).status, 403);
        http::Request look = TestSite::request("GET", "/account");
        look.headers = headers;
        look.from_this_machine = !headers.empty();
        EXPECT_EQ(site.ask(look).status, 303);
    }
}

TEST(Demonstration, OfARealRecordNobodyIsInvented) {
    TestSite site(With::nothing, record::Purpose::own, Accounts::some);
    EXPECT_FALSE(has(site.get("/sign-in"), "name=\"person\""));
    EXPECT_EQ(site.send("/act-as", form({{"person", "jonas.halfway"}})).status, 403);
    EXPECT_EQ(site.entries(), 0);
}

TEST(Refusals, OfASignedInPartyAreEntriesWithAReceipt) {
    TestSite site(With::texts, record::Purpose::own, Accounts::some);
    const std::string id = site.admit("jane", "editor");
    site.enter(id);
    const auto before = site.entries();
    const http::Response response = site.send(correct, form({{"act", "fact"}, {"fact", "date_adopted"}, {"value", "no date"}}));
    EXPECT_EQ(response.status, 400);
    ASSERT_EQ(site.entries(), before + 1);
    EXPECT_TRUE(has(response, "/receipt/" + std::to_string(before) + ".html"));
    const auto entry = site.holdings().record().snapshot().at(before);
    EXPECT_EQ(entry->kind, "refusal");
    EXPECT_EQ(entry->who.name, "account " + id);
    EXPECT_EQ(entry->state.text("handed_in"), hex(sha256(R"({"act":"fact","fact":"date_adopted","value":"no date"})"))) << "the canonical JSON of what was typed";
    const std::string receipt = "/receipt/" + std::to_string(before) + ".html", leaf = "/log/entries/" + std::to_string(before);
    const std::string history = "/log/subjects/" + entry->subject;
    EXPECT_EQ(site.get(receipt).status, 200);
    EXPECT_TRUE(has(site.get(leaf), "canonical"));
    EXPECT_EQ(site.get(history).status, 200);

    // Between the party and the keepers: nobody else sees more of it than its leaf.
    const auto withheld = [&] {
        EXPECT_EQ(site.get(receipt).status, 403);
        EXPECT_EQ(site.get(history).status, 404);
        const http::Response shown = site.get(leaf);
        EXPECT_TRUE(has(shown, "\"absent\": \"withheld\"") || has(shown, "\"absent\":\"withheld\"")) << shown.body;
        EXPECT_TRUE(has(shown, hex(entry->leaf)));
        EXPECT_FALSE(has(shown, "salt"));
        EXPECT_FALSE(has(shown, id));
    };
    site.enter("");
    withheld();
    site.enter(site.admit("joan", "editor"));
    withheld();
    site.enter(site.admit("olive", "secretariat officer"));
    EXPECT_EQ(site.get(receipt).status, 200);
}

}  // namespace
}  // namespace comity::web
