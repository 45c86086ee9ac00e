// Lists of recommendations among the files of an import. Private to holdings/.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "converting/converting.hpp"
#include "machinery/holdings/acts.hpp"
#include "machinery/holdings/files.hpp"
#include "machinery/reviews/importing.hpp"
#include "record/record.hpp"

namespace comity::holdings {

struct ReviewList {
    std::filesystem::path path;
    recommendations::Format format;
    std::optional<converting::Converted> converted = {};  ///< of a DOC: what is read in its place
};
/// Takes them out of what was found, those too that are passed over by their names (.csv, .json, .xlsx).
std::vector<ReviewList> take_review_lists(FoundFiles& found);

/// Throws nothing for what stands in the file.
FileResult import_review_list(record::Record& record, const ReviewList& list, const ImportRequest& request, const ImportProgress& progress);

}  // namespace comity::holdings
