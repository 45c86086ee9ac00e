// What the styles of a page say about its letters: as much of CSS as tells italics, raised, struck and hidden words and the numbers of lists.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "xml/reader.hpp"

namespace comity::reading {

/// What one declaration block says; nothing where it is silent.
struct HtmlLook {
    std::optional<bool> italic, bold, raised, struck, hidden;
    std::string list;     ///< "lower-alpha", "none"; "" if nothing is said
    std::string element;  ///< what part of a word processor's page it is: "footnote", "comment", "header" (mso-element)
    bool ignored = false; ///< a number that a word processor has printed itself (mso-list)
};

class HtmlStyles {
public:
    /// Reads every style element of the page.
    explicit HtmlStyles(const xml::Node& page);
    /// By its name, its classes and its own style attribute; attributes and tags that mean a look without a style are the caller's.
    [[nodiscard]] HtmlLook of(const xml::Node& element) const;

private:
    std::map<std::string, HtmlLook, std::less<>> rules_;  ///< by "p", ".sup", "span.c1"

    void gather(const xml::Node& node);
    void read(std::string_view sheet);
};

/// In small letters, ASCII.
std::string small(std::string_view text);

}  // namespace comity::reading
