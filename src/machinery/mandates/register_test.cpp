#include "machinery/mandates/details.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "machinery/holdings/erasing.hpp"
#include "machinery/holdings/testing.hpp"
#include "machinery/mandates/around.hpp"
#include "machinery/mandates/beginnings.hpp"
#include "machinery/mandates/judging.hpp"
#include "machinery/mandates/overlaps.hpp"
#include "machinery/mandates/sentences.hpp"

namespace comity::mandates {

namespace {

using holdings::testing::Collection;
using testing::ElementsAre;
using testing::HasSubstr;

/// Invented texts of one series, three years of it, with a year in which the consultation is not asked for.
const std::string first =
    "symbol A/RES/60/1\ntitle Orchards\ndate 2005-12-16\n"
    "pp Recalling the value of orchards,\n"
    "op 1 Recognizes that orchards feed people everywhere;\n"
    "op 2 Encourages Member States to plant pear trees along all public roads of their territory;\n"
    "op 3 Requests the Secretary-General to submit to the General Assembly at its sixty-first session a report on the state of orchards and pear trees;\n"
    "op 4 Invites non-governmental organizations to hold seminars about grafting and pruning in rural schools;\n";
const std::string second =
    "symbol A/RES/61/1\ntitle Orchards\ndate 2006-12-15\n"
    "pp Recalling its resolution 60/1 of 16 December 2005 on orchards,\n"
    "op 1 Takes note of the report of the Secretary-General on the state of orchards (A/61/77);\n"
    "op 2 Recognizes that orchards feed people everywhere;\n"
    "op 3 Urges Member States to plant pear trees along all public roads of their territory;\n"
    "op 4 Requests the Secretary-General to submit to the General Assembly at its sixty-second session a report on the state of orchards and pear trees;\n";
const std::string third =
    "symbol A/RES/62/1\ntitle Orchards\ndate 2007-12-14\n"
    "pp Recalling its resolution 61/1 of 15 December 2006 on orchards,\n"
    "op 1 Recognizes that orchards feed people everywhere;\n"
    "op 2 Urges Member States and specialized agencies to plant pear trees along all public roads of their territory;\n"
    "op 3 Requests the Secretary-General to submit to the General Assembly at its sixty-third session a report on the state of orchards and pear trees;\n"
    "op 4 Invites non-governmental organizations to hold seminars about grafting and pruning in rural schools;\n";

constexpr Day today = 20080301;

class RegisterOfOrchards : public testing::Test {
protected:
    RegisterOfOrchards() {
        for (const auto& text : {first, second, third}) collection_.add(text);
    }
    [[nodiscard]] const Line& line(const std::string& text, const std::string& paragraph) {
        gathered_ = register_.gathered();
        const auto step = gathered_->find(collection_->find(text).number, paragraph, 1);
        EXPECT_TRUE(step) << text << " " << paragraph;
        return gathered_->mandates[gathered_->text(*step).mandate_of[step->act]];
    }
    [[nodiscard]] std::vector<std::string> places(const Line& of) const {
        std::vector<std::string> found;
        for (const Step& step : of.steps) found.push_back(gathered_->text(step).item.name + " " + gathered_->names.name(gathered_->act(step).paragraph));
        return found;
    }
    [[nodiscard]] std::vector<std::string> asked(Asking asking) {
        asking.today = today;
        gathered_ = register_.gathered();
        std::vector<std::string> found;
        for (const auto mandate : ask(register_, *gathered_, asking).mandates) found.push_back(places({{gathered_->mandates[mandate].steps.back()}, std::nullopt}).front());
        return found;
    }
    Collection collection_{1, {derivation()}};
    Register register_{*collection_};
    std::shared_ptr<const Gathered> gathered_;
};

}  // namespace

TEST_F(RegisterOfOrchards, FollowsAMandateThroughOtherNumbersAndFirmerWords) {
    const Line& trees = line("62/1", "op2");
    EXPECT_THAT(places(trees), ElementsAre("60/1 op2", "61/1 op3", "62/1 op2"));
    const auto turns = turns_of(*gathered_, trees);
    ASSERT_EQ(turns.size(), 3U);
    EXPECT_FALSE(turns[0]);
    EXPECT_EQ(turns[1]->strength_before, 2);
    EXPECT_EQ(turns[1]->strength, 3);
    EXPECT_TRUE(turns[1]->verb);
    EXPECT_FALSE(turns[1]->asked);
    EXPECT_TRUE(turns[2]->asked);
    EXPECT_FALSE(turns[2]->verb);
}

TEST_F(RegisterOfOrchards, TellsOfALapseAndAReturn) {
    const Line& seminars = line("60/1", "op4");
    EXPECT_THAT(places(seminars), ElementsAre("60/1 op4", "62/1 op4"));
    const auto turns = turns_of(*gathered_, seminars);
    ASSERT_TRUE(turns[1]);
    EXPECT_TRUE(turns[1]->missing_before);
    ASSERT_EQ(turns[1]->without.size(), 1U);
    EXPECT_EQ(gathered_->texts[turns[1]->without[0]].item.name, "61/1");
}

TEST_F(RegisterOfOrchards, FindsTheReportThatALaterTextTakesNoteOf) {
    const Line& report = line("62/1", "op3");
    EXPECT_THAT(places(report), ElementsAre("60/1 op3", "61/1 op4", "62/1 op3"));
    const auto deliveries = gathered_->deliveries(report.steps[0]);
    ASSERT_EQ(deliveries.size(), 1U);
    EXPECT_EQ(gathered_->names.name(deliveries[0].report), "A/61/77");
    EXPECT_EQ(gathered_->texts[deliveries[0].told_by.value()].item.name, "61/1");
    EXPECT_EQ(gathered_->names.name(deliveries[0].paragraph), "op1");
    EXPECT_TRUE(gathered_->deliveries(report.steps[1]).empty());
}

TEST_F(RegisterOfOrchards, StatusGoesByTheDayThatIsGiven) {
    const Line& report = line("62/1", "op3");
    const auto before = standing_of(*gathered_, report, today), after = standing_of(*gathered_, report, 20101231);
    ASSERT_TRUE(before && after);
    EXPECT_EQ(before->status, Status::in_progress);
    EXPECT_EQ(before->because, Because::date_to_come);
    EXPECT_EQ(after->status, Status::overdue);
    // What has no date is never overdue.
    EXPECT_EQ(standing_of(*gathered_, line("62/1", "op2"), 20301231)->status, Status::no_indication);
    // A statement has none.
    EXPECT_FALSE(standing_of(*gathered_, line("62/1", "op1"), today));
}

TEST_F(RegisterOfOrchards, LapsesAndEndsWithTheSeries) {
    collection_.add("symbol A/RES/63/1\ntitle Orchards\ndate 2008-12-14\npp Recalling its resolution 62/1 of 14 December 2007 on orchards,\n"
                    "op 1 Recognizes that orchards feed people everywhere;\n"
                    "op 2 Urges Member States and specialized agencies to plant pear trees along all public roads of their territory;\n");
    const auto standing = standing_of(*register_.gathered(), line("62/1", "op4"), 20090101);
    ASSERT_TRUE(standing);
    EXPECT_EQ(standing->status, Status::lapsed);
    EXPECT_EQ(gathered_->texts[*standing->text].item.name, "63/1");
}

TEST_F(RegisterOfOrchards, ImpliedRecurrenceSaysWhatItRestsOn) {
    const auto implied = implied_recurrence(*register_.gathered(), line("62/1", "op2"));
    ASSERT_TRUE(implied);
    EXPECT_EQ(implied->years, 1);
    EXPECT_EQ(implied->since, 2005);
    EXPECT_EQ(implied->texts.size(), 3U);
    EXPECT_FALSE(implied_recurrence(*gathered_, line("62/1", "op4")));
}

TEST_F(RegisterOfOrchards, Filters) {
    Asking asking;
    EXPECT_THAT(asked(asking), ElementsAre("62/1 op2", "62/1 op3", "62/1 op4"));
    asking.to = "secretary_general";
    EXPECT_THAT(asked(asking), ElementsAre("62/1 op3"));
    asking = {};
    asking.words = "pear road*";
    EXPECT_THAT(asked(asking), ElementsAre("62/1 op2"));
    asking = {};
    asking.session = "GA-63";
    EXPECT_THAT(asked(asking), ElementsAre("62/1 op3"));
    asking = {};
    asking.status = Status::no_indication;
    EXPECT_THAT(asked(asking), ElementsAre("62/1 op2", "62/1 op4"));
    asking = {};
    asking.sense = "statement";
    EXPECT_THAT(asked(asking), ElementsAre("62/1 op1", "61/1 op1"));
    asking.sense = "hope";
    EXPECT_THROW((void)asked(asking), Error);
}

TEST_F(RegisterOfOrchards, EachCountIsWhatItsChoiceGives) {
    gathered_ = register_.gathered();
    Asking asking;
    asking.today = today;
    const auto facets = ask(register_, *gathered_, asking).facets;
    for (const auto& [type, count] : facets.to) {
        Asking narrowed = asking;
        narrowed.to = type;
        EXPECT_EQ(ask(register_, *gathered_, narrowed).mandates.size(), count) << type;
    }
    for (const auto& [status, count] : facets.statuses) {
        Asking narrowed = asking;
        narrowed.status = status_named(status);
        EXPECT_EQ(ask(register_, *gathered_, narrowed).mandates.size(), count) << status;
    }
}

TEST_F(RegisterOfOrchards, WhatIsKeptIsWhatWasFound) {
    gathered_ = register_.gathered();
    const auto again = unpacked(packed(*gathered_));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->mandates, gathered_->mandates);
    ASSERT_EQ(again->texts.size(), gathered_->texts.size());
    for (std::size_t i = 0; i < again->texts.size(); ++i) EXPECT_EQ(again->texts[i].acts, gathered_->texts[i].acts);
    EXPECT_EQ(gather(*collection_, again.get()).anew, 0U);
    EXPECT_EQ(packed(*gather(*collection_, again.get()).gathered), packed(*gathered_));
    std::string damaged = packed(*gathered_);
    EXPECT_EQ(unpacked(damaged.substr(0, damaged.size() / 2)), nullptr);
}

TEST_F(RegisterOfOrchards, AnErasureLeavesNothingOfItInTheFile) {
    gathered_ = register_.gathered();
    const std::filesystem::path kept = collection_.file().string() + ".mandates";
    EXPECT_TRUE(std::filesystem::exists(kept));
    const auto before = gathered_->texts.size();
    holdings::ErasureRequest request;
    request.what = {"62/1"};
    request.who = {"operator at the command line", "jane"};
    request.why = "it names a person";
    request.authority = "a court";
    EXPECT_GT(holdings::erase(*collection_, request).entries.size(), 0U);
    EXPECT_FALSE(std::filesystem::exists(kept));
    gathered_ = register_.gathered();
    EXPECT_EQ(gathered_->texts.size(), before - 1);
}

TEST_F(RegisterOfOrchards, CountsWhatAPersonSaid) {
    EXPECT_EQ(gathered_ = register_.gathered(), register_.gathered());
    const auto strength = [&] {
        const Line& of = line("62/1", "op2");
        return int{gathered_->act(of.steps.back()).strength};
    };
    EXPECT_EQ(strength(), 3);
    JudgementRequest request;
    request.document = "62/1";
    request.paragraph = "op2";
    Fields fields;
    fields.strength = 2;
    request.says = JudgementRequest::Say{Verdict::otherwise, fields, {}};
    request.who = {"operator at the command line", "jane"};
    judge(*collection_, request);
    EXPECT_EQ(strength(), 2);
    request.says = JudgementRequest::Say{Verdict::none, {}, {}};
    request.why = "said of something else";
    judge(*collection_, request);
    gathered_ = register_.gathered();
    EXPECT_FALSE(gathered_->find(collection_->find("62/1").number, "op2", 1));
    EXPECT_FALSE(unpacked(packed(*gathered_)) == nullptr);
}

TEST_F(RegisterOfOrchards, CountsWhichDocumentAPersonSaysDeliveredIt) {
    const auto report_of = [&](const std::string& text, const std::string& paragraph) {
        const Line& of = line(text, paragraph);
        const Step step = gathered_->find(collection_->find(text).number, paragraph, 1).value();
        std::vector<std::string> names;
        for (const auto& delivery : gathered_->deliveries(step)) names.push_back(gathered_->names.name(delivery.report) + (delivery.told_by ? " by rule" : "") + (delivery.said ? " by jane" : ""));
        EXPECT_FALSE(of.steps.empty());
        return names;
    };
    EXPECT_THAT(report_of("60/1", "op3"), ElementsAre("A/61/77 by rule"));
    DeliveryRequest request{"60/1", "op3", 1, "A/61/77", SayDelivery::yes, {"operator at the command line", "jane"}, {}, {}, {}, 0};
    const auto said = say_delivery(*collection_, request);
    EXPECT_THAT(said.sentence, HasSubstr("A/61/77 delivers what is asked by \"Requests\" in the paragraph at line"));
    EXPECT_THAT(report_of("60/1", "op3"), ElementsAre("A/61/77 by rule by jane"));
    EXPECT_THROW(say_delivery(*collection_, request), Error);  // the position has moved on
    request.says = SayDelivery::no;
    request.seen_revision.reset();
    EXPECT_THROW(say_delivery(*collection_, request), Error);  // without a reason
    request.why = "it speaks of bridges";
    say_delivery(*collection_, request);
    EXPECT_THAT(report_of("60/1", "op3"), ElementsAre());
    request.says = SayDelivery::take_back;
    EXPECT_EQ(say_delivery(*collection_, request).revision, 3);
    EXPECT_THAT(report_of("60/1", "op3"), ElementsAre("A/61/77 by rule"));
    // Another that no rule finds; and of an act that asks for no report.
    DeliveryRequest other{"62/1", "op4", 1, "A/63/9", SayDelivery::yes, {"operator at the command line", "jane"}, {}, "its summary", {}, {}};
    say_delivery(*collection_, other);
    EXPECT_THAT(report_of("62/1", "op4"), ElementsAre("A/63/9 by jane"));
    const auto standing = standing_of(*gathered_, line("62/1", "op4"), today);
    EXPECT_EQ(standing->status, Status::delivered);
    EXPECT_EQ(standing->because, Because::report_confirmed);
    Details details(register_, *gathered_);
    const auto value = to_json(*gathered_, gathered_->text(line("62/1", "op4").steps.back()).mandate_of[line("62/1", "op4").steps.back().act], details, today);
    EXPECT_EQ((*value["delivered_by"].as_array())[0]["said"]["who"].text("name"), "jane");
    EXPECT_EQ(packed(*unpacked(packed(*gathered_))), packed(*gathered_));
}

TEST_F(RegisterOfOrchards, RefusesWhatCantBeSaidOfADocument) {
    const auto refused = [&](DeliveryRequest request) {
        request.who = {"operator at the command line", "jane"};
        try {
            say_delivery(*collection_, request);
        } catch (const Error& error) {
            return error.said() == nullptr ? std::string(error.what()) : std::string(error.said()->id);
        }
        return std::string();
    };
    EXPECT_EQ(refused({"60/1", "op9", 1, "A/61/77", SayDelivery::yes, {}, {}, {}, {}, {}}), sentences::no_such_paragraph.id);
    EXPECT_EQ(refused({"60/1", "op3", 2, "A/61/77", SayDelivery::yes, {}, {}, {}, {}, {}}), sentences::no_such_act.id);
    EXPECT_EQ(refused({"60/1", "op1", 1, "A/61/77", SayDelivery::yes, {}, {}, {}, {}, {}}), sentences::asks_for_nothing.id);
    EXPECT_EQ(refused({"60/1", "op3", 1, "a box of pears", SayDelivery::yes, {}, {}, {}, {}, {}}), sentences::no_such_report.id);
    EXPECT_EQ(refused({"60/1", "op3", 1, "60/1", SayDelivery::yes, {}, {}, {}, {}, {}}), sentences::delivers_itself.id);
    EXPECT_EQ(refused({"60/1", "op3", 1, "A/61/77", SayDelivery::no, {}, {}, {}, {}, {}}), sentences::say_why_not_delivered.id);
    EXPECT_EQ(refused({"60/1", "op3", 1, "A/61/77", SayDelivery::take_back, {}, {}, {}, {}, {}}), sentences::nothing_said_of_report.id);
    EXPECT_EQ(refused({"60/1", "op3", 1, "A/61/77", SayDelivery::yes, {}, {}, {}, {}, 7}), sentences::delivery_said_meanwhile.id);
    EXPECT_EQ(refused({"60/1", "op3", 1, "A/61/77", SayDelivery::yes, {}, {}, {}, {}, 0}), "");
    EXPECT_EQ(refused({"60/1", "op3", 1, "A/61/77", SayDelivery::yes, {}, {}, {}, {}, {}}), sentences::is_that_already.id);
    const DeliveryRequest sent{"60/1", "op3", 2, "A/61/77", SayDelivery::no, {"operator", "jane"}, {}, "why", {}, 4};
    EXPECT_EQ(json::write(to_json(delivery_request_from(to_json(sent)))), json::write(to_json(sent)));
}

TEST_F(RegisterOfOrchards, PutsWhatOverlapsSideBySide) {
    // Of another series: nearly the same words, other words, another addressee, another thing to deliver.
    collection_.add("symbol A/RES/62/20\ntitle Hedges\ndate 2007-12-20\n"
                    "op 1 Requests the Secretary-General to submit to the General Assembly at its sixty-third session a report on the state of hedges and pear trees;\n"
                    "op 2 Requests the Secretary-General to submit a report on bridges over rivers in winter;\n"
                    "op 3 Requests the Human Rights Council to submit to the General Assembly at its sixty-third session a report on the state of orchards and pear trees;\n"
                    "op 4 Requests the Secretary-General to convene at its sixty-third session a meeting on the state of orchards and pear trees;\n");
    gathered_ = register_.gathered();
    ASSERT_EQ(gathered_->overlaps.size(), 1U);
    const Overlap& overlap = gathered_->overlaps[0];
    std::vector<std::string> both;
    for (const auto mandate : {overlap.a, overlap.b}) both.push_back(places({{gathered_->mandates[mandate].steps.back()}, std::nullopt}).front());
    EXPECT_THAT(both, testing::UnorderedElementsAre("62/1 op3", "62/20 op1"));
    EXPECT_GE(overlap.likeness(), enough_overlap);
    EXPECT_EQ(gathered_->names.name(overlap.asked.type), "secretary_general");
    EXPECT_EQ(gathered_->names.name(overlap.deliverable), "report");
    // Every pair, held against what two loops over all of them find.
    std::size_t pairs = 0;
    for (std::uint32_t a = 0; a < gathered_->mandates.size(); ++a) {
        for (std::uint32_t b = a + 1; b < gathered_->mandates.size(); ++b) {
            const auto &one = gathered_->mandates[a].steps.back(), &other = gathered_->mandates[b].steps.back();
            const auto &left = gathered_->act(one), &right = gathered_->act(other);
            const bool asked = std::any_of(left.asked.begin(), left.asked.end(), [&](const Asked& each) { return std::find(right.asked.begin(), right.asked.end(), each) != right.asked.end(); });
            const bool kind = std::any_of(left.deliverables.begin(), left.deliverables.end(), [&](auto each) { return std::find(right.deliverables.begin(), right.deliverables.end(), each) != right.deliverables.end(); });
            const bool apart = one.text != other.text && (!gathered_->text(one).series || gathered_->text(one).series != gathered_->text(other).series);
            if (asked && kind && apart && likeness(left.words.values(), right.words.values()) >= enough_overlap) ++pairs;
        }
    }
    EXPECT_EQ(pairs, gathered_->overlaps.size());
    // A question gets those of which one is among its mandates; what is kept is what was found.
    Asking asking;
    asking.today = today;
    asking.text = "62/20";
    EXPECT_EQ(overlaps_of(*gathered_, ask(register_, *gathered_, asking).mandates), gathered_->overlaps);
    asking.text = "60/1";
    asking.deliverable = "none";
    EXPECT_TRUE(overlaps_of(*gathered_, ask(register_, *gathered_, asking).mandates).empty());
    EXPECT_EQ(unpacked(packed(*gathered_))->overlaps, gathered_->overlaps);
    EXPECT_EQ(gather(*collection_, gathered_.get()).gathered->overlaps, gathered_->overlaps);
}

TEST_F(RegisterOfOrchards, ShowsTheBeginningOfWhatAsksWithoutReadingTheText) {
    gathered_ = register_.gathered();
    Details details(register_, *gathered_);
    for (const auto& line : gathered_->mandates) {
        const std::string words = words_of(Details(register_, *gathered_).of(line.steps.back()));
        EXPECT_EQ(details.beginning(line.steps.back()), beginning_of(words));
    }
    const std::string long_words = [] {
        std::string words;
        for (int i = 0; i < 200; ++i) words += "pear ";
        return words;
    }();
    EXPECT_LT(beginning_of(long_words).size(), 430U);
    EXPECT_TRUE(beginning_of(long_words).ends_with("pear …"));
    EXPECT_EQ(unpacked_beginnings(packed_beginnings({"one", "", "three"})), (std::vector<std::string>{"one", "", "three"}));
    EXPECT_TRUE(packed_beginnings({"", ""}).empty());
    EXPECT_TRUE(unpacked_beginnings("no such bytes").empty());
}

TEST_F(RegisterOfOrchards, OfOneTextIsWhatTheWholeSaysOfIt) {
    collection_.add("symbol A/RES/61/9\ntitle Bees\ndate 2006-12-15\nop 1 Requests the Secretary-General to submit to the General Assembly at its sixty-second session a report on bees;\n");
    collection_.add("symbol A/RES/62/9\ntitle Lamps\ndate 2007-12-14\npp Recalling its resolution 61/9 of 15 December 2006 on bees,\nop 1 Calls upon States to light lamps;\n");
    const auto whole = register_.gathered();
    Details of_whole(register_, *whole);
    std::size_t delivered = 0;
    for (const RegisterText& text : whole->texts) {
        const auto around = gathered_around(*collection_, text.item);
        Details of_around(register_, *around);
        for (const std::uint32_t mandate : text.mandate_of) {
            const Step& step = whole->mandates[mandate].steps.back();
            const auto there = around->find(whole->text(step).item.number, whole->names.name(whole->act(step).paragraph), whole->act(step).index);
            ASSERT_TRUE(there);
            const std::uint32_t found = around->text(*there).mandate_of[there->act];
            const json::Value expected = history_json(*whole, mandate, of_whole, today);
            EXPECT_EQ(json::write(history_json(*around, found, of_around, today)), json::write(expected)) << text.item.name;
            delivered += json::write(expected).find("A/61/77") != std::string::npos ? 1 : 0;
        }
        // Three texts of orchards; bees with the lamps that cite them; lamps alone.
        EXPECT_EQ(around->texts.size(), text.item.name == "61/9" ? 2U : text.item.name == "62/9" ? 1U : 3U) << text.item.name;
    }
    EXPECT_GT(delivered, 0U);
}

TEST_F(RegisterOfOrchards, IsKeptByWhoOnlyReadsTheRecordToo) {
    const std::filesystem::path file = collection_->record().file().string() + ".mandates";
    std::filesystem::remove(file);
    collection_.open(1, record::Access::read);
    const Register reading(*collection_);
    const auto found = reading.gathered();
    ASSERT_TRUE(std::filesystem::exists(file));
    EXPECT_EQ(packed(*Register(*collection_).gathered()), packed(*found));
}

TEST_F(RegisterOfOrchards, TakesInWhatIsNewAlone) {
    gathered_ = register_.gathered();
    collection_.add("symbol A/RES/63/9\ntitle Bridges\ndate 2008-12-14\nop 1 Requests the Secretary-General to report on bridges at its sixty-fourth session;\n");
    const auto grown = gather(*collection_, gathered_.get());
    EXPECT_EQ(grown.anew, 1U);
    const auto anew = gather(*collection_, nullptr);
    EXPECT_EQ(anew.gathered->mandates, grown.gathered->mandates);
}

TEST_F(RegisterOfOrchards, CalendarHasASessionAsItsDays) {
    gathered_ = register_.gathered();
    Asking asking;
    asking.today = today;
    asking.due_from = date_of(today);
    const auto groups = falling_due(*gathered_, ask(register_, *gathered_, asking).mandates, asking);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].body, "GA");
    EXPECT_EQ(groups[0].session, 63);
    Details details(register_, *gathered_);
    const std::string calendar = icalendar("Due, soon", events_of(*gathered_, groups, details, ""), "20080301T000000Z");
    EXPECT_THAT(calendar, HasSubstr("X-WR-CALNAME:Due\\, soon\r\n"));
    EXPECT_THAT(calendar, HasSubstr("DTSTART;VALUE=DATE:2008"));
    for (std::size_t at = 0; at < calendar.size();) {
        const std::size_t end = calendar.find("\r\n", at);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - at, 75U);
        at = end + 2;
    }
}

TEST(ICalendar, FoldsBetweenCharacters) {
    std::string words;
    for (int i = 0; i < 60; ++i) words += "é";
    const std::string calendar = icalendar(words, {}, "20080301T000000Z");
    std::string unfolded;
    for (std::size_t at = 0; at < calendar.size(); ++at) {
        if (calendar.compare(at, 3, "\r\n ") == 0) at += 2;
        else unfolded += calendar[at];
    }
    EXPECT_THAT(unfolded, HasSubstr("X-WR-CALNAME:" + words + "\r\n"));
    EXPECT_EQ(calendar.find("\xC3\r"), std::string::npos);
}

TEST(ActNamed, IsTheLastPartOfAnAddress) {
    const auto named = act_named("A/RES/78/199/acts/op12.a-2");
    ASSERT_TRUE(named);
    EXPECT_EQ(named->text, "A/RES/78/199");
    EXPECT_EQ(named->paragraph, "op12.a");
    EXPECT_EQ(named->index, 2);
    EXPECT_EQ(act_named("A/RES/78/199/acts/op16")->index, 1);
    EXPECT_FALSE(act_named("A/RES/78/199"));
    EXPECT_FALSE(act_named("A/RES/78/199/acts/op12-x"));
}

}  // namespace comity::mandates
