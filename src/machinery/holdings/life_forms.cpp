// A paragraph through the years as people read it: for a terminal, and as one HTML file.
#include <fmt/format.h>

#include "concordance/comparison.hpp"
#include "document/html_page.hpp"
#include "machinery/holdings/life.hpp"

namespace comity::holdings {

namespace {

using concordance::SpanOp;
using document::Emphasis;
using document::html_escaped;
using document::StyledText;

std::string year_of(const LifeYear& year) { return year.member.year ? std::to_string(*year.member.year) : std::string("    "); }
std::string name_of_member(const LifeYear& year) { return year.member.item ? year.member.item->name : year.member.symbol.value_or(""); }

std::string sponsors_of(const LifeYear& year) {
    constexpr std::size_t most = 6;
    std::string names;
    for (std::size_t i = 0; i < year.sponsors.size() && i < most; ++i) {
        const auto& sponsor = year.sponsors[i];
        names += (i == 0 ? "" : ", ") + sponsor.name + (sponsor.on_behalf_of ? " (on behalf of " + *sponsor.on_behalf_of + ")" : "");
    }
    if (year.sponsors.size() > most) names += fmt::format(" and {} more", year.sponsors.size() - most);
    return names;
}

std::string words_of(std::size_t count) { return fmt::format("{} {}", count, count == 1 ? "word" : "words"); }

/// "as in 2016", "3 words came, 12 went".
std::string change_of(const concordance::ParagraphState& state) {
    if (!state.change) return state.present ? "first" : "";
    if (!state.present) return "went";
    if (state.came == 0 && state.went == 0) return *state.change == concordance::Change::renumbered ? "same words, another number" : "same words";
    return fmt::format("{}{} came, {} went", *state.change == concordance::Change::added ? "came in: " : "", words_of(state.came), state.went);
}

}  // namespace

std::string adoption_in_words(const LifeYear& year) {
    const auto& [how, from, vote, roll_call, conflicts] = year.adoption;
    if (vote && vote->yes && vote->no && vote->abstain) {
        const std::string counts = fmt::format("vote {}-{}-{}", *vote->yes, *vote->no, *vote->abstain);
        return from == votes::CastSource::roll_call && roll_call ? fmt::format("{} (roll call {})", counts, *roll_call) : counts;
    }
    if (how == Consensus::not_known) return year.member.item ? "adoption not stated" : std::string(name_of(year.member.status));
    return std::string(name_of(how));
}

namespace {

std::string_view turn_of(const LifeYear& year) {
    if (year.adoption.how == Consensus::without_vote) return "adopted without a vote, after a vote before";
    if (year.adoption.how == Consensus::no_roll_call) return "no roll call in the tables, after a vote before";
    return year.before == Consensus::no_roll_call ? "adopted by vote, where the tables had no roll call before" : "adopted by vote, after consensus before";
}

}  // namespace

std::vector<std::string> turns_in_words(const ParagraphLife& life) {
    std::vector<std::string> sentences;
    for (std::size_t i = 0; i < life.years.size(); ++i) {
        const auto& year = life.years[i];
        if (!year.turn) continue;
        const auto& state = life.states[i];
        const std::string what = !state.present ? std::string("the paragraph is not in that text")
                                 : state.came + state.went == 0 ? std::string("its words stayed as they were")
                                                                : fmt::format("{} came into it and {} went", words_of(state.came), state.went);
        sentences.push_back(fmt::format("{}: {}; {}.", year_of(year), turn_of(year), what));
    }
    return sentences;
}

std::string to_text(const ParagraphLife& life, const ParagraphTextOptions& options) {
    std::string text = options.notice.empty() ? std::string() : options.notice + "\n\n";
    const auto line = [&](const std::vector<StyledText>& parts, std::size_t indent) {
        document::Setting setting;
        setting.width = options.width;
        setting.first = std::string(indent, ' ');
        setting.indent = indent;
        setting.escapes = options.escapes;
        text += document::wrapped(parts, setting);
    };
    for (const auto& sentence : turns_in_words(life)) line({{sentence, Emphasis::bold}}, 0);
    for (std::size_t i = 0; i < life.years.size(); ++i) {
        const auto& year = life.years[i];
        const auto& state = life.states[i];
        std::string about = fmt::format("  {}", adoption_in_words(year));
        if (const auto sponsors = sponsors_of(year); !sponsors.empty()) about += "; " + sponsors;
        if (year.member.item) about += state.present || state.change ? "; " + change_of(state) : "; not in this text";
        text += text.empty() ? "" : "\n";
        line({{fmt::format("{}  {}", year_of(year), name_of_member(year)), Emphasis::bold}, {about, Emphasis::none}}, 0);
        for (const auto& sentence : contradictions_in_words(year.adoption)) line({{sentence, Emphasis::none}}, 6);
        for (const auto& passage : state.passages) {
            std::vector<StyledText> parts;
            if (!passage.id.empty()) parts.push_back({passage.id + "  ", Emphasis::none});
            for (const auto& span : passage.spans) {
                const bool plain = options.escapes == document::Escapes::none;
                if (span.op == SpanOp::equal) parts.push_back({span.text, Emphasis::none});
                else if (span.op == SpanOp::insert) parts.push_back({plain ? "{+" + span.text + "+}" : span.text, Emphasis::underlined});
                else parts.push_back({plain ? "[-" + span.text + "-]" : span.text, Emphasis::struck});
            }
            line(parts, 6);
        }
    }
    return text;
}

namespace {

constexpr std::string_view style = R"css(
:root{--measure:60rem;--warm:#8f4307}
@media(prefers-color-scheme:dark){:root{--warm:#eab07c}}
h2{font-size:1rem;margin:0}
.turn{border-inline-start:3px solid var(--warm);padding-inline-start:.7rem}
section{display:grid;grid-template-columns:14rem 1fr;gap:0 1.5rem;border-block-start:1px solid var(--line);padding-block:.8rem}
section.turned{border-block-start:3px solid var(--warm)}
.about{color:var(--quiet);font-size:.9rem;line-height:1.45}
ins{text-decoration:underline;text-decoration-color:var(--link);background:var(--tint)}del{color:var(--quiet)}
@media(max-width:40rem){section{grid-template-columns:1fr}}
@media print{section{break-inside:avoid}}
)css";

std::string passage_html(const concordance::ParagraphState::Passage& passage) {
    std::string html = "<p>";
    if (!passage.id.empty()) html += fmt::format("<span class=\"about\">{}</span> ", html_escaped(passage.id));
    for (const auto& span : passage.spans) {
        const std::string words = html_escaped(span.text);
        html += span.op == SpanOp::equal ? words : span.op == SpanOp::insert ? "<ins>" + words + "</ins>" : "<del>" + words + "</del>";
    }
    return html + "</p>\n";
}

}  // namespace

std::string to_html(const ParagraphLife& life, std::string_view notice) {
    const std::string title = fmt::format("{} of {} through the years", life.paragraph, life.symbol.value_or("a text without symbol"));
    std::string html = fmt::format("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
                                   "<title>{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<main>\n{2}<h1>{0}</h1>\n",
                                   html_escaped(title), style, notice.empty() ? std::string() : fmt::format("<p class=\"notice\">{}</p>\n", html_escaped(notice)));
    for (const auto& sentence : turns_in_words(life)) html += fmt::format("<p class=\"turn\">{}</p>\n", html_escaped(sentence));
    for (std::size_t i = 0; i < life.years.size(); ++i) {
        const auto& year = life.years[i];
        const auto& state = life.states[i];
        html += fmt::format("<section{}>\n<div><h2>{} {}</h2>\n<p class=\"about\">{}</p>\n", year.turn ? " class=\"turned\"" : "", html_escaped(year_of(year)),
                            html_escaped(name_of_member(year)), html_escaped(adoption_in_words(year)));
        for (const auto& sentence : contradictions_in_words(year.adoption)) html += fmt::format("<p class=\"about\">{}</p>\n", html_escaped(sentence));
        if (const auto sponsors = sponsors_of(year); !sponsors.empty()) html += fmt::format("<p class=\"about\">{}</p>\n", html_escaped(sponsors));
        if (const auto change = change_of(state); !change.empty()) html += fmt::format("<p class=\"about\">{}</p>\n", html_escaped(change));
        html += fmt::format("</div>\n<div lang=\"{}\">\n", year.member.item ? html_escaped(year.member.item->language) : "en");
        for (const auto& passage : state.passages) html += passage_html(passage);
        html += "</div>\n</section>\n";
    }
    return html + "</main>\n</body>\n</html>\n";
}

}  // namespace comity::holdings
