#include "reading/open_text_flow.hpp"

#include "base/error.hpp"
#include "reading/testing.hpp"
#include "zip/zip.hpp"

namespace comity::reading {

using testing::marks;
using testing::words;

namespace {

constexpr const char* spaces =
    R"(xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/")";

constexpr const char* lists = R"xml(<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
<text:list-level-style-number text:level="3" style:num-format="i" style:num-list-format="[%3%]"/></text:list-style>
<text:list-style style:name="Dots"><text:list-level-style-bullet text:level="1" text:bullet-char="x"/></text:list-style>)xml";

std::string flat(std::string_view body, std::string_view automatic = "", std::string_view masters = "") {
    return std::string("<?xml version=\"1.0\"?><office:document ") + spaces + " office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:styles>" + lists + "</office:styles><office:automatic-styles>" +
           std::string(automatic) + "</office:automatic-styles><office:master-styles>" + std::string(masters) + "</office:master-styles><office:body><office:text>" + std::string(body) +
           "</office:text></office:body></office:document>";
}

std::vector<std::string> texts(const Flow& flow) {
    std::vector<std::string> all;
    for (const Block& block : flow.blocks) all.push_back((block.note.empty() ? "" : "[" + block.note + "] ") + (block.furniture.empty() ? "" : "{" + block.furniture + "} ") + block.text);
    return all;
}
using Texts = std::vector<std::string>;

std::string p(std::string_view words) { return "<text:p>" + std::string(words) + "</text:p>"; }
std::string item(std::string_view held) { return "<text:list-item>" + std::string(held) + "</text:list-item>"; }
std::string list(std::string_view items, std::string_view attributes = "text:style-name=\"L1\"") { return "<text:list " + std::string(attributes) + ">" + std::string(items) + "</text:list>"; }

}  // namespace

TEST(OpenTextFlow, RecognizedPackedAndFlat) {
    EXPECT_EQ(recognize(flat("")), Format::open_text);
    const std::vector<zip::Entry> entries = {{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", flat(p("Text"))}};
    EXPECT_EQ(recognize(zip::packed(entries)), Format::open_text);
    EXPECT_EQ(texts(flow_of_open_text(zip::packed(entries))), (Texts{"Text"}));
    const std::vector<zip::Entry> locked = {{"mimetype", "application/vnd.oasis.opendocument.text"}, {"styles.xml", "<s/>"}};
    EXPECT_THROW((void)flow_of_open_text(zip::packed(locked)), Error);
    EXPECT_THROW((void)flow_of_open_text("<?xml version=\"1.0\"?><office:document"), Error);
}

TEST(OpenTextFlow, ListsAreCounted) {
    const std::string below = list(item(p("a") + list(item(p("i")), "")) + item(p("b")), "");
    const std::string body = list(item(p("one") + below) + item(p("two") + p("further")), R"(text:style-name="L1" xml:id="one")") + p("between") +
                             list(item(p("three")), R"(text:style-name="L1" text:continue-list="one")") + list(item(list(item(p("a of three")), "")), R"(text:style-name="L1" text:continue-numbering="true")") +
                             list(item(p("anew"))) + list("<text:list-item text:start-value=\"7\">" + p("seven") + "</text:list-item>", R"(text:style-name="L1" text:continue-numbering="true")") +
                             list(item(p("dot")), R"(text:style-name="Dots")") + list("<text:list-header>" + p("headed") + "</text:list-header>");
    EXPECT_EQ(texts(flow_of_open_text(flat(body))),
              (Texts{"1.\tone", "(a)\ta", "[i]\ti", "(b)\tb", "2.\ttwo", "further", "between", "3.\tthree", "(a)\ta of three", "1.\tanew", "7.\tseven", "•\tdot", "headed"}));
}

TEST(OpenTextFlow, LooksNotesAndBoxes) {
    const char* automatic = R"(<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="T2" style:family="text" style:parent-style-name="T1"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>)";
    const std::string note = R"(<text:note text:note-class="footnote"><text:note-citation>3</text:note-citation><text:note-body><text:p>See CA/34/1.</text:p></text:note-body></text:note>)";
    const std::string body = p("<text:span text:style-name=\"T1\">Recalling</text:span> its<text:s text:c=\"3\"/>decision" + note + ",<text:span text:style-name=\"T3\">secret</text:span>") +
                             p("one<text:line-break/>Two<text:tab/>three<text:span text:style-name=\"T2\">4</text:span>") + p("<draw:frame><draw:text-box>" + p("boxed") + "</draw:text-box></draw:frame>beside");
    const Flow flow = flow_of_open_text(flat(body, automatic));
    EXPECT_EQ(texts(flow), (Texts{"Recalling its decision3,", "one", "Two\tthree4", "beside", "boxed", "[3] See CA/34/1."}));
    EXPECT_TRUE(flow.blocks[0].runs.at(0).italic);
    EXPECT_TRUE(flow.blocks[2].runs.at(0).superscript);
    EXPECT_TRUE(flow.blocks[2].runs.at(0).italic) << "inherited";
    ASSERT_EQ(flow.diagnostics.size(), 1U);
    EXPECT_EQ(flow.diagnostics[0].code, "hidden-words");
    const auto document = parse(flow, words());
    EXPECT_EQ(marks(document.footnotes), "3");
}

TEST(OpenTextFlow, TrackedChangesAndComments) {
    const std::string who = "<office:change-info><dc:creator>Ana Example</dc:creator><dc:date>2044-05-03T10:00:00</dc:date></office:change-info>";
    const std::string body = "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:insertion>" + who + "</text:insertion></text:changed-region><text:changed-region text:id=\"c2\"><text:deletion>" + who +
                             p("two old") + "</text:deletion></text:changed-region></text:tracked-changes>" +
                             p("Requests <text:change-start text:change-id=\"c1\"/>all three <text:change-end text:change-id=\"c1\"/><text:change text:change-id=\"c2\"/>lamps"
                               "<office:annotation><dc:creator>Ben Example</dc:creator><dc:date>2044-05-04T00:00:00</dc:date><text:p>Agreed?</text:p></office:annotation>");
    const Flow flow = flow_of_open_text(flat(body));
    EXPECT_EQ(texts(flow), (Texts{"Requests all three lamps"}));
    ASSERT_EQ(flow.diagnostics.size(), 2U);
    EXPECT_EQ(flow.diagnostics[0].message, "Tracked changes by Ana Example, 2044-05-03: 1 insertion (2 words) and 1 deletion (2 words). The text is read with all of them accepted.");
    EXPECT_EQ(flow.diagnostics[1].message, "Comment by Ben Example, 2044-05-04: “Agreed?”");
}

TEST(OpenTextFlow, HeadsOfPagesTablesAndHeadings) {
    const char* masters = R"(<style:master-page style:name="Standard"><style:header><text:p>CA/RES/40/1</text:p></style:header><style:header-first><text:p>Distr.: General</text:p></style:header-first>
<style:footer><text:p>2/4</text:p></style:footer></style:master-page>)";
    const std::string body = "<text:h text:outline-level=\"2\">Title</text:h><table:table><table:table-header-rows><table:table-row><table:table-cell>" + p("head") +
                             "</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell>" + p("cell") + p("") +
                             "</table:table-cell><table:covered-table-cell/></table:table-row></table:table><text:section text:display=\"none\">" + p("gone") + "</text:section><text:section>" + p("kept") + "</text:section>";
    const Flow flow = flow_of_open_text(flat(body, "", masters));
    EXPECT_EQ(texts(flow), (Texts{"CA/RES/40/1", "Distr.: General", "Title", "head", "cell", "kept", "{page header} CA/RES/40/1", "{page header} Distr.: General", "{page footer} 2/4"}));
    EXPECT_EQ(flow.blocks[2].heading, 2);
}

}  // namespace comity::reading
