#include "machinery/followup/followup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "machinery/followup/keeping.hpp"
#include "machinery/reviews/testing.hpp"
#include "record/verification.hpp"

namespace comity::followup {

namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// A record with Nivaal's recommendations, and who speaks for whom.
class Workspace {
public:
    Workspace() {
        record::Setup setup;
        setup.derivations = {reviews::derivation(), derivation()};
        setup.purpose_if_new = record::Purpose::demonstration;
        record_ = record::Record::in_memory(std::move(setup));
        reviews::testing::take(*record_, reviews::testing::upr_info_list, "list.csv");
        recommendation = reviews::list(now(), {.state = "state:XNI", .from = "state:XTA"}, 0, 1).rows.at(0).id;
    }
    Done act(const std::string& name, const std::string& id, json::Value fields = json::Object{}, const std::string& who = "ines", const std::string& actor = "state:XNI", const std::string& why = "") const {
        Request request;
        request.act = name;
        request.state = "state:XNI";
        request.id = id;
        request.fields = std::move(fields);
        request.by.who = {"contributor", who};
        request.by.actor = actor;
        if (!why.empty()) request.by.why = why;
        return perform(*record_, request);
    }
    void whole() const {
        act("put", "harbour", json::Object{{"what", "cluster"}, {"title", "The harbour"}, {"recommendations", recommendation}});
        act("put", "night-lock", json::Object{{"what", "action"}, {"title", "Open the lock at night"}, {"part_of", "harbour"}, {"office", "Ministry of Ports"}, {"focal_point", "Head of locks"},
                                              {"due", "2031-05-03"}, {"recommendations", recommendation}});
        act("put", "hours", json::Object{{"what", "indicator"}, {"title", "Hours open"}, {"part_of", "night-lock"}, {"kind", "outcome"}, {"unit", "hours"}, {"baseline", "12"}, {"target", "24"}});
        act("put", "first-count", json::Object{{"what", "evidence"}, {"title", "Counted"}, {"part_of", "hours"}, {"rung", "measured"}, {"document", "NV/7"}, {"value", "18"}, {"day", "2031-01-01"}});
    }
    [[nodiscard]] record::Snapshot now() const { return record_->snapshot(); }
    record::Record& record() const { return *record_; }
    std::string recommendation;

private:
    std::unique_ptr<record::Record> record_;
};

TEST(FollowUp, IsKeptByTheStateAlone) {
    const Workspace w;
    EXPECT_THROW(w.act("put", "harbour", json::Object{{"what", "cluster"}, {"title", "x"}}, "brin", "state:XTA"), Error);
    EXPECT_THROW(w.act("put", "harbour", json::Object{{"what", "cluster"}, {"title", "x"}}, "jane", ""), Error);
    w.whole();
    EXPECT_THROW(w.act("release", "harbour", {}, "brin", "state:XTA"), Error);
    for (const auto& entry : w.now().from(1, 100)) EXPECT_TRUE(entry.confidential) << entry.subject;
    EXPECT_THAT(workspace(w.now(), "state:XTA"), IsEmpty());
    EXPECT_TRUE(record::verify(w.record()).findings.empty());
}

TEST(FollowUp, PiecesHangTogetherOrAreRefused) {
    const Workspace w;
    w.whole();
    const auto put = [&](const std::string& id, json::Value fields) { return w.act("put", id, std::move(fields)); };
    EXPECT_THROW(put("Bad Name", json::Object{{"what", "cluster"}, {"title", "x"}}), Error);
    EXPECT_THROW(put("x1", json::Object{{"what", "wish"}, {"title", "x"}}), Error);
    EXPECT_THROW(put("x1", json::Object{{"what", "cluster"}}), Error);
    EXPECT_THROW(put("x1", json::Object{{"what", "indicator"}, {"title", "x"}, {"part_of", "harbour"}}), Error) << "an indicator is of an action";
    EXPECT_THROW(put("x1", json::Object{{"what", "action"}, {"title", "x"}, {"begins", "2031-05-03"}, {"due", "2031-01-01"}}), Error);
    EXPECT_THROW(put("x1", json::Object{{"what", "action"}, {"title", "x"}, {"status", "loved"}}), Error);
    EXPECT_THROW(put("x1", json::Object{{"what", "action"}, {"title", "x"}, {"recommendations", reviews::list(w.now(), {.state = "state:XTA"}, 0, 1).rows.at(0).id}}), Error) << "another State's";
    EXPECT_THROW(put("x1", json::Object{{"what", "evidence"}, {"title", "x"}, {"part_of", "night-lock"}, {"rung", "documented"}}), Error) << "documented without a document";
    EXPECT_THROW(put("x1", json::Object{{"what", "evidence"}, {"title", "x"}, {"part_of", "night-lock"}, {"rung", "measured"}, {"document", "NV/7"}}), Error) << "measured without an indicator";
    EXPECT_THROW(put("night-lock", json::Object{{"due", "2031-05-03"}}), Error) << "that stands already";
    put("night-lock", json::Object{{"status", "under way"}});
    EXPECT_EQ(w.now().last("follow-up:xni:night-lock")->state.text("office"), "Ministry of Ports") << "what is not given stays";
}

TEST(FollowUp, EvidenceIsSupersededAndNeverOverwrittenAndValidatedByAnother) {
    const Workspace w;
    w.whole();
    EXPECT_THROW(w.act("put", "first-count", json::Object{{"value", "24"}}), Error);
    w.act("put", "second-count", json::Object{{"what", "evidence"}, {"title", "Counted again"}, {"part_of", "hours"}, {"rung", "measured"}, {"document", "NV/9"}, {"value", "22"}, {"day", "2031-02-01"}, {"supersedes", "first-count"}});
    EXPECT_THROW(w.act("put", "third", json::Object{{"what", "evidence"}, {"title", "x"}, {"part_of", "hours"}, {"supersedes", "first-count"}}), Error) << "it was superseded already";
    EXPECT_THROW(w.act("validate", "second-count"), Error) << "not by who put it";
    w.act("validate", "second-count", {}, "tomas");
    EXPECT_THROW(w.act("validate", "night-lock", {}, "tomas"), Error);
    const auto all = workspace(w.now(), "state:XNI");
    const auto first = std::find_if(all.begin(), all.end(), [](const Kept& one) { return one.piece.id == "first-count"; });
    EXPECT_EQ(first->superseded_by, "second-count");
    EXPECT_EQ(first->piece.value, "18");
}

TEST(FollowUp, NothingIsPublicUntilItIsReleasedAndItNamesNothingThatStaysIn) {
    const Workspace w;
    w.whole();
    EXPECT_THAT(released(w.now(), "state:XNI"), IsEmpty());
    EXPECT_THAT(released_for(w.now(), w.recommendation), IsEmpty());
    const auto done = w.act("release", "night-lock");
    const auto entry = w.now().at(done.position);
    EXPECT_FALSE(entry->confidential);
    EXPECT_THAT(json::write(entry->state), ::testing::AllOf(HasSubstr("Open the lock at night"), Not(HasSubstr("harbour"))));
    ASSERT_THAT(released_for(w.now(), w.recommendation), SizeIs(1));
    w.act("put", "night-lock", json::Object{{"status", "done"}});
    EXPECT_EQ(released(w.now(), "state:XNI").at(0).piece.status, "planned") << "what is public stays as it was released";
    EXPECT_THROW(w.act("take back", "night-lock"), Error) << "not without a reason";
    w.act("take back", "night-lock", {}, "ines", "state:XNI", "too early");
    EXPECT_THAT(released_for(w.now(), w.recommendation), IsEmpty());
    EXPECT_TRUE(record::verify(w.record()).findings.empty());
}

TEST(FollowUp, FallsDueAndIsReportedWithSources) {
    const Workspace w;
    w.whole();
    EXPECT_THAT(due(w.now(), "state:XNI", "2031-05-02"), IsEmpty());
    const auto falls = due(w.now(), "state:XNI", "");
    ASSERT_THAT(falls, SizeIs(1));
    const std::string ics = calendar(falls, "2031-01-01T00:00:00Z");
    EXPECT_THAT(ics, ::testing::AllOf(HasSubstr("DTSTART;VALUE=DATE:20310503\r\n"), HasSubstr("SUMMARY:Open the lock at night\r\n"), HasSubstr("TRIGGER:-P14D")));
    const auto made = report(w.now(), "state:XNI", "Nivaal");
    std::size_t sentences = 0;
    for (const auto& paragraph : made.paragraphs) {
        if (paragraph.kind == document::ParagraphKind::heading) continue;
        EXPECT_FALSE(paragraph.footnotes.empty()) << paragraph.text;
        EXPECT_EQ(paragraph.footnotes.back().at, paragraph.text.size()) << "the last sentence has its source, too";
        sentences += paragraph.footnotes.size();
    }
    EXPECT_EQ(made.footnotes.size(), sentences);
    EXPECT_GE(sentences, 5U);
    w.act("put", "night-lock", json::Object{{"status", "done"}});
    EXPECT_THAT(due(w.now(), "state:XNI", ""), IsEmpty());
}

}  // namespace

}  // namespace comity::followup
