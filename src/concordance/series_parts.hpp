// Parts of the finding of series: titles that are nearly the same, what is cited and absent, what drafts became. Private to concordance/.
#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "concordance/series.hpp"

namespace comity::concordance::detail {

using ByKey = std::unordered_map<std::string_view, std::size_t>;
using Pairs = std::set<std::pair<std::size_t, std::size_t>>;

struct TitleNearness {
    double common = 0;     ///< words of both / words of either
    double contained = 0;  ///< words of both / words of the shorter
};
/// Words of four letters and more, and figures: what makes a title in any of the languages.
TitleNearness near(std::string_view title, std::string_view other);

/// Acts of one line whose titles differ and nearly agree; each pair of titles by its two texts that are most alike.
std::vector<std::pair<std::size_t, std::size_t>> near_titles(std::span<const SeriesText> texts, const std::vector<std::size_t>& order);

void add_gaps(std::span<const SeriesText> texts, const ByKey& by_key, std::vector<SeriesGroup>& groups);
void hang_drafts(std::span<const SeriesText> texts, const std::vector<std::size_t>& order, const Pairs& together, std::vector<SeriesGroup>& groups);

}  // namespace comity::concordance::detail
