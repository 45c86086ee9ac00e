// Files of a library's records (MARCXML) among the files of an import. Private to holdings/.
#pragma once

#include <filesystem>
#include <vector>

#include "machinery/holdings/acts.hpp"
#include "machinery/holdings/files.hpp"
#include "record/record.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::holdings {

/// Takes them out of what was found, those too that are passed over by their names (.xml): told by their first bytes.
std::vector<std::filesystem::path> take_library_files(FoundFiles& found);

/// Imports one. Throws nothing for what stands in it.
FileResult import_library_file(record::Record& record, const vocabulary::Vocabulary& vocabulary, const std::filesystem::path& path, const ImportRequest& request);

}  // namespace comity::holdings
