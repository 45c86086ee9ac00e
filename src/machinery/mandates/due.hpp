// What falls due, and when: as lists by session and as a calendar (iCalendar, RFC 5545). What has no date is in none of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "machinery/mandates/asking.hpp"

namespace comity::mandates {

struct DueItem {
    std::uint32_t mandate = 0;
    Step step;    ///< the last of the mandate
    Due due;
};

/// Those of a session together, or of a month where no session is named.
struct DueGroup {
    std::string body;      ///< id; "" for a month
    int session = 0;
    Day first = 0, last = 0;  ///< of a month its first and last day
    std::vector<DueItem> items;  ///< in the order of lists
};
/// Of the mandates that fit, as their last texts have them; by the last day, then by body and session. `asking.due_from` and `due_to` bound them.
std::vector<DueGroup> falling_due(const Gathered& gathered, const std::vector<std::uint32_t>& mandates, const Asking& asking);

/// An entry of a calendar: whole days.
struct Event {
    std::string uid, summary, description, url;
    Day first = 0, last = 0;
};
/// RFC 5545: CRLF, lines folded at 75 octets between characters, text escaped. `stamp` is "20260131T093000Z".
std::string icalendar(std::string_view name, const std::vector<Event>& events, std::string_view stamp);

}  // namespace comity::mandates
