// The page of erasures: one person proposes, another confirms.
#include <gtest/gtest.h>

#include "web/testing.hpp"

namespace comity::web {
namespace {

bool has(const http::Response& response, std::string_view text) { return response.body.find(text) != std::string::npos; }

class ErasuresPage : public ::testing::Test {
protected:
    TestSite site{TestSite::With::texts, record::Purpose::own, TestSite::Accounts::some};
    std::string editor = site.admit("editor", "editor"), officer = site.admit("officer", "secretariat-officer"), other = site.admit("other", "contributor", "GA");

    http::Response propose(const std::string& what, const std::string& why = "names a witness") {
        return site.send("/erasures", form({{"what", what}, {"why", why}, {"authority", "decision of 3 May"}}));
    }
    /// What the form of the only proposal that is shown carries.
    http::Form of_proposal(const std::string& act = "") {
        const std::string page = site.get("/erasures").body;
        const auto value = [&](const std::string& name) {
            const std::string before = "name=\"" + name + "\" value=\"";
            const std::size_t at = page.find(before);
            return at == std::string::npos ? std::string() : page.substr(at + before.size(), page.find('"', at + before.size()) - at - before.size());
        };
        return form({{"act", act}, {"proposal", value("proposal")}, {"revision", value("revision")}});
    }
};

TEST_F(ErasuresPage, OneProposesAnotherConfirmsAndTheTextIsGone) {
    site.enter(editor);
    EXPECT_EQ(propose("CA/RES/36/30").status, 303);
    EXPECT_EQ(site.get("/documents/CA/RES/36/30").status, 200) << "nothing is gone yet";
    const http::Response own = site.get("/erasures");
    EXPECT_TRUE(has(own, "names a witness"));
    EXPECT_TRUE(has(own, "CA/RES/36/30"));
    EXPECT_FALSE(has(own, "/erasures/confirm"));
    EXPECT_TRUE(has(own, "another person has to confirm it"));
    http::Form proposal = of_proposal();
    EXPECT_EQ(site.send("/erasures/confirm", form({{"proposal", std::string(proposal.get("proposal"))}, {"revision", "1"}})).status, 403) << "an editor confirms nothing";
    site.enter(officer);
    EXPECT_TRUE(has(site.get("/erasures"), "/erasures/confirm"));
    EXPECT_EQ(site.send("/erasures/confirm", of_proposal()).status, 303);
    EXPECT_EQ(site.get("/documents/CA/RES/36/30").status, 404);
    EXPECT_FALSE(has(site.get("/erasures"), "names a witness"));
    EXPECT_TRUE(has(site.get("/log"), "names a witness")) << "the erasure itself is for everybody";
}

TEST_F(ErasuresPage, WhoProposedItIsNeverTheSecond) {
    site.enter(officer);
    EXPECT_EQ(propose("CA/RES/36/30").status, 303);
    EXPECT_FALSE(has(site.get("/erasures"), "/erasures/confirm"));
    const http::Response refused = site.send("/erasures/confirm", form({{"proposal", std::string(of_proposal().get("proposal"))}, {"revision", "1"}}));
    EXPECT_EQ(refused.status, 403);
    EXPECT_TRUE(has(refused, "asks for two persons"));
    EXPECT_EQ(site.get("/documents/CA/RES/36/30").status, 200);
}

TEST_F(ErasuresPage, IsSeenByItsPartiesAndThoseWhoMayConfirm) {
    site.enter(editor);
    EXPECT_EQ(propose("CA/RES/36/30").status, 303);
    site.enter(other);
    EXPECT_FALSE(has(site.get("/erasures"), "names a witness"));
    site.enter("");
    EXPECT_EQ(site.get("/erasures").status, 303);
    site.enter(editor);
    EXPECT_EQ(site.send("/erasures", of_proposal("withdraw")).status, 303);
    EXPECT_FALSE(has(site.get("/erasures"), "names a witness"));
}

TEST_F(ErasuresPage, SaysWhatIsWrongAndLosesNothingTyped) {
    site.enter(editor);
    const http::Response unknown = propose("CA/RES/99/1");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_TRUE(has(unknown, "value=\"names a witness\""));
    EXPECT_EQ(propose("CA/RES/36/30", "").status, 400);
    EXPECT_EQ(propose("").status, 400);
}

}  // namespace
}  // namespace comity::web
