// Moments of the machine's clock as they are written down: ISO 8601, UTC. As text they order as the moments do.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace comity {

/// Milliseconds reach further than the clock's own nanoseconds, which end in 2262.
using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

/// Cut off, towards the past.
Moment moment_of(std::chrono::system_clock::time_point time) noexcept;

/// So many seconds after the beginning of 1970. What no year of four figures has becomes the nearest moment that has one.
Moment moment_of(std::int64_t seconds) noexcept;

/// The same for seconds as signed notes and tiles count them, which have no sign and may be any number.
Moment moment_counted(std::uint64_t seconds) noexcept;

std::string written_day(Moment moment);           ///< "2026-01-31"
std::string written_second(Moment moment);        ///< "2026-01-31T09:30:00Z"
std::string written_millisecond(Moment moment);   ///< "2026-01-31T09:30:00.000Z"

}  // namespace comity
