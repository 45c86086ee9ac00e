#include "machinery/holdings/correction.hpp"

#include <gtest/gtest.h>

#include "machinery/holdings/applying.hpp"
#include "machinery/holdings/rule.hpp"
#include "machinery/holdings/testing.hpp"
#include "record/verification.hpp"

namespace comity::holdings {
namespace {

using testing::Collection;

const std::string orchards = R"(symbol A/RES/60/1
title Orchards of Ruritania
date 2005-12-16
pp Recalling its resolution 59/1 on orchards,
x Mindful that bees are few,
op 1 Requests the gardeners to water; Decides to meet again.
op 2 Calls upon all States to plant pears | and plums every spring.
)";

std::vector<std::string> ids(const document::Document& document) {
    std::vector<std::string> out;
    for (const auto& paragraph : document.paragraphs) out.push_back(paragraph.id);
    return out;
}
using Ids = std::vector<std::string>;

/// The sentence with which a request is refused; fails if it isn't.
std::string refusal(const Collection& collection, const Change& change, Fault fault = Fault::bad_request) {
    const auto before = collection->record().snapshot().size();
    try {
        collection.correct("60/1", change);
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), fault) << error.what();
        EXPECT_EQ(collection->record().snapshot().size(), before);  // a refused request changes nothing
        return error.what();
    }
    ADD_FAILURE() << "was not refused";
    return {};
}

class Corrections : public ::testing::Test {
protected:
    Collection collection;
    std::string hash = collection.add(orchards);
    [[nodiscard]] document::Document shown() const { return collection.show(hash).document; }
    void TearDown() override {
        const auto checked = record::verify(collection->record());
        EXPECT_TRUE(checked.findings.empty()) << checked.findings.front().what << ": " << checked.findings.front().sentence;
    }
};

TEST_F(Corrections, SetAFactInTheListAndInTheText) {
    const auto result = collection.correct("60/1", SetFact{"title", "Orchards of Ruritania and Graustark"});
    EXPECT_EQ(result.revision, 1);
    EXPECT_EQ(result.document, "A/RES/60/1");
    EXPECT_EQ(shown().title, "Orchards of Ruritania and Graustark");
    EXPECT_EQ(collection->list({}).items.at(0).title, "Orchards of Ruritania and Graustark");
    EXPECT_TRUE(collection->list({}).items.at(0).corrected);
}

TEST_F(Corrections, OfTheSameThingAreRevisionsOfOneSubject) {
    collection.correct("60/1", SetFact{"title", "Pears"});
    const auto second = collection.correct("60/1", SetFact{"title", "Plums"});
    EXPECT_EQ(second.revision, 2);
    const auto corrections = collection.show("60/1").corrections;
    ASSERT_EQ(corrections.size(), 1U);
    EXPECT_EQ(corrections[0].correction.was, "Orchards of Ruritania");
    EXPECT_EQ(collection->history(collection->find("60/1")).size(), 3U);
}

TEST_F(Corrections, OfTheSymbolTakeWhatItSaysAlong) {
    collection.correct("60/1", SetFact{"symbol", "61/7"});
    const auto item = collection->find("A/RES/61/7");
    EXPECT_EQ(item.session, "61");
    EXPECT_EQ(item.number_in_session, "7");
    EXPECT_THROW((void)collection->find("60/1"), Error);
}

TEST_F(Corrections, MakeAParagraphOfTheTextProper) {
    collection.correct("60/1", SetParagraph{"x1", "preambular", {}, {}, {}});
    EXPECT_EQ(ids(shown()), (Ids{"pp1", "pp2", "op1", "op2", "x1"}));
    EXPECT_EQ(shown().paragraphs[1].opening, "Mindful");
    EXPECT_EQ(collection.show(hash).corrections.at(0).fit, Fit::applied);
}

TEST_F(Corrections, JoinWhatTheReaderParted) {
    collection.correct("60/1", JoinWithNext{"op2"});
    const auto document = shown();
    EXPECT_EQ(ids(document), (Ids{"pp1", "x1", "op1", "op2"}));
    EXPECT_EQ(document.paragraphs.back().text, "Calls upon all States to plant pears and plums every spring.");
}

TEST_F(Corrections, PartWhatTheReaderJoined) {
    collection.correct("60/1", SplitAt{"op1", "Decides to meet", "1 bis"});
    const auto document = shown();
    EXPECT_EQ(document.paragraphs.at(2).text, "Requests the gardeners to water;");
    EXPECT_EQ(document.paragraphs.at(3).text, "Decides to meet again.");
    EXPECT_EQ(document.paragraphs.at(3).number, "1 bis");
    EXPECT_EQ(document.paragraphs.at(3).lines.front().first, 6U);
    EXPECT_EQ(collection->search("\"to meet again\"").hits.at(0).paragraph, document.paragraphs.at(3).id);
}

TEST_F(Corrections, MaySpeakOfWhatAnotherHasCutOut) {
    collection.correct("60/1", SplitAt{"op1", "Decides", "2"});
    const std::string cut = shown().paragraphs.at(3).id;
    collection.correct("60/1", SetParagraph{cut, {}, "9", "Decides", {}});
    EXPECT_EQ(shown().paragraphs.at(3).id, "op9");
    EXPECT_EQ(shown().paragraphs.at(3).opening, "Decides");
}

TEST_F(Corrections, MoveCitationsAlong) {
    collection.correct("60/1", SetParagraph{"pp1", "operative", "7", {}, {}});
    EXPECT_EQ(shown().citations.at(0).in, "op7");
    EXPECT_EQ(shown().citations.at(0).target, "A/RES/59/1");
}

TEST_F(Corrections, CanBeTakenBack) {
    const auto made = collection.correct("60/1", SetParagraph{"x1", "preambular", {}, {}, {}});
    collection.correct("60/1", Withdraw{made.subject});
    EXPECT_EQ(ids(shown()), (Ids{"pp1", "x1", "op1", "op2", "x2"}));
    EXPECT_TRUE(collection.show(hash).corrections.empty());
    EXPECT_EQ(collection->history(collection->find(hash)).back().act, "withdraw");
    refusal(collection, Withdraw{made.subject});
}

TEST_F(Corrections, AreRefusedWithASentence) {
    EXPECT_NE(refusal(collection, SetFact{"colour", "red"}).find("title"), std::string::npos);
    EXPECT_NE(refusal(collection, SetFact{"date_adopted", "16 December"}).find("2023-12-19"), std::string::npos);
    refusal(collection, SetFact{"title", "Orchards of Ruritania"});
    EXPECT_NE(refusal(collection, SetFact{"title", {}}).find("why"), std::string::npos);
    refusal(collection, SetFact{"symbol", "not a symbol"});
    refusal(collection, SetFact{"kind", "letter"});
    refusal(collection, SetFact{"body", "Society of Gardeners"});
    refusal(collection, SetFact{"language", "xx"});
    refusal(collection, SetParagraph{"op99", "heading", {}, {}, {}});
    refusal(collection, SetParagraph{"op1", "verse", {}, {}, {}});
    refusal(collection, SetParagraph{"op1", "operative", {}, {}, {}});
    refusal(collection, SetParagraph{"op1", {}, {}, "Urges", {}});
    refusal(collection, JoinWithNext{"x2"});
    refusal(collection, SplitAt{"op1", "bananas", {}});
    refusal(collection, SplitAt{"op1", "Requests the", {}});
    refusal(collection, TakeOutOfView{});
    refusal(collection, PutBack{});
    refusal(collection, LetRuleChoose{});
    refusal(collection, ChooseReading{});
}

TEST_F(Corrections, AreRefusedIfSomebodyElseWasQuicker) {
    CorrectionRequest request;
    request.document = "60/1";
    request.change = SetFact{"title", "Pears"};
    request.who = testing::jane();
    request.seen_at = collection.show("60/1").as_of;
    collection->correct(request);
    request.change = SetFact{"title", "Plums"};
    try {
        collection->correct(request);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::conflict);
    }
    request.seen_at = collection.show("60/1").as_of;
    EXPECT_NO_THROW(collection->correct(request));
}

TEST_F(Corrections, OutliveABetterReader) {
    collection.correct("60/1", SetFact{"title", "Pears"});
    collection.correct("60/1", SetParagraph{"x1", "preambular", {}, {}, {}});
    collection.correct("60/1", JoinWithNext{"op2"});
    collection.open(2);  // has learnt not to part the second operative paragraph
    EXPECT_EQ(collection->overview().to_reread, 1U);
    EXPECT_EQ(record::verify(collection->record()).findings.size(), 1U);
    const auto summary = collection->rebuild();
    EXPECT_EQ(summary.reread, 1U);
    EXPECT_EQ(summary.changed, 1U);
    EXPECT_EQ(summary.no_longer_fit, 0U);
    const auto now = collection.show("60/1");
    EXPECT_EQ(now.document.title, "Pears");
    EXPECT_EQ(ids(now.document), (Ids{"pp1", "pp2", "op1", "op2"}));
    ASSERT_EQ(now.corrections.size(), 3U);
    EXPECT_EQ(now.corrections[1].fit, Fit::applied);
    EXPECT_EQ(now.corrections[2].fit, Fit::agrees);  // the reader now says so by itself
}

TEST_F(Corrections, AreListedWhenTheyNoLongerFit) {
    collection.correct("60/1", SetParagraph{"x2", {}, {}, {}, 2});
    EXPECT_TRUE(collection->corrections_to_review().empty());
    collection.open(2);
    EXPECT_EQ(collection->rebuild().no_longer_fit, 1U);
    const auto listed = collection->corrections_to_review();
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].fit, Fit::no_longer_fits);
    EXPECT_NE(listed[0].because.english.find("line 7"), std::string::npos) << listed[0].because.english;
    EXPECT_EQ(collection->overview().to_review, 1U);
    collection.correct("60/1", Withdraw{listed[0].subject});
    EXPECT_TRUE(collection->corrections_to_review().empty());
}

TEST_F(Corrections, TakeAFileOutOfViewWithItsReason) {
    collection.correct("60/1", TakeOutOfView{}, "a copy with errors");
    EXPECT_TRUE(collection->list({}).items.empty());
    EXPECT_EQ(collection->out_of_view().items.at(0).sha256, hash);
    EXPECT_TRUE(collection->search("gardeners").hits.empty());
    try {
        (void)collection.show(hash);
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("a copy with errors"), std::string::npos);
    }
    EXPECT_THROW((void)collection->source(collection->find(hash)), Error);
    refusal(collection, SetFact{"title", "Pears"}, Fault::refused);
    collection.correct(hash, PutBack{});
    EXPECT_EQ(collection->list({}).items.size(), 1U);
    EXPECT_EQ(collection->search("gardeners").hits.size(), 1U);
    EXPECT_EQ(collection->history(collection->find("60/1")).size(), 3U);
}

TEST(Correction, ComesBackFromJsonAsItWas) {
    Correction correction;
    correction.document = std::string(64, 'a');
    correction.what = Correction::What::split;
    correction.anchor = Anchor{3, "Recalling"};
    correction.second = Anchor{4, "Decides"};
    correction.kind = "operative";
    correction.number = "";
    correction.opening = "Decides";
    correction.level = 2;
    correction.withdrawn = true;
    EXPECT_EQ(correction_from(to_json(correction)), correction);
    Correction fact;
    fact.document = correction.document;
    fact.field = "title";
    fact.was = "Pears";
    EXPECT_EQ(correction_from(to_json(fact)), fact);
    EXPECT_NO_THROW(json::canonical(to_json(correction)));
}

TEST(Correction, RequestsComeBackFromJsonAsTheyWere) {
    const std::vector<Change> changes = {SetFact{"title", "Pears"}, SetFact{"title", {}},    SetParagraph{"op1", "heading", "", "Decides", 2},
                                         JoinWithNext{"op1"},       SplitAt{"op1", "a b", "3"}, TakeOutOfView{},
                                         PutBack{},                 ChooseReading{},            LetRuleChoose{},
                                         Withdraw{"correction:x"}};
    for (const auto& change : changes) {
        CorrectionRequest request{"60/1", change, testing::jane(), "Ruritania", "because", {}, 7};
        const auto value = to_json(request);
        EXPECT_EQ(to_json(correction_request_from(value)), value);
        EXPECT_EQ(correction_request_from(value).change.index(), change.index());
    }
    EXPECT_THROW(correction_request_from(json::Object{{"document", "60/1"}, {"change", "paint"}}), Error);
    EXPECT_THROW(correction_request_from(json::Object{{"document", "60/1"}, {"change", "fact"}, {"field", 3}}), Error);
    EXPECT_THROW(correction_request_from(json::Object{}), Error);
}

}  // namespace
}  // namespace comity::holdings
