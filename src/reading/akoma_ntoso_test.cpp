// Files of ours come back as they went out; files of others are read by what their markup says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "document/akoma_ntoso_form.hpp"
#include "reading/testing.hpp"

namespace comity::reading {
namespace {

using document::Document;
using document::Kind;
using document::ParagraphKind;
using ::testing::HasSubstr;
using ::testing::Not;

/// Without what belongs to the file and not to the text.
Document text_alone(Document document) {
    document.sha256.clear();
    document.facts.clear();
    document.furniture.clear();
    document.diagnostics.clear();
    for (auto& paragraph : document.paragraphs) paragraph.lines.clear();
    for (auto& note : document.footnotes) note.lines.clear();
    return document;
}

Document again(const Document& document) { return text_alone(testing::read_text(to_akoma_ntoso(document, testing::words()))); }

/// An invented text with one of everything.
Document invented() {
    Document d;
    d.symbol = "CA/RES/36/30";
    d.kind = Kind::resolution;
    d.body = "Assembly of the Archipelago";
    d.session = "36";
    d.number = "30";
    d.year = 2031;
    d.title = "Care of <shared> lighthouses & lamps";
    d.date_adopted = Date::of(2031, 5, 4);
    d.date_distributed = Date::of(2031, 6, 1);
    d.distribution = "General";
    d.agenda_items = {"71 (b)", "72"};
    d.agenda_title = "Lamps";
    d.committee = "Second Committee";
    d.reports = {{"CA/36/400", "12"}, {"CA/36/401", std::nullopt}};
    d.drafts = {"CA/36/L.4"};
    d.meeting = "50th plenary meeting";
    d.adoption = "recorded vote";
    d.vote = document::Vote{7, 2, std::nullopt, {"Merrow", "Tarn"}, {"Quill"}, {"Merrow and Tarn"}};
    d.sponsors = {{"Merrow", "the Northern Group"}, {"Tarn", std::nullopt}};
    const auto pp = ParagraphKind::preambular;
    const auto op = ParagraphKind::operative;
    d.paragraphs = {
        {.id = "pp1", .kind = pp, .number = {}, .opening = "Recalling", .text = "Recalling its resolution 11/3 on lamps,", .lines = {}, .footnotes = {{"1", 29}, {"*", 39}}},
        {.id = "pp2", .kind = pp, .number = {}, .opening = "Noting", .text = "Noting:", .lines = {}, .footnotes = {}},
        {.id = "pp2.a", .kind = pp, .number = "(a)", .level = 2, .opening = {}, .text = "The sea;", .lines = {}, .footnotes = {}},
        {.id = "pp2.end", .kind = pp, .number = {}, .opening = {}, .text = "and the land,", .lines = {}, .footnotes = {}},
        {.id = "x1", .kind = ParagraphKind::other, .number = {}, .opening = {}, .text = "A line between,", .lines = {}, .footnotes = {}},
        {.id = "pp3", .kind = pp, .number = "1", .opening = {}, .text = "a numbered one,", .lines = {}, .footnotes = {}},
        {.id = "h1", .kind = ParagraphKind::heading, .number = {}, .opening = {}, .text = "I. Of lamps", .lines = {}, .footnotes = {{"1", 11}}},
        {.id = "op1", .kind = op, .number = "1", .opening = "Requests", .text = "Requests the keepers:", .lines = {}, .footnotes = {}, .struck = {{"old ", 13}}},
        {.id = "op1.a", .kind = op, .number = "(a)", .level = 2, .opening = {}, .text = "To keep the light:", .lines = {}, .footnotes = {}},
        {.id = "op1.a.i", .kind = op, .number = "(i)", .level = 3, .opening = {}, .text = "Bright;", .lines = {}, .footnotes = {}},
        {.id = "op1.end", .kind = op, .number = {}, .opening = {}, .text = "as long as it lasts;", .lines = {}, .footnotes = {}},
        {.id = "op1.1", .kind = op, .number = {}, .opening = {}, .text = "A further one;", .lines = {}, .footnotes = {}},
        {.id = "h2", .kind = ParagraphKind::heading, .number = {}, .level = 2, .opening = {}, .text = "Deeper", .lines = {}, .footnotes = {}},
        {.id = "pp4", .kind = pp, .number = {}, .opening = "Recalling", .text = "Recalling all this,", .lines = {}, .footnotes = {}},
        {.id = "op2", .kind = op, .number = "2 bis", .opening = "Decides", .text = "Decides so.", .lines = {}, .footnotes = {{"9", 11}}},
        {.id = "h3", .kind = ParagraphKind::heading, .number = {}, .opening = {}, .text = "Annex I", .lines = {}, .footnotes = {}},
        {.id = "annexI.p1", .kind = ParagraphKind::annex, .number = {}, .opening = {}, .text = "Words.", .lines = {}, .footnotes = {}},
        {.id = "h4", .kind = ParagraphKind::heading, .number = {}, .opening = {}, .text = "Annex II", .lines = {}, .footnotes = {}},
        {.id = "annexII.1", .kind = ParagraphKind::annex, .number = "1", .opening = {}, .text = "", .lines = {}, .footnotes = {}, .struck = {{"Gone.", 0}}},
    };
    d.citations = {{"resolution 11/3", "CA/RES/11/3", Date::of(2030, 1, 2), "pp1", 14},
                   {"11/3", "CA/RES/11/3", std::nullopt, "pp1", 25},
                   {"this", std::nullopt, std::nullopt, "pp4", 14},
                   {"A lamp", "UNTS:1:2", std::nullopt, "fn1", 0},
                   {"elsewhere", std::nullopt, std::nullopt, "masthead", 7}};
    d.footnotes = {{"1", "A lamp is any light.", {}}, {"*", "Of stars.", {}}, {"2", "Called nowhere.", {}}, {"*~2", "Called nowhere, too.", {}}};
    return d;
}

TEST(AkomaNtoso, OursComesBackAsItWentOut) { EXPECT_EQ(again(invented()), invented()); }

TEST(AkomaNtoso, ComesBackWhereFactsAreMissing) {
    Document bare;
    EXPECT_EQ(again(bare), bare);
    bare.paragraphs = {{.id = "x1", .kind = ParagraphKind::other, .number = {}, .opening = {}, .text = "Words.", .lines = {}, .footnotes = {}}};
    EXPECT_EQ(again(bare), bare);
    bare.date_adopted = Date::of(2031, 5, 4);  // and no year
    bare.vote.emplace();
    EXPECT_EQ(again(bare), bare);
}

TEST(AkomaNtoso, KeepsWhatStandsWhereItShouldNot) {
    Document odd = invented();
    odd.paragraphs[0].opening = "Not there";
    odd.paragraphs[0].opening_at = 400;
    odd.paragraphs[8].level = 7;
    odd.paragraphs[9].kind = ParagraphKind::annex;
    odd.language = "xx";
    EXPECT_EQ(again(odd), odd);
}

TEST(AkomaNtoso, MarksEveryPartInItsSlot) {
    const std::string xml = to_akoma_ntoso(invented(), testing::words(), {.notice = "invented"});
    for (const char* part : {"<statement name=\"resolution\"", "<container name=\"recalling\" eId=\"recalling_1\"", "<formula name=\"enactingFormula\">", "<authorialNote eId=\"fn_1\" marker=\"1\"",
                             "<noteRef href=\"#fn_1\"", "<del>old </del>", "<vote by=\"#voter_1\" choice=\"#yes\">Merrow</vote>", "<count eId=\"voting_1__count_1\" value=\"7\"", "__list_1__point_a\"",
                             "<crossHeading refersTo=\"#preamble\"", "<attachment eId=\"att_2\">", "<FRBRalias value=\"CA/RES/36/30\" name=\"symbol\"/>", "<container name=\"notice\"><p>invented</p>"}) {
        EXPECT_THAT(xml, HasSubstr(part));
    }
    EXPECT_THAT(xml, Not(HasSubstr("<shared>")));
}

/// A file as others make it, around these blocks of a preamble and a body.
std::string foreign(std::string_view author, std::string_view preamble, std::string_view body) {
    std::string xml = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><statement name=\"resolution\"><meta><identification source=\"#x\"><FRBRWork>"
                      "<FRBRdate date=\"2044-12-16\" name=\"adoption\"/><FRBRauthor href=\"#";
    xml.append(author).append("\"/></FRBRWork><FRBRExpression><FRBRlanguage language=\"eng\"/></FRBRExpression></identification></meta>"
                              "<preface><p><docNumber>99/12</docNumber> <docTitle>Care of lighthouses</docTitle></p><p>No fact at all</p></preface><preamble>");
    return xml.append(preamble).append("</preamble><mainBody>").append(body).append("</mainBody></statement></akomaNtoso>");
}

TEST(AkomaNtoso, OfOthersNamesTheBodyInAnySpelling) {
    for (const char* author : {"un-ga", "unga", "unGa", "ga"}) {
        const Document d = testing::read_text(foreign(author, "<p>Recalling lamps,</p>", "<p>Decides so.</p>"));
        EXPECT_EQ(d.symbol, "A/RES/99/12") << author;
        EXPECT_EQ(d.body, "General Assembly") << author;
        EXPECT_EQ(d.date_adopted, Date::of(2044, 12, 16));
    }
    EXPECT_FALSE(testing::read_text(foreign("itu-pp", "<p>Recalling lamps,</p>", "<p>Decides so.</p>")).symbol) << "the number of an unknown body is no symbol";
}

TEST(AkomaNtoso, OfOthersIsReadByItsMarkup) {
    const Document d = testing::read_text(foreign(
        "un-ga", "<formula name=\"enactingFormula\"><p>The General Assembly,</p></formula><recitals><intro><p><i>considering</i></p></intro><recital><num>a)</num><p>lamps,</p></recital></recitals>",
        "<hcontainer name=\"decides\"><heading>decides</heading><paragraph><num>1.</num><list><intro><p>Requests   the\n keepers<authorialNote marker=\"3\"><p>Of lamps.</p></authorialNote>:</p></intro>"
        "<point><num>(a)</num><content><p>To go;</p><p>Further.</p></content></point></list></paragraph></hcontainer><section><num>II</num><heading>Seas</heading>"
        "<strange>Words <del>of old</del><ins>of today</ins></strange><table><tr><td><p>One</p></td><td><p>Two</p></td></tr></table></section>"));
    EXPECT_EQ(testing::ids(d), "x1 pp1 pp1.a h1 op1 op1.a op1.1 h2 op2 op3");
    EXPECT_EQ(testing::at(d, "x1").text, "No fact at all");
    EXPECT_EQ(testing::at(d, "op1").text, "Requests the keepers:");
    EXPECT_EQ(testing::at(d, "op1").opening, "Requests");
    EXPECT_EQ(testing::at(d, "op1").footnotes.at(0).at, 20U);
    EXPECT_EQ(d.footnotes.at(0).text, "Of lamps.");
    EXPECT_EQ(testing::at(d, "h2").text, "II Seas");
    EXPECT_EQ(testing::at(d, "op2").text, "Words of today");
    EXPECT_EQ(testing::at(d, "op2").struck.at(0).text, "of old");
    EXPECT_EQ(testing::at(d, "op3").text, "One Two");
}

TEST(AkomaNtoso, ThatIsDamagedIsRefusedWithItsLine) {
    try {
        testing::read_text("<akomaNtoso>\n<statement></akomaNtoso>");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::bad_request);
        EXPECT_THAT(error.what(), HasSubstr("2"));
    }
}

}  // namespace
}  // namespace comity::reading
