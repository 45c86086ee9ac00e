#include "machinery/cooperation/need.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "json/members.hpp"
#include "machinery/consultations/sentences.hpp"
#include "machinery/cooperation/agreement.hpp"
#include "machinery/cooperation/sentences.hpp"

namespace comity::cooperation {

namespace {

using record::draft_for;
using record::field;
using record::refuse;

constexpr std::array<std::string_view, 4> stages = {"prepared", "shared", "published", "withdrawn"};

class Rule {
public:
    Rule(const NeedState& state, const Request& request) : state_(state), request_(request) {}

    Ruling decide() {
        if (request_.by.actor.empty()) return refuse(say(sentences::help_for_nobody));
        if (request_.act == "open request") return open();
        // Whoever may not know of it is told the same as of one that is not there.
        if (!state_.present || state_.present->state != request_.by.actor) return refuse(say(sentences::help_request_unknown, request_.about), Fault::not_found);
        if (request_.seen_revision && *request_.seen_revision != state_.revision) return refuse(say(consultations::sentences::changed_meanwhile), Fault::conflict);
        need_ = *state_.present;
        if (need_.withdrawn) return refuse(say(sentences::help_stands_otherwise, need_.id, name_of(NeedStage::withdrawn)), Fault::conflict);
        if (request_.act == "change request") return change();
        if (request_.act == "share request") return share();
        if (request_.act == "publish request") return publish();
        if (request_.act == "withdraw request") return withdraw();
        return refuse(say(sentences::help_act_unknown, request_.act));
    }

private:
    const NeedState& state_;
    const Request& request_;
    Need need_;
    Decision decision_;

    void keep() {
        record::Draft draft = draft_for(request_, need_subject(need_.id), need_kind, to_json(need_));
        draft.confidential = true;
        draft.after_revision = state_.revision;
        decision_.drafts.push_back(std::move(draft));
    }
    void keep_shared(const std::string& partner) {
        record::Draft draft = draft_for(request_, shared_need_subject(need_.id, partner), shared_need_kind, public_form(need_, partner));
        draft.confidential = true;
        decision_.drafts.push_back(std::move(draft));
    }
    void keep_published() { decision_.drafts.push_back(draft_for(request_, published_need_subject(need_.id), published_need_kind, public_form(need_))); }
    Ruling done(std::string sentence) {
        decision_.sentence = std::move(sentence);
        return std::move(decision_);
    }

    Said take_fields() {
        if (Said wrong = lay(need_.matter, request_.fields, state_.named); !wrong.empty()) return wrong;
        if (need_.matter.forms.empty()) return say(sentences::help_needs_form);
        if (const auto contact = field(request_.fields, "contact")) need_.contact = *contact;
        if (const auto place = field(request_.fields, "priority")) {
            std::int64_t number = 0;
            const auto [end, failed] = std::from_chars(place->data(), place->data() + place->size(), number);
            if (!place->empty() && (failed != std::errc() || end != place->data() + place->size() || number < 1)) return say(sentences::help_priority, *place);
            need_.priority = number;
        }
        return {};
    }

    Ruling open() {
        if (!request_.by.actor.starts_with("state:")) return refuse(say(sentences::help_only_states, request_.by.actor));
        if (!is_short_name(request_.about)) return refuse(say(sentences::help_misnamed, request_.about));
        if (state_.present) return refuse(say(sentences::help_there, request_.about), Fault::conflict);
        need_.id = id_of(request_.by.actor, request_.about);
        need_.state = request_.by.actor;
        if (Said wrong = take_fields(); !wrong.empty()) return refuse(std::move(wrong));
        keep();
        return done(fmt::format("the request {} is opened: nobody else knows of it before it is shared or published", need_.id));
    }

    Ruling change() {
        if (Said wrong = take_fields(); !wrong.empty()) return refuse(std::move(wrong));
        if (need_ == *state_.present) return refuse(say(consultations::sentences::nothing_changed));
        keep();
        return done(fmt::format("the request {} is changed{}", need_.id, stage_of(need_) == NeedStage::prepared ? "" : "; what others see of it stays as it is until it is shared or published again"));
    }

    Ruling share() {
        if (!state_.unknown.empty()) return refuse(say(consultations::sentences::invited_unknown, state_.unknown.front()), Fault::not_found);
        if (state_.partners.empty()) return refuse(say(sentences::help_partners_needed));
        for (const std::string& partner : state_.partners) {
            if (partner == need_.state) return refuse(say(sentences::help_partner_is_self));
        }
        for (const std::string& partner : state_.partners) {
            if (std::find(need_.shared_with.begin(), need_.shared_with.end(), partner) == need_.shared_with.end()) need_.shared_with.push_back(partner);
        }
        keep();
        for (const std::string& partner : state_.partners) keep_shared(partner);
        return done(fmt::format("the request {} is shared with {} of the partners that you chose", need_.id, state_.partners.size()));
    }

    Ruling publish() {
        need_.published = true;
        keep();
        keep_published();
        for (const json::Value& agreement : state_.agreements) {
            decision_.drafts.push_back(record::draft_for(request_, published_agreement_subject(agreement.text("id")), published_agreement_kind, agreement));
        }
        return done(fmt::format("the request {} is published", need_.id));
    }

    Ruling withdraw() {
        need_.withdrawn = true;
        keep();
        for (const std::string& partner : need_.shared_with) keep_shared(partner);
        if (need_.published) keep_published();
        return done(fmt::format("the request {} is withdrawn", need_.id));
    }
};

}  // namespace

std::string_view name_of(NeedStage stage) noexcept { return stages[static_cast<std::size_t>(stage)]; }

NeedStage stage_of(const Need& need) noexcept {
    if (need.withdrawn) return NeedStage::withdrawn;
    return need.published ? NeedStage::published : need.shared_with.empty() ? NeedStage::prepared : NeedStage::shared;
}

json::Value to_json(const Need& need) {
    json::Value value = json::Object{{"id", need.id}, {"state", need.state}, {"priority", need.priority}, {"contact", need.contact}, {"status", name_of(stage_of(need))}};
    put(value, need.matter);
    if (!need.shared_with.empty()) value.put("shared_with", json::array_of(need.shared_with));
    value.put("published", need.published);
    return value;
}

json::Value public_form(const Need& need, std::string_view partner) {
    Need shown = need;
    shown.shared_with.clear();
    shown.published = partner.empty();
    json::Value value = to_json(shown);
    value.put("status", need.withdrawn ? "withdrawn" : partner.empty() ? "published" : "shared");
    value.put("of", need_subject(need.id));
    if (!partner.empty()) value.put("partner", partner);
    return value;
}

Need need_from(const json::Value& state) {
    Need need;
    need.id = json::needed_text(state, "id");
    need.state = json::needed_text(state, "state");
    need.matter = matter_from(state);
    need.priority = state.integer("priority");
    need.contact = state.text("contact");
    need.shared_with = json::texts_in(state["shared_with"]);
    if (const std::string partner = state.text("partner"); !partner.empty()) need.shared_with = {partner};
    need.published = json::maybe_truth(state, "published").value_or(false);
    need.withdrawn = state.text("status") == name_of(NeedStage::withdrawn);
    return need;
}

std::string need_subject(std::string_view id) { return fmt::format("request:{}", id); }
std::string shared_need_subject(std::string_view id, std::string_view partner) { return fmt::format("shared-request:{}:{}", id, partner); }
std::string published_need_subject(std::string_view id) { return fmt::format("published-request:{}", id); }

Ruling decide(const NeedState& state, const Request& request) { return Rule(state, request).decide(); }

}  // namespace comity::cooperation
