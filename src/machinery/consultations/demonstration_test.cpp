// The demonstration's consultation: all of it stands, as a real one would, and its report has nothing wrong.
#include <gtest/gtest.h>

#include <set>

#include "base/assets.hpp"
#include "base/testing.hpp"
#include "machinery/consultations/balance.hpp"
#include "machinery/consultations/demonstration.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "machinery/consultations/report_check.hpp"
#include "machinery/consultations/report_document.hpp"
#include "machinery/consultations/testing.hpp"
#include "record/verification.hpp"

namespace comity::consultations {
namespace {

class Demonstration {
public:
    Demonstration() {
        record::Setup setup;
        setup.derivations = holdings::derivations();
        setup.derivations.push_back(derivation());
        setup.derivations.push_back(reading_derivation());
        setup.purpose_if_new = record::Purpose::demonstration;
        made = std::make_unique<holdings::Holdings>(record::Record::in_memory(std::move(setup)), vocabulary::with_demonstration());
        holdings::ImportRequest request;
        request.paths = {source_folder() / "demo/documents"};
        request.who = holdings::testing::jane();
        request.into = record::Purpose::demonstration;
        made->import(request);
        held = hold_demonstration(*made);
    }
    [[nodiscard]] record::Snapshot snapshot() const { return made->record().snapshot(); }
    std::unique_ptr<holdings::Holdings> made;
    Demonstrated held;
};

/// Making it takes longest, and no test changes it.
Demonstration& demonstration() {
    static Demonstration one;
    return one;
}
const std::string id = "two-shores-2019";

TEST(DemonstrationTest, TheCallIsMadeByTheParagraphThatAsksForIt) {
    const Call made = call(demonstration().snapshot(), id).call;
    EXPECT_EQ(made.authority, (Authority{"CA/RES/36/30", "op16", ""}));
    EXPECT_EQ(made.questions.size(), 3U);
    EXPECT_EQ(made.status, CallStatus::closed);
    EXPECT_EQ(made.deadline->moment, "2019-03-31T16:00:00Z");
    EXPECT_EQ(demonstration().held.call, id);
    EXPECT_TRUE(demonstration().held.added);
}

TEST(DemonstrationTest, ThirtyContributionsCameInFourFormsAndFourLanguages) {
    const auto all = submissions(demonstration().snapshot(), id);
    ASSERT_EQ(all.size(), 30U);
    std::set<std::string> forms, languages;
    std::size_t late = 0, released = 0, states = 0, closed_parts = 0;
    for (const Registered& one : all) {
        EXPECT_EQ(one.submission.status, SubmissionStatus::registered) << one.submission.contributor.name;
        EXPECT_GT(one.submission.words(), 20) << one.submission.contributor.name;
        EXPECT_TRUE(one.submission.received.starts_with("2019-")) << one.submission.received;
        forms.insert(one.submission.form);
        languages.insert(one.submission.language);
        late += one.submission.has(marks::late) ? 1U : 0U;
        released += one.released ? 1U : 0U;
        states += one.submission.contributor.actor.starts_with("state:") ? 1U : 0U;
        for (const Part& part : one.submission.parts) closed_parts += part.closed ? 1U : 0U;
    }
    EXPECT_EQ(forms, (std::set<std::string>{"e-mail", "file", "page", "paper"}));
    EXPECT_EQ(languages, (std::set<std::string>{"ar", "en", "es", "fr"}));
    EXPECT_EQ(late, 1U);
    EXPECT_EQ(released, 30U);
    EXPECT_EQ(states, 12U);
    EXPECT_EQ(closed_parts, 1U);
    EXPECT_EQ(campaigns(demonstration().snapshot(), id).size(), 1U) << "three of the ferrymen";
    EXPECT_GE(invited(demonstration().snapshot(), id).size(), 19U);
}

TEST(DemonstrationTest, TwoCodersReadItAndNothingIsLeftOpen) {
    const auto snapshot = demonstration().snapshot();
    const Coding coded = coding(snapshot, id);
    EXPECT_EQ(coded.coded.size(), 180U);
    EXPECT_EQ(coded.done.size(), 60U);
    EXPECT_EQ(coded.settled.size(), 14U);
    const auto desk = at_desk(snapshot, id);
    for (const Contribution& one : desk->contributions) EXPECT_TRUE(one.placed.lost.empty()) << one.number;
    const Heard all = heard(snapshot, vocabulary::with_demonstration(), id);
    EXPECT_EQ(all.passages.size(), 90U);
    for (const CountedPassage& one : all.passages) EXPECT_NE(one.standing, Standing::open) << one.place.words;
    EXPECT_EQ(groups(snapshot, id).size(), 6U);
}

TEST(DemonstrationTest, TheReportHasNothingWrong) {
    const auto snapshot = demonstration().snapshot();
    const auto stands = report(snapshot, id);
    ASSERT_TRUE(stands);
    const Heard all = heard(snapshot, vocabulary::with_demonstration(), id);
    const auto paragraphs = paragraphs_in_order(*stands);
    EXPECT_EQ(paragraphs.size(), 33U);
    for (const ReportFinding& one : check(stands->report, paragraphs, all, gathered(snapshot, id))) ADD_FAILURE() << one.code << " " << one.paragraph << ": " << one.said.english;
    std::size_t quoted = 0;
    for (const ReportParagraph& paragraph : paragraphs) {
        for (const ReportSentence& sentence : paragraph.sentences) quoted += sentence.sources.size();
    }
    EXPECT_GE(quoted, 60U);
}

TEST(DemonstrationTest, HoldingItAgainChangesNothing) {
    const std::int64_t before = demonstration().snapshot().size();
    EXPECT_FALSE(hold_demonstration(*demonstration().made).added);
    EXPECT_EQ(demonstration().snapshot().size(), before);
    const std::size_t texts = assets::below("demo/documents/").size();
    EXPECT_EQ(entries_of_demonstration(demonstration().snapshot()), static_cast<std::size_t>(before) - texts) << "all but the texts";
}

TEST(DemonstrationTest, InARecordOfRealDocumentsItIsRefused) {
    testing::World world;
    const std::int64_t before = world.snapshot().size();
    EXPECT_FALSE(testing::refusal_of([&] { hold_demonstration(*world); }).empty());
    EXPECT_EQ(world.snapshot().size(), before);
}

}  // namespace
}  // namespace comity::consultations
