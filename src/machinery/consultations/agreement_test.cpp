// Krippendorff's alpha against published examples (values alone), and the list of what coders see differently.
#include "machinery/consultations/agreement.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace comity::consultations {
namespace {

/// A row of one-letter values, "." for none.
std::vector<std::optional<std::string>> row(std::string_view values) {
    std::vector<std::optional<std::string>> made;
    for (const char c : values) made.push_back(c == '.' ? std::nullopt : std::optional(std::string(1, c)));
    return made;
}

// The worked examples of K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): A two coders and two values, B two coders and
// nominal data, C four coders with values missing.
TEST(AgreementTest, AlphaIsThatOfPublishedExamples) {
    EXPECT_NEAR(*alpha_nominal({row("0100000010"), row("1110010000")}).value, 0.095, 0.0005);
    EXPECT_NEAR(*alpha_nominal({row("aabbdcccedda"), row("babbbccceddd")}).value, 0.692, 0.0005);
    const Alpha four = alpha_nominal({row("123321412..."), row("1233224125.3"), row(".3332342251."), row("1233244125" "1.")});
    EXPECT_NEAR(*four.value, 0.743, 0.0005);
    EXPECT_EQ(four.units, 11U);
    EXPECT_EQ(four.values, 40U);
    EXPECT_EQ(four.left_out, 1U);
}

TEST(AgreementTest, WhereNothingCanBeSaidThereIsNoFigure) {
    EXPECT_FALSE(alpha_nominal({}).value);
    EXPECT_FALSE(alpha_nominal({row("aaa"), row("aaa")}).value) << "one value throughout tells nothing";
    EXPECT_FALSE(alpha_nominal({row("a.."), row(".b.")}).value);
    EXPECT_EQ(in_words(alpha_nominal({})), "no figure");
    EXPECT_DOUBLE_EQ(*alpha_nominal({row("ab"), row("ab")}).value, 1.0);
}

RC_GTEST_PROP(AgreementTest, AlphaDoesNotHangOnTheOrderOfCodersOrUnitsAndIsAtMostOne, ()) {
    const auto units = *rc::gen::inRange<std::size_t>(1, 12);
    Ratings ratings(*rc::gen::inRange<std::size_t>(2, 4), std::vector<std::optional<std::string>>(units));
    for (auto& of_coder : ratings) {
        for (auto& value : of_coder) {
            const int drawn = *rc::gen::inRange(0, 4);
            if (drawn > 0) value = std::string(1, static_cast<char>('a' + drawn));
        }
    }
    const Alpha alpha = alpha_nominal(ratings);
    Ratings turned(ratings.rbegin(), ratings.rend());
    for (auto& of_coder : turned) std::reverse(of_coder.begin(), of_coder.end());
    const Alpha other = alpha_nominal(turned);
    RC_ASSERT(alpha.value.has_value() == other.value.has_value());
    if (!alpha.value) return;
    RC_ASSERT(std::abs(*alpha.value - *other.value) < 1e-9);
    RC_ASSERT(*alpha.value <= 1.0 + 1e-9);
}

PlacedPassage placed(std::int64_t submission, int coder, std::uint32_t begin, std::uint32_t end, PassageKind kind, std::string words) {
    PlacedPassage made{{"two-shores-2031", {submission, 1, 1, std::move(words), 1}, coder, {}, false}, {begin, end}};
    made.passage.code.kind = kind;
    return made;
}

TEST(AgreementTest, DifferencesAreListedUntilTheyAreSettled) {
    const std::vector<PlacedPassage> passages = {
        placed(7, 1, 0, 20, PassageKind::obstacle, "nets are torn"), placed(7, 2, 2, 22, PassageKind::challenge, "nets are torn daily"),
        placed(7, 1, 40, 60, PassageKind::proposal, "mend the nets"), placed(7, 2, 40, 60, PassageKind::proposal, "mend the nets"),
        placed(7, 1, 80, 99, PassageKind::obstacle, "no twine"),  // the other coder passed it over
        placed(8, 1, 0, 20, PassageKind::obstacle, "no boats"),   // the other has not read that one
    };
    const std::vector<ReadingDone> done = {{"two-shores-2031", 7, 1, true}, {"two-shores-2031", 7, 2, true}, {"two-shores-2031", 8, 1, true}};
    const Agreement agreement = agreement_of(elsewhere(passages), 2, done, {});
    ASSERT_EQ(agreement.disagreements.size(), 2U);
    EXPECT_EQ(agreement.disagreements[0].differs, std::vector<Aspect>{Aspect::kind});
    EXPECT_TRUE(agreement.disagreements[1].one_passed_over);
    EXPECT_EQ(agreement.kind.units, 2U);
    EXPECT_EQ(agreement.marking.units, 3U);
    EXPECT_LT(*agreement.marking.value, 1.0);
    const Settlement settled{"two-shores-2031", passages[0].passage.place, passages[0].passage.code, false, {subject_of(passages[0].passage), subject_of(passages[1].passage)}};
    EXPECT_EQ(agreement_of(elsewhere(passages), 2, done, {settled}).disagreements.size(), 1U);
    EXPECT_EQ(agreement_of(elsewhere(passages), 2, {done[0]}, {}).kind.units, 0U) << "while one still reads nothing is told of what he has marked";
    EXPECT_EQ(to_json(agreement, elsewhere(passages))["disagreements"].as_array()->size(), 2U);
}

}  // namespace
}  // namespace comity::consultations
