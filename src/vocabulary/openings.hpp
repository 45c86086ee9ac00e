// Recognizes how a paragraph opens: a formula ("call upon") with the adverbs and attributes that stand around and inside it.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "vocabulary/vocabulary.hpp"

namespace comity::vocabulary {

struct TransparentHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};
template <typename Value>
using ByWord = std::unordered_map<std::string, Value, TransparentHash, std::equal_to<>>;

/// The first words of a text, folded, with their places; found one by one as they are asked for. Only blanks stand between the
/// words of one phrase.
class TextWords {
public:
    /// The words that an opening may consist of, for joining letters that a page's setting has driven apart ("R equests").
    using Inventory = std::unordered_set<std::string, TransparentHash, std::equal_to<>>;

    explicit TextWords(std::string_view text) : text_(text) {}
    TextWords(std::string_view text, const Inventory& mended_by);
    TextWords(const TextWords&) = delete;
    TextWords& operator=(const TextWords&) = delete;

    /// The folded word at `at` if it continues the phrase of the word before it; "" otherwise.
    [[nodiscard]] std::string_view next(std::size_t at);
    /// The same behind a single comma.
    [[nodiscard]] std::string_view next_behind_comma(std::size_t at);
    /// Bytes of the text.
    [[nodiscard]] std::uint32_t begin_of(std::size_t at) const noexcept { return words_[at].begin; }
    [[nodiscard]] std::uint32_t end_of(std::size_t at) const noexcept { return words_[at].end; }
    [[nodiscard]] bool is_capital(std::size_t at) const noexcept { return text_[words_[at].begin] >= 'A' && text_[words_[at].begin] <= 'Z'; }
    /// Whether letters stand alone near the start, as they do where words have been broken.
    [[nodiscard]] bool looks_broken();

private:
    enum class Gap { blanks, comma, other };
    struct Word {
        std::uint32_t begin = 0, end = 0;
        std::string_view folded;
        Gap gap = Gap::blanks;  ///< what stands before it
    };
    bool find_up_to(std::size_t at);

    // No opening phrase is longer; what lies beyond is not looked at, so that a long paragraph costs no more than a short one.
    static constexpr std::size_t most_words = 40;
    static constexpr std::size_t most_bytes = 512;
    std::string_view text_;
    std::size_t scanned_ = 0, count_ = 0, used_ = 0;
    std::array<Word, most_words> words_;
    std::array<char, most_bytes> folded_;
};

/// Phrases by their first word, so that a text is compared with few of them.
class PhraseSet {
public:
    void add(std::string_view folded_phrase);
    /// The number of words of the longest phrase that stands at `at`; 0 if none.
    [[nodiscard]] std::size_t longest(TextWords& text, std::size_t at) const;

private:
    ByWord<std::vector<std::vector<std::string>>> by_first_;
};

/// One form of an opening phrase as a sequence of folded words.
struct OpeningForm {
    std::vector<std::string> words;
    std::size_t needed = 0;  ///< words without the preposition at the end
    std::size_t phrase = 0;  ///< index into Vocabulary::openings()
    Use use = Use::both;
    std::string takes;       ///< what may follow as part of the formula: "feeling", "request", "conviction"
};

/// The openings of one language.
class OpeningMatcher {
public:
    enum class Script {
        words,  ///< blanks between words
        signs   ///< none (Chinese), or little words joined to their neighbours (Arabic)
    };
    explicit OpeningMatcher(Script script) : script_(script) {}

    /// A form as the table has it: "Taking note (of)".
    void add_form(std::string_view form, std::size_t phrase, Use use, std::string_view takes);
    /// A row of the table of words around the formulas: role "before", "after", "with", "adjective", "determiner", "noun:feeling" ...
    void add_words(std::string_view role, std::string_view words);

    [[nodiscard]] std::optional<OpeningMatch> match(std::string_view text, Letters letters) const;

private:
    struct Found {
        std::size_t end = 0, without_preposition = 0;  ///< in words
        const OpeningForm* form = nullptr;
    };
    [[nodiscard]] std::optional<OpeningMatch> match_words(TextWords& text) const;
    [[nodiscard]] std::optional<OpeningMatch> match_signs(std::string_view text) const;
    [[nodiscard]] Found formula_at(TextWords& text, std::size_t at) const;
    [[nodiscard]] Found whole_of(TextWords& text, std::size_t at, const OpeningForm& form) const;
    [[nodiscard]] Found joined_formulas(TextWords& text, Found first) const;
    [[nodiscard]] std::size_t through_form(TextWords& text, std::size_t at, const OpeningForm& form) const;
    [[nodiscard]] std::size_t past_adverbs(TextWords& text, std::size_t at, Use use) const;
    [[nodiscard]] bool qualifies_noun(TextWords& text, std::size_t at) const;
    [[nodiscard]] std::size_t past_object(TextWords& text, std::size_t at, const std::string& takes) const;
    [[nodiscard]] std::size_t past_nouns(TextWords& text, std::size_t at, const PhraseSet& nouns) const;
    [[nodiscard]] std::size_t past_adjectives(TextWords& text, std::size_t at) const;

    Script script_;
    ByWord<std::vector<OpeningForm>> forms_;
    std::vector<OpeningForm> signs_;  ///< longest first
    std::vector<std::string> signs_before_;
    std::map<std::string, PhraseSet, std::less<>> nouns_;
    TextWords::Inventory inventory_;
    PhraseSet before_, after_, with_, adjectives_, determiners_, leads_;
};

}  // namespace comity::vocabulary
