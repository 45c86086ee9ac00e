// Gives one message to a mail server (SMTP, RFC 5321), over libcurl: a server that takes mail from this machine, as an institution's relay does. What the end of a delivery was is told
// as exactly as it can be known, so that whoever sends never sends twice.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace comity::fetch {

struct MailServer {
    std::string host;
    std::uint16_t port = 25;
    std::string sender;  ///< the address from which everything is sent: "consultation@registry.example"

    /// "relay.example:25", "[::1]:2525"; without a port 25. Error(bad_request).
    static MailServer parse(std::string_view address, std::string_view sender);
};

enum class Delivery {
    taken,    ///< the server answers for it now
    refused,  ///< it will never take it
    not_yet,  ///< it has nothing of it: try again later
    unknown   ///< all was sent, and then the line broke: it may have been taken. Never tried again without a person
};
struct Delivered {
    Delivery how = Delivery::not_yet;
    std::string detail;  ///< the server's words, or the library's; no address stands in it
};

/// `message`: RFC 5322, lines ended by CR LF. Encrypted where the server offers it. Throws nothing.
Delivered deliver(const MailServer& server, std::string_view recipient, std::string_view message, std::chrono::milliseconds whole = std::chrono::seconds(60));

}  // namespace comity::fetch
