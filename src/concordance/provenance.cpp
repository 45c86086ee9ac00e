#include "concordance/provenance.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "concordance/alignment.hpp"
#include "concordance/tokens.hpp"
#include "text/text.hpp"

namespace comity::concordance {

namespace {

// As many tokens in a row must be the same for words to have come from elsewhere, and not from the paragraph that became this one.
constexpr std::size_t least_run = 8;
// A stretch that is only written otherwise is short.
constexpr std::size_t most_respelled = 6;
// Words of a dropped passage from which on it is told.
constexpr std::size_t least_dropped = 5;
constexpr std::size_t no_member = static_cast<std::size_t>(-1);

/// Where a word of some member comes from.
struct Origin {
    std::size_t since = 0;
    std::size_t again = no_member;
    bool kept = false;  ///< the member before has it, too, at the place that became this one
    bool goes_on = false;  ///< the next member has it
};

struct Word {
    std::size_t hash = 0;
    TokenKind kind = TokenKind::word;
};

/// One member's words.
struct State {
    std::size_t member = 0;
    const document::Document* document = nullptr;
    std::vector<std::vector<Origin>> origins;  ///< by unit and token
    std::vector<std::vector<Word>> words;
    std::vector<Tokens> tokens;
    std::vector<std::string> ids;
    std::vector<std::string_view> texts;
};

State state_of(const Side& side, std::size_t member, const document::Document* document) {
    State state{member, document, {}, {}, {}, {}, {}};
    for (const Unit& unit : side.units) {
        state.origins.emplace_back(unit.tokens.size(), Origin{member, no_member, false, false});
        auto& words = state.words.emplace_back();
        for (const Token& token : unit.tokens) {
            const std::string word = text::folded(unit.text.substr(token.begin, token.end - token.begin));
            words.push_back({std::hash<std::string>{}(word), token.kind});
        }
        state.tokens.push_back(unit.tokens);
        state.ids.push_back(unit.id);
        state.texts.push_back(unit.text);
    }
    return state;
}

struct Place {
    std::size_t state = 0, unit = 0, token = 0;
};

/// Words that some member dropped, by the words that follow each other there. What stands twice in one text ("international cooperation in
/// the field of human rights") is a formula and proves nothing.
class Dropped {
public:
    void add(const std::vector<State>& states, std::size_t at) {
        const State& state = states[at];
        std::unordered_map<std::size_t, int> times;
        for (std::size_t unit = 0; unit < state.words.size(); ++unit) {
            for (std::size_t token = 0; token + least_run <= state.words[unit].size(); ++token) ++times[hash_at(state, unit, token)];
        }
        for (const auto& [hash, count] : times) {
            if (count > 1) formulas_.insert(hash);
        }
        for (std::size_t unit = 0; unit < state.words.size(); ++unit) {
            for (std::size_t token = 0; token + least_run <= state.words[unit].size(); ++token) {
                if (is_gone(state, unit, token)) places_[hash_at(state, unit, token)] = {at, unit, token};
            }
        }
    }

    [[nodiscard]] const Place* find(const State& state, std::size_t unit, std::size_t token) const {
        const std::size_t hash = hash_at(state, unit, token);
        const auto at = places_.find(hash);
        return at == places_.end() || formulas_.count(hash) > 0 ? nullptr : &at->second;
    }

private:
    static bool is_gone(const State& state, std::size_t unit, std::size_t token) {
        const auto begin = state.origins[unit].begin() + static_cast<std::ptrdiff_t>(token);
        return std::none_of(begin, begin + static_cast<std::ptrdiff_t>(least_run), [](const Origin& origin) { return origin.goes_on; });
    }
    static std::size_t hash_at(const State& state, std::size_t unit, std::size_t token) {
        std::size_t hash = 0;
        for (std::size_t i = 0; i < least_run; ++i) hash = hash * 0x9E3779B97F4A7C15U + state.words[unit][token + i].hash;
        return hash;
    }
    std::unordered_map<std::size_t, Place> places_;
    std::unordered_set<std::size_t> formulas_;
};

class Tracer {
public:
    explicit Tracer(std::span<const ChainMember> chain) : chain_(chain) {}

    Provenance trace() {
        for (std::size_t member = 0; member < chain_.size(); ++member) {
            if (chain_[member].document != nullptr) next(member);
        }
        Provenance found;
        found.words_since.assign(chain_.size(), 0);
        if (states_.empty()) return found;
        runs(found);
        dropped(found);
        return found;
    }

private:
    void next(std::size_t member) {
        const document::Document& document = *chain_[member].document;
        if (states_.empty()) {
            const Workspace alone(document, {});
            states_.push_back(state_of(alone.a(), member, &document));
            return;
        }
        const Workspace workspace(*states_.back().document, document);
        State state = state_of(workspace.b(), member, &document);
        State& before = states_.back();
        for (const UnitAlignment& alignment : align(workspace)) {
            for (const WordMatch& match : alignment.matches) {
                Origin& old = before.origins[alignment.link.a][match.a];
                old.goes_on = true;
                state.origins[alignment.link.b][match.b] = {old.since, old.again, true, false};
            }
            respelled(before, state, alignment);
        }
        dropped_.add(states_, states_.size() - 1);
        for (std::size_t unit = 0; unit < state.origins.size(); ++unit) from_elsewhere(state, unit);
        states_.push_back(std::move(state));
    }

    /// Between two words that stayed: the same letters with another hyphen or blank ("goodwill", "good-will") are no new words.
    static void respelled(State& before, State& state, const UnitAlignment& alignment) {
        const auto letters = [](const State& of, std::size_t unit, std::size_t begin, std::size_t end) {
            if (begin >= end || end - begin > most_respelled) return std::string();
            const auto from = of.tokens[unit][begin].begin, to = of.tokens[unit][end - 1].end;
            return squeezed(text::folded(of.texts[unit].substr(from, to - from)));
        };
        const std::size_t a = alignment.link.a, b = alignment.link.b;
        std::size_t begin_a = 0, begin_b = 0;
        for (std::size_t i = 0; i <= alignment.matches.size(); ++i) {
            const bool at_end = i == alignment.matches.size();
            const std::size_t end_a = at_end ? before.origins[a].size() : alignment.matches[i].a;
            const std::size_t end_b = at_end ? state.origins[b].size() : alignment.matches[i].b;
            const std::string was = letters(before, a, begin_a, end_a);
            if (!was.empty() && was == letters(state, b, begin_b, end_b)) {
                Origin kept = before.origins[a][begin_a];
                for (std::size_t token = begin_a; token < end_a; ++token) {
                    Origin& old = before.origins[a][token];
                    old.goes_on = true;
                    if (old.since > kept.since) kept = old;
                }
                for (std::size_t token = begin_b; token < end_b; ++token) state.origins[b][token] = {kept.since, kept.again, true, false};
            }
            begin_a = end_a + 1;
            begin_b = end_b + 1;
        }
    }

    /// Words that the member before had in another paragraph, or that an earlier one had and dropped.
    void from_elsewhere(State& state, std::size_t unit) {
        auto& origins = state.origins[unit];
        for (std::size_t token = 0; token + least_run <= origins.size();) {
            const Place* place = origins[token].kept ? nullptr : dropped_.find(state, unit, token);
            std::size_t length = place == nullptr ? 0 : take(state, unit, token, *place);
            token += std::max<std::size_t>(length, 1);
        }
    }

    std::size_t take(State& state, std::size_t unit, std::size_t token, const Place& place) {
        State& old = states_[place.state];
        const auto same = [&](std::size_t i) {
            return token + i < state.words[unit].size() && place.token + i < old.words[place.unit].size() && !state.origins[unit][token + i].kept &&
                   state.words[unit][token + i].hash == old.words[place.unit][place.token + i].hash;
        };
        std::size_t length = 0;
        while (same(length)) ++length;
        if (length < least_run) return 0;
        const bool left = place.state + 1 < states_.size();
        for (std::size_t i = 0; i < length; ++i) {
            Origin& origin = old.origins[place.unit][place.token + i];
            origin.goes_on = true;
            state.origins[unit][token + i] = {origin.since, left ? state.member : origin.again, true, false};
        }
        return length;
    }

    [[nodiscard]] std::vector<std::size_t> gaps_before(std::size_t member) const {
        std::vector<std::size_t> gaps;
        while (member > 0 && chain_[member - 1].document == nullptr) gaps.push_back(--member);
        std::reverse(gaps.begin(), gaps.end());
        return gaps;
    }

    void runs(Provenance& found) const {
        const State& last = states_.back();
        for (std::size_t unit = 0; unit < last.ids.size(); ++unit) {
            const auto& tokens = last.tokens[unit];
            std::uint32_t begin = 0;
            std::optional<Origin> of_run;
            const auto close = [&](std::uint32_t end) {
                if (end <= begin) return;
                ProvenanceRun run{std::string(last.texts[unit].substr(begin, end - begin)), last.ids[unit], of_run ? of_run->since : last.member, {}, {}};
                run.or_since = gaps_before(run.since);
                if (of_run && of_run->again != no_member) run.again = of_run->again;
                found.runs.push_back(std::move(run));
                begin = end;
            };
            for (std::size_t i = 0; i < tokens.size(); ++i) {
                if (tokens[i].kind != TokenKind::word) continue;  // a sign goes with the words before it
                const Origin& origin = last.origins[unit][i];
                ++found.words_since[origin.since];
                if (of_run && (of_run->since != origin.since || of_run->again != origin.again)) close(tokens[i].begin);
                of_run = origin;
            }
            close(static_cast<std::uint32_t>(last.texts[unit].size()));
        }
    }

    void dropped(Provenance& found) const {
        for (std::size_t at = 0; at + 1 < states_.size(); ++at) {
            const State& state = states_[at];
            for (std::size_t unit = 0; unit < state.ids.size(); ++unit) {
                std::size_t begin = 0;
                for (std::size_t i = 0; i <= state.origins[unit].size(); ++i) {
                    const bool gone = i < state.origins[unit].size() && !state.origins[unit][i].goes_on;
                    if (gone) continue;
                    passage(found, state, unit, begin, i);
                    begin = i + 1;
                }
            }
        }
    }

    static void passage(Provenance& found, const State& state, std::size_t unit, std::size_t begin, std::size_t end) {
        const auto sign = [&](std::size_t i) { return state.words[unit][i].kind == TokenKind::punctuation; };
        while (begin < end && sign(begin)) ++begin;
        std::size_t words = 0;
        for (std::size_t i = begin; i < end; ++i) words += sign(i) ? 0 : 1;
        if (words < least_dropped) return;
        const auto from = state.tokens[unit][begin].begin, to = state.tokens[unit][end - 1].end;
        found.dropped.push_back({std::string(state.texts[unit].substr(from, to - from)), state.ids[unit], state.member});
    }

    std::span<const ChainMember> chain_;
    std::vector<State> states_;
    Dropped dropped_;
};

}  // namespace

Provenance provenance(std::span<const ChainMember> chain) { return Tracer(chain).trace(); }

json::Value to_json(const Provenance& provenance, std::span<const ChainMember> chain) {
    json::Array words, dropped, members;
    for (const ProvenanceRun& run : provenance.runs) {
        json::Value value;
        value.put("text", run.text);
        value.put("paragraph", run.paragraph);
        value.put("since", chain[run.since].name);
        json::Array gaps;
        for (const std::size_t gap : run.or_since) gaps.push_back(chain[gap].name);
        value.put("or", std::move(gaps));
        value.put("again", run.again ? json::Value(chain[*run.again].name) : json::Value());
        words.push_back(std::move(value));
    }
    for (const DroppedPassage& passage : provenance.dropped) {
        json::Value value;
        value.put("text", passage.text);
        value.put("paragraph", passage.paragraph);
        value.put("last", chain[passage.last].name);
        dropped.push_back(std::move(value));
    }
    const ChainMember* last = nullptr;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        json::Value value;
        value.put("symbol", chain[i].name);
        value.put("year", json::Value::of(chain[i].year));
        value.put("in_the_record", chain[i].document != nullptr);
        value.put("words", i < provenance.words_since.size() ? provenance.words_since[i] : 0);
        members.push_back(std::move(value));
        if (chain[i].document != nullptr) last = &chain[i];
    }
    json::Value value;
    value.put("symbol", last == nullptr ? json::Value() : json::Value(last->name));
    value.put("words", std::move(words));
    value.put("members", std::move(members));
    value.put("dropped", std::move(dropped));
    return value;
}

}  // namespace comity::concordance
