#include "document/composition.hpp"

#include <fmt/format.h>

namespace comity::document {

Paragraph& Composition::add(std::string id, ParagraphKind kind, std::string text) {
    Paragraph one;
    one.id = std::move(id);
    one.kind = kind;
    one.text = std::move(text);
    ++line_;
    one.lines = {{line_, line_}};
    document.paragraphs.push_back(std::move(one));
    return document.paragraphs.back();
}

void Composition::heading(std::string text) { add(fmt::format("h{}", ++headings_), ParagraphKind::heading, std::move(text)); }

void Composition::annex(std::string text) { add(fmt::format("annex.{}", ++annexes_), ParagraphKind::annex, std::move(text)); }

void Composition::paragraph(const std::vector<Sentence>& sentences) {
    ++printed_;
    Paragraph& one = add(fmt::format("x{}", printed_), ParagraphKind::other, "");
    one.number = std::to_string(printed_);
    for (const Sentence& sentence : sentences) {
        if (!one.text.empty()) one.text += ' ';
        one.text += sentence.text;
        if (sentence.source.empty()) continue;
        const std::string mark = std::to_string(document.footnotes.size() + 1);
        one.footnotes.push_back({mark, static_cast<std::uint32_t>(one.text.size())});
        ++line_;
        document.footnotes.push_back({mark, sentence.source, {{line_, line_}}});
    }
}

}  // namespace comity::document
