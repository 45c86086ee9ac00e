#include <gtest/gtest.h>

#include "web/testing.hpp"

namespace comity::web {
namespace {

constexpr const char* page = "/documents/CA/RES/34/8/mandates";

std::string said_on(TestSite& site) { return site.get(page).body; }
bool has(const std::string& body, std::string_view words) { return body.find(words) != std::string::npos; }

/// The first act of the text, by its address in the form.
std::string first_act(const std::string& body) {
    constexpr std::string_view before = "name=\"act\" value=\"";
    const std::size_t at = body.find(before);
    return at == std::string::npos ? std::string() : body.substr(at + before.size(), body.find('"', at + before.size()) - at - before.size());
}

TEST(TextActs, AreShownBesideTheirWordsAsFoundByRule) {
    TestSite site(TestSite::With::texts);
    const http::Response response = site.get(page);
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(has(response.body, "<mark class=\"act-verb\">"));
    EXPECT_TRUE(has(response.body, "found by rule"));
    EXPECT_TRUE(has(site.get("/documents/CA/RES/34/8").body, page));
    EXPECT_EQ(site.get("/documents/34/8/mandates").status, 302);
}

TEST(TextActs, AreConfirmedCorrectedAndLeftAlone) {
    TestSite site(TestSite::With::texts);
    const std::string act = first_act(said_on(site));
    ASSERT_FALSE(act.empty());
    const auto before = site.entries();
    const http::Response confirmed = site.post(page, form({{"act", act}, {"says", "right"}, {"seen", "0"}}));
    EXPECT_EQ(confirmed.status, 303) << confirmed.body;
    EXPECT_EQ(site.entries(), before + 1);
    EXPECT_TRUE(has(said_on(site), "confirmed"));
    EXPECT_TRUE(has(site.get(std::string(confirmed.header("Location")).substr(0, std::string(confirmed.header("Location")).find('#'))).body, "Act confirmed"));

    const http::Response corrected = site.post(page, form({{"act", act}, {"says", "otherwise"}, {"verb", "urge"}, {"strength", "3"}, {"sense", "request"},
                                                           {"asked", "member_states | | "}, {"delivers", "report"}, {"from", ""}, {"to", "2031-05-03"}, {"every", "P1Y"}, {"states", "on"}}));
    EXPECT_EQ(corrected.status, 303) << corrected.body;
    const std::string api = site.get("/api/v1/documents/CA/RES/34/8/mandates").body;
    EXPECT_TRUE(has(api, "\"judged\": \"otherwise\"") || has(api, "\"judged\":\"otherwise\"")) << api.substr(0, 600);
    EXPECT_TRUE(has(api, "2031-05-03"));

    EXPECT_EQ(site.post(page, form({{"act", act}, {"says", "take-back"}})).status, 303);
    EXPECT_FALSE(has(site.get("/api/v1/documents/CA/RES/34/8/mandates").body, "2031-05-03"));
}

TEST(TextActs, GiveBackWhatWasTypedWithWhatIsWrong) {
    TestSite site(TestSite::With::texts);
    const std::string act = first_act(said_on(site));
    const auto before = site.entries();
    const http::Response refused = site.post(page, form({{"act", act}, {"says", "otherwise"}, {"verb", "urge"}, {"strength", "3"}, {"sense", "request"}, {"asked", "lighthouse"}, {"delivers", ""}, {"from", ""},
                                                         {"to", ""}, {"every", ""}, {"why", "because of <lamps>"}}));
    EXPECT_EQ(refused.status, 400);
    EXPECT_TRUE(has(refused.body, "is no kind of addressee"));
    EXPECT_TRUE(has(refused.body, "lighthouse"));
    EXPECT_TRUE(has(refused.body, "because of &lt;lamps&gt;"));
    EXPECT_EQ(site.post(page, form({{"act", act}, {"says", "none"}})).status, 400);
    EXPECT_EQ(site.post(page, form({{"act", "op99-1"}, {"says", "right"}})).status, 400);
    EXPECT_EQ(site.post(page, form({{"act", act}, {"says", "perhaps"}})).status, 400);
    EXPECT_EQ(site.entries(), before);
}

TEST(TextActs, ThatWereMissedAreAdded) {
    TestSite site(TestSite::With::texts);
    const auto before = site.entries();
    const std::string paragraph = first_act(said_on(site));
    const std::string id = paragraph.substr(0, paragraph.rfind('-'));
    const http::Response refused = site.post(page, form({{"act", id + "-missed"}, {"says", "missed"}, {"words", "words that are not there"}, {"verb", "urge"}, {"strength", "3"}, {"sense", "request"},
                                                         {"asked", ""}, {"delivers", ""}, {"from", ""}, {"to", ""}, {"every", ""}}));
    EXPECT_EQ(refused.status, 400) << refused.body;
    EXPECT_TRUE(has(refused.body, "words that are not there"));
    EXPECT_EQ(site.entries(), before);
}

TEST(TextActs, SayWhichDocumentDeliveredThem) {
    TestSite site(TestSite::With::texts);
    // The first mandate of the register that asks for something.
    const std::string list = site.get("/mandates?sense=request").body;
    constexpr std::string_view before = "href=\"/mandates/";
    std::size_t at = list.find("/acts/");
    ASSERT_NE(at, std::string::npos);
    at = list.rfind(before, at) + before.size();
    const std::string act = list.substr(at, list.find('"', at) - at), address = "/mandates/" + act;
    EXPECT_TRUE(has(site.get(address).body, "No document is known that delivers it"));
    EXPECT_EQ(site.post(address, form({{"act", act}, {"says", "yes"}, {"report", "a box of pears"}, {"why", "<b>"}})).status, 400);
    EXPECT_EQ(site.post(address, form({{"act", act}, {"says", "perhaps"}, {"report", "A/61/77"}})).status, 400);
    const http::Response said = site.post(address, form({{"act", act}, {"says", "yes"}, {"report", "A/61/77"}, {"why", "announced in the session"}}));
    ASSERT_EQ(said.status, 303) << said.body;
    const std::string shown = site.get(std::string(said.header("Location")).substr(0, std::string(said.header("Location")).find('#'))).body;
    EXPECT_TRUE(has(shown, "Said to deliver what was asked"));
    EXPECT_TRUE(has(shown, "announced in the session"));
    EXPECT_TRUE(has(shown, "says which document delivered it"));
    EXPECT_EQ(site.post(address, form({{"act", act}, {"says", "yes"}, {"report", "A/61/77"}, {"seen", "0"}})).status, 409);
    EXPECT_TRUE(has(site.get("/api/v1" + address).body, "by a person"));
    EXPECT_EQ(site.post(address, form({{"act", act}, {"says", "no"}, {"report", "A/61/77"}, {"seen", "1"}, {"why", "of another text"}})).status, 303);
    EXPECT_TRUE(has(site.get(address).body, "Said not to deliver it"));
    EXPECT_EQ(site.post(address, form({{"act", act}, {"says", "take-back"}, {"report", "A/61/77"}})).status, 303);
    EXPECT_FALSE(has(site.get(address).body, "A/61/77"));
}

}  // namespace
}  // namespace comity::web
