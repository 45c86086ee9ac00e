#include "machinery/mandates/due.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "base/error.hpp"

namespace comity::mandates {

namespace {

int days_in_month(int year, int month) {
    for (int day = 31; day > 28; --day) {
        if (Date::of(year, month, day)) return day;
    }
    return 28;
}

Day day_after(Day day) {
    const int year = day / 10000, month = day / 100 % 100, next = day % 100 + 1;
    if (Date::of(year, month, next)) return day + 1;
    return month == 12 ? (year + 1) * 10000 + 101 : year * 10000 + (month + 1) * 100 + 1;
}

std::string escaped_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += "\\n";
        else if (c == '\\' || c == ';' || c == ',') (out += '\\') += c;
        else if (static_cast<unsigned char>(c) >= 32) out += c;
    }
    return out;
}

/// A content line of at most 75 octets, gone on with on the next after a blank; no character is cut.
void put_line(std::string& out, const std::string& line) {
    constexpr std::size_t longest = 75;
    for (std::size_t at = 0; at < line.size() || at == 0;) {
        const std::size_t room = at == 0 ? longest : longest - 1;
        std::size_t end = std::min(line.size(), at + room);
        while (end < line.size() && end > at + 1 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
        if (at != 0) out += ' ';
        out.append(line, at, end - at);
        out += "\r\n";
        at = std::max(end, at + 1);
    }
}

bool within(const Due& due, const Asking& asking) {
    const Day first = due.first != 0 ? due.first : due.last, last = due.last != 0 ? due.last : due.first;
    if (last == 0) return false;
    return (!asking.due_from || last >= day_of(asking.due_from)) && (!asking.due_to || first <= day_of(asking.due_to));
}

}  // namespace

std::vector<DueGroup> falling_due(const Gathered& gathered, const std::vector<std::uint32_t>& mandates, const Asking& asking) {
    std::map<std::tuple<Day, std::string, int>, DueGroup> groups;  // by the last day
    for (const std::uint32_t mandate : mandates) {
        const Step& step = gathered.mandates[mandate].steps.back();
        for (const Due& due : gathered.act(step).dues) {
            if (!within(due, asking)) continue;
            DueGroup group;
            group.body = gathered.names.name(due.body);
            group.session = due.session;
            group.first = due.first != 0 ? due.first : due.last;
            group.last = due.last != 0 ? due.last : due.first;
            if (group.session == 0) {
                const int year = group.last / 10000, month = group.last / 100 % 100;
                group.first = year * 10000 + month * 100 + 1;
                group.last = year * 10000 + month * 100 + days_in_month(year, month);
            }
            const std::string name = fmt::format("{} {:05}", group.body, group.session);
            auto& into = groups.try_emplace(std::tuple(group.last, name, group.first), group).first->second;
            into.items.push_back({mandate, step, due});
        }
    }
    std::vector<DueGroup> ordered;
    for (auto& [key, group] : groups) {
        std::sort(group.items.begin(), group.items.end(), [](const DueItem& a, const DueItem& b) { return std::tie(a.step, a.due) < std::tie(b.step, b.due); });
        ordered.push_back(std::move(group));
    }
    return ordered;
}

std::string icalendar(std::string_view name, const std::vector<Event>& events, std::string_view stamp) {
    std::string out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Comity//Register of mandates//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n";
    put_line(out, fmt::format("X-WR-CALNAME:{}", escaped_text(name)));
    for (const Event& event : events) {
        out += "BEGIN:VEVENT\r\n";
        put_line(out, fmt::format("UID:{}", escaped_text(event.uid)));
        put_line(out, fmt::format("DTSTAMP:{}", stamp));
        put_line(out, fmt::format("DTSTART;VALUE=DATE:{:08}", event.first));
        put_line(out, fmt::format("DTEND;VALUE=DATE:{:08}", day_after(event.last)));  // the first day that is no part of it
        put_line(out, fmt::format("SUMMARY:{}", escaped_text(event.summary)));
        if (!event.description.empty()) put_line(out, fmt::format("DESCRIPTION:{}", escaped_text(event.description)));
        if (!event.url.empty()) put_line(out, fmt::format("URL:{}", event.url));
        out += "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n";
    }
    return out + "END:VCALENDAR\r\n";
}

}  // namespace comity::mandates
