// What the pages of a site share: the site's parts, the visit that a page answers, and how an answer is put together.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "accounts/keeper.hpp"
#include "base/error.hpp"
#include "http/forms.hpp"
#include "http/message.hpp"
#include "json/json.hpp"
#include "machinery/actors/permissions.hpp"
#include "web/catalogue.hpp"
#include "web/languages.hpp"
#include "web/meters.hpp"
#include "web/served.hpp"
#include "web/template.hpp"
#include "web/value.hpp"
#include "web/web.hpp"

namespace comity::mandates {
class Register;
}

namespace comity::web {

struct Site::Inside {
    Inside(holdings::Holdings& held, SiteSetup given);

    holdings::Holdings& holdings;
    SiteSetup setup;
    bool demonstration;
    std::string secret;  ///< 32 random bytes of this process, for tokens
    std::string build;   ///< changes with the program and at each start: part of each ETag
    std::stop_source winding_up;
    Languages languages;
    Served served;
    Templates templates;
    std::shared_ptr<const mandates::Register> mandates;  ///< shared: its class is not known here; found at the first question, then kept
    mutable Meters meters = {};
    std::string mirror_of = {};  ///< the log that this record follows; "" of a record of its own. It becomes one only while nobody serves it
};

/// Who is on the other end (web/visitors.hpp).
struct Visitor {
    actors::Standing standing = {};
    std::string name = {};    ///< of the person
    std::string secret = {};  ///< of the sign-in, as the cookie has it
    std::optional<accounts::Session> session = {};
    bool by_token = false;    ///< a program, not a browser: nothing that it sends can be forged by a page
    bool bad_token = false;
};

/// One request on its way through a page.
struct Visit {
    const http::Request& request;
    const Site::Inside& site;
    const Catalogue& words;  ///< in the language that this visitor reads
    std::string path;  ///< decoded
    std::string rest;  ///< of the path, behind the beginning that the route named: "A/RES/78/199"
    http::Form query;
    Visitor visitor = {};

    [[nodiscard]] holdings::Holdings& holdings() const { return site.holdings; }
    [[nodiscard]] std::string text(std::string_view id, const View& arguments = {}) const { return words.text(id, arguments); }
    [[nodiscard]] Html html(std::string_view id, const View& arguments = {}) const { return words.html(id, arguments); }
};

/// What can't be done, said in the words of the visitor's catalogue. All other errors speak English, and pages mark them so.
class SaidError : public Error {
public:
    SaidError(Fault fault, const std::string& sentence) : Error(fault, sentence) {}
};
/// The sentence of an error, with its language.
Html sentence_of(const Visit& visit, const Error& error);

/// A page before its frame is put around it.
struct Page {
    std::string title;    ///< of the window
    std::string section;  ///< entry of the navigation that it belongs to: "documents", "series", "import", "help" or ""
    std::string_view contents;  ///< name of the template
    View view;
    int status = 200;
    /// The same for programs and for offices: file formats of this page ("csv", "json" ...) with their addresses.
    struct Download {
        std::string_view format;
        std::string address;
    };
    std::vector<Download> downloads = {};
    std::string feed = {};         ///< address of its Atom feed
    std::string print_head = {};   ///< stands at the head of each printed page: the symbol
};

http::Response respond(const Visit& visit, Page page);
http::Response redirect(int status, const std::string& address);
/// What the machinery says, in the words of this visitor's catalogue.
Html in_words(const Visit& visit, const Said& said);
/// A page that says what is wrong and helps on.
http::Response trouble(const Visit& visit, int status, Html sentence);
http::Response as_json(const json::Value& value, int status = 200);
/// RFC 9457.
http::Response problem(int status, std::string_view sentence);
/// Safe to download: never run or shown by a browser as a page of ours.
http::Response download(std::string_view type, std::string_view file_name, std::string bytes);
/// Of a word processor's file (ECMA-376).
constexpr std::string_view word_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
int status_of(Fault fault) noexcept;

}  // namespace comity::web
