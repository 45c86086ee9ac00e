#include <algorithm>
#include <set>

#include "document/citations.hpp"
#include "document/symbol.hpp"
#include "machinery/drafting/inside.hpp"

namespace comity::drafting {

using document::Citation;
using document::Symbol;
using document::SymbolFacts;

namespace {

/// The canonical symbol without locators; "" for what is none ("charter#art=1", treaties) and what could not be resolved.
std::string symbol_of(const Citation& citation) {
    if (!citation.target || citation.target->starts_with("charter") || citation.target->starts_with("UNTS:") || citation.target->starts_with("LNTS:")) return {};
    return citation.target->substr(0, citation.target->find('#'));
}

SymbolFacts facts_of(const Scene& scene, const std::string& symbol) { return document::facts_of(Symbol::from_canonical(symbol), scene.vocabulary); }

bool is_act(const SymbolFacts& facts) { return facts.nature == SymbolFacts::Nature::resolution; }

/// A part of a text is meant ("resolution 46/182, annex"), and that part may stand in no later one.
bool means_a_part(const Scene& scene, const Citation& citation) {
    if (citation.target && citation.target->find('#') != std::string::npos) return true;
    const auto* paragraph = document::find_paragraph(scene.draft, citation.in);
    if (paragraph == nullptr) return true;  // a footnote names the source of what stands above
    const std::string_view before = std::string_view(paragraph->text).substr(0, citation.at);
    const std::string_view near = before.substr(before.size() > 60 ? before.size() - 60 : 0);
    for (const std::string_view word : {"paragraph", "annex", "established", "pursuant to", "accordance with", "adopted", "contained in", "endorsed", "section", "decided", "by its", "in its", "under its", "through its", "reflected in", "decision", "since"})
        if (near.find(word) != std::string_view::npos) return true;
    const std::string_view behind = std::string_view(paragraph->text).substr(std::min<std::size_t>(citation.at + citation.text.size(), paragraph->text.size()));
    const std::string_view next = behind.substr(0, 160);
    for (const std::string_view word : {"in which", "by which", "wherein", "whereby", "annex", "where it", "established", "creating", "adopting", "proclaim", "on the establishment", "set forth", "contained"})
        if (next.find(word) != std::string_view::npos) return true;
    return false;
}

/// The bytes before a citation in its paragraph or footnote, at most so many.
std::string_view before_of(const Scene& scene, const Citation& citation, std::size_t most) {
    const auto* paragraph = document::find_paragraph(scene.draft, citation.in);
    if (paragraph == nullptr) return {};
    const std::string_view before = std::string_view(paragraph->text).substr(0, citation.at);
    return before.substr(before.size() > most ? before.size() - most : 0);
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// Another body is spoken of whose numbers look alike: a regional commission, the parties to a convention.
bool may_be_anothers(const Scene& scene, const Citation& citation) {
    const std::string_view before = before_of(scene, citation, 240);
    const auto* paragraph = document::find_paragraph(scene.draft, citation.in);
    const std::string_view behind = paragraph == nullptr ? std::string_view() : std::string_view(paragraph->text).substr(std::min<std::size_t>(citation.at + citation.text.size(), paragraph->text.size())).substr(0, 160);
    for (const std::string_view near : {before, behind})
        if (has_any(near, {"Economic Commission", "Economic and Social Commission", "Conference", "Environment Assembly", "Habitat Assembly", "Health Assembly", "Governing Council", "Congress", "Board", "Organization of", "Union", "Executive"})) return true;
    return false;
}

/// Whether the paragraph also cites a later text of that body that the record doesn't have: it may be of the same series, and nobody can tell.
bool may_lead_up(const Scene& scene, const Citation& older, const SymbolFacts& facts, const std::string& latest) {
    const auto session_in = [](const SymbolFacts& of) { return of.session ? number_of(*of.session) : std::nullopt; };
    const auto from = session_in(facts), until = session_in(facts_of(scene, latest));
    if (!from || !until) return false;
    return std::any_of(scene.draft.citations.begin(), scene.draft.citations.end(), [&](const Citation& other) {
        const std::string symbol = symbol_of(other);
        if (other.in != older.in || symbol.empty() || scene.around.cited.contains(symbol)) return false;
        const SymbolFacts theirs = facts_of(scene, symbol);
        const auto session = session_in(theirs);
        return is_act(theirs) && theirs.body == facts.body && session && *session > *from && *session <= *until;
    });
}

}  // namespace

// A list that leads up to the latest text is as it should be: what is told is the text to which none of its successors is added.
void check_superseded(const Scene& scene, Findings& findings) {
    std::set<std::string> named;
    for (const auto& citation : scene.draft.citations) named.insert(symbol_of(citation));
    std::set<std::string> told;
    for (const auto& citation : scene.draft.citations) {
        const std::string symbol = symbol_of(citation);
        const auto known = scene.around.cited.find(symbol);
        if (symbol.empty() || known == scene.around.cited.end() || known->second.later.empty() || told.contains(symbol)) continue;
        const auto& later = known->second.later;
        if (std::any_of(later.begin(), later.end(), [&](const auto& text) { return named.contains(text.symbol); })) continue;
        if (means_a_part(scene, citation) || may_lead_up(scene, citation, facts_of(scene, symbol), later.back().symbol)) continue;
        told.insert(symbol);
        const auto& latest = later.back();
        findings.add("superseded", findings.at(citation), say(sentences::check_superseded, display(symbol), display(latest.symbol), latest.date ? latest.date->iso() : std::string("-")),
                     say(sentences::mend_superseded, display(latest.symbol)), Beside{latest.symbol, "", "", latest.date});
    }
}

namespace {

void check_date(const Scene& scene, const Citation& citation, Findings& findings) {
    const std::string symbol = symbol_of(citation);
    if (symbol.empty() || !citation.date) return;
    const SymbolFacts facts = facts_of(scene, symbol);
    if (facts.nature == SymbolFacts::Nature::report_or_other) return;
    const std::string date = citation.date->iso();
    if (facts.body && facts.session) {
        const auto span = scene.vocabulary.session_span(*facts.body, *facts.session);
        if (span && !may_be_anothers(scene, citation) && (*citation.date < span->first || *citation.date > span->last)) {
            return findings.add("date", findings.at(citation), say(sentences::check_date_session, display(symbol), date, *facts.session, span->first.iso(), span->last.iso()), say(sentences::mend_date));
        }
    }
    const auto known = scene.around.cited.find(symbol);
    if (known == scene.around.cited.end() || !known->second.date || *known->second.date == *citation.date) return;
    findings.add("date", findings.at(citation), say(sentences::check_date_record, display(symbol), date, known->second.date->iso()), say(sentences::mend_date));
}

/// What the finder of citations doubts besides dates: "Supplement No. 53 (A/73/54)".
void check_supplements(const Scene& scene, std::string_view text, const std::string& in, Findings& findings) {
    const auto again = document::find_citations(text, {scene.body, scene.draft.language, in}, scene.vocabulary);
    for (const auto& doubt : again.doubts) {
        if (doubt.citation >= again.found.size() || again.found[doubt.citation].date) continue;
        findings.add("supplement", findings.at(again.found[doubt.citation]), say(sentences::check_supplement, doubt.message), say(sentences::mend_symbol));
    }
}

}  // namespace

void check_dates(const Scene& scene, Findings& findings) {
    for (const auto& citation : scene.draft.citations) check_date(scene, citation, findings);
    for (const auto& paragraph : scene.draft.paragraphs) check_supplements(scene, paragraph.text, paragraph.id, findings);
    for (const auto& note : scene.draft.footnotes) check_supplements(scene, note.text, "fn" + note.mark, findings);
}

namespace {

/// Whether the number stands before, in an enumeration that says the day once for several, or as that of another body ("Council resolution 43/1 ..., pursuant to resolution 43/1").
bool stands_before(const Scene& scene, const Citation& citation) {
    const auto blank = citation.text.find_last_of(" \xA0");
    const std::string number = blank == std::string::npos ? citation.text : citation.text.substr(blank + 1);
    if (number.find('/') == std::string::npos) return false;
    for (const auto& paragraph : scene.draft.paragraphs) {
        const bool here = paragraph.id == citation.in;
        const std::string_view text = std::string_view(paragraph.text).substr(0, here ? citation.at : std::string::npos);
        for (auto at = text.find(number); at != std::string_view::npos; at = text.find(number, at + 1)) {
            const char behind = at + number.size() < text.size() ? text[at + number.size()] : ' ', before = at > 0 ? text[at - 1] : ' ';
            if ((behind < '0' || behind > '9') && (before < '0' || before > '9') && before != '/') return true;
        }
        if (here) return false;
    }
    return false;
}

}  // namespace

// The Assembly's and the Council's resolutions are named with number and day the first time, with the number alone from then on. A number with its year
// ("1325 (2000)") says enough, and so does what stands in a footnote.
void check_first_mentions(const Scene& scene, Findings& findings) {
    std::set<std::string> named;
    for (const auto& citation : scene.draft.citations) {
        const std::string symbol = symbol_of(citation);
        const auto* paragraph = document::find_paragraph(scene.draft, citation.in);
        if (symbol.empty() || paragraph == nullptr || (paragraph->kind != document::ParagraphKind::preambular && paragraph->kind != document::ParagraphKind::operative)) continue;
        const SymbolFacts facts = facts_of(scene, symbol);
        const bool dated_acts = facts.body && (*facts.body == "GA" || *facts.body == "HRC" || *facts.body == "ECOSOC");
        if (!is_act(facts) || !dated_acts || !named.insert(symbol).second || citation.date) continue;
        // Whose act it is must be said before it; "adopted on 1 May 1974" behind it says the day in other words.
        const bool plain = has_any(before_of(scene, citation, 60), {"its resolution", "Assembly resolution", "Council resolution", "Assembly in its", "Council in its"}) || citation.text.starts_with("resolution ");
        const std::string_view behind = std::string_view(paragraph->text).substr(std::min<std::size_t>(citation.at + citation.text.size(), paragraph->text.size())).substr(0, 160);
        if (!plain || may_be_anothers(scene, citation) || has_any(behind, {"adopted", "of the same date", " and "})) continue;
        if (stands_before(scene, citation)) continue;
        const auto known = scene.around.cited.find(symbol);
        const bool day_known = known != scene.around.cited.end() && known->second.date;
        findings.add("date-missing", findings.at(citation), say(sentences::check_date_missing, display(symbol)),
                     day_known ? say(sentences::mend_date_known, known->second.date->iso()) : say(sentences::mend_date_missing));
    }
}

void check_symbols(const Scene& scene, Findings& findings) {
    constexpr int last_roman_session = 30;
    for (const auto& citation : scene.draft.citations) {
        const std::string symbol = symbol_of(citation);
        if (symbol.empty()) continue;
        const SymbolFacts facts = facts_of(scene, symbol);
        if (facts.nature == SymbolFacts::Nature::report_or_other || !facts.body) continue;
        if (facts.number && number_of(*facts.number) == 0) {
            findings.add("symbol", findings.at(citation), say(sentences::check_symbol_zero, display(symbol)), say(sentences::mend_symbol));
            continue;
        }
        const auto session = facts.session ? number_of(*facts.session) : std::nullopt;
        if (!session) continue;
        const bool roman = citation.text.find('(') != std::string::npos && *facts.body == "GA";
        if (roman && *session > last_roman_session && symbol.find('(') != std::string::npos) {
            findings.add("symbol", findings.at(citation), say(sentences::check_symbol_roman, display(symbol)), say(sentences::mend_symbol));
        } else if (*facts.body == scene.body && scene.session && *session > *scene.session) {
            findings.add("symbol", findings.at(citation), say(sentences::check_symbol_future, display(symbol), std::to_string(*scene.session)), say(sentences::mend_symbol));
        }
    }
}

}  // namespace comity::drafting
