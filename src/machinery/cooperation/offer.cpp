#include "machinery/cooperation/offer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "json/members.hpp"
#include "machinery/consultations/sentences.hpp"
#include "machinery/cooperation/sentences.hpp"
#include "text/text.hpp"
#include "vocabulary/tables.hpp"

namespace comity::cooperation {

namespace {

using record::draft_for;
using record::field;
using record::refuse;

}  // namespace

std::vector<Experience> experience_in(std::string_view typed) {
    std::vector<Experience> all;
    for (const std::string_view line : vocabulary::split(typed, '\n')) {
        const auto parts = vocabulary::split(line, '|');
        const auto part = [&](std::size_t i) { return i < parts.size() ? text::normalized(parts[i]) : std::string(); };
        if (!part(0).empty()) all.push_back({part(0), part(1), part(2)});
    }
    return all;
}

namespace {

class Rule {
public:
    Rule(const OfferState& state, const Request& request) : state_(state), request_(request) {}

    Ruling decide() {
        if (request_.by.actor.empty()) return refuse(say(sentences::help_for_nobody));
        if (request_.act == "open offer") return open();
        if (!state_.present) return refuse(say(sentences::help_offer_unknown, request_.about), Fault::not_found);
        if (state_.present->actor != request_.by.actor) return refuse(say(sentences::help_not_yours, request_.about), Fault::refused);
        if (request_.seen_revision && *request_.seen_revision != state_.revision) return refuse(say(consultations::sentences::changed_meanwhile), Fault::conflict);
        offer_ = *state_.present;
        if (offer_.withdrawn) return refuse(say(sentences::help_stands_otherwise, offer_.id, "withdrawn"), Fault::conflict);
        if (request_.act == "change offer") return change();
        if (request_.act == "withdraw offer") return withdraw();
        return refuse(say(sentences::help_act_unknown, request_.act));
    }

private:
    const OfferState& state_;
    const Request& request_;
    Offer offer_;

    Ruling keep(std::string sentence) {
        record::Draft draft = draft_for(request_, offer_subject(offer_.id), offer_kind, to_json(offer_));
        draft.after_revision = state_.revision;
        return Decision{{std::move(draft)}, std::move(sentence)};
    }

    Said take_fields() {
        if (Said wrong = lay(offer_.matter, request_.fields, state_.named); !wrong.empty()) return wrong;
        if (offer_.matter.forms.empty()) return say(sentences::help_needs_form);
        if (const auto typed = field(request_.fields, "experience")) {
            auto said = experience_in(*typed);
            for (const Experience& one : said) {
                const auto missing = state_.named.missing.find(one.recommendation);
                const bool was_there = std::find(offer_.experience.begin(), offer_.experience.end(), one) != offer_.experience.end();
                if (missing != state_.named.missing.end() && !was_there) return missing->second;
            }
            offer_.experience = std::move(said);
        }
        if (const auto capacity = field(request_.fields, "capacity")) offer_.capacity = *capacity;
        if (const auto role = field(request_.fields, "role"); role && !role->empty()) {
            if (*role != "provider" && *role != "facilitator") return say(sentences::help_role_unknown, *role);
            offer_.role = *role;
        }
        return {};
    }

    Ruling open() {
        if (!is_short_name(request_.about)) return refuse(say(sentences::help_misnamed, request_.about));
        if (state_.present) return refuse(say(sentences::help_there, request_.about), Fault::conflict);
        offer_.id = id_of(request_.by.actor, request_.about);
        offer_.actor = request_.by.actor;
        offer_.role = "provider";
        if (Said wrong = take_fields(); !wrong.empty()) return refuse(std::move(wrong));
        return keep(fmt::format("the offer {} is open: everybody sees it", offer_.id));
    }

    Ruling change() {
        if (Said wrong = take_fields(); !wrong.empty()) return refuse(std::move(wrong));
        if (offer_ == *state_.present) return refuse(say(consultations::sentences::nothing_changed));
        return keep(fmt::format("the offer {} is changed", offer_.id));
    }

    Ruling withdraw() {
        offer_.withdrawn = true;
        return keep(fmt::format("the offer {} is withdrawn", offer_.id));
    }
};

}  // namespace

json::Value to_json(const Offer& offer) {
    json::Array experience;
    for (const Experience& one : offer.experience) experience.push_back(json::Object{{"words", one.words}, {"recommendation", one.recommendation}, {"evidence", one.evidence}});
    json::Value value = json::Object{{"id", offer.id}, {"actor", offer.actor}, {"capacity", offer.capacity}, {"role", offer.role}, {"status", offer.withdrawn ? "withdrawn" : "open"}};
    put(value, offer.matter);
    value.put("experience", std::move(experience));
    return value;
}

Offer offer_from(const json::Value& state) {
    Offer offer;
    offer.id = json::needed_text(state, "id");
    offer.actor = json::needed_text(state, "actor");
    offer.matter = matter_from(state);
    offer.capacity = state.text("capacity");
    offer.role = state.text("role");
    offer.withdrawn = state.text("status") == "withdrawn";
    const auto* experience = state["experience"].as_array();
    for (std::size_t i = 0; experience != nullptr && i < experience->size(); ++i) {
        const json::Value& one = (*experience)[i];
        offer.experience.push_back({one.text("words"), one.text("recommendation"), one.text("evidence")});
    }
    return offer;
}

std::string offer_subject(std::string_view id) { return fmt::format("offer:{}", id); }

Ruling decide(const OfferState& state, const Request& request) { return Rule(state, request).decide(); }

}  // namespace comity::cooperation
