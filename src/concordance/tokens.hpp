// The words of texts as numbers, so that texts are compared by counting: words that are the same but for case, diacritics and the kind
// of apostrophe or hyphen have one number. Private to concordance/.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace comity::concordance {

enum class TokenKind : std::uint8_t { word, punctuation };

/// A word or a sign of a text. What stands together as one name is one word: "non-selectivity", "State's", "A/RES/78/199", "15 December 2022".
struct Token {
    std::uint32_t begin = 0, end = 0;  ///< bytes of the text; blanks lie between tokens
    std::uint32_t id = 0;              ///< equal for what folds to the same
    TokenKind kind = TokenKind::word;
};
using Tokens = std::vector<Token>;

/// Numbers the words of all texts that are compared with each other.
class Lexicon {
public:
    Lexicon();
    Lexicon(const Lexicon&) = delete;
    Lexicon& operator=(const Lexicon&) = delete;

    Tokens tokens(std::string_view text);
    /// The number of a folded word; it is given one if it has none.
    std::uint32_t id(std::string_view folded);
    [[nodiscard]] std::string_view word(std::uint32_t id) const noexcept { return words_[id]; }
    [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }

private:
    void grow();
    std::string_view kept(std::string_view word);
    Token token_at(std::string_view text, std::uint32_t begin, std::uint32_t end);
    void join_dates(std::string_view text, Tokens& tokens);

    static constexpr std::size_t block_size = 1U << 15U;
    std::vector<std::unique_ptr<char[]>> blocks_;  ///< the bytes of the words
    std::size_t left_ = 0;                         ///< free at the end of the last block
    char* free_ = nullptr;
    std::vector<std::string_view> words_;
    std::vector<std::uint32_t> hashes_, slots_;    ///< open addressing; a slot holds number + 1
};

/// Letters and digits of a folded text alone: "follow-up" and "follow up" are the same in it.
std::string squeezed(std::string_view text);

}  // namespace comity::concordance
