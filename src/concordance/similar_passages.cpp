#include "concordance/similar_passages.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "text/text.hpp"

namespace comity::concordance {

namespace {

std::string folded_words(std::string_view text) {
    std::string key;
    text::for_each_word(text, [&](std::string_view folded, std::uint32_t, std::uint32_t) { key.append(folded).push_back(' '); });
    return key;
}

/// Different words are never told as the same.
int in_hundredths(double together, double length) { return std::min(99, static_cast<int>(std::lround(100 * together / length))); }

}  // namespace

std::uint32_t WordNumbers::number(std::string_view word) {
    const auto [at, is_new] = numbers_.emplace(word, static_cast<std::uint32_t>(words_.size()));
    if (is_new) words_.push_back(&at->first);
    return at->second;
}

PassageWords words_of(const PassageText& passage, const TellingWords& telling_words, WordNumbers& numbers) {
    PassageWords made{numbers.number(folded_words(passage.text)), {}};
    for (const std::string& word : telling_words(passage.text, passage.language)) made.telling.push_back(numbers.number(word));
    return made;
}

SimilarPassages::SimilarPassages(const std::vector<PassageText>& passages, const TellingWords& telling_words) {
    WordNumbers numbers;
    std::vector<PassageWords> words;
    for (const PassageText& one : passages) words.push_back(words_of(one, telling_words, numbers));
    std::vector<const PassageWords*> all;
    for (const PassageWords& one : words) all.push_back(&one);
    take(all, numbers);
}

SimilarPassages::SimilarPassages(const std::vector<const PassageWords*>& passages, const WordNumbers& numbers) { take(passages, numbers); }

void SimilarPassages::take(const std::vector<const PassageWords*>& passages, const WordNumbers& numbers) {
    vectors_.resize(passages.size());
    constexpr std::uint32_t none = UINT32_MAX;
    std::vector<std::uint32_t> first_of(numbers.size(), none), own(numbers.size(), none);  // by number: the first passage with these words, the word's number here
    std::vector<std::uint32_t> count;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        std::uint32_t& first = first_of[passages[i]->folded];
        if (first == none) first = static_cast<std::uint32_t>(i);
        vectors_[i].same_as = first;
        for (const std::uint32_t word : passages[i]->telling) {
            if (own[word] == none) own[word] = static_cast<std::uint32_t>(words_.size()), words_.push_back(numbers.word(word)), count.push_back(0);
            ++count[own[word]];
            vectors_[i].words.push_back(own[word]);
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
    return in_hundredths(together, one.length * other.length);
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

/// What two passages have in common is gathered word by word, for each passage with all before it: in the order of their words, as likeness() does.
std::vector<Similar> SimilarPassages::pairs_among(const std::vector<std::size_t>& chosen, int from) const {
    const double least = (std::max(1, from) - 1) / 100.0;  // what is rounded up to `from` is above it
    std::vector<Similar> pairs;
    std::vector<std::vector<std::uint32_t>> having(words_.size());
    std::vector<std::size_t> firsts;  // those chosen, but for further ones with the same words
    std::vector<double> lengths, together;
    std::map<std::size_t, std::size_t> first_of;
    for (const std::size_t i : chosen) {
        const Vector& one = vectors_[i];
        const auto [first, is_first] = first_of.emplace(one.same_as, i);
        if (!is_first) {
            pairs.push_back({std::min(first->second, i), std::max(first->second, i), 100});
            continue;
        }
        for (const std::uint32_t word : one.words) {
            const double weight = weights_[word];
            for (const std::uint32_t other : having[word]) together[other] += weight;
            having[word].push_back(static_cast<std::uint32_t>(firsts.size()));
        }
        const double bar = least * one.length;
        for (std::size_t k = 0; k < firsts.size(); ++k) {
            if (together[k] <= bar * lengths[k]) continue;
            const int alike = in_hundredths(together[k], one.length * lengths[k]);
            if (alike >= from) pairs.push_back({std::min(firsts[k], i), std::max(firsts[k], i), alike});
        }
        std::fill(together.begin(), together.end(), 0.0);
        firsts.push_back(i);
        lengths.push_back(one.length);
        together.push_back(0);
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
