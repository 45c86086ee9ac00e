// Unicode behind one door (ICU, in text.cpp only): what is the same word, where words stand, how names are ordered. UTF-8 in and out;
// bytes that are no UTF-8 count as U+FFFD. No locale of the machine has a say.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace comity::text {

/// Normalization form C: one way to write each character.
std::string normalized(std::string_view utf8);

/// For comparing what people type: case, diacritics and compatibility forms folded ("Côte" and "COTE" become "cote"). Punctuation stays.
std::string folded(std::string_view utf8);

/// A word with its place: letters, digits and their marks. Apostrophes, hyphens and slashes part words ("State's", "78/199": two words);
/// ideographs and kana are a word each, as their scripts don't part words.
struct Word {
    std::string folded;
    std::uint32_t begin = 0, end = 0;  ///< bytes of the text; whole characters
};
std::vector<Word> words(std::string_view utf8);

/// The same without a list, for long texts: calls `take(folded, begin, end)` for each word; the folded word lives until take returns.
template <typename Take>
void for_each_word(std::string_view utf8, Take take);

/// One string for titles that are the same but for case, diacritics, punctuation and hyphens ("Co-operation ..." and "Cooperation ...").
std::string key(std::string_view utf8);

/// The order of names in a language ("en", "fr" ...), total: what collates equal is ordered by its bytes.
class Collation {
public:
    explicit Collation(std::string_view language);
    ~Collation();
    Collation(Collation&&) noexcept;
    Collation& operator=(Collation&&) noexcept;
    [[nodiscard]] std::strong_ordering compare(std::string_view a, std::string_view b) const;
    [[nodiscard]] bool operator()(std::string_view a, std::string_view b) const { return compare(a, b) < 0; }

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Which form of words goes with a number in a language, by CLDR's rules: "zero", "one", "two", "few", "many" or "other".
class Plurals {
public:
    explicit Plurals(std::string_view language);
    ~Plurals();
    Plurals(Plurals&&) noexcept;
    [[nodiscard]] std::string_view form(std::int64_t number) const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

namespace detail {
using TakeWord = void (*)(void* context, std::string_view folded, std::uint32_t begin, std::uint32_t end);
void scan_words(std::string_view utf8, TakeWord take, void* context);
}  // namespace detail

template <typename Take>
void for_each_word(std::string_view utf8, Take take) {
    detail::scan_words(
        utf8, [](void* context, std::string_view folded, std::uint32_t begin, std::uint32_t end) { (*static_cast<Take*>(context))(folded, begin, end); },
        &take);
}

}  // namespace comity::text
