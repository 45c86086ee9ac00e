#include "document/word_form.hpp"

#include <algorithm>

#include "document/pieces.hpp"
#include "document/word_masthead.hpp"
#include "document/word_text.hpp"

namespace comity::document {

namespace {

using word::Run;
using word::Style;

void put_facts(word::File& file, const std::vector<NamedFact>& facts) {
    for (const NamedFact& fact : facts) {
        file.blocks.emplace_back(word::Paragraph{.place = {.style = Style::fact, .hangs = true},
                                                 .runs = {word::with(fact.name, {.quiet = true}), word::tab(), word::plain(fact.value)}});
    }
}

void put_head(word::File& file, const Document& document) {
    if (document.symbol) file.blocks.emplace_back(word::line(Style::symbol, *document.symbol));
    if (document.title) file.blocks.emplace_back(word::line(Style::title, *document.title));
    put_facts(file, named_facts(document));
}

/// As a document of the United Nations is set; what there is no customary place for there is a list of facts.
bool is_set_as_published(const Document& document, WordHead head) {
    return document.language == "en" && (document.kind != Kind::document || head == WordHead::masthead) && document.body && document.symbol;
}

/// Its words with its footnotes, struck ones in their places.
std::vector<Run> runs_of(word::TextMaker& maker, const word::TextSide& side, std::size_t i) {
    const Paragraph& paragraph = side.document().paragraphs[i];
    std::vector<Run> all;
    std::size_t at = 0;
    const auto put_up_to = [&](std::size_t end) {
        const word::Stretch stretch{word::Track::kept, std::string_view(paragraph.text).substr(at, end - at)};
        for (Run& run : maker.runs({&stretch, 1}, {}, {&side, i, at})) all.push_back(std::move(run));
        at = end;
    };
    for (const StruckWords& struck : paragraph.struck) {
        const std::size_t place = std::clamp<std::size_t>(struck.at, at, paragraph.text.size());
        if (place > at) put_up_to(place);
        all.push_back(word::with(struck.text, {.struck = true}));
    }
    if (at < paragraph.text.size() || at == 0) put_up_to(paragraph.text.size());
    return all;
}

void put_loose_notes(word::File& file, const word::TextSide& side) {
    for (const Footnote* note : side.loose_notes()) {
        file.blocks.emplace_back(word::Paragraph{.place = {.style = Style::note, .hangs = true},
                                                 .runs = {word::with(std::string(printed_mark(note->mark)), {.raised = true}), word::tab(), word::plain(note->text)}});
    }
}

void put_beside(word::File& file, const Beside& beside) {
    file.blocks.emplace_back(word::Paragraph{.place = {.style = Style::heading, .level = 2}, .runs = {word::plain(beside.heading)}});
    put_facts(file, beside.facts);
    for (const std::string& remark : beside.remarks) file.blocks.emplace_back(word::line(Style::summary, remark));
}

/// Where the first annex begins, with its headings: the meeting, the day and the vote stand before it. Behind the last paragraph if there is none, or where the text
/// goes on behind it.
std::size_t end_of_text(const Document& document) {
    const auto& all = document.paragraphs;
    const auto is_annex = [](const Paragraph& paragraph) { return paragraph.kind == ParagraphKind::annex; };
    const auto is_of_text = [](const Paragraph& paragraph) { return paragraph.kind == ParagraphKind::preambular || paragraph.kind == ParagraphKind::operative; };
    const auto first = std::find_if(all.begin(), all.end(), is_annex);
    if (first == all.end() || std::any_of(first, all.end(), is_of_text)) return all.size();
    auto begin = first;
    while (begin != all.begin() && std::prev(begin)->kind == ParagraphKind::heading) {
        --begin;
        if (begin->text.starts_with("Annex") || begin->text.starts_with("ANNEX")) break;
    }
    return static_cast<std::size_t>(begin - all.begin());
}

}  // namespace

std::string to_docx(const Document& document, const WordOptions& options) {
    using word::TextMaker;
    const word::TextSide side(document);
    TextMaker maker(side.first_counted() ? TextMaker::Counting::by_word_processor : TextMaker::Counting::as_printed, [](const auto&, const auto&) { return std::nullopt; });
    word::File file{.language = document.language, .title = document.title.value_or(document.symbol.value_or("")), .notice = options.notice};
    file.first_footnote = side.first_counted().value_or(1);
    file.lists = side.numbering().lists;
    if (is_set_as_published(document, options.head)) {
        file.running_head = *document.symbol;
        word::put_masthead(file, document);
    } else {
        put_head(file, document);
    }
    const std::size_t closing_at = end_of_text(document);
    for (std::size_t i = 0; i < document.paragraphs.size(); ++i) {
        const Paragraph& paragraph = document.paragraphs[i];
        if (i == closing_at && is_set_as_published(document, options.head)) word::put_closing(file, document);
        if (const std::string organ = organ_line_before(document, paragraph); !organ.empty()) {
            file.blocks.emplace_back(word::Paragraph{.place = {.style = Style::organ}, .runs = {word::with(organ, {.opening = true})}});
        }
        const auto list = side.numbering().of_paragraph[i];
        word::Paragraph made{.place = word::place_of(paragraph, list.has_value()), .runs = word::number_runs(paragraph, list.has_value(), word::Track::kept)};
        made.place.list = list;
        for (Run& run : runs_of(maker, side, i)) made.runs.push_back(std::move(run));
        file.blocks.emplace_back(std::move(made));
    }
    if (closing_at == document.paragraphs.size() && is_set_as_published(document, options.head)) word::put_closing(file, document);
    put_loose_notes(file, side);
    for (const Beside& beside : options.beside) put_beside(file, beside);
    file.footnotes = std::move(maker.footnotes);
    return word::bytes_of(file);
}

}  // namespace comity::document
