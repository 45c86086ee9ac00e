#include "vocabulary/vocabulary.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/assets.hpp"
#include "base/error.hpp"

namespace comity::vocabulary {
namespace {

TEST(Vocabulary, FindsBodiesByTheirNames) {
    EXPECT_EQ(standard().body("HRC")->name, "Human Rights Council");
    EXPECT_EQ(standard().body_named("the General Assembly")->id, "GA");
    EXPECT_EQ(standard().body_named("THE SECURITY COUNCIL")->id, "SC");
    EXPECT_EQ(standard().body_named("L’Assemblée générale")->id, "GA");
    EXPECT_EQ(standard().body_named("大会")->id, "GA");
    EXPECT_EQ(standard().body_named("nobody"), nullptr);
    EXPECT_EQ(standard().body("GA")->resolution_head, "A/RES/");
}

TEST(Vocabulary, FindsTheBodyOfASymbolByTheLongestHead) {
    EXPECT_EQ(standard().body_of_symbol("A/HRC/59/15")->id, "HRC");
    EXPECT_EQ(standard().body_of_symbol("A/RES/78/199")->id, "GA");
    EXPECT_EQ(standard().body_of_symbol("E/CN.4/SUB.2/2000/46")->id, "SUBCOM");
    EXPECT_EQ(standard().body_of_symbol("S/RES/1325(2000)")->id, "SC");
    EXPECT_EQ(standard().body_of_symbol("ST/SGB/2003/13")->id, "ST");
}

TEST(Vocabulary, FindsStatesByAnyName) {
    EXPECT_EQ(standard().state_named("Bolivia (Plurinational State of)")->iso3, "BOL");
    EXPECT_EQ(standard().state_named("Plurinational State of Bolivia")->iso3, "BOL");
    EXPECT_EQ(standard().state_named("Cote d'Ivoire")->iso3, "CIV");
    EXPECT_EQ(standard().state_named("the Republic of Albania")->iso3, "ALB");
    EXPECT_EQ(standard().state_named("Святой Престол")->iso3, "VAT");
    EXPECT_EQ(standard().state_named("Atlantis"), nullptr);
}

TEST(Vocabulary, FindsStatesByTheirCode) {
    EXPECT_EQ(standard().state("ALB"), standard().state_named("Albania"));
    EXPECT_EQ(standard().state("XXZ"), nullptr);
    for (const State& state : standard().states()) EXPECT_EQ(standard().state(state.iso3), &state) << state.iso3;
}

TEST(Vocabulary, HasTheInventedWorldOnlyWithTheDemonstration) {
    EXPECT_EQ(standard().body_named("Concord Assembly"), nullptr);
    const auto* assembly = with_demonstration().body_named("The Concord Assembly");
    ASSERT_NE(assembly, nullptr);
    EXPECT_TRUE(assembly->invented);
    EXPECT_EQ(assembly->resolution_head, "CA/RES/");
    EXPECT_TRUE(with_demonstration().state_named("Upper Tarrow")->invented);
    EXPECT_EQ(with_demonstration().body_named("General Assembly")->id, "GA");
}

TEST(Vocabulary, SaysWhichTableAndLineIsWrong) {
    const Table broken{"data/bodies.tsv", "id\tname\nGA\n"};
    try {
        const Vocabulary vocabulary({&broken, 1});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::bad_request);
        EXPECT_NE(std::string(error.what()).find("data/bodies.tsv:2"), std::string::npos) << error.what();
    }
}

TEST(Vocabulary, KnowsSingleWordsOnly) {
    EXPECT_TRUE(standard().is_word("international"));
    EXPECT_TRUE(standard().is_word("non-governmental"));
    EXPECT_FALSE(standard().is_word("internationa"));
    EXPECT_FALSE(standard().is_word("International"));
    EXPECT_FALSE(standard().is_word(""));
    for (const char c : assets::get("data/words.txt")) ASSERT_TRUE(c != ' ' && c != '\t' && c != '\r');
}

TEST(Vocabulary, HasEveryStateInSixLanguages) {
    for (const State& state : standard().states()) {
        EXPECT_EQ(state.iso3.size(), 3U);
        EXPECT_EQ(state.short_names.size(), 6U) << state.iso3;
        for (const auto& [language, name] : state.short_names) EXPECT_EQ(standard().state_named(name), &state) << language << ' ' << name;
    }
    EXPECT_EQ(standard().states().size(), 195U);
}

TEST(Vocabulary, FindsItsOwnBodiesByAllTheirNames) {
    for (const Body& body : standard().bodies()) {
        EXPECT_EQ(standard().body(body.id), &body);
        for (const auto& [language, name] : body.names) EXPECT_EQ(standard().body_named(name), &body) << name;
        if (!body.parent.empty()) { EXPECT_NE(standard().body(body.parent), nullptr) << body.id; }
        for (const char* language : {"en", "fr", "ar"}) {
            EXPECT_EQ(std::count_if(body.shown_names.begin(), body.shown_names.end(), [&](const auto& name) { return name.first == language; }), 1) << body.id << ' ' << language;
        }
    }
    for (const Body& body : with_demonstration().bodies()) EXPECT_GE(body.shown_names.size(), 3U) << body.id;
}

TEST(Vocabulary, FindsBodiesAtTheEdgesOfATextAsWholeWords) {
    const auto before = standard().body_at_end("pursuant to Human Rights Council");
    ASSERT_TRUE(before);
    EXPECT_EQ(before->body->id, "HRC");
    EXPECT_EQ(before->length, std::string_view("Human Rights Council").size());
    const auto shared = standard().body_at_start("Council, at its session");
    ASSERT_TRUE(shared);
    EXPECT_EQ(shared->shared, "Council");
    EXPECT_FALSE(standard().body_at_start("Councillors"));
    EXPECT_FALSE(standard().body_at_end("Subassembly"));
}

TEST(Vocabulary, SaysOfEachRowOfItsTablesWhatItsSourceIs) {
    for (const auto& asset : assets::below("data/")) {
        if (!asset.path.ends_with(".tsv")) continue;
        const auto header = asset.bytes.substr(0, asset.bytes.find('\n'));
        EXPECT_NE(header.find("\tsource\ttrust"), std::string_view::npos) << asset.path;
    }
}

}  // namespace
}  // namespace comity::vocabulary
