// The rule of agreements: accepting, confirming, refusing, saying roles and kind, steps, reports, publishing. Pure.
#include <algorithm>

#include <fmt/format.h>

#include "base/date.hpp"
#include "machinery/consultations/sentences.hpp"
#include "machinery/cooperation/agreement.hpp"
#include "machinery/cooperation/sentences.hpp"

namespace comity::cooperation {

namespace {

using record::draft_for;
using record::field;
using record::refuse;
using S = AgreementStage;

class Rule {
public:
    Rule(const AgreementState& state, const Request& request) : state_(state), request_(request) {}

    Ruling decide() {
        if (request_.by.actor.empty()) return refuse(say(sentences::help_for_nobody));
        if (request_.act == "accept") return accept();
        if (!state_.present || state_.present->party(request_.by.actor) == nullptr) return refuse(say(sentences::help_agreement_unknown, request_.about), Fault::not_found);
        if (request_.seen_revision && *request_.seen_revision != state_.revision) return refuse(say(consultations::sentences::changed_meanwhile), Fault::conflict);
        made_ = *state_.present;
        own_ = &*std::find_if(made_.parties.begin(), made_.parties.end(), [&](const Party& party) { return party.actor == request_.by.actor; });
        if (request_.act == "publish agreement") return publish();
        const S stage = stage_of(made_);
        if (stage == S::refused || stage == S::withdrawn) return refuse(say(sentences::help_stands_otherwise, made_.id, name_of(stage)), Fault::conflict);
        if (request_.act == "confirm") return answer("confirmed");
        if (request_.act == "refuse agreement") return answer("refused");
        if (request_.act == "withdraw agreement") return withdraw();
        if (request_.act == "say role") return say_role();
        if (request_.act == "say kind") return say_kind();
        const bool reports = request_.act == "add step" || request_.act == "change step" || request_.act == "report";
        if (!reports) return refuse(say(sentences::help_act_unknown, request_.act));
        if (stage == S::proposed) return refuse(say(sentences::help_stands_otherwise, made_.id, name_of(stage)), Fault::conflict);
        return request_.act == "report" ? report() : step();
    }

private:
    const AgreementState& state_;
    const Request& request_;
    Agreement made_;
    Party* own_ = nullptr;

    [[nodiscard]] bool gives_reason() const { return request_.by.why && !request_.by.why->empty(); }

    Ruling keep(std::string sentence) {
        record::Draft draft = draft_for(request_, agreement_subject(made_.id), agreement_kind, to_json(made_));
        draft.confidential = true;
        draft.after_revision = state_.revision;
        Decision decision{{std::move(draft)}, std::move(sentence)};
        if (is_published(made_)) decision.drafts.push_back(draft_for(request_, published_agreement_subject(made_.id), published_agreement_kind, public_form(made_, state_.request_is)));
        return decision;
    }

    Said add_partner(const std::string& partner, std::string_view role) {
        if (partner == request_.by.actor) return say(sentences::help_partner_is_self);
        if (made_.party(partner) != nullptr) return say(sentences::help_offer_again, partner);
        const bool told = state_.need->published || std::find(state_.need->shared_with.begin(), state_.need->shared_with.end(), partner) != state_.need->shared_with.end();
        if (!told) return say(sentences::help_partner_not_told, partner);
        made_.parties.push_back({partner, std::string(role), "silent", false, {}});
        return {};
    }

    Ruling accept() {
        if (!is_short_name(request_.about)) return refuse(say(sentences::help_misnamed, request_.about));
        if (state_.present) return refuse(say(sentences::help_there, request_.about), Fault::conflict);
        const std::string named = field(request_.fields, "request").value_or("");
        if (named.empty()) return refuse(say(sentences::help_request_needed));
        if (!state_.need || state_.need->state != request_.by.actor) return refuse(say(sentences::help_request_unknown, named), Fault::not_found);
        if (state_.need->withdrawn) return refuse(say(sentences::help_stands_otherwise, named, name_of(NeedStage::withdrawn)), Fault::conflict);
        if (!state_.missing.empty()) return refuse(say(sentences::help_offer_unknown, state_.missing.front()), Fault::not_found);
        if (!state_.unknown.empty()) return refuse(say(consultations::sentences::invited_unknown, state_.unknown.front()), Fault::not_found);
        if (state_.offers.empty()) return refuse(say(sentences::help_offers_needed));
        made_.id = id_of(request_.by.actor, request_.about);
        made_.need = state_.need->id;
        made_.matter = state_.need->matter;
        made_.parties.push_back({request_.by.actor, "beneficiary", "confirmed", false, {}});
        for (const Offer& offer : state_.offers) {
            if (offer.withdrawn) return refuse(say(sentences::help_stands_otherwise, offer.id, "withdrawn"), Fault::conflict);
            if (Said wrong = add_partner(offer.actor, offer.role); !wrong.empty()) return refuse(std::move(wrong));
            made_.offers.push_back(offer.id);
        }
        for (const std::string& facilitator : state_.facilitators) {
            if (Said wrong = add_partner(facilitator, "facilitator"); !wrong.empty()) return refuse(std::move(wrong));
        }
        if (Said wrong = lay(made_.matter, request_.fields, state_.named); !wrong.empty()) return refuse(std::move(wrong));
        if (Said wrong = take_grouping(); !wrong.empty()) return refuse(std::move(wrong));
        return keep(fmt::format("the agreement {} is proposed: it stands when all partners have confirmed", made_.id));
    }

    Ruling answer(std::string_view said) {
        if (own_->answer != "silent") return refuse(say(sentences::help_answered, own_->answer), Fault::conflict);
        if (said == "refused" && !gives_reason()) return refuse(say(consultations::sentences::call_say_why));
        own_->answer = said;
        if (const auto role = field(request_.fields, "role"); role && !role->empty()) {
            if (!is_role(*role)) return refuse(say(sentences::help_role_unknown, *role));
            own_->role = *role;
        }
        return keep(said == "refused" ? fmt::format("the agreement {} is refused: {}", made_.id, *request_.by.why)
                                      : fmt::format("the agreement {} is confirmed{}", made_.id, stage_of(made_) == S::under_way ? ": it is under way" : "; it waits for others"));
    }

    Ruling withdraw() {
        if (!gives_reason()) return refuse(say(consultations::sentences::call_say_why));
        made_.withdrawn = true;
        made_.withdrawn_why = *request_.by.why;
        return keep(fmt::format("the agreement {} is withdrawn: {}", made_.id, *request_.by.why));
    }

    Ruling say_role() {
        const auto given = field(request_.fields, "role");
        if (!given) return refuse(say(sentences::help_role_needed));
        const std::string role = *given == "not stated" ? "" : *given;
        if (!role.empty() && !is_role(role)) return refuse(say(sentences::help_role_unknown, role));
        if (own_->role == role) return refuse(say(consultations::sentences::nothing_changed));
        own_->role = role;
        return keep(fmt::format("in {} your role is {}", made_.id, role.empty() ? "not stated" : role));
    }

    Said take_grouping() {
        if (const auto group = field(request_.fields, "grouping")) {
            if (!group->empty() && !state_.grouping_known) return say(sentences::help_grouping_unknown, *group);
            made_.grouping.group = *group;
        }
        if (const auto day = field(request_.fields, "grouping_day")) made_.grouping.day = *day;
        if (!made_.grouping.group.empty() && !Date::from_iso(made_.grouping.day)) return say(sentences::help_grouping_day);
        if (made_.grouping.group.empty()) made_.grouping.day.clear();
        return {};
    }

    Ruling say_kind() {
        if (Said wrong = take_grouping(); !wrong.empty()) return refuse(std::move(wrong));
        const auto otherwise = [&](std::string_view name, std::string& said, std::string& why) -> Said {
            const auto given = field(request_.fields, name);
            if (!given) return {};
            if (!given->empty() && !gives_reason()) return say(consultations::sentences::call_say_why);
            said = *given;
            why = given->empty() ? "" : *request_.by.why;
            return {};
        };
        if (Said wrong = otherwise("kind", made_.kind_said, made_.kind_why); !wrong.empty()) return refuse(std::move(wrong));
        if (Said wrong = otherwise("level", made_.level_said, made_.level_why); !wrong.empty()) return refuse(std::move(wrong));
        if (!made_.kind_said.empty() && !is_kind(made_.kind_said)) return refuse(say(sentences::help_kind_unknown, made_.kind_said));
        const auto known = levels();
        if (!made_.level_said.empty() && std::find(known.begin(), known.end(), made_.level_said) == known.end()) return refuse(say(sentences::help_level_unknown, made_.level_said));
        if (made_ == *state_.present) return refuse(say(consultations::sentences::nothing_changed));
        return keep(fmt::format("the kind of {} is said anew", made_.id));
    }

    Ruling step() {
        if (Said wrong = lay_step(made_.steps, request_); !wrong.empty()) return refuse(std::move(wrong));
        if (made_ == *state_.present) return refuse(say(consultations::sentences::nothing_changed));
        return keep(fmt::format("{} has {} steps", made_.id, made_.steps.size()));
    }

    Ruling report() {
        if (Said wrong = lay_outcome(own_->outcome, request_, state_.today); !wrong.empty()) return refuse(std::move(wrong));
        return keep(fmt::format("you report of {}: {}; it stands as {}", made_.id, own_->outcome->result, name_of(stage_of(made_))));
    }

    Ruling publish() {
        if (own_->publishes) return refuse(say(sentences::help_published), Fault::conflict);
        own_->publishes = true;
        return keep(is_published(made_) ? fmt::format("the agreement {} is published", made_.id) : fmt::format("you agree to publish {}: it is public when all parties do", made_.id));
    }
};

}  // namespace

Ruling decide(const AgreementState& state, const Request& request) { return Rule(state, request).decide(); }

}  // namespace comity::cooperation
