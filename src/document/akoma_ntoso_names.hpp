// What the writer and the reader of Akoma Ntoso have in common: namespaces, the names of things in the United Nations profile (AKN4UN), and the
// addresses (IRIs) by which works are cited. Rules: Akoma Ntoso Naming Convention 1.0 (OASIS) and the AKN4UN guidelines, parts 1 to 3.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/document.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::document::akoma_ntoso {

inline constexpr std::string_view space = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
/// Of what the profile has no slot for; only a name, nothing stands at that address.
inline constexpr std::string_view own_space = "urn:comity:document:1";

/// The name of the element's kind for a document: "resolution", "resolutionDraft", "decision", "presidentialStatement", "document".
std::string_view name_of_kind(Kind kind) noexcept;
/// By any such name that is met ("draftResolution", "statement"); nullopt if it says nothing.
std::optional<Kind> kind_of_name(std::string_view name);

/// "en" -> "eng" (ISO 639-2/T, as the profile wants it), others as they stand; and back.
std::string_view three_letters(std::string_view language) noexcept;
std::string_view two_letters(std::string_view language) noexcept;

/// "un-ga" of a body's id "GA".
std::string actor_of(std::string_view body_id);
/// The body meant by an actor in any spelling that is met ("#un-ga", "unga", "unGa", "ga"); nullptr if it is none of the vocabulary.
const vocabulary::Body* body_of_actor(std::string_view actor, const vocabulary::Vocabulary& vocabulary);

/// The work that a canonical symbol or another target names, with its place in it: "/akn/un/statement/deliberation/un-ga/2015-09-25/70-1~para_3".
/// The date is that of adoption if known, else the year that the symbol says, else none. Never to be parsed back: it is lossy.
std::string iri_of(std::string_view target, const std::optional<Date>& date, const vocabulary::Vocabulary& vocabulary);

/// What may stand in an address: "/" becomes "-", blanks "_", all else but letters, digits and a few signs is escaped.
std::string in_iri(std::string_view text);

/// A paragraph's number without the point that is printed behind it: "12" of "12.", "(a)" of "(a)".
std::string_view without_point(std::string_view printed) noexcept;

/// "I" and "Title" of a heading "I. Title"; nullopt if it has no label.
struct LabelledHeading {
    std::string_view label, title;
};
std::optional<LabelledHeading> labelled(std::string_view heading) noexcept;

}  // namespace comity::document::akoma_ntoso
