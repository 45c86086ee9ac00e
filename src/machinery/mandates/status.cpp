#include "machinery/mandates/status.hpp"

#include <algorithm>
#include <map>

namespace comity::mandates {

std::string_view name_of(Status status) noexcept {
    switch (status) {
        case Status::in_progress: return "in progress";
        case Status::delivered: return "delivered";
        case Status::overdue: return "overdue";
        case Status::lapsed: return "lapsed";
        case Status::replaced: return "replaced";
        case Status::no_indication: break;
    }
    return "without indication";
}

std::optional<Status> status_named(std::string_view name) noexcept {
    for (const Status status : all_statuses) {
        const std::string_view called = name_of(status);
        const bool same = called.size() == name.size() && std::equal(called.begin(), called.end(), name.begin(), [](char a, char b) { return a == b || (a == ' ' && b == '-'); });
        if (same) return status;
    }
    return std::nullopt;
}

std::string_view name_of(Because because) noexcept {
    switch (because) {
        case Because::report_confirmed: return "confirmed by a person";
        case Because::report_known: return "report known";
        case Because::date_to_come: return "date to come";
        case Because::comes_back: return "comes back by its own words";
        case Because::ended: return "ended by its own words";
        case Because::not_in_later_text: return "not in a later text";
        case Because::another_in_its_place: return "another in its place";
        case Because::date_passed: return "date passed, no report known";
        case Because::date_passed_no_report_asked: return "date passed, no report asked for";
        case Because::no_date: break;
    }
    return "no date";
}

Day last_due(const ShortAct& act) noexcept {
    Day last = 0;
    for (const Due& due : act.dues) last = std::max({last, due.last, due.first});
    return last;
}

std::optional<Standing> standing_of(const Gathered& gathered, const Line& mandate, Day today) {
    const Step& step = mandate.steps.back();
    const ShortAct& act = gathered.act(step);
    if (!act.asks()) return std::nullopt;
    Standing standing;
    standing.deliveries = gathered.deliveries(step);
    const Day due = last_due(act);
    const auto decide = [&](Status status, Because because, Day day) {
        standing.status = status;
        standing.because = because;
        standing.day = day;
        return standing;
    };
    if (!standing.deliveries.empty()) {
        const bool confirmed = std::any_of(standing.deliveries.begin(), standing.deliveries.end(), [](const Delivery& one) { return one.said.has_value(); });
        return decide(Status::delivered, confirmed ? Because::report_confirmed : Because::report_known, 0);
    }
    if (mandate.replaced_by) return decide(Status::replaced, Because::another_in_its_place, 0);
    if (act.expires != 0 && act.expires < today) return decide(Status::lapsed, Because::ended, act.expires);
    if (due != 0 && due >= today) return decide(Status::in_progress, Because::date_to_come, due);
    if (const auto next = gathered.next_text(step.text)) {
        standing.text = next;
        return decide(Status::lapsed, Because::not_in_later_text, 0);
    }
    if (act.recurrence != 0) return decide(Status::in_progress, Because::comes_back, 0);
    if (due == 0) return decide(Status::no_indication, Because::no_date, 0);
    if (is_report(act, gathered.names)) return decide(Status::overdue, Because::date_passed, due);
    return decide(Status::no_indication, Because::date_passed_no_report_asked, due);
}

std::optional<Implied> implied_recurrence(const Gathered& gathered, const Line& mandate) {
    Implied implied;
    std::vector<int> years;
    for (const Step& step : mandate.steps) {
        const auto& item = gathered.text(step).item;
        const auto year = item.year ? item.year : item.date ? std::optional(item.date->year()) : std::nullopt;
        if (!year || (!years.empty() && years.back() >= *year)) continue;
        years.push_back(*year);
        implied.texts.push_back(step.text);
    }
    if (years.size() < 3) return std::nullopt;
    std::map<int, int> weights, counts;  // a later gap weighs more, so that of two lengths that are as frequent the later one wins
    const int gaps = static_cast<int>(years.size()) - 1;
    for (int i = 0; i < gaps; ++i) {
        const int gap = years[static_cast<std::size_t>(i) + 1] - years[static_cast<std::size_t>(i)];
        weights[gap] += gaps + i;
        ++counts[gap];
    }
    const auto most = std::max_element(weights.begin(), weights.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (2 * counts[most->first] < gaps) return std::nullopt;
    implied.years = most->first;
    implied.since = years.front();
    return implied;
}

std::vector<std::optional<Turn>> turns_of(const Gathered& gathered, const Line& mandate) {
    std::vector<std::optional<Turn>> turns(mandate.steps.size());
    for (std::size_t i = 1; i < mandate.steps.size(); ++i) {
        const ShortAct &before = gathered.act(mandate.steps[i - 1]), &now = gathered.act(mandate.steps[i]);
        Turn turn;
        for (auto next = gathered.next_text(mandate.steps[i - 1].text); next && *next != mandate.steps[i].text; next = gathered.next_text(*next)) turn.without.push_back(*next);
        turn.missing_before = !turn.without.empty();
        turn.strength_before = before.strength;
        turn.strength = now.strength;
        turn.verb = before.lemma != now.lemma;
        turn.asked = before.asked != now.asked;
        turn.deliverable = before.deliverables != now.deliverables;
        turn.due = before.dues.empty() != now.dues.empty();
        turn.expiry = (before.expires == 0) != (now.expires == 0);
        turn.words = before.words != now.words;
        turns[i] = std::move(turn);
    }
    return turns;
}

}  // namespace comity::mandates
