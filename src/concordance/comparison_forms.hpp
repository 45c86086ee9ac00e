// A comparison as people read it: for a terminal, as one HTML file, and as a word processor's file with tracked changes.
#pragma once

#include <string>

#include "concordance/comparison.hpp"
#include "document/terminal.hpp"

namespace comity::concordance {

struct CompareTextOptions {
    std::size_t width = 80;
    /// With ansi what came is underlined and what went struck and dim; without, [-what went-] and {+what came+}.
    document::Escapes escapes = document::Escapes::none;
    std::string notice = {};             ///< stands first if there is one: "invented for demonstration"
    std::string name_a = {}, name_b = {};  ///< what to call them; "" takes the symbol
};

/// What changed, paragraph by paragraph; what did not is only counted.
std::string to_text(const Comparison& comparison, const document::Document& a, const document::Document& b, const CompareTextOptions& options = {});

struct CompareHtmlOptions {
    std::string notice = {};
    std::string name_a = {}, name_b = {};
};

/// The whole text of B with what changed in it, self-contained, without scripts, fit to be sent and printed. Switches of the page fold away
/// what is the same, and what only went on in time.
std::string to_html(const Comparison& comparison, const document::Document& a, const document::Document& b, const CompareHtmlOptions& options = {});

struct CompareWordOptions {
    std::string notice = {};               ///< on top of every page
    std::string name_a = {}, name_b = {};  ///< the changes are those of `name_b`, or of B's symbol, on the day of B
};

/// The bytes of a DOCX with every insertion, deletion and move as a change to be accepted or rejected: all accepted it is B, all rejected A. It
/// has the paragraphs and footnotes, symbol and title, and the line of the organ; other facts are not compared.
std::string to_docx(const Comparison& comparison, const document::Document& a, const document::Document& b, const CompareWordOptions& options = {});

/// "32 paragraphs and notes are the same, 11 changed, 3 were added", for people.
std::string counts_in_words(const Comparison& comparison);

}  // namespace comity::concordance
