// Who may ask and who may act: names under which the site is known, and protection of forms against forged requests.
#pragma once

#include <optional>
#include <string>

#include "web/inside.hpp"

namespace comity::web {

/// 32 random bytes from the system.
std::string random_bytes();

/// Whether the request names this site as its host, exactly once.
bool named_rightly(const http::Request& request, const Site::Inside& site) noexcept;

/// Whether this visitor is offered forms at all.
bool may_act(const Visit& visit) noexcept;

/// Why a request that acts is refused; nullopt if it may go on. `token` is what its form carried.
std::optional<std::string> refusal(const Visit& visit, std::string_view token);

/// What a form carries, and the cookie that belongs to it (to be set if the visitor has none).
struct FormKey {
    std::string token;
    std::optional<std::string> new_cookie;  ///< a whole Set-Cookie value
};
FormKey form_key(const Visit& visit);

/// Puts the token into a view and answers with the cookie, if one is needed; the page is never stored.
http::Response respond_with_form(const Visit& visit, Page page);

/// Adds what every answer carries against being framed, sniffed, or made to run foreign code.
void harden(http::Response& response);

}  // namespace comity::web
