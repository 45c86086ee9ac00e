// Bytes to blocks: what plain text in all its dress becomes.
#include <gtest/gtest.h>

#include <string>

#include "base/error.hpp"
#include "reading/testing.hpp"
#include "reading/utf8.hpp"

namespace comity::reading {
namespace {


Block block(std::string_view line) {
    const Flow flow = flow_of_plain_text(line);
    EXPECT_EQ(flow.blocks.size(), 1U) << line;
    return flow.blocks.empty() ? Block{} : flow.blocks.front();
}

std::string words(std::string_view line) { return block(line).text; }

/// "b5-9 i12-14": the styled stretches of a line.
std::string runs(std::string_view line) {
    std::string all;
    for (const Run& run : block(line).runs) {
        if (!all.empty()) all += ' ';
        if (run.bold) all += 'b';
        if (run.italic) all += 'i';
        if (run.superscript) all += 's';
        if (run.link) all += 'l';
        all += std::to_string(run.begin) + "-" + std::to_string(run.end);
    }
    return all;
}

TEST(PlainText, TakesEmphasisOutOfTheWords) {
    EXPECT_EQ(words("*Recalling* the lamps"), "Recalling the lamps");
    EXPECT_EQ(runs("*Recalling* the lamps"), "i0-9");
    EXPECT_EQ(words("**99/12. Lamps**"), "99/12. Lamps");
    EXPECT_EQ(runs("**99/12. Lamps**"), "b0-12");
    EXPECT_EQ(words("_Recalling_ the lamps"), "Recalling the lamps");
    EXPECT_EQ(runs("_Recalling_ the lamps"), "i0-9");
}

TEST(PlainText, KeepsStarsThatAreNoEmphasis) {
    EXPECT_EQ(words("Ardune* and Tarrow: draft resolution"), "Ardune* and Tarrow: draft resolution");
    EXPECT_EQ(words("* On behalf of the States of the western shore."), "* On behalf of the States of the western shore.");
    EXPECT_EQ(words("* * *"), "* * *");
}

TEST(PlainText, KeepsUnderscoresInsideWords) { EXPECT_EQ(words("the file lamp_count_2044 of oil"), "the file lamp_count_2044 of oil"); }

TEST(PlainText, TakesEmphasisFromADate) {
    EXPECT_EQ(words("_10 December 1948._"), "10 December 1948.");
    EXPECT_EQ(words("_10 lamps"), "_10 lamps");
}

TEST(PlainText, LetsEmphasisRunOverOneLineEnd) {
    const Flow flow = flow_of_plain_text("*58th plenary meeting\n16 December 2044*\nAfter it\n");
    ASSERT_EQ(flow.blocks.size(), 3U);
    EXPECT_EQ(flow.blocks[0].text, "58th plenary meeting");
    EXPECT_EQ(flow.blocks[1].text, "16 December 2044");
    EXPECT_EQ(flow.blocks[2].text, "After it");
    EXPECT_TRUE(flow.blocks[2].runs.empty());
}

TEST(PlainText, TakesLinksOutOfTheWordsWhateverTheirTarget) {
    EXPECT_EQ(words("resolution [98/7](#) of 2043"), "resolution 98/7 of 2043");
    EXPECT_EQ(words("resolution [98/7]() of 2043"), "resolution 98/7 of 2043");
    EXPECT_EQ(words("resolution [98/7](<a place> \"title\") of 2043"), "resolution 98/7 of 2043");
    EXPECT_EQ(runs("resolution [98/7](#) of 2043"), "l11-15");
}

TEST(PlainText, KeepsBracketsThatAreNoLinks) {
    EXPECT_EQ(words("[on the report (A/99/431)]"), "[on the report (A/99/431)]");
    EXPECT_EQ(words("[Adopted without a vote.]"), "[Adopted without a vote.]");
    EXPECT_EQ(words("a [bracket] (aside)"), "a [bracket] (aside)");
}

TEST(PlainText, TakesTheBackslashFromEscapedSigns) {
    EXPECT_EQ(words(R"(\[on the report of the Sixth Committee\])"), "[on the report of the Sixth Committee]");
    EXPECT_EQ(words(R"(1\. Requests)"), "1. Requests");
    EXPECT_EQ(words(R"(\* On behalf)"), "* On behalf");
    EXPECT_EQ(words(R"(a\b)"), R"(a\b)");
}

TEST(PlainText, ReadsSuperscriptDigitsAndTagsAlike) {
    for (const std::string_view line : {"lamps,¹²", "lamps,<sup>12</sup>"}) {
        EXPECT_EQ(words(line), "lamps,12") << line;
        EXPECT_EQ(runs(line), "s6-8") << line;
    }
    EXPECT_EQ(words("⁰⁴⁹"), "049");
}

TEST(PlainText, MakesBlanksAndHyphensOfAllKindsPlain) {
    EXPECT_EQ(words("shared\u00A0lamps\u2009and\u3000oil"), "shared lamps and oil");
    EXPECT_EQ(words("light\u2011house and light\u00ADhouse"), "light-house and lighthouse");
    EXPECT_EQ(words("no\u200Bthing"), "nothing");
}

TEST(PlainText, LeavesControlCharactersOut) {
    EXPECT_EQ(words("a\x01lamp\x02 and\x7F oil\x1B"), "alamp and oil");
    EXPECT_EQ(words("a\tlamp"), "a\tlamp");
}

TEST(PlainText, KnowsHeadingsAndTheirDepth) {
    EXPECT_EQ(block("### 99/12. Lamps").heading, 3);
    EXPECT_EQ(words("### 99/12. Lamps"), "99/12. Lamps");
    EXPECT_EQ(block("#lamp").heading, 0);
    EXPECT_EQ(block("####### seven").heading, 0);
}

TEST(PlainText, KnowsRules) {
    for (const std::string_view rule : {"---", "_____", "=====", "- - -"}) EXPECT_TRUE(block(rule).rule) << rule;
    for (const std::string_view other : {"--", "- lamps -", "a---"}) EXPECT_FALSE(block(other).rule) << other;
}

TEST(PlainText, CountsLinesFromOneAndBlankOnesToo) {
    const Flow flow = flow_of_plain_text("one\n\ntwo\n");
    ASSERT_EQ(flow.blocks.size(), 3U);
    EXPECT_EQ(flow.blocks[2].text, "two");
    EXPECT_EQ(flow.blocks[2].place, (document::LineRange{3, 3}));
}

TEST(PlainText, ReadsEveryKindOfLineEnd) {
    for (const std::string_view text : {"one\ntwo\n", "one\r\ntwo\r\n", "one\rtwo\r", "one\ntwo"}) {
        const Flow flow = flow_of_plain_text(text);
        ASSERT_EQ(flow.blocks.size(), 2U);
        EXPECT_EQ(flow.blocks[0].text, "one");
        EXPECT_EQ(flow.blocks[1].text, "two");
    }
}

TEST(PlainText, LeavesTheByteOrderMarkOut) { EXPECT_EQ(words("\xEF\xBB\xBFlamps"), "lamps"); }

TEST(PlainText, KeepsAFormFeedAsThePagesEnd) {
    const Flow flow = flow_of_plain_text("one\n\ftwo\nthree\n");
    ASSERT_EQ(flow.blocks.size(), 3U);
    EXPECT_FALSE(flow.blocks[0].page_break_before);
    EXPECT_TRUE(flow.blocks[1].page_break_before);
    EXPECT_EQ(flow.blocks[1].text, "two");
    EXPECT_FALSE(flow.blocks[2].page_break_before);
}

TEST(PlainText, ShowsBytesThatAreNoUtf8AndSaysSoOnce) {
    const Flow flow = flow_of_plain_text("lamps\ncaf\xC3\xA9 th\xC3\xA9 and \xC3( oil\n");
    ASSERT_EQ(flow.blocks.size(), 2U);
    EXPECT_EQ(flow.blocks[1].text, "café thé and \uFFFD( oil");
    ASSERT_EQ(flow.diagnostics.size(), 1U);
    EXPECT_EQ(flow.diagnostics[0].code, "not-utf-8");
    EXPECT_EQ(flow.diagnostics[0].line, 2U);
}

TEST(PlainText, LeavesNulBytesOutAndSaysSo) {
    const Flow flow = flow_of_plain_text(std::string_view("lamps\no\0il\n", 11));
    ASSERT_EQ(flow.blocks.size(), 2U);
    EXPECT_EQ(flow.blocks[1].text, "oil");
    ASSERT_EQ(flow.diagnostics.size(), 1U);
    EXPECT_EQ(flow.diagnostics[0].code, "nul-bytes");
    EXPECT_EQ(flow.diagnostics[0].line, 2U);
}

TEST(PlainText, TellsLinesOfAPageFromBlocks) {
    std::string page, blocks;
    for (int i = 0; i < 8; ++i) {
        page += "The keepers of the lamps of the western shore and of the eastern one have\nmet in the harbour of the free ports and have counted the oil of the\nlamps.\n\n";
        blocks += "The keepers of the lamps of the western shore and of the eastern one have met in the harbour of the free ports and have counted the oil of the lamps;\n\n";
    }
    EXPECT_EQ(flow_of_plain_text(page).setting, Setting::wrapped_lines);
    EXPECT_EQ(flow_of_plain_text(blocks).setting, Setting::blocks);
}

TEST(Utf8, ReplacesOverlongSurrogateAndCutSequences) {
    EXPECT_EQ(utf8::repaired("\xC0\xAF"), "\uFFFD\uFFFD");
    EXPECT_EQ(utf8::repaired("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(utf8::repaired("oil\xE2\x80"), "oil\uFFFD\uFFFD");
    EXPECT_EQ(utf8::repaired("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(utf8::repaired("Péravel — “oil”"), "Péravel — “oil”");
}

TEST(Utf8, FindsTheFirstBadByteWhereverItStands) {
    for (std::size_t at = 0; at < 40; ++at) {
        std::string text(40, 'a');
        EXPECT_EQ(utf8::first_invalid(text), std::string::npos);
        text[at] = '\xFF';
        EXPECT_EQ(utf8::first_invalid(text), at);
    }
}

TEST(Reading, RecognizesWhatAFileIs) {
    EXPECT_EQ(recognize(""), Format::empty);
    EXPECT_EQ(recognize(" \r\n\t\f\n"), Format::empty);
    EXPECT_EQ(recognize("\xEF\xBB\xBF\n"), Format::empty);
    EXPECT_EQ(recognize("%PDF-1.7 lamps"), Format::pdf);
    EXPECT_EQ(recognize("PK\x03\x04lamps"), Format::archive);
    EXPECT_EQ(recognize("PK\x03\x04lamps word/document.xml lamps"), Format::word);
    EXPECT_EQ(recognize("PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text"), Format::open_text);
    EXPECT_EQ(recognize("{\\rtf1 lamps"), Format::rich_text);
    EXPECT_EQ(recognize("\xFF\xFEl\x01"), Format::utf_16);
    EXPECT_EQ(recognize("\xEF\xBB\xBF<?xml version=\"1.0\"?><lamps/>"), Format::xml);
    EXPECT_EQ(recognize("<?xml version=\"1.0\"?><akomaNtoso/>"), Format::akoma_ntoso);
    EXPECT_EQ(recognize("<?xml version=\"1.0\"?>\n<!DOCTYPE pdf2xml SYSTEM \"pdf2xml.dtd\">\n<pdf2xml>"), Format::pages);
    EXPECT_EQ(recognize("\n<!DOCTYPE html>\n<p>lamps"), Format::html);
    EXPECT_EQ(recognize("<HTML>lamps"), Format::html);
    EXPECT_EQ(recognize("<!-- Page 7 -->\nlamps"), Format::plain_text);
    EXPECT_EQ(recognize("<h"), Format::plain_text);
    EXPECT_EQ(recognize(std::string_view("\x7F" "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", 16)), Format::binary);
    EXPECT_EQ(recognize("lamps"), Format::plain_text);
}

/// The sentence with which bytes are refused.
std::string refusal(std::string_view bytes) {
    try {
        testing::read_text(bytes);
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::bad_request);
        return error.what();
    }
    return "read";
}

TEST(Reading, RefusesWhatIsNoDocumentInASentence) {
    EXPECT_EQ(refusal(" \n \n"), "the file is empty: there is nothing to read");
    EXPECT_NE(refusal("%PDF-1.4").find("is a PDF: make plain text of it"), std::string::npos);
    EXPECT_NE(refusal("<?xml version=\"1.0\"?>").find("is XML"), std::string::npos);
    EXPECT_NE(refusal(std::string(100, '\0')).find("is no text"), std::string::npos);
}

TEST(Reading, NamesADocumentByTheHashOfItsBytes) {
    EXPECT_EQ(testing::read_text("abc").sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace comity::reading
