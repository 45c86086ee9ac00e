#include "machinery/holdings/gathering.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "document/symbol.hpp"
#include "machinery/holdings/tables.hpp"
#include "text/text.hpp"

namespace comity::holdings {

namespace {

using concordance::SeriesRecall;
using concordance::SeriesText;

constexpr std::array<std::string_view, 3> hows = {"elsewhere", "on subject", "as draft"};

SeriesRecall::How how_named(std::string_view name) {
    const auto at = std::find(hows.begin(), hows.end(), name);
    COMITY_ENSURE(at != hows.end());
    return static_cast<SeriesRecall::How>(at - hows.begin());
}

/// Texts without a title of their own are called by their number: "Resolution 2610 (2021)".
bool is_own_title(std::string_view key) {
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        const std::string_view word = key.substr(at, end - at);
        const bool figure = std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!figure && word != "resolution" && word != "decision") return true;
        at = end + 1;
    }
    return false;
}

SeriesText::Kind kind_of(std::string_view name) {
    switch (document::kind_named(name).value_or(document::Kind::document)) {
        case document::Kind::draft_resolution: return SeriesText::Kind::draft;
        case document::Kind::document: return SeriesText::Kind::other;
        case document::Kind::resolution:
        case document::Kind::decision:
        case document::Kind::presidential_statement: break;
    }
    return SeriesText::Kind::act;
}

std::string order_of(const std::optional<Date>& date, const db::Rows& row) {
    const std::string when = date ? date->iso() : row.is_null(8) ? std::string("9999") : std::to_string(row.integer(8));
    return when + '\t' + std::string(row.text(9));
}

std::vector<std::string> parted(std::string_view joined) {
    std::vector<std::string> parts;
    while (!joined.empty()) {
        const std::size_t end = std::min(joined.find(';'), joined.size());
        parts.emplace_back(joined.substr(0, end));
        joined.remove_prefix(std::min(end + 1, joined.size()));
    }
    return parts;
}

/// All that is looked at to find them.
struct Known {
    std::vector<SeriesText> texts;
    std::vector<std::int64_t> numbers;  ///< of the documents
};

void read_texts(Known& known, db::Connection& tables, const vocabulary::Vocabulary& vocabulary) {
    auto rows = tables.query(R"sql(
        SELECT d.number, d.sha256, d.kind, d.body, d.session, d.title_key, d.symbol_key, d.date, d.year, d.sort_key, r.sketch, d.agenda_items, d.agenda_title
        FROM document d JOIN reading r ON r.sha256 = d.sha256 WHERE d.counted = 1 AND d.in_view = 1 ORDER BY d.number)sql");
    while (rows.next()) {
        SeriesText text;
        text.id = rows.text(1);
        text.kind = kind_of(rows.text(2));
        text.line = line_of(rows.maybe_text(3), vocabulary);
        text.session = rows.maybe_text(4);
        if (is_own_title(rows.text(5))) text.title = rows.text(5);
        text.date = Date::from_iso(rows.text(7));
        text.order = order_of(text.date, rows);
        text.sketch = concordance::WordSketch::from_bytes(rows.bytes(10));
        text.agenda_items = parted(rows.text(11));
        text.agenda_title = rows.maybe_text(12).value_or("");
        known.numbers.push_back(rows.integer(0));
        known.texts.push_back(std::move(text));
    }
}

/// The texts that have these names, and what they recall.
void read_names_and_recalls(Known& known, db::Connection& tables, const vocabulary::Vocabulary& vocabulary) {
    std::unordered_map<std::int64_t, std::size_t> at;
    for (std::size_t i = 0; i < known.numbers.size(); ++i) at.emplace(known.numbers[i], i);
    auto names = tables.query(R"sql(SELECT name, number FROM document_name WHERE canonical = 1 ORDER BY number, name)sql");
    while (names.next()) {
        if (const auto text = at.find(names.integer(1)); text != at.end()) known.texts[text->second].keys.emplace_back(names.text(0));
    }
    std::unordered_map<std::string, SeriesRecall> symbols;  // a symbol is taken apart once
    auto rows = tables.query(R"sql(SELECT number, symbol, date, how FROM recalled ORDER BY number, ordinal)sql");
    while (rows.next()) {
        const auto text = at.find(rows.integer(0));
        if (text == at.end()) continue;
        const auto [symbol, is_new] = symbols.try_emplace(std::string(rows.text(1)));
        if (is_new) {
            symbol->second.symbol = symbol->first;
            symbol->second.key = symbol_key(symbol->first);
            symbol->second.session = document::facts_of(document::Symbol::from_canonical(symbol->first), vocabulary).session;
        }
        SeriesRecall recall = symbol->second;
        recall.date = Date::from_iso(rows.text(2));
        recall.how = how_named(rows.text(3));
        known.texts[text->second].recalls.push_back(std::move(recall));
    }
}

std::vector<concordance::SeriesRuling> rulings_in(db::Connection& tables) {
    std::vector<concordance::SeriesRuling> rulings;
    auto rows = tables.query(R"sql(SELECT document, other, belongs FROM membership WHERE in_force = 1 ORDER BY subject)sql");
    while (rows.next()) {
        using Says = concordance::SeriesRuling::Says;
        rulings.push_back({std::string(rows.text(0)), std::string(rows.text(1)), rows.integer(2) != 0 ? Says::together : Says::apart});
    }
    return rulings;
}

}  // namespace

std::string line_of(const std::optional<std::string>& body, const vocabulary::Vocabulary& vocabulary) {
    if (!body) return {};
    const auto* known = vocabulary.body_named(*body);
    return known != nullptr ? known->line : *body;
}

std::vector<Recalled> recalled_by(const document::Document& document, const vocabulary::Vocabulary& vocabulary) {
    std::vector<Recalled> found;
    const std::string line = line_of(document.body, vocabulary);
    const std::string title = document.title ? text::key(*document.title) : std::string();
    std::map<std::string, bool, std::less<>> on_subject;  // by paragraph
    for (const auto& citation : document.citations) {
        if (!citation.target || line.empty()) continue;
        const auto* paragraph = document::find_paragraph(document, citation.in);
        if (paragraph == nullptr || paragraph->kind != document::ParagraphKind::preambular) continue;
        const auto symbol = document::Symbol::from_canonical(*citation.target).without_locator();
        const auto facts = document::facts_of(symbol, vocabulary);
        using Nature = document::SymbolFacts::Nature;
        if (facts.nature == Nature::limited || facts.nature == Nature::report_or_other || !facts.body) continue;
        const auto* body = vocabulary.body(*facts.body);
        if (body == nullptr || body->line != line || symbol.canonical() == document.symbol) continue;
        const auto [speaks, is_new] = on_subject.try_emplace(citation.in, false);
        if (is_new && !title.empty()) speaks->second = text::key(paragraph->text).find(title) != std::string::npos;
        found.push_back({symbol.canonical(), citation.date, hows[speaks->second ? 1 : 0]});
    }
    for (const auto& draft : document.drafts) found.push_back({document::Symbol::from_canonical(draft).without_locator().canonical(), std::nullopt, hows[2]});
    return found;
}

std::shared_ptr<const GatheredSeries> GatheredSeries::of(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary) {
    Known known;
    read_texts(known, snapshot.tables(), vocabulary);
    read_names_and_recalls(known, snapshot.tables(), vocabulary);
    auto gathered = std::make_shared<GatheredSeries>();
    gathered->as_of = snapshot.size();
    gathered->groups = concordance::series_of(known.texts, rulings_in(snapshot.tables()));
    for (std::size_t i = 0; i < known.texts.size(); ++i) {
        SeriesText& text = known.texts[i];
        gathered->texts.push_back({known.numbers[i], text.kind, std::move(text.line), std::move(text.title), text.date});
    }
    gathered->find_ways_in();
    return gathered;
}

void GatheredSeries::find_ways_in() {
    for (std::size_t group = 0; group < groups.size(); ++group) {
        for (const auto& member : groups[group].members) {
            const Text& text = texts[member.text];
            group_of.emplace(text.number, group);
            if (text.kind != SeriesText::Kind::act || text.title.empty()) continue;
            auto& of_title = by_title[text.title];
            if (of_title.empty() || of_title.back() != group) of_title.push_back(group);
        }
        for (const auto& draft : groups[group].drafts) group_of.emplace(texts[draft.text].number, group);
    }
}

std::optional<std::size_t> GatheredSeries::group(std::int64_t number) const {
    const auto at = group_of.find(number);
    return at == group_of.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace comity::holdings
