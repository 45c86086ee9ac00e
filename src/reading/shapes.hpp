// What single lines of a text look like, told from the words alone: divisions of instruments, annexes, votes, ends that are no ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace comity::reading {

/// "Article 3", "Rule 5 bis", "Principle 1", "Part II", "Chapter IV", "Goal 3": headings of instruments, with or without a title behind.
bool is_division(std::string_view text);

/// The label of "Annex", "ANNEX II", "Annexes"; nullopt if the line is none. "" where it has no label.
std::optional<std::string> annex_label(std::string_view text);

/// "[Adopted without a vote.]", "Adopted by a recorded vote of ..."
bool begins_vote(std::string_view text);
/// "In favour: ...", "Against: ...", "Abstaining: ..."
bool is_vote_list(std::string_view text);

/// The same text behind its opening quotes.
std::string_view unquoted(std::string_view text);

/// Ends in a word that no paragraph ends with: "of the General", "and", "by". What follows goes on with it.
bool is_cut(std::string_view text);

/// A short line without number and stop, as lists of names and addresses have them.
bool may_be_listed(std::string_view text);

/// A bracket is open at the end.
bool has_open_bracket(std::string_view text);

bool all_capitals(std::string_view text);

}  // namespace comity::reading
