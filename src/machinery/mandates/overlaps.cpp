#include "machinery/mandates/overlaps.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace comity::mandates {

namespace {

const Asked* both_ask(const ShortAct& a, const ShortAct& b) {
    for (const Asked& asked : a.asked) {
        if (std::find(b.asked.begin(), b.asked.end(), asked) != b.asked.end()) return &asked;
    }
    return nullptr;
}

bool of_one_series(const RegisterText& a, const RegisterText& b) { return &a == &b || (a.series && a.series == b.series); }

}  // namespace

std::vector<Overlap> overlaps_of(const Gathered& gathered, const std::vector<std::uint32_t>& mandates) {
    std::map<Names::Number, std::vector<std::uint32_t>> by_deliverable;
    for (std::uint32_t i = 0; i < gathered.mandates.size(); ++i) {
        const ShortAct& act = gathered.act(gathered.mandates[i].steps.back());
        if (!act.asks()) continue;
        for (const auto kind : act.deliverables) by_deliverable[kind].push_back(i);
    }
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    std::vector<Overlap> found;
    for (const std::uint32_t one : mandates) {
        const Step& step = gathered.mandates[one].steps.back();
        const ShortAct& act = gathered.act(step);
        for (const auto kind : act.deliverables) {
            for (const std::uint32_t other : by_deliverable[kind]) {
                const Step& there = gathered.mandates[other].steps.back();
                if (other == one || of_one_series(gathered.text(step), gathered.text(there))) continue;
                const ShortAct& its = gathered.act(there);
                const Asked* asked = both_ask(act, its);
                if (asked == nullptr) continue;
                const double alike = likeness(act.words, its.words);
                if (alike < enough_overlap || !seen.emplace(std::minmax(one, other)).second) continue;
                found.push_back({std::min(one, other), std::max(one, other), alike, *asked, kind});
            }
        }
    }
    std::sort(found.begin(), found.end(), [](const Overlap& a, const Overlap& b) { return a.likeness != b.likeness ? a.likeness > b.likeness : std::tie(a.a, a.b) < std::tie(b.a, b.b); });
    return found;
}

}  // namespace comity::mandates
