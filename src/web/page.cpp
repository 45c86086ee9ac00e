#include <fmt/format.h>

#include "base/assets.hpp"
#include "base/error.hpp"
#include "base/sha256.hpp"
#include "json/json.hpp"
#include "machinery/mandates/register.hpp"
#include "proof/checkpoint.hpp"
#include "record/mirror.hpp"
#include "system/chance.hpp"
#include "vocabulary/actors.hpp"
#include "web/actor_view.hpp"
#include "web/acts.hpp"
#include "web/guard.hpp"
#include "web/inside.hpp"
#include "web/names.hpp"
#include "web/settings.hpp"
#include "web/visitors.hpp"

namespace comity::web {

namespace {

std::vector<Templates::Source> template_sources() {
    constexpr std::string_view folder = "assets/templates/";
    constexpr std::string_view ending = ".html";
    std::vector<Templates::Source> sources;
    for (const assets::Asset& asset : assets::below(folder)) {
        if (!asset.path.ends_with(ending)) continue;
        sources.push_back({std::string(asset.path.substr(folder.size(), asset.path.size() - folder.size() - ending.size())), asset.bytes});
    }
    return sources;
}

/// Other pages after a change of the program: its assets, and a number drawn at each start, since a restarted server may be newer code.
std::string build_of_program() {
    std::string all = drawn_bytes(32);
    for (const assets::Asset& asset : assets::below("assets/")) all += hex(sha256(asset.bytes));
    return hex(sha256(all)).substr(0, 12);
}

View entry_of(const Visit& visit, const Page& page, std::string_view name, std::string_view address) {
    return View{{"address", address}, {"label", visit.html(fmt::format("nav.{}", name))}, {"here", page.section == name}};
}

/// The thread, from words to deeds.
List navigation_of(const Visit& visit, const Page& page) {
    const auto entry = [&](std::string_view name, std::string_view address) { return entry_of(visit, page, name, address); };
    return {entry("documents", "/documents"), entry("series", "/series"), entry("mandates", "/mandates"), entry("consultations", "/consultations"), entry("reviews", "/reviews"), entry("cooperation", "/cooperation"), entry("actors", "/actors")};
}

/// What is done with texts, and one's own: it stands beside the search, and on narrow screens at the foot.
List tools_of(const Visit& visit, const Page& page) {
    const auto entry = [&](std::string_view name, std::string_view address) { return entry_of(visit, page, name, address); };
    List tools = {entry("compare", "/compare"), entry("precedents", "/precedents"), entry("check", "/check")};
    if (may(visit, actors::Permission::hand_in) || visit.site.demonstration) tools.push_back(entry("import", "/import"));
    tools.push_back(entry("help", "/help"));
    if (visit.visitor.session) tools.push_back(entry("account", "/account"));
    else if (visit.site.setup.people != nullptr) tools.push_back(entry("sign_in", "/sign-in"));
    return tools;
}

/// Whose mirror this is, and how far it has come.
void put_mirror(const Visit& visit, View& view) {
    const auto followed = visit.site.mirror_of.empty() ? std::nullopt : record::followed(visit.holdings().record());
    view.put("mirror", followed.has_value());
    if (!followed) return;
    const std::uint64_t size = proof::checkpoint_in(followed->checkpoint).size;
    view.put("mirror_notice", visit.html("mirror.notice", {{"log", untranslated(followed->origin)}, {"size", visit.words.figures(std::to_string(size))}}));
    view.put("mirror_as_of", followed->as_of.empty() ? Html() : visit.html("mirror.as_of", {{"when", moment(visit, followed->as_of)}}));
}

View frame(const Visit& visit, const Page& page) {
    const Site::Inside& site = visit.site;
    List languages;
    for (const Catalogue* catalogue : site.languages.offered()) {
        languages.push_back(View{{"code", catalogue->language()}, {"label", catalogue->about("language")}, {"address", in_other_language(visit, catalogue->language())}, {"here", catalogue == &visit.words}});
    }
    List downloads;
    for (const Page::Download& download : page.downloads) {
        downloads.push_back(View{{"address", download.address}, {"label", visit.html(fmt::format("downloads.{}", download.format))}, {"download", download.format == "csv"}});
    }
    return {{"language", visit.words.language() == "qps" ? "en-XB" : visit.words.language()},
            {"direction", visit.text("direction")},
            {"title", page.title},
            {"style", site.served.address("comity.css")},
            {"script", site.served.address("comity.js")},
            {"icon", site.served.address("icon.svg")},
            {"serif", site.served.address(visit.words.language() == "ar" ? "fonts/naskh.woff2" : "fonts/serif.woff2")},
            {"sans", site.served.address("fonts/sans.woff2")},
            {"print_style", page.print_head.empty() ? std::string() : "/print.css?head=" + http::query_encoded(page.print_head)},
            {"own_address", fmt::format("{}{}", visit.request.header("Host"), visit.request.target)},
            {"feed", page.feed},
            {"keys", keys_on(visit) ? "on" : "off"},
            {"keys_on", keys_on(visit)},
            {"demonstration", site.demonstration},
            {"other_site", site.setup.other_site},
            {"navigation", navigation_of(visit, page)},
            {"tools", tools_of(visit, page)},
            {"languages", std::move(languages)},
            {"downloads", std::move(downloads)},
            {"asked", page.section == "search" ? visit.query.get("q") : std::string_view()}};
}

std::string origin_of_mirror(const record::Record& record) {
    const auto followed = record::followed(record);
    return followed ? followed->origin : std::string();
}

}  // namespace

Site::Inside::Inside(holdings::Holdings& held, SiteSetup given)
    : holdings(held),
      setup(std::move(given)),
      demonstration(held.record().purpose() == record::Purpose::demonstration),
      secret(drawn_bytes(32)),
      build(build_of_program()),
      templates(template_sources(), languages.english()),
      mandates(std::make_shared<const mandates::Register>(held)),
      mirror_of(origin_of_mirror(held.record())) {}

Site::Site(holdings::Holdings& holdings, SiteSetup setup) : inside_(std::make_unique<Inside>(holdings, std::move(setup))) {}
Site::~Site() = default;

void Site::be_found_at(std::vector<std::string> hosts, Names names, std::string other_site) {
    inside_->setup.hosts = std::move(hosts);
    inside_->setup.names = names;
    inside_->setup.other_site = std::move(other_site);
}

void Site::wind_up() noexcept { inside_->winding_up.request_stop(); }

http::Response respond(const Visit& visit, Page page) {
    View whole = frame(visit, page);
    put_mirror(visit, whole);
    page.view.put("demonstration", visit.site.demonstration);
    page.view.put("may_act", may_act(visit));
    page.view.put("page_language", visit.words.language());
    page.view.put("page_direction", visit.text("direction"));
    page.view.put("other_site", visit.site.setup.other_site);
    whole.put("contents", visit.site.templates.render(page.contents, page.view, visit.words));
    http::Response response;
    response.status = page.status;
    response.set("Content-Type", "text/html; charset=utf-8");
    response.set("Content-Language", visit.words.language());
    // Whoever opens a page in a language goes on in it.
    if (const std::string_view chosen = visit.query.get("lang"); chosen == visit.words.language() && chosen != "qps") response.headers.push_back({"Set-Cookie", lasting_cookie("comity-lang", chosen)});
    response.body = visit.site.templates.render("layout", whole, visit.words).markup;
    return response;
}

http::Response redirect(int status, const std::string& address) {
    http::Response response;
    response.status = status;
    response.set("Location", address);
    response.set("Cache-Control", "no-cache");
    return response;
}

Html in_words(const Visit& visit, const Said& said) {
    if (said.empty()) return {};
    View arguments;
    for (const auto& [name, argument] : said.arguments) {
        const auto* text = std::get_if<std::string>(&argument);
        // A rule knows States and bodies by their ids; people know them by their names.
        const auto* actor = text != nullptr && text->find(':') != std::string::npos ? directory_of(visit).actor(*text) : nullptr;
        if (actor != nullptr) arguments.put(name, name_of_actor(visit, *actor));
        // Other names, ids and what was typed: the same in every language.
        else arguments.put(name, text != nullptr ? Value(untranslated(*text)) : Value(std::get<std::int64_t>(argument)));
    }
    return visit.html(said.id, arguments);
}

Html sentence_of(const Visit& visit, const Error& error) {
    if (error.said() != nullptr) return in_words(visit, *error.said());
    if (dynamic_cast<const SaidError*>(&error) != nullptr) return {escaped(error.what())};
    return in_language(visit, error.what(), "en");
}

http::Response trouble(const Visit& visit, int status, Html sentence) {
    const std::string heading = visit.text(fmt::format("trouble.{}", status));
    const bool would_help = status == 401 || status == 403 || status == 404;
    const bool can_sign_in = would_help && visit.site.setup.people != nullptr && visit.site.mirror_of.empty() && !visit.visitor.session;
    View view{{"heading", heading}, {"sentence", std::move(sentence)}, {"can_sign_in", can_sign_in}, {"has_account", would_help && visit.visitor.session.has_value()}};
    http::Response response = respond(visit, {heading, "", "trouble", std::move(view), status});
    response.set("Cache-Control", "no-store");
    return response;
}

http::Response as_json(const json::Value& value, int status) {
    http::Response response;
    response.status = status;
    response.set("Content-Type", "application/json; charset=utf-8");
    response.body = json::write(value, json::Style::pretty) + "\n";
    return response;
}

http::Response problem(int status, std::string_view sentence) {
    json::Value value;
    value.put("type", "about:blank");
    value.put("title", std::string(http::reason_of(status)));
    value.put("status", status);
    value.put("detail", std::string(sentence));
    http::Response response = as_json(value, status);
    response.set("Content-Type", "application/problem+json; charset=utf-8");
    response.set("Cache-Control", "no-store");
    return response;
}

http::Response download(std::string_view type, std::string_view file_name, std::string bytes) {
    std::string plain;
    for (const char c : file_name) {
        const bool harmless = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        plain += harmless ? c : '_';
    }
    http::Response response;
    response.set("Content-Type", std::string(type));
    response.set("Content-Disposition", fmt::format("attachment; filename=\"{}\"", plain));
    response.body = std::move(bytes);
    return response;
}

int status_of(Fault fault) noexcept {
    switch (fault) {
        case Fault::bad_request: return 400;
        case Fault::not_found: return 404;
        case Fault::refused: return 403;
        case Fault::conflict: return 409;
        case Fault::limit: return 413;
        case Fault::unavailable: return 503;
    }
    return 500;
}

}  // namespace comity::web
