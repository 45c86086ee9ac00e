// The door through which every act goes: what the rule may know is gathered under the record's pen.
#include <algorithm>
#include <set>

#include "base/sentence_names.hpp"
#include "machinery/consultations/sentences.hpp"
#include "machinery/cooperation/listing.hpp"
#include "machinery/cooperation/sentences.hpp"
#include "machinery/reviews/knowing.hpp"
#include "text/text.hpp"
#include "vocabulary/actors.hpp"

namespace comity::cooperation {

namespace {

using record::field;
using record::several;

const std::set<std::string, std::less<>> acts_of_needs = {"open request", "change request", "share request", "publish request", "withdraw request"};
const std::set<std::string, std::less<>> acts_of_offers = {"open offer", "change offer", "withdraw offer"};
const std::set<std::string, std::less<>> acts_of_agreements = {"accept", "confirm", "refuse agreement", "withdraw agreement", "say role", "say kind", "publish agreement"};
const std::set<std::string, std::less<>> acts_of_measures = {"record measure", "change measure", "end measure"};
/// Agreements and measures have these; the request names which by its field "of".
const std::set<std::string, std::less<>> acts_of_reporting = {"add step", "change step", "report"};

class Gathering {
public:
    Gathering(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, Request request, std::optional<Authority> authority, std::string today)
        : snapshot_(snapshot), vocabulary_(vocabulary), request_(std::move(request)), today_(std::move(today)) {
        named_.authority = std::move(authority);
        look_up_recommendations();
        begins_ = request_.act == "accept" || request_.act.starts_with("open ") || request_.act.starts_with("record ");
        id_ = id_of(request_.by.actor, request_.about);
        // What is begun has a short name, all else is known by its id.
        if (!begins_) request_.about = id_;
    }

    Ruling rule() {
        const bool of_measure = request_.fields.text("of") == "measure";
        if (acts_of_needs.count(request_.act) > 0) return on_need();
        if (acts_of_offers.count(request_.act) > 0) return on_offer();
        if (acts_of_measures.count(request_.act) > 0 || (of_measure && acts_of_reporting.count(request_.act) > 0)) return on_measure();
        if (acts_of_agreements.count(request_.act) > 0 || acts_of_reporting.count(request_.act) > 0) return on_agreement();
        return record::refuse(say(sentences::help_act_unknown, request_.act));
    }

private:
    const record::Snapshot& snapshot_;
    const vocabulary::Vocabulary& vocabulary_;
    Request request_;
    Named named_;
    std::string today_, id_;
    bool begins_ = false;

    template <typename State, typename Value>
    void take_present(State& state, const std::string& subject, Value (*from)(const json::Value&)) {
        if (const auto entry = snapshot_.last(subject); entry && entry->kind != record::erased_kind) {
            state.present = from(entry->state);
            state.revision = entry->revision;
        }
    }

    /// Ids of those whom a field names; names that nobody bears go to `unknown`.
    std::vector<std::string> actors_in(std::string_view name, std::vector<std::string>& unknown) {
        std::vector<std::string> ids;
        for (const std::string& typed : several(request_.fields, name).value_or(std::vector<std::string>())) {
            std::string id = actor_named(snapshot_, vocabulary_, typed);
            if (id.empty()) unknown.push_back(typed);
            else if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
        }
        return ids;
    }

    /// An id that a recommendation had before a list gave it a number goes in as the one that it has now.
    void look_up_recommendations() {
        const auto look_up = [&](const std::string& typed) {
            const auto found = typed.empty() ? std::nullopt : reviews::find(snapshot_, typed);
            if (!typed.empty() && !found) named_.missing.emplace(typed, reviews::no_recommendation(snapshot_, typed));
            return found ? found->id : typed;
        };
        if (const auto typed = field(request_.fields, "recommendation")) request_.fields.put("recommendation", look_up(text::normalized(*typed)));
        for (const Experience& one : experience_in(field(request_.fields, "experience").value_or(""))) look_up(one.recommendation);
    }

    Ruling on_need() {
        NeedState state;
        take_present(state, need_subject(id_), &need_from);
        state.named = named_;
        state.partners = actors_in("with", state.unknown);
        // What is public of its agreements has not named it until now, as they may be public before it.
        if (request_.act == "publish request" && state.present && !state.present->published) {
            for (const AgreementEntry& one : agreements_for({snapshot_, vocabulary_, request_.by.actor}, id_)) {
                if (is_published(one.value)) state.agreements.push_back(public_form(one.value, RequestIs::in_public));
            }
        }
        return decide(state, request_);
    }

    Ruling on_offer() {
        OfferState state;
        take_present(state, offer_subject(id_), &offer_from);
        state.named = named_;
        return decide(state, request_);
    }

    Ruling on_agreement() {
        AgreementState state;
        take_present(state, agreement_subject(id_), &agreement_from);
        if (begins_) {
            if (const auto need = snapshot_.last(need_subject(id_of(request_.by.actor, field(request_.fields, "request").value_or("")))); need && need->kind == need_kind) state.need = need_from(need->state);
            for (const std::string& named : several(request_.fields, "offers").value_or(std::vector<std::string>())) {
                if (auto found = offer(snapshot_, named)) state.offers.push_back(std::move(found->value));
                else state.missing.push_back(named);
            }
            state.facilitators = actors_in("facilitators", state.unknown);
            state.named = named_;
        }
        if (const auto typed = field(request_.fields, "grouping"); typed && !typed->empty()) {
            const std::string group = actor_named(snapshot_, vocabulary_, *typed);
            const auto* known = vocabulary::directory_of(vocabulary_).actor(group);
            state.grouping_known = known != nullptr && !known->members.empty();
            if (state.grouping_known) request_.fields.put("grouping", group);
        }
        if (state.present && need(snapshot_, state.present->need, "")) state.request_is = RequestIs::in_public;
        state.today = today_;
        return decide(state, request_);
    }

    Ruling on_measure() {
        MeasureState state;
        take_present(state, measure_subject(id_), &measure_from);
        state.named = named_;
        if (const auto named = field(request_.fields, "agreement"); named && !named->empty()) {
            const auto found = agreement(snapshot_, *named, "");
            state.agreement_known = found && found->value.party(request_.by.actor) != nullptr;
        }
        state.today = today_;
        return decide(state, request_);
    }
};

}  // namespace

Done perform(holdings::Holdings& holdings, const Request& request, const Clock& clock) {
    // Documents are looked at before the pen is taken: they don't change under an act.
    const auto authority = consultations::authority_named(holdings, request.fields);
    auto writing = holdings.record().write();
    Ruling ruling = Gathering(writing.now(), holdings.vocabulary(), request, authority, consultations::moment_now(clock).substr(0, 10)).rule();
    if (auto* refusal = std::get_if<Refusal>(&ruling)) {
        const auto name_of = [&](const std::string& id) { return id.find(':') == std::string::npos ? std::string() : name_of_actor(writing.now(), holdings.vocabulary(), id); };
        throw Error(refusal->fault, with_names(std::move(refusal->said), name_of));
    }
    auto& decision = std::get<Decision>(ruling);
    Done done;
    done.sentence = std::move(decision.sentence);
    for (const record::Draft& draft : decision.drafts) {
        const record::Entry entry = writing.append(draft);
        if (done.entries++ == 0) done.subject = entry.subject, done.revision = entry.revision, done.position = entry.position;
    }
    writing.commit();
    return done;
}

json::Value submit(const holdings::RecordPlace& place, const Request& request) {
    return holdings::submit(place, cooperate_act, record::to_json(request), [&](holdings::Holdings& holdings) { return consultations::to_json(cooperation::perform(holdings, request)); });
}

}  // namespace comity::cooperation
