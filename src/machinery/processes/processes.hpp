// All processes put together: what a record is opened with, and what a server does for commands. A process that builds on holdings adds here what it
// derives and what it performs; nothing else needs to know how many processes there are.
#pragma once

#include <filesystem>

#include "machinery/holdings/acts.hpp"
#include "record/derivation.hpp"
#include "record/handover.hpp"

namespace comity::processes {

/// What all processes derive, in the order in which they build on each other.
record::Derivations derivations();

/// For Holdings::open and the submit() of any process.
holdings::RecordPlace place(std::filesystem::path file);

/// For the process that serves: record::Desk(file, performer_for(holdings)) takes the commands that submit() sends.
record::Performer performer_for(holdings::Holdings& holdings);

}  // namespace comity::processes
