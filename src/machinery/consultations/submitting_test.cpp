#include <gtest/gtest.h>

#include "machinery/consultations/sentences.hpp"
#include "machinery/consultations/testing.hpp"
#include "record/erasure.hpp"
#include "record/verification.hpp"

namespace comity::consultations {
namespace {

using namespace testing;

// --- what must never happen ------------------------------------------------------------------------------------------------------

TEST(Submissions, EveryEntryOfOneIsConfidentialWhateverIsDoneWithIt) {
    World c;
    c.open_call();
    const auto number = c.hand_in("Lamps light the way.", delegate(ardune));
    c.act("correct", World::about(number), json::Object{}, delegate(ardune), {typed_words("Lamps and moons light the way.")});
    c.act("release", World::about(number), json::Object{});
    const auto history = c.snapshot().history(World::about(number));
    ASSERT_EQ(history.size(), 2U);
    for (const record::Entry& entry : history) {
        EXPECT_TRUE(entry.confidential);
        EXPECT_EQ(entry.on_behalf_of, ardune);
        EXPECT_TRUE(is_closed_kind(entry.kind));
    }
    EXPECT_FALSE(c.snapshot().last(release_subject("lamps-2031", number))->confidential);
}

TEST(Submissions, NothingOfAConfidentialOneIsReleased) {
    World c;
    c.open_call();
    const auto number = c.hand_in("A witness told us.", delegate(ardune), json::Object{{"confidentiality", "confidential"}});
    EXPECT_EQ(refusal_of([&] { c.act("release", World::about(number), json::Object{}); }), sentences::submission_confidential.id);
    Handed open = typed_words("This everybody may read."), closed = typed_words("This nobody else may read.");
    closed.closed = true;
    const auto mixed = *number_in(c.act("hand in", "lamps-2031", json::Object{}, delegate(tarrow), {open, closed}).subject);
    c.act("release", World::about(mixed), json::Object{});
    const auto released = releases(c.snapshot(), "lamps-2031");
    ASSERT_EQ(released.size(), 1U);
    ASSERT_EQ(released[0].release.texts.size(), 1U);
    EXPECT_EQ(content(c.snapshot(), released[0].release.texts[0]), "This everybody may read.");
    const auto all_closed = *number_in(c.act("hand in", "lamps-2031", json::Object{}, delegate(tarrow), {closed}).subject);
    EXPECT_EQ(refusal_of([&] { c.act("release", World::about(all_closed), json::Object{}); }), sentences::submission_all_closed.id);
}

TEST(Submissions, ANameThatIsWithheldIsInNoPublicEntryAndInNoPublicWord) {
    World c;
    c.open_call();
    const auto number = c.hand_in("The Kingdom of Ardune has four lamps.", delegate(ardune), json::Object{{"confidentiality", "name withheld"}});
    EXPECT_EQ(refusal_of([&] { c.act("release", World::about(number), json::Object{}); }), sentences::submission_names_contributor.id);
    EXPECT_EQ(refusal_of([&] { c.act("release", World::about(number), json::Object{{"words", "ARDUNE has four lamps."}}); }), sentences::submission_names_contributor.id);
    c.act("release", World::about(number), json::Object{{"words", "[A State] has four lamps."}});
    const auto entry = c.snapshot().last(release_subject("lamps-2031", number));
    const std::string canonical = record::canonical_form(*entry);
    EXPECT_EQ(canonical.find("Ardune"), std::string::npos) << canonical;
    EXPECT_EQ(canonical.find("XAR"), std::string::npos) << canonical;
    EXPECT_EQ(releases(c.snapshot(), "lamps-2031")[0].release.contributor, (Contributor{"", "", "state"}));
}

TEST(Submissions, NoStateActsForAnother) {
    World c;
    c.open_call();
    const auto number = c.hand_in("Lamps light the way.", delegate(ardune));
    EXPECT_EQ(refusal_of([&] { c.hand_in("We agree.", delegate(tarrow), json::Object{{"from", "Ardune"}}); }), sentences::contributor_of_another.id);
    for (const char* act : {"correct", "withdraw submission", "accept", "refuse", "release"}) {
        EXPECT_EQ(refusal_of([&] { c.act(act, World::about(number), json::Object{}, delegate(tarrow), {typed_words("Other words.")}); }), sentences::submission_unknown.id) << act << ": not even that it is there";
    }
    EXPECT_EQ(refusal_of([&] { c.act("correct", World::about(number), json::Object{{"from", "Tarrow"}}, delegate(ardune)); }), sentences::contributor_of_another.id);
    EXPECT_EQ(refusal_of([&] { c.hand_in("From nobody.", delegate("")); }), sentences::contributor_nameless.id);
    EXPECT_EQ(c.stands(number).contributor.actor, ardune);
    // The same with the two exchanged: nothing hangs on which of them it is.
    World other;
    other.open_call();
    const auto theirs = other.hand_in("Lamps light the way.", delegate(tarrow));
    EXPECT_EQ(refusal_of([&] { other.act("withdraw submission", World::about(theirs), json::Object{}, delegate(ardune)); }), sentences::submission_unknown.id);
    EXPECT_EQ(other.stands(theirs).marks, c.stands(number).marks);
    EXPECT_EQ(other.stands(theirs).status, c.stands(number).status);
}

TEST(Submissions, WhatAContributorMayNotDoIsForWhoKeepsTheConsultation) {
    World c;
    c.open_call();
    const auto number = c.hand_in("Lamps light the way.", delegate(ardune));
    for (const char* act : {"accept", "refuse", "release"}) {
        EXPECT_EQ(refusal_of([&] { c.act(act, World::about(number), json::Object{}, delegate(ardune)); }), sentences::call_not_yours.id) << act;
    }
    c.after_the_deadline();
    const auto late = c.hand_in("Another view.", delegate(ardune), json::Object{{"received", "2031-05-01"}, {"received_moment", "2031-05-01T00:00:00Z"}});
    EXPECT_TRUE(c.stands(late).has(marks::late)) << "a contributor does not say when it was in time";
}

TEST(Submissions, AfterTheDeadlineNothingIsInTime) {
    World c;
    c.open_call();
    c.now = 1935590400;  // 3 May 2031, 16:00 UTC: the very moment
    const auto in_time = c.hand_in("At the last moment.", delegate(ardune));
    EXPECT_EQ(c.stands(in_time).status, SubmissionStatus::registered);
    c.now += 1;
    const auto late = c.hand_in("A moment later.", delegate(tarrow));
    EXPECT_EQ(c.stands(late).status, SubmissionStatus::waiting);
    EXPECT_TRUE(c.stands(late).has(marks::late));
    EXPECT_EQ(refusal_of([&] { c.act("correct", World::about(in_time), json::Object{}, delegate(ardune), {typed_words("Quite another view.")}); }), sentences::submission_too_late_to_correct.id)
        << "what came in time is not exchanged for something else";
    EXPECT_EQ(refusal_of([&] { c.act("release", World::about(late), json::Object{}); }), sentences::submission_waits.id);
    c.act("accept", World::about(late), json::Object{});
    c.act("release", World::about(late), json::Object{});
    EXPECT_TRUE(releases(c.snapshot(), "lamps-2031")[0].release.late) << "the mark stays";
}

TEST(Submissions, AnErasedOneLeavesNothingAndTakesNobodyElseAlong) {
    World c;
    c.open_call();
    const std::string words = "We ask for lamps at every quay of the sea, and for oil that is paid for.";
    const auto first = c.hand_in(words, delegate(ardune)), second = c.hand_in(words, delegate(tarrow));
    c.act("release", World::about(first), json::Object{});
    c.act("release", World::about(second), json::Object{});
    const std::string bytes = c.stands(first).parts[0].text;
    record::erase(c->record(), {{World::about(first)}, {"operator at the command line", "jane"}, std::nullopt, "names a witness", "rules, 4"});
    EXPECT_FALSE(submission(c.snapshot(), "lamps-2031", first));
    EXPECT_EQ(content(c.snapshot(), bytes), "");
    const auto released = releases(c.snapshot(), "lamps-2031");
    ASSERT_EQ(released.size(), 1U) << "what was public of it goes, too";
    EXPECT_EQ(released[0].release.number, second);
    EXPECT_EQ(words_of(c.snapshot(), c.stands(second)), words) << "the same words of another stay";
    EXPECT_EQ(content(c.snapshot(), released[0].release.texts[0]), words);
    EXPECT_TRUE(campaigns(c.snapshot(), "lamps-2031").empty());
    const auto third = c.hand_in("A third view.", delegate(ardune));
    EXPECT_NE(third, first) << "a number is never given twice";
    EXPECT_TRUE(record::verify(c->record()).findings.empty());
}

TEST(Submissions, WhoeverWasFasterIsNotPassedOver) {
    World c;
    c.open_call(json::Object{{"words", 2}});
    const auto number = c.hand_in("More words than two.", delegate(ardune));
    c.act("accept", World::about(number), json::Object{}, officer(), {}, 1);
    EXPECT_EQ(refusal_of([&] { c.act("refuse", World::about(number), json::Object{}, because("too long"), {}, 1); }), sentences::changed_meanwhile.id);
    EXPECT_EQ(c.stands(number).status, SubmissionStatus::registered);
}

TEST(Submissions, WhatWasPutDownToAnotherByMistakeIsNotTheirsToRead) {
    World c;
    c.open_call();
    const auto number = c.hand_in("On paper.", officer(), json::Object{{"from", "Ardune"}, {"form", "paper"}});
    const auto first = c.snapshot().last(World::about(number));
    EXPECT_EQ(party_of(c.snapshot(), *first), ardune);
    c.act("correct", World::about(number), json::Object{{"from", "Tarrow"}}, because("the envelope was mixed up"));
    EXPECT_EQ(party_of(c.snapshot(), *first), tarrow) << "of every revision";
}

// --- what can be done ------------------------------------------------------------------------------------------------------------

TEST(Submissions, AreRegisteredWithAllThatIsKnown) {
    World c;
    c.open_call();
    const auto done = c.act("hand in", "lamps-2031", json::Object{{"from", "the Kingdom of Ardune"}, {"form", "paper"}, {"received", "2030-12-31"}, {"language", "fr"}}, officer(), {typed_words("Des lampes.")});
    const Submission made = c.stands(*number_in(done.subject));
    EXPECT_EQ(made.number, done.position) << "its number is that of its receipt";
    EXPECT_EQ(made.contributor, (Contributor{ardune, "Ardune", "state"}));
    EXPECT_EQ(made.received, "2030-12-30T23:00:00Z");
    EXPECT_EQ(made.language, "fr");
    EXPECT_EQ(made.words(), 2);
    EXPECT_EQ(refusal_of([&] { c.act("hand in", "lamps-2031", json::Object{{"from", "Ardune"}, {"received", "2031-01-02"}}, officer(), {typed_words("x y")}); }), sentences::submission_received_when.id);
}

TEST(Submissions, OfThoseInNoListHaveANameAndAKind) {
    World c;
    c.open_call();
    EXPECT_EQ(refusal_of([&] { c.hand_in("Oil.", officer(), json::Object{{"from", "Harbour Watch"}}); }), sentences::contributor_nameless.id);
    EXPECT_EQ(refusal_of([&] { c.hand_in("Oil.", officer(), json::Object{{"from", "Harbour Watch"}, {"kind", "pirate"}}); }), sentences::contributor_nameless.id);
    const auto number = c.hand_in("Oil.", officer(), json::Object{{"from", "Harbour Watch"}, {"kind", "ngo"}});
    EXPECT_EQ(c.stands(number).contributor, (Contributor{"", "Harbour Watch", "ngo"}));
    EXPECT_FALSE(c.snapshot().last(World::about(number))->on_behalf_of);
}

TEST(Submissions, WrongInFormWaitForADecisionThatIsAnEntry) {
    World c;
    c.open_call(json::Object{{"words", 3}, {"languages", "en; fr"}, {"kinds", "state; igo"}});
    const auto number = c.hand_in("Muchas palabras sobre las luces.", officer(), json::Object{{"from", "Harbour Watch"}, {"kind", "ngo"}, {"language", "es"}});
    EXPECT_EQ(c.stands(number).marks, (std::vector<std::string>{"over the limit", "other language", "kind not asked"}));
    EXPECT_EQ(refusal_of([&] { c.act("refuse", World::about(number), json::Object{}); }), sentences::call_say_why.id);
    c.act("refuse", World::about(number), json::Object{}, because("not among those who are asked"));
    EXPECT_EQ(c.stands(number).status, SubmissionStatus::refused);
    EXPECT_EQ(c.snapshot().last(World::about(number))->why, "not among those who are asked");
    EXPECT_EQ(refusal_of([&] { c.act("accept", World::about(number), json::Object{}); }), sentences::submission_ended.id);
}

TEST(Submissions, AreWithdrawnUntilTheyAreReleased) {
    World c;
    c.open_call();
    const auto first = c.hand_in("One view.", delegate(ardune)), second = c.hand_in("Two views.", delegate(tarrow));
    c.act("withdraw submission", World::about(first), json::Object{}, delegate(ardune));
    EXPECT_EQ(c.stands(first).status, SubmissionStatus::withdrawn);
    EXPECT_EQ(refusal_of([&] { c.act("release", World::about(first), json::Object{}); }), sentences::submission_ended.id);
    c.act("release", World::about(second), json::Object{});
    EXPECT_EQ(refusal_of([&] { c.act("withdraw submission", World::about(second), json::Object{}, delegate(tarrow)); }), sentences::submission_released.id);
    c.hand_in("One view.", delegate(ardune));  // what was withdrawn may come again
}

TEST(Submissions, TheSameWordsOfOneContributorComeInOnceAndOfManyAreACampaign) {
    World c;
    c.open_call();
    const std::string words = "We call for lamps on all quays of the sea and for the keepers who tend them by night to be paid as those of the day.";
    const auto first = c.hand_in(words, delegate(ardune));
    EXPECT_EQ(refusal_of([&] { c.hand_in(words, delegate(ardune)); }), sentences::submission_there.id);
    const auto second = c.hand_in(words + " We are from the delta.", delegate(tarrow));
    const auto third = c.hand_in("Oil is dear, and nobody knows what becomes of it between the ship and the lamp.", officer(), json::Object{{"from", "Harbour Watch"}, {"kind", "ngo"}});
    EXPECT_EQ(campaigns(c.snapshot(), "lamps-2031"), (std::vector<std::vector<std::int64_t>>{{first, second}}));
    EXPECT_EQ(submissions(c.snapshot(), "lamps-2031").size(), 3U) << "no voice is dropped";
    EXPECT_EQ(c.stands(third).status, SubmissionStatus::registered);
}

TEST(Submissions, ComeInFromFilesMailAndFolders) {
    World c;
    c.open_call();
    c.file("in/Ardune/view.txt", "Lamps light the way.\n");
    c.file("in/Ardune/annex.txt", "Four lamps are listed here.\n");
    c.file("in/mail.eml", "From: \"Two Shores League\" <office@league.example>\nSubject: Our view\nContent-Type: text/plain; charset=utf-8\n\nWe have looked into the dark.\n");
    c.file("in/nameless.txt", "Nobody says who wrote this.\n");
    const auto taken = take_in(*c, {"take in", "lamps-2031", json::Object{{"paths", c.file("in/empty.txt", "").parent_path().string()}}, officer(), {}}, c.clock);
    ASSERT_EQ(taken.size(), 4U);
    EXPECT_TRUE(taken[0].done) << taken[0].reason;
    EXPECT_FALSE(taken[1].done) << "an empty file of nobody";
    EXPECT_TRUE(taken[2].done) << taken[2].reason;
    EXPECT_FALSE(taken[3].done);
    const auto all = submissions(c.snapshot(), "lamps-2031");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].submission.contributor.name, "Ardune");
    EXPECT_EQ(all[0].submission.parts.size(), 2U);
    EXPECT_EQ(all[1].submission.form, "e-mail");
    EXPECT_EQ(all[1].submission.contributor.name, "Two Shores League");
}

}  // namespace
}  // namespace comity::consultations
