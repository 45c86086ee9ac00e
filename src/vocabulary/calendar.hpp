// Ordinals, months, dates in words and the days of sessions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "vocabulary/openings.hpp"
#include "vocabulary/tables.hpp"

namespace comity::vocabulary {

class Calendar {
public:
    using Days = std::pair<Date, Date>;

    void add_ordinals(const TableRows& rows, std::size_t row);
    void add_month(const TableRows& rows, std::size_t row);
    void add_session(const TableRows& rows, std::size_t row);

    [[nodiscard]] std::optional<int> ordinal(std::string_view words) const;
    [[nodiscard]] std::string_view ordinal_words(int number, std::string_view language) const noexcept;
    [[nodiscard]] std::optional<int> month(std::string_view word) const;
    [[nodiscard]] std::optional<Date> date(std::string_view words) const;
    /// By the calendar's rows, else by the rule of the body: "year", "year from july before", "1981+N".
    [[nodiscard]] std::optional<Days> days_of(std::string_view body, std::string_view rule, std::string_view session) const;

private:
    [[nodiscard]] std::optional<Date> chinese_date(std::string_view folded) const;

    ByWord<int> ordinals_, months_;
    std::vector<std::vector<std::pair<std::string, std::string>>> ordinal_words_;  ///< by number: language, words
    ByWord<Days> sessions_;                                                        ///< by "body session"
};

}  // namespace comity::vocabulary
