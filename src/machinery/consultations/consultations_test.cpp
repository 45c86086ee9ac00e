#include "machinery/consultations/consultations.hpp"

#include <gtest/gtest.h>

#include "machinery/consultations/call_list.hpp"
#include "machinery/consultations/likeness.hpp"
#include "machinery/consultations/next_call.hpp"
#include "machinery/consultations/rolling.hpp"
#include "machinery/consultations/sentences.hpp"
#include "machinery/consultations/testing.hpp"
#include "record/erasure.hpp"
#include "record/verification.hpp"

namespace comity::consultations {
namespace {

using namespace testing;

// --- what must never happen ------------------------------------------------------------------------------------------------------

TEST(Calls, AreHeardOfOnlyOnceTheyAreOpened) {
    World c;
    c.act("prepare", "lamps-2031", World::fields());
    c.act("change", "lamps-2031", json::Object{{"contact", "another@halfway.example"}});
    EXPECT_TRUE(c.snapshot().last("call:lamps-2031")->confidential);
    EXPECT_EQ(refusal_of([&] { c.act("invite", "lamps-2031", json::Object{{"who", "all-states"}}); }), sentences::call_stands_otherwise.id) << "an invitation is public";
    c.act("open", "lamps-2031", json::Object{});
    EXPECT_FALSE(c.snapshot().last("call:lamps-2031")->confidential);
    c.act("prepare", "oil-2031", json::Object{{"title", "Views on oil"}, {"commitment", "the Registrar's plan of work"}});
    c.act("withdraw call", "oil-2031", json::Object{});
    EXPECT_TRUE(c.snapshot().last("call:oil-2031")->confidential);
}

TEST(Calls, AreMadeByNobodyWhoMayNot) {
    World c;
    EXPECT_EQ(refusal_of([&] { c.act("prepare", "lamps-2031", World::fields(), delegate(ardune)); }), sentences::call_not_yours.id);
    c.open_call();
    for (const char* act : {"change", "open", "extend", "close", "withdraw call", "invite", "remind"}) {
        EXPECT_EQ(refusal_of([&] { c.act(act, "lamps-2031", json::Object{{"who", "Tarrow"}}, delegate(ardune)); }), sentences::call_not_yours.id) << act;
    }
    EXPECT_EQ(refusal_of([&] { c.act("set on fire", "lamps-2031", json::Object{}); }), sentences::call_act_unknown.id);
}

TEST(Calls, HaveADeadlineThatIsNeverMovedWithoutAReasonAndNeverBack) {
    World c;
    c.open_call();
    EXPECT_EQ(refusal_of([&] { c.act("change", "lamps-2031", json::Object{{"deadline", "2031-06-03T18:00"}}, because("more time")); }), sentences::call_deadline_extended_only.id);
    EXPECT_EQ(refusal_of([&] { c.act("extend", "lamps-2031", json::Object{{"deadline", "2031-06-03T18:00"}}); }), sentences::call_say_why.id);
    EXPECT_EQ(refusal_of([&] { c.act("extend", "lamps-2031", json::Object{{"deadline", "2031-05-03T17:00"}}, because("less time")); }), sentences::call_deadline_not_later.id);
    c.after_the_deadline();
    EXPECT_EQ(refusal_of([&] { c.act("extend", "lamps-2031", json::Object{{"deadline", "2031-05-03T18:30"}}, because("a storm")); }), sentences::call_deadline_passed.id);
    c.act("extend", "lamps-2031", json::Object{{"deadline", "2031-06-03 18:00"}}, because("the ferries did not run"));
    const Call now = call(c.snapshot(), "lamps-2031").call;
    EXPECT_EQ(now.deadline->moment, "2031-06-03T16:00:00Z");
    ASSERT_EQ(now.earlier.size(), 1U);
    EXPECT_EQ(now.earlier[0].local, "2031-05-03T18:00");
    EXPECT_EQ(stage_at(now, "2031-06-03T16:00:00Z"), Stage::open);
    EXPECT_EQ(stage_at(now, "2031-06-03T16:00:01Z"), Stage::past_deadline);
}

TEST(Calls, AreListedInPartsAndThoseThatArePreparedOnlyToWhoKeepsThem) {
    World c;
    for (const char* day : {"2031-05-03", "2031-07-03", "2031-06-03", "2031-07-03", "2031-08-03"}) {
        static int number = 0;
        json::Value fields = World::fields();
        fields.put("deadline", std::string(day) + "T18:00");
        const std::string id = "call-" + std::to_string(++number);
        c.act("prepare", id, fields);
        if (number != 3) c.act("open", id, json::Object{});
    }
    c.act("prepare", "oil", json::Object{{"title", "Views on oil"}, {"commitment", "the plan of work"}});
    const auto ids = [&](CallsSeen seen, std::size_t offset, std::size_t limit) {
        std::string all;
        for (const CallEntry& one : calls_shown(c.snapshot(), seen, offset, limit).shown) all += one.call.id + " ";
        return all;
    };
    std::string whole;
    for (const CallEntry& one : calls(c.snapshot())) whole += one.call.id + " ";
    EXPECT_EQ(ids(CallsSeen::by_who_keeps_them, 0, 50), whole);
    EXPECT_EQ(whole, "oil call-5 call-2 call-4 call-3 call-1 ");
    EXPECT_EQ(ids(CallsSeen::by_who_keeps_them, 2, 2), "call-2 call-4 ");
    EXPECT_EQ(ids(CallsSeen::by_everybody, 0, 50), "call-5 call-2 call-4 call-1 ");
    EXPECT_EQ(ids(CallsSeen::by_everybody, 3, 2), "call-1 ");
    EXPECT_EQ(calls_shown(c.snapshot(), CallsSeen::by_everybody, 3, 2).total, 4U);
    EXPECT_EQ(calls_shown(c.snapshot(), CallsSeen::by_who_keeps_them, 0, 1).total, 6U);
    EXPECT_TRUE(record::verify(c->record()).findings.empty());
}

TEST(Invitations, TellNobodyWhoHasNotAnswered) {
    World c;
    c.open_call();
    EXPECT_EQ(c.act("invite", "lamps-2031", json::Object{{"who", "all-states"}}).entries, 12U);
    c.hand_in("Lamps light the way.", delegate(ardune));
    c.act("decline", "lamps-2031", json::Object{}, delegate(tarrow));
    const auto reminded = c.act("remind", "lamps-2031", json::Object{});
    const auto entry = c.snapshot().last(reminded.subject);
    EXPECT_TRUE(entry->confidential);
    EXPECT_EQ(reminder_from(entry->state).actors.size(), 10U) << "all who have not answered, and nobody else";
    EXPECT_TRUE(c.snapshot().last("decline:lamps-2031:state:XTA")->confidential);
    for (std::int64_t at = 0; at < c.snapshot().size(); ++at) {
        const auto one = c.snapshot().at(at);
        EXPECT_EQ(one->confidential, is_closed_kind(one->kind) || (one->kind == call_kind && one->revision == 1)) << one->subject;
    }
}

TEST(Invitations, OnesRefusalToAnswerIsNobodyElses) {
    World c;
    c.open_call();
    c.act("invite", "lamps-2031", json::Object{{"who", "Ardune; Tarrow"}});
    EXPECT_EQ(refusal_of([&] { c.act("decline", "lamps-2031", json::Object{{"who", "Ardune"}}, delegate(tarrow)); }), sentences::contributor_of_another.id);
    EXPECT_EQ(refusal_of([&] { c.act("decline", "lamps-2031", json::Object{}, delegate("state:XKE")); }), sentences::invited_not.id);
    c.act("decline", "lamps-2031", json::Object{}, delegate(ardune));
    c.act("answer after all", "lamps-2031", json::Object{}, delegate(ardune));
    EXPECT_EQ(invited(c.snapshot(), "lamps-2031")[0].answer, Answer::silent);
}

// --- what can be done ------------------------------------------------------------------------------------------------------------

TEST(Calls, AreOpenedFromTheParagraphThatAsksForThem) {
    World c;
    c.open_call();
    const Call made = call(c.snapshot(), "lamps-2031").call;
    EXPECT_EQ(made.authority, (Authority{"A/RES/60/1", "op2", ""}));
    EXPECT_EQ(made.questions, (std::vector<std::string>{"What lights the way?", "What stands in the dark; and why?"}));
    EXPECT_EQ(calls_by_authority(c.snapshot(), "A/RES/60/1").size(), 1U) << "from the paragraph one comes to what was done";
    EXPECT_EQ(call_from(to_json(made)), made);
    EXPECT_TRUE(record::verify(c->record()).findings.empty());
    c->record().rebuild();
    EXPECT_EQ(calls(c.snapshot()).size(), 1U);
}

TEST(Calls, SayWhatIsWrongWithThem) {
    World c;
    const auto with = [&](const std::string& name, const std::string& value) {
        json::Value fields = World::fields();
        fields.put(name, value);
        return refusal_of([&] { c.act("prepare", "lamps-2031", fields); });
    };
    EXPECT_EQ(with("title", " "), sentences::call_untitled.id);
    EXPECT_EQ(with("paragraph", "op9"), sentences::call_authority_missing.id);
    EXPECT_EQ(with("document", "70/1"), sentences::call_authority_missing.id);
    EXPECT_EQ(with("commitment", "a plan"), sentences::call_needs_authority.id);
    EXPECT_EQ(with("document", ""), sentences::call_needs_authority.id);
    EXPECT_EQ(with("kinds", "state; pirate"), sentences::call_kind_unknown.id);
    EXPECT_EQ(with("languages", "english"), sentences::call_language_unknown.id);
    EXPECT_EQ(with("choices", "secret"), sentences::call_choice_unknown.id);
    EXPECT_EQ(with("zone", "Halfway/Ferry"), sentences::call_no_deadline.id);
    EXPECT_EQ(with("deadline", "3 May"), sentences::call_no_deadline.id);
    EXPECT_EQ(refusal_of([&] { c.act("prepare", "Lamps 2031", World::fields()); }), sentences::call_misnamed.id);
    EXPECT_EQ(refusal_of([&] { c.act("open", "lamps-2031", json::Object{}); }), sentences::call_unknown.id);
    EXPECT_EQ(with("deadline", "2030-05-03T18:00"), sentences::call_deadline_passed.id);
    json::Value spring = World::fields();
    spring.put("deadline", "2031-03-30T02:30"), spring.put("zone", "Europe/Paris");
    EXPECT_EQ(refusal_of([&] { c.act("prepare", "lamps-2031", spring); }), sentences::call_no_such_hour.id) << "clocks go from 2 to 3 in that night";
    EXPECT_EQ(with("deadline", "2031-05-03T18:00"), "");
    EXPECT_EQ(refusal_of([&] { c.act("change", "lamps-2031", json::Object{{"deadline", "2030-05-03T18:00"}}); }), sentences::call_deadline_passed.id);
    c.after_the_deadline();
    EXPECT_EQ(refusal_of([&] { c.act("change", "lamps-2031", World::fields()); }), sentences::nothing_changed.id) << "a form that says the deadline again";
    EXPECT_EQ(refusal_of([&] { c.act("open", "lamps-2031", json::Object{}); }), sentences::call_deadline_passed.id);
    EXPECT_EQ(with("title", "Another"), sentences::call_there.id);
}

TEST(Calls, GoOnThroughADecisionToTheNextOne) {
    World c;
    c.open_call();
    EXPECT_EQ(refusal_of([&] { c.act("close", "lamps-2031", json::Object{}); }), sentences::call_say_why.id) << "before its deadline";
    c.after_the_deadline();
    c.act("close", "lamps-2031", json::Object{});
    EXPECT_EQ(refusal_of([&] { c.act("invite", "lamps-2031", json::Object{{"who", "Ardune"}}); }), sentences::call_stands_otherwise.id);
    EXPECT_EQ(refusal_of([&] { c.hand_in("Late.", delegate(ardune)); }), sentences::call_stands_otherwise.id);
    c.act("prepare", "lamps-2032", json::Object{{"like", "lamps-2031"}});
    const Call next = call(c.snapshot(), "lamps-2032").call;
    EXPECT_EQ(next.title, "Views on lamps in 2032");
    EXPECT_EQ(next.previous, "lamps-2031");
    EXPECT_EQ(next.deadline->local, "2032-05-03T18:00");
    EXPECT_EQ(next.status, CallStatus::prepared);
    EXPECT_EQ(next.questions.size(), 2U);
}

TEST(NextCall, RollsOnYearsOrdinalsAndTheTextThatAsks) {
    const Rolling how{1, {}, "36/30", "37/12"};
    const auto on = [&](std::string_view text) { return rolled_on(text, how, vocabulary::standard()); };
    EXPECT_EQ(on("In 2031, at its thirty-sixth session (36/30), the 3rd point"), "In 2032, at its thirty-seventh session (37/12), the 4th point");
    EXPECT_EQ(on("the second question\n\nof 1996/31 and 12 lamps"), "the second question\n\nof 1996/31 and 12 lamps");
    Call last;
    last.id = "lamps-2031";
    last.title = "Lamps";
    last.deadline = deadline_at("2032-02-29T18:00", "UTC");
    last.earlier = {*deadline_at("2032-02-29T12:00", "UTC")};
    const Rolled rolled = next_of(last, how, vocabulary::standard());
    EXPECT_EQ(rolled.call.deadline->local, "2033-02-28T12:00");
    ASSERT_EQ(rolled.differences.size(), 1U) << "what stays is not shown";
    EXPECT_EQ(rolled.differences[0].field, "deadline");
}

TEST(NextCall, GoesToTheNextTextOfTheSeries) {
    World c;
    c.open_call();
    c.add("symbol A/RES/62/9\ntitle Lamps\ndate 2007-12-16\npp Recalling its resolution 60/1,\nop 1 Reaffirms that lamps are lit for all;\nop 2 Welcomes the oil;\nop 3 Requests the Secretary-General to consult States on lamps and to report at its sixty-third session;\n");
    const Rolled rolled = rolled_from(*c, json::Object{{"like", "lamps-2031"}});
    EXPECT_EQ(rolled.call.authority, (Authority{"A/RES/62/9", "op3", ""}));
    EXPECT_EQ(rolled.call.title, "Views on lamps in 2033") << "the text comes every second year, and so does the call";
}

TEST(Invitations, GoToListsGroupsAndNamesOnce) {
    World c;
    c.open_call();
    EXPECT_EQ(c.act("invite", "lamps-2031", json::Object{{"who", "Ardune; Two Shores League; the Kingdom of Ardune"}}).entries, 2U);
    EXPECT_EQ(c.act("invite", "lamps-2031", json::Object{{"who", "all-states"}}).entries, 11U);
    EXPECT_EQ(refusal_of([&] { c.act("invite", "lamps-2031", json::Object{{"who", "Ardune"}}); }), sentences::invited_already.id);
    EXPECT_EQ(refusal_of([&] { c.act("invite", "lamps-2031", json::Object{{"who", "Nowhere at all"}}); }), sentences::invited_unknown.id);
    EXPECT_EQ(refusal_of([&] { c.act("invite", "lamps-2031", json::Object{}); }), sentences::invited_nobody.id);
    EXPECT_EQ(invited(c.snapshot(), "lamps-2031").size(), 13U);
}

TEST(Likeness, OfTheSameWordsIsWholeAndOfOthersNone) {
    const std::string words = "We call for lamps on all quays of the sea and for the keepers who tend them by night to be paid as those of the day are";
    const Sketch one = sketch_of(words), same = sketch_of("WE CALL for lamps, on all quays of the sea! And for the keepers who tend them by night: to be paid as those of the day are."), other = sketch_of("Oil is dear and nobody knows what becomes of it");
    EXPECT_EQ(likeness(one, same), 100);
    EXPECT_EQ(likeness(one, other), 0);
    EXPECT_GE(likeness(one, sketch_of(words + " in our harbour")), alike_from);
    EXPECT_EQ(sketch_from(written(one)), one);
    EXPECT_EQ(likeness({}, {}), 0);
    EXPECT_TRUE(sketch_of("").empty());
    EXPECT_EQ(groups_of({one, other, same, {}}), (std::vector<std::vector<std::size_t>>{{0, 2}}));
}

}  // namespace
}  // namespace comity::consultations
