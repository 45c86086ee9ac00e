// A document as a word processor's file (DOCX): clean text, with headings, numbers and footnotes that the word processor knows as such.
#pragma once

#include <string>
#include <vector>

#include "document/beside.hpp"
#include "document/document.hpp"

namespace comity::document {

/// What stands above the text: of resolutions and what else is known to be set so the masthead of the United Nations, else a list of facts; or the masthead in any case where
/// there is a body and a symbol for it, as for a report that is written here.
enum class WordHead { by_kind, masthead };

struct WordOptions {
    std::string notice = {};  ///< on top of every page if there is one: "invented for demonstration"
    std::vector<Beside> beside = {};  ///< below the text
    WordHead head = WordHead::by_kind;
};

/// The file's bytes; the same for the same document.
std::string to_docx(const Document& document, const WordOptions& options = {});

}  // namespace comity::document
