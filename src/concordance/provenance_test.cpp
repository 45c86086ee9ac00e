#include "concordance/provenance.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "concordance/testing.hpp"

namespace comity::concordance {
namespace {

using document::Document;
using testing::document_of;
using testing::Lines;

const std::string lamps = "op Requests all coastal States to keep the lamps of their shared lighthouses lit;";
const std::string keepers = "op Invites the guild of keepers to train young people in the mending of lenses;";
const std::string fog = "op Encourages harbours to exchange what they learn about horns and bells in fog;";

/// A chain of years from 2031; an empty list of lines is a year whose text is not at hand.
class Chain {
public:
    explicit Chain(const std::vector<Lines>& years) {
        for (const Lines& lines : years) documents_.push_back(document_of(lines));
        for (std::size_t i = 0; i < years.size(); ++i) {
            members_.push_back({fmt::format("{}", 2031 + i), static_cast<int>(2031 + i), years[i].empty() ? nullptr : &documents_[i]});
        }
    }

    /// "op1 2031: the words| 2033 again 2035: ..."
    Lines runs() const {
        Lines lines;
        for (const ProvenanceRun& run : provenance(members_).runs) {
            std::string line = fmt::format("{} {}", run.paragraph, members_[run.since].name);
            for (const std::size_t gap : run.or_since) line += fmt::format(" or {}", members_[gap].name);
            if (run.again) line += fmt::format(" again {}", members_[*run.again].name);
            lines.push_back(line + ": " + run.text);
        }
        return lines;
    }

    const std::vector<ChainMember>& members() const { return members_; }

private:
    std::vector<Document> documents_;
    std::vector<ChainMember> members_;
};

TEST(Provenance, words_stand_since_the_first_text_that_has_them) {
    EXPECT_EQ(Chain({{lamps}, {"op Requests all coastal States to keep the lamps of their shared lighthouses lit through the winter;"}}).runs(),
              (Lines{"op1 2031: Requests all coastal States to keep the lamps of their shared lighthouses lit ", "op1 2032: through the winter;"}));
}

TEST(Provenance, goes_through_moves_and_new_numbers) {
    EXPECT_EQ(Chain({{lamps, keepers}, {fog, lamps, keepers}, {keepers, fog, lamps}}).runs(),
              (Lines{"op1 2031: " + keepers.substr(3), "op2 2032: " + fog.substr(3), "op3 2031: " + lamps.substr(3)}));
}

TEST(Provenance, what_left_and_came_back_stands_since_it_first_came) {
    EXPECT_EQ(Chain({{lamps, keepers}, {lamps}, {lamps, keepers}}).runs(), (Lines{"op1 2031: " + lamps.substr(3), "op2 2031 again 2033: " + keepers.substr(3)}));
}

TEST(Provenance, behind_a_gap_words_may_be_older) {
    EXPECT_EQ(Chain({{lamps}, {}, {lamps, keepers}}).runs(), (Lines{"op1 2031: " + lamps.substr(3), "op2 2033 or 2032: " + keepers.substr(3)}));
}

TEST(Provenance, goes_through_splits) {
    const std::string whole = "op Requests the office of charts to draw the reefs anew, and invites all pilots to report wrecks without delay to the nearest harbour;";
    EXPECT_EQ(Chain({{whole}, {"op Requests the office of charts to draw the reefs anew;", "op Invites all pilots to report wrecks without delay to the nearest harbour;"}}).runs(),
              (Lines{"op1 2031: Requests the office of charts to draw the reefs anew;", "op2 2031: Invites all pilots to report wrecks without delay to the nearest harbour;"}));
}

TEST(Provenance, a_sentence_that_went_to_another_paragraph_keeps_its_age) {
    const Lines runs = Chain({{lamps, keepers, "op Decides that the lamp of every tower shall be counted once a year by two wardens;", fog},
                              {lamps, keepers.substr(0, keepers.size() - 1) + ", and that the lamp of every tower shall be counted once a year by two wardens;", fog}})
                           .runs();
    EXPECT_EQ(runs.back(), "op3 2031: " + fog.substr(3));
    EXPECT_TRUE(std::any_of(runs.begin(), runs.end(), [](const std::string& run) { return run.starts_with("op2 2031") && run.find("two wardens") != std::string::npos; }))
        << fmt::format("{}", fmt::join(runs, "\n"));
}

TEST(Provenance, words_that_are_only_written_otherwise_keep_their_age) {
    const std::string one = "op Requests all coastal States to keep the follow up of their lighthouses lit;", other = "op Requests all coastal States to keep the follow-up of their lighthouses lit;";
    const std::string third = "op Requests all coastal States to keep the followup of their lighthouses lit;";
    EXPECT_EQ(Chain({{one}, {other}, {third}, {other}}).runs(), Lines({"op1 2031: " + other.substr(3)}));
}

TEST(Provenance, runs_hold_the_whole_text_and_what_was_dropped_is_told) {
    const Chain chain({{lamps, keepers, fog}, {lamps, fog}});
    std::string text;
    for (const ProvenanceRun& run : provenance(chain.members()).runs) text += run.text;
    EXPECT_EQ(text, lamps.substr(3) + fog.substr(3));
    const auto dropped = provenance(chain.members()).dropped;
    ASSERT_EQ(dropped.size(), 1U);
    EXPECT_EQ(dropped[0].paragraph, "op2");
    EXPECT_EQ(dropped[0].last, 0U);
}

TEST(Provenance, of_nothing_is_nothing) { EXPECT_TRUE(Chain(std::vector<Lines>{{}, {}}).runs().empty()); }

TEST(ChainTable, a_row_is_one_paragraph_through_the_years) {
    const Document first = document_of({lamps, keepers}), second = document_of({lamps}), third = document_of({fog, lamps, keepers});
    const Document* const documents[] = {&first, &second, &third};
    Lines rows;
    for (const TableRow& row : chain_table(documents).rows) {
        std::string line;
        for (const auto& cell : row.cells) line += fmt::format("{}|", fmt::join(cell, "+"));
        rows.push_back(line);
    }
    EXPECT_EQ(rows, (Lines{"||op1|", "op1|op1|op2|", "op2||op3|"}));
}

}  // namespace
}  // namespace comity::concordance
