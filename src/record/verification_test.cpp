#include "record/verification.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "record/testing.hpp"

namespace comity::record {
namespace {

using testing::append;
using testing::Folder;
using testing::note;
using testing::setup;

class TamperedRecord : public ::testing::Test {
protected:
    Folder folder;
    std::filesystem::path file = folder / "comity.record";

    void SetUp() override {
        const auto record = Record::open(file, Access::write, setup());
        for (int i = 0; i < 5; ++i) append(*record, note("note:" + std::to_string(i % 2), std::string(5000, static_cast<char>('a' + i))));
    }
    /// Does what a person with a database tool could do behind the program's back.
    void tamper(db::Sql sql) { db::Connection::open(file.string(), db::Mode::write).execute(sql); }
    std::vector<Finding> findings() { return verify(*Record::open(file, Access::read, setup())).findings; }
};

TEST_F(TamperedRecord, CountsWhatItLookedAt) {
    const auto result = verify(*Record::open(file, Access::read, setup()));
    EXPECT_EQ(result.entries, 5);
    EXPECT_EQ(result.kept, 5);
    EXPECT_EQ(result.tables, 1);
    EXPECT_EQ(result.rows, 2);
    EXPECT_TRUE(result.findings.empty());
}

TEST_F(TamperedRecord, FindsAnEntryThatWasRewritten) {
    tamper(R"sql(UPDATE entry SET canonical = replace(canonical, 'jane', 'john') WHERE position = 2)sql");
    ASSERT_EQ(findings().size(), 1U);
    EXPECT_EQ(findings().front().what, "entry 2");
}

TEST_F(TamperedRecord, FindsAnEntryThatIsGone) {
    tamper(R"sql(DELETE FROM entry WHERE position = 1)sql");
    EXPECT_FALSE(findings().empty());
    EXPECT_EQ(findings().front().what, "entry 2");
}

TEST_F(TamperedRecord, FindsColumnsThatHideAnEntry) {
    tamper(R"sql(UPDATE entry SET subject = 'note:9', revision = 1 WHERE position = 4)sql");
    EXPECT_FALSE(findings().empty());
}

TEST_F(TamperedRecord, FindsDamagedBytes) {
    tamper(R"sql(UPDATE kept SET bytes = (SELECT bytes FROM kept ORDER BY sha256 LIMIT 1))sql");
    std::size_t bytes = 0;
    for (const auto& finding : findings()) bytes += finding.where == Finding::Where::bytes ? 1 : 0;
    EXPECT_EQ(bytes, 4U);
}

TEST_F(TamperedRecord, FindsAChangedRowOfADerivedTable) {
    tamper(R"sql(UPDATE note SET body = 'what nobody wrote' WHERE subject = 'note:1')sql");
    ASSERT_EQ(findings().size(), 1U);
    EXPECT_EQ(findings().front().where, Finding::Where::table);
    Record::open(file, Access::write, setup())->rebuild();
    EXPECT_TRUE(findings().empty());
}

TEST_F(TamperedRecord, FindsAMissingRowOfADerivedTable) {
    tamper(R"sql(DELETE FROM note WHERE subject = 'note:1')sql");
    EXPECT_EQ(findings().size(), 1U);
}

TEST_F(TamperedRecord, SurvivesAFileOfNoise) {
    {
        db::Connection::open(file.string(), db::Mode::write).checkpoint();
        FILE* raw = fopen(file.c_str(), "r+b");
        ASSERT_NE(raw, nullptr);
        fseek(raw, 8192, SEEK_SET);
        for (int i = 0; i < 12'000; ++i) fputc(i * 31 % 251, raw);
        fclose(raw);
    }
    try {
        EXPECT_FALSE(findings().empty());
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::unavailable);  // too damaged to be opened: said in a sentence
    }
}

}  // namespace
}  // namespace comity::record
