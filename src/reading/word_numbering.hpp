// The numbers that a DOCX file leaves to the word processor to count: each paragraph's place in its list becomes the number that would be printed
// (ECMA-376 part 1, 17.9).
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "reading/numerals.hpp"
#include "reading/word_styles.hpp"
#include "xml/reader.hpp"

namespace comity::reading {

class WordNumbering {
public:
    /// `root` is w:numbering, nullptr if the file has none; the styles tell the lists of styles.
    WordNumbering(const xml::Node* root, const WordStyles& styles);

    /// Counts a paragraph and gives its printed number: "12.", "(a)", "II.3", the bullet's sign; "" if it has none.
    /// `list` and `level` as its properties say, `style` the id of its style.
    std::string count(int list, std::optional<int> level, std::string_view style);

private:
    static constexpr std::size_t depth = 9;
    struct Level {
        int start = 1;
        Numerals numerals = Numerals::decimal;
        std::string text;              ///< "%1." and "(%2)"
        std::string style;             ///< paragraphs of it stand on this level
        std::optional<int> restart;    ///< begins anew behind levels up to this one; 0: never
        bool digits_only = false;      ///< the levels above are printed in digits
    };
    using Levels = std::array<Level, depth>;
    struct Definition {
        Levels levels;
        std::string style_of_list;     ///< what it is, is said by the list of this style
    };
    struct List {
        int definition = 0;
        std::array<std::optional<int>, depth> start;
        std::array<std::optional<Level>, depth> levels;
        std::array<bool, depth> begun{};  ///< its own start has been used
    };
    struct Count {
        std::array<std::optional<int>, depth> values;
    };
    std::map<int, Definition> definitions_;
    std::map<int, List> lists_;
    std::map<int, Count> counts_;  ///< by definition: lists of one definition go on with each other's numbers

    static Level level_in(const xml::Node& node);
    void take_definition(const xml::Node& node);
    void take_list(const xml::Node& node);
    void follow_styles(const WordStyles& styles);
    [[nodiscard]] const Level& level_of(const List& list, std::size_t level) const;
    [[nodiscard]] std::size_t level_of_style(const List& list, std::string_view style) const;
    [[nodiscard]] std::string printed(const List& list, const Count& count, std::size_t level) const;
};

}  // namespace comity::reading
