#include "concordance/similar_passages.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

#include "text/text.hpp"

namespace comity::concordance {

namespace {

std::string folded_words(std::string_view text) {
    std::string key;
    text::for_each_word(text, [&](std::string_view folded, std::uint32_t, std::uint32_t) { key.append(folded).push_back(' '); });
    return key;
}

}  // namespace

SimilarPassages::SimilarPassages(const std::vector<PassageText>& passages, const TellingWords& telling_words) : vectors_(passages.size()) {
    std::unordered_map<std::string, std::size_t> first_of;
    std::unordered_map<std::string, std::uint32_t> numbers;
    std::vector<std::uint32_t> count;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        vectors_[i].same_as = first_of.emplace(folded_words(passages[i].text), i).first->second;
        for (std::string& word : telling_words(passages[i].text, passages[i].language)) {
            const auto [at, is_new] = numbers.emplace(std::move(word), static_cast<std::uint32_t>(words_.size()));
            if (is_new) words_.push_back(at->first), count.push_back(0);
            ++count[at->second];
            vectors_[i].words.push_back(at->second);
        }
    }
    // The order of words is total, so that the result doesn't hang on the order in which passages came.
    std::vector<std::uint32_t> order(words_.size()), rank(words_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return std::tie(count[a], words_[a]) < std::tie(count[b], words_[b]); });
    std::vector<std::string> words;
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        rank[order[i]] = i;
        words.push_back(std::move(words_[order[i]]));
        // Not squared: among many passages a name that stands in one of them would outweigh all that it has in common with others.
        weights_.push_back(std::log(1.0 + static_cast<double>(passages.size()) / count[order[i]]));
    }
    words_ = std::move(words);
    having_.resize(words_.size());
    for (std::size_t i = 0; i < vectors_.size(); ++i) {
        Vector& one = vectors_[i];
        double squares = 0;
        for (std::uint32_t& word : one.words) word = rank[word], squares += weights_[word], having_[word].push_back(static_cast<std::uint32_t>(i));
        std::sort(one.words.begin(), one.words.end());
        one.length = std::sqrt(squares);
    }
}

int SimilarPassages::likeness(std::size_t a, std::size_t b) const {
    const Vector &one = vectors_[a], &other = vectors_[b];
    if (one.same_as == other.same_as) return 100;
    double together = 0;
    for (auto i = one.words.begin(), k = other.words.begin(); i != one.words.end() && k != other.words.end();) {
        if (*i == *k) together += weights_[*i], ++i, ++k;
        else if (*i < *k) ++i;
        else ++k;
    }
    if (together <= 0) return 0;
    // Different words are never told as the same.
    return std::min(99, static_cast<int>(std::lround(100 * together / (one.length * other.length))));
}

std::vector<std::string> SimilarPassages::common_words(std::size_t a, std::size_t b) const {
    std::vector<std::uint32_t> both;
    std::set_intersection(vectors_[a].words.begin(), vectors_[a].words.end(), vectors_[b].words.begin(), vectors_[b].words.end(), std::back_inserter(both));
    std::vector<std::string> words;
    for (const std::uint32_t word : both) words.push_back(words_[word]);
    return words;
}

std::vector<Similar> SimilarPassages::near(std::size_t passage, std::size_t limit, int from) const {
    std::vector<double> together(vectors_.size(), 0);
    for (const std::uint32_t word : vectors_[passage].words) {
        for (const std::uint32_t other : having_[word]) together[other] += weights_[word];
    }
    std::vector<Similar> all;
    for (std::size_t other = 0; other < vectors_.size(); ++other) {
        const bool same = vectors_[other].same_as == vectors_[passage].same_as;
        if (other == passage || (together[other] <= 0 && !same)) continue;
        const int alike = likeness(passage, other);
        if (alike >= from) all.push_back({std::min(passage, other), std::max(passage, other), alike});
    }
    std::stable_sort(all.begin(), all.end(), [](const Similar& a, const Similar& b) { return a.likeness > b.likeness; });
    if (all.size() > limit) all.resize(limit);
    return all;
}

std::vector<Similar> SimilarPassages::pairs(int from) const {
    std::vector<std::size_t> all(vectors_.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    return pairs_among(all, from);
}

/// Two passages that are alike enough have one of their rarest words in common: those that hold so much of their length that the others alone could not reach the
/// likeness (R. Bayardo and others, "Scaling up all pairs similarity search", 2007). So only passages that share such a word are compared.
std::vector<Similar> SimilarPassages::pairs_among(const std::vector<std::size_t>& chosen, int from) const {
    const double least = std::max(1, from) / 100.0 - 0.005;  // what is rounded up to `from` counts, too
    std::vector<Similar> pairs;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> having;  // of the rarest words
    std::vector<std::size_t> compared_with(vectors_.size(), vectors_.size());
    std::map<std::size_t, std::size_t> first_of;  // of equal words, among those chosen
    for (const std::size_t i : chosen) {
        const Vector& one = vectors_[i];
        const auto [first, is_first] = first_of.emplace(one.same_as, i);
        if (!is_first) {
            pairs.push_back({std::min(first->second, i), std::max(first->second, i), 100});
            continue;
        }
        double left = one.length * one.length;
        const double enough = least * least * left;
        for (const std::uint32_t word : one.words) {
            if (left < enough) break;
            left -= weights_[word];
            auto& others = having[word];
            for (const std::uint32_t other : others) {
                if (compared_with[other] == i) continue;
                compared_with[other] = i;
                const int alike = likeness(i, other);
                if (alike >= from) pairs.push_back({std::min<std::size_t>(i, other), std::max<std::size_t>(i, other), alike});
            }
            others.push_back(static_cast<std::uint32_t>(i));
        }
    }
    std::sort(pairs.begin(), pairs.end(), [](const Similar& a, const Similar& b) { return std::tie(a.a, a.b) < std::tie(b.a, b.b); });
    return pairs;
}

std::vector<SimilarGroup> SimilarPassages::groups(const std::vector<std::size_t>& chosen_or_all, int from) const {
    std::vector<std::size_t> chosen = chosen_or_all;
    if (chosen.empty()) {
        chosen.resize(vectors_.size());
        for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i] = i;
    }
    std::sort(chosen.begin(), chosen.end());
    // Passages with the same words stand for one another; each of them counts.
    std::map<std::size_t, std::vector<std::size_t>> same;  // by the first with these words
    for (const std::size_t i : chosen) same[vectors_[i].same_as].push_back(i);
    std::unordered_map<std::size_t, std::vector<std::size_t>> alike;  // among the first of each
    for (const Similar& pair : pairs_among(chosen, from)) {
        if (vectors_[pair.a].same_as == vectors_[pair.b].same_as) continue;
        alike[pair.a].push_back(pair.b);
        alike[pair.b].push_back(pair.a);
    }
    const auto weight_of = [&](std::size_t i) { return same[vectors_[i].same_as].size(); };
    std::vector<std::pair<std::size_t, std::size_t>> centres;  // how many it would gather, and which
    for (const auto& [first, all] : same) {
        std::size_t count = all.size();
        for (const std::size_t other : alike[all.front()]) count += weight_of(other);
        centres.emplace_back(count, all.front());
    }
    std::sort(centres.begin(), centres.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    std::vector<bool> gathered(vectors_.size(), false);
    std::vector<SimilarGroup> groups;
    for (const auto& [count, centre] : centres) {
        if (gathered[centre]) continue;
        SimilarGroup group{same[vectors_[centre].same_as], {}, 0};
        group.same_words = group.passages.size();
        for (const std::size_t other : alike[centre]) {
            if (gathered[other]) continue;
            for (const std::size_t one : same[vectors_[other].same_as]) group.passages.push_back(one);
        }
        if (group.passages.size() < 2) continue;
        for (const std::size_t one : group.passages) gathered[one] = true;
        std::sort(group.passages.begin() + 1, group.passages.end());
        constexpr std::size_t most_words = 6;
        std::map<std::uint32_t, std::size_t> times;
        for (const std::size_t one : group.passages) {
            for (const std::uint32_t word : vectors_[one].words) ++times[word];
        }
        for (const auto& [word, having] : times) {
            if (2 * having >= group.passages.size() && having > 1 && group.words.size() < most_words) group.words.push_back(words_[word]);
        }
        groups.push_back(std::move(group));
    }
    std::stable_sort(groups.begin(), groups.end(), [](const SimilarGroup& a, const SimilarGroup& b) { return a.passages.size() != b.passages.size() ? a.passages.size() > b.passages.size() : a.passages.front() < b.passages.front(); });
    return groups;
}

json::Value to_json(const SimilarGroup& group) {
    json::Array passages;
    for (const std::size_t one : group.passages) passages.push_back(one);
    return json::Object{{"passages", std::move(passages)}, {"words", json::Array(group.words.begin(), group.words.end())}, {"same_words", group.same_words}};
}

}  // namespace comity::concordance
