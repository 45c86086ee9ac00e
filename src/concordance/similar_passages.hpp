// Which passages say alike things, in whatever texts they stand, and which of them can be told together: by the words that they have in common, where rare words
// count most. The reason is these words. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "json/json.hpp"

namespace comity::concordance {

struct PassageText {
    std::string text;
    std::string language;  ///< passages of two languages have few words in common: they are brought together by a person
};

struct Similar {
    std::size_t a = 0, b = 0;  ///< a < b
    int likeness = 0;          ///< in hundredths; 100: the same words
    bool operator==(const Similar&) const = default;
};

struct SimilarGroup {
    std::vector<std::size_t> passages;  ///< first the one that most are like, then rising
    std::vector<std::string> words;     ///< that at least half of them have, the rarest first, at most six: the reason
    std::size_t same_words = 0;         ///< how many of them are the words of the first, but for signs
    bool operator==(const SimilarGroup&) const = default;
};

/// From so much on, in hundredths, two passages are gathered.
inline constexpr int similar_from = 45;

/// The words of a text that tell what it is about, each once: what is left without the little words of its language.
using TellingWords = std::function<std::vector<std::string>(std::string_view text, std::string_view language)>;

/// Words as numbers, given as they come.
class WordNumbers {
public:
    std::uint32_t number(std::string_view word);
    [[nodiscard]] const std::string& word(std::uint32_t number) const { return *words_[number]; }
    [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<const std::string*> words_;
};
/// What of a passage is compared: made once, however often it is compared with others.
struct PassageWords {
    std::uint32_t folded = 0;          ///< number of all its words in a row
    std::vector<std::uint32_t> telling;
};
PassageWords words_of(const PassageText& passage, const TellingWords& telling_words, WordNumbers& numbers);

class SimilarPassages {
public:
    SimilarPassages(const std::vector<PassageText>& passages, const TellingWords& telling_words);
    SimilarPassages(const std::vector<const PassageWords*>& passages, const WordNumbers& numbers);

    /// Passages like this one, the most alike first, at most `limit`; none below `from`.
    [[nodiscard]] std::vector<Similar> near(std::size_t passage, std::size_t limit = 10, int from = 25) const;
    /// All pairs with at least that likeness, by a, then b; of passages with the same words each only with the first of them.
    [[nodiscard]] std::vector<Similar> pairs(int from = similar_from) const;
    /// Groups of at least two among the passages in `chosen` (empty: all): each is like its first. The largest first, then by their first.
    [[nodiscard]] std::vector<SimilarGroup> groups(const std::vector<std::size_t>& chosen = {}, int from = similar_from) const;
    /// 0 to 100, the same for (a, b) and (b, a).
    [[nodiscard]] int likeness(std::size_t a, std::size_t b) const;
    /// Words that both have, the rarest first.
    [[nodiscard]] std::vector<std::string> common_words(std::size_t a, std::size_t b) const;

private:
    struct Vector {
        std::vector<std::uint32_t> words;  ///< numbers, the rarest word first
        double length = 0;
        std::size_t same_as = 0;           ///< the first passage with the same words
    };
    void take(const std::vector<const PassageWords*>& passages, const WordNumbers& numbers);
    [[nodiscard]] std::vector<Similar> pairs_among(const std::vector<std::size_t>& chosen, int from) const;

    std::vector<Vector> vectors_;
    std::vector<std::string> words_;       ///< by number
    std::vector<double> weights_;          ///< squared
    std::vector<std::vector<std::uint32_t>> having_;
};

json::Value to_json(const SimilarGroup& group);

}  // namespace comity::concordance
