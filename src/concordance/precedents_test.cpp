#include "concordance/precedents.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"

namespace comity::concordance {
namespace {

using testing::ElementsAre;
using testing::Pair;

struct Text {
    std::int64_t number;
    std::string symbol;
    std::string date;
    std::vector<std::string> passages;
};

const std::vector<Text> texts = {
    {1, "CA/RES/30/1", "2030-05-01", {"Invites all States to keep their lighthouses lit in winter", "Decides to remain seized of the matter"}},
    {2, "CA/RES/31/1", "2031-05-01", {"Invites all States to keep their lighthouses lit in winter", "Encourages keepers to share their lamps with others in need"}},
    {3, "CA/RES/32/1", "2032-05-01", {"Urges all States to keep their lighthouses lit in winter and in summer", "Decides to remain seized of the matter"}},
    {4, "CA/RES/33/1", "", {"Thanks the keepers of the northern coast"}},
};

std::string segment_of(const std::vector<Text>& some) {
    PrecedentBuilder builder;
    for (const auto& text : some) {
        PrecedentSource source{text.number, text.symbol, Date::from_iso(text.date), {}};
        std::vector<std::string> places;
        places.reserve(text.passages.size());
        for (std::size_t i = 0; i < text.passages.size(); ++i) {
            places.push_back("op" + std::to_string(i + 1));
            source.passages.push_back({places.back(), text.passages[i]});
        }
        builder.add(source);
    }
    return builder.finish();
}

PrecedentIndex over(const std::vector<std::string>& segments) {
    std::vector<PrecedentSegment> views;
    for (const auto& bytes : segments) views.push_back(PrecedentSegment::over(bytes));
    return PrecedentIndex(std::move(views));
}

std::vector<Precedent> ask(const PrecedentIndex& index, std::string_view passage, std::size_t limit = 10) {
    PrecedentScratch scratch;
    return index.find({.passage = passage, .limit = limit}, scratch);
}

std::string told(const std::vector<Precedent>& found) {
    std::string all;
    for (const auto& precedent : found) {
        all += std::to_string(precedent.covered) + "/" + std::to_string(precedent.words);
        for (const auto& place : precedent.places) all += " " + std::string(place.symbol) + " " + std::string(place.place);
        all += " [" + std::string(precedent.first.symbol) + ", " + std::string(precedent.last.symbol) + ", " + std::to_string(precedent.texts) + "]\n";
    }
    return all;
}

TEST(Precedents, PutTheWordingThatSharesMostFirstAndEqualWordingsTogether) {
    const std::vector<std::string> segments = {segment_of(texts)};
    const auto found = ask(over(segments), "Invites all States to keep their lighthouses lit in winter");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(told(found),
              "10/10 CA/RES/31/1 op1 CA/RES/30/1 op1 [CA/RES/30/1, CA/RES/31/1, 2]\n"
              "9/13 CA/RES/32/1 op1 [CA/RES/30/1, CA/RES/32/1, 3]\n");
    EXPECT_DOUBLE_EQ(found[0].coverage, 1);
    EXPECT_DOUBLE_EQ(found[0].similarity, 1);
    EXPECT_THAT(found[1].runs, ElementsAre(Pair(1, 10)));
}

TEST(Precedents, AreFoundWhateverTheCaseAndTheSigns) {
    const std::vector<std::string> segments = {segment_of(texts)};
    EXPECT_EQ(ask(over(segments), "INVITES, all states: (to keep) their light").front().covered, 6U);
}

TEST(Precedents, OfAPassageOfTwoWordsAreNone) {
    const std::vector<std::string> segments = {segment_of(texts)};
    EXPECT_TRUE(ask(over(segments), "all States").empty());
    EXPECT_TRUE(ask(over(segments), "").empty());
    EXPECT_TRUE(ask(PrecedentIndex(), "to remain seized of the matter").empty());
}

TEST(Precedents, AreTheSameInWhateverOrderAndSegmentsTheTextsCame) {
    const std::vector<std::string> all = {segment_of(texts)};
    const auto expected_digest = over(all).digest();
    std::mt19937 draw(7);
    auto shuffled = texts;
    for (int round = 0; round < 30; ++round) {
        std::shuffle(shuffled.begin(), shuffled.end(), draw);
        std::vector<std::string> segments;
        for (std::size_t at = 0; at < shuffled.size();) {
            const std::size_t count = 1 + draw() % (shuffled.size() - at);
            segments.push_back(segment_of({shuffled.begin() + static_cast<std::ptrdiff_t>(at), shuffled.begin() + static_cast<std::ptrdiff_t>(at + count)}));
            at += count;
        }
        if (round % 2 == 1) {
            const std::string merged = over(segments).merged(0, segments.size());
            segments = {merged};
        }
        const auto index = over(segments);
        EXPECT_EQ(index.digest(), expected_digest);
        for (const auto& text : texts) {
            for (const auto& passage : text.passages) EXPECT_EQ(told(ask(index, passage)), told(ask(over(all), passage)));
        }
    }
}

TEST(Precedents, OfADocumentThatCameAgainAreTheNewestOnes) {
    auto changed = texts[0];
    changed.passages = {"Invites all States to paint their lighthouses"};
    auto removed = texts[1];
    removed.passages.clear();
    const std::vector<std::string> segments = {segment_of(texts), segment_of({changed}), segment_of({removed})};
    const auto index = over(segments);
    EXPECT_EQ(index.documents(), 4U);
    EXPECT_EQ(told(ask(index, "Invites all States to keep their lighthouses lit in winter")),
              "9/13 CA/RES/32/1 op1 [CA/RES/32/1, CA/RES/32/1, 1]\n"
              "4/7 CA/RES/30/1 op1 [CA/RES/30/1, CA/RES/30/1, 1]\n");
    const std::vector<std::string> merged = {index.merged(0, 3)};
    EXPECT_EQ(over(merged).digest(), index.digest());
    EXPECT_EQ(over(merged).segments().front().wordings(), 4U) << "what is gone takes no room";
}

TEST(Precedents, CanBeAskedForInSomeTextsOnlyAndForSomeWordsOnly) {
    const std::vector<std::string> segments = {segment_of(texts)};
    const auto index = over(segments);
    PrecedentScratch scratch;
    const std::string_view passage = "Invites all States to keep their lighthouses lit in winter and in summer";
    const auto older = index.find({.passage = passage, .wanted = [](std::int64_t number) { return number < 2; }}, scratch);
    ASSERT_EQ(older.size(), 1U);
    EXPECT_EQ(older[0].texts, 1U);
    std::vector<bool> only(13, false);
    only[10] = only[11] = only[12] = true;  // "and in summer"
    const auto rest = index.find({.passage = passage, .limit = 1, .only = only}, scratch);
    ASSERT_EQ(rest.size(), 1U);
    EXPECT_EQ(rest[0].covered, 3U);
    EXPECT_DOUBLE_EQ(rest[0].coverage, 1);
    EXPECT_EQ(rest[0].places.front().symbol, "CA/RES/32/1");
}

TEST(Precedents, OfALimitedAnswerAreTheFirstOfTheFullOne) {
    const std::vector<std::string> segments = {segment_of(texts)};
    const auto index = over(segments);
    EXPECT_EQ(ask(index, "Decides to keep their lamps with others in need", 1).size(), 1U);
    EXPECT_TRUE(ask(index, "Decides to keep their lamps", 0).empty());
}

TEST(Precedents, FindTheSameAsLookingAtEveryPassage) {
    std::mt19937 draw(1948);
    const auto passage = [&](std::size_t words) {
        std::string text;
        for (std::size_t i = 0; i < words; ++i) text += std::string(1, static_cast<char>('a' + draw() % 4)) + " ";
        return text;
    };
    std::vector<Text> many;
    for (std::int64_t i = 1; i <= 300; ++i) many.push_back({i, "T/" + std::to_string(i), "2030-01-01", {passage(draw() % 12), passage(draw() % 40)}});
    const std::vector<std::string> segments = {segment_of({many.begin(), many.begin() + 120}), segment_of({many.begin() + 120, many.end()})};
    const auto index = over(segments);
    for (int round = 0; round < 300; ++round) {
        const std::string query = passage(3 + draw() % 30);
        std::size_t best = 0;
        for (const auto& text : many) {
            for (const auto& one : text.passages) {
                std::size_t covered = 0;
                for (const auto& [first, behind] : common_runs(query, one)) covered += behind - first;
                best = std::max(best, covered);
            }
        }
        const auto found = ask(index, query, 3);
        EXPECT_EQ(found.empty() ? 0 : found.front().covered, best);
        for (const auto& precedent : found) {
            std::size_t covered = 0;
            for (const auto& [first, behind] : precedent.runs) covered += behind - first;
            EXPECT_EQ(covered, precedent.covered);
        }
    }
}

TEST(Precedents, TellDamagedBytesAndNeverReadBeyondThem) {
    const std::string good = segment_of(texts);
    PrecedentSegment::over(good).check();
    std::mt19937 draw(3);
    std::size_t refused = 0;
    for (int round = 0; round < 4000; ++round) {
        std::string bad = good.substr(0, round % 3 == 0 ? draw() % good.size() : good.size());
        if (round % 3 != 0) bad[draw() % (round % 3 == 1 ? 80 : bad.size())] = static_cast<char>(draw());
        const std::string own(bad);  // of its own size, so that a sanitizer sees a step beyond it
        try {
            const std::vector<std::string> segments = {own};
            const auto index = over(segments);
            (void)ask(index, "Invites all States to keep their lighthouses lit in winter");
            (void)index.merged(0, 1);
            PrecedentSegment::over(segments.front()).check();
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::unavailable);
            ++refused;
        }
    }
    EXPECT_GT(refused, 3500U);
}

TEST(CommonRuns, AreRunsOfThreeWordsOrMore) {
    EXPECT_THAT(common_runs("a b c x d e f g", "a b c d e f g"), ElementsAre(Pair(0, 3), Pair(4, 8)));
    EXPECT_TRUE(common_runs("a b x c d", "a b c d").empty());
}

}  // namespace
}  // namespace comity::concordance
