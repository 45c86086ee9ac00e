// The rule of corrections: a pure function from what stands and what is asked to a refusal or the entry to append. Private to holdings/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "document/document.hpp"
#include "machinery/holdings/correction.hpp"
#include "machinery/holdings/membership.hpp"
#include "record/entry.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::holdings {

/// A reason why an act can't be done, for the person who asked for it.
struct Refusal {
    Fault fault = Fault::bad_request;
    Said said;
};

/// All that the rule may know: the document as the person sees it, and what stands about it in the record.
struct CorrectionState {
    const document::Document& shown;                  ///< as read, with the corrections in force
    const std::vector<CorrectionStatus>& corrections; ///< in force
    std::string_view source;                          ///< the file's bytes: for the line on which a new paragraph begins
    const record::Entry& entry;                       ///< the document's own last revision
    std::optional<record::Entry> choice;              ///< last revision of the choice among the files of its symbol and language
    bool has_other_files = false;                     ///< of its symbol and language, in view
    std::int64_t changed_at = 0;                      ///< size of the record when this document was last corrected
    const vocabulary::Vocabulary& vocabulary;
};

struct Decision {
    record::Draft draft;
    std::string sentence;  ///< what it does, for the person
};

std::variant<Refusal, Decision> decide(const CorrectionState& state, const CorrectionRequest& request);

/// The subject of the choice among the files of a symbol and language.
std::string choice_subject(std::string_view symbol, std::string_view language);

// --- to which series a text belongs ---------------------------------------------------------------------------------------

/// All that the rule may know.
struct MembershipState {
    const Item& document;
    const Item& other;
    std::optional<record::Entry> last;  ///< of the subject of these two
    bool together = false;              ///< as the series are now
};
struct MembershipDecision {
    record::Draft draft;
    std::string sentence;
};
std::variant<Refusal, MembershipDecision> decide(const MembershipState& state, const MembershipRequest& request);

}  // namespace comity::holdings
