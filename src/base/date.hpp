// A calendar day as documents state it ("19 December 2023"). No time zone, no clock.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace comity {

/// A valid day of the Gregorian calendar, years 1 to 9999.
class Date {
public:
    /// nullopt if there is no such day.
    static std::optional<Date> of(int year, int month, int day) noexcept;
    /// Reads "2023-12-19" and nothing else.
    static std::optional<Date> from_iso(std::string_view iso) noexcept;

    [[nodiscard]] int year() const noexcept { return year_; }
    [[nodiscard]] int month() const noexcept { return month_; }
    [[nodiscard]] int day() const noexcept { return day_; }
    /// "2023-12-19"
    [[nodiscard]] std::string iso() const;

    auto operator<=>(const Date&) const = default;

private:
    Date(int year, int month, int day) noexcept : year_(year), month_(month), day_(day) {}
    int year_, month_, day_;
};

}  // namespace comity
