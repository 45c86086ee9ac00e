#include "system/moment.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace comity {

namespace {

using namespace std::chrono;

constexpr std::int64_t first_second = -62167219200, last_second = 253402300799;  // of the years 0000 and 9999

std::string written_time(Moment moment) {
    const hh_mm_ss time(floor<seconds>(moment - floor<days>(moment)));
    return fmt::format("{}T{:02}:{:02}:{:02}", written_day(moment), time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace

Moment moment_of(system_clock::time_point time) noexcept { return floor<milliseconds>(time); }

Moment moment_of(std::int64_t since) noexcept { return Moment(seconds(std::clamp(since, first_second, last_second))); }

Moment moment_counted(std::uint64_t since) noexcept { return moment_of(static_cast<std::int64_t>(std::min(since, std::uint64_t{last_second}))); }

std::string written_day(Moment moment) {
    const year_month_day day(floor<days>(moment));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::string written_second(Moment moment) { return written_time(moment) + "Z"; }

std::string written_millisecond(Moment moment) {
    return fmt::format("{}.{:03}Z", written_time(moment), (moment - floor<seconds>(moment)).count());
}

}  // namespace comity
