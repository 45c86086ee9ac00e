#include "machinery/followup/keeping.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/date.hpp"
#include "json/members.hpp"
#include "machinery/followup/followup.hpp"
#include "machinery/followup/sentences.hpp"
#include "machinery/reviews/reviews.hpp"
#include "machinery/reviews/saying.hpp"
#include "record/actor_form.hpp"
#include "text/text.hpp"

namespace comity::followup {

namespace {

Ruling refuse(Said said, Fault fault = Fault::bad_request) { return Refusal{fault, std::move(said)}; }

bool is_short_name(std::string_view id) {
    const bool letters = std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    return letters && id.size() >= 2 && id.size() <= 60 && id.front() != '-' && id.back() != '-';
}

const Piece* in(const std::vector<Piece>& all, std::string_view id) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Piece& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

record::Draft draft_for(const Request& request, std::string subject, std::string_view kind, json::Value value) {
    record::Draft draft;
    draft.subject = std::move(subject);
    draft.kind = kind;
    draft.act = request.act;
    draft.state = std::move(value);
    draft.who = request.by.who;
    draft.on_behalf_of = request.state;
    draft.why = request.by.why;
    return draft;
}

/// Lays what was typed over a piece; says what is wrong, or nothing.
class Laying {
public:
    Laying(const State& state, const Request& request, Piece& piece) : state_(state), fields_(request.fields), piece_(piece) {}

    Said all() {
        for (const auto& [name, into] : {std::pair{"title", &piece_.title}, {"words", &piece_.words}, {"part_of", &piece_.part_of}, {"status", &piece_.status}, {"office", &piece_.office},
                                         {"focal_point", &piece_.focal_point}, {"validator", &piece_.validator}, {"begins", &piece_.begins}, {"due", &piece_.due}, {"kind", &piece_.kind},
                                         {"unit", &piece_.unit}, {"baseline", &piece_.baseline}, {"target", &piece_.target}, {"rung", &piece_.rung}, {"document", &piece_.document},
                                         {"value", &piece_.value}, {"day", &piece_.day}, {"supersedes", &piece_.supersedes}}) {
            if (const auto* given = fields_[name].as_string()) *into = text::normalized(*given);
        }
        if (!fields_["recommendations"].is_null()) piece_.recommendations = state_.recommendations;
        if (piece_.title.empty()) return say(sentences::follow_up_untitled);
        if (!state_.unknown.empty()) return say(sentences::follow_up_recommendation, state_.unknown.front());
        if (Said wrong = days(); !wrong.empty()) return wrong;
        if (Said wrong = part(); !wrong.empty()) return wrong;
        return choices();
    }

private:
    const State& state_;
    const json::Value& fields_;
    Piece& piece_;

    Said days() const {
        for (const std::string& day : {piece_.begins, piece_.due, piece_.day}) {
            if (!day.empty() && !Date::from_iso(day)) return say(sentences::follow_up_day, day);
        }
        if (!piece_.begins.empty() && !piece_.due.empty() && piece_.due < piece_.begins) return say(sentences::follow_up_due_before);
        return {};
    }

    /// An action is part of a cluster, an indicator of an action, evidence of either of the last two; and evidence supersedes evidence.
    Said part() const {
        if (!piece_.part_of.empty()) {
            const Piece* above = in(state_.all, piece_.part_of);
            const bool fits = above != nullptr && above->id != piece_.id &&
                              ((piece_.what == What::action && above->what == What::cluster) || (piece_.what == What::indicator && above->what == What::action) ||
                               (piece_.what == What::evidence && (above->what == What::action || above->what == What::indicator)));
            if (!fits) return say(sentences::follow_up_part, piece_.part_of);
        }
        if (!piece_.supersedes.empty()) {
            const Piece* before = in(state_.all, piece_.supersedes);
            const bool taken = std::any_of(state_.all.begin(), state_.all.end(), [&](const Piece& one) { return one.id != piece_.id && one.supersedes == piece_.supersedes; });
            if (piece_.what != What::evidence || before == nullptr || before->what != What::evidence || before->id == piece_.id || taken) return say(sentences::follow_up_part, piece_.supersedes);
        }
        return {};
    }

    static Said chosen(std::string& word, std::string_view field, std::span<const std::string_view> words) {
        if (word.empty()) word = words.front();
        if (std::find(words.begin(), words.end(), word) != words.end()) return {};
        return say(sentences::follow_up_choice, word, std::string(field), fmt::format("{}", fmt::join(words, ", ")));
    }

    Said choices() {
        switch (piece_.what) {
            case What::cluster: return {};
            case What::action: return chosen(piece_.status, "status", action_statuses());
            case What::indicator: return chosen(piece_.kind, "kind", indicator_kinds());
            case What::evidence: break;
        }
        if (Said wrong = chosen(piece_.rung, "rung", rungs()); !wrong.empty()) return wrong;
        piece_.status = "put";
        if (piece_.rung != rungs().front() && piece_.document.empty()) return say(sentences::follow_up_evidence_source);
        const Piece* above = in(state_.all, piece_.part_of);
        const bool whole = above != nullptr && above->what == What::indicator && !piece_.value.empty() && !piece_.day.empty();
        if (piece_.rung == rungs().back() && !whole) return say(sentences::follow_up_evidence_measured);
        return {};
    }
};

Ruling put(const State& state, const Request& request) {
    if (!is_short_name(request.id)) return refuse(say(sentences::follow_up_misnamed, request.id));
    const std::string named = request.fields.text("what");
    const auto what = state.present ? std::optional(state.present->what) : what_named(named);
    if (!what && named.empty()) return refuse(say(sentences::follow_up_what_needed));
    if (!what || (state.present && !named.empty() && what_named(named) != what)) return refuse(say(sentences::follow_up_what_unknown, named));
    if (state.present && state.present->what == What::evidence) return refuse(say(sentences::follow_up_evidence_stays), Fault::conflict);
    Piece piece = state.present.value_or(Piece{});
    piece.what = *what;
    piece.state = request.state;
    piece.id = request.id;
    if (Said wrong = Laying(state, request, piece).all(); !wrong.empty()) return refuse(std::move(wrong));
    if (state.present == piece) return refuse(say(sentences::follow_up_nothing_changed), Fault::conflict);
    Decision decision{draft_for(request, piece_subject(request.state, request.id), piece_kind, to_json(piece)), fmt::format("{} {}: {}", name_of(piece.what), piece.id, state.present ? "changed" : "put")};
    decision.draft.confidential = true;
    decision.draft.after_revision = state.revision;
    return decision;
}

Ruling validate(const State& state, const Request& request) {
    if (state.present->what != What::evidence) return refuse(say(sentences::follow_up_validates_evidence));
    if (state.present->status == "validated") return refuse(say(sentences::follow_up_nothing_changed), Fault::conflict);
    if (state.put_by == request.by.who.name) return refuse(say(sentences::follow_up_same_person), Fault::refused);
    Piece piece = *state.present;
    piece.status = "validated";
    Decision decision{draft_for(request, piece_subject(request.state, request.id), piece_kind, to_json(piece)), fmt::format("evidence {}: validated", piece.id)};
    decision.draft.confidential = true;
    decision.draft.after_revision = state.revision;
    return decision;
}

/// What goes out names nothing that stays in.
Ruling release(const State& state, const Request& request) {
    Piece piece = *state.present;
    const auto is_out = [&](const std::string& id) { return std::find(state.released.begin(), state.released.end(), id) != state.released.end(); };
    if (!is_out(piece.part_of)) piece.part_of.clear();
    if (!is_out(piece.supersedes)) piece.supersedes.clear();
    json::Value value = to_json(piece);
    if (state.release && json::canonical(*state.release) == json::canonical(value)) return refuse(say(sentences::follow_up_nothing_changed), Fault::conflict);
    Decision decision{draft_for(request, release_subject(request.state, request.id), release_kind, std::move(value)), fmt::format("{} {}: released", name_of(piece.what), piece.id)};
    decision.draft.after_revision = state.release_revision;
    return decision;
}

Ruling take_back(const State& state, const Request& request) {
    if (!state.release || state.release->text("taken_back") == "yes") return refuse(say(sentences::follow_up_not_released, request.id), Fault::not_found);
    if (request.by.why.value_or("").empty()) return refuse(say(sentences::follow_up_say_why));
    json::Value value = json::Object{{"what", state.release->text("what")}, {"state", request.state}, {"id", request.id}, {"taken_back", "yes"}};
    Decision decision{draft_for(request, release_subject(request.state, request.id), release_kind, std::move(value)), fmt::format("{}: taken back", request.id)};
    decision.draft.after_revision = state.release_revision;
    return decision;
}

}  // namespace

json::Value to_json(const Request& request) {
    json::Value value = json::Object{{"act", request.act}, {"state", request.state}, {"id", request.id}, {"fields", request.fields}, {"who", record::to_json(request.by.who)}, {"actor", request.by.actor}};
    value.put("why", json::Value::of(request.by.why));
    if (request.seen_revision) value.put("seen_revision", *request.seen_revision);
    return value;
}

Request request_from(const json::Value& value) {
    Request request;
    request.act = json::needed_text(value, "act");
    request.state = json::needed_text(value, "state");
    request.id = value.text("id");
    request.fields = value["fields"];
    if (!value["who"].is_null()) request.by.who = record::actor_from(value["who"]);
    request.by.actor = value.text("actor");
    request.by.why = json::maybe_text(value, "why");
    if (const auto* seen = value["seen_revision"].as_integer()) request.seen_revision = *seen;
    return request;
}

Ruling decide(const State& state, const Request& request) {
    if (request.by.actor.empty() || request.by.actor != request.state) return refuse(say(sentences::follow_up_not_yours), Fault::refused);
    if (request.seen_revision && *request.seen_revision != state.revision) return refuse(say(sentences::follow_up_changed_meanwhile), Fault::conflict);
    if (request.act == "put") return put(state, request);
    if (!state.present) return refuse(say(sentences::follow_up_unknown, request.id), Fault::not_found);
    if (request.act == "validate") return validate(state, request);
    if (request.act == "release") return release(state, request);
    if (request.act == "take back") return take_back(state, request);
    return refuse(say(sentences::follow_up_act_unknown, request.act));
}

json::Value to_json(const Done& done) { return json::Object{{"subject", done.subject}, {"revision", done.revision}, {"position", done.position}, {"sentence", done.sentence}}; }

Done perform(record::Record& record, const Request& request) {
    auto writing = record.write();
    const record::Snapshot& now = writing.now();
    State state;
    // Nothing of a workspace is looked at for somebody who is not of that State.
    if (!request.by.actor.empty() && request.by.actor == request.state) {
        const auto history = now.history(piece_subject(request.state, request.id));
        if (!history.empty()) {
            state.present = piece_from(history.back().state);
            state.revision = history.back().revision;
            state.put_by = history.front().who.name;
        }
        // Of a workspace of thousands an act needs what it names.
        std::vector<std::string> related;
        for (const char* field : {"part_of", "supersedes"}) related.push_back(text::normalized(request.fields.text(field)));
        if (state.present) related.insert(related.end(), {state.present->part_of, state.present->supersedes});
        std::erase(related, "");
        auto [pieces, released] = around(now, request.state, related);
        state.all = std::move(pieces);
        state.released = std::move(released);
        if (const auto last = now.last(release_subject(request.state, request.id))) {
            state.release = last->state;
            state.release_revision = last->revision;
        }
        const json::Value& asked = request.fields["recommendations"];
        const std::vector<std::string> named = asked.as_string() != nullptr ? reviews::split_at_blanks(*asked.as_string()) : json::texts_in(asked);
        for (const std::string& id : named) {
            const auto found = reviews::find(now, id);
            if (found && found->state == request.state) state.recommendations.push_back(found->id);
            else state.unknown.push_back(id);
        }
    }
    Ruling ruling = decide(state, request);
    if (auto* refusal = std::get_if<Refusal>(&ruling)) throw Error(refusal->fault, std::move(refusal->said));
    auto& decision = std::get<Decision>(ruling);
    const record::Entry entry = writing.append(decision.draft);
    writing.commit();
    return {entry.subject, std::move(decision.sentence), entry.revision, entry.position};
}

json::Value perform_command(record::Record& record, const json::Value& request) { return to_json(perform(record, request_from(request))); }

}  // namespace comity::followup
