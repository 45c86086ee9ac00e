#include "machinery/mandates/asking.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"

namespace comity::mandates {

namespace {

/// The things that are counted, each by leaving it out of what must fit.
enum Part { to, body, deliverable, status, strength, sense, flag, year, others, parts };

/// A word as typed: one number, or those of all words that begin so.
using AnyOf = std::vector<Names::Number>;

std::vector<AnyOf> words_meant(std::string_view typed, const Names& words) {
    std::vector<AnyOf> meant;
    for (std::size_t at = 0; at < typed.size();) {
        const std::size_t end = std::min(typed.find_first_of(" \t\r\n", at), typed.size());
        std::string_view piece = typed.substr(at, end - at);
        at = end + 1;
        const bool open = piece.ends_with('*');
        if (open) piece.remove_suffix(1);
        auto telling = telling_words(piece);
        for (std::size_t i = 0; i < telling.size(); ++i) {
            AnyOf any;
            if (open && i + 1 == telling.size()) {
                for (Names::Number number = 1; number < words.size(); ++number) {
                    if (words.name(number).starts_with(telling[i])) any.push_back(number);
                }
            } else if (const auto number = words.find(telling[i])) {
                any.push_back(*number);
            }
            meant.push_back(std::move(any));
        }
    }
    return meant;
}

bool has_flag(const Line& mandate, const ShortAct& act, std::string_view flag) {
    if (flag == "organization") return act.un_mandate;
    if (flag == "states") return act.to_states;
    if (flag == "unsure") return act.unsure;
    if (flag == "review") return act.review;
    if (flag == "no-review") return !act.review;
    if (flag == "continuing") return mandate.steps.size() > 1;
    return mandate.steps.size() == 1;  // "once"
}

std::string_view in(const std::optional<std::string>& text) { return text ? std::string_view(*text) : std::string_view(); }

class Questioner {
public:
    Questioner(const Register& reg, const Gathered& gathered, const Asking& asking) : register_(reg), gathered_(gathered), asking_(asking), words_(words_meant(asking.words, gathered.words)), tally_(gathered.names.size()) {
        check();
        if (asking.body) {
            const auto* known = reg.holdings().vocabulary().body(*asking.body);
            if (known == nullptr) known = reg.holdings().vocabulary().body_named(*asking.body);
            body_ = gathered.names.find(known != nullptr ? known->id : *asking.body).value_or(nothing);
        }
        if (asking.to) to_ = gathered.names.find(*asking.to).value_or(nothing);
        if (asking.deliverable && *asking.deliverable != "none") deliverable_ = gathered.names.find(*asking.deliverable).value_or(nothing);
        if (asking.text) texts_.insert(text_of(*asking.text));
        if (asking.series) {
            const auto text = text_of(*asking.series);
            series_.insert(text);
            if (const auto series = gathered.texts[text].series) series_.insert(gathered.series[*series].begin(), gathered.series[*series].end());
        }
        read_session();
    }

    Answer answer() {
        Answer answer;
        for (std::uint32_t i = 0; i < gathered_.mandates.size(); ++i) take(i, answer);
        put_counts(answer.facets);
        const auto date_of_text = [&](std::uint32_t mandate) {
            const auto& item = gathered_.text(gathered_.mandates[mandate].steps.back()).item;
            return item.date ? day_of(item.date) : item.year.value_or(0) * 10000;
        };
        std::stable_sort(answer.mandates.begin(), answer.mandates.end(), [&](std::uint32_t a, std::uint32_t b) { return date_of_text(a) > date_of_text(b); });
        return answer;
    }

private:
    static constexpr Names::Number nothing = static_cast<Names::Number>(-1);
    const Register& register_;
    const Gathered& gathered_;
    const Asking& asking_;
    std::vector<AnyOf> words_;
    Names::Number body_ = 0, to_ = 0, deliverable_ = 0, session_body_ = 0;
    int session_ = 0;
    std::set<std::uint32_t> texts_, series_;

    void check() const {
        const auto known = [](std::string_view name, const std::optional<std::string>& value, const std::vector<std::string_view>& values) {
            if (value && std::find(values.begin(), values.end(), *value) == values.end()) throw Error(Fault::bad_request, "{} can be {}, not \"{}\"", name, fmt::join(values, ", "), *value);
        };
        known("sense", asking_.sense, senses());
        known("flag", asking_.flag, flags());
        known("recurrence", asking_.recurrence, {"stated", "none"});
    }

    [[nodiscard]] std::uint32_t text_of(const std::string& spelling) const {
        const auto item = register_.holdings().find(spelling);
        const auto at = std::find_if(gathered_.texts.begin(), gathered_.texts.end(), [&](const RegisterText& text) { return text.item.number == item.number || (item.symbol && text.item.symbol == item.symbol); });
        if (at == gathered_.texts.end()) throw Error(Fault::not_found, "{} is not in the register: it is no text that was adopted", item.name);
        return static_cast<std::uint32_t>(at - gathered_.texts.begin());
    }

    void read_session() {
        if (!asking_.session) return;
        const auto dash = asking_.session->rfind('-');
        const std::string digits = dash == std::string::npos ? "" : asking_.session->substr(dash + 1);
        if (digits.empty() || digits.size() > 4 || digits.find_first_not_of("0123456789") != std::string::npos) throw Error(Fault::bad_request, "a session is a body and a number, such as GA-79, not \"{}\"", *asking_.session);
        session_ = std::stoi(digits);
        session_body_ = gathered_.names.find(asking_.session->substr(0, dash)).value_or(nothing);
    }

    [[nodiscard]] bool fits_words(const ShortAct& act) const {
        return std::all_of(words_.begin(), words_.end(), [&](const AnyOf& any) {
            return std::any_of(any.begin(), any.end(), [&](Names::Number word) { return std::binary_search(act.words.begin(), act.words.end(), word); });
        });
    }

    [[nodiscard]] bool fits_due(const ShortAct& act) const {
        if (!asking_.due_from && !asking_.due_to && session_ == 0) return true;
        return std::any_of(act.dues.begin(), act.dues.end(), [&](const Due& due) {
            if (session_ != 0 && (due.session != session_ || due.body != session_body_)) return false;
            const Day first = due.first != 0 ? due.first : due.last, last = due.last != 0 ? due.last : due.first;
            if (asking_.due_from && (last == 0 || last < day_of(asking_.due_from))) return false;
            return !asking_.due_to || (first != 0 && first <= day_of(asking_.due_to));
        });
    }

    /// What doesn't fit, a bit for each part.
    [[nodiscard]] unsigned misfits(const Line& mandate, const ShortAct& act) const {
        unsigned missing = 0;
        const auto miss = [&](Part part, bool fits) { missing |= fits ? 0U : 1U << part; };
        const RegisterText& text = gathered_.text(mandate.steps.back());
        const std::string_view wanted = in(asking_.sense);
        miss(sense, wanted == "all" || (wanted.empty() ? act.asks() : name_of(act.sense) == wanted));
        miss(to, !asking_.to || std::any_of(act.asked.begin(), act.asked.end(), [&](const Asked& asked) { return asked.type == to_ || asked.id == to_; }));
        miss(body, !asking_.body || text.body == body_);
        miss(deliverable, !asking_.deliverable || (*asking_.deliverable == "none" ? act.deliverables.empty() : std::find(act.deliverables.begin(), act.deliverables.end(), deliverable_) != act.deliverables.end()));
        miss(strength, !asking_.strength || act.strength == *asking_.strength);
        miss(flag, !asking_.flag || has_flag(mandate, act, *asking_.flag));
        miss(year, !asking_.year || text.item.year == asking_.year);
        const auto of_any = [&](const std::set<std::uint32_t>& texts) {
            return texts.empty() || std::any_of(mandate.steps.begin(), mandate.steps.end(), [&](const Step& step) { return texts.count(step.text) > 0; });
        };
        const bool recurs = !asking_.recurrence || (act.recurrence != 0) == (*asking_.recurrence == "stated");
        miss(others, recurs && of_any(texts_) && of_any(series_) && fits_due(act) && fits_words(act));
        return missing;
    }

    /// How often each thing was counted: by name, and by place in its list.
    struct Tally {
        explicit Tally(std::size_t names) : to(names), bodies(names), deliverables(names) {}
        std::vector<std::size_t> to, bodies, deliverables;
        std::size_t nothing_delivered = 0;
        std::array<std::size_t, all_statuses.size()> statuses{};
        std::array<std::size_t, 6> strengths{};
        std::array<std::size_t, 3> senses{};
        std::array<std::size_t, 7> flags{};
        std::map<int, std::size_t> years;
    };
    Tally tally_;

    void put_counts(Facets& facets) const {
        const auto by_name = [&](const std::vector<std::size_t>& counted, Counts& counts) {
            for (std::size_t i = 0; i < counted.size(); ++i) {
                if (counted[i] > 0) counts[gathered_.names.name(static_cast<Names::Number>(i))] += counted[i];
            }
        };
        const auto put = [](Counts& counts, std::string_view name, std::size_t count) {
            if (count > 0) counts[std::string(name)] += count;
        };
        by_name(tally_.to, facets.to);
        by_name(tally_.bodies, facets.bodies);
        by_name(tally_.deliverables, facets.deliverables);
        put(facets.deliverables, "none", tally_.nothing_delivered);
        for (const Status one : all_statuses) put(facets.statuses, name_of(one), tally_.statuses[static_cast<std::size_t>(one)]);
        for (std::size_t i = 0; i < tally_.strengths.size(); ++i) put(facets.strengths, std::to_string(i), tally_.strengths[i]);
        for (const auto one : {directive::Sense::statement, directive::Sense::request, directive::Sense::decision}) put(facets.senses, name_of(one), tally_.senses[static_cast<std::size_t>(one)]);
        for (std::size_t i = 0; i < flags().size(); ++i) facets.flags[std::string(flags()[i])] += tally_.flags[i];
        for (const auto& [one, count] : tally_.years) facets.years[std::to_string(one)] += count;
    }

    void take(std::uint32_t number, Answer& answer) {
        const Line& mandate = gathered_.mandates[number];
        const ShortAct& act = gathered_.act(mandate.steps.back());
        unsigned missing = misfits(mandate, act);
        if ((missing & (missing - 1)) != 0 || missing == 1U << others) return;  // two things don't fit, or what nothing is counted by
        const auto standing = standing_of(gathered_, mandate, asking_.today);
        if (asking_.status && (!standing || standing->status != *asking_.status)) missing |= 1U << status;
        if ((missing & (missing - 1)) != 0) return;
        if (missing == 0) answer.mandates.push_back(number);
        count(mandate, act, standing, missing);
    }

    void count(const Line& mandate, const ShortAct& act, const std::optional<Standing>& standing, unsigned missing) {
        const auto counts = [&](Part part) { return (missing & ~(1U << part)) == 0; };
        const RegisterText& text = gathered_.text(mandate.steps.back());
        if (counts(to)) {
            for (const Asked* asked = act.asked.begin(); asked != act.asked.end(); ++asked) {
                const bool counted = std::any_of(act.asked.begin(), asked, [&](const Asked& before) { return before.type == asked->type; });
                if (!counted) ++tally_.to[asked->type];
            }
        }
        if (counts(body)) ++tally_.bodies[text.body];
        if (counts(deliverable)) {
            if (act.deliverables.empty()) ++tally_.nothing_delivered;
            for (const auto kind : act.deliverables) ++tally_.deliverables[kind];
        }
        if (counts(status) && standing) ++tally_.statuses[static_cast<std::size_t>(standing->status)];
        if (counts(strength)) ++tally_.strengths[act.strength];
        if (counts(sense)) ++tally_.senses[static_cast<std::size_t>(act.sense)];
        if (counts(year) && text.item.year) ++tally_.years[*text.item.year];
        if (counts(flag)) {
            for (std::size_t i = 0; i < flags().size(); ++i) tally_.flags[i] += has_flag(mandate, act, flags()[i]) ? 1U : 0U;
        }
    }
};

}  // namespace

const std::vector<std::string_view>& senses() {
    static const std::vector<std::string_view> all = {"request", "decision", "statement", "all"};
    return all;
}

const std::vector<std::string_view>& flags() {
    static const std::vector<std::string_view> all = {"organization", "states", "unsure", "review", "no-review", "continuing", "once"};
    return all;
}

Answer ask(const Register& reg, const Gathered& gathered, const Asking& asking) { return Questioner(reg, gathered, asking).answer(); }

}  // namespace comity::mandates
