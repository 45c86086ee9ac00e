// Whom texts name: who submitted them, and who is listed as having voted how. Names stand in the tables as printed, with the key by which the
// vocabulary recognizes them, so that an actor is asked for by an index and the tables don't change with what is known of actors.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/holdings/holdings.hpp"
#include "machinery/votes/judging.hpp"
#include "vocabulary/actors.hpp"

namespace comity::holdings {

/// Of whom is asked: an actor of the vocabulary, or one that a user has added, by its name.
struct Bearer {
    const vocabulary::KnownActor* known = nullptr;
    std::string name = {};  ///< where it is not known
};

template <typename Row>
struct Part {
    std::vector<Row> rows;
    std::size_t total = 0;  ///< without offset and limit
};

struct Sponsored {
    Item item;
    std::string name;                         ///< as printed
    std::optional<std::string> on_behalf_of;  ///< as printed
    bool for_it = false;                      ///< another acted on its behalf
};
/// Texts that it submitted, or another on its behalf; the newest first, each once. At most `limit` from `offset` on.
Part<Sponsored> sponsored_by(const Holdings& holdings, const Bearer& bearer, std::size_t offset, std::size_t limit);

struct VotedOn {
    Item item;
    votes::StateVote vote;
};
/// Texts of which any vote by name is known, the newest first, with how this State voted on each: the same texts for every State. Nothing for other actors.
Part<VotedOn> votes_of(const Holdings& holdings, const Bearer& bearer, std::size_t offset, std::size_t limit);

/// A name on texts of this record that leads to nobody.
struct UnknownName {
    std::string name;        ///< as first printed
    std::string role;        ///< "sponsor", "on behalf of", "in favour", "against", "abstaining"
    std::size_t texts = 0;
    std::string first;       ///< a text that has it, by its symbol or hash
};
struct Recognition {
    std::size_t names = 0, recognized = 0;  ///< names on texts, each time counted
    std::vector<UnknownName> unknown;       ///< by name, then role
};
Recognition recognition_in(const Holdings& holdings);

}  // namespace comity::holdings
