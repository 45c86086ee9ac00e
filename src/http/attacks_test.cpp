// What a hostile client may send: each costs it a clear refusal or its connection, and others nothing. The cases of ambiguous lengths are
// those of RFC 9112, section 11.2 (request smuggling).
#include <gtest/gtest.h>

#include <fstream>
#include <memory>

#include <fmt/format.h>

#include "http/testing.hpp"

namespace comity::http {
namespace {

using testing::Client;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

class Attack : public testing::ServerTest {
protected:
    /// Whoever comes next is served as if nothing had been.
    void expect_others_served() {
        const auto before = steady_clock::now();
        EXPECT_TRUE(ask("GET /other HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").starts_with("HTTP/1.1 200 "));
        EXPECT_LT(steady_clock::now() - before, seconds(2));
    }

    /// A request with these lines in its head, and a second one hidden where a reader of another length would take it for a request.
    std::string smuggled(std::string_view lines, std::string_view body) {
        return ask(fmt::format("POST /first HTTP/1.1\r\nHost: x\r\n{}\r\n{}", lines, body));
    }
};

TEST_F(Attack, AmbiguousLengthsAreRefused) {
    start();
    const std::string hidden = "GET /hidden HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    for (const std::string lines : {
             "Content-Length: 3\r\nContent-Length: 5\r\n", "Content-Length: 3, 5\r\n", "Content-Length: +3\r\n", "Content-Length: -1\r\n", "Content-Length: 0x3\r\n",
             "Content-Length: 3 3\r\n", "Content-Length: 99999999999999999999\r\n", "Content-Length : 3\r\n", "Content-Length:\r\n 3\r\nContent-Length: 4\r\n",
             "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "Transfer-Encoding: chunked, identity\r\n",
             "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding: gzip\r\n", "Transfer-Encoding : chunked\r\n"}) {
        const std::string answer = smuggled(lines, "0\r\n\r\n" + hidden);
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 ") || answer.starts_with("HTTP/1.1 413 ") || answer.starts_with("HTTP/1.1 501 ")) << lines << answer.substr(0, 200);
        EXPECT_EQ(answer.find("/hidden"), std::string::npos) << lines;
    }
    expect_others_served();
}

TEST_F(Attack, ChunksThatLieAreRefused) {
    start();
    for (const std::string body : {"FFFFFFFFFFFFFFFFF\r\n", "-3\r\nabc\r\n0\r\n\r\n", "3\r\nabcdef\r\n0\r\n\r\n", "zz\r\n", "3 abc\r\n"}) {
        const std::string answer = smuggled("Transfer-Encoding: chunked\r\n", body);
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 ") || answer.starts_with("HTTP/1.1 413 ")) << body << answer.substr(0, 200);
    }
    // What stands beside the chunks is bounded like a head.
    for (const std::string& body : {"3;" + std::string(200'000, 'e') + "\r\nabc\r\n0\r\n\r\n", "0\r\nLong: " + std::string(200'000, 't') + "\r\n\r\n"}) {
        Client client(port_);
        (void)client.offer("POST /first HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
        EXPECT_EQ(client.read_all().find(" 200 "), std::string::npos);
    }
    expect_others_served();
}

TEST_F(Attack, HeadsWithWhatNoHeadHasAreRefused) {
    start();
    using namespace std::string_view_literals;
    for (const std::string_view head : {"GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n"sv, "GET / HTTP/1.1\r\nHost: x\r\nA: b\rc: d\r\n\r\n"sv, "GET / HTTP/1.1\r\nHost: x\r\n: b\r\n\r\n"sv,
                                        "GET / HTTP/1.1\r\nHost: x\r\nA b: c\r\n\r\n"sv, "G\0T / HTTP/1.1\r\nHost: x\r\n\r\n"sv, "GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n"sv,
                                        "GET / HTTP/9.9\r\nHost: x\r\n\r\n"sv, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"sv, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n"sv}) {
        const std::string answer = ask(head);
        EXPECT_EQ(answer.find(" 200 "), std::string::npos) << head;
    }
    expect_others_served();
}

TEST_F(Attack, AHeadThatDripsIsCutOffInTime) {
    Limits limits;
    limits.idle = seconds(1);
    start(limits);
    Client client(port_);
    const auto before = steady_clock::now();
    ASSERT_TRUE(client.offer("GET / HTTP/1.1\r\nHost: x\r\n"));
    // A byte now and then doesn't buy more time: the time is that of the whole head.
    while (steady_clock::now() - before < seconds(10) && client.offer("A: b\r\n")) std::this_thread::sleep_for(milliseconds(100));
    EXPECT_LT(steady_clock::now() - before, seconds(5));
    expect_others_served();
}

TEST_F(Attack, ABodyThatDripsIsCutOffInTime) {
    Limits limits;
    limits.transfer = seconds(1);
    start(limits);
    Client client(port_);
    const auto before = steady_clock::now();
    ASSERT_TRUE(client.offer("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n"));
    while (steady_clock::now() - before < seconds(10) && client.offer("a")) std::this_thread::sleep_for(milliseconds(100));
    EXPECT_LT(steady_clock::now() - before, seconds(5));
    expect_others_served();
}

TEST_F(Attack, UploadsThatAreCutOffLeaveNothingBehind) {
    start();
    for (int i = 0; i < 50; ++i) {
        Client client(port_);
        ASSERT_TRUE(client.offer("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n" + std::string(30'000, 'a')));
    }
    expect_others_served();
}

std::size_t resident_kibibytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) return static_cast<std::size_t>(std::stoul(line.substr(6)));
    }
    return 0;
}

TEST_F(Attack, ThousandsOfIdleConnectionsCostLittle) {
    start();
    std::vector<std::unique_ptr<Client>> idle;
    for (int i = 0; i < 50; ++i) expect_others_served();  // what is reserved once is there
    const std::size_t before = resident_kibibytes();
    for (int i = 0; i < 3000; ++i) {
        idle.push_back(std::make_unique<Client>(port_));
        if (idle.size() > 400) idle.erase(idle.begin());  // this process has only so many files for both ends
        if (i % 2 == 0) (void)idle.back()->offer("GET / HTTP/1.1\r\nHost: x\r\n");
        if (i % 500 == 0) expect_others_served();
    }
    EXPECT_LT(resident_kibibytes(), before + 32 * 1024);
    expect_others_served();
}

}  // namespace
}  // namespace comity::http
