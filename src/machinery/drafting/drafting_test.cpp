// Each rule found and not found, in invented drafts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "machinery/drafting/forms.hpp"
#include "machinery/drafting/testing.hpp"

namespace comity::drafting {
namespace {

using testing::checked;
using testing::draft;
using testing::found;
using ::testing::HasSubstr;

const std::string review = "9. Decides to continue its consideration of the question at its eighty-first session.";

std::size_t count(std::string_view rule, const std::string& text, const Surroundings& around = {}) { return found(checked(text, around), rule).size(); }

TEST(Drafting, ADraftAsItShouldBeHasNoFindings) {
    const Report report = checked(draft("Recalling the lamps of the western shore,\n\nRecalling also the oil of the eastern shore,",
                                        "1. Welcomes the care of the lamps;\n\n2. Requests the Secretary-General to submit a report on the lamps to the General Assembly at its eighty-first session;\n\n"
                                        "3. Decides to continue its consideration of the question at its eighty-first session."));
    EXPECT_TRUE(report.findings.empty()) << report.findings.front().why.english;
    EXPECT_THAT(report.not_applied, ::testing::IsSupersetOf({"superseded", "duplicate", "growth"}));
    EXPECT_GT(report.figures.words, 40U);
}

TEST(Drafting, ADateOutsideItsSession) {
    const auto findings = found(checked(draft("Recalling its resolution 78/12 of 3 May 1999,", "1. Welcomes the lamps.")), "date");
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].place.paragraph, "pp1");
    EXPECT_EQ(findings[0].place.words, "resolution 78/12");
    EXPECT_THAT(findings[0].why.english, HasSubstr("1999-05-03"));
    EXPECT_GT(findings[0].place.line, 0U);
    EXPECT_EQ(count("date", draft("Recalling its resolution 78/12 of 3 December 2023,", "1. Welcomes the lamps.")), 0U);
    EXPECT_EQ(count("date", draft("Recalling the adoption by the Economic and Social Commission for Ardune of its resolution 78/12 of 3 May 1999,", "1. Welcomes the lamps.")), 0U);
}

TEST(Drafting, ADateThatTheRecordContradicts) {
    Surroundings around;
    around.record = true;
    around.cited["A/RES/78/12"].date = Date::of(2023, 12, 4);
    EXPECT_EQ(count("date", draft("Recalling its resolution 78/12 of 3 December 2023,", "1. Welcomes the lamps."), around), 1U);
    EXPECT_EQ(count("date", draft("Recalling its resolution 78/12 of 4 December 2023,", "1. Welcomes the lamps."), around), 0U);
}

TEST(Drafting, SymbolsThatCantExist) {
    const auto in = [](std::string_view cited) { return draft("Recalling its " + std::string(cited) + ",", "1. Welcomes the lamps."); };
    EXPECT_EQ(count("symbol", in("resolution 99/4 of 3 December 2044")), 1U);
    EXPECT_EQ(count("symbol", in("resolution 78/0")), 1U);
    EXPECT_EQ(count("symbol", in("resolution 3201 (XXXV)")), 1U);
    EXPECT_EQ(count("symbol", in("resolution 217 A (III)")), 0U);
    EXPECT_EQ(count("symbol", in("resolution 78/12 of 3 December 2023")), 0U);
}

TEST(Drafting, AReferenceThatContradictsItself) {
    const auto with = [](std::string_view note) { return draft("Recalling the lamps,1", "1. Welcomes the lamps.", "1 " + std::string(note)); };
    EXPECT_EQ(count("supplement", with("See Official Records of the General Assembly, Ninety-third Session, Supplement No. 53 (A/93/54), chap. II.")), 1U);
    EXPECT_EQ(count("supplement", with("See Official Records of the General Assembly, Ninety-third Session, Supplement No. 53 (A/93/53), chap. II.")), 0U);
}

TEST(Drafting, ASupersededText) {
    Surroundings around;
    around.record = true;
    around.cited["A/RES/74/12"].later = {{"A/RES/76/12", Date::of(2021, 12, 3), 76}, {"A/RES/78/12", Date::of(2023, 12, 4), 78}};
    const auto findings = found(checked(draft("Recalling its resolution 74/12 of 3 December 2019,", "1. Welcomes the lamps."), around), "superseded");
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_THAT(findings[0].mend.english, HasSubstr("78/12"));
    EXPECT_EQ(findings[0].beside->symbol, "A/RES/78/12");
    EXPECT_EQ(count("superseded", draft("Recalling its resolutions 74/12 of 3 December 2019 and 78/12 of 4 December 2023,", "1. Welcomes the lamps."), around), 0U);
    EXPECT_EQ(count("superseded", draft("Recalling its resolutions 74/12 of 3 December 2019 and 76/14 of 6 December 2021,", "1. Welcomes the lamps."), around), 0U);
    EXPECT_EQ(count("superseded", draft("Recalling the annex to its resolution 74/12 of 3 December 2019,", "1. Welcomes the lamps."), around), 0U);
    EXPECT_EQ(count("superseded", draft("Recalling its resolution 74/12 of 3 December 2019,", "1. Welcomes the lamps.")), 0U);
}

TEST(Drafting, TheFirstMentionHasItsDate) {
    EXPECT_EQ(count("date-missing", draft("Recalling its resolution 78/12,", "1. Welcomes the lamps.")), 1U);
    EXPECT_EQ(count("date-missing", draft("Recalling its resolution 78/12 of 4 December 2023,", "1. Recalls its resolution 78/12.")), 0U);
    EXPECT_EQ(count("date-missing", draft("Recalling its resolutions 78/11 A, 78/12 and 78/13 of 4 December 2023,", "1. Recalls its resolution 78/12.")), 0U);
}

TEST(Drafting, ASessionThatIsOver) {
    const auto asks = [](std::string_view session) { return draft("Noting the lamps,", "1. Requests the Secretary-General to submit to the General Assembly at its " + std::string(session) + " session a report on the lamps.\n"); };
    EXPECT_EQ(count("session-past", asks("seventy-ninth")), 1U);
    EXPECT_EQ(count("session-past", asks("eightieth")), 0U);
    EXPECT_EQ(count("session-past", asks("eighty-second")), 0U);
}

TEST(Drafting, ASessionOutOfTheRhythm) {
    Surroundings around;
    around.record = true;
    for (const int session : {70, 72, 74, 76, 78}) around.series.push_back({"A/RES/" + std::to_string(session) + "/9", Date::of(1945 + session, 12, 4), session});
    const auto next = [](std::string_view session) { return draft("Noting the lamps,", "1. Welcomes the lamps;\n\n2. Decides to continue its consideration of the question at its " + std::string(session) + " session."); };
    EXPECT_EQ(count("session-rhythm", next("eighty-first"), around), 1U);
    EXPECT_EQ(count("session-rhythm", next("eighty-second"), around), 0U);
    EXPECT_EQ(count("session-rhythm", next("eighty-first")), 0U);
}

TEST(Drafting, MarksAndFootnotes) {
    const std::string note = "1 See A/80/1.";
    EXPECT_EQ(count("mark-without-note", draft("Recalling the lamps,1 and the oil,2 of the shore,", "1. Welcomes the lamps.", note)), 1U);
    EXPECT_EQ(count("note-without-mark", draft("Recalling the lamps,", "1. Welcomes the lamps.", note)), 1U);
    const std::string right = draft("Recalling the lamps,1 and the oil of 2024, as of old,", "1. Welcomes the lamps.", note);
    EXPECT_EQ(count("mark-without-note", right), 0U);
    EXPECT_EQ(count("note-without-mark", right), 0U);
}

TEST(Drafting, NoReviewClause) {
    const std::string task = "1. Requests the Secretary-General to provide the keepers of the lamps with oil";
    EXPECT_EQ(count("no-review", draft("Noting the lamps,", task + ".")), 1U);
    EXPECT_EQ(count("no-review", draft("Noting the lamps,", task + ";\n\n" + review)), 0U);
    EXPECT_EQ(count("no-review", draft("Noting the lamps,", "1. Invites all States to trim the lamps.")), 0U);
    EXPECT_EQ(count("no-review", draft("Noting the lamps,", "1. Adopts the Programme of the Lamps annexed hereto.")), 0U);
}

TEST(Drafting, AReportWithoutADate) {
    EXPECT_EQ(count("no-date", draft("Noting the lamps,", "1. Requests the Secretary-General to submit a report on the lamps.")), 1U);
    EXPECT_EQ(count("no-date", draft("Noting the lamps,", "1. Requests the Secretary-General to submit a report on the lamps to the General Assembly at its eighty-first session.")), 0U);
    EXPECT_EQ(count("no-date", draft("Noting the lamps,", "1. Requests the Secretary-General to speak of the lamps in his report.")), 0U);
}

TEST(Drafting, ReportsAskedForTwice) {
    const std::string one = "Requests the Secretary-General to submit a report on the lamps to the General Assembly at its eighty-first session";
    const std::string two = "Requests the Secretary-General to submit a report on the oil to the General Assembly at its eighty-first session";
    const auto findings = found(checked(draft("Noting the lamps,", "1. " + one + ";\n\n2. Welcomes the lamps;\n\n3. " + two + ".")), "two-reports");
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].place.paragraph, "op3");
    EXPECT_EQ(count("two-reports", draft("Noting the lamps,", "1. " + one + ".")), 0U);
    const std::string part = "Requests the Secretary-General to include in his report to the General Assembly at its eighty-first session a section on the oil";
    EXPECT_EQ(count("two-reports", draft("Noting the lamps,", "1. " + one + ";\n\n2. Welcomes the lamps;\n\n3. " + part + ".")), 0U);
    Surroundings around;
    around.previous = Surroundings::Text{"A/RES/78/12", Date::of(2023, 12, 4), 78};
    around.previous_text = testing::read(draft("Noting the lamps,", "1. " + two + "."));
    EXPECT_EQ(count("two-reports", draft("Noting the lamps,", "1. " + one + "."), around), 1U);
}

TEST(Drafting, WhoIsAskedIsNotPlain) {
    EXPECT_EQ(count("addressee", draft("Noting the lamps,", "1. Urges timely action to trim the lamps.")), 1U);
    EXPECT_EQ(count("addressee", draft("Noting the lamps,", "1. Urges all States to trim the lamps.")), 0U);
}

TEST(Drafting, AMandateOfAnotherSeries) {
    Surroundings around;
    around.record = true;
    around.alike.push_back({"op1", 0, 8, 96, {"A/RES/79/5", "op4", "Requests the keepers to trim the lamps", Date::of(2024, 12, 4)}});
    const auto findings = found(checked(draft("Noting the lamps,", "1. Requests the Secretary-General to trim the lamps."), around), "duplicate");
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].place.words, "Requests");
    EXPECT_EQ(findings[0].beside->paragraph, "op4");
}

TEST(Drafting, TheOrderOfAlsoAndFurther) {
    const auto preamble = [](std::string_view text) { return draft(text, "1. Welcomes the lamps."); };
    EXPECT_EQ(count("also-further", preamble("Recalling the lamps,\n\nRecalling the oil,")), 1U);
    EXPECT_EQ(count("also-further", preamble("Recalling the lamps,\n\nRecalling further the oil,")), 1U);
    EXPECT_EQ(count("also-further", preamble("Recalling the lamps,\n\nNoting also the oil,")), 1U);
    EXPECT_EQ(count("also-further", preamble("Recalling the lamps,\n\nRecalling also the oil,\n\nRecalling further the wicks,\n\nNoting the keepers,")), 0U);
    const auto operative = [](std::string_view text) { return draft("Noting the lamps,", text); };
    const auto findings = found(checked(operative("1. Requests all States to trim the lamps;\n\n2. Requests all States to keep the oil dry.")), "also-further");
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_THAT(findings[0].mend.english, HasSubstr("Also requests"));
    EXPECT_EQ(count("also-further", operative("1. Requests all States to trim the lamps;\n\n2. Requests the Secretary-General to keep the oil dry.")), 0U);
}

TEST(Drafting, SignsAtEnds) {
    EXPECT_EQ(count("ending", draft("Noting the lamps;\n\nRecalling the oil,", "1. Welcomes the lamps.")), 1U);
    EXPECT_EQ(count("ending", draft("Noting the lamps,", "1. Welcomes the lamps.\n\n2. Notes the oil.")), 1U);
    EXPECT_EQ(count("ending", draft("Noting the lamps,", "1. Welcomes the lamps;\n\n2. Notes the oil;")), 1U);
    EXPECT_EQ(count("ending", draft("Noting the lamps, called “the lights of the shore”,", "1. Welcomes the lamps:\n\n(a) Of the shore;\n\n(b) Of the isles;\n\n2. Notes the oil.")), 0U);
}

TEST(Drafting, NumbersAndLetters) {
    EXPECT_EQ(count("numbering", draft("Noting the lamps,", "1. Welcomes the lamps;\n\n3. Notes the oil.")), 1U);
    EXPECT_EQ(count("numbering", draft("Noting the lamps,", "1. Welcomes the lamps;\n\n2. Notes the oil.")), 0U);
    EXPECT_EQ(count("lettering", draft("Noting the lamps,", "1. Welcomes the lamps:\n\n(a) Of the shore;\n\n(c) Of the isles;\n\n2. Notes the oil.")), 1U);
    EXPECT_EQ(count("lettering", draft("Noting the lamps,", "1. Welcomes the lamps:\n\n(a) Of the shore;\n\n(b) Of the isles;\n\n2. Notes the oil.")), 0U);
}

TEST(Drafting, WordsAgainstTheTextBefore) {
    Surroundings around;
    around.record = true;
    around.previous = Surroundings::Text{"A/RES/78/12", Date::of(2023, 12, 4), 78};
    around.previous_text = testing::read(draft("Noting the lamps,", "1. Welcomes the lamps."));
    const Report report = checked(draft("Noting the lamps,", "1. Welcomes the lamps of the western shore."), around);
    EXPECT_EQ(found(report, "growth").size(), 1U);
    EXPECT_EQ(*report.figures.before + 4, report.figures.words);
    EXPECT_TRUE(found(checked(draft("Noting the lamps,", "1. Welcomes the lamps."), around), "growth").empty());
}

TEST(Drafting, LevelsCanBeSet) {
    const std::string text = draft("Noting the lamps;\n\nRecalling the oil,", "1. Welcomes the lamps.");
    Setting setting;
    setting.levels.set_all("# of this house\n\nending = error\n");
    EXPECT_EQ(checked(text, {}, setting).open(Level::error), 1U);
    setting.levels.set("ending=off");
    EXPECT_TRUE(checked(text, {}, setting).findings.empty());
    EXPECT_THROW(setting.levels.set("ending=loud"), Error);
    EXPECT_THROW(setting.levels.set("endings=off"), Error);
    EXPECT_THROW(setting.levels.set_all("ending"), Error);
}

TEST(Drafting, AnAnswerOutlivesEditsElsewhere) {
    const Report before = checked(draft("Noting the lamps;\n\nRecalling the oil,", "1. Welcomes the lamps."));
    ASSERT_EQ(before.findings.size(), 1U);
    std::string line = answer_line(before.findings[0]);
    line.insert(line.size() - 1, "the keeper wants it so");
    const Setting setting{{}, Answers::from_lines("# answers\n" + line)};
    const Report after = checked(draft("Recalling the wicks of the isles,\n\nNoting the lamps;\n\nRecalling the oil,", "1. Welcomes the lamps and the keepers."), {}, setting);
    ASSERT_EQ(after.findings.size(), 1U);
    EXPECT_EQ(after.findings[0].answer, "the keeper wants it so");
    EXPECT_EQ(after.open(Level::warning), 0U);
    EXPECT_TRUE(Answers::from_lines(answer_line(before.findings[0])).to(before.findings[0]) == nullptr);
    EXPECT_THROW(Answers::from_lines("ending only"), Error);
    EXPECT_THROW(Answers::from_lines("no-such-rule\twords\treason"), Error);
}

TEST(Drafting, SarifHasItsShape) {
    const Report report = checked(draft("Noting the lamps;\n\nRecalling the oil,", "1. Welcomes the lamps."));
    const json::Value log = to_sarif({{"drafts/my draft.txt", report}}, "1.0");
    EXPECT_EQ(log.text("version"), "2.1.0");
    const json::Value& run = log["runs"].as_array()->at(0);
    EXPECT_EQ(run["tool"]["driver"]["rules"].as_array()->size(), rules().size());
    const json::Value& result = run["results"].as_array()->at(0);
    EXPECT_EQ(result.text("ruleId"), "ending");
    EXPECT_EQ(run["tool"]["driver"]["rules"].as_array()->at(static_cast<std::size_t>(result.integer("ruleIndex"))).text("id"), "ending");
    EXPECT_EQ(result["locations"].as_array()->at(0)["physicalLocation"]["artifactLocation"].text("uri"), "drafts/my%20draft.txt");
}

TEST(Drafting, EveryRuleHasALevelATitleAndASource) {
    ASSERT_EQ(rules().size(), 19U);
    for (const Rule& rule : rules()) {
        EXPECT_FALSE(rule.title.empty() || rule.source.empty()) << rule.id;
        EXPECT_EQ(find_rule(rule.id), &rule);
    }
    EXPECT_EQ(find_rule("none"), nullptr);
}

}  // namespace
}  // namespace comity::drafting
