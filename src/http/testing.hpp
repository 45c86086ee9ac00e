// What tests of the server share: a client as plain as possible, and a server that echoes.
#pragma once

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <chrono>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "http/server.hpp"

namespace comity::http::testing {

/// A client as plain as possible: sends bytes, reads until the other end closes or `until` has come.
class Client {
public:
    explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{5, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        // The interface of sockets is made of casts between address types.
        connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    [[nodiscard]] bool connected() const { return connected_; }

    /// The other end may have had enough before all is sent: false then.
    [[nodiscard]] bool offer(std::string_view text) const { return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size()); }
    void send(std::string_view text) const { ASSERT_EQ(::send(socket_, text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size())); }

    std::string read_until(std::string_view end) {
        std::string got;
        char buffer[4096];
        while (end.empty() || got.find(end) == std::string::npos) {
            const ssize_t count = ::recv(socket_, buffer, sizeof buffer, 0);
            if (count <= 0) break;
            got.append(buffer, static_cast<std::size_t>(count));
        }
        return got;
    }
    std::string read_all() { return read_until(""); }

private:
    int socket_;
    bool connected_ = false;
};

/// A server that runs beside the test and echoes.
class ServerTest : public ::testing::Test {
protected:
    void start(Limits limits) {
        server_.emplace(std::vector<Listener>{{Address{}, [this](const Request& request) { return answer(request); }}}, std::move(limits));
        port_ = server_->addresses().front().port;
        thread_ = std::thread([this] { server_->run(Server::Until::stopped); });
    }
    void start() { start(Limits{}); }
    void TearDown() override {
        if (server_) server_->stop();
        if (thread_.joinable()) thread_.join();
    }

    Response answer(const Request& request) {
        if (request.target == "/throw") throw Error(Fault::unavailable, "broken");
        if (request.target == "/slow") std::this_thread::sleep_for(std::chrono::milliseconds(200));
        Response response;
        response.set("Content-Type", "text/plain");
        response.body = request.method + " " + request.target + " " + (request.from_this_machine ? "here " : "there ") + request.body;
        return response;
    }

    std::string ask(std::string_view request) {
        Client client(port_);
        client.send(request);
        return client.read_all();
    }

    std::optional<Server> server_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

}  // namespace comity::http::testing
