#include "concordance/series.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "base/error.hpp"
#include "concordance/paragraph_history.hpp"

namespace comity::concordance {
namespace {

using Kind = SeriesText::Kind;
using How = SeriesRecall::How;

/// Many words that no other subject has, and with each version some of them are others.
document::Document words_about(const std::string& subject, int version, int kept = 60, int changed = 12) {
    document::Document document;
    for (int i = 0; i < kept + changed; ++i) {
        document::Paragraph paragraph;
        paragraph.kind = document::ParagraphKind::operative;
        paragraph.id = "op" + std::to_string(i + 1);
        const std::string word = subject + (i < kept ? "stays" : "year" + std::to_string(version)) + std::to_string(i);
        paragraph.text = "Requests " + word + " for the " + word + "s of " + word + "ing";
        document.paragraphs.push_back(std::move(paragraph));
    }
    return document;
}

struct Texts {
    std::vector<SeriesText> texts;

    SeriesText& add(const std::string& symbol, const std::string& title, const std::string& subject, int version, Kind kind = Kind::act) {
        SeriesText text;
        text.id = symbol;
        text.kind = kind;
        text.line = "GA";
        text.keys = {symbol};
        text.title = title;
        text.session = symbol.substr(0, symbol.find('/'));
        text.date = Date::of(1945 + std::stoi(*text.session), kind == Kind::draft ? 11 : 12, 16);
        text.order = text.date->iso() + symbol;
        text.sketch = sketch_of(words_about(subject, version));
        texts.push_back(text);
        return texts.back();
    }
    void recall(const std::string& from, const std::string& to, How how = How::elsewhere) {
        auto& text = *std::find_if(texts.begin(), texts.end(), [&](const SeriesText& one) { return one.id == from; });
        text.recalls.push_back({to, to, to.substr(0, to.find('/')), std::nullopt, how});
    }
    [[nodiscard]] std::string id(std::size_t text) const { return texts[text].id; }

    /// The ids of each group, those of one text left out: "60/1 61/1 +62/1(gap) ~61/L.1>61/1".
    [[nodiscard]] std::vector<std::string> found(const std::vector<SeriesRuling>& rulings = {}) const {
        std::vector<std::string> lines;
        for (const auto& group : series_of(texts, rulings)) {
            if (group.members.size() + group.gaps.size() + group.drafts.size() < 2) continue;
            std::string line;
            for (const auto& member : group.members) line += (line.empty() ? "" : " ") + id(member.text);
            for (const auto& gap : group.gaps) line += " +" + gap.symbol;
            for (const auto& draft : group.drafts) line += " ~" + id(draft.text) + (draft.became ? ">" + id(*draft.became) : std::string());
            lines.push_back(line);
        }
        return lines;
    }
};

using Lines = std::vector<std::string>;

TEST(Series, HasTheTextsOfOneTitleAndOneLineOfBodies) {
    Texts t;
    t.add("60/1", "lamps", "lamp", 1);
    t.add("61/1", "lamps", "lamp", 2);
    t.add("61/2", "pears", "pear", 1);
    t.add("62/1", "lamps", "lamp", 3).line = "HRC";
    EXPECT_EQ(t.found(), Lines{"60/1 61/1"});
}

TEST(Series, GoesOnUnderAnotherTitleIfTheTextRecallsTheOneBeforeAndHasItsWords) {
    Texts t;
    t.add("60/1", "lamps", "lamp", 1);
    t.add("61/1", "lamps", "lamp", 2);
    t.add("62/9", "light for all", "lamp", 3);
    t.add("63/4", "light for all", "lamp", 4);
    EXPECT_EQ(t.found(), (Lines{"60/1 61/1", "62/9 63/4"}));  // words alone, under other titles, may be those of a formula
    t.recall("62/9", "61/1");
    EXPECT_EQ(t.found(), Lines{"60/1 61/1 62/9 63/4"});
}

TEST(Series, LeavesOutWhatIsOnlyRecalled) {
    Texts t;
    t.add("60/1", "lamps", "lamp", 1);
    t.add("61/1", "pears", "pear", 1);
    t.recall("61/1", "60/1");
    EXPECT_EQ(t.found(), Lines{});
}

TEST(Series, OfTwoThatGoOnSideBySideAreTwo) {
    Texts t;
    t.add("60/1", "lamps", "lamp", 1);
    t.add("61/1", "lamps", "lamp", 2);
    t.add("61/2", "lanterns on ships", "lamp", 3);
    t.add("62/1", "lamps", "lamp", 4);
    t.recall("61/2", "60/1");
    EXPECT_EQ(t.found(), Lines{"60/1 61/1 62/1"});
}

TEST(Series, TakesATitleThatIsAHeadingForAnythingByItsWords) {
    Texts t;
    t.add("60/1", "other matters", "lamp", 1);
    t.add("60/2", "other matters", "pear", 1);
    t.add("61/5", "other matters", "lamp", 2);
    EXPECT_EQ(t.found(), Lines{"60/1 61/5"});
}

TEST(Series, KnowsWhatItsTextsCiteAndTheRecordLacksOnceASession) {
    Texts t;
    t.add("60/1", "lamps", "lamp", 1);
    t.add("62/1", "lamps", "lamp", 2);
    t.add("63/1", "lamps", "lamp", 3);
    t.recall("62/1", "61/7", How::on_subject);
    t.recall("63/1", "61/7", How::on_subject);
    t.recall("63/1", "61/8", How::on_subject);
    t.recall("63/1", "60/9", How::on_subject);  // there is a text of that session
    t.recall("63/1", "59/3");                   // of another matter
    EXPECT_EQ(t.found(), Lines{"60/1 62/1 63/1 +61/7"});
}

TEST(Series, HangsADraftOnWhatItBecame) {
    Texts t;
    t.add("60/1", "lamps", "lamp", 1);
    t.add("61/1", "lamps", "lamp", 2);
    t.add("61/7", "pears", "pear", 1);
    t.add("61/L.1", "lamps", "lamp", 2, Kind::draft);
    t.add("61/L.2", "plums and pears", "pear", 1, Kind::draft);
    t.add("61/L.3", "nothing known", "plum", 1, Kind::draft);
    t.recall("61/7", "61/L.3", How::as_draft);
    EXPECT_EQ(t.found(), (Lines{"60/1 61/1 ~61/L.1>61/1", "61/7 ~61/L.2>61/7 ~61/L.3>61/7"}));
}

TEST(Series, DoesWhatAPersonSays) {
    Texts t;
    t.add("60/1", "lamps", "lamp", 1);
    t.add("61/1", "lamps", "lamp", 2);
    t.add("62/1", "pears", "pear", 1);
    using Says = SeriesRuling::Says;
    EXPECT_EQ(t.found({{"62/1", "60/1", Says::together}}), Lines{"60/1 61/1 62/1"});
    EXPECT_EQ(t.found({{"61/1", "60/1", Says::apart}}), Lines{});
    const auto groups = series_of(t.texts, std::vector<SeriesRuling>{{"62/1", "60/1", Says::together}});
    EXPECT_TRUE(groups.front().members.back().reason.person);
    EXPECT_FALSE(groups.front().members.back().reason.is_guess());
}

TEST(Series, SaysWhyATextIsInIt) {
    Texts t;
    t.add("60/1", "lamps", "lamp", 1);
    t.add("61/1", "lamps", "lamp", 2);
    t.add("62/1", "lamps", "pear", 1);
    t.recall("61/1", "60/1");
    const auto groups = series_of(t.texts);
    const auto& members = groups.front().members;
    EXPECT_TRUE(members[0].reason.same_title && members[0].reason.recalls && members[0].reason.words > 0.5);
    EXPECT_TRUE(members[2].reason.same_title);
    EXPECT_TRUE(members[2].reason.is_guess());
}

TEST(Series, CountsTheItemOfTheAgendaAsASupportWhereBothTextsStateOne) {
    Texts t;
    t.add("60/1", "lamps", "lamp", 1).agenda_items = {"71 (b)"};
    t.add("61/1", "lamps", "pear", 2).agenda_items = {"70", "71 (b)"};
    t.add("64/1", "lamps", "plum", 3).agenda_items = {"71 (b)"};
    const auto groups = series_of(t.texts);
    ASSERT_EQ(groups.size(), 1U) << "by the title; the item joins nothing and parts nothing";
    const auto& members = groups.front().members;
    EXPECT_TRUE(members[0].reason.same_item && members[1].reason.same_item);
    EXPECT_FALSE(members[0].reason.is_guess()) << "two things speak for it";
    EXPECT_FALSE(members[2].reason.same_item) << "four sessions on the number says nothing";
    EXPECT_TRUE(members[2].reason.is_guess());

    t.add("60/2", "oil", "fig", 1).agenda_items = {"71 (b)"};
    EXPECT_FALSE(series_of(t.texts).front().members[1].reason.same_item) << "an item with texts of two series speaks for neither";

    SeriesText a = t.texts[0], b = t.texts[2];
    a.agenda_title = "light in the north";
    EXPECT_FALSE(same_agenda_item(a, b));
    b.agenda_title = a.agenda_title;
    EXPECT_TRUE(same_agenda_item(a, b)) << "by its title in any year";
    b.agenda_title = "oil";
    b.session = a.session;
    EXPECT_FALSE(same_agenda_item(a, b)) << "the titles differ, whatever the numbers";
    b.agenda_title.clear();
    EXPECT_TRUE(same_agenda_item(a, b));
    b.line = "HRC";
    EXPECT_FALSE(same_agenda_item(a, b));
    EXPECT_FALSE(same_agenda_item(SeriesText{}, SeriesText{}));
}

TEST(Series, AreTheSameInWhateverOrderTheTextsCame) {
    Texts t;
    for (int year = 60; year < 70; ++year) {
        const std::string session = std::to_string(year);
        t.add(session + "/1", year < 65 ? "lamps" : "light for all", "lamp", year);
        t.add(session + "/2", "pears", "pear", year);
        t.add(session + "/3", year % 2 == 0 ? "plums of the north" : "plums of the north and the south", "plum", year);
        if (year > 60) t.recall(session + "/1", std::to_string(year - 1) + "/1", How::on_subject);
        t.recall(session + "/2", "59/7", How::on_subject);
    }
    const auto expected = t.found();
    EXPECT_EQ(expected.size(), 3U);
    std::mt19937 chance(7);
    for (int round = 0; round < 20; ++round) {
        std::shuffle(t.texts.begin(), t.texts.end(), chance);
        EXPECT_EQ(t.found(), expected);
    }
}

TEST(WordSketch, SaysHowMuchTwoTextsHaveInCommon) {
    const auto one = sketch_of(words_about("lamp", 1, 100, 0)), same = sketch_of(words_about("lamp", 2, 100, 0)), half = sketch_of(words_about("lamp", 2, 100, 100)),
               other = sketch_of(words_about("pear", 1, 100, 0));
    EXPECT_EQ(likeness(one, same), 1);
    EXPECT_NEAR(likeness(one, half), 0.5, 0.15);
    EXPECT_LT(likeness(one, other), 0.05);
    EXPECT_EQ(WordSketch::from_bytes(one.bytes()).least, one.least);
    EXPECT_EQ(likeness(WordSketch::from_bytes("damaged"), one), 0);
}

// --- one paragraph ---------------------------------------------------------------------------------------------------------

document::Document of(const std::vector<std::string>& paragraphs) {
    document::Document document;
    for (const auto& text : paragraphs) {
        document::Paragraph paragraph;
        paragraph.kind = document::ParagraphKind::operative;
        paragraph.id = "op" + std::to_string(document.paragraphs.size() + 1);
        paragraph.number = std::to_string(document.paragraphs.size() + 1);
        paragraph.text = text;
        document.paragraphs.push_back(std::move(paragraph));
    }
    return document;
}

TEST(ParagraphHistory, FollowsAParagraphThroughItsNumbersAndTheYearInWhichItWasAway) {
    const std::string keepers = "Requests the keepers of all lighthouses to trim the lamps before nightfall";
    const auto a = of({keepers, "Welcomes the pears of the orchards in the south of the island"}),
               b = of({"Notes the report on the state of all harbours", "Welcomes the pears of the orchards in the south of the island", keepers + " and to count them"}),
               c = of({"Welcomes the pears of the orchards in the south of the island"}), d = of({keepers + " and to count them", "Welcomes the pears of the orchards in the south of the island"});
    const std::vector<const document::Document*> all = {&a, &b, &c, &d};
    const auto states = paragraph_history(all, 3, "op1");
    ASSERT_EQ(states.size(), 4U);
    EXPECT_EQ(states[0].passages.front().id, "op1");
    EXPECT_EQ(states[0].change, std::nullopt);
    EXPECT_EQ(states[1].passages.front().id, "op3");
    EXPECT_EQ(states[1].came, 4U);
    EXPECT_EQ(states[1].went, 0U);
    EXPECT_FALSE(states[2].present);
    EXPECT_EQ(states[2].went, 16U);
    EXPECT_TRUE(states[3].present);
    EXPECT_EQ(states[3].change, Change::added);
    EXPECT_EQ(states[3].came, 0U);  // as it was when it left
    EXPECT_THROW((void)paragraph_history(all, 2, "op9"), Error);
}

}  // namespace
}  // namespace comity::concordance
