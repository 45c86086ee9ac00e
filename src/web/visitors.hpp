// Who is on the other end of a request: anyone, somebody who has signed in, a program with a token, or the operator at this machine.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/keeper.hpp"
#include "machinery/actors/people.hpp"
#include "machinery/actors/permissions.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// Found out once, before a page is opened. Of a token and of a sign-in that is over nothing is left but anyone.
Visitor visitor_of(const http::Request& request, const Site::Inside& site);

bool may(const Visit& visit, actors::Permission permission) noexcept;
/// Why they may not, and what would help.
std::string why_not(const Visit& visit, actors::Permission permission);
/// Throws in the visitor's words where they may not: refused, with what would help.
void require(const Visit& visit, actors::Permission permission);

/// Who an entry says did it, and on whose behalf.
record::Actor actor_of(const Visit& visit);
std::optional<std::string> behalf_of(const Visit& visit);
/// What a form brought, but for its token: canonical JSON (RFC 8785).
std::string as_handed_in(const http::Form& form);
/// The sentence of an error; where somebody is signed in also that it is recorded, with a link to the receipt.
Html turned_away(const Visit& visit, actors::Permission act, const std::string& about, const std::string& handed_in, const Error& error);
http::Response turned_away_problem(const Visit& visit, actors::Permission act, const std::string& about, const std::string& handed_in, const Error& error);

/// For the line above a form's button: as whom it will be recorded.
void put_actor(const Visit& visit, View& view);

/// A sign-in must not be read on its way: over TLS (said by the proxy in front), or on this machine without one.
bool is_private(const http::Request& request) noexcept;
bool over_tls(const http::Request& request) noexcept;
/// Through a proxy: then "from this machine" is only the proxy.
bool forwarded(const http::Request& request) noexcept;

/// Whole Set-Cookie values. "__Host-" is taken by browsers only from the very host, over TLS, for all its paths.
std::string session_cookie(const http::Request& request, std::string_view secret);
std::string device_cookie(const http::Request& request, std::string_view secret);
std::string_view device_of(const http::Request& request);
/// By what failures are counted: the other end's address, of IPv6 its network; behind a proxy what that says; "" if nothing is known.
std::string source_of(const Visit& visit);

/// Name of an account as an institution's proxy says it; "" if this request doesn't come from one that may say so.
std::string_view institution_name(const http::Request& request, const Site::Inside& site) noexcept;

/// Whether one click acts as an invented person: in the demonstration, on this machine only.
bool may_play(const Visit& visit) noexcept;

}  // namespace comity::web
