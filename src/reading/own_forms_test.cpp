// What Comity writes as plain text and as a page comes back as the same document, and what somebody wrote into it is no riddle.
#include <gtest/gtest.h>

#include "document/html_form.hpp"
#include "document/paragraph_list.hpp"
#include "document/text_form.hpp"
#include "json/json.hpp"
#include "document/json_form.hpp"
#include "reading/own_forms.hpp"
#include "reading/reading.hpp"

namespace comity::reading {
namespace {

using document::Document;
using document::ParagraphKind;

/// A draft with all that is hard: struck words, marks that stand twice, names with commas, a list, an annex, a heading, numbers in no order.
Document hard() {
    Document d;
    d.symbol = "CA/C.2/35/L.14";
    d.kind = document::Kind::draft_resolution;
    d.body = "Concord Assembly";
    d.session = "35";
    d.number = "L.14";
    d.year = 2016;
    d.title = "Ferries and lights between Ardune and Tarrow, and of what is owed to those who wait for both of them on the shore";
    d.date_adopted = Date::of(2016, 12, 20);
    d.agenda_items = {"71 (b)", "72"};
    d.reports = {{"CA/35/390", "23"}, {"CA/35/391", std::nullopt}};
    d.vote = document::Vote{40, 1, std::nullopt, {"Ardune", "Skerries, the"}, {"Saint Orrin; Tarrow"}, {"Merrow (Isles", "Quill"}};
    d.sponsors = {{"Ardune", "those of the shore, the isles and the straits"}, {"Tarrow", std::nullopt}};
    d.paragraphs = {{.id = "pp1", .kind = ParagraphKind::preambular, .number = {}, .level = 1, .opening = "Recalling", .opening_at = 0, .text = "Recalling its resolution 34/8 of 8 December 2015, and [1] in brackets,", .lines = {}, .footnotes = {{"1", 29}}},
                    {.id = "op1", .kind = ParagraphKind::operative, .number = "1", .level = 1, .opening = "Requests", .opening_at = 13, .text = "The Assembly Requests lights;", .lines = {}, .footnotes = {}, .struck = {{"ferries and ", 22}}},
                    {.id = "op1.a", .kind = ParagraphKind::operative, .number = "(viii)", .level = 2, .opening = {}, .text = "To see", .lines = {}, .footnotes = {{"*", 6}, {"1~2", 6}}},
                    {.id = "h1", .kind = ParagraphKind::heading, .number = {}, .level = 2, .opening = {}, .text = "Annex", .lines = {}, .footnotes = {}},
                    {.id = "annex.3", .kind = ParagraphKind::annex, .number = "3 bis", .level = 1, .opening = {}, .text = "Of the isles.", .lines = {}, .footnotes = {}},
                    {.id = "x1", .kind = ParagraphKind::preambular, .number = {}, .level = 3, .opening = {}, .text = "Far in.", .lines = {}, .footnotes = {}},
                    {.id = "x2", .kind = ParagraphKind::other, .number = {}, .level = 1, .opening = {}, .text = "", .lines = {}, .footnotes = {}, .struck = {{"All of it gone.", 0}}}};
    d.footnotes = {{"1", "CA/35/12, and what stands there of the lights, which is more than fits on one line of a page that is as narrow as this one.", {}}, {"*", "A star.", {}}, {"1~2", "Another first.", {}}};
    cite_all(d, vocabulary::with_demonstration());
    d.citations.insert(d.citations.begin(), {"CA/35/390, para. 23", "CA/35/390#para=23", std::nullopt, "masthead", 4});
    return d;
}

std::string json_of(Document d) {
    d.sha256.clear();
    d.facts.clear();
    d.furniture.clear();
    for (auto& paragraph : d.paragraphs) paragraph.lines.clear();
    for (auto& note : d.footnotes) note.lines.clear();
    return json::write(to_json(d));
}

std::string text_of(const Document& d, std::string notice = {}) { return to_text(d, {.notice = std::move(notice), .ending = document::Ending::paragraph_list}); }

TEST(OwnForms, PlainTextComesBackAsTheSameDocument) {
    EXPECT_EQ(json_of(read(text_of(hard()), vocabulary::with_demonstration())), json_of(hard()));
    EXPECT_EQ(json_of(read(text_of(hard(), "invented for demonstration"), vocabulary::with_demonstration())), json_of(hard()));
    const std::string beside = to_text(hard(), {.beside = {{"Roll calls", {{"On the whole", "40"}}, {"A remark."}}}, .ending = document::Ending::paragraph_list});
    EXPECT_EQ(json_of(read(beside, vocabulary::with_demonstration())), json_of(hard()));
    for (const std::size_t width : {20U, 33U, 200U}) {
        EXPECT_EQ(json_of(read(to_text(hard(), {.width = width, .ending = document::Ending::paragraph_list}), vocabulary::with_demonstration())), json_of(hard())) << width;
    }
}

TEST(OwnForms, TheLineEndsOfAnotherSystemAreNoDifference) {
    std::string text;
    for (const char c : text_of(hard())) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    EXPECT_EQ(json_of(read("\xEF\xBB\xBF" + text, vocabulary::with_demonstration())), json_of(hard()));
}

TEST(OwnForms, APageComesBackAsTheSameDocument) {
    EXPECT_EQ(json_of(read(to_html(hard()), vocabulary::with_demonstration())), json_of(hard()));
    EXPECT_EQ(json_of(read(to_html(hard(), {.notice = "invented for demonstration", .beside = {{"Roll calls", {{"On the whole", "40"}}, {}}}}), vocabulary::with_demonstration())), json_of(hard()));
}

TEST(OwnForms, EachParagraphKnowsItsLines) {
    const Document d = read(text_of(hard()), vocabulary::with_demonstration());
    std::vector<std::string> lines;
    const std::string text = text_of(hard());
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) lines.push_back(text.substr(at, text.find('\n', at) - at));
    for (const auto& paragraph : d.paragraphs) {
        const std::string& first = lines.at(paragraph.lines.front().first - 1);
        EXPECT_NE(first.find(paragraph.text.substr(0, 5)), std::string::npos) << paragraph.id << first;
    }
    EXPECT_EQ(lines.at(d.furniture.front().lines.first - 1).substr(0, 15), "[Comity text 1]");
}

TEST(OwnForms, WordsMayBeMendedAndThePlacesStay) {
    std::string text = text_of(hard());
    text.replace(text.find("Of the isles."), 13, "Of the islands.");
    const Document d = read(text, vocabulary::with_demonstration());
    EXPECT_EQ(d.paragraphs.at(4).text, "Of the islands.");
    EXPECT_EQ(d.paragraphs.at(4).id, "annex.3");
}

TEST(OwnForms, WhereAParagraphWasPutInItIsReadAsAnyText) {
    std::string text = text_of(hard());
    text.insert(text.find("     (viii)"), "2.   Decides to remain seized.\n\n");
    const Document d = read(text, vocabulary::with_demonstration());
    ASSERT_FALSE(d.diagnostics.empty());
    EXPECT_EQ(d.diagnostics.front().code, "list-does-not-fit");
    EXPECT_TRUE(std::any_of(d.paragraphs.begin(), d.paragraphs.end(), [](const auto& p) { return p.text == "Decides to remain seized."; }));
    EXPECT_EQ(d.title, hard().title);  // facts stay what they are
    EXPECT_EQ(d.sponsors, hard().sponsors);
    EXPECT_TRUE(std::none_of(d.paragraphs.begin(), d.paragraphs.end(), [](const auto& p) { return p.text.find("Comity text") != std::string::npos; }));
    std::string page = to_html(hard());
    page.insert(page.find("<div class=\"p operative l2\""), "<div class=\"p operative l1\" id=\"op2\"><p class=\"t\">More.</p></div>");
    EXPECT_EQ(read(page, vocabulary::with_demonstration()).diagnostics.front().code, "list-does-not-fit");
}

TEST(OwnForms, AListThatContradictsItselfIsNone) {
    for (const char* list : {"symbol; pp1; pp1", "symbol; fn1; pp1", "symbol; pp1 {level x}", "symbol; pp1 {", "symbol; p p; ", "symbol; <b>", "what; pp1", "symbol; fn1; fn1", "symbol; masthead x", "", "-; pp1 [1"}) {
        EXPECT_FALSE(document::paragraph_list_in(list)) << list;
    }
    const auto list = document::paragraph_list_in("-; II.op12.a.i~2 {other, level 7, at 3, number 4 bis} Also requests [1] [1~2]; op2.end +9");
    ASSERT_TRUE(list);
    const document::Listed expected{"II.op12.a.i~2", ParagraphKind::other, 7, "4 bis", "Also requests", 3, {"1", "1~2"}};
    EXPECT_EQ(list->paragraphs.at(0), expected);
    EXPECT_EQ(list->paragraphs.at(1).level, 1);
}

TEST(OwnForms, WhatOnlyLooksLikeOursIsReadAsAnyText) {
    const std::string good = text_of(hard());
    for (const auto& [what, with] : {std::pair<std::string, std::string>{"CA/C.2/35/L.14\n", "<script>\n"}, {"Far in.", "Far \x03 in."}, {"Far in.", "Far \xFF in."}, {"English", "<b>"}, {"year 2016", "year -4"}, {"{preambular, level 3}", "{preambular, level 0}"}}) {
        std::string text = good;
        ASSERT_NE(text.find(what), std::string::npos) << what;
        text.replace(text.find(what), what.size(), with);
        EXPECT_FALSE(read_own_text(text, vocabulary::with_demonstration())) << with;
        EXPECT_FALSE(read(text, vocabulary::with_demonstration()).diagnostics.empty());
    }
}

TEST(OwnForms, AnOpeningThatCutsALetterIsNone) {
    document::Paragraph paragraph{.id = "pp1", .kind = ParagraphKind::preambular, .number = {}, .opening = {}, .text = "É bien", .lines = {}, .footnotes = {}};
    EXPECT_FALSE(take_opening(paragraph, {.id = "pp1", .opening = "+1"}));
    EXPECT_FALSE(take_opening(paragraph, {.id = "pp1", .opening = "+99"}));
    EXPECT_FALSE(take_opening(paragraph, {.id = "pp1", .opening = "+3", .opening_at = 1}));
    EXPECT_TRUE(take_opening(paragraph, {.id = "pp1", .opening = "+2"}));
}

}  // namespace
}  // namespace comity::reading
