#include <algorithm>
#include <map>

#include "machinery/drafting/inside.hpp"

namespace comity::drafting {

using directive::Act;
using directive::Timing;

namespace {

bool names_session(const Timing& timing) { return timing.kind == "session" || timing.kind == "session part"; }

/// The session at which a text puts its question on again; nullopt if it doesn't, or names several.
struct NextTime {
    int session = 0;
    const Timing* timing = nullptr;
};
std::optional<NextTime> next_time(const std::vector<Act>& acts, const std::string& body) {
    for (const Act& act : acts) {
        const bool agenda = std::any_of(act.deliverables.begin(), act.deliverables.end(), [](const auto& each) { return each.kind == "agenda item"; });
        if (act.sense != directive::Sense::decision || (!act.review && !agenda)) continue;
        for (const Timing& timing : act.deadlines)
            if (timing.sessions.size() == 1 && timing.sessions.front().body == body) return NextTime{timing.sessions.front().number, &timing};
    }
    return std::nullopt;
}

/// The number of sessions after which the texts of a series came, if nearly all of the last ones did so; nullopt if they keep no rhythm.
std::optional<int> rhythm_of(const std::vector<Surroundings::Text>& series) {
    constexpr std::size_t least = 2, most = 6;
    std::vector<int> gaps;
    for (std::size_t i = 1; i < series.size(); ++i)
        if (series[i].session && series[i - 1].session && *series[i].session > *series[i - 1].session) gaps.push_back(*series[i].session - *series[i - 1].session);
    if (gaps.size() > most) gaps.erase(gaps.begin(), gaps.end() - most);
    if (gaps.size() < least) return std::nullopt;
    std::map<int, std::size_t> counts;
    for (const int gap : gaps) ++counts[gap];
    const auto common = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return common->second * 4 >= gaps.size() * 3 ? std::optional(common->first) : std::nullopt;
}

}  // namespace

void check_past_sessions(const Scene& scene, Findings& findings) {
    if (!scene.session || scene.body.empty()) return findings.not_applied("session-past");
    for (const Act& act : scene.acts) {
        if (act.sense == directive::Sense::statement) continue;
        for (const Timing& timing : act.deadlines) {
            if (!names_session(timing) || timing.sessions.empty()) continue;
            const auto& named = timing.sessions.back();
            if (named.body != scene.body || named.number >= *scene.session) continue;
            // Of a body that counts its sessions by years an ordinal is that of another: "its sixty-ninth session" of a commission.
            constexpr int first_year = 1946;
            if (*scene.session >= first_year && named.number < first_year) continue;
            findings.add("session-past", findings.at(timing.words), say(sentences::check_session_past, std::to_string(named.number), std::to_string(*scene.session)), say(sentences::mend_session_past));
        }
    }
}

// A text that comes every second year and names the next session, or the other way round: told where neither the series nor the text before did so.
void check_rhythm(const Scene& scene, Findings& findings) {
    const auto rhythm = rhythm_of(scene.around.series);
    if (!rhythm || !scene.session || scene.body.empty()) return findings.not_applied("session-rhythm");
    const auto next = next_time(scene.acts, scene.body);
    if (!next || next->session <= *scene.session) return;
    const int gap = next->session - *scene.session;
    if (gap == *rhythm) return;
    if (scene.around.previous && scene.around.previous->session) {
        const auto before = next_time(scene.acts_before, scene.body);
        if (before && before->session - *scene.around.previous->session == gap) return;
    }
    findings.add("session-rhythm", findings.at(next->timing->words), say(sentences::check_session_rhythm, std::to_string(gap), std::to_string(*rhythm)),
                 say(sentences::mend_session_rhythm, std::to_string(*scene.session + *rhythm)));
}

}  // namespace comity::drafting
