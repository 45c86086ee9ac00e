#include "base/testing.hpp"

namespace comity {

std::filesystem::path source_folder() { return COMITY_SOURCE_DIR; }

}  // namespace comity
