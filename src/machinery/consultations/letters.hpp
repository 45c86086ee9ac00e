// What goes out of a call as files: a letter for each addressee (DOCX), the deadline as an entry of a calendar (iCalendar), a short text to be put elsewhere. Pure.
#pragma once

#include <string>
#include <string_view>

#include "document/word_file.hpp"
#include "machinery/consultations/call.hpp"
#include "machinery/consultations/submission.hpp"

namespace comity::consultations {

enum class LetterKind { invitation, reminder };

/// Its words are rows of data/letters.tsv; of a language that has none there, English ones. `addressee`: as it is named in that language.
struct LetterAsked {
    LetterKind kind = LetterKind::invitation;
    std::string addressee, language = "en";
    std::string authority;  ///< in words: "resolution 36/30, paragraph 16"
    std::string notice;     ///< "invented for demonstration"; "" for none
};
document::word::File letter(const Call& call, const LetterAsked& asked);
/// The name of its file: letters, digits and hyphens.
std::string letter_file_name(const Call& call, std::string_view addressee);

/// RFC 5545: an event that ends at the deadline, and calls an hour before it. `stamp`: when the call was last changed, "2031-05-03T16:00:00.000Z"; `notice` stands first.
std::string calendar_of(const Call& call, std::string_view stamp, std::string_view notice);

/// Title, deadline and contact in a few lines of plain text, for other pages and bulletins.
std::string short_text_of(const Call& call, std::string_view authority, std::string_view notice);

}  // namespace comity::consultations
