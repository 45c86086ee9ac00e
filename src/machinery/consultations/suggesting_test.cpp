// What the rules propose, over an invented set of passages (tests/consultations/invented_passages.tsv): the hit rate is that on words which the writers of the rules made
// up, and tells nothing of real contributions but that the rules work.
#include "base/testing.hpp"
#include "machinery/consultations/suggesting.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include <fmt/format.h>

#include "vocabulary/tables.hpp"

namespace comity::consultations {
namespace {

Suggester invented_call() {
    return Suggester({"Which ways and means would enhance cooperation in the strait, and which good practices can you share?", "Which obstacles and challenges have you met in this cooperation?",
                      "Which proposals do you have to overcome them?"},
                     {{"op4", "Invites all States and harbour authorities to exchange logbooks, tide tables and other records of navigation in good time;"},
                      {"op7", "Requests the Registrar to keep a common register of lights, buoys and other aids to navigation and to publish it each year;"},
                      {"op9", "Encourages the training of pilots and keepers of lights, including by means of scholarships for those from small islands;"},
                      {"op12", "Calls upon States to continue constructive dialogue and consultations on safety in the strait, with the participation of fishing communities;"},
                      {"op16", "Requests the Registrar to consult States, intergovernmental organizations and non-governmental organizations on ways and means, as well as obstacles, challenges "
                               "and possible proposals to overcome them;"}});
}

struct Tried {
    std::size_t in_all = 0, proposed = 0, right = 0;
    [[nodiscard]] std::string said() const { return fmt::format("{} of {} proposed, {} of these right", proposed, in_all, right); }
};

TEST(SuggestingTest, HitRateOnInventedPassages) {
    std::ifstream file(source_folder() / "tests/consultations/invented_passages.tsv");
    std::stringstream bytes;
    bytes << file.rdbuf();
    const std::string table = bytes.str();
    const vocabulary::TableRows rows({"invented_passages.tsv", table});
    ASSERT_GT(rows.size(), 40U);
    const Suggester suggester = invented_call();
    Tried questions, kinds, paragraphs;
    std::size_t false_paragraphs = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string heading(rows.cell(row, "heading")), words(rows.needed(row, "words"));
        const std::string text = heading.empty() ? words : heading + "\n\n" + words;
        const auto begin = static_cast<std::uint32_t>(text.size() - words.size());
        const Suggestion suggestion = suggester.suggest(text, {begin, static_cast<std::uint32_t>(text.size())}, rows.needed(row, "language"));
        std::string misses;
        const auto count = [&](Tried& tried, std::string_view wanted, const std::optional<std::string>& given, const Said* reason) {
            ++tried.in_all;
            if (given) {
                ++tried.proposed;
                tried.right += *given == wanted ? 1 : 0;
                EXPECT_FALSE(reason->english.empty()) << "no proposal without its reason";
            }
            if (!given || *given != wanted) misses += fmt::format(" {} for {};", given.value_or("nothing"), wanted);
        };
        count(questions, rows.needed(row, "question"), suggestion.question ? std::optional(std::to_string(suggestion.question->what)) : std::nullopt, suggestion.question ? &suggestion.question->reason : nullptr);
        count(kinds, rows.needed(row, "kind"), suggestion.kind ? std::optional(std::string(name_of(suggestion.kind->what))) : std::nullopt, suggestion.kind ? &suggestion.kind->reason : nullptr);
        if (!rows.cell(row, "paragraph").empty()) {
            count(paragraphs, rows.cell(row, "paragraph"), suggestion.paragraph ? std::optional(suggestion.paragraph->what) : std::nullopt, suggestion.paragraph ? &suggestion.paragraph->reason : nullptr);
        } else if (suggestion.paragraph) {
            ++false_paragraphs;
            misses += " " + suggestion.paragraph->what + " for none;";
        }
        if (!misses.empty()) std::cout << fmt::format("  {}:{}\n", words.substr(0, 70), misses);
    }
    std::cout << fmt::format("invented passages: {}\nquestion: {}\nkind: {}\nparagraph: {}, and proposed {} times where none is meant\n", rows.size(), questions.said(), kinds.said(), paragraphs.said(),
                             false_paragraphs);
    EXPECT_GE(kinds.right * 100, kinds.proposed * 80);
    EXPECT_GE(questions.right * 100, questions.proposed * 80);
    EXPECT_GE(kinds.right * 100, kinds.in_all * 70);
    EXPECT_GE(paragraphs.right * 100, paragraphs.proposed * 80);
}

std::string file_of_project(const std::string& name) {
    std::ifstream file(source_folder() / name);
    std::stringstream bytes;
    bytes << file.rdbuf();
    return std::move(bytes).str();
}

/// By somebody who had not seen the rules, so the figure is lower.
TEST(SuggestingTest, HitRateOnTheContributionsOfTheTwelveShores) {
    const std::string table = file_of_project("demo/consultation/passages.tsv");
    const vocabulary::TableRows rows({"passages.tsv", table});
    ASSERT_EQ(rows.size(), 90U);
    const Suggester suggester({"Which obstacles do persons of two shores meet, and where?", "Which means of removing them have been tried, and what became of them?", "What do you propose, and to whom?"}, {});
    Tried questions, kinds;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string name(rows.needed(row, "file")), words(rows.needed(row, "passage")), text = file_of_project("demo/consultation/texts/" + name);
        const auto begin = text.find(words);
        ASSERT_NE(begin, std::string::npos) << name << ": " << words;
        const std::string_view language = name.find(".fr.") != std::string::npos ? "fr" : name.find(".es.") != std::string::npos ? "es" : name.find(".ar.") != std::string::npos ? "ar" : "en";
        const Suggestion suggestion = suggester.suggest(text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + words.size())}, language);
        ++questions.in_all, ++kinds.in_all;
        if (suggestion.question) {
            ++questions.proposed;
            questions.right += std::to_string(suggestion.question->what) == rows.needed(row, "question") ? 1 : 0;
        }
        if (suggestion.kind) {
            ++kinds.proposed;
            const std::string_view kind = name_of(suggestion.kind->what);
            const bool right = kind == rows.needed(row, "first coder") || kind == rows.needed(row, "second coder");
            kinds.right += right ? 1 : 0;
            if (!right) std::cout << fmt::format("  {}: {} for {}\n", words.substr(0, 70), kind, rows.needed(row, "first coder"));
        }
    }
    std::cout << fmt::format("passages of the Twelve Shores: {}\nquestion: {}\nkind: {}\n", rows.size(), questions.said(), kinds.said());
    EXPECT_GE(questions.right * 100, questions.proposed * 80);
    EXPECT_GE(kinds.right * 100, kinds.proposed * 80);
}

TEST(SuggestingTest, EveryProposalHasItsReason) {
    const std::string text = "Question 2\n\nThe lack of lamps prevents us from sailing.\n\nWe propose that the Registrar publish a common register of lights.";
    const Suggester suggester = invented_call();
    const auto at = [&](std::string_view words) {
        const auto begin = static_cast<std::uint32_t>(text.find(words));
        return Marked{begin, begin + static_cast<std::uint32_t>(words.size())};
    };
    const Suggestion first = suggester.suggest(text, at("The lack of lamps prevents us from sailing"), "en");
    ASSERT_TRUE(first.question && first.kind);
    EXPECT_EQ(first.question->what, 2);
    EXPECT_NE(first.question->reason.english.find("Question 2"), std::string::npos);
    EXPECT_EQ(first.kind->what, PassageKind::obstacle);
    EXPECT_NE(first.kind->reason.english.find("lack of"), std::string::npos);
    const Suggestion second = suggester.suggest(text, at("We propose that the Registrar publish a common register of lights"), "en");
    ASSERT_TRUE(second.kind && second.paragraph);
    EXPECT_EQ(second.kind->what, PassageKind::proposal);
    EXPECT_EQ(second.paragraph->what, "op7");
}

TEST(SuggestingTest, WhereNothingTellsNothingIsProposed) {
    const Suggester suggester = invented_call();
    const std::string text = "The sea is blue.";
    EXPECT_EQ(suggester.suggest(text, {0, static_cast<std::uint32_t>(text.size())}, "en"), Suggestion{});
    EXPECT_EQ(suggester.suggest(text, {9, 9}, "en"), Suggestion{});
    EXPECT_EQ(suggester.suggest(text, {0, 9999}, "en"), Suggestion{});
    EXPECT_EQ(suggester.suggest(text, {0, 16}, "xx"), Suggestion{});
    EXPECT_EQ(Suggester({}, {}).suggest(text, {0, 16}, "en"), Suggestion{});
}

TEST(SuggestingTest, AQuestionThatTheCallDoesNotHaveIsNotProposed) {
    const std::string text = "Question 9\n\nFog.";
    EXPECT_FALSE(invented_call().suggest(text, {12, 15}, "en").question);
}

TEST(SuggestingTest, EveryCueHasAKindAndASource) {
    for (const Cue& cue : cues()) {
        EXPECT_TRUE(passage_kind_named(cue.kind) || cue.kind == "little" || cue.kind == "question" || cue.kind == "paragraph") << cue.kind;
        EXPECT_FALSE(cue.source.empty());
        EXPECT_FALSE(cue.words.empty());
    }
}

}  // namespace
}  // namespace comity::consultations
