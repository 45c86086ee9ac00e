#include "machinery/cooperation/measure.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/date.hpp"
#include "json/members.hpp"
#include "machinery/consultations/sentences.hpp"
#include "machinery/cooperation/sentences.hpp"
#include "text/text.hpp"

namespace comity::cooperation {

namespace {

using record::draft_for;
using record::field;
using record::refuse;

class Rule {
public:
    Rule(const MeasureState& state, const Request& request) : state_(state), request_(request) {}

    Ruling decide() {
        if (request_.by.actor.empty()) return refuse(say(sentences::help_for_nobody));
        if (request_.act == "record measure") return begin();
        if (!state_.present) return refuse(say(sentences::help_measure_unknown, request_.about), Fault::not_found);
        if (state_.present->actor != request_.by.actor) return refuse(say(sentences::help_not_yours, request_.about), Fault::refused);
        if (request_.seen_revision && *request_.seen_revision != state_.revision) return refuse(say(consultations::sentences::changed_meanwhile), Fault::conflict);
        measure_ = *state_.present;
        if (measure_.ended) return refuse(say(sentences::help_stands_otherwise, measure_.id, "ended"), Fault::conflict);
        return on_present();
    }

private:
    const MeasureState& state_;
    const Request& request_;
    Measure measure_;

    Ruling keep(std::string sentence) {
        if (state_.present && measure_ == *state_.present) return refuse(say(consultations::sentences::nothing_changed));
        record::Draft draft = draft_for(request_, measure_subject(measure_.id), measure_kind, to_json(measure_));
        draft.after_revision = state_.revision;
        return Decision{{std::move(draft)}, std::move(sentence)};
    }

    Ruling on_present() {
        if (request_.act == "change measure") {
            if (Said wrong = take_fields(); !wrong.empty()) return refuse(std::move(wrong));
            return keep(fmt::format("the measure {} is changed", measure_.id));
        }
        if (request_.act == "add step" || request_.act == "change step") {
            if (Said wrong = lay_step(measure_.steps, request_); !wrong.empty()) return refuse(std::move(wrong));
            return keep(fmt::format("{} has {} steps", measure_.id, measure_.steps.size()));
        }
        if (request_.act == "report") {
            if (Said wrong = lay_outcome(measure_.outcome, request_, state_.today); !wrong.empty()) return refuse(std::move(wrong));
            return keep(fmt::format("you report of {}: {}", measure_.id, measure_.outcome->result));
        }
        if (request_.act == "end measure") {
            if (!request_.by.why || request_.by.why->empty()) return refuse(say(consultations::sentences::call_say_why));
            measure_.ended = true;
            return keep(fmt::format("the measure {} is ended", measure_.id));
        }
        return refuse(say(sentences::help_act_unknown, request_.act));
    }

    Said take_fields() {
        const json::Value& fields = request_.fields;
        if (Said wrong = lay(measure_.matter, fields, state_.named); !wrong.empty()) return wrong;
        if (const auto crisis = field(fields, "crisis")) measure_.crisis = text::normalized(*crisis);
        if (measure_.crisis.empty()) return say(sentences::help_crisis_needed);
        if (auto persons = record::several(fields, "persons")) measure_.persons = std::move(*persons);
        if (const auto review = field(fields, "review")) measure_.review = *review;
        if (measure_.review.empty()) return say(sentences::help_review_needed);
        if (!Date::from_iso(measure_.review)) return say(sentences::help_no_day, measure_.review);
        if (const auto agreement = field(fields, "agreement")) {
            if (!agreement->empty() && !state_.agreement_known) return say(sentences::help_agreement_unknown, *agreement);
            measure_.agreement = *agreement;
        }
        return take_level();
    }

    Said take_level() {
        const auto level = field(request_.fields, "level");
        if (!level || *level == measure_.level_said) return {};
        const auto known = levels();
        if (!level->empty() && std::find(known.begin(), known.end(), *level) == known.end()) return say(sentences::help_level_unknown, *level);
        if (!level->empty() && (!request_.by.why || request_.by.why->empty())) return say(consultations::sentences::call_say_why);
        measure_.level_said = *level;
        measure_.level_why = level->empty() ? "" : *request_.by.why;
        return {};
    }

    Ruling begin() {
        if (!is_short_name(request_.about)) return refuse(say(sentences::help_misnamed, request_.about));
        if (state_.present) return refuse(say(sentences::help_there, request_.about), Fault::conflict);
        measure_.id = id_of(request_.by.actor, request_.about);
        measure_.actor = request_.by.actor;
        if (Said wrong = take_fields(); !wrong.empty()) return refuse(std::move(wrong));
        return keep(fmt::format("the measure {} is recorded: everybody sees it", measure_.id));
    }
};

}  // namespace

json::Value to_json(const Measure& measure) {
    json::Array steps;
    for (const Step& step : measure.steps) steps.push_back(to_json(step));
    json::Value value = json::Object{{"id", measure.id}, {"actor", measure.actor}, {"crisis", measure.crisis}, {"persons", json::array_of(measure.persons)}, {"review", measure.review}};
    put(value, measure.matter);
    if (!measure.agreement.empty()) value.put("agreement", measure.agreement);
    if (!measure.level_said.empty()) value.put("level_said", json::Object{{"level", measure.level_said}, {"why", measure.level_why}});
    value.put("steps", std::move(steps));
    if (measure.outcome) value.put("outcome", to_json(*measure.outcome));
    value.put("ended", measure.ended);
    return value;
}

Measure measure_from(const json::Value& state) {
    Measure measure;
    measure.id = json::needed_text(state, "id");
    measure.actor = json::needed_text(state, "actor");
    measure.crisis = state.text("crisis");
    measure.matter = matter_from(state);
    measure.persons = json::texts_in(state["persons"]);
    measure.review = state.text("review");
    measure.agreement = state.text("agreement");
    measure.level_said = state["level_said"].text("level");
    measure.level_why = state["level_said"].text("why");
    const auto* steps = state["steps"].as_array();
    for (std::size_t i = 0; steps != nullptr && i < steps->size(); ++i) measure.steps.push_back(step_from((*steps)[i]));
    if (!state["outcome"].is_null()) measure.outcome = outcome_from(state["outcome"]);
    measure.ended = json::maybe_truth(state, "ended").value_or(false);
    return measure;
}

std::string measure_subject(std::string_view id) { return fmt::format("measure:{}", id); }

std::string level_of(const Measure& measure, const vocabulary::Directory& directory) {
    if (!measure.level_said.empty()) return measure.level_said;
    const std::array<RoleStated, 1> alone = {RoleStated{measure.actor, "provider"}};
    return std::string(level_of(alone, measure.matter.first, directory));
}

std::string_view stage_at(const Measure& measure, std::string_view today) noexcept {
    if (measure.ended) return "ended";
    return !measure.review.empty() && measure.review <= today ? "to be looked at again" : "under way";
}

Ruling decide(const MeasureState& state, const Request& request) { return Rule(state, request).decide(); }

}  // namespace comity::cooperation
