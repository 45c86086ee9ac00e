#include "base/exchange_testing.hpp"
#include "base/testing.hpp"
#include "machinery/reviews/reviews.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <tuple>

#include <gmock/gmock.h>

#include "machinery/reviews/gathering.hpp"
#include "machinery/reviews/knowing.hpp"
#include "machinery/reviews/list_file.hpp"
#include "machinery/reviews/terms.hpp"
#include "machinery/reviews/testing.hpp"
#include "record/verification.hpp"

namespace comity::reviews {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
using testing::Lists;

std::vector<std::string> ids(const Listed& listed) {
    std::vector<std::string> all;
    for (const auto& one : listed.rows) all.push_back(one.id);
    return all;
}

TEST(ReviewLists, EveryRowIsInOrRefusedAndTheSameListAddsNothing) {
    const Lists lists;
    const auto first = lists.import(testing::upr_info_list);
    EXPECT_EQ(first.rows, 6);
    EXPECT_EQ(first.refused, 1);
    EXPECT_EQ(first.recommendations, 5);
    EXPECT_THAT(first.refused_rows, ElementsAre(recommendations::Refused{7, "it has no words"}));
    EXPECT_THAT(first.unknown, ElementsAre("Farland"));
    const auto size = lists.now().size();
    const auto again = lists.import(testing::upr_info_list, "another name");
    EXPECT_TRUE(again.there_already);
    EXPECT_EQ(again.rows, 6);
    EXPECT_EQ(lists.now().size(), size);
    EXPECT_TRUE(record::verify(*lists).findings.empty());
}

TEST(ReviewLists, TwoExportersMeetInOneRecommendation) {
    const Lists lists;
    lists.import(testing::upr_info_list);
    const auto before = list(lists.now(), {.state = "state:XNI", .from = "state:XBE"}, 0, 10);
    ASSERT_THAT(before.rows, SizeIs(1));
    const std::string old_id = before.rows[0].id;
    const auto second = lists.import(testing::index_list, "index.json");
    EXPECT_EQ(second.recommendations, 1) << "only the concern is new";
    const auto found = find(lists.now(), old_id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, "upr-3-xni-101.12");
    EXPECT_EQ(found, find(lists.now(), "upr-3-xni-101.12"));
    EXPECT_THAT(found->from, ElementsAre("state:XAR", "state:XBE", "state:XCA"));
    EXPECT_EQ(found->position, "supported");
    EXPECT_EQ(found->symbol, "A/HRC/43/15");
    EXPECT_EQ(found->session, 30);
    const auto told = told_of(lists.now(), old_id);
    ASSERT_THAT(told, SizeIs(3));
    EXPECT_EQ(told[0].exporter, "UPR Info");
    EXPECT_EQ(told[0].grading, "5");
    EXPECT_EQ(told[2].exporter, "UHRI");
    EXPECT_EQ(told[2].grading, "") << "the one exporter's grading is not the other's";
    EXPECT_TRUE(record::verify(*lists).findings.empty()) << "whatever the order in which lists came, a rebuild gives the same";
}

TEST(ReviewLists, AreWithdrawnAndComeAgain) {
    const Lists lists;
    lists.import(testing::upr_info_list);
    const auto index = lists.import(testing::index_list, "index.json");
    const std::string shown = index.sha256.substr(0, 8);
    EXPECT_EQ(lists.say("withdraw list", shown, json::Object{}, "the wrong year").subject, list_subject(index.sha256)) << "as import shows it";
    EXPECT_FALSE(find(lists.now(), "upr-3-xni-101.12"));
    EXPECT_EQ(list(lists.now(), {}, 0, 1).total, 5U);
    EXPECT_FALSE(lists.import(testing::index_list, "index.json").there_already);
    EXPECT_TRUE(find(lists.now(), "upr-3-xni-101.12"));
    EXPECT_TRUE(record::verify(*lists).findings.empty());
    EXPECT_THROW(lists.say("withdraw list", std::string(64, '0'), json::Object{}, "why not"), Error);
    EXPECT_THROW(lists.say("withdraw list", index.sha256, json::Object{}), Error) << "not without a reason";
}

TEST(ReviewLists, ABrokenListLeavesNothing) {
    const Lists lists;
    const std::string whole = testing::index_list;
    EXPECT_THROW(lists.import(whole.substr(0, whole.size() - 1)), Error);
    EXPECT_THROW(lists.import(testing::upr_info_head + "Nivaal,,,,Ardune,,,Noted,4,General,30\r"), Error) << "no row of it is in";
    EXPECT_EQ(lists.now().size(), 0);
    EXPECT_THAT(lists_kept(lists.now()), IsEmpty());
}

TEST(ReviewLists, AreFilteredByAllThatTheySay) {
    const Lists lists;
    lists.import(testing::upr_info_list);
    lists.import(testing::index_list, "index.json");
    const auto total = [&](const Filter& filter) { return list(lists.now(), filter, 0, 100).total; };
    EXPECT_EQ(total({}), 6U);
    EXPECT_EQ(total({.state = "state:XNI"}), 5U);
    EXPECT_EQ(total({.from = "state:XNI"}), 2U);
    EXPECT_EQ(total({.mechanism = "crc"}), 1U);
    EXPECT_EQ(total({.review = "upr-3-xta"}), 1U);
    EXPECT_EQ(total({.theme = "Schools"}), 3U);
    EXPECT_EQ(total({.position = "noted"}), 2U);
    EXPECT_EQ(total({.words = "LOCK at"}), 2U);
    EXPECT_EQ(total({.cycle = 3}), 5U);
    EXPECT_EQ(total({.kind = Kind::pledge}), 1U);
    EXPECT_EQ(total({.kind = Kind::concern}), 1U);
    EXPECT_EQ(total({.state = "state:XNI", .theme = "Ports", .position = "noted"}), 1U);
    EXPECT_EQ(ids(list(lists.now(), {.mechanism = "crc"}, 0, 5)), std::vector<std::string>{"crc-xni-co-2-42.a"});
    EXPECT_THAT(list(lists.now(), {}, 4, 10).rows, SizeIs(2));
    const auto all = reviews(lists.now(), "state:XNI");
    ASSERT_THAT(all, SizeIs(2));
    EXPECT_EQ(all[1].id, "upr-3-xni");
    EXPECT_EQ(all[1].recommendations, 3);
    EXPECT_EQ(all[1].pledges, 1);
    EXPECT_THAT(all[1].positions, ElementsAre(Pair("supported", 1), Pair("noted", 2)));
    const auto states = states_reviewed(lists.now());
    const auto nivaal = std::find_if(states.begin(), states.end(), [](const StateReviewed& one) { return one.state == "state:XNI"; });
    ASSERT_NE(nivaal, states.end());
    EXPECT_EQ(std::tie(nivaal->reviews, nivaal->recommendations, nivaal->concerns, nivaal->pledges), std::make_tuple(std::int64_t{2}, std::int64_t{3}, std::int64_t{1}, std::int64_t{1})) << "the same figures as of its reviews";
}

TEST(ReviewLists, ANameInAFilterThatNobodyBearsIsToldFromOneThatHasNothing) {
    const Lists lists;
    lists.import(testing::upr_info_list);
    lists.say("review", "upr-4-xni", json::Object{{"word", "scheduled"}});
    const vocabulary::Vocabulary& words = vocabulary::with_demonstration();
    const auto asked = [&](const Filter& filter) { return not_known(lists.now(), vocabulary::directory_of(words), record::Purpose::demonstration, filter); };
    using C = NotKnown::Condition;
    EXPECT_FALSE(asked({.state = "state:XAR", .from = "Farland", .mechanism = "cat", .review = "upr-4-xni", .theme = "Ports", .position = "noted"})) << "known, though nothing may be so";
    EXPECT_EQ(asked({.state = "Atlantis"}).value().condition, C::state);
    EXPECT_THAT(asked({.state = "Atlantis"}).value().known, ElementsAre("state:XNI", "state:XTA"));
    EXPECT_EQ(asked({.from = "Atlantis"}).value().condition, C::from);
    EXPECT_EQ(asked({.mechanism = "cerdx"}).value().condition, C::mechanism);
    EXPECT_EQ(asked({.review = "upr-9-xni"}).value().condition, C::review);
    EXPECT_EQ(asked({.theme = "ports"}).value().condition, C::theme);
    EXPECT_EQ(asked({.position = "agreed"}).value().condition, C::position);
}

// --- what persons say ------------------------------------------------------------------------------------------------------------

TEST(ReviewStatements, AStateTakesItsPositionWithItsSourceAndHistory) {
    const Lists lists;
    lists.import(testing::upr_info_list);
    const std::string id = list(lists.now(), {.state = "state:XNI", .from = "state:XTA"}, 0, 1).rows.at(0).id;
    const auto position = [&](const std::string& word, const std::string& document, const std::string& why = "", const std::string& actor = "state:XNI") {
        return lists.say("position", id, json::Object{{"word", word}, {"document", document}, {"paragraph", "3"}}, why, actor);
    };
    EXPECT_THROW(position("supported", ""), Error) << "not without its source";
    EXPECT_THROW(position("loved", "A/HRC/43/15/Add.1"), Error);
    EXPECT_THROW(position("supported", "A/HRC/43/15/Add.1", "", "state:XTA"), Error) << "not by another State";
    Request of_another{"position", id, json::Object{{"word", "noted"}, {"document", "A/HRC/43/15/Add.1"}}, {}, {}};
    of_another.by.keeps = true;
    of_another.by.actor = "state:XTA";
    EXPECT_THROW(perform(*lists, vocabulary::with_demonstration(), of_another), Error) << "nor on behalf of another, by who keeps reviews";
    position("supported", "A/HRC/43/15/Add.1");
    EXPECT_EQ(find(lists.now(), id)->position, "supported");
    EXPECT_EQ(list(lists.now(), {.position = "noted"}, 0, 9).total, 1U);
    EXPECT_THROW(position("supported", "A/HRC/43/15/Add.1"), Error) << "that stands already";
    // A number comes later: what was said goes with it.
    lists.import(R"([{"AnnotationId":"a-7","Body":"UPR","Countries":["Nivaal"],"Text":"101.14 Open the lock at night","UprCycle":"3","UprPositions":["Noted"],"UprRecommendingCountry":["Tarrow"]}])");
    EXPECT_EQ(find(lists.now(), "upr-3-xni-101.14")->position, "supported");
    EXPECT_THAT(statements(lists.now(), "upr-3-xni-101.14"), SizeIs(1));
    EXPECT_TRUE(record::verify(*lists).findings.empty());
}

TEST(ReviewStatements, AReviewIsHeldPostponedOrNotAttended) {
    const Lists lists;
    lists.say("review", "upr-4-xni", json::Object{{"word", "scheduled"}, {"day", "2031-05-03"}});
    EXPECT_THROW(lists.say("review", "upr-4-xni", json::Object{{"word", "postponed"}, {"day", "2031-09-03"}}), Error) << "not without a reason";
    lists.say("review", "upr-4-xni", json::Object{{"word", "postponed"}, {"day", "2031-09-03"}}, "the ferries stand still");
    const auto said = statements(lists.now(), "upr-4-xni");
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_EQ(said[0].statement.word, "postponed");
    EXPECT_EQ(said[0].revision, 2);
    EXPECT_EQ(said[0].statement.state, "state:XNI");
    const auto all = reviews(lists.now(), "state:XNI");
    ASSERT_THAT(all, SizeIs(1)) << "it is a review before any list has it";
    EXPECT_EQ(std::tie(all[0].id, all[0].mechanism, all[0].cycle, all[0].recommendations), std::make_tuple(std::string("upr-4-xni"), std::string("upr"), 4, std::int64_t{0}));
    EXPECT_EQ(states_reviewed(lists.now()).at(0).reviews, 1);
    lists.say("review", "mr-4-xni", json::Object{{"word", "scheduled"}});
    lists.say("review", "mr-4-xni", json::Object{{"word", "withdrawn"}}, "it was another's");
    EXPECT_THAT(reviews(lists.now(), "state:XNI"), SizeIs(1)) << "and is none once that is taken back";
    EXPECT_THROW(lists.say("review", "upr-4-xni", json::Object{{"word", "held"}}, "", "state:XNI"), Error) << "the State doesn't say that of itself";
    EXPECT_THROW(lists.say("review", "upr-4-nowhere", json::Object{{"word", "held"}}), Error);
    EXPECT_THROW(lists.say("review", "upr-4-xni", json::Object{{"word", "held"}, {"day", "spring"}}), Error);
}

TEST(ReviewStatements, PledgesAndMidTermReportsAreTheStatesOwn) {
    const Lists lists;
    lists.import(testing::upr_info_list);
    const auto made = lists.say("pledge", "state:XNI", json::Object{{"words", "We will teach sailors"}, {"state", "Nivaal"}}, "", "state:XNI");
    EXPECT_EQ(made.subject, "pledge:xni:1");
    EXPECT_THROW(lists.say("pledge", "state:XNI", json::Object{{"words", "We will"}, {"state", "Nivaal"}, {"recommendations", "upr-3-xni-9"}}, "", "state:XNI"), Error) << "an answer to what nobody recommended";
    const auto pledged = [&](std::string_view state) {
        const auto all = states_reviewed(lists.now());
        const auto at = std::find_if(all.begin(), all.end(), [&](const StateReviewed& one) { return one.state == state; });
        return at == all.end() ? 0 : at->pledges;
    };
    lists.say("pledge", "state:XTA", json::Object{{"words", "We will light the quay"}, {"state", "Tarrow"}}, "", "state:XTA");
    EXPECT_EQ(pledged("state:XTA"), 1) << "of no review";
    EXPECT_EQ(pledged("state:XNI"), 2) << "one of the list, and this";
    lists.say("pledge", "xni:1", json::Object{{"word", "withdrawn"}}, "the school burnt down", "state:XNI");
    EXPECT_EQ(pledged("state:XNI"), 1);
    lists.say("mid-term report", "upr-3-xni", json::Object{{"document", "NV/1"}, {"day", "2031-05-03"}}, "", "state:XNI");
    EXPECT_THROW(lists.say("mid-term report", "upr-3-xta", json::Object{{"document", "NV/1"}}, "", "state:XNI"), Error);
    EXPECT_EQ(statements_of_state(lists.now(), "state:XNI", StatementKind::pledge).at(0).statement.word, "withdrawn");
    EXPECT_THAT(statements(lists.now(), "upr-3-xni"), SizeIs(1));
}

// --- what says the same ----------------------------------------------------------------------------------------------------------

TEST(Gatherings, AreProposedAcrossReviewsConfirmedAndUndone) {
    const Lists lists;
    lists.import(testing::upr_info_head + "Nivaal,,,Ratify the Compact on Ferries,Ardune,,,Noted,5,Ports,5\rNivaal,,,Consider ratifying and then ratify the Compact on Ferries soon,Tarrow,,,Accepted,5,Ports,30\r"
                                          "Nivaal,,,Teach sailors to swim,Ardune,,,Noted,5,Schools,30\rNivaal,,,Open swimming schools everywhere,Ardune,,,Noted,5,Schools,5\r"
                                          "Tarrow,,,Ratify the Compact on Ferries,Ardune,,,Noted,5,Ports,30\r");
    const auto all = gatherings(lists.now(), "state:XNI");
    ASSERT_THAT(all, SizeIs(1));
    ASSERT_THAT(all[0].members, SizeIs(2)) << "the same words to another State are another State's";
    EXPECT_THAT(all[0].words, ::testing::Contains("ferry"));
    const auto &a = all[0].members[0], &b = all[0].members[1];
    EXPECT_TRUE(alike(lists.now(), a).at(0).gathered());
    lists.say("gathering", a.id, json::Object{{"other", b.id}, {"word", "the same"}});
    EXPECT_THAT(gatherings(lists.now(), "state:XNI").at(0).confirmed, SizeIs(1));
    EXPECT_THROW(lists.say("gathering", b.id, json::Object{{"other", a.id}, {"word", "not the same"}}), Error) << "not without a reason";
    lists.say("gathering", b.id, json::Object{{"other", a.id}, {"word", "not the same"}}, "the second only considers");
    EXPECT_THAT(gatherings(lists.now(), "state:XNI"), IsEmpty());
    EXPECT_FALSE(alike(lists.now(), a).at(0).gathered());
    EXPECT_EQ(alike(lists.now(), a).at(0).said->why, "the second only considers");
    // And what no words bring together, a person does.
    const auto swim = list(lists.now(), {.theme = "Schools"}, 0, 5).rows;
    lists.say("gathering", swim.at(0).id, json::Object{{"other", swim.at(1).id}, {"word", "the same"}});
    EXPECT_THAT(gatherings(lists.now(), "state:XNI"), SizeIs(1));
    EXPECT_THROW(lists.say("gathering", a.id, json::Object{{"other", a.id}, {"word", "the same"}}), Error);
}

/// Pairs of real lists that were gathered and read by hand, by their ids: how often a gathering is right (docs/reviews.md).
TEST(Gatherings, OfRealListsAreRightAsOftenAsTheManualSays) {
    const std::filesystem::path root = source_folder(), lists = root / ".." / "shared/data/upr", word = root / ".." / "shared/corpus/word";
    if (!std::filesystem::exists(lists) || !std::filesystem::exists(word)) GTEST_SKIP() << "no ../shared";
    record::Setup setup;
    setup.derivations = {derivation()};
    const auto record = record::Record::in_memory(std::move(setup));
    for (const auto& folder : {word, lists}) {
        std::vector<std::filesystem::path> files;
        for (const auto& file : std::filesystem::directory_iterator(folder)) files.push_back(file.path());
        std::sort(files.begin(), files.end());
        for (const auto& file : files) {
            const auto format = list_format(file);
            if (!format) continue;
            ImportRequest request;
            request.file = file;
            request.format = *format;
            EXPECT_EQ(import_list(*record, request).refused, 0) << file;
        }
    }
    std::ifstream judged(root / "tests/reviews/gathered_pairs.tsv");
    std::string line, a, b, verdict;
    std::getline(judged, line);
    int right = 0, wrong = 0, gone = 0;
    std::map<std::string, std::vector<Gathering>> by_state;
    while (judged >> a >> b >> verdict) {
        const auto one = find(record->snapshot(), a), other = find(record->snapshot(), b);
        ASSERT_TRUE(one && other) << a << " " << b;
        auto& all = by_state.try_emplace(one->state).first->second;
        if (all.empty()) all = gatherings(record->snapshot(), one->state);
        const auto has = [](const Gathering& gathering, const std::string& id) { return std::any_of(gathering.members.begin(), gathering.members.end(), [&](const auto& member) { return member.id == id; }); };
        const bool together = std::any_of(all.begin(), all.end(), [&](const Gathering& gathering) { return has(gathering, one->id) && has(gathering, other->id); });
        if (!together) ++gone;
        else ++(verdict == "same" ? right : wrong);
    }
    EXPECT_EQ(right + wrong + gone, 200);
    EXPECT_LE(gone, 20) << "read further pairs: these are gathered no longer";
    EXPECT_GE(right * 100, 88 * (right + wrong)) << right << " right, " << wrong << " wrong";
}

// --- two States exchanged --------------------------------------------------------------------------------------------------------

std::string exchanged(const std::string& text) { return comity::testing::exchanged(text, {{"Nivaal", "Tarrow"}, {"XNI", "XTA"}, {"xni", "xta"}}); }

TEST(ReviewLists, ExchangingTwoStatesExchangesTheOutputAndNothingElse) {
    // Words are the exporter's and stay: only who is reviewed and who recommends is exchanged.
    const std::string rows = "Nivaal,,,Dredge the harbour,Ardune,,,Accepted,5,Ports,30\rTarrow,,,Open the lock,Nivaal,,,Noted,4,Schools,30\rNivaal,,,Open the lock,Tarrow,,,Accepted,2,Ports,18\r";
    const Lists one, other;
    one.import(testing::upr_info_head + rows);
    other.import(testing::upr_info_head + exchanged(rows));
    std::multiset<std::string> of_one, of_other;
    for (const auto& each : list(one.now(), {}, 0, 100).rows) of_one.insert(exchanged(json::write(to_json(each))));
    for (const auto& each : list(other.now(), {}, 0, 100).rows) of_other.insert(json::write(to_json(each)));
    EXPECT_EQ(of_one, of_other);
    of_one.clear(), of_other.clear();
    for (const auto& each : reviews(one.now())) of_one.insert(exchanged(json::write(to_json(each))));
    for (const auto& each : reviews(other.now())) of_other.insert(json::write(to_json(each)));
    EXPECT_EQ(of_one, of_other);
}

TEST(Mechanisms, OfTheDemonstrationAreKnownToItAlone) {
    EXPECT_EQ(mechanism("mr"), nullptr);
    EXPECT_EQ(mechanism_named("Mutual Review"), nullptr);
    ASSERT_NE(mechanism("mr", record::Purpose::demonstration), nullptr);
    EXPECT_EQ(mechanism_named("the mutual review", record::Purpose::demonstration)->authority, "CA/RC/RES/9/4");
    EXPECT_NE(mechanism("upr", record::Purpose::demonstration), nullptr) << "the real ones, too";
    EXPECT_EQ(mechanisms().size() + 1, mechanisms(record::Purpose::demonstration).size());
}

}  // namespace

}  // namespace comity::reviews
