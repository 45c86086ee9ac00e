// Tables of votes among the files of an import. Private to holdings/.
#pragma once

#include <filesystem>
#include <vector>

#include "machinery/holdings/acts.hpp"
#include "machinery/holdings/files.hpp"
#include "machinery/votes/votes.hpp"
#include "record/record.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::holdings {

/// The tables of one data set: of one folder, or all that were named if there is one of each kind.
struct VoteFiles {
    votes::TableFiles files;
    std::vector<std::filesystem::path> twice;  ///< of a kind that the folder has already: refused
    [[nodiscard]] std::vector<std::filesystem::path> paths() const;  ///< all of them, in the order in which they are told about
};

/// Takes the tables of votes out of what was found, those too that are passed over by their names (.csv, .xz).
std::vector<VoteFiles> take_vote_tables(FoundFiles& found);

/// Imports them; one result for each file. Throws nothing for what stands in the files.
std::vector<FileResult> import_votes(record::Record& record, const vocabulary::Vocabulary& vocabulary, const VoteFiles& files, const ImportRequest& request,
                                     const ImportProgress& progress);

}  // namespace comity::holdings
