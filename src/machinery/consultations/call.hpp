// A call: who is asked what, by what authority, until when. The state of a subject "call:two-shores-2031".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"

namespace comity::consultations {

inline constexpr std::string_view call_kind = "call";

/// By what authority: words of a document, or a standing commitment in words. A document is named by its symbol and not by its hash, so that a call outlives
/// another file of the same text; what the words are is read from the record whenever it is shown.
struct Authority {
    std::string document;   ///< canonical symbol, or the SHA-256 of a file without one
    std::string paragraph;  ///< its id, "op16"
    std::string commitment; ///< instead of both
    bool operator==(const Authority&) const = default;
};

/// An hour of a place, and the moment that this is.
struct Deadline {
    std::string local;   ///< "2031-05-03T18:00"
    std::string zone;    ///< "Europe/Zurich"
    std::string moment;  ///< "2031-05-03T16:00:00Z"
    bool operator==(const Deadline&) const = default;
};
/// nullopt if there is no such hour or place.
std::optional<Deadline> deadline_at(std::string_view local, std::string_view zone);
/// "2031-05-03 18:00 (Europe/Zurich)"
std::string in_words(const Deadline& deadline);

enum class CallStatus { prepared, open, closed, withdrawn };
std::string_view name_of(CallStatus status) noexcept;

/// A file that goes out with a call: a form to fill in, a background paper. Public as the call is.
struct Annex {
    std::string name;   ///< of the file, without folders
    std::string bytes;  ///< SHA-256 of their envelope (submission.hpp)
    bool operator==(const Annex&) const = default;
};

struct Call {
    std::string id;                      ///< "two-shores-2031"
    std::string title, purpose;          ///< purpose: paragraphs with an empty line between them
    std::string convener;                ///< who consults, in words: "the Registrar"
    Authority authority;
    std::vector<std::string> questions;  ///< counted from 1
    std::vector<std::string> kinds;      ///< of contributors who may answer (kinds.hpp); none: all
    std::vector<std::string> languages;  ///< in which contributions are taken, "en"; none: all
    std::vector<std::string> choices;    ///< of confidentiality that are offered (submission.hpp); none: all
    std::int64_t words = 0;              ///< at most; 0: as many as one likes
    std::int64_t pages = 0;              ///< at most, counted by the rule of pages.hpp; 0: no limit
    std::vector<Annex> annexes;
    std::optional<Deadline> deadline;
    std::vector<Deadline> earlier;       ///< deadlines that were extended, oldest first
    std::string contact;
    std::string previous;                ///< id of the call of which this is the next; "" for none
    CallStatus status = CallStatus::prepared;
    bool operator==(const Call&) const = default;
};
json::Value to_json(const Call& call);
/// Throws Error(bad_request) for what is none.
Call call_from(const json::Value& state);

/// "en", "swa": two or three small letters.
bool is_language_code(std::string_view code) noexcept;

std::string call_subject(std::string_view id);
/// The id in a subject of a call, an invitation or a submission; "" if it is none.
std::string_view call_in(std::string_view subject) noexcept;

/// How a call stands at a moment ("2031-05-03T16:00:00Z"). No table holds it: an hour passes without an entry.
enum class Stage { prepared, open, past_deadline, closed, withdrawn };
std::string_view name_of(Stage stage) noexcept;  ///< "past deadline"
Stage stage_at(const Call& call, std::string_view moment) noexcept;

}  // namespace comity::consultations
