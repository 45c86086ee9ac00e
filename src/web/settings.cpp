// `/settings`: the language of the pages, and the keys. Works without a script; what is chosen is kept in two cookies of this browser.
#include "web/settings.hpp"

#include <fmt/format.h>

#include "web/pages.hpp"

namespace comity::web {

namespace {

constexpr const char* keys_cookie = "comity-keys";
constexpr const char* language_cookie = "comity-lang";

}  // namespace

bool keys_on(const Visit& visit) noexcept { return http::cookie(visit.request, keys_cookie) != "off"; }

std::string lasting_cookie(std::string_view name, std::string_view value) {
    return fmt::format("{}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", name, value);
}

std::string in_other_language(const Visit& visit, std::string_view language) {
    std::string address = http::path_encoded(visit.path);
    char joint = '?';
    for (const auto& [name, value] : visit.query.fields()) {
        if (name == "lang") continue;
        address += fmt::format("{}{}={}", joint, http::query_encoded(name), http::query_encoded(value));
        joint = '&';
    }
    return fmt::format("{}{}lang={}", address, joint, language);
}

namespace pages {

http::Response settings(const Visit& visit) {
    List languages;
    for (const Catalogue* catalogue : visit.site.languages.offered()) {
        languages.push_back(View{{"code", catalogue->language()}, {"label", catalogue->about("language")}, {"chosen", catalogue == &visit.words}});
    }
    return respond(visit, {visit.text("settings.title"), "", "settings", {{"languages", std::move(languages)}, {"keys_are_on", keys_on(visit)}, {"saved", visit.query.has("saved")}}});
}

http::Response save_settings(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    http::Response response = redirect(303, "/settings?saved=1");
    if (visit.site.languages.find(form.get("lang")) != nullptr) response.headers.push_back({"Set-Cookie", lasting_cookie(language_cookie, form.get("lang"))});
    response.headers.push_back({"Set-Cookie", lasting_cookie(keys_cookie, form.has("keys") ? "on" : "off")});
    return response;
}

}  // namespace pages

}  // namespace comity::web
