// `/reviews`: States in alphabetical order, with what they were recommended; `/reviews/STATE`: the reviews of one, what was said again and again, its pledges and reports.
#include <algorithm>

#include <fmt/format.h>

#include "base/date.hpp"
#include "machinery/actors/process_permissions.hpp"
#include "machinery/reviews/gathering.hpp"
#include "machinery/reviews/terms.hpp"
#include "text/text.hpp"
#include "vocabulary/actors.hpp"
#include "web/actor_view.hpp"
#include "web/acts.hpp"
#include "web/exports.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/reviewing.hpp"
#include "web/visitors.hpp"

namespace comity::web {

namespace {

std::string plain_name(const Visit& visit, std::string_view actor) {
    const auto* known = directory_of(visit).actor(actor);
    return known == nullptr ? std::string(actor) : vocabulary::shown_name(*known, language_of(visit));
}

}  // namespace

Html document_in_words(const Visit& visit, const std::string& symbol) {
    try {
        const holdings::Item item = visit.holdings().find(symbol);
        return {fmt::format("<a href=\"{}\">{}</a>", escaped(address_of(item)), untranslated(item.name).markup)};
    } catch (const Error& error) {
        if (error.fault() != Fault::not_found && error.fault() != Fault::bad_request) throw;
        return untranslated(symbol);
    }
}

std::string recommendation_address(std::string_view id) { return "/recommendations/" + http::path_encoded(id); }

std::string reviewed_address(std::string_view state) {
    constexpr std::string_view prefix = "state:";
    return "/reviews/" + http::path_encoded(state.starts_with(prefix) ? state.substr(prefix.size()) : state);
}

Html actor_or_name(const Visit& visit, std::string_view actor) {
    const auto* known = directory_of(visit).actor(actor);
    if (known == nullptr) return untranslated(actor);
    return {fmt::format("<a class=\"actor\" href=\"{}\">{}</a>", escaped(actor_address(known->id)), name_of_actor(visit, *known).markup)};
}

List actors_in_order(const Visit& visit, const std::vector<std::string>& actors) {
    std::vector<std::pair<std::string, std::string>> named;
    for (const std::string& one : actors) named.emplace_back(plain_name(visit, one), one);
    const text::Collation order(language_of(visit));
    std::sort(named.begin(), named.end(), [&](const auto& a, const auto& b) { return a.first == b.first ? a.second < b.second : order(a.first, b.first); });
    List all;
    for (const auto& [name, id] : named) all.push_back(View{{"name", actor_or_name(visit, id)}});
    return all;
}

std::string position_in_words(const Visit& visit, std::string_view position) { return position.empty() ? std::string() : visit.text("review.position", {{"code", code_of(position)}}); }

std::string mechanism_in_words(const Visit& visit, std::string_view code) {
    const auto* known = reviews::mechanism(code, visit.holdings().record().purpose());
    if (known == nullptr) return std::string(code);
    const std::string language = language_of(visit);
    if (language == "fr" && !known->name_fr.empty()) return known->name_fr;
    if (language == "ar" && !known->name_ar.empty()) return known->name_ar;
    return known->name;
}

std::string review_in_words(const Visit& visit, const std::string& mechanism, int cycle, const std::string& id) {
    const std::string name = mechanism_in_words(visit, mechanism);
    return cycle != 0 ? visit.text("review.of_cycle", {{"mechanism", name}, {"cycle", cycle}}) : visit.text("review.of_mechanism", {{"mechanism", name}, {"id", id}});
}

View recommendation_row(const Visit& visit, const reviews::Recommendation& one) {
    return {{"address", recommendation_address(one.id)}, {"id", one.id}, {"number", one.number}, {"text", Html{in_language(visit, one.text, "en").markup}},
            {"kind", one.kind == reviews::Kind::recommendation ? std::string() : visit.text("review.kind", {{"code", name_of(one.kind)}})},
            {"state", actor_or_name(visit, one.state)}, {"from", actors_in_order(visit, one.from)}, {"position", position_in_words(visit, one.position)},
            {"review", review_in_words(visit, one.mechanism, one.cycle, one.review)}};
}

View statement_row(const Visit& visit, const reviews::StatementMade& made) {
    const auto& said = made.statement;
    std::vector<std::string> answered = said.recommendations;
    const auto date = Date::from_iso(said.day);
    List recommendations;
    for (const std::string& id : answered) recommendations.push_back(View{{"address", recommendation_address(id)}, {"id", id}});
    const std::string kind = code_of(name_of(said.said));
    return {{"what", said.word == "withdrawn" ? visit.text("review.said_taken_back", {{"kind", kind}}) : visit.text("review.said", {{"kind", kind}, {"word", code_of(said.word)}})},
            {"document", said.document.empty() ? Html() : document_in_words(visit, said.document)}, {"paragraph", said.paragraph}, {"day", date ? visit.words.date(*date) : said.day}, {"words", said.words},
            {"recommendations", std::move(recommendations)}, {"when", moment(visit, made.when)}, {"as", actor_in_words(visit, made.who)},
            {"on_behalf_of", made.on_behalf_of ? Value(actor_or_name(visit, *made.on_behalf_of)) : Value("")}, {"why", made.why.value_or("")},
            {"history", "/log/subjects/" + http::path_encoded(made.subject)}};
}

namespace {

std::vector<std::pair<std::string, reviews::StateReviewed>> states_by_name(const Visit& visit) {
    std::vector<std::pair<std::string, reviews::StateReviewed>> all;
    for (auto& one : reviews::states_reviewed(visit.holdings().record().snapshot())) {
        std::string name = plain_name(visit, one.state);
        all.emplace_back(std::move(name), std::move(one));
    }
    const text::Collation order(language_of(visit));
    std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return a.first == b.first ? a.second.state < b.second.state : order(a.first, b.first); });
    return all;
}

/// The State that an address names: by its code, else by a name. Throws Error(not_found) in the reader's words.
std::string state_asked(const Visit& visit) {
    std::string code(visit.rest);
    std::transform(code.begin(), code.end(), code.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    if (const auto* known = directory_of(visit).actor("state:" + code)) return known->id;
    if (const auto found = directory_of(visit).recognize(visit.rest); found && found->actor->id.starts_with("state:")) return found->actor->id;
    if (!reviews::reviews(visit.holdings().record().snapshot(), visit.rest).empty()) return visit.rest;
    throw SaidError(Fault::not_found, visit.text("review.no_state", {{"name", visit.rest}}));
}

List review_rows(const Visit& visit, const record::Snapshot& snapshot, const std::string& state) {
    List rows;
    for (const auto& one : reviews::reviews(snapshot, state)) {
        List positions, said;
        for (const auto& [position, count] : one.positions) {
            positions.push_back(View{{"position", position.empty() ? visit.text("review.position_unknown") : position_in_words(visit, position)}, {"count", count},
                                     {"address", position.empty() ? std::string() : fmt::format("/recommendations?review={}&position={}", http::query_encoded(one.id), http::query_encoded(position))}});
        }
        for (const auto& made : reviews::statements(snapshot, one.id)) said.push_back(statement_row(visit, made));
        const auto* mechanism = reviews::mechanism(one.mechanism, visit.holdings().record().purpose());
        rows.push_back(View{{"id", one.id}, {"name", review_in_words(visit, one.mechanism, one.cycle, one.id)}, {"session", one.session == 0 ? Value("") : Value(one.session)},
                            {"document", one.symbol.empty() ? Html() : document_in_words(visit, one.symbol)}, {"address", "/recommendations?review=" + http::query_encoded(one.id)},
                            {"recommendations", one.recommendations}, {"concerns", one.concerns == 0 ? Value("") : Value(one.concerns)}, {"pledges", one.pledges == 0 ? Value("") : Value(one.pledges)},
                            {"positions", std::move(positions)}, {"said", std::move(said)},
                            {"authority", mechanism == nullptr || mechanism->authority.empty() ? Html() : document_in_words(visit, mechanism->authority)}});
    }
    return rows;
}

List gathering_rows(const Visit& visit, const record::Snapshot& snapshot, const std::string& state) {
    List rows;
    for (const auto& one : reviews::gatherings(snapshot, state)) {
        List members;
        std::string words;
        for (const auto& member : one.members) members.push_back(recommendation_row(visit, member));
        for (const std::string& word : one.words) words += (words.empty() ? "" : " ") + word;
        rows.push_back(View{{"members", std::move(members)}, {"words", words}, {"confirmed", !one.confirmed.empty()}});
    }
    return rows;
}

List said_rows(const Visit& visit, const record::Snapshot& snapshot, const std::string& state, reviews::StatementKind kind) {
    List rows;
    for (const auto& made : reviews::statements_of_state(snapshot, state, kind)) rows.push_back(statement_row(visit, made));
    return rows;
}

}  // namespace

}  // namespace comity::web

namespace comity::web::pages {

http::Response reviews_list(const Visit& visit) {
    const auto states = states_by_name(visit);
    List rows;
    Table table = {{"state", "name", "reviews", "recommendations", "concerns", "pledges"}};
    for (const auto& [name, one] : states) {
        rows.push_back(View{{"address", reviewed_address(one.state)}, {"name", plain_name(visit, one.state)}, {"reviews", one.reviews}, {"recommendations", one.recommendations}, {"concerns", one.concerns}, {"pledges", one.pledges}});
        table.push_back({one.state, name, std::to_string(one.reviews), std::to_string(one.recommendations), std::to_string(one.concerns), std::to_string(one.pledges)});
    }
    if (visit.query.get("format") == "csv") return as_csv(visit, "reviews", std::move(table));
    check_is_page(visit);
    Page page{visit.text("review.title"), "reviews", "reviews", {{"rows", std::move(rows)}}};
    page.downloads = {{"json", "/api/v1/reviews"}, {"csv", "/reviews?format=csv"}};
    return respond(visit, std::move(page));
}

http::Response review_state(const Visit& visit) {
    const std::string state = state_asked(visit);
    const std::string own = reviewed_address(state);
    if (own != "/reviews/" + http::path_encoded(visit.rest)) return redirect(301, own);
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    View view{{"name", actor_or_name(visit, state)},
              {"reviews", review_rows(visit, snapshot, state)},
              {"gatherings", gathering_rows(visit, snapshot, state)},
              {"pledges", said_rows(visit, snapshot, state, reviews::StatementKind::pledge)},
              {"reports", said_rows(visit, snapshot, state, reviews::StatementKind::mid_term_report)},
              {"follows_up", may(visit, actors::respond) && visit.visitor.standing.actor == state},
              {"all", "/recommendations?state=" + http::query_encoded(state)},
              {"made", "/recommendations?from=" + http::query_encoded(state)}};
    Page page{plain_name(visit, state), "reviews", "review_state", std::move(view)};
    page.downloads = {{"json", "/api/v1" + own}};
    return respond(visit, std::move(page));
}

namespace api {

http::Response reviews_list(const Visit& visit) {
    json::Array rows;
    for (const auto& [name, one] : states_by_name(visit)) rows.push_back(json::Object{{"state", one.state}, {"name", name}, {"reviews", one.reviews}, {"recommendations", one.recommendations}, {"concerns", one.concerns}, {"pledges", one.pledges}});
    json::Value value = json::Object{{"total", rows.size()}, {"states", std::move(rows)}};
    if (visit.site.demonstration) value.put("invented", true);
    return as_json(value);
}

http::Response review_state(const Visit& visit) {
    const std::string state = state_asked(visit);
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    json::Array all, gathered, said;
    for (const auto& one : reviews::reviews(snapshot, state)) {
        all.push_back(to_json(one));
        for (const auto& made : reviews::statements(snapshot, one.id)) said.push_back(to_json(made));
    }
    for (const auto& one : reviews::gatherings(snapshot, state)) {
        json::Array members;
        for (const auto& member : one.members) members.emplace_back(member.id);
        gathered.push_back(json::Object{{"members", std::move(members)}, {"words", json::Array(one.words.begin(), one.words.end())}, {"confirmed", json::Array(one.confirmed.begin(), one.confirmed.end())}});
    }
    for (const auto& made : reviews::statements_of_state(snapshot, state, reviews::StatementKind::pledge)) said.push_back(to_json(made));
    json::Value value = json::Object{{"state", state}, {"reviews", std::move(all)}, {"gatherings", std::move(gathered)}, {"statements", std::move(said)}};
    if (visit.site.demonstration) value.put("invented", true);
    return as_json(value);
}

}  // namespace api

}  // namespace comity::web::pages
