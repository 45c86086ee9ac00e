// Reads word processors' files back for tests, with all changes accepted or rejected: a reader of its own, which knows nothing of how they
// were written. Strict: what it does not know fails.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace comity::document::word::testing {

enum class Decision { none, accept, reject };

/// A line for each paragraph, in their order: "Operative2|(a)|{Requests} a list[^1: See A/98/1.];" with the style, the number counted as word
/// processors do, italics in braces, footnotes where they are marked (custom marks as "[^*: ...]"). Cells of a table are paragraphs. Empty
/// paragraphs are left out. Throws std::runtime_error for a file that is not well formed or breaks a rule of the format.
std::vector<std::string> lines_of(std::string_view docx, Decision decision);

/// What lines_of must give of a file that holds this document, put together from the document alone: symbol, title, the organ's line, paragraphs,
/// and the notes that are marked nowhere.
std::vector<std::string> lines_expected(const Document& document);

/// How many elements of this name ("w:ins") stand in the document and its footnotes.
std::size_t count_of(std::string_view docx, std::string_view element);

/// What is wrong with a file by the rules that word processors insist on: parts without type or relation, ids that stand twice, elements out of
/// their order. Empty if nothing is.
std::vector<std::string> problems_of(std::string_view docx);

}  // namespace comity::document::word::testing
