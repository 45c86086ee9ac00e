#include "machinery/holdings/erasing.hpp"

#include <iterator>

#include <gtest/gtest.h>

#include "machinery/holdings/testing.hpp"
#include "record/erasure.hpp"
#include "record/verification.hpp"

namespace comity::holdings {
namespace {

using testing::Collection;

constexpr std::string_view secret = "quinceblossom";  // in the text that goes, and nowhere else

std::string text(const std::string& symbol, const std::string& more) { return "symbol " + symbol + "\ntitle Orchards\ndate 2005-12-16\n" + more; }

ErasureRequest request(std::vector<std::string> what) {
    ErasureRequest made;
    made.what = std::move(what);
    made.who = testing::jane();
    made.why = "a person named in it asked for it";
    made.authority = "the record's rules, section 4";
    return made;
}

/// Names of files of the record's folder that have the word in them.
std::string files_with_it(const Collection& c) {
    std::string names;
    for (const auto& entry : std::filesystem::directory_iterator(c.file().parent_path())) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        if (bytes.find(secret) != std::string::npos) names += entry.path().filename().string() + " ";
    }
    return names;
}

TEST(Erasing, TakesTextCorrectionsAndEveryPlaceWhereItsWordsStood) {
    Collection c;
    const std::string word(secret);
    const auto gone = c.add(text("A/RES/60/1", "op 1 Requests the " + word + " of pears\n"));
    const auto also_gone = c.add(text("A/RES/60/1", "language fr\nop 1 Requests the " + word + "\n"));
    const auto stays = c.add(text("A/RES/60/2", "pp Recalling its resolution 60/1,\nop 1 Requests plums\n"));
    c.correct(gone, SetFact{"title", "Orchards and " + word}, "as printed");
    c.correct(stays, SetFact{"title", "Plums"}, "as printed");
    ASSERT_EQ(c->search(word).passages, 2U + 1U);  // of both readings the texts, of one the title
    ASSERT_FALSE(c->precedents("Requests the " + word + " of pears").matches.empty());
    (void)c->recurring();
    c->record().rest();
    ASSERT_NE(files_with_it(c), "");

    const ErasureResult would = [&] {
        ErasureRequest asked = request({"60/1"});
        asked.act = ErasureRequest::Do::only_say;
        return erase(*c, asked);
    }();
    EXPECT_EQ(would.position, -1);
    EXPECT_EQ(would.entries.size(), 3U);
    EXPECT_EQ(would.files, 2);
    EXPECT_EQ(c->find("60/1").symbol, "A/RES/60/1");

    const ErasureResult done = erase(*c, request({"60/1"}));
    EXPECT_EQ(done.entries.size(), 3U);
    EXPECT_EQ(done.position, 5);
    EXPECT_TRUE(done.traces_are_gone);
    EXPECT_THROW((void)c->find("60/1"), Error);
    EXPECT_THROW((void)c->find(also_gone), Error);
    EXPECT_EQ(c->search(word).passages, 0U);
    EXPECT_EQ(c->search("plums").passages, 2U);
    EXPECT_TRUE(c->precedents("Requests the " + word + " of pears").matches.empty());
    EXPECT_EQ(c->cited_but_absent(5).at(0).symbol, "A/RES/60/1");
    EXPECT_EQ(c.show(stays).document.title, "Plums");
    EXPECT_TRUE(c->check_indexes().empty());
    EXPECT_TRUE(record::verify(c->record()).findings.empty());
    c.close();
    EXPECT_EQ(files_with_it(c), "");

    c.open(1);
    EXPECT_TRUE(record::verify(c->record()).findings.empty());
    // It can come in again, if somebody decides so: another act.
    EXPECT_EQ(c.add(text("A/RES/60/1", "op 1 Requests the " + word + " of pears\n")), gone);
    EXPECT_EQ(c->search(word).passages, 1U);
}

TEST(Erasing, OfOneFileOrOneEntryLeavesTheOthers) {
    Collection c;
    const auto english = c.add(text("A/RES/60/1", "op 1 Requests pears\n"));
    const auto french = c.add(text("A/RES/60/1", "language fr\nop 1 Requests pears\n"));
    c.correct(english, SetFact{"title", "Pears"});
    EXPECT_EQ(erase(*c, request({"2"})).entries.size(), 1U);
    EXPECT_EQ(c.show("60/1").document.title, "Orchards");
    EXPECT_EQ(erase(*c, request({french.substr(0, 12)})).entries.size(), 1U);
    EXPECT_EQ(c->find("60/1").sha256, english);
    EXPECT_TRUE(c->find("60/1").other_languages.empty());
    EXPECT_THROW((void)erase(*c, request({"9"})), Error);
    EXPECT_THROW((void)erase(*c, request({"61/7"})), Error);
    EXPECT_TRUE(record::verify(c->record()).findings.empty());
}

TEST(Erasing, GoesThroughTheProcessThatHoldsTheRecord) {
    Collection c;
    c.add(text("A/RES/60/1", "op 1 Requests pears\n"));
    const record::Desk desk(c.file(), performer_for(*c));
    const ErasureResult done = submit({c.file(), derivations()}, request({"60/1"}));
    EXPECT_EQ(done.position, 1);
    EXPECT_EQ(done.entries.at(0).act, "import");
    EXPECT_THROW((void)c->find("60/1"), Error);
    EXPECT_THROW((void)submit({c.file(), derivations()}, request({"60/1"})), Error);
}

}  // namespace
}  // namespace comity::holdings
