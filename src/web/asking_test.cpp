// Pages that answer about texts against each other: comparison and agreed language, of the record and of what is pasted.
#include <gtest/gtest.h>

#include "json/json.hpp"
#include "web/testing.hpp"

namespace comity::web {
namespace {

using With = TestSite::With;

bool has(const http::Response& response, std::string_view text) { return response.body.find(text) != std::string::npos; }

/// A form without a token: these pages record nothing.
http::Response send(TestSite& site, const std::string& target, const http::Form& form) {
    http::Request sent = TestSite::request("POST", target);
    for (const auto& [name, value] : form.fields()) sent.body += (sent.body.empty() ? "" : "&") + http::query_encoded(name) + "=" + http::query_encoded(value);
    sent.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    return site.ask(sent);
}

http::Response upload(TestSite& site, const std::string& target, std::string_view field, std::string_view bytes, std::string_view more = "") {
    http::Request sent = TestSite::request("POST", target);
    sent.body = "--cut\r\nContent-Disposition: form-data; name=\"" + std::string(field) + "\"; filename=\"draft.txt\"\r\n\r\n" + std::string(bytes) + "\r\n";
    if (!more.empty()) sent.body += "--cut\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n" + std::string(more) + "\r\n";
    sent.body += "--cut--\r\n";
    sent.headers = {{"Content-Type", "multipart/form-data; boundary=cut"}};
    return site.ask(sent);
}

constexpr const char* draft =
    "The Concord Assembly,\n\nRecalling its resolution 35/27 of 14 December 2016,\n\n"
    "1. Requests the keepers to light every harbour lamp before the fog comes;\n\n2. Decides to meet again <script>.\n";

TEST(Comparing, ShowsWhatChangedAndFoldsTheRest) {
    TestSite site(With::texts);
    const http::Response changes = site.get("/compare?a=CA/RES/34/8&b=CA/RES/36/30");
    const http::Response everything = site.get("/compare?a=CA/RES/34/8&b=CA/RES/36/30&show=everything&layout=column&rolls=shown");
    EXPECT_EQ(changes.status, 200);
    EXPECT_EQ(everything.status, 200);
    EXPECT_TRUE(has(changes, "<ins"));
    EXPECT_TRUE(has(changes, "two-columns"));
    EXPECT_FALSE(has(everything, "two-columns"));
    EXPECT_FALSE(changes.header("ETag").empty());
    EXPECT_TRUE(has(site.get("/compare?a=CA/RES/36/30&b=CA/RES/36/30"), "Word for word the same"));
}

TEST(Comparing, AnUnknownTextComesBackWithTheForm) {
    TestSite site(With::texts);
    const http::Response response = site.get("/compare?a=CA/RES/34/8&b=CA/RES/1/1");
    EXPECT_EQ(response.status, 404);
    EXPECT_TRUE(has(response, "value=\"CA/RES/1/1\""));
    EXPECT_TRUE(has(response, "is not in this record"));
    EXPECT_EQ(site.get("/compare").status, 200);
    EXPECT_EQ(site.get("/compare?a=CA/RES/34/8").status, 200);
    EXPECT_EQ(site.get("/compare?a=CA/RES/34/8&b=CA/RES/36/30&format=odt").status, 400);
}

TEST(Comparing, WhatIsOutOfViewIsNotShownHereEither) {
    TestSite site(With::texts);
    const std::string sha256 = site.holdings().find("CA/RES/34/8").sha256;
    ASSERT_EQ(site.post("/documents/CA/RES/34/8/correct", form({{"act", "out-of-view"}, {"file", "out-of-view"}, {"why", "a wrong file"}})).status, 303);
    for (const std::string& address : {std::string("/compare?a=CA/RES/36/30&b="), std::string("/api/v1/compare?a=CA/RES/36/30&b="), std::string("/precedents?of="), std::string("/api/v1/precedents?of=")}) {
        const http::Response response = site.get(address + sha256);
        EXPECT_GE(response.status, 400) << address;
        EXPECT_FALSE(has(response, "boats")) << address;
    }
}

TEST(Comparing, TakesPastedTextsAndFilesAndKeepsNothing) {
    TestSite site(With::texts);
    const std::int64_t before = site.holdings().record().snapshot().size();
    const http::Response pasted = send(site, "/compare", form({{"a", "CA/RES/36/30"}, {"b_text", draft}}));
    EXPECT_EQ(pasted.status, 200);
    EXPECT_TRUE(has(pasted, "fog"));
    EXPECT_FALSE(has(pasted, "<script>"));
    EXPECT_EQ(pasted.header("Cache-Control"), "no-store");
    const http::Response uploaded = upload(site, "/compare", "a_text_file", draft, "CA/RES/36/30");
    EXPECT_EQ(uploaded.status, 200);
    EXPECT_TRUE(has(uploaded, "draft.txt"));
    const http::Response file = send(site, "/compare", form({{"a_text", draft}, {"b", "CA/RES/36/30"}, {"as", "html"}}));
    EXPECT_EQ(file.status, 200);
    EXPECT_TRUE(file.header("Content-Disposition").starts_with("attachment"));
    EXPECT_EQ(site.holdings().record().snapshot().size(), before);
    EXPECT_TRUE(site.logged.empty());
}

TEST(Comparing, RefusesWhatIsNoTextWithASentence) {
    TestSite site(With::texts);
    EXPECT_EQ(send(site, "/compare", form({{"a", "CA/RES/36/30"}})).status, 400);
    EXPECT_TRUE(has(send(site, "/compare", form({{"a", "CA/RES/36/30"}})), "Two texts are needed"));
    const http::Response binary = upload(site, "/compare", "a_text_file", std::string("\x89PNG\r\n\x1a\n\0\0\0", 11), "CA/RES/36/30");
    EXPECT_GE(binary.status, 400);
    EXPECT_LT(binary.status, 500);
    EXPECT_TRUE(has(binary, "choose the file as PDF, DOCX or plain text"));
}

TEST(Comparing, GivesFilesForAWordProcessor) {
    TestSite site(With::texts);
    for (const char* address : {"/compare?a=CA/RES/34/8&b=CA/RES/36/30&format=docx", "/documents/CA/RES/36/30?format=docx"}) {
        const http::Response response = site.get(address);
        EXPECT_EQ(response.status, 200) << address;
        EXPECT_TRUE(response.body.starts_with("PK")) << address;
        EXPECT_NE(response.header("Content-Disposition").find(".docx"), std::string_view::npos) << address;
    }
    EXPECT_TRUE(send(site, "/compare", form({{"a_text", draft}, {"b", "CA/RES/36/30"}, {"as", "docx"}})).body.starts_with("PK"));
}

TEST(Ages, StandBeforeEachRunOfWords) {
    TestSite site(With::texts);
    const http::Response plain = site.get("/documents/CA/RES/36/30"), aged = site.get("/documents/CA/RES/36/30?ages=1");
    EXPECT_EQ(aged.status, 200);
    EXPECT_FALSE(has(plain, "class=\"since\""));
    EXPECT_TRUE(has(aged, "<small class=\"since\">2015</small>"));
    EXPECT_TRUE(has(aged, "<small class=\"since\">2016/2017</small>") || has(aged, "<small class=\"since\">2017</small>"));
    EXPECT_FALSE(has(site.get("/documents/CA/RES/36/31?ages=1"), "<script>"));
}

TEST(Precedents, OfATextAreThoseOfEarlierTexts) {
    TestSite site(With::texts);
    const http::Response page = site.get("/precedents?of=CA/RES/36/30");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(has(page, "href=\"/documents/CA/RES/34/8#"));
    EXPECT_FALSE(has(page, "href=\"/documents/CA/RES/36/31#"));
    EXPECT_EQ(site.get("/precedents?of=CA/RES/36/30&paragraph=op1").status, 200);
    EXPECT_EQ(site.get("/precedents?of=CA/RES/36/30&paragraph=op99").status, 404);
    EXPECT_EQ(site.get("/precedents?of=CA/RES/1/1").status, 404);
    EXPECT_EQ(site.get("/precedents?of=CA/RES/36/30&before=soon").status, 400);
}

TEST(Precedents, OfAPassageComeByPostAndLeaveNoTrace) {
    TestSite site(With::texts);
    const std::string words = site.holdings().show(site.holdings().find("CA/RES/34/8")).document.paragraphs.back().text;
    const http::Response passage = send(site, "/precedents", form({{"text", words}}));
    EXPECT_EQ(passage.status, 200);
    EXPECT_TRUE(has(passage, "class=\"known"));
    EXPECT_TRUE(has(passage, "href=\"/documents/CA/RES/"));
    EXPECT_EQ(passage.header("Cache-Control"), "no-store");
    EXPECT_TRUE(has(send(site, "/precedents", form({{"text", "harbour lights"}})), "How the phrase was used"));
    const http::Response whole = send(site, "/precedents", form({{"text", draft}}));
    EXPECT_EQ(whole.status, 200);
    EXPECT_TRUE(has(whole, "id=\"op1\""));
    EXPECT_FALSE(has(whole, "<script>"));
    EXPECT_TRUE(send(site, "/precedents", form({{"text", words}, {"as", "html"}})).header("Content-Disposition").starts_with("attachment"));
    EXPECT_TRUE(send(site, "/precedents", form({{"text", words}, {"as", "docx"}})).body.starts_with("PK"));
    EXPECT_TRUE(send(site, "/precedents", form({{"text", draft}, {"as", "docx"}})).body.starts_with("PK"));
    EXPECT_EQ(send(site, "/precedents", form({{"text", "  "}})).status, 400);
    EXPECT_EQ(send(site, "/precedents", form({{"text", words}, {"before", "soon"}})).status, 400);
    EXPECT_TRUE(site.logged.empty());
}

TEST(Precedents, TheUseOfAPhraseIsTakenAlong) {
    TestSite site(With::texts);
    EXPECT_TRUE(has(send(site, "/precedents", form({{"text", "harbour lights"}})), "value=\"use-csv\""));
    const http::Response table = send(site, "/precedents", form({{"text", "harbour lights"}, {"as", "use-csv"}}));
    EXPECT_TRUE(table.header("Content-Type").starts_with("text/csv"));
    EXPECT_TRUE(table.body.starts_with("Year,Body,Texts,Passages,Which,Dropped after,Again in\r\n")) << table.body;
    EXPECT_EQ(table.header("Cache-Control"), "no-store");
    EXPECT_TRUE(send(site, "/precedents", form({{"text", "harbour lights"}, {"as", "use-docx"}})).body.starts_with("PK"));
    EXPECT_TRUE(send(site, "/precedents", form({{"text", "harbour lights"}, {"as", "docx"}})).body.starts_with("PK"));
    const json::Value answer = json::parse(send(site, "/api/v1/precedents", form({{"text", "harbour lights"}})).body);
    EXPECT_NE(answer["timeline"]["years"].as_array(), nullptr);
    EXPECT_TRUE(site.logged.empty());
}

TEST(Precedents, TheApiTakesAPassage) {
    TestSite site(With::texts);
    const http::Response response = send(site, "/api/v1/precedents", form({{"text", "to keep the harbour lights burning through the night"}}));
    EXPECT_EQ(response.status, 200);
    EXPECT_NE(json::parse(response.body)["matches"].as_array(), nullptr);
    EXPECT_EQ(send(site, "/api/v1/precedents", form({})).status, 400);
}

TEST(Checking, ADraftComesBackWithItsFindingsAndIsNotKept) {
    TestSite site(With::texts);
    EXPECT_EQ(site.get("/check").status, 200);
    const std::string text = "The Concord Assembly,\n\nNoting the lamps;\n\nRecalling the oil <script>,\n\n1. Welcomes the lamps;\n\n3. Notes the oil.\n";
    const http::Response found = send(site, "/check", form({{"text", text}}));
    EXPECT_EQ(found.status, 200);
    EXPECT_EQ(found.header("Cache-Control"), "no-store");
    EXPECT_TRUE(has(found, "<mark class=\"warning\">lamps;</mark>"));
    EXPECT_TRUE(has(found, " follows number "));
    EXPECT_FALSE(has(found, "<script>,"));
    EXPECT_FALSE(has(send(site, "/check", form({{"text", text}, {"least", "error"}})), "<mark class=\"warning\">"));
    EXPECT_FALSE(has(send(site, "/check", form({{"text", text}, {"level-ending", "off"}})), "<mark class=\"warning\">"));
    const std::size_t field = found.body.find("name=\"answer-") + 6;
    const std::string name = found.body.substr(field, found.body.find('"', field) - field);
    EXPECT_TRUE(has(send(site, "/check", form({{"text", text}, {name, "so it shall be"}})), "value=\"so it shall be\""));
    EXPECT_EQ(send(site, "/check", form({{"text", " "}})).status, 400);
    EXPECT_EQ(send(site, "/check", form({{"text", text}, {"against", "1/1"}})).status, 404);
    EXPECT_EQ(send(site, "/check", form({{"text", text}, {"level-ending", "loud"}})).status, 400);
    EXPECT_EQ(site.get("/check?of=CA/RES/36/30").status, 200);
    EXPECT_EQ(site.get("/check?of=CA/RES/1/1").status, 404);
    const json::Value value = json::parse(send(site, "/api/v1/check", form({{"text", text}})).body);
    EXPECT_FALSE(value["findings"].as_array()->empty());
    EXPECT_EQ(json::parse(send(site, "/api/v1/check", form({{"text", text}, {"format", "sarif"}})).body).text("version"), "2.1.0");
}

}  // namespace
}  // namespace comity::web
