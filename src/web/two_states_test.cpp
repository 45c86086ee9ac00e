// Two States exchanged in what comes in are exchanged in what goes out, on every page and in every export, and nothing else is.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "base/exchange_testing.hpp"
#include "machinery/cooperation/cooperation.hpp"
#include "machinery/reviews/testing.hpp"
#include "web/testing.hpp"
#include "web/walking.hpp"
#include "zip/zip.hpp"

namespace comity::web {
namespace {

namespace co = comity::cooperation;

/// The two are of the same groups, so that nothing but their names is different, and no other State stands between them in the alphabet.
struct State {
    std::string id, name, code;
};
const State peravel{"state:XPE", "Péravel", "xpe"}, orrin{"state:XSO", "Saint Orrin and the Skerries", "xso"};

std::string exchanged(std::string_view text) {
    static const comity::testing::Pairs pairs = {{"XPE", "XSO"}, {"xpe", "xso"}, {peravel.name, orrin.name}, {http::query_encoded(peravel.name), http::query_encoded(orrin.name)}};
    return comity::testing::exchanged(text, pairs);
}

/// A record in which the one asks, is reviewed and follows up, and the other gives and recommends; both are heard in a consultation and vote.
class World {
public:
    World(State first, State second) : one(std::move(first)), other(std::move(second)) {
        officer = site.admit("maud", "secretariat officer");
        people = {{"anyone", ""}, {"the one", site.admit("ines", "contributor", one.name)}, {"the other", site.admit("brin", "contributor", other.name)}, {"an officer", officer}, {"an editor", site.admit("tomas", "editor")}, {"an administrator", site.admit("jonas", "administrator")}};
        texts();
        review();
        follow_up();
        cooperate();
        consult();
    }

    State one, other;
    TestSite site{TestSite::With::texts, record::Purpose::demonstration, TestSite::Accounts::some};
    std::map<std::string, std::string> people;
    std::string officer, recommendation, submission, further_submission;

    /// As that person sees it. Who has not signed in asks from another machine: at this one it would be its operator.
    http::Response get(const std::string& who, const std::string& address) {
        site.enter(people.at(who));
        http::Request request = TestSite::request("GET", address);
        request.from_this_machine = who != "anyone";
        return site.ask(request);
    }
    /// An address of each route, for what either State has in the record, and the lists as they are narrowed by it.
    [[nodiscard]] std::vector<std::string> addresses() const {
        std::set<std::string> all;
        const auto walk = [&](const State& state, const std::string& request, const std::string& offer, const std::string& measure, const std::string& number, const std::string& symbol) {
            const auto found = addresses_of_all_routes({{"{actor}", state.id}, {"{state}", state.id.substr(6)}, {"{request}", request}, {"{offer}", offer}, {"{agreement}", one.code + ".courts"}, {"{measure}", measure}, {"{number}", number}, {"{recommendation}", recommendation}}, symbol);
            all.insert(found.begin(), found.end());
            for (const char* further : {"/recommendations?state=", "/recommendations?from=", "/cooperation?actor=", "/api/v1/deeds?actor=", "/api/v1/recommendations?state=", "/search?q=", "/series/CA/RES/37/5/votes?state=", "/actors?words="}) {
                all.insert(further + http::query_encoded(std::string_view(further).find("votes") == std::string_view::npos ? state.name : state.id.substr(6)));
            }
        };
        walk(one, one.code + ".interpreters", other.code + ".school", other.code + ".registers", submission, "CA/RES/36/30");
        walk(other, one.code + ".ferries", one.code + ".wells", one.code + ".dykes", further_submission, "CA/RES/37/5");
        for (const char* list : {"/requests", "/offers", "/agreements", "/measures", "/cooperation", "/recommendations", "/reviews", "/actors", "/documents", "/consultations/lamps-2031/submissions"}) all.insert(std::string(list) + "?format=csv");
        for (const char* further : {"/agreements?format=iati", "/cooperation?format=atom", "/consultations?format=atom", "/documents?format=atom", "/cooperation?document=36/30&paragraph=op2", "/recommendations?words=lock", "/recommendations?position=noted"}) all.insert(further);
        return {all.begin(), all.end()};
    }

private:
    record::testing::Folder folder_;

    void act(const State& state, const std::string& what, const std::string& about, json::Value fields) {
        co::perform(site.holdings(), {what, about, std::move(fields), {{"contributor", "account 00000000000000bb"}, state.id, false, {}, {}}, {}}, [] { return std::chrono::system_clock::time_point(std::chrono::seconds(1769851800)); });
    }
    void send(const std::string& who, const std::string& address, std::initializer_list<std::pair<std::string, std::string>> fields) {
        site.enter(people.at(who));
        const http::Response response = site.send(address, form(fields));
        EXPECT_EQ(response.status, 303) << address << "\n" << response.body.substr(0, 20000);
    }

    void texts() {
        const auto file = folder_ / "CA_RES_37_5.txt";
        std::ofstream(file) << "CA/RES/37/5\n\nConcord of the Twelve Shores\n\nConcord Assembly\n\nThirty-seventh session\nAgenda item 9\n\nResolution adopted by the Concord Assembly on 11 December 2018\n\n37/5. Landing places\n\nThe Concord Assembly,\n\n"
                               "Recalling its resolution 36/30 of 14 December 2017,\n\n1. Thanks the keepers of landing places;\n\n2. Requests the Secretary of the Concord to report on them.\n\n40th plenary meeting\n11 December 2018\n\n"
                               "[Adopted by a recorded vote of 2 to 1, with 1 abstention. The voting was as follows:\nIn favour:\n" << one.name << ", Tarrow\nAgainst:\n" << other.name << "\nAbstaining:\nNivaal]\n";
        holdings::ImportRequest request;
        request.paths = {file};
        request.who = {"operator at the command line", "keeper"};
        request.into = record::Purpose::demonstration;
        site.holdings().import(request);
    }
    void review() {
        const std::string list = reviews::testing::upr_info_head + one.name + ",,,Dredge the harbour," + other.name + ",,,Accepted,5,Ports,30\r" + one.name + ",,,Open the lock at night,Ardune,,,Noted,4,Schools,30\r" +
                                 one.name + ",,,Teach sailors," + one.name + ",,,Voluntary Pledge,4,Schools,30\r" + other.name + ",,,Dredge the harbour," + one.name + ",,,Accepted,2,Ports,18\rTarrow,,,Open the lock," + other.name + ",,,Noted,4,Schools,30\r";
        reviews::testing::take(site.holdings().record(), list, "list.csv");
        recommendation = reviews::list(site.holdings().record().snapshot(), {.state = one.id, .from = other.id}, 0, 1).rows.at(0).id;
        send("the one", "/recommendations/" + recommendation, {{"act", "position"}, {"word", "noted"}, {"document", "CA/RC/61/7/Add.1"}});
    }
    void follow_up() {
        send("the one", "/follow-up", {{"act", "put"}, {"what", "action"}, {"id", "night-lock"}, {"title", "A keeper for the night"}, {"recommendations", recommendation}, {"due", "2031-05-03"}, {"status", "planned"}});
        send("the one", "/follow-up", {{"act", "release"}, {"id", "night-lock"}});
    }
    void cooperate() {
        json::Value asked = json::Object{{"title", "Interpreters"}, {"words", "Forty of them."}, {"document", "36/30"}, {"paragraph", "op2"}, {"themes", "SDG-16"}, {"forms", "training"}, {"recommendation", recommendation}};
        act(one, "open request", "interpreters", asked);
        act(one, "open request", "ferries", json::Object{{"title", "Ferries"}, {"words", "Two of them."}, {"forms", "equipment"}});
        for (const auto& [state, name, title] : {std::tuple{other, "school", "A school"}, {one, "wells", "Wells"}}) act(state, "open offer", name, json::Object{{"title", title}, {"forms", "training"}, {"themes", "SDG-16"}, {"document", "36/30"}, {"paragraph", "op2"}});
        act(one, "publish request", "interpreters", json::Object{});
        act(one, "share request", "ferries", json::Object{{"with", other.name}});
        act(one, "accept", "courts", json::Object{{"request", "interpreters"}, {"offers", other.code + ".school"}, {"facilitators", "Nivaal"}, {"grouping", "Low-Water States"}, {"grouping_day", "2018-01-01"}});
        const std::string courts = one.code + ".courts";
        act(other, "confirm", courts, json::Object{});
        act({"state:XNI", "Nivaal", "xni"}, "confirm", courts, json::Object{});
        act(other, "add step", courts, json::Object{{"step", "Twenty are taught."}});
        act(one, "report", courts, json::Object{{"result", "delivered in part"}, {"report", "Forty can do it."}});
        act(other, "report", courts, json::Object{{"result", "delivered"}, {"report", "We taught forty."}});
        for (const State& state : {one, other, State{"state:XNI", "Nivaal", "xni"}}) act(state, "publish agreement", courts, json::Object{});
        for (const auto& [state, name] : {std::pair{other, "registers"}, {one, "dykes"}}) act(state, "record measure", name, json::Object{{"title", "Above the water"}, {"crisis", "the flood"}, {"review", "2026-06-01"}, {"document", "36/30"}, {"paragraph", "op2"}});
    }
    void consult() {
        send("an officer", "/consultations", {{"call", "lamps-2031"}, {"title", "Views on lamps"}, {"convener", "the Registrar"}, {"document", "CA/RES/36/30"}, {"paragraph", "op1"}, {"questions", "What lights the way?"}, {"deadline", "2031-05-03T18:00"}, {"zone", "Europe/Zurich"}, {"contact", "registry@halfway.example"}});
        send("an officer", "/consultations/lamps-2031", {{"act", "open"}});
        send("an officer", "/consultations/lamps-2031", {{"act", "invite"}, {"who", one.name + "\n" + other.name}});
        send("the one", "/consultations/lamps-2031", {{"act", "hand in"}, {"words_typed", "The keepers carry lamps to the landing."}, {"confidentiality", "public"}});
        send("the other", "/consultations/lamps-2031", {{"act", "hand in"}, {"words_typed", "No lamp was seen by the witness."}, {"confidentiality", "name withheld"}});
        const auto snapshot = site.holdings().record().snapshot();
        for (const auto& made : consultations::submissions(snapshot, "lamps-2031")) (made.submission.contributor.actor == one.id ? submission : further_submission) = std::to_string(made.submission.number);
    }
};

/// What is drawn by chance, or is a hash: it says nothing of anybody.
std::string without_chance(std::string text) {
    static const std::regex chance("[0-9a-f]{16,}|[A-Za-z0-9+/]{43,}={0,2}|W/\"[^\"]*\"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[0-9a-f]{12}");
    return std::regex_replace(text, chance, "#");
}

/// A page as the set of its rows, for where one State stands before the other because its name does. A row that names both has its parts in any order.
std::vector<std::string> rows_of(const std::string& text) {
    std::vector<std::string> rows(1);
    static const std::set<std::string> begins = {"<li", "<tr", "<p", "<p>", "<li>", "<tr>", "<article", "<article>", "<span>", "<span", "<h2", "<h3>", "<entry>", "<iati-activity", "<participating-org", "<a", "<td>", "<option"};
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool ends = text[at] == '\n' || text[at] == '\r' || (text[at] == ';' && at + 1 < text.size() && text[at + 1] == ' ');
        if (text[at] == '<' && begins.count(text.substr(at, text.find_first_of(" >\n", at + 1) - at)) != 0) rows.emplace_back();
        if (ends) rows.emplace_back();
        else rows.back() += text[at];
    }
    for (std::string& row : rows) {
        // What closes a list or parts its members stands behind the last of them, whichever that is.
        for (bool more = true; more;) {
            more = false;
            for (const std::string_view end : {",", " ", "</p>", "</li>", "</ul>", "</details>", "</td>", "<td>", "</tr>", "</tbody>", "</table>"}) {
                if (row.ends_with(end)) row.erase(row.size() - end.size()), more = true;
            }
        }
    }
    std::erase(rows, "");
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// The words of a file that is packed.
std::string opened(const http::Response& response) {
    if (!response.body.starts_with("PK")) return response.body;
    std::string all;
    for (const auto& entry : zip::unpacked(response.body)) all += entry.name + "\n" + entry.bytes + "\n";
    return all;
}

/// Left out, each with its reason.
bool is_left_out(const std::string& address) {
    // What only a hash, a salt or a signature makes up, over words that are compared elsewhere.
    for (const char* one : {"/tile/", "/checkpoint", "/log/growth", "/log/key", "/receipt/", "/file/"}) {
        if (address.starts_with(one)) return true;
    }
    // Samples of the program's own, with States of its choice.
    if (address == "/components") return true;
    // Counts of time and of requests; and tables of the vocabulary with names in other languages, which were not exchanged.
    return address == "/metrics" || address == "/health" || address == "/actors?format=csv";
}

/// Of an actor's own page the tables of the vocabulary are no part: other names, and what they are called in each language, differ from State to State. The tour takes the State
/// that is the first in the alphabet.
std::string without_vocabulary(const std::string& address, std::string body) {
    const auto cut = [&](std::string_view from, std::string_view to) {
        const std::size_t begin = body.find(from);
        if (begin != std::string::npos) body.erase(begin, body.find(to, begin) - begin);
    };
    if (address.starts_with("/actors/")) {
        cut("<dl", "</dl>");
        cut("<h2 id=\"names\"", "</table>");
    }
    if (address.starts_with("/api/v1/actors/")) {
        cut("\"names\"", "]");
        cut("\"forms\"", "]");
    }
    if (address == "/") cut("<a href=\"/reviews/X", "</a>");
    return body;
}

TEST(TwoStates, ExchangedInWhatComesInAreExchangedOnEveryPageAndExportAndNothingElse) {
    World one(peravel, orrin), other(orrin, peravel);
    int walked = 0, to_the_byte = 0, named = 0;
    for (const auto& [who, account] : std::map(one.people)) {
        for (const std::string& address : one.addresses()) {
            if (is_left_out(address)) continue;
            const http::Response a = one.get(who, address), b = other.get(who, exchanged(address));
            ++walked;
            ASSERT_EQ(a.status, b.status) << who << ": " << address;
            EXPECT_EQ(exchanged(a.header("Location")), b.header("Location")) << who << ": " << address;
            const std::string first = without_chance(without_vocabulary(address, exchanged(opened(a)))), second = without_chance(without_vocabulary(address, opened(b)));
            named += first.find("XPE") != std::string::npos || first.find(peravel.name) != std::string::npos ? 1 : 0;
            if (first == second) {
                ++to_the_byte;
                continue;
            }
            const auto rows = rows_of(first), expected = rows_of(second);
            if (rows == expected) continue;
            std::vector<std::string> here, there;
            std::set_difference(rows.begin(), rows.end(), expected.begin(), expected.end(), std::back_inserter(here));
            std::set_difference(expected.begin(), expected.end(), rows.begin(), rows.end(), std::back_inserter(there));
            std::string told;
            for (std::size_t i = 0; i < std::min<std::size_t>(here.size(), 4); ++i) told += "\n- " + here[i].substr(0, 300);
            for (std::size_t i = 0; i < std::min<std::size_t>(there.size(), 4); ++i) told += "\n+ " + there[i].substr(0, 300);
            ADD_FAILURE() << who << ": " << address << told;
        }
    }
    RecordProperty("walked", walked);
    RecordProperty("the same to the byte", to_the_byte);
    RecordProperty("with a name of the two", named);
    EXPECT_GT(walked, 6 * 150);
    EXPECT_GT(named, walked / 6) << "it is not pages without States that are compared";
}

TEST(TwoStates, AreFoundWhereTheyAreNotExchanged) {
    EXPECT_EQ(exchanged("state:XPE of xpe.school, an expert of Péravel"), "state:XSO of xso.school, an expert of Saint Orrin and the Skerries");
    World one(peravel, orrin);
    const std::string page = one.get("anyone", "/agreements").body;
    EXPECT_NE(rows_of(exchanged(page)), rows_of(page)) << "a page that stays as it is would be told";
}

}  // namespace
}  // namespace comity::web
