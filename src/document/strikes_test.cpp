#include "document/strikes.hpp"

#include <gtest/gtest.h>

namespace comity::document {
namespace {

std::string standing(std::string_view text) { return without(strikes_in(text), text).text; }

TEST(Strikes, tildes_and_strokes_are_marks) {
    EXPECT_EQ(strikes_in("keep ~~their shared~~ lamps"), (std::vector<Strike>{{5, 21, "their shared"}}));
    const auto stroked = strikes_in("a\xCC\xB6n\xCC\xB6 o\xCC\xB5x\xCC\xB5 lamp");
    ASSERT_EQ(stroked.size(), 1U);
    EXPECT_EQ(stroked[0].words, "an ox");
}

TEST(Strikes, what_only_looks_like_a_mark_stays) {
    for (const char* text : {"about ~~ 12 lamps ~~ or more", "~~never closed", "~~", "~~~~", "one ~ two ~ three", "", "caf\xC3\xA9\xCC\x81"}) {
        EXPECT_TRUE(strikes_in(text).empty()) << text;
        EXPECT_EQ(standing(text), text);
    }
}

TEST(Strikes, the_blanks_of_struck_words_go_with_them) {
    EXPECT_EQ(standing("the ~~old~~ lamps ~~and bells~~, ~~too~~"), "the lamps,");
    EXPECT_EQ(standing("~~Noting~~ Recognizing the fog ~~horn~~;"), "Recognizing the fog;");
    EXPECT_EQ(standing("~~Noting the fog~~"), "");
    EXPECT_EQ(standing("light~~s~~house"), "lighthouse");
}

TEST(Strikes, places_follow_their_words) {
    const std::string text = "the ~~old~~ lamps of resolution 98/31";
    const auto found = without(strikes_in(text), text);
    EXPECT_EQ(found.text.substr(found.places[text.find("resolution")]), "resolution 98/31");
    EXPECT_EQ(found.places.back(), found.text.size());
}

TEST(Strikes, broken_bytes_do_no_harm) {
    for (const char* text : {"\xCC\xB6", "a\xCC", "\xCC\xB6\xCC\xB6", "~~\xCC\xB6~~", "\xE2\x80~~a~~"}) {
        const auto found = without(strikes_in(text), text);
        EXPECT_EQ(found.places.size(), std::string_view(text).size() + 1);
    }
}

}  // namespace
}  // namespace comity::document
