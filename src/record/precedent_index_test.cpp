#include "record/precedent_index.hpp"

#include <csignal>
#include <fstream>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "record/testing.hpp"

namespace comity::record {
namespace {

using testing::append;
using testing::Folder;
using testing::in_a_process;
using testing::note;
using testing::setup;

/// Each note is a document of one paragraph: "note:7" has the number 7 and the symbol "N/7"; an empty note is not to be found.
PrecedentTexts notes(int version = 1) {
    const auto number = [](const std::string& subject) { return std::stoll(subject.substr(5)); };
    return {version, [number](const Snapshot&, const Entry& entry) { return std::vector<std::int64_t>{number(entry.subject)}; },
            [](const Snapshot& snapshot, std::int64_t document) {
                const std::string body = snapshot.last("note:" + std::to_string(document))->state.text("body");
                PrecedentText text{"N/" + std::to_string(document), Date::of(2030, 1, static_cast<int>(document % 28) + 1), {}};
                if (!body.empty()) text.passages.push_back({"op1", body});
                return text;
            }};
}

std::string found(PrecedentIndex& index, const Record& record, std::string_view passage) {
    std::string out;
    index.ask(record.snapshot(), [&](const concordance::PrecedentIndex& all, concordance::PrecedentScratch& scratch) {
        out.clear();
        for (const auto& precedent : all.find({.passage = passage}, scratch)) {
            out += std::to_string(precedent.covered);
            for (const auto& place : precedent.places) out += " " + std::string(place.symbol);
            out += "; ";
        }
    });
    return out;
}

class PrecedentSuite : public ::testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        record = std::string(GetParam()) == "memory" ? Record::in_memory(setup()) : Record::open(folder / "comity.record", Access::write, setup());
        append(*record, note("note:1", "No fruit without bees in summer"));
        append(*record, note("note:2", "No fruit without bees"));
    }
    Folder folder;
    std::unique_ptr<Record> record;
};
INSTANTIATE_TEST_SUITE_P(On, PrecedentSuite, ::testing::Values("memory", "file"), [](const auto& given) { return std::string(given.param); });

TEST_P(PrecedentSuite, FollowsTheLog) {
    PrecedentIndex index(*record, notes());
    EXPECT_EQ(found(index, *record, "no fruit without bees"), "4 N/2; 4 N/1; ");
    append(*record, note("note:1", "Plums are a fruit without bees"));
    append(*record, note("note:3", "No fruit without bees"));
    EXPECT_EQ(found(index, *record, "no fruit without bees"), "4 N/3 N/2; 3 N/1; ");
    append(*record, note("note:3", ""));
    EXPECT_EQ(found(index, *record, "no fruit without bees"), "4 N/2; 3 N/1; ");
    EXPECT_TRUE(index.check(record->snapshot()).empty());
}

TEST_P(PrecedentSuite, KeepsFewSegmentsHoweverManyTextsComeOneByOne) {
    PrecedentIndex index(*record, notes());
    for (int i = 10; i < 300; ++i) {
        append(*record, note("note:" + std::to_string(i), "Note of the number " + std::to_string(i) + " on bees and plums"));
        index.catch_up(record->snapshot());
    }
    EXPECT_LE(index.figures().segments, 12U);
    EXPECT_EQ(index.figures().documents, 292U);
    EXPECT_EQ(found(index, *record, "of the number 217 on bees"), found(index, *record, "OF THE NUMBER 217 ON BEES"));
    EXPECT_TRUE(found(index, *record, "of the number 217 on bees").starts_with("6 N/217; "));
    EXPECT_TRUE(index.check(record->snapshot()).empty());
    if (!record->file().empty()) {
        EXPECT_LT(std::filesystem::file_size(record->file().string() + ".precedents"), 2 * index.figures().bytes + (3U << 20U));
    }
}

class PrecedentFile : public ::testing::Test {
protected:
    Folder folder;
    std::filesystem::path file = folder / "comity.record";
    std::filesystem::path index_file = folder / "comity.record.precedents";
    void SetUp() override {
        const auto record = Record::open(file, Access::write, setup());
        append(*record, note("note:1", "Bees in the summer"));
        append(*record, note("note:2", "Bees in the winter"));
        EXPECT_EQ(all(*record), "3 N/2; 3 N/1; ");
    }
    static std::string all(const Record& record, int version = 1) {
        PrecedentIndex index(record, notes(version));
        return found(index, record, "bees in the");
    }
    std::string of_file(int version = 1) const { return all(*Record::open(file, Access::read, setup()), version); }
};

TEST_F(PrecedentFile, IsMadeAnewIfItIsGoneOrNoiseOrCutOrOfAnotherVersion) {
    std::filesystem::remove(index_file);
    EXPECT_EQ(of_file(), "3 N/2; 3 N/1; ");
    std::ofstream(index_file) << std::string(20'000, 'x');
    EXPECT_EQ(of_file(), "3 N/2; 3 N/1; ");
    std::filesystem::resize_file(index_file, 4'200);
    EXPECT_EQ(of_file(), "3 N/2; 3 N/1; ");
    EXPECT_EQ(of_file(2), "3 N/2; 3 N/1; ");
}

TEST_F(PrecedentFile, IsMadeAnewIfASegmentIsDamaged) {
    std::fstream raw(index_file, std::ios::in | std::ios::out | std::ios::binary);
    raw.seekp(4'096);
    raw << std::string(60, '\xFF');
    raw.close();
    EXPECT_EQ(of_file(), "3 N/2; 3 N/1; ");
}

TEST_F(PrecedentFile, IsFoundUnsoundIfItDoesNotHoldWhatTheTextsSay) {
    const auto size = std::filesystem::file_size(index_file);
    std::fstream raw(index_file, std::ios::in | std::ios::out | std::ios::binary);
    raw.seekp(static_cast<std::streamoff>(size - 12));
    raw << "x";
    raw.close();
    const auto record = Record::open(file, Access::read, setup());
    EXPECT_EQ(PrecedentIndex(*record, notes()).check(record->snapshot()).size(), 1U);
}

TEST_F(PrecedentFile, IsMadeAnewIfTheRecordWasPutBackToAnOlderState) {
    std::filesystem::copy(file, folder / "older");
    append(*Record::open(file, Access::write, setup()), note("note:3", "Bees in the spring"));
    EXPECT_EQ(of_file(), "3 N/3; 3 N/2; 3 N/1; ");
    for (const char* ending : {"-wal", "-shm"}) std::filesystem::remove(file.string() + ending);
    std::filesystem::rename(folder / "older", file);
    append(*Record::open(file, Access::write, setup()), note("note:4", "Bees in the dark"));
    EXPECT_EQ(of_file(), "3 N/4; 3 N/2; 3 N/1; ");
}

TEST_F(PrecedentFile, SaysHowManyEntriesAreMissingWhileAnotherProcessIsAtIt) {
    const auto record = Record::open(file, Access::write, setup());
    PrecedentIndex held(*record, notes());
    held.catch_up(record->snapshot());  // and keeps the pen
    append(*record, note("note:3", "Bees in the spring"));
    PrecedentIndex other(*record, notes());
    std::size_t count = 0;
    const auto missing = other.ask(record->snapshot(), [&](const auto& index, auto& scratch) { count = index.find({.passage = "bees in the"}, scratch).size(); });
    EXPECT_EQ(missing, 1);
    EXPECT_EQ(count, 2U);
    EXPECT_EQ(found(held, *record, "bees in the"), "3 N/3; 3 N/2; 3 N/1; ");
    EXPECT_EQ(found(other, *record, "bees in the"), "3 N/3; 3 N/2; 3 N/1; ") << "it sees what the other has written";
}

TEST_F(PrecedentFile, SurvivesBeingKilledAtAnyMoment) {
    for (int round = 0; round < 25; ++round) {
        const pid_t child = fork();
        if (child == 0) {
            const auto record = Record::open(file, Access::write, setup());
            PrecedentIndex index(*record, notes());
            for (int i = 0; i < 1000; ++i) {
                append(*record, note("note:" + std::to_string(100 + round * 1000 + i), "Bees in the " + std::to_string(i) + "th hive of this land"));
                index.catch_up(record->snapshot());
            }
            _exit(0);
        }
        usleep(static_cast<useconds_t>(2'000 + round * 1'500));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        const auto record = Record::open(file, Access::read, setup());
        PrecedentIndex index(*record, notes());
        // What stands in the file is sound as it is, and then follows the log.
        EXPECT_TRUE(index.check(record->snapshot()).empty());
        index.catch_up(record->snapshot());
        EXPECT_EQ(index.figures().documents, static_cast<std::size_t>(record->snapshot().size()));
        EXPECT_TRUE(index.check(record->snapshot()).empty());
    }
}

TEST_F(PrecedentFile, IsReadWhileItIsReplaced) {
    const auto record = Record::open(file, Access::write, setup());
    PrecedentIndex index(*record, notes());
    index.ask(record->snapshot(), [&](const concordance::PrecedentIndex& all_of_it, concordance::PrecedentScratch& scratch) {
        PrecedentIndex(*record, notes()).begin_anew();
        std::filesystem::remove(index_file);
        EXPECT_EQ(all_of_it.find({.passage = "bees in the"}, scratch).size(), 2U);
    });
}

}  // namespace
}  // namespace comity::record
