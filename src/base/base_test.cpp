#include <gtest/gtest.h>

#include "base/assets.hpp"
#include "base/date.hpp"
#include "base/error.hpp"
#include "base/sentence.hpp"
#include "base/sha256.hpp"

namespace comity {
namespace {

TEST(Date, KnowsLeapYears) {
    EXPECT_TRUE(Date::of(2000, 2, 29));
    EXPECT_FALSE(Date::of(1900, 2, 29));
    EXPECT_FALSE(Date::of(2023, 13, 1));
}

TEST(Date, WritesAndReadsIso) {
    const auto date = Date::from_iso("2023-12-19");
    ASSERT_TRUE(date);
    EXPECT_EQ(date->iso(), "2023-12-19");
    EXPECT_FALSE(Date::from_iso("2023-1-19"));
    EXPECT_FALSE(Date::from_iso("2023-02-30"));
    EXPECT_FALSE(Date::from_iso("-023-02-10"));
}

TEST(Sha256, GivesTheStandardsValueForAbc) {
    EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sentences, FillTheirArgumentsInByOrderAndKeepThemByName) {
    constexpr std::string_view pattern = "{id} stands {times} times";
    constexpr Sentence<arguments_in(pattern)> sentence{"sentence.times", pattern};
    const Said said = say(sentence, "{op3}", 2);
    EXPECT_EQ(said.english, "{op3} stands 2 times");
    EXPECT_EQ(said.arguments.at(0).first, "id");
    EXPECT_EQ(std::get<std::int64_t>(said.arguments.at(1).second), 2);
    const Error error(Fault::refused, said);
    EXPECT_EQ(std::string(error.what()), said.english);
    ASSERT_NE(error.said(), nullptr);
    EXPECT_EQ(error.said()->id, "sentence.times");
    EXPECT_EQ(Error(Fault::refused, "plain").said(), nullptr);
}

TEST(Assets, AreSortedAndFound) {
    const auto all = assets::all();
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i - 1].path, all[i].path);
    for (const auto& asset : all) EXPECT_EQ(assets::find(asset.path).bytes.data(), asset.bytes.data());
    EXPECT_TRUE(assets::find("no/such/file").path.empty());
}

}  // namespace
}  // namespace comity
