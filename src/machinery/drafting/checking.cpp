#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

#include "concordance/comparison.hpp"
#include "concordance/paragraph_history.hpp"
#include "document/symbol.hpp"
#include "machinery/drafting/inside.hpp"

namespace comity::drafting {

namespace {

using document::Document;
using document::Paragraph;
using document::ParagraphKind;

struct Checked {
    std::string_view rules[2];  ///< ids that the function speaks for
    void (*run)(const Scene&, Findings&);
};
constexpr std::array<Checked, 17> checks = {{{{"superseded", ""}, check_superseded},
                                             {{"date", "supplement"}, check_dates},
                                             {{"date-missing", ""}, check_first_mentions},
                                             {{"symbol", ""}, check_symbols},
                                             {{"session-past", ""}, check_past_sessions},
                                             {{"session-rhythm", ""}, check_rhythm},
                                             {{"mark-without-note", ""}, check_marks},
                                             {{"note-without-mark", ""}, check_notes},
                                             {{"no-review", ""}, check_review},
                                             {{"no-date", ""}, check_deliverables},
                                             {{"two-reports", ""}, check_reports},
                                             {{"addressee", ""}, check_addressees},
                                             {{"duplicate", ""}, check_duplicates},
                                             {{"also-further", ""}, check_also},
                                             {{"numbering", ""}, check_numbers},
                                             {{"lettering", ""}, check_letters},
                                             {{"ending", ""}, check_endings}}};

Scene scene_of(const Document& draft, const Surroundings& around, const vocabulary::Vocabulary& vocabulary, const directive::Words& words) {
    Scene scene{draft, around, vocabulary, words, "", {}, {}, {}};
    if (draft.body)
        if (const auto* body = vocabulary.body_named(*draft.body)) scene.body = body->id;
    scene.session = draft.session ? number_of(*draft.session) : std::nullopt;
    if (!scene.session) scene.session = around.session;
    // What "its next session" is counts from the session, also where the draft doesn't name it.
    if (!draft.session && scene.session) {
        Document placed = draft;
        placed.session = std::to_string(*scene.session);
        scene.acts = directive::find_acts(placed, vocabulary, words);
    } else {
        scene.acts = directive::find_acts(draft, vocabulary, words);
    }
    if (around.previous_text) scene.acts_before = directive::find_acts(*around.previous_text, vocabulary, words);
    return scene;
}

std::map<std::string, std::size_t, std::less<>> words_before(const Document& draft, const Document& previous) {
    std::map<std::string, std::size_t, std::less<>> before;
    for (const auto& pair : concordance::compare(previous, draft).pairs) {
        if (!pair.a || !pair.b) continue;
        if (const Paragraph* paragraph = document::find_paragraph(previous, *pair.a)) before[*pair.b] += concordance::words_in(paragraph->text);
    }
    return before;
}

Figures figures_of(const Scene& scene) {
    Figures figures;
    std::map<std::string, std::size_t, std::less<>> before;
    if (scene.around.previous_text) {
        before = words_before(scene.draft, *scene.around.previous_text);
        figures.before = 0;
        for (const auto& paragraph : scene.around.previous_text->paragraphs) *figures.before += concordance::words_in(paragraph.text);
    }
    for (const auto& paragraph : scene.draft.paragraphs) {
        Figures::Paragraph row{paragraph.id, concordance::words_in(paragraph.text), {}};
        if (const auto found = before.find(paragraph.id); found != before.end()) row.before = found->second;
        figures.words += row.words;
        figures.paragraphs.push_back(std::move(row));
    }
    return figures;
}

void check_growth(const Scene& scene, const Figures& figures, Findings& findings) {
    if (!figures.before || !scene.around.previous) return findings.not_applied("growth");
    if (figures.words == *figures.before) return;
    findings.add("growth", {}, say(sentences::check_growth, figures.words, display(scene.around.previous->symbol), *figures.before), say(sentences::mend_growth));
}

/// Where a place stands in the document: the whole first, then paragraphs, then notes.
std::size_t order_of(const Document& draft, const Place& place) {
    if (place.paragraph.empty()) return 0;
    for (std::size_t i = 0; i < draft.paragraphs.size(); ++i)
        if (draft.paragraphs[i].id == place.paragraph) return i + 1;
    for (std::size_t i = 0; i < draft.footnotes.size(); ++i)
        if ("fn" + draft.footnotes[i].mark == place.paragraph) return draft.paragraphs.size() + i + 1;
    return draft.paragraphs.size() + draft.footnotes.size() + 1;
}

void put_in_order(const Document& draft, std::vector<Finding>& findings) {
    std::vector<std::pair<std::size_t, Finding>> placed;
    placed.reserve(findings.size());
    for (Finding& finding : findings) placed.emplace_back(order_of(draft, finding.place), std::move(finding));
    const auto key = [](const auto& entry) { return std::tie(entry.first, entry.second.place, entry.second.rule, entry.second.why.english); };
    std::stable_sort(placed.begin(), placed.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    findings.clear();
    for (auto& entry : placed) findings.push_back(std::move(entry.second));
}

}  // namespace

void Findings::add(std::string_view rule, Place place, Said why, Said mend, std::optional<Beside> beside) {
    found.push_back({std::string(rule), Level::note, std::move(place), std::move(why), std::move(mend), std::move(beside), {}});
}

Place Findings::at(const Paragraph& paragraph, std::size_t begin, std::size_t end) const {
    begin = std::min(begin, paragraph.text.size());
    end = std::clamp(end, begin, paragraph.text.size());
    return {paragraph.id, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), paragraph.text.substr(begin, end - begin), paragraph.lines.empty() ? 0 : paragraph.lines.front().first};
}

Place Findings::at(const directive::Passage& passage) const {
    const Paragraph* paragraph = document::find_paragraph(scene_.draft, passage.paragraph);
    return paragraph == nullptr ? Place{} : at(*paragraph, passage.begin, passage.end);
}

Place Findings::at(const document::Citation& citation) const {
    if (const Paragraph* paragraph = document::find_paragraph(scene_.draft, citation.in)) return at(*paragraph, citation.at, citation.at + citation.text.size());
    for (const auto& note : scene_.draft.footnotes) {
        if ("fn" + note.mark != citation.in) continue;
        const std::size_t begin = std::min<std::size_t>(citation.at, note.text.size()), end = std::min(begin + citation.text.size(), note.text.size());
        return {citation.in, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), note.text.substr(begin, end - begin), note.lines.empty() ? 0 : note.lines.front().first};
    }
    return {};
}

Place Findings::at_note(const document::Footnote& note) const {
    return {"fn" + note.mark, 0, static_cast<std::uint32_t>(note.text.size()), note.text, note.lines.empty() ? 0 : note.lines.front().first};
}

bool is_clause(const Paragraph& paragraph) noexcept {
    return paragraph.level == 1 && paragraph.opening && (paragraph.kind == ParagraphKind::preambular || paragraph.kind == ParagraphKind::operative);
}

std::string_view part_of(std::string_view id) noexcept {
    for (const std::string_view sort : {"op", "pp"}) {
        const std::size_t at = id.find(sort);
        if (at == 0) return {};
        if (at != std::string_view::npos && id[at - 1] == '.') return id.substr(0, at - 1);
    }
    return {};
}

std::string display(const std::string& symbol) { return symbol.empty() ? symbol : document::Symbol::from_canonical(symbol).display(); }

std::optional<int> number_of(std::string_view digits) noexcept {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return !digits.empty() && error == std::errc{} && end == digits.data() + digits.size() && value >= 0 ? std::optional(value) : std::nullopt;
}

std::size_t Report::open(Level level) const {
    return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [&](const Finding& finding) { return finding.level == level && !finding.answer; }));
}

Report check(const Document& draft, const Surroundings& surroundings, const vocabulary::Vocabulary& vocabulary, const Setting& setting, const directive::Words& words) {
    const Scene scene = scene_of(draft, surroundings, vocabulary, words);
    Findings findings(scene);
    Report report;
    report.figures = figures_of(scene);
    for (const Checked& one : checks) {
        const Rule* rule = find_rule(one.rules[0]);
        const bool wanting = rule != nullptr && ((rule->needs == Rule::Needs::record && !surroundings.record) || (rule->english_only && !scene.english()));
        if (wanting) findings.not_applied(rule->id);
        else one.run(scene, findings);
    }
    check_growth(scene, report.figures, findings);
    for (Finding& finding : findings.found) {
        const Rule* rule = find_rule(finding.rule);
        finding.level = rule == nullptr ? Level::note : setting.levels.of(*rule);
        if (finding.level == Level::off) continue;
        if (const std::string* reason = setting.answers.to(finding)) finding.answer = *reason;
        report.findings.push_back(std::move(finding));
    }
    put_in_order(draft, report.findings);
    for (const Rule& rule : rules()) {
        const auto& left_out = findings.left_out();
        if (std::find(left_out.begin(), left_out.end(), rule.id) != left_out.end() && setting.levels.of(rule) != Level::off) report.not_applied.push_back(rule.id);
    }
    return report;
}

}  // namespace comity::drafting
