// The pages of the reading desk and of the report: who sees what, what a form does, what a conflict shows. Begins with what must never happen. Invented words.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>

#include <fmt/format.h>

#include "base/testing.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "web/testing.hpp"

namespace comity::web {
namespace {

namespace c = consultations;

bool has(const http::Response& response, std::string_view words) { return response.body.find(words) != std::string::npos; }

constexpr std::string_view ardune_words = "Question 1\n\nThe lack of lamps prevents boats from coming in.\n\nWe propose that the Registrar publish a list of lamps.";
constexpr std::string_view tarrow_words = "The Registrar should publish a yearly list of all lamps.";
constexpr std::string_view secret_words = "The keeper of the tower is afraid.";

/// A call with three contributions, one of them with its name withheld and one in confidence, and two officers who read blind.
class Desked : public ::testing::Test {
protected:
    TestSite site{TestSite::With::texts, record::Purpose::own, TestSite::Accounts::some};
    std::string anna = site.admit("anna", "secretariat officer"), bert = site.admit("bert", "secretariat officer"), keeper = site.admit("maud", "secretariat officer");
    std::string ardune = site.admit("ines", "contributor", "Ardune"), tarrow = site.admit("brin", "contributor", "Tarrow"), validator = site.admit("oriel", "validator"), editor = site.admit("tomas", "editor");
    std::int64_t first = 0, second = 0, secret = 0;

    void SetUp() override {
        site.enter(keeper);
        done("/consultations", {{"call", "lamps-2031"}, {"title", "Views on lamps"}, {"convener", "the Registrar"}, {"document", "CA/RES/36/30"}, {"paragraph", "op2"}, {"questions", "What obstacles do you meet?\nWhat do you propose?"}, {"deadline", "2031-05-03T18:00"},
                                {"zone", "Europe/Zurich"}, {"contact", "registry@halfway.example"}});
        done("/consultations/lamps-2031", {{"act", "open"}});
        done("/consultations/lamps-2031", {{"act", "invite"}, {"who", "Ardune\nTarrow\nCassemund"}});
        first = handed(ardune, std::string(ardune_words), "public");
        second = handed(tarrow, std::string(tarrow_words), "name withheld");
        secret = handed(tarrow, std::string(secret_words), "confidential");
        site.enter(keeper);
        done("/consultations/lamps-2031/desk", {{"act", "set desk"}, {"coder", actors::account_in_entries(anna)}, {"others", "bert"}});
    }
    std::int64_t handed(const std::string& account, const std::string& words, const std::string& choice) {
        site.enter(account);
        done("/consultations/lamps-2031", {{"act", "hand in"}, {"words_typed", words}, {"confidentiality", choice}});
        return c::submissions(snapshot(), "lamps-2031").back().submission.number;
    }
    using Fields = std::vector<std::pair<std::string, std::string>>;
    http::Response act(const std::string& address, const Fields& fields) {
        http::Form made;
        for (const auto& [name, value] : fields) made.add(name, value);
        return site.send(address, std::move(made));
    }
    void done(const std::string& address, const Fields& fields) {
        const http::Response response = act(address, fields);
        EXPECT_EQ(response.status, 303) << address << "\n" << response.body;
    }
    [[nodiscard]] static std::string desk(std::int64_t number) { return fmt::format("/consultations/lamps-2031/desk/{}", number); }
    [[nodiscard]] static std::string page(std::string_view name) { return fmt::format("/consultations/lamps-2031/{}", name); }
    [[nodiscard]] record::Snapshot snapshot() { return site.holdings().record().snapshot(); }
    [[nodiscard]] c::Heard heard() { return c::heard(snapshot(), site.holdings().vocabulary(), "lamps-2031"); }
    void code(const std::string& account, std::int64_t number, const std::string& at, const std::string& words, const std::string& kind, const std::string& question = "2") {
        site.enter(account);
        done(desk(number), {{"act", "code"}, {"at", at}, {"revision", "0"}, {"words", words}, {"kind", kind}, {"question", question}});
    }
    void read(const std::string& account, std::int64_t number) {
        site.enter(account);
        done(desk(number), {{"act", "done reading"}});
    }
    /// Both coders, all contributions; of one passage they differ.
    void code_all() {
        code(anna, first, "1-2", "The lack of lamps prevents boats from coming in", "obstacle", "1");
        code(bert, first, "1-2", "lack of lamps prevents boats from coming in", "challenge", "1");
        for (const std::string& account : {anna, bert}) {
            code(account, first, "1-3", "", "proposal");
            code(account, second, "1-1", "", "proposal");
            code(account, secret, "1-1", "", "challenge", "1");
            for (const std::int64_t number : {first, second, secret}) read(account, number);
        }
    }
    [[nodiscard]] std::string source(std::int64_t number, c::PassageKind kind) {
        for (const c::CountedPassage& one : heard().passages) {
            if (one.place.submission == number && one.code.kind == kind) return c::source_of(one.place);
        }
        return "";
    }
    std::int64_t paragraph(const Fields& fields) {
        const http::Response response = act(page("report"), fields);
        EXPECT_EQ(response.status, 303) << response.body;
        const std::string to(response.header("Location"));
        const std::size_t at = to.find("/report/") + 8;
        return std::stoll(to.substr(at));
    }
};

// --- what must never happen ------------------------------------------------------------------------------------------------------

TEST_F(Desked, NobodyElseOpensAnyOfItsPages) {
    code_all();
    site.enter(keeper);
    done(page("report"), {{"act", "begin report"}, {"title", "Lamps"}});
    const std::int64_t written = paragraph({{"act", "write paragraph"}, {"section", "introduction"}, {"text", "The Registrar was asked to report."}});
    const std::int64_t before = site.entries();
    for (const std::string& account : {ardune, tarrow, validator, editor, std::string()}) {
        site.enter(account);
        for (const std::string& address : {page("desk"), desk(first), desk(secret), page("agreement"), page("groups"), page("balance"), page("matrix"), page("matrix?format=csv"), page("report"), page("report?format=text"),
                                           page("report/versions"), page("report/letters"), page("report/letters?of=" + std::to_string(first)), page("report/" + std::to_string(written))}) {
            const http::Response shown = site.get(address);
            EXPECT_TRUE(shown.status == 403 || shown.status == 303 || (account == editor && shown.status == 404)) << address << " gave " << shown.status;
            for (const std::string_view words : {ardune_words.substr(12, 20), tarrow_words, secret_words}) EXPECT_FALSE(has(shown, words)) << address;
        }
        for (const std::string& address : {page("desk"), desk(first), page("agreement"), page("groups"), page("report"), page("report/" + std::to_string(written))}) {
            EXPECT_GE(act(address, {{"act", "code"}, {"at", "1-1"}, {"kind", "obstacle"}}).status, 403) << address;
        }
    }
    EXPECT_EQ(site.entries(), before);
}

TEST_F(Desked, ABlindCoderSeesNothingOfTheOtherOnAnyPage) {
    site.enter(anna);
    done(desk(first), {{"act", "code"}, {"at", "1-2"}, {"revision", "0"}, {"words", "lack of lamps"}, {"kind", "obstacle"}, {"note", "a telling note"}, {"more_themes", "SDG-14"}});
    const std::string theme = "/themes/SDG-14";
    EXPECT_TRUE(has(site.get(desk(first)), "a telling note"));
    read(anna, first);
    site.enter(bert);
    for (const std::string& address : {desk(first), page("desk"), page("agreement"), page("groups?passages=obstacle"), page("balance"), page("matrix"), page("matrix?cell=obstacle&theme=SDG-14&actor=state"), page("matrix?format=json"), desk(second) + "?similar=1-1"}) {
        const http::Response shown = site.get(address);
        EXPECT_EQ(shown.status, 200) << address;
        EXPECT_FALSE(has(shown, "a telling note")) << address;
        EXPECT_FALSE(has(shown, theme)) << address;
        EXPECT_FALSE(has(shown, "SDG-14\"")) << address;
    }
    site.enter(keeper);
    EXPECT_TRUE(has(site.get(desk(first)), "a telling note")) << "whoever keeps the consultation and doesn't code";
    read(bert, first);
    EXPECT_TRUE(has(site.get(desk(first)), "a telling note")) << "once all are done";
}

TEST_F(Desked, ACoderWhoDoesNotKeepTheConsultationReadsNothingInConfidence) {
    site.enter(keeper);
    done(page("desk"), {{"act", "set desk"}, {"revision", "1"}, {"coder", actors::account_in_entries(editor)}});
    code(anna, secret, "1-1", "", "challenge", "1");
    const std::int64_t coded = snapshot().size() - 1;
    read(anna, secret);
    site.enter(editor);
    EXPECT_TRUE(has(site.get(desk(first)), "lack of lamps"));
    EXPECT_EQ(site.get(desk(secret)).status, 404);
    for (const std::string& address : {page("desk"), page("agreement"), desk(first) + "?similar=1-2", std::string("/log/entries/") + std::to_string(coded), std::string("/log")}) EXPECT_FALSE(has(site.get(address), secret_words)) << address;
    EXPECT_FALSE(has(site.get(page("desk")), desk(secret)));
    EXPECT_GE(act(desk(secret), {{"act", "code"}, {"at", "1-1"}, {"revision", "0"}, {"kind", "obstacle"}}).status, 403);
    EXPECT_EQ(site.get(page("report")).status, 403);
    EXPECT_EQ(site.get(page("balance")).status, 403);
    EXPECT_EQ(act(page("desk"), {{"act", "set desk"}, {"revision", "2"}, {"coder", actors::account_in_entries(keeper)}}).status, 403);
    code(editor, first, "1-2", "lack of lamps", "obstacle");
    EXPECT_EQ(c::coding(snapshot(), "lamps-2031", first).coded.size(), 1U);
}

TEST_F(Desked, AConfidentialPassageGetsIntoNoPublicReport) {
    code_all();
    site.enter(keeper);
    done(page("report"), {{"act", "begin report"}, {"title", "Lamps"}});
    const std::int64_t number = paragraph({{"act", "write paragraph"}, {"section", "obstacles"}, {"text", "A keeper spoke of fear."}});
    const std::string address = page("report/" + std::to_string(number)), closed = source(secret, c::PassageKind::challenge);
    ASSERT_FALSE(closed.empty());
    EXPECT_FALSE(has(site.get(address + "?passages=challenge"), closed)) << "it is not offered";
    const http::Response refused = act(address, {{"act", "write paragraph"}, {"revision", "1"}, {"tie " + closed, "1"}});
    EXPECT_EQ(refused.status, 403);
    EXPECT_TRUE(has(refused, "confidential, in whole or in the part")) << refused.body;
    EXPECT_EQ(act(address, {{"act", "write paragraph"}, {"revision", "1"}, {"further-1", std::to_string(secret)}}).status, 403);
    EXPECT_FALSE(has(site.get(page("report?format=text")), secret_words));
}

TEST_F(Desked, AConflictLosesNothingThatWasTyped) {
    code(anna, first, "1-2", "lack of lamps", "obstacle");
    const std::string key = c::key_of(c::coding(snapshot(), "lamps-2031", first).coded.at(0).passage.place);
    EXPECT_TRUE(has(site.get(desk(first) + "?edit=" + key), "name=\"revision\" value=\"1\""));
    done(desk(first), {{"act", "code"}, {"at", "1-2"}, {"revision", "1"}, {"words", "lack of lamps"}, {"kind", "challenge"}});
    const http::Response again = act(desk(first), {{"act", "code"}, {"at", "1-2"}, {"revision", "1"}, {"words", "lack of lamps"}, {"kind", "obstacle"}, {"note", "as I typed it"}});
    EXPECT_EQ(again.status, 409);
    EXPECT_TRUE(has(again, "as I typed it"));
    site.enter(keeper);
    done(page("report"), {{"act", "begin report"}, {"title", "Lamps"}});
    const std::int64_t number = paragraph({{"act", "write paragraph"}, {"section", "obstacles"}, {"text", "One thing."}});
    const std::string address = page("report/" + std::to_string(number));
    done(address, {{"act", "write paragraph"}, {"form", "text"}, {"section", "obstacles"}, {"revision", "1"}, {"text", "Another thing."}});
    const http::Response late = act(address, {{"act", "write paragraph"}, {"form", "text"}, {"section", "obstacles"}, {"revision", "1"}, {"text", "A third thing."}});
    EXPECT_EQ(late.status, 409);
    EXPECT_TRUE(has(late, "A third thing."));
}

// --- reading and coding ------------------------------------------------------------------------------------------------------------

TEST_F(Desked, OneButtonTakesWhatTheProgramProposes) {
    site.enter(anna);
    const http::Response shown = site.get(desk(first));
    EXPECT_TRUE(has(shown, "the words")) << "the reason";
    EXPECT_TRUE(has(shown, "name=\"kind\" value=\"obstacle\""));
    done(desk(first), {{"act", "code"}, {"at", "1-2"}, {"revision", "0"}, {"kind", "obstacle"}, {"question", "1"}, {"paragraph", ""}});
    const auto coded = c::coding(snapshot(), "lamps-2031", first).coded;
    ASSERT_EQ(coded.size(), 1U);
    EXPECT_EQ(coded[0].passage.place.words, "The lack of lamps prevents boats from coming in");
    EXPECT_EQ(coded[0].passage.code.question, 1);
}

TEST_F(Desked, WordsThatStandNowhereAreRefused) {
    site.enter(anna);
    const http::Response refused = act(desk(first), {{"act", "code"}, {"at", "1-2"}, {"revision", "0"}, {"words", "no such words"}, {"kind", "obstacle"}});
    EXPECT_EQ(refused.status, 400);
    EXPECT_TRUE(has(refused, "no such words"));
    EXPECT_EQ(act(desk(first), {{"act", "code"}, {"at", "7-7"}, {"revision", "0"}, {"kind", "obstacle"}}).status, 400);
    EXPECT_EQ(act(desk(first), {{"act", "code"}, {"at", "1-2"}, {"revision", "0"}, {"words", "lamps"}}).status, 400) << "without a kind";
    EXPECT_EQ(site.get(desk(9999)).status, 404);
}

TEST_F(Desked, ACodeIsTakenBackAndMechanismsGoByTheirNames) {
    site.enter(anna);
    done(desk(first), {{"act", "code"}, {"at", "1-3"}, {"revision", "0"}, {"words", ""}, {"kind", "proposal"}, {"addressee", "the Registrar"}, {"mechanism", "Human Rights Council"}, {"more_themes", "Quality education; SDG-14"}});
    const auto code = c::coding(snapshot(), "lamps-2031", first).coded.at(0);
    EXPECT_EQ(code.passage.code.mechanism, "body:HRC");
    EXPECT_EQ(code.passage.code.themes, (std::vector<std::string>{"SDG-14", "SDG-4"}));
    done(desk(first), {{"act", "take back code"}, {"at", "1-3"}, {"key", c::key_of(code.passage.place)}, {"revision", "1"}});
    EXPECT_TRUE(c::coding(snapshot(), "lamps-2031", first).coded.empty());
}

TEST_F(Desked, TheOverviewLeadsToWhatIsNotReadYet) {
    read(anna, first);
    const http::Response shown = site.get(page("desk"));
    EXPECT_TRUE(has(shown, fmt::format("class=\"button\" href=\"{}\"", desk(second))));
    EXPECT_FALSE(has(site.get(page("desk?which=unread")), fmt::format("href=\"{}\"", desk(first))));
    EXPECT_TRUE(has(site.get(page("desk?which=read")), fmt::format("href=\"{}\"", desk(first))));
    EXPECT_EQ(act(desk(first), {{"act", "code"}, {"at", "1-2"}, {"revision", "0"}, {"kind", "obstacle"}}).status, 409) << "whoever is done changes nothing any more";
}

TEST_F(Desked, ATranslationStandsBesideItsParagraph) {
    site.enter(keeper);
    done(desk(first), {{"act", "translate"}, {"at", "1-2"}, {"language", "fr"}, {"by", "Nadège Orme"}, {"text", "Le manque de lampes empêche d'entrer."}});
    EXPECT_TRUE(has(site.get(desk(first)), "Le manque de lampes"));
    EXPECT_TRUE(has(site.get(desk(first)), "Nadège Orme"));
    EXPECT_TRUE(has(site.get(desk(first) + "?translate=1-2&into=fr"), "name=\"revision\" value=\"1\""));
    const http::Response uneven = act(desk(first), {{"act", "translate"}, {"part", "1"}, {"language", "ar"}, {"text", "سطر واحد."}});
    EXPECT_EQ(uneven.status, 400);
    EXPECT_TRUE(has(uneven, "سطر واحد."));
}

TEST_F(Desked, SimilarPassagesStandWithTheWordsThatTheyShare) {
    code_all();
    const http::Response shown = site.get(desk(first) + "?similar=1-3");
    EXPECT_TRUE(has(shown, tarrow_words.substr(0, 30)));
}

// --- agreement, groups, figures ----------------------------------------------------------------------------------------------------

TEST_F(Desked, ADifferenceIsSettledAsOneOfThemSawIt) {
    code_all();
    site.enter(keeper);
    const http::Response shown = site.get(page("agreement"));
    ASSERT_TRUE(has(shown, "name=\"as\" value=\"2\""));
    const c::Coding coding = c::coding(snapshot(), "lamps-2031", first);
    std::string key;
    for (const c::Coded& one : coding.coded) {
        if (one.passage.code.kind == c::PassageKind::obstacle) key = c::key_of(one.passage.place);
    }
    EXPECT_EQ(act(page("agreement"), {{"act", "settle"}, {"submission", std::to_string(first)}, {"key", key}, {"as", "2"}, {"why", ""}}).status, 400) << "with the reason alone";
    done(page("agreement"), {{"act", "settle"}, {"submission", std::to_string(first)}, {"key", key}, {"as", "2"}, {"why", "it can be overcome"}});
    EXPECT_FALSE(source(first, c::PassageKind::challenge).empty());
    const http::Response after = site.get(page("agreement"));
    EXPECT_FALSE(has(after, "name=\"as\" value=\"2\""));
    EXPECT_TRUE(has(after, "it can be overcome"));
}

TEST_F(Desked, ProposalsAreGatheredNamedAndAnswered) {
    code_all();
    site.enter(keeper);
    EXPECT_TRUE(has(site.get(page("groups")), "name=\"passages\""));
    const std::string one = source(first, c::PassageKind::proposal), other = source(second, c::PassageKind::proposal);
    done(page("groups"), {{"act", "gather"}, {"name", "A list of lamps"}, {"passages", one}, {"passages", other}});
    const auto groups = c::groups(snapshot(), "lamps-2031");
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].first.sources.size(), 2U);
    done(page("report"), {{"act", "begin report"}, {"title", "Lamps"}});
    const std::string number = std::to_string(groups[0].first.number);
    done(page("groups"), {{"act", "answer proposal"}, {"group", number}, {"source", one + ";" + other}, {"text", "It will be published."}});
    EXPECT_TRUE(has(site.get(page("groups")), "It will be published."));
    const http::Response late = act(page("groups"), {{"act", "change group"}, {"group", number}, {"revision", "7"}, {"name", "Lists, as typed"}, {"passages", one}, {"passages", other}});
    EXPECT_EQ(late.status, 409);
    EXPECT_TRUE(has(late, "Lists, as typed"));
    done(page("groups"), {{"act", "part group"}, {"group", number}, {"revision", "1"}});
    EXPECT_TRUE(c::groups(snapshot(), "lamps-2031").empty());
}

TEST_F(Desked, EachFigureOpensItsList) {
    code_all();
    site.enter(keeper);
    const http::Response balance = site.get(page("balance"));
    EXPECT_TRUE(has(balance, "Cassemund")) << "who was invited and is silent";
    EXPECT_TRUE(has(balance, fmt::format("href=\"{}\"", desk(first))));
    EXPECT_TRUE(has(balance, "runs of three"));
    EXPECT_FALSE(has(balance, ">Tarrow</span></a></li>")) << "a dot of a withheld name has no name";
    const http::Response matrix = site.get(page("matrix"));
    EXPECT_TRUE(has(matrix, "cell=proposal&amp;theme=&amp;actor=state"));
    EXPECT_TRUE(has(site.get(page("matrix?cell=proposal&theme=&actor=state")), tarrow_words.substr(0, 30)));
    EXPECT_TRUE(has(site.get(page("matrix?format=csv")), "proposal"));
    EXPECT_TRUE(has(site.get(page("balance?format=json")), "formulas"));
}

// --- the report ------------------------------------------------------------------------------------------------------------------

TEST_F(Desked, AnIssuedReportGoesIntoTheRecordAndDeliversItsMandate) {
    code_all();
    site.enter(keeper);
    done(page("report"), {{"act", "begin report"}, {"title", "Views on lamps"}, {"symbol", "CA/37/14"}, {"body", "Concord Assembly"}, {"session", "37"}});
    const std::int64_t opening = paragraph({{"act", "write paragraph"}, {"section", "introduction"}, {"text", "In paragraph 2 of its resolution 36/30, the Concord Assembly spoke of lights."}});
    done(page("report/" + std::to_string(opening)), {{"act", "write paragraph"}, {"revision", "1"}, {"own-1", "mandate"}});
    const std::int64_t second_one = paragraph({{"act", "write paragraph"}, {"section", "proposals"}, {"text", "Two States asked for a list of lamps."}});
    const std::string address = page("report/" + std::to_string(second_one));
    EXPECT_EQ(act(page("report"), {{"act", "issue report"}, {"revision", "1"}}).status, 403) << "a sentence rests on nothing";
    EXPECT_TRUE(has(site.get(address + "?find=list"), "tie " + source(first, c::PassageKind::proposal)));
    done(address, {{"act", "write paragraph"}, {"revision", "1"}, {"tie " + source(first, c::PassageKind::proposal), "1"}, {"tie " + source(second, c::PassageKind::proposal), "1"}});
    EXPECT_TRUE(has(site.get(address), "two States")) << "who stands behind it";
    EXPECT_EQ(act(page("report"), {{"act", "file report"}}).status, 409) << "it is not issued";
    done(page("report"), {{"act", "issue report"}, {"revision", "1"}});
    const http::Response filed = act(page("report"), {{"act", "file report"}});
    ASSERT_EQ(filed.status, 303) << filed.body;
    EXPECT_EQ(site.get("/documents/CA/37/14").status, 200);
    EXPECT_TRUE(has(site.get(std::string(filed.header("Location"))), "CA/37/14"));
    EXPECT_TRUE(has(site.get("/consultations/lamps-2031"), "/documents/CA/37/14"));
    site.enter("");
    EXPECT_TRUE(has(site.get("/consultations/lamps-2031"), "/documents/CA/37/14")) << "everybody finds the report from its call";
    EXPECT_TRUE(has(site.get("/documents/CA/37/14"), "36/30"));
}

TEST_F(Desked, AReportThatDoesNotCiteItsMandateIsNotTakenIn) {
    site.enter(keeper);
    done(page("report"), {{"act", "begin report"}, {"title", "Views on lamps"}, {"symbol", "CA/37/15"}});
    const std::int64_t number = paragraph({{"act", "write paragraph"}, {"section", "introduction"}, {"text", "Views were asked for."}});
    done(page("report/" + std::to_string(number)), {{"act", "write paragraph"}, {"revision", "1"}, {"own-1", "method"}});
    done(page("report"), {{"act", "issue report"}, {"revision", "1"}});
    const std::int64_t before = site.entries();
    const http::Response refused = act(page("report"), {{"act", "file report"}});
    EXPECT_EQ(refused.status, 403);
    EXPECT_TRUE(has(refused, "does not cite"));
    EXPECT_LE(site.entries(), before + 1) << "but for the note that it was turned away";
    EXPECT_EQ(site.get("/documents/CA/37/15").status, 404);
}

TEST_F(Desked, AChangedWordKeepsWhatItsSentenceRestsOn) {
    code_all();
    site.enter(keeper);
    done(page("report"), {{"act", "begin report"}, {"title", "Lamps"}});
    const std::int64_t number = paragraph({{"act", "write paragraph"}, {"section", "proposals"}, {"text", "Two States asked for a list. It is long."}});
    const std::string address = page("report/" + std::to_string(number)), rests = source(first, c::PassageKind::proposal);
    done(address, {{"act", "write paragraph"}, {"revision", "1"}, {"tie " + rests, "1"}, {"own-2", "remark"}});
    done(address, {{"act", "write paragraph"}, {"form", "text"}, {"revision", "2"}, {"section", "proposals"}, {"text", "Two States asked for a list of lamps.\nIt is long.\nIt grows."}});
    auto sentences = c::report(snapshot(), "lamps-2031")->paragraphs.at(0).first.sentences;
    ASSERT_EQ(sentences.size(), 3U);
    EXPECT_TRUE(sentences[0].sources.empty()) << "one was changed and one is new: which of them it was, a person says";
    EXPECT_EQ(sentences[1].own, "remark");
    done(address, {{"act", "write paragraph"}, {"revision", "3"}, {"tie " + rests, "1"}, {"own-2", "remark"}});
    done(address, {{"act", "write paragraph"}, {"form", "text"}, {"revision", "4"}, {"section", "proposals"}, {"text", "Two States asked for lists of lamps.\nIt is long.\nIt grows."}});
    sentences = c::report(snapshot(), "lamps-2031")->paragraphs.at(0).first.sentences;
    EXPECT_EQ(sentences[0].sources, std::vector<std::string>{rests});
    EXPECT_TRUE(has(site.get(page("report/versions")), "lists"));
}

TEST_F(Desked, EveryFormAndEveryLetterComesAsAFile) {
    code_all();
    site.enter(keeper);
    done(page("report"), {{"act", "begin report"}, {"title", "Lamps"}});
    const std::int64_t number = paragraph({{"act", "write paragraph"}, {"section", "proposals"}, {"text", "One State asked for a list."}});
    done(page("report/" + std::to_string(number)), {{"act", "write paragraph"}, {"revision", "1"}, {"tie " + source(first, c::PassageKind::proposal), "1"}});
    for (const char* form : {"text", "markdown", "html", "docx", "akn", "json"}) {
        const http::Response file = site.get(page("report?format=" + std::string(form)));
        EXPECT_EQ(file.status, 200) << form;
        EXPECT_EQ(file.header("Cache-Control"), "no-store") << form;
    }
    EXPECT_EQ(site.get(page("report?format=rtf")).status, 400);
    EXPECT_TRUE(has(site.get(page("report/letters")), "of=" + std::to_string(first)));
    EXPECT_TRUE(site.get(page("report/letters?of=" + std::to_string(first))).body.starts_with("PK"));
    EXPECT_TRUE(site.get(page("report/letters?format=zip")).body.starts_with("PK"));
    EXPECT_EQ(site.get(page("report/letters?of=9999")).status, 404);
}

// --- word for word ---------------------------------------------------------------------------------------------------------------

std::string lasting(TestSite& site, std::string text) {
    const std::string token = TestSite::token_of({200, {}, text}), identity = site.holdings().record().identity();
    for (const auto& [what, with] : {std::pair<std::string, std::string>{token, "TOKEN"}, {identity, "IDENTITY"}}) {
        for (std::size_t at = what.empty() ? std::string::npos : text.find(what); at != std::string::npos; at = text.find(what, at)) text.replace(at, what.size(), with);
    }
    text = std::regex_replace(text, std::regex("account [0-9a-f]{16}"), "account OF-A-PERSON");
    return std::regex_replace(text, std::regex("\\?v=[0-9a-f]{12}"), "?v=VERSION");
}

void expect_golden(TestSite& site, const std::string& name, const std::string& address) {
    const http::Response response = site.get(address);
    EXPECT_EQ(response.status, 200) << address;
    const std::string got = lasting(site, response.body);
    const std::filesystem::path file = source_folder() / "tests/golden/web" / name;
    if (std::getenv("COMITY_UPDATE") != nullptr) {
        std::ofstream(file, std::ios::binary) << got;
        return;
    }
    std::ifstream in(file, std::ios::binary);
    std::ostringstream expected;
    expected << in.rdbuf();
    EXPECT_EQ(got, expected.str()) << file << ": if this is as it should be, run with COMITY_UPDATE=1";
}

TEST_F(Desked, PagesAreAsTheyStandInTheGoldenFiles) {
    site.enter(anna);
    expect_golden(site, "desk-reading.html", desk(first));
    code_all();
    site.enter(keeper);
    done(page("groups"), {{"act", "gather"}, {"name", "A list of lamps"}, {"passages", source(first, c::PassageKind::proposal)}, {"passages", source(second, c::PassageKind::proposal)}});
    expect_golden(site, "desk-report-begin.html", page("report"));
    done(page("report"), {{"act", "begin report"}, {"title", "Views on lamps"}});
    const std::int64_t number = paragraph({{"act", "write paragraph"}, {"section", "proposals"}, {"text", "Two States asked for a list. Several States spoke of lights."}, {"comment", "to be counted again"}});
    done(page("report/" + std::to_string(number)), {{"act", "write paragraph"}, {"revision", "1"}, {"tie " + source(first, c::PassageKind::proposal), "1"}, {"tie " + source(second, c::PassageKind::proposal), "1"}});
    expect_golden(site, "desk.html", page("desk"));
    expect_golden(site, "desk-read.html", desk(first) + "?similar=1-3");
    expect_golden(site, "desk-agreement.html", page("agreement"));
    expect_golden(site, "desk-groups.html", page("groups"));
    expect_golden(site, "desk-balance.html", page("balance"));
    expect_golden(site, "desk-matrix.html", page("matrix?cell=proposal&theme=&actor=state"));
    expect_golden(site, "desk-report.html", page("report"));
    expect_golden(site, "desk-report-paragraph.html", page("report/" + std::to_string(number) + "?find=list"));
    expect_golden(site, "desk-report-versions.html", page("report/versions"));
    expect_golden(site, "desk-report-letters.html", page("report/letters"));
    expect_golden(site, "desk-report-french.html", page("report?lang=fr"));
    expect_golden(site, "desk-balance-arabic.html", page("balance?lang=ar"));
}

}  // namespace
}  // namespace comity::web
