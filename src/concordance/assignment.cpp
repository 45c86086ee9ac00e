#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "concordance/matching.hpp"

namespace comity::concordance {

namespace {

// Rows or columns of one exact assignment: its time grows with their cube.
constexpr std::size_t most_exact = 160;

/// Kuhn and Munkres with potentials, rows no more than columns; costs by row. For each row its column.
std::vector<std::size_t> least_cost(const std::vector<float>& costs, std::size_t rows, std::size_t columns) {
    const float infinite = std::numeric_limits<float>::infinity();
    std::vector<float> of_row(rows + 1), of_column(columns + 1);
    std::vector<std::size_t> row_of(columns + 1, 0), came_from(columns + 1, 0);
    for (std::size_t row = 1; row <= rows; ++row) {
        row_of[0] = row;
        std::size_t column = 0;
        std::vector<float> least(columns + 1, infinite);
        std::vector<char> used(columns + 1, 0);
        do {
            used[column] = 1;
            const std::size_t i = row_of[column];
            float delta = infinite;
            std::size_t next = 0;
            for (std::size_t j = 1; j <= columns; ++j) {
                if (used[j]) continue;
                const float cost = costs[(i - 1) * columns + j - 1] - of_row[i] - of_column[j];
                if (cost < least[j]) {
                    least[j] = cost;
                    came_from[j] = column;
                }
                if (least[j] < delta) {
                    delta = least[j];
                    next = j;
                }
            }
            for (std::size_t j = 0; j <= columns; ++j) {
                if (used[j]) {
                    of_row[row_of[j]] += delta;
                    of_column[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            column = next;
        } while (row_of[column] != 0);
        for (; column != 0; column = came_from[column]) row_of[column] = row_of[came_from[column]];
    }
    std::vector<std::size_t> column_of(rows);
    for (std::size_t j = 1; j <= columns; ++j) {
        if (row_of[j] != 0) column_of[row_of[j] - 1] = j - 1;
    }
    return column_of;
}

std::vector<std::uint32_t> distinct(const std::vector<Candidate>& candidates, std::uint32_t Candidate::*side) {
    std::vector<std::uint32_t> found;
    found.reserve(candidates.size());
    for (const Candidate& candidate : candidates) found.push_back(candidate.*side);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::size_t place(const std::vector<std::uint32_t>& among, std::uint32_t value) {
    return static_cast<std::size_t>(std::lower_bound(among.begin(), among.end(), value) - among.begin());
}

std::vector<Candidate> exactly(const std::vector<Candidate>& candidates) {
    if (candidates.size() == 1) return candidates;
    const auto of_a = distinct(candidates, &Candidate::a), of_b = distinct(candidates, &Candidate::b);
    const bool a_rows = of_a.size() <= of_b.size();
    const auto& row_units = a_rows ? of_a : of_b;
    const auto& column_units = a_rows ? of_b : of_a;
    std::vector<float> costs(row_units.size() * column_units.size(), 0);
    std::vector<std::size_t> at(costs.size(), candidates.size());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const std::size_t row = place(row_units, a_rows ? candidates[i].a : candidates[i].b);
        const std::size_t column = place(column_units, a_rows ? candidates[i].b : candidates[i].a);
        costs[row * column_units.size() + column] = -candidates[i].gain;
        at[row * column_units.size() + column] = i;
    }
    std::vector<Candidate> chosen;
    const auto column_of = least_cost(costs, row_units.size(), column_units.size());
    for (std::size_t row = 0; row < row_units.size(); ++row) {
        const std::size_t found = at[row * column_units.size() + column_of[row]];
        if (found < candidates.size()) chosen.push_back(candidates[found]);
    }
    return chosen;
}

/// What is left once both units of the chosen are taken.
std::vector<Candidate> without(const std::vector<Candidate>& candidates, const std::vector<Candidate>& chosen) {
    const auto of_a = distinct(chosen, &Candidate::a), of_b = distinct(chosen, &Candidate::b);
    std::vector<Candidate> left;
    for (const Candidate& candidate : candidates) {
        if (!std::binary_search(of_a.begin(), of_a.end(), candidate.a) && !std::binary_search(of_b.begin(), of_b.end(), candidate.b)) left.push_back(candidate);
    }
    return left;
}

std::vector<Candidate> in_order_first(std::vector<Candidate> candidates) {
    std::vector<Candidate> chosen;
    for (int pass = 0; pass < 4 && !candidates.empty(); ++pass) {
        const auto chain = heaviest_chain(candidates);
        chosen.insert(chosen.end(), chain.begin(), chain.end());
        candidates = without(candidates, chain);
    }
    return chosen;
}

/// Candidates that share units, directly or through others.
std::vector<std::vector<Candidate>> hanging_together(const std::vector<Candidate>& candidates) {
    const auto of_a = distinct(candidates, &Candidate::a), of_b = distinct(candidates, &Candidate::b);
    std::vector<std::size_t> above(of_a.size() + of_b.size());
    std::iota(above.begin(), above.end(), std::size_t{0});
    const auto top = [&](std::size_t i) {
        while (above[i] != i) i = above[i] = above[above[i]];
        return i;
    };
    for (const Candidate& candidate : candidates) above[top(place(of_a, candidate.a))] = top(of_a.size() + place(of_b, candidate.b));
    std::unordered_map<std::size_t, std::size_t> groups;
    std::vector<std::vector<Candidate>> found;
    for (const Candidate& candidate : candidates) {
        const auto [at, is_new] = groups.emplace(top(place(of_a, candidate.a)), found.size());
        if (is_new) found.emplace_back();
        found[at->second].push_back(candidate);
    }
    return found;
}

}  // namespace

std::vector<Candidate> heaviest_chain(std::vector<Candidate> candidates) {
    // By a; of one a the later b first, so that no two of them are in one chain.
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& x, const Candidate& y) { return x.a != y.a ? x.a < y.a : x.b > y.b; });
    std::uint32_t most = 0;
    for (const Candidate& candidate : candidates) most = std::max(most, candidate.b);
    // A tree of prefix maxima over b (Fenwick): the best chain that ends at or before it.
    const std::size_t none = candidates.size();
    std::vector<std::size_t> tree(std::size_t{most} + 2, none), before(candidates.size(), none);
    std::vector<double> sums(candidates.size());
    std::size_t best = none;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        for (std::size_t at = candidates[i].b; at > 0; at -= at & (~at + 1)) {
            if (tree[at] != none && (before[i] == none || sums[tree[at]] > sums[before[i]])) before[i] = tree[at];
        }
        sums[i] = static_cast<double>(candidates[i].gain) + (before[i] == none ? 0 : sums[before[i]]);
        for (std::size_t at = std::size_t{candidates[i].b} + 1; at < tree.size(); at += at & (~at + 1)) {
            if (tree[at] == none || sums[i] > sums[tree[at]]) tree[at] = i;
        }
        if (best == none || sums[i] > sums[best]) best = i;
    }
    std::vector<Candidate> chain;
    for (std::size_t i = best; i != none; i = before[i]) chain.push_back(candidates[i]);
    std::reverse(chain.begin(), chain.end());
    return chain;
}

std::vector<Candidate> best_assignment(const std::vector<Candidate>& candidates) {
    std::vector<Candidate> chosen;
    for (const auto& group : hanging_together(candidates)) {
        const std::size_t larger = std::max(distinct(group, &Candidate::a).size(), distinct(group, &Candidate::b).size());
        const auto found = larger <= most_exact ? exactly(group) : in_order_first(group);
        chosen.insert(chosen.end(), found.begin(), found.end());
    }
    std::sort(chosen.begin(), chosen.end(), [](const Candidate& x, const Candidate& y) { return x.a < y.a; });
    return chosen;
}

}  // namespace comity::concordance
