// What a person names that is not there: said with what was probably meant.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sentence.hpp"
#include "machinery/reviews/reviews.hpp"
#include "vocabulary/actors.hpp"

namespace comity::reviews {

/// Of an id that no recommendation has or had: that there is none, and which ids of its review, or of the reviews like it, look most like it.
Said no_recommendation(const record::Snapshot& snapshot, std::string_view id);

/// A condition that nothing can meet: what it names is known neither to the vocabulary nor from any list.
struct NotKnown {
    enum class Condition { state, from, mechanism, review, theme, position } condition;
    std::string typed;
    std::vector<std::string> known;  ///< what could stand there in this record: ids of actors or names as lists have them, codes, ids, themes, positions; alphabetical
};
/// The first of a filter's, in the order of Condition; nullopt if all are known. What is known and yet has no recommendations is no fault.
std::optional<NotKnown> not_known(const record::Snapshot& snapshot, const vocabulary::Directory& actors, record::Purpose purpose, const Filter& filter);

}  // namespace comity::reviews
