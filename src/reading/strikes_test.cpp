#include "reading/strikes.hpp"

#include "reading/testing.hpp"

namespace comity::reading {
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

using testing::at;
using Struck = std::vector<document::StruckWords>;

TEST(Strikes, struck_words_put_back_in_their_places_give_what_the_draft_shows) {
    for (const char* text : {"the ~~old~~ lamps ~~and bells~~, ~~too~~", "~~Noting~~ Recognizing the fog ~~horn~~;", "light~~s~~house [~~old~~ lamps]", "a ~~b c~~ d", "~~ab~~c ~~d~~", "~~all of it~~"}) {
        document::Paragraph paragraph;
        Standing found = without(strikes_in(text), text);
        paragraph.text = std::move(found.text);
        paragraph.struck = std::move(found.struck);
        EXPECT_EQ(document::with_struck(paragraph), text);
    }
}

TEST(Strikes, with_nothing_but_a_blank_between_them_are_one) {
    EXPECT_EQ(without(strikes_in("a ~~b~~ ~~c~~~~d~~ e"), "a ~~b~~ ~~c~~~~d~~ e").struck, (Struck{{"b cd ", 2}}));
}

TEST(Strikes, a_draft_keeps_them_apart_from_what_stands) {
    const auto draft = testing::read_resolution({"~~Noting~~ Recognizing the lamps of resolution 98/31 ~~and of resolution 97/19~~,", "~~Bearing in mind the bells,~~",
                                                 "1. Invites the ~~coastal~~ States to keep lamps;1", "~~2. Requests the keepers to ring;~~", "3. ~~Decides~~ Requests the guilds to count ~~lamps and~~ bells."});
    EXPECT_EQ(testing::ids(draft), "pp1 pp2 op1 op2 op3");
    EXPECT_EQ(at(draft, "pp1").text, "Recognizing the lamps of resolution 98/31,");
    EXPECT_EQ(at(draft, "pp1").opening, "Recognizing");
    EXPECT_EQ(at(draft, "pp1").opening_at, 0U);
    EXPECT_EQ(at(draft, "pp1").struck, (Struck{{"Noting ", 0}, {" and of resolution 97/19", 41}}));
    EXPECT_EQ(at(draft, "pp2").text, "");
    EXPECT_EQ(at(draft, "pp2").struck, (Struck{{"Bearing in mind the bells,", 0}}));
    EXPECT_EQ(at(draft, "op1").text.substr(0, 29), "Invites the States to keep la");
    EXPECT_EQ(at(draft, "op2").number, "2");
    EXPECT_EQ(at(draft, "op2").opening, std::nullopt);
    EXPECT_EQ(at(draft, "op2").struck, (Struck{{"Requests the keepers to ring;", 0}}));
    EXPECT_EQ(document::with_struck(at(draft, "op3")), "~~Decides~~ Requests the guilds to count ~~lamps and~~ bells.");
    for (const auto& citation : draft.citations) EXPECT_NE(citation.text, "resolution 97/19");
}

TEST(Strikes, they_go_on_over_the_lines_of_a_page) {
    const auto draft = testing::read_text("99/12. Care of shared lighthouses\n\nThe General Assembly,\n\n     Noting the lamps that were kept on ~~all of the coasts and\nthe islands~~ of the sea on which ships of\nevery country sail by night,\n\n"
                                          "     1.   Requests the keepers of the lamps and ~~bells to count\nthem;~~ their guilds to go on in the coming\nyears with the care of all of them.\n\n58th plenary meeting\n16 December 2044\n");
    EXPECT_EQ(at(draft, "pp1").text, "Noting the lamps that were kept on of the sea on which ships of every country sail by night,");
    EXPECT_EQ(at(draft, "pp1").struck, (Struck{{"all of the coasts and the islands ", 35}}));
    EXPECT_EQ(document::with_struck(at(draft, "op1")), "Requests the keepers of the lamps and ~~bells to count them;~~ their guilds to go on in the coming years with the care of all of them.");
}

TEST(Strikes, what_is_no_mark_stays_in_the_text) {
    const auto draft = testing::read_resolution({"Noting the ~~ lamps ~~ and ~~the fog,", "1. Requests the keepers to ring~~."});
    EXPECT_EQ(at(draft, "pp1").text, "Noting the ~~ lamps ~~ and ~~the fog,");
    EXPECT_TRUE(at(draft, "pp1").struck.empty());
    EXPECT_EQ(at(draft, "op1").text, "Requests the keepers to ring~~.");
}

TEST(Strikes, a_hundred_thousand_of_them_take_no_time) {
    std::string text = "99/12. Care of shared lighthouses\n\nThe General Assembly,\n\nNoting";
    for (int i = 0; i < 100'000; ++i) text += " ~~old~~ lamps";
    text += ",\n\n58th plenary meeting\n16 December 2044\n";
    const auto draft = testing::read_text(text);
    EXPECT_EQ(at(draft, "pp1").struck.size(), 100'000U);
    EXPECT_EQ(document::with_struck(at(draft, "pp1")).size(), 6U + 100'000U * 14U + 1U);
}

}  // namespace
}  // namespace comity::reading
