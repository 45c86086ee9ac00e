#include "text/nearest.hpp"

#include <algorithm>

namespace comity::text {

std::size_t slips(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> least(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                least[i][j] = i + j;
                continue;
            }
            const std::size_t replaced = least[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            least[i][j] = std::min({least[i - 1][j] + 1, least[i][j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) least[i][j] = std::min(least[i][j], least[i - 2][j - 2] + 1);
        }
    }
    return least[a.size()][b.size()];
}

std::vector<std::string> nearest(std::string_view typed, std::vector<std::string> candidates, std::size_t at_most) {
    constexpr std::size_t longest = 120;
    if (typed.size() > longest) return {};
    std::vector<std::pair<std::size_t, std::string>> near;
    for (std::string& candidate : candidates) {
        if (candidate.size() > longest) continue;
        const std::size_t away = slips(typed, candidate);
        if (away * 3 <= std::max(typed.size(), candidate.size())) near.emplace_back(away, std::move(candidate));
    }
    std::sort(near.begin(), near.end());
    near.resize(std::min(near.size(), at_most));
    std::vector<std::string> found;
    for (auto& [away, candidate] : near) found.push_back(std::move(candidate));
    return found;
}

}  // namespace comity::text
