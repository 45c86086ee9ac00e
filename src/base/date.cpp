#include "base/date.hpp"

#include <charconv>

#include <fmt/format.h>

namespace comity {

std::optional<Date> Date::of(int year, int month, int day) noexcept {
    static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return std::nullopt;
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (day > days[month - 1] + (leap && month == 2 ? 1 : 0)) return std::nullopt;
    return Date(year, month, day);
}

std::optional<Date> Date::from_iso(std::string_view iso) noexcept {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t length) {
        int value = 0;
        const char* end = iso.data() + at + length;
        const auto [stop, error] = std::from_chars(iso.data() + at, end, value);
        return error == std::errc{} && stop == end && value >= 0 ? value : -1;
    };
    return of(number(0, 4), number(5, 2), number(8, 2));
}

std::string Date::iso() const { return fmt::format("{:04}-{:02}-{:02}", year_, month_, day_); }

}  // namespace comity
