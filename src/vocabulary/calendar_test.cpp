#include <gtest/gtest.h>

#include "vocabulary/vocabulary.hpp"

namespace comity::vocabulary {
namespace {

std::string iso(std::string_view words) {
    const auto date = standard().date(words);
    return date ? date->iso() : "(none)";
}

TEST(Calendar, ReadsDatesInSixLanguages) {
    EXPECT_EQ(iso("25 September 2015"), "2015-09-25");
    EXPECT_EQ(iso("September 25, 2015"), "2015-09-25");
    EXPECT_EQ(iso("1er juillet 2016"), "2016-07-01");
    EXPECT_EQ(iso("le 25 septembre 2015"), "2015-09-25");
    EXPECT_EQ(iso("22 de octubre de 1998"), "1998-10-22");
    EXPECT_EQ(iso("25 сентября 2015 года"), "2015-09-25");
    EXPECT_EQ(iso("15 آذار/مارس 2006"), "2006-03-15");
    EXPECT_EQ(iso("1999年12月17日"), "1999-12-17");
}

TEST(Calendar, RefusesWhatIsNoDate) {
    for (const auto words : {"31 February 2015", "25 September", "September 2015", "25 Septembre 201", "25 September 2015 and", "", "2015"})
        EXPECT_EQ(iso(words), "(none)") << words;
}

TEST(Calendar, ReadsOrdinals) {
    EXPECT_EQ(standard().ordinal("Seventy-Eighth"), 78);
    EXPECT_EQ(standard().ordinal("seventy eighth"), 78);
    EXPECT_EQ(standard().ordinal("78th"), 78);
    EXPECT_EQ(standard().ordinal("one hundred and first"), 101);
    EXPECT_EQ(standard().ordinal("Hundred and eighty-third"), 183);
    EXPECT_EQ(standard().ordinal("soixante-quatorzième"), 74);
    EXPECT_EQ(standard().ordinal("семьдесят восьмая"), 78);
    EXPECT_EQ(standard().ordinal("第七十八届"), 78);
    EXPECT_FALSE(standard().ordinal("seventy-oneth"));
    EXPECT_EQ(standard().ordinal_words(78), "seventy-eighth");
    EXPECT_EQ(standard().ordinal_words(1000), "");
}

TEST(Calendar, KnowsTheDaysOfSessions) {
    const auto assembly = standard().session_span("GA", "78");
    ASSERT_TRUE(assembly);
    EXPECT_EQ(assembly->first.iso(), "2023-09-05");
    const auto security = standard().session_span("SC", "2000");
    ASSERT_TRUE(security);
    EXPECT_EQ(security->last.iso(), "2000-12-31");
    EXPECT_EQ(standard().session_span("ECOSOC", "2021")->first.iso(), "2020-07-01");
    EXPECT_FALSE(standard().session_span("GA", "ES-10"));
    EXPECT_FALSE(standard().session_span("XX", "78"));
}

TEST(Calendar, CountsTheInventedSessionsFromTheirBaseYear) {
    const auto days = with_demonstration().session_span("CA", "31");
    ASSERT_TRUE(days);
    EXPECT_EQ(days->first.year(), 2012);
}

}  // namespace
}  // namespace comity::vocabulary
