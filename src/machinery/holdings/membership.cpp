#include "machinery/holdings/membership.hpp"

#include "base/error.hpp"
#include "json/members.hpp"
#include "machinery/holdings/rule.hpp"
#include "machinery/holdings/sentences.hpp"
#include "record/actor_form.hpp"

namespace comity::holdings {

namespace {

using Text = std::optional<std::string>;

constexpr std::string_view belongs_word = "belongs", does_not_word = "does not belong", withdraw_word = "withdraw";

void put(json::Value& value, std::string_view name, const Text& text) {
    if (text) value.put(name, *text);
}

std::string sentence(const Item& document, const Item& other, Belongs belongs) {
    return fmt::format("{} {} to the series of {}", document.name, belongs == Belongs::yes ? belongs_word : does_not_word, other.name);
}

}  // namespace

json::Value to_json(const MembershipRequest& request) {
    const auto says = request.says == MembershipRequest::Says::belongs    ? belongs_word
                      : request.says == MembershipRequest::Says::does_not ? does_not_word
                                                                          : withdraw_word;
    json::Value value = json::Object{{"document", request.document}, {"other", request.other}, {"says", says}};
    value.put("who", record::to_json(request.who));
    put(value, "on_behalf_of", request.on_behalf_of);
    put(value, "why", request.why);
    put(value, "authority", request.authority);
    if (request.seen_at) value.put("seen_at", *request.seen_at);
    return value;
}

MembershipRequest membership_request_from(const json::Value& value) {
    MembershipRequest request;
    request.document = json::needed_text(value, "document");
    request.other = json::needed_text(value, "other");
    const std::string says = json::needed_text(value, "says");
    if (says == belongs_word) request.says = MembershipRequest::Says::belongs;
    else if (says == does_not_word) request.says = MembershipRequest::Says::does_not;
    else if (says == withdraw_word) request.says = MembershipRequest::Says::withdraw;
    else throw Error(Fault::bad_request, "\"{}\" can't be said of a series: {}, {} or {}", says, belongs_word, does_not_word, withdraw_word);
    request.who = record::actor_from(value["who"]);
    request.on_behalf_of = json::maybe_text(value, "on_behalf_of");
    request.why = json::maybe_text(value, "why");
    request.authority = json::maybe_text(value, "authority");
    if (const auto* seen = value["seen_at"].as_integer()) request.seen_at = *seen;
    return request;
}

json::Value to_json(const Membership& membership) {
    json::Value value = json::Object{{"document", membership.document},
                                     {"other", membership.other},
                                     {"says", membership.belongs == Belongs::yes ? belongs_word : does_not_word}};
    if (membership.withdrawn) value.put("withdrawn", true);
    return value;
}

Membership membership_from(const json::Value& state) {
    Membership membership{json::needed_text(state, "document"), json::needed_text(state, "other"), Belongs::yes, false};
    const std::string says = json::needed_text(state, "says");
    if (says == does_not_word) membership.belongs = Belongs::no;
    else if (says != belongs_word) throw Error(Fault::bad_request, "\"{}\" is nothing that Comity knows of a series", says);
    const auto* withdrawn = state["withdrawn"].as_bool();
    membership.withdrawn = withdrawn != nullptr && *withdrawn;
    return membership;
}

std::string subject_of(const Membership& membership) { return fmt::format("membership:{}:{}", membership.document, membership.other); }

std::variant<Refusal, MembershipDecision> decide(const MembershipState& state, const MembershipRequest& request) {
    const auto refuse = [](Said said, Fault fault = Fault::bad_request) { return Refusal{fault, std::move(said)}; };
    const auto standing = state.last ? std::optional(membership_from(state.last->state)) : std::nullopt;
    if (request.seen_at && state.last && *request.seen_at <= state.last->position) return refuse(say(sentences::series_ruled_meanwhile), Fault::conflict);
    if (state.document.sha256 == state.other.sha256) return refuse(say(sentences::series_of_itself, state.document.name));
    Membership next{state.document.sha256, state.other.sha256, Belongs::yes, false};
    std::string act;
    if (request.says == MembershipRequest::Says::withdraw) {
        if (!standing || standing->withdrawn) return refuse(say(sentences::series_nothing_said, state.document.name, state.other.name));
        next = *standing;
        next.withdrawn = true;
        act = "withdraw";
    } else {
        if (!request.why || request.why->empty()) return refuse(say(sentences::series_say_why));
        if (state.other.kind == document::Kind::draft_resolution) return refuse(say(sentences::series_of_draft, state.other.name));
        next.belongs = request.says == MembershipRequest::Says::belongs ? Belongs::yes : Belongs::no;
        const bool said = standing && !standing->withdrawn && standing->belongs == next.belongs;
        if (said || state.together == (next.belongs == Belongs::yes)) return refuse(say(sentences::series_is_that, state.document.name, state.other.name));
        act = next.belongs == Belongs::yes ? "join series" : "leave series";
    }
    MembershipDecision decision;
    decision.draft.subject = subject_of(next);
    decision.draft.kind = "membership";
    decision.draft.act = std::move(act);
    decision.draft.state = to_json(next);
    decision.draft.who = request.who;
    decision.draft.on_behalf_of = request.on_behalf_of;
    decision.draft.why = request.why;
    decision.draft.authority = request.authority;
    decision.draft.after_revision = state.last ? state.last->revision : 0;
    decision.sentence = (next.withdrawn ? "taken back: " : "") + sentence(state.document, state.other, next.belongs);
    return decision;
}

json::Value to_json(const MembershipStatus& status) {
    return json::Object{{"subject", status.subject},
                        {"document", json::Value::of(status.document.symbol)},
                        {"other", json::Value::of(status.other.symbol)},
                        {"says", status.belongs == Belongs::yes ? belongs_word : does_not_word},
                        {"sentence", sentence_of(status)},
                        {"revision", status.revision},
                        {"who", record::to_json(status.who)},
                        {"when", status.when},
                        {"why", json::Value::of(status.why)}};
}

std::string sentence_of(const MembershipStatus& status) { return sentence(status.document, status.other, status.belongs); }

}  // namespace comity::holdings
