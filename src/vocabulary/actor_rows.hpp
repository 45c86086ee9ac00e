// From the rows of the tables to actors. Private to vocabulary/.
#pragma once

#include <vector>

#include "vocabulary/actors.hpp"

namespace comity::vocabulary {

/// All of them, by kind and id, each with its forms and groups. Throws Error(bad_request) with table and line.
std::vector<KnownActor> actors_of_tables(std::span<const Table> tables, const Vocabulary& vocabulary);

/// The place of a kind in known_kinds().
std::size_t place_of_kind(std::string_view kind) noexcept;

}  // namespace comity::vocabulary
