// Reading, coding and reporting over a record: what stands, and one door for pages, API and commands (perform_reading), as consultations.hpp is it for calls and
// submissions. All its entries are confidential: they quote contributors, or are drafts.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "machinery/consultations/agreement.hpp"
#include "machinery/consultations/at_desk.hpp"
#include "machinery/consultations/coding.hpp"
#include "machinery/consultations/consultations.hpp"
#include "machinery/consultations/grouping.hpp"
#include "machinery/consultations/heard.hpp"
#include "machinery/consultations/report.hpp"
#include "machinery/consultations/report_writing.hpp"
#include "machinery/consultations/suggesting.hpp"
#include "machinery/consultations/translation.hpp"

namespace comity::consultations {

/// By what its subjects are looked up.
std::shared_ptr<const record::Derivation> reading_derivation();
/// Kinds of entries that are the desk's.
bool is_desk_kind(std::string_view kind) noexcept;

// --- asking ------------------------------------------------------------------------------------------------------------------

struct DeskStands {
    Desk desk;
    std::int64_t revision = 0;
};
std::optional<DeskStands> desk(const record::Snapshot& snapshot, std::string_view call);

/// What was coded.
struct Coding {
    std::vector<Coded> coded, taken_back;  ///< by submission and subject
    std::vector<ReadingDone> done;
    std::vector<std::pair<Settlement, std::int64_t>> settled;
};
/// Of one submission; of all.
Coding coding(const record::Snapshot& snapshot, std::string_view call, std::int64_t submission);
Coding coding(const record::Snapshot& snapshot, std::string_view call);
/// Whether a contribution, or a part of it (0: the whole), is for those who keep the consultation alone: no coder reads it who doesn't. True of what is not there.
bool is_for_keepers(const record::Snapshot& snapshot, std::string_view call, std::int64_t submission, int part = 0);
/// The part of it that this viewer may see (may_see): what another coder marked is left out while they are blind to one another.
Coding seen_by(Coding coding, const Desk& desk, const Viewer& viewer);

/// What was laid beside a submission, with revisions; those taken back as well, without words.
std::vector<std::pair<Translation, std::int64_t>> translations(const record::Snapshot& snapshot, std::string_view call, std::int64_t submission);

/// Whether an entry of the desk is shown, in the log and its pages as well: what another coder marked is not while coders are blind to one another (may_see).
bool may_read_desk_entry(const record::Snapshot& snapshot, const record::Entry& entry, const record::Actor& who, bool keeps);

/// Passages of one submission tied to its words of today; of none (nullptr) all are lost.
Placed placed(const record::Snapshot& snapshot, const Submission* submission, const std::vector<Coded>& coded);
/// The words of a part, from 1; "" if there are none.
std::string words_of_part(const record::Snapshot& snapshot, const Submission& submission, int part);

/// Everything that is told by figures and cited: those asked, voices that count, passages that count; for a viewer who reads blind, passages as far as they may be seen.
Heard heard(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view call, const std::optional<Viewer>& viewer = {});
std::vector<std::pair<PassageGroup, std::int64_t>> groups(const record::Snapshot& snapshot, std::string_view call);
/// Their sources alone.
std::vector<std::vector<std::string>> gathered(const record::Snapshot& snapshot, std::string_view call);

struct ReportStands {
    Report report;
    std::int64_t revision = 0;
    std::vector<std::pair<ReportParagraph, std::int64_t>> paragraphs;  ///< in force, by number
    std::vector<std::pair<ProposalAnswer, std::int64_t>> answers;
};
/// Its frame alone; nullopt if none is begun.
std::optional<Report> report_frame(const record::Snapshot& snapshot, std::string_view call);
/// nullopt if none is begun.
std::optional<ReportStands> report(const record::Snapshot& snapshot, std::string_view call);
std::vector<ReportParagraph> paragraphs_in_order(const ReportStands& report);

/// What was done to a report: its frame (paragraph 0) or one of its paragraphs. Oldest first; what was erased is not there.
struct ReportChange {
    std::int64_t position = 0, paragraph = 0;
    std::string act, when;
    record::Actor who;
};
std::vector<ReportChange> report_changes(const record::Snapshot& snapshot, std::string_view call);
/// As it stood when the entry of that position was the last; nullopt if it was not begun.
std::optional<ReportStands> report_as_of(const record::Snapshot& snapshot, std::string_view call, std::int64_t position);

/// What the rules propose for passages of that call.
Suggester suggester_for(const holdings::Holdings& holdings, const Call& call);
/// Ids of the paragraphs of the document by whose authority is consulted.
std::vector<std::string> paragraphs_of_authority(const holdings::Holdings& holdings, const Call& call);

// --- acting (needs Access::write) ----------------------------------------------------------------------------------------------

/// Acts of coding.hpp, grouping.hpp and report_writing.hpp. `about`: the call's id, or the subject of a submission, a group or a paragraph of the report. Throws what the
/// rule refuses.
Done perform_reading(holdings::Holdings& holdings, const Request& request);
/// What is known before the pen is taken, for the same among other acts of one writing, which the caller commits.
struct KnownBefore {
    std::vector<std::string> paragraphs;  ///< paragraphs_of_authority
    const Heard* heard = nullptr;         ///< as it stands in the writing; nullptr: it is gathered anew
};
Done perform_reading(record::Writing& writing, const vocabulary::Vocabulary& vocabulary, const Request& request, const KnownBefore& known);
/// The same wherever the record is held.
json::Value submit_reading(const holdings::RecordPlace& place, const Request& request);
constexpr std::string_view reading_act = "read consultation";

}  // namespace comity::consultations
