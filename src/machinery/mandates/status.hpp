// How a mandate stands, by what the record holds and by a day that is given from outside. Rules, no judgement: docs/register.md has them in words.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "machinery/mandates/register.hpp"

namespace comity::mandates {

enum class Status {
    in_progress,    ///< its date is still to come, or it comes back by its own words and is in the latest text of its series
    delivered,      ///< a report that delivers what its last text asked for is known
    overdue,        ///< it asked for a report by a date, the date has passed, and the record knows no report that delivers it
    lapsed,         ///< the later texts of its series don't have it any more, or the day on which it ends by its own words has passed
    replaced,       ///< another act stands in its place in the next text
    no_indication,  ///< none of these; all without a date of their own
};
inline constexpr std::array all_statuses = {Status::in_progress, Status::delivered, Status::overdue, Status::lapsed, Status::replaced, Status::no_indication};
std::string_view name_of(Status status) noexcept;  ///< "in progress", "delivered", "overdue", "lapsed", "replaced", "without indication"
std::optional<Status> status_named(std::string_view name) noexcept;  ///< also with "-" for " "

/// Why: which rule decided.
enum class Because { report_confirmed, report_known, date_to_come, comes_back, ended, not_in_later_text, another_in_its_place, date_passed, no_date, date_passed_no_report_asked };
std::string_view name_of(Because because) noexcept;

struct Standing {
    Status status = Status::no_indication;
    Because because = Because::no_date;
    Day day = 0;                          ///< of date_to_come, date_passed: the last day; of ended: that day
    std::optional<std::uint32_t> text;    ///< of not_in_later_text: that text
    std::vector<Delivery> deliveries;     ///< of its last step
};
/// nullopt for what asks nothing of anyone: it has no status.
std::optional<Standing> standing_of(const Gathered& gathered, const Line& mandate, Day today);

/// The last day on which anything of an act falls due; 0 if it has no date.
Day last_due(const ShortAct& act) noexcept;

/// What a series implies: the most frequent number of years between texts that have the mandate, later ones counting for more; nullopt with fewer
/// than three texts, or if less than half of the gaps are of that length. Always to be shown as inferred.
struct Implied {
    int years = 0;
    std::vector<std::uint32_t> texts;  ///< that it rests on
    int since = 0;                     ///< year of the first of them
};
std::optional<Implied> implied_recurrence(const Gathered& gathered, const Line& mandate);

/// What happened to a mandate from one text to the next that has it.
struct Turn {
    bool missing_before = false;       ///< texts of the record in between don't have it: it lapsed and came back
    int strength_before = 0, strength = 0;
    bool verb = false, asked = false, deliverable = false, due = false, words = false, expiry = false;
    std::vector<std::uint32_t> without;  ///< the texts in between that don't have it
};
/// By step; the first has no turn.
std::vector<std::optional<Turn>> turns_of(const Gathered& gathered, const Line& mandate);

}  // namespace comity::mandates
