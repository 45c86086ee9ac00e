// What stands around a text: earlier moments, its neighbours, what is cited and missing, what wants a person.
#include <gtest/gtest.h>

#include "machinery/holdings/testing.hpp"
#include "record/verification.hpp"

namespace comity::holdings {
namespace {

using testing::Collection;

std::string apples(const std::string& symbol, const std::string& date, const std::string& more = {}) {
    return "symbol " + symbol + "\ntitle Apples\ndate " + date + "\n" + more + "op 1 Requests apples.\n";
}

TEST(Outlook, ShowsATextAsItStood) {
    Collection c;
    c.add(apples("A/RES/60/1", "2005-12-16"));
    const Item item = c->find("60/1");
    const auto first = c.correct("60/1", SetFact{"title", "Pears"});
    const auto second = c.correct("60/1", SetFact{"title", "Plums"});
    EXPECT_EQ(c->show_as_of(item, item.number).document.title, "Apples");
    EXPECT_EQ(c->show_as_of(item, first.position).document.title, "Pears");
    EXPECT_EQ(c->show_as_of(item, second.position).document.title, "Plums");
    EXPECT_EQ(c->show_as_of(item, first.position).corrections.size(), 1U);
    const auto taken_back = c.correct("60/1", Withdraw{second.subject});
    EXPECT_EQ(c->show_as_of(item, taken_back.position).document.title, "Apples");
    EXPECT_EQ(c->show_as_of(item, second.position).document.title, "Plums");
    EXPECT_EQ(c->show_as_of(item, 9999).as_of, c->record().snapshot().size());
    EXPECT_THROW((void)c->show_as_of(item, -1), Error);
}

TEST(Outlook, KnowsWhatWasTouchedLately) {
    Collection c;
    c.add(apples("A/RES/60/1", "2005-12-16"));
    c.add(apples("A/RES/61/1", "2006-12-16"));
    c.add(apples("A/RES/62/1", "2007-12-16"));
    (void)c.correct("60/1", SetFact{"title", "Pears"});
    const auto last = c.correct("60/1", SetFact{"distribution", "General"});
    const auto brought = [&](const char* symbol) { return c->find(symbol).number; };
    const auto positions = [&](std::size_t most) {
        std::vector<std::int64_t> found;
        for (const auto& entry : c->touched_lately(most)) found.push_back(entry.position);
        return found;
    };
    EXPECT_EQ(positions(9), (std::vector<std::int64_t>{last.position, brought("62/1"), brought("61/1")}));  // each text once, by its last entry
    EXPECT_EQ(positions(2), (std::vector<std::int64_t>{last.position, brought("62/1")}));
    // What was said of series stands in the log too, but is about no text alone.
    MembershipRequest apart;
    apart.document = "62/1";
    apart.other = "61/1";
    apart.says = MembershipRequest::Says::does_not;
    apart.who = testing::jane();
    apart.why = "as the report says";
    (void)c->correct(apart);
    EXPECT_EQ(positions(1), (std::vector<std::int64_t>{last.position}));
}

TEST(Outlook, LooksPastATextThatWasCorrectedManyTimes) {
    Collection c;
    for (const char* symbol : {"A/RES/60/1", "A/RES/61/1", "A/RES/62/1"}) c.add(apples(symbol, "2005-12-16"));
    const auto other = c.correct("60/1", SetFact{"title", "Pears"});
    std::int64_t last = 0;
    for (int line = 1; line <= 20; ++line) last = c.correct("61/1", SetFact{line % 2 == 0 ? "title" : "distribution", "Plums " + std::to_string(line)}).position;
    const auto latest = c->touched_lately(2);
    ASSERT_EQ(latest.size(), 2U);
    EXPECT_EQ(latest[0].position, last);
    EXPECT_EQ(latest[1].position, other.position);
}

TEST(Lists, InPartsAreTheWholeAndTheirCountsFollowTheRecord) {
    Collection c;
    for (int number = 1; number <= 7; ++number) c.add(apples("A/RES/60/" + std::to_string(number), "2005-12-1" + std::to_string(number)));
    EXPECT_EQ(c->overview().texts, 7U);
    c.add(apples("A/RES/61/1", "2006-12-16"));
    EXPECT_EQ(c->overview().texts, 8U) << "counted again when the record has grown";
    const auto names = [](const List& list) {
        std::vector<std::string> all;
        for (const Item& item : list.items) all.push_back(item.name);
        return all;
    };
    Filter filter;
    filter.limit = 0;
    const List whole = c->list(filter);
    std::vector<std::string> in_parts;
    filter.limit = 3;
    for (filter.offset = 0; filter.offset < 9; filter.offset += 3) {
        const List part = c->list(filter);
        EXPECT_EQ(part.total, 8U);
        for (const std::string& name : names(part)) in_parts.push_back(name);
    }
    EXPECT_EQ(in_parts, names(whole));
}

TEST(Outlook, KnowsTheTextsBeforeAndAfter) {
    Collection c;
    c.add(apples("A/RES/61/1", "2006-12-16"));
    c.add(apples("A/RES/60/1", "2005-12-16"));
    c.add(apples("A/RES/62/1", "2007-12-16"));
    c.add(apples("A/C.3/62/L.4", "2007-11-01", "draft\n"));
    const auto middle = c->neighbours(c->find("61/1"));
    ASSERT_TRUE(middle.before && middle.after);
    EXPECT_EQ(middle.before->symbol, "A/RES/60/1");
    EXPECT_EQ(middle.after->symbol, "A/RES/62/1");
    EXPECT_FALSE(c->neighbours(c->find("60/1")).before);
    EXPECT_FALSE(c->neighbours(c->find("62/1")).after);
    EXPECT_FALSE(c->neighbours(c->find("A/C.3/62/L.4")).before);
}

TEST(Outlook, CountsWhatIsCitedAndMissing) {
    Collection c;
    c.add(apples("A/RES/60/1", "2005-12-16", "pp Recalling its resolution 59/7 and its resolution 58/2,\n"));
    c.add(apples("A/RES/61/1", "2006-12-16", "pp Recalling its resolution 60/1 and its resolution 59/7,\n"));
    const auto absent = c->cited_but_absent(10);
    ASSERT_EQ(absent.size(), 2U);
    EXPECT_EQ(absent[0].symbol, "A/RES/59/7");
    EXPECT_EQ(absent[0].texts, 2U);
    EXPECT_EQ(absent[1].symbol, "A/RES/58/2");
    EXPECT_EQ(c->cited_but_absent(1).size(), 1U);
}

TEST(Outlook, CountsASymbolOnceWhicheverOfItsFilesIsCounted) {
    Collection c;
    c.add(apples("A/RES/60/1", "2005-12-16", "language fr\npp Recalling its resolution 59/7,\n"));
    ASSERT_EQ(c->cited_but_absent(10).size(), 1U);
    const std::string english = c.add(apples("A/RES/60/1", "2005-12-16", "pp Recalling its resolution 58/2,\n"));
    ASSERT_EQ(c->cited_but_absent(10).size(), 1U) << "the English one stands for the symbol";
    EXPECT_EQ(c->cited_but_absent(10)[0].symbol, "A/RES/58/2");
    (void)c.correct(english, TakeOutOfView{}, "a copy with errors");
    ASSERT_EQ(c->cited_but_absent(10).size(), 1U);
    EXPECT_EQ(c->cited_but_absent(10)[0].symbol, "A/RES/59/7");
    EXPECT_TRUE(record::verify(c->record()).findings.empty());
}

TEST(Outlook, FindsWhatWantsAPerson) {
    Collection c;
    c.add(apples("A/RES/60/1", "2005-12-16"));
    c.add(apples("A/RES/61/1", "2006-12-16", "doubt\n"));
    c.add("symbol A/RES/62/1\ndate 2007-12-16\nop 1 Requests apples.\n");
    const List list = c->to_look_at(0, 0);
    ASSERT_EQ(list.total, 2U);
    EXPECT_EQ(list.items[0].symbol, "A/RES/61/1");
    EXPECT_EQ(list.items[1].symbol, "A/RES/62/1");
    EXPECT_EQ(c->to_look_at(1, 1).items.size(), 1U);
}

}  // namespace
}  // namespace comity::holdings
