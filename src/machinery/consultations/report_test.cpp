// The report: what may not be told, what the check finds, where words went, and the files. Begins with what must never happen. Invented contributors.
#include "machinery/consultations/report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <iostream>

#include <fmt/format.h>

#include "document/akoma_ntoso_form.hpp"
#include "document/html_form.hpp"
#include "document/word_form.hpp"
#include "machinery/consultations/heard_testing.hpp"
#include "machinery/consultations/report_check.hpp"
#include "machinery/consultations/report_document.hpp"
#include "machinery/consultations/report_writing.hpp"
#include "reading/reading.hpp"

#include <rapidcheck/gtest.h>

namespace comity::consultations {
namespace {

using testing::source;
using testing::two_shores;

const Heard heard = two_shores();

Report begun() {
    Report report;
    report.call = "two-shores-2031";
    report.title = "Lights of the strait";
    report.sections = customary_sections();
    return report;
}

ReportState state_of(std::vector<ReportParagraph> paragraphs = {}) {
    ReportState state;
    state.call = "two-shores-2031";
    state.call_title = "Lights of the strait";
    state.report = begun();
    state.revision = 1;
    for (ReportParagraph& one : paragraphs) state.paragraphs.emplace_back(std::move(one), 1);
    state.heard = &heard;
    state.number = 50;
    return state;
}

ReportParagraph paragraph(std::int64_t number, std::string section, std::vector<ReportSentence> sentences) {
    ReportParagraph made;
    made.call = "two-shores-2031";
    made.number = number;
    made.section = std::move(section);
    made.rank = number;
    made.sentences = std::move(sentences);
    return made;
}

Request request(std::string act, std::string about, json::Value fields = json::Object{}) { return {std::move(act), std::move(about), std::move(fields), {{"account", "anna"}, "", true, {}, {}}, {}}; }

json::Value sentence(std::string text, const std::vector<std::string>& sources, std::string own = "") {
    return json::Object{{"text", std::move(text)}, {"sources", json::Array(sources.begin(), sources.end())}, {"own", std::move(own)}};
}

std::string refusal(const Ruling& ruling) {
    const auto* refused = std::get_if<Refusal>(&ruling);
    return refused == nullptr ? "" : refused->said.english;
}

std::vector<std::string> codes(const std::vector<ReportFinding>& findings) {
    std::vector<std::string> all;
    for (const ReportFinding& one : findings) all.push_back(one.code);
    return all;
}

std::string write(const ReportState& state, std::string text, const std::vector<std::string>& sources) {
    return refusal(decide(state, request("write paragraph", "two-shores-2031", json::Object{{"section", "obstacles"}, {"sentences", json::Array{sentence(std::move(text), sources)}}})));
}

TEST(ReportTest, NothingConfidentialGetsIntoAPublicReport) {
    const ReportState state = state_of();
    EXPECT_NE(write(state, "One State said that crews were afraid.", {source(heard, 6)}).find("submission 12 is confidential"), std::string::npos);
    EXPECT_NE(write(state, "One State said so.", {"12"}).find("submission 12 is confidential"), std::string::npos) << "as a whole no more than by its passages";
    EXPECT_NE(write(state, "One non-governmental organization spoke of a key.", {source(heard, 4)}).find("submission 9 is confidential"), std::string::npos) << "a part may be closed by itself";
    EXPECT_EQ(write(state, "One non-governmental organization spoke of boats.", {source(heard, 3)}), "");
    ReportState closed = state_of();
    closed.report->is_public = false;
    EXPECT_EQ(write(closed, "One State said that crews were afraid.", {source(heard, 6)}), "");
}

TEST(ReportTest, AWithheldNameIsNotTold) {
    const ReportState state = state_of();
    EXPECT_NE(write(state, "Upper Tarrow asked for an end of fees.", {source(heard, 5)}).find("name is withheld"), std::string::npos);
    EXPECT_NE(write(state, "UPPER  TARROW asked for it.", {source(heard, 5)}).find("name is withheld"), std::string::npos);
    EXPECT_EQ(write(state, "One State asked for an end of fees.", {source(heard, 5)}), "");
    EXPECT_EQ(write(state, "Tarrow asked for a list.", {source(heard, 1)}), "") << "Tarrow is another one";
    const auto made = document_of(begun(), {paragraph(1, "proposals", {{"One State asked for an end of fees.", {source(heard, 5)}, ""}})}, heard);
    for (const auto& one : made.paragraphs) EXPECT_EQ(one.text.find("Upper Tarrow"), std::string::npos);
    for (const auto& note : made.footnotes) EXPECT_EQ(note.text.find("Upper Tarrow"), std::string::npos) << note.text;
    for (const auto& one : made.paragraphs) EXPECT_EQ(one.text.find("Drevane"), std::string::npos) << "whoever spoke in confidence is counted, and not named";
}

TEST(ReportTest, AClosedReportDoesNotBecomePublicByItsFrame) {
    ReportState state = state_of({paragraph(1, "obstacles", {{"One State said that crews were afraid.", {source(heard, 6)}, ""}})});
    state.report->is_public = false;
    EXPECT_NE(refusal(decide(state, request("change report", "two-shores-2031", json::Object{{"public", true}}))).find("submission 12"), std::string::npos);
}

TEST(ReportTest, OnlyThoseWhoKeepTheConsultationWrite) {
    Request stranger = request("write paragraph", "two-shores-2031", json::Object{{"section", "obstacles"}, {"text", "Boats wait."}});
    stranger.by.keeps = false;
    EXPECT_NE(refusal(decide(state_of(), stranger)).find("keep"), std::string::npos);
}

TEST(ReportTest, AnErasedSubmissionLeavesTheReportVisibly) {
    const std::vector<ReportParagraph> paragraphs = {paragraph(1, "proposals", {{"Tarrow and Nivaal asked for a list of lights.", {source(heard, 1), source(heard, 2)}, ""}})};
    Heard later = heard;
    later.voices.erase_if([](const Voice& one) { return one.submission == 5; });
    later.passages.erase_if([](const CountedPassage& one) { return one.place.submission == 5; });
    const auto findings = check(begun(), paragraphs, later);
    ASSERT_FALSE(findings.empty());
    EXPECT_EQ(findings.front().code, "source-gone");
    EXPECT_TRUE(findings.front().bars);
    EXPECT_EQ(findings.front().about, source(heard, 1));
    const auto made = document_of(begun(), paragraphs, later);
    EXPECT_NE(made.footnotes.front().text.find("no longer available"), std::string::npos);
    // The entry of a paragraph does not name the submission, so that it outlives it ...
    EXPECT_EQ(json::write(to_json(paragraphs.front())).find("submission:"), std::string::npos);
    // ... but of one that has its very words.
    const Ruling quoting = decide(state_of(), request("write paragraph", "two-shores-2031", json::Object{{"section", "proposals"}, {"sentences", json::Array{sentence("Tarrow proposed that the Registrar publish a common list of lights in all languages.", {source(heard, 1)})}}}));
    ASSERT_EQ(refusal(quoting), "");
    EXPECT_EQ(report_paragraph_from(std::get<Decision>(quoting).drafts.front().state).quotes, std::vector<std::string>{"submission:two-shores-2031:5"});
}

TEST(ReportTest, ASentenceKeepsItsSourcesWhenTheTextIsWrittenAnew) {
    const auto before = paragraph(1, "proposals", {{"Tarrow asked for a list.", {source(heard, 1)}, ""}, {"It is long.", {}, "conclusion"}});
    const Ruling ruling = decide(state_of({before}), request("write paragraph", "1", json::Object{{"text", "Tarrow asked for a list. A further sentence (see para. 3 below). It is long."}}));
    ASSERT_EQ(refusal(ruling), "");
    const auto after = report_paragraph_from(std::get<Decision>(ruling).drafts.front().state);
    ASSERT_EQ(after.sentences.size(), 3U);
    EXPECT_EQ(after.sentences[0], before.sentences[0]);
    EXPECT_EQ(after.sentences[1].text, "A further sentence (see para. 3 below).");
    EXPECT_EQ(after.sentences[2], before.sentences[1]);
    EXPECT_EQ(report_paragraph_from(to_json(after)), after);
}

TEST(ReportTest, TwoWritersOfOneParagraphAreToldOfOneAnother) {
    Request request_seen = request("write paragraph", "1", json::Object{{"text", "Other words."}});
    request_seen.seen_revision = 2;
    EXPECT_NE(refusal(decide(state_of({paragraph(1, "proposals", {{"Words.", {}, "method"}})}), request_seen)).find("changed this"), std::string::npos);
}

TEST(ReportTest, WhatIsWrongInTheRequestIsSaid) {
    EXPECT_NE(write(state_of(), "Nobody said so.", {"99"}).find("\"99\""), std::string::npos);
    EXPECT_NE(write(state_of(), "Nobody said so.", {"5:1-00000000-1"}).find("no passage"), std::string::npos);
    EXPECT_NE(refusal(decide(state_of(), request("write paragraph", "two-shores-2031", json::Object{{"section", "nowhere"}, {"text", "Words."}}))).find("nowhere"), std::string::npos);
    EXPECT_NE(refusal(decide(state_of(), request("write paragraph", "two-shores-2031", json::Object{{"section", "proposals"}, {"text", " "}}))).find("sentence"), std::string::npos);
    EXPECT_NE(refusal(decide(state_of({paragraph(1, "proposals", {{"Words.", {}, "method"}})}), request("change report", "two-shores-2031", json::Object{{"sections", json::Array{json::Object{{"id", "a"}, {"title", "A"}}}}}))).find("proposals"), std::string::npos);
    ReportState none = state_of();
    none.report.reset();
    EXPECT_NE(refusal(decide(none, request("issue report", "two-shores-2031"))).find("no report"), std::string::npos);
    EXPECT_EQ(refusal(decide(none, request("begin report", "two-shores-2031"))), "");
    EXPECT_NE(refusal(decide(state_of(), request("begin report", "two-shores-2031"))).find("already"), std::string::npos);
}

TEST(ReportCheckTest, EachFindingIsFound) {
    const std::vector<ReportParagraph> paragraphs = {
        paragraph(1, "introduction", {{"The present report is submitted as the assembly asked.", {}, "mandate"}, {"This rests on nothing.", {}, ""}}),
        paragraph(2, "obstacles", {{"Several States spoke of visas.", {source(heard, 0)}, ""}, {"Nivaal spoke of boats.", {source(heard, 3)}, ""}}),
        paragraph(3, "proposals", {{"Two States asked for a list of lights.", {source(heard, 1), source(heard, 2)}, ""}}),
    };
    const auto findings = check(begun(), paragraphs, heard);
    EXPECT_EQ(codes(findings), (std::vector<std::string>{"no-source", "wrong-count", "named-without-source", "proposal-nowhere", "never-quoted"}));
    EXPECT_EQ(findings[0].sentence, 2U);
    EXPECT_EQ(findings[3].about, source(heard, 5));
    EXPECT_EQ(findings[4].about, "Upper Tarrow") << "Drevane spoke in confidence, and can't be quoted";
    Report brief = begun();
    brief.word_limit = 5;
    EXPECT_EQ(codes(check(brief, paragraphs, heard)).back(), "over-limit");
    const auto gathered = check(begun(), paragraphs, heard, {{source(heard, 5), source(heard, 1)}});
    EXPECT_EQ(std::count_if(gathered.begin(), gathered.end(), [](const ReportFinding& one) { return one.code == "proposal-nowhere"; }), 0) << "one of a group tells them all";
    for (const ReportFinding& one : findings) {
        const auto all = report_findings();
        EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const auto& known) { return known.first == one.code; })) << one.code;
    }
}

TEST(ReportCheckTest, AReportIsIssuedWhenNothingBars) {
    ReportState state = state_of({paragraph(1, "obstacles", {{"Several States spoke of visas.", {source(heard, 0)}, ""}})});
    EXPECT_NE(refusal(decide(state, request("issue report", "two-shores-2031"))).find("Several States"), std::string::npos);
    state = state_of({paragraph(1, "obstacles", {{"One State spoke of visas.", {source(heard, 0)}, ""}})});
    const Ruling ruling = decide(state, request("issue report", "two-shores-2031"));
    ASSERT_EQ(refusal(ruling), "");
    state.report = report_from(std::get<Decision>(ruling).drafts.front().state);
    EXPECT_TRUE(state.report->issued);
    EXPECT_NE(refusal(decide(state, request("take out paragraph", "1"))).find("issued"), std::string::npos);
    // Its symbol may still come, and nothing with it.
    EXPECT_NE(refusal(decide(state, request("change report", "two-shores-2031", json::Object{{"symbol", "CA/61/77"}, {"title", "Another"}}))).find("issued"), std::string::npos);
    const Ruling named = decide(state, request("change report", "two-shores-2031", json::Object{{"symbol", "CA/61/77"}}));
    ASSERT_EQ(refusal(named), "");
    EXPECT_EQ(report_from(std::get<Decision>(named).drafts.front().state).symbol, "CA/61/77");
    state.report->symbol = "CA/61/77";
    state.report->document = "filed";
    EXPECT_NE(refusal(decide(state, request("change report", "two-shores-2031", json::Object{{"symbol", "CA/61/78"}}))).find("issued"), std::string::npos);
    state.report->document = "";
    EXPECT_EQ(refusal(decide(state, request("answer proposal", "two-shores-2031", json::Object{{"source", source(heard, 1)}, {"text", "A list is being made."}}))), "") << "answers come later, too";
}

TEST(ReportDocumentTest, SectionsNumbersFootnotesAndAnnexAreAsThePracticeHasThem) {
    const std::vector<ReportParagraph> paragraphs = in_order(begun(), {paragraph(7, "proposals", {{"Two States asked for a list of lights.", {source(heard, 1), source(heard, 2)}, ""}}),
                                                                      paragraph(3, "introduction", {{"The present report is submitted as was asked.", {}, "mandate"}})});
    const auto made = document_of(begun(), paragraphs, heard);
    ASSERT_GE(made.paragraphs.size(), 7U);
    EXPECT_EQ(made.paragraphs[0].text, "I. Introduction");
    EXPECT_EQ(made.paragraphs[1].number, "1");
    EXPECT_EQ(made.paragraphs[2].text, "II. Proposals") << "a section without paragraphs is not printed";
    EXPECT_EQ(made.paragraphs[3].number, "2");
    ASSERT_EQ(made.footnotes.size(), 1U);
    EXPECT_EQ(made.footnotes[0].text, "Nivaal, para. 2; Tarrow, para. 2.");
    EXPECT_EQ(made.paragraphs[3].footnotes.front().at, made.paragraphs[3].text.size());
    EXPECT_EQ(made.paragraphs[6].text, "States: Ardune; Nivaal; Tarrow; one State, name withheld; one State, in confidence.");
    EXPECT_EQ(made.paragraphs[7].text, "Non-governmental organizations: Low Quay Lantern Watch.");
    EXPECT_EQ(words_of_report(begun(), paragraphs, heard), 4 + 2 + 8 + 2 + 8 + 6 + 1 + 1 + 12 + 6);
}

TEST(ReportDocumentTest, EachContributorIsToldWhereItsWordsWent) {
    const std::vector<ReportParagraph> paragraphs = {paragraph(1, "obstacles", {{"One State spoke of visas.", {source(heard, 0)}, ""}}),
                                                     paragraph(2, "proposals", {{"Two States asked for a list of lights.", {source(heard, 1), source(heard, 2)}, ""}})};
    const auto letter = letter_to(*heard.voice(5), paragraphs, heard, {{"two-shores-2031", source(heard, 1), "A list is being made."}});
    ASSERT_EQ(letter.used.size(), 1U);
    EXPECT_EQ(letter.used[0].paragraph, 2);
    EXPECT_EQ(letter.used[0].words, std::vector<std::string>{std::string(testing::tarrow_words)});
    EXPECT_EQ(letter.answers.size(), 1U);
    const std::string all = json::write(to_json(letter));
    EXPECT_EQ(all.find(testing::nivaal_words), std::string::npos) << "of others' words nothing is told";
    const auto unheard = letter_to(*heard.voice(9), paragraphs, heard, {});
    EXPECT_TRUE(unheard.used.empty());
    EXPECT_EQ(unheard.not_told.size(), 2U);
    EXPECT_NE(document_of(unheard, begun()).paragraphs.front().text.find("No sentence"), std::string::npos);
}

TEST(ReportDocumentTest, QuotedWordsAreThoseOfRunsOfThree) {
    const auto quoted = quoted_words({paragraph(1, "proposals", {{"Tarrow wished that the Registrar publish a common list.", {source(heard, 1)}, ""}})}, heard);
    EXPECT_EQ(quoted.at(5), 7);
}

/// 8,500 words with 300 sources.
std::pair<Heard, std::vector<ReportParagraph>> large_report() {
    Heard large;
    for (std::int64_t i = 1; i <= 100; ++i) large.voices.push_back(testing::voice(i, fmt::format("Shore Association {}", i), i % 2 == 0 ? "ngo" : "state"));
    for (std::int64_t i = 1; i <= 300; ++i) large.passages.push_back(testing::passage((i + 2) / 3, fmt::format("lamp {} of the harbour is lit too late for boats that come in at dusk", i), PassageKind::obstacle, 2));
    std::vector<ReportParagraph> paragraphs;
    std::size_t next = 0;
    for (std::int64_t i = 1; i <= 75; ++i) {
        std::vector<ReportSentence> sentences;
        for (int k = 0; k < 4; ++k, ++next) {
            sentences.push_back({fmt::format("The sentence numbered {} tells in a score of words what was said of lamps, boats, dusk and the harbours of both shores.", next + 1), {source_of(large.passages[next].place)}, ""});
        }
        paragraphs.push_back(paragraph(i, i < 40 ? "obstacles" : "proposals", std::move(sentences)));
    }
    return {std::move(large), std::move(paragraphs)};
}

TEST(ReportDocumentTest, AReportOf8500WordsWith300SourcesIsMadeAtOnce) {
    const auto [large, paragraphs] = large_report();
    Report report = begun();
    report.symbol = "CA/35/12";
    const auto words = words_of_report(report, paragraphs, large);
    EXPECT_GE(words, 8'000);
    const auto seconds = [](auto from) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count(); };
    auto begin = std::chrono::steady_clock::now();
    const auto findings = check(report, paragraphs, large);
    std::string said = fmt::format("check {:.3f} s", seconds(begin));
    begin = std::chrono::steady_clock::now();
    const auto made = document_of(report, paragraphs, large);
    said += fmt::format(", document {:.3f} s", seconds(begin));
    EXPECT_EQ(made.footnotes.size(), 300U);
    const auto time = [&](std::string_view name, const auto& make) {
        const auto from = std::chrono::steady_clock::now();
        const std::string bytes = make();
        said += fmt::format(", {} {:.3f} s ({} bytes)", name, seconds(from), bytes.size());
        return bytes;
    };
    const std::string docx = time("DOCX", [&] { return document::to_docx(made); });
    time("HTML", [&] { return document::to_html(made); });
    const std::string akn = time("Akoma Ntoso", [&] { return document::to_akoma_ntoso(made, vocabulary::with_demonstration()); });
    std::cout << fmt::format("report of {} words with 300 sources: {}\n", words, said);
    // What went out is read again: every paragraph with its number, every footnote.
    const auto again = reading::read(docx, vocabulary::with_demonstration());
    EXPECT_EQ(again.footnotes.size(), 300U);
    EXPECT_EQ(std::count_if(again.paragraphs.begin(), again.paragraphs.end(), [](const auto& one) { return one.kind == document::ParagraphKind::other && one.number; }), 75);
    const auto from_akn = reading::read(akn, vocabulary::with_demonstration());
    EXPECT_EQ(from_akn.footnotes.size(), 300U);
    EXPECT_EQ(from_akn.paragraphs.size(), made.paragraphs.size());
}

RC_GTEST_PROP(ReportTest, SentencesTogetherAreTheText, ()) {
    static const std::vector<std::string> words = {"Lamps", "are", "lit.", "para. 3", "Why?", "(see art. 2)", "No. 4", "e.g.", "dusk!", "\"so.\""};
    std::string text;
    for (int i = *rc::gen::inRange(1, 15); i > 0; --i) text += words[*rc::gen::inRange<std::size_t>(0, words.size())] + " ";
    std::string joined;
    for (const std::string& one : sentences_of(text)) joined += (joined.empty() ? "" : " ") + one;
    RC_ASSERT(joined == single_blanks(text));
}

}  // namespace
}  // namespace comity::consultations
