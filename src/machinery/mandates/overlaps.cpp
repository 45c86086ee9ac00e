#include "machinery/mandates/overlaps.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace comity::mandates {

namespace {

bool of_one_series(const RegisterText& a, const RegisterText& b) { return &a == &b || (a.series && a.series == b.series); }

std::uint32_t words_in_common(const ShortAct& a, const ShortAct& b) {
    std::uint32_t common = 0;
    for (const auto *x = a.words.begin(), *y = b.words.begin(); x != a.words.end() && y != b.words.end();) {
        if (*x == *y) ++common;
        if (*x < *y) ++x;
        else if (*y < *x) ++y;
        else ++x, ++y;
    }
    return common;
}

/// The first that both ask, in the order of the earlier mandate.
const Asked* both_ask(const ShortAct& a, const ShortAct& b) {
    const auto* found = std::find_if(a.asked.begin(), a.asked.end(), [&](const Asked& asked) { return std::find(b.asked.begin(), b.asked.end(), asked) != b.asked.end(); });
    return found == a.asked.end() ? nullptr : found;
}

class Finder {
public:
    explicit Finder(const Gathered& gathered) : gathered_(gathered) {}

    std::vector<Overlap> find() {
        for (std::uint32_t i = 0; i < gathered_.mandates.size(); ++i) {
            const ShortAct& act = latest(i);
            if (!act.asks() || act.words.empty()) continue;
            for (const auto kind : act.deliverables) {
                for (const Asked& asked : act.asked) like_[{asked, kind}].push_back(i);
            }
        }
        for (auto& [key, mandates] : like_) compare(key.second, mandates);
        std::sort(found_.begin(), found_.end(), [](const Overlap& a, const Overlap& b) { return a.likeness() != b.likeness() ? a.likeness() > b.likeness() : std::tie(a.a, a.b, a.deliverable) < std::tie(b.a, b.b, b.deliverable); });
        // Two that have several deliverables or addressees in common are told once.
        found_.erase(std::unique(found_.begin(), found_.end(), [](const Overlap& a, const Overlap& b) { return a.a == b.a && a.b == b.b; }), found_.end());
        return std::move(found_);
    }

private:
    const Gathered& gathered_;
    std::map<std::pair<Asked, Names::Number>, std::vector<std::uint32_t>> like_;  // mandates that ask one actor for one kind of thing
    std::vector<Overlap> found_;

    [[nodiscard]] const ShortAct& latest(std::uint32_t mandate) const { return gathered_.act(gathered_.mandates[mandate].steps.back()); }

    /// By how many words they have: two whose numbers lie too far apart can't have enough in common.
    void compare(Names::Number deliverable, std::vector<std::uint32_t>& mandates) {
        std::sort(mandates.begin(), mandates.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::pair(latest(a).words.size(), a) < std::pair(latest(b).words.size(), b);
        });
        for (std::size_t i = 0; i < mandates.size(); ++i) {
            const ShortAct& one = latest(mandates[i]);
            for (std::size_t k = i + 1; k < mandates.size(); ++k) {
                const ShortAct& other = latest(mandates[k]);
                const auto all = static_cast<std::uint32_t>(one.words.size() + other.words.size());
                if (2.0 * static_cast<double>(one.words.size()) < enough_overlap * all) break;  // all further ones are longer still
                if (of_one_series(text(mandates[i]), text(mandates[k]))) continue;
                const std::uint32_t common = words_in_common(one, other);
                if (2.0 * common < enough_overlap * all) continue;
                const auto [a, b] = std::minmax(mandates[i], mandates[k]);
                found_.push_back({a, b, common, all, *both_ask(latest(a), latest(b)), deliverable});
            }
        }
    }
    [[nodiscard]] const RegisterText& text(std::uint32_t mandate) const { return gathered_.text(gathered_.mandates[mandate].steps.back()); }
};

}  // namespace

std::vector<Overlap> find_overlaps(const Gathered& gathered) { return Finder(gathered).find(); }

std::vector<Overlap> overlaps_of(const Gathered& gathered, const std::vector<std::uint32_t>& mandates) {
    std::vector<bool> among(gathered.mandates.size(), false);
    for (const std::uint32_t mandate : mandates) among[mandate] = true;
    std::vector<Overlap> found;
    std::copy_if(gathered.overlaps.begin(), gathered.overlaps.end(), std::back_inserter(found), [&](const Overlap& overlap) { return among[overlap.a] || among[overlap.b]; });
    return found;
}

}  // namespace comity::mandates
