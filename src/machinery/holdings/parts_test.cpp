// Tests of the smaller parts, and of all of them on the real texts where they stand beside the project.
#include <gtest/gtest.h>

#include "base/testing.hpp"
#include "machinery/holdings/files.hpp"
#include "machinery/holdings/identifying.hpp"
#include "machinery/holdings/packed.hpp"
#include "machinery/holdings/sorting.hpp"
#include "machinery/holdings/testing.hpp"
#include "record/verification.hpp"

namespace comity::holdings {
namespace {

using document::Document;

Document full() {
    Document d;
    d.symbol = "A/RES/60/1";
    d.kind = document::Kind::decision;
    d.body = "General Assembly";
    d.session = "60";
    d.number = "1";
    d.year = 2005;
    d.title = "Orchards";
    d.date_adopted = Date::of(2005, 12, 16);
    d.date_distributed = Date::of(2006, 1, 24);
    d.distribution = "General";
    d.agenda_items = {"71 (b)", "72"};
    d.agenda_title = "Gardens";
    d.committee = "Third Committee";
    d.reports = {{"A/60/509", "12"}, {"A/60/510", {}}};
    d.drafts = {"A/60/L.1"};
    d.meeting = "64th plenary meeting";
    d.adoption = "recorded vote";
    d.vote = document::Vote{3, 2, {}, {"Ruritania"}, {"Graustark"}, {"Syldavia", "Borduria"}};
    d.sponsors = {{"Ruritania", "the Group of Gardens"}, {"Syldavia", {}}};
    d.language = "fr";
    d.sha256 = std::string(64, 'b');
    d.facts = {{1, 4}, {300, 70'000}};
    d.paragraphs = {{"op1", document::ParagraphKind::operative, "1", 1, "Requests", 3, "§ Requests water", {{5, 6}, {9, 9}}, {{"1", 5}, {"*", 6}}},
                    {"x1", document::ParagraphKind::other, {}, 2, {}, 0, "", {}, {}}};
    d.citations = {{"resolution 59/1", "A/RES/59/1", Date::of(2004, 12, 20), "op1", 7}, {"it", {}, {}, "fn1", 0}};
    d.footnotes = {{"1", "See above.", {{10, 10}}}};
    d.furniture = {{{2, 2}, "page number"}};
    d.diagnostics = {{document::Severity::error, 3, "date-conflict", "one of them is wrong"}};
    return d;
}

TEST(Packed, ComesBackAsItWas) {
    EXPECT_EQ(unpacked(packed(full())), full());
    EXPECT_EQ(unpacked(packed(Document{})), Document{});
}

TEST(Packed, RefusesDamagedBytes) {
    const std::string bytes = packed(full());
    for (std::size_t length = 0; length < bytes.size(); ++length) EXPECT_THROW(unpacked(bytes.substr(0, length)), Error);
    EXPECT_THROW(unpacked(bytes + "x"), Error);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        std::string noisy = bytes;
        noisy[i] = static_cast<char>(~noisy[i]);
        try {
            (void)unpacked(noisy);  // may give another document, must not do worse
        } catch (const Error&) {
        }
    }
}

TEST(Ids, AreThoseOfTheRules) {
    using document::ParagraphKind;
    std::vector<document::Paragraph> paragraphs;
    const auto add = [&](ParagraphKind kind, std::optional<std::string> number, int level, std::string old = "") {
        document::Paragraph paragraph;
        paragraph.kind = kind;
        paragraph.number = std::move(number);
        paragraph.level = level;
        paragraph.id = std::move(old);
        paragraphs.push_back(std::move(paragraph));
    };
    add(ParagraphKind::heading, {}, 1);
    add(ParagraphKind::preambular, {}, 1);
    add(ParagraphKind::preambular, {}, 1);
    add(ParagraphKind::operative, "1", 1);
    add(ParagraphKind::operative, "(a)", 2);
    add(ParagraphKind::operative, "(i)", 3);
    add(ParagraphKind::operative, "(b)", 2);
    add(ParagraphKind::operative, {}, 1, "op1.end");
    add(ParagraphKind::operative, "2", 1);
    add(ParagraphKind::operative, "2", 1);
    add(ParagraphKind::other, {}, 1);
    add(ParagraphKind::annex, "1", 1, "annexI.1");
    add(ParagraphKind::annex, {}, 1);
    EXPECT_EQ(identify(paragraphs), (std::vector<std::string>{"h1", "pp1", "pp2", "op1", "op1.a", "op1.a.i", "op1.b", "op1.end", "op2", "op2~2", "x1",
                                                              "annexI.1", "annexI.p1"}));
}

TEST(SortKey, OrdersSessionsAndNumbersAsNumbers) {
    const auto key = [](const char* session, const char* number) {
        Document d = full();
        d.session = session;
        d.number = number;
        return sort_key(d);
    };
    EXPECT_LT(key("9", "1"), key("60", "1"));
    EXPECT_LT(key("60", "9"), key("60", "10"));
    EXPECT_LT(key("III", "217 A"), key("31", "1"));
    EXPECT_LT(key("III", "217 A"), key("III", "217 B"));
    EXPECT_NE(key("S-9", "1"), key("9", "1"));
}

TEST(Files, AreNamedInValidUtf8) {
    EXPECT_EQ(kept_name("/a/b/re\xff.txt"), "re\xEF\xBF\xBD.txt");
    EXPECT_EQ(kept_name("/a/b/re\xCC\x81sume\xCC\x81.txt"), "r\xC3\xA9sum\xC3\xA9.txt");
}

const std::filesystem::path corpus = source_folder() / "../shared/corpus";

TEST(RealTexts, OfTheFiveSeedsAndTheSeriesMakeOneSeries) {
    if (!std::filesystem::exists(corpus)) GTEST_SKIP() << "the real texts do not stand beside the project";
    testing::Folder folder;
    const auto holdings = Holdings::open({folder / "comity.record", derivations()}, record::Access::write);
    ImportRequest request;
    request.paths = {corpus / "seeds", corpus / "series"};
    request.who = testing::jane();
    EXPECT_EQ(holdings->import(request).added, 31U);
    const auto series = holdings->series(holdings->find("78/199"));
    // 26 of the series and 78/199, the other seeds being further files of the same symbols; and the one that is missing.
    ASSERT_EQ(series.members.size(), 28U);
    for (const auto& member : series.members) EXPECT_EQ(member.status, member.session == "65" ? Presence::unknown : Presence::in_record) << *member.session;
    EXPECT_EQ(series.members.front().symbol, "A/RES/51/100");
    EXPECT_EQ(series.members.back().previous, "A/RES/77/213");
    EXPECT_EQ(series.drafts.size(), 1U);
    EXPECT_TRUE(record::verify(holdings->record()).findings.empty());
}

TEST(RealTexts, GetTheIdsOfTheReaderAgain) {
    if (!std::filesystem::exists(corpus)) GTEST_SKIP() << "the real texts do not stand beside the project";
    const auto reader = standard_reader();
    std::size_t documents = 0, same = 0, step = 0;
    std::string others;
    for (const auto& file : find_files({corpus / "documents" / "text"}).files) {
        if (++step % 7 != 0) continue;
        const auto document = reader.read(bytes_of(file.path), vocabulary::standard(), kept_name(file.path));
        std::vector<std::string> ids;
        for (const auto& paragraph : document.paragraphs) ids.push_back(paragraph.id);
        const auto again = identify(document.paragraphs);
        ++documents;
        same += again == ids ? 1U : 0U;
        if (again == ids) continue;
        const auto at = std::mismatch(ids.begin(), ids.end(), again.begin()).first - ids.begin();
        others += fmt::format("{}: {} is {}\n", file.path.filename().string(), ids[static_cast<std::size_t>(at)], again[static_cast<std::size_t>(at)]);
    }
    EXPECT_GE(same * 100, documents * 97) << same << " of " << documents << "\n" << others;
}

}  // namespace
}  // namespace comity::holdings
