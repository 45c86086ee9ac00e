// Who is heard: balance, what is missing, the matrix, names in customary forms, groups. Invented contributors.
#include <gtest/gtest.h>

#include <algorithm>

#include "machinery/consultations/balance.hpp"
#include "machinery/consultations/customary.hpp"
#include "machinery/consultations/grouping.hpp"
#include "machinery/consultations/heard_testing.hpp"
#include "machinery/consultations/matrix.hpp"

#include <rapidcheck/gtest.h>

namespace comity::consultations {
namespace {

using testing::two_shores;

const BalanceRow& row(const Balance& balance, Dimension dimension, std::string_view value) {
    static const BalanceRow none;
    const auto at = balance.rows.find(dimension);
    if (at == balance.rows.end()) return none;
    const auto found = std::find_if(at->second.begin(), at->second.end(), [&](const BalanceRow& one) { return one.value == value; });
    return found == at->second.end() ? none : *found;
}

TEST(BalanceTest, EveryFigureIsTheLengthOfItsList) {
    const Balance balance = balance_of(two_shores(), {{5, 10}, {9, 5}});
    EXPECT_EQ(balance.submissions, 6);
    EXPECT_EQ(balance.words, 2400);
    const BalanceRow& basin = row(balance, Dimension::group, "Upper Basin");
    EXPECT_EQ(basin.submissions, (std::vector<std::int64_t>{8, 11, 12}));
    EXPECT_EQ(basin.of_submissions, (Share{3, 6}));
    EXPECT_EQ(in_words(basin.of_submissions), "3 of 6 (50 %)");
    EXPECT_EQ(row(balance, Dimension::kind, "ngo").of_quoted, (Share{5, 15}));
    EXPECT_EQ(row(balance, Dimension::group, "Islands").asked.at(Response::opened), std::vector<std::string>{"Péravel"});
    EXPECT_EQ(row(balance, Dimension::question, "3").submissions, (std::vector<std::int64_t>{5, 8, 11}));
    EXPECT_EQ(row(balance, Dimension::question, "2").submissions, (std::vector<std::int64_t>{3, 9, 12})) << "two answers of one submission count once";
    EXPECT_TRUE(row(balance, Dimension::question, "1").submissions.empty());
    EXPECT_EQ(row(balance, Dimension::size, "up to 500 words").submissions.size(), 6U);
    EXPECT_EQ(balance.asked.at(Response::silent), (std::vector<std::string>{"Harbour Tribunal", "Ilvesse"}));
    EXPECT_EQ(in_words(Share{0, 0}), "0 of 0");
}

TEST(BalanceTest, NothingIsRanked) {
    const Balance balance = balance_of(two_shores(), {});
    std::vector<std::string> groups;
    for (const BalanceRow& one : balance.rows.at(Dimension::group)) groups.push_back(one.value);
    EXPECT_EQ(groups, (std::vector<std::string>{"East Shore", "Islands", "Upper Basin", "West Shore", "in no regional group"}));
}

TEST(BalanceTest, WhatIsMissingIsSaidWhileThereIsTime) {
    const auto said = missing(balance_of(two_shores(), {}), {"en", "fr"}, 12);
    std::string all;
    for (const Said& one : said) all += one.english + "\n";
    EXPECT_NE(all.find("nobody of Islands has answered, of 2"), std::string::npos) << all;
    EXPECT_NE(all.find("human rights mechanisms"), std::string::npos) << all;
    EXPECT_NE(all.find("language fr"), std::string::npos) << all;
    EXPECT_EQ(all.find("language en"), std::string::npos) << all;
    EXPECT_NE(all.find("question 1"), std::string::npos) << all;
    EXPECT_NE(all.find("12 days"), std::string::npos) << all;
    for (const Said& one : missing(balance_of(two_shores(), {}), {"en", "fr"}, std::nullopt)) EXPECT_EQ(one.english.find("days"), std::string::npos);
}

RC_GTEST_PROP(BalanceTest, ExchangingTwoStatesExchangesThemAndNothingElse, ()) {
    Heard heard = two_shores();
    const auto a = *rc::gen::inRange<std::size_t>(0, 3), b = *rc::gen::inRange<std::size_t>(0, 3);
    Heard swapped = heard;
    swapped.voices.change(a, [&](Voice& one) { one.contributor = heard.voices[b].contributor; });
    swapped.voices.change(b, [&](Voice& one) { one.contributor = heard.voices[a].contributor; });
    const Balance one = balance_of(heard, {{5, 10}}), other = balance_of(swapped, {{5, 10}});
    for (const Dimension dimension : {Dimension::group, Dimension::language, Dimension::size, Dimension::question}) {
        RC_ASSERT(one.rows.at(dimension).size() == other.rows.at(dimension).size());
        for (std::size_t i = 0; i < one.rows.at(dimension).size(); ++i) RC_ASSERT(one.rows.at(dimension)[i].submissions == other.rows.at(dimension)[i].submissions);
    }
}

TEST(MatrixTest, EveryCellOpensItsPassages) {
    const Heard heard = two_shores();
    const Matrix matrix = matrix_of(heard);
    EXPECT_EQ(matrix.passages, 7U);
    EXPECT_EQ(matrix.themes, (std::vector<std::string>{"M-A12", ""}));
    EXPECT_EQ(matrix.actors, (std::vector<std::string>{"state", "ngo"}));
    EXPECT_EQ(matrix.at({PassageKind::proposal, "", "state"}), (std::vector<std::size_t>{1, 2, 5}));
    EXPECT_EQ(matrix.at({PassageKind::obstacle, "M-A12", "state"}), std::vector<std::size_t>{0});
    EXPECT_TRUE(matrix.at({PassageKind::proposal, "M-A12", "ngo"}).empty());
    std::size_t inside = 0;
    for (const auto& [place, passages] : matrix.cells) inside += passages.size();
    EXPECT_EQ(inside, 7U);
    const std::string csv = to_csv(matrix, heard);
    EXPECT_NE(csv.find("\"proposal\",\"\",3,"), std::string::npos) << csv;
    EXPECT_NE(csv.find(testing::source(heard, 0)), std::string::npos);
}

TEST(CustomaryTest, NamesAreMadeFromTheirNumberAndFoundAgain) {
    EXPECT_EQ(customary_name(0, "state"), "");
    EXPECT_EQ(customary_name(1, "ngo"), "one non-governmental organization");
    EXPECT_EQ(customary_name(2, "state"), "two States");
    EXPECT_EQ(customary_name(7, "igo"), "several intergovernmental organizations");
    const auto counts = counts_in("Several States and one non-governmental organization, as well as 12 academic institutions, said so; most of the States agreed.");
    ASSERT_EQ(counts.size(), 4U);
    EXPECT_EQ(counts[0].words, "Several States");
    EXPECT_EQ(counts[0].at_least, 3);
    EXPECT_FALSE(counts[0].at_most);
    EXPECT_EQ(counts[1].kind, "ngo");
    EXPECT_EQ(counts[1].at_most, 1);
    EXPECT_EQ(counts[2].at_least, 12);
    EXPECT_EQ(counts[3].share, 51);
    EXPECT_TRUE(counts_in("States said so. The State of the lamps is poor.").empty());
}

TEST(CustomaryTest, ACountIsHeldAgainstTheData) {
    const auto wrong = [](std::string_view words, std::int64_t count, std::int64_t in_all) { return !wrong_count(counts_in(words).at(0), count, in_all).empty(); };
    EXPECT_FALSE(wrong("several States", 3, 9));
    EXPECT_TRUE(wrong("several States", 2, 9));
    EXPECT_TRUE(wrong("one State", 2, 9));
    EXPECT_TRUE(wrong("two States", 3, 9));
    EXPECT_FALSE(wrong("most States", 5, 9));
    EXPECT_TRUE(wrong("most States", 4, 9));
    EXPECT_TRUE(wrong("all States", 8, 9));
    EXPECT_FALSE(wrong("all States", 9, 9));
    EXPECT_TRUE(wrong("no States", 1, 9));
}

RC_GTEST_PROP(CustomaryTest, WhatIsMadeIsNeverWrong, ()) {
    const auto count = *rc::gen::inRange<std::int64_t>(1, 40);
    for (const std::string_view kind : {"state", "ngo", "igo", "nhri", "un_system", "mechanism"}) {
        const auto counts = counts_in(customary_name(count, kind) + " said so.");
        RC_ASSERT(counts.size() == 1U);
        RC_ASSERT(counts.front().kind == kind);
        RC_ASSERT(wrong_count(counts.front(), count, count).empty());
    }
}

TEST(GroupingTest, APersonNamesAndSettlesAGroup) {
    const Heard heard = two_shores();
    GroupingState state{"two-shores-2031", &heard, {}, 40};
    Request request{"gather", "two-shores-2031", json::Object{{"name", "A list of lights"}, {"passages", json::Array{testing::source(heard, 2), testing::source(heard, 1)}}}, {{"account", "anna"}, "", true, {}, {}}, {}};
    const Ruling ruling = decide(state, request);
    ASSERT_TRUE(std::holds_alternative<Decision>(ruling));
    const auto& draft = std::get<Decision>(ruling).drafts.front();
    EXPECT_TRUE(draft.confidential);
    PassageGroup group = passage_group_from(draft.state);
    EXPECT_EQ(group.number, 40);
    EXPECT_EQ(group.sources.size(), 2U);
    EXPECT_EQ(passage_group_from(to_json(group)), group);
    state.groups = {{group, 1}};
    state.number = 41;
    EXPECT_TRUE(std::holds_alternative<Refusal>(decide(state, Request{"gather", "two-shores-2031", json::Object{{"name", "Again"}, {"passages", json::Array{testing::source(heard, 1)}}}, request.by, {}})));
    EXPECT_TRUE(std::holds_alternative<Refusal>(decide(state, Request{"gather", "two-shores-2031", json::Object{{"name", "Other"}, {"passages", json::Array{"99:1-00000000-1"}}}, request.by, {}})));
    EXPECT_TRUE(std::holds_alternative<Decision>(decide(state, Request{"change group", "40", json::Object{{"name", "Lists of lights"}}, request.by, 1})));
    EXPECT_TRUE(std::holds_alternative<Refusal>(decide(state, Request{"change group", "40", json::Object{{"name", "Lists"}}, request.by, 2})));
    Request stranger = request;
    stranger.by.keeps = false;
    EXPECT_TRUE(std::holds_alternative<Refusal>(decide(state, stranger)));
}

}  // namespace
}  // namespace comity::consultations
