#include "record/word_index.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "record/testing.hpp"
#include "record/word_forms.hpp"
#include "record/word_query.hpp"

namespace comity::record {
namespace {

using testing::append;
using testing::Folder;
using testing::in_a_process;
using testing::note;
using testing::setup;

/// Each note is a document: "note:7" has the number 7, each line of it is a passage; an empty note is not to be found.
Searchable lines() {
    const auto number = [](const std::string& subject) { return std::stoll(subject.substr(5)); };
    return {1, [number](const Snapshot&, const Entry& entry) { return std::vector<std::int64_t>{number(entry.subject)}; },
            [](const Snapshot& snapshot, std::int64_t document) {
                const std::string body = snapshot.last("note:" + std::to_string(document))->state.text("body");
                std::vector<Passage> passages;
                for (std::size_t at = 0; at < body.size();) {
                    const std::size_t end = std::min(body.find('\n', at), body.size());
                    passages.push_back({"line " + std::to_string(passages.size() + 1), body.substr(at, end - at)});
                    at = end + 1;
                }
                return passages;
            }};
}

std::vector<std::string> found(WordIndex& index, const Record& record, std::string_view words) {
    std::vector<std::string> out;
    for (const auto& hit : index.search(record.snapshot(), {words, {}, 0, 50}).hits) out.push_back(std::to_string(hit.document) + " " + hit.place);
    std::sort(out.begin(), out.end());
    return out;
}
using Places = std::vector<std::string>;

class WordSuite : public ::testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        record = std::string(GetParam()) == "memory" ? Record::in_memory(setup()) : Record::open(folder / "comity.record", Access::write, setup());
        append(*record, note("note:1", "The orchards of Ruritania\nNo fruit without bees, see 78/199"));
        append(*record, note("note:2", "Bees and their keepers\nThe keepers' feast\n促进人权"));
    }
    Folder folder;
    std::unique_ptr<Record> record;
};
INSTANTIATE_TEST_SUITE_P(On, WordSuite, ::testing::Values("memory", "file"), [](const auto& given) { return std::string(given.param); });

TEST_P(WordSuite, FindsPassagesThatHoldAllWords) {
    WordIndex index(*record, lines());
    EXPECT_EQ(found(index, *record, "bees"), (Places{"1 line 2", "2 line 1"}));
    EXPECT_EQ(found(index, *record, "BEES keepers"), (Places{"2 line 1"}));
    EXPECT_EQ(found(index, *record, "\"keepers feast\""), (Places{"2 line 2"}));
    EXPECT_EQ(found(index, *record, "orch*"), (Places{"1 line 1"}));
    EXPECT_EQ(found(index, *record, "78/199"), (Places{"1 line 2"}));
    EXPECT_EQ(found(index, *record, "人权"), (Places{"2 line 3"}));
    EXPECT_EQ(found(index, *record, "权人"), (Places{}));
    EXPECT_EQ(found(index, *record, "the"), (Places{"1 line 1", "2 line 2"}));
}

TEST_P(WordSuite, TakesAnythingThatIsTyped) {
    WordIndex index(*record, lines());
    for (const char* typed : {"", "\"", "\"\"", "*", "AND", "NOT bees", "bees OR", "(", "a:b", "^x", "NEAR(bees", "\\", "'", "-- ;", "\xff", "\"bees"}) {
        EXPECT_NO_THROW(found(index, *record, typed)) << typed;
    }
    EXPECT_EQ(found(index, *record, "\"bees"), (Places{"1 line 2", "2 line 1"}));
}

TEST_P(WordSuite, FollowsTheLog) {
    WordIndex index(*record, lines());
    EXPECT_EQ(found(index, *record, "honey").size(), 0U);
    append(*record, note("note:1", "Honey"));
    append(*record, note("note:3", "Honey and bees"));
    EXPECT_EQ(found(index, *record, "honey"), (Places{"1 line 1", "3 line 1"}));
    EXPECT_EQ(found(index, *record, "orchards"), (Places{}));
    append(*record, note("note:3", ""));
    EXPECT_EQ(found(index, *record, "honey"), (Places{"1 line 1"}));
}

TEST_P(WordSuite, MarksWhatMatched) {
    WordIndex index(*record, lines());
    const auto hit = index.search(record->snapshot(), {"\"without bees\" fruit see", {}, 0, 5}).hits.at(0);
    Places marked;
    for (const auto& [begin, end] : hit.marks) marked.push_back(hit.text.substr(begin, end - begin));
    EXPECT_EQ(marked, (Places{"fruit", "without bees", "see"}));
}

TEST_P(WordSuite, CountsAndPagesWhatIsWanted) {
    for (int i = 10; i < 40; ++i) append(*record, note("note:" + std::to_string(i), "Plums"));
    WordIndex index(*record, lines());
    const auto even = [](std::int64_t document) { return document % 2 == 0; };
    const auto page = index.search(record->snapshot(), {"plums", even, 10, 10});
    EXPECT_EQ(page.total, 15U);
    ASSERT_EQ(page.hits.size(), 5U);
    EXPECT_EQ(page.hits.front().document, 30);
}

class WordFile : public ::testing::Test {
protected:
    Folder folder;
    std::filesystem::path file = folder / "comity.record";
    std::filesystem::path words = folder / "comity.record.words";
    void SetUp() override {
        const auto record = Record::open(file, Access::write, setup());
        append(*record, note("note:1", "Bees"));
        append(*record, note("note:2", "Bees and plums"));
        EXPECT_EQ(all(*record).size(), 2U);
    }
    static Places all(const Record& record) {
        WordIndex index(record, lines());
        return found(index, record, "bees");
    }
    Places of_file(Access access = Access::read) const { return all(*Record::open(file, access, setup())); }
};

TEST_F(WordFile, IsMadeAnewIfItIsGone) {
    std::filesystem::remove(words);
    EXPECT_EQ(of_file().size(), 2U);
}

TEST_F(WordFile, IsMadeAnewIfItIsNoise) {
    std::ofstream(words) << std::string(20'000, 'x');
    EXPECT_EQ(of_file().size(), 2U);
}

TEST_F(WordFile, IsMadeAnewIfItsMiddleIsDamaged) {
    std::fstream raw(words, std::ios::in | std::ios::out | std::ios::binary);
    raw.seekp(5000);
    raw << std::string(15'000, 'x');
    raw.close();
    EXPECT_EQ(of_file().size(), 2U);
}

TEST_F(WordFile, IsMadeAnewIfTheRecordIsAnother) {
    std::filesystem::remove(file);
    append(*Record::open(file, Access::write, setup()), note("note:5", "No bees any more"));
    EXPECT_EQ(of_file(), (Places{"5 line 1"}));
}

TEST_F(WordFile, IsMadeAnewIfTheRecordWasPutBackToAnOlderState) {
    std::filesystem::copy(file, folder / "older");
    append(*Record::open(file, Access::write, setup()), note("note:3", "Bees that will be lost"));
    EXPECT_EQ(of_file().size(), 3U);
    for (const char* ending : {"-wal", "-shm"}) std::filesystem::remove(file.string() + ending);
    std::filesystem::rename(folder / "older", file);
    EXPECT_EQ(of_file().size(), 2U);
    append(*Record::open(file, Access::write, setup()), note("note:4", "Other bees"));
    EXPECT_EQ(of_file(), (Places{"1 line 1", "2 line 1", "4 line 1"}));
}

TEST_F(WordFile, SaysHowManyEntriesAreMissingWhileAnotherProcessIsAtIt) {
    const auto record = Record::open(file, Access::write, setup());
    WordIndex held(*record, lines());
    held.catch_up(record->snapshot());  // and keeps the pen
    append(*record, note("note:3", "Late bees"));
    WordIndex other(*record, lines());
    const auto answer = other.search(record->snapshot(), {"bees", {}, 0, 10});
    EXPECT_EQ(answer.hits.size(), 2U);
    EXPECT_EQ(answer.missing, 1);
    EXPECT_EQ(found(held, *record, "bees").size(), 3U);
}

TEST_F(WordFile, ServesAsItIsWhereItCannotBeWritten) {
    append(*Record::open(file, Access::write, setup()), note("note:3", "Late bees"));
    const auto folder_of_it = file.parent_path();
    testing::shut(folder_of_it);
    const int code = in_a_process([&] {
        if (geteuid() == 0 && setuid(65534) != 0) return 2;  // root writes everywhere: be nobody
        const auto record = Record::open(file, Access::read, setup());
        WordIndex index(*record, lines());
        const auto answer = index.search(record->snapshot(), {"bees", {}, 0, 10});
        return answer.hits.size() == 2 && answer.missing == 1 ? 0 : 1;
    });
    std::filesystem::permissions(folder_of_it, std::filesystem::perms::owner_all);
    EXPECT_EQ(code, 0);
}

TEST_P(WordSuite, FindsAWordInAllItsForms) {
    WordIndex index(*record, lines());
    EXPECT_EQ(found(index, *record, "keeper"), (Places{"2 line 1", "2 line 2"}));
    EXPECT_EQ(found(index, *record, "orchard"), (Places{"1 line 1"}));
    EXPECT_EQ(found(index, *record, "\"orchard\""), (Places{}));
    EXPECT_EQ(found(index, *record, "bee NEAR keeper"), (Places{"2 line 1"}));
}

TEST_P(WordSuite, HasAndOrNotNearnessAndBrackets) {
    WordIndex index(*record, lines());
    EXPECT_EQ(found(index, *record, "orchards OR feast"), (Places{"1 line 1", "2 line 2"}));
    EXPECT_EQ(found(index, *record, "bees NOT fruit"), (Places{"2 line 1"}));
    EXPECT_EQ(found(index, *record, "bees -keepers"), (Places{"1 line 2"}));
    EXPECT_EQ(found(index, *record, "(orchards OR bees) -(fruit OR feast)"), (Places{"1 line 1", "2 line 1"}));
    EXPECT_EQ(found(index, *record, "fruit NEAR/1 bees"), (Places{"1 line 2"}));
    EXPECT_EQ(found(index, *record, "fruit NEAR/1 see"), (Places{}));
    EXPECT_EQ(found(index, *record, "fruit AND see"), (Places{"1 line 2"}));
    EXPECT_EQ(found(index, *record, "title:bees"), (Places{}));
    EXPECT_EQ(found(index, *record, "body:bees body:fruit"), (Places{"1 line 2"}));
}

TEST_P(WordSuite, SaysHowItTookWhatCannotBeTakenAsItStands) {
    WordIndex index(*record, lines());
    const auto remark = [&](std::string_view words) { return index.search(record->snapshot(), {words, {}, 0, 5}).remark; };
    EXPECT_EQ(remark("bees (fruit OR plums) NOT \"red plums\""), "");
    EXPECT_EQ(remark("NOT bees"), "a search needs a word that is to be found: NOT only takes away");
    EXPECT_EQ(remark("(bees"), "a bracket is not closed: it was taken to the end");
    EXPECT_EQ(remark("bees)"), "a bracket is closed that was not opened: it was left out");
    EXPECT_EQ(remark("\"bees"), "a quotation mark is not closed: the phrase was taken to the end");
    EXPECT_EQ(remark("bees OR"), "OR stands between two words or brackets, as in lamp OR candle: here it was left out");
    EXPECT_EQ(remark("bees NEAR"), "NEAR stands between two words or phrases, as in lamp NEAR oil: here it was left out");
    EXPECT_EQ(remark("bees NOT"), "NOT stands before a word or a bracket, as in lamp NOT oil: here it was left out");
    EXPECT_FALSE(remark(std::string(60, '(') + "bees").empty());
    EXPECT_EQ(found(index, *record, "bees) keepers"), (Places{"2 line 1"}));
}

TEST_P(WordSuite, TellsWhatWasProbablyMeant) {
    WordIndex index(*record, lines());
    const auto meant = [&](std::string_view words) { return index.search(record->snapshot(), {words, {}, 0, 5}).did_you_mean; };
    EXPECT_EQ(meant("Orchrads of Ruritania"), "orchards of Ruritania");
    EXPECT_EQ(meant("\"kepers feast\""), "\"keepers feast\"");
    EXPECT_EQ(meant("bees"), "");
    EXPECT_EQ(meant("xyzzyx"), "");
}

TEST(Words, LeaveTheCommonestOutUnlessNothingElseIsThere) {
    const auto match = [](std::string_view typed) { return match_of(request_of(typed), [](const std::string&) { return std::vector<std::string>(); }).text; };
    EXPECT_EQ(match("the right to bees"), "(\"right\") AND (\"bees\")");
    EXPECT_EQ(match("to the"), "(\"to\") AND (\"the\")");
    EXPECT_EQ(match("\"the right\""), "(\"the right\")");
}

TEST(Words, AreOneWordInTheirInflectionsOnly) {
    for (const auto& [a, b] : {std::pair{"lamp", "lamps"}, {"agree", "agreed"}, {"agree", "agreeing"}, {"use", "using"}, {"use", "uses"}, {"party", "parties"}, {"plan", "planned"},
                               {"hope", "hoping"}, {"recommend", "recommended"}, {"address", "addresses"}}) {
        EXPECT_EQ(stem_of(a), stem_of(b)) << a << ", " << b;
    }
    for (const auto& [a, b] : {std::pair{"universal", "university"}, {"international", "internal"}, {"hop", "hope"}, {"state", "statement"}}) EXPECT_NE(stem_of(a), stem_of(b)) << a << ", " << b;
    EXPECT_EQ(slips_between("orchrads", "orchards", 2), 1U);
    EXPECT_EQ(slips_between("lamp", "camps", 1), 2U);
}

}  // namespace
}  // namespace comity::record
