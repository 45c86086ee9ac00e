#include "vocabulary/themes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"

namespace comity::vocabulary {
namespace {

std::string seen(std::string_view text) {
    std::string all;
    for (const auto& one : standard_themes().seen_in(text)) all += one.theme->id + ":" + std::string(text.substr(one.begin, one.end - one.begin)) + ";";
    return all;
}

TEST(Themes, HaveAVocabularyAndASourceEach) {
    std::set<std::string> ids;
    for (const Theme& theme : standard_themes().themes()) {
        EXPECT_TRUE(ids.insert(theme.id).second) << theme.id;
        EXPECT_NE(standard_themes().vocabulary(theme.vocabulary), nullptr) << theme.id;
        EXPECT_FALSE(theme.evidence.source.empty()) << theme.id;
        EXPECT_FALSE(shown_name(theme, "fr").empty()) << theme.id;
        EXPECT_EQ(theme.id.find_first_of(" /?#"), std::string::npos) << theme.id;
    }
    const auto count = [](std::string_view vocabulary) {
        const auto all = standard_themes().themes();
        return std::count_if(all.begin(), all.end(), [&](const Theme& theme) { return theme.vocabulary == vocabulary; });
    };
    EXPECT_EQ(count("SDG"), 17);
    EXPECT_EQ(count("SDG-TARGETS"), 169);
    for (const char* own : {"MECHANISMS", "PERSONS", "RACISM", "CULTURES", "CRISES"}) EXPECT_GT(count(own), 8) << own;
}

TEST(Themes, AreSeenByEachOfTheirWords) {
    for (const Theme& theme : standard_themes().themes()) {
        for (const auto& words : theme.words) {
            const auto found = standard_themes().seen_in("Recalling " + words + ", in full");
            EXPECT_TRUE(std::any_of(found.begin(), found.end(), [&](const ThemeSeen& one) { return one.theme == &theme; })) << theme.id << ": " << words;
        }
    }
}

TEST(Themes, AreSeenWithTheirReason) {
    EXPECT_NE(seen("Urges all States to combat Racial  discrimination").find("RACISM-racial-discrimination:Racial  discrimination;"), std::string::npos);
    EXPECT_EQ(seen("Urges all harbours to keep their lamps lit"), "");
    EXPECT_EQ(seen(""), "");
    // Whole words alone: apartheid is none of "apart".
    EXPECT_EQ(seen("set apart"), "");
}

TEST(Themes, AreMappedBothWays) {
    const auto* target = standard_themes().theme("SDG-4.7");
    const auto* goal = standard_themes().theme("SDG-4");
    ASSERT_NE(target, nullptr);
    ASSERT_NE(goal, nullptr);
    EXPECT_EQ(target->parent, "SDG-4");
    const auto has = [](const Theme& theme, std::string_view to, std::string_view kind) {
        const auto all = standard_themes().mapped_to(theme);
        return std::any_of(all.begin(), all.end(), [&](const ThemeMapping& mapping) { return mapping.to == to && mapping.kind == kind; });
    };
    EXPECT_TRUE(has(*target, "SDG-4", "broader"));
    EXPECT_TRUE(has(*goal, "SDG-4.7", "narrower"));
    for (const Theme& theme : standard_themes().themes()) {
        for (const auto& mapping : standard_themes().mapped_to(theme)) EXPECT_FALSE(mapping.evidence.source.empty()) << theme.id;
    }
}

TEST(Themes, TellWhichRowIsWrong) {
    const auto refusal = [](std::string_view themes, std::string_view mappings) {
        const std::vector<Table> tables = {{"data/theme_vocabularies.tsv", "id\tname_en\tversion\tsource\ttrust\nV\tLamps\t1\tlist\tseen\n"}, {"data/themes.tsv", themes}, {"data/theme_mappings.tsv", mappings}};
        try {
            const Themes made(tables);
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    const std::string head = "id\tvocabulary\tcode\tname_en\tparent\tsource\ttrust\n", mapping = "from\tto\tkind\tsource\ttrust\n";
    EXPECT_EQ(refusal(head + "a\tV\t-\tOil\t-\tlist\tseen\n", mapping + "a\ta\texact\tlist\tseen\n"), "");
    EXPECT_NE(refusal(head + "a\tW\t-\tOil\t-\tlist\tseen\n", mapping).find("a vocabulary that no table has"), std::string::npos);
    EXPECT_NE(refusal(head + "a\tV\t-\t-\t-\tlist\tseen\n", mapping).find("neither a name nor a code"), std::string::npos);
    EXPECT_NE(refusal(head + "a\tV\t-\tOil\t-\tlist\tseen\n", mapping + "a\tb\texact\tlist\tseen\n").find("data/theme_mappings.tsv:2: a theme that no table has"), std::string::npos);
    EXPECT_NE(refusal(head + "a\tV\t-\tOil\t-\tlist\tseen\n", mapping + "a\ta\talike\tlist\tseen\n").find("exact, broader"), std::string::npos);
}

}  // namespace
}  // namespace comity::vocabulary
