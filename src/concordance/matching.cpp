#include "concordance/matching.hpp"

#include <algorithm>
#include <unordered_map>

#include "concordance/parts.hpp"

namespace comity::concordance {

namespace {

constexpr std::uint32_t none = 0xFFFFFFFFU;

// Of a paragraph that keeps its order among its neighbours, and of one that would have moved: how alike it must be at least.
constexpr float least_in_order = 0.35F, least_moved = 0.52F, order_bonus = 0.10F, neighbour_bonus = 0.06F;
// Preamble to operative part and back: only what is nearly the same.
constexpr float least_across = 0.62F;
// Between the same two neighbours, if in the end enough words are common (comparison.cpp).
constexpr float least_rewritten = 0.3F, least_if_alone = 0.15F;
// Texts of fewer words than this ("Annex", "(a) Training") are found by their order, not by their words.
constexpr std::uint32_t few_words = 6;

bool may_pair(UnitKind a, UnitKind b) {
    if (a == b) return true;
    if (a == UnitKind::footnote || b == UnitKind::footnote || a == UnitKind::heading || b == UnitKind::heading) return false;
    const bool of_body = (a == UnitKind::preambular && b == UnitKind::operative) || (a == UnitKind::operative && b == UnitKind::preambular);
    return !of_body;
}

class Matcher {
public:
    explicit Matcher(const Workspace& workspace)
        : workspace_(workspace), a_(workspace.a()), b_(workspace.b()), to_b_(a_.units.size(), none), to_a_(b_.units.size(), none) {}

    std::vector<Link> match() {
        equal_words();
        auto candidates = candidates_of_repeated();
        candidates_by_words(candidates);
        candidates_by_place(candidates);
        assign(candidates);
        across_parts();
        footnotes();
        auto links = whole_links();
        find_parts(workspace_, links);
        between_neighbours(links);
        std::sort(links.begin(), links.end(), [](const Link& x, const Link& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
        return links;
    }

private:
    void pair(std::uint32_t a, std::uint32_t b) {
        to_b_[a] = b;
        to_a_[b] = a;
    }

    [[nodiscard]] float likeness_of(std::uint32_t a, std::uint32_t b) const {
        const Unit &x = a_.units[a], &y = b_.units[b];
        if (x.words_hash == y.words_hash && x.words == y.words) return 1;
        return likeness(x, y, common_weight(x.bag, y.bag, workspace_.feature_weights()));
    }

    struct Copies {
        std::vector<std::uint32_t> a, b;
    };

    /// Paragraphs of the same words, by these.
    [[nodiscard]] std::vector<Copies> copies() const {
        std::unordered_map<std::uint64_t, std::size_t> places;
        std::vector<Copies> found;
        const auto key = [](const Unit& unit) { return unit.words_hash * 8 + static_cast<std::uint64_t>(unit.kind); };
        places.reserve(a_.paragraphs);
        for (std::uint32_t i = 0; i < a_.paragraphs; ++i) {
            const auto [at, is_new] = places.emplace(key(a_.units[i]), found.size());
            if (is_new) found.emplace_back();
            found[at->second].a.push_back(i);
        }
        for (std::uint32_t j = 0; j < b_.paragraphs; ++j) {
            if (const auto at = places.find(key(b_.units[j])); at != places.end()) found[at->second].b.push_back(j);
        }
        return found;
    }

    /// What stands once in both with the same words is the same, wherever it stands.
    void equal_words() {
        for (const Copies& copy : copies()) {
            if (copy.a.size() == 1 && copy.b.size() == 1 && a_.units[copy.a[0]].words >= few_words) pair(copy.a[0], copy.b[0]);
        }
    }

    /// Of what stands several times with the same words: each with those of about its own turn, counted from either end.
    [[nodiscard]] std::vector<Candidate> candidates_of_repeated() const {
        std::vector<Candidate> found;
        for (const Copies& copy : copies()) {
            if (copy.a.empty() || copy.b.empty() || to_b_[copy.a[0]] != none) continue;
            const auto many_a = static_cast<std::int64_t>(copy.a.size()), many_b = static_cast<std::int64_t>(copy.b.size());
            for (std::int64_t i = 0; i < many_a; ++i) {
                std::vector<std::int64_t> turns;
                for (std::int64_t by = -2; by <= 2; ++by) {
                    turns.push_back(i + by);
                    turns.push_back(i + many_b - many_a + by);
                }
                std::sort(turns.begin(), turns.end());
                turns.erase(std::unique(turns.begin(), turns.end()), turns.end());
                for (const std::int64_t j : turns) {
                    if (j >= 0 && j < many_b) found.push_back({copy.a[static_cast<std::size_t>(i)], copy.b[static_cast<std::size_t>(j)], 1});
                }
            }
        }
        return found;
    }

    /// Unpaired paragraphs of B by their features.
    struct Index {
        std::vector<std::uint32_t> begin, units;
    };
    [[nodiscard]] Index index() const {
        Index index;
        index.begin.assign(workspace_.feature_weights().size() + 1, 0);
        const auto each = [&](auto take) {
            for (std::uint32_t j = 0; j < b_.paragraphs; ++j) {
                if (to_a_[j] != none) continue;
                for (const Feature& feature : b_.units[j].bag) take(feature.id, j);
            }
        };
        each([&](std::uint32_t id, std::uint32_t) { ++index.begin[id + 1]; });
        for (std::size_t i = 1; i < index.begin.size(); ++i) index.begin[i] += index.begin[i - 1];
        index.units.resize(index.begin.back());
        std::vector<std::uint32_t> next(index.begin.begin(), index.begin.end() - 1);
        each([&](std::uint32_t id, std::uint32_t j) { index.units[next[id]++] = j; });
        return index;
    }

    void candidates_by_words(std::vector<Candidate>& found) const {
        // A word of very many paragraphs tells nothing about which of them it is.
        constexpr std::uint32_t most_units = 300;
        constexpr std::size_t most_kept = 20;
        const Index words = index();
        if (words.units.empty()) return;
        std::vector<float> sums(b_.paragraphs, 0);
        std::vector<std::uint32_t> touched;
        std::vector<Candidate> of_one;
        for (std::uint32_t i = 0; i < a_.paragraphs; ++i) {
            if (to_b_[i] != none) continue;
            for (const Feature& feature : a_.units[i].bag) {
                const std::uint32_t begin = words.begin[feature.id], end = words.begin[feature.id + 1];
                if (end - begin > most_units) continue;
                const float weight = workspace_.feature_weights()[feature.id];
                for (std::uint32_t at = begin; at < end; ++at) {
                    const std::uint32_t j = words.units[at];
                    if (sums[j] == 0) touched.push_back(j);
                    sums[j] += weight;
                }
            }
            of_one.clear();
            for (const std::uint32_t j : touched) {
                const float share = sums[j] / (a_.units[i].weight + b_.units[j].weight);
                if (share > 0.08F && may_pair(a_.units[i].kind, b_.units[j].kind)) of_one.push_back({i, j, share});
                sums[j] = 0;
            }
            touched.clear();
            keep_best(of_one, most_kept);
            for (Candidate candidate : of_one) {
                candidate.gain = likeness_of(i, candidate.b);
                if (candidate.gain >= least_in_order - neighbour_bonus) found.push_back(candidate);
            }
        }
    }

    static void keep_best(std::vector<Candidate>& candidates, std::size_t most) {
        if (candidates.size() <= most) return;
        std::nth_element(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(most), candidates.end(),
                         [](const Candidate& x, const Candidate& y) { return x.gain != y.gain ? x.gain > y.gain : x.b < y.b; });
        candidates.resize(most);
    }

    /// What stands at the same place between paragraphs that are paired already, from either end: so that texts made of common words alone
    /// have their candidates, too.
    void candidates_by_place(std::vector<Candidate>& found) const {
        std::vector<Candidate> fixed;
        for (std::uint32_t i = 0; i < a_.paragraphs; ++i) {
            if (to_b_[i] != none) fixed.push_back({i, to_b_[i], 1});
        }
        auto frame = heaviest_chain(fixed);
        frame.push_back({static_cast<std::uint32_t>(a_.paragraphs), static_cast<std::uint32_t>(b_.paragraphs), 1});
        const auto consider = [&](std::uint32_t i, std::uint32_t j) {
            if (to_b_[i] != none || to_a_[j] != none || !may_pair(a_.units[i].kind, b_.units[j].kind)) return;
            if (const float like = likeness_of(i, j); like >= least_in_order - neighbour_bonus) found.push_back({i, j, like});
        };
        std::uint32_t a = 0, b = 0;
        for (const Candidate& next : frame) {
            const std::uint32_t in_a = next.a - a, in_b = next.b - b;
            for (std::uint32_t i = 0; i < in_a && in_b > 0; ++i) {
                if (i < in_b) consider(a + i, b + i);
                if (in_a - i <= in_b && in_a != in_b) consider(a + i, next.b - (in_a - i));
            }
            a = next.a + 1;
            b = next.b + 1;
        }
    }

    /// What is in order, as far as it is clear already: the heaviest chain of good candidates. Then each candidate gains by agreeing with it.
    void assign(std::vector<Candidate>& candidates) {
        std::sort(candidates.begin(), candidates.end(), [](const Candidate& x, const Candidate& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
        candidates.erase(std::unique(candidates.begin(), candidates.end(), [](const Candidate& x, const Candidate& y) { return x.a == y.a && x.b == y.b; }),
                         candidates.end());
        std::vector<Candidate> good;
        for (std::uint32_t i = 0; i < a_.paragraphs; ++i) {
            if (to_b_[i] != none) good.push_back({i, to_b_[i], 1.0F + static_cast<float>(a_.units[i].words) / 50});
        }
        for (const Candidate& candidate : candidates) {
            if (candidate.gain >= 0.5F) good.push_back({candidate.a, candidate.b, candidate.gain * candidate.gain});
        }
        const auto backbone = heaviest_chain(good);
        std::vector<Candidate> gains;
        for (const Candidate& candidate : candidates) {
            const float gain = gain_of(candidate, backbone);
            if (gain > 0) gains.push_back({candidate.a, candidate.b, gain});
        }
        for (const Candidate& chosen : best_assignment(gains)) pair(chosen.a, chosen.b);
    }

    [[nodiscard]] float gain_of(const Candidate& candidate, const std::vector<Candidate>& backbone) const {
        const auto next = std::lower_bound(backbone.begin(), backbone.end(), candidate.a, [](const Candidate& x, std::uint32_t a) { return x.a < a; });
        const bool has_before = next != backbone.begin(), itself = next != backbone.end() && next->a == candidate.a && next->b == candidate.b;
        const auto behind = next != backbone.end() && next->a == candidate.a ? next + 1 : next;
        const bool after_before = !has_before || (next - 1)->b < candidate.b;
        const bool before_behind = behind == backbone.end() || behind->b > candidate.b;
        const bool in_order = itself || (after_before && before_behind);
        if (!in_order) {
            const bool short_text = std::min(a_.units[candidate.a].words, b_.units[candidate.b].words) < few_words;
            return short_text ? 0 : candidate.gain - least_moved + 0.02F;
        }
        const bool follows = has_before ? (next - 1)->a + 1 == candidate.a && (next - 1)->b + 1 == candidate.b : candidate.a == 0 && candidate.b == 0;
        const bool precedes = behind != backbone.end() && behind->a == candidate.a + 1 && behind->b == candidate.b + 1;
        const float bonus = (follows ? neighbour_bonus / 2 : 0) + (precedes ? neighbour_bonus / 2 : 0);
        return candidate.gain + bonus < least_in_order ? 0 : candidate.gain + order_bonus + bonus - least_in_order + 0.02F;
    }

    /// What is left on both sides between the same two neighbours was probably rewritten: there less likeness is enough.
    void between_neighbours(std::vector<Link>& links) {
        std::vector<Candidate> pairs;
        for (const Link& link : links) {
            if (link.kind != Link::Kind::whole) pair(link.a, link.b);
            if (!link.moved && link.a < a_.paragraphs) pairs.push_back({link.a, link.b, 1.0F + static_cast<float>(a_.units[link.a].words)});
        }
        auto frame = heaviest_chain(pairs);
        frame.push_back({static_cast<std::uint32_t>(a_.paragraphs), static_cast<std::uint32_t>(b_.paragraphs), 1});
        std::uint32_t a = 0, b = 0;
        for (const Candidate& next : frame) {
            for (const Candidate& found : rewritten(a, next.a, b, next.b)) links.push_back({Link::Kind::whole, found.a, found.b, false});
            a = next.a + 1;
            b = next.b + 1;
        }
    }

    [[nodiscard]] std::vector<Candidate> rewritten(std::uint32_t a_begin, std::uint32_t a_end, std::uint32_t b_begin, std::uint32_t b_end) const {
        constexpr std::size_t most = 400;
        if (std::size_t{a_end - a_begin} * (b_end - b_begin) > most) return {};
        const bool alone = a_end - a_begin == 1 && b_end - b_begin == 1 && a_.paragraphs > 1 && b_.paragraphs > 1;
        const float least = alone ? least_if_alone : least_rewritten;
        std::vector<Candidate> found;
        for (std::uint32_t i = a_begin; i < a_end; ++i) {
            for (std::uint32_t j = b_begin; j < b_end; ++j) {
                if (to_b_[i] != none || to_a_[j] != none || a_.units[i].kind != b_.units[j].kind) continue;
                if (std::min(a_.units[i].words, b_.units[j].words) < few_words) continue;
                if (const float like = likeness_of(i, j); like > least) found.push_back({i, j, like - least});
            }
        }
        return heaviest_chain(found);
    }

    /// What went from the preamble to the operative part, or back, with nearly the same words.
    void across_parts() {
        std::vector<std::uint32_t> left_a, left_b;
        for (std::uint32_t i = 0; i < a_.paragraphs; ++i) {
            if (to_b_[i] == none && a_.units[i].words >= few_words) left_a.push_back(i);
        }
        for (std::uint32_t j = 0; j < b_.paragraphs; ++j) {
            if (to_a_[j] == none && b_.units[j].words >= few_words) left_b.push_back(j);
        }
        if (left_a.size() * left_b.size() > 40'000) return;
        std::vector<Candidate> found;
        for (const std::uint32_t i : left_a) {
            for (const std::uint32_t j : left_b) {
                const UnitKind x = a_.units[i].kind, y = b_.units[j].kind;
                if (x == UnitKind::heading || y == UnitKind::heading || may_pair(x, y)) continue;
                if (const float like = likeness_of(i, j); like >= least_across) found.push_back({i, j, like});
            }
        }
        for (const Candidate& chosen : best_assignment(found)) pair(chosen.a, chosen.b);
    }

    /// Notes to the same paragraph are most likely the same note.
    void footnotes() {
        const std::size_t many_a = a_.units.size() - a_.paragraphs, many_b = b_.units.size() - b_.paragraphs;
        const bool all = many_a * many_b <= 40'000;
        std::vector<Candidate> found;
        for (std::size_t i = 0; i < many_a; ++i) {
            const auto a = static_cast<std::uint32_t>(a_.paragraphs + i);
            const Unit& note = a_.units[a];
            const std::uint32_t expected = note.anchor ? to_b_[*note.anchor] : none;
            const std::size_t first = all ? 0 : i > 20 ? i - 20 : 0, last = all ? many_b : std::min(many_b, i + 20);
            for (std::size_t j = first; j < last; ++j) {
                const auto b = static_cast<std::uint32_t>(b_.paragraphs + j);
                const Unit& other = b_.units[b];
                const bool same_place = expected != none && other.anchor == expected;
                const float like = likeness_of(a, b);
                const float gain = like + (same_place ? 0.3F : 0) + (i == j ? 0.01F : 0) - 0.5F;
                if (gain > 0 && like >= 0.15F) found.push_back({a, b, gain});
            }
        }
        for (const Candidate& chosen : best_assignment(found)) pair(chosen.a, chosen.b);
    }

    /// Moved is what must be taken out so that all else is in order: as few words as possible.
    [[nodiscard]] std::vector<Link> whole_links() const {
        std::vector<Candidate> pairs;
        std::vector<Link> links;
        for (std::uint32_t i = 0; i < a_.units.size(); ++i) {
            if (to_b_[i] == none) continue;
            links.push_back({Link::Kind::whole, i, to_b_[i], false});
            if (i < a_.paragraphs) pairs.push_back({i, to_b_[i], 1.0F + static_cast<float>(a_.units[i].words)});
        }
        const auto chain = heaviest_chain(pairs);
        auto staying = chain.begin();
        for (Link& link : links) {
            if (link.a >= a_.paragraphs) break;
            const bool stays = staying != chain.end() && staying->a == link.a;
            if (stays) ++staying;
            link.moved = !stays || !may_pair(a_.units[link.a].kind, b_.units[link.b].kind);
        }
        return links;
    }

    const Workspace& workspace_;
    const Side& a_;
    const Side& b_;
    std::vector<std::uint32_t> to_b_, to_a_;
};

}  // namespace

std::vector<Link> match(const Workspace& workspace) { return Matcher(workspace).match(); }

}  // namespace comity::concordance
