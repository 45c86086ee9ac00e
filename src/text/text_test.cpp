#include "text/text.hpp"

#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "text/languages.hpp"
#include "text/nearest.hpp"

namespace comity::text {
namespace {

std::vector<std::string> folded_words(std::string_view text) {
    std::vector<std::string> out;
    for (const auto& word : words(text)) out.push_back(word.folded);
    return out;
}
using List = std::vector<std::string>;

TEST(Text, WritesEachCharacterInOneWay) { EXPECT_EQ(normalized("e\u0301"), "\u00e9"); }

TEST(Text, FoldsCaseAndDiacritics) {
    EXPECT_EQ(folded("CÔTE d’Ivoire"), "cote d’ivoire");
    EXPECT_EQ(folded("Straße"), "strasse");
    EXPECT_EQ(folded("e\u0301t\u00e9"), "ete");
    EXPECT_EQ(folded("ПРАВА"), "права");
}

TEST(Text, PartsWordsAtApostrophesHyphensAndSlashes) {
    EXPECT_EQ(folded_words("The State's (78/199) peace-keeping…"), (List{"the", "state", "s", "78", "199", "peace", "keeping"}));
}

TEST(Text, TellsWhereWordsStandInBytes) {
    const std::string_view text = "à l’Assemblée, 2023";
    for (const auto& word : words(text)) {
        EXPECT_EQ(folded(text.substr(word.begin, word.end - word.begin)), word.folded);
    }
    EXPECT_EQ(words(text).back().begin, text.size() - 4);
}

TEST(Text, TakesIdeographsOneByOne) { EXPECT_EQ(folded_words("促进人权2023年"), (List{"促", "进", "人", "权", "2023", "年"})); }

TEST(Text, KeepsAMarkWithItsLetter) { EXPECT_EQ(folded_words("ame\u0301liore x\u0301"), (List{"ameliore", "x"})); }

TEST(Text, SurvivesBytesThatAreNoUtf8) {
    EXPECT_EQ(folded_words("a\xff\xfe b\xc3"), (List{"a", "b"}));
    EXPECT_EQ(folded_words(std::string_view("\0x\0", 3)), (List{"x"}));
}

TEST(Text, GivesEqualTitlesOneKey) {
    EXPECT_EQ(key("Enhancement of International Co-operation"), key("enhancement of international cooperation."));
    EXPECT_NE(key("Human rights"), key("Humanrights"));
}

TEST(Text, OrdersNamesByLanguage) {
    std::vector<std::string> names = {"Zambie", "Éthiopie", "Equateur", "eau"};
    const Collation french("fr");
    std::sort(names.begin(), names.end(), std::cref(french));
    EXPECT_EQ(names, (std::vector<std::string>{"eau", "Equateur", "Éthiopie", "Zambie"}));
    EXPECT_TRUE(Collation("sv")("z", "ö"));
    EXPECT_TRUE(Collation("de")("ö", "z"));
}

TEST(Plurals, AreThoseOfTheLanguage) {
    const Plurals english("en"), french("fr"), arabic("ar");
    EXPECT_EQ(english.form(0), "other");
    EXPECT_EQ(english.form(1), "one");
    EXPECT_EQ(french.form(0), "one");
    EXPECT_EQ(french.form(2), "other");
    EXPECT_EQ(arabic.form(0), "zero");
    EXPECT_EQ(arabic.form(2), "two");
    EXPECT_EQ(arabic.form(7), "few");
    EXPECT_EQ(arabic.form(40), "many");
    EXPECT_EQ(arabic.form(100), "other");
}

TEST(Languages, HaveOneCodeEach) {
    for (const char* code : {"en", "ar", "zh", "prs", "quc"}) EXPECT_TRUE(is_language(code)) << code;
    for (const char* code : {"xx", "fra", "EN", "e", "english", "", "e1"}) EXPECT_FALSE(is_language(code)) << code;
}

TEST(Nearest, ComesFirstAndWhatIsFarNotAtAll) {
    EXPECT_EQ(nearest("Nival", {"Tarrow", "Naval", "Nivaal"}, 3), (std::vector<std::string>{"Naval", "Nivaal"}));
    EXPECT_EQ(nearest("Nival", {"Tarrow", "Naval", "Nivaal"}, 1), (std::vector<std::string>{"Naval"}));
    EXPECT_TRUE(nearest("Atlantis", {"Nivaal"}, 3).empty());
    EXPECT_TRUE(nearest("", {"Nivaal"}, 3).empty());
}

}  // namespace
}  // namespace comity::text
