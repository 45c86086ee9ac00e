// A source that a test plays: listens on a free port of this machine, gives what the test says byte by byte, and ends with the test.
#pragma once

#include <arpa/inet.h>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "fetch/visitor.hpp"

namespace comity::fetch::testing {

/// "200 OK" with its fields and length.
inline std::string whole(std::string_view status, std::string_view body, std::string_view fields = "") {
    return fmt::format("HTTP/1.1 {}\r\nContent-Length: {}\r\nConnection: close\r\n{}\r\n{}", status, body.size(), fields, body);
}

class PlayedSource {
public:
    /// The head of a request, as it came.
    struct Request {
        std::string head;
        [[nodiscard]] std::string target() const {
            const std::size_t begin = head.find(' ') + 1;
            return head.substr(begin, head.find(' ', begin) - begin);
        }
        /// The value of a field as the library writes its name; "" without one.
        [[nodiscard]] std::string field(std::string_view name) const {
            const std::string begin = fmt::format("\r\n{}: ", name);
            const std::size_t at = head.find(begin);
            return at == std::string::npos ? "" : head.substr(at + begin.size(), head.find("\r\n", at + 2) - at - begin.size());
        }
    };
    /// Gives the pieces of an answer; between two of them it waits a little. Then the connection is closed.
    using Play = std::function<std::vector<std::string>(const Request&)>;

    explicit PlayedSource(Play play, std::chrono::milliseconds between = std::chrono::milliseconds(0)) : play_(std::move(play)), between_(between) {
        listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        // The interface of sockets is made of casts between address types.
        auto* general = reinterpret_cast<sockaddr*>(&address);
        if (::bind(listening_, general, length) != 0 || ::listen(listening_, 16) != 0 || ::getsockname(listening_, general, &length) != 0) std::abort();
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~PlayedSource() {
        ::shutdown(listening_, SHUT_RDWR);
        thread_.join();
        ::close(listening_);
    }
    PlayedSource(const PlayedSource&) = delete;
    PlayedSource& operator=(const PlayedSource&) = delete;

    [[nodiscard]] std::string base() const { return fmt::format("http://127.0.0.1:{}", port_); }
    [[nodiscard]] std::vector<Request> requests() const {
        const std::lock_guard hold(mutex_);
        return requests_;
    }

private:
    Play play_;
    std::chrono::milliseconds between_;
    int listening_ = -1, port_ = 0;
    mutable std::mutex mutex_;
    std::vector<Request> requests_;
    std::thread thread_;

    void serve() {
        for (;;) {
            const int connection = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
            if (connection < 0) return;
            const timeval patience{5, 0};
            ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
            answer(connection);
            ::close(connection);
        }
    }

    void answer(int connection) {
        Request request;
        char buffer[4096];
        while (request.head.find("\r\n\r\n") == std::string::npos) {
            const ssize_t got = ::recv(connection, buffer, sizeof buffer, 0);
            if (got <= 0) return;
            request.head.append(buffer, static_cast<std::size_t>(got));
        }
        {
            const std::lock_guard hold(mutex_);
            requests_.push_back(request);
        }
        for (const std::string& piece : play_(request)) {
            if (::send(connection, piece.data(), piece.size(), MSG_NOSIGNAL) < 0) return;
            if (between_.count() > 0) std::this_thread::sleep_for(between_);
        }
    }
};

/// Proxies of the machine that runs the tests are none of theirs.
inline void without_proxies() {
    for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"}) ::unsetenv(name);  // NOLINT(concurrency-mt-unsafe)
}

}  // namespace comity::fetch::testing
