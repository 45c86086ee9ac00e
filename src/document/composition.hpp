// A document that is written here and was read from no file, as a report is: headings, and numbered paragraphs of sentences whose sources stand in footnotes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "document/document.hpp"

namespace comity::document {

class Composition {
public:
    struct Sentence {
        std::string text;    ///< with its full stop
        std::string source;  ///< what its footnote says; "" for none
    };

    /// What is known of the whole: title, symbol, body. Its paragraphs and footnotes come from the calls below.
    Document document;

    void heading(std::string text);
    /// The next number, and its sentences behind each other.
    void paragraph(const std::vector<Sentence>& sentences);
    /// Behind the numbered ones.
    void annex(std::string text);

private:
    std::size_t headings_ = 0, printed_ = 0, annexes_ = 0;
    std::uint32_t line_ = 0;  // lines of a file that would have each paragraph and footnote on one

    Paragraph& add(std::string id, ParagraphKind kind, std::string text);
};

}  // namespace comity::document
