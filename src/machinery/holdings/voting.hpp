// Texts and the roll calls on them: how one text was voted on, and how each State voted over a whole series. What the text itself states
// stays what it states (document::Document::vote); here stands what tables of votes say, and where both contradict each other.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/beside.hpp"
#include "document/document.hpp"
#include "json/json.hpp"
#include "machinery/holdings/holdings.hpp"
#include "machinery/votes/judging.hpp"

namespace comity::holdings {

/// Questions to the roll calls of a record; for one answer, not for several threads.
class RollCalls {
public:
    explicit RollCalls(const Holdings& holdings);
    /// As of a moment; it stays with the caller.
    RollCalls(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary);
    RollCalls(const RollCalls&) = delete;
    RollCalls& operator=(const RollCalls&) = delete;
    /// The roll calls on a text, by data set and number. `text` is nullptr for a text that is not in the record.
    [[nodiscard]] votes::Judged on(std::string_view symbol, const document::Document* text) const;
    /// How a text was adopted, as it says itself or as they tell. `date` of a text that is only cited, as it is cited.
    [[nodiscard]] Adoption adoption_of(std::string_view symbol, const document::Document* text, const std::optional<Date>& date) const;
    [[nodiscard]] const votes::Voters& voters() const noexcept { return voters_; }
    /// The States of one side by their names in a language, in its alphabetical order; behind them those that the vocabulary doesn't know.
    [[nodiscard]] std::vector<std::string> names_of(const votes::Found& found, votes::Choice choice, std::string_view language) const;

private:
    std::optional<record::Snapshot> own_;
    const record::Snapshot& snapshot_;
    const vocabulary::Vocabulary& vocabulary_;
    const votes::Voters& voters_;
    mutable std::optional<std::map<std::string, std::string>> names_;  ///< Source::names of all, once they are needed
    [[nodiscard]] const std::map<std::string, std::string>& names() const;
};

/// A series with what is known of the vote on each member.
struct SeriesVotes {
    struct On {
        Member member;
        votes::Judged judged;
        std::optional<document::Document> text;  ///< facts only
        std::optional<Date> date;                ///< of adoption, as the text has it, else as cited, else the year's last month
        bool of_assembly = false;
        [[nodiscard]] bool has_votes() const { return !judged.casts.empty() || !judged.listed.empty(); }
    };
    std::optional<std::string> title, body;
    std::vector<On> members;         ///< oldest first
    std::vector<std::string> codes;  ///< all that were Members of the United Nations in one of these years, or voted; by code, those that are not known by their names
};
SeriesVotes votes_over(const RollCalls& roll_calls, const Holdings& holdings, const Series& series);
votes::StateVote vote_of(const SeriesVotes::On& on, std::string_view code, const votes::Voters& voters);
/// The code of a State by any of its names or codes, or the name of a voter of the series that is not known as a State.
std::optional<std::string> voter_named(const SeriesVotes& votes, std::string_view spelling, const votes::Voters& voters);
/// Codes in the alphabetical order of their names in a language.
std::vector<std::string> in_order(std::vector<std::string> codes, const votes::Voters& voters, std::string_view language);

/// "it counts 3-1-0 and the text states 2-1-0"
std::string in_words(const votes::Conflict& conflict);
/// The roll calls on a text for the forms in which it is handed on: in English, the States of each side by name.
std::vector<document::Beside> roll_calls_beside(const Holdings& holdings, const Shown& shown);

/// `roll_calls` of the contract: each with its States by name in English.
json::Array to_json(const votes::Judged& judged, const RollCalls& roll_calls);
/// One State over a series; `code` as Voters has it.
json::Value to_json(const SeriesVotes& votes, std::string_view code, const votes::Voters& voters);
/// All States.
json::Value to_json(const SeriesVotes& votes, const votes::Voters& voters);
std::string_view name_of(votes::CastSource from) noexcept;  ///< "", "roll call", "text"

}  // namespace comity::holdings
