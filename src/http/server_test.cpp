#include "http/server.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <csignal>
#include <memory>
#include <mutex>

#include <fmt/format.h>

#include "http/testing.hpp"

namespace comity::http {
namespace {

using testing::Client;
using testing::ServerTest;

TEST_F(ServerTest, AnswersWithLengthAndDate) {
    start();
    const std::string got = ask("GET /a?b=c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(got.starts_with("HTTP/1.1 200 OK\r\n")) << got;
    EXPECT_NE(got.find("Content-Length: 16\r\n"), std::string::npos) << got;
    EXPECT_NE(got.find(" GMT\r\n"), std::string::npos) << got;
    EXPECT_TRUE(got.ends_with("\r\n\r\nGET /a?b=c here ")) << got;
}

TEST_F(ServerTest, HeadHasTheLengthAndNoBody) {
    start();
    const std::string got = ask("HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_NE(got.find("Content-Length: 13\r\n"), std::string::npos) << got;
    EXPECT_TRUE(got.ends_with("\r\n\r\n")) << got;
}

TEST_F(ServerTest, OneConnectionServesManyRequests) {
    start();
    Client client(port_);
    client.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_NE(client.read_until("GET /2 here").find("GET /1 here"), std::string::npos);
    client.send("POST /3 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_NE(client.read_until("abc").find("POST /3 here abc"), std::string::npos);
}

TEST_F(ServerTest, IdleConnectionsDontHoldUpOthers) {
    start();
    std::vector<std::unique_ptr<Client>> idle;
    for (int i = 0; i < 100; ++i) {
        idle.push_back(std::make_unique<Client>(port_));
        ASSERT_TRUE(idle.back()->connected());
        if (i % 2 == 0) idle.back()->send("GET / HT");
    }
    const auto before = std::chrono::steady_clock::now();
    EXPECT_NE(ask("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").find("200 OK"), std::string::npos);
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(2));
}

TEST_F(ServerTest, BeyondTheLimitTheLongestIdleMakesRoom) {
    Limits limits;
    limits.connections = 3;
    start(limits);
    std::vector<std::unique_ptr<Client>> idle;
    for (int i = 0; i < 3; ++i) {
        idle.push_back(std::make_unique<Client>(port_));
        idle.back()->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_FALSE(idle.back()->read_until("GET / here").empty());
    }
    EXPECT_NE(ask("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").find("200 OK"), std::string::npos);
    EXPECT_EQ(idle.front()->read_all(), "");
    idle.back()->send("GET /still HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_NE(idle.back()->read_until("GET /still").find("200 OK"), std::string::npos);
}

TEST_F(ServerTest, TooLargeHeadsAndBodiesAreRefusedInWords) {
    Limits limits;
    limits.header_bytes = 1024;
    limits.body_bytes = [](const Request& request) { return request.target == "/large" ? std::uint64_t{1000} : std::uint64_t{10}; };
    start(limits);
    EXPECT_TRUE(ask("GET / HTTP/1.1\r\nHost: x\r\nLong: " + std::string(2000, 'a') + "\r\n\r\n").starts_with("HTTP/1.1 431 "));
    const std::string eleven = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 11\r\n\r\n01234567890";
    EXPECT_TRUE(ask("POST /small" + eleven).starts_with("HTTP/1.1 413 "));
    EXPECT_TRUE(ask("POST /large" + eleven).starts_with("HTTP/1.1 200 "));
    const std::string chunks = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n0\r\n\r\n";
    EXPECT_TRUE(ask("POST /small" + chunks).starts_with("HTTP/1.1 413 "));
    EXPECT_TRUE(ask("POST /large" + chunks).starts_with("HTTP/1.1 200 "));
}

TEST_F(ServerTest, ALongBodyComesWhole) {
    Limits limits;
    limits.body_bytes = [](const Request&) { return std::uint64_t{10'000'000}; };
    start(limits);
    std::string body;
    for (int i = 0; body.size() < 5'000'000; ++i) body += std::to_string(i);
    const std::string answer = ask(fmt::format("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{}", body.size(), body));
    EXPECT_TRUE(answer.ends_with(body));
}

TEST_F(ServerTest, AnAnnouncedBodyIsInvitedBeforeItComes) {
    start();
    Client client(port_);
    client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(client.read_until("\r\n\r\n").starts_with("HTTP/1.1 100 "));
    client.send("abc");
    EXPECT_TRUE(client.read_all().ends_with("abc"));
}

TEST_F(ServerTest, NonsenseIsAnsweredWith400) {
    start();
    EXPECT_TRUE(ask("nonsense\r\n\r\n").starts_with("HTTP/1.1 400 "));
}

TEST_F(ServerTest, AHandlerThatThrowsIsA500AndTheServerGoesOn) {
    start();
    EXPECT_TRUE(ask("GET /throw HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").starts_with("HTTP/1.1 500 "));
    EXPECT_TRUE(ask("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").starts_with("HTTP/1.1 200 "));
}

TEST_F(ServerTest, AConnectionThatSaysNothingIsClosed) {
    Limits limits;
    limits.idle = std::chrono::seconds(1);
    start(limits);
    Client client(port_);
    client.send("GET / HTTP/1.1\r\nHo");
    EXPECT_EQ(client.read_all(), "");
}

TEST_F(ServerTest, StoppingFinishesWhatIsUnderWayAndLeavesTheIdle) {
    start();
    Client idle(port_);
    idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_FALSE(idle.read_until("GET / here").empty());
    Client busy(port_);
    busy.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    server_->stop();
    EXPECT_NE(busy.read_all().find("GET /slow here"), std::string::npos);
    EXPECT_EQ(idle.read_all(), "");
    const auto before = std::chrono::steady_clock::now();
    thread_.join();
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(3));
}

/// Takes what is handed in only when it is told to.
class Reluctant {
public:
    Response operator()(const Request& request) {
        if (request.method == "POST") {
            std::unique_lock hold(mutex_);
            willing_.wait_for(hold, std::chrono::seconds(4), [this] { return is_willing_; });
        }
        Response response;
        response.body = request.method + " " + request.target + "!";
        return response;
    }
    void be_willing() {
        const std::lock_guard hold(mutex_);
        is_willing_ = true;
        willing_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable willing_;
    bool is_willing_ = false;
};

TEST_F(ServerTest, WhoOnlyReadsFindsAThreadHoweverManyHandSomethingIn) {
    Reluctant handler;
    server_.emplace(std::vector<Listener>{{Address{}, [&](const Request& request) { return handler(request); }}}, Limits{});
    port_ = server_->addresses().front().port;
    thread_ = std::thread([this] { server_->run(Server::Until::stopped); });
    std::vector<std::unique_ptr<Client>> writers;
    for (int i = 0; i < 12; ++i) {
        writers.push_back(std::make_unique<Client>(port_));
        writers.back()->send(fmt::format("POST /{} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", i));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_NE(ask("GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").find("GET /page!"), std::string::npos);
    server_->stop();  // those that wait are under way, too
    handler.be_willing();
    for (int i = 0; i < 12; ++i) EXPECT_NE(writers[static_cast<std::size_t>(i)]->read_until("!").find(fmt::format("POST /{}!", i)), std::string::npos) << i;
    thread_.join();
}

TEST_F(ServerTest, AnInterruptStopsIt) {
    server_.emplace(std::vector<Listener>{{Address{}, [](const Request&) { return Response{}; }}}, Limits{});
    thread_ = std::thread([this] { server_->run(Server::Until::stopped_or_interrupted); });
    Client client(server_->addresses().front().port);
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_FALSE(client.read_until("\r\n\r\n").empty());
    std::raise(SIGTERM);
    thread_.join();
}

TEST(Server, SaysThatItBeginsToStop) {
    Limits limits;
    int told = 0;
    limits.on_closing = [&] { ++told; };
    Server server({{Address{}, [](const Request&) { return Response{}; }}}, limits);
    server.stop();
    server.stop();
    server.run(Server::Until::stopped);
    EXPECT_EQ(told, 1);
}

TEST(Server, TwoAddressesHaveTheirOwnHandlers) {
    const auto saying = [](std::string word) { return [word = std::move(word)](const Request&) { return Response{200, {}, word}; }; };
    Server server({{Address{}, saying("first")}, {Address{}, saying("second")}}, Limits{});
    ASSERT_EQ(server.addresses().size(), 2U);
    EXPECT_NE(server.addresses()[0].port, server.addresses()[1].port);
    std::thread thread([&] { server.run(Server::Until::stopped); });
    Client client(server.addresses()[1].port);
    client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(client.read_all().ends_with("second"));
    server.stop();
    thread.join();
}

TEST(Server, ATakenAddressIsNamed) {
    const Handler nothing = [](const Request&) { return Response{}; };
    const Server first({{Address{}, nothing}}, Limits{});
    try {
        const Server second({{first.addresses().front(), nothing}}, Limits{});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::unavailable);
        EXPECT_NE(std::string(error.what()).find(first.addresses().front().text()), std::string::npos);
    }
}

TEST(Address, IsReadAndWritten) {
    EXPECT_EQ(Address::parse("127.0.0.1:8080").text(), "127.0.0.1:8080");
    EXPECT_EQ(Address::parse("[::1]:80").text(), "[::1]:80");
    EXPECT_EQ(Address::parse("8080").text(), "127.0.0.1:8080");
    EXPECT_EQ(Address::parse(":0").text(), "127.0.0.1:0");
    EXPECT_EQ(Address::parse("localhost:1").text(), "localhost:1");
    for (const char* wrong : {"", "x:1", "::1:80", "127.0.0.1", "127.0.0.1:70000", "127.0.0.1:-1", "1.2.3.4:5x"}) {
        EXPECT_THROW(static_cast<void>(Address::parse(wrong)), Error) << wrong;
    }
}

}  // namespace
}  // namespace comity::http
