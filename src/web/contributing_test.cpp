// A contribution by page, from the first draft to the cleaned copy: who sees what is being written, what becomes of it when something goes wrong.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "converting/converting.hpp"
#include "document/word_file.hpp"
#include "http/testing.hpp"
#include "machinery/consultations/drafts.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "web/listening.hpp"
#include "zip/zip.hpp"

namespace comity::web {
namespace {

bool has(const http::Response& response, std::string_view words) { return response.body.find(words) != std::string::npos; }

std::string docx(const std::string& words) {
    document::word::File file;
    file.about = "by Jane Harbour";
    file.author = "Jane Harbour";
    file.blocks.emplace_back(document::word::line(document::word::Style::other, words));
    return document::word::bytes_of(file);
}

class Contributing : public ::testing::Test {
protected:
    FiledSite site;
    void SetUp() override { site.open_call(); }
    http::Response save(const std::string& account, const std::string& words, const std::string& seen, const std::vector<FiledSite::Upload>& files = {}) {
        site.enter(account);
        return site.send(site.call, {{"act", "save draft"}, {"words_typed", words}, {"draft_revision", seen}, {"confidentiality", "name withheld"}}, files);
    }
};

// --- drafts ----------------------------------------------------------------------------------------------------------------------

TEST_F(Contributing, ADraftIsSeenByItsOwnPartyAloneAndStandsInNoLog) {
    const std::int64_t before = site.snapshot().size();
    EXPECT_EQ(save(site.ardune, "Half of a thought.", "0", {{"files", "annex.docx", docx("Lamps are few.")}}).status, 303);
    EXPECT_EQ(site.snapshot().size(), before);
    for (const auto& [account, sees] : {std::pair{site.ardune, true}, {site.second_of_ardune, true}, {site.tarrow, false}, {site.officer, false}, {std::string(), false}}) {
        site.enter(account);
        const http::Response page = site.get(site.call);
        EXPECT_EQ(has(page, "Half of a thought."), sees) << account;
        EXPECT_EQ(has(page, "annex.docx"), sees) << account;
        EXPECT_FALSE(has(site.get("/api/v1/consultations/lamps-2031"), "Half of a thought.")) << account;
    }
    const auto draft = consultations::draft_of(site.holdings().record(), "lamps-2031", "state:XAR");
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->confidentiality, "name withheld");
    EXPECT_EQ(draft->files.at(0).text, "Lamps are few.");
}

TEST_F(Contributing, TwoAuthorsOfOneDraftDoNotOverwriteEachOther) {
    EXPECT_EQ(save(site.ardune, "By Ines.", "0").status, 303);
    const http::Response again = save(site.second_of_ardune, "By Ilse.", "0");
    EXPECT_EQ(again.status, 409);
    EXPECT_TRUE(has(again, "By Ilse.")) << "what was typed stays";
    EXPECT_TRUE(has(again, "By Ines.")) << "what was saved meanwhile stands beside it";
    EXPECT_EQ(save(site.second_of_ardune, "By both.", "1").status, 303);
    EXPECT_EQ(consultations::draft_of(site.holdings().record(), "lamps-2031", "state:XAR")->words, "By both.");
    EXPECT_EQ(save(site.officer, "By nobody.", "0").status, 403);
}

TEST_F(Contributing, WhatIsHandedInIsTheDraftWithItsFilesAndIsADraftNoMore) {
    EXPECT_EQ(save(site.ardune, "A thought.", "0", {{"files", "one.docx", docx("First of the files.")}, {"closed_files", "two.docx", docx("A secret of the lamps.")}, {"files", "three.docx", docx("Not meant.")}}).status, 303);
    EXPECT_EQ(site.send(site.call, {{"act", "hand in"}, {"words_typed", "A thought, finished."}, {"confidentiality", "public"}, {"drop", "2"}}).status, 303);
    ASSERT_EQ(site.registered().size(), 1U);
    const auto made = site.registered()[0].submission;
    ASSERT_EQ(made.parts.size(), 3U);
    EXPECT_EQ(consultations::content(site.snapshot(), made.parts[0].text), "A thought, finished.");
    EXPECT_EQ(made.parts[1].name, "one.docx");
    EXPECT_FALSE(made.parts[1].closed);
    EXPECT_EQ(made.parts[2].name, "two.docx");
    EXPECT_TRUE(made.parts[2].closed) << "confidential by itself, whatever the whole is";
    EXPECT_FALSE(consultations::draft_of(site.holdings().record(), "lamps-2031", "state:XAR"));
}

TEST_F(Contributing, ADeadlineThatPassesWhileOneWritesLeavesTheDraftAndTheLateWay) {
    EXPECT_EQ(save(site.ardune, "Too slow.", "0").status, 303);
    site.after_the_deadline();
    site.enter(site.ardune);
    EXPECT_TRUE(has(site.get(site.call), "Too slow."));
    EXPECT_TRUE(has(site.get(site.call), "The deadline has passed"));
    EXPECT_EQ(site.send(site.call, {{"act", "hand in"}, {"words_typed", "Too slow."}}).status, 303);
    EXPECT_TRUE(site.registered()[0].submission.has(consultations::marks::late));
    EXPECT_EQ(site.registered()[0].submission.status, consultations::SubmissionStatus::waiting);
    EXPECT_EQ(save(site.tarrow, "Slower still.", "0").status, 303);
    site.enter(site.officer);
    EXPECT_EQ(site.send(site.call, {{"act", "close"}}).status, 303);
    site.enter(site.tarrow);
    EXPECT_EQ(site.send(site.call, {{"act", "hand in"}, {"words_typed", "Slower still."}}).status, 409);
    EXPECT_TRUE(has(site.get(site.call), "Slower still.")) << "kept until it is discarded";
    EXPECT_EQ(site.send(site.call, {{"act", "discard draft"}}).status, 303);
    EXPECT_FALSE(has(site.get(site.call), "Slower still."));
}

// --- what can go wrong -----------------------------------------------------------------------------------------------------------

TEST_F(Contributing, AnUploadThatBreaksOffRegistersNothing) {
    const Listening server(site.site());
    site.enter(site.ardune);
    const std::string body = site.multipart({{"act", "hand in"}, {"words_typed", "All of it."}}, {{"files", "large.txt", std::string(200'000, 'x')}});
    const std::string head = "POST /consultations/lamps-2031 HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + site.cookies() +
                             "\r\nContent-Type: multipart/form-data; boundary=ferry\r\nOrigin: http://127.0.0.1:8460\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    const std::int64_t before = site.snapshot().size();
    {
        http::testing::Client client(server.port());
        ASSERT_TRUE(client.connected());
        client.send(head + body.substr(0, body.size() / 2));
    }  // the other end is gone
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_EQ(site.snapshot().size(), before);
    http::testing::Client whole(server.port());
    whole.send(head + body);
    const std::string answer = whole.read_all();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 303")) << answer.substr(0, 300);
    EXPECT_EQ(site.registered().size(), 1U) << "the whole of it is";
}

TEST_F(Contributing, OfTwoOfficersOnOneContributionTheSecondIsToldSo) {
    site.after_the_deadline();
    site.enter(site.ardune);
    EXPECT_EQ(site.send(site.call, {{"act", "hand in"}, {"words_typed", "Late."}}).status, 303);
    const std::string page = site.call + "/submissions/" + std::to_string(site.registered()[0].submission.number);
    site.enter(site.officer);
    EXPECT_EQ(site.send(page, {{"act", "accept"}, {"revision", "1"}}).status, 303);
    const http::Response second = site.send(page, {{"act", "refuse"}, {"revision", "1"}, {"why", "it came late by a second"}});
    EXPECT_EQ(second.status, 409);
    EXPECT_TRUE(has(second, "it came late by a second")) << "nothing typed is lost";
    EXPECT_EQ(site.registered()[0].submission.status, consultations::SubmissionStatus::registered);
}

// --- files -----------------------------------------------------------------------------------------------------------------------

TEST_F(Contributing, FilesOfEveryFormatAreReadOrKeptAndSaidSo) {
    site.enter(site.ardune);
    const std::vector<zip::Entry> odt = {{"mimetype", "application/vnd.oasis.opendocument.text"},
                                         {"content.xml", R"(<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>Words of an open text.</text:p></office:text></office:body></office:document-content>)"}};
    const std::vector<FiledSite::Upload> files = {{"files", "a.txt", "Words of a plain text."}, {"files", "b.docx", docx("Words of a word processor.")}, {"files", "c.odt", zip::packed(odt)},
                                                  {"files", "d.html", "<html><body><p>Words of a page.</p></body></html>"}, {"files", "e.md", "# A heading\n\nWords *marked*.\n"},
                                                  {"files", "f.jpeg", std::string("\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xFF\xD9", 22)}};
    EXPECT_EQ(site.send(site.call, {{"act", "hand in"}}, files).status, 303);
    const auto made = site.registered().at(0).submission;
    ASSERT_EQ(made.parts.size(), files.size());
    const char* words[] = {"plain text", "word processor", "open text", "a page", "marked"};
    for (std::size_t i = 0; i < std::size(words); ++i) EXPECT_NE(consultations::content(site.snapshot(), made.parts[i].text).find(words[i]), std::string::npos) << made.parts[i].name;
    for (std::size_t i = 0; i < files.size(); ++i) EXPECT_EQ(consultations::content(site.snapshot(), made.parts[i].bytes), files[i].bytes) << "kept as it came";
    EXPECT_TRUE(made.parts[5].text.empty());
    EXPECT_TRUE(made.has(consultations::marks::not_read));
}

TEST_F(Contributing, WhatIsReleasedIsACleanedCopyAndTheOriginalStaysClosed) {
    site.enter(site.ardune);
    const std::string original = docx("Lamps are lit for all.");
    EXPECT_EQ(site.send(site.call, {{"act", "hand in"}, {"confidentiality", "public"}}, {{"files", "of Jane Harbour.docx", original}, {"closed_files", "secret.docx", docx("A secret of the lamps.")}}).status, 303);
    const std::int64_t number = site.registered()[0].submission.number;
    site.enter(site.officer);
    EXPECT_EQ(site.send(site.call + "/submissions/" + std::to_string(number), {{"act", "release"}, {"revision", "1"}}).status, 303);
    site.enter("");
    const http::Response page = site.get(site.call);
    const std::string address = site.call + "?released=" + std::to_string(number) + "&file=0";
    EXPECT_TRUE(has(page, "released=" + std::to_string(number))) << page.body;
    EXPECT_FALSE(has(page, "Jane Harbour"));
    EXPECT_FALSE(has(page, "A secret"));
    const http::Response copy = site.get(address);
    EXPECT_EQ(copy.status, 200);
    EXPECT_TRUE(copy.header("Content-Disposition").starts_with("attachment"));
    std::string all;
    for (const zip::Entry& one : zip::unpacked(copy.body)) all += one.name + one.bytes;
    EXPECT_EQ(all.find("Jane"), std::string::npos);
    EXPECT_NE(all.find("Lamps are lit for all."), std::string::npos);
    EXPECT_EQ(site.get(site.call + "?released=" + std::to_string(number) + "&file=1").status, 404) << "the confidential part has no copy";
    EXPECT_EQ(site.get(site.call + "/submissions/" + std::to_string(number) + "?part=0").status, 404) << "the original is closed";
}

TEST_F(Contributing, WhereTheNameIsWithheldNoFileIsReleased) {
    site.enter(site.ardune);
    EXPECT_EQ(site.send(site.call, {{"act", "hand in"}, {"confidentiality", "name withheld"}}, {{"files", "a.docx", docx("Lamps are lit for all.")}}).status, 303);
    const std::int64_t number = site.registered()[0].submission.number;
    site.enter(site.officer);
    EXPECT_EQ(site.send(site.call + "/submissions/" + std::to_string(number), {{"act", "release"}, {"revision", "1"}}).status, 303);
    EXPECT_TRUE(consultations::release(site.snapshot(), "lamps-2031", number)->release.files.empty());
    EXPECT_TRUE(has(site.get(site.call), "Lamps are lit for all."));
}

// --- the call --------------------------------------------------------------------------------------------------------------------

TEST_F(Contributing, AnOpenCallIsChangedWithAReasonAndHasAnnexes) {
    site.enter(site.officer);
    EXPECT_EQ(site.send(site.call, {{"act", "change"}, {"revision", "2"}, {"title", "Views on lamps and wicks"}, {"limit", "900"}, {"pages", "4"}}).status, 400) << "without a reason";
    EXPECT_EQ(site.send(site.call, {{"act", "change"}, {"revision", "2"}, {"title", "Views on lamps and wicks"}, {"limit", "900"}, {"pages", "4"}, {"why", "wicks were forgotten"}}, {{"annex", "form.docx", docx("Fill in here.")}}).status, 303);
    site.enter("");
    const http::Response page = site.get(site.call);
    for (const char* words : {"Views on lamps and wicks", "At most 4 pages", "At most 900 words", "form.docx", "?annex=0"}) EXPECT_TRUE(has(page, words)) << words;
    EXPECT_EQ(site.get(site.call + "?annex=0").body, docx("Fill in here."));
    EXPECT_EQ(site.get(site.call + "?annex=1").status, 404);
    site.enter(site.officer);
    EXPECT_EQ(site.send(site.call, {{"act", "change"}, {"revision", "3"}, {"leave_out", "form.docx"}, {"why", "nobody filled it in"}}).status, 303);
    EXPECT_TRUE(consultations::call(site.snapshot(), "lamps-2031").call.annexes.empty());
    EXPECT_EQ(consultations::call(site.snapshot(), "lamps-2031").call.pages, 4);
}

TEST_F(Contributing, WhoWasInvitedCanDeclineAndItCountsSo) {
    site.enter(site.officer);
    EXPECT_EQ(site.send(site.call, {{"act", "invite"}, {"who", "Ardune\nTarrow"}}).status, 303);
    site.enter(site.ardune);
    EXPECT_EQ(site.send(site.call, {{"act", "decline"}}).status, 303);
    const auto invited = consultations::invited(site.snapshot(), "lamps-2031");
    ASSERT_EQ(invited.size(), 2U);
    EXPECT_EQ(invited[0].answer, consultations::Answer::declined);
    EXPECT_EQ(invited[1].answer, consultations::Answer::silent);
    site.enter(site.tarrow);
    EXPECT_FALSE(has(site.get(site.call), "will not answer</span>")) << "who declined is nobody else's business";
}

// --- files of every format, by the form ------------------------------------------------------------------------------------------

TEST_F(Contributing, FilesOfOtherProgramsComeInByTheForm) {
    for (const converting::Program& one : converting::programs_used()) {
        if (!one.path) GTEST_SKIP() << one.package << " is not on this machine";
    }
    const std::string words = "Lamps are few in the harbour of Ardune.", made = docx(words);
    site.enter(site.ardune);
    std::vector<FiledSite::Upload> files;
    for (const auto& [form, ending] : {std::pair{converting::OfficeForm::pdf, "pdf"}, {converting::OfficeForm::rtf, "rtf"}, {converting::OfficeForm::doc, "doc"}}) {
        files.push_back({"files", std::string("views.") + ending, converting::by_office(made, converting::OfficeForm::docx, form)});
    }
    EXPECT_EQ(site.send(site.call, {{"act", "hand in"}, {"words_typed", ""}, {"confidentiality", "public"}}, files).status, 303);
    ASSERT_EQ(site.registered().size(), 1U);
    const auto submission = site.registered()[0].submission;
    ASSERT_EQ(submission.parts.size(), 3U);
    EXPECT_TRUE(submission.marks.empty());
    EXPECT_EQ(submission.pages(), 3) << "a page each";
    for (std::size_t i = 0; i < files.size(); ++i) {
        EXPECT_EQ(submission.parts[i].name, files[i].name);
        EXPECT_NE(consultations::content(site.snapshot(), submission.parts[i].text).find(words), std::string::npos) << files[i].name;
        EXPECT_EQ(consultations::content(site.snapshot(), submission.parts[i].bytes), files[i].bytes) << "the original as it came";
    }
}

// --- letters ---------------------------------------------------------------------------------------------------------------------

TEST_F(Contributing, AContributorFindsItsLettersOnThePageOfItsContribution) {
    site.enter(site.officer);
    EXPECT_EQ(site.send(site.call, {{"act", "invite"}, {"who", "Ardune"}}).status, 303);
    for (const std::string& account : {site.ardune, site.tarrow}) {
        site.enter(account);
        EXPECT_EQ(site.send(site.call, {{"act", "hand in"}, {"words_typed", "We propose a list of lamps."}, {"confidentiality", "public"}}).status, 303);
    }
    const auto page = [&](std::size_t which) { return fmt::format("{}/submissions/{}", site.call, site.registered()[which].submission.number); };
    const auto is_letter = [&](const std::string& address) {
        const http::Response letter = site.get(address);
        return letter.status == 200 && letter.body.starts_with("PK");
    };
    site.enter(site.ardune);
    EXPECT_TRUE(has(site.get(page(0)), fmt::format("/receipt/{}.html", site.registered()[0].position)));
    EXPECT_TRUE(is_letter(page(0) + "?letter=invitation"));
    EXPECT_EQ(site.get(page(0) + "?letter=final").status, 404) << "before the report is issued";
    EXPECT_EQ(site.get(page(1) + "?letter=invitation").status, 404) << "a contribution of another is not there";
    site.enter(site.tarrow);
    EXPECT_EQ(site.get(page(1) + "?letter=invitation").status, 404) << "Tarrow was not invited";
    const consultations::By officer{{"secretariat officer", "maud"}, "", true, {}, {}};
    const auto act = [&](const char* what, json::Value fields) { consultations::perform_reading(site.holdings(), {what, "lamps-2031", std::move(fields), officer, {}}); };
    act("begin report", json::Object{});
    act("write paragraph", json::Object{{"section", "proposals"}, {"sentences", json::Array{json::Object{{"text", "One State proposed a list."}, {"sources", std::to_string(site.registered()[1].submission.number)}}}}});
    act("issue report", json::Object{});
    EXPECT_TRUE(has(site.get(page(1)), "letter=final"));
    EXPECT_TRUE(is_letter(page(1) + "?letter=final"));
    EXPECT_EQ(site.get(page(0) + "?letter=final").status, 404) << "that of Ardune is its own";
}

}  // namespace
}  // namespace comity::web
