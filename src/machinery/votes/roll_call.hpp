// A roll call as a table of votes has it: what was voted on, when, and how each State voted. It stays what the table says; what it means for
// the texts of a record (tie_of) and for States (voters.hpp) is told from it each time, by rules.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::votes {

enum class Choice { yes, no, abstain };
inline constexpr std::array all_choices = {Choice::yes, Choice::no, Choice::abstain};
std::string_view name_of(Choice choice) noexcept;  ///< "yes", "no", "abstain"

struct RollCall {
    std::string source;       ///< the data set: "unvotes"
    std::string id;           ///< its number there: "4004"
    std::string session;      ///< of the General Assembly, "51"; cells are as they came, "" for an empty one
    std::string date;         ///< ISO 8601; its day can't be trusted, see docs/votes.md
    std::string resolution;   ///< "R/51/100", "A/RES/71/5"
    std::string amendment, paragraph;  ///< "1": the vote was on an amendment, on a paragraph; "0": it was not; "": the table doesn't say
    std::string important;    ///< of another party's list of votes, kept and not shown
    std::string title, description;
    std::vector<std::string> issues;   ///< the data set's subjects: "hr"
    std::array<std::vector<std::string>, 3> voters;  ///< by Choice: codes, or names where the table has no code; in the order of their bytes

    [[nodiscard]] const std::vector<std::string>& who(Choice choice) const { return voters[static_cast<std::size_t>(choice)]; }
    [[nodiscard]] std::size_t count(Choice choice) const { return who(choice).size(); }
    bool operator==(const RollCall&) const = default;
};

/// The state of an entry of kind "roll call". Voters are joined by ";", so that an entry stays near 1 KB.
json::Value to_state(const RollCall& roll_call);
RollCall roll_call_from(const json::Value& state);
std::string subject_of(std::string_view source, std::string_view id);  ///< "roll-call:unvotes:4004"

/// What was voted on, as far as the table says.
enum class On { whole, not_said, section, paragraph, amendment, amendment_to_paragraph };
std::string_view name_of(On on) noexcept;  ///< "the whole", "not said", "a section" ...

inline constexpr int first_session_numbered_anew = 31;  ///< before it resolutions were numbered on and on

/// Which texts a roll call is about, told from the number that the table gives.
struct Tie {
    enum class Why {
        tied,
        page_of_records,  ///< up to the 17th session, and for special sessions, the number is a page of the Official Records
        no_number,
        other_session,    ///< the number is of another session than the roll call
        unknown_form,
    };
    Why why = Why::unknown_form;
    /// Canonical. In the 18th to 30th sessions a letter may be the resolution's or only count the votes on it, so both readings stand here,
    /// the one with the letter first.
    std::vector<std::string> symbols;
    On on = On::not_said;
};
Tie tie_of(const RollCall& roll_call, const vocabulary::Vocabulary& vocabulary);
std::string_view name_of(Tie::Why why) noexcept;

}  // namespace comity::votes
