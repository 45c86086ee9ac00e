// Invented paragraphs, one rule each, with the traps beside it.
#include "directive/directive.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace comity::directive {
namespace {

using document::Document;
using document::Paragraph;
using document::ParagraphKind;

const vocabulary::Vocabulary& words() { return vocabulary::with_demonstration(); }

Paragraph paragraph_of(std::string id, std::string text) {
    Paragraph paragraph;
    paragraph.id = std::move(id);
    paragraph.kind = ParagraphKind::operative;
    paragraph.level = static_cast<int>(1 + std::count(paragraph.id.begin(), paragraph.id.end(), '.'));
    if (const auto match = words().match_opening(text)) paragraph.opening = text.substr(0, match->length);
    paragraph.text = std::move(text);
    return paragraph;
}

Document resolution_of(std::vector<Paragraph> paragraphs, std::string body = "General Assembly") {
    Document document;
    document.body = std::move(body);
    document.session = "78";
    document.date_adopted = Date::of(2023, 12, 19);
    document.paragraphs = std::move(paragraphs);
    return document;
}

std::vector<Act> acts_of(std::string text) { return find_acts(resolution_of({paragraph_of("op1", std::move(text))}), words()); }

Act act_of(std::string text) {
    auto acts = acts_of(std::move(text));
    EXPECT_EQ(acts.size(), 1U);
    return acts.empty() ? Act{} : acts.front();
}

std::string verbs_of(std::string text) {
    std::string all;
    for (const auto& act : acts_of(std::move(text))) all += (all.empty() ? "" : " | ") + act.verb.text;
    return all;
}

std::string addressees_of(const Act& act) {
    std::string all;
    for (const auto& each : act.addressees) all += (all.empty() ? "" : " | ") + each.words.text + " = " + each.type + (each.id.empty() ? "" : ":" + each.id);
    return all;
}

std::string kinds_of(const Act& act) {
    std::string all;
    for (const auto& each : act.deliverables) all += (all.empty() ? "" : " | ") + each.kind;
    return all;
}

std::string conditions_of(const Act& act) {
    std::string all;
    for (const auto& each : act.conditions) all += (all.empty() ? "" : " | ") + each.words.text + " = " + each.kind;
    return all;
}

std::string times_of(const std::vector<Timing>& timings) {
    std::string all;
    for (const auto& each : timings)
        all += (all.empty() ? "" : " | ") + each.kind + " " + (each.first ? each.first->iso() : "-") + " " + (each.last ? each.last->iso() : "-") + (each.interval.empty() ? "" : " " + each.interval);
    return all;
}

TEST(Verbs, GoOnBehindAndCommaAndSentence) {
    EXPECT_EQ(verbs_of("Welcomes the new lamps, and requests the Secretary-General to count them;"), "Welcomes | requests");
    EXPECT_EQ(verbs_of("Notes the fog, encourages all States to light lamps, and also urges shipowners to slow down;"), "Notes | encourages | also urges");
    EXPECT_EQ(verbs_of("Takes note of the list of lamps and requests the Secretary-General to complete it;"), "Takes note of | requests");
    EXPECT_EQ(verbs_of("Welcomes the lamps, and, in this regard, calls upon States to keep them;"), "Welcomes | calls upon");
    EXPECT_EQ(verbs_of("Regrets the fog. The General Assembly further invites States to share charts;"), "Regrets | further invites");
    EXPECT_EQ(verbs_of("Recalls the charts; decides to print them;"), "Recalls | decides");
}

TEST(Verbs, AreNotNounsQuotationsTitlesOrOthersSpeech) {
    EXPECT_EQ(verbs_of("Urges States to answer appeals and requests for lamps;"), "Urges");
    EXPECT_EQ(verbs_of("Urges States to meet the needs and demands of keepers;"), "Urges");
    EXPECT_EQ(verbs_of("Recalls the leaflet “Keep the light, and requests the keeper to stay”;"), "Recalls");
    EXPECT_EQ(verbs_of("Takes note of the letter which requests lamps and invites the keepers to a feast;"), "Takes note of");
    EXPECT_EQ(verbs_of("Notes the programme (and welcomes the charts);"), "Notes");
    EXPECT_EQ(verbs_of("Recalls the notes, views and calls of the keepers;"), "Recalls");
    EXPECT_EQ(verbs_of("Recalls that the watch is guided by law, and takes into account all charts;"), "Recalls");
    EXPECT_EQ(verbs_of("Stresses that each lamp guides and supports the fleet;"), "Stresses");
}

TEST(Verbs, SayWhereTheyAreDoubted) {
    const auto acts = acts_of("Recalls the decision in which the Council requests new lamps, and invites all States to send them;");
    ASSERT_EQ(acts.size(), 2U);
    EXPECT_EQ(acts[1].unsure, std::vector<std::string>{"subordinate clause"});
    EXPECT_TRUE(acts[0].unsure.empty());
}

TEST(Verbs, HaveClassAndStrengthOfTheTable) {
    const Act decides = act_of("Decides to continue its consideration of lamps at its eightieth session.");
    EXPECT_EQ(decides.category, "seize");
    EXPECT_EQ(decides.strength, 5);
    EXPECT_EQ(decides.sense, Sense::decision);
    EXPECT_EQ(addressees_of(decides), "Decides = self:GA");
    EXPECT_EQ(act_of("Reaffirms the duty of States to light lamps;").sense, Sense::statement);
    EXPECT_EQ(act_of("Invites States to light lamps;").strength, 2);
}

TEST(Verbs, MayBePassiveOrAProvision) {
    const Act passive = act_of("The Secretary-General is requested to send the list of lamps.");
    EXPECT_EQ(passive.lemma, "request");
    EXPECT_EQ(passive.strength, 4);
    EXPECT_EQ(addressees_of(passive), "The Secretary-General = secretary_general:SG");
    const Act provision = act_of("The Lamp Fund shall have five keepers.");
    EXPECT_EQ(provision.category, "provision");
    EXPECT_EQ(provision.sense, Sense::statement);
    EXPECT_EQ(provision.unsure, std::vector<std::string>{"no verb of the organ"});
}

TEST(Addressees, AreListedWithTheirKindsAndNames) {
    EXPECT_EQ(addressees_of(act_of("Calls upon Member States, the specialized agencies and intergovernmental organizations to light lamps;")),
              "Member States = member_states | the specialized agencies = specialized_agencies | intergovernmental organizations = igo");
    EXPECT_EQ(addressees_of(act_of("Requests the Secretary-General and the United Nations High Commissioner for Human Rights to count lamps;")),
              "the Secretary-General = secretary_general:SG | the United Nations High Commissioner for Human Rights = high_commissioner:HC");
    EXPECT_EQ(addressees_of(act_of("Invites the Human Rights Council to look at lamps;")), "the Human Rights Council = hrc:HRC");
    EXPECT_EQ(addressees_of(act_of("Urges the Government of Ardune to repair its lamps;")), "the Government of Ardune = member_states:" + words().state_named("Ardune")->iso3);
    EXPECT_EQ(addressees_of(act_of("Encourages States in a position to do so to send oil;")), "States in a position to do so = donors");
    EXPECT_EQ(addressees_of(act_of("Urges States that have not yet done so to light lamps;")), "States that have not yet done so = member_states");
    EXPECT_EQ(addressees_of(act_of("Requests the Secretary-General, in cooperation with Member States, to count lamps;")), "the Secretary-General = secretary_general:SG");
    EXPECT_EQ(addressees_of(act_of("Appeals to all States for lamp oil;")), "all States = member_states");
}

TEST(Addressees, AreOnlyThoseWhoAreAsked) {
    EXPECT_EQ(addressees_of(act_of("Stresses the need for all States to light lamps;")), "");
    EXPECT_EQ(addressees_of(act_of("Encourages continued work to mend lamps;")), "");
    EXPECT_EQ(addressees_of(act_of("Calls for better lamps in all States;")), "");
    const Act unknown = act_of("Requests the lamp wardens to stay awake;");
    EXPECT_EQ(addressees_of(unknown), "the lamp wardens = other");
    EXPECT_EQ(unknown.unsure, std::vector<std::string>{"addressee not known"});
}

TEST(Addressees, ArePickedUpByAPronoun) {
    const auto acts = acts_of("Welcomes the work of the Secretary-General, and requests him to go on with it;");
    ASSERT_EQ(acts.size(), 2U);
    EXPECT_EQ(addressees_of(acts[1]), "him = secretary_general:SG");
}

TEST(Flags, TellMandatesFromRecommendations) {
    const Act request = act_of("Requests the Secretary-General to count lamps;");
    EXPECT_TRUE(request.un_mandate);
    EXPECT_FALSE(request.recommendation_to_states);
    const Act call = act_of("Calls upon Member States and the United Nations system to light lamps;");
    EXPECT_FALSE(call.un_mandate);
    EXPECT_TRUE(call.recommendation_to_states);
    EXPECT_TRUE(act_of("Decides to print the charts;").un_mandate);
    const Act statement = act_of("Reaffirms that States should light lamps;");
    EXPECT_FALSE(statement.un_mandate || statement.recommendation_to_states);
}

TEST(Actions, AreTheInfinitivesOfOneLevel) {
    const Act act = act_of("Urges States to build lamps on every reef and to remove wrecks;");
    ASSERT_EQ(act.actions.size(), 2U);
    EXPECT_EQ(act.actions[0].verb.text, "to build");
    EXPECT_EQ(act.actions[0].object->text, "lamps on every reef");
    EXPECT_EQ(act.actions[1].verb.text, "to remove");
    const Act joined = act_of("Encourages States to explore and foster new lights;");
    ASSERT_EQ(joined.actions.size(), 1U);
    EXPECT_EQ(joined.actions[0].verb.text, "to explore and foster");
    EXPECT_EQ(act_of("Invites States parties to the Convention to continue to mend lamps;").actions[0].verb.text, "to continue to mend");
}

TEST(Conditions, GoAsFarAsTheirWords) {
    EXPECT_EQ(conditions_of(act_of("Requests the Secretary-General, within existing resources, to lend oil, upon the request of the State concerned, to keepers;")),
              "within existing resources = budget | upon the request of the State concerned = condition");
    EXPECT_EQ(conditions_of(act_of("Urges States to light, inter alia, reefs and, as appropriate, harbours;")), "inter alia = openness | as appropriate = openness");
    EXPECT_EQ(conditions_of(act_of("Urges States to act in accordance with the Charter of the United Nations and to light lamps;")), "in accordance with the Charter of the United Nations = standard");
    EXPECT_EQ(conditions_of(act_of("Urges States to act in accordance with national priorities, in order to light lamps;")), "in accordance with national priorities = condition");
    EXPECT_EQ(conditions_of(act_of("Urges States to light lamps;")), "");
}

TEST(Partners, AreNamedWithTheirRelation) {
    const Act act = act_of("Requests the Secretary-General, in consultation with Member States, the specialized agencies and civil society, to plan lamps;");
    ASSERT_EQ(act.partners.size(), 1U);
    EXPECT_EQ(act.partners[0].relation, "consultation");
    EXPECT_EQ(act.partners[0].with.size(), 3U);
    EXPECT_EQ(act.partners[0].words.text, "in consultation with Member States, the specialized agencies and civil society");
    ASSERT_EQ(act.actions.size(), 1U);
    EXPECT_EQ(act.actions[0].verb.text, "to plan");
}

TEST(Deliverables, AreWhatADeliveringVerbGoverns) {
    EXPECT_EQ(kinds_of(act_of("Requests the Secretary-General to submit to the General Assembly at its eightieth session a report on lamps;")), "report");
    EXPECT_EQ(kinds_of(act_of("Requests the Secretary-General to present an oral update on lamps;")), "oral update");
    EXPECT_EQ(kinds_of(act_of("Decides to convene a high-level meeting on lamps;")), "meeting");
    EXPECT_EQ(kinds_of(act_of("Establishes a working group on lamps;")), "body");
    EXPECT_EQ(kinds_of(act_of("Requests the Secretary-General to provide the Executive Board with a concept note on lamps;")), "note");
    EXPECT_EQ(kinds_of(act_of("Urges the keepers to conduct and gather research on oil;")), "study");
    EXPECT_EQ(kinds_of(act_of("Requests the keepers to update the Committee on their lamps by 3 May 2031;")), "oral update");
    EXPECT_EQ(kinds_of(act_of("Requests the keepers to help the Board with a concept note on lamps;")), "");
    EXPECT_EQ(kinds_of(act_of("Requests that the Secretary-General submit a report on lamps;")), "report");
    EXPECT_EQ(kinds_of(act_of("Requests the Secretary-General to implement the recommendations of the report on lamps;")), "");
    EXPECT_EQ(kinds_of(act_of("Invites States to consider the report on lamps;")), "");
    EXPECT_EQ(kinds_of(act_of("Decides to include lamps in the provisional agenda of its eightieth session;")), "agenda item");
    EXPECT_EQ(kinds_of(act_of("Welcomes the submission of a report on lamps;")), "");
}

TEST(Deliverables, StandBehindOtherWordsToo) {
    const auto kinds = [](std::string text) { return kinds_of(act_of(std::move(text))); };
    EXPECT_EQ(kinds("Requests the Office to submit a report on the lamps, to be followed by an interactive dialogue, and a note on the oil;"), "report | meeting | note");
    EXPECT_EQ(kinds("Invites the Special Rapporteur to an interactive dialogue on the lamps;"), "meeting");
    EXPECT_EQ(kinds("Invites all States to come to the panel discussion;"), "");
    EXPECT_EQ(kinds("Calls upon the governing bodies to include the question of lamps in their agendas;"), "agenda item");
    EXPECT_EQ(kinds("Requests the Secretary-General to include lamps in the development agenda;"), "");
    EXPECT_EQ(kinds("Decides to proclaim 21 June as World Paper Lantern Day;"), "observance");
    EXPECT_EQ(kinds("Requests the Secretary-General to ensure that the keepers are adequately resourced;"), "resources");
    const auto both = acts_of("Requests the funds and programmes, and encourages the specialized agencies, to submit a report on the lamps;");
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(kinds_of(both[0]), "report");
    EXPECT_EQ(both[0].words.text, "Requests the funds and programmes");
}

TEST(Times, AreWindowsLatestDaysAndPeriods) {
    EXPECT_EQ(times_of(act_of("Requests the Secretary-General to report at its eightieth session;").deadlines), "session 2025-09-09 2026-09-07");
    EXPECT_EQ(times_of(act_of("Requests the Secretary-General to report to the Human Rights Council at its sixtieth session;").deadlines), "session 2025-09-01 2025-10-31");
    EXPECT_EQ(times_of(act_of("Urges States to light all lamps by 2030;").deadlines), "latest - 2030-12-31");
    EXPECT_EQ(times_of(act_of("Requests the Secretary-General to report within six months;").deadlines), "relative 2023-12-19 2024-06-19");
    EXPECT_EQ(times_of(act_of("Requests the Secretary-General to report within ten days of the fire;").deadlines), "relative - -");
    EXPECT_EQ(times_of(act_of("Decides to extend the post for a period of two years;").expiries), "expiry 2023-12-19 2025-12-19");
    EXPECT_EQ(times_of(act_of("Requests the Secretary-General to report every two years;").recurrences), "recurrence - - P2Y");
    EXPECT_EQ(times_of(act_of("Requests the Secretary-General to report no later than 1 March 2024;").deadlines), "latest - 2024-03-01");
}

TEST(Times, AreNotAnniversariesNorWhatWas) {
    EXPECT_EQ(times_of(act_of("Invites States to mark the tenth anniversary of the lamps on 3 May 2024;").deadlines), "");
    EXPECT_EQ(times_of(act_of("Requests the Secretary-General to print the charts adopted at its seventieth session;").deadlines), "");
    EXPECT_EQ(times_of(act_of("Requests the Secretary-General to print the charts shown in 2013;").deadlines), "");
    EXPECT_EQ(times_of(act_of("Welcomes the charts to be shown at its eightieth session;").deadlines), "");
}

TEST(Times, OfABodyThatIsNotKnownHaveNoDays) {
    const Act act = act_of("Requests the Secretary-General to report to the Committee on Lamps at its forty-fifth session;");
    EXPECT_EQ(times_of(act.deadlines), "session - -");
    EXPECT_EQ(act.unsure, std::vector<std::string>{"which body"});
}

TEST(Reviews, AreClausesOfDecisions) {
    EXPECT_TRUE(act_of("Decides to remain seized of the matter.").review.has_value());
    EXPECT_FALSE(act_of("Decides to print the charts.").review.has_value());
}

TEST(SubParagraphs, WithInfinitivesAreActsOfTheirOwn) {
    const auto acts = find_acts(resolution_of({paragraph_of("op1", "Requests the Secretary-General:"), paragraph_of("op1.a", "To submit a report on lamps;"), paragraph_of("op1.b", "To convene a meeting:"),
                                               paragraph_of("op1.b.i", "Of keepers;")}),
                                words());
    ASSERT_EQ(acts.size(), 2U);
    EXPECT_EQ(acts[0].paragraph, "op1.a");
    EXPECT_EQ(acts[0].verb.paragraph, "op1");
    EXPECT_EQ(addressees_of(acts[0]), "the Secretary-General = secretary_general:SG");
    EXPECT_EQ(kinds_of(acts[0]), "report");
    EXPECT_EQ(kinds_of(acts[1]), "meeting");
    EXPECT_EQ(acts[1].parts, std::vector<std::string>{"op1.b.i"});
}

TEST(SubParagraphs, WithoutAVerbAreParts) {
    const auto acts = find_acts(resolution_of({paragraph_of("op1", "Urges States to light:"), paragraph_of("op1.a", "Reefs;"), paragraph_of("op1.b", "Harbours, and requests the Secretary-General to help;")}), words());
    ASSERT_EQ(acts.size(), 2U);
    EXPECT_EQ(acts[0].parts, (std::vector<std::string>{"op1.a", "op1.b"}));
    EXPECT_EQ(acts[1].paragraph, "op1.b");
    EXPECT_EQ(acts[1].lemma, "request");
}

TEST(SubParagraphs, WithVerbsOfTheOrganAreActsOfTheirOwn) {
    const auto acts = find_acts(resolution_of({paragraph_of("op1", "On lamps:"), paragraph_of("op1.a", "Urges States to light them;"), paragraph_of("op1.b", "Decides to count them;")}), words());
    ASSERT_EQ(acts.size(), 2U);
    EXPECT_EQ(acts[0].paragraph, "op1.a");
    EXPECT_EQ(acts[1].sense, Sense::decision);
}

TEST(Verbs, ThatRenewARequestAskAnew) {
    const Act again = act_of("Reiterates its request to the Secretary-General to submit a report at its seventy-ninth session;");
    EXPECT_EQ(again.sense, Sense::request);
    EXPECT_EQ(again.strength, 4);
    EXPECT_EQ(addressees_of(again), "the Secretary-General = secretary_general:SG");
    EXPECT_TRUE(again.un_mandate);
    const Act appeal = act_of("Renews its appeal to Member States to keep their lamps lit;");
    EXPECT_EQ(appeal.sense, Sense::request);
    EXPECT_EQ(appeal.strength, 3);
    EXPECT_FALSE(appeal.un_mandate);
    EXPECT_TRUE(appeal.recommendation_to_states);
    EXPECT_EQ(act_of("Reiterates its support for the lamp keepers;").sense, Sense::statement);
}

TEST(Verbs, WeighWhatTheirFormulaSays) {
    EXPECT_EQ(act_of("Notes with appreciation the work of the keepers;").strength, 1);
    EXPECT_EQ(act_of("Notes the work of the keepers;").strength, 0);
    EXPECT_EQ(act_of("Expresses its intention to follow the lamps;").strength, 2);
    EXPECT_EQ(act_of("Expresses its hope for calm seas;").strength, 0);
}

TEST(Verbs, OfTheFinitePartOnlyBehindAParticiple) {
    EXPECT_EQ(verbs_of("Noting the growth of the fleet, decides that all States shall register their lamps;"), "decides");
    Paragraph ours = paragraph_of("op1", "We recognize that lamps matter, and underline the importance of oil.");
    ours.opening = "recognize";
    ours.opening_at = 3;
    const auto acts = find_acts(resolution_of({ours}), words());
    ASSERT_EQ(acts.size(), 2U);
    EXPECT_EQ(acts[1].lemma, "underline");
}

TEST(Addressees, AreBoundByADecision) {
    EXPECT_EQ(addressees_of(act_of("Decides that all States shall register their lamps;")).substr(0, 46), "Decides = self:GA | all States = member_states");
    EXPECT_TRUE(act_of("Decides that all States shall register their lamps;").recommendation_to_states);
    EXPECT_EQ(act_of("Decides that the Commission shall be composed of ten members;").addressees.size(), 1U);
    EXPECT_EQ(addressees_of(act_of("Requests that, as soon as the lamps are lit, the Secretary-General submit a report;")), "the Secretary-General = secretary_general:SG");
}

TEST(Addressees, MayBeAbbreviatedByTheText) {
    const auto acts = find_acts(resolution_of({paragraph_of("op1", "Welcomes the work of the Government of Lagunia (GOL) on lamps;"), paragraph_of("op2", "Calls upon the GOL to light them;")}), words());
    ASSERT_EQ(acts.size(), 2U);
    ASSERT_EQ(acts[1].addressees.size(), 1U);
    EXPECT_EQ(acts[1].addressees[0].type, "member_states");
}

TEST(Addressees, AreWhoWasAskedJustBefore) {
    const auto acts = acts_of("Calls upon the High Commissioner to count the lamps, and encourages her to consult the keepers;");
    ASSERT_EQ(acts.size(), 2U);
    EXPECT_EQ(acts[1].addressees[0].type, "high_commissioner");
    EXPECT_EQ(addressees_of(act_of("Requests the Secretary-General of the United Nations Conference on Lamps to review the titles of its offices;")).find("secretary_general"), std::string::npos);
}

TEST(Conditions, BelongToWhatIsAskedNotToItsNouns) {
    EXPECT_EQ(conditions_of(act_of("Requests the Working Group established pursuant to its resolution on lamps to meet;")), "");
    EXPECT_EQ(conditions_of(act_of("Urges States to register lamps as requested by the keepers;")), "");
}

TEST(Times, MayBeSomeDaysPartsOfAYearAndIntervals) {
    EXPECT_EQ(act_of("Requests the Secretary-General to hold a meeting from 22 to 26 May 2024;").deadlines.at(0).first, Date::of(2024, 5, 22));
    EXPECT_EQ(act_of("Requests the Secretary-General to hold a meeting in the first half of 2025;").deadlines.at(0).last, Date::of(2025, 6, 30));
    EXPECT_EQ(act_of("Requests the Secretary-General to submit a report at ninety-day intervals;").recurrences.at(0).interval, "P90D");
    EXPECT_TRUE(act_of("Decides that the costs for the period from 1 July 2024 to 30 June 2025 shall be shared;").deadlines.empty());
}

TEST(SubParagraphs, BelowAnUnfinishedInfinitiveAreActs) {
    const auto acts = find_acts(resolution_of({paragraph_of("op1", "Calls upon States to continue working with the keepers to:"), paragraph_of("op1.a", "identify lamps without oil;"), paragraph_of("op1.b", "prioritise oil from olives;")}), words());
    ASSERT_EQ(acts.size(), 2U);
    EXPECT_EQ(acts[0].paragraph, "op1.a");
    EXPECT_EQ(acts[1].paragraph, "op1.b");
    const auto decided = find_acts(resolution_of({paragraph_of("op1", "Decides that the measures do not apply to oil that has been found:"), paragraph_of("op1.a", "To be necessary for lamps;")}), words());
    ASSERT_EQ(decided.size(), 1U);
    EXPECT_EQ(decided[0].parts, std::vector<std::string>{"op1.a"});
}

TEST(Languages, OtherThanEnglishGiveTheVerb) {
    Document document = resolution_of({paragraph_of("op1", "Demande au Secrétaire général de compter les lampes;")});
    document.language = "fr";
    document.paragraphs[0].opening = "Demande";
    const auto acts = find_acts(document, words());
    ASSERT_EQ(acts.size(), 1U);
    EXPECT_EQ(acts[0].verb.text, "Demande");
    EXPECT_EQ(acts[0].unsure, std::vector<std::string>{"words only"});
    EXPECT_TRUE(acts[0].addressees.empty());
}

TEST(Json, HasTheNamesThatScriptsRelyOn) {
    const Document document = resolution_of({paragraph_of("op1", "Requests the Secretary-General, within existing resources, to submit a report at its eightieth session;")});
    const json::Value array = to_json(find_acts(document, words()), document);
    ASSERT_NE(array.as_array(), nullptr);
    const json::Value& act = array.as_array()->front();
    EXPECT_EQ(act.text("text"), document.paragraphs[0].text);
    EXPECT_EQ(act.text("verb"), "request");
    EXPECT_EQ(act.integer("strength"), 4);
    EXPECT_EQ(act["asks"], json::Value(true));
    const json::Value& addressee = act["addressees"].as_array()->front();
    EXPECT_EQ(addressee.text("type"), "secretary_general");
    EXPECT_EQ(addressee.text("actor"), "SG");
    EXPECT_EQ(addressee.text("text"), "the Secretary-General");
    EXPECT_EQ(act["conditions"].as_array()->front().text("text"), "within existing resources");
    EXPECT_EQ(act.text("deliverable"), "report");
    EXPECT_EQ(act["deadline"].text("text"), "at its eightieth session");
    EXPECT_EQ(act["deadline"].text("from"), "2025-09-09");
    EXPECT_EQ(act["deadlines"].as_array()->front().text("kind"), "session");
    EXPECT_TRUE(act["recurrence"].is_null());
    EXPECT_TRUE(act["review_clause"].is_null());
    EXPECT_EQ(act.text("sense"), "request");
}

TEST(Json, AsksNothingWhereNothingIsAsked) {
    const Document document = resolution_of({paragraph_of("op1", "Reaffirms the importance of lamps;")});
    const json::Value array = to_json(find_acts(document, words()), document);
    const json::Value& act = array.as_array()->front();
    EXPECT_EQ(act["asks"], json::Value(false));
    EXPECT_TRUE(act["addressees"].as_array()->empty());
    EXPECT_TRUE(act["deliverable"].is_null());
    EXPECT_TRUE(act["deadline"].is_null());
}

// --- whatever the words are

void collect(const Act& act, std::vector<Passage>& all) {
    all.push_back(act.words);
    all.push_back(act.verb);
    for (const auto& each : act.addressees) all.push_back(each.words);
    for (const auto& each : act.actions) {
        all.push_back(each.verb);
        if (each.object) all.push_back(*each.object);
    }
    if (act.object) all.push_back(*act.object);
    if (act.review) all.push_back(*act.review);
    for (const auto& each : act.conditions) all.push_back(each.words);
    for (const auto& each : act.partners) {
        all.push_back(each.words);
        for (const auto& one : each.with) all.push_back(one.words);
    }
    for (const auto& each : act.deliverables) all.push_back(each.words);
    for (const auto* timings : {&act.deadlines, &act.recurrences, &act.expiries})
        for (const auto& each : *timings) all.push_back(each.words);
    for (const auto& each : act.back_references) all.push_back(each);
}

class Maker {
public:
    explicit Maker(unsigned seed) : random_(seed) {}
    std::string text() {
        static const std::vector<std::string> inventory = {"Requests", "requests", "and", ",", ";", ".", "the", "Secretary-General", "to", "submit", "a", "report", "at", "its", "eightieth", "session", "which",
                                                           "encourages", "all", "States", "in", "accordance", "with", "(", ")", "“", "”", "collaboration", "by", "2030", "every", "two", "years", "that", "within",
                                                           "existing", "resources", "Ardune", "été", "ламп", "灯", "\xFF", "Decides", "it", "him", "do", "so", "\"", "inter", "alia", "of", "calls", "upon", "—", ":"};
        std::string made;
        for (std::size_t i = 0, many = below(40); i < many; ++i) made += (i == 0 || below(9) == 0 ? "" : " ") + inventory[below(inventory.size())];
        return made;
    }
    std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }

private:
    std::mt19937 random_;
};

TEST(Properties, WordsLieInTheirParagraphsWhateverTheText) {
    constexpr int texts = 3000;
    Maker maker(7);
    std::size_t found = 0;
    for (int i = 0; i < texts; ++i) {
        const Document document = resolution_of({paragraph_of("op1", maker.text()), paragraph_of("op1.a", maker.text()), paragraph_of("op2", "Requests " + maker.text())});
        for (const auto& act : find_acts(document, words())) {
            ++found;
            std::vector<Passage> passages;
            collect(act, passages);
            for (const auto& passage : passages) {
                const auto* paragraph = document::find_paragraph(document, passage.paragraph);
                ASSERT_NE(paragraph, nullptr) << passage.paragraph;
                ASSERT_LE(passage.begin, passage.end);
                ASSERT_LE(passage.end, paragraph->text.size());
                ASSERT_EQ(paragraph->text.substr(passage.begin, passage.end - passage.begin), passage.text);
            }
        }
        ASSERT_EQ(find_acts(document, words()), find_acts(document, words()));
    }
    EXPECT_GT(found, static_cast<std::size_t>(texts));
}

TEST(Tables, OfAWrongShapeAreRefusedWithTheirLine) {
    const vocabulary::Table broken{"data/deliverables.tsv", "kind\tverbs\twords\nreport\t-\n"};
    EXPECT_THROW(Words(std::span(&broken, 1)), Error);
}

}  // namespace
}  // namespace comity::directive
