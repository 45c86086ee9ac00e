// What the pages of a site share: the site's parts, the visit that a page answers, and how an answer is put together.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "http/forms.hpp"
#include "http/message.hpp"
#include "json/json.hpp"
#include "web/catalogue.hpp"
#include "web/template.hpp"
#include "web/value.hpp"
#include "web/web.hpp"

namespace comity::web {

struct Site::Inside {
    Inside(holdings::Holdings& held, SiteSetup given);

    holdings::Holdings& holdings;
    SiteSetup setup;
    bool demonstration;
    std::string secret;  ///< 32 random bytes of this process, for tokens
    std::string build;   ///< changes with the program: part of each ETag and of the addresses of styles
    std::stop_source winding_up;
    Catalogue catalogue;
    Templates templates;
};

/// One request on its way through a page.
struct Visit {
    const http::Request& request;
    const Site::Inside& site;
    std::string path;  ///< decoded
    std::string rest;  ///< of the path, behind the beginning that the route named: "A/RES/78/199"
    http::Form query;

    [[nodiscard]] holdings::Holdings& holdings() const { return site.holdings; }
    [[nodiscard]] std::string text(std::string_view id, const View& arguments = {}) const { return site.catalogue.text(id, arguments); }
    [[nodiscard]] Html html(std::string_view id, const View& arguments = {}) const { return site.catalogue.html(id, arguments); }
};

/// A page before its frame is put around it.
struct Page {
    std::string title;    ///< of the window
    std::string section;  ///< entry of the navigation that it belongs to: "documents", "series", "import", "help" or ""
    std::string_view contents;  ///< name of the template
    View view;
    int status = 200;
};

http::Response respond(const Visit& visit, Page page);
http::Response redirect(int status, const std::string& address);
/// What the machinery says, in the words of this visitor's catalogue; an error that has none of its own stays English.
std::string in_words(const Visit& visit, const Said& said);
std::string in_words(const Visit& visit, const Error& error);
/// A page that says what is wrong and helps on. The sentence is shown as it is.
http::Response trouble(const Visit& visit, int status, std::string_view sentence);
http::Response as_json(const json::Value& value, int status = 200);
/// RFC 9457.
http::Response problem(int status, std::string_view sentence);
/// Safe to download: never run or shown by a browser as a page of ours.
http::Response download(std::string_view type, std::string_view file_name, std::string bytes);
int status_of(Fault fault) noexcept;

}  // namespace comity::web
