// For tests that need a real socket: a site that listens on a port of this machine.
#pragma once

#include <thread>

#include "http/server.hpp"
#include "web/filed_site.hpp"

namespace comity::web {

/// Listens on a port of this machine while it lives.
class Listening {
public:
    explicit Listening(const Site& site)
        : server_({{http::Address{"127.0.0.1", 0},
                    [&site](const http::Request& asked) {
                        // Pages are told by the name that the site knows.
                        http::Request named = asked;
                        for (http::Field& field : named.headers) {
                            if (field.name == "Host") field.value = FiledSite::host;
                        }
                        return handle(named, site);
                    }}},
                  limits()),
          thread_([this] { server_.run(http::Server::Until::stopped); }) {}
    ~Listening() {
        server_.stop();
        thread_.join();
    }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;
    [[nodiscard]] std::uint16_t port() const { return server_.addresses().front().port; }

private:
    static http::Limits limits() {
        http::Limits made;
        made.body_bytes = &body_limit;
        return made;
    }
    http::Server server_;
    std::thread thread_;
};

}  // namespace comity::web
