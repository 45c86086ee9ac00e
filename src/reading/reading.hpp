// From the bytes of a file to a document with its diagnostics. Pure: no clock, locale, files. Never throws on content.
#pragma once

#include <string_view>

#include "document/document.hpp"
#include "reading/flow.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::reading {

/// Raised with every change of what the parser makes of a text: a record re-reads documents that an older one has read.
inline constexpr int reader_version = 9;

/// What a file turned out to be by its bytes, whatever its name says, before any parsing.
enum class Format {
    plain_text,
    empty,
    binary,       ///< no text at all: programs, pictures
    pdf,
    pages,        ///< what poppler's "pdftohtml -xml" makes of a PDF: words with their places and fonts
    word,         ///< DOCX
    open_text,    ///< ODT
    old_word,     ///< DOC
    rich_text,    ///< RTF
    archive,      ///< a ZIP of other things
    html,
    akoma_ntoso,
    xml,          ///< any other
    utf_16
};
Format recognize(std::string_view bytes) noexcept;
/// As the web names it ("application/pdf").
std::string_view media_type(Format format) noexcept;
/// What a file of that format is and what to do, to follow its name ("draft.pdf is a PDF: ..."); empty for plain text.
std::string_view why_not_read(Format format) noexcept;

struct Options {
    /// The file's name without folders ("A_RES_78_199.txt"): a last source for the symbol, used only where the text has none, and said so.
    std::string_view file_name;
};

/// Reads a file of any supported format. Throws Error(bad_request) for what is no document at all (empty, binary) or a damaged container, with a
/// sentence that says so; Error(limit) above 256 MB and for what unpacks to too much.
document::Document read(std::string_view bytes, const vocabulary::Vocabulary& vocabulary, const Options& options = {});

/// The two halves of it, for readers of further formats and for tests.
Flow flow_of_plain_text(std::string_view bytes);
/// Of Format::pages. The vocabulary tells hyphens of words from those of line ends. Error(bad_request) for XML that is not well formed.
Flow flow_of_pages(std::string_view bytes, const vocabulary::Vocabulary& vocabulary);
document::Document parse(const Flow& flow, const vocabulary::Vocabulary& vocabulary, const Options& options = {});

}  // namespace comity::reading
