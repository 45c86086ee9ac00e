// A paragraph as words with their places, the signs between them, and what stands in quotation marks or brackets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace comity::directive {

/// The words of the tables, each with a number from 1, so that a word of a text is looked up once. 0: no word of a table.
class Dictionary {
public:
    std::uint32_t add(std::string_view folded);
    [[nodiscard]] std::uint32_t number(const std::string& folded) const;
    [[nodiscard]] std::size_t size() const noexcept { return numbers_.size() + 1; }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

struct Word {
    std::string folded;            ///< lower case, plain apostrophes and hyphens
    std::uint32_t number = 0;      ///< in the dictionary
    std::uint32_t begin = 0, end = 0;
    char sign = ' ';               ///< what stands before it: ' ', ',', ';', '.', ':', '-' (a dash); the strongest of several
    bool quoted = false;           ///< within a quotation, a title or brackets
    bool capital = false;
};

class Sentence {
public:
    Sentence(std::string_view text, const Dictionary& dictionary);

    [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }
    /// The word at `at`; an empty one behind the last.
    [[nodiscard]] const Word& operator[](std::size_t at) const noexcept { return at < words_.size() ? words_[at] : none_; }
    [[nodiscard]] std::string_view text() const noexcept { return text_; }
    /// The words [from, to) as they stand, without the signs around them.
    [[nodiscard]] std::string_view between(std::size_t from, std::size_t to) const noexcept;
    /// The first word that begins at that byte or behind it.
    [[nodiscard]] std::size_t at_byte(std::uint32_t byte) const noexcept;

private:
    std::string_view text_;
    std::vector<Word> words_;
    Word none_;
};

}  // namespace comity::directive
