#include "machinery/holdings/holdings.hpp"

#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "machinery/holdings/tables.hpp"
#include "machinery/holdings/testing.hpp"
#include "record/verification.hpp"

namespace comity::holdings {
namespace {

using testing::Collection;
using Texts = std::vector<std::string>;

std::string text(const std::string& symbol, const std::string& date, const std::string& more = "", const std::string& title = "Orchards") {
    return "symbol " + symbol + "\ntitle " + title + "\ndate " + date + "\n" + more;
}

Texts names(const List& list) {
    Texts out;
    for (const auto& item : list.items) out.push_back(item.name);
    return out;
}

void expect_sound(const Collection& collection) {
    const auto checked = record::verify(collection->record());
    EXPECT_TRUE(checked.findings.empty()) << checked.findings.front().what << ": " << checked.findings.front().sentence;
}

TEST(Lists, AreInTheOrderOfSymbolsAndFilterByWhatIsAsked) {
    Collection c;
    c.add(text("A/RES/61/2", "2006-12-01", "pp Recalling its resolution 60/1,\n"));
    c.add(text("A/RES/60/10", "2005-12-02"));
    c.add(text("A/RES/60/9", "2005-12-03", "", "Bees and their keepers"));
    c.add(text("217 A (III)", "1948-12-10"));
    c.add(text("S/RES/1325(2000)", "2000-10-31"));
    c.add("title Pears\ndraft\n");
    EXPECT_EQ(names(c->list({})).size(), 6U);
    EXPECT_EQ(names(c->list({.body = "GA", .kind = document::Kind::resolution})), (Texts{"217 A (III)", "60/9", "60/10", "61/2"}));
    EXPECT_EQ(names(c->list({.body = "Security Council"})), (Texts{"1325 (2000)"}));
    EXPECT_EQ(names(c->list({.year = 2005})), (Texts{"60/9", "60/10"}));
    EXPECT_EQ(names(c->list({.session = "61"})), (Texts{"61/2"}));
    EXPECT_EQ(names(c->list({.title_words = "KEEPERS bees"})), (Texts{"60/9"}));
    EXPECT_EQ(names(c->list({.cites = "60/1"})), (Texts{"61/2"}));
    EXPECT_EQ(names(c->list({.kind = document::Kind::resolution, .order = Order::date, .offset = 1, .limit = 2})), (Texts{"60/9", "60/10"}));
    EXPECT_EQ(c->list({.offset = 1, .limit = 2}).total, 6U);
    const auto overview = c->overview();
    EXPECT_EQ(overview.texts, 6U);
    EXPECT_EQ(overview.kinds, (Overview::Counts{{"resolution", 5}, {"draft resolution", 1}}));
    expect_sound(c);
}

TEST(Finding, TakesAnySpellingAndHashesAndSaysWhatElseItCouldBe) {
    Collection c;
    const auto hash = c.add(text("A/RES/60/1", "2005-12-16"));
    for (const char* spelling : {"60/1", "A/RES/60/1", "a/res/60/1", " resolution 60/1 ", "A_RES_60_1"}) EXPECT_EQ(c->find(spelling).sha256, hash) << spelling;
    EXPECT_EQ(c->find(hash).sha256, hash);
    EXPECT_EQ(c->find(hash.substr(0, 8)).sha256, hash);
    EXPECT_THROW((void)c->find(hash.substr(0, 7)), Error);
    EXPECT_THROW((void)c->find("60/2"), Error);
    EXPECT_THROW((void)c->find(""), Error);
    EXPECT_THROW((void)c->find("60/1", "fr"), Error);
    const auto council = c.add(text("A/HRC/RES/53/5", "2023-07-12"));
    EXPECT_EQ(c->find("53/5").sha256, council);  // the only one of that number
    const auto assembly = c.add(text("A/RES/53/5", "1998-10-30"));
    EXPECT_EQ(c->find("53/5").sha256, assembly);
}

TEST(Finding, ListsTheCandidatesWhereANumberCanBeSeveral) {
    Collection c;
    c.add(text("A/HRC/RES/53/5", "2023-07-12"));
    c.add(text("A/HRC/RES/53/5", "2023-07-12", "pp Another file,\n"));
    EXPECT_NO_THROW((void)c->find("53/5"));
    const auto one = c.add("title One\ndraft\n");
    (void)one;
    c.add(text("E/CN.4/RES/2000/22", "2000-04-18"));
    c.add(text("E/CN.4/Sub.2/RES/2000/22", "2000-08-18"));
    try {
        const auto found = c->find("2000/22");
        EXPECT_TRUE(found.symbol.has_value());  // the shape of the number has decided
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::bad_request);
        EXPECT_NE(std::string(error.what()).find("CN.4"), std::string::npos);
    }
}

TEST(Readings, AreShownByThePersonsChoiceThenFootnotesThenDoubtsThenHash) {
    const Candidate plain{"cc", 0, 0}, noted{"bb", 3, 5}, better{"dd", 2, 1}, first{"aa", 1, 1};
    const auto by = [](const std::vector<Candidate>& candidates, const char* person) {
        const auto choice = choose(candidates, person);
        return std::pair(candidates[choice.index].sha256, choice.by);
    };
    EXPECT_EQ(by({plain}, ""), std::pair(std::string("cc"), ChosenBy::only_file));
    EXPECT_EQ(by({plain, noted}, ""), std::pair(std::string("bb"), ChosenBy::footnotes));
    EXPECT_EQ(by({plain, noted}, "cc"), std::pair(std::string("cc"), ChosenBy::person));
    EXPECT_EQ(by({plain, noted}, "gone"), std::pair(std::string("bb"), ChosenBy::footnotes));
    EXPECT_EQ(by({plain, noted, better}, ""), std::pair(std::string("dd"), ChosenBy::fewest_doubts));
    EXPECT_EQ(by({better, first}, ""), std::pair(std::string("aa"), ChosenBy::first_hash));
}

TEST(Readings, OfOneSymbolAreCountedOnceAndToldApart) {
    Collection c;
    const auto plain = c.add(text("A/RES/60/1", "2005-12-16", "pp Recalling orchards,\nop 1 Requests water.\nop 2 Decides to wait.\n"));
    const auto noted = c.add(text("A/RES/60/1", "2005-12-16", "pp Recalling the orchards,\nop 1 Requests water.\nfn 1 See above.\n"));
    EXPECT_EQ(c->list({}).total, 1U);
    EXPECT_EQ(c->overview().files, 2U);
    EXPECT_EQ(c->search("water").hits.size(), 1U);
    auto shown = c.show("60/1");
    EXPECT_EQ(shown.item.sha256, noted);
    EXPECT_EQ(shown.chosen_by, ChosenBy::footnotes);
    ASSERT_EQ(shown.other_files.size(), 1U);
    const auto& other = shown.other_files.front();
    EXPECT_EQ(other.item.sha256, plain);
    EXPECT_FALSE(other.item.shown);
    EXPECT_EQ(other.item.address, plain);
    EXPECT_EQ(other.same, 1);
    EXPECT_EQ(other.differing, (Texts{"pp1"}));
    EXPECT_EQ(other.only_other, (Texts{"op2"}));
    EXPECT_EQ(other.footnotes_shown, 1);

    c.correct(plain, ChooseReading{});
    EXPECT_EQ(c->find("60/1").sha256, plain);
    EXPECT_EQ(c.show("60/1").chosen_by, ChosenBy::person);
    EXPECT_EQ(c->search("wait").hits.size(), 1U);
    c.correct(plain, TakeOutOfView{}, "a bad copy");  // then the choice can't hold
    EXPECT_EQ(c->find("60/1").sha256, noted);
    c.correct(plain, PutBack{});
    EXPECT_EQ(c->find("60/1").sha256, plain);
    c.correct("60/1", LetRuleChoose{});
    EXPECT_EQ(c->find("60/1").sha256, noted);
    expect_sound(c);
}

TEST(Readings, AreOneForEachLanguage) {
    Collection c;
    const auto french = c.add(text("A/RES/60/1", "2005-12-16", "language fr\nop 1 Prie les jardiniers.\n"));
    EXPECT_EQ(c->find("60/1").sha256, french);
    const auto english = c.add(text("A/RES/60/1", "2005-12-16", "op 1 Requests the gardeners.\n"));
    EXPECT_EQ(c->find("60/1").sha256, english);
    EXPECT_EQ(c->find("60/1", "fr").sha256, french);
    EXPECT_EQ(c->list({}).total, 1U);
    EXPECT_EQ(c->list({}).items[0].other_languages, (Texts{"fr"}));
    EXPECT_EQ(c->list({.language = "fr"}).items.at(0).sha256, french);
    EXPECT_EQ(c.show("60/1").in_other_languages.at(0).sha256, french);
    EXPECT_EQ(c->search("jardiniers").hits.at(0).item.sha256, french);
    expect_sound(c);
}

TEST(Citations, LeadBothWays) {
    Collection c;
    c.add(text("A/RES/60/1", "2005-12-16"));
    c.add(text("A/RES/61/2", "2006-12-16", "pp Recalling its resolutions 60/1 and 55/5,\nop 1 Reaffirms resolution 60/1;\n"));
    const auto citing = c->cited_by(c->find("60/1"));
    ASSERT_EQ(citing.size(), 2U);
    EXPECT_EQ(citing[0].item.name, "61/2");
    EXPECT_EQ(citing[0].paragraph, "pp1");
    EXPECT_EQ(citing[1].paragraph, "op1");
    const Texts targets = {"A/RES/60/1", "A/RES/60/1#para=3", "A/RES/55/5", "charter#art=1"};
    const auto here = c->in_record(targets);
    EXPECT_EQ(here.size(), 2U);
    EXPECT_EQ(here.at("A/RES/60/1#para=3").name, "60/1");
}

TEST(Series, HasItsMembersWhatTheyCiteAndItsGaps) {
    Collection c;
    const auto recall = [](const std::string& what) { return "pp Recalling its resolution " + what + " on orchards,\npp Recalling its resolution 47/199 on bees,\n"; };
    c.add(text("A/RES/60/1", "2005-12-16", recall("59/1 of 20 December 2004")));
    c.add(text("A/RES/61/2", "2006-12-16", recall("60/1")));
    c.add(text("A/RES/62/3", "2007-12-16", recall("61/2"), "ORCHARDS"));
    c.add(text("A/RES/64/5", "2009-12-16", recall("62/3")));
    c.add(text("A/HRC/RES/53/5", "2023-07-12"));
    c.add("title Orchards\ndraft\n");
    const auto series = c->series(c->find("61/2"));
    Texts members;
    for (const auto& member : series.members) members.push_back(fmt::format("{} {}", member.symbol.value_or(member.session.value_or("")), name_of(member.status)));
    EXPECT_EQ(members, (Texts{"A/RES/59/1 cited, not in the record", "A/RES/60/1 in the record", "A/RES/61/2 in the record", "A/RES/62/3 in the record",
                              "63 no text known", "A/RES/64/5 in the record"}));
    EXPECT_EQ(series.members[0].date->iso(), "2004-12-20");
    EXPECT_EQ(series.members[0].previous, std::nullopt);
    EXPECT_EQ(series.members[5].previous, "A/RES/62/3");
    EXPECT_EQ(series.drafts.size(), 1U);
    EXPECT_EQ(to_json(series)["members"].as_array()->size(), 6U);
}

TEST(Series, ComeAgainUnderOneTitleOfOneBodyThoseWithTheMostTextsFirst) {
    Collection c;
    c.add(text("A/RES/61/2", "2006-12-01", "", "Bees"));
    EXPECT_TRUE(c->recurring().empty());
    c.add(text("A/RES/62/2", "2007-12-01", "", "Bees"));
    for (const char* symbol : {"A/RES/60/1", "A/RES/62/1", "A/RES/61/1"}) c.add(text(symbol, std::to_string(1945 + std::stoi(std::string(symbol).substr(6))) + "-12-16"));
    c.add(text("A/RES/62/1", "2007-12-16", "fn 1 Another file of it\n", "ORCHARDS"));
    c.add(text("A/RES/62/3", "2007-12-20"));
    c.add(text("S/RES/1325(2000)", "2000-10-31"));  // another body's
    c.add(text("A/RES/62/9", "2007-12-20", "", "Pears"));
    c.add("title Pears\ndraft\n");
    const auto found = c->recurring();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].latest.name, "62/3");
    EXPECT_EQ(found[0].texts, 4U);
    EXPECT_EQ(found[0].first_year, 2005);
    EXPECT_EQ(found[0].last_year, 2007);
    EXPECT_EQ(found[1].latest.name, "62/2");
    ASSERT_EQ(c->recurring(1).size(), 1U);
    EXPECT_EQ(c->recurring(1)[0].texts, 4U);
    EXPECT_EQ(to_json(found[1])["latest"].text("symbol"), "A/RES/62/2");
}

TEST(Search, GoesToTheTextWhoseSymbolIsTyped) {
    Collection c;
    c.add(text("A/RES/60/1", "2005-12-16", "op 1 Requests water.\n"));
    EXPECT_EQ(c->search("60/1").goes_to->name, "60/1");
    EXPECT_FALSE(c->search("water").goes_to);
    const auto hit = c->search("WATER").hits.at(0);
    EXPECT_EQ(hit.paragraph, "op1");
    EXPECT_EQ(hit.text.substr(hit.marks.at(0).first, hit.marks[0].second - hit.marks[0].first), "water");
    EXPECT_EQ(c->search("orchards").hits.at(0).paragraph, "title");
    EXPECT_TRUE(c->search("water", {.body = "SC"}).hits.empty());
}

TEST(Holdings, CanBeReadWhileAnotherProcessWrites) {
    Collection c;
    c.add(text("A/RES/60/1", "2005-12-16", "op 1 Requests water.\n"));
    const Holdings beside(record::Record::open(c.file(), record::Access::read, testing::setup()), vocabulary::standard(), testing::notation());
    EXPECT_EQ(beside.list({}).total, 1U);
    EXPECT_EQ(beside.search("water").hits.size(), 1U);
    c.add(text("A/RES/60/2", "2005-12-16", "op 1 Requests water.\n"));
    EXPECT_EQ(beside.list({}).total, 2U);
    EXPECT_EQ(beside.find("60/2").name, "60/2");
}

TEST(Holdings, AnswerThreadsWhileOneImportsAndOneCorrects) {
    Collection c;
    c.add(text("A/RES/60/1", "2005-12-16", "op 1 Requests water.\n"));
    for (int i = 2; i < 150; ++i) c.write(fmt::format("{:03}.txt", i), text(fmt::format("A/RES/60/{}", i), "2005-12-16", "op 1 Requests water.\n"));
    {
        std::vector<std::jthread> threads;
        threads.reserve(2);
        for (int i = 0; i < 2; ++i) {
            threads.emplace_back([&](const std::stop_token& stop) {
                while (!stop.stop_requested()) {
                    const auto result = c->search("water", {.limit = 500});
                    EXPECT_EQ(result.hits.size(), result.passages);
                    EXPECT_GE(c->list({}).total, 1U);
                    EXPECT_EQ(c.show("60/1").document.paragraphs.size(), 1U);
                }
            });
        }
        std::jthread correcting([&] {
            for (int i = 0; i < 20; ++i) c.correct("60/1", SetFact{"title", std::to_string(i)});
        });
        c.import(c.texts());
    }
    EXPECT_EQ(c->search("water").passages, 149U);
    expect_sound(c);
}

TEST(Holdings, HandActsToTheProcessThatHoldsTheRecord) {
    Collection c;
    const auto path = c.write("a.txt", text("A/RES/60/1", "2005-12-16"));
    const auto noise = c.write("b.txt", "noise");
    const record::Desk desk(c.file(), performer_for(*c));
    ImportRequest request;
    request.paths = {path.parent_path()};
    request.who = testing::jane();
    Texts told;
    const auto summary = submit({c.file(), derivations()}, request, {[&](const FileResult& result, std::size_t done, std::size_t in_all) {
                                                        told.push_back(fmt::format("{}/{} {} {}", done, in_all, name_of(result.outcome), result.reason));
                                                    },
                                                    {}});
    EXPECT_EQ(summary.added, 1U);
    EXPECT_EQ(summary.refused.at(0).path, noise.string());
    EXPECT_EQ(told, (Texts{"1/2 added ", "2/2 could not be read it is no text"}));
    CorrectionRequest correction{"60/1", SetFact{"title", "Pears"}, testing::jane(), {}, {}, {}, {}};
    EXPECT_EQ(submit({c.file(), derivations()}, correction).sentence, "title: \"Pears\" (was \"Orchards\")");
    EXPECT_EQ(c.show("60/1").document.title, "Pears");
    EXPECT_EQ(submit({c.file(), derivations()}, correction).position, -1);  // it is so already
    Texts steps;
    submit_rebuild({c.file(), derivations()}, [&](std::string_view step, std::int64_t, std::int64_t) { steps.emplace_back(step); });
    EXPECT_FALSE(steps.empty());
    EXPECT_EQ(c->record().snapshot().at(1)->who.name, "jane");
}

TEST(Holdings, SayThatAHolderTakesNoCommands) {
    Collection c;
    ImportRequest request;
    request.paths = {c.write("a.txt", "title A\n")};
    request.who = testing::jane();
    try {
        submit({c.file(), derivations()}, request);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::conflict);
    }
    c.close();
    EXPECT_EQ(submit({c.file(), derivations()}, request).added, 1U);
}

/// Acts drawn at random: whatever was done, the tables are those that a rebuild gives, and so is the search.
TEST(Holdings, HaveTheTablesOfARebuildAfterAnyActs) {
    std::mt19937 random(20231219);
    for (int round = 0; round < 5; ++round) {
        Collection c;
        Texts hashes;
        for (int step = 0; step < 60; ++step) {
            const auto pick = [&](const Texts& from) { return from[random() % from.size()]; };
            try {
                if (hashes.empty() || random() % 5 == 0) {
                    const std::string symbol = pick({"A/RES/60/1", "A/RES/60/2", "A/RES/61/1"});
                    hashes.push_back(c.add(text(symbol, "2005-12-16", pick({"", "language fr\n", "doubt\n"}) + "pp Recalling 60/2,\nx Noting,\nop 1 Requests pears; Decides plums.\n" +
                                                                         pick({"", "fn 1 See.\n"}) + "x " + std::to_string(random()) + "\n")));
                    continue;
                }
                const std::vector<Change> changes = {SetFact{"title", pick({"Pears", "Plums"})}, SetFact{"symbol", pick({"60/1", "62/9"})},
                                                     SetFact{"language", pick({"fr", "en"})},    SetParagraph{"x1", pick({"preambular", "heading"}), {}, {}, {}},
                                                     SetParagraph{"op1", {}, pick({"3", "4"}), {}, {}}, JoinWithNext{"pp1"}, SplitAt{"op1", "Decides", {}},
                                                     TakeOutOfView{}, PutBack{}, ChooseReading{}, LetRuleChoose{}};
                const std::string document = pick(hashes);
                if (random() % 8 == 0) {
                    const auto corrections = c.show(document).corrections;
                    if (!corrections.empty()) c.correct(document, Withdraw{corrections.front().subject});
                } else {
                    c.correct(document, changes[random() % changes.size()], "at random");
                }
            } catch (const Error&) {
                // Refused: changes nothing, and that is what is to be seen.
            }
        }
        expect_sound(c);
        const auto hits = [&] {
            Texts out;
            for (const auto& hit : c->search("pears", {.limit = 500}).hits) out.push_back(hit.item.sha256 + hit.paragraph + hit.text);
            return out;
        };
        const auto followed = hits();
        c->rebuild();
        EXPECT_EQ(hits(), followed);
        expect_sound(c);
    }
}

}  // namespace
}  // namespace comity::holdings
