#include "concordance/alignment.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "concordance/parts.hpp"

namespace comity::concordance {

namespace {

// What has fewer words in common once they are put side by side, of all words of both, is no pair: it only spoke of the same things. Who says
// that a paragraph has moved must have more to show.
constexpr float least_common = 0.15F, least_common_if_moved = 0.42F;

bool has_enough_in_common(const Link& link, const Unit& a, const Unit& b, const WordMatches& matches) {
    const auto common = std::count_if(matches.begin(), matches.end(), [&](const WordMatch& match) { return a.tokens[match.a].kind == TokenKind::word; });
    const float least = link.moved ? least_common_if_moved : least_common;
    return a.text == b.text || static_cast<float>(2 * common) >= least * static_cast<float>(a.words + b.words);
}

WordMatches matches_of(const Unit& a, const Unit& b, Weights weights) {
    if (a.text == b.text) {
        WordMatches all;
        for (std::uint32_t i = 0; i < a.tokens.size(); ++i) all.push_back({i, i});
        return all;
    }
    return as_a_person_would(common_words(a.tokens, b.tokens, weights), {a.text, a.tokens}, {b.text, b.tokens}, weights);
}

}  // namespace

std::vector<UnitAlignment> align(const Workspace& workspace) {
    const Weights weights = workspace.word_weights();
    const Side &a = workspace.a(), &b = workspace.b();
    std::vector<UnitAlignment> found;
    std::map<std::uint32_t, std::vector<std::uint32_t>> splits, merges;
    for (const Link& link : match(workspace)) {
        if (link.kind == Link::Kind::split) splits[link.a].push_back(link.b);
        if (link.kind == Link::Kind::merged) merges[link.b].push_back(link.a);
        if (link.kind != Link::Kind::whole) continue;
        auto matches = matches_of(a.units[link.a], b.units[link.b], weights);
        if (has_enough_in_common(link, a.units[link.a], b.units[link.b], matches)) found.push_back({link, std::move(matches)});
    }
    for (const auto& [unit, parts] : splits) {
        for (const Part& part : cut_into_parts(a.units[unit], b.units, parts, weights)) {
            UnitAlignment alignment{{Link::Kind::split, unit, part.unit, false}, part.matches};
            for (WordMatch& match : alignment.matches) match.a += part.whole_begin;
            found.push_back(std::move(alignment));
        }
    }
    for (const auto& [unit, parts] : merges) {
        for (const Part& part : cut_into_parts(b.units[unit], a.units, parts, weights)) {
            UnitAlignment alignment{{Link::Kind::merged, part.unit, unit, false}, {}};
            for (const WordMatch& match : part.matches) alignment.matches.push_back({match.b, match.a + part.whole_begin});
            found.push_back(std::move(alignment));
        }
    }
    std::sort(found.begin(), found.end(), [](const UnitAlignment& x, const UnitAlignment& y) { return x.link.a != y.link.a ? x.link.a < y.link.a : x.link.b < y.link.b; });
    return found;
}

}  // namespace comity::concordance
