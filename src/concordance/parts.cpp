#include "concordance/parts.hpp"

#include <algorithm>
#include <utility>

namespace comity::concordance {

namespace {

constexpr std::uint32_t none = 0xFFFFFFFFU;
// A part is looked for this far from the other parts.
constexpr std::uint32_t reach = 10;
// Words of a part at least, and the share of its weight that the whole has to spare for it.
constexpr std::uint32_t least_words = 5;
constexpr float least_cover = 0.55F, least_share = 0.1F;

std::vector<Feature> rest_of(const std::vector<Feature>& bag, const std::vector<Feature>& taken) {
    std::vector<Feature> rest;
    std::size_t j = 0;
    for (Feature feature : bag) {
        while (j < taken.size() && taken[j].id < feature.id) ++j;
        if (j < taken.size() && taken[j].id == feature.id) feature.count -= std::min(feature.count, taken[j].count);
        if (feature.count > 0) rest.push_back(feature);
    }
    return rest;
}

/// The longest run of words that both have.
std::size_t longest_run(const WordMatches& matches) {
    std::size_t longest = 0, run = 0;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        run = i > 0 && matches[i].a == matches[i - 1].a + 1 && matches[i].b == matches[i - 1].b + 1 ? run + 1 : 1;
        longest = std::max(longest, run);
    }
    return longest;
}

/// Splits of one side's units into the other's; for merges the sides change places.
class PartFinder {
public:
    PartFinder(const Workspace& workspace, const Side& wholes, const Side& parts, bool swapped)
        : workspace_(workspace), wholes_(wholes), parts_(parts), swapped_(swapped) {}

    void find(std::vector<Link>& links) {
        std::vector<std::uint32_t> whole_of(parts_.paragraphs, none);
        std::vector<std::size_t> link_of(wholes_.paragraphs, links.size());
        for (std::size_t i = 0; i < links.size(); ++i) {
            const std::uint32_t whole = whole_in(links[i]), part = part_in(links[i]);
            if (whole >= wholes_.paragraphs || part >= parts_.paragraphs) continue;
            whole_of[part] = links[i].kind == Link::Kind::whole ? whole : whole_of[part];
            if (links[i].kind != Link::Kind::whole) taken_.push_back(part);
            link_of[whole] = i;
        }
        std::sort(taken_.begin(), taken_.end());
        // Twice: a part may be near enough only to another part that comes behind it.
        for (int pass = 0; pass < 2; ++pass) {
            for (std::uint32_t part = 0; part < parts_.paragraphs; ++part) {
                if (whole_of[part] != none || std::binary_search(taken_.begin(), taken_.end(), part)) continue;
                const std::uint32_t whole = whole_for(part, whole_of, links, link_of);
                if (whole == none) continue;
                Link& first = links[link_of[whole]];
                first.kind = kind();
                first.moved = false;
                whole_of[part] = whole;
                links.push_back(swapped_ ? Link{kind(), part, whole, false} : Link{kind(), whole, part, false});
            }
        }
    }

private:
    [[nodiscard]] Link::Kind kind() const { return swapped_ ? Link::Kind::merged : Link::Kind::split; }
    [[nodiscard]] std::uint32_t whole_in(const Link& link) const { return swapped_ ? link.b : link.a; }
    [[nodiscard]] std::uint32_t part_in(const Link& link) const { return swapped_ ? link.a : link.b; }

    [[nodiscard]] std::uint32_t whole_for(std::uint32_t part, const std::vector<std::uint32_t>& whole_of, const std::vector<Link>& links,
                                          const std::vector<std::size_t>& link_of) const {
        const Unit& unit = parts_.units[part];
        if (unit.words < least_words || unit.kind == UnitKind::heading) return none;
        std::uint32_t best = none;
        float best_cover = least_cover;
        const std::uint32_t from = part > reach ? part - reach : 0;
        const auto until = static_cast<std::uint32_t>(std::min<std::size_t>(whole_of.size(), std::size_t{part} + reach + 1));
        for (std::uint32_t near = from; near < until; ++near) {
            const std::uint32_t whole = whole_of[near];
            if (whole == none || whole == best || wholes_.units[whole].kind != unit.kind) continue;
            const Link& link = links[link_of[whole]];
            if (link.kind != Link::Kind::whole && link.kind != kind()) continue;
            const float cover = cover_of(whole, unit, whole_of);
            if (cover > best_cover) {
                best_cover = cover;
                best = whole;
            }
        }
        return best;
    }

    /// The share of the part's weight that the whole still has to spare for it; 0 if it is no part.
    [[nodiscard]] float cover_of(std::uint32_t whole, const Unit& part, const std::vector<std::uint32_t>& whole_of) const {
        const auto& weights = workspace_.feature_weights();
        const Unit& unit = wholes_.units[whole];
        if (unit.words < part.words || part.weight <= 0) return 0;
        if (common_weight(unit.bag, part.bag, weights) < least_cover * part.weight) return 0;
        auto rest = unit.bag;
        for (std::size_t i = 0; i < whole_of.size(); ++i) {
            if (whole_of[i] == whole) rest = rest_of(rest, parts_.units[i].bag);
        }
        const float common = common_weight(rest, part.bag, weights);
        if (common < least_cover * part.weight || common < least_share * unit.weight) return 0;
        if (longest_run(common_words(unit.tokens, part.tokens, workspace_.word_weights())) < 4) return 0;
        return common / part.weight;
    }

    const Workspace& workspace_;
    const Side& wholes_;
    const Side& parts_;
    bool swapped_;
    std::vector<std::uint32_t> taken_;
};

struct Placed {
    std::uint32_t unit = 0;
    float place = 0;  ///< where its words stand in the whole, on average
};

std::vector<Placed> in_order_of_whole(const Unit& whole, std::span<const Unit> units, const std::vector<std::uint32_t>& parts, Weights weights) {
    std::vector<Placed> placed;
    for (const std::uint32_t part : parts) {
        float sum = 0, weight = 0;
        for (const WordMatch& match : common_words(whole.tokens, units[part].tokens, weights)) {
            const float w = weights[whole.tokens[match.a].id];
            sum += w * static_cast<float>(match.a);
            weight += w;
        }
        placed.push_back({part, weight > 0 ? sum / weight : static_cast<float>(whole.tokens.size())});
    }
    std::sort(placed.begin(), placed.end(), [](const Placed& x, const Placed& y) { return x.place != y.place ? x.place < y.place : x.unit < y.unit; });
    return placed;
}

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// Tokens [begin, end) of the whole with the bytes from the first of them to the one behind.
void take_stretch(Part& part, const Unit& whole, std::uint32_t begin, std::uint32_t end) {
    const std::uint32_t first = begin == 0 ? 0 : begin < whole.tokens.size() ? whole.tokens[begin].begin : static_cast<std::uint32_t>(whole.text.size());
    const std::size_t last = end < whole.tokens.size() ? whole.tokens[end].begin : whole.text.size();
    part.whole.text = whole.text.substr(first, last - first);
    if (end < whole.tokens.size()) part.whole.text = without_blanks(part.whole.text);
    for (std::uint32_t i = begin; i < end; ++i) {
        Token token = whole.tokens[i];
        token.begin -= first;
        token.end -= first;
        part.whole_tokens.push_back(token);
    }
}

}  // namespace

void find_parts(const Workspace& workspace, std::vector<Link>& links) {
    PartFinder(workspace, workspace.a(), workspace.b(), false).find(links);
    PartFinder(workspace, workspace.b(), workspace.a(), true).find(links);
}

std::vector<Part> cut_into_parts(const Unit& whole, std::span<const Unit> units, const std::vector<std::uint32_t>& parts, Weights weights) {
    const auto placed = in_order_of_whole(whole, units, parts, weights);
    Tokens joined;
    std::vector<std::uint32_t> begins;
    for (const Placed& place : placed) {
        begins.push_back(static_cast<std::uint32_t>(joined.size()));
        joined.insert(joined.end(), units[place.unit].tokens.begin(), units[place.unit].tokens.end());
    }
    begins.push_back(static_cast<std::uint32_t>(joined.size()));
    const WordMatches matches = common_words(whole.tokens, joined, weights);
    std::vector<Part> cut(placed.size());
    std::size_t next = 0;
    std::uint32_t from = 0;
    for (std::size_t k = 0; k < placed.size(); ++k) {
        Part& part = cut[k];
        part.unit = placed[k].unit;
        part.whole_begin = from;
        const std::size_t first = next;
        while (next < matches.size() && matches[next].b < begins[k + 1]) ++next;
        // Words between two parts that neither has go with the one before them.
        const bool is_last = k + 1 == placed.size();
        const std::uint32_t until = is_last ? static_cast<std::uint32_t>(whole.tokens.size()) : next < matches.size() ? matches[next].a : next > 0 ? matches[next - 1].a + 1 : from;
        take_stretch(part, whole, from, until);
        part.part = {units[part.unit].text, units[part.unit].tokens};
        for (std::size_t i = first; i < next; ++i) part.matches.push_back({matches[i].a - from, matches[i].b - begins[k]});
        from = until;
    }
    for (Part& part : cut) {
        part.whole.tokens = part.whole_tokens;
        part.matches = as_a_person_would(part.matches, part.whole, part.part, weights);
    }
    return cut;
}

}  // namespace comity::concordance
