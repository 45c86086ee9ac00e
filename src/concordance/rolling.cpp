#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "concordance/word_diff.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::concordance {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A word that goes on in time.
struct Moment {
    enum class Kind { ordinal, year, date, text_number, number } kind = Kind::number;
    std::string shape;                 ///< of a text's number what is no digit: "A/RES//"
    std::vector<std::int64_t> values;  ///< compared in their order
};

std::vector<std::int64_t> numbers_in(std::string_view word) {
    std::vector<std::int64_t> numbers;
    for (std::size_t at = 0; at < word.size();) {
        if (!is_digit(word[at])) {
            ++at;
            continue;
        }
        std::int64_t value = 0;
        const auto end = std::from_chars(word.data() + at, word.data() + std::min(word.size(), at + 15), value).ptr;
        numbers.push_back(value);
        at = static_cast<std::size_t>(end - word.data());
        while (at < word.size() && is_digit(word[at])) ++at;
    }
    return numbers;
}

/// "tenth session" goes on to "eleventh session"; "second year" does not to "fifth year".
Moment ordinal_moment(int ordinal, std::string_view behind) {
    constexpr int surely = 20;
    const bool of_session = behind.starts_with(" session") || behind.starts_with(" regular") || behind.starts_with(" special") || behind.starts_with(" anniversar");
    return {ordinal > surely || of_session ? Moment::Kind::ordinal : Moment::Kind::number, {}, {ordinal}};
}

std::optional<Moment> moment_of(std::string_view word, std::string_view behind) {
    const auto& vocabulary = vocabulary::standard();
    const bool any_digit = std::any_of(word.begin(), word.end(), is_digit);
    if (!any_digit) {
        if (word.size() < 4) return std::nullopt;
        if (const auto ordinal = vocabulary.ordinal(word)) return ordinal_moment(*ordinal, behind);
        return std::nullopt;
    }
    if (std::all_of(word.begin(), word.end(), is_digit)) {
        auto numbers = numbers_in(word);
        const bool year = word.size() == 4 && numbers[0] >= 1900 && numbers[0] <= 2100;
        return Moment{year ? Moment::Kind::year : Moment::Kind::number, {}, std::move(numbers)};
    }
    if (word.find('/') != std::string_view::npos) {
        Moment moment{Moment::Kind::text_number, {}, numbers_in(word)};
        std::copy_if(word.begin(), word.end(), std::back_inserter(moment.shape), [](char c) { return !is_digit(c); });
        return moment;
    }
    if (const auto date = vocabulary.date(word)) return Moment{Moment::Kind::date, {}, numbers_in(date->iso())};
    if (const auto ordinal = vocabulary.ordinal(word)) return ordinal_moment(*ordinal, behind);
    return std::nullopt;
}

std::string_view word_of(const Passage& passage, std::size_t at) {
    const Token& token = passage.tokens[at];
    return passage.text.substr(token.begin, token.end - token.begin);
}

std::optional<Moment> moment_at(const Passage& passage, std::size_t at) { return moment_of(word_of(passage, at), passage.text.substr(passage.tokens[at].end)); }

}  // namespace

Rolling rolling(const Passage& a, const Passage& b) {
    if (a.tokens.size() != b.tokens.size() || a.tokens.size() > 60) return Rolling::none;
    bool forward = false, backward = false, numbers_differ = false, time_differs = false;
    for (std::size_t i = 0; i < a.tokens.size(); ++i) {
        if (a.tokens[i].id == b.tokens[i].id) continue;
        if (a.tokens[i].kind != TokenKind::word || b.tokens[i].kind != TokenKind::word) return Rolling::none;
        const auto from = moment_at(a, i);
        if (!from) return Rolling::none;
        const auto to = moment_at(b, i);
        if (!to || from->kind != to->kind || from->shape != to->shape || from->values.size() != to->values.size()) return Rolling::none;
        // A plain number ("five", "12") is substance; beside a date or a text's number it may be one itself: "2250 (2015)".
        (from->kind == Moment::Kind::number ? numbers_differ : time_differs) = true;
        (from->values < to->values ? forward : backward) = true;
    }
    if (!forward && !backward) return Rolling::same;
    if (forward && backward) return Rolling::none;
    if (numbers_differ && !time_differs) return Rolling::none;
    return forward ? Rolling::forward : Rolling::backward;
}

}  // namespace comity::concordance
