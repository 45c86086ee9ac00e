#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "vocabulary/vocabulary.hpp"

namespace comity::vocabulary {
namespace {

std::string opening_of(std::string_view text, std::string_view language = "en") {
    const auto match = standard().match_opening(text, language);
    return match ? std::string(text.substr(0, match->length)) : "(none)";
}

Use use_of(std::string_view text) { return standard().match_opening(text)->use; }

struct Case {
    std::string_view text, opening;
};

TEST(Openings, AreTheFormulaWithItsAdverbsAndAttributes) {
    const std::vector<Case> cases = {
        {"Recalling its resolution 31/12", "Recalling"},
        {"Recalling further the report", "Recalling further"},
        {"Also reaffirms that", "Also reaffirms"},
        {"Noting with appreciation the work", "Noting with appreciation"},
        {"Noting also with deep concern that", "Noting also with deep concern"},
        {"Deeply concerned at the charges", "Deeply concerned"},
        {"Calls upon all States", "Calls upon"},
        {"Calls once again upon all States", "Calls once again upon"},
        {"Calls on the ferrymen", "Calls on"},
        {"Takes note with appreciation of the report", "Takes note with appreciation of"},
        {"Taking note also of the count", "Taking note also of"},
        {"Expresses its deep concern at", "Expresses its deep concern"},
        {"Expresses deep concern that", "Expresses deep concern"},
        {"Expresses its appreciation to the Registrar", "Expresses its appreciation"},
        {"Expresses the hope that", "Expresses the hope"},
        {"Expresses its firmest possible encouragement and support to", "Expresses its firmest possible encouragement and support"},
        {"Strongly urges the parties", "Strongly urges"},
        {"Reiterates its request to the Registrar", "Reiterates its request"},
        {"Reiterating its call upon the States", "Reiterating its call upon"},
        {"Reiterates the importance of", "Reiterates"},
        {"Reaffirming its commitment to", "Reaffirming"},
        {"Reaffirms its firm conviction that", "Reaffirms its firm conviction"},
        {"Bearing in mind that", "Bearing in mind"},
        {"Bearing also in mind the", "Bearing also in mind"},
        {"Having considered the report", "Having considered"},
        {"Having also considered the report", "Having also considered"},
        {"Keeping in view the", "Keeping in view"},
        {"Convinced of", "Convinced"},
        {"Welcomes and encourages the", "Welcomes and encourages"},
        {"Looks forward to the next", "Looks forward to"},
        {"Once again requests the", "Once again requests"},
        {"Mindful that", "Mindful"},
        {"Mindful of the", "Mindful of"},
        {"Welcoming, in this regard, the", "Welcoming"},
        {"Remains concerned about", "Remains concerned"},
        {"Guided by the Articles", "Guided by"},
    };
    for (const auto& [text, opening] : cases) EXPECT_EQ(opening_of(text), opening);
}

TEST(Openings, AreNoneWhereAParagraphOnlyBeginsWithAWord) {
    for (const std::string_view text : {"The General Assembly,", "To ensure that", "Ensuring that", "States", "Recallings", "", "12", "also recalls"})
        EXPECT_EQ(opening_of(text), "(none)") << text;
}

TEST(Openings, AreFoundInWordsThatAPageHasBroken) {
    EXPECT_EQ(opening_of("R equests the Registrar"), "R equests");
    EXPECT_EQ(opening_of("F u rther c a lls u po n all"), "F u rther c a lls u po n");
    EXPECT_EQ(opening_of("Noting fu r the r that"), "Noting fu r the r");
    EXPECT_EQ(opening_of("Re a ffirming its c o nvicti o n that"), "Re a ffirming its c o nvicti o n");
}

TEST(Openings, MayHoldAListOfVerbs) {
    EXPECT_EQ(opening_of("Adopts and opens for signature, ratification and accession the"),
              "Adopts and opens for signature, ratification and accession");
    EXPECT_EQ(opening_of("Adopts and opens for signature, the"), "Adopts and opens for signature");
}

TEST(Openings, SayWhetherTheyAreOfThePreambleOrOfTheBody) {
    EXPECT_EQ(use_of("Recalling also"), Use::preambular);
    EXPECT_EQ(use_of("Recalls also"), Use::operative);
    EXPECT_EQ(use_of("Deeply concerned"), Use::preambular);
}

TEST(Openings, EndBeforeThePrepositionToo) {
    const auto match = standard().match_opening("Takes note with interest of the");
    ASSERT_TRUE(match);
    EXPECT_EQ(match->without_preposition, std::string_view("Takes note with interest").size());
    EXPECT_EQ(standard().openings()[match->phrase].lemma, "take note");
}

TEST(Openings, AreFoundInSmallLettersWhenAskedFor) {
    const auto match = standard().match_opening("expresses its concern at", "en", Letters::any);
    ASSERT_TRUE(match);
    EXPECT_EQ(match->length, std::string_view("expresses its concern").size());
}

TEST(Openings, AreKnownInTheOtherLanguages) {
    EXPECT_EQ(opening_of("Rappelant également sa résolution", "fr"), "Rappelant également");
    EXPECT_EQ(opening_of("Se félicite de la tenue", "fr"), "Se félicite de");
    EXPECT_EQ(opening_of("Recordando también su", "es"), "Recordando también");
    EXPECT_EQ(opening_of("Ссылаясь на свою", "ru"), "Ссылаясь на");
    EXPECT_EQ(opening_of("إذ تشير إلى قرارها", "ar"), "إذ تشير");
    EXPECT_EQ(opening_of("وإذ تشير إلى قرارها", "ar"), "وإذ تشير");
    EXPECT_EQ(opening_of("又回顾其", "zh"), "又回顾");
}

// Every form of the table is found in a text that begins with it, in each language, with its own use or that of both.
TEST(Openings, OfTheTableAreAllFound) {
    for (const auto& phrase : standard().openings()) {
        for (const auto* form : {&phrase.preambular, &phrase.operative}) {
            if (form->empty()) continue;
            const auto match = standard().match_opening(*form + " 12", phrase.language, Letters::any);
            ASSERT_TRUE(match) << phrase.language << ' ' << *form;
            EXPECT_LE(match->length, form->size()) << *form;
            EXPECT_LE(match->without_preposition, match->length);
            if (phrase.language == "en") { EXPECT_EQ(match->length, form->size()) << *form; }
            const Use use = form == &phrase.preambular ? Use::preambular : Use::operative;
            EXPECT_TRUE(match->use == use || match->use == Use::both) << phrase.language << ' ' << *form;
        }
    }
}

}  // namespace
}  // namespace comity::vocabulary
