// The catalogue and the templates as they are delivered: complete, explained, and without a word outside the catalogue.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/assets.hpp"
#include "json/json.hpp"
#include "machinery/holdings/sentences.hpp"
#include "web/catalogue.hpp"

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
        for (const auto& [id, pattern] : holdings::all_sentences) {
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
        } else if (text.substr(i).starts_with("<code>")) {
            i = text.find("</code>", i);
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
        // "·" between title and name of the window is the one sign that stands in a template.
        std::string words = left;
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

TEST(Words, EveryMessageIsUsedByATemplateOrByName) {
    std::string all;
    for (const assets::Asset& asset : assets::below(templates)) all += asset.bytes;
    // Families whose members are named by a value: a fact, a month, a status.
    const auto by_value = [](std::string_view id) {
        constexpr std::string_view families[] = {"month.", "fact.", "nav.", "trouble.", "spine.", "correct.hint.", "sentence."};
        return std::any_of(std::begin(families), std::end(families), [&](std::string_view family) { return id.starts_with(family); });
    };
    // Named in the code itself: each of these is asked for by a test of a page.
    const std::set<std::string, std::less<>> in_code = {
        "about.title", "attention.title", "correct.empty_fact", "correct.file", "correct.file_explained", "correct.level", "correct.nothing_changed",
        "correct.title", "date.long", "direction", "documents.title", "entry.act", "entry.file", "files.footnotes", "fit", "help.title",
        "history.title", "home.title", "import.done_title", "import.no_files", "import.outcome", "import.title", "kind", "kinds", "moment",
        "number.separator", "paragraph_kind", "place.annex", "place.footnote", "place.operative", "place.operative_below", "place.operative_end", "place.other", "place.preambular", "place.title", "presence", "refused.forged",
        "refused.host", "refused.stale", "search.title", "search.title_with", "series.list_title", "series.title", "severity", "unplaced.paragraph"};
    for (const std::string& id : english().ids()) {
        const bool in_template = all.find("{{t " + id + "}}") != std::string::npos;
        EXPECT_TRUE(in_template || by_value(id) || in_code.count(id) == 1) << id;
        EXPECT_FALSE(in_template && in_code.count(id) == 1) << id;
    }
}

}  // namespace
}  // namespace comity::web
