// The API against its own description (assets/openapi.json): every address is described and every description is true.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

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

/// A request and an offer, an agreement that was delivered and published, and a measure.
void cooperate(TestSite& site) {
    const auto act = [&](const std::string& actor, const std::string& what, const std::string& about, json::Value fields) {
        cooperation::perform(site.holdings(), {what, about, std::move(fields), {{"operator at the command line", "keeper"}, actor, false, {}, {}}, {}});
    };
    const std::string tarrow = "state:XTA", nivaal = "state:XNI";
    const json::Value matter = json::Object{{"title", "Interpreters"}, {"forms", "training"}, {"document", "CA/RES/36/30"}, {"paragraph", "op1"}, {"experience", "a school | mr-2-7 | a report"}};
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

/// A list of recommendations; gives the id of one.
std::string reviewed(TestSite& site) {
    const record::testing::Folder folder;
    const auto path = folder / "list.csv";
    std::ofstream(path, std::ios::binary) << reviews::testing::upr_info_list;
    reviews::ImportRequest request;
    request.file = path;
    request.format = reviews::list_format(path).value();
    request.who = {"operator at the command line", "keeper"};
    reviews::import_list(site.holdings().record(), request);
    return reviews::list(site.holdings().record().snapshot(), {}, 0, 1).rows.at(0).id;
}

TEST(Api, AnswersAsItsDescriptionSays) {
    for (const auto purpose : {record::Purpose::own, record::Purpose::demonstration}) {
        TestSite site(TestSite::With::texts, purpose);
        site.post("/documents/CA/RES/34/8/correct", form({{"act", "fact"}, {"fact", "meeting"}, {"value", "72nd plenary meeting"}}));
        consult(site);
        cooperate(site);
        const std::string recommendation = reviewed(site);
        const Described described(site);
        for (const auto& [path, what] : *described.whole()["paths"].as_object()) {
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
