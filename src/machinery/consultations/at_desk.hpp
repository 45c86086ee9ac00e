// How a consultation stands at its desk at one moment of the log, contribution by contribution. Kept in memory: an act puts another contribution in the place of its own and costs no more
// (followed.hpp), and what is worked out of a contribution (heard(), agreement) is worked out once.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "machinery/consultations/coding.hpp"
#include "machinery/consultations/consultations.hpp"
#include "machinery/consultations/followed.hpp"
#include "machinery/consultations/grouping.hpp"
#include "machinery/consultations/report.hpp"
#include "machinery/consultations/shared_list.hpp"

namespace comity::consultations {

/// All that stands of one contribution. Never changed: another one is put in its place.
struct Contribution {
    std::int64_t number = 0;
    std::shared_ptr<const Registered> registered;  ///< nullptr where only the desk knows of it
    std::vector<Coded> coded, taken_back;          ///< by subject
    std::vector<ReadingDone> done;
    std::vector<std::pair<Settlement, std::int64_t>> settled;
    Placed placed;                                 ///< of `coded`

    /// Whether it is registered, neither refused nor withdrawn nor waiting.
    [[nodiscard]] bool counts() const noexcept { return registered && registered->submission.status == SubmissionStatus::registered; }
    /// Coders who have read it, rising.
    [[nodiscard]] std::vector<int> readers() const;
    [[nodiscard]] bool is_read_by(int coder) const noexcept;
    [[nodiscard]] std::int64_t coded_by(int coder) const noexcept;
};

/// What an entry says, with its revision and place.
template <typename What>
struct Revised {
    What what;
    std::int64_t revision = 0, position = 0;
};

struct AtDesk {
    Moment moment;
    SharedList<Contribution> contributions;  ///< by number
    SharedList<Revised<PassageGroup>> groups;
    SharedList<Revised<ReportParagraph>> paragraphs;  ///< with those taken out
    SharedList<Revised<ProposalAnswer>> answers;
};
std::shared_ptr<const AtDesk> at_desk(const record::Snapshot& snapshot, std::string_view call);

}  // namespace comity::consultations
