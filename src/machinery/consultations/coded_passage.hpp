// A passage marked and coded: which words of a submission, what a coder sees in them. And what becomes of it where two coders see different things: a settlement,
// an act of its own. Both quote confidential words, so their entries are confidential and name the submission, with which they are erased.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"
#include "machinery/consultations/passage_place.hpp"
#include "record/entry.hpp"

namespace comity::consultations {

inline constexpr std::string_view desk_kind = "reading desk", passage_kind = "coded passage", reading_done_kind = "reading done", settlement_kind = "settlement";

/// What the call asks for: ways and means, obstacles and challenges, proposals; and the good practices that contributors tell of.
enum class PassageKind { way_and_means, good_practice, obstacle, challenge, proposal };
inline constexpr std::array all_passage_kinds = {PassageKind::way_and_means, PassageKind::good_practice, PassageKind::obstacle, PassageKind::challenge, PassageKind::proposal};
std::string_view name_of(PassageKind kind) noexcept;  ///< "way and means", "good practice" ...
std::string_view many_of(PassageKind kind) noexcept;  ///< "ways and means", as headings have it
std::optional<PassageKind> passage_kind_named(std::string_view name) noexcept;

/// What a coder sees in a passage.
struct Code {
    std::int64_t question = 0;          ///< of the call, from 1; 0: none
    PassageKind kind = PassageKind::way_and_means;
    std::vector<std::string> themes;    ///< ids (vocabulary/themes.hpp), in order, each once
    std::string mechanism;              ///< meant by it: an actor's id, "body:HRC"; "" for none
    std::string paragraph;              ///< of the document by whose authority is consulted: "op12"; "" for none
    std::string addressee;              ///< of a proposal, in words or an actor's id; "" where nobody is named
    std::vector<std::string> affected;  ///< who is affected, in words, in order, each once
    std::string note;
    auto operator<=>(const Code&) const = default;
};
json::Value to_json(const Code& code);
/// Throws Error(bad_request) for a kind that is none.
Code code_from(const json::Value& value);

/// Who reads, and whether blind to one another. The state of "desk:two-shores-2031". Coders are only added, as passages name them by their places.
struct Desk {
    std::string call;
    std::vector<record::Actor> coders;
    bool blind = true;
    /// Place from 1 of whoever acts, by account or user name, in whatever role; 0 if it is no coder.
    [[nodiscard]] int coder(const record::Actor& who) const noexcept;
};
json::Value to_json(const Desk& desk);
Desk desk_from(const json::Value& state);

/// The state of "passage:two-shores-2031:7:1-0a1b2c3d-1:coder1".
struct CodedPassage {
    std::string call;
    PassagePlace place;
    int coder = 1;  ///< of the desk
    Code code;
    bool withdrawn = false;
    auto operator<=>(const CodedPassage&) const = default;
};
json::Value to_json(const CodedPassage& passage);
CodedPassage coded_passage_from(const json::Value& state);

/// That a coder has read a submission: from then on what was coded stands beside what others coded. The state of "read:two-shores-2031:7:coder1".
struct ReadingDone {
    std::string call;
    std::int64_t submission = 0;
    int coder = 1;
    bool done = true;
    auto operator<=>(const ReadingDone&) const = default;
};
json::Value to_json(const ReadingDone& done);
ReadingDone reading_done_from(const json::Value& state);

/// How a difference between coders was settled, with the reason in its entry. The state of "settled:two-shores-2031:7:1-0a1b2c3d-1", by its own place.
struct Settlement {
    std::string call;
    PassagePlace place;
    Code code;
    bool none = false;                  ///< these words are no passage
    std::vector<std::string> passages;  ///< subjects that it settles, in order
    auto operator<=>(const Settlement&) const = default;
};
json::Value to_json(const Settlement& settlement);
Settlement settlement_from(const json::Value& state);

std::string desk_subject(std::string_view call);
std::string subject_of(const CodedPassage& passage);
std::string subject_of(const ReadingDone& done);
std::string subject_of(const Settlement& settlement);
/// "a proposal, question 3, themes M-A23, to the Registrar"
std::string in_words(const Code& code);

}  // namespace comity::consultations
