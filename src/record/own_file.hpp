// Whether working files may be left beside a record: by whoever's record it is, so that its server can read them and put others in their place.
#pragma once

#include <filesystem>

namespace comity::record {

/// False where the system doesn't tell, and for a file that isn't there.
bool is_own_file(const std::filesystem::path& record);

}  // namespace comity::record
