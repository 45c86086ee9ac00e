// Text in the columns of a terminal: how wide it is, where it may be broken. Pure; knows no terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace comity::document {

/// Columns that the text takes: combining marks none, Chinese characters two.
std::size_t columns_of(std::string_view text) noexcept;

/// The text if it fits, else its beginning and "…", together at most `columns` wide.
std::string cut_to(std::string_view text, std::size_t columns);

/// Padded with blanks at the end; unchanged if it is wider.
std::string padded(std::string_view text, std::size_t columns);

/// Without control characters (each becomes a blank) and with bytes that are no UTF-8 shown as U+FFFD: what a document or a
/// file name says must never command the terminal.
std::string harmless(std::string_view text);

enum class Emphasis { none, italic, bold, underlined, struck };  ///< struck is dimmed, too

struct StyledText {
    std::string text;
    Emphasis emphasis = Emphasis::none;
};

enum class Escapes { none, ansi };

struct Setting {
    std::size_t width = 80;       ///< of the whole line, at least 20 is used
    std::string first = {};       ///< stands before the text on its first line: "    12. "
    std::size_t indent = 0;       ///< column at which text begins; a longer `first` pushes only the first line
    Escapes escapes = Escapes::none;
};

/// Lines, each with its end; text is broken at blanks and between Chinese characters, a longer word stays whole.
std::string wrapped(const std::vector<StyledText>& texts, const Setting& setting);
std::string wrapped(std::string_view text, const Setting& setting);

}  // namespace comity::document
