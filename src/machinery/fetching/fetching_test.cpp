#include "machinery/fetching/fetching.hpp"

#include <atomic>
#include <fstream>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "fetch/testing.hpp"
#include "machinery/fetching/content.hpp"

namespace comity::fetching {
namespace {

namespace fs = std::filesystem;
using fetch::testing::PlayedSource;
using fetch::testing::whole;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Pieces = std::vector<std::string>;

const std::string records = "<collection xmlns=\"http://www.loc.gov/MARC21/slim\"><record><controlfield tag=\"001\">4711</controlfield><datafield tag=\"191\"><subfield code=\"a\">A/RES/178/4</subfield></datafield></record>"
                            "<record><datafield tag=\"191\"><subfield code=\"a\">A/RES/178/40</subfield></datafield></record></collection>";

class FetchingTest : public ::testing::Test {
protected:
    void SetUp() override {
        fetch::testing::without_proxies();
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::path(::testing::TempDir()) / (std::string("fetching-") + test->name() + "-" + std::to_string(::getpid()));
        fs::remove_all(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    /// A visitor that sleeps in no time, on its own clock.
    struct Visit {
        std::chrono::system_clock::time_point now = std::chrono::sys_days(std::chrono::year(2031) / 5 / 3);
        std::chrono::milliseconds slept{0};
        std::unique_ptr<fetch::Client> client = fetch::client();
        fetch::Visitor visitor{*client, {},
                               fetch::World{[this] { return now; },
                                            [this](std::chrono::milliseconds length) {
                                                slept += length;
                                                now += length;
                                            },
                                            [] { return 1.0; }}};
    };
    Fetcher fetcher(Visit& visit, std::string_view from, Ask ask = Ask::what_is_missing) {
        return {visit.visitor, {sources_at(from, ""), Cache(folder_), "Comity/test", ask, [] { return std::string("2031-05-03"); }}, vocabulary::standard()};
    }
    static Wanted text(std::string symbol = "A/RES/178/4", std::vector<std::string> formats = {"txt"}) { return {What::text, std::move(symbol), "en", std::move(formats)}; }
    static Wanted facts(std::string symbol = "A/RES/178/4") { return {What::facts, std::move(symbol), "", {}}; }
    static std::string bytes_of(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    fs::path folder_;
};

TEST_F(FetchingTest, GetsATextOnceAndTellsFromWhereAndWhen) {
    PlayedSource source([](const auto&) { return Pieces{whole("200 OK", "A resolution.")}; });
    Visit visit;
    auto fetcher = this->fetcher(visit, source.base());
    const Got got = fetcher.get(text());
    EXPECT_EQ(got.outcome, Outcome::came) << got.sentence;
    EXPECT_EQ(got.file.filename(), "A_RES_178_4.en.txt");
    EXPECT_EQ(bytes_of(got.file), "A resolution.");
    EXPECT_EQ(got.address, source.base() + "/api/symbol/access?s=A/RES/178/4&l=en&t=txt");
    EXPECT_EQ(got.day, "2031-05-03");
    EXPECT_EQ(source.requests()[0].target(), "/api/symbol/access?s=A/RES/178/4&l=en&t=txt");
    const Got again = fetcher.get(text());
    EXPECT_EQ(again.outcome, Outcome::kept);
    EXPECT_EQ(again.file, got.file);
    EXPECT_EQ(again.address, got.address);
    EXPECT_EQ(source.requests().size(), 1U);
}

TEST_F(FetchingTest, AsksAnewWhereItIsToldToOrTheFileWasTouchedOrTheSourceIsAnother) {
    PlayedSource source([](const auto&) { return Pieces{whole("200 OK", "A resolution.")}; }), other([](const auto&) { return Pieces{whole("200 OK", "Another.")}; });
    Visit visit;
    auto fetcher = this->fetcher(visit, source.base());
    const Got got = fetcher.get(text());
    EXPECT_EQ(this->fetcher(visit, source.base(), Ask::everything_anew).get(text()).outcome, Outcome::came);
    std::ofstream(got.file) << "touched";
    EXPECT_EQ(fetcher.get(text()).outcome, Outcome::came);
    EXPECT_EQ(bytes_of(this->fetcher(visit, other.base()).get(text()).file), "Another.");
    EXPECT_EQ(source.requests().size(), 3U);
}

TEST_F(FetchingTest, TakesTheNextFormatWhereOneIsNotThere) {
    PlayedSource source([](const auto& request) {
        if (request.target().ends_with("t=docx")) return Pieces{whole("404 Not Found", "none")};
        if (request.target().ends_with("t=doc")) return Pieces{whole("200 OK", "<!DOCTYPE html><html>No such file</html>")};
        return Pieces{whole("200 OK", "%PDF-1.4 ...")};
    });
    Visit visit;
    auto fetcher = this->fetcher(visit, source.base());
    EXPECT_EQ(fetcher.get(text("A/RES/178/4", {"docx", "doc", "pdf"})).file.filename(), "A_RES_178_4.en.pdf");
    EXPECT_EQ(fetcher.get(text("A/RES/178/4", {"docx", "doc", "pdf"})).outcome, Outcome::kept);
    EXPECT_EQ(source.requests().size(), 3U);
}

TEST_F(FetchingTest, SaysThatAWebPageCameWhereAPdfWasAskedFor) {
    PlayedSource source([](const auto&) { return Pieces{whole("200 OK", "<!DOCTYPE html><html>Please enable scripts</html>", "Content-Type: application/pdf\r\n")}; });
    Visit visit;
    const Got got = fetcher(visit, source.base()).get(text("A/RES/178/4", {"pdf"}));
    EXPECT_EQ(got.outcome, Outcome::wrong_content);
    EXPECT_THAT(got.sentence, HasSubstr("a web page came from 127.0.0.1"));
    EXPECT_THAT(got.sentence, HasSubstr("where a PDF was asked for"));
    EXPECT_FALSE(fs::exists(folder_ / "A_RES_178_4.en.pdf"));
}

TEST_F(FetchingTest, SaysWhatEachRefusalMeans) {
    const std::map<std::string, std::pair<Outcome, std::string>> expected = {
        {"202 Accepted", {Outcome::not_ready, "not ready"}},        {"403 Forbidden", {Outcome::refused, "refused by 127.0.0.1"}}, {"404 Not Found", {Outcome::absent, "has no A/RES/178/4 in \"en\" as plain text"}},
        {"410 Gone", {Outcome::absent, "has no"}},                  {"429 Too Many Requests", {Outcome::busy, "left alone"}},      {"500 Internal Server Error", {Outcome::busy, "a fault of its own"}},
        {"418 Teapot", {Outcome::failed, "answered 418"}},
    };
    for (const auto& [status, outcome] : expected) {
        PlayedSource source([&, said = status](const auto&) { return Pieces{whole(said, "")}; });
        Visit visit;
        const Got got = fetcher(visit, source.base()).get(text());
        EXPECT_EQ(got.outcome, outcome.first) << status;
        EXPECT_THAT(got.sentence, HasSubstr(outcome.second)) << status;
    }
}

TEST_F(FetchingTest, AsksASourceNoMoreThatTwiceWantedToBeLeftAlone) {
    PlayedSource source([](const auto& request) { return request.target().starts_with("/search") ? Pieces{whole("202 Accepted", "")} : Pieces{whole("200 OK", "words")}; });
    Visit visit;
    auto fetcher = this->fetcher(visit, source.base());
    for (const char* symbol : {"A/RES/178/1", "A/RES/178/2"}) {
        EXPECT_EQ(fetcher.get(text(symbol)).outcome, Outcome::came);
        EXPECT_EQ(fetcher.get(facts(symbol)).outcome, Outcome::not_ready);
    }
    const std::size_t before = source.requests().size();
    const Got third = fetcher.get(facts("A/RES/178/3"));
    EXPECT_EQ(third.outcome, Outcome::not_ready);
    EXPECT_EQ(third.wanted.symbol, "A/RES/178/3");
    EXPECT_THAT(third.sentence, HasSubstr("not asked"));
    EXPECT_EQ(source.requests().size(), before);
    EXPECT_EQ(fetcher.get(text("A/RES/178/3")).outcome, Outcome::came);
}

TEST_F(FetchingTest, AsksNobodyASecondTimeWhoCannotBeReached) {
    std::string gone;
    {
        PlayedSource source([](const auto&) { return Pieces{}; });
        gone = source.base();
    }
    Visit visit;
    auto fetcher = this->fetcher(visit, gone);
    const Got got = fetcher.get(text());
    EXPECT_EQ(got.outcome, Outcome::out_of_reach);
    EXPECT_THAT(got.sentence, HasSubstr("is there a network here?"));
    EXPECT_EQ(fetcher.get(text("A/RES/178/5")).outcome, Outcome::out_of_reach);
    EXPECT_EQ(visit.slept.count(), 0);
}

TEST_F(FetchingTest, KeepsOfAnAnswerOnlyTheRecordsAboutTheText) {
    PlayedSource source([](const auto& request) { return request.target().find("178/4&") == std::string::npos ? Pieces{whole("200 OK", "<collection/>")} : Pieces{whole("200 OK", records)}; });
    Visit visit;
    auto fetcher = this->fetcher(visit, source.base());
    const Got got = fetcher.get(facts());
    EXPECT_EQ(got.outcome, Outcome::came) << got.sentence;
    EXPECT_EQ(got.file.filename(), "A_RES_178_4.facts.xml");
    EXPECT_THAT(bytes_of(got.file), HasSubstr("4711"));
    EXPECT_THAT(bytes_of(got.file), ::testing::Not(HasSubstr("178/40")));
    EXPECT_EQ(fetcher.get(facts("A/RES/178/5")).outcome, Outcome::absent);
    EXPECT_EQ(fetcher.get(facts()).outcome, Outcome::kept);
}

TEST_F(FetchingTest, SaysThatAPageForPersonsCameWhereRecordsWereAskedFor) {
    PlayedSource source([](const auto&) { return Pieces{whole("200 OK", "<html><body>One moment<br></body></html>")}; });
    Visit visit;
    const Got got = fetcher(visit, source.base()).get(facts());
    EXPECT_EQ(got.outcome, Outcome::wrong_content);
    EXPECT_THAT(got.sentence, HasSubstr("a web page came"));
}

TEST_F(FetchingTest, GoesOnInTheNextRunWithWhatBrokeOff) {
    const std::string text_of_it = "0123456789";
    std::atomic<bool> mended = false;
    PlayedSource source([&](const auto& request) -> Pieces {
        const std::string range = request.field("Range");
        if (!mended) return {fmt::format("HTTP/1.1 {}\r\nContent-Length: {}\r\nETag: \"v1\"\r\n{}\r\n{}", range.empty() ? "200 OK" : "206 Partial Content", range.empty() ? 10 : 6,
                                         range.empty() ? "" : "Content-Range: bytes 4-9/10\r\n", range.empty() ? "0123" : "")};
        if (range != "bytes=4-") return {whole("200 OK", text_of_it)};
        return {whole("206 Partial Content", text_of_it.substr(4), "Content-Range: bytes 4-9/10\r\nETag: \"v1\"\r\n")};
    });
    {
        Visit visit;
        EXPECT_EQ(fetcher(visit, source.base()).get(text()).outcome, Outcome::failed);
    }
    mended = true;
    Visit visit;
    const Got got = fetcher(visit, source.base()).get(text());
    EXPECT_EQ(got.outcome, Outcome::came) << got.sentence;
    EXPECT_EQ(bytes_of(got.file), text_of_it);
    EXPECT_EQ(source.requests().back().field("Range"), "bytes=4-");
    EXPECT_FALSE(fs::exists(folder_ / ".parts"));
}

TEST(Sources, ThePublicOnesAreData) {
    const Sources sources = standard_sources();
    EXPECT_THAT(sources.texts.address, HasSubstr("{symbol}"));
    EXPECT_THAT(sources.texts.address, HasSubstr("{language}"));
    EXPECT_THAT(sources.texts.address, HasSubstr("{format}"));
    EXPECT_THAT(sources.texts.formats, ElementsAre("docx", "pdf", "doc"));
    EXPECT_THAT(sources.texts.languages, ElementsAre("ar", "en", "es", "fr", "ru", "zh"));
    ASSERT_TRUE(sources.facts);
    EXPECT_THAT(sources.facts->address, HasSubstr("{symbol}"));
    EXPECT_GE(sources.texts.pause, std::chrono::seconds(1));
}

TEST(Sources, OfOnesOwnAreABaseOrAWholeAddress) {
    const Sources base = sources_at("http://mirror.example/un/", "");
    EXPECT_EQ(address_of(base.texts, "A/RES/217(III)A", "fr", "pdf"), "http://mirror.example/un/api/symbol/access?s=A/RES/217%28III%29A&l=fr&t=pdf");
    ASSERT_TRUE(base.facts);
    EXPECT_TRUE(base.facts->address.starts_with("http://mirror.example/un/search?"));
    const Sources one = sources_at("https://archive.example/{language}/{symbol}.{format}", "");
    EXPECT_EQ(address_of(one.texts, "A/RES/178/4", "en", "pdf"), "https://archive.example/en/A/RES/178/4.pdf");
    EXPECT_FALSE(one.facts);  // nothing is asked elsewhere behind its back
    EXPECT_TRUE(sources_at("https://archive.example/{symbol}", "https://facts.example").facts);
    for (const char* wrong : {"ftp://x/{symbol}", "file:///x", "mirror.example", "http://", "https:///path"}) EXPECT_THROW((void)sources_at(wrong, ""), Error) << wrong;
}

TEST(Content, IsToldByItsBytes) {
    EXPECT_EQ(form_of("%PDF-1.7"), Form::pdf);
    EXPECT_EQ(form_of(std::string("PK\x03\x04", 4) + "..."), Form::docx);
    EXPECT_EQ(form_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..."), Form::doc);
    EXPECT_EQ(form_of("{\\rtf1"), Form::rtf);
    EXPECT_EQ(form_of("\n <!DOCTYPE HTML><title>x"), Form::html);
    EXPECT_EQ(form_of("<?xml version='1.0'?><html xmlns='x'/>"), Form::html);
    EXPECT_EQ(form_of("<?xml version='1.0'?><akomaNtoso/>"), Form::xml);
    EXPECT_EQ(form_of("United Nations"), Form::text);
    EXPECT_EQ(form_of(" \n"), Form::nothing);
    EXPECT_EQ(form_of(std::string("a\0b", 3)), Form::unknown);
    EXPECT_TRUE(answers(Form::rtf, "doc"));
    EXPECT_FALSE(answers(Form::pdf, "docx"));
    EXPECT_TRUE(answers(Form::text, "txt"));
}

TEST(FileNames, AreSafeOnEveryFileSystem) {
    EXPECT_EQ(file_name_of("A/RES/217(III)A", "fr", "pdf"), "A_RES_217(III)A.fr.pdf");
    EXPECT_EQ(file_name_of("../../x", "", "xml"), "_._.._x.xml");
    EXPECT_LE(file_name_of(std::string(500, 'x'), "en", "pdf").size(), 140U);
    EXPECT_NE(file_name_of(std::string(500, 'x'), "en", "pdf"), file_name_of(std::string(501, 'x'), "en", "pdf"));
}

}  // namespace
}  // namespace comity::fetching
