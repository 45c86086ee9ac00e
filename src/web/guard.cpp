#include "web/guard.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "base/trimmed.hpp"
#include "system/chance.hpp"
#include "web/visitors.hpp"

namespace comity::web {

namespace {

constexpr std::string_view cookie_name = "comity";

/// Cookies don't tell ports apart and the name is one for all sites of a process, so the value is all that counts: 32 random
/// digits. The token is a hash over it and the sign-in, with the process's secret (hashed twice, so that it can't be extended).
std::string token_for(std::string_view cookie, const Visit& visit) {
    const std::string& secret = visit.site.secret;
    const std::string inner = hex(sha256(secret + std::string(cookie) + (visit.visitor.session ? visit.visitor.session->fingerprint : std::string())));
    return hex(sha256(secret + inner));
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

}  // namespace

bool known_name(const http::Request& request, const Site::Inside& site) noexcept {
    const auto& hosts = site.setup.hosts;
    const std::string_view host = request.header("Host");
    return std::any_of(hosts.begin(), hosts.end(), [&](const std::string& known) { return http::same_name(known, host); });
}

bool named_rightly(const http::Request& request, const Site::Inside& site) noexcept {
    return request.count("Host") == 1 && (site.setup.names == Names::any || known_name(request, site));
}

std::string trimmed(std::string_view text) { return std::string(comity::trimmed(text)); }

bool may_act(const Visit& visit) noexcept { return may(visit, actors::Permission::correct); }

std::optional<std::string> refusal(const Visit& visit, actors::Permission permission, std::string_view token) {
    if (!may(visit, permission)) return why_not(visit, permission);
    // A browser says from which site a form was sent; what says nothing at all must still have the token.
    const http::Request& request = visit.request;
    const std::string_view origin = request.header("Origin");
    if (request.count("Origin") != 0 && !http::same_name(origin, fmt::format("{}://{}", over_tls(request) ? "https" : "http", request.header("Host")))) return visit.text("refused.forged");
    const std::string_view from = request.header("Sec-Fetch-Site");
    if (!from.empty() && from != "same-origin") return visit.text("refused.forged");
    const std::string_view cookie = http::cookie(request, cookie_name);
    if (!known_name(request, visit.site) || !well_formed(cookie) || !same_secret(token, token_for(cookie, visit))) return visit.text("refused.stale");
    return std::nullopt;
}

FormKey form_key(const Visit& visit) {
    const std::string_view cookie = http::cookie(visit.request, cookie_name);
    if (well_formed(cookie)) return {token_for(cookie, visit), std::nullopt};
    const std::string fresh = hex(drawn_bytes(16));
    return {token_for(fresh, visit), fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}", cookie_name, fresh, over_tls(visit.request) ? "; Secure" : "")};
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
