#include "machinery/actors/rule.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/date.hpp"
#include "machinery/actors/sentences.hpp"

namespace comity::actors {

namespace {

using Ruling = std::variant<Refusal, record::Draft>;

Refusal refuse(Said said, Fault fault = Fault::bad_request) { return {fault, std::move(said)}; }

record::Draft draft_of(const Request& request, std::string subject, std::string kind, json::Value state) {
    record::Draft draft;
    draft.subject = std::move(subject);
    draft.kind = std::move(kind);
    draft.act = name_of(request.act);
    draft.state = std::move(state);
    draft.who = request.who;
    draft.on_behalf_of = request.on_behalf_of;
    draft.why = request.why;
    return draft;
}

bool is_day(const std::string& text) { return text.empty() || Date::from_iso(text).has_value(); }

Ruling grant(const State& state, const Request& request) {
    const auto role = role_named(request.role);
    if (!role) return refuse(say(sentences::role_unknown, request.role));
    if (state.account->id == request.by_account) return refuse(say(sentences::role_of_oneself), Fault::refused);
    if (!request.actor.empty() && !state.actor) return refuse(say(sentences::actor_unknown, request.actor), Fault::not_found);
    if (needs_actor(*role) && !state.actor) return refuse(say(sentences::role_needs_actor, name_of(*role)));
    const auto rows = permissions();
    const bool known = std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return row.process == request.process; });
    if (!request.process.empty() && !known) return refuse(say(sentences::process_unknown, request.process));
    const bool days = is_day(request.from) && is_day(request.until);
    if (!days || (!request.until.empty() && (request.until < state.today || (!request.from.empty() && request.until < request.from)))) {
        return refuse(say(sentences::role_never, request.from.empty() ? state.today : request.from, request.until));
    }
    Grant made{"", state.account->id, *role, state.actor ? state.actor->id : "", request.process, request.from, request.until, false, 1};
    for (const Grant& one : state.account->grants) {
        Grant like = made;
        like.subject = one.subject;
        like.revision = one.revision;
        if (like == one) return refuse(say(sentences::role_has_it), Fault::conflict);
    }
    return draft_of(request, fmt::format("grant:{}", state.fresh), "role", to_json(made));
}

Ruling withdraw(const State& state, const Request& request) {
    if (state.account->id == request.by_account) return refuse(say(sentences::role_of_oneself), Fault::refused);
    for (const Grant& one : state.account->grants) {
        const bool named = one.subject == request.grant || one.subject == "grant:" + request.grant;
        const bool over = !one.until.empty() && one.until < state.today;
        if (!named || one.withdrawn || over) continue;
        Grant gone = one;
        gone.withdrawn = true;
        record::Draft draft = draft_of(request, one.subject, "role", to_json(gone));
        draft.after_revision = one.revision;
        return draft;
    }
    return refuse(say(sentences::role_not_in_force, request.grant), Fault::not_found);
}

Ruling add_actor(const State& state, const Request& request) {
    if (std::find(actor_kinds.begin(), actor_kinds.end(), request.actor) == actor_kinds.end()) return refuse(say(sentences::actor_kind_unknown, request.actor));
    if (request.name.size() < 2 || request.name.size() > 200) return refuse(say(sentences::actor_nameless));
    if (state.actor) return refuse(say(sentences::actor_there, request.name, state.actor->id), Fault::conflict);
    return draft_of(request, fmt::format("actor:{}", state.fresh), "actor", json::Object{{"kind", request.actor}, {"name", request.name}});
}

Ruling status(const State& state, const Request& request, AccountStatus status) {
    return draft_of(request, account_subject(state.account->id), "account", json::Object{{"status", name_of(status)}});
}

}  // namespace

Ruling decide(const State& state, const Request& request) {
    if (request.act == Act::add_actor) return add_actor(state, request);
    if (request.act == Act::invite) return draft_of(request, account_subject(state.fresh), "account", json::Object{{"status", name_of(AccountStatus::invited)}});
    if (!state.account) return refuse(say(sentences::account_unknown, request.account), Fault::not_found);
    const bool ended = state.account->status == AccountStatus::closed || state.account->status == AccountStatus::erased;
    if (ended && !(request.act == Act::erase && state.account->status == AccountStatus::closed)) return refuse(say(sentences::account_closed, request.account), Fault::refused);
    switch (request.act) {
        case Act::grant: return grant(state, request);
        case Act::withdraw: return withdraw(state, request);
        case Act::open: return status(state, request, AccountStatus::open);
        case Act::reset: return status(state, request, state.account->status);  // what counts is the act: all that let this person in has ended
        case Act::close: return status(state, request, AccountStatus::closed);
        case Act::erase: return status(state, request, AccountStatus::erased);
        case Act::invite:
        case Act::add_actor: break;
    }
    return refuse(say(sentences::account_unknown, request.account), Fault::not_found);
}

}  // namespace comity::actors
