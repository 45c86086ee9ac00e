#include "machinery/consultations/agreement.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace comity::consultations {

namespace {

constexpr std::array<std::string_view, 3> aspects = {"kind", "question", "themes"};
constexpr std::string_view passed_over = "passed over";

std::string value_of(const Code& code, Aspect aspect) {
    switch (aspect) {
        case Aspect::kind: return std::string(name_of(code.kind));
        case Aspect::question: return std::to_string(code.question);
        case Aspect::themes: break;
    }
    return fmt::format("{}", fmt::join(code.themes, "; "));
}

json::Value to_json(const Alpha& alpha) {
    return json::Object{{"alpha", alpha.value ? json::Value(*alpha.value) : json::Value()}, {"units", alpha.units}, {"values", alpha.values}, {"left_out", alpha.left_out}};
}

}  // namespace

std::string_view name_of(Aspect aspect) noexcept { return aspects[static_cast<std::size_t>(aspect)]; }

Alpha alpha_nominal(const Ratings& ratings) {
    Alpha alpha;
    std::size_t units = 0;
    for (const auto& row : ratings) units = std::max(units, row.size());
    double agreed = 0;                   // the sum of the table's diagonal
    std::map<std::string, double> totals;  // its margins
    for (std::size_t unit = 0; unit < units; ++unit) {
        std::map<std::string, double> here;
        double count = 0;
        for (const auto& row : ratings) {
            if (unit < row.size() && row[unit]) here[*row[unit]] += 1, count += 1;
        }
        if (count < 2) {
            ++alpha.left_out;
            continue;
        }
        ++alpha.units;
        alpha.values += static_cast<std::size_t>(count);
        for (const auto& [value, times] : here) {
            agreed += times * (times - 1) / (count - 1);
            totals[value] += times;
        }
    }
    const auto n = static_cast<double>(alpha.values);
    double squares = 0;
    for (const auto& [value, total] : totals) squares += total * total;
    const double expected = n > 1 ? (n * n - squares) / (n - 1) : 0;
    if (expected > 0) alpha.value = 1 - (n - agreed) / expected;
    return alpha;
}

Agreement agreement_of(const PassagesElsewhere& passages, std::size_t coders, const std::vector<ReadingDone>& done, const std::vector<Settlement>& settled) {
    std::set<std::pair<std::int64_t, int>> read;
    for (const ReadingDone& one : done) {
        if (one.done) read.emplace(one.submission, one.coder);
    }
    PassagesElsewhere told;
    std::vector<std::size_t> from;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        if (read.count({passages[i]->passage.place.submission, passages[i]->passage.coder}) > 0) told.push_back(passages[i]), from.push_back(i);
    }
    std::set<std::string> said;
    std::set<std::int64_t> said_in;
    for (const Settlement& one : settled) said.insert(one.passages.begin(), one.passages.end()), said_in.insert(one.place.submission);

    Agreement agreement;
    agreement.units = units_of(told);
    std::array<Ratings, 3> ratings;
    for (Ratings& one : ratings) one.assign(coders, std::vector<std::optional<std::string>>(agreement.units.size()));
    Ratings marking = ratings[0];
    for (std::size_t u = 0; u < agreement.units.size(); ++u) {
        Unit& unit = agreement.units[u];
        Disagreement found{u, {}, false};
        const Code& first = told[unit.passages.front()]->passage.code;
        std::set<int> marked;
        bool is_settled = false;
        for (std::size_t aspect = 0; aspect < aspects.size(); ++aspect) {
            bool differs = false;
            for (const std::size_t i : unit.passages) {
                const CodedPassage& passage = told[i]->passage;
                const auto coder = static_cast<std::size_t>(passage.coder);
                if (coder < 1 || coder > coders) continue;
                const std::string value = value_of(passage.code, static_cast<Aspect>(aspect));
                ratings[aspect][coder - 1][u] = value;
                marked.insert(passage.coder);
                is_settled = is_settled || (said_in.count(unit.submission) > 0 && said.count(subject_of(passage)) > 0);
                differs = differs || value != value_of(first, static_cast<Aspect>(aspect));
            }
            if (differs) found.differs.push_back(static_cast<Aspect>(aspect));
        }
        for (std::size_t coder = 1; coder <= coders; ++coder) {
            marking[coder - 1][u] = ratings[0][coder - 1][u];
            if (marked.count(static_cast<int>(coder)) > 0 || read.count({unit.submission, static_cast<int>(coder)}) == 0) continue;
            marking[coder - 1][u] = passed_over;
            found.one_passed_over = true;
        }
        for (std::size_t& i : unit.passages) i = from[i];
        if (!is_settled && (found.one_passed_over || !found.differs.empty())) agreement.disagreements.push_back(std::move(found));
    }
    agreement.kind = alpha_nominal(ratings[0]);
    agreement.question = alpha_nominal(ratings[1]);
    agreement.themes = alpha_nominal(ratings[2]);
    agreement.marking = alpha_nominal(marking);
    return agreement;
}

std::string in_words(const Alpha& alpha) { return alpha.value ? fmt::format("{:.2f}", *alpha.value) : "no figure"; }

json::Value to_json(const Agreement& agreement, const PassagesElsewhere& passages) {
    json::Array open;
    for (const Disagreement& one : agreement.disagreements) {
        const Unit& unit = agreement.units[one.unit];
        json::Array codes, differs;
        for (const std::size_t i : unit.passages) {
            const CodedPassage& passage = passages[i]->passage;
            codes.push_back(json::Object{{"coder", passage.coder}, {"subject", subject_of(passage)}, {"key", key_of(passage.place)}, {"words", passage.place.words}, {"code", to_json(passage.code)}});
        }
        for (const Aspect aspect : one.differs) differs.push_back(name_of(aspect));
        open.push_back(json::Object{{"submission", unit.submission}, {"part", unit.part}, {"differs", std::move(differs)}, {"one_passed_over", one.one_passed_over}, {"codes", std::move(codes)}});
    }
    return json::Object{{"kind", to_json(agreement.kind)}, {"question", to_json(agreement.question)}, {"themes", to_json(agreement.themes)}, {"marking", to_json(agreement.marking)},
                        {"disagreements", std::move(open)}};
}

}  // namespace comity::consultations
