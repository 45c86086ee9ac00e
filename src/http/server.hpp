// A small HTTP server: listens, reads requests within limits, hands them to a handler, writes what it gives. No TLS: an
// institution puts a reverse proxy before it (docs/serving.md). Boost.Beast stays in server.cpp.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace comity::http {

/// "127.0.0.1" and 8080. Port 0 asks for any free one.
struct Address {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;

    /// Reads "127.0.0.1:8080", "[::1]:8080", "localhost:8080", ":8080" or "8080". Throws Error(bad_request).
    static Address parse(std::string_view text);
    /// "127.0.0.1:8080", with brackets where the host is one of IPv6.
    [[nodiscard]] std::string text() const;
};

struct Limits {
    std::size_t header_bytes = 16 * 1024;
    /// The largest body that is read for a request of which only the head is known. A larger one is answered with 413, unread.
    std::function<std::uint64_t(const Request&)> body_bytes = [](const Request&) { return std::uint64_t{64 * 1024}; };
    std::size_t connections = 512;           ///< beyond it the connection that has been idle the longest is closed
    std::chrono::seconds idle{30};           ///< for the next request and its head to come
    std::chrono::seconds transfer{120};      ///< for one body to come, and for one answer to be taken
    std::chrono::milliseconds farewell{5000};  ///< for answers under way when the server stops
    int threads = 4;                         ///< each runs one handler at a time
    std::function<void()> on_closing = [] {};  ///< told once, when the server begins to stop: long work should come to its end
};

struct Listener {
    Address address;
    Handler handler;
};

/// Serves one or several addresses with the same few threads. Idle connections cost memory only, never a thread.
class Server {
public:
    /// Listens at once, so that a browser can be sent there before run(). Throws Error(unavailable) naming the address that can't be had.
    Server(std::vector<Listener> listeners, Limits limits);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Where each listener really listens, in their order.
    [[nodiscard]] const std::vector<Address>& addresses() const noexcept;

    enum class Until { stopped, stopped_or_interrupted };
    /// Serves until stop(), or until SIGINT or SIGTERM if so asked. Answers under way are finished first. Once only.
    void run(Until until);

    /// From any thread, also before run().
    void stop() noexcept;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace comity::http
