// Passages that say alike things; invented words.
#include "machinery/consultations/similar_passages.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <iostream>
#include <random>
#include <set>

#include <fmt/format.h>
#include <rapidcheck/gtest.h>

namespace comity::consultations {
namespace {

std::vector<PassageText> english(const std::vector<std::string>& texts) {
    std::vector<PassageText> all;
    for (const std::string& text : texts) all.push_back({text, "en"});
    return all;
}

const std::vector<std::string> lamps = {
    "The Registrar should publish a yearly list of harbour lamps.",
    "Visas for rescue crews should be free.",
    "We propose that a list of all harbour lamps be published yearly by the Registrar.",
    "the registrar should publish a yearly list of harbour lamps",
    "Fishing nets are lost each winter in the narrows.",
    "Free visas for the crews of rescue boats!",
};

TEST(SimilarPassagesTest, ProposalsThatSayTheSameAreGatheredWithTheReason) {
    const SimilarPassages similar(english(lamps));
    const auto groups = similar.groups();
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(groups[0].passages, (std::vector<std::size_t>{0, 2, 3}));
    EXPECT_EQ(groups[0].same_words, 2U);
    EXPECT_NE(std::find(groups[0].words.begin(), groups[0].words.end(), "lamp"), groups[0].words.end());
    EXPECT_EQ(groups[1].passages, (std::vector<std::size_t>{1, 5}));
    EXPECT_EQ(similar.likeness(0, 3), 100);
    EXPECT_LT(similar.likeness(0, 2), 100);
    EXPECT_EQ(similar.likeness(0, 4), 0);
}

TEST(SimilarPassagesTest, TheMostAlikeComeFirst) {
    const SimilarPassages similar(english(lamps));
    const auto near = similar.near(2);
    ASSERT_GE(near.size(), 2U);
    EXPECT_EQ(near.front().a, 0U);
    EXPECT_TRUE(similar.near(4).empty());
    EXPECT_EQ(similar.near(2, 1).size(), 1U);
}

TEST(SimilarPassagesTest, OnlyAmongThoseChosen) {
    const SimilarPassages similar(english(lamps));
    const auto groups = similar.groups({2, 0, 4});
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups.front().passages, (std::vector<std::size_t>{0, 2}));
}

TEST(SimilarPassagesTest, NothingIsLikeNothing) {
    EXPECT_TRUE(SimilarPassages({}).groups().empty());
    EXPECT_TRUE(SimilarPassages(english({"", "the of and"})).pairs().empty());
}

RC_GTEST_PROP(SimilarPassagesTest, FastPairsAreAllPairs, ()) {
    static const std::vector<std::string> words = {"lamp", "boat", "net", "visa", "harbour", "pilot", "chart", "fee", "ice", "crew"};
    const auto count = *rc::gen::inRange<std::size_t>(0, 25);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
        std::string text;
        for (int k = *rc::gen::inRange(1, 8); k > 0; --k) text += words[*rc::gen::inRange<std::size_t>(0, words.size())] + " ";
        texts.push_back(text);
    }
    const SimilarPassages similar(english(texts));
    std::set<std::pair<std::size_t, std::size_t>> found;
    for (const Similar& one : similar.pairs()) {
        RC_ASSERT(one.a < one.b);
        RC_ASSERT(one.likeness == similar.likeness(one.a, one.b));
        found.emplace(one.a, one.b);
    }
    const auto is_first = [&](std::size_t i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (similar.likeness(k, i) == 100) return false;
        }
        return true;
    };
    for (std::size_t a = 0; a < count; ++a) {
        for (std::size_t b = a + 1; b < count; ++b) {
            if (is_first(a) && is_first(b)) RC_ASSERT((similar.likeness(a, b) >= similar_from) == (found.count({a, b}) > 0));
        }
    }
    std::set<std::size_t> gathered;
    for (const SimilarGroup& group : similar.groups()) {
        RC_ASSERT(group.passages.size() >= 2);
        for (const std::size_t one : group.passages) RC_ASSERT(gathered.insert(one).second);
    }
}

TEST(SimilarPassagesTest, ThousandsOfPassagesAreGatheredWithTheirCampaign) {
    // Words as often as in speech: the k-th about 1/k. A tenth are a campaign, with a name of its own in each.
    std::mt19937 random(7);
    std::vector<double> weights;
    constexpr std::size_t vocabulary = 6000, passages_in_all = 4000;
    for (std::size_t k = 1; k <= vocabulary; ++k) weights.push_back(1.0 / static_cast<double>(k + 20));
    std::discrete_distribution<std::size_t> draw(weights.begin(), weights.end());
    std::vector<PassageText> passages;
    for (std::size_t i = 0; i < passages_in_all; ++i) {
        std::string text;
        if (i % 10 == 0) text = fmt::format("sender{} asks that harbour lamps be lit at dusk and that rescue crews travel freely between both shores", i);
        else {
            for (int k = 0; k < 35; ++k) text += fmt::format("w{} ", draw(random));
        }
        passages.push_back({std::move(text), "en"});
    }
    // Of the processor, so that the figure is the same on a machine that has other work.
    const auto begin = std::clock();
    const SimilarPassages similar(passages);
    const auto made = std::clock();
    const auto groups = similar.groups();
    const auto grouped = std::clock();
    const auto near = similar.near(0, 10);
    const auto done = std::clock();
    const auto seconds = [](auto from, auto to) { return static_cast<double>(to - from) / CLOCKS_PER_SEC; };
    std::cout << fmt::format("{} invented passages: {:.2f} s to take in, {:.2f} s to group ({} groups), {:.4f} s for what is like one\n", passages_in_all, seconds(begin, made), seconds(made, grouped), groups.size(),
                             seconds(grouped, done));
    ASSERT_FALSE(groups.empty());
    EXPECT_EQ(groups.front().passages.size(), passages_in_all / 10);
    EXPECT_EQ(near.size(), 10U);
    EXPECT_LT(seconds(begin, done), 60);
}

}  // namespace
}  // namespace comity::consultations
