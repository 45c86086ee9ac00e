// What the roll calls of a text say about it: which was the vote on the whole, where table and text contradict each other, and how one State
// voted. Pure functions; a contradiction is told and never mended.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "document/document.hpp"
#include "machinery/votes/voters.hpp"
#include "machinery/votes/votes.hpp"

namespace comity::votes {

struct Conflict {
    enum class Kind {
        weekday,    ///< the table has the number of the day of the week (1 Sunday to 7 Saturday) where the day of the month belongs
        date,       ///< the table has another day than the text
        counts,     ///< the text states another count of votes
        no_vote,    ///< the text says that it was adopted without a vote
        voters,     ///< the text lists a State under another vote, or one of the two doesn't list it
        undecided,  ///< several roll calls could be the one on the whole
    };
    Kind kind = Kind::date;
    std::string table, text;  ///< what each has: "1996-12-05", "114-42-16", "FRA yes"; "" for nothing
    bool operator==(const Conflict&) const = default;
};
std::string_view name_of(Conflict::Kind kind) noexcept;

enum class FinalBy {
    none,       ///< no roll call, or all are on parts of the text
    only_one,   ///< the only one that isn't marked as on a part
    counts,     ///< of several the only one with the counts that the text states
    undecided,
};
std::string_view name_of(FinalBy by) noexcept;

struct Judged {
    std::vector<Found> roll_calls;
    std::optional<std::size_t> final;  ///< which of them is the vote on the whole, as far as table and text tell
    FinalBy by = FinalBy::none;
    std::vector<Conflict> conflicts;
    std::vector<std::map<std::string, Choice>> casts;  ///< of each roll call: the State's code, or its name if it is not known -> its vote
    std::map<std::string, Choice> listed;              ///< by the names that the text lists
};
/// `text` is nullptr if it is not in the record. `names`: Source::names of the roll calls' table.
Judged judge(std::vector<Found> found, const document::Document* text, const Voters& voters, const std::map<std::string, std::string>& names);

/// The voters of one side by their codes in the order of these; those that are not known by the name in the table.
struct Side {
    std::vector<std::string> codes, unknown;
};
Side side_of(const RollCall& roll_call, Choice choice, const Voters& voters, const std::map<std::string, std::string>& names);

// --- one State -----------------------------------------------------------------------------------------------------------------

enum class Cast {
    yes, no, abstain,
    not_recorded,   ///< a roll call, and none of its votes is the State's: absent or not voting, the tables don't tell which
    undecided,      ///< several roll calls, and the State did not vote alike in all of them
    without_vote,   ///< the text says that it was adopted without a vote
    no_roll_call,   ///< none is in the record
    not_a_member,   ///< of the United Nations then
};
std::string_view name_of(Cast cast) noexcept;
enum class CastSource { none, roll_call, text };
struct StateVote {
    Cast cast = Cast::no_roll_call;
    CastSource from = CastSource::none;
    bool operator==(const StateVote&) const = default;
};
/// How a State (by its code) voted on a text. The roll call goes before the names that the text lists itself.
struct TextVoted {
    const Judged& judged;
    const document::Document* text = nullptr;  ///< nullptr if it is not in the record
    std::optional<Date> date = {};
    bool of_assembly = false;
};
StateVote vote_of(std::string_view code, const TextVoted& on, const Voters& voters);

}  // namespace comity::votes
