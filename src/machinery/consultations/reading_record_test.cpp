// Reading, coding and reporting over a record, from the call to the letters: what stands, conflicts, erasure, rebuild. Invented words.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include <fmt/format.h>

#include "base/error.hpp"
#include "machinery/consultations/balance.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "machinery/consultations/report_check.hpp"
#include "machinery/consultations/report_document.hpp"
#include "machinery/consultations/similar_passages.hpp"
#include "machinery/consultations/testing.hpp"
#include "record/actor_form.hpp"
#include "record/erasure.hpp"
#include "record/verification.hpp"

namespace comity::consultations {
namespace {

using testing::ardune;
using testing::delegate;
using testing::tarrow;
using testing::World;

By coder(std::string name) {
    By by = testing::officer();
    by.who = {"secretariat officer", std::move(name)};
    return by;
}

constexpr std::string_view ardune_words = "Question 2\n\nThe lack of lamps prevents boats from coming in.\n\nWe propose that the Registrar publish a list of lamps.";
constexpr std::string_view tarrow_words = "The Registrar should publish a yearly list of lamps.";

class Desked : public ::testing::Test {
protected:
    World world;
    std::int64_t first = 0, second = 0;

    void SetUp() override {
        world.open_call();
        first = world.hand_in(std::string(ardune_words), delegate(ardune));
        second = world.hand_in(std::string(tarrow_words), delegate(tarrow, "00000000000000cc"), json::Object{{"confidentiality", "name withheld"}});
        json::Array coders;
        for (const std::string name : {"anna", "bert"}) coders.push_back(record::to_json(record::Actor{"coder", name}));
        act("set desk", "lamps-2031", json::Object{{"coders", std::move(coders)}}, testing::officer());
    }
    Done act(const std::string& what, const std::string& about, json::Value fields, By by, std::optional<std::int64_t> seen = {}) {
        return perform_reading(*world, {what, about, std::move(fields), std::move(by), seen});
    }
    Done code(std::int64_t number, std::string_view text, std::string_view words, std::string_view kind, const std::string& who, std::int64_t question = 2) {
        const std::size_t begin = text.find(words);
        return act("code", World::about(number), json::Object{{"part", 1}, {"begin", begin}, {"end", begin + words.size()}, {"kind", kind}, {"question", question}}, coder(who));
    }
    void done(std::int64_t number, const std::string& who) { act("done reading", World::about(number), json::Object{}, coder(who)); }
    [[nodiscard]] Heard all() const { return heard(world.snapshot(), vocabulary::with_demonstration(), "lamps-2031"); }
    /// Both coders, both contributions; of one passage they differ.
    void code_all() {
        code(first, ardune_words, "The lack of lamps prevents boats from coming in", "obstacle", "anna");
        code(first, ardune_words, "lack of lamps prevents boats from coming in", "challenge", "bert");
        for (const std::string who : {"anna", "bert"}) {
            code(first, ardune_words, "We propose that the Registrar publish a list of lamps", "proposal", who);
            code(second, tarrow_words, "The Registrar should publish a yearly list of lamps", "proposal", who);
            done(first, who);
            done(second, who);
        }
    }
};

TEST_F(Desked, EveryEntryIsConfidentialAndNamesNoneButItsCall) {
    code_all();
    const record::Snapshot snapshot = world.snapshot();
    for (std::int64_t at = 0; at < snapshot.size(); ++at) {
        const auto entry = snapshot.at(at);
        if (!is_desk_kind(entry->kind)) continue;
        EXPECT_TRUE(entry->confidential) << entry->subject;
        EXPECT_EQ(call_in(entry->subject), "lamps-2031");
    }
}

TEST_F(Desked, FromTheMarkToTheLetter) {
    code_all();
    const Coding coded = coding(world.snapshot(), "lamps-2031");
    EXPECT_EQ(coded.coded.size(), 6U);
    const auto desk = at_desk(world.snapshot(), "lamps-2031");
    PassagesElsewhere there;
    for (const Contribution& one : desk->contributions) {
        for (const PlacedPassage& passage : one.placed.passages) there.push_back(&passage);
    }
    EXPECT_EQ(there.size(), 6U);
    const Agreement agreement = agreement_of(there, 2, coded.done, {});
    ASSERT_EQ(agreement.disagreements.size(), 1U);
    const auto& differing = there[agreement.units[agreement.disagreements[0].unit].passages[0]]->passage;
    By keeper = testing::because("boats can't come in at all");
    act("settle", World::about(first), json::Object{{"key", key_of(differing.place)}, {"kind", "obstacle"}}, keeper);
    const Heard now = all();
    ASSERT_EQ(now.passages.size(), 3U);
    EXPECT_EQ(now.passages[0].standing, Standing::settled);
    EXPECT_EQ(now.passages[1].standing, Standing::agreed);
    ASSERT_EQ(now.voices.size(), 2U);
    EXPECT_EQ(now.voices[0].groups.size(), 1U) << "a State has its regional group";
    EXPECT_EQ(now.voices[1].groups.size(), 1U);

    act("gather", "lamps-2031", json::Object{{"name", "A list of lamps"}, {"passages", json::Array{source_of(now.passages[1].place), source_of(now.passages[2].place)}}}, testing::officer());
    EXPECT_EQ(groups(world.snapshot(), "lamps-2031").size(), 1U);

    act("begin report", "lamps-2031", json::Object{}, testing::officer());
    EXPECT_EQ(testing::refusal_of([&] { act("write paragraph", "lamps-2031", json::Object{{"section", "proposals"}, {"sentences", json::Array{json::Object{{"text", "Tarrow asked for a list."}, {"sources", source_of(now.passages[2].place)}}}}}, testing::officer()); }),
              "sentence.report_names_withheld");
    const Done written = act("write paragraph", "lamps-2031", json::Object{{"section", "proposals"}, {"sentences", json::Array{json::Object{{"text", "Two States asked for a list of lamps."}, {"sources", source_of(now.passages[1].place) + ";" + source_of(now.passages[2].place)}}}}}, testing::officer());
    EXPECT_TRUE(written.subject.starts_with("report-paragraph:lamps-2031:"));
    EXPECT_EQ(testing::refusal_of([&] { act("write paragraph", written.subject, json::Object{{"text", "Other."}}, testing::officer(), 7); }), "sentence.reading_changed_meanwhile");
    act("write paragraph", "lamps-2031", json::Object{{"section", "obstacles"}, {"sentences", json::Array{json::Object{{"text", "Ardune spoke of harbours without light."}, {"sources", source_of(now.passages[0].place)}}}}}, testing::officer());
    const auto report_now = report(world.snapshot(), "lamps-2031");
    ASSERT_TRUE(report_now);
    const auto paragraphs = paragraphs_in_order(*report_now);
    ASSERT_EQ(paragraphs.size(), 2U);
    EXPECT_EQ(paragraphs[0].section, "obstacles");
    EXPECT_TRUE(check(report_now->report, paragraphs, now, gathered(world.snapshot(), "lamps-2031")).empty());
    act("issue report", "lamps-2031", json::Object{}, testing::officer());
    const auto letter = letter_to(now.voices[0], paragraphs, now, {});
    EXPECT_EQ(letter.used.size(), 2U);
}

TEST_F(Desked, TheRulesProposeWhatTheTextAsksAndTheQuestionAbove) {
    const Suggester suggester = suggester_for(*world, call(world.snapshot(), "lamps-2031").call);
    const auto begin = static_cast<std::uint32_t>(ardune_words.find("The lack"));
    const Suggestion suggestion = suggester.suggest(ardune_words, {begin, begin + 40}, "en");
    ASSERT_TRUE(suggestion.question && suggestion.kind);
    EXPECT_EQ(suggestion.question->what, 2);
    EXPECT_EQ(suggestion.kind->what, PassageKind::obstacle);
}

TEST_F(Desked, WhoeverIsNoCoderNeitherCodesNorLearnsWhatThereIs) {
    const auto refused = [&](By by) { return testing::refusal_of([&] { act("code", World::about(first), json::Object{{"part", 1}, {"begin", 0}, {"end", 8}, {"kind", "obstacle"}}, std::move(by)); }); };
    EXPECT_EQ(refused(delegate(ardune)), "sentence.coder_not");
    EXPECT_EQ(refused(testing::officer()), "sentence.coder_not");
    EXPECT_EQ(testing::refusal_of([&] { act("done reading", "submission:lamps-2031:99", json::Object{}, coder("anna")); }), "sentence.coding_submission_unknown");
}

TEST_F(Desked, AnErasedSubmissionTakesItsPassagesAndTheReportSaysSo) {
    code_all();
    const Heard before = all();
    act("begin report", "lamps-2031", json::Object{}, testing::officer());
    act("write paragraph", "lamps-2031", json::Object{{"section", "proposals"}, {"sentences", json::Array{json::Object{{"text", "Two States asked for a list."}, {"sources", source_of(before.passages[1].place) + ";" + source_of(before.passages[2].place)}}}}}, testing::officer());
    const Done quoting = act("write paragraph", "lamps-2031", json::Object{{"section", "proposals"}, {"sentences", json::Array{json::Object{{"text", "One State proposed that the Registrar publish a list of lamps."}, {"sources", source_of(before.passages[1].place)}}}}}, testing::officer());
    record::ErasureRequest request;
    request.subjects = {World::about(first)};
    request.who = testing::officer().who;
    request.why = "asked for";
    request.authority = "the right to erasure";
    record::erase(world->record(), request);
    const Heard after = all();
    EXPECT_EQ(after.voices.size(), 1U);
    ASSERT_EQ(after.passages.size(), 1U);
    EXPECT_TRUE(coding(world.snapshot(), "lamps-2031", first).coded.empty()) << "what quotes it went with it";
    const auto stands = report(world.snapshot(), "lamps-2031");
    ASSERT_TRUE(stands);
    ASSERT_EQ(stands->paragraphs.size(), 1U) << "the paragraph that had its very words went; the other one stands";
    EXPECT_FALSE(world.snapshot().last(quoting.subject).has_value() && world.snapshot().last(quoting.subject)->kind == report_paragraph_kind);
    const auto findings = check(stands->report, paragraphs_in_order(*stands), after);
    EXPECT_TRUE(std::any_of(findings.begin(), findings.end(), [](const ReportFinding& one) { return one.code == "source-gone"; }));
}

TEST_F(Desked, ARebuildGivesTheSameTables) {
    code_all();
    const Heard before = all();
    world->record().rebuild();
    EXPECT_EQ(all().passages.size(), before.passages.size());
    EXPECT_EQ(coding(world.snapshot(), "lamps-2031").done.size(), 4U);
}

TEST_F(Desked, TheLogShowsABlindCoderNothingOfTheOther) {
    const Done coded = code(first, ardune_words, "The lack of lamps prevents boats from coming in", "obstacle", "anna");
    const auto reads = [&](const std::string& who, bool keeps) { return may_read_desk_entry(world.snapshot(), *world.snapshot().at(coded.position), {"secretariat officer", who}, keeps); };
    EXPECT_TRUE(reads("anna", true));
    EXPECT_FALSE(reads("bert", true));
    EXPECT_TRUE(reads("carla", true)) << "whoever keeps the consultation and doesn't code";
    EXPECT_FALSE(reads("carla", false));
    done(first, "anna");
    EXPECT_FALSE(reads("bert", true));
    done(first, "bert");
    EXPECT_TRUE(reads("bert", true));
}

TEST_F(Desked, WhoReadsBlindIsToldNoFiguresOfTheOther) {
    code(first, ardune_words, "The lack of lamps prevents boats from coming in", "obstacle", "anna");
    code(second, tarrow_words, "The Registrar should publish a yearly list of lamps", "proposal", "bert");
    const auto seen = [&](const Viewer& viewer) { return heard(world.snapshot(), vocabulary::with_demonstration(), "lamps-2031", viewer).passages; };
    ASSERT_EQ(seen({1, true}).size(), 1U);
    EXPECT_EQ(seen({1, true})[0].place.submission, first);
    ASSERT_EQ(seen({2, true}).size(), 1U);
    EXPECT_EQ(seen({2, true})[0].place.submission, second);
    EXPECT_EQ(seen({0, true}).size(), 2U);
    for (const std::string who : {"anna", "bert"}) done(second, who);
    EXPECT_EQ(seen({1, true}).size(), 2U) << "once all are done with it";
}

TEST_F(Desked, HowFarCodersAreIsToldOfEachContribution) {
    code_all();
    const auto at = [&](std::size_t which) { return at_desk(world.snapshot(), "lamps-2031")->contributions[which]; };
    EXPECT_EQ(at(0).number, first);
    EXPECT_EQ(at(0).coded_by(1), 2);
    EXPECT_EQ(at(1).coded_by(2), 1);
    EXPECT_EQ(at(0).readers(), (std::vector<int>{1, 2}));
    world->record().rebuild();
    EXPECT_EQ(at(0).coded_by(1), 2);
}

TEST_F(Desked, WhatIsTakenBackIsInNoProgress) {
    code(first, ardune_words, "The lack of lamps prevents boats from coming in", "obstacle", "anna");
    act("take back code", World::about(first), json::Object{{"key", key_of(coding(world.snapshot(), "lamps-2031").coded.at(0).passage.place)}}, coder("anna"));
    EXPECT_EQ(at_desk(world.snapshot(), "lamps-2031")->contributions[0].coded_by(1), 0);
}

// --- a translation laid beside -----------------------------------------------------------------------------------------------------

constexpr std::string_view in_french = "Question 2\n\nLe manque de lampes empêche les bateaux d'entrer.\n\nNous proposons que le Greffier publie une liste des lampes.";

TEST_F(Desked, ATranslationGoesWithTheContributionThatItTells) {
    act("translate", World::about(first), json::Object{{"part", 1}, {"language", "fr"}, {"by", "Nadège Orme"}, {"text", std::string(in_french)}}, coder("anna"));
    const auto laid = translations(world.snapshot(), "lamps-2031", first);
    ASSERT_EQ(laid.size(), 3U);
    for (const auto& [one, revision] : laid) {
        const auto entry = world.snapshot().last(subject_of(one));
        EXPECT_TRUE(entry->confidential);
        EXPECT_FALSE(may_read_desk_entry(world.snapshot(), *entry, delegate(tarrow).who, false));
    }
    record::ErasureRequest request;
    request.subjects = {World::about(first)};
    request.who = testing::officer().who;
    request.why = "asked for";
    request.authority = "the right to erasure";
    record::erase(world->record(), request);
    EXPECT_TRUE(translations(world.snapshot(), "lamps-2031", first).empty());
}

TEST_F(Desked, ATranslationHasTheParagraphsOfItsOriginal) {
    const auto refused = [&](json::Value fields, By by = coder("anna"), std::optional<std::int64_t> seen = {}) {
        return testing::refusal_of([&] { act("translate", World::about(first), std::move(fields), std::move(by), seen); });
    };
    EXPECT_EQ(refused(json::Object{{"language", "fr"}, {"text", "Une seule ligne."}}), "sentence.translation_uneven");
    EXPECT_EQ(refused(json::Object{{"language", "French"}, {"text", std::string(in_french)}}), "sentence.translation_no_language");
    EXPECT_EQ(refused(json::Object{{"language", "fr"}, {"paragraph", 4}, {"text", "Rien."}}), "sentence.translation_no_paragraph");
    EXPECT_EQ(refused(json::Object{{"language", "fr"}, {"part", 2}, {"text", "Rien."}}), "sentence.coding_no_words");
    EXPECT_EQ(refused(json::Object{{"language", "fr"}, {"text", std::string(in_french)}}, delegate(ardune)), "sentence.coder_not");
    EXPECT_TRUE(translations(world.snapshot(), "lamps-2031", first).empty()) << "refused, nothing is changed";
}

TEST_F(Desked, AParagraphOfATranslationIsChangedByItself) {
    const auto one = [&](const std::string& text, std::optional<std::int64_t> seen) { act("translate", World::about(first), json::Object{{"language", "fr"}, {"paragraph", 2}, {"text", text}}, testing::officer(), seen); };
    one("Le manque de lampes.", 0);
    EXPECT_EQ(testing::refusal_of([&] { one("Pas de lampes.", 0); }), "sentence.reading_changed_meanwhile");
    one("Le manque de lampes empêche les bateaux d'entrer.", 1);
    EXPECT_EQ(testing::refusal_of([&] { act("translate", World::about(first), json::Object{{"language", "fr"}, {"text", std::string(in_french)}}, testing::officer()); }), "sentence.translation_there");
    ASSERT_EQ(translations(world.snapshot(), "lamps-2031", first).size(), 1U);
    EXPECT_EQ(translations(world.snapshot(), "lamps-2031", first)[0].first.text, "Le manque de lampes empêche les bateaux d'entrer.");
    one("", 2);
    EXPECT_EQ(translations(world.snapshot(), "lamps-2031", first)[0].first.text, "");
    act("translate", World::about(first), json::Object{{"language", "fr"}, {"text", std::string(in_french)}}, testing::officer());
    EXPECT_EQ(translations(world.snapshot(), "lamps-2031", first).size(), 3U);
}

TEST_F(Desked, OneAnswerIsGivenToSeveralProposals) {
    code_all();
    act("begin report", "lamps-2031", json::Object{}, testing::officer());
    const Heard now = all();
    const std::string one = source_of(now.passages[1].place), other = source_of(now.passages[2].place);
    const Done given = act("answer proposal", "lamps-2031", json::Object{{"source", json::Array{one, other}}, {"text", "The list will be published."}}, testing::officer());
    EXPECT_EQ(given.entries, 2U);
    EXPECT_EQ(testing::refusal_of([&] { act("answer proposal", "lamps-2031", json::Object{{"source", json::Array{one, other}}, {"text", "The list will be published."}}, testing::officer()); }), "sentence.reading_nothing_changed");
    EXPECT_EQ(testing::refusal_of([&] { act("answer proposal", "lamps-2031", json::Object{{"source", json::Array{one, source_of(now.passages[0].place)}}, {"text", "No."}}, testing::officer()); }), "sentence.report_source_unknown")
        << "an obstacle is no proposal, and then neither is answered";
    EXPECT_EQ(report(world.snapshot(), "lamps-2031")->answers.size(), 2U);
}

TEST_F(Desked, WhatIsWithdrawnLaterCountsNoMore) {
    code_all();
    world.act("withdraw submission", World::about(second), json::Object{}, testing::because("asked for"));
    EXPECT_EQ(all().voices.size(), 1U);
    EXPECT_EQ(all().passages.size(), 2U);
}

/// Takes a minute: with COMITY_LOAD=1, as tests/loads of a large consultation. 3,000 invented contributions, 20,000 coded passages.
TEST_F(Desked, FiguresOfALargeConsultation) {
    if (std::getenv("COMITY_LOAD") == nullptr) GTEST_SKIP() << "set COMITY_LOAD=1 to measure";
    constexpr std::int64_t contributions = 3000, passages = 20'000;
    {
        auto writing = world->record().write();
        std::int64_t coded = 0;
        for (std::int64_t i = 0; i < contributions; ++i) {
            Submission made;
            made.call = "lamps-2031";
            made.number = writing.now().size();
            made.contributor = {"", fmt::format("Shore Association {}", i), "ngo"};
            made.form = "file";
            made.received = "2031-05-01T10:00:00Z";
            made.language = "en";
            std::string text;
            for (int k = 0; k < 12; ++k) text += fmt::format("Passage {} of {} says that lamp {} of harbour {} is lit too late for boats that come in at dusk with nets and crews.\n\n", k, i, k * i % 97, i % 41);
            const std::string subject = submission_subject(made.call, made.number);
            made.parts = {{"", "", writing.keep(enveloped(subject, "words", text)), "en", 250, false}};
            record::Draft draft;
            draft.subject = subject;
            draft.kind = submission_kind;
            draft.act = "hand in";
            draft.state = to_json(made);
            draft.who = testing::officer().who;
            draft.confidential = true;
            writing.append(draft);
            const auto paragraphs = paragraphs_of(text);
            for (int k = 0; k < 7 && coded < passages; ++k, ++coded) {
                CodedPassage passage{made.call, *place_of(made.number, 1, text, paragraphs[static_cast<std::size_t>(k)]), 1, {}, false};
                passage.code.kind = k % 2 == 0 ? PassageKind::proposal : PassageKind::obstacle;
                draft.subject = subject_of(passage);
                draft.kind = passage_kind;
                draft.act = "code";
                draft.state = to_json(passage);
                writing.append(draft);
            }
        }
        writing.commit();
    }
    std::string said;
    const auto time = [&](std::string_view what, const auto& run) {
        const auto from = std::chrono::steady_clock::now();
        run();
        said += fmt::format("{} {:.3f} s; ", what, std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count());
    };
    Heard now;
    time("all that is heard", [&] { now = all(); });
    EXPECT_EQ(static_cast<std::int64_t>(now.passages.size()), passages);
    time("balance", [&] { balance_of(now, {}); });
    time("codes of one contribution", [&] { coding(world.snapshot(), "lamps-2031", now.voices[500].submission); });
    std::vector<PassageText> texts;
    for (const CountedPassage& one : now.passages) texts.push_back({one.place.words, "en"});
    time("groups of passages", [&] { EXPECT_FALSE(SimilarPassages(texts).groups().empty()); });
    std::cout << fmt::format("{} invented contributions, {} passages: {}\n", contributions, passages, said);
}

}  // namespace
}  // namespace comity::consultations
