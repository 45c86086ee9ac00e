// Files that reading/ can't read by itself, made into others that it can, by programs of others within limits (programs/). The bytes that came
// stay the truth; what was made of them is kept beside them in a record, so nobody who reads the record needs these programs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/reading.hpp"

namespace comity::converting {

/// What reading/ reads in place of the bytes that came. It names their SHA-256 in itself, so two files never become the same bytes.
struct Converted {
    std::string bytes;
    std::string by;  ///< the program and its version: "pdftohtml 22.12.0", "LibreOffice 7.4.7.2"
};

/// A PDF becomes pages (words with places and fonts), DOC and RTF become DOCX; nullopt for all that reading/ takes as it is or refuses itself.
/// At most two programs run at once. Error(unavailable) if the program is missing, with what to install; Error(bad_request) for a file that it
/// can't read and Error(limit) for one that takes too much, in a sentence that begins with "the file".
std::optional<Converted> made_readable(std::string_view bytes);
/// Whether made_readable() runs a program for it.
bool needs_program(std::string_view bytes) noexcept;

/// A file of any format as a document, with the SHA-256 of what came. Throws as made_readable and reading::read.
document::Document read(std::string_view bytes, const vocabulary::Vocabulary& vocabulary, const reading::Options& options = {});

/// The bytes to read.
inline std::string_view readable(std::string_view came, const std::optional<Converted>& converted) { return converted ? std::string_view(converted->bytes) : came; }

/// What a word processor's file can be turned into another of by LibreOffice: macros are off, links are not followed.
enum class OfficeForm { docx, doc, rtf, odt, pdf };
/// Throws as made_readable.
std::string by_office(std::string_view bytes, OfficeForm from, OfficeForm to);

/// A program that some format needs.
struct Program {
    std::string_view name, package, used_for;
    std::optional<std::string> path;  ///< nullopt if it is not installed
};
std::vector<Program> programs_used();

}  // namespace comity::converting
