// Cooperation by page: who sees what, and the way from a request to a report.
#include <gtest/gtest.h>

#include <algorithm>

#include "machinery/cooperation/cooperation.hpp"
#include "machinery/reviews/testing.hpp"
#include "web/testing.hpp"
#include "web/walking.hpp"

namespace comity::web {
namespace {

namespace co = comity::cooperation;
using actors::Role;

const std::string tarrow = "state:XTA", nivaal = "state:XNI";

void act(TestSite& site, const std::string& actor, const std::string& what, const std::string& about, json::Value fields) {
    co::perform(site.holdings(), {what, about, std::move(fields), {{"contributor", "account 00000000000000bb"}, actor, false, {}, {}}, {}}, [] { return std::chrono::system_clock::time_point(std::chrono::seconds(1769851800)); });
}

json::Value asked() {
    return json::Object{{"title", "Zephyrine interpreters"}, {"words", "Zephyrine words of the delta."}, {"document", "36/30"}, {"paragraph", "op2"}, {"themes", "SDG-16"}, {"forms", "training"}, {"recommendation", "upr-3-nivaal-101.12"},
                        {"contact", "zephyrine@tarrow.example"}};
}

/// A list that has the recommendation of asked().
void take_list(TestSite& site) { reviews::testing::take(site.holdings().record(), reviews::testing::index_list, "list.json"); }

bool tells(const http::Response& response) {
    std::string all = response.body;
    for (const auto& header : response.headers) all += header.value;
    std::transform(all.begin(), all.end(), all.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return all.find("zephyrine") != std::string::npos;
}

/// Every address that a route has, and those under which a request could be looked for.
std::vector<std::string> addresses(std::int64_t position) {
    std::vector<std::string> all = addresses_of_all_routes({{"{actor}", tarrow}});
    const std::string number = std::to_string(position);
    for (const char* further : {"/search?q=interpreters", "/api/v1/search?q=interpreters", "/requests?format=csv", "/agreements?format=csv", "/cooperation?format=atom", "/cooperation?format=csv", "/cooperation?recommendation=upr-3-nivaal-101.12",
                                "/cooperation?document=36/30&paragraph=op2", "/cooperation?actor=Tarrow", "/log/subjects/request:xta.interpreters", "/log/subjects/published-request:xta.interpreters", "/api/v1/deeds?recommendation=upr-3-nivaal-101.12",
                                "/requests/xta.interpreters?on_behalf_of=state:XTA", "/requests?on_behalf_of=Tarrow", "/?format=atom", "/documents?format=atom"}) {
        all.emplace_back(further);
    }
    for (const std::string& one : {"/log/entries/" + number, "/receipt/" + number + ".html", "/receipt/" + number + ".tlog-proof"}) all.push_back(one);
    return all;
}

// --- what must never happen ------------------------------------------------------------------------------------------------------

TEST(PrivateRequests, AreToldOfByNoRouteToAnyRoleButTheirOwnState) {
    TestSite site(TestSite::With::texts, record::Purpose::own, TestSite::Accounts::some);
    take_list(site);
    std::map<std::string, std::string> accounts = {{"anyone", ""}, {"without a role", site.admit("none", "")}};
    for (const Role role : actors::given_roles()) {
        const std::string name(actors::name_of(role));
        accounts[name] = site.admit(name.substr(0, 6), name, role == Role::contributor ? "Nivaal" : "");
    }
    // Not even somebody who may see confidential entries, on behalf of whomever.
    accounts["an officer for Tarrow's neighbour"] = site.admit("neigh", "secretariat officer", "Upper Tarrow");
    const std::string own = site.admit("tarrow", "contributor", "Tarrow");
    act(site, nivaal, "open offer", "school", json::Object{{"title", "A school"}, {"forms", "training"}, {"themes", "SDG-16"}});
    const std::int64_t position = site.entries();
    act(site, tarrow, "open request", "interpreters", asked());
    int walked = 0;
    for (const auto& [who, account] : accounts) {
        site.enter(account);
        for (const std::string& address : addresses(position)) {
            const http::Response response = site.get(address);
            EXPECT_FALSE(tells(response)) << who << ": " << address << " gave " << response.status;
            ++walked;
        }
        EXPECT_EQ(site.get("/requests/xta.interpreters").status, 404) << who;
        EXPECT_EQ(site.get("/requests/xta.interpreters").body.size(), site.get("/requests/xta.interpreterz").body.size()) << who << ": the same words as of one that is not there";
    }
    EXPECT_GT(walked, 8 * 60);
    site.enter(own);
    EXPECT_TRUE(tells(site.get("/requests")));
    EXPECT_EQ(site.get("/requests/xta.interpreters").status, 200);
    EXPECT_NE(site.get("/receipt/" + std::to_string(position) + ".html").status, 404);
}

TEST(PrivateRequests, WhatWasRefusedToTheirStateTellsNobody) {
    TestSite site(TestSite::With::texts, record::Purpose::own, TestSite::Accounts::some);
    take_list(site);
    const std::string own = site.admit("tarrow", "contributor", "Tarrow"), officer = site.admit("jane", "secretariat officer");
    site.enter(own);
    const std::int64_t before = site.entries();
    EXPECT_EQ(site.send("/requests", form({{"name", "zephyrine-courts"}, {"title", "Zephyrine"}, {"forms", "advice"}})).status, 400);
    EXPECT_EQ(site.entries(), before + 1) << "that it was refused is an entry";
    site.enter(officer);
    EXPECT_FALSE(tells(site.get("/log/entries/" + std::to_string(before))));
    EXPECT_FALSE(tells(site.get("/log")));
}

TEST(PrivateRequests, AreShownToTheOperatorHereOnlyOnBehalfOfTheirState) {
    TestSite site(TestSite::With::texts);
    take_list(site);
    act(site, tarrow, "open request", "interpreters", asked());
    EXPECT_FALSE(tells(site.get("/requests")));
    EXPECT_FALSE(tells(site.get("/requests?on_behalf_of=Nivaal")));
    EXPECT_TRUE(tells(site.get("/requests?on_behalf_of=Tarrow")));
    EXPECT_EQ(site.get("/requests/xta.interpreters?on_behalf_of=state:XTA").status, 200);
}

TEST(Agreements, AreNobodysButTheirPartiesUntilAllPublishThem) {
    TestSite site(TestSite::With::texts, record::Purpose::own, TestSite::Accounts::some);
    take_list(site);
    const std::string own = site.admit("tarrow", "contributor", "Tarrow"), partner = site.admit("nivaal", "contributor", "Nivaal"), other = site.admit("ardune", "contributor", "Ardune"), officer = site.admit("jane", "secretariat officer");
    act(site, nivaal, "open offer", "school", json::Object{{"title", "A school"}, {"forms", "training"}, {"themes", "SDG-16"}});
    act(site, tarrow, "open request", "interpreters", asked());
    act(site, tarrow, "share request", "interpreters", json::Object{{"with", "Nivaal"}});
    act(site, tarrow, "accept", "courts", json::Object{{"request", "interpreters"}, {"offers", "xni.school"}});
    const std::int64_t position = site.entries() - 1;
    for (const std::string& account : {std::string(), other, officer}) {
        site.enter(account);
        for (const std::string& address : addresses(position)) EXPECT_FALSE(tells(site.get(address))) << address;
    }
    for (const std::string& account : {own, partner}) {
        site.enter(account);
        EXPECT_EQ(site.get("/agreements/xta.courts").status, 200);
        EXPECT_TRUE(tells(site.get("/agreements")));
        EXPECT_TRUE(tells(site.get("/actors/state:XTA")));
    }
}

// --- what can be done ------------------------------------------------------------------------------------------------------------

TEST(Cooperation, GoesFromARequestToAReportByForms) {
    TestSite site(TestSite::With::texts, record::Purpose::own, TestSite::Accounts::some);
    take_list(site);
    const std::string own = site.admit("tarrow", "contributor", "Tarrow"), partner = site.admit("nivaal", "contributor", "Nivaal");
    const auto sent = [&](const std::string& address, http::Form fields) {
        const http::Response response = site.send(address, std::move(fields));
        EXPECT_EQ(response.status, 303) << address << "\n" << response.body;
        const http::Response shown = site.get(std::string(response.header("Location")));
        EXPECT_EQ(shown.status, 200) << response.header("Location") << (site.logged.empty() ? "" : site.logged.back());
        EXPECT_NE(shown.body.find("class=\"receipt\""), std::string::npos) << "each act gives its receipt";
        return std::string(response.header("Location"));
    };
    site.enter(partner);
    sent("/offers", form({{"name", "school"}, {"title", "A school"}, {"forms_shown", "yes"}, {"forms", "training"}, {"themes", "SDG-16"}, {"role", "provider"}, {"experience", "Courts of the harbour | upr-3-nivaal-101.12 | a report"}}));
    site.enter(own);
    sent("/requests", form({{"name", "interpreters"}, {"title", "Zephyrine interpreters"}, {"words", "Forty."}, {"forms_shown", "yes"}, {"forms", "training"}, {"forms", "expert"}, {"themes", "SDG-16"}, {"recommendation", "upr-3-nivaal-101.12"}, {"document", "36/30"},
                            {"paragraph", "op2"}, {"commitment", ""}, {"priority", "1"}}));
    const std::string page = site.get("/requests/xta.interpreters").body;
    EXPECT_NE(page.find("A school"), std::string::npos) << "an offer that fits";
    EXPECT_NE(page.find("The same recommendation carried out"), std::string::npos) << "with its reason";
    EXPECT_EQ(site.get("/requests/xta.interpreters?least=90").body.find("name=\"offers\""), std::string::npos) << "weights can be changed";
    EXPECT_EQ(site.get("/requests/xta.interpreters?least=many").status, 400);
    EXPECT_EQ(site.send("/requests/xta.interpreters", form({{"act", "accept"}, {"name", "courts"}, {"offers", "xni.school"}})).status, 400) << "the partner has not been shown it";
    sent("/requests/xta.interpreters", form({{"act", "share request"}, {"with", "Nivaal"}}));
    EXPECT_EQ(sent("/requests/xta.interpreters", form({{"act", "accept"}, {"name", "courts"}, {"offers", "xni.school"}, {"grouping", "Low-Water States"}, {"grouping_day", "2018-01-01"}})).find("/agreements/xta.courts"), 0U);
    site.enter(partner);
    sent("/agreements/xta.courts", form({{"act", "confirm"}, {"role", ""}}));
    sent("/agreements/xta.courts", form({{"act", "add step"}, {"of", "agreement"}, {"step", "Twenty are taught."}, {"form", "training"}, {"first", "2018-03-01"}, {"status", "planned"}}));
    sent("/agreements/xta.courts", form({{"act", "add step"}, {"of", "agreement"}, {"number", "1"}, {"status", "done"}}));
    sent("/agreements/xta.courts", form({{"act", "report"}, {"of", "agreement"}, {"result", "delivered"}, {"report", "We taught forty."}}));
    sent("/agreements/xta.courts", form({{"act", "publish agreement"}}));
    site.enter(own);
    sent("/agreements/xta.courts", form({{"act", "report"}, {"of", "agreement"}, {"result", "delivered in part"}, {"report", "Eleven can do it."}}));
    sent("/agreements/xta.courts", form({{"act", "publish agreement"}}));
    sent("/measures", form({{"name", "registers"}, {"title", "Registers above the water"}, {"crisis", "the flood"}, {"review", "2026-06-01"}, {"document", "36/30"}, {"paragraph", "op2"}}));
    sent("/measures/xta.registers", form({{"act", "add step"}, {"of", "measure"}, {"step", "The books are carried up."}, {"status", "done"}}));
    site.enter("");
    const std::string made = site.get("/agreements/xta.courts").body;
    EXPECT_NE(made.find("Eleven can do it."), std::string::npos);
    EXPECT_NE(made.find("We taught forty."), std::string::npos) << "both words stand";
    EXPECT_NE(made.find("North-South"), std::string::npos);
    EXPECT_NE(made.find("/series/"), std::string::npos) << "back to the words and their series";
    // Down the thread: from the paragraph and its mandate, from the actor, as CSV, IATI and JSON.
    EXPECT_NE(site.get("/cooperation?document=36/30&paragraph=op2").body.find("/agreements/xta.courts"), std::string::npos);
    EXPECT_NE(site.get("/mandates/CA/RES/36/30/acts/op2").body.find("/measures/xta.registers"), std::string::npos);
    EXPECT_NE(site.get("/documents/CA/RES/36/30").body.find("/cooperation?document="), std::string::npos);
    EXPECT_NE(site.get("/actors/state:XNI").body.find("/agreements/xta.courts"), std::string::npos);
    EXPECT_NE(site.get("/agreements?format=csv").body.find("We taught forty."), std::string::npos);
    EXPECT_NE(site.get("/agreements?format=iati").body.find("<iati-activities version=\"2.03\">"), std::string::npos);
    EXPECT_EQ(json::parse(site.get("/api/v1/agreements/xta.courts").body).text("stage"), "parties differ");
    EXPECT_EQ(json::parse(site.get("/api/v1/deeds?actor=Tarrow").body).integer("total"), 2);
    EXPECT_EQ(site.get("/api/v1/requests/xta.interpreters").status, 404) << "shared is not public";
}

// --- how it reads ----------------------------------------------------------------------------------------------------------------

/// A request, an offer, their agreement with a step, and a measure.
void make_world(TestSite& site) {
    take_list(site);
    json::Value request = asked(), offer = json::Object{{"title", "A school"}, {"forms", "training"}, {"themes", "SDG-16"}, {"languages", "en; fr"}, {"first", "2017-09-01"}, {"last", "2019-08-31"}};
    request.put("languages", "fr");
    request.put("first", "2018-01-01");
    act(site, nivaal, "open offer", "school", offer);
    act(site, tarrow, "open request", "interpreters", request);
    act(site, tarrow, "publish request", "interpreters", json::Object{});
    act(site, tarrow, "accept", "courts", json::Object{{"request", "interpreters"}, {"offers", "xni.school"}, {"grouping", "Low-Water States"}, {"grouping_day", "2018-01-01"}});
    act(site, nivaal, "confirm", "xta.courts", json::Object{});
    act(site, nivaal, "add step", "xta.courts", json::Object{{"step", "Twenty are taught."}});
    act(site, tarrow, "record measure", "registers", json::Object{{"title", "Registers"}, {"crisis", "the flood"}, {"review", "2026-06-01"}});
}

/// What a reader sees: without markup, and without what stands in attributes.
std::string seen_text(const std::string& page) {
    std::string text;
    bool inside = false;
    for (const char c : page.substr(page.find("<main"), page.find("only-print") - page.find("<main"))) {
        if (c == '<') inside = true;
        if (!inside) text += c;
        if (c == '>') inside = false;
    }
    return text;
}

TEST(Cooperation, SpeaksOfDaysLanguagesAndStatesAsPeopleDo) {
    TestSite site(TestSite::With::texts, record::Purpose::own, TestSite::Accounts::some);
    make_world(site);
    for (const std::string address : {"/requests/xta.interpreters", "/offers/xni.school", "/agreements/xta.courts?on_behalf_of=state:XTA", "/measures/xta.registers", "/requests"}) {
        const std::string text = seen_text(site.get(address).body);
        for (const std::string raw : {"2017-09-01", "state:X", "group:", "/.."}) EXPECT_EQ(text.find(raw), std::string::npos) << address << ": " << raw;
    }
    const std::string request = seen_text(site.get("/requests/xta.interpreters").body);
    EXPECT_NE(request.find("1 September 2017 to 31 August 2019"), std::string::npos);
    EXPECT_NE(request.find("Language: French"), std::string::npos);
    EXPECT_NE(site.get("/requests?on_behalf_of=state:XTA").body.find("type=\"text\" value=\"Tarrow\""), std::string::npos) << "the name, where one types a name";
    EXPECT_NE(site.get("/agreements/xta.courts?on_behalf_of=state:XTA").body.find("value=\"Low-Water States\""), std::string::npos);
    const http::Response refused = site.send("/requests/xta.interpreters", form({{"on_behalf_of", "state:XTA"}, {"act", "accept"}, {"name", "further"}, {"offers", "xni.school"}, {"facilitators", "Nivaal"}}));
    EXPECT_NE(seen_text(refused.body).find("An offer of Nivaal is named twice"), std::string::npos) << seen_text(refused.body);
    EXPECT_NE(seen_text(site.get("/offers/xni.school?lang=fr").body).find("anglais"), std::string::npos);
}

TEST(Cooperation, CountsStepsOnceAndSaysWhyNothingIsSuggestedWhereSomethingIsOffered) {
    TestSite site(TestSite::With::texts);
    make_world(site);
    const std::string agreement = site.get("/agreements/xta.courts?on_behalf_of=state:XNI").body;
    EXPECT_NE(agreement.find("<li value=\"1\"><span dir=\"auto\">Twenty"), std::string::npos);
    const std::string light = seen_text(site.get("/requests/xta.interpreters?least=90").body);
    EXPECT_EQ(light.find("No offer fits."), std::string::npos);
    EXPECT_NE(light.find("weigh 90 together"), std::string::npos);
    EXPECT_NE(light.find("The fewest offers"), std::string::npos);
    act(site, nivaal, "withdraw offer", "xni.school", json::Object{});
    EXPECT_NE(seen_text(site.get("/requests/xta.interpreters").body).find("No offer fits."), std::string::npos);
}

TEST(Cooperation, LinksAtTheHeadOfALongPageLeadToItsParts) {
    TestSite site(TestSite::With::texts);
    make_world(site);
    for (const std::string address : {"/agreements/xta.courts?on_behalf_of=state:XTA", "/agreements/xta.courts?on_behalf_of=state:XNI", "/requests/xta.interpreters?on_behalf_of=state:XTA", "/requests/xta.interpreters", "/offers/xni.school?on_behalf_of=state:XNI",
                                      "/measures/xta.registers?on_behalf_of=state:XTA", "/offers?on_behalf_of=state:XNI"}) {
        const std::string page = site.get(address).body, inner = page.substr(page.find("<main"), page.find("</main>") - page.find("<main"));
        int links = 0, forms = 0;
        for (std::size_t at = inner.find("href=\"#"); at != std::string::npos; at = inner.find("href=\"#", at + 1), ++links) {
            const std::string part = inner.substr(at + 7, inner.find('"', at + 7) - at - 7);
            EXPECT_NE(inner.find("id=\"" + part + "\""), std::string::npos) << address << ": " << part;
        }
        for (std::size_t at = inner.find("method=\"post\""); at != std::string::npos; at = inner.find("method=\"post\"", at + 1)) ++forms;
        EXPECT_GE(links, std::max(forms, 1)) << address << ": no form is only reached through all the others";
    }
}

// --- wrong input -----------------------------------------------------------------------------------------------------------------

struct Wrong {
    std::string who, address;
    std::vector<std::pair<std::string, std::string>> sent;
    std::string field;  ///< where the sentence must stand; "" for none
};

TEST(WrongInput, ComesBackAsItWasTypedWithTheSentenceAtItsField) {
    TestSite site(TestSite::With::texts, record::Purpose::own, TestSite::Accounts::some);
    make_world(site);
    act(site, tarrow, "open request", "ferries", json::Object{{"title", "Ferries"}, {"forms", "equipment"}});
    const std::map<std::string, std::string> people = {{"tarrow", site.admit("ines", "contributor", "Tarrow")}, {"nivaal", site.admit("brin", "contributor", "Nivaal")}};
    const std::string request = "/requests/xta.ferries", agreement = "/agreements/xta.courts", measure = "/measures/xta.registers";
    const std::vector<Wrong> all = {
        {"tarrow", "/requests", {{"name", "Ferries & boats"}, {"title", "Typed <title>"}, {"forms_shown", "yes"}, {"forms", "equipment"}, {"words", "Typed words"}}, "name"},
        {"tarrow", "/requests", {{"name", "boats"}, {"title", ""}, {"forms_shown", "yes"}, {"forms", "equipment"}, {"words", "Typed words"}}, "title"},
        {"tarrow", "/requests", {{"name", "boats"}, {"title", "Typed"}, {"forms_shown", "yes"}}, "forms"},
        {"tarrow", "/requests", {{"name", "boats"}, {"title", "Typed"}, {"forms_shown", "yes"}, {"forms", "equipment"}, {"themes", "SDG-99"}}, "themes"},
        {"tarrow", "/requests", {{"name", "boats"}, {"title", "Typed"}, {"forms_shown", "yes"}, {"forms", "equipment"}, {"languages", "french"}}, "languages"},
        {"tarrow", "/requests", {{"name", "boats"}, {"title", "Typed"}, {"forms_shown", "yes"}, {"forms", "equipment"}, {"last", "31.12.2030"}}, "last"},
        {"tarrow", "/requests", {{"name", "boats"}, {"title", "Typed"}, {"forms_shown", "yes"}, {"forms", "equipment"}, {"first", "2031-01-01"}, {"last", "2030-01-01"}}, "last"},
        {"tarrow", "/requests", {{"name", "boats"}, {"title", "Typed"}, {"forms_shown", "yes"}, {"forms", "equipment"}, {"priority", "first of all"}}, "priority"},
        {"tarrow", "/requests", {{"name", "boats"}, {"title", "Typed"}, {"forms_shown", "yes"}, {"forms", "equipment"}, {"document", "CA/RES/99/99"}, {"paragraph", "op1"}}, "document"},
        {"tarrow", "/requests", {{"name", "boats"}, {"title", "Typed"}, {"forms_shown", "yes"}, {"forms", "equipment"}, {"recommendation", "upr-3-nothing-1"}}, "recommendation"},
        {"nivaal", "/offers", {{"name", "boats"}, {"title", "Typed"}, {"forms_shown", "yes"}, {"forms", "equipment"}, {"role", "provider"}, {"experience", "Courts | upr-3-nothing-1 | a report"}}, "experience"},
        {"tarrow", request, {{"act", "change request"}, {"revision", "1"}, {"title", ""}, {"forms_shown", "yes"}, {"forms", "equipment"}, {"words", "Typed words"}}, "title"},
        {"tarrow", request, {{"act", "share request"}, {"with", "Nowhere at all"}}, "with"},
        {"tarrow", request, {{"act", "share request"}, {"with", ""}}, "with"},
        {"tarrow", request, {{"act", "share request"}, {"with", "Tarrow"}}, "with"},
        {"tarrow", request, {{"act", "accept"}, {"name", "Typed & wrong"}}, "name"},
        {"tarrow", "/requests/xta.interpreters", {{"act", "accept"}, {"name", "typed"}, {"offers", "xni.school"}, {"facilitators", "Nobody known"}}, "facilitators"},
        {"tarrow", "/requests/xta.interpreters", {{"act", "accept"}, {"name", "typed"}}, "offers"},
        {"tarrow", "/requests/xta.interpreters", {{"act", "accept"}, {"name", "typed"}, {"offers", "xni.school"}, {"grouping", "No such group"}}, "grouping"},
        {"nivaal", "/offers", {{"name", "x"}, {"title", "Typed"}, {"forms_shown", "yes"}, {"forms", "training"}, {"role", "facilitator"}, {"capacity", "Typed capacity"}}, "name"},
        {"nivaal", "/offers/xni.school", {{"act", "change offer"}, {"revision", "1"}, {"title", "Typed"}, {"forms_shown", "yes"}, {"themes", "nonsense"}, {"forms", "training"}}, "themes"},
        {"tarrow", "/measures", {{"name", "dykes"}, {"title", "Typed"}, {"crisis", "the flood"}, {"review", "soon"}}, "review"},
        {"tarrow", "/measures", {{"name", "dykes"}, {"title", "Typed"}, {"crisis", ""}, {"review", "2026-06-01"}}, "crisis"},
        {"tarrow", "/measures", {{"name", "dykes"}, {"title", "Typed"}, {"crisis", "the flood"}, {"review", "2026-06-01"}, {"agreement", "nonsense"}}, "agreement"},
        {"tarrow", measure, {{"act", "end measure"}, {"why", ""}}, "why"},
        {"tarrow", measure, {{"act", "add step"}, {"of", "measure"}, {"step", ""}, {"status", "done"}}, "step"},
        {"nivaal", agreement, {{"act", "add step"}, {"of", "agreement"}, {"step", "Typed step"}, {"first", "no day"}, {"status", "done"}}, "first"},
        {"nivaal", agreement, {{"act", "report"}, {"of", "agreement"}, {"result", "not delivered"}, {"report", ""}, {"evidence", "Typed evidence"}}, "report"},
        {"nivaal", agreement, {{"act", "say kind"}, {"grouping", "Low-Water States"}, {"grouping_day", "2018-01-01"}, {"kind", "triangular"}, {"level", ""}, {"why", ""}}, "why"},
        {"nivaal", agreement, {{"act", "withdraw agreement"}, {"why", ""}}, "why"},
        {"tarrow", "/follow-up", {{"act", "put"}, {"what", "action"}, {"id", "Typed Name"}, {"title", "Typed"}}, "id"},
        {"tarrow", "/follow-up", {{"act", "put"}, {"what", "action"}, {"id", "typed"}, {"title", ""}, {"office", "Typed office"}}, "title"},
        {"tarrow", "/follow-up", {{"act", "put"}, {"what", "action"}, {"id", "typed"}, {"title", "Typed"}, {"due", "in spring"}}, "due"},
        {"tarrow", "/follow-up", {{"act", "put"}, {"what", "action"}, {"id", "typed"}, {"title", "Typed"}, {"recommendations", "mr-9-nothing"}}, "recommendations"},
        {"tarrow", "/follow-up", {{"act", "put"}, {"what", "action"}, {"id", "typed"}, {"title", "Typed"}, {"part_of", "no-cluster"}}, "part_of"},
        {"tarrow", "/follow-up", {{"act", "put"}, {"what", "evidence"}, {"id", "typed"}, {"title", "Typed"}, {"rung", "documented"}}, "document"},
    };
    for (const Wrong& one : all) {
        site.enter(people.at(one.who));
        http::Form sent;
        std::string told = one.address;
        for (const auto& [name, value] : one.sent) sent.add(name, value), told += " " + name + "=" + value;
        const http::Response response = site.send(one.address, sent);
        const std::string& page = response.body;
        EXPECT_GE(response.status, 400) << told;
        EXPECT_LT(response.status, 500) << told;
        EXPECT_NE(page.find("class=\"wrong\""), std::string::npos) << told;
        for (const auto& [name, value] : one.sent) {
            if (value.empty() || name == "revision") continue;
            const std::string written = escaped(value);
            const bool there = page.find("value=\"" + written + "\"") != std::string::npos || page.find(">" + written + "</textarea>") != std::string::npos;
            EXPECT_TRUE(there) << told << ": " << name << " is gone";
        }
        const std::size_t at = page.find("aria-invalid=\"true\"");
        ASSERT_NE(at, std::string::npos) << told << "\n" << seen_text(page).substr(0, 600);
        const std::string tag = page.substr(page.rfind('<', at), page.find('>', at) - page.rfind('<', at));
        EXPECT_NE(tag.find(" name=\"" + one.field + "\""), std::string::npos) << told << ": marked is " << tag;
        EXPECT_NE(tag.find("aria-describedby=\"wrong-at"), std::string::npos) << tag;
        EXPECT_NE(page.find("id=\"wrong-at\""), std::string::npos) << told;
        EXPECT_EQ(page.find("aria-invalid", at + 1), std::string::npos) << told << ": one field";
        const std::size_t id = tag.find(" id=\"") + 5;
        EXPECT_NE(page.find("href=\"#" + tag.substr(id, tag.find('"', id) - id) + "\">To the field"), std::string::npos) << told;
    }
    // Choices, too, and in the form that was sent alone.
    site.enter(people.at("nivaal"));
    const std::string page = site.send(agreement, form({{"act", "say kind"}, {"grouping", ""}, {"grouping_day", ""}, {"kind", "triangular"}, {"level", "regional"}, {"why", ""}})).body;
    EXPECT_NE(page.find("<option value=\"triangular\" selected>"), std::string::npos);
    EXPECT_NE(page.find("<option value=\"regional\" selected>"), std::string::npos);
    const std::string report = site.send(agreement, form({{"act", "report"}, {"of", "agreement"}, {"result", "not delivered"}, {"report", ""}, {"evidence", "Typed"}})).body;
    EXPECT_NE(report.find("<option value=\"not delivered\" selected>"), std::string::npos);
}

TEST(Lists, TheirJsonIsWhatTheirFiltersLeave) {
    TestSite site(TestSite::With::texts);
    make_world(site);
    for (const std::string address : {"/cooperation?actor=Nivaal", "/cooperation?document=36%2F30&paragraph=op2", "/actors?words=tarrow", "/actors?what=group", "/themes?of=SDG&words=water", "/documents?kind=resolution", "/recommendations?state=XTA",
                                      "/mandates?words=zzz", "/search?q=water", "/requests?on_behalf_of=state%3AXTA", "/agreements?on_behalf_of=state%3AXTA"}) {
        const std::string page = site.get(address).body, query = address.substr(address.find('?'));
        std::string link = page.substr(std::min(page.find("\"/api/v1/"), page.size()));
        link = link.substr(0, link.find('"', 1));
        std::string wanted;
        for (const char c : query) wanted += c == '&' ? "&amp;" : std::string(1, c);
        EXPECT_NE(link.find(wanted), std::string::npos) << address << " leads to " << link;
    }
    EXPECT_EQ(json::parse(site.get("/api/v1/actors?words=tarrow").body).integer("total"), 2);
}

TEST(Lists, SayWhichFormatTheyHaveNot) {
    TestSite site(TestSite::With::texts);
    make_world(site);
    for (const std::string list : {"/cooperation", "/requests", "/offers", "/measures", "/agreements", "/agreements/xta.courts?on_behalf_of=state:XTA", "/reviews", "/recommendations", "/actors", "/documents"}) {
        const http::Response response = site.get(list + (list.find('?') == std::string::npos ? "?" : "&") + "format=runes");
        EXPECT_EQ(response.status, 400) << list;
        EXPECT_NE(seen_text(response.body).find("“runes”"), std::string::npos) << list;
        EXPECT_EQ(response.body.find("href=\"/sign-in\""), std::string::npos) << "signing in would not help";
    }
}

// --- parts of what is long -------------------------------------------------------------------------------------------------------

TEST(LongLists, AreShownInPartsThatLeadOnToTheNext) {
    TestSite site(TestSite::With::texts);
    take_list(site);
    for (int i = 100; i < 123; ++i) {
        act(site, i % 2 == 0 ? nivaal : "state:XAR", "open offer", "school-" + std::to_string(i), json::Object{{"title", "School " + std::to_string(i)}, {"forms", "training"}, {"themes", "SDG-16"}});
    }
    for (int i = 100; i < 153; ++i) {
        json::Value fields = asked();
        if (i == 151) fields.put("forms", "equipment");
        act(site, tarrow, "open request", "need-" + std::to_string(i), fields);
        act(site, tarrow, "publish request", "xta.need-" + std::to_string(i), json::Object{});
    }
    const auto holds = [&](const char* address, std::initializer_list<const char*> words, std::initializer_list<const char*> not_these) {
        const http::Response page = site.get(address);
        EXPECT_EQ(page.status, 200) << address;
        for (const char* word : words) EXPECT_NE(page.body.find(word), std::string::npos) << address << " has not " << word;
        for (const char* word : not_these) EXPECT_EQ(page.body.find(word), std::string::npos) << address << " has " << word;
    };
    holds("/requests", {"/requests/xta.need-100\"", "/requests/xta.need-149\"", "offset=50"}, {"/requests/xta.need-150\""});
    holds("/requests?offset=50", {"/requests/xta.need-150\"", "/requests/xta.need-152\""}, {"/requests/xta.need-149\"", "offset=100"});
    // What nobody offers is looked for in fifty requests at a time, and the page says in which.
    holds("/cooperation", {"requests 1 to 50 of 53", "/cooperation?requests=50", "in all: 23", "somebody offers every part"}, {"equipment"});
    holds("/cooperation?requests=50", {"requests 51 to 53 of 53", "/requests/xta.need-151\""}, {"somebody offers every part"});
    holds("/requests/xta.need-100", {"/offers/xar.school-101\"", "offset=20", "1 to 20", "and others"}, {"/offers/xni.school-122\""});
    holds("/requests/xta.need-100?offset=20", {"/offers/xni.school-122\"", "21 to 23"}, {"offset=40"});
    holds("/actors/state:XTA", {"/requests/xta.need-100\"", "/cooperation?actor=state%3AXTA"}, {"/requests/xta.need-152\""});
}

}  // namespace
}  // namespace comity::web
