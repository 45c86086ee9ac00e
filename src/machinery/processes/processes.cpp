#include "machinery/processes/processes.hpp"

#include <utility>

#include "machinery/holdings/holdings.hpp"

namespace comity::processes {

record::Derivations derivations() { return holdings::derivations(); }

holdings::RecordPlace place(std::filesystem::path file) { return {std::move(file), derivations()}; }

record::Performer performer_for(holdings::Holdings& holdings) { return holdings::performer_for(holdings); }

}  // namespace comity::processes
