// The real tables beside the project (../shared/data/votes), if they are there: what is known of them by other ways comes out of them.
#include <chrono>
#include <fstream>

#include <gtest/gtest.h>

#include "base/testing.hpp"
#include "db/connection.hpp"
#include "machinery/votes/judging.hpp"
#include "machinery/votes/testing.hpp"
#include "record/verification.hpp"

namespace comity::votes {
namespace {

TEST(SharedVotes, ComeInWholeAndOnce) {
    const std::filesystem::path folder = source_folder() / "../shared/data/votes";
    if (!std::filesystem::exists(folder / "un_votes.csv.xz")) GTEST_SKIP() << "no ../shared/data/votes beside the project";
    TableFiles files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (const auto kind = table_kind(entry.path())) files.files[static_cast<std::size_t>(*kind)] = entry.path();
    }
    record::Setup setup;
    setup.derivations = {derivation()};
    const auto record = record::Record::in_memory(std::move(setup));
    ImportRequest request;
    request.files = files;
    request.who = {"operator at the command line", "jane"};
    const auto& vocabulary = vocabulary::standard();
    const auto result = import_tables(*record, vocabulary, request);
    EXPECT_EQ(result.added, 6203U);
    EXPECT_EQ(result.data.votes, 870109);
    EXPECT_TRUE(result.unknown.empty());
    EXPECT_EQ(import_tables(*record, vocabulary, request).unchanged, 6203U);

    const auto snapshot = record->snapshot();
    EXPECT_EQ(snapshot.size(), 6204);
    EXPECT_EQ(figures(snapshot).votes, 870109);
    const Voters voters(vocabulary);
    const auto names = sources(snapshot).front().names;
    document::Document text;  // what is known of it otherwise
    text.date_adopted = Date::of(1996, 12, 12);
    text.vote = document::Vote{114, 42, 16, {}, {}, {}};
    const Judged judged = judge(roll_calls_of(snapshot, "A/RES/51/100", vocabulary), &text, voters, names);
    ASSERT_TRUE(judged.final);
    EXPECT_EQ(judged.conflicts, (std::vector<Conflict>{{Conflict::Kind::weekday, "1996-12-05", "1996-12-12"}}));

    // Nobody votes twice in a roll call, and nobody before the month in which it became a Member.
    std::size_t outside = 0;
    for (const auto& entry : snapshot.from(0, 10000)) {
        if (entry.kind != "roll call") continue;
        const RollCall roll_call = roll_call_from(entry.state);
        std::map<std::string, int> times;
        for (const Choice choice : all_choices) {
            for (const auto& code : side_of(roll_call, choice, voters, names).codes) ++times[code];
        }
        for (const auto& [code, count] : times) {
            EXPECT_EQ(count, 1) << code << " in " << roll_call.id;
            if (voters.was_member(code, *Date::from_iso(roll_call.date)) == false) {
                ++outside;
                EXPECT_EQ(code + " " + roll_call.date, "FJI 1970-09-01") << roll_call.id;
            }
        }
    }
    EXPECT_EQ(outside, 2U);  // two on 2668 (XXV), which the table dates three months before the text's December
    EXPECT_TRUE(record::verify(*record).findings.empty());
}

}  // namespace
}  // namespace comity::votes
