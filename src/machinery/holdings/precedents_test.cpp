#include "machinery/holdings/phrase_use.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "machinery/holdings/testing.hpp"

namespace comity::holdings {
namespace {

using testing::Collection;
using ::testing::ElementsAre;

/// Three years of one text, as sentences in the notation of the tests.
class PrecedentsOfARecord : public ::testing::Test {
protected:
    Collection collection;
    void SetUp() override {
        collection.add("symbol A/RES/76/1\ntitle Lamps\ndate 2021-12-01\nop 1 Invites all States to keep their lamps lit in genuine dialogue\nop 2 Decides to remain seized of the matter\n");
        collection.add("symbol A/RES/77/1\ntitle Lamps\ndate 2022-12-01\nop 1 Invites all States to keep their lamps lit\nop 2 Decides to remain seized of the matter\n");
        collection.add("symbol A/RES/78/1\ntitle Lamps\ndate 2023-12-01\nop 1 Urges all States to keep their lamps lit in genuine dialogue\n");
        collection.add("symbol A/C.3/78/L.1\ndraft\ntitle Oil\ndate 2023-10-01\nop 1 Urges all States to share the oil of their lamps\n");
    }
    std::vector<std::string> symbols(std::string_view passage, const PrecedentOptions& options = {}) const {
        std::vector<std::string> out;
        for (const auto& match : collection->precedents(passage, options).matches) out.push_back(match.at.symbol + " " + match.at.paragraph);
        return out;
    }
};

TEST_F(PrecedentsOfARecord, AreTheBestFirst) {
    const auto answer = collection->precedents("Invites all States to keep their lamps lit in genuine dialogue");
    ASSERT_EQ(answer.matches.size(), 3U);
    const auto& best = answer.matches[0];
    EXPECT_EQ(best.at.symbol, "A/RES/76/1");
    EXPECT_DOUBLE_EQ(best.coverage, 1);
    EXPECT_EQ(best.text, "Invites all States to keep their lamps lit in genuine dialogue");
    EXPECT_EQ(answer.matches[1].at.symbol, "A/RES/78/1");
    EXPECT_EQ(answer.matches[1].first.symbol, "A/RES/76/1") << "the words in common stood there first";
    EXPECT_EQ(answer.matches[1].texts, 2U);
    EXPECT_TRUE(answer.mosaic.new_words == 0 && answer.mosaic.sources.size() == 1);
}

TEST_F(PrecedentsOfARecord, HaveSpansThatGiveBothPassages) {
    const std::string query = "Urges all States, again, to keep their lamps lit";
    for (const auto& match : collection->precedents(query).matches) {
        std::string a, b;
        for (const auto& span : match.spans) {
            if (span.op != concordance::SpanOp::insert) a += span.text;
            if (span.op != concordance::SpanOp::remove) b += span.text;
        }
        EXPECT_EQ(a, query);
        EXPECT_EQ(b, match.text);
    }
}

TEST_F(PrecedentsOfARecord, DoNotCountStruckWords) {
    collection.add("symbol A/C.3/78/L.2\ndraft\ntitle Lamps\ndate 2023-10-02\nop 1 Urges all States to keep their lamps lit\nstruck and to ring their golden bells\nop 2 Stresses golden bells\n");
    PrecedentOptions options;
    options.among = PrecedentOptions::Among::drafts_too;
    EXPECT_TRUE(symbols("and to ring their golden bells", options).empty());
    EXPECT_EQ(collection->use_of("ring their golden bells", options).texts, 0U);
    EXPECT_EQ(collection->use_of("golden bells", options).passages, 1U);
}

TEST_F(PrecedentsOfARecord, CutThePassageIntoWhatIsKnownAndWhatIsNew) {
    const auto mosaic = collection->precedents("Urges all States to keep their golden lamps, and decides to remain seized of the matter").mosaic;
    std::string whole;
    std::vector<std::string> fresh;
    for (const auto& piece : mosaic.pieces) {
        whole += piece.text;
        if (!piece.source) fresh.push_back(piece.text);
    }
    EXPECT_EQ(whole, "Urges all States to keep their golden lamps, and decides to remain seized of the matter");
    EXPECT_THAT(fresh, ElementsAre("golden lamps, and "));
    EXPECT_EQ(mosaic.new_words, 3U);
    ASSERT_EQ(mosaic.sources.size(), 2U) << "in the order of the passage";
    EXPECT_EQ(mosaic.sources[0].symbol, "A/RES/78/1");
    EXPECT_EQ(mosaic.sources[1].symbol, "A/RES/77/1") << "of the two that say it the later one";
}

TEST_F(PrecedentsOfARecord, CanBeKeptToSomeTexts) {
    const std::string_view words = "all States to keep their lamps lit";
    EXPECT_THAT(symbols(words, {.before = Date::from_iso("2022-01-01")}), ElementsAre("A/RES/76/1 op1"));
    EXPECT_THAT(symbols(words, {.limit = 1}), ElementsAre("A/RES/77/1 op1"));
    EXPECT_THAT(symbols(words, {.except = {"77/1", "76/1"}}), ElementsAre("A/RES/78/1 op1"));
    EXPECT_THROW(symbols(words, {.except = {"99/99"}}), Error);
    EXPECT_TRUE(symbols("the oil of their lamps").empty()) << "a draft was not agreed";
    EXPECT_THAT(symbols("the oil of their lamps", {.among = PrecedentOptions::Among::drafts_too}), ElementsAre("A/C.3/78/L.1 op1"));
}

TEST_F(PrecedentsOfARecord, OfADraftAreThoseOfItsParagraphs) {
    document::Document draft;
    draft.symbol = "A/RES/78/1";
    for (const char* text : {"Urges all States to keep their lamps lit in genuine dialogue", "Thanks nobody at all"}) {
        document::Paragraph paragraph;
        paragraph.id = "op" + std::to_string(draft.paragraphs.size() + 1);
        paragraph.text = text;
        draft.paragraphs.push_back(paragraph);
    }
    const auto found = collection->precedents_of(draft);
    ASSERT_EQ(found.paragraphs.size(), 2U);
    ASSERT_TRUE(found.paragraphs[0].nearest);
    EXPECT_EQ(found.paragraphs[0].nearest->at.symbol, "A/RES/76/1") << "its own text is no precedent";
    EXPECT_FALSE(found.paragraphs[1].nearest);
    EXPECT_EQ(found.new_words, 5U);
    EXPECT_NE(to_html(found, "").find("<mark>Urges</mark>"), std::string::npos);
}

TEST_F(PrecedentsOfARecord, TellHowAPhraseWasUsed) {
    const auto use = collection->use_of("Genuine dialogue");
    EXPECT_EQ(use.texts, 2U);
    ASSERT_TRUE(use.first && use.last);
    EXPECT_EQ(use.first->symbol, "A/RES/76/1");
    EXPECT_EQ(use.first->paragraph, "op1");
    EXPECT_EQ(use.last->symbol, "A/RES/78/1");
    ASSERT_EQ(use.years.size(), 2U);
    EXPECT_EQ(use.years[0].year, 2021);
    ASSERT_EQ(use.dropped.size(), 1U);
    EXPECT_EQ(use.dropped[0].without.symbol, "A/RES/77/1");
    ASSERT_TRUE(use.dropped[0].again);
    EXPECT_EQ(use.dropped[0].again->symbol, "A/RES/78/1");
    EXPECT_EQ(collection->use_of("").texts, 0U);
    EXPECT_EQ(collection->use_of("golden lamps").texts, 0U);
}

TEST_F(PrecedentsOfARecord, TakeTheUseOfAPhraseAlongAsATableAPageAndAWordProcessorsFile) {
    const auto use = collection->use_of("genuine dialogue");
    const auto rows = table_of(use);
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_THAT(rows[0], ElementsAre("Year", "Body", "Texts", "Passages", "Which", "Dropped after", "Again in"));
    EXPECT_THAT(rows[1], ElementsAre("2021", "General Assembly", "1", "1", "A/RES/76/1", "", ""));
    EXPECT_THAT(rows[2], ElementsAre("2022", "General Assembly", "0", "0", "A/RES/77/1", "A/RES/76/1", "A/RES/78/1"));
    EXPECT_THAT(rows[3], ElementsAre("2023", "General Assembly", "1", "1", "A/RES/78/1", "", ""));
    const auto page = to_html(use, "invented");
    EXPECT_NE(page.find("<li>Dropped in 77/1, 2022-12-01, General Assembly; it stood in 76/1"), std::string::npos) << page;
    EXPECT_NE(page.find("invented"), std::string::npos);
    EXPECT_TRUE(to_docx(use, "").starts_with("PK"));
    EXPECT_EQ(to_docx(use, ""), to_docx(use, "")) << "the same bytes each time";
    EXPECT_EQ(table_of(collection->use_of("golden lamps")).size(), 1U);
}

TEST_F(PrecedentsOfARecord, FollowCorrectionsAndWhatIsTakenOutOfView) {
    collection.correct("77/1", TakeOutOfView{}, "a slip");
    EXPECT_THAT(symbols("all States to keep their lamps lit"), ElementsAre("A/RES/78/1 op1", "A/RES/76/1 op1"));
    EXPECT_TRUE(collection->check_indexes().empty());
}

}  // namespace
}  // namespace comity::holdings
