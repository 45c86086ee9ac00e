// Contributions that are being written: saved before they are handed in, for all who act for the same actor and for nobody else, whoever keeps the consultation included. What was
// never handed in was never said: drafts stand in a file beside the record ("comity.record.drafts", private_file.hpp), in no log, no backup and no export.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/consultations/receiving.hpp"
#include "record/record.hpp"

namespace comity::consultations {

struct SubmissionDraft {
    std::string words, language, confidentiality;
    std::vector<Handed> files;  ///< read when they came
    std::string saved;          ///< "2031-05-03T16:00:00Z"
    std::string by;             ///< the account, as entries name it
    std::int64_t revision = 0;  ///< counts from 1
};

/// nullopt if there is none, or the record is in memory.
std::optional<SubmissionDraft> draft_of(const record::Record& record, std::string_view call, std::string_view actor);
/// `seen`: the revision that whoever writes had before them, 0 for none: Error(conflict) if a colleague saved another one meanwhile. Gives the new one. Error(limit) for more
/// files than a contribution may have.
std::int64_t save_draft(const record::Record& record, std::string_view call, std::string_view actor, const SubmissionDraft& draft, std::int64_t seen);
void discard_draft(const record::Record& record, std::string_view call, std::string_view actor);

}  // namespace comity::consultations
