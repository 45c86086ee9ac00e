// Kinds of contributors, of data/contributor_kinds.tsv: States, organizations, institutions ... An open list: a row more is a kind more.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace comity::consultations {

struct ContributorKind {
    std::string code;                      ///< "state"
    std::string word, many, one;           ///< "State", "States", "one State": as reports count them
    std::string list;                      ///< by which all that are known are invited: "all-states"; "" for none
    std::vector<std::string> actor_kinds;  ///< vocabulary::known_kinds() of which these are
};
/// In the order in which reports name them.
std::span<const ContributorKind> contributor_kinds();
/// nullptr if there is none of that code.
const ContributorKind* contributor_kind(std::string_view code);
/// The code for an actor of that kind of the directory; "other" if none is told.
std::string_view kind_of_actor(std::string_view actor_kind);

}  // namespace comity::consultations
