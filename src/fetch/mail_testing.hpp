// A mail server for tests, on a port of this machine: takes messages, or does what the test asks of it.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace comity::fetch::testing {

class Relay {
public:
    enum class Does { takes, refuses_recipients, is_busy, breaks_off_before, breaks_off_behind };
    std::atomic<Does> does{Does::takes};

    Relay() : listening_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(listening_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
        ::listen(listening_, 8);
        socklen_t length = sizeof address;
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &length);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { run(); });
    }
    ~Relay() {
        ends_ = true;
        thread_.join();
        ::close(listening_);
    }
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    struct Taken {
        std::string to, message;
    };
    [[nodiscard]] std::vector<Taken> taken() {
        const std::lock_guard hold(mutex_);
        return taken_;
    }

private:
    int listening_;
    std::uint16_t port_ = 0;
    std::atomic<bool> ends_{false};
    std::mutex mutex_;
    std::vector<Taken> taken_;
    std::thread thread_;

    void run() {
        while (!ends_) {
            pollfd waiting{listening_, POLLIN, 0};
            if (::poll(&waiting, 1, 50) <= 0) continue;
            const int line = ::accept(listening_, nullptr, nullptr);
            if (line < 0) continue;
            talk(line);
            ::close(line);
        }
    }

    static void say(int line, const std::string& words) { (void)::send(line, (words + "\r\n").data(), words.size() + 2, MSG_NOSIGNAL); }

    void talk(int line) {
        say(line, "220 relay.example");
        std::string got, to;
        bool data = false;
        char buffer[4096];
        for (;;) {
            const std::size_t end = got.find(data ? "\r\n.\r\n" : "\r\n");
            if (end == std::string::npos) {
                const ssize_t count = ::recv(line, buffer, sizeof buffer, 0);
                if (count <= 0) return;
                got.append(buffer, static_cast<std::size_t>(count));
                continue;
            }
            const std::string one = got.substr(0, end);
            got.erase(0, end + (data ? 5 : 2));
            if (data) {
                data = false;
                const std::lock_guard hold(mutex_);
                taken_.push_back({to, one});
                if (does == Does::breaks_off_behind) return;
                say(line, "250 taken");
            } else if (one.starts_with("DATA")) {
                if (does == Does::breaks_off_before) return;
                data = true;
                say(line, "354 go on");
            } else if (one.starts_with("RCPT")) {
                to = one.substr(one.find('<') + 1, one.find('>') - one.find('<') - 1);
                say(line, does == Does::refuses_recipients ? "550 nobody of that name" : does == Does::is_busy ? "451 later" : "250 good");
            } else if (one.starts_with("QUIT")) {
                return say(line, "221 farewell");
            } else {
                say(line, "250 good");
            }
        }
    }
};

}  // namespace comity::fetch::testing
