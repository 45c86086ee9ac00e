// For the formats of word processors and of the web: stretches of letters become blocks, blocks a Flow in which what the source tells apart
// (footnotes, heads of pages) stands behind the text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reading/flow.hpp"

namespace comity::reading {

/// What one character becomes in a block's text; superscripts become their plain digit and say so.
struct PlainLetter {
    std::string_view bytes;
    bool superscript = false;
};
PlainLetter plain_letter(char32_t point, std::string_view original) noexcept;

/// How letters stand.
struct Letters {
    bool italic = false, bold = false, superscript = false, link = false, struck = false;
    bool operator==(const Letters&) const = default;
};

/// Puts together what a paragraph of the source holds.
class BlockBuilder {
public:
    /// Valid UTF-8. Blanks and line ends of all kinds become one blank, what has no width goes.
    void add(std::string_view text, const Letters& letters = {});
    /// A footnote's mark.
    void mark(std::string_view mark);
    void tab() { put("\t", {}, false); }
    /// The source's own end of a line within the paragraph: it parts blocks where it doesn't plainly part a sentence.
    void line_end() { put("\n", {}, false); }
    [[nodiscard]] bool empty() const noexcept { return block_.text.find_first_not_of(" \t\n") == std::string::npos; }
    [[nodiscard]] std::string_view text() const noexcept { return block_.text; }
    /// One block or more; a blank one if there is nothing. `label`: the number that the source counts itself, printed before the words.
    std::vector<Block> take(std::string_view label = {});
    /// All of it in one block, whatever line ends it has.
    Block take_one();

private:
    Block block_;
    void put(std::string_view bytes, const Letters& letters, bool is_mark);
};

/// Blocks in their order, each with its number as its place.
class FlowBuilder {
public:
    /// The number that the next block of the text gets.
    [[nodiscard]] std::uint32_t next() const noexcept { return static_cast<std::uint32_t>(flow_.blocks.size() + 1); }
    void add(Block block) { flow_.blocks.push_back(std::move(block)); }
    void add(std::vector<Block> blocks);
    /// The words of a footnote: all its paragraphs in one.
    void note(std::string_view mark, BlockBuilder words);
    /// What belongs to the page: nothing twice.
    void furniture(std::string_view what, BlockBuilder words);
    void diagnose(document::Diagnostic diagnostic) { flow_.diagnostics.push_back(std::move(diagnostic)); }
    [[nodiscard]] const std::vector<Block>& blocks() const noexcept { return flow_.blocks; }
    Flow finish();

private:
    Flow flow_;
    std::vector<Block> notes_, furniture_;

    void take_symbol_of_pages();
};

/// Lines of a page or a paragraph a block? By what stands in them.
Setting setting_of(const std::vector<Block>& blocks);

/// "A/RES/99/12", as it stands at the head of every page: capitals and digits parted by strokes, no blank.
bool looks_like_symbol(std::string_view text);

}  // namespace comity::reading
