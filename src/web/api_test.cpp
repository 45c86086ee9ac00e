// The API against its own description (assets/openapi.json): every address is described and every description is true.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include <fmt/format.h>

#include "json/json.hpp"
#include "machinery/consultations/consultations.hpp"
#include "machinery/cooperation/cooperation.hpp"
#include "machinery/reviews/testing.hpp"
#include "web/pages.hpp"
#include "web/testing.hpp"

namespace comity::web {
namespace {

class Described {
public:
    explicit Described(TestSite& site) : whole_(json::parse(site.get("/api/v1/openapi.json").body)) {}

    [[nodiscard]] const json::Value& whole() const { return whole_; }

    /// What is wrong with a value, by its schema; "" if nothing is. As much of JSON Schema as the description uses.
    [[nodiscard]] std::string wrong(const json::Value& value, const json::Value& schema, const std::string& at) const {
        if (const std::string ref = schema.text("$ref"); !ref.empty()) return wrong(value, whole_["components"]["schemas"][ref.substr(ref.rfind('/') + 1)], at);
        if (const auto* choices = schema["oneOf"].as_array(); choices != nullptr) {
            const bool fits = std::any_of(choices->begin(), choices->end(), [&](const json::Value& one) { return wrong(value, one, at).empty(); });
            return fits ? "" : at + ": none of its schemas";
        }
        if (!type_fits(value, schema["type"])) return at + ": of another type than " + json::write(schema["type"]) + ": " + json::write(value).substr(0, 60);
        if (const auto* required = schema["required"].as_array(); required != nullptr && value.as_object() != nullptr) {
            for (const json::Value& name : *required) {
                const auto& members = *value.as_object();
                if (std::none_of(members.begin(), members.end(), [&](const auto& member) { return member.first == *name.as_string(); })) return at + "." + *name.as_string() + " is missing";
            }
        }
        if (const auto* properties = schema["properties"].as_object(); properties != nullptr && value.as_object() != nullptr) {
            for (const auto& [name, inner] : *properties) {
                if (value[name].is_null()) continue;
                if (const std::string found = wrong(value[name], inner, at + "." + name); !found.empty()) return found;
            }
        }
        if (const auto* items = value.as_array(); items != nullptr && schema["items"].as_object() != nullptr) {
            for (const json::Value& item : *items) {
                if (const std::string found = wrong(item, schema["items"], at + "[]"); !found.empty()) return found;
            }
        }
        return "";
    }

private:
    json::Value whole_;

    static bool is_of(const json::Value& value, std::string_view type) {
        return (type == "null" && value.is_null()) || (type == "object" && value.as_object() != nullptr) || (type == "array" && value.as_array() != nullptr) ||
               (type == "string" && value.as_string() != nullptr) || (type == "integer" && value.as_integer() != nullptr) || (type == "boolean" && value.as_bool() != nullptr) ||
               (type == "number" && (value.as_fraction() != nullptr || value.as_integer() != nullptr));
    }
    static bool type_fits(const json::Value& value, const json::Value& type) {
        if (type.as_string() != nullptr) return is_of(value, *type.as_string());
        if (type.as_array() == nullptr) return true;
        return std::any_of(type.as_array()->begin(), type.as_array()->end(), [&](const json::Value& one) { return is_of(value, *one.as_string()); });
    }
};

TEST(Api, EveryAddressIsDescribedAndNoOther) {
    TestSite site(TestSite::With::texts);
    const Described described(site);
    std::set<std::string> paths;
    for (const auto& [path, what] : *described.whole()["paths"].as_object()) paths.insert(path);
    const std::vector<std::string> routes = addresses_of_api();
    EXPECT_EQ(paths, std::set<std::string>(routes.begin(), routes.end()));
}

/// A call that is open, with one who is invited and something that is released.
void consult(TestSite& site) {
    const consultations::By by{{"operator at the command line", "keeper"}, "", true, {}, {}};
    const auto act = [&](const std::string& what, const std::string& about, json::Value fields, const std::vector<consultations::Handed>& handed = {}) {
        return consultations::perform(site.holdings(), {what, about, std::move(fields), by, {}}, handed);
    };
    act("prepare", "lamps-2031", json::Object{{"title", "Views on lamps"}, {"document", "CA/RES/36/30"}, {"paragraph", "op1"}, {"deadline", "2131-05-03T18:00"}, {"zone", "UTC"}});
    act("open", "lamps-2031", json::Object{});
    act("invite", "lamps-2031", json::Object{{"who", "Ardune"}});
    act("release", act("hand in", "lamps-2031", json::Object{{"from", "Ardune"}}, {consultations::typed_words("Lamps light the way.")}).subject, json::Object{});
}

/// A list of recommendations; gives the id of one.
std::string reviewed(TestSite& site) {
    reviews::testing::take(site.holdings().record(), reviews::testing::upr_info_list, "list.csv");
    return reviews::list(site.holdings().record().snapshot(), {}, 0, 1).rows.at(0).id;
}

/// A request and an offer, an agreement that was delivered and published, and a measure.
void cooperate(TestSite& site, const std::string& recommendation) {
    const auto act = [&](const std::string& actor, const std::string& what, const std::string& about, json::Value fields) {
        cooperation::perform(site.holdings(), {what, about, std::move(fields), {{"operator at the command line", "keeper"}, actor, false, {}, {}}, {}});
    };
    const std::string tarrow = "state:XTA", nivaal = "state:XNI";
    const json::Value matter = json::Object{{"title", "Interpreters"}, {"forms", "training"}, {"document", "CA/RES/36/30"}, {"paragraph", "op1"}, {"experience", "a school | " + recommendation + " | a report"}};
    act(tarrow, "open request", "interpreters", matter);
    act(nivaal, "open offer", "school", matter);
    act(tarrow, "publish request", "interpreters", json::Object{});
    act(tarrow, "accept", "courts", json::Object{{"request", "interpreters"}, {"offers", "xni.school"}});
    act(nivaal, "confirm", "xta.courts", json::Object{});
    act(nivaal, "add step", "xta.courts", json::Object{{"step", "Twenty are taught."}});
    for (const std::string& actor : {tarrow, nivaal}) {
        act(actor, "report", "xta.courts", json::Object{{"result", "delivered"}, {"report", "They can do it."}});
        act(actor, "publish agreement", "xta.courts", json::Object{});
    }
    act(tarrow, "record measure", "registers", json::Object{{"title", "Registers"}, {"crisis", "the flood"}, {"review", "2031-06-01"}});
}

TEST(Api, AnswersAsItsDescriptionSays) {
    for (const auto purpose : {record::Purpose::own, record::Purpose::demonstration}) {
        TestSite site(TestSite::With::texts, purpose);
        site.post("/documents/CA/RES/34/8/correct", form({{"act", "fact"}, {"fact", "meeting"}, {"value", "72nd plenary meeting"}}));
        consult(site);
        const std::string recommendation = reviewed(site);
        cooperate(site, recommendation);
        const Described described(site);
        for (const auto& [path, what] : *described.whole()["paths"].as_object()) {
            if (path == "/api/v1/follow-up") continue;  // needs a token: below
            std::string address = path;
            if (const std::size_t at = address.find("{symbol}"); at != std::string::npos) address.replace(at, 8, "CA/RES/34/8");
            if (const std::size_t at = address.find("{actor}"); at != std::string::npos) address.replace(at, 7, purpose == record::Purpose::demonstration ? "state:XKE" : "group:LDC");
            if (const std::size_t at = address.find("{theme}"); at != std::string::npos) address.replace(at, 7, "SDG-6");
            if (const std::size_t at = address.find("{consultation}"); at != std::string::npos) address.replace(at, 14, "lamps-2031");
            for (const auto& [hole, with] : {std::pair<std::string, std::string>{"{request}", "xta.interpreters"}, {"{offer}", "xni.school"}, {"{agreement}", "xta.courts"}, {"{measure}", "xta.registers"}}) {
                if (const std::size_t at = address.find(hole); at != std::string::npos) address.replace(at, hole.size(), with);
            }
            if (const std::size_t at = address.find("{paragraph}"); at != std::string::npos) address.replace(at, 11, "op1");
            if (const std::size_t at = address.find("{state}"); at != std::string::npos) address.replace(at, 7, "XNI");
            if (const std::size_t at = address.find("{recommendation}"); at != std::string::npos) address.replace(at, 16, recommendation);
            if (path == "/api/v1/search") address += "?q=lights";
            if (path == "/api/v1/compare") address += "?a=CA/RES/34/8&b=CA/RES/36/30";
            if (path == "/api/v1/precedents" || path == "/api/v1/check") address += "?of=CA/RES/36/30";
            const http::Response response = site.get(address);
            EXPECT_EQ(response.status, 200) << address;
            EXPECT_EQ(response.header("Content-Type"), "application/json; charset=utf-8") << address;
            const json::Value& schema = what["get"]["responses"]["200"]["content"]["application/json"]["schema"];
            const json::Value value = json::parse(response.body);
            EXPECT_EQ(described.wrong(value, schema, address), "");
            EXPECT_EQ(value["invented"].as_bool() != nullptr, purpose == record::Purpose::demonstration && path != "/api/v1/openapi.json") << address;
        }
    }
}

/// A site on which two States and one body have programs of their own.
class Programs {
public:
    std::string token(const std::string& name, const std::string& actor, std::vector<std::string> scopes = {"read", "respond", "cooperate"}) {
        const std::string id = site.admit(name, "contributor", actor);
        return site.people().keeper().make_token({"", id, "script", site.people().grants_in_force(id).front().subject, std::move(scopes), 0, site.now + 1000, 0});
    }
    http::Response ask(const std::string& method, const std::string& target, const std::string& token, const std::string& body = "") {
        http::Request request = TestSite::request(method, target);
        request.headers = {{"Authorization", "Bearer " + token}};
        request.body = body;
        return site.ask(request);
    }
    /// What was done, which must have been possible.
    json::Value done(const std::string& target, const std::string& token, const std::string& body) {
        const http::Response response = ask("POST", "/api/v1" + target, token, body);
        EXPECT_EQ(response.status, 201) << target << " " << body << "\n" << response.body;
        const json::Value value = json::parse(response.body);
        EXPECT_EQ(described.wrong(value, described.whole()["paths"]["/api/v1/offers"]["post"]["responses"]["201"]["content"]["application/json"]["schema"], target), "");
        return value;
    }
    TestSite site{TestSite::With::texts, record::Purpose::demonstration, TestSite::Accounts::some};
    Described described{site};
};

TEST(ApiActs, GoFromAPositionToAReportByTokensAlone) {
    Programs p;
    const std::string recommendation = reviewed(p.site);
    const std::string nivaal = p.token("ines", "Nivaal"), tarrow = p.token("brin", "Tarrow");
    const json::Value position = p.done("/recommendations/" + recommendation, nivaal, R"({"act": "position", "word": "supported", "document": "CA/RC/61/7/Add.1", "paragraph": 3, "who": {"as": "validator"}, "on_behalf_of": "state:XTA"})");
    const auto entry = p.site.holdings().record().snapshot().at(position.integer("position"));
    EXPECT_EQ(entry->who.as, "contributor, by a token");
    EXPECT_EQ(entry->on_behalf_of, "state:XNI") << "never what was sent";
    p.done("/reviews/XNI", nivaal, R"({"act": "pledge", "words": "Nivaal will light the lock.", "recommendations": []})");
    p.done("/follow-up", nivaal, fmt::format(R"({{"act": "put", "name": "night-lock", "what": "action", "title": "Quietlanterns", "recommendations": ["{}"], "due": "2031-05-03"}})", recommendation));
    p.done("/offers", tarrow, R"({"act": "open offer", "name": "school", "title": "A school", "forms": ["training"], "themes": ["SDG-16"]})");
    p.done("/requests", nivaal, R"({"act": "open request", "name": "lamps", "title": "Zephyrine lamps", "forms": ["training"], "themes": ["SDG-16"], "priority": 1})");
    EXPECT_EQ(p.ask("GET", "/api/v1/requests/xni.lamps", tarrow).status, 404);
    p.done("/requests/xni.lamps", nivaal, R"({"act": "share request", "with": "Tarrow"})");
    EXPECT_EQ(p.ask("GET", "/api/v1/requests/xni.lamps", tarrow).status, 200);
    p.done("/requests/xni.lamps", nivaal, R"({"act": "accept", "name": "night", "offers": "xta.school"})");
    p.done("/agreements/xni.night", tarrow, R"({"act": "confirm", "role": "provider"})");
    p.done("/agreements/xni.night", tarrow, R"({"act": "add step", "step": "Twenty are taught.", "form": "training"})");
    p.done("/agreements/xni.night", nivaal, R"({"act": "report", "result": "delivered", "report": "They can do it."})");
    p.done("/measures", nivaal, R"({"act": "record measure", "name": "dykes", "title": "Dykes", "crisis": "the flood", "review": "2031-06-01"})");
    p.done("/measures/xni.dykes", nivaal, R"({"act": "add step", "step": "The dyke is raised.", "status": "done"})");
    EXPECT_EQ(json::parse(p.ask("GET", "/api/v1/agreements/xni.night", nivaal).body).text("stage"), json::parse(p.ask("GET", "/api/v1/agreements/xni.night", tarrow).body).text("stage"));
}

TEST(ApiActs, ShowTheFollowUpToItsOwnStateAlone) {
    Programs p;
    const std::string recommendation = reviewed(p.site);
    const std::string nivaal = p.token("ines", "Nivaal"), tarrow = p.token("brin", "Tarrow"), body = p.token("oriel", "CA"), reader = p.token("maren", "Nivaal", {"read"});
    p.done("/follow-up", nivaal, fmt::format(R"({{"act": "put", "name": "night-lock", "what": "action", "title": "Quietlanterns", "recommendations": ["{}"], "due": "2031-05-03"}})", recommendation));
    const http::Response own = p.ask("GET", "/api/v1/follow-up", nivaal);
    EXPECT_NE(own.body.find("Quietlanterns"), std::string::npos);
    EXPECT_EQ(own.header("Cache-Control"), "private, no-store");
    EXPECT_EQ(p.described.wrong(json::parse(own.body), p.described.whole()["paths"]["/api/v1/follow-up"]["get"]["responses"]["200"]["content"]["application/json"]["schema"], "follow-up"), "");
    for (const std::string& other : {tarrow, body, reader}) EXPECT_EQ(p.ask("GET", "/api/v1/follow-up", other).body.find("Quietlanterns"), std::string::npos);
    EXPECT_EQ(p.ask("GET", "/api/v1/follow-up", reader).status, 403) << "the scope is needed";
    EXPECT_EQ(p.ask("GET", "/api/v1/follow-up", body).status, 404);
    EXPECT_EQ(p.site.get("/api/v1/follow-up").status, 401);
    const std::int64_t before = p.site.entries();
    EXPECT_EQ(p.ask("POST", "/api/v1/follow-up", tarrow, R"({"act": "release", "name": "night-lock"})").status, 404) << "of its own there is none of that name";
    EXPECT_EQ(p.ask("POST", "/api/v1/follow-up", nivaal, "[]").status, 400);
    EXPECT_EQ(p.ask("POST", "/api/v1/follow-up", nivaal, "{}").status, 400);
    EXPECT_EQ(p.site.entries(), before);
}

TEST(ApiActs, AreRefusedWithoutATokenAndToOtherStates) {
    Programs p;
    const std::string recommendation = reviewed(p.site);
    const std::string tarrow = p.token("brin", "Tarrow");
    const std::string state_said = reviews::find(p.site.holdings().record().snapshot(), recommendation)->state;
    ASSERT_EQ(state_said, "state:XNI");
    EXPECT_EQ(p.ask("POST", "/api/v1/recommendations/" + recommendation, tarrow, R"({"act": "position", "word": "noted", "document": "CA/RC/61/7/Add.1"})").status, 403);
    EXPECT_EQ(p.ask("POST", "/api/v1/recommendations/" + recommendation, tarrow, R"({"act": "gathering", "other": "upr-3-xni-1", "word": "the same"})").status, 404);
    EXPECT_EQ(p.ask("POST", "/api/v1/reviews/XNI", tarrow, R"({"act": "pledge", "state": "Nivaal", "words": "Nivaal will."})").status, 403);
    http::Request plain = TestSite::request("POST", "/api/v1/offers");
    plain.body = R"({"act": "open offer", "name": "school", "title": "A school", "forms": ["training"]})";
    EXPECT_EQ(p.site.ask(plain).status, 401);
}

TEST(Api, ItsErrorsAreProblemDetails) {
    TestSite site(TestSite::With::texts);
    const Described described(site);
    for (const char* address : {"/api/v1/documents/CA/RES/1/1", "/api/v1/documents?year=x", "/api/v1/search", "/api/v1/compare", "/api/v1/compare?a=CA/RES/34/8&b=CA/RES/1/1", "/api/v1/precedents", "/api/v1/precedents?of=CA/RES/36/30&paragraph=op99", "/api/v1/check", "/api/v1/check?of=CA/RES/1/1", "/api/v1/nothing", "/api/v1/documents?offset=-1", "/api/v1/documents/CA/RES/34/8?as_of=x"}) {
        const http::Response response = site.get(address);
        EXPECT_GE(response.status, 400) << address;
        EXPECT_EQ(response.header("Content-Type"), "application/problem+json; charset=utf-8") << address;
        const json::Value value = json::parse(response.body);
        EXPECT_EQ(described.wrong(value, described.whole()["components"]["schemas"]["Problem"], address), "");
        EXPECT_EQ(value.integer("status"), response.status);
    }
}

TEST(Api, ListsArePaged) {
    TestSite site(TestSite::With::texts);
    const json::Value first = json::parse(site.get("/api/v1/documents?limit=1").body);
    const json::Value second = json::parse(site.get("/api/v1/documents?limit=1&offset=1").body);
    EXPECT_EQ(first["documents"].as_array()->size(), 1U);
    EXPECT_NE(json::write(first["documents"]), json::write(second["documents"]));
    EXPECT_EQ(json::parse(site.get("/api/v1/documents/CA/RES/36/30/history?offset=99").body)["entries"].as_array()->size(), 0U);
}

}  // namespace
}  // namespace comity::web
