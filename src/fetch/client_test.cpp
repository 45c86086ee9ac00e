#include "fetch/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fetch/testing.hpp"

namespace comity::fetch {
namespace {

using testing::PlayedSource;
using testing::whole;
using Pieces = std::vector<std::string>;

class ClientTest : public ::testing::Test {
protected:
    void SetUp() override { testing::without_proxies(); }
    static Answer ask(const std::string& address, Limits limits = {}) { return client(std::move(limits))->get({address, "Comity/test (+mailto:keeper@example.org)"}); }
};

TEST_F(ClientTest, GivesWhatCameAndSaysWhoAsks) {
    PlayedSource source([](const auto&) { return Pieces{whole("200 OK", "words", "Content-Type: text/plain\r\nETag: \"a1\"\r\n")}; });
    const Answer answer = ask(source.base() + "/one?s=A/RES/178/4");
    EXPECT_EQ(answer.ended, Ended::answered) << answer.detail;
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "words");
    EXPECT_EQ(answer.type, "text/plain");
    EXPECT_EQ(answer.mark, "\"a1\"");
    ASSERT_EQ(source.requests().size(), 1U);
    EXPECT_EQ(source.requests()[0].target(), "/one?s=A/RES/178/4");
    EXPECT_EQ(source.requests()[0].field("User-Agent"), "Comity/test (+mailto:keeper@example.org)");
}

TEST_F(ClientTest, FollowsRedirectsAndTellsWhereItCameFrom) {
    PlayedSource source([](const auto& request) {
        if (request.target() == "/here") return Pieces{whole("302 Found", "gone", "Location: /there\r\nContent-Type: text/html\r\n")};
        return Pieces{whole("200 OK", "found")};
    });
    const Answer answer = ask(source.base() + "/here");
    EXPECT_EQ(answer.ended, Ended::answered);
    EXPECT_EQ(answer.address, source.base() + "/there");
    EXPECT_EQ(answer.body, "found");
    EXPECT_EQ(answer.type, "");  // that of the redirect is none of the document's
}

TEST_F(ClientTest, GivesUpOnACircleOfRedirects) {
    PlayedSource source([](const auto&) { return Pieces{whole("302 Found", "", "Location: /again\r\n")}; });
    EXPECT_EQ(ask(source.base() + "/").ended, Ended::too_many_redirects);
    EXPECT_EQ(source.requests().size(), 7U);
}

TEST_F(ClientTest, FollowsToNoOtherScheme) {
    for (const char* place : {"file:///etc/hostname", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x"}) {
        PlayedSource source([&](const auto&) { return Pieces{whole("302 Found", "", fmt::format("Location: {}\r\n", place))}; });
        const Answer answer = ask(source.base() + "/");
        EXPECT_EQ(answer.ended, Ended::other_scheme) << place;
        EXPECT_EQ(answer.body, "");
    }
    EXPECT_EQ(ask("file:///etc/hostname").ended, Ended::other_scheme);
}

TEST_F(ClientTest, TakesNoMoreThanTheLimitWhetherTheSizeIsAnnouncedOrNot) {
    Limits limits;
    limits.bytes = 1000;
    PlayedSource announced([](const auto&) { return Pieces{whole("200 OK", std::string(1001, 'x'))}; });
    EXPECT_EQ(ask(announced.base(), limits).ended, Ended::too_large);
    PlayedSource silent([](const auto&) { return Pieces{"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", std::string(600, 'x'), std::string(600, 'x')}; });
    EXPECT_EQ(ask(silent.base(), limits).ended, Ended::too_large);
}

TEST_F(ClientTest, ABrokenDownloadKeepsWhatCame) {
    PlayedSource source([](const auto&) { return Pieces{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\nten bytes."}; });
    const Answer answer = ask(source.base());
    EXPECT_EQ(answer.ended, Ended::broke_off);
    EXPECT_EQ(answer.body, "ten bytes.");
    EXPECT_EQ(answer.mark, "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST_F(ClientTest, GoesOnBehindWhatIsHeldIfItIsStillTheSame) {
    PlayedSource source([](const auto& request) {
        if (request.field("Range") != "bytes=4-" || request.field("If-Range") != "\"v1\"") return Pieces{whole("200 OK", "other")};
        return Pieces{whole("206 Partial Content", "5678", "Content-Range: bytes 4-7/8\r\nETag: \"v1\"\r\n")};
    });
    const Answer answer = client()->get({source.base(), "test", "1234", "\"v1\""});
    EXPECT_EQ(answer.ended, Ended::answered);
    EXPECT_EQ(answer.body, "12345678");
    const Answer changed = client()->get({source.base(), "test", "1234", "\"v0\""});
    EXPECT_EQ(changed.body, "other");
}

TEST_F(ClientTest, KeepsWhatIsHeldWhereTheRestBreaksOffBeforeItBegins) {
    PlayedSource source([](const auto&) { return Pieces{"HTTP/1.1 206 Partial Content\r\nContent-Length: 4\r\nContent-Range: bytes 4-7/8\r\nETag: \"v1\"\r\n\r\n"}; });
    const Answer answer = client()->get({source.base(), "test", "1234", "\"v1\""});
    EXPECT_EQ(answer.ended, Ended::broke_off);
    EXPECT_EQ(answer.body, "1234");
}

TEST_F(ClientTest, DoesNotJoinWhatBeginsElsewhere) {
    PlayedSource source([](const auto&) { return Pieces{whole("206 Partial Content", "678", "Content-Range: bytes 5-7/8\r\n")}; });
    const Answer answer = client()->get({source.base(), "test", "1234", "\"v1\""});
    EXPECT_EQ(answer.ended, Ended::broke_off);
    EXPECT_EQ(answer.body, "");
}

TEST_F(ClientTest, AWeakMarkIsNoMark) {
    PlayedSource source([](const auto&) { return Pieces{whole("200 OK", "x", "ETag: W/\"a\"\r\n")}; });
    EXPECT_EQ(ask(source.base()).mark, "");
}

TEST_F(ClientTest, WaitsOnlySoLong) {
    Limits limits;
    limits.whole = std::chrono::milliseconds(200);
    PlayedSource source([](const auto&) { return Pieces{"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na", "b", "c"}; }, std::chrono::milliseconds(150));
    EXPECT_EQ(ask(source.base(), limits).ended, Ended::too_slow);
}

TEST_F(ClientTest, StopsWhenAsked) {
    Limits limits;
    limits.stopped = [] { return true; };
    PlayedSource source([](const auto&) { return Pieces{whole("200 OK", "x")}; });
    EXPECT_EQ(ask(source.base(), limits).ended, Ended::stopped);
}

TEST_F(ClientTest, SaysThatNobodyIsThere) {
    std::string gone;
    {
        PlayedSource source([](const auto&) { return Pieces{}; });
        gone = source.base();
    }
    EXPECT_EQ(ask(gone).ended, Ended::no_connection);
    EXPECT_EQ(ask("http://no-such-host.invalid/").ended, Ended::no_name);  // RFC 6761: never a name
}

TEST_F(ClientTest, GoesThroughTheProxyOfTheEnvironment) {
    PlayedSource proxy([](const auto&) { return Pieces{whole("200 OK", "by the proxy")}; });
    ::setenv("http_proxy", proxy.base().c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
    EXPECT_EQ(ask("http://source.invalid/one").body, "by the proxy");
    ASSERT_EQ(proxy.requests().size(), 1U);
    EXPECT_EQ(proxy.requests()[0].target(), "http://source.invalid/one");
    ::setenv("no_proxy", "source.invalid", 1);  // NOLINT(concurrency-mt-unsafe)
    EXPECT_EQ(ask("http://source.invalid/one").ended, Ended::no_name);
    testing::without_proxies();
}

}  // namespace
}  // namespace comity::fetch
