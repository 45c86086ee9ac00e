// Pages over a small invented record, without a socket: what they say word for word (tests/golden/web), where they lead, how they act.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/testing.hpp"
#include "json/json.hpp"
#include "web/manual.hpp"
#include "web/testing.hpp"

namespace comity::web {
namespace {

using With = TestSite::With;

const std::filesystem::path golden = source_folder() / "tests/golden/web";

/// Pages offer what this machine can make: here it always has a LibreOffice, which is never run.
const bool has_office = [] {
    const std::string path = (source_folder() / "tests/golden/web/programs").string() + ":" + (std::getenv("PATH") == nullptr ? "" : std::getenv("PATH"));  // NOLINT
    return setenv("PATH", path.c_str(), 1) == 0;                                                                                                          // NOLINT
}();

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    if (what.empty()) return;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
}

/// Takes out what differs from one run to the next: the record's number, the user's name, versions, tokens, leaves.
std::string lasting(TestSite& site, std::string text) {
    replace_all(text, site.holdings().record().identity(), "IDENTITY");
    replace_all(text, ">" + record::operator_at_this_machine().name + "<", ">USER<");
    replace_all(text, TestSite::token_of({200, {}, text}), "TOKEN");
    for (std::size_t at = text.find("?v="); at != std::string::npos; at = text.find("?v=", at + 3)) text.replace(at + 3, 12, "VERSION");
    return text;
}

/// Keys, signatures and salted hashes are others in each run. A hash of bytes, in hexadecimal figures, is not.
std::string without_signatures(const std::string& text) {
    const auto in_base64 = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '/' || c == '='; };
    std::string out;
    for (auto at = text.begin(); at != text.end();) {
        const auto end = std::find_if_not(at, text.end(), in_base64);
        const bool hexadecimal = std::all_of(at, end, [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
        out += end - at >= 43 && !hexadecimal ? "SIGNED" : std::string(at, end);
        if (end == text.end()) break;
        out += *end;
        at = end + 1;
    }
    return out;
}

/// The manual's chapters change without the page that lists them: what each begins with is left out.
std::string without_beginnings(std::string text) {
    const std::string_view begins = "<p class=\"soft\" lang=\"en\">";
    for (std::size_t at = text.find(begins); at != std::string::npos; at = text.find(begins, at)) {
        at += begins.size();
        text.replace(at, text.find("</p>", at) - at, "ITS FIRST WORDS");
    }
    return text;
}

/// Compares with the file of that name; COMITY_UPDATE=1 writes it instead.
void expect_golden(TestSite& site, const std::string& name, const std::string& target, int status = 200) {
    const http::Response response = site.get(target);
    EXPECT_EQ(response.status, status) << target;
    std::string got = lasting(site, response.body);
    if (target.starts_with("/log") || target.starts_with("/receipt")) got = without_signatures(got);
    if (target.starts_with("/help")) got = without_beginnings(std::move(got));
    const std::filesystem::path file = golden / name;
    if (std::getenv("COMITY_UPDATE") != nullptr) {
        std::ofstream(file, std::ios::binary) << got;
        return;
    }
    std::ifstream in(file, std::ios::binary);
    std::ostringstream expected;
    expected << in.rdbuf();
    EXPECT_EQ(got, expected.str()) << file << ": if this is as it should be, run with COMITY_UPDATE=1";
}

bool has(const http::Response& response, std::string_view text) { return response.body.find(text) != std::string::npos; }

TEST(Pages, AreAsTheyStandInTheGoldenFiles) {
    TestSite site(With::texts);
    expect_golden(site, "home.html", "/");
    expect_golden(site, "documents.html", "/documents");
    expect_golden(site, "documents-filtered.html", "/documents?body=Concord+Assembly&year=2017&words=lights");
    expect_golden(site, "reading.html", "/documents/CA/RES/36/30");
    expect_golden(site, "reading-escaped.html", "/documents/CA/RES/36/31");
    expect_golden(site, "history.html", "/documents/CA/RES/36/30/history");
    expect_golden(site, "correct.html", "/documents/CA/RES/36/30/correct");
    expect_golden(site, "correct-fact.html", "/documents/CA/RES/36/30/correct?fact=title");
    expect_golden(site, "correct-paragraph.html", "/documents/CA/RES/36/30/correct?paragraph=op2");
    expect_golden(site, "series-list.html", "/series");
    expect_golden(site, "series.html", "/series/CA/RES/36/30");
    expect_golden(site, "series-correct.html", "/series/CA/RES/36/30/correct");
    expect_golden(site, "paragraph-history.html", "/documents/CA/RES/36/30/paragraphs/op2/history");
    expect_golden(site, "search.html", "/search?q=lights");
    expect_golden(site, "compare.html", "/compare?a=CA/RES/34/8&b=CA/RES/36/30");
    expect_golden(site, "compare-in-column.html", "/compare?a=CA/RES/34/8&b=CA/RES/36/30&layout=column&show=everything&rolls=shown");
    expect_golden(site, "compare-what.html", "/compare");
    expect_golden(site, "precedents.html", "/precedents");
    expect_golden(site, "precedents-of-text.html", "/precedents?of=CA/RES/36/30");
    expect_golden(site, "import.html", "/import");
    expect_golden(site, "queue.html", "/queue");
    expect_golden(site, "quote.html", "/documents/CA/RES/36/30?quote=op2");
    expect_golden(site, "as-it-stood.html", "/documents/CA/RES/36/30?as_of=2&line=20");
    expect_golden(site, "settings.html", "/settings");
    expect_golden(site, "components.html", "/components");
    expect_golden(site, "reading-french.html", "/documents/CA/RES/36/30?lang=fr");
    expect_golden(site, "reading-arabic.html", "/documents/CA/RES/36/30?lang=ar");
    expect_golden(site, "documents.csv", "/documents?format=csv");
    expect_golden(site, "documents.txt", "/documents?format=text");
    expect_golden(site, "documents.atom", "/documents?format=atom");
    expect_golden(site, "series.csv", "/series/CA/RES/36/30?format=csv");
    expect_golden(site, "print.css", "/print.css?head=CA/RES/%22%7D%3C/36");
    expect_golden(site, "absent.html", "/documents/CA/RES/35/27", 404);
    expect_golden(site, "not-found.html", "/nowhere", 404);
    expect_golden(site, "documents-none.html", "/documents?words=zzz&cites=CA/RES/1/1&lang=en");
    expect_golden(site, "search-none.html", "/search?q=zzz&lang=en");
    expect_golden(site, "help.html", "/help?lang=en");
    expect_golden(site, "log.html", "/log?lang=en");
    expect_golden(site, "receipt.html", "/receipt/2.html?lang=en");
    expect_golden(site, "api-search.json", "/api/v1/search?q=keepers");
    TestSite empty(With::nothing);
    expect_golden(empty, "home-empty.html", "/");
    TestSite demonstration(With::texts, record::Purpose::demonstration);
    expect_golden(demonstration, "demonstration-import.html", "/import");
    EXPECT_TRUE(site.logged.empty());
}

TEST(Pages, TheQueueSaysWhyEachTextWaits) {
    TestSite site(With::texts);
    holdings::ImportRequest request;
    request.paths = {golden.parent_path() / "inputs/minutes.txt", golden.parent_path() / "inputs/broken-utf8.txt"};
    request.who = {"operator at the command line", "keeper"};
    EXPECT_EQ(site.holdings().import(request).added, 2U);
    expect_golden(site, "queue-waiting.html", "/queue?lang=en");
    expect_golden(site, "queue.csv", "/queue?format=csv");
    expect_golden(site, "queue.txt", "/queue?format=text");
}

TEST(Pages, EveryTableOfTheManualScrollsInABoxOfItsOwnThatAKeyboardReaches) {
    constexpr std::string_view box = "<div class=\"wide-table\" role=\"group\" tabindex=\"0\" aria-label=\"";
    const auto count = [](std::string_view all, std::string_view what) {
        std::size_t found = 0;
        for (std::size_t at = all.find(what); at != std::string_view::npos; at = all.find(what, at + 1)) ++found;
        return found;
    };
    std::size_t tables = 0;
    for (const Chapter& chapter : manual_chapters()) {
        const std::string page = manual_html(chapter).markup;
        EXPECT_EQ(count(page, "<table>"), count(page, box)) << chapter.name;
        EXPECT_EQ(count(page, std::string(box) + "\""), 0U) << chapter.name << ": each box has a name";
        tables += count(page, "<table>");
    }
    EXPECT_GT(tables, 10U);
    EXPECT_EQ(count(manual_html(*manual_chapter("reading")).markup, std::string(box) + "What is doubtful\">\n<table>"), 1U);
}

TEST(Pages, ADraftShowsItsStruckWordsAndSaysSoToThoseWhoListen) {
    TestSite site(With::texts);
    holdings::ImportRequest request;
    request.paths = {golden.parent_path() / "cli/read-struck-words/draft.txt"};
    request.who = {"operator at the command line", "keeper"};
    ASSERT_EQ(site.holdings().import(request).added, 1U);
    const auto hits = site.holdings().search("\"ring the bells\"", {}).hits;
    ASSERT_EQ(hits.size(), 1U);
    const http::Response page = site.get("/documents/" + hits.front().item.address + "?lang=en");
    EXPECT_TRUE(has(page, "the <del><span class=\"unseen\" lang=\"en\">struck in the draft: </span>coastal </del>States"));
}

TEST(Pages, SayWhatAnAddressCanAskFor) {
    TestSite site(With::texts);
    for (const char* wrong : {"/documents?order=foo", "/documents?kind=poem", "/documents?year=last", "/documents?body=Nobody", "/documents?offset=-1", "/search?q=lights&decade=x", "/search?q=lights&kind=poem",
                              "/queue?offset=x", "/compare?a=CA/RES/34/8&b=CA/RES/36/30&layout=round", "/precedents?of=CA/RES/36/30&among=x", "/series?lang=tlh", "/documents?format=csv&order=foo",
                              "/api/v1/documents?order=foo", "/api/v1/documents?body=Nobody", "/api/v1/queue?offset=x", "/api/v1/series?limit=x", "/api/v1/search?q=lights&body=Nobody"}) {
        const http::Response answer = site.get(wrong);
        EXPECT_EQ(answer.status, 400) << wrong;
        if (std::string_view(wrong).starts_with("/api/")) {
            EXPECT_TRUE(answer.header("Content-Type").starts_with("application/problem+json")) << wrong;
        }
    }
    EXPECT_TRUE(has(site.get("/documents?order=foo&lang=en"), "The address asks for “order=foo”, which there is not. “order” can be: symbol, date."));
    EXPECT_EQ(json::parse(site.get("/api/v1/documents?year=last&lang=en").body).text("detail"), "The address asks for “year=last”. “year” must be a number.");
    for (const char* fine : {"/documents?order=&kind=&year=&body=&lang=", "/documents?order=symbol&kind=draft+resolution", "/documents?body=CA", "/documents?body=General+Assembly", "/documents?year=1800",
                             "/compare?a=CA/RES/34/8&b=CA/RES/36/30&layout=side&show=changes&rolls=folded", "/api/v1/documents?order=date"}) {
        EXPECT_EQ(site.get(fine).status, 200) << fine;
    }
}

TEST(Pages, ShowHowStatesVoted) {
    TestSite site(With::texts);
    holdings::ImportRequest request;
    request.paths = {golden / "votes"};
    request.who = {"operator at the command line", "keeper"};
    EXPECT_EQ(site.holdings().import(request).added, 2U);
    const http::Response reading = site.get("/documents/CA/RES/36/30?lang=en");
    EXPECT_TRUE(has(reading, "<p>3 in favour, 1 against, 1 abstaining <span class=\"soft\">on the whole text</span></p>"));
    EXPECT_TRUE(has(reading, ">Ilvesse</a>, "));
    EXPECT_TRUE(has(reading, "Outer &lt;Skerries&gt;"));
    EXPECT_FALSE(has(reading, "<Skerries>"));
    EXPECT_TRUE(has(reading, "The data set has 5 December 2017, the text 14 December 2017: the day in the data is that of the week."));
    EXPECT_TRUE(has(reading, "<summary>1 further roll call</summary>"));
    const http::Response all = site.get("/series/CA/RES/36/30/votes?lang=en");
    EXPECT_TRUE(has(all, "<tr><th scope=\"row\"><a href=\"/series/CA/RES/36/30/votes?state=XBE\">Beravoe</a></th><td>yes</td><td>abstention</td></tr>"));
    EXPECT_TRUE(has(all, ">Outer &lt;Skerries&gt;</a></th><td>no vote recorded</td><td>yes</td></tr>"));
    EXPECT_TRUE(has(site.get("/series/CA/RES/36/30/votes?state=XBE&lang=en"), "<caption><a class=\"actor\" href=\"/actors/state:XBE\">Beravoe</a></caption>"));
    EXPECT_TRUE(has(site.get("/series/CA/RES/36/30/votes?lang=ar"), "بيرافوي"));
    expect_golden(site, "reading-votes.html", "/documents/CA/RES/36/30?lang=en");
    expect_golden(site, "series-votes.html", "/series/CA/RES/36/30/votes?lang=en");
    expect_golden(site, "series-votes-of-a-state.html", "/series/CA/RES/36/30/votes?state=XBE&lang=en");
    expect_golden(site, "series-votes.csv", "/series/CA/RES/36/30/votes?format=csv&state=Kelmandy&lang=en");
    expect_golden(site, "api-series-votes.json", "/api/v1/series/CA/RES/36/30/votes?state=outer+%3Cskerries%3E");
    const json::Value document = json::parse(site.get("/api/v1/documents/CA/RES/36/30").body);
    ASSERT_EQ(document["roll_calls"].as_array()->size(), 2U);
    EXPECT_EQ(site.get("/series/CA/RES/36/30/votes?state=Atlantis").status, 400);
    EXPECT_TRUE(has(site.get("/series/CA/RES/36/31/votes?lang=en"), "No vote is known"));
}

TEST(Pages, WhatADocumentSaysIsNeverMarkup) {
    TestSite site(With::texts);
    for (const char* path : {"/", "/documents", "/documents/CA/RES/36/31", "/documents/CA/RES/36/31/history", "/documents/CA/RES/36/31/correct",
                             "/documents/CA/RES/36/31/correct?fact=title", "/search?q=names", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
                             "/documents?words=%22%3E%3Cscript%3E", "/compare?a=CA/RES/36/31&b=CA/RES/36/30", "/compare?a=%3Cscript%3E&b=x", "/precedents?of=CA/RES/36/31", "/precedents?of=%3Cscript%3E", "/documents?cites=%3Cscript%3E", "/documents/%3Cscript%3E", "/%3Cscript%3E"}) {
        const http::Response response = site.get(path);
        EXPECT_FALSE(has(response, "<script>")) << path;
        EXPECT_LT(response.status, 500) << path;
    }
    EXPECT_TRUE(has(site.get("/documents/CA/RES/36/31"), "&lt;script&gt;"));
}

TEST(Pages, AnySpellingLeadsToTheOneAddress) {
    TestSite site(With::texts);
    for (const char* spelling : {"CA_RES_36_30", "ca/res/36/30", "CA%2FRES%2F36%2F30"}) {
        const http::Response response = site.get("/documents/" + std::string(spelling));
        if (response.status == 200) continue;  // a slash that was written as %2F is a slash
        EXPECT_EQ(response.status, 302) << spelling;
        EXPECT_EQ(response.header("Location"), "/documents/CA/RES/36/30") << spelling;
    }
    EXPECT_EQ(site.get("/documents/ca/res/36/30/history").header("Location"), "/documents/CA/RES/36/30/history");
    const std::string sha256 = site.holdings().find("CA/RES/36/30").sha256;
    EXPECT_EQ(site.get("/documents/" + sha256.substr(0, 8)).header("Location"), "/documents/CA/RES/36/30");
    EXPECT_EQ(site.get("/documents/" + sha256).status, 200);
    EXPECT_EQ(site.get("/search?q=CA/RES/36/30").header("Location"), "/documents/CA/RES/36/30");
}

TEST(Pages, AnUnchangedPageIsNotSentAgain) {
    TestSite site(With::texts);
    const http::Response first = site.get("/documents");
    ASSERT_FALSE(first.header("ETag").empty());
    http::Request again = TestSite::request("GET", "/documents");
    again.headers.push_back({"If-None-Match", std::string(first.header("ETag"))});
    const http::Response second = site.ask(again);
    EXPECT_EQ(second.status, 304);
    EXPECT_TRUE(second.body.empty());
    EXPECT_EQ(site.post("/documents/CA/RES/34/8/correct", form({{"act", "fact"}, {"fact", "meeting"}, {"value", "72nd plenary meeting"}})).status, 303);
    EXPECT_EQ(site.ask(again).status, 200);
}

TEST(Pages, ACorrectionGivesItsReceiptAndItsHistory) {
    TestSite site(With::texts);
    const http::Response done =
        site.post("/documents/CA/RES/34/8/correct", form({{"act", "fact"}, {"fact", "title"}, {"value", "Lights on the northern shores"}, {"why", "as printed"}}));
    ASSERT_EQ(done.status, 303);
    const std::string there(done.header("Location"));
    EXPECT_TRUE(there.starts_with("/documents/CA/RES/34/8?recorded=")) << there;
    const http::Response page = site.get(there);
    EXPECT_TRUE(has(page, "class=\"receipt\""));
    EXPECT_TRUE(has(page, "<h1>Lights on the northern shores</h1>"));
    EXPECT_TRUE(has(page, "as printed"));
    EXPECT_TRUE(has(page, "operator at this machine"));
    EXPECT_TRUE(has(site.get("/documents/CA/RES/34/8/history"), "as printed"));
    // A receipt is for the text that it is about.
    EXPECT_FALSE(has(site.get("/documents/CA/RES/36/30?recorded=" + there.substr(there.find('=') + 1)), "class=\"receipt\""));
}

TEST(Pages, APersonSaysWhatBelongsToASeriesAndTakesItBack) {
    TestSite site(With::texts);
    const std::string address = "/series/CA/RES/36/30/correct";
    const std::string stranger = "CA/RES/36/31";
    http::Response refused = site.post(address, form({{"act", "in"}, {"symbol", stranger}}));
    EXPECT_EQ(refused.status, 400);  // without a reason
    EXPECT_TRUE(has(refused, "value=\"CA/RES/36/31\""));
    EXPECT_EQ(site.post(address, form({{"act", "in"}, {"symbol", "CA/RES/1/1"}, {"why", "because"}})).status, 404);
    const http::Response done = site.post(address, form({{"act", "in"}, {"symbol", stranger}, {"why", "the same matter"}}));
    ASSERT_EQ(done.status, 303);
    const http::Response page = site.get(std::string(done.header("Location")));
    EXPECT_TRUE(has(page, "class=\"receipt\""));
    EXPECT_TRUE(has(page, "the same matter"));
    EXPECT_TRUE(has(page, "a person said so"));
    EXPECT_TRUE(has(site.get("/documents/CA/RES/36/31/history"), "the same matter"));
    const std::string first = site.holdings().find(stranger).sha256, second = site.holdings().find("36/30").sha256;
    ASSERT_EQ(site.post(address, form({{"act", "withdraw"}, {"document", first}, {"other", second}})).status, 303);
    EXPECT_FALSE(has(site.get("/series/CA/RES/36/30"), "a person said so"));
}

TEST(Pages, TheLifeOfATextLeadsToItsParagraphs) {
    TestSite site(With::texts);
    const http::Response page = site.get("/series/CA/RES/36/30");
    const std::size_t link = page.body.find("/paragraphs/");
    ASSERT_NE(link, std::string::npos);
    const std::size_t begin = page.body.rfind('"', link) + 1;
    EXPECT_EQ(site.get(page.body.substr(begin, page.body.find('"', begin) - begin)).status, 200);
    EXPECT_EQ(site.get("/documents/CA/RES/36/30/paragraphs/op99/history").status, 404);
    const json::Value life = json::parse(site.get("/api/v1/series/CA/RES/36/30/life").body);
    EXPECT_GE(life["members"].as_array()->size(), 2U);
    EXPECT_FALSE(life["paragraphs"].as_array()->empty());
    const json::Value paragraph = json::parse(site.get("/api/v1/documents/CA/RES/36/30/paragraphs/op2/history").body);
    EXPECT_EQ(paragraph["years"].as_array()->size(), life["members"].as_array()->size());
}

TEST(Pages, ARefusedCorrectionComesBackWithWhatWasTyped) {
    TestSite site(With::texts);
    const std::string address = "/documents/CA/RES/34/8/correct";
    http::Response refused = site.post(address, form({{"act", "fact"}, {"fact", "date_adopted"}, {"value", "the eighth"}, {"why", "because"}}));
    EXPECT_EQ(refused.status, 400);
    EXPECT_TRUE(has(refused, "role=\"alert\""));
    EXPECT_TRUE(has(refused, "value=\"the eighth\""));
    EXPECT_TRUE(has(refused, ">because</textarea>"));
    refused = site.post(address, form({{"act", "fact"}, {"fact", "title"}, {"value", "Lights on the northern shore"}}));
    EXPECT_EQ(refused.status, 400);
    refused = site.post(address, form({{"act", "split"}, {"paragraph", "op1"}, {"words", "no such words"}}));
    EXPECT_EQ(refused.status, 400);
    EXPECT_TRUE(has(refused, "value=\"no such words\""));
    EXPECT_EQ(site.post(address, form({{"act", "out-of-view"}, {"file", "out-of-view"}})).status, 400);
}

TEST(Pages, AFileGoesOutOfViewAndComesBack) {
    TestSite site(With::texts);
    const std::string sha256 = site.holdings().find("CA/RES/34/8").sha256;
    const http::Response out = site.post("/documents/CA/RES/34/8/correct", form({{"act", "out-of-view"}, {"file", "out-of-view"}, {"why", "a wrong file"}}));
    ASSERT_EQ(out.status, 303);
    EXPECT_TRUE(out.header("Location").starts_with("/documents/" + sha256)) << out.header("Location");
    EXPECT_FALSE(has(site.get("/documents"), "CA/RES/34/8"));
    EXPECT_TRUE(has(site.get("/queue"), sha256));
    const http::Response instead = site.get(std::string(out.header("Location")));
    EXPECT_EQ(instead.status, 410);
    EXPECT_TRUE(has(instead, "a wrong file"));
    EXPECT_TRUE(has(instead, "class=\"receipt\""));
    EXPECT_EQ(site.get("/file/" + sha256).status, 403);
    EXPECT_TRUE(has(site.get("/documents/" + sha256 + "/history"), "a wrong file"));
    const http::Response back = site.post("/documents/" + sha256 + "/correct", form({{"act", "put-back"}, {"file", "put-back"}}));
    EXPECT_EQ(back.status, 303) << back.body;
    EXPECT_TRUE(has(site.get("/documents"), "CA/RES/34/8"));
}

TEST(Pages, FilesComeInByPage) {
    TestSite site(With::nothing);
    const std::string token = TestSite::token_of(site.get("/import"));
    const auto send = [&](const std::string& name, const std::string& text) {
        http::Request request = TestSite::request("POST", "/import");
        request.headers = {{"Content-Type", "multipart/form-data; boundary=BB"}, {"Origin", "http://127.0.0.1:8460"}};
        request.body = "--BB\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n" + token +
                       "\r\n--BB\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name + "\"\r\n\r\n" + text + "\r\n--BB--\r\n";
        return site.ask(request);
    };
    const std::string text = "CA/RES/34/9\n\n34/9. Nets\n\nThe Concord Assembly,\n\nRecalling its rules,\n\n1. Decides to mend the nets.\n";
    const http::Response added = send("../../nets.txt", text);
    EXPECT_EQ(added.status, 200);
    EXPECT_TRUE(has(added, "1 added")) << added.body;
    EXPECT_TRUE(has(added, "href=\"/documents/CA/RES/34/9\""));
    EXPECT_TRUE(has(added, ">nets.txt<"));
    EXPECT_TRUE(has(send("again.txt", text), "1 already there"));
    EXPECT_TRUE(has(send("nothing.txt", ""), "1 could not be read"));
    EXPECT_EQ(send("", text).status, 400);
    EXPECT_EQ(site.get("/documents/CA/RES/34/9").status, 200);
    const std::string sha256 = site.holdings().find("CA/RES/34/9").sha256;
    const http::Response original = site.get("/file/" + sha256);
    EXPECT_EQ(original.body, text);
    EXPECT_EQ(original.header("Content-Type"), "text/plain; charset=utf-8");
    EXPECT_EQ(original.header("Content-Disposition"), "attachment; filename=\"nets.txt\"");
}

TEST(Pages, TheDemonstrationSaysSoAndTakesNoFiles) {
    TestSite site(With::texts, record::Purpose::demonstration);
    for (const char* path : {"/", "/documents", "/documents/CA/RES/36/30", "/series", "/search", "/import", "/help", "/about", "/nothing", "/documents/CA/RES/36/30?format=text"}) {
        EXPECT_TRUE(has(site.get(path), "is invented")) << path;
    }
    EXPECT_TRUE(has(site.get("/documents/CA/RES/36/30?format=json"), "\"invented\": true"));
    EXPECT_TRUE(has(site.get("/documents/CA/RES/36/30?format=html"), "invented"));
    EXPECT_TRUE(has(site.get("/import"), "http://127.0.0.1:8461/import"));
    const std::int64_t before = site.holdings().record().snapshot().size();
    http::Request request = TestSite::request("POST", "/import");
    request.headers = {{"Content-Type", "multipart/form-data; boundary=BB"}};
    EXPECT_EQ(site.ask(request).status, 403);
    EXPECT_EQ(site.holdings().record().snapshot().size(), before);
}

TEST(Pages, TheStyleIsSentPackedToWhoTakesItAndPlainToOthers) {
    TestSite site(With::nothing);
    const auto asked = [&](const char* name, const char* codings) {
        http::Request request = TestSite::request("GET", name);
        if (codings != nullptr) request.headers.push_back({"Accept-Encoding", codings});
        return site.ask(request);
    };
    const http::Response plain = asked("/assets/comity.css", nullptr);
    EXPECT_EQ(plain.header("Content-Encoding"), "");
    EXPECT_EQ(plain.header("Vary"), "Accept-Encoding");
    for (const char* codings : {"gzip, deflate, br, zstd", "br;q=1.0, GZip;q=0.8, *;q=0.1", "deflate , gzip"}) {
        const http::Response packed = asked("/assets/comity.css", codings);
        EXPECT_EQ(packed.header("Content-Encoding"), "gzip") << codings;
        EXPECT_EQ(packed.header("Content-Type"), plain.header("Content-Type"));
        EXPECT_LT(packed.body.size() * 3, plain.body.size());
        EXPECT_EQ(packed.body.substr(0, 3), "\x1f\x8b\x08");  // RFC 1952
    }
    for (const char* codings : {"identity", "gzip;q=0", "gzip; q=0.000", "br", "x-gzipped"}) EXPECT_EQ(asked("/assets/comity.css", codings).body, plain.body) << codings;
    EXPECT_EQ(asked("/assets/fonts/sans.woff2", "gzip").header("Content-Encoding"), "");
    EXPECT_EQ(asked("/documents", "gzip").header("Content-Encoding"), "");
}

TEST(Pages, WrongAddressesAndMethodsAreAnsweredInWords) {
    TestSite site(With::texts);
    EXPECT_EQ(site.get("/nothing").status, 404);
    EXPECT_EQ(site.get("/documents/").status, 404);
    EXPECT_EQ(site.get("/help/nothing").status, 404);
    EXPECT_EQ(site.get("/file/00").status, 404);
    EXPECT_EQ(site.get("/assets/../i18n/en.json").status, 404);
    EXPECT_EQ(site.get("/%zz").status, 400);
    EXPECT_EQ(site.get("/documents/CA/RES/36/30?format=wax").status, 400);
    EXPECT_EQ(site.get("/documents/CA/RES/36/30/correct?fact=nothing").status, 400);
    EXPECT_EQ(site.get("/documents/CA/RES/36/30/correct?paragraph=op99").status, 404);
    const http::Response wrong = site.ask(TestSite::request("DELETE", "/documents/CA/RES/36/30"));
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.header("Allow"), "GET, HEAD");
    EXPECT_EQ(site.ask(TestSite::request("PUT", "/import")).header("Allow"), "GET, HEAD, POST");
    const http::Response api = site.get("/api/v1/nothing");
    EXPECT_EQ(api.status, 404);
    EXPECT_EQ(api.header("Content-Type"), "application/problem+json; charset=utf-8");
    EXPECT_EQ(json::parse(api.body).integer("status"), 404);
    EXPECT_EQ(site.get("/api/v1/documents/CA/RES/1/1").status, 404);
    EXPECT_EQ(site.get("/api/v1/documents?year=x").status, 400);
    EXPECT_EQ(site.get("/api/v1/search").status, 400);
    EXPECT_TRUE(site.logged.empty());
}

TEST(Pages, TheApiGivesTheFieldsOfTheCommandLine) {
    TestSite site(With::texts);
    const json::Value list = json::parse(site.get("/api/v1/documents?limit=2").body);
    EXPECT_EQ(list.integer("total"), 3);
    EXPECT_EQ(list["documents"].as_array()->size(), 2U);
    const json::Value document = json::parse(site.get("/api/v1/documents/CA/RES/36/30").body);
    EXPECT_EQ(document.text("symbol"), "CA/RES/36/30");
    EXPECT_FALSE(document["paragraphs"].as_array()->empty());
    const json::Value all_series = json::parse(site.get("/api/v1/series").body);
    EXPECT_EQ(all_series.integer("total"), 1);
    EXPECT_GE(all_series["series"].as_array()->at(0).integer("texts"), 2);
    const json::Value series = json::parse(site.get("/api/v1/series/CA/RES/36/30").body);
    EXPECT_GE(series["members"].as_array()->size(), 2U);
    const json::Value hits = json::parse(site.get("/api/v1/search?q=lights").body);
    EXPECT_FALSE(hits["hits"].as_array()->empty());
}

TEST(Pages, EveryFactAndParagraphHasItsForm) {
    TestSite site(With::texts);
    const http::Response overview = site.get("/documents/CA/RES/36/30/correct");
    const std::string before = "href=\"/documents/CA/RES/36/30/correct?";
    int forms = 0;
    for (std::size_t at = overview.body.find(before); at != std::string::npos; at = overview.body.find(before, at + 1)) {
        const std::size_t begin = at + std::string_view("href=\"").size();
        const std::string address = overview.body.substr(begin, overview.body.find('"', begin) - begin);
        if (address.find("lang=") != std::string::npos) continue;
        const http::Response page = site.get(address);
        EXPECT_EQ(page.status, 200) << address;
        EXPECT_EQ(TestSite::token_of(page).size(), 64U) << address;
        ++forms;
    }
    EXPECT_GT(forms, 20);
}

TEST(Pages, SpeakTheLanguageOfTheAddressAndKeepIt) {
    TestSite site(With::texts);
    const http::Response french = site.get("/documents/CA/RES/36/30?lang=fr");
    EXPECT_EQ(french.header("Content-Language"), "fr");
    EXPECT_EQ(french.header("Vary"), "Accept-Language, Cookie, Authorization");
    EXPECT_TRUE(has(french, "<html lang=\"fr\" dir=\"ltr\">"));
    EXPECT_TRUE(has(french, "14 décembre 2017"));
    EXPECT_TRUE(has(site.get("/documents/CA/RES/36/30"), "14 décembre 2017"));
    EXPECT_TRUE(has(site.get("/documents/CA/RES/36/30?lang=ar"), "dir=\"rtl\""));
    EXPECT_NE(french.header("ETag"), site.get("/documents/CA/RES/36/30?lang=en").header("ETag"));
}

TEST(Pages, ATextThatIsNoResolutionIsShownAsWell) {
    TestSite site(With::nothing);
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / "comity-pages-test";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "letter.txt") << "Letter from the keeper of the lights\n\nThe lamps burn. The oil is low.\n\nA second paragraph says so again.\n";
    holdings::ImportRequest request;
    request.paths = {folder / "letter.txt"};
    request.who = {"operator at the command line", "keeper"};
    site.holdings().import(request);
    std::filesystem::remove_all(folder);
    const std::string sha256 = site.holdings().list({}).items.front().sha256;
    for (const char* language : {"en", "fr", "ar"}) EXPECT_EQ(site.get("/documents/" + sha256 + "?lang=" + language).status, 200) << language;
    EXPECT_TRUE(site.logged.empty());
}

TEST(Pages, SettingsAreKeptInCookies) {
    TestSite site(With::texts);
    EXPECT_TRUE(has(site.get("/"), "data-keys=\"on\""));
    http::Request request = TestSite::request("POST", "/settings");
    request.body = "lang=fr";
    EXPECT_EQ(site.ask(request).status, 303);
    const http::Response home = site.get("/");
    EXPECT_TRUE(has(home, "data-keys=\"off\""));
    EXPECT_FALSE(has(home, "<dialog"));
    EXPECT_TRUE(has(home, "lang=\"fr\""));
}

TEST(Pages, TheQueueTakesCorrectionsInPlace) {
    TestSite site(With::texts);
    const http::Response done = site.post("/documents/CA/RES/34/8/correct", form({{"act", "fact"}, {"fact", "meeting"}, {"value", "72nd plenary meeting"}, {"back", "queue"}}));
    ASSERT_EQ(done.status, 303);
    const std::string there(done.header("Location"));
    EXPECT_TRUE(there.starts_with("/queue?recorded=")) << there;
    EXPECT_TRUE(has(site.get(there), "class=\"receipt\""));
}

TEST(Pages, ATextIsShownAsItStood) {
    TestSite site(With::texts);
    const auto position = site.holdings().record().snapshot().size() - 1;
    site.post("/documents/CA/RES/34/8/correct", form({{"act", "fact"}, {"fact", "title"}, {"value", "Lights everywhere"}}));
    EXPECT_TRUE(has(site.get("/documents/CA/RES/34/8"), "<h1>Lights everywhere</h1>"));
    EXPECT_FALSE(has(site.get("/documents/CA/RES/34/8?as_of=" + std::to_string(position)), "<h1>Lights everywhere</h1>"));
    EXPECT_EQ(site.get("/documents/CA/RES/34/8?as_of=x").status, 400);
    const http::Response pointed = site.get("/documents/CA/RES/36/30?line=20");
    EXPECT_EQ(pointed.status, 200);
}

TEST(Pages, FilesAndFeedsAreWellFormed) {
    TestSite site(With::texts);
    for (const std::string path : {"/?", "/documents?", "/series?", "/series/CA/RES/36/30?", "/search?q=lights&", "/queue?"}) {
        const http::Response csv = site.get(path + "format=csv");
        EXPECT_EQ(csv.status, 200) << path;
        EXPECT_TRUE(csv.header("Content-Type").starts_with("text/csv")) << path;
        EXPECT_NE(csv.body.find("\r\n"), std::string::npos) << path;
        const http::Response atom = site.get(path + "format=atom");
        EXPECT_EQ(atom.header("Content-Type"), "application/atom+xml; charset=utf-8") << path;
        EXPECT_TRUE(has(atom, "<updated>20")) << path << atom.body;
        EXPECT_TRUE(has(atom, "</feed>\n")) << path;
        EXPECT_EQ(site.get(path + "format=text").status, 200) << path;
        EXPECT_EQ(site.get(path + "format=pdf").status, 400) << path;
    }
}

TEST(Pages, AFileIsImportedForTheScriptWithItsOutcome) {
    TestSite site(With::texts);
    const std::string token = TestSite::token_of(site.get("/import"));
    http::Request request = TestSite::request("POST", "/import");
    request.headers = {{"Content-Type", "multipart/form-data; boundary=BB"}, {"Accept", "application/json"}, {"Origin", "http://127.0.0.1:8460"}};
    request.body = "--BB\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n" + token + "\r\n--BB\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\nCA/RES/34/9\n\n34/9. Nets\n\nThe Concord Assembly,\n\n1. Requests nets.\n\r\n--BB--\r\n";
    const http::Response done = site.ask(request);
    ASSERT_EQ(done.status, 200) << done.body;
    const json::Value value = json::parse(done.body);
    ASSERT_EQ(value["files"].as_array()->size(), 1U);
    EXPECT_EQ(value["files"].as_array()->front().text("outcome_words"), "added");
    EXPECT_EQ(value["files"].as_array()->front().text("path"), "a.txt");
    request.headers.back() = {"Origin", "http://evil.example"};
    EXPECT_EQ(site.ask(request).header("Content-Type"), "application/problem+json; charset=utf-8");
}

TEST(Pages, TheManualIsThere) {
    TestSite site(With::texts);
    const http::Response list = site.get("/help");
    const std::string before = "href=\"/help/";
    int chapters = 0;
    for (std::size_t at = list.body.find(before); at != std::string::npos; at = list.body.find(before, at + 1)) {
        const std::size_t begin = at + std::string_view("href=\"").size();
        const http::Response chapter = site.get(list.body.substr(begin, list.body.find('"', begin) - begin));
        EXPECT_EQ(chapter.status, 200);
        EXPECT_TRUE(has(chapter, "<h1>"));
        ++chapters;
    }
    EXPECT_GT(chapters, 3);
}

}  // namespace
}  // namespace comity::web
