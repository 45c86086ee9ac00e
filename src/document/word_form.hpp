// A document as a word processor's file (DOCX): clean text, with headings, numbers and footnotes that the word processor knows as such.
#pragma once

#include <string>
#include <vector>

#include "document/beside.hpp"
#include "document/document.hpp"

namespace comity::document {

struct WordOptions {
    std::string notice = {};  ///< on top of every page if there is one: "invented for demonstration"
    std::vector<Beside> beside = {};  ///< below the text
};

/// The file's bytes; the same for the same document.
std::string to_docx(const Document& document, const WordOptions& options = {});

}  // namespace comity::document
