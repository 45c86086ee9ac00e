// Every route with every role, held against the one table of permissions (machinery/actors/permissions.cpp).
#include <gtest/gtest.h>

#include <map>

#include "web/pages.hpp"
#include "web/testing.hpp"

namespace comity::web {
namespace {

using actors::Permission;
using actors::Role;

/// A real address for each route: what stands for its {symbol}.
std::string address_of(const RouteRow& route, TestSite& site) {
    static const std::map<std::string, std::string> named = {{"/help/", "trust"}, {"/assets/", "comity.css"}, {"/log/entries/", "1"}, {"/tile/", "0/000.p/1"}, {"/receipt/", "1.html"}, {"/series/", "CA/RES/36/30"}};
    std::string address = route.address;
    std::string symbol = "CA/RES/34/8";
    for (const auto& [begin, name] : named) {
        if (address.starts_with(begin)) symbol = name;
    }
    if (address.starts_with("/file/")) symbol = site.holdings().find("CA/RES/34/8").sha256;
    for (const auto& [hole, with] : {std::pair<std::string, std::string>{"{symbol}", symbol}, {"{paragraph}", "op1"}, {"{actor}", "body:HRC"}, {"{theme}", "SDG-4"}, {"{consultation}", "lamps-2031"}, {"{number}", "7"}, {"{request}", "xta.interpreters"}, {"{offer}", "xni.school"}, {"{agreement}", "xta.courts"}, {"{measure}", "xta.registers"}, {"{state}", "XNI"}, {"{recommendation}", "upr-3-xni-101.12"}}) {
        if (const std::size_t at = address.find(hole); at != std::string::npos) address.replace(at, hole.size(), with);
    }
    return address;
}

/// As a browser sends a form, or as a program with that token sends what it hands in.
http::Response send(TestSite& site, const RouteRow& route, const std::string& token) {
    const std::string address = address_of(route, site);
    http::Request request = TestSite::request(std::string(route.method), address);
    if (route.address.starts_with("/api/")) {
        if (!token.empty()) request.headers.push_back({"Authorization", "Bearer " + token});
        if (route.method == "POST") request.body = route.address == "/api/v1/documents" ? "" : "{}";
        return site.ask(request);
    }
    if (route.method == "GET") return site.ask(request);
    if (address != "/import") {
        static int number = 0;
        return site.send(address, form({{"act", address == "/people" ? "add-actor" : "fact"}, {"kind", "organization"}, {"name", "Harbour Watch " + std::to_string(++number)}, {"fact", "meeting"}, {"value", "meeting " + std::to_string(number)}}));
    }
    request.headers = {{"Content-Type", "multipart/form-data; boundary=cut"}, {"Origin", "http://127.0.0.1:8460"}};
    request.body = "--cut\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n" + TestSite::token_of(site.get("/sign-in")) + "\r\n--cut--\r\n";
    return site.ask(request);
}

bool refused(const http::Response& response) { return response.status == 401 || response.status == 403 || (response.status == 303 && response.header("Location") == "/sign-in"); }

TEST(Roles, EveryRouteDoesForEveryRoleWhatTheTableSays) {
    TestSite site(TestSite::With::texts, record::Purpose::own, TestSite::Accounts::some);
    std::map<Role, std::string> accounts = {{Role::anyone, ""}, {Role::without_role, site.admit("none", "")}};
    for (const Role role : actors::given_roles()) accounts[role] = site.admit(std::string(actors::name_of(role)).substr(0, 6), std::string(actors::name_of(role)), role == Role::contributor ? "GA" : "");
    int walked = 0;
    for (const auto& [role, account] : accounts) {
        for (const RouteRow& route : all_routes()) {
            if (route.address == "/act-as") continue;  // refused to everybody here: its own test is in people_test.cpp
            site.enter(account);
            std::string token;
            const bool acts_by_api = route.address.starts_with("/api/") && route.permission != Permission::read;
            if (acts_by_api && !account.empty()) {
                const auto grants = site.people().grants_in_force(account);
                token = site.people().keeper().make_token({"", account, "walk", grants.empty() ? "" : grants.front().subject, {std::string(actors::row_of(route.permission).name)}, 0, site.now + 1000, 0});
            }
            const std::int64_t before = site.entries();
            const http::Response response = send(site, route, token);
            // The page of imports tells everybody how it is done, and says with its status that they may not.
            const bool explains = route.method == "GET" && route.address == "/import";
            const bool may = actors::allows(role, explains ? Permission::hand_in : route.permission);
            EXPECT_EQ(refused(response), !may) << actors::name_of(role) << ": " << route.method << " " << route.address << " gave " << response.status;
            EXPECT_LT(response.status, 500) << route.address;
            if (!may) {
                EXPECT_EQ(site.entries(), before) << actors::name_of(role) << ": " << route.method << " " << route.address;
            }
            ++walked;
        }
    }
    RecordProperty("walked", walked);
    EXPECT_GT(walked, 7 * 50);
}

TEST(Roles, TheOperatorAtThisMachineActsOnlyWhereNobodyCanSignIn) {
    TestSite site(TestSite::With::texts, record::Purpose::own, TestSite::Accounts::some);
    const auto walk = [&](Role role) {
        for (const RouteRow& route : all_routes()) {
            if (route.address == "/act-as" || (route.address.starts_with("/api/") && route.permission != Permission::read)) continue;
            const bool explains = route.method == "GET" && route.address == "/import";
            EXPECT_EQ(refused(send(site, route, "")), !actors::allows(role, explains ? Permission::hand_in : route.permission)) << actors::name_of(role) << ": " << route.method << " " << route.address;
        }
    };
    walk(Role::operator_here);
    site.admit("jane", "editor");
    walk(Role::anyone);
}

TEST(Roles, ATokenDoesWhatItsScopesSayAndOpensNoPages) {
    TestSite site(TestSite::With::texts, record::Purpose::own, TestSite::Accounts::some);
    const std::string id = site.admit("jane", "editor");
    const std::string grant = site.people().grants_in_force(id).front().subject;
    const auto with = [&](std::vector<std::string> scopes) { return site.people().keeper().make_token({"", id, "script", grant, std::move(scopes), 0, site.now + 1000, 0}); };
    const auto ask = [&](const std::string& method, const std::string& target, const std::string& token, const std::string& body = "") {
        http::Request request = TestSite::request(method, target);
        request.headers = {{"Authorization", "Bearer " + token}};
        request.body = body;
        return site.ask(request);
    };
    const std::string correction = R"({"change": "fact", "field": "meeting", "value": "99th meeting", "why": "a test", "who": {"as": "validator", "name": "somebody else"}, "on_behalf_of": "state:XAR"})";
    EXPECT_EQ(ask("POST", "/api/v1/documents/CA/RES/34/8", with({"read"}), correction).status, 403);
    EXPECT_EQ(ask("GET", "/api/v1/documents", with({"correct"})).status, 403);
    EXPECT_EQ(ask("GET", "/", with({"read", "correct"})).status, 403);
    EXPECT_EQ(ask("GET", "/api/v1/documents", "comity_nothing").status, 401);
    const http::Response done = ask("POST", "/api/v1/documents/CA/RES/34/8", with({"correct"}), correction);
    ASSERT_EQ(done.status, 201) << done.body;
    const auto entry = site.holdings().record().snapshot().at(json::parse(done.body).integer("position"));
    EXPECT_EQ(entry->who.as, "editor, by a token");
    EXPECT_EQ(entry->who.name, actors::account_in_entries(id)) << "never what was sent";
    EXPECT_FALSE(entry->on_behalf_of);
    const http::Response in = ask("POST", "/api/v1/documents?name=note.txt", with({"hand in"}), "Note on the lamps of the harbour\n\nAll lamps are lit.\n");
    EXPECT_TRUE(in.status == 201) << in.body;
    // Without a token nobody acts by the API, whatever the cookie says: a page could make the browser send it.
    site.enter(id);
    http::Request forged = TestSite::request("POST", "/api/v1/documents/CA/RES/34/8");
    forged.body = correction;
    EXPECT_EQ(site.ask(forged).status, 401);
}

}  // namespace
}  // namespace comity::web
