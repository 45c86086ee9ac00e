#include "machinery/mandates/act_place.hpp"

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "machinery/holdings/anchors.hpp"
#include "text/text.hpp"

namespace comity::mandates {

ActPlace place_of(std::string sha256, const document::Paragraph& paragraph, const std::vector<JudgedAct>& acts, const directive::Act& act) {
    ActPlace place{std::move(sha256), holdings::anchor_of(paragraph), act.verb.text, 0};
    for (const auto& one : acts) {
        if (one.act.paragraph == act.paragraph && text::folded(one.act.verb.text) == text::folded(place.verb) && one.act.index <= act.index) ++place.occurrence;
    }
    return place;
}

std::optional<std::size_t> find_act(const document::Document& document, const std::vector<JudgedAct>& acts, const ActPlace& place) {
    const auto at = holdings::find_anchor(document, place.paragraph);
    if (!at) return std::nullopt;
    int occurrence = 0;
    for (std::size_t i = 0; i < acts.size(); ++i) {
        if (acts[i].act.paragraph != document.paragraphs[*at].id || text::folded(acts[i].act.verb.text) != text::folded(place.verb)) continue;
        if (++occurrence == place.occurrence) return i;
    }
    return std::nullopt;
}

std::string in_words(const ActPlace& place) { return fmt::format("\"{}\" in the paragraph at line {} (\"{}\")", place.verb, place.paragraph.line, place.paragraph.words); }

std::string key_of(const ActPlace& place) {
    return fmt::format("{}:{}-{}:{}", place.document, place.paragraph.line, hex(sha256(place.paragraph.words + "\n" + text::folded(place.verb))).substr(0, 8), place.occurrence);
}

}  // namespace comity::mandates
