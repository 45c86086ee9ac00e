#include "machinery/votes/votes.hpp"

#include <gtest/gtest.h>

#include "machinery/votes/judging.hpp"
#include "machinery/votes/testing.hpp"
#include "record/verification.hpp"

namespace comity::votes {
namespace {

using testing::Tables;

const vocabulary::Vocabulary& invented() { return vocabulary::with_demonstration(); }

RollCall call(std::string session, std::string resolution, std::string amendment = "0", std::string paragraph = "0") {
    RollCall made;
    made.source = "unvotes";
    made.id = "1";
    made.session = std::move(session);
    made.resolution = std::move(resolution);
    made.amendment = std::move(amendment);
    made.paragraph = std::move(paragraph);
    return made;
}

struct TieCase {
    std::string_view session, resolution;
    Tie::Why why;
    std::vector<std::string> symbols;
    On on = On::whole;
};

TEST(Ties, FollowTheNumberOfTheTable) {
    const std::vector<TieCase> cases = {
        {"51", "R/51/100", Tie::Why::tied, {"A/RES/51/100"}},
        {"71", "A/RES/71/5", Tie::Why::tied, {"A/RES/71/5"}},
        {"72", "A/RES/ES-10/19", Tie::Why::tied, {"A/RES/ES-10/19"}},
        {"33", "R/33/183N", Tie::Why::tied, {"A/RES/33/183N"}},
        {"42", "R/42/70/A", Tie::Why::tied, {"A/RES/42/70A"}},
        {"34", "R/34/233/XII", Tie::Why::tied, {"A/RES/34/233"}, On::section},
        {"50", "R/50/38B/VII", Tie::Why::tied, {"A/RES/50/38B"}, On::section},
        {"21", "R/21/2200", Tie::Why::tied, {"A/RES/2200(XXI)"}},
        {"26", "R/26/2775G", Tie::Why::tied, {"A/RES/2775(XXVI)G", "A/RES/2775(XXVI)"}},
        {"9", "R/9/51", Tie::Why::page_of_records, {}},
        {"17", "R/17/1199", Tie::Why::page_of_records, {}},
        {"22", "ESS/5/70", Tie::Why::page_of_records, {}},
        {"46", "R/677/46", Tie::Why::other_session, {}},
        {"20", "", Tie::Why::no_number, {}},
        {"61", "R/61/128AB", Tie::Why::unknown_form, {}},
        {"61", "nonsense", Tie::Why::unknown_form, {}},
        {"61", "R/61", Tie::Why::unknown_form, {}},
        {"61", "R/61/1/2/3", Tie::Why::unknown_form, {}},
        {"x", "R/61/1", Tie::Why::other_session, {}},
    };
    for (const auto& one : cases) {
        const Tie tie = tie_of(call(std::string(one.session), std::string(one.resolution)), vocabulary::standard());
        EXPECT_EQ(name_of(tie.why), name_of(one.why)) << one.resolution;
        EXPECT_EQ(tie.symbols, one.symbols) << one.resolution;
        EXPECT_EQ(name_of(tie.on), name_of(one.on)) << one.resolution;
    }
    EXPECT_EQ(tie_of(call("51", "R/51/1", "1", "1"), vocabulary::standard()).on, On::amendment_to_paragraph);
    EXPECT_EQ(tie_of(call("51", "R/51/1", "", ""), vocabulary::standard()).on, On::not_said);
    EXPECT_EQ(tie_of(call("51", "R/51/1", "", "1"), vocabulary::standard()).on, On::paragraph);
}

TEST(RollCalls, SurviveTheirCanonicalForm) {
    const Tables t;
    for (const auto& roll_call : read_tables(t.files()).roll_calls) EXPECT_EQ(roll_call_from(json::parse(json::canonical(to_state(roll_call)))), roll_call);
}

TEST(ImportOfVotes, BringsInEachRollCallOnce) {
    const Tables t;
    const auto first = t.import(t.files());
    EXPECT_EQ(first.added, 5U);
    EXPECT_EQ(first.unknown, (std::vector<std::string>{"Nowhere Isles"}));
    const auto entries = t->snapshot().size();
    EXPECT_EQ(entries, 6);
    const auto again = t.import(t.files());
    EXPECT_EQ(again.added + again.changed, 0U);
    EXPECT_EQ(again.unchanged, 5U);
    EXPECT_EQ(t->snapshot().size(), entries);
    EXPECT_TRUE(record::verify(*t).findings.empty());
}

TEST(ImportOfVotes, MakesARevisionOfWhatAnotherTableSaysOtherwise) {
    const Tables t;
    t.import(t.files());
    const std::string roll_calls = "rcid,session,date,unres\n13,61,2006-12-05,R/61/5\n";
    const auto result = t.import(t.files(roll_calls, "rcid,country,country_code,vote\n13,Ardune,XAR,no\n", "rcid,short_name,issue\n"));
    EXPECT_EQ(result.changed, 1U);
    EXPECT_EQ(result.elsewhere, 4U);
    EXPECT_TRUE(roll_calls_of(t->snapshot(), "A/RES/61/4", invented()).empty());
    const auto found = roll_calls_of(t->snapshot(), "A/RES/61/5", invented());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].roll_call.who(Choice::no), (std::vector<std::string>{"XAR"}));
    EXPECT_EQ(t->snapshot().history(found[0].subject).size(), 2U);
    EXPECT_TRUE(record::verify(*t).findings.empty());
    t->rebuild();
    EXPECT_EQ(roll_calls_of(t->snapshot(), "A/RES/61/5", invented()), found);
}

TEST(ImportOfVotes, BringsInNothingIfOneRowIsRefused) {
    const Tables t;
    const auto result = t.import(t.files(testing::roll_calls_csv, testing::votes_csv + "11,Kelmandy,XKE,perhaps\n"));
    EXPECT_EQ(result.added, 0U);
    EXPECT_EQ(result.data.tables[1]->refused_in_all, 1);
    EXPECT_EQ(t->snapshot().size(), 0);
}

TEST(Figures, CountWhatIsThere) {
    const Tables t;
    t.import(t.files());
    const Figures all = figures(t->snapshot());
    EXPECT_EQ(all.roll_calls, 5);
    EXPECT_EQ(all.votes, 8);
    EXPECT_EQ(all.by_tie, (std::vector<std::pair<std::string, std::int64_t>>{{"tied", 3}, {"a page of the Official Records", 1}, {"no number", 1}}));
    EXPECT_EQ(all.by_part, (std::vector<std::pair<std::string, std::int64_t>>{{"the whole", 3}, {"not said", 1}, {"a paragraph", 1}}));
    EXPECT_EQ(tied_symbols(t->snapshot()), (std::vector<std::string>{"A/RES/60/1", "A/RES/61/4"}));
    ASSERT_EQ(sources(t->snapshot()).size(), 1U);
    EXPECT_EQ(sources(t->snapshot())[0].votes, 8);
}

// --- judging -----------------------------------------------------------------------------------------------------------------

class Judging : public ::testing::Test {
protected:
    Tables tables_;
    Voters voters_{invented()};
    Judged judged(std::string_view symbol, const document::Document* text = nullptr) {
        const auto snapshot = tables_->snapshot();
        const auto all = sources(snapshot);
        return judge(roll_calls_of(snapshot, symbol, invented()), text, voters_, all.empty() ? std::map<std::string, std::string>() : all[0].names);
    }
};

TEST_F(Judging, TakesTheOnlyRollCallThatIsNotOnAPart) {
    tables_.import(tables_.files());
    const Judged found = judged("A/RES/60/1");
    ASSERT_EQ(found.roll_calls.size(), 2U);
    EXPECT_EQ(found.by, FinalBy::only_one);
    EXPECT_EQ(found.roll_calls[*found.final].roll_call.id, "11");
    EXPECT_TRUE(found.conflicts.empty());
}

TEST_F(Judging, TellsWhereTableAndTextContradictEachOther) {
    tables_.import(tables_.files());
    document::Document text;
    text.date_adopted = Date::of(2005, 12, 16);  // a Friday: 6
    text.vote = document::Vote{2, 1, 2, {"Ardune", "Drevane"}, {"Beravoe"}, {}};
    const Judged found = judged("A/RES/60/1", &text);
    EXPECT_EQ(found.conflicts, (std::vector<Conflict>{{Conflict::Kind::weekday, "2005-12-06", "2005-12-16"},
                                                      {Conflict::Kind::counts, "2-1-1", "2-1-2"},
                                                      {Conflict::Kind::voters, "Nowhere Isles yes", ""},
                                                      {Conflict::Kind::voters, "XDR abstain", "XDR yes"}}));
    text.date_adopted = Date::of(2005, 12, 15);
    EXPECT_EQ(judged("A/RES/60/1", &text).conflicts.front().kind, Conflict::Kind::date);
    text.vote = std::nullopt;
    text.date_adopted = Date::of(2005, 12, 6);
    text.adoption = "without a vote";
    EXPECT_EQ(judged("A/RES/60/1", &text).conflicts, (std::vector<Conflict>{{Conflict::Kind::no_vote, "2-1-1", "without a vote"}}));
}

TEST_F(Judging, ChoosesOfSeveralByTheCountsOfTheTextOnly) {
    tables_.import(tables_.files("rcid,session,date,unres\n1,60,2005-12-06,R/60/1\n2,60,2005-12-06,R/60/1\n", "rcid,country,vote\n1,Ardune,yes\n1,Beravoe,no\n2,Ardune,yes\n",
                                 "rcid,short_name,issue\n"));
    const Judged open = judged("A/RES/60/1");
    EXPECT_EQ(open.by, FinalBy::undecided);
    EXPECT_EQ(open.conflicts, (std::vector<Conflict>{{Conflict::Kind::undecided, "2", ""}}));
    document::Document text;
    text.vote = document::Vote{1, 1, 0, {}, {}, {}};
    const Judged closed = judged("A/RES/60/1", &text);
    EXPECT_EQ(closed.by, FinalBy::counts);
    EXPECT_EQ(closed.roll_calls[*closed.final].roll_call.id, "1");

    const auto cast = [&](std::string_view code, const Judged& on) { return vote_of(code, {on}, voters_).cast; };
    EXPECT_EQ(cast("XAR", open), Cast::yes);  // in both
    EXPECT_EQ(cast("XBE", open), Cast::undecided);
    EXPECT_EQ(cast("XBE", closed), Cast::no);
    EXPECT_EQ(cast("XDR", closed), Cast::not_recorded);
}

TEST_F(Judging, TellsHowAStateVotedFromTheTextWhereThereIsNoRollCall) {
    document::Document text;
    text.vote = document::Vote{1, 0, 0, {"Ardune"}, {}, {}};
    const Judged none = judged("A/RES/60/9", &text);
    EXPECT_EQ(vote_of("XAR", {none, &text}, voters_), (StateVote{Cast::yes, CastSource::text}));
    EXPECT_EQ(vote_of("XBE", {none, &text}, voters_), (StateVote{Cast::not_recorded, CastSource::text}));
    document::Document silent;
    silent.adoption = "without a vote";
    EXPECT_EQ(vote_of("XAR", {judged("A/RES/60/9", &silent), &silent}, voters_), (StateVote{Cast::without_vote, CastSource::text}));
    EXPECT_EQ(vote_of("XAR", {judged("A/RES/60/9")}, voters_), (StateVote{Cast::no_roll_call, CastSource::none}));
    EXPECT_EQ(vote_of("SSD", {judged("A/RES/60/9"), nullptr, Date::of(2000, 1, 1), true}, voters_).cast, Cast::not_a_member);
    EXPECT_EQ(vote_of("SSD", {judged("A/RES/60/9"), nullptr, Date::of(2000, 1, 1), false}, voters_).cast, Cast::no_roll_call);
}

// --- voters ------------------------------------------------------------------------------------------------------------------

TEST(VotersOfTables, AreKnownByNameByCodeAndByTheTime) {
    const Voters voters(vocabulary::standard());
    const auto code = [&](std::string_view given, std::string_view name, int year) { return voters.code_of(given, name, Date::of(year, 12, 1)).value_or("?"); };
    EXPECT_EQ(code("FR", "France", 1990), "FRA");
    EXPECT_EQ(code("MM", "Myanmar (Burma)", 1990), "MMR");
    EXPECT_EQ(code("CS", "Czechoslovakia", 1970), "CSK");
    EXPECT_EQ(code("YU", "Yugoslavia", 1970), "YUG");
    EXPECT_EQ(code("YU", "Yugoslavia", 2010), "SRB");
    EXPECT_EQ(code("Federal Republic of Germany", "", 1980), "DEU");
    EXPECT_EQ(code("Zanzibar", "", 1963), "EAZ");
    EXPECT_EQ(code("TW", "Taiwan", 1960), "CHN");
    EXPECT_EQ(code("Nowhere Isles", "", 1960), "?");
    EXPECT_EQ(voters.name_of("CSK", "fr"), "Tchécoslovaquie");
    EXPECT_EQ(voters.name_of("FRA", "ar"), "فرنسا");
    EXPECT_EQ(voters.code_named("france"), "FRA");
    EXPECT_EQ(voters.code_named("fra"), "FRA");
    EXPECT_EQ(voters.was_member("SSD", *Date::of(2011, 6, 30)), false);
    EXPECT_EQ(voters.was_member("SSD", *Date::of(2011, 7, 1)), true);  // days of roll calls can't be trusted
    EXPECT_EQ(voters.was_member("IDN", *Date::of(1965, 12, 1)), false);
    EXPECT_EQ(voters.was_member("VAT", *Date::of(2011, 7, 1)), std::nullopt);
}

TEST(Memberships, AreThoseOfAllMembersOfToday) {
    const auto& vocabulary = vocabulary::standard();
    const Voters voters(vocabulary);
    std::size_t members = 0;
    for (const auto& code : voters.members()) {
        members += voters.was_member(code, *Date::of(2025, 1, 1)) == true ? 1 : 0;
        EXPECT_NE(voters.name_of(code, "en"), code);
    }
    EXPECT_EQ(members, 193U);
}

}  // namespace
}  // namespace comity::votes
