// A submission: what a contributor handed in. Its entries are always confidential; what is released of it is a subject of its own, made from it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"

namespace comity::consultations {

inline constexpr std::string_view submission_kind = "submission", release_kind = "release";

enum class Confidentiality {
    open,           ///< "public": may be released with the contributor's name
    name_withheld,  ///< may be released, without it
    confidential    ///< for those who keep the consultation alone
};
std::string_view name_of(Confidentiality choice) noexcept;  ///< "public", "name withheld", "confidential"
std::optional<Confidentiality> confidentiality_named(std::string_view name) noexcept;
inline constexpr std::array all_choices = {Confidentiality::open, Confidentiality::name_withheld, Confidentiality::confidential};

struct Contributor {
    std::string actor;  ///< "state:XAR"; "" where it is in no list
    std::string name;   ///< as it is shown in English
    std::string kind;   ///< kinds.hpp
    bool operator==(const Contributor&) const = default;
};

/// One file, or words that were typed. Bytes and words are kept in envelopes that begin with the subject: the same words of two contributors are different
/// bytes, so that the erasure of one leaves the other.
struct Part {
    std::string name;       ///< of the file, without folders; "" of typed words
    std::string bytes;      ///< SHA-256 of their envelope; "" of typed words
    std::string text;       ///< SHA-256 of the envelope of its words; "" if it could not be read
    std::string language;   ///< as it was read; "" if that is not known
    std::int64_t words = 0;
    bool closed = false;    ///< this part is confidential, whatever the whole is
    std::int64_t pages = 0; ///< by the rule of pages.hpp; 0 where nobody counted
    bool operator==(const Part&) const = default;
};

enum class SubmissionStatus {
    registered,
    waiting,    ///< for a decision on its marks
    refused,
    withdrawn
};
std::string_view name_of(SubmissionStatus status) noexcept;

/// What a person must decide on, or know: "late", "over the limit", "other language", "kind not asked", "could not be read", "contributor not known".
namespace marks {
inline constexpr std::string_view late = "late", over_limit = "over the limit", other_language = "other language", kind_not_asked = "kind not asked",
                                  not_read = "could not be read", not_known = "contributor not known";
}

struct Submission {
    std::string call;
    std::int64_t number = 0;   ///< the position of its first entry: never given twice, whatever is erased
    Contributor contributor;
    std::string form;          ///< how it came: "page", "file", "e-mail", "paper"
    std::string received;      ///< "2031-05-03T16:00:00Z"
    std::string language;      ///< as said, else of its first part
    Confidentiality confidentiality = Confidentiality::open;
    std::vector<Part> parts;
    std::vector<std::string> marks;
    SubmissionStatus status = SubmissionStatus::registered;
    bool operator==(const Submission&) const = default;

    [[nodiscard]] std::int64_t words() const noexcept;
    [[nodiscard]] std::int64_t pages() const noexcept;
    [[nodiscard]] bool has(std::string_view mark) const;
};
json::Value to_json(const Submission& submission);
/// Throws Error(bad_request) for what is none.
Submission submission_from(const json::Value& state);
std::string submission_subject(std::string_view call, std::int64_t number);
/// 1734 of "submission:two-shores-2031:1734"; nullopt if it is none.
std::optional<std::int64_t> number_in(std::string_view subject);

/// A cleaned copy of a file (converting/cleaning.hpp); the original stays closed.
struct ReleasedFile {
    std::string name;   ///< given by the program, "1734-1.docx": how a contributor calls its files is its own
    std::string bytes;  ///< SHA-256 of their envelope
    bool operator==(const ReleasedFile&) const = default;
};
/// What of a submission is public: words, and copies of the files that can be cleaned. Names its submission, so that it goes with it.
struct Release {
    std::string call;
    std::int64_t number = 0;
    std::string submission;    ///< its subject
    Contributor contributor;   ///< without actor and name where the name is withheld
    std::string language;
    bool late = false;
    std::vector<std::string> texts;  ///< SHA-256 of envelopes, one a part
    std::vector<ReleasedFile> files = {};
    bool operator==(const Release&) const = default;
};
json::Value to_json(const Release& release);
Release release_from(const json::Value& state);
std::string release_subject(std::string_view call, std::int64_t number);

/// The bytes that are kept: the subject and what it is of it, a line each, then the content.
std::string enveloped(std::string_view subject, std::string_view what, std::string_view content);
/// The content of an envelope.
std::string_view content_of(std::string_view envelope) noexcept;

}  // namespace comity::consultations
