// Hours of a place: which moment an hour of its clocks is (ICU's copy of the IANA time zones). Seconds count from the beginning of 1970, UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace comity::text {

/// "Europe/Geneva" is none, "Europe/Zurich" is one; in the letters of the table.
bool is_time_zone(std::string_view zone);

/// The moment of "2031-05-03T18:00" on the clocks there. An hour that clocks leave out in spring is the one after it, of an hour that comes twice in autumn
/// the second is meant: who keeps to the words of a deadline is never late by them. nullopt if there is no such day, hour or zone.
std::optional<std::int64_t> moment_in_zone(std::string_view local, std::string_view zone);

/// "2031-05-03T18:00": what clocks there show at that moment; "" if there is no such zone.
std::string local_in_zone(std::int64_t moment, std::string_view zone);

}  // namespace comity::text
