#include "document/composition.hpp"

#include <gtest/gtest.h>

using namespace comity;

namespace {

TEST(Composition, numbers_its_paragraphs_and_each_source_is_a_footnote_behind_its_sentence) {
    document::Composition composition;
    composition.heading("Lamps");
    composition.paragraph({{"The lamps were lit.", "Tarrow, para. 3."}, {"They burn.", ""}, {"Oil is short.", "Nivaal, para. 1."}});
    composition.annex("States: Nivaal; Tarrow.");
    composition.paragraph({{"The end.", ""}});
    const auto& made = composition.document;
    ASSERT_EQ(made.paragraphs.size(), 4U);
    EXPECT_EQ(made.paragraphs[0].id, "h1");
    EXPECT_EQ(made.paragraphs[0].kind, document::ParagraphKind::heading);
    EXPECT_EQ(made.paragraphs[1].id, "x1");
    EXPECT_EQ(made.paragraphs[1].number, "1");
    EXPECT_EQ(made.paragraphs[1].text, "The lamps were lit. They burn. Oil is short.");
    ASSERT_EQ(made.paragraphs[1].footnotes.size(), 2U);
    EXPECT_EQ(made.paragraphs[1].text.substr(0, made.paragraphs[1].footnotes[0].at), "The lamps were lit.");
    EXPECT_EQ(made.paragraphs[1].footnotes[1].at, made.paragraphs[1].text.size());
    EXPECT_EQ(made.paragraphs[2].id, "annex.1");
    EXPECT_EQ(made.paragraphs[3].number, "2");
    ASSERT_EQ(made.footnotes.size(), 2U);
    EXPECT_EQ(made.footnotes[1].mark, "2");
    EXPECT_EQ(made.footnotes[1].text, "Nivaal, para. 1.");
}

}  // namespace
