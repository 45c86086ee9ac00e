// Who may ask and who may act: names under which the site is known, and protection of forms against forged requests.
#pragma once

#include <optional>
#include <string>

#include "web/inside.hpp"

namespace comity::web {

/// Whether the request names this site as its host, exactly once.
bool named_rightly(const http::Request& request, const Site::Inside& site) noexcept;

/// One of the site's own names, however it was asked.
bool known_name(const http::Request& request, const Site::Inside& site) noexcept;

/// Whether this visitor is offered the forms of corrections.
bool may_act(const Visit& visit) noexcept;

/// Why a form is refused; nullopt if it may go on. `token` is what it carried.
std::optional<std::string> refusal(const Visit& visit, actors::Permission permission, std::string_view token);

/// What a form carries, and the cookie that belongs to it (to be set if the visitor has none).
struct FormKey {
    std::string token;
    std::optional<std::string> new_cookie;  ///< a whole Set-Cookie value
};
FormKey form_key(const Visit& visit);

/// What was typed into a form, without the blanks around it.
std::string trimmed(std::string_view text);

/// Puts the token into a view and answers with the cookie, if one is needed; the page is never stored.
http::Response respond_with_form(const Visit& visit, Page page);

/// Adds what every answer carries against being framed, sniffed, or made to run foreign code.
void harden(http::Response& response);

}  // namespace comity::web
