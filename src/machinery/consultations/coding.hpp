// The rule of the reading desk: who may code what, who may see whose codes, how a difference is settled; and which codes count. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/consultations/coded_passage.hpp"
#include "machinery/consultations/ruling.hpp"
#include "machinery/consultations/submission.hpp"
#include "vocabulary/actors.hpp"
#include "vocabulary/themes.hpp"

namespace comity::consultations {

inline constexpr std::size_t most_words_of_a_passage = 400;

/// A passage of the record with what its entry says of it.
struct Coded {
    CodedPassage passage;
    std::int64_t revision = 0;
};

/// All that the rule may know.
struct CodingState {
    std::string call;
    std::int64_t questions = 0;
    std::optional<Desk> desk;
    std::int64_t desk_revision = 0;
    bool begun = false;                                ///< whether anything was coded
    const vocabulary::Themes* themes = nullptr;
    const vocabulary::Directory* directory = nullptr;
    std::vector<std::string> paragraphs;               ///< ids of the document by whose authority is consulted

    // of the submission that the request is about
    std::optional<SubmissionStatus> status;            ///< nullopt: there is none
    std::vector<std::string> texts;                    ///< of its parts, as they are read today
    std::vector<Coded> coded;                          ///< its passages in force, of all coders
    std::vector<Coded> taken_back;                     ///< those taken back: coding the same words again is their next revision
    std::vector<int> done;                             ///< coders who have read it
    std::vector<std::pair<Settlement, std::int64_t>> settled;  ///< with their revisions
};

/// `request.about` is the call for "set desk" (fields coders: [{as, name}], blind), the submission's number for all else: "code" (part, begin, end, and of Code:
/// question, kind, themes, mechanism, paragraph, addressee, affected, note), "take back code" (key), "done reading", "settle" (key, and of Code, or none).
/// `seen_revision`: of what the person saw of the desk, the passage or the settlement.
Ruling decide(const CodingState& state, const Request& request);

/// Who looks.
struct Viewer {
    int coder = 0;       ///< of the desk; 0: none
    bool keeps = false;  ///< keeps consultations
};
/// Whether what a coder marked in a submission is shown. One's own always; while coders are blind to one another, others' only once all of them have read it. Whoever
/// keeps the consultation without coding sees all.
bool may_see(const Desk& desk, const std::vector<int>& done, const Viewer& viewer, int coder) noexcept;

/// Passages of several coders that mark the same words: what stands at one place, by submission and place.
struct Unit {
    std::int64_t submission = 0;
    int part = 1;
    Marked marked;                     ///< from the first word of any to the last of any
    std::vector<std::size_t> passages; ///< of the list given, each coder at most once, by coder
    bool operator==(const Unit&) const = default;
};
/// A passage tied to today's text.
struct PlacedPassage {
    CodedPassage passage;
    Marked marked;
};
/// Passages tied to the words of today; `lost`: those whose words are there no more, for a person to look at.
struct Placed {
    std::vector<PlacedPassage> passages;
    std::vector<CodedPassage> lost;
};
/// Passages that stand elsewhere, so that many are compared without being copied.
using PassagesElsewhere = std::vector<const PlacedPassage*>;
PassagesElsewhere elsewhere(const std::vector<PlacedPassage>& passages);
/// Two passages of two coders are one unit where they have at least half of the shorter one in common; a passage is in one unit, with what it overlaps most.
std::vector<Unit> units_of(const PassagesElsewhere& passages);

/// The code that counts, and why.
enum class Standing { one_coder, agreed, settled, open };
std::string_view name_of(Standing standing) noexcept;  ///< "one coder", "agreed", "settled", "open"
struct CountedPassage {
    PassagePlace place;
    Marked marked;
    Code code;
    Standing standing = Standing::one_coder;
    std::vector<std::string> passages;  ///< subjects on which it rests
    std::string source;                 ///< source_of(place)
};
/// Each unit once: what was settled; what all see alike in question, kind and themes; what one coder alone marked; else the first coder's code, marked as open. What
/// was settled as no passage is left out. By submission and place.
std::vector<CountedPassage> counted(const std::vector<PlacedPassage>& passages, const std::vector<Settlement>& settled);
/// Whether two coders see the same: question, kind and themes; the other fields say more or less, but nothing else.
bool same_code(const Code& a, const Code& b) noexcept;

}  // namespace comity::consultations
