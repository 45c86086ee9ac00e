#include "base/testing.hpp"
#include "reading/word_flow.hpp"

#include "base/error.hpp"
#include "document/word_form.hpp"
#include "reading/testing.hpp"
#include "zip/zip.hpp"

namespace comity::reading {

using testing::at;
using testing::has_diagnostic;
using testing::ids;
using testing::marks;
using testing::words;

namespace {

constexpr const char* spaces = R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006")";

struct Parts {
    std::string body;
    std::vector<std::pair<std::string, std::string>> others = {};  ///< "styles": what stands in its root
};

std::string docx(const Parts& parts) {
    std::vector<zip::Entry> entries = {{"[Content_Types].xml", "<Types/>"}};
    entries.push_back({"word/document.xml", std::string("<w:document ") + spaces + "><w:body>" + parts.body + "</w:body></w:document>"});
    std::string relations = "<Relationships>";
    for (const auto& [name, held] : parts.others) {
        const std::string kind = name.starts_with("header") ? "header" : name.starts_with("footer") ? "footer" : name;
        relations += "<Relationship Id=\"" + name + "\" Type=\"x/" + kind + "\" Target=\"" + name + ".xml\"/>";
        entries.push_back({"word/" + name + ".xml", "<w:" + kind + " " + spaces + ">" + held + "</w:" + kind + ">"});
    }
    entries.push_back({"word/_rels/document.xml.rels", relations + "</Relationships>"});
    return zip::packed(entries);
}

std::string run(std::string_view words, std::string_view look = "") { return "<w:r><w:rPr>" + std::string(look) + "</w:rPr><w:t>" + std::string(words) + "</w:t></w:r>"; }
std::string paragraph(std::string_view runs, std::string_view properties = "") { return "<w:p><w:pPr>" + std::string(properties) + "</w:pPr>" + std::string(runs) + "</w:p>"; }
std::string listed(std::string_view words, int list, int level) {
    return paragraph(run(words), "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" + std::to_string(list) + "\"/></w:numPr>");
}

std::vector<std::string> texts(const Flow& flow) {
    std::vector<std::string> all;
    for (const Block& block : flow.blocks) all.push_back((block.note.empty() ? "" : "[" + block.note + "] ") + (block.furniture.empty() ? "" : "{" + block.furniture + "} ") + block.text);
    return all;
}
using Texts = std::vector<std::string>;

constexpr const char* lists = R"xml(
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Point"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num>)xml";

}  // namespace

TEST(WordFlow, NumbersThatTheWordProcessorCounts) {
    const std::string body = listed("one", 1, 0) + listed("a", 1, 1) + listed("i", 1, 2) + listed("ii", 1, 2) + listed("b", 1, 1) + listed("i again", 1, 2) + listed("two", 1, 0) +
                             listed("a again", 1, 1) + paragraph(run("between")) + listed("three, in another list of the same definition", 2, 0) + listed("five", 3, 0) + listed("six", 3, 0) +
                             listed("first", 4, 0) + listed("in digits", 4, 1) + listed("dot", 5, 0) + paragraph(run("none"), "<w:numPr><w:numId w:val=\"0\"/></w:numPr>");
    EXPECT_EQ(texts(flow_of_word(docx({body, {{"numbering", lists}}}))),
              (Texts{"1.\tone", "(a)\ta", "(i)\ti", "(ii)\tii", "(b)\tb", "(i)\ti again", "2.\ttwo", "(a)\ta again", "between", "3.\tthree, in another list of the same definition", "5.\tfive", "6.\tsix",
                     "I\tfirst", "1.1\tin digits", "•\tdot", "none"}));
}

TEST(WordFlow, NumbersOfStyles) {
    const char* styles = R"(<w:style w:type="paragraph" w:styleId="Point"><w:name w:val="Point"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Further"><w:basedOn w:val="Point"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Round"><w:basedOn w:val="Round"/></w:style>)";
    const std::string body = paragraph(run("one"), R"(<w:pStyle w:val="Point"/>)") + paragraph(run("a"), R"(<w:pStyle w:val="Further"/>)") + paragraph(run("plain"), R"(<w:pStyle w:val="Round"/>)") +
                             paragraph("", R"(<w:pStyle w:val="Point"/>)") + paragraph(run("three"), R"(<w:pStyle w:val="Point"/>)");
    EXPECT_EQ(texts(flow_of_word(docx({body, {{"styles", styles}, {"numbering", lists}}}))), (Texts{"1.\tone", "(a)\ta", "plain", "", "3.\tthree"})) << "an empty paragraph is counted, too";
}

TEST(WordFlow, LooksAreInheritedAndTogglesMeet) {
    const char* styles = R"(<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Slanted"><w:basedOn w:val="Base"/></w:style>
<w:style w:type="character" w:styleId="Emphasis"><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>)";
    const std::string body = paragraph(run("slanted ") + run("upright", R"(<w:rStyle w:val="Emphasis"/>)") + run(" straight", R"(<w:i w:val="0"/>)"), R"(<w:pStyle w:val="Slanted"/>)") +
                             paragraph(run("Title"), R"(<w:pStyle w:val="H2"/>)") + paragraph(run("Rights") + run("3", R"(<w:vertAlign w:val="superscript"/>)") + run(" gone", "<w:strike/>"));
    const Flow flow = flow_of_word(docx({body, {{"styles", styles}}}));
    ASSERT_EQ(flow.blocks.size(), 3U);
    ASSERT_EQ(flow.blocks[0].runs.size(), 1U);
    EXPECT_TRUE(flow.blocks[0].runs[0].italic);
    EXPECT_EQ(flow.blocks[0].runs[0].end, 8U);
    EXPECT_EQ(flow.blocks[1].heading, 2);
    ASSERT_EQ(flow.blocks[2].runs.size(), 2U);
    EXPECT_TRUE(flow.blocks[2].runs[0].superscript);
    EXPECT_TRUE(flow.blocks[2].runs[1].struck);
}

TEST(WordFlow, FieldsBreaksSignsAndAlternatives) {
    const auto sign = [](const char* type) { return std::string("<w:r><w:fldChar w:fldCharType=\"") + type + "\"/></w:r>"; };
    const std::string field = sign("begin") + "<w:r><w:instrText> REF x </w:instrText></w:r>" + run("not shown") + sign("separate") + run("shown") + sign("end");
    const std::string body =
        paragraph(run("A ") + field + "<w:hyperlink>" + run(" linked") + "</w:hyperlink><w:r><w:noBreakHyphen/><w:softHyphen/><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r>") +
        paragraph(run("The General Assembly,") + "<w:r><w:br/></w:r>" + run("recalling its") + "<w:r><w:br/></w:r>" + run("Decisions")) +
        paragraph("<mc:AlternateContent><mc:Choice>" + run("once") + "</mc:Choice><mc:Fallback>" + run("twice") + "</mc:Fallback></mc:AlternateContent>") +
        paragraph("<w:r><w:pict><w:txbxContent>" + paragraph(run("boxed")) + "</w:txbxContent></w:pict></w:r>" + run("beside")) + paragraph(sign("begin")) + paragraph(run("not lost")) +
        paragraph(run("secret", "<w:vanish/>") + run("open")) + "<w:sdt><w:sdtContent>" + paragraph(run("controlled")) + "</w:sdtContent></w:sdt>";
    const Flow flow = flow_of_word(docx({body}));
    EXPECT_EQ(texts(flow), (Texts{"A shown linked-≥", "The General Assembly, recalling its", "Decisions", "once", "beside", "boxed", "", "not lost", "open", "controlled"}));
    ASSERT_EQ(flow.diagnostics.size(), 1U);
    EXPECT_EQ(flow.diagnostics[0].code, "hidden-words");
}

TEST(WordFlow, TrackedChangesAreReadAsTheFinalText) {
    const std::string who = R"(w:id="1" w:author="Ana Example" w:date="2044-05-03T10:00:00Z")", also = R"(w:id="2" w:author="Ana Example" w:date="2044-05-05T10:00:00Z")";
    const std::string body = paragraph(run("Requests ") + "<w:ins " + who + ">" + run("all three ") + "</w:ins><w:del " + also + "><w:r><w:delText>two</w:delText></w:r></w:del>" + run("lamps")) +
                             paragraph(run("One half"), "<w:rPr><w:del " + also + "/></w:rPr>") + paragraph(run(" and the other")) +
                             paragraph("<w:moveFrom " + who + ">" + run("moved away") + "</w:moveFrom>", "<w:rPr><w:moveFrom " + who + "/></w:rPr>") +
                             paragraph("<w:moveTo " + who + ">" + run("moved here") + "</w:moveTo>", "<w:rPr><w:moveTo " + who + "/></w:rPr>") +
                             paragraph("<w:r><w:commentReference w:id=\"5\"/></w:r>" + run("Last"));
    const std::string comments = R"(<w:comment w:id="5" w:author="Ben Example" w:date="2044-05-04T00:00:00Z"><w:p><w:r><w:t>Is this agreed?</w:t></w:r></w:p></w:comment>)";
    const Flow flow = flow_of_word(docx({body, {{"comments", comments}}}));
    EXPECT_EQ(texts(flow), (Texts{"Requests all three lamps", "One half and the other", "moved here", "Last"}));
    ASSERT_EQ(flow.diagnostics.size(), 2U);
    EXPECT_EQ(flow.diagnostics[0].message, "Tracked changes by Ana Example, 2044-05-03 to 2044-05-05: 2 insertions (4 words) and 3 deletions (3 words). The text is read with all of them accepted.");
    EXPECT_EQ(flow.diagnostics[0].line, 1U);
    EXPECT_EQ(flow.diagnostics[1].message, "Comment by Ben Example, 2044-05-04: “Is this agreed?”");
    EXPECT_EQ(flow.diagnostics[1].line, 4U);
}

TEST(WordFlow, FootnotesAndEndnotesWithTheirMarks) {
    const std::string notes = R"(<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>never</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:tab/><w:t>See CA/34/1.</w:t></w:r></w:p><w:p><w:r><w:t>And more.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>* On behalf of all.</w:t></w:r></w:p></w:footnote>)";
    const std::string ends = R"(<w:endnote w:id="4"><w:p><w:r><w:endnoteRef/><w:t> At the end.</w:t></w:r></w:p></w:endnote>)";
    const std::string body = paragraph(run("Rights") + "<w:r><w:footnoteReference w:id=\"1\"/></w:r>" + run(" and") + "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/><w:t>*</w:t></w:r>" +
                                       run(" duties") + "<w:r><w:endnoteReference w:id=\"4\"/></w:r>" + run(","));
    const Flow flow = flow_of_word(docx({body, {{"footnotes", notes}, {"endnotes", ends}, {"settings", R"(<w:footnotePr><w:numStart w:val="3"/></w:footnotePr>)"}}}));
    EXPECT_EQ(texts(flow), (Texts{"Rights3 and* dutiesi,", "[3] See CA/34/1. And more.", "[*] On behalf of all.", "[i] At the end."}));
    const auto document = parse(flow, words());
    ASSERT_EQ(document.paragraphs.size(), 1U);
    EXPECT_EQ(document.paragraphs[0].text, "Rights and duties,");
    EXPECT_EQ(marks(document.paragraphs[0].footnotes), "3 * i");
    EXPECT_EQ(marks(document.footnotes), "3 * i");
}

TEST(WordFlow, AMarkThatSomebodyTypedMayStandInTwoRuns) {
    const std::string notes = R"(<w:footnote w:id="2"><w:p><w:r><w:t>4</w:t></w:r><w:r><w:t>5</w:t></w:r><w:r><w:t xml:space="preserve"> See CA/34/1.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="3"><w:p><w:r><w:t>7 States.</w:t></w:r></w:p></w:footnote>)";
    const auto mark = [](int id, const std::string& words) { return "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"" + std::to_string(id) + "\"/><w:t>" + words + "</w:t></w:r>"; };
    const std::string body = paragraph(run("Rights") + mark(2, "4") + run("5") + run(" and") + mark(3, "7") + run("8") + run(" duties,"));
    EXPECT_EQ(texts(flow_of_word(docx({body, {{"footnotes", notes}}}))), (Texts{"Rights45 and78 duties,", "[45] See CA/34/1.", "[7] States."})) << "only where the note begins with all of it";
}

TEST(WordFlow, TheFirstPagesHeadIsAMastheadAndTheOthersAreFurniture) {
    const std::string body = paragraph(run("The Concord Assembly,")) +
                             "<w:sectPr><w:headerReference w:type=\"first\" r:id=\"header1\"/><w:headerReference w:type=\"default\" r:id=\"header2\"/><w:footerReference w:type=\"default\" r:id=\"footer1\"/><w:titlePg/></w:sectPr>";
    const std::string cells = "<w:tbl><w:tr><w:tc>" + paragraph(run("United Nations")) + "</w:tc><w:tc>" + paragraph(run("CA/RES/40/1")) + "</w:tc></w:tr></w:tbl>" + paragraph("");
    EXPECT_EQ(texts(flow_of_word(docx({body, {{"header1", cells}, {"header2", paragraph(run("CA/RES/40/1"))}, {"footer1", paragraph(run("2/4"))}}}))),
              (Texts{"United Nations", "CA/RES/40/1", "The Concord Assembly,", "{page header} CA/RES/40/1", "{page footer} 2/4"}));
    const std::string plain = paragraph(run("Text")) + "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header2\"/></w:sectPr>";
    EXPECT_EQ(texts(flow_of_word(docx({plain, {{"header2", paragraph(run("CA/RES/40/1 page 2"))}}}))), (Texts{"CA/RES/40/1", "Text", "{page header} CA/RES/40/1 page 2"}))
        << "a symbol that stands nowhere else heads the text";
}

TEST(WordFlow, RowsThatWereDeletedAreGone) {
    const std::string body = "<w:tbl><w:tr><w:tc>" + paragraph(run("kept")) + "</w:tc></w:tr><w:tr><w:trPr><w:del w:author=\"A\"/></w:trPr><w:tc>" + paragraph(run("gone")) + "</w:tc></w:tr></w:tbl>";
    const Flow flow = flow_of_word(docx({body}));
    EXPECT_EQ(texts(flow), (Texts{"kept"}));
    EXPECT_EQ(flow.diagnostics.size(), 1U);
}

TEST(WordFlow, DamagedAndHostileFilesAreOneSentence) {
    const auto why = [](std::string_view bytes) -> std::string {
        try {
            (void)read(bytes, words());
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    };
    const std::string good = docx({paragraph(run("Text"))});
    EXPECT_EQ(why(good), "");
    EXPECT_TRUE(why(good.substr(0, good.size() / 2)).starts_with("the file can't be read: the archive is damaged")) << why(good.substr(0, good.size() / 2));
    EXPECT_TRUE(why(docx({"<w:p>"})).starts_with("the file can't be read: word/document.xml: line 1: "));
    const std::vector<zip::Entry> empty = {{"[Content_Types].xml", "<Types/>"}, {"word/styles.xml", "<w/>"}};
    EXPECT_EQ(why(zip::packed(empty)), "the file can't be read: it has no text: the part word/document.xml is missing");
    EXPECT_TRUE(why(docx({paragraph(run(std::string(std::size_t{16} << 20U, ' ')))})).find("times its size") != std::string::npos);
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += "<w:sdt><w:sdtContent>";
    EXPECT_TRUE(why(docx({deep})).find("nested") != std::string::npos);
    const std::vector<zip::Entry> outside = {{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d><body><p><r><t>&x;</t></r></p></body></d>"}};
    EXPECT_TRUE(why(zip::packed(outside)).starts_with("the file can't be read: word/document.xml")) << why(zip::packed(outside));
}

TEST(WordFlow, WhatComityWritesReadsBack) {
    for (const char* name : {"CA_RES_36_30", "CA_RC_RES_11_7", "CA_RES_31_12"}) {
        const auto written = testing::read_text(testing::bytes_of(source_folder() / "demo" / "documents" / (std::string(name) + ".txt")));
        const auto back = read(document::to_docx(written), words());
        EXPECT_EQ(back.symbol, written.symbol);
        EXPECT_EQ(back.footnotes.size(), written.footnotes.size()) << name;
        EXPECT_EQ(ids(back), ids(written)) << name;
        for (const auto& paragraph : written.paragraphs) {
            EXPECT_EQ(at(back, paragraph.id).text, paragraph.text);
            EXPECT_EQ(at(back, paragraph.id).number, paragraph.number);
            EXPECT_EQ(at(back, paragraph.id).opening, paragraph.opening);
            EXPECT_EQ(at(back, paragraph.id).footnotes, paragraph.footnotes) << paragraph.id;
            EXPECT_EQ(at(back, paragraph.id).struck, paragraph.struck);
        }
    }
}

TEST(WordFlow, StruckWordsAreThoseOfADraft) {
    const std::string text = testing::resolution({"Recalling its resolution 98/7 of 16 December 2043,", "1. Requests the Registrar ~~and the Keeper~~ to light the lamps;"});
    const auto written = testing::read_text(text);
    const auto back = read(document::to_docx(written), words());
    EXPECT_EQ(at(back, "op1").text, "Requests the Registrar to light the lamps;");
    EXPECT_EQ(at(back, "op1").struck, at(written, "op1").struck);
}

}  // namespace comity::reading
