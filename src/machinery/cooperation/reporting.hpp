// What is said of a deed while it is done and afterwards: steps, and in each party's own words what came of it. Agreements and measures have the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/cooperation/matter.hpp"

namespace comity::cooperation {

struct Step {
    std::int64_t number = 0;   ///< from 1, never given twice
    std::string actor;         ///< who recorded it, and alone changes it
    std::string words, form;   ///< form: a code of assistance_forms(); "" for none
    std::string first, last;
    std::string status;        ///< "planned", "done", "dropped"
    bool operator==(const Step&) const = default;
};

/// In a party's own words. Two that differ stand side by side; neither is changed for the other.
struct Outcome {
    std::string result;        ///< "delivered", "delivered in part", "not delivered"
    std::string words, evidence;
    std::string day;           ///< on which it was said
    bool operator==(const Outcome&) const = default;
};

json::Value to_json(const Step& step);
Step step_from(const json::Value& value);
json::Value to_json(const Outcome& outcome);
Outcome outcome_from(const json::Value& value);

/// Lays the fields of "add step" and "change step" (words, form, first, last, status; number of one that is changed) over the steps.
Said lay_step(std::vector<Step>& steps, const Request& request);
/// Of "report": result, report (words), evidence.
Said lay_outcome(std::optional<Outcome>& outcome, const Request& request, std::string_view today);

}  // namespace comity::cooperation
