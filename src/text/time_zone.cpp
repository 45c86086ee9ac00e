#include "text/time_zone.hpp"

#include <memory>

#include <fmt/format.h>
#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include "base/date.hpp"

namespace comity::text {

namespace {

constexpr std::int64_t seconds_a_day = 86400, seconds_an_hour = 3600, seconds_a_minute = 60;
constexpr double milliseconds = 1000;

/// nullptr if there is none of that name.
std::unique_ptr<icu::TimeZone> zone_named(std::string_view name) {
    if (name.empty()) return nullptr;
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())))));
    if (*zone == icu::TimeZone::getUnknown()) return nullptr;
    return zone;
}

/// Days from the beginning of 1970 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
std::int64_t days_of(const Date& day) {
    const std::int64_t year = day.year() - (day.month() <= 2 ? 1 : 0);
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t of_era = year - era * 400;
    const std::int64_t of_year = (153 * (day.month() + (day.month() > 2 ? -3 : 9)) + 2) / 5 + day.day() - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

std::string day_of(std::int64_t days) {
    const std::int64_t shifted = days + 719468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const std::int64_t of_era = shifted - era * 146097;
    const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * of_year + 2) / 153;
    const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    return fmt::format("{:04}-{:02}-{:02}", year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, of_year - (153 * shifted_month + 2) / 5 + 1);
}

/// 0 to 99 of two digits; -1 for all else.
int two_digits(std::string_view text) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return text.size() == 2 && digit(text[0]) && digit(text[1]) ? (text[0] - '0') * 10 + (text[1] - '0') : -1;
}

}  // namespace

bool is_time_zone(std::string_view zone) { return zone_named(zone) != nullptr; }

std::optional<std::int64_t> moment_in_zone(std::string_view local, std::string_view zone) {
    const auto there = zone_named(zone);
    constexpr std::size_t length = std::string_view("2031-05-03T18:00").size();
    if (there == nullptr || local.size() != length || local[10] != 'T' || local[13] != ':') return std::nullopt;
    const auto day = Date::from_iso(local.substr(0, 10));
    const int hour = two_digits(local.substr(11, 2)), minute = two_digits(local.substr(14, 2));
    if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
    const std::int64_t shown = days_of(*day) * seconds_a_day + hour * seconds_an_hour + minute * seconds_a_minute;
    const auto* with_rules = dynamic_cast<const icu::BasicTimeZone*>(there.get());
    UErrorCode failed = U_ZERO_ERROR;
    std::int32_t offset = 0, saved = 0;
    if (with_rules != nullptr) with_rules->getOffsetFromLocal(static_cast<double>(shown) * milliseconds, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_LATTER, offset, saved, failed);
    else there->getOffset(static_cast<double>(shown) * milliseconds, true, offset, saved, failed);
    if (U_FAILURE(failed) != 0) return std::nullopt;
    return shown - (offset + saved) / 1000;
}

std::string local_in_zone(std::int64_t moment, std::string_view zone) {
    const auto there = zone_named(zone);
    if (there == nullptr) return "";
    UErrorCode failed = U_ZERO_ERROR;
    std::int32_t offset = 0, saved = 0;
    there->getOffset(static_cast<double>(moment) * milliseconds, false, offset, saved, failed);
    if (U_FAILURE(failed) != 0) return "";
    const std::int64_t shown = moment + (offset + saved) / 1000;
    const std::int64_t days = shown >= 0 ? shown / seconds_a_day : -((seconds_a_day - 1 - shown) / seconds_a_day);
    const std::int64_t of_day = shown - days * seconds_a_day;
    return fmt::format("{}T{:02}:{:02}", day_of(days), of_day / seconds_an_hour, of_day % seconds_an_hour / seconds_a_minute);
}

}  // namespace comity::text
