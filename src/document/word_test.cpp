#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/word_form.hpp"
#include "document/word_testing.hpp"
#include "document/word_text.hpp"

namespace comity::document::word {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Decision;
using testing::lines_of;
using testing::problems_of;

document::Paragraph paragraph(std::string id, ParagraphKind kind, std::optional<std::string> number, int level, std::optional<std::string> opening, std::string text,
                              std::vector<NoteMark> marks = {}) {
    return {.id = std::move(id), .kind = kind, .number = std::move(number), .level = level, .opening = std::move(opening), .text = std::move(text), .lines = {}, .footnotes = std::move(marks)};
}

Document invented() {
    Document document;
    document.symbol = "A/RES/98/7";
    document.kind = Kind::resolution;
    document.body = "Assembly of the Archipelago";
    document.title = "Care of <shared> lighthouses";
    document.paragraphs = {
        paragraph("pp1", ParagraphKind::preambular, {}, 1, "Recalling", "Recalling its resolution 97/3 on lamps,", {{"1", 29}}),
        paragraph("h1", ParagraphKind::heading, "I", 1, {}, "Lamps & horns"),
        paragraph("op1", ParagraphKind::operative, "1", 1, "Requests", "Requests the keepers:"),
        paragraph("op1.a", ParagraphKind::operative, "(a)", 2, {}, "To keep the light \"burning\";", {{"1", 17}, {"*", 28}}),
        paragraph("op1.b", ParagraphKind::operative, "(b)", 2, {}, "To report:"),
        paragraph("op1.b.i", ParagraphKind::operative, "(i)", 3, {}, "Wrecks;"),
        paragraph("op1.b.ii", ParagraphKind::operative, "(ii)", 3, {}, "Fog;"),
        paragraph("op2", ParagraphKind::operative, "2", 1, "Also requests", "Also requests the pilots:"),
        paragraph("op2.a", ParagraphKind::operative, "(a)", 2, {}, "To ring;"),
        paragraph("op2bis", ParagraphKind::operative, "2 bis", 1, "Invites", "Invites the harbours;"),
        paragraph("op3", ParagraphKind::operative, "3", 1, "Decides", "Decides to go on."),
        paragraph("annex.1", ParagraphKind::annex, "1", 1, {}, "A lamp is any light."),
    };
    document.footnotes = {{"1", "See A/98/1.", {}}, {"*", "Reissued.", {}}, {"9", "Of no place.", {}}};
    return document;
}

TEST(WordForm, has_headings_numbers_italics_and_footnotes_as_a_word_processor_knows_them) {
    const std::string docx = to_docx(invented(), {.notice = "Invented"});
    EXPECT_THAT(problems_of(docx), IsEmpty());
    EXPECT_THAT(lines_of(docx, Decision::none),
                ElementsAre("MastheadRule||A/RES/98/7", "Masthead|Assembly of the Archipelago|", "Title||98/7. Care of <shared> lighthouses", "Organ||{The Assembly of the Archipelago,}", "Preambular||{Recalling} its resolution 97/3[^1: See A/98/1.] on lamps,", "Heading1||I. Lamps & horns",
                            "Operative|1.|{Requests} the keepers:", "Operative2|(a)|To keep the light[^1] \"burning\";[^*: Reissued.]", "Operative2|(b)|To report:",
                            "Operative3|(i)|Wrecks;", "Operative3|(ii)|Fog;", "Operative|2.|{Also requests} the pilots:", "Operative2|(a)|To ring;",
                            "Operative|2 bis.|{Invites} the harbours;", "Operative|3.|{Decides} to go on.", "Annex|1.|A lamp is any light.", "LooseNote|[^9]|Of no place."));
}

TEST(WordForm, is_set_as_a_text_of_the_united_nations_is) {
    Document document = invented();
    document.body = "General Assembly";
    document.session = "98";
    document.distribution = "General";
    document.date_distributed = Date::of(2044, 1, 20);
    document.agenda_items = {"71 (b)", "72"};
    document.agenda_title = "Lamps";
    document.date_adopted = Date::of(2043, 12, 19);
    document.committee = "Third Committee";
    document.reports = {{"A/98/480", "9"}};
    document.meeting = "50th plenary meeting";
    document.adoption = "recorded vote";
    document.vote = Vote{120, 2, 1, {"Merrow"}, {"Quill", "Tarn"}, {}};
    const std::string docx = to_docx(document);
    EXPECT_THAT(problems_of(docx), IsEmpty());
    const auto lines = lines_of(docx, Decision::none);
    for (const char* line : {"MastheadRule|United Nations|A/RES/98/7", "Masthead|General Assembly|Distr.: General", "Masthead|Ninety-eighth session|20 January 2044", "Masthead||Agenda items 71 (b) and 72",
                             "Masthead||Lamps", "Adopted||Resolution adopted by the General Assembly on 19 December 2043", "Masthead||{[on the report of the Third Committee (A/98/480, para. 9)]}",
                             "Closing||{50th plenary meeting}", "Closing||{19 December 2043}", "OtherText||[Adopted by recorded vote of 120 to 2, with 1 abstention:", "OtherText||{In favour:} Merrow",
                             "OtherText||{Against:} Quill, Tarn]"}) {
        EXPECT_THAT(lines, ::testing::Contains(line));
    }
}

TEST(WordForm, closes_the_text_before_its_annex) {
    Document document = invented();
    document.body = "General Assembly";
    document.meeting = "50th plenary meeting";
    document.adoption = "without a vote";
    document.paragraphs.insert(document.paragraphs.end() - 1, {paragraph("h2", ParagraphKind::heading, {}, 1, {}, "Annex"), paragraph("h3", ParagraphKind::heading, {}, 2, {}, "Of lamps")});
    const auto place_of = [](const std::vector<std::string>& lines, std::string_view line) { return std::find(lines.begin(), lines.end(), line) - lines.begin(); };
    const auto lines = lines_of(to_docx(document), Decision::none);
    EXPECT_EQ(place_of(lines, "Closing||{50th plenary meeting}"), place_of(lines, "Operative|3.|{Decides} to go on.") + 1);
    EXPECT_EQ(place_of(lines, "OtherText||[Adopted without a vote.]"), place_of(lines, "Heading1||Annex") - 1);
    EXPECT_EQ(lines.at(lines.size() - 2), "Annex|1.|A lamp is any light.");

    // a text that goes on behind what looks like an annex is closed at its end
    document.paragraphs.push_back(paragraph("op4", ParagraphKind::operative, "4", 1, "Decides", "Decides to rest."));
    const auto further = lines_of(to_docx(document), Decision::none);
    EXPECT_EQ(place_of(further, "Closing||{50th plenary meeting}"), place_of(further, "Operative|4.|{Decides} to rest.") + 1);
}

TEST(WordForm, strikes_what_the_draft_shows_struck) {
    Document document = invented();
    document.paragraphs[0].struck = {{"own ", 14}};
    const std::string docx = to_docx(document);
    EXPECT_THAT(problems_of(docx), IsEmpty());
    const auto lines = lines_of(docx, Decision::none);
    EXPECT_THAT(lines, ::testing::Contains("Preambular||{Recalling} its own resolution 97/3[^1: See A/98/1.] on lamps,"));
    EXPECT_EQ(testing::count_of(docx, "w:strike"), 1U);
}

TEST(WordForm, is_the_same_bytes_every_time) { EXPECT_EQ(to_docx(invented()), to_docx(invented())); }

TEST(WordForm, runs_from_right_to_left_where_the_language_does) {
    Document document;
    document.language = "ar";
    document.paragraphs = {paragraph("op1", ParagraphKind::operative, "1", 1, {}, "مصباح 78/199")};
    const std::string docx = to_docx(document);
    EXPECT_THAT(problems_of(docx), IsEmpty());
    EXPECT_EQ(testing::count_of(docx, "w:bidi"), 1U);  // of the section; the styles have their own
    EXPECT_EQ(testing::count_of(docx, "w:rtl"), 1U);   // the names of facts are English
}

TEST(WordForm, of_nothing_is_still_a_file) {
    EXPECT_THAT(problems_of(to_docx({})), IsEmpty());
}

TEST(WordForm, lets_no_control_character_or_broken_byte_into_the_file) {
    Document document;
    document.title = std::string("a\x01\xFF" "b\tc");
    document.paragraphs = {paragraph("x1", ParagraphKind::other, {}, 1, {}, "bell\x07")};
    EXPECT_THAT(lines_of(to_docx(document), Decision::none), ElementsAre("Title||a \xEF\xBF\xBD" "b c", "Fact|Kind|Document", "Fact|Language|English", "OtherText||bell "));
}

TEST(Footnotes, are_counted_from_where_they_begin_and_printed_where_they_would_be_counted_otherwise) {
    Document document;
    document.paragraphs = {paragraph("x1", ParagraphKind::other, {}, 1, {}, "lamp horn", {{"4", 4}, {"5", 9}})};
    document.footnotes = {{"4", "Light.", {}}, {"5", "Sound.", {}}};
    EXPECT_EQ(TextSide(document).first_counted(), 4);
    EXPECT_EQ(lines_of(to_docx(document), Decision::none).back(), "OtherText||lamp[^4: Light.] horn[^5: Sound.]");
    document.footnotes[1].mark = document.paragraphs[0].footnotes[1].mark = "7";
    EXPECT_EQ(TextSide(document).first_counted(), std::nullopt);
    EXPECT_EQ(lines_of(to_docx(document), Decision::none).back(), "OtherText||lamp[^4: Light.] horn[^7: Sound.]");
}

TEST(Numbering, goes_on_where_the_printed_numbers_do_and_begins_anew_where_they_jump) {
    Document document;
    for (const char* number : {"1", "2", "4", "5", "1"}) document.paragraphs.push_back(paragraph(number, ParagraphKind::operative, number, 1, {}, "Lamp;"));
    const Numbering numbering = numbering_of(document);
    EXPECT_EQ(numbering.lists, (std::vector<List>{{Numbers::decimal, 1}, {Numbers::decimal, 4}, {Numbers::decimal, 1}}));
    EXPECT_EQ(numbering.of_paragraph, (std::vector<std::optional<std::size_t>>{0, 0, 1, 1, 2}));
}

TEST(Numbering, knows_the_letter_i_behind_h_from_the_first_of_small_numbers) {
    Document document;
    for (const char* number : {"(g)", "(h)", "(i)", "(j)"}) document.paragraphs.push_back(paragraph(number, ParagraphKind::operative, number, 2, {}, "Lamp;"));
    EXPECT_EQ(numbering_of(document).lists, (std::vector<List>{{Numbers::letter, 7}}));
    document.paragraphs.erase(document.paragraphs.begin(), document.paragraphs.begin() + 2);
    EXPECT_EQ(numbering_of(document).lists, (std::vector<List>{{Numbers::roman, 1}, {Numbers::letter, 10}}));
}

/// Two paragraphs that became one, a word that went and one that came.
File with_changes() {
    File file{.author = "A/RES/99/1", .date = Date::of(2044, 12, 18)};
    file.blocks.emplace_back(Paragraph{.runs = {plain("Keeps the "), {.text = "lamp", .track = Track::deleted}, {.text = "horn", .track = Track::inserted}, {.text = " ", .track = Track::inserted}},
                                       .mark = Track::deleted});
    file.blocks.emplace_back(Paragraph{.place = {.style = Style::operative}, .runs = {plain("and rings.")}, .place_before = Place{.style = Style::preambular}});
    file.blocks.emplace_back(Paragraph{.runs = {{.text = "New.", .track = Track::inserted}}, .mark = Track::inserted});
    return file;
}

TEST(Changes, are_decided_by_whoever_reads_the_file) {
    const std::string docx = bytes_of(with_changes());
    EXPECT_THAT(problems_of(docx), IsEmpty());
    EXPECT_THAT(lines_of(docx, Decision::accept), ElementsAre("Operative||Keeps the horn and rings.", "OtherText||New."));
    EXPECT_THAT(lines_of(docx, Decision::reject), ElementsAre("OtherText||Keeps the lamp", "Preambular||and rings."));
}

TEST(Tables, have_a_paragraph_in_every_cell) {
    File file{.sheet = Sheet::across};
    file.blocks.emplace_back(Table{.widths = {50, 50}, .rows = {{{{.place = {.style = Style::cell_head}, .runs = {plain("Year")}}}, {}}, {{{.place = {.style = Style::cell}, .runs = {plain("2044")}}}}}});
    const std::string docx = bytes_of(file);
    EXPECT_THAT(problems_of(docx), IsEmpty());
    EXPECT_THAT(lines_of(docx, Decision::none), ElementsAre("CellHead||Year", "Cell||2044"));
}

}  // namespace
}  // namespace comity::document::word
