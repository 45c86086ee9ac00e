// The consultation of the demonstration (demo/consultation/): held anew in a demonstration record, by the very acts by which a real one is held, at its own hours of 2019. What
// came in has these hours; when it was recorded is when the demonstration was made.
#pragma once

#include "machinery/consultations/consultations.hpp"

namespace comity::consultations {

/// The act with which whoever holds a demonstration is asked for it (perform_command); about and fields are empty.
inline constexpr std::string_view demonstrate_act = "hold the invented consultation";

/// What of it stands: the call's id, and how many contributions came.
struct Demonstrated {
    std::string call;
    std::size_t submissions = 0;
    bool added = false;  ///< by this call; else it was there
};
/// Needs the texts of demo/documents, and Access::write. All of it or nothing: where the call is there, nothing is done. Error(refused) for a record of real documents.
Demonstrated hold_demonstration(holdings::Holdings& holdings);
/// How many entries of a demonstration are this consultation's as it is held by the program; what visitors did there is not counted.
std::size_t entries_of_demonstration(const record::Snapshot& snapshot);
json::Value to_json(const Demonstrated& demonstrated);

}  // namespace comity::consultations
