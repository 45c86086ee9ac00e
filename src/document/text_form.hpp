// A document as plain text for a terminal or a plain e-mail: wrapped, numbers hanging, footnotes at the end.
#pragma once

#include <string>
#include <vector>

#include "document/beside.hpp"
#include "document/document.hpp"
#include "document/terminal.hpp"

namespace comity::document {

/// What stands left of the paragraphs.
enum class Margin {
    numbers,     ///< nothing but the printed numbers
    identifiers  ///< the ids by which paragraphs are named ("op12.a"), for those who check or correct a reading
};

/// What stands behind the text.
enum class Ending {
    nothing,
    paragraph_list  ///< what a file needs to be read again as the same document (paragraph_list.hpp)
};

struct TextOptions {
    std::size_t width = 80;
    Margin margin = Margin::numbers;
    Escapes escapes = Escapes::none;  ///< with ansi, openings are italic and headings bold
    std::string notice = {};          ///< stands first if there is one: "invented for demonstration"
    std::vector<Beside> beside = {};  ///< below the text
    Ending ending = Ending::nothing;
};

std::string to_text(const Document& document, const TextOptions& options = {});

/// What the reader could not place or doubts, a line each; "" if there is nothing.
std::string diagnostics_text(const Document& document, std::size_t width = 80);

}  // namespace comity::document
