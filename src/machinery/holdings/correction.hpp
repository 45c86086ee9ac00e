// Corrections: what a person says against how a document was read, or which file is shown. The first act of Comity and the pattern
// of the others: a form or command makes a request; the rule, a pure function, refuses it or makes a revision; the record appends it;
// derived tables, pages and history follow. A correction is a subject of its own, tied to lines and words of the file (whose bytes
// never change), not to paragraph ids: so it outlives every re-reading, or is listed as no longer fitting.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/sentence.hpp"
#include "document/document.hpp"
#include "json/json.hpp"
#include "record/entry.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::holdings {

// --- what can be asked; paragraphs are named by the id that the person sees now ----------------------------------------------

/// field: symbol, kind, body, session, number, year, title, date_adopted, date_distributed, distribution, agenda_items (one a line),
/// committee, meeting, adoption, language. No value: the text has none.
struct SetFact {
    std::string field;
    std::optional<std::string> value;
};
/// Absent members stay as they are; an empty number or opening says that there is none. Level 1 to 6.
struct SetParagraph {
    std::string paragraph;
    std::optional<std::string> kind, number, opening;
    std::optional<int> level;
};
/// This paragraph and the one after it are one.
struct JoinWithNext {
    std::string paragraph;
};
/// A new paragraph begins at `words` (some first words of it, which stand once in the paragraph), with that number if any.
struct SplitAt {
    std::string paragraph, words;
    std::optional<std::string> number;
};
struct TakeOutOfView {};  ///< of the file; the request must say why
struct PutBack {};
struct ChooseReading {};  ///< this file is the one to show for its symbol and language
struct LetRuleChoose {};  ///< takes such a choice back
/// Takes a correction back.
struct Withdraw {
    std::string correction;  ///< CorrectionStatus::subject
};
using Change = std::variant<SetFact, SetParagraph, JoinWithNext, SplitAt, TakeOutOfView, PutBack, ChooseReading, LetRuleChoose, Withdraw>;

struct CorrectionRequest {
    std::string document;  ///< anything that Holdings::find takes
    Change change;
    record::Actor who;
    std::optional<std::string> on_behalf_of, why, authority;
    std::optional<std::int64_t> seen_at;  ///< Shown::as_of of the page: refused if this document was corrected since
};
json::Value to_json(const CorrectionRequest& request);
/// Throws Error(bad_request) naming the field that is missing or of another shape.
CorrectionRequest correction_request_from(const json::Value& value);

// --- what is kept --------------------------------------------------------------------------------------------------------

/// A place in the file: the line on which a paragraph begins, and its first words (up to eight).
struct Anchor {
    std::uint32_t line = 0;
    std::string words;
    auto operator<=>(const Anchor&) const = default;
};

/// The state of a subject of kind "correction".
struct Correction {
    std::string document;  ///< SHA-256
    enum class What { fact, paragraph, join, split } what = What::fact;
    std::string field;                   ///< fact: which
    std::optional<std::string> value, was;  ///< fact: what it is, and what had been read
    std::optional<Anchor> anchor;        ///< paragraph, join, split: where that paragraph begins
    std::optional<Anchor> second;        ///< join: where the next one begins; split: where the new one begins
    std::optional<std::string> kind, number, opening;  ///< paragraph; split: number of the new one. Empty: there is none
    std::optional<int> level;
    bool withdrawn = false;
    auto operator<=>(const Correction&) const = default;
};
json::Value to_json(const Correction& correction);
Correction correction_from(const json::Value& state);
/// The same for every correction of the same thing, so that the next one is its next revision.
std::string subject_of(const Correction& correction);
/// A line for people: "paragraph at line 42 (\"Requests the Secretary-General\"): kind operative, number 12".
std::string sentence_of(const Correction& correction);

// --- on a reading ----------------------------------------------------------------------------------------------------------

enum class Fit {
    applied,        ///< the reading differs and has been corrected
    agrees,         ///< a newer reading already says so
    no_longer_fits  ///< the place isn't there any more as it was: a person should look
};
struct CorrectionStatus {
    std::string subject;
    std::int64_t revision = 1;
    Correction correction;
    Fit fit = Fit::applied;
    Said because;  ///< if it doesn't fit
    record::Actor who;
    std::string when;
    std::optional<std::string> why;
};
std::string_view name_of(Fit fit) noexcept;  ///< "applied", "agrees", "no longer fits"
json::Value to_json(const CorrectionStatus& status);

struct CorrectionResult {
    std::string subject;
    std::int64_t revision = 0;
    std::int64_t position = 0;  ///< of the entry
    std::string document;       ///< Item::address after the act
    std::string sentence;       ///< what was done, for a person
};

}  // namespace comity::holdings
