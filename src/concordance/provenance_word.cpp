#include <fmt/format.h>

#include "concordance/provenance_forms.hpp"
#include "document/word_text.hpp"

namespace comity::concordance {

namespace {

namespace word = document::word;

std::string year_of(const ChainMember& member) { return member.year ? std::to_string(*member.year) : member.name; }

word::Table heads(const std::vector<int>& widths, const std::vector<std::string>& names) {
    word::Table table{.widths = widths};
    auto& row = table.rows.emplace_back();
    for (const std::string& name : names) row.push_back(word::cell(name, word::Style::cell_head));
    return table;
}

/// Paragraphs as they stand in the text, with the years before their runs of words.
void put_text(word::File& file, const Provenance& provenance, std::span<const ChainMember> chain, const document::Document& document) {
    const word::Numbering numbering = word::numbering_of(document);
    file.lists = numbering.lists;
    // Of the strength of the hue: text on it must stay readable.
    constexpr std::size_t least = 4, most = 42;
    std::string reached;
    for (const ProvenanceRun& run : provenance.runs) {
        if (run.paragraph != reached || file.blocks.empty()) {
            reached = run.paragraph;
            const auto* of = document::find_paragraph(document, run.paragraph);
            word::Paragraph paragraph{.place = {.style = word::Style::note}};
            if (of != nullptr) {
                const auto list = numbering.of_paragraph[static_cast<std::size_t>(of - document.paragraphs.data())];
                paragraph.place = word::place_of(*of, list.has_value());
                paragraph.place.list = list;
                paragraph.runs = word::number_runs(*of, list.has_value(), word::Track::kept);
            } else {
                paragraph.place.hangs = true;
                paragraph.runs = {word::plain(run.paragraph), word::tab()};
            }
            file.blocks.emplace_back(std::move(paragraph));
        }
        const std::size_t strength = chain.size() < 2 ? least : least + (most - least) * run.since / (chain.size() - 1);
        auto& runs = std::get<word::Paragraph>(file.blocks.back()).runs;
        runs.push_back(word::with(mark_of(run, chain), {.raised = true, .quiet = true}));
        runs.push_back(word::with(run.text, {.ground = static_cast<std::uint8_t>(strength)}));
    }
}

}  // namespace

std::string to_docx(const Provenance& provenance, std::span<const ChainMember> chain, const std::string& notice) {
    const ChainMember* last = nullptr;
    for (const ChainMember& member : chain) last = member.document != nullptr ? &member : last;
    if (last == nullptr) return word::bytes_of({.notice = notice});
    const document::Document& document = *last->document;
    word::File file{.language = document.language, .title = last->name + ": since when each word stands", .notice = notice};
    file.blocks.emplace_back(word::line(word::Style::symbol, last->name));
    if (document.title) file.blocks.emplace_back(word::line(word::Style::title, *document.title));
    file.blocks.emplace_back(word::line(word::Style::summary, "Before each run of words stands the year since which it is in the text; the stronger its ground, the newer it is."));
    put_text(file, provenance, chain, document);
    file.blocks.emplace_back(word::line(word::Style::heading, "The texts"));
    word::Table members = heads({15, 35, 50}, {"Year", "Text", "Words that stand since then"});
    for (std::size_t i = 0; i < chain.size(); ++i) {
        members.rows.push_back({word::cell(year_of(chain[i])), word::cell(chain[i].name), word::cell(chain[i].document == nullptr ? "not in the record" : std::to_string(provenance.words_since[i]))});
    }
    file.blocks.emplace_back(std::move(members));
    if (!provenance.dropped.empty()) {
        file.blocks.emplace_back(word::line(word::Style::heading, "What was dropped"));
        word::Table dropped = heads({15, 15, 70}, {"Last in", "Paragraph", "Words"});
        for (const DroppedPassage& passage : provenance.dropped) dropped.rows.push_back({word::cell(year_of(chain[passage.last])), word::cell(passage.paragraph), word::cell(passage.text)});
        file.blocks.emplace_back(std::move(dropped));
    }
    return word::bytes_of(file);
}

}  // namespace comity::concordance
