#include "csv/csv.hpp"

#include <random>

#include <gtest/gtest.h>

namespace comity::csv {
namespace {

struct Taken {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::pair<std::int64_t, std::string>> faults;
    std::vector<std::int64_t> lines;
};

Taken read(std::string_view bytes, std::size_t piece = 1000000, Limits limits = {}) {
    Taken taken;
    Reader reader(
        [&](const Row& row) {
            if (!row.fault.empty()) {
                taken.faults.emplace_back(row.line, std::string(row.fault));
                return;
            }
            taken.rows.emplace_back(row.cells.begin(), row.cells.end());
            taken.lines.push_back(row.line);
        },
        limits);
    for (std::size_t at = 0; at < bytes.size(); at += piece) reader.feed(bytes.substr(at, piece));
    reader.finish();
    return taken;
}

using Rows = std::vector<std::vector<std::string>>;

TEST(Csv, ReadsQuotedCellsWithSeparatorsQuotesAndLineEnds) {
    const auto taken = read("name,remark\r\n\"Orchard, the\",\"says \"\"yes\"\"\r\ntwice\"\r\nMeadow,\r\n");
    EXPECT_EQ(taken.rows, (Rows{{"name", "remark"}, {"Orchard, the", "says \"yes\"\ntwice"}, {"Meadow", ""}}));
    EXPECT_EQ(taken.lines, (std::vector<std::int64_t>{1, 2, 4}));
}

TEST(Csv, RecognizesSeparatorsAndLineEnds) {
    for (const std::string_view bytes : {"a;b\n1;2", "a\tb\r1\t2\r", "a|b\r\n1|2\r\n", "\xEF\xBB\xBF" "a,b\n\n1,2\n"}) {
        EXPECT_EQ(read(bytes).rows, (Rows{{"a", "b"}, {"1", "2"}})) << bytes;
    }
}

TEST(Csv, TakesEachRowInItsOwnEncoding) {
    const auto taken = read("name,code\nC\xF4te\x92" "s,1\nC\xC3\xB4te,2\n");
    EXPECT_EQ(taken.rows, (Rows{{"name", "code"}, {"Côte’s", "1"}, {"Côte", "2"}}));
}

TEST(Csv, RefusesARowWithItsLineAndGoesOnWithTheNext) {
    const auto taken = read("a,b\n1\n\"x\"y,2\n3,4,5\n6,7\n\"open,8\n9,10\n");
    EXPECT_EQ(taken.rows, (Rows{{"a", "b"}, {"6", "7"}}));
    ASSERT_EQ(taken.faults.size(), 4U);
    EXPECT_EQ(taken.faults[0], std::pair(std::int64_t{2}, std::string("it has fewer cells than the header")));
    EXPECT_EQ(taken.faults[1].first, 3);
    EXPECT_EQ(taken.faults[2].first, 4);
    EXPECT_EQ(taken.faults[3].first, 6);
}

TEST(Csv, KeepsWithinItsLimits) {
    EXPECT_EQ(read("a\n" + std::string(5000, 'x') + "\nb\n", 100, {1000, 10}).rows, (Rows{{"a"}, {"b"}}));
    EXPECT_EQ(read("a\n" + std::string(50, ',') + "\nb\n", 7, {1000, 10}).faults.size(), 1U);
    // An open quotation mark swallows no more than two rows' worth of the table.
    const auto taken = read("a\n\"" + std::string(3000, 'x') + "\nb\nc\n", 64, {1000, 10});
    EXPECT_EQ(taken.rows, (Rows{{"a"}, {"b"}, {"c"}}));
    EXPECT_EQ(taken.faults.size(), 1U);
    EXPECT_FALSE(read(std::string("a\nx\0y\n", 6)).faults.empty());
}

TEST(Csv, HasTheSameRowsInWhateverPiecesTheyCome) {
    std::mt19937 random(20250101);  // NOLINT: the same in every run
    const std::string_view alphabet = "ab,;\"\"\r\n\t\xC3\xB4\xF4 ";
    for (int trial = 0; trial < 3000; ++trial) {
        std::string bytes;
        for (auto left = random() % 60; left > 0; --left) bytes += alphabet[random() % alphabet.size()];
        const auto whole = read(bytes);
        for (const std::size_t piece : {1U, 2U, 7U}) {
            const auto pieces = read(bytes, piece);
            ASSERT_EQ(pieces.rows, whole.rows) << bytes;
            ASSERT_EQ(pieces.faults, whole.faults) << bytes;
        }
    }
}

TEST(Csv, ReadsWhatItWrites) {
    std::mt19937 random(7);  // NOLINT: the same in every run
    const std::string_view alphabet = "ab,;\"\n\t ";
    for (int trial = 0; trial < 2000; ++trial) {
        Rows rows = {{"one", "two", "three"}};
        for (int row = 0; row < 3; ++row) {
            std::vector<std::string> cells{"x"};
            for (int cell = 0; cell < 2; ++cell) {
                cells.emplace_back();
                for (auto left = random() % 6; left > 0; --left) cells.back() += alphabet[random() % alphabet.size()];
            }
            rows.push_back(cells);
        }
        std::string bytes;
        for (const auto& row : rows) bytes += as_row(row);
        for (auto& row : rows) {
            for (auto& cell : row) {
                if (cell.starts_with('\t')) cell.insert(0, "'");
            }
        }
        ASSERT_EQ(read(bytes).rows, rows) << bytes;
    }
}

TEST(Csv, WritesNoFormulas) {
    EXPECT_EQ(as_row({"=1+1", "+1", "-1", "@sum", "a=1", "\tx", "\r=1", ""}), "'=1+1,'+1,'-1,'@sum,a=1,'\tx,\"'\r=1\",\r\n");
    EXPECT_EQ(as_row({"=\"a\",b"}), "\"'=\"\"a\"\",b\"\r\n");
}

}  // namespace
}  // namespace comity::csv
