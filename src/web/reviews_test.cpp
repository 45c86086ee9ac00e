// The pages of reviews: what they show, who may act on them, and that two States are shown alike.
#include <algorithm>
#include <chrono>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "machinery/reviews/testing.hpp"
#include "web/testing.hpp"
#include "web/walking.hpp"

namespace comity::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// A demonstration with one list of recommendations.
class Reviewed {
public:
    explicit Reviewed(const std::string& list = reviews::testing::upr_info_list) { reviews::testing::take(site.holdings().record(), list, "list.csv"); }
    std::string noted() {
        return reviews::list(site.holdings().record().snapshot(), {.state = "state:XNI", .from = "state:XTA"}, 0, 1).rows.at(0).id;
    }
    TestSite site{TestSite::With::nothing, record::Purpose::demonstration, TestSite::Accounts::some};
};

TEST(ReviewPages, ShowStatesReviewsAndRecommendations) {
    Reviewed r;
    EXPECT_THAT(r.site.get("/reviews").body, ::testing::AllOf(HasSubstr("href=\"/reviews/XNI\""), HasSubstr(">Nivaal<"), HasSubstr(">Tarrow<")));
    const auto state = r.site.get("/reviews/XNI");
    EXPECT_EQ(state.status, 200);
    EXPECT_THAT(state.body, HasSubstr("universal periodic review, cycle 3"));
    EXPECT_EQ(r.site.get("/reviews/Nivaal").header("Location"), "/reviews/XNI");
    EXPECT_EQ(r.site.get("/reviews/Nowhere").status, 404);
    const auto listed = r.site.get("/recommendations?state=Nivaal&position=noted");
    EXPECT_THAT(listed.body, ::testing::AllOf(HasSubstr("Open the lock at night"), Not(HasSubstr("Dredge the harbour"))));
    const auto one = r.site.get("/recommendations/" + r.noted());
    EXPECT_EQ(one.status, 200);
    EXPECT_THAT(one.body, ::testing::AllOf(HasSubstr("Open the lock at night"), HasSubstr("UPR Info"), HasSubstr("A/RES/60/251")));
    EXPECT_EQ(r.site.get("/recommendations/upr-3-xni-7").status, 404);
    EXPECT_EQ(r.site.get("/recommendations?cycle=third").status, 400);
    EXPECT_THAT(r.site.get("/actors/state:XNI").body, HasSubstr("href=\"/recommendations/upr-3-xni"));
    EXPECT_THAT(r.site.get("/api/v1/recommendations?state=XNI&limit=2").body, HasSubstr("\"total\": 4"));
    EXPECT_THAT(r.site.get("/api/v1/recommendations/" + r.noted()).body, HasSubstr("\"exporter\": \"UPR Info\""));
    EXPECT_THAT(r.site.get("/recommendations?format=csv").body, HasSubstr("Open the lock at night"));
}

TEST(ReviewPages, SayWhichNameNobodyBears) {
    Reviewed r;
    const auto page = r.site.get("/recommendations?state=Atlantis");
    EXPECT_EQ(page.status, 400);
    EXPECT_THAT(page.body, ::testing::AllOf(HasSubstr("No State is known as “Atlantis”."), HasSubstr("href=\"/recommendations?state=state%3AXNI\""), HasSubstr(">Tarrow<"), Not(HasSubstr("Open the lock"))));
    EXPECT_THAT(r.site.get("/recommendations?state=Nival").body, ::testing::AllOf(HasSubstr("Did you mean:"), HasSubstr(">Nivaal<"), Not(HasSubstr(">Tarrow<"))));
    EXPECT_EQ(r.site.get("/recommendations?state=Ardune").status, 200) << "a State that nothing was recommended to";
    for (const char* wrong : {"from=Atlantis", "mechanism=x", "review=upr-9-xni", "theme=ports", "position=agreed", "what=banana"}) {
        EXPECT_EQ(r.site.get(std::string("/recommendations?") + wrong).status, 400) << wrong;
        EXPECT_EQ(r.site.get(std::string("/api/v1/recommendations?") + wrong).status, 400) << wrong;
        EXPECT_EQ(r.site.get(std::string("/recommendations?format=csv&") + wrong).status, 400) << wrong;
    }
    EXPECT_EQ(r.site.get("/recommendations?mechanism=UPR").status, 200) << "by any of its names";
    EXPECT_EQ(r.site.get("/cooperation?recommendation=upr-3-xni-7").status, 404);
    EXPECT_EQ(r.site.get("/api/v1/deeds?recommendation=upr-3-xni-7").status, 404);
    EXPECT_EQ(r.site.get("/cooperation?on_behalf_of=Atlantis").status, 400);
}

TEST(ReviewPages, ShowAReviewThatNoListHasAndWhatWasTakenBack) {
    Reviewed r;
    const auto say = [&](const std::string& act, const std::string& about, json::Value fields, const std::string& why) {
        reviews::Request request;
        request.act = act;
        request.about = about;
        request.fields = std::move(fields);
        request.by.who = {"operator at the command line", "keeper"};
        request.by.keeps = true;
        request.by.why = why;
        reviews::perform(r.site.holdings().record(), r.site.holdings().vocabulary(), request);
    };
    say("review", "upr-4-xni", json::Object{{"word", "postponed"}, {"day", "2031-05-03"}}, "the ferries stand still");
    EXPECT_THAT(r.site.get("/reviews/XNI").body, ::testing::AllOf(HasSubstr("universal periodic review, cycle 4"), HasSubstr("Review: postponed"), HasSubstr("the ferries stand still")));
    EXPECT_THAT(r.site.get("/api/v1/reviews/XNI").body, HasSubstr("upr-4-xni"));
    EXPECT_EQ(r.site.get("/recommendations?review=upr-4-xni").status, 200);
    say("position", r.noted(), json::Object{{"word", "supported"}, {"document", "NV/1"}}, "");
    say("position", r.noted(), json::Object{{"word", "withdrawn"}}, "by mistake");
    EXPECT_THAT(r.site.get("/recommendations/" + r.noted()).body, ::testing::AllOf(HasSubstr("The position said here has been taken back"), Not(HasSubstr("Position: withdrawn"))));
}

TEST(ReviewPages, TheStateAndNobodyElseTakesItsPosition) {
    Reviewed r;
    const std::string nivaal = r.site.admit("ines", "contributor", "Nivaal"), tarrow = r.site.admit("brin", "contributor", "Tarrow"), validator = r.site.admit("oriel", "validator");
    const std::string address = "/recommendations/" + r.noted();
    const auto send = [&] { return r.site.send(address, form({{"act", "position"}, {"word", "supported"}, {"document", "CA/RC/61/7/Add.1"}})); };
    const auto before = r.site.entries();
    r.site.enter(tarrow);
    EXPECT_THAT(r.site.get(address).body, Not(HasSubstr("name=\"document\"")));
    EXPECT_EQ(send().status, 403);
    r.site.enter(validator);
    EXPECT_EQ(send().status, 403);
    r.site.enter(nivaal);
    EXPECT_THAT(r.site.get(address).body, HasSubstr("name=\"document\""));
    EXPECT_EQ(send().status, 303);
    EXPECT_THAT(r.site.get(address).body, HasSubstr("CA/RC/61/7/Add.1"));
    EXPECT_EQ(r.site.send(address, form({{"act", "gathering"}, {"other", r.noted()}, {"word", "the same"}})).status, 403) << "what says the same, those say who keep reviews";
    EXPECT_GT(r.site.entries(), before);
    EXPECT_EQ(reviews::find(r.site.holdings().record().snapshot(), r.noted())->position, "supported");
}

/// What must never happen: a word of a State's follow-up on a page of anybody else.
TEST(FollowUpPages, NobodyElseSeesAWordOfItOnAnyPageUntilItIsReleased) {
    Reviewed r;
    const std::string nivaal = r.site.admit("ines", "contributor", "Nivaal"), tarrow = r.site.admit("brin", "contributor", "Tarrow"), officer = r.site.admit("maud", "secretariat officer");
    const std::string validator = r.site.admit("oriel", "validator"), editor = r.site.admit("tomas", "editor");
    const std::string secret = "Quietlanterns", recommendation = r.noted();
    r.site.enter(nivaal);
    EXPECT_EQ(r.site.send("/follow-up", form({{"act", "put"}, {"what", "action"}, {"id", "night-lock"}, {"title", secret + " on the lock"}, {"recommendations", recommendation}, {"due", "2031-05-03"}})).status, 303);
    const std::int64_t position = r.site.entries() - 1;
    const std::string at = std::to_string(position);
    std::vector<std::string> addresses = addresses_of_all_routes({{"{state}", "XNI"}, {"{recommendation}", recommendation}, {"{actor}", "state:XNI"}});
    for (const std::string& further : {"/search?q=" + secret, "/api/v1/search?q=" + secret, "/recommendations?words=" + secret, "/log/entries/" + at, std::string("/log/subjects/follow-up:xni:night-lock"), "/receipt/" + at + ".html",
                                       "/receipt/" + at + ".tlog-proof", "/cooperation?recommendation=" + recommendation, std::string("/recommendations?format=csv"), std::string("/documents?format=atom"), std::string("/consultations?format=atom")}) {
        addresses.push_back(further);
    }
    EXPECT_GT(addresses.size(), 100U);
    EXPECT_THAT(r.site.get("/follow-up").body, HasSubstr(secret));
    EXPECT_THAT(r.site.get("/follow-up.ics").body, HasSubstr(secret));
    EXPECT_EQ(r.site.get("/follow-up.docx").body.substr(0, 2), "PK");
    for (const std::string& account : {tarrow, officer, validator, editor, std::string()}) {
        r.site.enter(account);
        for (const std::string& address : addresses) {
            const std::string body = r.site.get(address).body;
            if (address.find(secret) == std::string::npos) {
                EXPECT_THAT(body, Not(HasSubstr(secret))) << account << " " << address;
            }
            EXPECT_THAT(body, Not(HasSubstr("on the lock"))) << account << " " << address;
        }
        EXPECT_EQ(r.site.send("/follow-up", form({{"act", "release"}, {"id", "night-lock"}})).status == 303, false) << account;
    }
    r.site.enter(nivaal);
    EXPECT_EQ(r.site.send("/follow-up", form({{"act", "release"}, {"id", "night-lock"}})).status, 303);
    r.site.enter("");
    EXPECT_THAT(r.site.get("/recommendations/" + recommendation).body, HasSubstr(secret));
}

TEST(FollowUpPages, AreFoundFromTheAccountAndByWhoHasNotSignedInYet) {
    Reviewed r;
    const std::string nivaal = r.site.admit("ines", "contributor", "Nivaal"), harbours = r.site.admit("petra", "contributor", "GA"), editor = r.site.admit("tomas", "editor");
    r.site.enter("");
    EXPECT_THAT(r.site.get("/follow-up").body, HasSubstr("<p><a href=\"/sign-in\">"));
    EXPECT_EQ(r.site.get("/account").header("Location"), "/sign-in") << "who sits at this machine has no account either";
    EXPECT_THAT(r.site.send("/account", form({{"act", "everywhere"}})).body, HasSubstr("somebody with an account"));
    r.site.enter(nivaal);
    EXPECT_THAT(r.site.get("/account").body, ::testing::AllOf(HasSubstr("href=\"/follow-up\""), HasSubstr("href=\"/cooperation\">Requests, offers"), HasSubstr("href=\"/actors/state:XNI\"")));
    r.site.enter(harbours);
    EXPECT_THAT(r.site.get("/account").body, ::testing::AllOf(Not(HasSubstr("href=\"/follow-up\"")), HasSubstr("href=\"/cooperation\">Requests, offers")));
    r.site.enter(editor);
    EXPECT_THAT(r.site.get("/account").body, Not(HasSubstr("On behalf of")));
    EXPECT_THAT(r.site.get("/follow-up").body, HasSubstr("<p><a href=\"/account\">")) << "there the roles can be seen";
}

}  // namespace
}  // namespace comity::web
