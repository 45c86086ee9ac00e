#include "vocabulary/calendar.hpp"

#include <array>
#include <charconv>

#include "vocabulary/fold.hpp"

namespace comity::vocabulary {
namespace {

constexpr std::array<std::string_view, 6> languages = {"en", "fr", "es", "ru", "ar", "zh"};

std::optional<int> number_of(std::string_view digits) {
    int value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || fault != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes the digits at the start off `text`; nullopt if there are none or more than four.
std::optional<int> take_number(std::string_view& text) {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits == 0 || digits > 4) return std::nullopt;
    const auto value = number_of(text.substr(0, digits));
    text.remove_prefix(digits);
    return value;
}

void drop(std::string_view& text, std::string_view start) {
    if (text.starts_with(start)) text.remove_prefix(start.size());
}

std::string day_key(std::string_view body, std::string_view session) { return std::string(body) + " " + std::string(session); }

}  // namespace

void Calendar::add_ordinals(const TableRows& rows, std::size_t row) {
    const int number = rows.number(row, "number");
    if (number < 1 || number > 1000) rows.refuse(row, "a session's number must lie between 1 and 1000");
    if (ordinal_words_.size() <= static_cast<std::size_t>(number)) ordinal_words_.resize(static_cast<std::size_t>(number) + 1);
    for (const auto language : languages) {
        const auto forms = rows.cells(row, language);
        for (const auto form : forms) ordinals_.emplace(fold_name(form), number);
        if (!forms.empty()) ordinal_words_[static_cast<std::size_t>(number)].emplace_back(language, forms.front());
    }
}

void Calendar::add_month(const TableRows& rows, std::size_t row) {
    for (const auto language : languages)
        for (const auto name : rows.cells(row, language)) months_.emplace(fold_name(name), rows.number(row, "month"));
}

void Calendar::add_session(const TableRows& rows, std::size_t row) {
    const auto first = Date::from_iso(rows.needed(row, "first")), last = Date::from_iso(rows.needed(row, "last"));
    if (!first || !last || *last < *first) rows.refuse(row, "the days of a session must be two dates in order");
    sessions_.emplace(day_key(rows.needed(row, "body"), rows.needed(row, "session")), Days{*first, *last});
}

// "seventy-eighth", "78th", "one hundred and eighty-third"; the table holds the words of 1 to 100.
std::optional<int> Calendar::ordinal(std::string_view words) const {
    std::string folded = fold_name(words);
    if (const auto found = ordinals_.find(folded); found != ordinals_.end()) return found->second;
    std::string_view rest = folded;
    if (const auto value = take_number(rest)) {
        for (const std::string_view end : {"st", "nd", "rd", "th", "e", "re", "eme", "ème", ".", "º", "ª", "-я", "-й", "-ю"})
            if (rest == end) return value;
        return std::nullopt;
    }
    // Texts write "seventy eighth" too, and more than a hundred meetings.
    int hundreds = 0;
    if (const std::size_t hundred = folded.find("hundred and "); hundred <= 6) {
        constexpr std::array<std::string_view, 10> units = {"", "one ", "two ", "three ", "four ", "five ", "six ", "seven ", "eight ", "nine "};
        const std::string_view unit = std::string_view(folded).substr(0, hundred);
        while (hundreds < 10 && units[static_cast<std::size_t>(hundreds)] != unit) ++hundreds;
        if (hundreds == 10) return std::nullopt;
        if (hundreds == 0) hundreds = 1;
        folded.erase(0, hundred + 12);
    }
    auto found = ordinals_.find(folded);
    if (found == ordinals_.end()) {
        if (const std::size_t blank = folded.find(' '); blank != std::string::npos) folded[blank] = '-';
        found = ordinals_.find(folded);
    }
    return found == ordinals_.end() ? std::nullopt : std::optional<int>(hundreds * 100 + found->second);
}

std::string_view Calendar::ordinal_words(int number, std::string_view language) const noexcept {
    if (number < 1 || static_cast<std::size_t>(number) >= ordinal_words_.size()) return {};
    for (const auto& [of, words] : ordinal_words_[static_cast<std::size_t>(number)])
        if (of == language) return words;
    return {};
}

std::optional<int> Calendar::month(std::string_view word) const {
    const auto found = months_.find(fold_name(word));
    return found == months_.end() ? std::nullopt : std::optional<int>(found->second);
}

// Day, month in words, year, with the little words that the languages put between them; month first is read as well.
std::optional<Date> Calendar::date(std::string_view words) const {
    const std::string folded = fold_name(words);
    if (folded.find("年") != std::string::npos) return chinese_date(folded);
    std::string_view rest = folded;
    for (const std::string_view start : {"the ", "le ", "el ", "on ", "du "}) drop(rest, start);
    std::optional<int> day = take_number(rest);
    for (const std::string_view end : {"er", "st", "nd", "rd", "th", "º", "°", "."}) drop(rest, end);
    for (const std::string_view between : {" ", "of ", "de "}) drop(rest, between);
    std::size_t name = 0;
    while (name < rest.size() && !is_digit(rest[name])) ++name;
    std::string_view month_name = rest.substr(0, name);
    rest.remove_prefix(name);
    while (month_name.ends_with(' ') || month_name.ends_with(',')) month_name.remove_suffix(1);
    for (const std::string_view end : {" de", " del"})
        if (month_name.ends_with(end)) month_name.remove_suffix(end.size());
    while (month_name.ends_with(' ') || month_name.ends_with(',')) month_name.remove_suffix(1);
    const auto month_number = months_.find(month_name);
    if (month_number == months_.end()) return std::nullopt;
    if (!day) {
        day = take_number(rest);
        for (const std::string_view end : {"st", "nd", "rd", "th", ",", " "}) drop(rest, end);
    }
    const std::optional<int> year = take_number(rest);
    for (const std::string_view end : {" года", " г.", " r.", "."}) drop(rest, end);
    if (!day || !year || *year < 1000 || !rest.empty()) return std::nullopt;
    return Date::of(*year, month_number->second, *day);
}

std::optional<Date> Calendar::chinese_date(std::string_view folded) const {
    const auto year = take_number(folded);
    drop(folded, "年");
    const auto month_number = take_number(folded);
    drop(folded, "月");
    const auto day = take_number(folded);
    drop(folded, "日");
    if (!year || !month_number || !day || !folded.empty()) return std::nullopt;
    return Date::of(*year, *month_number, *day);
}

std::optional<Calendar::Days> Calendar::days_of(std::string_view body, std::string_view rule, std::string_view session) const {
    if (const auto found = sessions_.find(day_key(body, session)); found != sessions_.end()) return found->second;
    const auto value = number_of(session);
    if (!value) return std::nullopt;
    int first = *value, last = *value;
    const bool is_year = *value >= 1945 && *value < 2100;
    int first_month = 1;
    if (rule == "year from july before" && is_year) {
        // Since 2014 the Council's "year" runs from July to July; acts of 2021/1 ... may be of 2020.
        if (*value >= 2014) --first, first_month = 7;
    } else if (const std::size_t plus = rule.find("+N"); plus != std::string_view::npos) {
        const auto base = number_of(rule.substr(0, plus));
        if (!base) return std::nullopt;
        first = *base + *value;
        last = first + 1;
    } else if (rule != "year" || !is_year) {
        return std::nullopt;
    }
    const auto begins = Date::of(first, first_month, 1), ends = Date::of(last, 12, 31);
    if (!begins || !ends || *value > 2100) return std::nullopt;
    return Days{*begins, *ends};
}

}  // namespace comity::vocabulary
