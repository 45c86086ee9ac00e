#include "machinery/cooperation/reporting.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/date.hpp"
#include "machinery/cooperation/sentences.hpp"
#include "text/text.hpp"

namespace comity::cooperation {

namespace {

using record::field;

constexpr std::array<std::string_view, 3> statuses = {"planned", "done", "dropped"}, results = {"delivered", "delivered in part", "not delivered"};

bool is_day(std::string_view day) { return day.empty() || Date::from_iso(day).has_value(); }

}  // namespace

json::Value to_json(const Step& step) {
    return json::Object{{"number", step.number}, {"actor", step.actor}, {"words", step.words}, {"form", step.form}, {"first", step.first}, {"last", step.last}, {"status", step.status}};
}

Step step_from(const json::Value& value) {
    return {value.integer("number"), value.text("actor"), value.text("words"), value.text("form"), value.text("first"), value.text("last"), value.text("status")};
}

json::Value to_json(const Outcome& outcome) { return json::Object{{"result", outcome.result}, {"words", outcome.words}, {"evidence", outcome.evidence}, {"day", outcome.day}}; }

Outcome outcome_from(const json::Value& value) { return {value.text("result"), value.text("words"), value.text("evidence"), value.text("day")}; }

Said lay_step(std::vector<Step>& steps, const Request& request) {
    const json::Value& fields = request.fields;
    Step made;
    auto at = steps.end();
    if (request.act == "change step") {
        const std::string typed = field(fields, "number").value_or("");
        std::int64_t number = 0;
        std::from_chars(typed.data(), typed.data() + typed.size(), number);
        at = std::find_if(steps.begin(), steps.end(), [&](const Step& step) { return step.number == number && step.actor == request.by.actor; });
        if (at == steps.end()) return say(sentences::help_step_unknown, typed);
        made = *at;
    } else {
        made.number = steps.empty() ? 1 : steps.back().number + 1;
        made.actor = request.by.actor;
        made.status = "planned";
    }
    if (const auto words = field(fields, "step"); words && !words->empty()) made.words = text::normalized(*words);
    if (made.words.empty()) return say(sentences::help_step_empty);
    if (const auto form = field(fields, "form")) made.form = *form;
    if (!made.form.empty() && assistance_form(made.form) == nullptr) return say(sentences::help_form_unknown, made.form);
    for (const auto& [name, into] : {std::pair{"first", &made.first}, {"last", &made.last}}) {
        if (const auto day = field(fields, name)) *into = *day;
        if (!is_day(*into)) return say(sentences::help_no_day, *into);
    }
    if (!made.first.empty() && !made.last.empty() && made.last < made.first) return say(sentences::help_days_reversed, made.first, made.last);
    if (const auto status = field(fields, "status"); status && !status->empty()) made.status = *status;
    if (std::find(statuses.begin(), statuses.end(), made.status) == statuses.end()) return say(sentences::help_step_status, made.status);
    if (at == steps.end()) steps.push_back(std::move(made));
    else *at = std::move(made);
    return {};
}

Said lay_outcome(std::optional<Outcome>& outcome, const Request& request, std::string_view today) {
    Outcome made{field(request.fields, "result").value_or(""), text::normalized(field(request.fields, "report").value_or("")), field(request.fields, "evidence").value_or(""), std::string(today)};
    if (made.result.empty()) return say(sentences::help_result_needed);
    if (std::find(results.begin(), results.end(), made.result) == results.end()) return say(sentences::help_result_unknown, made.result);
    if (made.words.empty()) return say(sentences::help_report_empty);
    outcome = std::move(made);
    return {};
}

}  // namespace comity::cooperation
