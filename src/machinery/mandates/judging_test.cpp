#include "machinery/mandates/judging.hpp"

#include <gtest/gtest.h>

#include "base/refusal_testing.hpp"
#include "machinery/holdings/testing.hpp"
#include "machinery/mandates/finding.hpp"
#include "machinery/mandates/sentences.hpp"
#include "record/verification.hpp"

namespace comity::mandates {
namespace {

using holdings::testing::jane;
using comity::testing::refusal_of;

constexpr std::string_view lamps =
    "symbol A/RES/60/1\ntitle Lamps\ndate 2005-12-16\n"
    "op 1 Reaffirms that lamps are lit for all;\n"
    "op 2 Requests the Secretary-General to submit a report at its sixty-first session, and invites States to keep lamps lit;\n"
    "op 3 Hopes that oil will last, while asking of nobody.\n";

/// A record with that one text, and everything that judgements need.
class Lamps {
public:
    explicit Lamps(std::string_view text = lamps, int version = 1) : text_(text) { open(version); }

    void open(int version) {
        holdings_.reset();
        record::Setup setup;
        setup.derivations = holdings::derivations(holdings::testing::notation(version));
        setup.derivations.push_back(derivation());
        holdings_ = std::make_unique<holdings::Holdings>(record::Record::open(folder_ / "comity.record", record::Access::write, setup), vocabulary::standard(),
                                                         holdings::testing::notation(version));
        holdings::ImportRequest request;
        std::ofstream(folder_ / "lamps.txt", std::ios::binary) << text_;
        request.paths = {folder_ / "lamps.txt"};
        request.who = jane();
        holdings_->import(request);
        if (version > 1) holdings_->rebuild();
    }

    JudgementResult say(const std::string& paragraph, int index, std::variant<JudgementRequest::Say, JudgementRequest::TakeBack> says, std::optional<std::string> why = {},
                        std::optional<std::int64_t> seen = {}) {
        return judge(*holdings_, {"60/1", paragraph, index, std::move(says), jane(), {}, std::move(why), {}, seen});
    }
    [[nodiscard]] Judged judged() const { return judged_text(*holdings_, holdings_->find("60/1")).judged; }
    [[nodiscard]] const directive::Act& act(std::size_t index) { return (last_ = judged()).acts.at(index).act; }
    holdings::Holdings& operator*() { return *holdings_; }
    [[nodiscard]] std::filesystem::path file() const { return folder_ / "comity.record"; }

private:
    record::testing::Folder folder_;
    std::string text_;
    std::unique_ptr<holdings::Holdings> holdings_;
    Judged last_;
};

JudgementRequest::Say otherwise(Fields fields) { return {Verdict::otherwise, std::move(fields), {}}; }
const JudgementRequest::Say right{Verdict::right, {}, {}};
const JudgementRequest::Say no_act{Verdict::none, {}, {}};

TEST(Judging, ConfirmsAnActAsItWasFound) {
    Lamps c;
    ASSERT_EQ(c.judged().acts.size(), 4U);
    const auto result = c.say("op2", 1, right);
    EXPECT_EQ(result.document, "A/RES/60/1");
    EXPECT_EQ(result.sentence, "\"Requests\" in the paragraph at line 5 (\"Requests the Secretary-General to submit a report\") is right: "
                               "\"request\", a request, strength 4, asked: secretary_general SG, delivers: report, due: 2006-09-12 to 2007-09-17");
    const Judged now = c.judged();
    ASSERT_EQ(now.said.size(), 1U);
    EXPECT_EQ(now.said[0].fit, holdings::Fit::agrees);
    EXPECT_EQ(now.said[0].who.name, "jane");
    EXPECT_EQ(now.acts[1].said, 0U);
    EXPECT_FALSE(now.acts[2].said);
    EXPECT_EQ(refusal_of([&] { c.say("op2", 1, right); }), sentences::is_that_already.id);
    EXPECT_TRUE(record::verify((*c).record()).findings.empty());
}

TEST(Judging, CorrectsWhatAnActIs) {
    Lamps c;
    Fields fields;
    fields.strength = 3;
    fields.addressees = {{{"member_states", "", "States"}, {"igo", "", ""}}};
    fields.deliverables = {{"meeting"}};
    fields.due = DueSaid{"2007-01-01", "2007-02-01"};
    fields.interval = "P1Y";
    fields.un_mandate = true;
    c.say("op2", 2, otherwise(fields));
    const auto& act = c.act(2);
    EXPECT_EQ(act.lemma, "invite");  // what was not said stays
    EXPECT_EQ(act.strength, 3);
    ASSERT_EQ(act.addressees.size(), 2U);
    EXPECT_EQ(act.addressees[0].words.text, "States");
    EXPECT_EQ(act.addressees[1].words, act.words);
    EXPECT_EQ(act.deliverables.at(0).kind, "meeting");
    EXPECT_EQ(act.deadlines.at(0).last->iso(), "2007-02-01");
    EXPECT_EQ(act.recurrences.at(0).interval, "P1Y");
    EXPECT_TRUE(act.un_mandate);

    c.say("op2", 2, JudgementRequest::TakeBack{});
    EXPECT_EQ(c.act(2).strength, 2);
    EXPECT_TRUE(c.judged().said.empty());
    EXPECT_EQ(refusal_of([&] { c.say("op2", 2, JudgementRequest::TakeBack{}); }), sentences::nothing_said_of_act.id);
    // It can be said anew: the next revision of the same subject.
    EXPECT_EQ(c.say("op2", 2, otherwise(fields)).revision, 3);
}

TEST(Judging, KeepsWhatWasSaidOfADeliveryThroughABetterReading) {
    Lamps c;
    say_delivery(*c, {"60/1", "op2", 1, "A/61/5", SayDelivery::yes, jane(), {}, {}, {}, {}});
    EXPECT_TRUE(record::verify((*c).record()).findings.empty());
    c.open(2);
    const JudgedText text = judged_text(*c, (*c).find("60/1"));
    ASSERT_EQ(text.deliveries.size(), 1U);
    EXPECT_EQ(text.deliveries[0].act, 1U);
    EXPECT_EQ(text.deliveries[0].who.name, "jane");
    EXPECT_TRUE(text.judged.said.empty());
    // Of an act that is said to be none it no longer fits, and is listed.
    c.say("op2", 1, no_act, "a form of words");
    const JudgedText after = judged_text(*c, (*c).find("60/1"));
    ASSERT_EQ(after.deliveries.size(), 1U);
    EXPECT_FALSE(after.deliveries[0].act);
    EXPECT_EQ((*to_json("60/1", after)["deliveries"].as_array())[0].text("fit"), "no longer fits");
}

TEST(Judging, EmptiesWhatTheWordsDoNotState) {
    Lamps c;
    Fields fields;
    fields.deliverables.emplace();
    fields.due.emplace();
    fields.addressees.emplace();
    c.say("op2", 1, otherwise(fields));
    const auto& act = c.act(1);
    EXPECT_TRUE(act.deliverables.empty());
    EXPECT_TRUE(act.deadlines.empty());
    EXPECT_TRUE(act.addressees.empty());
}

TEST(Judging, SaysThatWordsAreNoActAndThatOneWasMissed) {
    Lamps c;
    EXPECT_EQ(refusal_of([&] { c.say("op3", 1, no_act); }), sentences::say_why_no_act.id);
    c.say("op3", 1, no_act, "a hope is no act here");
    EXPECT_EQ(c.judged().standing().size(), 3U);
    EXPECT_EQ(c.judged().acts.size(), 4U);

    Fields fields;
    fields.verb = "ask";
    EXPECT_EQ(refusal_of([&] { c.say("op3", 1, JudgementRequest::Say{Verdict::missed, fields, "asking of"}); }), sentences::missed_needs.id);
    fields.strength = 2;
    fields.sense = directive::Sense::request;
    c.say("op3", 1, JudgementRequest::Say{Verdict::missed, fields, "asking of"});
    const Judged now = c.judged();
    ASSERT_EQ(now.acts.size(), 5U);
    EXPECT_EQ(now.acts[4].act.words.text, "asking of nobody");
    EXPECT_EQ(now.acts[4].act.index, 2);
    EXPECT_EQ(now.standing().size(), 4U);
    // And that is corrected like any other.
    Fields stronger;
    stronger.strength = 3;
    c.say("op3", 2, otherwise(stronger));
    EXPECT_EQ(c.act(4).strength, 3);
    EXPECT_TRUE(record::verify((*c).record()).findings.empty());
}

TEST(Judging, RefusesWhatCantBe) {
    Lamps c;
    const auto refused = [&](const std::function<void(Fields&)>& set) {
        Fields fields;
        set(fields);
        return refusal_of([&] { c.say("op2", 1, otherwise(fields)); });
    };
    EXPECT_EQ(refused([](Fields& f) { f.strength = 6; }), sentences::no_strength.id);
    EXPECT_EQ(refused([](Fields& f) { f.verb = ""; }), sentences::no_verb.id);
    EXPECT_EQ(refused([](Fields& f) { f.interval = "yearly"; }), sentences::no_interval.id);
    EXPECT_EQ(refused([](Fields& f) { f.due = DueSaid{"2007-02-30", ""}; }), sentences::no_day.id);
    EXPECT_EQ(refused([](Fields& f) { f.due = DueSaid{"2007-02-03", "2007-02-01"}; }), sentences::days_run_back.id);
    EXPECT_EQ(refused([](Fields& f) { f.deliverables = {{"lamp"}}; }), sentences::no_deliverable.id);
    EXPECT_EQ(refused([](Fields& f) { f.addressees = {{{"lighthouse", "", ""}}}; }), sentences::no_addressee_type.id);
    EXPECT_EQ(refused([](Fields& f) { f.addressees = {{{"member_states", "", "the islands"}}}; }), sentences::act_words_not_there.id);
    EXPECT_EQ(refused([](Fields& f) { f.strength = 4; }), sentences::is_that_already.id);
    EXPECT_EQ(refusal_of([&] { c.say("op9", 1, right); }), sentences::no_such_paragraph.id);
    EXPECT_EQ(refusal_of([&] { c.say("op2", 3, right); }), sentences::no_such_act.id);
    Fields missed;
    EXPECT_EQ(refusal_of([&] { c.say("op2", 1, JudgementRequest::Say{Verdict::missed, missed, "Requests"}); }), sentences::act_is_there.id);
    EXPECT_EQ((*c).record().snapshot().size(), 1);  // nothing of all this was recorded
}

TEST(Judging, TellsTheSecondOfTwoWhoLookedAtTheSame) {
    Lamps c;
    c.say("op2", 1, right, {}, 0);
    EXPECT_EQ(refusal_of([&] { c.say("op2", 1, no_act, "why", 0); }), sentences::judged_meanwhile.id);
    c.say("op2", 1, no_act, "why", 1);
}

TEST(Judging, OutlivesABetterReading) {
    // Version 1 of this reader parts a paragraph at the bar; version 2 has learnt not to.
    Lamps c("symbol A/RES/60/1\ntitle Lamps\ndate 2005-12-16\nop 1 Requests the Secretary-General to count lamps | and oil;\nop 2 Invites States to help;\n");
    Fields fields;
    fields.strength = 3;
    c.say("op1", 1, otherwise(fields));
    c.say("op2", 1, right);
    c.open(2);
    const Judged now = c.judged();
    ASSERT_EQ(now.said.size(), 2U);
    EXPECT_EQ(now.said[0].fit, holdings::Fit::applied);
    EXPECT_EQ(now.acts.at(0).act.strength, 3);
}

TEST(Judging, SaysWhatNoLongerFits) {
    Lamps c;
    c.say("op2", 1, right);
    document::Document document = judged_text(*c, (*c).find("60/1")).document;
    document.paragraphs[1].text = "Regrets all of it;";
    const auto snapshot = (*c).record().snapshot();
    const Judged now = apply(document, found_acts(document, record::Purpose::own), judgements_of(snapshot, document.sha256));
    EXPECT_EQ(now.said.at(0).fit, holdings::Fit::no_longer_fits);
    EXPECT_FALSE(now.acts.at(1).said);
}

TEST(Judging, WritesAndReadsWhatIsAskedAndKept) {
    JudgementRequest request{"60/1", "op2", 2, otherwise({}), jane(), "Aruvia", "seen by two", "a letter", 4};
    auto& fields = std::get<JudgementRequest::Say>(request.says).fields;
    fields = {"invite", 2, directive::Sense::request, {{{"states", "FRA", "States"}}}, {{"report"}}, DueSaid{"2007-01-01", ""}, "S3", false, true};
    EXPECT_EQ(json::write(to_json(judgement_request_from(to_json(request)))), json::write(to_json(request)));
    request.says = JudgementRequest::TakeBack{};
    EXPECT_TRUE(std::holds_alternative<JudgementRequest::TakeBack>(judgement_request_from(to_json(request)).says));
    const Judgement judgement{"ab", {7, "Invites States"}, "Invites", 2, Verdict::missed, fields, true};
    EXPECT_EQ(judgement_from(to_json(judgement)), judgement);
    EXPECT_THROW((void)judgement_from(json::Object{{"document", "ab"}, {"words", "x"}, {"verdict", "perhaps"}}), Error);
}

}  // namespace
}  // namespace comity::mandates
