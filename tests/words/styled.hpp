// Word processors' files as their authors make them, for tests: the page of a plain text with its masthead, but paragraphs counted by the word
// processor, real footnotes, headings by style and opening words in italics.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "document/word_file.hpp"
#include "document/word_text.hpp"
#include "reading/flow.hpp"

namespace comity::tests {

/// `page` is what `document` was read from.
inline std::string styled_docx(const reading::Flow& page, const document::Document& document) {
    namespace word = document::word;
    const word::TextSide side(document);
    using Maker = word::TextMaker;
    Maker maker(side.first_counted() ? Maker::Counting::by_word_processor : Maker::Counting::as_printed, [](const auto&, const auto&) { return std::nullopt; });
    word::File file{.language = document.language, .title = document.title.value_or("")};
    file.first_footnote = side.first_counted().value_or(1);
    file.lists = side.numbering().lists;

    std::map<std::uint32_t, std::size_t> begins;  // paragraphs by their first line
    std::vector<document::LineRange> taken;       // lines that are no words of the page itself
    for (std::size_t i = 0; i < document.paragraphs.size(); ++i) {
        const auto& lines = document.paragraphs[i].lines;
        if (lines.empty()) continue;
        begins.emplace(lines.front().first, i);
        taken.insert(taken.end(), lines.begin(), lines.end());
    }
    // A note that no paragraph calls stays where its author typed it.
    for (const auto& note : document.footnotes) {
        const bool loose = std::find(side.loose_notes().begin(), side.loose_notes().end(), &note) != side.loose_notes().end();
        if (!loose) taken.insert(taken.end(), note.lines.begin(), note.lines.end());
    }
    for (const auto& furniture : document.furniture) taken.push_back(furniture.lines);
    const auto is_taken = [&](std::uint32_t line) { return std::any_of(taken.begin(), taken.end(), [&](const auto& range) { return range.first <= line && line <= range.last; }); };

    const auto put = [&](std::size_t i) {
        const document::Paragraph& paragraph = document.paragraphs[i];
        const auto list = side.numbering().of_paragraph[i];
        const word::Stretch whole{word::Track::kept, paragraph.text};
        word::Paragraph made{.place = word::place_of(paragraph, list.has_value()), .runs = word::number_runs(paragraph, list.has_value(), word::Track::kept)};
        made.place.list = list;
        for (word::Run& run : maker.runs({&whole, 1}, {}, {&side, i, 0})) made.runs.push_back(std::move(run));
        file.blocks.emplace_back(std::move(made));
    };
    for (const reading::Block& block : page.blocks) {
        if (const auto first = begins.find(block.place.first); first != begins.end()) {
            put(first->second);
        } else if (!block.text.empty() && !block.rule && !is_taken(block.place.first)) {
            file.blocks.emplace_back(word::line(word::Style::other, block.text));
        }
    }
    file.footnotes = std::move(maker.footnotes);
    return word::bytes_of(file);
}

}  // namespace comity::tests
