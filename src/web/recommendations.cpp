// `/recommendations`: what was recommended, by State, mechanism, cycle, theme, position; `/recommendations/ID`: one with who made it, the lists that have it, positions, what says the same.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "machinery/actors/process_permissions.hpp"
#include "machinery/reviews/gathering.hpp"
#include "machinery/reviews/knowing.hpp"
#include "machinery/reviews/terms.hpp"
#include "text/nearest.hpp"
#include "text/text.hpp"
#include "vocabulary/actors.hpp"
#include "web/actor_view.hpp"
#include "web/acts.hpp"
#include "web/choices.hpp"
#include "web/exports.hpp"
#include "web/followup.hpp"
#include "web/given_back.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/reviewing.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

/// A State by its code, its id or any name; what nobody bears stays as typed and finds what lists wrote so.
std::string actor_typed(const Visit& visit, std::string_view typed) {
    const std::string name = trimmed(typed);
    if (name.empty()) return {};
    const auto& directory = directory_of(visit);
    if (const auto* actor = directory.actor(name)) return actor->id;
    std::string code = name;
    std::transform(code.begin(), code.end(), code.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    if (const auto* actor = directory.actor("state:" + code)) return actor->id;
    const auto found = directory.recognize(name);
    return found ? found->actor->id : name;
}

reviews::Filter filter_asked(const Visit& visit) {
    reviews::Filter filter;
    filter.state = actor_typed(visit, visit.query.get("state"));
    filter.from = actor_typed(visit, visit.query.get("from"));
    const std::string mechanism = trimmed(visit.query.get("mechanism"));
    const auto* known = mechanism.empty() ? nullptr : reviews::mechanism_named(mechanism, visit.holdings().record().purpose());
    filter.mechanism = known == nullptr ? mechanism : known->code;
    filter.review = visit.query.get("review");
    filter.theme = trimmed(visit.query.get("theme"));
    filter.position = visit.query.get("position");
    filter.words = trimmed(visit.query.get("words"));
    if (const auto cycle = given(visit.query, "cycle")) {
        const auto number = number_in(*cycle);
        if (!number) throw SaidError(Fault::bad_request, visit.text("trouble.no_number", {{"name", "cycle"}, {"value", *cycle}, {"choices", ""}}));
        filter.cycle = *number;
    }
    const std::string_view what = visit.query.get("what");
    for (const auto kind : {reviews::Kind::recommendation, reviews::Kind::concern, reviews::Kind::pledge}) {
        if (what == name_of(kind)) filter.kind = kind;
    }
    if (!what.empty() && !filter.kind) throw SaidError(Fault::bad_request, visit.text("trouble.no_choice", {{"name", "what"}, {"value", what}, {"choices", "recommendation, concern, pledge"}}));
    return filter;
}

std::optional<reviews::NotKnown> unknown_in(const Visit& visit, const record::Snapshot& snapshot, const reviews::Filter& filter) {
    return reviews::not_known(snapshot, directory_of(visit), visit.holdings().record().purpose(), filter);
}

using Condition = reviews::NotKnown::Condition;

std::string_view name_of(Condition condition) noexcept {
    constexpr std::array<std::string_view, 6> names = {"state", "from", "mechanism", "review", "theme", "position"};
    return names[static_cast<std::size_t>(condition)];
}

std::string not_known_in_words(const Visit& visit, const reviews::NotKnown& wrong) { return visit.text("review.not_known", {{"condition", name_of(wrong.condition)}, {"typed", wrong.typed}}); }

/// Where no list should be shown but one of what is known: files and the API.
void check_known(const Visit& visit, const record::Snapshot& snapshot, const reviews::Filter& filter) {
    if (const auto wrong = unknown_in(visit, snapshot, filter)) throw SaidError(Fault::bad_request, not_known_in_words(visit, *wrong));
}

std::string plain_name(const Visit& visit, const std::string& actor) {
    const auto* known = directory_of(visit).actor(actor);
    return known == nullptr ? actor : vocabulary::shown_name(*known, visit.words.language() == "qps" ? "en" : visit.words.language());
}

/// What could stand in place of a name that is not known: what is near it, else all, in the order of the reader's language.
void put_not_known(const Visit& visit, const reviews::NotKnown& wrong, View& view) {
    const bool of_actors = wrong.condition == Condition::state || wrong.condition == Condition::from;
    std::vector<std::pair<std::string, std::string>> named;
    for (const std::string& one : wrong.known) named.emplace_back(of_actors ? plain_name(visit, one) : wrong.condition == Condition::mechanism ? mechanism_in_words(visit, one) : one, one);
    std::vector<std::string> names;
    for (const auto& [name, value] : named) names.push_back(name);
    constexpr std::size_t some = 5;
    const auto near = text::nearest(wrong.typed, names, some);
    if (!near.empty()) std::erase_if(named, [&](const auto& one) { return std::find(near.begin(), near.end(), one.first) == near.end(); });
    const text::Collation order(language_of(visit));
    std::sort(named.begin(), named.end(), [&](const auto& a, const auto& b) { return a.first == b.first ? a.second < b.second : order(a.first, b.first); });
    List list;
    for (const auto& [name, value] : named) list.push_back(View{{"name", name}, {"address", fmt::format("/recommendations?{}={}", name_of(wrong.condition), http::query_encoded(value))}});
    view.put("not_known", not_known_in_words(visit, wrong));
    view.put("are_near", !near.empty());
    view.put("known", std::move(list));
}

Table table_of_recommendations(const Visit& visit, const reviews::Listed& listed) {
    Table table = {{"id", "state", "mechanism", "cycle", "session", "number", "kind", "position", "from", "document", "text"}};
    for (const auto& one : listed.rows) {
        std::string from;
        for (const std::string& actor : one.from) from += (from.empty() ? "" : "; ") + plain_name(visit, actor);
        table.push_back({one.id, plain_name(visit, one.state), one.mechanism, one.cycle == 0 ? "" : std::to_string(one.cycle), one.session == 0 ? "" : std::to_string(one.session), one.number,
                         std::string(name_of(one.kind)), one.position, from, one.symbol, one.text});
    }
    return table;
}

reviews::Recommendation recommendation_asked(const Visit& visit) {
    auto one = reviews::find(visit.holdings().record().snapshot(), visit.rest);
    if (!one) throw Error(Fault::not_found, reviews::no_recommendation(visit.holdings().record().snapshot(), visit.rest));
    return std::move(*one);
}

List told_rows(const record::Snapshot& snapshot, const std::string& id) {
    List rows;
    for (const auto& told : reviews::told_of(snapshot, id)) {
        const auto values = [](const std::vector<std::string>& all) {
            List list;
            for (const std::string& one : all) list.push_back(View{{"value", one}});
            return list;
        };
        rows.push_back(View{{"exporter", told.exporter}, {"line", std::to_string(told.line)}, {"position", told.position}, {"source", told.position_source}, {"paragraph", told.position_paragraph},
                            {"grading", told.grading}, {"note", told.note}, {"themes", values(told.themes)}, {"persons", values(told.persons)}, {"goals", values(told.goals)}});
    }
    return rows;
}

List alike_rows(const Visit& visit, const record::Snapshot& snapshot, const reviews::Recommendation& one, bool keeps) {
    List rows;
    for (const auto& each : reviews::alike(snapshot, one)) {
        std::string words;
        for (const std::string& word : each.words) words += (words.empty() ? "" : " ") + word;
        View row = recommendation_row(visit, each.other);
        row.put("likeness", each.likeness == 0 ? Value("") : Value(each.likeness));
        row.put("words", words);
        row.put("gathered", each.gathered());
        row.put("said", each.said ? Value(statement_row(visit, *each.said)) : Value(""));
        row.put("confirms", keeps && !(each.said && each.gathered()));
        row.put("undoes", keeps && each.gathered());
        rows.push_back(std::move(row));
    }
    return rows;
}

http::Response recommendation_page(const Visit& visit, const reviews::Recommendation& one, const http::Form& form, Html wrong, int status) {
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    const auto* mechanism = reviews::mechanism(one.mechanism, visit.holdings().record().purpose());
    const bool keeps = may(visit, actors::review);
    const bool speaks = may(visit, actors::respond) && (keeps || visit.visitor.standing.actor == one.state);
    List said, positions;
    for (const auto& made : reviews::statements(snapshot, one.id)) {
        if (made.statement.said != reviews::StatementKind::gathering) said.push_back(statement_row(visit, made));
    }
    for (const auto position : reviews::positions()) positions.push_back(View{{"value", position}, {"label", position_in_words(visit, position)}, {"chosen", form.get("word") == position}});
    View view = recommendation_row(visit, one);
    const auto recorded = entry_recorded(visit);
    const bool of_this = recorded && recorded->subject.find(one.id) != std::string::npos;
    view.put("receipt", of_this ? Value(entry_view(visit, *recorded)) : Value(""));
    view.put("wrong", std::move(wrong));
    view.put("state_address", reviewed_address(one.state));
    view.put("review_address", "/recommendations?review=" + http::query_encoded(one.review));
    view.put("document", one.symbol.empty() ? Html() : document_in_words(visit, one.symbol));
    view.put("authority", mechanism == nullptr ? std::string() : mechanism->authority);
    view.put("authority_paragraph", mechanism == nullptr || mechanism->paragraph.empty() ? std::string() : place_in_words(visit, mechanism->paragraph));
    view.put("authority_address", mechanism == nullptr || mechanism->authority.empty() ? std::string() : "/documents/" + mechanism->authority + (mechanism->paragraph.empty() ? "" : "#" + mechanism->paragraph));
    view.put("mechanism", mechanism_in_words(visit, one.mechanism));
    view.put("told", told_rows(snapshot, one.id));
    view.put("said", std::move(said));
    view.put("alike", alike_rows(visit, snapshot, one, keeps));
    view.put("released", released_rows(visit, followup::released_for(snapshot, one.id)));
    // From a recommendation one goes on to what is done about it; forms there begin with its id.
    const std::string id = http::query_encoded(one.id);
    const bool own = visit.visitor.standing.actor == one.state;
    view.put("plan_address", own && may(visit, actors::respond) ? fmt::format("/follow-up?what=action&recommendations={}#put", id) : std::string());
    view.put("help_address", own && may(visit, actors::cooperate) ? fmt::format("/requests?recommendation={}#form", id) : std::string());
    view.put("own_address", recommendation_address(one.id));
    view.put("deeds_address", "/cooperation?recommendation=" + id);
    view.put("speaks", speaks && one.kind == reviews::Kind::recommendation);
    view.put("keeps", keeps);
    view.put("positions", std::move(positions));
    view.put("typed_document", form.get("document"));
    view.put("typed_paragraph", form.get("paragraph"));
    view.put("typed_why", form.get("why"));
    put_actor(visit, view);
    Page page{one.id, "reviews", "recommendation", std::move(view), status};
    page.downloads = {{"json", "/api/v1" + recommendation_address(one.id)}};
    return respond_with_form(visit, std::move(page));
}

}  // namespace

http::Response recommendations_list(const Visit& visit) {
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    const reviews::Filter filter = filter_asked(visit);
    if (visit.query.get("format") == "csv") {
        check_known(visit, snapshot, filter);
        constexpr std::size_t all = 1'000'000;
        return as_csv(visit, "recommendations", table_of_recommendations(visit, reviews::list(snapshot, filter, 0, all)));
    }
    check_is_page(visit);
    const Paging paging = paging_of(visit.query);
    const auto listed = reviews::list(snapshot, filter, paging.offset, paging.limit);
    List rows, mechanisms, positions, kinds;
    for (const auto& one : listed.rows) rows.push_back(recommendation_row(visit, one));
    for (const auto& one : reviews::mechanisms(visit.holdings().record().purpose())) mechanisms.push_back(View{{"value", one.code}, {"label", mechanism_in_words(visit, one.code)}, {"chosen", filter.mechanism == one.code}});
    for (const auto position : reviews::positions()) positions.push_back(View{{"value", position}, {"label", position_in_words(visit, position)}, {"chosen", filter.position == position}});
    for (const auto kind : {reviews::Kind::recommendation, reviews::Kind::concern, reviews::Kind::pledge}) {
        kinds.push_back(View{{"value", name_of(kind)}, {"label", visit.text("review.kinds", {{"code", name_of(kind)}})}, {"chosen", filter.kind == kind}});
    }
    View view{{"rows", std::move(rows)}, {"total", listed.total}, {"mechanisms", std::move(mechanisms)}, {"positions", std::move(positions)}, {"kinds", std::move(kinds)},
              {"state", filter.state.empty() ? std::string() : plain_name(visit, filter.state)}, {"from", filter.from.empty() ? std::string() : plain_name(visit, filter.from)},
              {"cycle", filter.cycle == 0 ? std::string() : std::to_string(filter.cycle)}, {"theme", filter.theme}, {"review", filter.review}, {"words", filter.words},
              {"pager", pager(visit.query, "/recommendations", paging, listed.total)}};
    const auto wrong = unknown_in(visit, snapshot, filter);
    if (wrong) put_not_known(visit, *wrong, view);
    else view.put("not_known", "");
    Page page{visit.text("review.recommendations"), "reviews", "recommendations", std::move(view), wrong ? 400 : 200};
    page.downloads = {{"csv", in_format(visit, "csv")}};
    const std::size_t query = visit.request.target.find('?');
    page.downloads.push_back({"json", "/api/v1/recommendations" + (query == std::string::npos ? std::string() : visit.request.target.substr(query))});
    return respond(visit, std::move(page));
}

http::Response recommendation(const Visit& visit) {
    const auto one = recommendation_asked(visit);
    // An id that it had before leads to the one that goes now.
    if (one.id != visit.rest) return redirect(301, recommendation_address(one.id));
    return recommendation_page(visit, one, visit.query, {}, 200);
}

http::Response recommendation_sent(const Visit& visit) {
    const auto one = recommendation_asked(visit);
    const http::Form form = http::Form::parse(visit.request.body);
    const bool gathers = form.get("act") == "gathering";
    const auto permission = gathers ? actors::review : actors::respond;
    if (const auto refused = refusal(visit, permission, form.get("token"))) return given_back(visit, recommendation_page(visit, one, form, {escaped(*refused)}, 403), form);
    reviews::Request request;
    request.act = gathers ? "gathering" : "position";
    request.about = one.id;
    for (const std::string_view name : {"word", "document", "paragraph", "other"}) {
        if (const std::string value = trimmed(form.get(name)); !value.empty()) request.fields.put(name, value);
    }
    request.by.who = actor_of(visit);
    request.by.actor = visit.visitor.standing.actor;
    request.by.keeps = may(visit, actors::review);
    if (std::string why = trimmed(form.get("why")); !why.empty()) request.by.why = std::move(why);
    try {
        const auto done = reviews::perform(visit.holdings().record(), visit.holdings().vocabulary(), request);
        return redirect(303, fmt::format("{}?recorded={}", recommendation_address(one.id), done.position));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        return given_back(visit, recommendation_page(visit, one, form, turned_away(visit, permission, "recommendation:" + one.id, as_handed_in(form), error), status_of(error.fault())), form, error);
    }
}

namespace api {

http::Response recommendations_list(const Visit& visit) {
    const Paging paging = paging_of(visit.query);
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    const reviews::Filter filter = filter_asked(visit);
    check_known(visit, snapshot, filter);
    const auto listed = reviews::list(snapshot, filter, paging.offset, paging.limit);
    json::Array rows;
    for (const auto& one : listed.rows) rows.push_back(to_json(one));
    json::Value value = json::Object{{"total", listed.total}, {"recommendations", std::move(rows)}};
    if (visit.site.demonstration) value.put("invented", true);
    return as_json(value);
}

http::Response recommendation(const Visit& visit) {
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    const auto one = recommendation_asked(visit);
    json::Value value = to_json(one);
    json::Array lists, statements, same;
    for (const auto& each : reviews::told_of(snapshot, one.id)) lists.push_back(to_json(each));
    for (const auto& each : reviews::statements(snapshot, one.id)) statements.push_back(to_json(each));
    for (const auto& each : reviews::alike(snapshot, one)) {
        same.push_back(json::Object{{"id", each.other.id}, {"likeness", each.likeness}, {"words", json::Array(each.words.begin(), each.words.end())}, {"gathered", each.gathered()}});
    }
    value.put("lists", std::move(lists));
    value.put("statements", std::move(statements));
    value.put("alike", std::move(same));
    if (visit.site.demonstration) value.put("invented", true);
    return as_json(value);
}

}  // namespace api

}  // namespace comity::web::pages
