// What texts are about: versioned vocabularies of themes, mapped to one another, and the English words by which a theme is seen in a text. From the
// tables of data/, each row with its source.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/actors.hpp"

namespace comity::vocabulary {

struct ThemeVocabulary {
    std::string id;       ///< "SDG", "MECHANISMS"
    InLanguages names;
    std::string version;  ///< as its source calls it
    Evidence evidence;
};

struct Theme {
    std::string id;                     ///< "SDG-4"; of an address
    std::string vocabulary, code;       ///< code: "4", "4.7", "B32"; "" if it has none
    InLanguages names;                  ///< "" of targets of the SDGs, which have a code alone
    std::vector<std::string> versions;  ///< of its vocabulary that have it; none: all
    std::string parent;                 ///< id, "" if none
    std::vector<std::string> words;     ///< phrases by which it is seen
    Evidence evidence;
};

struct ThemeMapping {
    std::string to;    ///< id
    std::string kind;  ///< what the other is: "exact", "broader", "narrower", "related"
    Evidence evidence;
};

/// A theme that a text shows, by which words: bytes of the text.
struct ThemeSeen {
    const Theme* theme = nullptr;
    std::uint32_t begin = 0, end = 0;
};

class Themes {
public:
    /// Throws Error(bad_request) with table and line if a table is not of its shape. Tables that are not its own are passed over.
    explicit Themes(std::span<const Table> tables);
    Themes(Themes&&) noexcept;
    ~Themes();

    [[nodiscard]] std::span<const ThemeVocabulary> vocabularies() const noexcept { return vocabularies_; }
    [[nodiscard]] std::span<const Theme> themes() const noexcept { return themes_; }  ///< in the order of the tables
    /// nullptr if unknown.
    [[nodiscard]] const ThemeVocabulary* vocabulary(std::string_view id) const noexcept;
    [[nodiscard]] const Theme* theme(std::string_view id) const noexcept;
    /// Both ways: of a row "A broader B" the theme A has B as broader, and B has A as narrower. By vocabulary and place in its table.
    [[nodiscard]] std::vector<ThemeMapping> mapped_to(const Theme& theme) const;
    /// Each theme once, by its first words; in the order of the text, then of the tables. About a microsecond for ten words.
    [[nodiscard]] std::vector<ThemeSeen> seen_in(std::string_view text) const;

private:
    std::vector<ThemeVocabulary> vocabularies_;
    std::vector<Theme> themes_;
    struct Index;
    std::unique_ptr<Index> index_;
};

/// "Quality education", else its code; `language` as Catalogue has it.
std::string shown_name(const Theme& theme, std::string_view language);
std::string_view language_of_name(const Theme& theme, std::string_view language);

/// Of the tables in data/.
const Themes& standard_themes();

}  // namespace comity::vocabulary
