#include "machinery/votes/table.hpp"

#include <random>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "machinery/votes/testing.hpp"

namespace comity::votes {
namespace {

using testing::Tables;

TEST(VoteTables, AreKnownByTheNamesOfTheirColumns) {
    const Tables t;
    EXPECT_EQ(table_kind(t.write("a.csv", testing::roll_calls_csv)), TableKind::roll_calls);
    EXPECT_EQ(table_kind(t.write("b.txt", testing::votes_csv)), TableKind::votes);
    EXPECT_EQ(table_kind(t.write("c.csv", "Issue;RCID;short_name\n")), TableKind::issues);
    EXPECT_EQ(table_kind(t.write("d.csv", "symbol,title\nA/RES/1/1,x\n")), std::nullopt);
    EXPECT_EQ(table_kind(t.write("e.csv", "")), std::nullopt);
    EXPECT_EQ(table_kind("/nowhere/at/all.csv"), std::nullopt);
}

TEST(VoteTables, AreReadWithWhatTheyHaveAndNothingElse) {
    const Tables t;
    const DataSet data = read_tables(t.files());
    ASSERT_TRUE(data.is_whole());
    ASSERT_EQ(data.roll_calls.size(), 5U);
    const RollCall& first = data.roll_calls.front();
    EXPECT_EQ(first.id, "11");
    EXPECT_EQ(first.description, "On orchards, and \"pears\"");
    EXPECT_EQ(first.who(Choice::yes), (std::vector<std::string>{"Nowhere Isles", "XAR"}));
    EXPECT_EQ(first.who(Choice::no), (std::vector<std::string>{"XBE"}));
    EXPECT_EQ(first.issues, (std::vector<std::string>{"co", "ec"}));
    EXPECT_EQ(data.votes, 8);
    EXPECT_EQ(data.names.at("XBE"), "Beravoe");
}

TEST(VoteTables, SayOfEachRefusedRowItsLineAndWhy) {
    const Tables t;
    const DataSet data = read_tables(t.files("rcid;session;date;unres\n11;60;2005-12-06;R/60/1\nx;60;2005-12-06;R/60/1\n12;60;2005-13-01;R/60/2\n11;61;;\n",
                                             "rcid,country,vote\n11,Ardune,yes\n11,Ardune,maybe\n99,Ardune,yes\n11,Ardune,no\n11,,yes\n11,\"a;b\",yes\n11\n", "rcid,short_name,issue\n7,ec,Orchards\n"));
    EXPECT_FALSE(data.is_whole());
    EXPECT_EQ(data.tables[0]->refused, (std::vector<RefusedRow>{{3, "\"x\" is no number of a roll call"},
                                                                {4, "\"2005-13-01\" is no date such as 1996-12-12"},
                                                                {5, "the roll call 11 stood in an earlier row otherwise"}}));
    EXPECT_EQ(data.tables[1]->refused, (std::vector<RefusedRow>{{3, "the vote \"maybe\" is none of yes, no, abstain"},
                                                                {4, "there is no roll call 99 in the table of roll calls"},
                                                                {5, "Ardune voted in this roll call in line 2 already, otherwise"},
                                                                {6, "it names no State"},
                                                                {7, "a semicolon stands in the State's name"},
                                                                {8, "it has fewer cells than the header"}}));
    EXPECT_EQ(data.tables[2]->refused_in_all, 1);
}

TEST(VoteTables, OfOtherColumnsOrWithoutTheVotesAreRefusedWhole) {
    const Tables t;
    EXPECT_THROW(read_tables(t.files("symbol,title\n")), Error);
    auto files = t.files();
    files.files[1] = std::nullopt;
    EXPECT_THROW(read_tables(files), Error);
    files.files[1] = "/nowhere/at/all.csv";
    EXPECT_THROW(read_tables(files), Error);
}

TEST(VoteTables, AreTheSameInWhateverOrderTheirRowsStand) {
    const Tables t;
    const DataSet whole = read_tables(t.files());
    std::vector<std::string> lines;
    for (std::size_t at = testing::votes_csv.find('\n') + 1; at < testing::votes_csv.size();) {
        const std::size_t end = testing::votes_csv.find('\n', at) + 1;
        lines.push_back(testing::votes_csv.substr(at, end - at));
        at = end;
    }
    std::mt19937 random(3);  // NOLINT: the same in every run
    for (int trial = 0; trial < 50; ++trial) {
        std::shuffle(lines.begin(), lines.end(), random);
        std::string votes = "rcid,country,country_code,vote\r\n";
        for (const auto& line : lines) votes += line;
        const DataSet shuffled = read_tables(t.files(testing::roll_calls_csv, votes));
        ASSERT_EQ(shuffled.roll_calls, whole.roll_calls);
        ASSERT_EQ(shuffled.names, whole.names);
    }
}

}  // namespace
}  // namespace comity::votes
