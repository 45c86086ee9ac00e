#include "base/testing.hpp"
#include "reading/html_flow.hpp"

#include "document/html_form.hpp"
#include "reading/testing.hpp"

namespace comity::reading {

using testing::at;
using testing::ids;
using testing::marks;
using testing::words;

namespace {

std::string page(std::string_view body, std::string_view head = "") { return "<!DOCTYPE html><html><head><title>never shown</title>" + std::string(head) + "</head><body>" + std::string(body) + "</body></html>"; }

std::vector<std::string> texts(const Flow& flow) {
    std::vector<std::string> all;
    for (const Block& block : flow.blocks) all.push_back((block.note.empty() ? "" : "[" + block.note + "] ") + (block.furniture.empty() ? "" : "{" + block.furniture + "} ") + block.text);
    return all;
}
using Texts = std::vector<std::string>;
Texts texts_of(std::string_view body, std::string_view head = "") { return texts(flow_of_html(page(body, head))); }

}  // namespace

TEST(HtmlFlow, RecognizedBehindCommentsAndWithoutItsFirstTag) {
    EXPECT_EQ(recognize("<!-- saved from url=(0014)about:internet -->\r\n<html><p>a"), Format::html);
    EXPECT_EQ(recognize("<head><title>a</title></head><p>b"), Format::html);
    EXPECT_EQ(recognize("<!-- Page 3 -->\n1. Decides to light the lamps."), Format::plain_text);
}

TEST(HtmlFlow, BlocksListsAndTables) {
    EXPECT_EQ(texts_of("<h2>Title</h2>words <b>and</b>\n more<p>one<br>Two<br>and three<p>four<table><tr><td>a<td>b</table><pre>line\n  other</pre>"),
              (Texts{"Title", "words and more", "one", "Two and three", "four", "a", "b", "line", "other"}));
    EXPECT_EQ(texts_of("<ol><li>one<li>two<ol type=a><li>a<li><p>b<p>further</ol><li value=5>five</ol><ol start=3><li>three</ol><ol type=I><li>first</ol><ul><li>dot</ul><ol type=i><li>i</ol>"),
              (Texts{"1.\tone", "2.\ttwo", "(a)\ta", "(b)\tb", "further", "5.\tfive", "3.\tthree", "I.\tfirst", "•\tdot", "(i)\ti"}));
}

TEST(HtmlFlow, LooksOfTagsStylesAndClasses) {
    const Flow flow = flow_of_html(page("<p><i>Recalling</i> <span style='font-style:italic'>also</span> <span class=up>3</span><sup>4</sup><s>gone</s><span style='display:none'>hidden</span>",
                                        "<style>/* { */ .up { vertical-align: super } @media print { .up { vertical-align: baseline } }</style>"));
    ASSERT_GE(flow.blocks.size(), 2U);
    EXPECT_EQ(flow.blocks[0].text, "Recalling also 34gone");
    const auto& runs = flow.blocks[0].runs;
    ASSERT_EQ(runs.size(), 4U);
    EXPECT_TRUE(runs[0].italic && runs[1].italic && runs[2].superscript && runs[3].struck);
    EXPECT_EQ(flow.blocks[1].furniture, "hidden words");
}

TEST(HtmlFlow, WhatStandsAroundATextIsFurniture) {
    const std::string links = "<ul><li><a href=/a>Home</a><li><a href=/b>News</a><li><a href=/c>Events</a><li><a href=/d>Documents</a><li><a href=/e>Contact</a></ul>";
    EXPECT_EQ(texts_of("<script>x</script><nav>Menu</nav><header>Banner</header>" + links + "<div class='breadcrumb-list'>You are here</div><p>1. Decides to go on.</p><footer>Imprint</footer>"),
              (Texts{"1. Decides to go on.", "{navigation} Menu", "{page header} Banner", "{navigation} Home", "{navigation} News", "{navigation} Events", "{navigation} Documents", "{navigation} Contact",
                     "{navigation} You are here", "{page footer} Imprint"}));
    EXPECT_EQ(texts_of("<p>Around</p><main><header>Kept</header><p>Text</p></main>"), (Texts{"Kept", "Text", "{around the text} Around"}));
    EXPECT_EQ(texts_of("<nav>Nothing but a menu</nav>"), (Texts{"Nothing but a menu"})) << "a page is never read as nothing";
}

TEST(HtmlFlow, FootnotesByTheirLinks) {
    const Texts expected = {"Recalling its decision1,", "[1] See CA/34/1."};
    // as Word saves pages
    EXPECT_EQ(texts_of("<p>Recalling its decision<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\"><span><![if !supportFootnotes]>[1]<![endif]></span></a>,</p><div style='mso-element:footnote-list'><hr>"
                       "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href=\"#_ftnref1\" name=\"_ftn1\">[1]</a> See CA/34/1.</p></div></div>")
                  .front(),
              expected.front());
    // LibreOffice
    EXPECT_EQ(texts_of("<p>Recalling its decision<a class=\"sdfootnoteanc\" name=\"sdfootnote1anc\" href=\"#sdfootnote1sym\"><sup>1</sup></a>,</p><div id=\"sdfootnote1\"><p class=\"sdfootnote\">"
                       "<a class=\"sdfootnotesym\" name=\"sdfootnote1sym\" href=\"#sdfootnote1anc\">1</a> See CA/34/1.</p></div>"),
              expected);
    // pandoc
    EXPECT_EQ(texts_of("<p>Recalling its decision<a href=\"#fn1\" class=\"footnote-ref\" id=\"fnref1\"><sup>1</sup></a>,</p><section class=\"footnotes\"><ol><li id=\"fn1\"><p>See CA/34/1."
                       "<a href=\"#fnref1\" class=\"footnote-back\">back</a></p></li></ol></section>"),
              expected);
    EXPECT_EQ(texts_of("<p><a href=#s1>1</a></p><div id=s1><p>1 Introduction</p><p>Words</p></div>").size(), 3U) << "contents lead to sections, which don't lead back";
}

TEST(HtmlFlow, PagesThatWordSaves) {
    EXPECT_EQ(texts_of("<div class=WordSection1><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>12.<span style='font:7.0pt'>&nbsp;&nbsp; </span></span>"
                       "<![endif]>Decides to light the lamps;</p><p><ins cite=\"mailto:Ana\" datetime=\"2044-05-03T10:00\">new</ins><del cite=\"mailto:Ana\" datetime=\"2044-05-03T10:00\">old</del> words</p></div>"),
              (Texts{"12.\tDecides to light the lamps;", "new words"}));
}

TEST(HtmlFlow, WhatComityWritesReadsBack) {
    for (const char* name : {"CA_RES_34_8", "CA_RES_36_30", "CA_RC_RES_11_7"}) {
        const auto written = testing::read_text(testing::bytes_of(source_folder() / "demo" / "documents" / (std::string(name) + ".txt")));
        const auto back = read(document::to_html(written), words());
        EXPECT_EQ(back.symbol, written.symbol);
        EXPECT_EQ(marks(back.footnotes), marks(written.footnotes)) << name;
        EXPECT_EQ(ids(back), ids(written)) << name;
        for (const auto& paragraph : written.paragraphs) {
            EXPECT_EQ(at(back, paragraph.id).text, paragraph.text);
            EXPECT_EQ(at(back, paragraph.id).number, paragraph.number);
            EXPECT_EQ(at(back, paragraph.id).footnotes, paragraph.footnotes) << paragraph.id;
            EXPECT_EQ(at(back, paragraph.id).struck, paragraph.struck);
        }
    }
}

}  // namespace comity::reading
