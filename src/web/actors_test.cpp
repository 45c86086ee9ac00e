// The pages of actors and themes: what they say word for word (tests/golden/web), where names lead, and that all of a kind are shown alike.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/testing.hpp"
#include "vocabulary/actors.hpp"
#include "web/testing.hpp"

namespace comity::web {
namespace {

/// What stands between the links of addresses with a version in them, which change with the program.
std::string without_frame(const std::string& page) {
    const auto begin = page.find("<main"), end = page.find("</main>");
    return page.substr(begin, end - begin) + "</main>\n";
}

void expect_golden(TestSite& site, const std::string& name, const std::string& target) {
    const http::Response response = site.get(target);
    ASSERT_EQ(response.status, 200) << target;
    const std::string got = target.find("format=csv") != std::string::npos ? response.body : without_frame(response.body);
    const std::filesystem::path file = source_folder() / "tests/golden/web" / name;
    if (std::getenv("COMITY_UPDATE") != nullptr) {
        std::ofstream(file, std::ios::binary) << got;
        return;
    }
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream expected;
    expected << stream.rdbuf();
    EXPECT_EQ(got, expected.str()) << file << ": if this is as it should be, run with COMITY_UPDATE=1";
}

/// The labels of its fields and the headings of its sections, in their order.
std::string frame_of(const std::string& page) {
    std::string frame;
    for (std::size_t at = 0; (at = page.find_first_of('<', at)) != std::string::npos; ++at) {
        for (const std::string tag : {"<dt>", "<h2"}) {
            if (page.compare(at, tag.size(), tag) == 0) {
                const auto begin = page.find('>', at) + 1;
                frame += page.substr(begin, page.find('<', begin) - begin) + "; ";
            }
        }
    }
    return frame;
}

TEST(ActorPages, SayWhatTheySaid) {
    TestSite site(TestSite::With::texts, record::Purpose::demonstration);
    expect_golden(site, "actors.html", "/actors");
    expect_golden(site, "actors-of-a-name.html", "/actors?words=free+ports");
    expect_golden(site, "actors.csv", "/actors?what=state&format=csv");
    expect_golden(site, "actor-state.html", "/actors/state:XKE");
    expect_golden(site, "actor-entity.html", "/actors/entity:Crossings%20Fund");
    expect_golden(site, "themes-found.html", "/themes?of=SDG&words=water");
    expect_golden(site, "theme.html", "/themes/SDG-6");
}

TEST(ActorPages, HaveTheSameFieldsForEveryState) {
    TestSite site(TestSite::With::texts, record::Purpose::demonstration);
    const std::string frame = frame_of(site.get("/actors/state:XKE").body);
    for (const auto* actor : vocabulary::directory_with_demonstration().shown()) {
        if (actor->kind == "state") { EXPECT_EQ(frame_of(site.get("/actors/" + actor->id).body), frame) << actor->id; }
    }
}

TEST(ActorPages, AreReachedByAnyName) {
    TestSite site(TestSite::With::texts, record::Purpose::demonstration);
    const auto there = site.get("/actors/Free%20Ports%20of%20Morrowen");
    EXPECT_EQ(there.status, 302);
    EXPECT_EQ(there.header("Location"), "/actors/state:XMO");
    EXPECT_EQ(site.get("/actors/Atlantis").status, 404);
    EXPECT_EQ(site.get("/actors/state:XKE?section=nothing").status, 404);
    EXPECT_EQ(site.get("/actors/state:XKE?section=voted").status, 200);
    EXPECT_EQ(site.get("/themes/nothing").status, 404);
}

TEST(ActorPages, StandInTheReadersOrderAndLanguage) {
    TestSite site(TestSite::With::texts, record::Purpose::demonstration);
    const std::string french = site.get("/actors?what=state&lang=fr").body;
    EXPECT_LT(french.find("Haut-Tarrow"), french.find("Ilvesse"));
    EXPECT_NE(site.get("/actors/state:XTA?lang=ar").body.find("تارو"), std::string::npos);
}

TEST(ActorPages, AreLinkedFromTheNamesOnATextAndFromThoseThatUsersAdded) {
    TestSite site(TestSite::With::texts, record::Purpose::demonstration, TestSite::Accounts::some);
    EXPECT_NE(site.get("/components").body.find("href=\"/actors/state:XPE\""), std::string::npos);
    site.enter(site.admit("keeper", "administrator"));
    ASSERT_EQ(site.send("/people", form({{"act", "add-actor"}, {"kind", "institution"}, {"name", "Ombuds Office of Tarrow"}})).status, 303);
    const std::string list = site.get("/actors?what=institution").body;
    const auto at = list.find("/actors/actor:");
    ASSERT_NE(at, std::string::npos);
    const auto page = site.get(list.substr(at, list.find('"', at) - at));
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("Ombuds Office of Tarrow"), std::string::npos);
    EXPECT_NE(page.body.find("/log/subjects/actor:"), std::string::npos);
}

}  // namespace
}  // namespace comity::web
