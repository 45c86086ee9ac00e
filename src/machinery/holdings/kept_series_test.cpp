// The series in the file beside the record: the same as those found anew, or none.
#include <fstream>

#include <gtest/gtest.h>

#include "machinery/holdings/gathering.hpp"
#include "machinery/holdings/testing.hpp"

namespace comity::holdings {
namespace {

using testing::Collection;

std::string lamps(const std::string& symbol, const std::string& title, const std::string& date, const std::string& more = {}) {
    std::string out = "symbol " + symbol + "\ntitle " + title + "\ndate " + date + "\n" + more;
    for (int i = 1; i <= 30; ++i) out += "op " + std::to_string(i) + " Requests lamp" + std::to_string(i) + " for all the quays of every harbour\n";
    return out;
}

/// A title that changed, a gap, a draft, a sister, and what a person said.
void fill(Collection& c) {
    c.add(lamps("A/RES/60/1", "Lamps", "2005-12-16"));
    c.add(lamps("A/RES/61/1", "Light for all", "2006-12-16", "pp Recalling its resolution 60/1 of 16 December 2005,\n"));
    c.add(lamps("A/RES/63/1", "Light for all", "2008-12-16", "pp Recalling its resolutions 61/1 of 16 December 2006 and 62/1 of 16 December 2007,\n"));
    c.add(lamps("A/C.3/63/L.7", "Light for all", "2008-11-03", "draft\n"));
    c.add(lamps("A/HRC/RES/4/1", "Light for all", "2007-03-16"));
    const std::string stars = c.add("symbol A/RES/64/9\ntitle Stars\ndate 2009-12-16\nop 1 Requests stars\n");
    MembershipRequest request;
    request.document = stars;
    request.other = c->find("63/1").sha256;
    request.says = MembershipRequest::Says::belongs;
    request.who = testing::jane();
    request.why = "as the report says";
    c->correct(request);
}

KeptSeries kept_of(const Collection& c, const record::Snapshot& snapshot) { return {c->record(), snapshot, 1}; }
std::filesystem::path file_of(const Collection& c) { return c.file().string() + ".series"; }

std::string all_of(const Collection& c) {
    std::string all;
    for (const char* symbol : {"60/1", "61/1", "63/1", "64/9", "A/HRC/RES/4/1"}) all += json::write(to_json(c->series(c->find(symbol))), json::Style::pretty) + "\n";
    return all;
}

TEST(KeptSeries, AreTheOnesThatWereFound) {
    Collection c;
    fill(c);
    const auto snapshot = c->record().snapshot();
    const auto found = GatheredSeries::of(snapshot, c->vocabulary());
    kept_of(c, snapshot).write(*found);
    const auto read = kept_of(c, snapshot).read();
    ASSERT_NE(read, nullptr);
    EXPECT_EQ(read->as_of, found->as_of);
    EXPECT_EQ(read->texts, found->texts);
    EXPECT_EQ(read->groups, found->groups);
    EXPECT_EQ(read->group_of, found->group_of);
    EXPECT_EQ(read->by_title, found->by_title);
}

TEST(KeptSeries, AnswerInTheNextProcessAsInThisOne) {
    Collection c;
    fill(c);
    const std::string before = all_of(c);
    ASSERT_TRUE(std::filesystem::exists(file_of(c)));
    c.open(1, record::Access::read);
    EXPECT_EQ(all_of(c), before);
    std::filesystem::remove(file_of(c));
    c.open(1, record::Access::read);
    EXPECT_EQ(all_of(c), before) << "found anew";
    EXPECT_TRUE(std::filesystem::exists(file_of(c))) << "and kept for the next command";
}

TEST(KeptSeries, OfAnotherStateAreNotTaken) {
    Collection c;
    fill(c);
    (void)all_of(c);
    std::filesystem::copy_file(file_of(c), file_of(c).string() + ".before");
    c.add(lamps("A/RES/65/1", "Light for all", "2010-12-16"));
    std::filesystem::rename(file_of(c).string() + ".before", file_of(c));
    EXPECT_EQ(kept_of(c, c->record().snapshot()).read(), nullptr);
    EXPECT_EQ(c->series(c->find("60/1")).members.back().symbol, "A/RES/65/1");
    c.open(1);
    (void)all_of(c);
    const auto snapshot = c->record().snapshot();
    EXPECT_NE(kept_of(c, snapshot).read(), nullptr) << "found anew and kept";
    EXPECT_EQ(KeptSeries(c->record(), snapshot, 2).read(), nullptr) << "read by another reader";
}

TEST(KeptSeries, ThatAreDamagedAreFoundAnew) {
    Collection c;
    fill(c);
    const std::string before = all_of(c);
    std::ifstream file(file_of(c), std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(file), {}};
    for (const std::string& damaged : {std::string(), whole.substr(0, whole.size() / 2), whole.substr(0, whole.find('\n') + 1) + "x\n[]\n", std::string(whole).replace(whole.size() - 20, 1, "#")}) {
        std::ofstream(file_of(c), std::ios::binary | std::ios::trunc) << damaged;
        EXPECT_EQ(kept_of(c, c->record().snapshot()).read(), nullptr);
        c.open(1);
        EXPECT_EQ(all_of(c), before);
    }
}

TEST(KeptSeries, AreFoundAndKeptAnewWhenAllIsReadAnew) {
    Collection c;
    fill(c);
    const std::string before = all_of(c);
    const auto groups = kept_of(c, c->record().snapshot()).read()->groups.size();
    ASSERT_GT(groups, 0U);
    GatheredSeries wrong;
    wrong.as_of = c->record().snapshot().size();
    kept_of(c, c->record().snapshot()).write(wrong);
    c->rebuild();
    const auto kept = kept_of(c, c->record().snapshot()).read();
    ASSERT_NE(kept, nullptr) << "nobody has asked yet";
    EXPECT_EQ(kept->groups.size(), groups);
    EXPECT_EQ(all_of(c), before);
}

}  // namespace
}  // namespace comity::holdings
