// A human translation laid beside a contribution, paragraph by paragraph. No machine translates here: a person gives the words, and says who translated. The original is
// what is coded and quoted; the translation is a help to read it. It tells what a contributor wrote, so it is confidential, and names its submission, with which it is erased.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"
#include "machinery/consultations/coded_passage.hpp"
#include "machinery/consultations/passage_place.hpp"
#include "machinery/consultations/ruling.hpp"
#include "machinery/consultations/submission.hpp"

namespace comity::consultations {

inline constexpr std::string_view translation_kind = "translation";

/// The state of "translation:two-shores-2031:7:1-0a1b2c3d-1:en": one paragraph in one language, tied to the words of the original.
struct Translation {
    std::string call;
    PassagePlace place;    ///< the whole paragraph
    std::string language;  ///< into which: "en"
    std::string by;        ///< who translated, as it was said; "" where nothing was said
    std::string text;      ///< "" where it was taken back
    bool operator==(const Translation&) const = default;
};
json::Value to_json(const Translation& translation);
/// Throws Error(bad_request) for what is none.
Translation translation_from(const json::Value& state);
std::string subject_of(const Translation& translation);

/// All that the rule may know.
struct TranslatingState {
    std::string call;
    std::optional<Desk> desk;
    std::optional<SubmissionStatus> status;  ///< nullopt: there is no such submission
    std::vector<std::string> texts;          ///< of its parts, as they are read today
    std::vector<std::string> languages;      ///< of its parts; "" where that is not known
    std::vector<std::pair<Translation, std::int64_t>> translations;  ///< of it, with their revisions, those taken back as well
};

/// "translate" (about: the submission; fields part, language, by, text, and paragraph for a single one, from 1). Without a paragraph `text` is the whole part: as many
/// paragraphs as the original has, parted by empty lines. An empty text takes a single one back. Whoever reads for the call or keeps it may do this.
Ruling decide(const TranslatingState& state, const Request& request);

}  // namespace comity::consultations
