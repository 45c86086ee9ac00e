// The page's furniture and footnotes, told from the text.
#include "reading/page.hpp"

#include <gtest/gtest.h>

#include <string>

#include "reading/testing.hpp"

namespace comity::reading {
namespace {

using testing::text_of;

constexpr std::string_view full = "the keepers of the lamps of the western shore and of the eastern one have";

Pages pages(std::initializer_list<std::string_view> lines, Setting setting = Setting::blocks, const RunningHead& head = {}) {
    const std::string bytes = text_of(lines);
    return clear_pages(lines_of(flow_of_plain_text(bytes)), setting, head);
}

/// The words that are left as the text's own, a bar between lines.
std::string left(const Pages& cleared) {
    std::string all;
    for (const Line& line : cleared.lines) {
        if (line.use == Line::Use::text) all += (all.empty() ? "" : "|") + line.text;
    }
    return all;
}

std::string furniture(const Pages& cleared) {
    std::string all;
    for (const auto& each : cleared.furniture) all += (all.empty() ? "" : ", ") + each.what + " " + std::to_string(each.lines.first);
    return all;
}

std::string notes(const Pages& cleared) {
    std::string all;
    for (const Note& note : cleared.notes) all += (all.empty() ? "" : "|") + note.mark + ": " + note.text;
    return all;
}

TEST(Page, CarriesSuperscriptMarksInTheText) {
    EXPECT_EQ(left(pages({"lamps,¹ and oil<sup>2</sup>"})), "lamps,\x01" "1\x02 and oil\x01" "2\x02");
}

TEST(Page, TakesNoOrdinalForAMark) { EXPECT_EQ(left(pages({"the 58<sup>th</sup> meeting"})), "the 58th meeting"); }

TEST(Page, PutsRulersAsideAndSeesTheGapTheyLeave) {
    const Pages cleared = pages({"Lamps", "---", "Oil", "Wicks"});
    EXPECT_EQ(left(cleared), "Lamps|Oil|Wicks");
    EXPECT_EQ(furniture(cleared), "ruler 2");
    EXPECT_TRUE(cleared.lines[2].gap);
    EXPECT_FALSE(cleared.lines[3].gap);
}

TEST(Page, PutsARemarkAtThePagesFootAside) {
    const Pages cleared = pages({"Lamps burn.", "---", "Lamp drawn by the editor.", "<!-- Page 2 -->", "See also note on this lamp on page 9.", "Oil is bought."});
    EXPECT_EQ(left(cleared), "Lamps burn.|Oil is bought.");
    EXPECT_EQ(furniture(cleared), "ruler 2, remark at the foot of the page 3, page mark 4, reference within the volume 5");
}

TEST(Page, KnowsAVolumesHeadWhateverBlanksStandInIt) {
    const std::string head = "VI. Resolutions adopted on the reports of the Third Committee" + std::string(90, ' ') + "187";
    const Pages cleared = pages({"Lamps burn in", "<!-- Page 2 -->", head, "the night."});
    EXPECT_EQ(left(cleared), "Lamps burn in|the night.");
}

TEST(Page, PutsJobNumbersNoticesAndFieldResidueAside) {
    const Pages cleared = pages({"Lamps", "44-12345 (E)", "*4412345*", "Please recycle", "[DU1]", "/...", "* * *", "<!-- Page 3 -->", "Oil"});
    EXPECT_EQ(left(cleared), "Lamps|Oil");
    EXPECT_EQ(furniture(cleared),
              "job number 2, job number 3, recycling notice 4, field residue 5, continuation mark 6, ornament 7, page mark 8");
}

TEST(Page, PutsThePageHeadOfSymbolAndNumberAside) {
    const RunningHead head{"A/RES/99/12", "careofsharedlighthouses", 1, 2};
    const Pages cleared = pages({"A/RES/99/12", "99/12. Care of shared lighthouses", "Lamps", "A/RES/99/12", "2/4", "Oil"}, Setting::blocks, head);
    EXPECT_EQ(left(cleared), "A/RES/99/12|99/12. Care of shared lighthouses|Lamps|Oil");
    EXPECT_EQ(furniture(cleared), "page header 4, page number 5");
}

TEST(Page, PutsThePageHeadWithTheTitleAside) {
    const RunningHead head{"A/RES/99/12", "careofsharedlighthouses", 1, 2};
    const Pages cleared = pages({"A/RES/99/12", "99/12. Care of shared lighthouses", full, "A/RES/99/12 Care of shared lighthouses", full,
                                 "Care of shared lighthouses", "A/RES/99/12", full},
                                Setting::wrapped_lines, head);
    EXPECT_EQ(furniture(cleared), "page header 4, page header 6, page header 7");
}

TEST(Page, LeavesANumberThatStandsAboveAParagraphOnABlockPage) { EXPECT_EQ(left(pages({"12.", "Requests oil;"})), "12.|Requests oil;"); }

TEST(Page, TakesALineThatBeginsWithASuperscriptForAFootnote) {
    const Pages cleared = pages({"Recalling lamps,¹ oil", "¹ See A/99/1.", "and wicks,"});
    EXPECT_EQ(notes(cleared), "1: See A/99/1.");
    EXPECT_EQ(left(cleared), "Recalling lamps,\x01" "1\x02 oil|and wicks,");
    ASSERT_EQ(cleared.notes.size(), 1U);
    EXPECT_EQ(cleared.notes[0].lines, (std::vector<document::LineRange>{{2, 2}}));
}

TEST(Page, TakesTheStarsNoteBelowARule) {
    EXPECT_EQ(notes(pages({"Lamps", "---", "* On behalf of the States of the western shore.", "Oil"})), "*: On behalf of the States of the western shore.");
}

TEST(Page, TakesNumberedNotesBelowARule) {
    const Pages cleared = pages({"Lamps, 1 oil 2", "_____", "1 See A/99/1.", "2 Resolution 98/7, annex."});
    EXPECT_EQ(notes(cleared), "1: See A/99/1.|2: Resolution 98/7, annex.");
    EXPECT_EQ(left(cleared), "Lamps, 1 oil 2");
}

TEST(Page, LeavesAParagraphBelowARuleAlone) {
    EXPECT_EQ(left(pages({"Lamps", "---", "Recalling the oil,"})), "Lamps|Recalling the oil,");
    EXPECT_EQ(left(pages({"Lamps", "---", "1. Requests the oil;"})), "Lamps|1. Requests the oil;");
}

TEST(Page, TakesNotesBehindTheClosingLineInTheirOrder) {
    const Pages cleared = pages({"1. Requests oil1 and wicks;2", "58th plenary meeting", "16 December 2044", "1 See A/99/1.", "2 Resolution 98/7."});
    EXPECT_EQ(notes(cleared), "1: See A/99/1.|2: Resolution 98/7.");
}

TEST(Page, FindsMarksOnLinesOfTheirOwnBeforeTheirNotes) {
    const Pages cleared = pages({full, "oil,1 and", "__________________", "1", "", "Resolution 98/7.", "2", "", "See A/99/1.", "", "\f", full}, Setting::wrapped_lines);
    EXPECT_EQ(notes(cleared), "1: Resolution 98/7.|2: See A/99/1.");
}

TEST(Page, FindsMarksGatheredBelowTheirNotes) {
    const Pages cleared = pages({full, "oil,1 and wicks,2", "__________________", "Resolution 98/7.", "See A/99/1.", "1", "2", "\f", full}, Setting::wrapped_lines);
    EXPECT_EQ(notes(cleared), "1: Resolution 98/7.|2: See A/99/1.");
}

TEST(Page, PutsAPageNumberAmongNotesAside) {
    const Pages cleared =
        pages({full, "oil,1 and wicks,2", "__________________", "1", "", "Resolution 98/7.", "", "2", "", "See A/99/1.", "", "3/4", "\f", full}, Setting::wrapped_lines);
    EXPECT_EQ(notes(cleared), "1: Resolution 98/7.|2: See A/99/1.");
    EXPECT_EQ(furniture(cleared), "ruler 3, page number 12");
}

TEST(Page, PutsTheLinesOfALongNoteTogether) {
    const Pages cleared = pages({full, "oil,¹ and", "__________________", "¹ Official Records of the General Assembly, Ninety-ninth Session, Supplement", "No. 53 (A/99/53), chap. II.", "\f", full},
                                Setting::wrapped_lines);
    EXPECT_EQ(notes(cleared), "1: Official Records of the General Assembly, Ninety-ninth Session, Supplement No. 53 (A/99/53), chap. II.");
    ASSERT_EQ(cleared.notes.size(), 1U);
    EXPECT_EQ(cleared.notes[0].lines, (std::vector<document::LineRange>{{4, 5}}));
}

TEST(Page, LeavesANumberedParagraphBelowTheNotesAlone) {
    const Pages cleared = pages({full, "oil,1 and", "__________________", "1", "", "Resolution 98/7.", "", "4. Requests the keepers of the lamps to count them;"}, Setting::wrapped_lines);
    EXPECT_EQ(notes(cleared), "1: Resolution 98/7.");
    EXPECT_NE(left(cleared).find("4. Requests"), std::string::npos);
}

}  // namespace
}  // namespace comity::reading
