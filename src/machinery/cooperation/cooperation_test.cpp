#include "machinery/cooperation/cooperation.hpp"

#include <gtest/gtest.h>

#include "base/exchange_testing.hpp"
#include "machinery/consultations/sentences.hpp"
#include "machinery/cooperation/exporting.hpp"
#include "machinery/cooperation/sentences.hpp"
#include "machinery/reviews/sentences.hpp"
#include "machinery/cooperation/testing.hpp"
#include "record/erasure.hpp"
#include "record/verification.hpp"

namespace comity::cooperation {
namespace {

using namespace testing;

// --- what must never happen ------------------------------------------------------------------------------------------------------

TEST(Requests, AreKnownToNobodyElseBeforeTheyAreSharedOrPublished) {
    World c;
    c.open_both();
    c.act("change request", "interpreters", json::Object{{"priority", "2"}}, of(tarrow));
    for (const record::Entry& entry : c.snapshot().history("request:xta.interpreters")) EXPECT_TRUE(entry.confidential);
    for (const std::string& viewer : {std::string(), nivaal, ardune, fund}) {
        EXPECT_TRUE(needs(c.snapshot(), c.words(), viewer).empty()) << viewer;
        EXPECT_FALSE(need(c.snapshot(), "xta.interpreters", viewer)) << viewer;
        for (const Deed& deed : deeds(c.snapshot(), c.words(), {"A/RES/60/1", "", "", "", "", viewer, "2031-01-01", "en"})) EXPECT_NE(deed.kind, "request");
    }
    EXPECT_EQ(needs(c.snapshot(), c.words(), tarrow).size(), 1U);
    for (std::int64_t at = 0; at < c.snapshot().size(); ++at) {
        const auto entry = c.snapshot().at(at);
        const bool tells = json::write(entry->state).find("nterpreters for the courts") != std::string::npos;
        EXPECT_FALSE(tells && !entry->confidential) << entry->subject;
        EXPECT_EQ(entry->confidential, is_closed_kind(entry->kind)) << entry->subject;
    }
}

TEST(Requests, AreToldOfToOthersAsIfTheyWereNotThere) {
    World c;
    c.open_both();
    for (const char* act : {"change request", "share request", "publish request", "withdraw request"}) {
        EXPECT_EQ(refusal_of([&] { c.act(act, "xta.interpreters", json::Object{{"with", "Nivaal"}}, of(nivaal)); }), sentences::help_request_unknown.id) << act;
        EXPECT_EQ(refusal_of([&] { c.act(act, "xta.nothing", json::Object{{"with", "Nivaal"}}, of(nivaal)); }), sentences::help_request_unknown.id) << act;
    }
    // The same short name is free for everybody: that it is taken would tell.
    c.act("open request", "interpreters", World::asked(), of(ardune));
    EXPECT_EQ(refusal_of([&] { c.act("open request", "interpreters", World::asked(), of(tarrow)); }), sentences::help_there.id);
    EXPECT_EQ(refusal_of([&] { c.act("accept", "courts", json::Object{{"request", "xta.interpreters"}, {"offers", "xni.school"}}, of(ardune)); }), sentences::help_request_unknown.id);
}

TEST(Requests, AreOfStatesAlone) {
    World c;
    EXPECT_EQ(refusal_of([&] { c.act("open request", "interpreters", World::asked(), of(fund)); }), sentences::help_only_states.id);
    EXPECT_EQ(refusal_of([&] { c.act("open request", "interpreters", World::asked(), of("")); }), sentences::help_for_nobody.id);
    EXPECT_EQ(refusal_of([&] { c.act("set on fire", "interpreters", World::asked(), of(tarrow)); }), sentences::help_act_unknown.id);
}

TEST(Requests, AreSeenByThePartnersWithWhomTheyAreSharedAndByNoOther) {
    World c;
    c.open_both();
    c.act("share request", "interpreters", json::Object{{"with", "Nivaal; Crossings Fund"}}, of(tarrow));
    EXPECT_EQ(needs(c.snapshot(), c.words(), nivaal).size(), 1U);
    EXPECT_EQ(needs(c.snapshot(), c.words(), fund).size(), 1U);
    EXPECT_TRUE(needs(c.snapshot(), c.words(), ardune).empty());
    EXPECT_TRUE(needs(c.snapshot(), c.words(), "").empty());
    const auto shared = need(c.snapshot(), "xta.interpreters", nivaal);
    EXPECT_EQ(shared->value.shared_with, std::vector<std::string>{nivaal}) << "with whom else it was shared is nobody's";
    EXPECT_EQ(parties_of(c.snapshot(), *c.snapshot().last(shared->subject)), (std::vector<std::string>{tarrow, nivaal}));
    // A change is seen when it is shared again, and not before.
    c.act("change request", "interpreters", json::Object{{"words", "Fifty interpreters."}}, of(tarrow));
    EXPECT_EQ(need(c.snapshot(), "xta.interpreters", nivaal)->value.matter.words, "Forty interpreters, who know what a witness is.");
    c.act("share request", "interpreters", json::Object{{"with", "Nivaal"}}, of(tarrow));
    EXPECT_EQ(need(c.snapshot(), "xta.interpreters", nivaal)->value.matter.words, "Fifty interpreters.");
    c.act("withdraw request", "interpreters", json::Object{}, of(tarrow));
    EXPECT_TRUE(need(c.snapshot(), "xta.interpreters", nivaal)->value.withdrawn);
    EXPECT_EQ(refusal_of([&] { c.act("publish request", "interpreters", json::Object{}, of(tarrow)); }), sentences::help_stands_otherwise.id);
}

TEST(Requests, GoWithEverythingMadeFromThemWhenTheyAreErased) {
    World c;
    c.open_both();
    c.act("share request", "interpreters", json::Object{{"with", "Nivaal"}}, of(tarrow));
    c.act("publish request", "interpreters", json::Object{}, of(tarrow));
    record::erase(c->record(), {{"request:xta.interpreters"}, {"operator at the command line", "jane"}, std::nullopt, "names a witness", "rules, 4"});
    for (const std::string& viewer : {std::string(), nivaal, tarrow}) EXPECT_TRUE(needs(c.snapshot(), c.words(), viewer).empty()) << viewer;
}

TEST(Agreements, AreAskedOfNobodyWhoWasNotShownTheRequest) {
    World c;
    c.open_both();
    const auto accept = [&] { c.act("accept", "courts", json::Object{{"request", "interpreters"}, {"offers", "xni.school"}}, of(tarrow)); };
    EXPECT_EQ(refusal_of(accept), sentences::help_partner_not_told.id);
    try {
        accept();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("Nivaal has not been shown"), std::string::npos) << error.what() << ": a name, no id";
    }
    EXPECT_EQ(refusal_of([&] { c.act("accept", "courts", json::Object{{"offers", "xni.school"}}, of(tarrow)); }), sentences::help_request_needed.id);
    c.act("share request", "interpreters", json::Object{{"with", "Nivaal"}}, of(tarrow));
    accept();
    EXPECT_EQ(stage_of(agreement(c.snapshot(), "xta.courts", nivaal)->value), AgreementStage::proposed);
    EXPECT_FALSE(agreement(c.snapshot(), "xta.courts", ardune));
    EXPECT_FALSE(agreement(c.snapshot(), "xta.courts", ""));
    EXPECT_EQ(refusal_of([&] { c.act("confirm", "xta.courts", json::Object{}, of(ardune)); }), sentences::help_agreement_unknown.id);
    EXPECT_EQ(refusal_of([&] { c.act("add step", "xta.courts", json::Object{{"step", "Begin."}}, of(tarrow)); }), sentences::help_stands_otherwise.id) << "nothing is delivered before it is agreed";
}

TEST(Agreements, ArePublishedOnlyWhenAllPartiesSaySo) {
    World c;
    c.agree();
    c.act("publish agreement", "xta.courts", json::Object{}, of(nivaal));
    EXPECT_FALSE(agreement(c.snapshot(), "xta.courts", ""));
    EXPECT_EQ(refusal_of([&] { c.act("publish agreement", "xta.courts", json::Object{}, of(nivaal)); }), sentences::help_published.id);
    c.act("publish agreement", "xta.courts", json::Object{}, of(tarrow));
    EXPECT_TRUE(agreement(c.snapshot(), "xta.courts", ""));
    c.act("add step", "xta.courts", json::Object{{"step", "The first twenty are taught."}, {"form", "training"}, {"status", "done"}}, of(nivaal));
    EXPECT_EQ(agreement(c.snapshot(), "xta.courts", "")->value.steps.size(), 1U) << "what comes later is public, too";
}

TEST(Agreements, ThatArePublicDoNotNameARequestThatIsNot) {
    World c;
    c.open_both();
    c.act("share request", "interpreters", json::Object{{"with", "Nivaal"}}, of(tarrow));
    c.act("accept", "courts", json::Object{{"request", "interpreters"}, {"offers", "xni.school"}}, of(tarrow));
    c.act("confirm", "xta.courts", json::Object{}, of(nivaal));
    for (const std::string& party : {nivaal, tarrow}) c.act("publish agreement", "xta.courts", json::Object{}, of(party));
    EXPECT_EQ(agreement(c.snapshot(), "xta.courts", "").value().value.need, "");
    EXPECT_EQ(agreements(c.snapshot(), c.words(), "").at(0).value.need, "");
    const auto recorded = [&] { return c.snapshot().last(published_agreement_subject("xta.courts")).value().state; };
    EXPECT_EQ(recorded().text("request"), "") << "the log is public, too";
    c.act("add step", "xta.courts", json::Object{{"step", "The first twenty are taught."}, {"form", "training"}, {"status", "done"}}, of(nivaal));
    EXPECT_EQ(recorded().text("request"), "");
    EXPECT_EQ(agreement(c.snapshot(), "xta.courts", nivaal).value().value.need, "xta.interpreters");
    c.act("publish request", "interpreters", json::Object{}, of(tarrow));
    EXPECT_EQ(agreement(c.snapshot(), "xta.courts", "").value().value.need, "xta.interpreters");
    EXPECT_EQ(recorded().text("request"), "xta.interpreters");
    EXPECT_EQ(recorded()["steps"].as_array()->size(), 1U) << "all else stays as it was";
}

TEST(Agreements, ChangeNothingOutsideCooperation) {
    World c;
    const std::int64_t before = c.snapshot().size();
    c.agree();
    c.act("report", "xta.courts", json::Object{{"result", "delivered"}, {"report", "Forty can do it."}}, of(tarrow));
    c.act("report", "xta.courts", json::Object{{"result", "delivered"}, {"report", "We taught forty."}}, of(nivaal));
    EXPECT_EQ(stage_of(agreement(c.snapshot(), "xta.courts", tarrow)->value), AgreementStage::delivered);
    for (std::int64_t at = before; at < c.snapshot().size(); ++at) EXPECT_TRUE(is_of_cooperation(c.snapshot().at(at)->kind)) << "a recommendation's follow-up is the State's own act";
}

// --- what can be done ------------------------------------------------------------------------------------------------------------

TEST(Agreements, StandWhenBothHaveSaidSoEachByAnEntryOfItsOwn) {
    World c;
    c.agree();
    const auto history = c.snapshot().history("agreement:xta.courts");
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].on_behalf_of, tarrow);
    EXPECT_EQ(history[1].on_behalf_of, nivaal);
    const Agreement made = agreement(c.snapshot(), "xta.courts", nivaal)->value;
    EXPECT_EQ(stage_of(made), AgreementStage::under_way);
    EXPECT_EQ(made.matter.authority, (Authority{"A/RES/60/1", "op2", ""}));
    EXPECT_EQ(agreement_from(to_json(made)), made);
    EXPECT_EQ(refusal_of([&] { c.act("confirm", "xta.courts", json::Object{}, of(nivaal)); }), sentences::help_answered.id);
    EXPECT_TRUE(record::verify(c->record()).findings.empty());
    c->record().rebuild();
    EXPECT_EQ(agreements(c.snapshot(), c.words(), nivaal).size(), 1U);
}

TEST(Agreements, AreRefusedWithAReasonAndThenStandStill) {
    World c;
    c.open_both();
    c.act("publish request", "interpreters", json::Object{}, of(tarrow));
    c.act("accept", "courts", json::Object{{"request", "interpreters"}, {"offers", "xni.school"}}, of(tarrow));
    EXPECT_EQ(refusal_of([&] { c.act("refuse agreement", "xta.courts", json::Object{}, of(nivaal)); }), consultations::sentences::call_say_why.id);
    c.act("refuse agreement", "xta.courts", json::Object{}, of(nivaal, "the school is full"));
    EXPECT_EQ(stage_of(agreement(c.snapshot(), "xta.courts", tarrow)->value), AgreementStage::refused);
    EXPECT_EQ(refusal_of([&] { c.act("report", "xta.courts", json::Object{{"result", "delivered"}, {"report", "x"}}, of(nivaal)); }), sentences::help_stands_otherwise.id);
}

TEST(Agreements, WhereThePartiesSayOtherwiseBothWordsStand) {
    World c;
    c.agree();
    c.act("report", "xta.courts", json::Object{{"result", "delivered in part"}, {"report", "Eleven can do it."}}, of(tarrow));
    EXPECT_EQ(stage_of(agreement(c.snapshot(), "xta.courts", tarrow)->value), AgreementStage::under_way) << "one alone does not say it";
    c.act("report", "xta.courts", json::Object{{"result", "delivered"}, {"report", "We taught forty."}, {"evidence", "their certificates"}}, of(nivaal));
    const Agreement made = agreement(c.snapshot(), "xta.courts", tarrow)->value;
    EXPECT_EQ(stage_of(made), AgreementStage::parties_differ);
    EXPECT_EQ(made.party(tarrow)->outcome->words, "Eleven can do it.");
    EXPECT_EQ(made.party(nivaal)->outcome->words, "We taught forty.");
    EXPECT_TRUE(delivered(c.snapshot(), c.words(), tarrow).empty()) << "what is in dispute is no experience";
}

TEST(Agreements, StepsAreChangedByWhoRecordedThem) {
    World c;
    c.agree();
    c.act("add step", "xta.courts", json::Object{{"step", "Twenty are taught."}, {"form", "training"}, {"first", "2031-03-01"}}, of(nivaal));
    EXPECT_EQ(refusal_of([&] { c.act("change step", "xta.courts", json::Object{{"number", "1"}, {"status", "done"}}, of(tarrow)); }), sentences::help_step_unknown.id);
    c.act("change step", "xta.courts", json::Object{{"number", "1"}, {"status", "done"}}, of(nivaal));
    EXPECT_EQ(agreement(c.snapshot(), "xta.courts", tarrow)->value.steps[0].status, "done");
    EXPECT_EQ(refusal_of([&] { c.act("add step", "xta.courts", json::Object{{"step", " "}}, of(nivaal)); }), sentences::help_step_empty.id);
    EXPECT_EQ(refusal_of([&] { c.act("add step", "xta.courts", json::Object{{"step", "x"}, {"status", "dreamt"}}, of(nivaal)); }), sentences::help_step_status.id);
    EXPECT_EQ(refusal_of([&] { c.act("report", "xta.courts", json::Object{{"result", "splendid"}, {"report", "x"}}, of(nivaal)); }), sentences::help_result_unknown.id);
}

TEST(Agreements, AKindSaidOtherwiseHasItsReason) {
    World c;
    c.agree();
    const auto& directory = vocabulary::directory_of(c.words());
    const auto made = [&] { return agreement(c.snapshot(), "xta.courts", tarrow)->value; };
    EXPECT_EQ(kind_of(made(), directory), (Classified{"not stated", "no grouping"}));
    EXPECT_EQ(refusal_of([&] { c.act("say kind", "xta.courts", json::Object{{"grouping", "group:LOW-WATER"}}, of(tarrow)); }), sentences::help_grouping_day.id);
    EXPECT_EQ(refusal_of([&] { c.act("say kind", "xta.courts", json::Object{{"grouping", "the friends of Nivaal"}, {"grouping_day", "2031-01-01"}}, of(tarrow)); }), sentences::help_grouping_unknown.id);
    c.act("say kind", "xta.courts", json::Object{{"grouping", "Low-Water States"}, {"grouping_day", "2031-01-01"}}, of(tarrow));
    EXPECT_EQ(made().grouping, (Grouping{"group:LOW-WATER", "2031-01-01"}));
    EXPECT_EQ(kind_of(made(), directory), (Classified{"north-south", "from outside"}));
    EXPECT_EQ(refusal_of([&] { c.act("say kind", "xta.courts", json::Object{{"kind", "south-south"}}, of(nivaal)); }), consultations::sentences::call_say_why.id);
    c.act("say kind", "xta.courts", json::Object{{"kind", "south-south"}}, of(nivaal, "we are poor in summer"));
    EXPECT_EQ(kind_of(made(), directory), (Classified{"south-south", "said"}));
    EXPECT_EQ(made().kind_why, "we are poor in summer");
    EXPECT_EQ(refusal_of([&] { c.act("say kind", "xta.courts", json::Object{{"level", "cosmic"}}, of(nivaal, "why not")); }), sentences::help_level_unknown.id);
}

TEST(Measures, AreRecordedWithOrWithoutAnAgreement) {
    World c;
    json::Value fields = json::Object{{"title", "Registers above the water"}, {"crisis", "the flood of April"}, {"document", "60/1"}, {"paragraph", "op1"}, {"themes", "SDG-16"}, {"persons", "boat-dwelling families"}, {"review", "2031-06-01"}};
    c.act("record measure", "registers", fields, of(tarrow));
    const auto made = measure(c.snapshot(), "xta.registers");
    EXPECT_EQ(level_of(made->value, vocabulary::directory_of(c.words())), "national");
    EXPECT_EQ(stage_at(made->value, "2031-05-31"), "under way");
    EXPECT_EQ(stage_at(made->value, "2031-06-01"), "to be looked at again");
    EXPECT_EQ(measure_from(to_json(made->value)), made->value);
    c.agree();
    EXPECT_EQ(refusal_of([&] { c.act("change measure", "registers", json::Object{{"agreement", "xta.courts"}}, of(tarrow)); }), sentences::help_agreement_unknown.id) << "a measure is public, the agreement is not";
    c.act("add step", "registers", json::Object{{"of", "measure"}, {"step", "The books are carried up."}}, of(tarrow));
    c.act("report", "registers", json::Object{{"of", "measure"}, {"result", "delivered"}, {"report", "They are dry."}}, of(tarrow));
    EXPECT_EQ(refusal_of([&] { c.act("change measure", "xta.registers", json::Object{{"review", "2032-01-01"}}, of(ardune)); }), sentences::help_not_yours.id);
    fields.put("review", "");
    EXPECT_EQ(refusal_of([&] { c.act("record measure", "boats", fields, of(tarrow)); }), sentences::help_review_needed.id);
    fields.put("crisis", "");
    EXPECT_EQ(refusal_of([&] { c.act("record measure", "boats", fields, of(tarrow)); }), sentences::help_crisis_needed.id);
}

TEST(Deeds, AreFoundUnderTheirWordsByActorAndLevel) {
    World c;
    c.agree();
    c.act("record measure", "lamps", json::Object{{"title", "Lamps in the flood"}, {"crisis", "the flood"}, {"document", "60/1"}, {"paragraph", "op2"}, {"review", "2031-06-01"}}, of(ardune));
    DeedsAsked asked{"A/RES/60/1", "op2", "", "", "", "", "2031-01-01", "en"};
    const auto told = [&] {
        std::string all;
        for (const Deed& deed : deeds(c.snapshot(), c.words(), asked)) all += deed.kind + " " + deed.id + " " + deed.level + "\n";
        return all;
    };
    EXPECT_EQ(told(), "measure xar.lamps national\nrequest xta.interpreters \n");
    asked.viewer = nivaal;
    EXPECT_EQ(told(), "measure xar.lamps national\nagreement xta.courts bilateral\nrequest xta.interpreters \n");
    asked.actor = nivaal;
    EXPECT_EQ(told(), "agreement xta.courts bilateral\n");
    asked.paragraph = "op1";
    EXPECT_EQ(told(), "");
    EXPECT_EQ(deeds(c.snapshot(), c.words(), {"", "", "", "upr-3-nivaal-101.12", "", "", "2031-01-01", "en"}).size(), 1U) << "by the recommendation, too";
}

TEST(Fields, SayWhatIsWrongWithThem) {
    World c;
    const auto with = [&](const std::string& name, const std::string& value) {
        json::Value fields = World::asked();
        fields.put(name, value);
        return refusal_of([&] { c.act("open request", "interpreters", fields, of(tarrow)); });
    };
    EXPECT_EQ(with("title", ""), sentences::help_untitled.id);
    EXPECT_EQ(with("forms", ""), sentences::help_needs_form.id);
    EXPECT_EQ(with("forms", "advice"), sentences::help_form_unknown.id);
    EXPECT_EQ(with("themes", "SDG-99"), sentences::help_theme_unknown.id);
    EXPECT_EQ(with("languages", "french"), consultations::sentences::call_language_unknown.id);
    EXPECT_EQ(with("languages", "xx"), consultations::sentences::call_language_unknown.id) << "no language has that code";
    EXPECT_EQ(with("languages", "fra"), consultations::sentences::call_language_unknown.id) << "fr is how others say it";
    EXPECT_EQ(with("recommendation", "upr-3-nivaal-101.21"), reviews::sentences::recommendation_near.id);
    EXPECT_EQ(with("recommendation", "what was said"), reviews::sentences::recommendation_unknown.id);
    EXPECT_EQ(with("first", "spring"), sentences::help_no_day.id);
    EXPECT_EQ(with("last", "2030-01-01"), sentences::help_days_reversed.id);
    EXPECT_EQ(with("priority", "high"), sentences::help_priority.id);
    EXPECT_EQ(with("paragraph", "op9"), consultations::sentences::call_authority_missing.id);
    EXPECT_EQ(with("commitment", "a plan"), consultations::sentences::call_needs_authority.id);
    const auto offered = [&](const char* experience) {
        return refusal_of([&] { c.act("open offer", "school", json::Object{{"title", "A school"}, {"forms", "training"}, {"experience", experience}}, of(nivaal)); });
    };
    EXPECT_EQ(offered("nine years of it | upr-3-nivaal-101.1 | a report"), reviews::sentences::recommendation_near.id);
    EXPECT_EQ(offered("nine years of it | | a report"), "") << "of no recommendation";
    EXPECT_EQ(refusal_of([&] { c.act("open request", "Court interpreters", World::asked(), of(tarrow)); }), sentences::help_misnamed.id);
    c.act("open request", "interpreters", World::asked(), of(tarrow));
    EXPECT_EQ(refusal_of([&] { c.act("change request", "interpreters", json::Object{{"title", "Another"}}, of(tarrow), 7); }), consultations::sentences::changed_meanwhile.id);
    EXPECT_EQ(refusal_of([&] { c.act("change request", "interpreters", World::asked(), of(tarrow)); }), consultations::sentences::nothing_changed.id);
    EXPECT_EQ(refusal_of([&] { c.act("share request", "interpreters", json::Object{{"with", "Nowhere at all"}}, of(tarrow)); }), consultations::sentences::invited_unknown.id);
    EXPECT_EQ(refusal_of([&] { c.act("share request", "interpreters", json::Object{{"with", "Tarrow"}}, of(tarrow)); }), sentences::help_partner_is_self.id);
}

// --- two States exchanged --------------------------------------------------------------------------------------------------------

/// All that happens in a small world, with the two named.
std::string all_that_is_told(const std::string& asker, const std::string& giver) {
    World c;
    const auto code = [](const std::string& actor) { return owner_code(actor); };
    c.act("open request", "interpreters", World::asked(), of(asker));
    c.act("open offer", "school", World::given(), of(giver));
    c.act("publish request", "interpreters", json::Object{}, of(asker));
    c.act("accept", "courts", json::Object{{"request", "interpreters"}, {"offers", code(giver) + ".school"}, {"facilitators", "Crossings Fund"}, {"grouping", "group:LOW-WATER"}, {"grouping_day", "2031-01-01"}}, of(asker));
    const std::string courts = code(asker) + ".courts";
    c.act("confirm", courts, json::Object{}, of(giver));
    c.act("confirm", courts, json::Object{}, of(fund));
    c.act("report", courts, json::Object{{"result", "delivered"}, {"report", "Forty can do it."}}, of(asker));
    for (const std::string& actor : {asker, giver, fund}) c.act("publish agreement", courts, json::Object{}, of(actor));
    c.act("record measure", "registers", json::Object{{"title", "Registers"}, {"crisis", "the flood"}, {"commitment", "the plan"}, {"review", "2031-06-01"}}, of(giver));
    const record::Snapshot snapshot = c.snapshot();
    std::string told;
    const ExportAsked asked{snapshot, c.words(), "2031-02-01", ""};
    const auto put = [&](const Rows& rows) {
        for (const auto& row : rows) {
            for (const auto& cell : row) told += cell + "\t";
            told += "\n";
        }
    };
    put(rows_of(asked, needs(snapshot, c.words(), "")));
    put(rows_of(asked, offers(snapshot, c.words())));
    put(rows_of(asked, agreements(snapshot, c.words(), "")));
    put(rows_of(asked, measures(snapshot, c.words())));
    told += iati_of(asked, agreements(snapshot, c.words(), ""));
    const auto found = offers(snapshot, c.words());
    const std::vector<Offer> all = {found.front().value};
    for (const Suggestion& one : suggestions(need(snapshot, code(asker) + ".interpreters", "")->value, all, delivered(snapshot, c.words(), ""), standard_weights())) {
        for (const Reason& reason : one.reasons) told += reason.code + " " + std::to_string(reason.weight) + " " + reason.what.front() + "\n";
    }
    return told;
}

TEST(TwoStates, ExchangedInWhatComesInAreExchangedInWhatGoesOutAndNothingElse) {
    // Both are of the same groups, so that nothing but their names is different.
    const std::string one = all_that_is_told("state:XPE", "state:XSO");
    const std::string other = all_that_is_told("state:XSO", "state:XPE");
    EXPECT_EQ(one, comity::testing::exchanged(other, {{"XPE", "XSO"}, {"xpe", "xso"}, {"Péravel", "Saint Orrin and the Skerries"}}));
    EXPECT_NE(one.find("Péravel"), std::string::npos);
}

}  // namespace
}  // namespace comity::cooperation
