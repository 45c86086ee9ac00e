#include "web/meters.hpp"

#include <gtest/gtest.h>

#include "web/testing.hpp"

namespace comity::web {
namespace {

using std::chrono::milliseconds;

TEST(Meters, CountAnswersByStatusAndTime) {
    Meters meters;
    meters.count(200, milliseconds(1));
    meters.count(304, milliseconds(3));
    meters.count(404, milliseconds(80));
    meters.count(500, milliseconds(9000));
    EXPECT_EQ(meters.text({{"comity_entries", "Entries of the record.", 7}}),
              "# HELP comity_answers_total Answers by the class of their status.\n# TYPE comity_answers_total counter\n"
              "comity_answers_total{status=\"2xx\"} 1\ncomity_answers_total{status=\"3xx\"} 1\ncomity_answers_total{status=\"4xx\"} 1\ncomity_answers_total{status=\"5xx\"} 1\n"
              "# HELP comity_answer_seconds Time from a request that was read to its answer.\n# TYPE comity_answer_seconds histogram\n"
              "comity_answer_seconds_bucket{le=\"0.001\"} 1\ncomity_answer_seconds_bucket{le=\"0.005\"} 2\ncomity_answer_seconds_bucket{le=\"0.025\"} 2\n"
              "comity_answer_seconds_bucket{le=\"0.1\"} 3\ncomity_answer_seconds_bucket{le=\"0.5\"} 3\ncomity_answer_seconds_bucket{le=\"2.5\"} 3\n"
              "comity_answer_seconds_bucket{le=\"+Inf\"} 4\ncomity_answer_seconds_sum 9.084000\ncomity_answer_seconds_count 4\n"
              "# HELP comity_entries Entries of the record.\n# TYPE comity_entries gauge\ncomity_entries 7\n");
}

TEST(Operating, HealthIsForEverybodyAndMetricsForThisMachine) {
    TestSite site(TestSite::With::texts);
    const http::Response health = site.get("/health");
    EXPECT_EQ(health.status, 200);
    EXPECT_EQ(json::parse(health.body).text("status"), "pass");
    const std::string before = site.get("/metrics").body;
    EXPECT_NE(before.find("comity_answers_total{status=\"2xx\"} 1\n"), std::string::npos) << before;
    site.get("/nowhere");
    EXPECT_NE(site.get("/metrics").body.find("comity_answers_total{status=\"4xx\"} 1\n"), std::string::npos);
    http::Request elsewhere = TestSite::request("GET", "/metrics");
    elsewhere.headers.push_back({"X-Forwarded-For", "192.0.2.7"});
    EXPECT_EQ(site.ask(elsewhere).status, 403);
}

TEST(Operating, ARequestIsToldOfWithNothingOfWhoAskedOrForWhat) {
    std::vector<Answered> told;
    TestSite site(TestSite::With::texts);
    site.told = [&](const Answered& one) { told.push_back(one); };
    site.get("/documents/CA/RES/34/8?secret=1");
    site.get("/search?q=unmistakable");
    site.get("/nowhere/unmistakable");
    ASSERT_EQ(told.size(), 3U);
    EXPECT_EQ(told[0].route, "/documents/{symbol}");
    EXPECT_EQ(told[0].status, 200);
    EXPECT_GT(told[0].bytes, 1000U);
    EXPECT_EQ(told[1].route, "/search");
    EXPECT_EQ(told[2].route, "");
    EXPECT_EQ(told[2].status, 404);
    for (const Answered& one : told) EXPECT_EQ(as_line(one).find("unmistakable"), std::string::npos);
}

TEST(Operating, ALineOfTheRequestsIsJson) {
    const json::Value line = json::parse(as_line({std::chrono::system_clock::from_time_t(1769851800), "GET", "/documents/{symbol}", 200, std::chrono::microseconds(3217), 4096}));
    EXPECT_EQ(line.text("time"), "2026-01-31T09:30:00.000Z");
    EXPECT_EQ(line.text("route"), "/documents/{symbol}");
    EXPECT_EQ(line.integer("status"), 200);
    EXPECT_EQ(line.integer("microseconds"), 3217);
    EXPECT_EQ(line.integer("bytes"), 4096);
}

}  // namespace
}  // namespace comity::web
