// The reading desk: places that outlive better readings, who may code and see what, settling. All words are invented.
#include "machinery/consultations/coding.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "record/actor_form.hpp"

#include <rapidcheck/gtest.h>

namespace comity::consultations {
namespace {

const record::Actor anna{"account", "anna"}, bert{"account", "bert"}, keeper{"account", "keeper"}, stranger{"account", "stranger"};

constexpr std::string_view words = "1. On lamps\n\nThe lamps of the harbour are lit too late. Boats wait outside.\n\nWe propose that the Registrar light the lamps at dusk. The lamps of the harbour are old.";

CodingState state_of_two() {
    CodingState state;
    state.call = "two-shores-2031";
    state.questions = 3;
    state.desk = Desk{state.call, {anna, bert}, true};
    state.desk_revision = 1;
    state.themes = &vocabulary::standard_themes();
    state.directory = &vocabulary::directory_with_demonstration();
    state.paragraphs = {"op12", "op16"};
    state.status = SubmissionStatus::registered;
    state.texts = {std::string(words)};
    return state;
}

Request request(std::string act, const record::Actor& who, json::Value fields = json::Object{}) {
    Request made;
    made.act = std::move(act);
    made.about = "7";
    made.fields = std::move(fields);
    made.by.who = who;
    made.by.keeps = who.name == keeper.name;
    return made;
}

/// The bytes of some words of the submission.
json::Value marked(std::string_view passage, std::string_view kind, std::int64_t question = 1) {
    const std::size_t begin = words.find(passage);
    return json::Object{{"part", 1}, {"begin", begin}, {"end", begin + passage.size()}, {"kind", kind}, {"question", question}};
}

std::string refusal(const Ruling& ruling) {
    const auto* refused = std::get_if<Refusal>(&ruling);
    return refused == nullptr ? "" : refused->said.english;
}

CodedPassage made(const Ruling& ruling) { return coded_passage_from(std::get<Decision>(ruling).drafts.front().state); }

CodedPassage passage_of(int coder, std::string_view passage, PassageKind kind, std::int64_t question = 1, std::int64_t submission = 7) {
    const std::size_t begin = words.find(passage);
    const auto place = place_of(submission, 1, words, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + passage.size())});
    CodedPassage coded{"two-shores-2031", *place, coder, {}, false};
    coded.code.kind = kind;
    coded.code.question = question;
    return coded;
}

PlacedPassage placed(const CodedPassage& passage) { return {passage, *find_passage(words, passage.place)}; }

TEST(PassagePlaceTest, WordsAreFoundAgainInABetterReading) {
    const auto place = place_of(7, 1, words, {static_cast<std::uint32_t>(words.find("light the")), static_cast<std::uint32_t>(words.find(" at dusk") + 8)});
    ASSERT_TRUE(place);
    EXPECT_EQ(place->words, "light the lamps at dusk");
    EXPECT_EQ(place->paragraph, 3);
    const std::string better = "A title that was overlooked\n\nWe propose that the Registrar light\nthe lamps at  dusk.";
    const auto found = find_passage(better, *place);
    ASSERT_TRUE(found);
    EXPECT_EQ(single_blanks(std::string_view(better).substr(found->begin, found->end - found->begin)), "light the lamps at dusk");
    EXPECT_FALSE(find_passage("Nothing of it stands here.", *place));
}

TEST(PassagePlaceTest, OfTheSameWordsTheRightOnesAreMeant) {
    const std::size_t second = words.rfind("The lamps of the harbour");
    const auto place = place_of(7, 1, words, {static_cast<std::uint32_t>(second), static_cast<std::uint32_t>(second + 24)});
    ASSERT_TRUE(place);
    EXPECT_EQ(place->occurrence, 2);
    EXPECT_EQ(find_passage(words, *place)->begin, second);
    EXPECT_NE(key_of(*place), key_of({7, 1, 2, place->words, 1}));
}

TEST(PassagePlaceTest, AMarkInsideOfAWordTakesTheWholeWordAndOneBetweenWordsNothing) {
    EXPECT_EQ(place_of(7, 1, words, {7, 9})->words, "lamps");
    EXPECT_FALSE(place_of(7, 1, words, {11, 13}));
}

RC_GTEST_PROP(PassagePlaceTest, EveryMarkIsFoundWhereItWasMade, ()) {
    const auto begin = *rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(words.size() - 1));
    const auto end = *rc::gen::inRange<std::uint32_t>(begin + 1, static_cast<std::uint32_t>(words.size() + 1));
    const auto place = place_of(7, 1, words, {begin, end});
    if (!place) return;
    const auto found = find_passage(words, *place);
    RC_ASSERT(found.has_value());
    RC_ASSERT(single_blanks(words.substr(found->begin, found->end - found->begin)) == place->words);
    RC_ASSERT(place_of(7, 1, words, *found) == place);
    RC_ASSERT(passage_place_from(to_json(*place)) == *place);
}

TEST(CodingTest, APassageIsCodedConfidentiallyAndNamesItsSubmission) {
    const Ruling ruling = decide(state_of_two(), request("code", anna, marked("light the lamps at dusk", "proposal", 3)));
    ASSERT_EQ(refusal(ruling), "");
    const auto& draft = std::get<Decision>(ruling).drafts.front();
    EXPECT_TRUE(draft.confidential);
    EXPECT_EQ(draft.state.text("submission"), "submission:two-shores-2031:7");
    EXPECT_EQ(draft.after_revision, 0);
    EXPECT_EQ(draft.subject, subject_of(made(ruling)));
    EXPECT_TRUE(draft.subject.starts_with("passage:two-shores-2031:7:1-") && draft.subject.ends_with(":coder1"));
    EXPECT_EQ(made(ruling).code.kind, PassageKind::proposal);
}

TEST(CodingTest, WhatCannotBeCodedIsRefusedWithItsReason) {
    const CodingState state = state_of_two();
    EXPECT_NE(refusal(decide(state, request("code", stranger, marked("light the lamps", "proposal")))).find("no coder"), std::string::npos);
    EXPECT_NE(refusal(decide(state, request("code", keeper, marked("light the lamps", "proposal")))).find("no coder"), std::string::npos);
    EXPECT_NE(refusal(decide(state, request("code", anna, marked("light the lamps", "wish")))).find("no kind"), std::string::npos);
    EXPECT_NE(refusal(decide(state, request("code", anna, marked("light the lamps", "proposal", 4)))).find("no question 4"), std::string::npos);
    EXPECT_NE(refusal(decide(state, request("code", anna, json::Object{{"part", 2}, {"begin", 0}, {"end", 5}, {"kind", "obstacle"}}))).find("no words"), std::string::npos);
    json::Value fields = marked("Boats wait outside", "obstacle");
    fields.put("addressee", "the Registrar");
    EXPECT_NE(refusal(decide(state, request("code", anna, fields))).find("only a proposal"), std::string::npos);
    fields = marked("Boats wait outside", "obstacle");
    fields.put("themes", json::Array{"M-no-such-theme"});
    EXPECT_NE(refusal(decide(state, request("code", anna, fields))).find("no theme"), std::string::npos);
    fields = marked("Boats wait outside", "obstacle");
    fields.put("paragraph", "op99");
    EXPECT_NE(refusal(decide(state, request("code", anna, fields))).find("op99"), std::string::npos);
    CodingState withdrawn = state_of_two();
    withdrawn.status = SubmissionStatus::withdrawn;
    EXPECT_NE(refusal(decide(withdrawn, request("code", anna, marked("light the lamps", "proposal")))).find("withdrawn"), std::string::npos);
}

TEST(CodingTest, WhoeverSawAnOlderStateIsToldSo) {
    CodingState state = state_of_two();
    const auto first = passage_of(1, "Boats wait outside", PassageKind::obstacle);
    state.coded.push_back({first, 2});
    Request again = request("code", anna, marked("Boats wait outside", "challenge"));
    again.seen_revision = 1;
    EXPECT_NE(refusal(decide(state, again)).find("changed this"), std::string::npos);
    again.seen_revision = 2;
    const Ruling ruling = decide(state, again);
    ASSERT_EQ(refusal(ruling), "");
    EXPECT_EQ(std::get<Decision>(ruling).drafts.front().after_revision, 2);
    EXPECT_NE(refusal(decide(state, request("code", anna, marked("Boats wait outside", "obstacle")))).find("nothing to record"), std::string::npos);
}

TEST(CodingTest, WhatWasTakenBackIsCodedAgainAsItsNextRevision) {
    CodingState state = state_of_two();
    auto first = passage_of(1, "Boats wait outside", PassageKind::obstacle);
    state.coded.push_back({first, 1});
    const Ruling back = decide(state, request("take back code", anna, json::Object{{"key", key_of(first.place)}}));
    ASSERT_EQ(refusal(back), "");
    EXPECT_TRUE(made(back).withdrawn);
    EXPECT_NE(refusal(decide(state, request("take back code", bert, json::Object{{"key", key_of(first.place)}}))).find("nothing"), std::string::npos);
    state.coded.clear();
    first.withdrawn = true;
    state.taken_back.push_back({first, 2});
    const Ruling again = decide(state, request("code", anna, marked("Boats wait outside", "challenge")));
    ASSERT_EQ(refusal(again), "");
    EXPECT_EQ(std::get<Decision>(again).drafts.front().after_revision, 2);
    EXPECT_FALSE(made(again).withdrawn);
}

TEST(CodingTest, CodersAreOnlyAddedAndBlindnessStaysOnceCodingBegan) {
    CodingState state = state_of_two();
    const auto coders = [](std::initializer_list<record::Actor> all) {
        json::Array list;
        for (const auto& one : all) list.push_back(record::to_json(one));
        return list;
    };
    EXPECT_NE(refusal(decide(state, request("set desk", anna, json::Object{{"coders", coders({anna})}}))).find("keep"), std::string::npos);
    EXPECT_NE(refusal(decide(state, request("set desk", keeper, json::Object{{"coders", coders({anna})}}))).find("bert"), std::string::npos);
    const Ruling added = decide(state, request("set desk", keeper, json::Object{{"coders", coders({stranger, bert, anna})}}));
    ASSERT_EQ(refusal(added), "");
    const Desk desk = desk_from(std::get<Decision>(added).drafts.front().state);
    EXPECT_EQ(desk.coder(anna), 1);
    EXPECT_EQ(desk.coder(bert), 2);
    EXPECT_EQ(desk.coder(stranger), 3);
    state.begun = true;
    EXPECT_NE(refusal(decide(state, request("set desk", keeper, json::Object{{"coders", coders({anna, bert})}, {"blind", false}}))).find("begun"), std::string::npos);
}

TEST(CodingTest, BlindCodersSeeOneAnotherOnlyWhenAllAreDone) {
    const Desk desk{"two-shores-2031", {anna, bert}, true};
    EXPECT_TRUE(may_see(desk, {}, {1, false}, 1));
    EXPECT_FALSE(may_see(desk, {}, {1, false}, 2));
    EXPECT_FALSE(may_see(desk, {1}, {1, false}, 2));
    EXPECT_FALSE(may_see(desk, {1}, {1, true}, 2)) << "keeping the consultation is no way around being blind";
    EXPECT_TRUE(may_see(desk, {2, 1}, {1, false}, 2));
    EXPECT_TRUE(may_see(desk, {}, {0, true}, 2));
    EXPECT_FALSE(may_see(desk, {1, 2}, {0, false}, 2));
    EXPECT_TRUE(may_see(Desk{"x", {anna, bert}, false}, {}, {1, false}, 2));
}

TEST(CodingTest, WhoIsDoneChangesNothingAnyMore) {
    CodingState state = state_of_two();
    const Ruling ruling = decide(state, request("done reading", anna));
    ASSERT_EQ(refusal(ruling), "");
    EXPECT_EQ(std::get<Decision>(ruling).drafts.front().subject, "read:two-shores-2031:7:coder1");
    state.done = {1};
    EXPECT_NE(refusal(decide(state, request("code", anna, marked("Boats wait outside", "obstacle")))).find("done"), std::string::npos);
    EXPECT_EQ(refusal(decide(state, request("code", bert, marked("Boats wait outside", "obstacle")))), "");
}

TEST(CodingTest, ADifferenceIsSettledWithAReasonWhenAllAreDone) {
    CodingState state = state_of_two();
    const auto one = passage_of(1, "Boats wait outside", PassageKind::obstacle), other = passage_of(2, "harbour are lit too late. Boats wait outside", PassageKind::challenge);
    state.coded = {{one, 1}, {other, 1}};
    Request settle = request("settle", keeper, json::Object{{"key", key_of(other.place)}, {"kind", "challenge"}});
    EXPECT_NE(refusal(decide(state, settle)).find("not done"), std::string::npos);
    state.done = {1, 2};
    EXPECT_NE(refusal(decide(state, settle)).find("say why"), std::string::npos);
    settle.by.why = "the harbour says so itself";
    const Ruling ruling = decide(state, settle);
    ASSERT_EQ(refusal(ruling), "");
    const auto& draft = std::get<Decision>(ruling).drafts.front();
    const Settlement settled = settlement_from(draft.state);
    EXPECT_EQ(settled.code.kind, PassageKind::challenge);
    EXPECT_EQ(settled.passages, (std::vector<std::string>{subject_of(one), subject_of(other)}));
    EXPECT_TRUE(draft.confidential);
    EXPECT_EQ(draft.why, "the harbour says so itself");
    state.settled = {{settled, 3}};
    settle.seen_revision = 2;
    EXPECT_NE(refusal(decide(state, settle)).find("changed this"), std::string::npos);
    const auto all = counted({placed(one), placed(other)}, {settled});
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all.front().standing, Standing::settled);
    EXPECT_EQ(all.front().code.kind, PassageKind::challenge);
}

TEST(CodingTest, WhatAllSeeAlikeNeedsNoSettling) {
    CodingState state = state_of_two();
    state.coded = {{passage_of(1, "Boats wait outside", PassageKind::obstacle), 1}, {passage_of(2, "Boats wait outside", PassageKind::obstacle), 1}};
    state.done = {1, 2};
    Request settle = request("settle", keeper, json::Object{{"key", key_of(state.coded.front().passage.place)}});
    settle.by.why = "to be sure";
    EXPECT_NE(refusal(decide(state, settle)).find("nothing to settle"), std::string::npos);
}

TEST(CodingTest, UnitsAreByOverlapAndEachCoderOnce) {
    const std::vector<PlacedPassage> passages = {
        placed(passage_of(1, "Boats wait outside", PassageKind::obstacle)),
        placed(passage_of(1, "harbour are lit too late", PassageKind::challenge)),
        placed(passage_of(2, "The lamps of the harbour are lit too late. Boats wait outside", PassageKind::obstacle)),
        placed(passage_of(2, "light the lamps at dusk", PassageKind::proposal)),
    };
    const auto units = units_of(elsewhere(passages));
    ASSERT_EQ(units.size(), 3U);
    EXPECT_EQ(units[0].passages, (std::vector<std::size_t>{1, 2})) << "the longer overlap makes the unit";
    EXPECT_EQ(units[1].passages, (std::vector<std::size_t>{0}));
    EXPECT_EQ(units[2].passages, (std::vector<std::size_t>{3}));
    const auto all = counted(passages, {});
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].standing, Standing::open);
    EXPECT_EQ(all[1].standing, Standing::one_coder);
}

RC_GTEST_PROP(CodingTest, EveryPassageIsInOneUnitInWhateverOrderTheyCome, ()) {
    const auto count = *rc::gen::inRange<std::size_t>(0, 12);
    std::vector<PlacedPassage> passages;
    for (std::size_t i = 0; i < count; ++i) {
        const auto begin = *rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(words.size() - 1));
        const auto place = place_of(*rc::gen::inRange<std::int64_t>(1, 3), 1, words, {begin, begin + *rc::gen::inRange<std::uint32_t>(1, 60)});
        if (!place) continue;
        CodedPassage passage{"two-shores-2031", *place, *rc::gen::inRange(1, 4), {}, false};
        const auto same = [&](const PlacedPassage& one) { return subject_of(one.passage) == subject_of(passage); };
        if (std::none_of(passages.begin(), passages.end(), same)) passages.push_back({passage, *find_passage(words, *place)});
    }
    const auto subjects = [](const std::vector<PlacedPassage>& of) {
        std::vector<std::vector<std::string>> all;
        for (const Unit& unit : units_of(elsewhere(of))) {
            std::vector<std::string> names;
            for (const std::size_t i : unit.passages) names.push_back(subject_of(of[i].passage));
            all.push_back(names);
        }
        return all;
    };
    const auto units = subjects(passages);
    std::size_t inside = 0;
    for (const auto& unit : units) inside += unit.size();
    RC_ASSERT(inside == passages.size());
    std::reverse(passages.begin(), passages.end());
    RC_ASSERT(subjects(passages) == units);
}

TEST(CodingTest, EveryStateIsReadAsItWasWritten) {
    auto passage = passage_of(2, "light the lamps at dusk", PassageKind::proposal, 2);
    passage.code.themes = {"SDG-14"};
    passage.code.addressee = "the Registrar";
    passage.code.affected = {"boat crews"};
    passage.code.paragraph = "op16";
    passage.code.note = "said twice";
    EXPECT_EQ(coded_passage_from(to_json(passage)), passage);
    const Settlement settled{passage.call, passage.place, passage.code, false, {subject_of(passage)}};
    EXPECT_EQ(settlement_from(to_json(settled)), settled);
    const Settlement none{passage.call, passage.place, {}, true, {subject_of(passage)}};
    EXPECT_EQ(settlement_from(to_json(none)), none);
    const ReadingDone done{passage.call, 7, 2, true};
    EXPECT_EQ(reading_done_from(to_json(done)), done);
    EXPECT_EQ(submission_in_source(source_of(passage.place)), 7);
    EXPECT_THROW(code_from(json::Object{{"kind", "wish"}}), Error);
}

}  // namespace
}  // namespace comity::consultations
