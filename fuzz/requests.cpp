// A whole request on its way through the pages of a site, from its line to its body. Whatever it holds, an answer comes back, with the headers
// that protect who reads it; nothing that it brought begins a header of its own, nothing stands as markup in a page, and the record stays as it is.
#include "input.hpp"
#include "web/testing.hpp"

using namespace comity;

namespace {

/// What the seeds carry where a page might give it back.
constexpr std::string_view planted = "<planted";

http::Request request_from(std::string_view text) {
    const auto line = [&] {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view taken = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        return taken;
    };
    const std::string_view first = line();
    const std::size_t blank = std::min(first.find(' '), first.size());
    http::Request request = web::TestSite::request(std::string(first.substr(0, blank)), std::string(first.substr(std::min(blank + 1, first.size()))));
    for (std::string_view header = line(); !header.empty() && request.headers.size() < 50; header = line()) {
        const std::size_t colon = header.find(": ");
        if (colon != std::string_view::npos) request.headers.push_back({std::string(header.substr(0, colon)), std::string(header.substr(colon + 2))});
    }
    request.body = text;
    return request;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static web::TestSite site(web::TestSite::With::texts, record::Purpose::own, web::TestSite::Accounts::some);
    static const std::int64_t entries = site.entries();
    site.cookie.clear();
    site.logged.clear();
    const http::Response response = site.ask(request_from(fuzz::text_of(data, size)));
    COMITY_ENSURE(response.status >= 200 && response.status < 600 && response.status != 500);
    COMITY_ENSURE(response.header("Content-Security-Policy").find("default-src 'none'") != std::string_view::npos);
    COMITY_ENSURE(response.header("X-Content-Type-Options") == "nosniff");
    for (const http::Field& field : response.headers) COMITY_ENSURE(field.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    if (response.header("Content-Type").starts_with("text/html")) COMITY_ENSURE(response.body.find(planted) == std::string::npos);
    COMITY_ENSURE(site.entries() == entries);  // no token, no act
    return 0;
}
