// The catalogue and the templates as they are delivered: complete, explained, and without a word outside the catalogue.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/assets.hpp"
#include "base/testing.hpp"
#include "json/json.hpp"
#include "machinery/actors/sentences.hpp"
#include "machinery/consultations/reading_sentences.hpp"
#include "machinery/consultations/sentences.hpp"
#include "machinery/cooperation/sentences.hpp"
#include "machinery/drafting/sentences.hpp"
#include "machinery/followup/sentences.hpp"
#include "machinery/holdings/sentences.hpp"
#include "machinery/mandates/sentences.hpp"
#include "machinery/reviews/sentences.hpp"
#include "record/sentences.hpp"
#include "web/catalogue.hpp"
#include "web/languages.hpp"

namespace comity::web {
namespace {

constexpr std::string_view templates = "assets/templates/";

Catalogue english() { return {"en", assets::get("assets/i18n/en.json")}; }

TEST(Words, EveryMessageIsExplainedToTranslatorsAndNoOther) {
    const json::Value notes = json::parse(assets::get("assets/i18n/qqq.json"));
    const std::vector<std::string> ids = english().ids();
    std::set<std::string> explained;
    for (const auto& [id, note] : *notes.as_object()) {
        if (!id.starts_with('@')) explained.insert(id);
        ASSERT_NE(note.as_string(), nullptr) << id;
        EXPECT_FALSE(note.as_string()->empty()) << id;
    }
    EXPECT_EQ(explained, std::set<std::string>(ids.begin(), ids.end()));
}

TEST(Words, WhatTheMachinerySaysIsInEveryCatalogueWithItsArguments) {
    for (const assets::Asset& asset : assets::below("assets/i18n/")) {
        if (asset.path.ends_with("/qqq.json")) continue;
        const Catalogue catalogue("en", asset.bytes);
        std::vector<std::pair<std::string_view, std::string_view>> all(holdings::all_sentences.begin(), holdings::all_sentences.end());
        all.insert(all.end(), actors::all_sentences.begin(), actors::all_sentences.end());
        all.insert(all.end(), consultations::all_sentences.begin(), consultations::all_sentences.end());
        all.insert(all.end(), consultations::all_reading_sentences.begin(), consultations::all_reading_sentences.end());
        all.insert(all.end(), cooperation::all_sentences.begin(), cooperation::all_sentences.end());
        all.insert(all.end(), drafting::all_sentences.begin(), drafting::all_sentences.end());
        all.insert(all.end(), mandates::all_sentences.begin(), mandates::all_sentences.end());
        all.insert(all.end(), reviews::all_sentences.begin(), reviews::all_sentences.end());
        all.insert(all.end(), followup::all_sentences.begin(), followup::all_sentences.end());
        all.insert(all.end(), record::all_sentences.begin(), record::all_sentences.end());
        for (const auto& [id, pattern] : all) {
            ASSERT_TRUE(catalogue.has(id)) << asset.path << ": " << id;
            const std::vector<std::string> in_catalogue = catalogue.arguments_of(id);
            const auto in_code = argument_names(pattern);
            EXPECT_EQ(std::set<std::string>(in_catalogue.begin(), in_catalogue.end()), std::set<std::string>(in_code.begin(), in_code.end())) << asset.path << ": " << id;
        }
    }
}

/// The text of a template with its tags and its markup taken out; what is left a person would read.
std::string literal_words(std::string_view text) {
    std::string left;
    for (std::size_t i = 0; i < text.size();) {
        if (text.substr(i).starts_with("{{")) {
            i = std::min(text.find("}}", i), text.size() - 2) + 2;
        } else if (text.substr(i).starts_with("<pre")) {
            i = text.find("</pre>", i);  // commands are typed as they stand, in every language
        } else if (text.substr(i).starts_with("<code")) {
            i = text.find("</code>", i);
        } else if (text.substr(i).starts_with("<kbd")) {
            i = text.find("</kbd>", i);
        } else if (text.substr(i).starts_with("<a href=\"/assets/fonts/")) {
            i = text.find("</a>", i);  // names of typefaces
        } else if (text[i] == '<') {
            // An attribute may hold tags of ours with a '>' inside: look for the end outside of them.
            while (i < text.size() && text[i] != '>') i = text.substr(i).starts_with("{{") ? text.find("}}", i) + 2 : i + 1;
            ++i;
        } else {
            left += text[i++];
        }
    }
    return left;
}

TEST(Words, TemplatesHaveNoWordsOfTheirOwn) {
    for (const assets::Asset& asset : assets::below(templates)) {
        const std::string left = literal_words(asset.bytes);
        const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<signed char>(c) < 0; };
        // "·" between title and name of the window and "¶" are the signs that stand in templates, and names of keys are what is printed on them.
        std::string words = left;
        for (std::size_t sign = words.find("¶"); sign != std::string::npos; sign = words.find("¶")) words.erase(sign, std::string_view("¶").size());
        for (std::size_t dot = words.find("·"); dot != std::string::npos; dot = words.find("·")) words.erase(dot, std::string_view("·").size());
        EXPECT_EQ(std::count_if(words.begin(), words.end(), letter), 0) << asset.path << ": " << words;
    }
}

TEST(Words, AttributesThatPeopleReadComeFromTheCatalogue) {
    for (const assets::Asset& asset : assets::below(templates)) {
        for (const std::string_view attribute : {" aria-label=\"", " placeholder=\"", " title=\"", " alt=\""}) {
            for (std::size_t at = asset.bytes.find(attribute); at != std::string_view::npos; at = asset.bytes.find(attribute, at + 1)) {
                EXPECT_TRUE(asset.bytes.substr(at + attribute.size()).starts_with("{{")) << asset.path << " " << asset.bytes.substr(at, 40);
            }
        }
    }
}

std::string sources() {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(source_folder() / "src/web")) {
        if (entry.path().extension() != ".cpp" || entry.path().stem().string().ends_with("_test")) continue;
        std::ifstream in(entry.path());
        std::ostringstream text;
        text << in.rdbuf();
        all += text.str();
    }
    return all;
}

TEST(Words, EveryMessageIsUsedByATemplateOrInTheCode) {
    std::string all = sources();
    for (const assets::Asset& asset : assets::below(templates)) all += asset.bytes;
    // Families whose members are named by a value: a fact, a month, a status.
    const auto by_value = [](std::string_view id) {
        constexpr std::string_view families[] = {"month.", "fact.", "nav.", "trouble.", "spine.", "correct.hint.", "downloads.", "tour.", "number.", "sentence.", "check.rule.", "check.level.", "actors.field.", "actors.sponsored", "actors.voted", "actors.asked", "actors.cooperation", "actors.recommended_"};
        return std::any_of(std::begin(families), std::end(families), [&](std::string_view family) { return id.starts_with(family); });
    };
    for (const std::string& id : english().ids()) {
        const bool used = all.find("{{t " + id + "}}") != std::string::npos || all.find("\"" + id + "\"") != std::string::npos;
        EXPECT_TRUE(used || by_value(id)) << id;
    }
}

TEST(Words, EachLanguageIsWhole) {
    const Languages languages;
    const Catalogue base = english();
    std::vector<std::string> offered;
    for (const Catalogue* catalogue : languages.offered()) {
        const std::string& language = catalogue->language();
        offered.push_back(language);
        EXPECT_FALSE(catalogue->about("language").empty()) << language;
        EXPECT_FALSE(catalogue->about("read by a native speaker").empty()) << language;
        for (const std::string& id : base.ids()) {
            ASSERT_TRUE(catalogue->has(id)) << language << " has no \"" << id << "\"";
            EXPECT_EQ(catalogue->arguments_of(id), base.arguments_of(id)) << language << " \"" << id << "\"";
        }
        for (const std::string& id : catalogue->ids()) EXPECT_TRUE(base.has(id)) << language << " has \"" << id << "\", which nothing asks for";
    }
    EXPECT_EQ(offered, (std::vector<std::string>{"en", "ar", "fr"}));
}

TEST(Words, FiguresAndDatesAreThoseOfTheLanguage) {
    const Languages languages;
    EXPECT_EQ(languages.find("fr")->number(2443), "2 443");
    EXPECT_EQ(languages.find("fr")->date(*Date::of(2016, 3, 1)), "1er mars 2016");
    EXPECT_EQ(languages.find("ar")->figures("2023"), "٢٠٢٣");
    EXPECT_EQ(languages.english().date(*Date::of(2016, 3, 1)), "1 March 2016");
}

http::Request wishing(std::string_view header, std::string_view value) {
    http::Request request;
    request.headers = {{std::string(header), std::string(value)}};
    return request;
}

TEST(Words, TheLanguageIsThatOfTheAddressTheCookieOrTheBrowser) {
    const Languages languages;
    EXPECT_EQ(languages.chosen(wishing("Accept-Language", "de, fr-CH;q=0.8, en;q=0.5"), "").language(), "fr");
    EXPECT_EQ(languages.chosen(wishing("Accept-Language", "de, fr;q=0.3, ar;q=0.7"), "").language(), "ar");
    EXPECT_EQ(languages.chosen(wishing("Accept-Language", "fr;q=0"), "").language(), "en");
    EXPECT_EQ(languages.chosen(wishing("Accept-Language", "qps"), "").language(), "en");
    EXPECT_EQ(languages.chosen(wishing("Cookie", "comity-lang=fr"), "").language(), "fr");
    EXPECT_EQ(languages.chosen(wishing("Cookie", "comity-lang=fr"), "ar").language(), "ar");
    EXPECT_EQ(languages.chosen(wishing("Cookie", "comity-lang=xx"), "yy").language(), "en");
}

}  // namespace
}  // namespace comity::web
