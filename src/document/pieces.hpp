// The text of a paragraph or footnote cut at everything that is drawn in its own way: opening phrase, citations, footnote marks, struck words.
// Every form that a person reads (page, e-mail, terminal) is made of these, so that they agree.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/document.hpp"

namespace comity::document {

/// Either a stretch of text or, with `mark`, the place of a footnote mark. Views into the document.
struct Piece {
    std::string_view text;               ///< empty for a mark
    bool opening = false;                ///< part of the opening phrase
    const Citation* citation = nullptr;  ///< the citation that it is part of
    std::string_view mark;               ///< "1", "*~2"; a footnote of this mark may be missing
    bool struck = false;                 ///< struck words, which are not in the paragraph's text
    auto operator<=>(const Piece&) const = default;
};

/// Looks at a document, which must outlive it. Places that lie outside a text or inside a character are moved to the next
/// sound one, so that a damaged document is still drawn.
class Pieces {
public:
    explicit Pieces(const Document& document);

    [[nodiscard]] std::vector<Piece> of(const Paragraph& paragraph) const;
    [[nodiscard]] std::vector<Piece> of(const Footnote& footnote) const;
    /// `place` as in Citation::in; in the order of the document.
    [[nodiscard]] const std::vector<const Citation*>& citations_in(std::string_view place) const;

private:
    std::unordered_map<std::string_view, std::vector<const Citation*>> citations_;
};

/// A mark as printed: without the "~2" that tells equal marks of one document apart.
std::string_view printed_mark(std::string_view mark) noexcept;

/// A paragraph's number as printed: "12." and "(a)"; "" if it has none.
std::string printed_number(const Paragraph& paragraph);

/// The line that opens a text of that body ("The General Assembly,") if one belongs before the paragraph; "" elsewhere.
/// It is no paragraph of the model, which keeps the body as a fact: a reader expects to see it.
std::string organ_line_before(const Document& document, const Paragraph& paragraph);

/// "rtl" or "ltr" by language ("ar").
std::string_view direction_of(std::string_view language) noexcept;

/// A fact of the document for the head of a page, with its name in English, in the order in which people look for them.
struct NamedFact {
    std::string name, value;
};
std::vector<NamedFact> named_facts(const Document& document);

/// "19 December 2023"
std::string date_in_words(const Date& date);

}  // namespace comity::document
