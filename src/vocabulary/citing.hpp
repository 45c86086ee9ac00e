// The words around citations: nouns of acts, locators, and the names by which texts call bodies, found at a place of a text.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/tables.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::vocabulary {

/// Words of one kind in one language, by their first byte.
class WordsAt {
public:
    void add(std::string_view words, std::string_view name, std::size_t value);

    struct Found {
        std::string_view name;
        std::size_t value = 0;
        std::uint32_t length = 0;  ///< bytes of the text
    };
    /// The longest of them that stands at the start, or at the end, of `text` as whole words.
    [[nodiscard]] std::optional<Found> at_start(std::string_view text) const;
    [[nodiscard]] std::optional<Found> at_end(std::string_view text) const;

private:
    struct Word {
        std::string folded, name;
        std::size_t value = 0;
    };
    std::array<std::vector<Word>, 256> by_first_, by_last_;  ///< longest first
    std::size_t longest_ = 0;
};

class CitingWords {
public:
    void add_row(const TableRows& rows, std::size_t row);
    /// `bodies` keep their places; committees without acts of their own are not cited by name.
    void add_bodies(const std::vector<Body>& bodies);

    [[nodiscard]] std::optional<CitingWord> word(std::string_view text, std::string_view language, std::string_view group) const;
    [[nodiscard]] const WordsAt& bodies() const noexcept { return bodies_; }

private:
    struct Group {
        std::string language, name;
        WordsAt words;
    };
    std::vector<Group> groups_;  ///< few; English first
    std::vector<std::pair<std::string, std::string>> inflected_;                 ///< id of a body, a form of its name
    WordsAt bodies_;
};

}  // namespace comity::vocabulary
