// The paragraphs and footnotes of two documents as bags of numbered words with their weights. Private to concordance/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "concordance/tokens.hpp"
#include "document/document.hpp"

namespace comity::concordance {

enum class UnitKind : std::uint8_t { preambular, operative, heading, annex, other, footnote };

/// Words and how often they stand there, by rising number. Words of the opening phrase count as others than the same words behind it.
struct Feature {
    std::uint32_t id = 0;
    std::uint32_t count = 0;
};

struct Unit {
    std::string id;  ///< "op3", "fn2"
    UnitKind kind = UnitKind::other;
    std::string_view text;
    Tokens tokens;
    std::uint32_t opening_begin = 0, opening_end = 0;  ///< tokens of the opening phrase
    std::vector<Feature> bag;
    float weight = 0;                                  ///< of the bag
    std::uint64_t words_hash = 0;                      ///< equal for the same words in the same order
    std::uint32_t words = 0;
    std::optional<std::uint32_t> anchor;               ///< of a footnote: the unit in which its mark stands first
};

struct Side {
    std::vector<Unit> units;            ///< paragraphs in their order, then footnotes
    std::size_t paragraphs = 0;
};

/// What of a text goes on from year to year.
enum class MomentClass : std::uint32_t { none, text_number, date, year, ordinal };

/// Two documents made comparable. Looks at them; they must outlive it.
class Workspace {
public:
    Workspace(const document::Document& a, const document::Document& b);

    [[nodiscard]] const Side& a() const noexcept { return a_; }
    [[nodiscard]] const Side& b() const noexcept { return b_; }
    /// How much a word says for aligning words, by its number; and a feature for recognizing a paragraph.
    [[nodiscard]] const std::vector<float>& word_weights() const noexcept { return word_weights_; }
    [[nodiscard]] const std::vector<float>& feature_weights() const noexcept { return feature_weights_; }

private:
    Side side_of(const document::Document& document);
    void fill_bag(Unit& unit);
    struct Counts {
        std::vector<std::uint32_t> features, words;
    };
    Counts count(const std::vector<MomentClass>& moments);
    void weigh();

    Lexicon lexicon_;
    Side a_, b_;
    std::vector<float> word_weights_, feature_weights_;
};

/// What two bags have in common, by weight; and how alike two units are, from 0 to 1: what they share, with some credit where a short one
/// is wholly in a long one.
float common_weight(const std::vector<Feature>& a, const std::vector<Feature>& b, const std::vector<float>& weights);
float likeness(const Unit& a, const Unit& b, float common);

}  // namespace comity::concordance
