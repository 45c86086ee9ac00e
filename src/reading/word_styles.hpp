// The styles of a DOCX file: what letters and paragraphs look like once everything is inherited (ECMA-376 part 1, 17.7).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "reading/block_builder.hpp"
#include "xml/reader.hpp"

namespace comity::reading {

/// What one set of properties says; nothing where it is silent.
struct WordLetters {
    std::optional<bool> italic, bold, struck, hidden, raised;
};
struct WordParagraph {
    std::optional<int> outline;  ///< 0 to 8 for headings, 9 for text
    std::optional<int> list;     ///< the id of its list; 0: none
    std::optional<int> level;    ///< in it, from 0
    std::optional<bool> page_break_before;
};

WordLetters letters_in(const xml::Node* properties);      ///< w:rPr
WordParagraph paragraph_in(const xml::Node* properties);  ///< w:pPr

class WordStyles {
public:
    /// `root` is w:styles; nullptr if the file has none.
    explicit WordStyles(const xml::Node* root);

    struct Style {
        std::string name, based_on, type;
        WordLetters letters;
        WordParagraph paragraph;
    };
    /// With all that it inherits; the default of paragraphs for "".
    [[nodiscard]] const Style& paragraph(std::string_view id) const;
    /// nullptr if there is none of that id.
    [[nodiscard]] const Style* character(std::string_view id) const;
    [[nodiscard]] bool hidden(const WordLetters& direct, const Style& paragraph, const Style* character) const;
    [[nodiscard]] Letters letters(const WordLetters& direct, const Style& paragraph, const Style* character) const;

private:
    std::map<std::string, Style, std::less<>> styles_;
    std::string default_paragraph_;
    WordLetters defaults_;
    Style none_;

    void inherit();
};

}  // namespace comity::reading
