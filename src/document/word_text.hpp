// A document's paragraphs and footnotes as those of a word processor's file, with what became of them in another state of the text. A plain
// document is the case in which nothing changed.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/document.hpp"
#include "document/word_file.hpp"

namespace comity::document::word {

/// The numbers of a document's paragraphs as lists that a word processor counts by itself; what it would not count as printed ("4 bis", "II")
/// stays text.
struct Numbering {
    std::vector<List> lists;
    std::vector<std::optional<std::size_t>> of_paragraph;  ///< index into lists
};
Numbering numbering_of(const Document& document);

/// The mark of a footnote in a text.
struct Marked {
    std::size_t at = 0;              ///< byte behind which it stands
    std::string mark;                ///< as in NoteMark
    bool first = true;               ///< a footnote can be attached once; where its mark stands again it is printed
    const document::Footnote* note = nullptr;  ///< nullptr: the document has none of this mark
};

/// One state of a text: paragraphs and notes with what stands in them apart from words.
class TextSide {
public:
    explicit TextSide(const Document& document);

    [[nodiscard]] const Document& document() const noexcept { return *document_; }
    [[nodiscard]] const Numbering& numbering() const noexcept { return numbering_; }
    /// By the paragraph's place in the document; in the order in which they stand.
    [[nodiscard]] const std::vector<Marked>& marks(std::size_t paragraph) const { return marks_[paragraph]; }
    /// Footnotes whose mark stands in no paragraph.
    [[nodiscard]] const std::vector<const document::Footnote*>& loose_notes() const noexcept { return loose_; }
    /// The number from which a word processor counts the footnotes as printed; nullopt if it would count otherwise.
    [[nodiscard]] std::optional<int> first_counted() const noexcept { return first_counted_; }

private:
    const Document* document_;
    Numbering numbering_;
    std::vector<std::vector<Marked>> marks_;
    std::vector<const document::Footnote*> loose_;
    std::optional<int> first_counted_;
};

/// A stretch of a text that has one fate. Kept words are those of both states, inserted and moved ones of the one they stand in.
struct Stretch {
    Track track = Track::kept;
    std::string_view text;
};

/// Where the stretches stand: a paragraph of each side that has one, and the bytes of its text that come before them.
struct Standing {
    const TextSide* side = nullptr;
    std::size_t paragraph = 0;
    std::size_t from = 0;
};

/// Makes runs of stretches: italics of the opening phrase, footnotes at their marks. Gathers the footnotes as it goes.
class TextMaker {
public:
    /// The stretches of a footnote that stands in both states, if it does.
    using NoteStretches = std::function<std::optional<std::vector<Stretch>>(const document::Footnote& before, const document::Footnote& after)>;

    enum class Counting { by_word_processor, as_printed };
    TextMaker(Counting counting, NoteStretches stretches) : counting_(counting), stretches_(std::move(stretches)) {}

    /// `before` for what was deleted, `after` for what was inserted; either may have no side. All kept words need `after`.
    std::vector<Run> runs(std::span<const Stretch> stretches, const Standing& before, const Standing& after);

    std::vector<word::Footnote> footnotes;

private:
    struct Mark;
    struct Cut;
    std::vector<Mark> fates(std::span<const Stretch> stretches, const Standing& before, const Standing& after) const;
    Run reference(const Mark& mark);

    Counting counting_;
    NoteStretches stretches_;
};

Style style_of(ParagraphKind kind) noexcept;
/// Its style, level and place for a number; `list` of the numbering is left for the caller, who may join lists.
Place place_of(const document::Paragraph& paragraph, bool is_listed);
/// The number as runs before the text, where the word processor does not count it: "4 bis." and a tab, "II." and a blank.
std::vector<Run> number_runs(const document::Paragraph& paragraph, bool is_listed, Track track);

}  // namespace comity::document::word
