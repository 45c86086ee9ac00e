// Who is let in: names of the host, forms that were forged, answers that a browser must treat strictly.
#include <gtest/gtest.h>

#include "web/testing.hpp"

namespace comity::web {
namespace {

using With = TestSite::With;

const std::string correct = "/documents/CA/RES/34/8/correct";

http::Request title_correction(std::string_view token, std::vector<http::Field> headers) {
    http::Request request = TestSite::request("POST", correct);
    request.headers = std::move(headers);
    request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    request.body = "act=fact&fact=title&value=Another&token=" + std::string(token);
    return request;
}

std::int64_t entries(TestSite& site) { return site.holdings().record().snapshot().size(); }

TEST(Guard, OnlyOurOwnNamesAreAnswered) {
    TestSite site(With::texts);
    for (const auto& [host, status] : std::vector<std::pair<std::string, int>>{
             {"127.0.0.1:8460", 200}, {"localhost:8460", 200}, {"LOCALHOST:8460", 200}, {"127.0.0.1", 421}, {"127.0.0.1:80", 421}, {"evil.example:8460", 421}, {"", 421}}) {
        http::Request request = TestSite::request("GET", "/");
        request.headers = {{"Host", host}};
        EXPECT_EQ(site.ask(request).status, status) << host;
    }
    http::Request twice = TestSite::request("GET", "/");
    twice.headers = {{"Host", "127.0.0.1:8460"}, {"Host", "evil.example"}};
    EXPECT_EQ(site.ask(twice).status, 421);
}

TEST(Guard, EveryAnswerForbidsScriptsFramesAndSniffing) {
    TestSite site(With::texts);
    for (const char* path : {"/", "/nothing", "/assets/comity.css", "/api/v1/documents", "/documents/CA/RES/34/8?format=html", "/documents/34/8"}) {
        const http::Response response = site.get(path);
        EXPECT_EQ(response.header("Content-Security-Policy"),
                  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
            << path;
        EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff") << path;
        EXPECT_EQ(response.header("Referrer-Policy"), "same-origin") << path;
    }
}

TEST(Guard, AFormFromElsewhereChangesNothing) {
    TestSite site(With::texts);
    const std::string token = TestSite::token_of(site.get(correct + "?fact=title"));
    ASSERT_EQ(token.size(), 64U);
    const std::int64_t before = entries(site);
    const std::vector<std::vector<http::Field>> forged = {
        {{"Origin", "http://evil.example"}},
        {{"Origin", "null"}},
        {{"Origin", "https://127.0.0.1:8460"}},
        {{"Origin", "http://127.0.0.1:8461"}},
        {{"Sec-Fetch-Site", "cross-site"}},
        {{"Sec-Fetch-Site", "same-site"}},
        {{"Sec-Fetch-Site", "none"}},
        {{"Origin", "http://127.0.0.1:8460"}, {"X-Forwarded-For", "203.0.113.5"}},
        {{"Origin", "http://127.0.0.1:8460"}, {"Via", "1.1 proxy"}},
    };
    for (const auto& headers : forged) EXPECT_EQ(site.ask(title_correction(token, headers)).status, 403) << headers.front().value;
    EXPECT_EQ(entries(site), before);
}

TEST(Guard, AFormWithoutItsTokenOrCookieChangesNothing) {
    TestSite site(With::texts);
    const std::string token = TestSite::token_of(site.get(correct + "?fact=title"));
    const std::int64_t before = entries(site);
    const std::vector<http::Field> from_here = {{"Origin", "http://127.0.0.1:8460"}, {"Sec-Fetch-Site", "same-origin"}};
    EXPECT_EQ(site.ask(title_correction("", from_here)).status, 403);
    EXPECT_EQ(site.ask(title_correction(std::string(64, '0'), from_here)).status, 403);
    const std::string own = site.cookie;
    site.cookie = "comity=00000000000000000000000000000000";
    EXPECT_EQ(site.ask(title_correction(token, from_here)).status, 403);
    site.cookie.clear();
    EXPECT_EQ(site.ask(title_correction(token, from_here)).status, 403);
    EXPECT_EQ(entries(site), before);
    site.cookie = own;
    EXPECT_EQ(site.ask(title_correction(token, from_here)).status, 303);
    EXPECT_EQ(entries(site), before + 1);
}

TEST(Guard, ARefusedFormKeepsWhatWasTyped) {
    TestSite site(With::texts);
    const http::Response response = site.ask(title_correction("stale", {{"Origin", "http://127.0.0.1:8460"}}));
    EXPECT_EQ(response.status, 403);
    EXPECT_NE(response.body.find(">Another</textarea>"), std::string::npos);
}

TEST(Guard, FromAnotherMachineNobodyActs) {
    TestSite site(With::texts);
    http::Request request = TestSite::request("GET", correct);
    request.from_this_machine = false;
    request.remote = "203.0.113.5";
    EXPECT_EQ(site.ask(request).status, 403);
    request.target = "/import";
    const http::Response page = site.ask(request);
    EXPECT_EQ(page.status, 403);
    EXPECT_EQ(page.body.find("type=\"file\""), std::string::npos);
    request.target = "/documents/CA/RES/34/8";
    EXPECT_EQ(site.ask(request).status, 200);
    const std::string token = TestSite::token_of(site.get(correct));
    http::Request act = title_correction(token, {{"Origin", "http://127.0.0.1:8460"}});
    act.from_this_machine = false;
    EXPECT_EQ(site.ask(act).status, 403);
}

TEST(Guard, TheCookieIsKeptFromScriptsAndFromOtherSites) {
    TestSite site(With::texts);
    const http::Response response = site.get(correct);
    EXPECT_TRUE(response.header("Set-Cookie").ends_with("; Path=/; HttpOnly; SameSite=Strict"));
    EXPECT_EQ(response.header("Cache-Control"), "no-store");
    EXPECT_TRUE(site.get(correct).header("Set-Cookie").empty());
    EXPECT_TRUE(site.get("/").header("Set-Cookie").empty());
}

TEST(Guard, LargeBodiesAreForImportsFromHereOnly) {
    http::Request head = TestSite::request("POST", "/import");
    EXPECT_EQ(body_limit(head), 256ULL * 1024 * 1024);
    head.from_this_machine = false;
    EXPECT_LT(body_limit(head), 1024ULL * 1024);
    head = TestSite::request("POST", correct);
    EXPECT_LT(body_limit(head), 1024ULL * 1024);
}

}  // namespace
}  // namespace comity::web
