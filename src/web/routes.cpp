// Which address leads to which page, and what happens on the way there and back.
#include <algorithm>
#include <array>
#include <exception>

#include <fmt/format.h>

#include "base/error.hpp"
#include "machinery/actors/process_permissions.hpp"
#include "system/moment.hpp"
#include "web/actor_pages.hpp"
#include "web/asked.hpp"
#include "web/checking.hpp"
#include "web/consulting.hpp"
#include "web/cooperating.hpp"
#include "web/followup.hpp"
#include "web/guard.hpp"
#include "web/inside.hpp"
#include "web/pages.hpp"
#include "web/register_pages.hpp"
#include "web/reporting.hpp"
#include "web/reviewing.hpp"
#include "web/sent_act.hpp"
#include "web/settings.hpp"
#include "web/subjects.hpp"
#include "web/visitors.hpp"

namespace comity::web {

namespace {

enum class Reach { exactly, below };
/// What a page hangs on, and so whether an unchanged one can be answered with 304.
enum class HangsOn { record, nothing_lasting };

struct Route {
    std::string_view method, path;
    Reach reach;
    std::string_view ending;  ///< of the path: "/history"; "" for any
    http::Response (*page)(const Visit&);
    HangsOn hangs_on = HangsOn::record;
    actors::Permission permission = actors::Permission::read;
    std::string_view between = "";  ///< "/paragraphs/": what stands between a symbol and the name of a part of it
};

using P = actors::Permission;

/// In this order: the first that fits is taken.
constexpr std::array routes = {
    Route{"GET", "/", Reach::exactly, "", &pages::home},
    Route{"GET", "/documents", Reach::exactly, "", &pages::documents},
    Route{"GET", "/documents/", Reach::below, "/history", &pages::paragraph_history, HangsOn::record, P::read, "/paragraphs/"},
    Route{"GET", "/documents/", Reach::below, "/history", &pages::history},
    Route{"GET", "/documents/", Reach::below, "/mandates", &pages::text_acts, HangsOn::nothing_lasting},
    Route{"POST", "/documents/", Reach::below, "/mandates", &pages::judge_act, HangsOn::nothing_lasting, P::correct},
    Route{"GET", "/documents/", Reach::below, "/correct", &pages::correcting, HangsOn::nothing_lasting, P::correct},
    Route{"POST", "/documents/", Reach::below, "/correct", &pages::correct, HangsOn::nothing_lasting, P::correct},
    Route{"GET", "/documents/", Reach::below, "", &pages::reading},
    Route{"GET", "/queue", Reach::exactly, "", &pages::queue, HangsOn::nothing_lasting},
    Route{"GET", "/series", Reach::exactly, "", &pages::series_list},
    Route{"GET", "/series/", Reach::below, "/votes", &pages::series_votes},
    Route{"GET", "/series/", Reach::below, "/correct", &pages::series_correcting, HangsOn::nothing_lasting, P::correct},
    Route{"POST", "/series/", Reach::below, "/correct", &pages::series_correct, HangsOn::nothing_lasting, P::correct},
    Route{"GET", "/series/", Reach::below, "", &pages::series},
    Route{"GET", "/mandates", Reach::exactly, "", &pages::mandates_list, HangsOn::nothing_lasting},
    Route{"GET", "/mandates/due", Reach::exactly, "", &pages::due, HangsOn::nothing_lasting},
    Route{"GET", "/mandates/due.ics", Reach::exactly, "", &pages::due, HangsOn::nothing_lasting},
    Route{"GET", "/mandates/due.atom", Reach::exactly, "", &pages::due, HangsOn::nothing_lasting},
    Route{"GET", "/mandates/overlaps", Reach::exactly, "", &pages::overlaps, HangsOn::nothing_lasting},
    Route{"GET", "/mandates/", Reach::below, "", &pages::mandate, HangsOn::nothing_lasting, P::read, "/acts/"},
    Route{"POST", "/mandates/", Reach::below, "", &pages::say_delivery, HangsOn::nothing_lasting, P::correct, "/acts/"},
    Route{"GET", "/consultations", Reach::exactly, "", &pages::consultations_list, HangsOn::nothing_lasting},
    Route{"POST", "/consultations", Reach::exactly, "", &pages::prepare_call, HangsOn::nothing_lasting, actors::consult},
    Route{"GET", "/consultations/", Reach::below, "/register", &pages::consultation_register, HangsOn::nothing_lasting, actors::consult},
    Route{"GET", "/consultations/", Reach::below, "/desk", &pages::desk, HangsOn::nothing_lasting, actors::code_contributions},
    Route{"POST", "/consultations/", Reach::below, "/desk", &pages::desk_sent, HangsOn::nothing_lasting, actors::consult},
    Route{"GET", "/consultations/", Reach::below, "", &pages::desk_reading, HangsOn::nothing_lasting, actors::code_contributions, "/desk/"},
    Route{"POST", "/consultations/", Reach::below, "", &pages::desk_coded, HangsOn::nothing_lasting, actors::code_contributions, "/desk/"},
    Route{"GET", "/consultations/", Reach::below, "/agreement", &pages::coders_agreement, HangsOn::nothing_lasting, actors::code_contributions},
    Route{"POST", "/consultations/", Reach::below, "/agreement", &pages::coders_agreement_sent, HangsOn::nothing_lasting, actors::code_contributions},
    Route{"GET", "/consultations/", Reach::below, "/groups", &pages::groups, HangsOn::nothing_lasting, actors::consult},
    Route{"POST", "/consultations/", Reach::below, "/groups", &pages::groups_sent, HangsOn::nothing_lasting, actors::consult},
    Route{"GET", "/consultations/", Reach::below, "/balance", &pages::balance, HangsOn::nothing_lasting, actors::consult},
    Route{"GET", "/consultations/", Reach::below, "/matrix", &pages::matrix, HangsOn::nothing_lasting, actors::consult},
    Route{"GET", "/consultations/", Reach::below, "/report", &pages::report, HangsOn::nothing_lasting, actors::consult},
    Route{"POST", "/consultations/", Reach::below, "/report", &pages::report_sent, HangsOn::nothing_lasting, actors::consult},
    Route{"GET", "/consultations/", Reach::below, "/report/versions", &pages::report_versions, HangsOn::nothing_lasting, actors::consult},
    Route{"GET", "/consultations/", Reach::below, "/report/letters", &pages::report_letters, HangsOn::nothing_lasting, actors::consult},
    Route{"GET", "/consultations/", Reach::below, "", &pages::report_paragraph, HangsOn::nothing_lasting, actors::consult, "/report/"},
    Route{"POST", "/consultations/", Reach::below, "", &pages::report_paragraph_sent, HangsOn::nothing_lasting, actors::consult, "/report/"},
    Route{"GET", "/consultations/", Reach::below, "", &pages::submission, HangsOn::nothing_lasting, P::read, "/submissions/"},
    Route{"POST", "/consultations/", Reach::below, "", &pages::submission_sent, HangsOn::nothing_lasting, actors::contribute, "/submissions/"},
    Route{"GET", "/consultations/", Reach::below, "", &pages::consultation, HangsOn::nothing_lasting},
    Route{"POST", "/consultations/", Reach::below, "", &pages::consultation_sent, HangsOn::nothing_lasting, actors::contribute},
    Route{"GET", "/reviews", Reach::exactly, "", &pages::reviews_list},
    Route{"GET", "/reviews/", Reach::below, "", &pages::review_state, HangsOn::nothing_lasting},
    Route{"GET", "/recommendations", Reach::exactly, "", &pages::recommendations_list},
    Route{"GET", "/recommendations/", Reach::below, "", &pages::recommendation, HangsOn::nothing_lasting},
    Route{"POST", "/recommendations/", Reach::below, "", &pages::recommendation_sent, HangsOn::nothing_lasting, actors::respond},
    Route{"GET", "/follow-up", Reach::exactly, "", &pages::follow_up, HangsOn::nothing_lasting, actors::respond},
    Route{"GET", "/follow-up.ics", Reach::exactly, "", &pages::follow_up_calendar, HangsOn::nothing_lasting, actors::respond},
    Route{"GET", "/follow-up.docx", Reach::exactly, "", &pages::follow_up_report, HangsOn::nothing_lasting, actors::respond},
    Route{"POST", "/follow-up", Reach::exactly, "", &pages::follow_up_sent, HangsOn::nothing_lasting, actors::respond},
    Route{"GET", "/cooperation", Reach::exactly, "", &pages::cooperation, HangsOn::nothing_lasting},
    Route{"GET", "/requests", Reach::exactly, "", &pages::requests_list, HangsOn::nothing_lasting},
    Route{"POST", "/requests", Reach::exactly, "", &pages::request_opened, HangsOn::nothing_lasting, actors::cooperate},
    Route{"GET", "/requests/", Reach::below, "", &pages::request, HangsOn::nothing_lasting},
    Route{"POST", "/requests/", Reach::below, "", &pages::request_sent, HangsOn::nothing_lasting, actors::cooperate},
    Route{"GET", "/offers", Reach::exactly, "", &pages::offers_list, HangsOn::nothing_lasting},
    Route{"POST", "/offers", Reach::exactly, "", &pages::offer_opened, HangsOn::nothing_lasting, actors::cooperate},
    Route{"GET", "/offers/", Reach::below, "", &pages::offer, HangsOn::nothing_lasting},
    Route{"POST", "/offers/", Reach::below, "", &pages::offer_sent, HangsOn::nothing_lasting, actors::cooperate},
    Route{"GET", "/agreements", Reach::exactly, "", &pages::agreements_list, HangsOn::nothing_lasting},
    Route{"GET", "/agreements/", Reach::below, "", &pages::agreement, HangsOn::nothing_lasting},
    Route{"POST", "/agreements/", Reach::below, "", &pages::agreement_sent, HangsOn::nothing_lasting, actors::cooperate},
    Route{"GET", "/measures", Reach::exactly, "", &pages::measures_list, HangsOn::nothing_lasting},
    Route{"POST", "/measures", Reach::exactly, "", &pages::measure_recorded, HangsOn::nothing_lasting, actors::cooperate},
    Route{"GET", "/measures/", Reach::below, "", &pages::measure, HangsOn::nothing_lasting},
    Route{"POST", "/measures/", Reach::below, "", &pages::measure_sent, HangsOn::nothing_lasting, actors::cooperate},
    Route{"GET", "/actors", Reach::exactly, "", &pages::actors},
    Route{"GET", "/actors/", Reach::below, "", &pages::actor, HangsOn::nothing_lasting},
    Route{"GET", "/themes", Reach::exactly, "", &pages::themes},
    Route{"GET", "/themes/", Reach::below, "", &pages::theme},
    Route{"GET", "/search", Reach::exactly, "", &pages::search},
    Route{"GET", "/compare", Reach::exactly, "", &pages::compare},
    Route{"POST", "/compare", Reach::exactly, "", &pages::compare_sent, HangsOn::nothing_lasting},
    Route{"GET", "/precedents", Reach::exactly, "", &pages::precedents, HangsOn::nothing_lasting},
    Route{"POST", "/precedents", Reach::exactly, "", &pages::precedents_sent, HangsOn::nothing_lasting},
    Route{"GET", "/check", Reach::exactly, "", &pages::check, HangsOn::nothing_lasting},
    Route{"POST", "/check", Reach::exactly, "", &pages::check_sent, HangsOn::nothing_lasting},
    Route{"GET", "/import", Reach::exactly, "", &pages::importing, HangsOn::nothing_lasting},
    Route{"POST", "/import", Reach::exactly, "", &pages::import_files, HangsOn::nothing_lasting, P::hand_in},
    Route{"GET", "/sign-in", Reach::exactly, "", &pages::sign_in, HangsOn::nothing_lasting, P::sign_in},
    Route{"POST", "/sign-in", Reach::exactly, "", &pages::sign_in_sent, HangsOn::nothing_lasting, P::sign_in},
    Route{"POST", "/sign-out", Reach::exactly, "", &pages::sign_out, HangsOn::nothing_lasting, P::sign_in},
    Route{"GET", "/welcome", Reach::exactly, "", &pages::welcome, HangsOn::nothing_lasting, P::sign_in},
    Route{"POST", "/welcome", Reach::exactly, "", &pages::welcome_sent, HangsOn::nothing_lasting, P::sign_in},
    Route{"POST", "/act-as", Reach::exactly, "", &pages::act_as, HangsOn::nothing_lasting, P::play},
    Route{"GET", "/account", Reach::exactly, "", &pages::account, HangsOn::nothing_lasting, P::own_account},
    Route{"POST", "/account", Reach::exactly, "", &pages::account_sent, HangsOn::nothing_lasting, P::own_account},
    Route{"GET", "/people", Reach::exactly, "", &pages::people, HangsOn::nothing_lasting, P::see_accounts},
    Route{"POST", "/people", Reach::exactly, "", &pages::people_sent, HangsOn::nothing_lasting, P::add_actors},
    Route{"GET", "/erasures", Reach::exactly, "", &pages::erasures, HangsOn::nothing_lasting, P::own_account},
    Route{"POST", "/erasures", Reach::exactly, "", &pages::erasures_sent, HangsOn::nothing_lasting, P::hand_in},
    Route{"POST", "/erasures/confirm", Reach::exactly, "", &pages::erasure_confirmed, HangsOn::nothing_lasting, P::confirm},
    Route{"GET", "/help", Reach::exactly, "", &pages::help},
    Route{"GET", "/help/", Reach::below, "", &pages::manual},
    Route{"GET", "/about", Reach::exactly, "", &pages::about},
    Route{"GET", "/settings", Reach::exactly, "", &pages::settings, HangsOn::nothing_lasting},
    Route{"POST", "/settings", Reach::exactly, "", &pages::save_settings, HangsOn::nothing_lasting},
    Route{"GET", "/components", Reach::exactly, "", &pages::components},
    Route{"GET", "/print.css", Reach::exactly, "", &pages::print_style, HangsOn::nothing_lasting},
    Route{"GET", "/file/", Reach::below, "", &pages::original},
    Route{"GET", "/assets/", Reach::below, "", &pages::asset, HangsOn::nothing_lasting},
    Route{"GET", "/log", Reach::exactly, "", &pages::log, HangsOn::nothing_lasting},
    Route{"GET", "/log/key", Reach::exactly, "", &pages::log_key, HangsOn::nothing_lasting},
    Route{"GET", "/log/growth/", Reach::below, "", &pages::log_growth, HangsOn::nothing_lasting},
    Route{"POST", "/log/witnessed", Reach::exactly, "", &pages::log_witnessed, HangsOn::nothing_lasting},
    Route{"GET", "/log/entries/", Reach::below, "", &pages::log_entry},
    Route{"GET", "/log/subjects/", Reach::below, "", &pages::subject},
    Route{"GET", "/health", Reach::exactly, "", &pages::health, HangsOn::nothing_lasting},
    Route{"GET", "/metrics", Reach::exactly, "", &pages::metrics, HangsOn::nothing_lasting},
    Route{"GET", "/checkpoint", Reach::exactly, "", &pages::checkpoint, HangsOn::nothing_lasting},
    Route{"GET", "/tile/", Reach::below, "", &pages::tile, HangsOn::nothing_lasting},
    Route{"GET", "/receipt/", Reach::below, "", &pages::receipt, HangsOn::nothing_lasting},
    Route{"GET", "/api/v1/documents", Reach::exactly, "", &pages::api::documents},
    Route{"GET", "/api/v1/documents/", Reach::below, "/history", &pages::api::paragraph_history, HangsOn::record, P::read, "/paragraphs/"},
    Route{"GET", "/api/v1/documents/", Reach::below, "/history", &pages::api::history},
    Route{"GET", "/api/v1/documents/", Reach::below, "/cited-by", &pages::api::cited_by},
    Route{"GET", "/api/v1/documents/", Reach::below, "/mandates", &pages::api::text_acts},
    Route{"POST", "/api/v1/documents", Reach::exactly, "", &pages::api::hand_in, HangsOn::nothing_lasting, P::hand_in},
    Route{"POST", "/api/v1/documents/", Reach::below, "", &pages::api::correct, HangsOn::nothing_lasting, P::correct},
    Route{"GET", "/api/v1/documents/", Reach::below, "", &pages::api::document},
    Route{"GET", "/api/v1/series", Reach::exactly, "", &pages::api::series_list},
    Route{"GET", "/api/v1/series/", Reach::below, "/votes", &pages::api::series_votes},
    Route{"GET", "/api/v1/series/", Reach::below, "/life", &pages::api::series_life},
    Route{"GET", "/api/v1/series/", Reach::below, "", &pages::api::series},
    Route{"GET", "/api/v1/mandates", Reach::exactly, "", &pages::api::mandates_list, HangsOn::nothing_lasting},
    Route{"GET", "/api/v1/mandates/due", Reach::exactly, "", &pages::api::due, HangsOn::nothing_lasting},
    Route{"GET", "/api/v1/mandates/overlaps", Reach::exactly, "", &pages::api::overlaps, HangsOn::nothing_lasting},
    Route{"GET", "/api/v1/mandates/", Reach::below, "", &pages::api::mandate, HangsOn::nothing_lasting, P::read, "/acts/"},
    Route{"POST", "/api/v1/mandates/", Reach::below, "", &pages::api::say_delivery, HangsOn::nothing_lasting, P::correct, "/acts/"},
    Route{"GET", "/api/v1/consultations", Reach::exactly, "", &pages::api::consultations_list, HangsOn::nothing_lasting},
    Route{"GET", "/api/v1/consultations/", Reach::below, "", &pages::api::consultation, HangsOn::nothing_lasting},
    Route{"GET", "/api/v1/reviews", Reach::exactly, "", &pages::api::reviews_list},
    Route{"GET", "/api/v1/reviews/", Reach::below, "", &pages::api::review_state},
    Route{"POST", "/api/v1/reviews/", Reach::below, "", &pages::api::review_sent, HangsOn::nothing_lasting, actors::respond},
    Route{"GET", "/api/v1/recommendations", Reach::exactly, "", &pages::api::recommendations_list},
    Route{"GET", "/api/v1/recommendations/", Reach::below, "", &pages::api::recommendation},
    Route{"POST", "/api/v1/recommendations/", Reach::below, "", &pages::api::recommendation_sent, HangsOn::nothing_lasting, actors::respond},
    Route{"GET", "/api/v1/follow-up", Reach::exactly, "", &pages::api::follow_up, HangsOn::nothing_lasting, actors::respond},
    Route{"POST", "/api/v1/follow-up", Reach::exactly, "", &pages::api::follow_up_sent, HangsOn::nothing_lasting, actors::respond},
    Route{"GET", "/api/v1/deeds", Reach::exactly, "", &pages::api::deeds, HangsOn::nothing_lasting},
    Route{"GET", "/api/v1/requests", Reach::exactly, "", &pages::api::requests_list, HangsOn::nothing_lasting},
    Route{"POST", "/api/v1/requests", Reach::exactly, "", &pages::api::request_opened, HangsOn::nothing_lasting, actors::cooperate},
    Route{"GET", "/api/v1/requests/", Reach::below, "", &pages::api::request, HangsOn::nothing_lasting},
    Route{"POST", "/api/v1/requests/", Reach::below, "", &pages::api::request_sent, HangsOn::nothing_lasting, actors::cooperate},
    Route{"GET", "/api/v1/offers", Reach::exactly, "", &pages::api::offers_list, HangsOn::nothing_lasting},
    Route{"POST", "/api/v1/offers", Reach::exactly, "", &pages::api::offer_opened, HangsOn::nothing_lasting, actors::cooperate},
    Route{"GET", "/api/v1/offers/", Reach::below, "", &pages::api::offer, HangsOn::nothing_lasting},
    Route{"POST", "/api/v1/offers/", Reach::below, "", &pages::api::offer_sent, HangsOn::nothing_lasting, actors::cooperate},
    Route{"GET", "/api/v1/agreements", Reach::exactly, "", &pages::api::agreements_list, HangsOn::nothing_lasting},
    Route{"GET", "/api/v1/agreements/", Reach::below, "", &pages::api::agreement, HangsOn::nothing_lasting},
    Route{"POST", "/api/v1/agreements/", Reach::below, "", &pages::api::agreement_sent, HangsOn::nothing_lasting, actors::cooperate},
    Route{"GET", "/api/v1/measures", Reach::exactly, "", &pages::api::measures_list, HangsOn::nothing_lasting},
    Route{"POST", "/api/v1/measures", Reach::exactly, "", &pages::api::measure_recorded, HangsOn::nothing_lasting, actors::cooperate},
    Route{"GET", "/api/v1/measures/", Reach::below, "", &pages::api::measure, HangsOn::nothing_lasting},
    Route{"POST", "/api/v1/measures/", Reach::below, "", &pages::api::measure_sent, HangsOn::nothing_lasting, actors::cooperate},
    Route{"GET", "/api/v1/actors", Reach::exactly, "", &pages::api::actors},
    Route{"GET", "/api/v1/actors/", Reach::below, "", &pages::api::actor, HangsOn::nothing_lasting},
    Route{"GET", "/api/v1/themes", Reach::exactly, "", &pages::api::themes},
    Route{"GET", "/api/v1/themes/", Reach::below, "", &pages::api::theme},
    Route{"GET", "/api/v1/search", Reach::exactly, "", &pages::api::search},
    Route{"GET", "/api/v1/compare", Reach::exactly, "", &pages::api::compare},
    Route{"GET", "/api/v1/precedents", Reach::exactly, "", &pages::api::precedents, HangsOn::nothing_lasting},
    Route{"POST", "/api/v1/precedents", Reach::exactly, "", &pages::api::precedents_sent, HangsOn::nothing_lasting},
    Route{"GET", "/api/v1/check", Reach::exactly, "", &pages::api::check, HangsOn::nothing_lasting},
    Route{"POST", "/api/v1/check", Reach::exactly, "", &pages::api::check_sent, HangsOn::nothing_lasting},
    Route{"GET", "/api/v1/queue", Reach::exactly, "", &pages::api::queue},
    Route{"GET", "/api/v1/openapi.json", Reach::exactly, "", &pages::api::openapi, HangsOn::nothing_lasting},
};

bool leads_to(const Route& route, std::string_view path) noexcept {
    if (route.reach == Reach::exactly) return path == route.path;
    return path.starts_with(route.path) && path.size() > route.path.size() + route.ending.size() && path.ends_with(route.ending) && path.find(route.between) != std::string_view::npos;
}

bool is_api(std::string_view path) noexcept { return path.starts_with("/api/"); }

/// What a program of a party fetches with its token: of a confidential entry, too.
bool is_for_programs(std::string_view path) noexcept { return is_api(path) || path.starts_with("/receipt/") || path.starts_with("/log/entries/"); }

http::Response say(const Visit& visit, int status, std::string_view message) {
    return is_api(visit.path) ? problem(status, visit.text(message)) : trouble(visit, status, visit.html(message));
}

/// Pages of somebody who is signed in are theirs alone.
std::string whose(const Visit& visit) { return visit.visitor.session ? fmt::format("-{}-{}", visit.visitor.session->fingerprint, actors::name_of(visit.visitor.standing.role).substr(0, 3)) : std::string(); }

/// Whether a page is opened at all. Forms of acts on texts look themselves, so that what was typed comes back.
std::optional<http::Response> turned_off(const Visit& visit, const Route& route) {
    if (visit.visitor.bad_token) {
        http::Response response = is_api(visit.path) ? problem(401, visit.text("refused.token")) : trouble(visit, 401, visit.html("refused.token"));
        response.set("WWW-Authenticate", "Bearer");
        return response;
    }
    const bool api = is_api(visit.path);
    const bool gives_back = !api && route.method == "POST" && (route.permission == P::correct || route.permission == P::hand_in);
    // A page can make a browser send a request, but not with a token: so acts by the API need one, whoever sits at this machine.
    if (api && route.permission != P::read && !visit.visitor.by_token) return problem(401, visit.text("refused.sign_in"));
    // Nor does a token open pages: it is for programs.
    if (!is_for_programs(visit.path) && visit.visitor.by_token) return trouble(visit, 403, visit.html("refused.token"));
    if (gives_back || may(visit, route.permission)) return std::nullopt;
    if (api) return problem(403, why_not(visit, route.permission));
    const bool can_sign_in = visit.site.setup.people != nullptr && visit.site.mirror_of.empty() && !visit.visitor.session && visit.request.method != "POST";
    const bool has_accounts = can_sign_in && visit.visitor.standing.role == actors::Role::anyone && visit.site.setup.people->has_accounts();
    if (can_sign_in && (route.permission == P::own_account || has_accounts)) return redirect(303, "/sign-in");
    throw SaidError(Fault::refused, why_not(visit, route.permission));
}

/// An unchanged record shows unchanged pages: its identity and length, the program, and what this visitor may do.
std::string tag_of(const Visit& visit) {
    const record::Record& record = visit.holdings().record();
    return fmt::format("W/\"{}-{}-{}-{}-{}{}{}\"", record.identity().substr(0, 12), record.snapshot().size(), visit.site.build, may_act(visit) ? "a" : "r",
                       visit.words.language(), keys_on(visit) ? "" : "-k", whose(visit));
}

bool known_already(const http::Request& request, std::string_view tag) noexcept {
    const std::string_view known = request.header("If-None-Match");
    return !known.empty() && (known == "*" || known.find(tag.substr(2)) != std::string_view::npos);  // weak comparison, RFC 9110, 13.1.2
}

/// By what the same address can have different answers: language and keys come from cookies, the language else from the browser.
constexpr const char* varies = "Accept-Language, Cookie, Authorization";

http::Response open_page(const Visit& visit, const Route& route) {
    if (auto refused = turned_off(visit, route)) return std::move(*refused);
    if (route.hangs_on == HangsOn::nothing_lasting) return route.page(visit);
    const std::string tag = tag_of(visit);
    if (known_already(visit.request, tag)) return {304, {{"ETag", tag}, {"Cache-Control", "no-cache"}, {"Vary", varies}}, {}};
    http::Response response = route.page(visit);
    if (response.status == 200) {
        if (response.header("Cache-Control").empty()) response.set("Cache-Control", "no-cache");
        if (visit.visitor.session || visit.visitor.by_token) response.set("Cache-Control", "private, no-cache");
        response.set("ETag", tag);
        response.set("Vary", varies);
    }
    return response;
}

http::Response answer(Visit& visit) {
    const std::string_view method = visit.request.method == "HEAD" ? "GET" : std::string_view(visit.request.method);
    std::string allowed;
    for (const Route& route : routes) {
        if (!leads_to(route, visit.path)) continue;
        if (route.method == method) {
            visit.rest = visit.path.substr(route.path.size(), visit.path.size() - route.path.size() - route.ending.size());
            if (method == "GET") check_asked(visit);
            return open_page(visit, route);
        }
        if (allowed.find(route.method) == std::string::npos) allowed += fmt::format("{}{}", allowed.empty() ? "" : ", ", route.method == "GET" ? "GET, HEAD" : route.method);
    }
    if (allowed.empty()) return say(visit, 404, "trouble.no_page");
    http::Response response = say(visit, 405, "trouble.no_method");
    response.set("Allow", allowed);
    return response;
}

http::Response guarded(const http::Request& request, const Site::Inside& site) {
    const auto target = http::split_target(request.target);
    http::Form query = http::Form::parse(target ? target->query : "");
    const Catalogue& words = site.languages.chosen(request, query.get("lang"));
    Visit visit{request, site, words, target ? target->path : "/", "", std::move(query), visitor_of(request, site)};
    if (!named_rightly(request, site)) return problem(421, visit.text("refused.host"));
    if (!target) return trouble(visit, 400, visit.html("trouble.no_page"));
    try {
        return answer(visit);
    } catch (const Error& error) {
        // The sentence may name what was typed, so the log gets only what failed on our side.
        if (error.fault() == Fault::unavailable) site.setup.log(error.what());
        return is_api(visit.path) ? problem(status_of(error.fault()), error.what()) : trouble(visit, status_of(error.fault()), sentence_of(visit, error));
    } catch (const std::exception& error) {
        site.setup.log(error.what());
        return say(visit, 500, "trouble.ours");
    }
}

}  // namespace

namespace {

/// What stands behind the path of a route.
std::string_view hole_of(const Route& route) noexcept {
    if (route.reach == Reach::exactly) return "";
    for (const auto& [path, hole] : {std::pair<std::string_view, std::string_view>{"/requests/", "{request}"}, {"/offers/", "{offer}"}, {"/agreements/", "{agreement}"}, {"/measures/", "{measure}"}}) {
        if (route.path.ends_with(path)) return hole;
    }
    return route.path.ends_with("/actors/") ? "{actor}" : route.path.ends_with("/reviews/") ? "{state}" : route.path.ends_with("/recommendations/") ? "{recommendation}" : route.path.ends_with("/consultations/") ? "{consultation}" : route.path.ends_with("/themes/") ? "{theme}" : "{symbol}";
}

std::string address_of(const Route& route) {
    return fmt::format("{}{}{}{}", route.path, hole_of(route),
                       route.between.empty() ? std::string() : fmt::format("{}{}", route.between, hole_of(route) == "{consultation}" ? "{number}" : "{paragraph}"), route.ending);
}

}  // namespace

std::vector<RouteRow> all_routes() {
    std::vector<RouteRow> found;
    found.reserve(std::size(routes));
    for (const Route& route : routes) found.push_back({route.method, address_of(route), route.permission});
    return found;
}

std::vector<std::string> addresses_of_api() {
    std::vector<std::string> found;
    for (const Route& route : routes) {
        std::string address = address_of(route);
        if (is_api(address) && std::find(found.begin(), found.end(), address) == found.end()) found.push_back(std::move(address));
    }
    return found;
}

namespace {

/// The kind of page that was asked for, by its address with holes.
std::string route_of(const http::Request& request) {
    const auto target = http::split_target(request.target);
    const auto found = std::find_if(routes.begin(), routes.end(), [&](const Route& route) {
        return target && leads_to(route, target->path) && (route.method == request.method || (route.method == "GET" && request.method == "HEAD"));
    });
    return found == routes.end() ? std::string() : address_of(*found);
}

}  // namespace

std::string as_line(const Answered& answered) {
    return json::write(json::Object{{"time", written_millisecond(moment_of(answered.when))},
                                    {"method", answered.method},
                                    {"route", answered.route},
                                    {"status", answered.status},
                                    {"microseconds", std::chrono::duration_cast<std::chrono::microseconds>(answered.took).count()},
                                    {"bytes", answered.bytes}});
}

http::Response handle(const http::Request& request, const Site& site) {
    const auto since = std::chrono::steady_clock::now();
    http::Response response;
    try {
        response = guarded(request, site.inside());
    } catch (const std::exception& error) {
        site.inside().setup.log(error.what());
        response = {500, {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}}, "Internal Server Error\n"};
    }
    harden(response);
    const auto took = std::chrono::steady_clock::now() - since;
    const auto& inside = site.inside();
    inside.meters.count(response.status, took);
    if (inside.setup.answered) {
        const bool known = request.method == "GET" || request.method == "HEAD" || request.method == "POST";
        inside.setup.answered({std::chrono::system_clock::now(), known ? request.method : std::string(), route_of(request), response.status, took, response.body.size()});
    }
    return response;
}

std::uint64_t body_limit(const http::Request& head) {
    constexpr std::uint64_t files = 256ULL * 1024 * 1024;  // as much as one file may have
    constexpr std::uint64_t two_texts = 4ULL * 1024 * 1024;
    constexpr std::uint64_t draft = 512ULL * 1024;  // each of its paragraphs is looked up
    constexpr std::uint64_t forms = 256ULL * 1024;
    if (head.target == "/compare") return two_texts;
    if (head.target == "/precedents" || head.target.starts_with("/api/v1/precedents") || head.target == "/check" || head.target.starts_with("/api/v1/check")) return draft;
    constexpr std::uint64_t one_text = 8ULL * 1024 * 1024;
    if (head.method == "POST" && head.target.starts_with("/api/v1/documents?") && head.count("Authorization") != 0) return one_text;
    constexpr std::uint64_t submission = 32ULL * 1024 * 1024;
    if (head.method == "POST" && head.target.starts_with("/consultations/") && head.count("Cookie") != 0) return submission;
    return head.from_this_machine && head.target == "/import" ? files : forms;
}

}  // namespace comity::web
