#include "reading/speech.hpp"

#include <gtest/gtest.h>

#include <string>

namespace comity::reading {
namespace {

std::string opening(std::string_view text, Speaker speaker = Speaker::organ_after_a_clause) {
    const auto found = spoken_opening(text, vocabulary::standard(), "en", speaker);
    return found ? std::string(text.substr(found->at, found->match.length)) : "none";
}

TEST(Speech, OpensWithTheVerb) {
    EXPECT_EQ(opening("Also welcomes the new lamps;"), "Also welcomes");
    EXPECT_EQ(opening("“Calls upon all keepers to stay;"), "Calls upon");
}

TEST(Speech, FindsTheVerbBehindTheOrgansName) {
    EXPECT_EQ(opening("The Security Council welcomes the calm."), "welcomes");
    EXPECT_EQ(opening("“The Security Council, while noting the calm, urges all keepers to stay."), "urges");
    EXPECT_EQ(opening("The Security Council is particularly concerned by the fog."), "is particularly concerned");
    EXPECT_EQ(opening("Furthermore, it calls for more oil."), "calls for");
}

TEST(Speech, FindsTheVerbBehindAClauseOnlyWhereTheParagraphIsTheOrgans) {
    EXPECT_EQ(opening("In this regard, requests the Keeper to report;"), "requests");
    EXPECT_EQ(opening("While noting the calm, recognizes that fog remains;"), "recognizes");
    EXPECT_EQ(opening("In this regard, requests the Keeper to report;", Speaker::organ), "none");
}

TEST(Speech, HearsThoseWhoSpeakForThemselves) {
    EXPECT_EQ(opening("We, the Keepers of the Lamps and of the Oil, reaffirm our duty;", Speaker::ourselves), "reaffirm");
    EXPECT_EQ(opening("We commit ourselves to lighting the lamps.", Speaker::ourselves), "commit ourselves");
    EXPECT_EQ(opening("In addition to this, we recall the storms.", Speaker::ourselves), "recall");
    EXPECT_EQ(opening("Underscore the part of the harbours;", Speaker::ourselves), "Underscore");
    EXPECT_EQ(opening("We welcome the lamps;", Speaker::organ), "none");
}

TEST(Speech, IsNotMisledByNouns) {
    EXPECT_EQ(opening("Requests for oil should be met;"), "none");
    EXPECT_EQ(opening("The lamps shall be trimmed;"), "none");
    EXPECT_EQ(opening(""), "none");
}

TEST(Speech, JoinsTheLineAboveTheVerb) { EXPECT_EQ(opening("And to this end Declares that:"), "Declares"); }

}  // namespace
}  // namespace comity::reading
