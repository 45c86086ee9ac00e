// A word processor's file (DOCX, ECMA-376 Transitional) as a value: paragraphs, footnotes, tables, and changes that a person can accept or
// reject one by one. Everything that Comity gives out as DOCX is made of these.
//
// A change of a paragraph's mark is that of its end: with an inserted mark rejected, or a deleted one accepted, what the paragraph still holds
// joins the one behind it, which keeps its own place. So a whole paragraph that came has all its runs and its mark inserted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"

namespace comity::document::word {

enum class Track : std::uint8_t { kept, inserted, deleted, moved_from, moved_to };

/// How letters look.
struct Letters {
    bool opening = false;     ///< in italics, as the opening phrase of a paragraph
    bool bold = false, underlined = false, struck = false, raised = false;
    bool quiet = false;       ///< grey
    std::uint8_t ground = 0;  ///< of 100: how strong a tint stands behind them
    bool operator==(const Letters&) const = default;
};

enum class RunKind : std::uint8_t { text, tab, footnote };

struct Run {
    std::string text = {};      ///< of a footnote: the mark to be printed; empty: the word processor counts
    Letters letters = {};
    Track track = Track::kept;
    RunKind kind = RunKind::text;
    std::size_t footnote = 0;                      ///< index into File::footnotes; each is marked at one place only
    std::optional<Letters> letters_before = {};    ///< tracked, too: how a kept run looked before
    bool operator==(const Run&) const = default;
};

enum class Style : std::uint8_t { symbol, title, organ, preambular, operative, annex, other, heading, note, fact, summary, cell, cell_head, masthead, masthead_rule, adopted, closing };

/// What kind of paragraph it is and where its text begins.
struct Place {
    Style style = Style::other;
    int level = 1;                         ///< from 1; deeper than the styles go is as deep as they go
    std::optional<std::size_t> list = {};  ///< index into File::lists: the word processor counts and prints its number
    bool hangs = false;                    ///< a number in its runs, with a tab behind it, hangs before the text
    bool operator==(const Place&) const = default;
};

struct Paragraph {
    Place place = {};
    std::vector<Run> runs = {};
    Track mark = Track::kept;
    std::optional<Place> place_before = {};  ///< tracked, too
    std::size_t move = 0;                    ///< the same number where its words went from and where they went to; 0: not moved
    bool operator==(const Paragraph&) const = default;
};

using Cell = std::vector<Paragraph>;

/// The first row holds the heads and comes again on each page. Each row has a cell for each width.
struct Table {
    std::vector<int> widths = {};  ///< in hundredths of the page's width
    std::vector<std::vector<Cell>> rows = {};
    bool operator==(const Table&) const = default;
};

using Block = std::variant<Paragraph, Table>;

struct Footnote {
    std::vector<Run> runs = {};
    bool operator==(const Footnote&) const = default;
};

/// Paragraphs that are counted one after the other: "1." "2.", "(a)" "(b)", "(i)" "(ii)".
enum class Numbers : std::uint8_t { decimal, letter, roman };
struct List {
    Numbers numbers = Numbers::decimal;
    int first = 1;
    bool operator==(const List&) const = default;
};

enum class Sheet : std::uint8_t { upright, across };

struct File {
    std::string language = "en";         ///< decides the direction
    std::string title = {}, about = {};  ///< for the properties of the file
    std::string notice = {};             ///< on top of every page: "invented for demonstration"
    std::string running_head = {};       ///< on top of every page: the symbol
    std::string author = "Comity";       ///< whose changes these are
    std::optional<Date> date = {};       ///< and of what day
    Sheet sheet = Sheet::upright;
    int first_footnote = 1;
    std::vector<Block> blocks = {};
    std::vector<Footnote> footnotes = {};
    std::vector<List> lists = {};
};

/// The file's bytes; the same for the same value. Text is made harmless (document/terminal.hpp).
std::string bytes_of(const File& file);

/// For a run of plain text.
inline Run plain(std::string text) { return {.text = std::move(text)}; }
inline Run with(std::string text, const Letters& letters) { return {.text = std::move(text), .letters = letters}; }
/// For a paragraph, or a cell of a table, of nothing but plain text.
inline Paragraph line(Style style, std::string text) { return {.place = {.style = style}, .runs = {plain(std::move(text))}}; }
inline Cell cell(std::string text, Style style = Style::cell) { return {line(style, std::move(text))}; }
inline Run tab(Track track = Track::kept) { return {.track = track, .kind = RunKind::tab}; }

}  // namespace comity::document::word
