// Series of a record, and what a person says of them.
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "machinery/holdings/testing.hpp"
#include "record/verification.hpp"

namespace comity::holdings {
namespace {

using testing::Collection;
using testing::jane;

std::string text(const std::string& symbol, const std::string& title, const std::string& date, const std::string& subject, const std::string& more = {}) {
    std::string out = "symbol " + symbol + "\ntitle " + title + "\ndate " + date + "\n" + more;
    for (int i = 1; i <= 30; ++i) {
        const std::string word = subject + std::to_string(i);
        out += "op " + std::to_string(i) + " Requests " + word + " for all the " + word + "s of every " + word + "ing\n";
    }
    return out;
}

std::vector<std::string> symbols_of(const Series& series) {
    std::vector<std::string> symbols;
    for (const auto& member : series.members) symbols.push_back(member.symbol.value_or("?"));
    return symbols;
}

CorrectionResult say(const Collection& c, const std::string& document, const std::string& other, MembershipRequest::Says says, std::optional<std::string> why = "as the report says") {
    MembershipRequest request;
    request.document = document;
    request.other = other;
    request.says = says;
    request.who = jane();
    request.why = std::move(why);
    return c->correct(request);
}

using Says = MembershipRequest::Says;
using Symbols = std::vector<std::string>;

TEST(SeriesOfARecord, KeepsItsTextsWhenItsTitleChanges) {
    Collection c;
    c.add(text("A/RES/60/1", "Lamps", "2005-12-16", "lamp"));
    c.add(text("A/RES/61/1", "Light for all", "2006-12-16", "lamp", "pp Recalling its resolution 60/1 of 16 December 2005,\n"));
    c.add(text("A/HRC/RES/4/1", "Light for all", "2007-03-16", "lamp"));
    const auto series = c->series(c->find("60/1"));
    EXPECT_EQ(symbols_of(series), (Symbols{"A/RES/60/1", "A/RES/61/1"}));
    EXPECT_EQ(series.members[1].new_title, "Light for all");
    EXPECT_EQ(series.titles.size(), 2U);
    ASSERT_EQ(series.sisters.size(), 1U);
    EXPECT_EQ(series.sisters[0].body, "Human Rights Council");
    EXPECT_EQ(c->neighbours(c->find("60/1")).after->symbol, "A/RES/61/1");
    const auto recurring = c->recurring();
    ASSERT_EQ(recurring.size(), 1U);
    EXPECT_EQ(recurring[0].texts, 2U);
    EXPECT_EQ(to_json(series)["members"].as_array()->at(1).text("new_title"), "Light for all");
}

TEST(SeriesOfARecord, GoesOnInTheBodyThatTookOver) {
    Collection c;
    c.add(text("E/CN.4/RES/2005/54", "Lamps", "2005-04-20", "lamp"));
    c.add(text("A/HRC/RES/7/3", "Lamps", "2008-03-27", "lamp"));
    const auto series = c->series(c->find("A/HRC/RES/7/3"));
    EXPECT_EQ(symbols_of(series), (Symbols{"E/CN.4/RES/2005/54", "A/HRC/RES/7/3"}));
    EXPECT_TRUE(series.sisters.empty());
}

TEST(SeriesOfARecord, HangsADraftOnItsTextOrOnTheGapInItsPlace) {
    Collection c;
    c.add(text("A/RES/60/1", "Lamps", "2005-12-16", "lamp"));
    c.add(text("A/RES/62/1", "Lamps", "2007-12-16", "lamp", "pp Recalling its resolution 61/1 on lamps,\n"));
    c.add(text("A/C.3/60/L.4", "Lamps", "2005-11-01", "lamp", "draft\n"));
    c.add(text("A/C.3/61/L.5", "Lamps", "2006-11-01", "lamp", "draft\n"));
    const auto series = c->series(c->find("60/1"));
    ASSERT_EQ(symbols_of(series), (Symbols{"A/RES/60/1", "A/RES/61/1", "A/RES/62/1"}));
    ASSERT_EQ(series.members[0].drafts.size(), 1U);
    EXPECT_EQ(series.members[0].drafts[0].item.symbol, "A/C.3/60/L.4");
    ASSERT_EQ(series.members[1].drafts.size(), 1U);
    EXPECT_EQ(series.members[1].drafts[0].item.symbol, "A/C.3/61/L.5");
    EXPECT_EQ(series.drafts.size(), 2U);
    EXPECT_EQ(symbols_of(c->series(c->find("A/C.3/61/L.5"))), symbols_of(series));
}

TEST(SeriesOfARecord, IsWhatAPersonSaysUntilThatIsTakenBack) {
    Collection c;
    c.add(text("A/RES/60/1", "Lamps", "2005-12-16", "lamp"));
    c.add(text("A/RES/61/1", "Lamps", "2006-12-16", "lamp"));
    c.add(text("A/RES/62/1", "Pears", "2007-12-16", "pear"));
    EXPECT_THROW(say(c, "62/1", "60/1", Says::belongs, std::nullopt), Error);
    EXPECT_THROW(say(c, "60/1", "60/1", Says::belongs), Error);
    EXPECT_THROW(say(c, "61/1", "60/1", Says::belongs), Error);   // it does already
    EXPECT_THROW(say(c, "61/1", "60/1", Says::withdraw), Error);  // nobody has said anything
    const auto joined = say(c, "62/1", "60/1", Says::belongs);
    EXPECT_EQ(joined.sentence, "62/1 belongs to the series of 60/1");
    const auto series = c->series(c->find("60/1"));
    EXPECT_EQ(symbols_of(series).size(), 3U);
    EXPECT_EQ(series.members[2].why.front(), "a person said so");
    ASSERT_EQ(c->memberships(c->find("61/1")).size(), 1U);
    EXPECT_EQ(c->memberships(c->find("61/1"))[0].why, "as the report says");
    EXPECT_EQ(c->history(c->find("62/1")).back().kind, "membership");
    const auto back = say(c, "62/1", "60/1", Says::withdraw, std::nullopt);
    EXPECT_EQ(back.revision, 2);
    EXPECT_EQ(symbols_of(c->series(c->find("60/1"))).size(), 2U);
    EXPECT_TRUE(c->memberships(c->find("61/1")).empty());
    say(c, "61/1", "60/1", Says::does_not);
    EXPECT_EQ(symbols_of(c->series(c->find("60/1"))), Symbols{"A/RES/60/1"});
    EXPECT_EQ(symbols_of(c->series(c->find("61/1"))), Symbols{"A/RES/61/1"});
    EXPECT_TRUE(record::verify(c->record()).findings.empty());
}

TEST(SeriesOfARecord, RefusesWhatSomebodyElseHasRuledOnMeanwhile) {
    Collection c;
    c.add(text("A/RES/60/1", "Lamps", "2005-12-16", "lamp"));
    c.add(text("A/RES/62/1", "Pears", "2007-12-16", "pear"));
    const auto seen = c->record().snapshot().size();
    say(c, "62/1", "60/1", Says::belongs);
    MembershipRequest late;
    late.document = "62/1";
    late.other = "60/1";
    late.says = Says::does_not;
    late.who = jane();
    late.why = "a slip";
    late.seen_at = seen;
    EXPECT_THROW(c->correct(late), Error);
    EXPECT_EQ(membership_request_from(to_json(late)).seen_at, seen);
}

TEST(Life, HasEachYearWithItsChangesAndOneParagraphThroughAll) {
    Collection c;
    c.add("symbol A/RES/60/1\ntitle Lamps\ndate 2005-12-16\nop 1 Requests the keepers of all lighthouses to trim the lamps before nightfall\n");
    c.add("symbol A/RES/61/1\ntitle Lamps\ndate 2006-12-16\nop 1 Notes the report on harbours of the southern coast\n"
          "op 2 Requests the keepers of all lighthouses to trim the lamps before nightfall in winter\n");
    const auto life = c->life(c->find("61/1"));
    ASSERT_EQ(life.years.size(), 2U);
    EXPECT_EQ(life.years[0].came, std::nullopt);
    EXPECT_EQ(life.years[1].came, 11U);
    EXPECT_EQ(life.years[1].went, 0U);
    EXPECT_EQ(life.ribbons.size(), 2U);
    const auto paragraph = c->paragraph_life(c->find("61/1"), "op2");
    EXPECT_EQ(paragraph.states[0].passages.front().id, "op1");
    EXPECT_EQ(paragraph.states[1].came, 2U);
    EXPECT_NE(to_text(paragraph).find("{+"), std::string::npos);
    EXPECT_NE(to_html(paragraph, "").find("<ins>"), std::string::npos);
    EXPECT_THROW((void)c->paragraph_life(c->find("61/1"), "op7"), Error);
}

}  // namespace
}  // namespace comity::holdings
