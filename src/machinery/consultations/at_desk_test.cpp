// What is kept in memory of a consultation is what its log says: after every act, at older snapshots, in another process beside, after an act that was taken back and after an erasure.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <tuple>

#include <fmt/format.h>

#include "base/error.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "machinery/consultations/testing.hpp"
#include "record/actor_form.hpp"
#include "record/erasure.hpp"
#include "system/passing_folder.hpp"

namespace comity::consultations {
namespace {

constexpr std::string_view id = "lamps-2031";
const std::vector<std::string> sentences_of_all = {"The lamps of the harbour are lit too late.", "Boats wait outside in the dark.", "We propose a list of lamps.", "Pilots pass freely at dusk."};

/// A record in a file, where snapshots stand still.
class Filed {
public:
    std::int64_t now = 1924992000;  ///< 1 January 2031, 00:00
    Clock clock = [this] { return std::chrono::system_clock::time_point(std::chrono::seconds(now)); };

    Filed() {
        held_ = opened(record::Access::write);
        json::Value fields = testing::World::fields();
        fields.put("document", "");
        fields.put("commitment", "lamps are lit for all");
        perform(*held_, {"prepare", std::string(id), fields, testing::officer(), {}}, {}, clock);
        perform(*held_, {"open", std::string(id), json::Object{}, testing::officer(), {}}, {}, clock);
        perform(*held_, {"invite", std::string(id), json::Object{{"who", "Ardune\nTarrow\nPéravel"}}, testing::officer(), {}}, {}, clock);
        json::Array coders;
        for (const std::string name : {"anna", "bert"}) coders.push_back(record::to_json(record::Actor{"coder", name}));
        at_desk("set desk", std::string(id), json::Object{{"coders", std::move(coders)}}, testing::officer());
    }
    [[nodiscard]] std::unique_ptr<holdings::Holdings> opened(record::Access access) {
        record::Setup setup;
        setup.derivations = holdings::derivations(holdings::testing::notation());
        setup.derivations.push_back(derivation());
        setup.derivations.push_back(reading_derivation());
        setup.clock = clock;
        return std::make_unique<holdings::Holdings>(record::Record::open(folder_.path() / "comity.record", access, std::move(setup)), vocabulary::with_demonstration(), holdings::testing::notation());
    }
    void at_desk(const std::string& act, const std::string& about, json::Value fields, By by) { perform_reading(*held_, {act, about, std::move(fields), std::move(by), {}}); }
    [[nodiscard]] record::Snapshot snapshot() const { return held_->record().snapshot(); }
    holdings::Holdings& operator*() { return *held_; }

private:
    PassingFolder folder_;
    std::unique_ptr<holdings::Holdings> held_;
};

By coder(int number) {
    By by = testing::officer();
    by.who = {"secretariat officer", number == 1 ? "anna" : "bert"};
    return by;
}

/// Worked out of the whole log each time, by another way than the one that is tested.
struct Plain {
    std::map<std::int64_t, Submission> submissions;
    std::vector<Coded> coded;
    std::vector<ReadingDone> done;
    std::vector<Settlement> settled;
    std::vector<std::string> groups;
};

Plain plain(const record::Snapshot& snapshot) {
    std::map<std::string, record::Entry> last;
    for (const record::Entry& entry : snapshot.from(0, snapshot.size())) last.insert_or_assign(entry.subject, entry);
    Plain all;
    for (const auto& [subject, entry] : last) {
        if (entry.kind == submission_kind) all.submissions.emplace(entry.state.integer("number"), submission_from(entry.state));
        if (entry.kind == reading_done_kind) all.done.push_back(reading_done_from(entry.state));
        if (entry.kind == settlement_kind) all.settled.push_back(settlement_from(entry.state));
        if (entry.kind == passage_kind && !coded_passage_from(entry.state).withdrawn) all.coded.push_back({coded_passage_from(entry.state), entry.revision});
        if (entry.kind == group_kind && !passage_group_from(entry.state).withdrawn) all.groups.push_back(passage_group_from(entry.state).name);
    }
    std::sort(all.groups.begin(), all.groups.end());
    return all;
}

using Row = std::tuple<std::string, Code, Standing, std::vector<std::string>>;

std::vector<Row> rows_of(const record::Snapshot& snapshot, const std::optional<Viewer>& viewer) {
    const Plain all = plain(snapshot);
    const auto stands = desk(snapshot, id);
    std::vector<PlacedPassage> placed;
    for (const Coded& one : all.coded) {
        const auto submission = all.submissions.find(one.passage.place.submission);
        if (submission == all.submissions.end() || submission->second.status != SubmissionStatus::registered) continue;
        std::vector<int> readers;
        for (const ReadingDone& done : all.done) {
            if (done.done && done.submission == one.passage.place.submission) readers.push_back(done.coder);
        }
        if (viewer && !may_see(stands->desk, readers, *viewer, one.passage.coder)) continue;
        if (const auto marked = find_passage(words_of_part(snapshot, submission->second, one.passage.place.part), one.passage.place)) placed.push_back({one.passage, *marked});
    }
    std::vector<Row> rows;
    for (const CountedPassage& one : counted(placed, all.settled)) rows.emplace_back(source_of(one.place), one.code, one.standing, one.passages);
    return rows;
}

void expect_same(const record::Snapshot& snapshot) {
    for (const std::optional<Viewer>& viewer : {std::optional<Viewer>(), std::optional(Viewer{0, true}), std::optional(Viewer{0, false}), std::optional(Viewer{1, true}), std::optional(Viewer{2, false})}) {
        const Heard kept = heard(snapshot, vocabulary::with_demonstration(), id, viewer);
        std::vector<Row> rows;
        for (const CountedPassage& one : kept.passages) {
            EXPECT_EQ(one.source, source_of(one.place));
            rows.emplace_back(one.source, one.code, one.standing, one.passages);
        }
        EXPECT_TRUE(rows == rows_of(snapshot, viewer)) << "at " << snapshot.size() << " entries: " << rows.size() << " passages";
        EXPECT_EQ(kept.asked.size(), 3U);
    }
    const Plain all = plain(snapshot);
    std::vector<std::int64_t> numbers, plain_numbers;
    for (const Registered& one : submissions(snapshot, id)) {
        numbers.push_back(one.submission.number);
        EXPECT_EQ(one.submission, all.submissions.at(one.submission.number));
    }
    for (const auto& [number, one] : all.submissions) plain_numbers.push_back(number);
    EXPECT_EQ(numbers, plain_numbers);
    std::vector<std::string> names;
    for (const auto& [group, revision] : groups(snapshot, id)) names.push_back(group.name);
    std::sort(names.begin(), names.end());
    EXPECT_EQ(names, all.groups);
    EXPECT_EQ(coding(snapshot, id).done.size(), all.done.size());
    for (const Invited& one : invited(snapshot, id)) {
        const bool answered = std::any_of(all.submissions.begin(), all.submissions.end(), [&](const auto& each) { return each.second.contributor.actor == one.invitation.whom.actor && each.second.status != SubmissionStatus::withdrawn; });
        EXPECT_EQ(one.answer == Answer::answered, answered) << one.invitation.whom.name;
    }
}

/// One act drawn by chance; what the rule refuses changes nothing, and is as good.
class Acts {
public:
    Acts(Filed& filed, unsigned seed) : filed_(filed), random_(seed) {}

    void one() {
        try {
            act();
        } catch (const Error& error) {
            if (error.fault() == Fault::unavailable) throw;
        }
    }

private:
    Filed& filed_;
    std::mt19937 random_;

    std::size_t drawn(std::size_t below) { return random_() % below; }
    std::string words() {
        std::string text;
        for (std::size_t i = 1 + drawn(3); i > 0; --i) text += sentences_of_all[drawn(sentences_of_all.size())] + "\n\n";
        return text + fmt::format("Number {}.", drawn(1000));
    }
    void act() {
        const auto all = submissions(filed_.snapshot(), id);
        const By who = drawn(2) == 0 ? testing::delegate(testing::ardune) : testing::delegate(testing::tarrow, "00000000000000cc");
        const std::size_t what = drawn(10);
        if (all.empty() || what == 0) {
            perform(*filed_, {"hand in", std::string(id), json::Object{}, who, {}}, {typed_words(words())}, filed_.clock);
            return;
        }
        const Submission& submission = all[drawn(all.size())].submission;
        const std::string about = submission_subject(id, submission.number);
        const std::string text = words_of_part(filed_.snapshot(), submission, 1);
        const auto paragraphs = paragraphs_of(text);
        const int number = 1 + static_cast<int>(drawn(2));
        if (what == 1) perform(*filed_, {"withdraw submission", about, json::Object{}, testing::because("asked for"), {}}, {}, filed_.clock);
        else if (what == 2) perform(*filed_, {"correct", about, json::Object{}, testing::because("a slip"), {}}, {typed_words(words())}, filed_.clock);
        else if (what == 3) filed_.at_desk("done reading", about, json::Object{}, coder(number));
        else if (what == 4) take_back(submission.number, number);
        else if (what == 5) settle(submission.number);
        else if (what == 6) gather();
        else if (!paragraphs.empty()) {
            const Marked& marked = paragraphs[drawn(paragraphs.size())];
            filed_.at_desk("code", about, json::Object{{"part", 1}, {"begin", marked.begin}, {"end", marked.end}, {"kind", name_of(all_passage_kinds[drawn(2) * 4])}, {"question", static_cast<std::int64_t>(drawn(2))}}, coder(number));
        }
    }
    void take_back(std::int64_t submission, int number) {
        const auto coded = coding(filed_.snapshot(), id, submission).coded;
        if (!coded.empty()) filed_.at_desk("take back code", submission_subject(id, submission), json::Object{{"key", key_of(coded[drawn(coded.size())].passage.place)}}, coder(number));
    }
    void settle(std::int64_t submission) {
        const auto coded = coding(filed_.snapshot(), id, submission).coded;
        if (!coded.empty()) filed_.at_desk("settle", submission_subject(id, submission), json::Object{{"key", key_of(coded.front().passage.place)}, {"none", drawn(2) == 0}, {"kind", "obstacle"}}, testing::because("it is so"));
    }
    void gather() {
        const Heard all = heard(filed_.snapshot(), vocabulary::with_demonstration(), id);
        if (!all.passages.empty()) filed_.at_desk("gather", std::string(id), json::Object{{"name", fmt::format("Group {}", drawn(100))}, {"passages", json::Array{all.passages[drawn(all.passages.size())].source}}}, testing::officer());
    }
};

TEST(AtDesk, WhatIsKeptIsWhatTheLogSaysAfterEveryAct) {
    for (unsigned seed = 1; seed <= 8; ++seed) {
        Filed filed;
        Acts acts(filed, seed);
        for (int i = 0; i < 40; ++i) {
            acts.one();
            expect_same(filed.snapshot());
            ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed << ", act " << i;
        }
    }
}

TEST(AtDesk, AnOlderSnapshotSaysWhatStoodThen) {
    Filed filed;
    Acts acts(filed, 99);
    for (int i = 0; i < 20; ++i) acts.one();
    const record::Snapshot early = filed.snapshot();
    for (int i = 0; i < 3; ++i) acts.one();
    const record::Snapshot later = filed.snapshot();
    for (int i = 0; i < 30; ++i) {
        acts.one();
        expect_same(filed.snapshot());
    }
    expect_same(later);
    expect_same(early);
    expect_same(filed.snapshot());
}

TEST(AtDesk, AnotherRecordOverTheSameLogSeesWhatWasAppendedBesideIt) {
    Filed filed;
    const auto beside = filed.opened(record::Access::read);
    Acts acts(filed, 7);
    for (int i = 0; i < 30; ++i) {
        acts.one();
        expect_same(beside->record().snapshot());
    }
}

TEST(AtDesk, AnActThatIsTakenBackLeavesNothing) {
    Filed filed;
    Acts acts(filed, 5);
    for (int i = 0; i < 25; ++i) acts.one();
    const std::size_t before = submissions(filed.snapshot(), id).size();
    {
        auto writing = (*filed).record().write();
        perform(writing, vocabulary::with_demonstration(), {"hand in", std::string(id), json::Object{}, testing::delegate(testing::ardune), {}}, {typed_words("Never handed in.")}, filed.clock);
        EXPECT_EQ(submissions(writing.now(), id).size(), before + 1);
    }
    expect_same(filed.snapshot());
    acts.one();
    acts.one();
    expect_same(filed.snapshot());
}

TEST(AtDesk, WhatIsErasedIsKeptNowhere) {
    Filed filed;
    Acts acts(filed, 11);
    for (int i = 0; i < 40; ++i) acts.one();
    const auto all = submissions(filed.snapshot(), id);
    ASSERT_GT(all.size(), 1U);
    record::ErasureRequest request;
    request.subjects = {submission_subject(id, all[0].submission.number)};
    request.who = testing::officer().who;
    request.why = "asked for";
    request.authority = "the right to erasure";
    record::erase((*filed).record(), request);
    expect_same(filed.snapshot());
    (*filed).record().rebuild();
    expect_same(filed.snapshot());
}

}  // namespace
}  // namespace comity::consultations
