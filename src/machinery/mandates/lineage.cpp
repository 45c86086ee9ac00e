#include "machinery/mandates/lineage.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "concordance/comparison.hpp"

namespace comity::mandates {

namespace {

// How much of their words two acts of one place have in common to be one mandate, and two acts of any places. Set by the series beside the project.
constexpr double enough_in_place = 0.4, enough_anywhere = 0.7;
constexpr double enough_in_all = 0.5, same_addressees = 0.5, same_statement = 0.7;

struct Beside {
    Names::Number paragraph = 0;
    double similarity = 0;
};
/// By paragraph of the earlier text.
using Places = std::unordered_map<Names::Number, std::vector<Beside>>;

Places places_beside(const document::Document& a, const document::Document& b, const Names& names) {
    Places places;
    for (const auto& pair : concordance::compare(a, b).pairs) {
        if (!pair.a || !pair.b) continue;
        const auto from = names.find(*pair.a), to = names.find(*pair.b);
        if (from && to) places[*from].push_back({*to, pair.similarity});
    }
    return places;
}

bool asks_type(const ShortAct& act, Names::Number type) {
    return std::any_of(act.asked.begin(), act.asked.end(), [&](const Asked& asked) { return asked.type == type; });
}

/// Kinds of whom they ask that both have, as a part of all.
double addressees_alike(const ShortAct& a, const ShortAct& b) {
    if (a.asked.empty() && b.asked.empty()) return 1;
    std::vector<Names::Number> left, right;
    for (const auto& asked : a.asked) left.push_back(asked.type);
    for (const auto& asked : b.asked) right.push_back(asked.type);
    for (auto* types : {&left, &right}) {
        std::sort(types->begin(), types->end());
        types->erase(std::unique(types->begin(), types->end()), types->end());
    }
    return likeness(left, right);
}

double verbs_alike(const ShortAct& a, const ShortAct& b) {
    if (a.lemma == b.lemma) return 1;
    return a.category == b.category ? 0.8 : a.sense == b.sense ? 0.5 : 0.2;
}

/// How well two acts of paragraphs beside each other are one; 0 if they are not.
double alike_in_place(const ShortAct& a, const ShortAct& b, double paragraphs_alike) {
    if (a.asks() != b.asks()) return 0;
    if (!a.asks()) {
        const double all = 0.5 * paragraphs_alike + 0.3 * verbs_alike(a, b) + 0.2 * (a.index == b.index ? 1 : 0);
        return all >= same_statement ? all : 0;
    }
    const double words = likeness(a.words.values(), b.words.values());
    const double all = 0.6 * words + 0.25 * addressees_alike(a, b) + 0.15 * verbs_alike(a, b);
    return words >= enough_in_place && all >= enough_in_all ? all : 0;
}

/// The same for acts that stand anywhere: their words alone must tell.
double alike_anywhere(const ShortAct& a, const ShortAct& b) {
    if (!a.asks() || !b.asks() || a.words.empty()) return 0;
    const double words = likeness(a.words.values(), b.words.values());
    return words >= enough_anywhere && addressees_alike(a, b) >= same_addressees ? words : 0;
}

class LineMaker {
public:
    LineMaker(std::span<const LineageText> texts, const Names& names) : texts_(texts), names_(names) {}

    std::vector<Line> make() {
        for (std::uint32_t text = 0; text < texts_.size(); ++text) {
            line_of_.assign(texts_[text].acts->size(), none);
            if (text > 0) {
                const Places places = places_beside(*texts_[text - 1].document, *texts_[text].document, names_);
                join(text, [&](std::size_t line, std::uint32_t act) { return in_place(places, line, text, act); });
                join(text, [&](std::size_t line, std::uint32_t act) { return lines_[line].steps.back().text + 1 == text ? alike_anywhere(last(line), at(text, act)) : 0; });
                join(text, [&](std::size_t line, std::uint32_t act) { return alike_anywhere(last(line), at(text, act)); });  // those that come back
                note_replaced(places, text);
            }
            for (std::uint32_t act = 0; act < line_of_.size(); ++act) {
                if (line_of_[act] == none) lines_.push_back({{{text, act}}, std::nullopt});
            }
        }
        return std::move(lines_);
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::span<const LineageText> texts_;
    const Names& names_;
    std::vector<Line> lines_;
    std::vector<std::size_t> line_of_;  // by act of the text at hand

    [[nodiscard]] const ShortAct& at(std::uint32_t text, std::uint32_t act) const { return (*texts_[text].acts)[act]; }
    [[nodiscard]] const ShortAct& last(std::size_t line) const { return at(lines_[line].steps.back().text, lines_[line].steps.back().act); }

    [[nodiscard]] double in_place(const Places& places, std::size_t line, std::uint32_t text, std::uint32_t act) const {
        if (lines_[line].steps.back().text + 1 != text) return 0;
        const auto found = places.find(last(line).paragraph);
        if (found == places.end()) return 0;
        const ShortAct& other = at(text, act);
        for (const Beside& beside : found->second) {
            if (beside.paragraph == other.paragraph) return alike_in_place(last(line), other, beside.similarity);
        }
        return 0;
    }

    /// The best pairs first; each line goes on in one act, each act goes on from one line.
    template <typename Alike>
    void join(std::uint32_t text, Alike alike) {
        struct Candidate {
            double gain;
            std::size_t line;
            std::uint32_t act;
        };
        std::vector<Candidate> candidates;
        for (std::size_t line = 0; line < lines_.size(); ++line) {
            if (lines_[line].steps.back().text == text) continue;
            for (std::uint32_t act = 0; act < line_of_.size(); ++act) {
                if (line_of_[act] != none) continue;
                if (const double gain = alike(line, act); gain > 0) candidates.push_back({gain, line, act});
            }
        }
        std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
            return a.gain != b.gain ? a.gain > b.gain : std::pair(a.line, a.act) < std::pair(b.line, b.act);
        });
        for (const Candidate& candidate : candidates) {
            if (line_of_[candidate.act] != none || lines_[candidate.line].steps.back().text == text) continue;
            lines_[candidate.line].steps.push_back({text, candidate.act});
            lines_[candidate.line].replaced_by.reset();  // it came back
            line_of_[candidate.act] = candidate.line;
        }
    }

    void note_replaced(const Places& places, std::uint32_t text) {
        for (Line& line : lines_) {
            if (line.steps.back().text + 1 != text) continue;
            const ShortAct& before = at(text - 1, line.steps.back().act);
            const auto found = places.find(before.paragraph);
            if (!before.asks() || found == places.end()) continue;
            for (std::uint32_t act = 0; act < line_of_.size() && !line.replaced_by; ++act) {
                const ShortAct& now = at(text, act);
                if (line_of_[act] != none || !now.asks()) continue;
                const bool in_its_place = std::any_of(found->second.begin(), found->second.end(), [&](const Beside& beside) { return beside.paragraph == now.paragraph; });
                const bool of_the_same = std::any_of(before.asked.begin(), before.asked.end(), [&](const Asked& asked) { return asks_type(now, asked.type); });
                if (in_its_place && of_the_same) line.replaced_by = Step{text, act};
            }
        }
    }
};

}  // namespace

std::vector<Line> lines_of(std::span<const LineageText> texts, const Names& names) { return LineMaker(texts, names).make(); }

}  // namespace comity::mandates
