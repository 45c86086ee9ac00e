#include "machinery/mandates/delivery.hpp"

#include <algorithm>
#include <array>

#include "directive/sentence.hpp"
#include "document/symbol.hpp"
#include "text/text.hpp"

namespace comity::mandates {

namespace {

constexpr std::array<std::string_view, 4> report_kinds = {"report", "oral update", "note", "study"};

/// Whose reports a paragraph speaks of: "report of", "reports by", "note by" and whom the words know behind it.
std::vector<Asked> authors_in(const document::Paragraph& paragraph, const directive::Words& words, Names& names) {
    std::vector<Asked> authors;
    const directive::Sentence sentence(paragraph.text, words.dictionary());
    for (std::size_t at = 0; at < sentence.size(); ++at) {
        const std::string& word = sentence[at].folded;
        if (word != "report" && word != "reports" && word != "note" && word != "study") continue;
        if (sentence[at + 1].folded != "of" && sentence[at + 1].folded != "by") continue;
        const std::size_t name = at + (sentence[at + 2].folded == "the" ? 3 : 2);
        if (name >= sentence.size()) continue;
        const auto found = words.addressees.longest(sentence, name);
        if (found.words == 0) continue;
        const auto& row = words.addressee_rows[found.row];
        const Asked author{names.number(row.type), names.number(row.id)};
        if (std::find(authors.begin(), authors.end(), author) == authors.end()) authors.push_back(author);
    }
    return authors;
}

bool cited_in(const document::Citation& citation, const document::Paragraph& paragraph) {
    if (citation.in == paragraph.id) return true;
    return std::any_of(paragraph.footnotes.begin(), paragraph.footnotes.end(), [&](const auto& note) { return citation.in == "fn" + note.mark; });
}

}  // namespace

std::vector<NamedReport> reports_named(const document::Document& document, const vocabulary::Vocabulary& vocabulary, const directive::Words& words, Names& names) {
    std::vector<std::pair<const document::Citation*, std::string>> cited;
    for (const auto& citation : document.citations) {
        if (!citation.target || citation.target->find(':') != std::string::npos) continue;
        const auto symbol = document::Symbol::from_canonical(*citation.target).without_locator();
        if (symbol.canonical().find('/') == std::string::npos || document::facts_of(symbol, vocabulary).nature != document::SymbolFacts::Nature::report_or_other) continue;
        cited.emplace_back(&citation, symbol.canonical());
    }
    std::vector<NamedReport> reports;
    if (cited.empty()) return reports;
    for (const auto& paragraph : document.paragraphs) {
        std::vector<Asked> authors;
        for (const auto& [citation, symbol] : cited) {
            if (!cited_in(*citation, paragraph)) continue;
            if (authors.empty()) authors = authors_in(paragraph, words, names);
            for (const Asked& author : authors) {
                NamedReport report{names.number(symbol), names.number(paragraph.id), author};
                if (std::find(reports.begin(), reports.end(), report) == reports.end()) reports.push_back(report);
            }
        }
    }
    return reports;
}

std::vector<Names::Number> texts_reported_on(const document::Document& document, const vocabulary::Vocabulary& vocabulary, Names& names) {
    std::vector<Names::Number> texts;
    if (document.kind != document::Kind::document || !document.title) return texts;
    const auto title = text::words(*document.title);
    if (std::none_of(title.begin(), title.end(), [](const text::Word& word) { return word.folded == "report" || word.folded == "note" || word.folded == "study"; })) return texts;
    for (const auto& citation : document.citations) {
        if (!citation.target || citation.target->find(':') != std::string::npos) continue;
        const auto symbol = document::Symbol::from_canonical(*citation.target).without_locator();
        const auto nature = document::facts_of(symbol, vocabulary).nature;
        if (nature != document::SymbolFacts::Nature::resolution && nature != document::SymbolFacts::Nature::decision) continue;
        const auto number = names.number(symbol.canonical());
        if (std::find(texts.begin(), texts.end(), number) == texts.end()) texts.push_back(number);
    }
    return texts;
}

bool is_report(const ShortAct& act, const Names& names) {
    return std::any_of(act.deliverables.begin(), act.deliverables.end(),
                       [&](Names::Number kind) { return std::find(report_kinds.begin(), report_kinds.end(), names.name(kind)) != report_kinds.end(); });
}

}  // namespace comity::mandates
