// Titles of several lines and levels, parts that follow annexes, declarations under their title: what the corpus showed.
#include <gtest/gtest.h>

#include <string>

#include "reading/testing.hpp"

namespace comity::reading {
namespace {

using testing::at;
using testing::ids;
using testing::read_resolution;
using testing::read_text;

TEST(Titles, RunOverSeveralLines) {
    const auto wide = read_text(
        "99/12. Care of shared lighthouses\nThe General Assembly,\nI\tThe lamps\nNoting the lamps of all the harbours and the oil that they need, and that the towers of the coast have stood without paint since the winter of the great storm,\n1.\tRequests oil;\n"
        "II\tRevised estimates for the northern harbours (towers, boats and\nstairs)) of the budget for the lamps of the northern coast and\nunder the account for oil (northern\nresource planning project for lamps (Wick)) and International Shared\nStandards of Light\n"
        "Having considered the report of the Keeper,\n1.\tTakes note of the report;\n58th plenary meeting\n16 December 2044\n");
    EXPECT_EQ(ids(wide), "h1 I.pp1 I.op1 h2 II.pp1 II.op1");
    EXPECT_EQ(at(wide, "h2").lines, (std::vector<document::LineRange>{{6, 10}}));
}

TEST(Titles, StandInLevels) {
    const auto document = read_resolution({"Noting the lamps,", "1. Requests oil;", "HARBOUR BOARD", "Composition", "2. Decides to found a board."});
    EXPECT_EQ(ids(document), "pp1 op1 h1 h2 op2");
}

TEST(Titles, AFurtherPartFollowsTheAnnexOfTheFirst) {
    const auto document = read_text(
        "99/12. Care of shared lighthouses\n\nA\n\nThe General Assembly,\n\nNoting the lamps,\n\n1. Adopts the rules annexed to the present resolution;\n\n2. Requests oil.\n\n58th plenary meeting\n16 December 2044\n\n"
        "ANNEX\n\nRules of the lamps\n\n1. Lamps burn at night.\n\nB\n\nThe General Assembly,\n\nRecalling the rules,\n\n1. Requests more oil;\n\n2. Decides to go on.\n\n58th plenary meeting\n16 December 2044\n");
    EXPECT_EQ(ids(document), "h1 A.pp1 A.op1 A.op2 h2 h3 annex.1 h4 B.pp1 B.op1 B.op2");
}

TEST(Titles, ADeclarationUnderItsTitleHasParagraphsOfItsOwn) {
    const auto document = read_resolution({"Noting the lamps,", "Adopts the following declaration:", "Declaration on the lamps of the coast",
                                           "We, the keepers of the lamps, gathered at the harbour, declare that light is shared, and to that end:", "1. Welcome the oil;",
                                           "2. Also underscore the wicks."});
    EXPECT_EQ(ids(document), "pp1 op1 h1 op1.1 op1~2 op2");
    EXPECT_EQ(at(document, "op1.1").opening, "declare");
    EXPECT_EQ(at(document, "op2").opening, "Also underscore");
}

TEST(Titles, ANumberWhoseParagraphNeverCameIsNotLost) {
    const auto document = read_resolution({"Noting the lamps,", "1. Requests oil;", "(a)"});
    EXPECT_EQ(ids(document), "pp1 op1");
    const auto two = read_text("99/12. Care of shared lighthouses\n\nThe General Assembly,\n\nNoting the lamps,\n\n1. Requests oil;\n\n(a)\n\n(b)\n99/13. Bridges");
    const bool kept = std::any_of(two.facts.begin(), two.facts.end(), [](const auto& lines) { return lines.first <= 9 && lines.last >= 9; });
    EXPECT_TRUE(kept || testing::has_diagnostic(two, "unplaced-line"));
}

TEST(Titles, ALostFirstMarkIsTakenFromTheSequence) {
    const auto document = read_text(
        "99/12. Care of shared lighthouses\n\nThe General Assembly,\n\nNoting the lamps,\n\nLamps of the coast\n\n1. Requests oil;\n\n2. Requests wicks;\n\nII\n\nTowers\n\n1. Decides to paint them.\n\n58th plenary meeting\n16 December 2044\n");
    EXPECT_EQ(ids(document), "pp1 h1 I.op1 I.op2 h2 h3 II.op1");
}

TEST(Titles, AWordCutBySoftHyphensIsPutTogether) {
    const auto document = read_text(
        "99/12. Care of shared lighthouses\n\nThe General Assembly,\n\nNoting that the lamps of the northern harbours are now in the care of the govern\xC2\xAD\nment of the coast, and that oil is\nscarce in the towers of the islands\nof the southern sea this year,\n\n1. Requests oil.\n");
    EXPECT_NE(at(document, "pp1").text.find("care of the government of the coast"), std::string::npos) << at(document, "pp1").text;
}

TEST(Titles, AListOfNamesIsOneParagraphAndNoTitles) {
    const auto document = read_text(
        "99/12. Care of shared lighthouses\n\nThe General Assembly,\n\nNoting the lamps,\n\n1. Requests oil.\n\n58th plenary meeting\n16 December 2044\n\nANNEX\n\nStates of the coast\n\nA. Northern States\n\n"
        "Alta\nBrume\nCorvia\nDunmark\nEsker\n\nB. Southern States\n\nFenland\nGorse\nHolm\nIsel\n");
    EXPECT_EQ(ids(document), "pp1 op1 h1 h2 h3 annex.p1 h4 annex.p2");
    EXPECT_EQ(at(document, "annex.p1").text, "Alta Brume Corvia Dunmark Esker");
}

TEST(Titles, ARemarkBeforeTheAnnexIsKeptAsOther) {
    const auto document = read_text(
        "99/12. Care of shared lighthouses\n\nThe General Assembly,\n\nNoting the lamps,\n\n1. Requests oil.\n\n58th plenary meeting\n16 December 2044\n\n"
        "The Keeper of the Lamps appointed the following members of the board in the spring of that year.\n\nANNEX\n\nMembers\n\n1. The board meets at night.\n");
    EXPECT_EQ(ids(document), "pp1 op1 x1 h1 h2 annex.1");
}

TEST(Titles, OfPointsHaveTheirWordsBelow) {
    const auto document = read_resolution({"Noting the lamps,", "1. The rules are:", "(a) Levels of light in which the keepers agree", "Light is agreed upon before the night falls, by the keepers of both shores.",
                                           "(b) Requests", "A request for light may be made:", "(i) By the northern keepers;", "(ii) By the southern ones.", "It is sent to the Keeper of the coast.",
                                           "(c) Oil", "Oil is bought in autumn.", "2. Requests oil."});
    EXPECT_EQ(ids(document), "pp1 op1 op1.a op1.a.1 op1.b op1.b.1 op1.b.i op1.b.ii op1.b.end op1.c op1.c.1 op2");
}

TEST(Titles, ADashLostOnTheNextPageIsAPointAllTheSame) {
    const auto document = read_resolution({"Noting the lamps,", "1. Decides:", "(a) That these need no vote:", "- Any question of oil;", "Any question of wicks;", "Any question of paint.", "(b) That all others do."});
    EXPECT_EQ(ids(document), "pp1 op1 op1.a op1.a.1 op1.a.2 op1.a.3 op1.b");
}

TEST(Titles, AnAnnexJoinsWhatItsLinesCut) {
    const auto annexed = read_text(
        testing::resolution({"Noting the lamps,", "1. Adopts the rules of the keepers."}) +
        "\nAnnex I\n\nDecision of the keepers\n\n30 June 2044\n\nWelcoming the framework that was agreed upon in the harbour on 14 September 2043\n(K-33/1);\n\n"
        "Taking into account the agreement between the northern and the southern keepers of\n17 October 2000;\n\n1. Lamps are painted;\n(a) all of them on the coast and on the islands, not later than \n15 November 2044, by their keepers;\n"
        "\nMeasures to secure the light of all the lamps of the coast and of the islands, also in the storms of winter, by which the northern keepers and the southern ones, and those of the islands, are bound\n\n2. Oil is bought.\n");
    EXPECT_EQ(ids(annexed), "pp1 op1 h1 h2 annex.p1 annex.p2 annex.1 annex.1.a h3 annex.2");
    EXPECT_EQ(at(annexed, "annex.1.a").text, "all of them on the coast and on the islands, not later than 15 November 2044, by their keepers;");
}

TEST(Titles, OfTheFrenchColumnAreNotOurs) {
    const auto document = read_text(
        "<!-- Page 1 -->\n99 (IV). Care of lamps\nThe General Assembly,\nNoting the lamps of the coast and of the islands in the bay,\nAdopts these rules.\nARTICLE 1\nThe lamps of the coast shall burn in the night, and that with oil.\n"
        "ARTICLE 1\nLes lampes de la côte brûlent dans la nuit, et cela avec de l’huile que les gardiens ont dans les tours.\n<!-- Page 2 -->\nARTICLE 2\nOil is bought by the keepers in autumn, and in the spring of the year.\n"
        "Tenth plenary meeting,\n8 December 1948.\nARTICLE 2\nL’huile est achetée par les gardiens en automne, et dans le printemps de l’année.\nDixième séance plénière,\nle 8 décembre 1948.\n");
    EXPECT_EQ(ids(document), "pp1 op1 h1 op1.1 h2 op1.2");
    EXPECT_EQ(document.date_adopted ? document.date_adopted->year() : 0, 1948);
}

TEST(Titles, WithLettersPartAnAnnexWithoutNumbers) {
    const std::string words = "The keepers of the lamps note that the towers of the northern coast have stood without paint since the winter of the great storm, and that oil has been dear in all the harbours ever since then.";
    const auto document = read_text(testing::resolution({"Noting the lamps,", "1. Requests oil."}) + "\nANNEX\n\nView of the keepers\n\n(a) Northern lamps\n\n" + words + "\n\n(b) Southern lamps\n\n" + words + "\n");
    EXPECT_EQ(ids(document), "pp1 op1 h1 h2 h3 annex.p1 h4 annex.p2");
}

TEST(Titles, AStrayDashBeforeANumberIsNone) {
    const auto document = read_resolution({"Noting the lamps,", "1. Requests oil;", "-2. Requests wicks;", "3. Decides to go on."});
    EXPECT_EQ(ids(document), "pp1 op1 op2 op3");
}

TEST(Titles, ADeclarationAddedToAReportSpeaksForItself) {
    const auto document = read_text("Statement of the keepers on light\n\nWe, the keepers of the lamps of both shores, gathered at the harbour,\n\nRecalling the storm of the winter,\n\n1. Strongly support the painting of towers;\n\n2. Invite the islands to do so:\n\n(a) In spring.\n",
                                    "ECE_TRANS_99_Add.2.txt");
    EXPECT_EQ(ids(document), "pp1 op1 op2 op2.a");
    EXPECT_EQ(at(document, "op1").opening, "Strongly support");
}

TEST(Titles, WhatWasAddedToAReportHasItsOwn) {
    const auto document = read_text("Conference of the keepers\n\nReport of the conference of the keepers\n\nAddendum\n\nStatement on light\n\nof the keepers of both shores\n\nadopted by the keepers of the coast\n\n"
                                    "We, the keepers of the lamps of both shores, gathered at the harbour,\n\nRecalling the storm of the winter,\n\n1. Strongly support the painting of towers.\n",
                                    "ECE_TRANS_99_Add.2.txt");
    EXPECT_EQ(document.title, "Statement on light of the keepers of both shores");
    const auto rules = read_text("RULES OF PROCEDURE OF THE KEEPERS OF LAMPS\n\nINTRODUCTION\n\nThese rules were adopted by the keepers in the winter of the great storm, when the lamps of the coast had stood without oil for a month.\n\n1. Lamps burn.\n\nAnnex I\n\nFrance\n\nItaly\n\nPeru\n\nSpain\n",
                                 "ECE_TRANS_98.txt");
    EXPECT_EQ(rules.title, "RULES OF PROCEDURE OF THE KEEPERS OF LAMPS");
    EXPECT_EQ(ids(rules), "h1 x1 x2 h2 annex.p1");
}

TEST(Titles, AreNoSentencesThatAPageHasCut) {
    const auto document = read_text(testing::resolution({"Noting the lamps,", "1. Requests oil."}) +
                                    "\nANNEX\n\nView of the keepers\n\nThe keepers find that arrangements should be made for the painting of any towers or other\n\n"
                                    "buildings of the northern coast which have stood without paint since the winter of the great storm, and for oil.\n\n"
                                    "The keepers therefore ask their Secretary:\n\n1. To buy oil;\n\n2. To buy paint.\n");
    EXPECT_EQ(ids(document), "pp1 op1 h1 h2 annex.p1 annex.p2 annex.p2.1 annex.p2.2");
}

TEST(Titles, AListOfLettersBelowAColonIsNoRowOfThem) {
    const std::string words = "Keepers who have stood in the towers of the northern coast since the winter of the great storm, and who know how dear oil has been in all the harbours ever since then, teach the young ones;";
    const auto document = read_text(testing::resolution({"Noting the lamps,", "1. Requests oil."}) + "\nANNEX\n\nView of the keepers\n\nThe keepers should do this:\n\n(a) Knowledge\n\nThey learn.\n\n(b) Teaching\n\n" + words + "\n");
    EXPECT_EQ(ids(document), "pp1 op1 h1 h2 annex.p1 annex.p1.a annex.p1.a.1 annex.p1.b annex.p2");
}

TEST(Titles, ADateThatALineBeginsWithIsNoNote) {
    const auto document = read_text(testing::resolution({"Noting the lamps,", "1. Adopts the rules of the keepers."}) +
                                    "\nANNEX\n\nRules\n\n1. Lamps are painted, all of them on the coast and on the islands, not later than\n1 November 2044, by their keepers.\n");
    EXPECT_EQ(ids(document), "pp1 op1 h1 h2 annex.1");
    EXPECT_TRUE(document.footnotes.empty());
}

TEST(Titles, ADateAloneClosesATextBeforeItsAnnex) {
    const auto document = read_text("99/12. Care of shared lighthouses\n\nThe General Assembly,\n\nNoting the lamps,\n\nEndorses the rules in the annex.\n\n22 July 2044\n\nAnnex\n\nRules\n\n1. Lamps burn.\n");
    EXPECT_EQ(ids(document), "pp1 op1 h1 h2 annex.1");
    EXPECT_EQ(document.date_adopted ? document.date_adopted->year() : 0, 2044);
}

TEST(Titles, WhatFollowedATextIsToldBehindIt) {
    const auto noted = read_resolution({"Noting the lamps,", "1. Requests oil."});
    const std::string told = "At the 58th plenary meeting, following the adoption of the above text, the President of the Assembly announced that Alta had been appointed.\n\nAs a result, the board is composed of the following keepers: ALTA, BRUME, CORVIA and DUNMARK.\n";
    const auto document = read_text(testing::resolution({"Noting the lamps,", "1. Requests oil."}) + "\n" + told);
    EXPECT_EQ(ids(noted), "pp1 op1");
    EXPECT_EQ(ids(document), "pp1 op1 x1 x2");
    const auto annexed = read_text(testing::resolution({"Noting the lamps,", "1. Requests oil."}) +
                                   "\nANNEX\n\nRules\n\n1. Lamps burn.\n\nIn accordance with these rules, the General Assembly at its 58th plenary meeting on 16 December 2044 elected by ballot Mr. Wick of Alta.\n");
    EXPECT_EQ(ids(annexed), "pp1 op1 h1 h2 annex.1 x1");
}

TEST(Titles, ListsStandBelowWhatOpensThem) {
    const auto quoted = read_resolution({"Considering the rule of the keepers:", "“1. Every lamp burns at night.", "“2. No lamp burns by day.”", "Noting the oil,", "Adopts the rules."});
    EXPECT_EQ(ids(quoted), "pp1 pp1.1 pp1.2 pp2 op1");
    const auto further = read_resolution({"Noting the lamps,", "1. Decides that lamps burn.", "The keepers watch over:", "(a) Oil;", "(b) Wicks.", "2. Requests oil."});
    EXPECT_EQ(ids(further), "pp1 op1 op1.1 op1.1.a op1.1.b op2");
    const auto doubled = read_text(testing::resolution({"Noting the lamps,", "1. Requests oil."}) + "\nANNEX\n\nRules\n\n1. The rules are for:\n\nA. (i) Any keeper of the northern coast;\n\n(ii) Any keeper of the southern coast.\n\n2. Lamps burn.\n");
    EXPECT_EQ(ids(doubled), "pp1 op1 h1 h2 annex.1 annex.1.A.i annex.1.A.ii annex.2");
}

TEST(Titles, ActsInSmallLettersHaveOpenings) {
    const auto document = read_resolution({"Noting the lamps,", "1. Reiterates its request for oil; and,", "(a) requests the keepers to buy it;", "(b) urges the islands to store it;", "2. Requests the board to give:",
                                           "(a) light; and", "(b) warmth;", "and urges the coast to follow;", "3. Decides to go on."});
    EXPECT_EQ(ids(document), "pp1 op1 op1.a op1.b op2 op2.a op2.b op2.end op3");
    EXPECT_EQ(at(document, "op1.a").opening, "requests");
    EXPECT_EQ(at(document, "op2.a").opening, std::nullopt);
    EXPECT_EQ(at(document, "op2.end").opening, "urges");
}

TEST(Titles, AStarBetweenParagraphsHasANote) {
    const auto document = read_resolution({"Noting the lamps,", "*\tReissued for the harbour on 5 January 2044.", "Noting the oil,", "*", "1. Requests oil."});
    EXPECT_EQ(ids(document), "pp1 pp2 op1");
    EXPECT_EQ(testing::note(document, "*"), "Reissued for the harbour on 5 January 2044.");
    const auto listed = read_resolution({"Noting the lamps,", "1. Requests:", "* Oil;", "* Wicks."});
    EXPECT_EQ(ids(listed), "pp1 op1 op1.1 op1.2");
}

}  // namespace
}  // namespace comity::reading
