// How far coders agree: Krippendorff's alpha for names (nominal data), and the list of what they see differently. Pure.
//
// Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): alpha = 1 - observed / expected disagreement, from the table of coincidences of values
// within units; a unit that fewer than two coders valued says nothing and is left out.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "json/json.hpp"
#include "machinery/consultations/coding.hpp"

namespace comity::consultations {

/// A row for each coder, a column for each unit; nullopt where that coder gave none.
using Ratings = std::vector<std::vector<std::optional<std::string>>>;

struct Alpha {
    std::optional<double> value;   ///< nullopt where nothing can be said: no unit with two values, or one value throughout
    std::size_t units = 0;         ///< with at least two values
    std::size_t values = 0;        ///< in these
    std::size_t left_out = 0;      ///< units with one value or none
};
Alpha alpha_nominal(const Ratings& ratings);

/// By what coders are compared.
enum class Aspect { kind, question, themes };
std::string_view name_of(Aspect aspect) noexcept;

struct Disagreement {
    std::size_t unit = 0;                   ///< of units_of()
    std::vector<Aspect> differs;            ///< none where a coder passed over what another marked
    bool one_passed_over = false;           ///< a coder who has read the submission marked nothing there
};

struct Agreement {
    Alpha kind, question, themes;           ///< over what at least two marked; themes as one value each, the whole set
    Alpha marking;                          ///< kinds, with "passed over" as a value of whoever has read the submission and marked nothing there
    std::vector<Unit> units;
    std::vector<Disagreement> disagreements; ///< not settled yet, by submission and place
};
/// `done`: pairs of submission and coder that have been read to the end; only these tell agreement, as a passage may still come.
Agreement agreement_of(const PassagesElsewhere& passages, std::size_t coders, const std::vector<ReadingDone>& done, const std::vector<Settlement>& settled);
/// The figure as people write it: "0.69", "no figure".
std::string in_words(const Alpha& alpha);
json::Value to_json(const Agreement& agreement, const PassagesElsewhere& passages);

}  // namespace comity::consultations
