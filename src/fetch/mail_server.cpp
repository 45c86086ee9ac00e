#include "fetch/mail_server.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <memory>

#include "base/error.hpp"

#define CURL_DISABLE_TYPECHECK  // its macros stand in the way of pointers to its functions
#include <curl/curl.h>

#include "fetch/library.hpp"

namespace comity::fetch {

namespace {

/// The message on its way.
struct Going {
    std::string_view left;
    bool begun = false;  ///< whether the server has begun to take it
};

std::size_t give(char* into, std::size_t size, std::size_t count, void* going) {
    auto& message = *static_cast<Going*>(going);
    message.begun = true;
    const std::size_t length = std::min(size * count, message.left.size());
    std::memcpy(into, message.left.data(), length);
    message.left.remove_prefix(length);
    return length;
}

Delivery delivery_of(CURLcode code, long answer, const Going& going) {
    constexpr long for_good = 500, for_now = 400;
    if (code == CURLE_OK) return Delivery::taken;
    if (answer >= for_good) return Delivery::refused;
    if (answer >= for_now) return Delivery::not_yet;
    // Until its end was sent the server may not take it (RFC 5321, 4.1.1.4).
    return going.begun && going.left.empty() ? Delivery::unknown : Delivery::not_yet;
}

}  // namespace

MailServer MailServer::parse(std::string_view address, std::string_view sender) {
    const auto refuse = [&] { throw Error(Fault::bad_request, "\"{}\" is no mail server: write a name and a port, such as relay.example:25", address); };
    const std::size_t bracket = address.rfind(']'), colon = address.rfind(':');
    const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
    MailServer server{std::string(address.substr(0, has_port ? colon : address.size())), 25, std::string(sender)};
    if (has_port) {
        const std::string_view digits = address.substr(colon + 1);
        const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), server.port);
        if (failed != std::errc() || end != digits.data() + digits.size() || server.port == 0) refuse();
    }
    const bool plain = std::all_of(server.host.begin(), server.host.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' || c == '[' || c == ']'; });
    if (server.host.empty() || !plain) refuse();
    if (sender.find('@') == std::string_view::npos || sender.find_first_of(" \t\r\n<>") != std::string_view::npos) throw Error(Fault::bad_request, "\"{}\" is no address from which mail can be sent", sender);
    return server;
}

Delivered deliver(const MailServer& server, std::string_view recipient, std::string_view message, std::chrono::milliseconds whole) {
    const Library& library = the_library();
    if (!library.missing.empty()) return {Delivery::not_yet, library.missing};
    const std::unique_ptr<CURL, decltype(library.easy_cleanup)> handle(library.easy_init(), library.easy_cleanup);
    if (!handle) return {Delivery::not_yet, "libcurl could not begin its work"};
    std::array<char, CURL_ERROR_SIZE> words{};
    Going going{message, false};
    const std::string address = "smtp://" + server.host + ":" + std::to_string(server.port), from = "<" + server.sender + ">", to = "<" + std::string(recipient) + ">";
    curl_slist* recipients = library.slist_append(nullptr, to.c_str());
    const auto set = [&](CURLoption option, auto value) { library.easy_setopt(handle.get(), option, value); };
    set(CURLOPT_URL, address.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp");
    set(CURLOPT_PROXY, "");  // a relay is of this house
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_TRY));
    set(CURLOPT_MAIL_FROM, from.c_str());
    set(CURLOPT_MAIL_RCPT, recipients);
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
    set(CURLOPT_READFUNCTION, &give);
    set(CURLOPT_READDATA, &going);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min<std::int64_t>(whole.count(), 20'000)));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(whole.count()));
    set(CURLOPT_ERRORBUFFER, words.data());
    const CURLcode code = library.easy_perform(handle.get());
    long answer = 0;
    library.easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer);
    library.slist_free_all(recipients);
    const Delivery how = delivery_of(code, answer, going);
    return {how, how == Delivery::taken ? std::string() : words[0] != '\0' ? std::string(words.data()) : "the mail server answered " + std::to_string(answer)};
}

}  // namespace comity::fetch
