// Real texts from ../shared, where it stands beside the project: the seeds and the same resolution through its years, counted by eye.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "reading/scan.hpp"
#include "reading/testing.hpp"

namespace comity::reading {
namespace {

using document::Document;
using document::Kind;
using testing::at;
using testing::bytes_of;

Document read_real(const std::filesystem::path& file) { return read(bytes_of(file), vocabulary::standard(), {file.filename().string()}); }

/// The numbered paragraphs of the first level, which have the ids pp1, pp2 ... or op1, op2 ... in their order.
int counted(const Document& document, std::string_view kind) {
    int count = 0;
    for (const auto& paragraph : document.paragraphs) {
        if (!paragraph.id.starts_with(kind) || !all_digits(std::string_view(paragraph.id).substr(2))) continue;
        ++count;
        EXPECT_EQ(paragraph.id, std::string(kind) + std::to_string(count)) << document.symbol.value_or("draft");
    }
    return count;
}

int numbered_notes(const Document& document) {
    return static_cast<int>(std::count_if(document.footnotes.begin(), document.footnotes.end(), [](const auto& each) { return all_digits(each.mark); }));
}

/// Every note is called, and no bare digit stands where a mark stands.
void expect_marks_taken(const Document& document) {
    std::set<std::string> called;
    for (const auto& paragraph : document.paragraphs) {
        for (const auto& mark : paragraph.footnotes) called.insert(mark.mark);
        const std::string& text = paragraph.text;
        for (std::size_t i = 1; i < text.size(); ++i) {
            const bool glued = is_digit(text[i]) && (is_lower(text[i - 1]) || text[i - 1] == ',' || text[i - 1] == ';');
            EXPECT_FALSE(glued) << document.symbol.value_or("draft") << " " << paragraph.id << " at " << i;
        }
    }
    for (const auto& note : document.footnotes) EXPECT_TRUE(note.mark == "*" || called.count(note.mark) == 1) << document.symbol.value_or("draft") << " note " << note.mark;
}

void expect_citations_resolved(const Document& document) {
    EXPECT_FALSE(document.citations.empty());
    for (const auto& citation : document.citations) EXPECT_TRUE(citation.target.has_value()) << document.symbol.value_or("draft") << " " << citation.in << ": " << citation.text;
}

bool cites(const Document& document, std::string_view target) {
    return std::any_of(document.citations.begin(), document.citations.end(), [&](const auto& citation) { return citation.target == target; });
}

struct Seed {
    std::string file;
    int preambular, operative, notes;
    std::string symbol, adopted, distributed, item, meeting, report, paragraph, cited, shared_title;
};

class Seeds : public ::testing::TestWithParam<Seed> {};

std::string iso(const std::optional<Date>& date) { return date ? date->iso() : ""; }

TEST_P(Seeds, AreReadWithEveryFact) {
    const auto folder = testing::shared("corpus/seeds");
    if (!folder) GTEST_SKIP();
    const Seed& seed = GetParam();
    const Document document = read_real(*folder / seed.file);
    const bool draft = seed.symbol.empty();
    EXPECT_EQ(counted(document, "pp"), seed.preambular);
    EXPECT_EQ(counted(document, "op"), seed.operative);
    EXPECT_EQ(numbered_notes(document), seed.notes);
    EXPECT_EQ(document.paragraphs.size(), static_cast<std::size_t>(seed.preambular + seed.operative));
    EXPECT_EQ(document.symbol.value_or(""), seed.symbol);
    EXPECT_EQ(document.kind, draft ? Kind::draft_resolution : Kind::resolution);
    EXPECT_EQ(document.body, "General Assembly");
    EXPECT_EQ(document.committee, "Third Committee");
    EXPECT_EQ(document.distribution, draft ? "Limited" : "General");
    EXPECT_EQ(document.title, "Enhancement of international cooperation in the field of human rights");
    EXPECT_EQ(iso(document.date_adopted), seed.adopted);
    EXPECT_EQ(iso(document.date_distributed), seed.distributed);
    EXPECT_EQ(document.agenda_items, std::vector<std::string>{seed.item});
    EXPECT_EQ(document.agenda_title.value_or("").substr(0, 9), seed.shared_title);
    EXPECT_EQ(document.meeting.value_or(""), seed.meeting);
    EXPECT_EQ(document.reports.empty() ? "" : document.reports.front().symbol, seed.report);
    EXPECT_EQ(document.reports.empty() ? "" : document.reports.front().paragraph.value_or(""), seed.paragraph);
    EXPECT_TRUE(cites(document, seed.cited)) << seed.cited;
    EXPECT_TRUE(document.diagnostics.empty());
    expect_citations_resolved(document);
    expect_marks_taken(document);
}

INSTANTIATE_TEST_SUITE_P(
    Shared, Seeds,
    ::testing::Values(
        Seed{"A_RES_69_179.txt", 9, 15, 5, "A/RES/69/179", "2014-12-18", "2015-01-28", "68 (b)", "73rd plenary meeting", "A/69/488/Add.2", "", "A/RES/68/160", ""},
        Seed{"A_RES_72_169.txt", 14, 17, 6, "A/RES/72/169", "2017-12-19", "2018-01-23", "72 (b)", "73rd plenary meeting", "A/72/439/Add.2", "", "A/RES/70/153", ""},
        Seed{"A_RES_74_153.txt", 15, 17, 5, "A/RES/74/153", "2019-12-18", "2020-01-21", "70 (b)", "50th plenary meeting", "A/74/399/Add.2", "", "A/RES/72/169", "Promotion"},
        Seed{"A_C.3_75_draft.txt", 15, 17, 5, "", "", "2020-10-29", "72 (b)", "", "", "", "A/RES/74/153", "Promotion"},
        Seed{"A_RES_78_199.txt", 16, 17, 7, "A/RES/78/199", "2023-12-19", "2023-12-22", "71 (b)", "50th plenary meeting", "A/78/481/Add.2", "139", "A/RES/77/213", "Promotion"}),
    [](const auto& each) {
        std::string name = each.param.file;
        std::replace_if(name.begin(), name.end(), [](char c) { return !is_digit(c) && !is_upper(c) && !is_lower(c); }, '_');
        return name;
    });

TEST(Shared, TheDraftHasItsSponsorsAndTheStarsNote) {
    const auto folder = testing::shared("corpus/seeds");
    if (!folder) GTEST_SKIP();
    const Document draft = read_real(*folder / "A_C.3_75_draft.txt");
    ASSERT_EQ(draft.sponsors.size(), 3U);
    EXPECT_EQ(draft.sponsors[0].name, "China");
    EXPECT_EQ(draft.sponsors[1].name, "Cuba");
    EXPECT_EQ(draft.sponsors[2].name, "Russian Federation");
    EXPECT_EQ(draft.sponsors[1].on_behalf_of.value_or("").substr(0, 10), "the States");
    EXPECT_FALSE(draft.sponsors[0].on_behalf_of || draft.sponsors[2].on_behalf_of);
    EXPECT_EQ(testing::marks(draft.footnotes), "* 1 2 3 4 5");
}

TEST(Shared, TheDraftsFourteenthParagraphIsWhole) {
    const auto folder = testing::shared("corpus/seeds");
    if (!folder) GTEST_SKIP();
    const Document draft = read_real(*folder / "A_C.3_75_draft.txt"), adopted = read_real(*folder / "A_RES_78_199.txt");
    EXPECT_EQ(at(draft, "op14").text, at(adopted, "op14").text);  // the words were the same in both years
    EXPECT_EQ(at(draft, "op14").lines.size(), 2U);                // a page ends within
}

struct Year {
    std::string file;
    int preambular, operative;
};

class Series : public ::testing::TestWithParam<Year> {};

TEST_P(Series, HasEveryParagraphWholeAndInItsPlace) {
    const auto folder = testing::shared("corpus/series");
    if (!folder) GTEST_SKIP();
    const Document document = read_real(*folder / ("A_RES_" + GetParam().file + ".txt"));
    EXPECT_EQ(counted(document, "pp"), GetParam().preambular);
    EXPECT_EQ(counted(document, "op"), GetParam().operative);
    EXPECT_EQ(document.paragraphs.size(), static_cast<std::size_t>(GetParam().preambular + GetParam().operative));
    for (const auto& paragraph : document.paragraphs) {
        const char last = paragraph.text.empty() ? '\0' : paragraph.text.back();
        EXPECT_EQ(last, paragraph.id.starts_with("pp") ? ',' : &paragraph == &document.paragraphs.back() ? '.' : ';') << paragraph.id;
        EXPECT_TRUE(paragraph.opening.has_value()) << paragraph.id;
        EXPECT_EQ(paragraph.number.has_value(), paragraph.id.starts_with("op")) << paragraph.id;
    }
    const std::string file = GetParam().file;
    EXPECT_EQ(document.symbol, "A/RES/" + file.substr(0, 2) + "/" + file.substr(3));
    EXPECT_TRUE(document.date_adopted && document.meeting);
    expect_citations_resolved(document);
    expect_marks_taken(document);
}

INSTANTIATE_TEST_SUITE_P(Shared, Series,
                         ::testing::Values(Year{"51_100", 3, 2}, Year{"52_134", 4, 4}, Year{"53_154", 5, 4}, Year{"54_181", 5, 4}, Year{"55_109", 8, 6}, Year{"56_149", 8, 7},
                                           Year{"57_224", 8, 9}, Year{"58_170", 8, 10}, Year{"59_187", 8, 10}, Year{"60_156", 8, 10}, Year{"61_168", 9, 11}, Year{"62_160", 9, 11},
                                           Year{"63_180", 9, 11}, Year{"64_171", 9, 11}, Year{"66_152", 9, 12}, Year{"67_169", 9, 14}, Year{"68_160", 9, 14}, Year{"69_179", 9, 15},
                                           Year{"70_153", 10, 16}, Year{"71_194", 12, 15}, Year{"72_169", 14, 17}, Year{"73_168", 14, 17}, Year{"74_153", 15, 17}, Year{"75_180", 15, 17},
                                           Year{"76_159", 15, 17}, Year{"77_213", 16, 17}),
                         [](const auto& each) { return "A_RES_" + each.param.file; });

class TwoForms : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(TwoForms, OfOneTextAreReadWordForWordAlike) {
    const auto pages = testing::shared("corpus/series"), blocks = testing::shared(GetParam().second);
    if (!pages || !blocks) GTEST_SKIP();
    const std::string file = std::string("A_RES_") + GetParam().first + ".txt";
    const Document by_page = read_real(*pages / file), by_block = read_real(*blocks / file);
    ASSERT_EQ(testing::ids(by_page), testing::ids(by_block));
    for (std::size_t i = 0; i < by_page.paragraphs.size(); ++i) {
        EXPECT_EQ(by_page.paragraphs[i].text, by_block.paragraphs[i].text) << by_page.paragraphs[i].id;
        EXPECT_EQ(by_page.paragraphs[i].opening, by_block.paragraphs[i].opening) << by_page.paragraphs[i].id;
        EXPECT_EQ(by_page.paragraphs[i].number, by_block.paragraphs[i].number) << by_page.paragraphs[i].id;
        EXPECT_EQ(by_page.paragraphs[i].kind, by_block.paragraphs[i].kind) << by_page.paragraphs[i].id;
    }
    EXPECT_EQ(by_page.title, by_block.title);
    EXPECT_EQ(by_page.date_adopted, by_block.date_adopted);
    EXPECT_EQ(by_page.meeting, by_block.meeting);
    EXPECT_EQ(by_page.reports, by_block.reports);
    if (by_block.footnotes.empty()) return;  // that source has none
    ASSERT_EQ(testing::marks(by_page.footnotes), testing::marks(by_block.footnotes));
    for (std::size_t i = 0; i < by_page.footnotes.size(); ++i) EXPECT_EQ(by_page.footnotes[i].text, by_block.footnotes[i].text);
}

INSTANTIATE_TEST_SUITE_P(Shared, TwoForms,
                         ::testing::Values(std::pair{"68_160", "corpus/documents/text"}, std::pair{"69_179", "corpus/seeds"}, std::pair{"70_153", "corpus/documents/text"},
                                           std::pair{"72_169", "corpus/seeds"}, std::pair{"74_153", "corpus/seeds"}),
                         [](const auto& each) { return std::string("A_RES_") + each.param.first; });

}  // namespace
}  // namespace comity::reading
