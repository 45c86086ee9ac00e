#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "document/html_form.hpp"
#include "document/html_page.hpp"
#include "document/json_form.hpp"
#include "document/markdown_form.hpp"
#include "document/pieces.hpp"
#include "document/text_form.hpp"

namespace comity::document {
namespace {

using testing::HasSubstr;
using testing::Not;

/// An invented resolution with one of everything.
Document invented() {
    Document document;
    document.symbol = "X/RES/12/7";
    document.kind = Kind::resolution;
    document.body = "Assembly of the Archipelago";
    document.session = "12";
    document.number = "7";
    document.year = 2031;
    document.title = "Care of shared lighthouses";
    document.date_adopted = Date::of(2031, 5, 4);
    document.agenda_items = {"71 (b)"};
    document.adoption = "recorded vote";
    document.vote = Vote{7, 2, std::nullopt, {"Merrow", "Tarn"}, {"Quill"}, {}};
    document.sponsors = {{"Merrow", "the Northern Group"}};
    document.sha256 = std::string(64, 'a');
    document.paragraphs = {
        {.id = "pp1", .kind = ParagraphKind::preambular, .number = {}, .opening = "Recalling", .text = "Recalling its resolution 11/3 <of old> on lamps,",
         .lines = {{3, 4}, {7, 7}}, .footnotes = {{"1", 29}}},
        {.id = "op1", .kind = ParagraphKind::operative, .number = "1", .opening = "Requests", .text = "Requests the keepers:", .lines = {{9, 9}}, .footnotes = {}},
        {.id = "op1.a", .kind = ParagraphKind::operative, .number = "(a)", .level = 2, .opening = {},
         .text = "To keep the light \"burning\" & bright;", .lines = {{10, 10}}, .footnotes = {{"1", 17}}},
    };
    document.citations = {{"resolution 11/3", "X/RES/11/3", Date::of(2030, 1, 2), "pp1", 14}};
    document.footnotes = {{"1", "A lamp is any light.", {{12, 12}}}};
    document.diagnostics = {{Severity::warning, 5, "date-conflict", "the date and the session do not agree"}};
    return document;
}

TEST(JsonForm, names_the_fields_of_the_contract_in_its_order) {
    const json::Value value = to_json(invented());
    std::vector<std::string> names;
    for (const auto& [name, unused] : *value.as_object()) names.push_back(name);
    EXPECT_EQ(names, (std::vector<std::string>{"symbol", "kind", "body", "session", "number", "year", "title", "date_adopted", "date_distributed",
                                               "distribution", "agenda_items", "agenda_title", "committee", "reports", "drafts", "meeting",
                                               "adoption", "vote", "sponsors", "language", "sha256", "paragraphs", "citations", "footnotes",
                                               "furniture", "diagnostics", "facts"}));
    const json::Value& paragraph = (*value["paragraphs"].as_array())[0];
    EXPECT_EQ(json::write(paragraph["lines"]), "[[3,4],[7,7]]");
    EXPECT_EQ(json::write(paragraph["footnotes"]), "[\"1\"]");
    EXPECT_EQ((*paragraph["citations"].as_array())[0].text("target"), "X/RES/11/3");
    EXPECT_TRUE(value["committee"].is_null());
    EXPECT_TRUE(value["vote"]["abstain"].is_null());
    EXPECT_EQ(value.text("date_adopted"), "2031-05-04");
}

TEST(Markdown, has_headings_numbers_openings_and_notes_as_it_writes_them) {
    Document document = invented();
    document.paragraphs.insert(document.paragraphs.begin() + 1, {.id = "h1", .kind = ParagraphKind::heading, .number = {}, .opening = {}, .text = "I. Lamps", .lines = {}, .footnotes = {}});
    const std::string text = to_markdown(document, {.notice = "invented", .address = [](const std::string& target) { return "https://example.org/" + target; }});
    EXPECT_THAT(text, HasSubstr("> invented\n\n# Care of shared lighthouses\n"));
    EXPECT_THAT(text, HasSubstr("## I. Lamps\n"));
    EXPECT_THAT(text, HasSubstr("*Recalling* its [resolution 11/3](https://example.org/X/RES/11/3)[^1] \\<of old\\> on lamps,"));
    EXPECT_THAT(text, HasSubstr("1\\. *Requests* the keepers:\n")) << "a list would be counted anew";
    EXPECT_THAT(text, HasSubstr("(a) To keep"));
    EXPECT_THAT(text, HasSubstr("[^1]: A lamp is any light."));
}

TEST(Markdown, makes_nothing_of_signs_that_a_text_has) {
    Document document;
    for (const char* words : {"# no heading", "- no list", "2031. no number", "*no* _stress_ [no](link) `no` <b>"}) {
        document.paragraphs.push_back({.id = "x" + std::to_string(document.paragraphs.size()), .kind = ParagraphKind::other, .number = {}, .opening = {}, .text = words, .lines = {}, .footnotes = {}});
    }
    const std::string text = to_markdown(document);
    for (const char* part : {"\n\\# no heading", "\n\\- no list", "\n2031\\. no number", "\\*no\\* \\_stress\\_ \\[no\\](link) \\`no\\` \\<b\\>"}) EXPECT_THAT(text, HasSubstr(part));
}

/// "Requests the ~~old~~ keepers:" and a paragraph that is struck as a whole.
Document with_strikes() {
    Document document = invented();
    document.paragraphs[1].struck = {{"old ", 13}};
    document.paragraphs[2].struck = {{document.paragraphs[2].text, 0}};
    document.paragraphs[2].text.clear();
    document.paragraphs[2].footnotes.clear();
    return document;
}

TEST(Forms, struck_words_stand_in_their_places_and_are_told_apart) {
    const Document document = with_strikes();
    const json::Value value = to_json(document);
    EXPECT_EQ(json::write((*value["paragraphs"].as_array())[1]["struck"]), "[{\"text\":\"old \",\"at\":13}]");
    EXPECT_TRUE((*value["paragraphs"].as_array())[0]["struck"].is_null()) << "the field stands only where there is something struck";
    EXPECT_EQ(from_json(value), document);
    EXPECT_THAT(to_text(document), HasSubstr("Requests the ~~old~~ keepers:"));
    EXPECT_THAT(to_text(document), HasSubstr("(a)  ~~To keep the light"));
    EXPECT_THAT(to_text(document, {.escapes = Escapes::ansi}), HasSubstr("\x1b[2;9mold"));
    EXPECT_THAT(to_html(document), HasSubstr("<em>Requests</em> the <del>old </del>keepers:"));
    EXPECT_EQ(with_struck(document.paragraphs[1]), "Requests the ~~old~~ keepers:");
    EXPECT_EQ(with_struck(document.paragraphs[2]), "~~" + invented().paragraphs[2].text + "~~");
}

TEST(JsonForm, says_which_field_is_missing_or_of_another_shape) {
    json::Value value = to_json(invented());
    value.put("year", "2031");
    try {
        from_json(value);
        FAIL() << "a year that is a string was taken";
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::bad_request);
        EXPECT_THAT(error.what(), HasSubstr("in year"));
    }
    EXPECT_THROW(from_json(json::parse("{\"symbol\":null}")), Error);
    EXPECT_THROW(from_json(json::parse("[]")), Error);
}

/// Makes documents of every shape that the model allows, the same ones in every run.
class Invention {
    int upto(int most) { return std::uniform_int_distribution<int>(0, most)(dice_); }
    template <typename Make>
    auto maybe(Make make) {
        return upto(2) ? std::optional(make()) : std::nullopt;
    }
    template <typename Make>
    auto some(Make make) {
        std::vector<decltype(make())> made;
        for (int i = upto(3); i > 0; --i) made.push_back(make());
        return made;
    }

public:
    explicit Invention(std::uint32_t seed) : dice_(seed) {}

    Document document() {
        Document made;
        made.symbol = maybe([&] { return text(); });
        made.kind = static_cast<Kind>(upto(4));
        made.body = maybe([&] { return text(); });
        made.session = maybe([&] { return text(); });
        made.number = maybe([&] { return text(); });
        made.year = maybe([&] { return upto(3000); });
        made.title = maybe([&] { return text(); });
        made.date_adopted = date();
        made.date_distributed = date();
        made.distribution = maybe([&] { return text(); });
        made.agenda_items = some([&] { return text(); });
        made.agenda_title = maybe([&] { return text(); });
        made.committee = maybe([&] { return text(); });
        made.reports = some([&] { return ReportReference{text(), maybe([&] { return text(); })}; });
        made.drafts = some([&] { return text(); });
        made.meeting = maybe([&] { return text(); });
        made.adoption = maybe([&] { return text(); });
        made.vote = maybe([&] {
            const auto count = [&] { return maybe([&] { return upto(200); }); };
            const auto names = [&] { return some([&] { return text(); }); };
            return Vote{count(), count(), count(), names(), names(), names()};
        });
        made.sponsors = some([&] { return Sponsor{text(), maybe([&] { return text(); })}; });
        made.language = text();
        made.sha256 = text();
        made.facts = lines();
        made.paragraphs = some([&] { return paragraph(); });
        made.citations = some([&] { return Citation{text(), maybe([&] { return text(); }), date(), text(), place()}; });
        made.footnotes = some([&] { return Footnote{text(), text(), lines()}; });
        made.furniture = some([&] { return Furniture{range(), text()}; });
        made.diagnostics = some([&] { return Diagnostic{static_cast<Severity>(upto(2)), place(), text(), text()}; });
        return made;
    }

private:
    std::uint32_t place() { return std::uniform_int_distribution<std::uint32_t>()(dice_); }
    LineRange range() { return {place(), place()}; }
    std::vector<LineRange> lines() {
        return some([&] { return range(); });
    }
    std::optional<Date> date() { return upto(1) ? Date::of(1 + upto(9998), 1 + upto(11), 1 + upto(27)) : std::nullopt; }

    std::string text() {
        static const std::vector<std::string> letters = {"a", "Z", " ", "\"", "\\", "\n", "\t", "é", "漢", "ع", "𝄞", "<", "&", std::string(1, '\0')};
        std::string made;
        for (int i = upto(8); i > 0; --i) made += letters[static_cast<std::size_t>(upto(static_cast<int>(letters.size()) - 1))];
        return made;
    }
    Paragraph paragraph() {
        Paragraph made;
        made.id = text();
        made.kind = static_cast<ParagraphKind>(upto(4));
        made.number = maybe([&] { return text(); });
        made.level = upto(6) - 1;
        made.opening = maybe([&] { return text(); });
        made.opening_at = place();
        made.text = text();
        made.lines = lines();
        made.footnotes = some([&] { return NoteMark{text(), place()}; });
        made.struck = some([&] { return StruckWords{text(), place()}; });
        return made;
    }
    std::mt19937 dice_;
};

TEST(JsonForm, gives_back_every_document_that_was_written) {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        const Document document = Invention(seed).document();
        ASSERT_EQ(from_json(json::parse(json::write(to_json(document)))), document) << "seed " << seed;
    }
}

TEST(AllForms, draw_whatever_the_model_can_hold) {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        const Document document = Invention(seed).document();
        EXPECT_FALSE(to_html(document).empty());
        EXPECT_FALSE(to_text(document, {.width = seed % 90, .margin = Margin::identifiers}).empty());
        EXPECT_THAT(to_text(document), Not(HasSubstr(std::string(1, '\0'))));
    }
}

TEST(Pieces, together_are_the_text) {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        Document document = Invention(seed).document();
        for (Citation& citation : document.citations) citation.in = document.paragraphs.empty() ? "" : document.paragraphs[0].id, citation.at %= 8;
        const Pieces pieces(document);
        for (const Paragraph& paragraph : document.paragraphs) {
            std::string text;
            std::size_t marks = 0, struck = 0;
            for (const Piece& piece : pieces.of(paragraph)) {
                if (piece.struck) {
                    ++struck;
                    continue;
                }
                text += piece.text;
                if (piece.text.empty()) ++marks;
            }
            ASSERT_EQ(text, paragraph.text) << "seed " << seed;
            EXPECT_GE(marks, paragraph.footnotes.size());
            EXPECT_EQ(struck, paragraph.struck.size());
        }
    }
}

TEST(Pieces, cut_at_opening_citation_and_mark) {
    const Document document = invented();
    std::string drawn;
    for (const Piece& piece : Pieces(document).of(document.paragraphs[0])) {
        drawn += piece.mark.empty() ? "|" : "^";
        drawn += piece.mark;
        if (piece.opening) drawn += "_";
        if (piece.citation) drawn += "*";
        drawn += piece.text;
    }
    EXPECT_EQ(drawn, "|_Recalling| its |*resolution 11/3^1| <of old> on lamps,");
}

TEST(HtmlForm, is_one_file_without_scripts_and_with_nothing_fetched) {
    const std::string html = to_html(invented());
    EXPECT_THAT(html, testing::StartsWith("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"));
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, Not(HasSubstr("src=")));
    EXPECT_THAT(html, Not(HasSubstr("http")));
    EXPECT_THAT(html, Not(HasSubstr("url(")));
    EXPECT_THAT(html, HasSubstr("<title>X/RES/12/7: Care of shared lighthouses</title>"));
}

TEST(HtmlForm, escapes_what_the_document_says) {
    const std::string html = to_html(invented());
    EXPECT_THAT(html, HasSubstr("&lt;of old&gt; on lamps,"));
    EXPECT_THAT(html, HasSubstr("&quot;burning&quot; &amp; bright;"));
    Document hostile = invented();
    hostile.symbol = hostile.title = hostile.language = hostile.paragraphs[0].id = "\"><script>alert(1)</script>";
    EXPECT_THAT(to_html(hostile), Not(HasSubstr("<script")));
}

TEST(HtmlForm, links_a_footnote_and_its_marks_both_ways) {
    const std::string html = to_html(invented());
    EXPECT_THAT(html, HasSubstr("<sup><a id=\"ref1-1\" href=\"#note1\">1</a></sup>"));
    EXPECT_THAT(html, HasSubstr("<sup><a id=\"ref1-2\" href=\"#note1\">1</a></sup>"));
    EXPECT_THAT(html, HasSubstr("<div class=\"p\" id=\"note1\"><span class=\"n\"><a href=\"#ref1-1\">1</a></span>"));
    EXPECT_THAT(html, HasSubstr("<a href=\"#ref1-2\">(2)</a>"));
}

TEST(HtmlForm, turns_with_the_direction_of_the_language) {
    Document document = invented();
    document.language = "ar";
    EXPECT_THAT(to_html(document), HasSubstr("<html lang=\"ar\" dir=\"rtl\">"));
    EXPECT_THAT(to_html(document), Not(HasSubstr("The Assembly of the Archipelago,")));
}

TEST(HtmlForm, carries_the_notice_of_a_demonstration) {
    EXPECT_THAT(to_html(invented(), {.notice = "Invented for demonstration"}), HasSubstr("role=\"note\" lang=\"en\" dir=\"ltr\">Invented for demonstration</p>"));
}

TEST(TextForm, hangs_numbers_and_gathers_footnotes) {
    EXPECT_EQ(to_text(invented(), {.width = 44}),
              R"(X/RES/12/7
Care of shared lighthouses

Kind         Resolution
Body         Assembly of the Archipelago
Session      12
Adopted      4 May 2031
Adoption     recorded vote
Vote         7 in favour, 2 against
In favour    Merrow, Tarn
Against      Quill
Sponsors     Merrow (on behalf of the
             Northern Group)
Agenda item  71 (b)
Language     English

     The Assembly of the Archipelago,

     Recalling its resolution 11/3[1] <of
     old> on lamps,

1.   Requests the keepers:

     (a)  To keep the light[1] "burning" &
          bright;

__________
[1] A lamp is any light.
)");
}

TEST(TextForm, shows_the_ids_by_which_paragraphs_are_named) {
    const std::string text = to_text(invented(), {.width = 60, .margin = Margin::identifiers});
    EXPECT_THAT(text, HasSubstr("\npp1         Recalling its resolution"));
    EXPECT_THAT(text, HasSubstr("\nop1    1.   Requests the keepers:"));
    EXPECT_THAT(text, HasSubstr("\nop1.a       (a)  To keep"));
}

TEST(TextForm, marks_openings_where_the_terminal_can) {
    EXPECT_THAT(to_text(invented(), {.escapes = Escapes::ansi}), HasSubstr("\x1b[3mRecalling\x1b[23m its resolution"));
}

TEST(TextForm, lists_what_the_reader_doubts) {
    EXPECT_EQ(diagnostics_text(invented()), "line 5: warning: the date and the session do not agree\n");
}

}  // namespace
}  // namespace comity::document
