#include <csignal>
#include <cstdlib>
#include <set>

#include <sys/resource.h>
#include <sys/wait.h>

#include <gtest/gtest.h>

#include "converting/converting.hpp"
#include "machinery/holdings/testing.hpp"
#include "machinery/reviews/reviews.hpp"
#include "programs/programs.hpp"
#include "record/verification.hpp"
#include "zip/zip.hpp"

namespace comity::holdings {
namespace {

using testing::Collection;
using Texts = std::vector<std::string>;

std::string numbered(int i) {
    std::string text = fmt::format("symbol A/RES/60/{}\ntitle Orchards, part {}\ndate 2005-12-16\n", i, i);
    for (int j = 0; j < 40; ++j) text += fmt::format("op {} Requests gardener {} to water {} trees of row {};\n", j + 1, i * j, j * 7919 % 1013, i);
    return text;
}

/// A list as OHCHR has them, of two recommendations; in a DOC by LibreOffice.
std::string old_list_of_recommendations() {
    const auto cell = [](std::string_view words) { return fmt::format("<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>", words); };
    const auto row = [&](std::string_view a, std::string_view b, std::string_view c) { return "<w:tr>" + cell(a) + cell(b) + cell(c) + "</w:tr>"; };
    const std::string words = "<w:p><w:r><w:t>UPR of Nivaal (3rd Cycle - 34th Session)</w:t></w:r></w:p><w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"3000\"/><w:gridCol w:w=\"3000\"/><w:gridCol w:w=\"3000\"/></w:tblGrid>" +
                              row("Recommendation", "Position", "Full list of themes") + row("101.12 Dredge the harbour before winter", "Supported", "Ports") + row("101.13 Open the lock at night", "Noted", "Ports") + "</w:tbl><w:p/>";
    const std::string mark = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
    const std::vector<zip::Entry> entries = {
        {"[Content_Types].xml", mark + R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
                                       R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>)"},
        {"_rels/.rels", mark + R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" )"
                               R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)"},
        {"word/document.xml", mark + R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>)" + words + "</w:body></w:document>"}};
    return converting::by_office(zip::packed(entries), converting::OfficeForm::docx, converting::OfficeForm::doc);
}

TEST(Import, TakesAListOfRecommendationsFromAnOldFileOfAWordProcessor) {
    if (!programs::find("soffice")) GTEST_SKIP() << "soffice is not installed";
    Collection c;
    const auto file = c.write("list.doc", old_list_of_recommendations());
    const auto summary = c.import(file);
    EXPECT_EQ(summary.added, 1U);
    const auto listed = reviews::list(c->record().snapshot(), {}, 0, 10);
    ASSERT_EQ(listed.total, 2U) << "and no document";
    EXPECT_EQ(listed.rows[0].number, "101.12");
    EXPECT_EQ(listed.rows[1].position, "noted");
    EXPECT_EQ(c.import(file).added, 0U) << "the same again";
    EXPECT_TRUE(record::verify(c->record()).findings.empty());
    c.open(2);
    EXPECT_EQ(reviews::list(c->record().snapshot(), {}, 0, 10).total, 2U) << "read again without the program";
}

TEST(Import, TellsOfEachFileInTheOrderOfNamesAndTakesItOnce) {
    Collection c;
    c.write("b/2.txt", numbered(2));
    c.write("a.txt", numbered(1));
    c.write("b/1.txt", "noise");
    c.write("c.txt", numbered(1));  // the same bytes again
    c.write(".hidden", numbered(4));
    c.write("table.tsv", "a\tb\n");
    const auto told = [&] {
        Texts out;
        const auto summary = c.import(c.texts(), {[&](const FileResult& result, std::size_t done, std::size_t in_all) {
                                                      out.push_back(fmt::format("{}/{} {} {}", done, in_all, std::filesystem::path(result.path).filename().string(),
                                                                                name_of(result.outcome)));
                                                  },
                                                  {}});
        EXPECT_EQ(summary.refused.size(), 1U);
        EXPECT_EQ(summary.refused.at(0).reason, "it is no text");
        EXPECT_EQ(summary.passed_over.size(), 1U);
        return out;
    };
    EXPECT_EQ(told(), (Texts{"1/4 a.txt added", "2/4 1.txt could not be read", "3/4 2.txt added", "4/4 c.txt already there"}));
    EXPECT_EQ(told(), (Texts{"1/4 a.txt already there", "2/4 1.txt could not be read", "3/4 2.txt already there", "4/4 c.txt already there"}));
    EXPECT_EQ(c->record().snapshot().size(), 2);
    EXPECT_EQ(c->source(c->find("60/2")), numbered(2));
}

TEST(Import, SaysWhyAFileCannotBeRead) {
    Collection c;
    EXPECT_EQ(c.import(c.texts() / "none.txt").refused.at(0).reason, "there is no such file");
    EXPECT_EQ(c.import("/dev/null").refused.at(0).reason, "it is neither a file nor a folder");
    EXPECT_EQ(c.import(c.write("table.tsv", "noise")).refused.size(), 1U);  // named by itself it is tried
    EXPECT_EQ(c->record().snapshot().size(), 0);
}

TEST(Import, TakesEachDocumentOfAnArchiveWithItsWayThere) {
    Collection c;
    const std::string inner = zip::packed(std::vector<zip::Entry>{{"deep.txt", numbered(3)}, {"deeper.zip", "noise"}});
    const std::string packed = zip::packed(std::vector<zip::Entry>{
        {"a.txt", numbered(1)}, {"../../etc/b.txt", numbered(2)}, {"inner.zip", inner}, {"table.tsv", "a\tb\n"}, {"__MACOSX/a.txt", "noise"}, {".hidden.txt", "noise"}});
    c.write("papers.zip", packed);
    Texts told;
    const auto summary = c.import(c.texts(), {[&](const FileResult& result, std::size_t done, std::size_t in_all) {
                                                  told.push_back(fmt::format("{}/{} {} {}", done, in_all, result.path.substr(c.texts().string().size() + 1), name_of(result.outcome)));
                                              },
                                              {}});
    EXPECT_EQ(told, (Texts{"1/4 papers.zip/a.txt added", "2/4 papers.zip/etc/b.txt added", "3/4 papers.zip/inner.zip/deep.txt added", "4/4 papers.zip/inner.zip/deeper.zip could not be read"}));
    EXPECT_EQ(summary.passed_over.size(), 1U);
    EXPECT_EQ(c->source(c->find("60/2")), numbered(2));
    EXPECT_EQ(c.import(c.texts()).already_there, 3U);
    EXPECT_EQ(c.import(c.write("broken.zip", packed.substr(0, packed.size() / 2))).refused.size(), 1U);
    EXPECT_EQ(c.import(c.write("hostile.zip", zip::packed(std::vector<zip::Entry>{{"a.txt", std::string(8U << 20U, ' ')}}))).refused.size(), 1U);
}

TEST(Import, StopsWhenAskedAndKeepsWhatItTold) {
    Collection c;
    for (int i = 0; i < 300; ++i) c.write(fmt::format("{:03}.txt", i), numbered(i));
    std::stop_source stop;
    std::size_t told = 0;
    const auto summary = c.import(c.texts(), {[&](const FileResult&, std::size_t done, std::size_t) {
                                                  told = done;
                                                  stop.request_stop();
                                              },
                                              stop.get_token()});
    EXPECT_TRUE(summary.stopped || told == 300);
    EXPECT_EQ(summary.added, told);
    EXPECT_EQ(c->list({}).total, told);
    EXPECT_EQ(c.import(c.texts()).added, 300 - told);
}

TEST(Import, IsNotTakenByTheDemonstration) {
    testing::Folder folder;
    auto holdings = std::make_unique<Holdings>(record::Record::open(folder / "demonstration.record", record::Access::write,
                                                                    testing::setup(1, record::Purpose::demonstration)),
                                               vocabulary::standard(), testing::notation());
    std::ofstream(folder / "a.txt") << numbered(1);
    ImportRequest request;
    request.paths = {folder / "a.txt"};
    request.who = testing::jane();
    try {
        holdings->import(request);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::refused);
        EXPECT_NE(std::string(error.what()).find("comity import"), std::string::npos);
    }
    request.into = record::Purpose::demonstration;
    EXPECT_EQ(holdings->import(request).added, 1U);
    Collection own;
    EXPECT_THROW(own->import(request), Error);
}

/// Starts an import in a process of its own; it writes each path that it is told as added into the pipe.
pid_t start_import(const std::filesystem::path& file, const std::filesystem::path& texts, int pipe_end) {
    const pid_t child = fork();
    if (child != 0) return child;
    try {
        Holdings holdings(record::Record::open(file, record::Access::write, testing::setup()), vocabulary::standard(), testing::notation());
        ImportRequest request;
        request.paths = {texts};
        request.who = testing::jane();
        holdings.import(request, {[&](const FileResult& result, std::size_t, std::size_t) {
                                      if (result.outcome != Outcome::added) return;
                                      if (write(pipe_end, (result.sha256 + "\n").data(), 65) < 0) _exit(3);
                                  },
                                  {}});
        _exit(0);
    } catch (const Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        _exit(error.fault() == Fault::unavailable ? 4 : 5);
    }
}

std::string read_all(int end) {
    std::string all;
    char part[4096];
    for (ssize_t got = 0; (got = read(end, part, sizeof part)) > 0;) all.append(part, static_cast<std::size_t>(got));
    close(end);
    return all;
}

/// Killed at random moments, again and again: the record opens, is sound, holds all that was told, and takes the rest.
TEST(Import, SurvivesBeingKilledAtAnyMoment) {
    const char* asked = std::getenv("COMITY_KILLS");  // NOLINT(concurrency-mt-unsafe): one thread yet. ./test --all asks for more
    const int kills = asked != nullptr ? std::stoi(asked) : 12;
    Collection c;
    c.close();
    constexpr int files = 400;
    for (int i = 0; i < files; ++i) c.write(fmt::format("{:03}.txt", i), numbered(i));
    unsigned moment = 12345;
    std::set<std::string> told;
    int interrupted = 0;
    for (int tries = 0; interrupted < kills; ++tries) {  // an import that was done before its moment came doesn't count
        ASSERT_LT(tries, 20 * kills) << "imports are too fast to be killed: give them more files";
        if (told.size() > files / 2) {  // begin with an empty record again, so that there is always much to interrupt
            for (const char* ending : {"", "-wal", "-shm", ".words", ".words-wal", ".words-shm"}) std::filesystem::remove(c.file().string() + ending);
            told.clear();
        }
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const pid_t child = start_import(c.file(), c.texts(), ends[1]);
        close(ends[1]);
        moment = moment * 1103515245 + 12345;
        usleep(moment / 65536 % 250 * 1000);
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        interrupted += WIFSIGNALED(status) ? 1 : 0;
        std::istringstream lines(read_all(ends[0]));
        for (std::string hash; std::getline(lines, hash);) told.insert(hash);
        if (!told.empty()) {  // a command that only reads may be the first to come after the kill
            c.open(1, record::Access::read);
            EXPECT_GE(c->list({}).total, told.size());
        }
        c.open(1);
        const auto checked = record::verify(c->record());
        ASSERT_TRUE(checked.findings.empty()) << checked.findings.front().what << ": " << checked.findings.front().sentence;
        for (const auto& hash : told) EXPECT_NO_THROW((void)c->find(hash)) << hash;
        const auto hits = c->search("gardener", {.limit = 1}).passages;
        EXPECT_EQ(hits, std::min<std::size_t>(10'000, c->list({}).total * 40));
        c.close();
    }
    c.open(1);
    c.import(c.texts());
    EXPECT_EQ(c->list({}).total, static_cast<std::size_t>(files));
}

TEST(Import, SaysThatTheDiskIsFullAndKeepsWhatItTold) {
    Collection c;
    c.close();
    for (int i = 0; i < 1500; ++i) c.write(fmt::format("{:04}.txt", i), numbered(i));
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{2'000'000, 2'000'000};
        setrlimit(RLIMIT_FSIZE, &limit);
        const pid_t importing = start_import(c.file(), c.texts(), ends[1]);
        int status = 0;
        waitpid(importing, &status, 0);
        _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 9);
    }
    close(ends[1]);
    std::istringstream lines(read_all(ends[0]));
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 4);  // a sentence that the disk failed or is full
    c.open(1);
    EXPECT_TRUE(record::verify(c->record()).findings.empty());
    std::size_t told = 0;
    for (std::string hash; std::getline(lines, hash); ++told) EXPECT_NO_THROW((void)c->find(hash));
    EXPECT_EQ(c->list({}).total, told);
    EXPECT_EQ(c.import(c.texts()).added, 1500 - told);
}

}  // namespace
}  // namespace comity::holdings
