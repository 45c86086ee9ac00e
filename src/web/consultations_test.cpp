// The pages of consultations: who sees what, and what a form does.
#include <gtest/gtest.h>

#include "machinery/consultations/consultations.hpp"
#include "web/testing.hpp"

namespace comity::web {
namespace {

using consultations::By;

bool has(const http::Response& response, std::string_view words) { return response.body.find(words) != std::string::npos; }

/// A site with a call that is open for years, a submission of Ardune to it, and accounts of several parties.
class Consulted {
public:
    TestSite site{TestSite::With::texts, record::Purpose::own, TestSite::Accounts::some};
    std::string officer = site.admit("maud", "secretariat officer"), ardune = site.admit("ines", "contributor", "Ardune"), tarrow = site.admit("brin", "contributor", "Tarrow");
    std::string validator = site.admit("oriel", "validator"), editor = site.admit("tomas", "editor");
    std::int64_t number = 0;

    Consulted() {
        site.enter(officer);
        prepare("lamps-2031");
        EXPECT_EQ(act("/consultations/lamps-2031", {{"act", "open"}}).status, 303);
        EXPECT_EQ(act("/consultations/lamps-2031", {{"act", "invite"}, {"who", "Ardune\nTarrow"}}).status, 303);
        site.enter(ardune);
        const http::Response done = act("/consultations/lamps-2031", {{"act", "hand in"}, {"words_typed", "A witness saw the lamps go out."}, {"confidentiality", "name withheld"}});
        EXPECT_EQ(done.status, 303) << done.body;
        number = consultations::submissions(snapshot(), "lamps-2031").at(0).submission.number;
    }
    void prepare(const std::string& id) {
        EXPECT_EQ(act("/consultations", {{"call", id}, {"title", "Views on lamps"}, {"convener", "the Registrar"}, {"document", "CA/RES/36/30"}, {"paragraph", "op1"}, {"questions", "What lights the way?"}, {"deadline", "2031-05-03T18:00"},
                                         {"zone", "Europe/Zurich"}, {"contact", "registry@halfway.example"}}).status, 303);
    }
    http::Response act(const std::string& address, std::initializer_list<std::pair<std::string, std::string>> fields) {
        http::Form made;
        for (const auto& [name, value] : fields) made.add(name, value);
        return site.send(address, std::move(made));
    }
    [[nodiscard]] std::string page() const { return "/consultations/lamps-2031/submissions/" + std::to_string(number); }
    [[nodiscard]] record::Snapshot snapshot() { return site.holdings().record().snapshot(); }
};

// --- what must never happen ------------------------------------------------------------------------------------------------------

TEST(ConsultationPages, NobodyElseSeesASubmissionOnAnyPage) {
    Consulted c;
    const std::string subject = "/log/subjects/submission:lamps-2031:" + std::to_string(c.number), leaf = "/log/entries/" + std::to_string(c.number), receipt = "/receipt/" + std::to_string(c.number) + ".html";
    for (const auto& [account, sees] : {std::pair{c.ardune, true}, {c.officer, true}, {c.tarrow, false}, {c.validator, false}, {c.editor, false}, {std::string(), false}}) {
        c.site.enter(account);
        const http::Response shown = c.site.get(c.page());
        EXPECT_EQ(shown.status == 200, sees) << account << " " << shown.status;
        EXPECT_EQ(has(shown, "A witness saw"), sees) << account;
        for (const std::string& address : {subject, leaf, receipt, std::string("/consultations/lamps-2031"), std::string("/api/v1/consultations/lamps-2031"), std::string("/consultations/lamps-2031/register")}) {
            const http::Response other = c.site.get(address);
            if (!sees) {
                EXPECT_FALSE(has(other, "A witness saw")) << address;
            }
            if (!sees && address == subject) {
                EXPECT_FALSE(has(other, "state:XAR")) << address;
            }
            if (!sees && address == leaf) {
                EXPECT_FALSE(has(other, "name withheld")) << address;
            }
        }
        EXPECT_EQ(c.site.get("/consultations/lamps-2031/register").status == 200, account == c.officer) << account;
    }
}

TEST(ConsultationPages, NobodyActsForAnother) {
    Consulted c;
    c.site.enter(c.tarrow);
    const std::int64_t before = c.site.entries();
    EXPECT_EQ(c.act(c.page(), {{"act", "withdraw submission"}}).status, 404) << "it is not there for them";
    EXPECT_EQ(c.act("/consultations/lamps-2031", {{"act", "open"}}).status, 403);
    EXPECT_EQ(c.act("/consultations", {{"call", "theirs-2031"}, {"title", "x"}}).status, 403);
    c.site.enter(c.editor);
    EXPECT_EQ(c.act("/consultations/lamps-2031", {{"act", "hand in"}, {"words_typed", "From nobody."}}).status, 403);
    EXPECT_EQ(c.site.entries(), before);
    c.site.enter(c.tarrow);
    EXPECT_EQ(c.act("/consultations/lamps-2031", {{"act", "hand in"}, {"from", "Ardune"}, {"words_typed", "Ours."}}).status, 303);
    EXPECT_EQ(consultations::submissions(c.snapshot(), "lamps-2031").at(1).submission.contributor.name, "Tarrow") << "whatever was sent";
}

TEST(ConsultationPages, AFormNamesNoFilesOfThisMachine) {
    Consulted c;
    c.site.enter(c.ardune);
    EXPECT_EQ(c.act("/consultations/lamps-2031", {{"act", "hand in"}, {"paths", "/etc/hostname"}}).status, 400) << "there is nothing in it";
    EXPECT_EQ(c.act("/consultations/lamps-2031", {{"act", "take in"}, {"paths", "/etc/hostname"}}).status, 403);
}

TEST(ConsultationPages, ACallIsSeenByOthersOnlyOnceItIsOpen) {
    Consulted c;
    c.site.enter(c.officer);
    c.prepare("oil-2031");
    EXPECT_TRUE(has(c.site.get("/consultations"), "/consultations/oil-2031"));
    for (const std::string& account : {c.ardune, c.validator, std::string()}) {
        c.site.enter(account);
        EXPECT_FALSE(has(c.site.get("/consultations"), "oil-2031"));
        EXPECT_FALSE(has(c.site.get("/api/v1/consultations"), "oil-2031"));
        for (const char* address : {"/consultations/oil-2031", "/consultations/oil-2031.ics", "/api/v1/consultations/oil-2031"}) EXPECT_EQ(c.site.get(address).status, 404) << address;
    }
}

TEST(ConsultationPages, WhoHasAnsweredIsNotTold) {
    Consulted c;
    c.site.enter(c.tarrow);
    EXPECT_FALSE(has(c.site.get("/consultations/lamps-2031"), "answered"));
    c.site.enter(c.officer);
    EXPECT_TRUE(has(c.site.get("/consultations/lamps-2031"), "answered: 1"));
}

// --- what can be done ------------------------------------------------------------------------------------------------------------

TEST(ConsultationPages, AnOfficerReleasesWordsWithoutTheName) {
    Consulted c;
    c.site.enter(c.officer);
    EXPECT_TRUE(has(c.site.get("/consultations/lamps-2031/register"), "Ardune"));
    EXPECT_EQ(c.act(c.page(), {{"act", "release"}, {"revision", "1"}, {"words", "A witness of Ardune saw the lamps go out."}}).status, 403);
    EXPECT_EQ(c.act(c.page(), {{"act", "release"}, {"revision", "1"}, {"words", "A witness saw the lamps go out."}}).status, 303);
    c.site.enter("");
    const http::Response shown = c.site.get("/consultations/lamps-2031");
    EXPECT_TRUE(has(shown, "A witness saw the lamps go out."));
    EXPECT_TRUE(has(shown, "Name withheld"));
    EXPECT_TRUE(has(c.site.get("/api/v1/consultations/lamps-2031"), "A witness saw the lamps go out."));
}

TEST(ConsultationPages, AConflictShowsWhatWasTyped) {
    Consulted c;
    c.site.enter(c.officer);
    const http::Response again = c.act("/consultations/lamps-2031", {{"act", "extend"}, {"revision", "1"}, {"deadline", "2031-06-03T18:00"}, {"why", "the ferries did not run"}});
    EXPECT_EQ(again.status, 409);
    EXPECT_TRUE(has(again, "the ferries did not run"));
    EXPECT_EQ(c.act("/consultations/lamps-2031", {{"act", "extend"}, {"revision", "2"}, {"deadline", "2031-06-03T18:00"}, {"why", "the ferries did not run"}}).status, 303);
    const http::Response calendar = c.site.get("/consultations/lamps-2031.ics");
    EXPECT_EQ(calendar.header("Content-Type"), "text/calendar; charset=utf-8");
    EXPECT_TRUE(has(calendar, "DTSTART:20310603T160000Z")) << calendar.body;
    EXPECT_TRUE(has(c.site.get("/consultations?format=atom"), "Views on lamps"));
}

}  // namespace
}  // namespace comity::web
