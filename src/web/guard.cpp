#include "web/guard.hpp"

#include <algorithm>
#include <array>
#include <random>

#include <fmt/format.h>

#include "base/sha256.hpp"

namespace comity::web {

namespace {

constexpr std::string_view cookie_name = "comity";

/// Cookies don't tell ports apart and the name is one for all sites of a process, so the value is all that counts: 32 random
/// digits. The token is a hash over it with the process's secret (hashed twice, so that it can't be extended).
std::string token_for(std::string_view cookie, const Site::Inside& site) {
    const std::string inner = hex(sha256(site.secret + std::string(cookie)));
    return hex(sha256(site.secret + inner));
}

bool well_formed(std::string_view cookie) noexcept {
    return cookie.size() == 32 && cookie.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Takes the same time wherever the first difference is.
bool same_secret(std::string_view a, std::string_view b) noexcept {
    if (a.size() != b.size()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned>(static_cast<unsigned char>(b[i]));
    return difference == 0;
}

/// A proxy says for whom it asks; then "from this machine" is only the proxy.
bool forwarded(const http::Request& request) noexcept {
    constexpr std::array<std::string_view, 5> signs = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"};
    return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return request.count(sign) != 0; });
}

bool known_name(const http::Request& request, const Site::Inside& site) noexcept {
    const auto& hosts = site.setup.hosts;
    const std::string_view host = request.header("Host");
    return std::any_of(hosts.begin(), hosts.end(), [&](const std::string& known) { return http::same_name(known, host); });
}

}  // namespace

std::string random_bytes() {
    std::random_device device;  // the system's own source, not a seeded generator
    std::string bytes;
    while (bytes.size() < 32) bytes += static_cast<char>(static_cast<unsigned char>(device() & 0xFFU));
    return bytes;
}

bool named_rightly(const http::Request& request, const Site::Inside& site) noexcept {
    return request.count("Host") == 1 && (site.setup.names == Names::any || known_name(request, site));
}

bool may_act(const Visit& visit) noexcept {
    return visit.site.setup.acts == Acts::from_this_machine && visit.request.from_this_machine && known_name(visit.request, visit.site) && !forwarded(visit.request);
}

std::optional<std::string> refusal(const Visit& visit, std::string_view token) {
    if (!may_act(visit)) return visit.text("refused.elsewhere");
    // A browser says from which site a form was sent; what says nothing at all must still have the token.
    const std::string_view origin = visit.request.header("Origin");
    if (visit.request.count("Origin") != 0 && !http::same_name(origin, fmt::format("http://{}", visit.request.header("Host")))) return visit.text("refused.forged");
    const std::string_view from = visit.request.header("Sec-Fetch-Site");
    if (!from.empty() && from != "same-origin") return visit.text("refused.forged");
    const std::string_view cookie = http::cookie(visit.request, cookie_name);
    if (!well_formed(cookie) || !same_secret(token, token_for(cookie, visit.site))) return visit.text("refused.stale");
    return std::nullopt;
}

FormKey form_key(const Visit& visit) {
    const std::string_view cookie = http::cookie(visit.request, cookie_name);
    if (well_formed(cookie)) return {token_for(cookie, visit.site), std::nullopt};
    const std::string fresh = hex(random_bytes()).substr(0, 32);
    return {token_for(fresh, visit.site), fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict", cookie_name, fresh)};
}

http::Response respond_with_form(const Visit& visit, Page page) {
    const FormKey key = form_key(visit);
    page.view.put("token", key.token);
    http::Response response = respond(visit, std::move(page));
    response.set("Cache-Control", "no-store");
    if (key.new_cookie) response.headers.push_back({"Set-Cookie", *key.new_cookie});
    return response;
}

void harden(http::Response& response) {
    response.set("Content-Security-Policy",
                 "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
                 "frame-ancestors 'none'; base-uri 'none'");
    response.set("X-Content-Type-Options", "nosniff");
    // Not "no-referrer": with it browsers send "Origin: null" with our own forms.
    response.set("Referrer-Policy", "same-origin");
    response.set("Cross-Origin-Opener-Policy", "same-origin");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
}

}  // namespace comity::web
