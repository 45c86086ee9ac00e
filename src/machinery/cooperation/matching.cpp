#include "machinery/cooperation/matching.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <set>

#include <fmt/format.h>

#include "base/assets.hpp"
#include "machinery/cooperation/sentences.hpp"
#include "vocabulary/tables.hpp"

namespace comity::cooperation {

namespace {

std::vector<std::string> common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::vector<std::string> both;
    std::copy_if(a.begin(), a.end(), std::back_inserter(both), [&](const std::string& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
    return both;
}

bool counts(const Need& need, const Offer& offer) { return !offer.withdrawn && offer.actor != need.state; }

bool gives(const Offer& offer, const Piece& piece) {
    const auto has = [](const std::vector<std::string>& all, const std::string& one) { return std::find(all.begin(), all.end(), one) != all.end(); };
    return has(offer.matter.forms, piece.form) && (piece.theme.empty() || has(offer.matter.themes, piece.theme));
}

/// A language and a day in common, as far as both say any.
bool can_meet(const Matter& asked, const Matter& given) {
    const bool languages = asked.languages.empty() || given.languages.empty() || !common(asked.languages, given.languages).empty();
    return languages && overlap(asked.first, asked.last, given.first, given.last);
}

bool has(const Need& need, const Offer& offer, const Piece& piece) { return counts(need, offer) && can_meet(need.matter, offer.matter) && gives(offer, piece); }

void add(std::vector<Reason>& reasons, const Weights& weights, std::string_view code, std::vector<std::string> what) {
    if (what.empty()) return;
    const auto found = weights.find(code);
    reasons.push_back({std::string(code), found == weights.end() ? 0 : found->second, std::move(what)});
}

using Set = std::uint64_t;

/// All sets of the smallest size that have as much as all together.
std::vector<std::vector<std::size_t>> all_smallest(const std::vector<std::pair<std::size_t, Set>>& given, Set all) {
    std::vector<std::vector<std::size_t>> found;
    const std::uint32_t sets = std::uint32_t{1} << given.size();
    for (std::size_t size = 1; size <= given.size() && found.empty(); ++size) {
        for (std::uint32_t set = 1; set < sets; ++set) {
            if (static_cast<std::size_t>(std::popcount(set)) != size) continue;
            Set covered = 0;
            std::vector<std::size_t> members;
            for (std::size_t i = 0; i < given.size(); ++i) {
                if ((set >> i & 1U) == 0) continue;
                covered |= given[i].second;
                members.push_back(given[i].first);
            }
            if (covered == all) found.push_back(std::move(members));
        }
    }
    std::sort(found.begin(), found.end());
    if (found.size() > most_sets) found.resize(most_sets);
    return found;
}

/// Whatever has the most of what is still missing, the first of several.
std::vector<std::size_t> step_by_step(const std::vector<std::pair<std::size_t, Set>>& given, Set all) {
    std::vector<std::size_t> members;
    for (Set covered = 0; covered != all;) {
        const auto best = std::max_element(given.begin(), given.end(), [&](const auto& a, const auto& b) { return std::popcount(a.second & ~covered) < std::popcount(b.second & ~covered); });
        covered |= best->second;
        members.push_back(best->first);
    }
    std::sort(members.begin(), members.end());
    return members;
}

}  // namespace

const Weights& standard_weights() {
    static const Weights weights = [] {
        constexpr std::string_view path = "data/match_weights.tsv";
        const vocabulary::TableRows rows({path, assets::get(path)});
        Weights all;
        for (std::size_t row = 0; row < rows.size(); ++row) all.emplace(rows.needed(row, "reason"), rows.number(row, "weight"));
        return all;
    }();
    return weights;
}

void change(Weights& weights, std::string_view said) {
    const std::size_t equals = said.find('=');
    const auto found = weights.find(said.substr(0, equals));
    int weight = -1;
    if (equals != std::string_view::npos) {
        const auto [end, failed] = std::from_chars(said.data() + equals + 1, said.data() + said.size(), weight);
        if (failed != std::errc() || end != said.data() + said.size()) weight = -1;
    }
    if (found == weights.end() || weight < 0 || weight > 100) throw Error(Fault::bad_request, say(sentences::help_weight, said));
    found->second = weight;
}

std::vector<Piece> pieces_of(const Matter& matter) {
    std::vector<Piece> all;
    for (const std::string& form : matter.forms) {
        if (matter.themes.empty()) all.push_back({"", form});
        for (const std::string& theme : matter.themes) all.push_back({theme, form});
    }
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<Suggestion> suggestions(const Need& need, std::span<const Offer> offers, std::span<const Delivered> delivered, const Weights& weights) {
    const Matter& asked = need.matter;
    const auto least = weights.find("least");
    std::vector<Suggestion> all;
    for (std::size_t i = 0; i < offers.size(); ++i) {
        const Offer& offer = offers[i];
        const Matter& given = offer.matter;
        if (!counts(need, offer) || common(asked.forms, given.forms).empty()) continue;
        Suggestion one{i, {}};
        add(one.reasons, weights, "theme", common(asked.themes, given.themes));
        add(one.reasons, weights, "form", common(asked.forms, given.forms));
        add(one.reasons, weights, "language", common(asked.languages, given.languages));
        const bool timed = !asked.first.empty() || !asked.last.empty();
        if (timed && overlap(asked.first, asked.last, given.first, given.last)) add(one.reasons, weights, "time", {fmt::format("{}/{}", given.first.empty() ? ".." : given.first, given.last.empty() ? ".." : given.last)});
        std::vector<std::string> same, similar;
        for (const Experience& experience : offer.experience) {
            if (!asked.recommendation.empty() && experience.recommendation == asked.recommendation) same.push_back(experience.recommendation);
            // An experience of an offer on a theme that is asked: with what it can be looked up by.
            else if (!common(asked.themes, given.themes).empty() && !experience.evidence.empty()) similar.push_back(experience.words);
        }
        for (const Delivered& deed : delivered) {
            if (deed.actor != offer.actor) continue;
            if (!asked.recommendation.empty() && deed.recommendation == asked.recommendation) same.push_back(deed.agreement);
            else if (!common(asked.themes, deed.themes).empty()) similar.push_back(deed.agreement);
        }
        add(one.reasons, weights, "recommendation", std::move(same));
        add(one.reasons, weights, "experience", std::move(similar));
        int together = 0;
        for (const Reason& reason : one.reasons) together += reason.weight;
        if (together >= (least == weights.end() ? 0 : least->second)) all.push_back(std::move(one));
    }
    return all;
}

Coverage coverage(const Need& need, std::span<const Offer> offers) {
    constexpr std::size_t most_pieces = 64;
    Coverage made;
    made.asked = pieces_of(need.matter);
    std::vector<Set> sets(offers.size(), 0);
    Set all = 0;
    for (std::size_t p = 0; p < made.asked.size(); ++p) {
        std::vector<std::size_t> who;
        for (std::size_t i = 0; i < offers.size(); ++i) {
            if (has(need, offers[i], made.asked[p])) who.push_back(i);
        }
        if (who.empty()) made.missing.push_back(made.asked[p]);
        if (who.size() > 1) made.several.emplace_back(made.asked[p], who);
        if (p >= most_pieces) continue;  // beyond that sets are told of the first ones
        for (const std::size_t i : who) sets[i] |= Set{1} << p;
        if (!who.empty()) all |= Set{1} << p;
    }
    std::vector<std::pair<std::size_t, Set>> given;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        if (sets[i] != 0) given.emplace_back(i, sets[i]);
    }
    made.exact = given.size() <= exact_up_to && made.asked.size() <= most_pieces;
    if (given.empty()) return made;
    if (made.exact) made.smallest = all_smallest(given, all);
    else made.smallest = {step_by_step(given, all)};
    return made;
}

std::vector<Piece> missing_in(const Need& need, std::span<const Offer> offers) {
    std::vector<Piece> missing = pieces_of(need.matter);
    std::erase_if(missing, [&](const Piece& piece) { return std::any_of(offers.begin(), offers.end(), [&](const Offer& offer) { return has(need, offer, piece); }); });
    return missing;
}

std::vector<std::pair<Piece, std::vector<std::size_t>>> overlaps(std::span<const Offer> offers) {
    std::map<Piece, std::vector<std::size_t>> by_piece;
    for (std::size_t i = 0; i < offers.size(); ++i) {
        if (offers[i].withdrawn) continue;
        for (const Piece& piece : pieces_of(offers[i].matter)) by_piece[piece].push_back(i);
    }
    std::vector<std::pair<Piece, std::vector<std::size_t>>> all;
    for (auto& [piece, who] : by_piece) {
        std::set<std::string> actors;
        for (const std::size_t i : who) actors.insert(offers[i].actor);
        if (actors.size() > 1) all.emplace_back(piece, std::move(who));
    }
    return all;
}

}  // namespace comity::cooperation
