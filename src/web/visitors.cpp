#include "web/visitors.hpp"

#include <algorithm>
#include <array>

#include <arpa/inet.h>
#include <fmt/format.h>

#include "base/sha256.hpp"
#include "machinery/actors/refusals.hpp"
#include "web/acts.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"

namespace comity::web {

namespace {

constexpr std::string_view plain_session = "comity-session", plain_device = "comity-device";
constexpr std::string_view tls_session = "__Host-comity-session", tls_device = "__Host-comity-device";
constexpr std::string_view bearer = "Bearer ";

/// At this machine and with no proxy between, under a name of ours.
bool here(const http::Request& request, const Site::Inside& site) noexcept {
    return site.setup.acts == Acts::from_this_machine && request.from_this_machine && known_name(request, site) && !forwarded(request);
}

std::string cookie_value(const http::Request& request, std::string_view plain, std::string_view tls, std::string_view secret, std::string_view lives) {
    const bool secure = over_tls(request);
    return fmt::format("{}={}; Path=/{}; HttpOnly; SameSite=Strict{}", secure ? tls : plain, secret, lives, secure ? "; Secure" : "");
}

void take_token(Visitor& visitor, const http::Request& request, const Site::Inside& site) {
    const std::string_view given = request.header("Authorization");
    const auto token = given.starts_with(bearer) && site.setup.people != nullptr ? site.setup.people->keeper().token(given.substr(bearer.size())) : std::nullopt;
    if (token) visitor.standing = site.setup.people->standing_of(*token);
    visitor.by_token = true;
    visitor.bad_token = visitor.standing.account.empty();
}

void take_session(Visitor& visitor, const http::Request& request, const Site::Inside& site) {
    const std::string_view secret = http::cookie(request, over_tls(request) ? tls_session : plain_session);
    auto session = site.setup.people->keeper().session(secret);
    if (!session || !is_private(request) || !known_name(request, site)) return;
    // What the institution began lasts only as long as the institution says the same name.
    if (session->method == accounts::Method::institution) {
        const auto person = site.setup.people->keeper().named(institution_name(request, site));
        if (!person || person->account != session->account) return;
    }
    if (session->method == accounts::Method::demonstration && !(site.demonstration && here(request, site))) return;
    actors::Standing standing = site.setup.people->standing_of(*session);
    if (standing.account.empty()) return;
    visitor.standing = std::move(standing);
    visitor.name = site.setup.people->name_of(session->account);
    visitor.secret = secret;
    visitor.session = std::move(session);
}

}  // namespace

bool forwarded(const http::Request& request) noexcept {
    constexpr std::array<std::string_view, 6> signs = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"};
    return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return request.count(sign) != 0; });
}

bool over_tls(const http::Request& request) noexcept { return request.count("X-Forwarded-Proto") == 1 && request.header("X-Forwarded-Proto") == "https"; }

bool is_private(const http::Request& request) noexcept { return over_tls(request) || (request.from_this_machine && !forwarded(request)); }

Visitor visitor_of(const http::Request& request, const Site::Inside& site) {
    Visitor visitor;
    if (request.count("Authorization") != 0) {
        take_token(visitor, request, site);
        return visitor;
    }
    const actors::People* people = site.setup.people;
    if (people != nullptr) take_session(visitor, request, site);
    if (visitor.session || !here(request, site)) return visitor;
    // Where there are accounts, sitting at this machine is none; in the demonstration everything is invented anyhow.
    if (people == nullptr || site.demonstration || !people->has_accounts()) visitor.standing.role = actors::Role::operator_here;
    return visitor;
}

bool may(const Visit& visit, actors::Permission permission) noexcept {
    if (!visit.site.mirror_of.empty() && actors::appends(permission)) return false;
    return actors::may(visit.visitor.standing, permission);
}

std::string why_not(const Visit& visit, actors::Permission permission) {
    if (!visit.site.mirror_of.empty() && actors::appends(permission)) return visit.text("sentence.is_a_mirror", {{"log", visit.site.mirror_of}});
    const actors::Role role = visit.visitor.standing.role;
    // Who sits at this machine has no account and so no page that would tell of roles.
    if (role == actors::Role::operator_here) return visit.text("refused.operator");
    if (role != actors::Role::anyone) return visit.text("refused.role", {{"role", visit.text("role", {{"role", code_of(actors::name_of(role))}})}});
    return visit.site.setup.people == nullptr || !visit.site.setup.people->has_accounts() ? visit.text("refused.elsewhere") : visit.text("refused.sign_in");
}

void require(const Visit& visit, actors::Permission permission) {
    if (!may(visit, permission)) throw SaidError(Fault::refused, why_not(visit, permission));
}

record::Actor actor_of(const Visit& visit) { return actors::who_of(visit.visitor.standing); }
std::optional<std::string> behalf_of(const Visit& visit) { return actors::on_behalf_of(visit.visitor.standing); }

namespace {

std::optional<std::int64_t> recorded(const Visit& visit, actors::Permission act, const std::string& about, const std::string& handed_in, const Error& error) {
    if (visit.site.setup.people == nullptr || error.fault() == Fault::unavailable) return std::nullopt;
    const std::string reason = error.said() != nullptr ? std::string(error.said()->id) : error.what();
    return actors::record_refusal(*visit.site.setup.people, visit.visitor.standing, {std::string(actors::row_of(act).name), about, handed_in, reason});
}

}  // namespace

std::string as_handed_in(const http::Form& form) {
    json::Value fields = json::Object{};
    for (const auto& [name, value] : form.fields()) {
        if (name != "token") fields.put(name, value);
    }
    return json::canonical(fields);
}

Html turned_away(const Visit& visit, actors::Permission act, const std::string& about, const std::string& handed_in, const Error& error) {
    Html sentence = sentence_of(visit, error);
    if (const auto position = recorded(visit, act, about, handed_in, error)) {
        sentence.markup += fmt::format(" {} <a href=\"/receipt/{}.html\">{}</a>", visit.html("refused.handed_in", {{"position", std::to_string(*position)}}).markup, *position,
                                       visit.html("receipt.page").markup);
    }
    return sentence;
}

http::Response turned_away_problem(const Visit& visit, actors::Permission act, const std::string& about, const std::string& handed_in, const Error& error) {
    const auto position = recorded(visit, act, about, handed_in, error);
    http::Response response = problem(status_of(error.fault()), error.what());
    if (!position) return response;
    json::Value value = json::parse(response.body);
    value.put("entry", *position);
    value.put("handed_in", hex(sha256(handed_in)));
    response.body = json::write(value, json::Style::pretty) + "\n";
    return response;
}

void put_actor(const Visit& visit, View& view) {
    const record::Actor who = actor_of(visit);
    view.put("actor", actor_in_words(visit, who));
    view.put("acting_person", untranslated(visit.visitor.name.empty() ? who.name : visit.visitor.name));
}

std::string session_cookie(const http::Request& request, std::string_view secret) {
    return cookie_value(request, plain_session, tls_session, secret, secret.empty() ? "; Max-Age=0" : "");
}
std::string device_cookie(const http::Request& request, std::string_view secret) { return cookie_value(request, plain_device, tls_device, secret, "; Max-Age=15552000"); }
std::string_view device_of(const http::Request& request) { return http::cookie(request, over_tls(request) ? tls_device : plain_device); }

std::string source_of(const Visit& visit) {
    const http::Request& request = visit.request;
    std::string address = request.remote;
    if (forwarded(request)) {
        // The last one was written by the proxy in front of us, all before it by anybody.
        const std::string_view all = request.header("X-Forwarded-For");
        const std::size_t comma = all.rfind(',');
        address = request.from_this_machine && request.count("X-Forwarded-For") == 1 ? std::string(all.substr(comma == std::string_view::npos ? 0 : comma + 1)) : std::string();
        address.erase(0, std::min(address.find_first_not_of(' '), address.size()));
    }
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return hex(std::string_view(reinterpret_cast<const char*>(bytes.data()), 8));
    return inet_pton(AF_INET, address.c_str(), bytes.data()) == 1 ? address : std::string();
}

std::string_view institution_name(const http::Request& request, const Site::Inside& site) noexcept {
    const auto& setup = site.setup;
    if (setup.sign_in_header.empty() || request.count(setup.sign_in_header) != 1) return {};
    const bool from_there = std::find(setup.sign_in_from.begin(), setup.sign_in_from.end(), request.remote) != setup.sign_in_from.end();
    return from_there ? request.header(setup.sign_in_header) : std::string_view();
}

bool may_play(const Visit& visit) noexcept { return visit.site.demonstration && visit.site.setup.people != nullptr && here(visit.request, visit.site); }

}  // namespace comity::web
