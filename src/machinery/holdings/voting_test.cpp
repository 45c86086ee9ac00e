#include "machinery/holdings/voting.hpp"

#include <gtest/gtest.h>

#include "machinery/holdings/testing.hpp"
#include "record/verification.hpp"

namespace comity::holdings {
namespace {

using testing::Collection;
using votes::Cast;

const std::string orchards = "symbol A/RES/60/1\ntitle Orchards\ndate 2005-12-16\npp Recalling pears,\nop 1 Requests apples;\n";
const std::string later = "symbol A/RES/61/4\ntitle Orchards\ndate 2006-12-14\npp Recalling its resolution 60/1 of 16 December 2005 on orchards,\nop 1 Requests apples and pears;\n";

const std::string roll_calls =
    "rcid,session,date,unres,amend,para,short,descr\n"
    "11,60,2005-12-06,R/60/1,0,0,ORCHARDS,On orchards\n"
    "12,60,2005-12-06,R/60/1,0,1,ORCHARDS,The first paragraph\n";
const std::string cast =
    "rcid,country,country_code,vote\n"
    "11,Norway,NO,yes\n11,Chile,CL,no\n11,Kenya,KE,abstain\n11,Nowhere Isles,,yes\n12,Norway,NO,no\n";

void write_tables(const Collection& c, const std::string& votes = cast) {
    c.write("tables/un_roll_calls.csv", roll_calls);
    c.write("tables/un_votes.csv", votes);
}

votes::Judged on(const Collection& c, std::string_view symbol) {
    const auto shown = c.show(std::string(symbol));
    return RollCalls(*c).on(symbol, &shown.document);
}

TEST(Voting, TablesComeInWithTheTextsOfTheirFolderEachFileWithALine) {
    const Collection c;
    write_tables(c);
    c.write("orchards.txt", orchards);
    std::vector<FileResult> told;
    const auto summary = c.import(c.texts(), {[&](const FileResult& result, std::size_t done, std::size_t in_all) {
        told.push_back(result);
        EXPECT_EQ(done, told.size());
        EXPECT_EQ(in_all, 3U);
    }, {}});
    EXPECT_EQ(summary.added, 3U);
    ASSERT_EQ(told.size(), 3U);
    EXPECT_EQ(told[1].remark, "2 roll calls: 2 new, 0 changed, 0 already there");
    EXPECT_EQ(told[2].remark, "5 votes; not known as States, and kept by these names: Nowhere Isles");
    EXPECT_TRUE(summary.passed_over.empty());

    const auto again = c.import(c.texts());
    EXPECT_EQ(again.already_there, 3U);
    EXPECT_TRUE(record::verify(c->record()).findings.empty());
}

TEST(Voting, ARefusedRowLeavesTheWholeTableOutAndSaysItsLine) {
    const Collection c;
    write_tables(c, cast + "11,Iceland,IS,perhaps\n");
    const auto summary = c.import(c.texts());
    EXPECT_EQ(summary.could_not_be_read, 2U);
    ASSERT_EQ(summary.refused.size(), 2U);
    EXPECT_EQ(summary.refused[1].reason, "1 row is refused, so that nothing of it came in");
    ASSERT_EQ(summary.refused[1].refused_rows.size(), 1U);
    EXPECT_EQ(summary.refused[1].refused_rows[0].line, 7);
    EXPECT_EQ(c->record().snapshot().size(), 0);
}

TEST(Voting, ATableWithoutItsOtherHalfIsRefused) {
    const Collection c;
    c.write("un_votes.csv", cast);
    const auto summary = c.import(c.texts());
    ASSERT_EQ(summary.refused.size(), 1U);
    EXPECT_NE(summary.refused[0].reason.find("the table of the roll calls is missing"), std::string::npos);
}

TEST(Voting, ARollCallMeetsItsTextWhicheverComesFirst) {
    const Collection first, second;
    write_tables(first);
    write_tables(second);
    first.import(first.texts());
    first.add(orchards);
    second.add(orchards);
    second.import(second.texts() / "tables");
    for (const auto* c : {&first, &second}) {
        const auto judged = on(*c, "A/RES/60/1");
        ASSERT_EQ(judged.roll_calls.size(), 2U);
        ASSERT_TRUE(judged.final);
        EXPECT_EQ(judged.roll_calls[*judged.final].roll_call.id, "11");
        EXPECT_EQ(judged.conflicts, (std::vector<votes::Conflict>{{votes::Conflict::Kind::weekday, "2005-12-06", "2005-12-16"}}));
        EXPECT_EQ(RollCalls(**c).names_of(judged.roll_calls[0], votes::Choice::yes, "fr"), (std::vector<std::string>{"Norvège", "Nowhere Isles"}));
    }
    EXPECT_EQ(json::write(to_json(on(first, "A/RES/60/1"), RollCalls(*first))), json::write(to_json(on(second, "A/RES/60/1"), RollCalls(*second))));
}

TEST(Voting, AgreedLanguageHasTheRollCallOfATextThatStatesNothing) {
    const Collection c;
    c.write("orchards.txt", "symbol A/RES/60/1\ntitle Orchards\ndate 2005-12-16\nop 1 Requests all keepers to plant apples;\n");
    c.import(c.texts());
    const auto asked = [&] { return c->precedents("to plant apples and pears"); };
    ASSERT_EQ(asked().matches.size(), 1U);
    EXPECT_EQ(adopted_in_words(asked().matches[0].at), "");
    write_tables(c);
    c.import(c.texts());
    const auto answer = asked();
    ASSERT_EQ(answer.matches.size(), 1U);
    EXPECT_EQ(answer.matches[0].at.adopted.how, Consensus::by_vote);
    EXPECT_EQ(adopted_in_words(answer.matches[0].first), "2 to 1, 1 abstaining (by the roll call)");
    const auto value = to_json(answer);
    const json::Value& match = (*value["matches"].as_array())[0];
    EXPECT_EQ(match.text("adoption"), "recorded vote");
    EXPECT_EQ(match.text("adoption_from"), "roll call");
    EXPECT_EQ(adopted_in_words(answer.mosaic.sources.at(0)), "2 to 1, 1 abstaining (by the roll call)");
}

TEST(Voting, TellsHowAStateVotedOverASeries) {
    const Collection c;
    write_tables(c);
    c.import(c.texts());
    c.add(later);
    const RollCalls all(*c);
    // 60/1 is cited only; the roll call on it counts all the same.
    const auto series = votes_over(all, *c, c->series(c->find("61/4")));
    ASSERT_EQ(series.members.size(), 2U);
    EXPECT_EQ(vote_of(series.members[0], "NOR", all.voters()).cast, Cast::yes);
    EXPECT_EQ(vote_of(series.members[0], "KEN", all.voters()).cast, Cast::abstain);
    EXPECT_EQ(vote_of(series.members[0], "ISL", all.voters()).cast, Cast::not_recorded);
    EXPECT_EQ(vote_of(series.members[0], "MNE", all.voters()).cast, Cast::not_a_member);
    EXPECT_EQ(vote_of(series.members[1], "NOR", all.voters()).cast, Cast::no_roll_call);
    EXPECT_EQ(vote_of(series.members[1], "MNE", all.voters()).cast, Cast::no_roll_call);
    EXPECT_EQ(series.codes.size(), 193U);  // 192 Members in 2005 and 2006, and one that is not known
    EXPECT_EQ(voter_named(series, "nowhere isles", all.voters()), "Nowhere Isles");
    EXPECT_EQ(vote_of(series.members[0], "Nowhere Isles", all.voters()).cast, Cast::yes);
    const auto ordered = in_order({"KEN", "CHL", "NOR"}, all.voters(), "fr");
    EXPECT_EQ(ordered, (std::vector<std::string>{"CHL", "KEN", "NOR"}));
}

// --- the life of a text -----------------------------------------------------------------------------------------------------------

std::string of_year(int session, const std::string& number, const std::string& how, const std::string& words) {
    const int year = 1945 + session;
    return "symbol A/RES/" + std::to_string(session) + "/" + number + "\ntitle Orchards\ndate " + std::to_string(year) + "-12-16\n" + how + "pp Recalling orchards of pears and plums,\nop 1 Requests the keepers of orchards " + words + "\n";
}

/// Votes in the 60th and the 63rd session on the text, in the 61st on another one; the 62nd has no table, the 64th is contradicted.
void write_years(const Collection& c) {
    c.write("tables/un_roll_calls.csv", "rcid,session,date,unres,amend,para,short,descr\n"
                                        "21,60,2005-12-06,R/60/1,0,0,ORCHARDS,\n"
                                        "22,61,2006-12-05,R/61/90,0,0,HARBOURS,\n"
                                        "23,63,2008-12-04,R/63/1,0,0,ORCHARDS,\n"
                                        "24,64,2009-12-04,R/64/1,0,0,ORCHARDS,\n");
    c.write("tables/un_votes.csv", "rcid,country,country_code,vote\n"
                                   "21,Norway,NO,yes\n21,Chile,CL,yes\n21,Kenya,KE,no\n22,Norway,NO,yes\n23,Norway,NO,yes\n23,Chile,CL,abstain\n24,Kenya,KE,no\n");
    c.import(c.texts());
}

TEST(AdoptionByRollCall, TellsWhereConsensusBrokeThoughNoTextStatesIt) {
    const Collection c;
    write_years(c);
    c.add(of_year(60, "1", "", "to tend them;"));
    c.add(of_year(61, "1", "", "to tend them well;"));
    c.add(of_year(62, "1", "", "to tend them well;"));
    c.add(of_year(63, "1", "", "to tend all of them well;"));
    const auto life = c->life(c->find("60/1"));
    ASSERT_EQ(life.years.size(), 4U);
    const auto& years = life.years;
    EXPECT_EQ(years[0].adoption.how, Consensus::by_vote);
    EXPECT_EQ(years[0].adoption.from, votes::CastSource::roll_call);
    EXPECT_EQ(years[0].adoption.vote->yes, 2);
    EXPECT_EQ(adoption_in_words(years[0]), "vote 2-1-0 (roll call unvotes 21)");
    EXPECT_EQ(years[1].adoption.how, Consensus::no_roll_call);
    EXPECT_TRUE(years[1].turn);
    EXPECT_EQ(years[2].adoption.how, Consensus::not_known) << "no table has the 62nd session";
    EXPECT_FALSE(years[2].turn);
    EXPECT_EQ(years[3].adoption.how, Consensus::by_vote);
    EXPECT_TRUE(years[3].turn);
    EXPECT_EQ(years[3].before, Consensus::no_roll_call);
    const auto paragraph = c->paragraph_life(c->find("63/1"), "op1");
    const auto sentences = turns_in_words(paragraph);
    ASSERT_EQ(sentences.size(), 2U);
    EXPECT_EQ(sentences[0], "2006: no roll call in the tables, after a vote before; 1 word came into it and 0 went.");
    EXPECT_EQ(sentences[1], "2008: adopted by vote, where the tables had no roll call before; 2 words came into it and 0 went.");
    EXPECT_NE(to_html(paragraph, "").find("vote 1-0-1 (roll call unvotes 23)"), std::string::npos);
    const auto json = to_json(life);
    EXPECT_EQ(json["members"].as_array()->at(1).text("adoption"), "no roll call in the tables");
    EXPECT_EQ(json["members"].as_array()->at(3).text("roll_call"), "unvotes 23");
}

TEST(AdoptionByRollCall, LeavesWhatTheTextStatesAndTellsTheContradiction) {
    const Collection c;
    write_years(c);
    c.add(of_year(63, "1", "adoption recorded vote\n", "to tend them;"));
    c.add(of_year(64, "1", "adoption without a vote\n", "to tend them;"));
    const auto life = c->paragraph_life(c->find("64/1"), "op1");
    ASSERT_EQ(life.years.size(), 2U);
    EXPECT_EQ(life.years[0].adoption.from, votes::CastSource::text);
    EXPECT_EQ(life.years[0].adoption.vote->abstain, 1) << "the text has no counts, so those of the roll call";
    EXPECT_EQ(life.years[1].adoption.how, Consensus::without_vote);
    EXPECT_FALSE(life.years[1].adoption.vote);
    EXPECT_TRUE(life.years[1].turn);
    const std::vector<std::string> contradictions = {"contradiction: roll call unvotes 24: it counts 0-1-0 and the text says \"without a vote\""};
    EXPECT_EQ(contradictions_in_words(life.years[1].adoption), contradictions);
    EXPECT_NE(to_text(life).find("contradiction: roll call unvotes 24"), std::string::npos);
    const auto beside = roll_calls_beside(*c, c.show("64/1"));
    ASSERT_EQ(beside.size(), 1U);
    EXPECT_EQ(beside[0].facts[1].value, "Kenya");
    EXPECT_EQ(beside[0].remarks.back(), "Contradiction: it counts 0-1-0 and the text says \"without a vote\"");
}

TEST(AdoptionByRollCall, HoldsForATextThatIsOnlyCitedAndForOneMonthOfTheSession) {
    const Collection c;
    write_years(c);
    c.add("symbol A/RES/61/1\ntitle Orchards\ndate 2007-03-16\npp Recalling its resolution 60/1 of 16 December 2005 on orchards,\nop 1 Requests pears;\n");
    const auto life = c->life(c->find("61/1"));
    ASSERT_EQ(life.years.size(), 2U);
    EXPECT_FALSE(life.years[0].member.item);
    EXPECT_EQ(adoption_in_words(life.years[0]), "vote 2-1-0 (roll call unvotes 21)");
    EXPECT_EQ(life.years[1].adoption.how, Consensus::not_known) << "the table of its session ends before it";
}

}  // namespace
}  // namespace comity::holdings
