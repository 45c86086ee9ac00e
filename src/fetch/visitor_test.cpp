#include "fetch/visitor.hpp"

#include <deque>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fetch/testing.hpp"

namespace comity::fetch {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Answer answer_of(int status, std::string body = "", std::string retry_after = "") {
    Answer answer;
    answer.ended = Ended::answered;
    answer.status = status;
    answer.body = std::move(body);
    answer.retry_after = std::move(retry_after);
    return answer;
}

Answer broken(std::string body, std::string mark) {
    Answer answer = answer_of(200, std::move(body));
    answer.ended = Ended::broke_off;
    answer.mark = std::move(mark);
    return answer;
}

/// Gives these answers in their turn and keeps what it was asked.
class ScriptedClient : public Client {
public:
    explicit ScriptedClient(std::deque<Answer> answers) : answers_(std::move(answers)) {}
    Answer get(const Ask& ask) override {
        asked.push_back(ask);
        Answer next = answers_.front();
        answers_.pop_front();
        return next;
    }
    std::vector<Ask> asked;

private:
    std::deque<Answer> answers_;
};

/// A clock that only sleeping moves.
struct Played {
    std::chrono::system_clock::time_point now = std::chrono::sys_days(std::chrono::year(2031) / 5 / 3);
    std::vector<milliseconds> slept;
    double chance = 1.0;
    World world() {
        return {[this] { return now; },
                [this](milliseconds length) {
                    slept.push_back(length);
                    now += length;
                },
                [this] { return chance; }};
    }
};

TEST(Visitor, PausesBetweenTwoRequestsAndNotBeforeTheFirst) {
    ScriptedClient client({answer_of(200, "a"), answer_of(404), answer_of(200, "c")});
    Played played;
    Visitor visitor(client, {}, played.world());
    EXPECT_EQ(visitor.get({"one", "me"}).body, "a");
    EXPECT_THAT(played.slept, IsEmpty());
    EXPECT_EQ(visitor.get({"two", "me"}).status, 404);
    EXPECT_THAT(played.slept, ElementsAre(1000ms));
    played.now += 1500ms;  // somebody did something else meanwhile
    EXPECT_EQ(visitor.get({"three", "me"}).body, "c");
    EXPECT_THAT(played.slept, ElementsAre(1000ms));
}

TEST(Visitor, WaitsTwiceAsLongEachTimeAndThenGivesUp) {
    ScriptedClient client({answer_of(503), answer_of(202), answer_of(200), answer_of(500)});
    Played played;
    Visitor visitor(client, {}, played.world());
    EXPECT_EQ(visitor.get({"one", "me"}).status, 500);
    EXPECT_EQ(client.asked.size(), 4U);
    EXPECT_THAT(played.slept, ElementsAre(2000ms, 4000ms, 8000ms));
}

TEST(Visitor, AddsChanceToTheWaits) {
    ScriptedClient client({answer_of(503), answer_of(200, "x")});
    Played played;
    played.chance = 0.5;
    Visitor visitor(client, {}, played.world());
    EXPECT_EQ(visitor.get({"one", "me"}).body, "x");
    EXPECT_THAT(played.slept, ElementsAre(1500ms));
}

TEST(Visitor, AsksNoSecondTimeWhatWasRefusedOrIsNotThere) {
    for (const int status : {400, 401, 403, 404, 410}) {
        ScriptedClient client({answer_of(status)});
        Played played;
        Visitor visitor(client, {}, played.world());
        EXPECT_EQ(visitor.get({"one", "me"}).status, status);
    }
    for (const auto ended : {Ended::no_name, Ended::no_connection, Ended::not_trusted, Ended::too_large, Ended::too_many_redirects, Ended::other_scheme}) {
        Answer answer;
        answer.ended = ended;
        EXPECT_FALSE(is_worth_another_try(answer));
    }
}

TEST(Visitor, WaitsWhatItIsAskedToWait) {
    ScriptedClient client({answer_of(429, "", "30"), answer_of(503, "", "Sat, 03 May 2031 00:01:30 GMT"), answer_of(200, "x")});
    Played played;
    std::vector<int> told;
    Visitor visitor(client, {}, played.world());
    EXPECT_EQ(visitor.get({"one", "me"}, [&](auto, int next, const Answer&) { told.push_back(next); }).body, "x");
    EXPECT_THAT(played.slept, ElementsAre(30s, 60s));
    EXPECT_THAT(told, ElementsAre(2, 3));
}

TEST(Visitor, LeavesASourceThatAsksForTooLong) {
    ScriptedClient client({answer_of(429, "", "86400")});
    Played played;
    Visitor visitor(client, {}, played.world());
    EXPECT_EQ(visitor.get({"one", "me"}).status, 429);
    EXPECT_THAT(played.slept, IsEmpty());
}

TEST(Visitor, GoesOnWithWhatBrokeOff) {
    ScriptedClient client({broken("12", "\"v1\""), broken("1234", "\"v1\""), answer_of(200, "123456")});
    Played played;
    Visitor visitor(client, {}, played.world());
    EXPECT_EQ(visitor.get({"one", "me"}).body, "123456");
    EXPECT_EQ(client.asked[1].held, "12");
    EXPECT_EQ(client.asked[2].held, "1234");
    EXPECT_EQ(client.asked[2].mark, "\"v1\"");
}

TEST(Visitor, BeginsAnewWhereNothingCanBeGoneOnWith) {
    ScriptedClient client({broken("12", ""), answer_of(416), answer_of(200, "x")});
    Played played;
    Visitor visitor(client, {}, played.world());
    EXPECT_EQ(visitor.get({"one", "me", "held", "\"v0\""}).status, 416);
    EXPECT_EQ(client.asked[1].held, "");
    ScriptedClient shorter({answer_of(416), answer_of(200, "x")});
    Visitor second(shorter, {}, played.world());
    EXPECT_EQ(second.get({"one", "me", "held", "\"v0\""}).body, "x");
    EXPECT_EQ(shorter.asked[1].held, "");
}

TEST(Visitor, StopsBetweenTries) {
    ScriptedClient client({answer_of(503)});
    Played played;
    World world = played.world();
    world.stopped = [&] { return !client.asked.empty(); };
    Visitor visitor(client, {}, world);
    EXPECT_EQ(visitor.get({"one", "me"}).status, 503);
    EXPECT_EQ(visitor.get({"two", "me"}).ended, Ended::stopped);
    EXPECT_EQ(client.asked.size(), 1U);
}

TEST(Visitor, ReadsWhatARetryAfterAsksFor) {
    const std::chrono::system_clock::time_point now = std::chrono::sys_days(std::chrono::year(2031) / 5 / 3);
    EXPECT_EQ(wait_asked("0", now), 0ms);
    EXPECT_EQ(wait_asked("7", now), 7s);
    EXPECT_EQ(wait_asked("Sat, 03 May 2031 00:00:05 GMT", now), 5s);
    EXPECT_EQ(wait_asked("Fri, 02 May 2031 00:00:05 GMT", now), 0ms);
    EXPECT_GT(wait_asked("99999999999999999999999", now), 24h);
    for (const char* wrong : {"", "-1", "soon", "Sat, 03 May 2031", "Sat, 03 Mai 2031 00:00:05 GMT", "Sat, 32 May 2031 00:00:05 GMT", "Sat, 03 May 9999 00:00:05 GMT"}) {
        EXPECT_EQ(wait_asked(wrong, now), std::nullopt) << wrong;
    }
}

TEST(Visitor, TakesABrokenDownloadToItsEndOverARealConnection) {
    testing::without_proxies();
    const std::string text = "0123456789abcdef";
    testing::PlayedSource source([&](const auto& request) -> std::vector<std::string> {
        const std::string range = request.field("Range");
        const std::size_t begin = range.empty() ? 0 : std::stoul(range.substr(6));
        const std::string rest = text.substr(begin);
        const std::string status = begin == 0 ? "200 OK" : "206 Partial Content";
        const std::string where = begin == 0 ? "" : fmt::format("Content-Range: bytes {}-{}/{}\r\n", begin, text.size() - 1, text.size());
        // Six bytes at a time, then it breaks off.
        return {fmt::format("HTTP/1.1 {}\r\nContent-Length: {}\r\nETag: \"v1\"\r\n{}\r\n{}", status, rest.size(), where, rest.substr(0, 6))};
    });
    const auto real = client();
    Played played;
    Visitor visitor(*real, {}, played.world());
    const Answer answer = visitor.get({source.base(), "me"});
    EXPECT_EQ(answer.ended, Ended::answered);
    EXPECT_EQ(answer.body, text);
    EXPECT_EQ(source.requests().size(), 3U);
}

}  // namespace
}  // namespace comity::fetch
