// Who is heard in a consultation, as values: who was asked, who handed in what, and what of it was marked. What the balance, the matrix and the report are made of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "machinery/consultations/coding.hpp"
#include "machinery/consultations/shared_list.hpp"
#include "machinery/consultations/submission.hpp"

namespace comity::consultations {

/// A submission that counts: registered, neither refused nor withdrawn.
struct Voice {
    std::int64_t submission = 0;      ///< its number
    Contributor contributor;
    std::vector<std::string> groups;  ///< names of the regional groups in which its State is; none for others
    std::string language;
    std::int64_t words = 0;
    Confidentiality confidentiality = Confidentiality::open;
    std::vector<int> closed_parts;    ///< parts that are confidential though the whole is not, from 1
    bool operator==(const Voice&) const = default;
};

/// How somebody who was asked stands, as far as it is known.
enum class Response { silent, opened, answered, declined };
std::string_view name_of(Response response) noexcept;

struct Asked {
    Contributor whom;
    std::vector<std::string> groups;
    Response response = Response::silent;
};

/// Passages of one submission among all.
struct PassagesOfOne {
    SharedList<CountedPassage>::const_iterator first, behind;
    [[nodiscard]] auto begin() const noexcept { return first; }
    [[nodiscard]] auto end() const noexcept { return behind; }
};

/// All of a consultation that is told by figures and cited by a report. A copy costs nothing.
struct Heard {
    SharedList<Asked> asked;
    SharedList<Voice> voices;             ///< by number
    SharedList<CountedPassage> passages;  ///< by submission and place
    std::int64_t questions = 0;

    /// nullptr if it is not there, or not any more.
    [[nodiscard]] const Voice* voice(std::int64_t submission) const noexcept;
    [[nodiscard]] PassagesOfOne passages_of(std::int64_t submission) const noexcept;
    /// By source_of().
    [[nodiscard]] const CountedPassage* passage(std::string_view source) const;
};

/// Whether nothing of it may stand in a public report.
bool is_closed(const Voice& voice, int part) noexcept;

}  // namespace comity::consultations
