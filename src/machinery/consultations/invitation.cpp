#include "machinery/consultations/invitation.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "json/members.hpp"
#include "machinery/consultations/sentences.hpp"

namespace comity::consultations {

namespace {

constexpr std::array<std::string_view, 3> answers = {"silent", "answered", "declined"};

/// By what one who is invited is told apart: its id, else its name.
std::string key_of(const Contributor& whom) { return whom.actor.empty() ? whom.name : whom.actor; }

class Rule {
public:
    Rule(const InvitationState& state, const Request& request) : state_(state), request_(request) {}

    Ruling decide() {
        const bool of_oneself = request_.act == "decline" || request_.act == "answer after all";
        if (!request_.by.keeps && !of_oneself) return refuse(say(sentences::call_not_yours), Fault::refused);
        const Stage stage = stage_at(state_.call, state_.now);
        if (stage != Stage::open && !(stage == Stage::past_deadline && of_oneself)) {
            return refuse(say(sentences::call_stands_otherwise, state_.call.id, name_of(stage)), Fault::conflict);
        }
        if (!state_.unknown.empty()) return refuse(say(sentences::invited_unknown, state_.unknown.front()), Fault::not_found);
        if (request_.act == "invite") return invite();
        if (request_.act == "remind") return remind();
        if (of_oneself) return decline();
        return refuse(say(sentences::call_act_unknown, request_.act));
    }

private:
    const InvitationState& state_;
    const Request& request_;

    Ruling invite() {
        if (state_.named.empty()) return refuse(say(sentences::invited_nobody));
        std::set<std::string> there;
        for (const Invited& one : state_.invited) there.insert(key_of(one.invitation.whom));
        Decision decision;
        for (const Contributor& whom : state_.named) {
            if (!there.insert(key_of(whom)).second) continue;
            const Invitation invitation{state_.call.id, whom, field(request_.fields, "language").value_or("")};
            record::Draft draft = draft_for(request_, fmt::format("invitation:{}:{}", state_.call.id, key_of(whom)), invitation_kind, to_json(invitation));
            draft.after_revision = 0;
            decision.drafts.push_back(std::move(draft));
        }
        if (decision.drafts.empty()) return refuse(say(sentences::invited_already));
        decision.sentence = fmt::format("{} invited", decision.drafts.size());
        return decision;
    }

    Ruling remind() {
        json::Array silent;
        for (const Invited& one : state_.invited) {
            if (one.answer == Answer::silent) silent.emplace_back(key_of(one.invitation.whom));
        }
        if (silent.empty()) return refuse(say(sentences::invited_silent_nobody));
        const std::size_t many = silent.size();
        record::Draft draft = draft_for(request_, fmt::format("reminder:{}:{}", state_.call.id, state_.position), reminder_kind,
                                        json::Object{{"call", state_.call.id}, {"actors", std::move(silent)}});
        draft.confidential = true;
        return Decision{{std::move(draft)}, fmt::format("{} reminded: all who have not answered", many)};
    }

    Ruling decline() {
        if (state_.named.size() != 1) return refuse(say(sentences::invited_nobody));
        const Contributor& whom = state_.named.front();
        if (!request_.by.keeps && (request_.by.actor.empty() || whom.actor != request_.by.actor)) {
            return refuse(say(sentences::contributor_of_another, request_.by.actor, whom.name), Fault::refused);
        }
        const auto found = std::find_if(state_.invited.begin(), state_.invited.end(), [&](const Invited& one) { return key_of(one.invitation.whom) == key_of(whom); });
        if (found == state_.invited.end()) return refuse(say(sentences::invited_not, whom.name), Fault::not_found);
        const bool declines = request_.act == "decline";
        if (declines == (found->answer == Answer::declined)) return refuse(say(sentences::nothing_changed));
        record::Draft draft = draft_for(request_, fmt::format("decline:{}:{}", state_.call.id, key_of(whom)), decline_kind,
                                        json::Object{{"call", state_.call.id}, {"actor", key_of(whom)}, {"status", declines ? "declined" : "taken back"}});
        draft.confidential = true;
        if (!whom.actor.empty()) draft.on_behalf_of = whom.actor;
        draft.after_revision = found->declined_revision;
        return Decision{{std::move(draft)}, declines ? fmt::format("{} will not answer", whom.name) : fmt::format("{} may answer after all", whom.name)};
    }
};

}  // namespace

std::string_view name_of(Answer answer) noexcept { return answers[static_cast<std::size_t>(answer)]; }

json::Value to_json(const Invitation& invitation) {
    return json::Object{{"call", invitation.call}, {"actor", invitation.whom.actor}, {"name", invitation.whom.name}, {"kind", invitation.whom.kind}, {"language", invitation.language}};
}

Invitation invitation_from(const json::Value& state) { return {state.text("call"), {state.text("actor"), state.text("name"), state.text("kind")}, state.text("language")}; }

Reminder reminder_from(const json::Value& state) {
    return {state.text("call"), json::texts_in(state["actors"])};
}

Ruling decide(const InvitationState& state, const Request& request) { return Rule(state, request).decide(); }

}  // namespace comity::consultations
