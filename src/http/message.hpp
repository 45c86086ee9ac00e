// Requests and responses of HTTP as plain values: what a handler takes and gives, testable without a socket.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace comity::http {

struct Field {
    std::string name, value;
};

/// One request as it came. `target` is the path with its query, percent-encoded: "/documents/A/RES/217(III)A?from=1".
struct Request {
    std::string method;
    std::string target;
    std::vector<Field> headers;
    std::string body;
    std::string remote;              ///< numeric address of the other end, "127.0.0.1"
    bool from_this_machine = false;  ///< that address is a loopback address

    /// The value of the first field of that name in any case, or "".
    [[nodiscard]] std::string_view header(std::string_view name) const noexcept;
    /// How many fields of that name there are: a repeated Host is refused.
    [[nodiscard]] int count(std::string_view name) const noexcept;
};

struct Response {
    int status = 200;
    std::vector<Field> headers;  ///< without Content-Length, Date and Connection: the server adds them
    std::string body;            ///< the server leaves it away where the method is HEAD

    [[nodiscard]] std::string_view header(std::string_view name) const noexcept;
    void set(std::string_view name, std::string value);
};

/// Called from several threads at once. What it throws becomes a plain 500.
using Handler = std::function<Response(const Request&)>;

/// "a" == "A", as names of header fields are compared (RFC 9110, 5.1).
bool same_name(std::string_view a, std::string_view b) noexcept;

/// Whether the answer may come as gzip, by Accept-Encoding (RFC 9110, 12.5.3): it stands in the list, and not with the weight 0.
bool takes_gzip(const Request& request) noexcept;

/// The customary phrase: 404 -> "Not Found", "" if unknown.
std::string_view reason_of(int status) noexcept;

}  // namespace comity::http
