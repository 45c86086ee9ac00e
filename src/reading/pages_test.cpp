#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "reading/pages.hpp"
#include "reading/reading.hpp"

namespace comity::reading {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Pages as pdftohtml tells them: print of 15 is the text's, of 12 small, of 20 large; a letter is 7 wide.
class Pages {
public:
    Pages() { page(); }

    Pages& page() {
        xml_ += fmt::format("{}<page number=\"{}\" top=\"0\" left=\"0\" height=\"1188\" width=\"918\">\n", pages_ == 0 ? "" : "</page>\n", pages_ + 1);
        if (pages_++ == 0) {
            for (const int size : {15, 12, 20, 9, 7}) xml_ += fmt::format("<fontspec id=\"{}\" size=\"{}\" family=\"Serif\" color=\"#000000\"/>\n", size, size);
        }
        top_ = 100;
        return *this;
    }
    Pages& line(double left, std::string_view words, double step = 18, int size = 15) {
        top_ += step;
        return at(left, top_, words, size);
    }
    Pages& at(double left, double top, std::string_view words, int size) {
        xml_ += fmt::format("<text top=\"{}\" left=\"{}\" width=\"{}\" height=\"{}\" font=\"{}\">{}</text>\n", top, left, 7 * letters(words) * size / 15, size + 2, size, words);
        return *this;
    }
    /// Turned by a quarter, as pdftohtml tells it: with no width.
    Pages& turned(double left, double top, std::string_view words, int size = 15) {
        xml_ += fmt::format("<text top=\"{}\" left=\"{}\" width=\"0\" height=\"{}\" font=\"{}\">{}</text>\n", top, left, size + 2, size, words);
        return *this;
    }
    /// A raised mark behind what was set last.
    Pages& raised(double left, std::string_view mark, int size = 9) { return at(left, top_ + 1, mark, size); }
    [[nodiscard]] std::string xml() const { return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pdf2xml producer=\"poppler\" version=\"1\">\n" + xml_ + "</page>\n</pdf2xml>\n"; }

private:
    std::string xml_;
    int pages_ = 0;
    double top_ = 0;

    static double letters(std::string_view words) {
        double count = 0;
        bool tag = false;
        for (const char c : words) {
            if (c == '<') tag = true;
            count += tag ? 0 : 1;
            if (c == '>') tag = false;
        }
        return count;
    }
};

constexpr std::string_view full = "words that fill the line of the page up to where the text of it ends on";  // 71 letters: to 185 + 497

Flow flow_of(const Pages& pages) { return flow_of_pages(pages.xml(), vocabulary::standard()); }

std::vector<std::string> texts_of(const Flow& flow) {
    std::vector<std::string> texts;
    for (const Block& block : flow.blocks) {
        texts.push_back(!block.note.empty() ? "[" + block.note + "] " + block.text : !block.furniture.empty() ? "{" + block.text + "}" : block.text);
    }
    return texts;
}

TEST(PagesOfAPdf, LinesBecomeParagraphsByIndentAndSpace) {
    Pages pages;
    pages.line(221, "<i>Recalling</i> all the words that fill the line of the page to its end on").line(185, full).line(185, "the Orchards,");
    pages.line(221, "<i>Noting</i> that another paragraph begins here and fills this line to it", 30).line(185, "and ends,");
    const Flow flow = flow_of(pages);
    EXPECT_EQ(flow.setting, Setting::blocks);
    ASSERT_EQ(flow.blocks.size(), 2U);
    EXPECT_EQ(flow.blocks[0].text, "Recalling all the words that fill the line of the page to its end on " + std::string(full) + " the Orchards,");
    EXPECT_EQ(flow.blocks[1].text, "Noting that another paragraph begins here and fills this line to it and ends,");
    EXPECT_EQ(flow.blocks[1].place.first, 2U);
}

TEST(PagesOfAPdf, ItalicsAreKeptWithTheirPlaces) {
    Pages pages;
    pages.line(221, "<i>Recalling</i>").at(290, 118, "the Orchards,", 15);
    const Flow flow = flow_of(pages);
    ASSERT_EQ(flow.blocks.size(), 1U);
    EXPECT_EQ(flow.blocks[0].text, "Recalling the Orchards,");
    ASSERT_EQ(flow.blocks[0].runs.size(), 1U);
    EXPECT_TRUE(flow.blocks[0].runs[0].italic);
    EXPECT_EQ(flow.blocks[0].runs[0].end, 9U);
}

TEST(PagesOfAPdf, ANotesMarkMayStandFarFromItsWords) {
    Pages pages;
    pages.line(185, full).line(185, full).line(185, "of the Treaty of Quince").raised(350, "1");
    // As word processors set a tab between them: 23 is more than the mark's own size twice.
    pages.line(208, "See the Treaty of Quince.", 400, 12).raised(180, "1", 7);
    pages.line(208, "Its annex is another.", 20, 12).raised(180, "2", 7);
    EXPECT_THAT(texts_of(flow_of(pages)),
                ElementsAre(fmt::format("{} {} of the Treaty of Quince1", full, full), "[1] See the Treaty of Quince.", "[2] Its annex is another."));
}

TEST(PagesOfAPdf, SmallRaisedDigitsAreMarksAndTheFootOfThePageHasTheirNotes) {
    Pages pages;
    pages.line(185, full).line(185, full).line(185, "of the Treaty of Quince").raised(350, "1").at(358, 154, "and more words to it than those.", 15);
    pages.line(149, "__________________", 400, 12).line(180, "See the Treaty of Quince, volume 4, of which this line tells where it stands", 20, 12).raised(174, "1", 7);
    pages.line(149, "and its annex.", 14, 12);
    const Flow flow = flow_of(pages);
    EXPECT_THAT(texts_of(flow), ElementsAre(fmt::format("{} {} of the Treaty of Quince1 and more words to it than those.", full, full),
                                            "[1] See the Treaty of Quince, volume 4, of which this line tells where it stands and its annex."));
    ASSERT_EQ(flow.blocks[0].runs.size(), 1U);
    EXPECT_TRUE(flow.blocks[0].runs[0].superscript);
}

TEST(PagesOfAPdf, HeadsAndFeetOfPagesAreFurnitureAndParagraphsGoOnOverThem) {
    Pages pages;
    pages.line(185, full).line(185, full).line(185, "a paragraph that does not end on this page, and goes").at(98, 1100, "24-01234 (E)", 12);
    pages.page().at(90, 60, "<b>A/RES/99/1</b>", 12).at(500, 60, "<b>On orchards</b>", 12).line(185, "on over it.").line(185, "which is another line of the text, as no page ends with the same one").at(90, 1100, "<b>2/3</b>", 12).at(700, 1100, "24-01234", 12);
    pages.page().at(90, 60, "<b>On orchards</b>", 12).at(700, 60, "<b>A/RES/99/1</b>", 12).line(185, "the last line, which is no other line of this invented text either").at(90, 1100, "24-01234", 12).at(700, 1100, "<b>3/3</b>", 12);
    const auto texts = texts_of(flow_of(pages));
    ASSERT_GE(texts.size(), 9U);
    EXPECT_THAT(texts[0], HasSubstr("and goes on over it."));
    EXPECT_EQ(std::count_if(texts.begin(), texts.end(), [](const std::string& text) { return text.front() == '{'; }), 9);
}

TEST(PagesOfAPdf, HyphensAtLineEndsAreOfTheWordOrOfTheLine) {
    Pages pages;
    pages.line(185, "words that fill the line of the page up to where the multidrug-").line(185, "resistant kind of it is named, and also all of the imple\xC2\xAD").line(185, "mentation of it.");
    EXPECT_THAT(texts_of(flow_of(pages)), ElementsAre("words that fill the line of the page up to where the multidrug-resistant kind of it is named, and also all of the implementation of it."));
}

TEST(PagesOfAPdf, AWordThatIsSharedKeepsItsHyphenAndItsBlank) {
    Pages pages;
    pages.line(185, "words that fill the line of the page up to the place where all troop-").line(185, "and police-contributing countries are.");
    EXPECT_THAT(texts_of(flow_of(pages)), ElementsAre("words that fill the line of the page up to the place where all troop- and police-contributing countries are."));
}

TEST(PagesOfAPdf, APointWhoseFurtherLinesStandFurtherInGoesOnWithinItsSentence) {
    Pages pages;
    pages.line(221, "To protect the words that fill this line of the page, its facilities,").line(257, "equipment and goods,").line(185, full, 30).line(185, full).line(185, full);
    EXPECT_EQ(texts_of(flow_of(pages)).front(), "To protect the words that fill this line of the page, its facilities, equipment and goods,");
}

TEST(PagesOfAPdf, LigaturesAreTheirLettersAndBlanksOne) {
    Pages pages;
    pages.line(185, "the \xEF\xAC\x81rst  \xC2\xA0 e\xEF\xAC\x80ort");
    EXPECT_THAT(texts_of(flow_of(pages)), ElementsAre("the first effort"));
}

TEST(PagesOfAPdf, CellsBesideEachOtherAreBlocksOfTheirOwn) {
    Pages pages;
    pages.at(185, 60, "United Nations", 20).at(739, 60, "A", 20).at(749, 63, "/RES/99/1", 15).line(185, full);
    EXPECT_THAT(texts_of(flow_of(pages)), ElementsAre("United Nations", "A/RES/99/1", std::string(full)));
}

TEST(PagesOfAPdf, ListMarksKeepTheirWordsHoweverFar) {
    Pages pages;
    pages.line(221, "1.").at(275, 118, "Decides all that is to be decided by it.", 15).line(185, full, 30).line(185, full).line(185, full);
    EXPECT_EQ(texts_of(flow_of(pages)).front(), "1. Decides all that is to be decided by it.");
}

TEST(PagesOfAPdf, FootnotesInTwoColumnsAreReadColumnByColumn) {
    Pages pages;
    pages.line(185, full).line(185, full).line(185, full);
    pages.line(149, "__________________", 300, 12);
    pages.line(160, "See volume 1.", 20, 12).raised(154, "1", 7).at(560, 472, "See volume 3.", 12).raised(554, "3", 7);
    pages.line(160, "See volume 2.", 16, 12).raised(154, "2", 7);
    const auto texts = texts_of(flow_of(pages));
    EXPECT_THAT(std::vector<std::string>(texts.end() - 3, texts.end()), ElementsAre("[1] See volume 1.", "[2] See volume 2.", "[3] See volume 3."));
}

TEST(PagesOfAPdf, WordsThatRunAcrossThePageAreNoneOfItsText) {
    Pages pages;
    pages.line(185, full).line(185, full).line(185, "and its end.").turned(860, 300, "Turned at the margin");
    EXPECT_THAT(texts_of(flow_of(pages)), ElementsAre(fmt::format("{} {} and its end.", full, full), "{Turned at the margin}"));
}

TEST(PagesOfAPdf, APageThatLiesOnItsSideIsReadAsItStands) {
    for (const bool upwards : {true, false}) {
        Pages pages;
        const double begin = upwards ? 1000 : 188;
        for (int i = 0; i < 4; ++i) pages.turned(upwards ? 100 + 18 * i : 818 - 18 * i, begin, i == 3 ? "the last line of it." : std::string(full));
        pages.at(90, 60, "9", 12);
        EXPECT_THAT(texts_of(flow_of(pages)), ElementsAre(fmt::format("{} {} {} the last line of it.", full, full, full), "{9}")) << upwards;
    }
}

TEST(PagesOfAPdf, EveryWordComesOutSomewhere) {
    Pages pages;
    for (int i = 0; i < 40; ++i) pages.line(100 + 37 * (i * 7 % 11), fmt::format("word{}", i), 5 + i * 13 % 29, i % 3 == 0 ? 12 : i % 3 == 1 ? 15 : 20);
    std::string all;
    for (const auto& text : texts_of(flow_of(pages))) all += text + " ";
    for (int i = 0; i < 40; ++i) EXPECT_THAT(all, HasSubstr(fmt::format("word{}", i)));
}

TEST(PagesOfAPdf, ThatAreBrokenAreRefusedOrEmpty) {
    EXPECT_THROW((void)flow_of_pages("<pdf2xml><page>", vocabulary::standard()), Error);
    EXPECT_TRUE(flow_of_pages("<pdf2xml></pdf2xml>", vocabulary::standard()).blocks.empty());
    EXPECT_TRUE(flow_of_pages("<pdf2xml><page><text top=\"x\" left=\"1e999\" width=\"-5\" height=\"nan\" font=\"?\"> </text></page></pdf2xml>", vocabulary::standard()).blocks.empty());
}

}  // namespace
}  // namespace comity::reading
