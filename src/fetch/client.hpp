// Asks one address over HTTP and gives what came, within limits: the one door to libcurl. What becomes of an answer, and whether it is asked again, is
// decided elsewhere (visitor.hpp). Proxies are those of the environment, as everywhere: http_proxy, https_proxy, all_proxy, no_proxy.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace comity::fetch {

/// What is asked.
struct Ask {
    std::string address;     ///< http or https
    std::string user_agent;  ///< who asks, truly
    std::string held = {};   ///< the first bytes of an answer that broke off: only those behind them are asked for
    std::string mark = {};   ///< of that answer (Answer::mark): it is gone on with if it is still the same
};

/// How it ended.
enum class Ended {
    answered,            ///< whole; see the status
    no_name,             ///< the name of the host can't be found: mostly there is no network
    no_connection,       ///< nobody takes the connection
    not_trusted,         ///< the certificate doesn't prove that it is this host
    broke_off,           ///< in the middle; what came is in `body`
    too_slow,
    too_large,
    too_many_redirects,
    other_scheme,        ///< it leads to something else than http or https, or from https to http
    bad_address,
    stopped,             ///< by Limits::stopped
    no_library,          ///< libcurl is not on this machine
    otherwise,           ///< `detail` says how
};

struct Answer {
    Ended ended = Ended::otherwise;
    int status = 0;           ///< of HTTP; 0 if none came
    std::string address;      ///< where it came from in the end, after redirects
    std::string body;         ///< with Ask::held in front where the source went on behind it
    std::string type;         ///< Content-Type as it stands, "" without one
    std::string mark;         ///< by which the same answer is known again: a strong ETag, else Last-Modified; "" without one
    std::string retry_after;  ///< as it stands
    std::string detail;       ///< the library's words for what went wrong
};

struct Limits {
    std::chrono::milliseconds connecting{20'000};
    std::chrono::milliseconds silence{60'000};   ///< less than 1 byte a second for so long is too slow
    std::chrono::milliseconds whole{900'000};
    std::uint64_t bytes = std::uint64_t{96} << 20U;  ///< of a body
    int redirects = 6;
    std::function<bool()> stopped = [] { return false; };  ///< asked again and again while bytes come
};

/// Tests and figures have their own.
class Client {
public:
    virtual ~Client() = default;
    /// Throws nothing: what goes wrong is in the answer.
    [[nodiscard]] virtual Answer get(const Ask& ask) = 0;
};

/// Over libcurl, which is bound at the first call.
std::unique_ptr<Client> client(Limits limits = {});

}  // namespace comity::fetch
