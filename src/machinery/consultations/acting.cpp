// The door through which every act goes: what the rule may know is gathered under the record's pen, so that a deadline that passed and another person who was
// faster are met in one place.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "converting/cleaning.hpp"
#include "json/members.hpp"
#include "machinery/consultations/calling.hpp"
#include "machinery/consultations/consultations.hpp"
#include "machinery/consultations/demonstration.hpp"
#include "machinery/consultations/kinds.hpp"
#include "machinery/consultations/next_call.hpp"
#include "machinery/consultations/post.hpp"
#include "machinery/consultations/rolling.hpp"
#include "machinery/consultations/sentences.hpp"
#include "machinery/consultations/submitting.hpp"
#include "system/moment.hpp"
#include "text/text.hpp"
#include "vocabulary/actors.hpp"

namespace comity::consultations {

namespace {

const std::set<std::string, std::less<>> acts_of_calls = {"prepare", "change", "open", "extend", "close", "withdraw call"};
const std::set<std::string, std::less<>> acts_of_invitations = {"invite", "remind", "decline", "answer after all"};
const std::set<std::string, std::less<>> acts_of_submissions = {"hand in", "correct", "withdraw submission", "accept", "refuse", "release"};

bool is_among(const std::set<std::string, std::less<>>& acts, std::string_view act) { return acts.find(act) != acts.end(); }

Ruling rule_on_call(record::Writing& writing, const Request& request, const std::vector<Handed>& handed, CallState state) {
    if (request.by.keeps && (request.act == "prepare" || request.act == "change")) {
        for (const Handed& one : handed) {
            if (!one.name.empty()) state.annexes.push_back({one.name, writing.keep(enveloped(call_subject(request.about), "annex", one.bytes))});
        }
    }
    if (const auto entry = writing.now().last(call_subject(request.about))) {
        state.present = call_from(entry->state);
        state.revision = entry->revision;
    }
    return decide(state, request);
}

Ruling rule_on_invitation(record::Writing& writing, const vocabulary::Vocabulary& vocabulary, const Request& request, const std::string& now) {
    InvitationState state{call(writing.now(), request.about).call, {}, {}, invited(writing.now(), request.about), now, writing.now().size()};
    auto names = several(request.fields, "who").value_or(std::vector<std::string>());
    if (names.empty() && !request.by.keeps && !request.by.actor.empty()) names.push_back(request.by.actor);
    for (const std::string& name : names) {
        auto found = whom(writing.now(), vocabulary, name);
        if (found.empty()) state.unknown.push_back(name);
        for (Contributor& one : found) {
            const bool there = std::any_of(state.named.begin(), state.named.end(), [&](const Contributor& other) { return other.actor == one.actor; });
            if (!there) state.named.push_back(std::move(one));
        }
    }
    return decide(state, request);
}

/// From whom a request says that it is: whom the vocabulary or the record knows, else a name as typed.
std::optional<Contributor> contributor_named(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, const Request& request) {
    std::string from = field(request.fields, "from").value_or("");
    const std::string kind = field(request.fields, "kind").value_or("");
    if (from.empty() && !request.by.keeps) from = request.by.actor;
    if (from.empty()) return std::nullopt;
    const auto found = whom(snapshot, vocabulary, from);
    Contributor made = found.size() == 1 ? found.front() : Contributor{"", text::normalized(from), ""};
    // What kind of contributor an actor of the record is, it does not say itself.
    if (!kind.empty() && request.by.keeps) made.kind = kind;
    return made;
}

bool same_words(const record::Snapshot& snapshot, const Submission& submission, const std::vector<Handed>& handed) {
    if (submission.parts.size() != handed.size() || submission.status == SubmissionStatus::withdrawn) return false;
    for (std::size_t i = 0; i < handed.size(); ++i) {
        const bool same_file = handed[i].bytes.empty() == submission.parts[i].bytes.empty() && (handed[i].bytes.empty() || content(snapshot, submission.parts[i].bytes) == handed[i].bytes);
        if (!same_file || content(snapshot, submission.parts[i].text) != handed[i].text) return false;
    }
    return true;
}

/// Whether words name a contributor: by the name under which it handed in, or by any name that it bears.
bool names(std::string_view words, const Contributor& who, const vocabulary::Vocabulary& vocabulary) {
    std::set<std::string> forms = {text::folded(who.name)};
    if (const auto* known = vocabulary::directory_of(vocabulary).actor(who.actor)) {
        for (const auto& form : known->forms) {
            constexpr std::size_t shortest = 4;  // an acronym of three letters stands in half of all words
            if (form.words.size() >= shortest) forms.insert(text::folded(form.words));
        }
    }
    const std::string folded = text::folded(words);
    return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) { return !form.empty() && folded.find(form) != std::string::npos; });
}

/// Cleaned copies of files, by what the files are kept under.
using Copies = std::map<std::string, converting::Cleaned, std::less<>>;
/// Of what a release asks for. Slow: a PDF is drawn again by another program.
Copies copies_for(const record::Snapshot& snapshot, const Request& request) {
    Copies copies;
    const auto number = number_in(request.about);
    if (request.act != "release" || !request.by.keeps || !number || !field(request.fields, "words").value_or("").empty()) return copies;
    const auto present = submission(snapshot, call_in(request.about), *number);
    if (!present || present->submission.confidentiality != Confidentiality::open) return copies;
    for (const Part& part : present->submission.parts) {
        if (part.closed || part.bytes.empty() || part.text.empty()) continue;
        if (auto made = converting::cleaned_copy(content(snapshot, part.bytes))) copies.emplace(part.bytes, std::move(*made));
    }
    return copies;
}

Ruling rule_on_submission(record::Writing& writing, const vocabulary::Vocabulary& vocabulary, const Request& request, const std::vector<Handed>& handed, const std::string& now, const Copies& copies) {
    const record::Snapshot& snapshot = writing.now();
    SubmissionState state{call(snapshot, call_in(request.act == "hand in" ? "call:" + request.about : request.about)).call, now, {}, 0, false, snapshot.size(), {}, {}, {}, {}, {}, false};
    if (request.act != "hand in") {
        const auto number = number_in(request.about);
        const auto present = number ? submission(snapshot, state.call.id, *number) : std::nullopt;
        if (!present) throw Error(Fault::not_found, say(sentences::submission_unknown, number.value_or(0)));
        state.present = present->submission;
        state.revision = present->revision;
        state.released = present->released;
        state.number = *number;
    }
    state.contributor = contributor_named(snapshot, vocabulary, request);
    if (const auto kind = field(request.fields, "kind"); request.act == "correct" && request.by.keeps && !state.contributor && kind && !kind->empty()) {
        state.contributor = state.present->contributor;
        state.contributor->kind = *kind;
    }
    const std::string subject = submission_subject(state.call.id, state.number);
    for (std::size_t i = 0; i < handed.size(); ++i) {
        const Handed& one = handed[i];
        state.parts.push_back({one.name, one.bytes.empty() ? "" : writing.keep(enveloped(subject, "file", one.bytes)), one.text.empty() ? "" : writing.keep(enveloped(subject, "words", one.text)), one.language,
                               one.words, one.closed, one.pages});
    }
    if (request.act == "hand in" && state.contributor) {
        for (const Registered& other : submissions_of(snapshot, state.call.id, state.contributor->actor.empty() ? state.contributor->name : state.contributor->actor)) {
            const bool same_contributor = other.submission.contributor.actor == state.contributor->actor && other.submission.contributor.name == state.contributor->name;
            if (same_contributor && same_words(snapshot, other.submission, handed)) state.same_words = other.submission.number;
        }
    }
    if (request.act == "release" && request.by.keeps) {
        const std::string released = release_subject(state.call.id, state.number);
        const auto redacted = field(request.fields, "words");
        std::vector<std::string> texts;
        if (redacted && !redacted->empty()) texts.push_back(text::normalized(*redacted));
        for (const Part& part : state.present->parts) {
            if (texts.empty() || !redacted || redacted->empty()) {
                if (!part.closed && !part.text.empty()) texts.push_back(content(snapshot, part.text));
            }
        }
        // Words that stand in the place of others stand in no file.
        for (std::size_t i = 0; i < state.present->parts.size() && (!redacted || redacted->empty()); ++i) {
            const auto copy = copies.find(state.present->parts[i].bytes);
            if (copy != copies.end()) state.files_to_release.push_back({fmt::format("{}-{}.{}", state.number, i + 1, copy->second.ending), writing.keep(enveloped(released, "file", copy->second.bytes))});
        }
        for (const std::string& words : texts) {
            state.names_contributor = state.names_contributor || names(words, state.present->contributor, vocabulary);
            state.texts_to_release.push_back(writing.keep(enveloped(released, "words", words)));
        }
    }
    return decide(state, request);
}

std::vector<std::filesystem::path> paths_in(const json::Value& fields) {
    std::vector<std::filesystem::path> paths;
    for (const std::string& path : several(fields, "paths").value_or(std::vector<std::string>())) paths.emplace_back(path);
    return paths;
}

/// Of files that are one submission, or new words for one: all that the paths hold.
std::vector<Handed> all_parts(const json::Value& fields, const vocabulary::Vocabulary& vocabulary) {
    std::vector<Handed> parts;
    for (Arrived& one : arrived(paths_in(fields), vocabulary)) {
        for (Handed& part : one.parts) parts.push_back(std::move(part));
    }
    if (const auto words = field(fields, "text"); words && !words->empty()) parts.push_back(typed_words(*words));
    return parts;
}

}  // namespace

std::optional<Authority> authority_named(const holdings::Holdings& holdings, const json::Value& fields) {
    const auto document = field(fields, "document"), paragraph = field(fields, "paragraph");
    if (!document || document->empty() || !paragraph || paragraph->empty()) return std::nullopt;
    try {
        const holdings::Item item = holdings.find(*document);
        if (document::find_paragraph(holdings.document(item), *paragraph) == nullptr) return std::nullopt;
        return Authority{item.symbol ? *item.symbol : item.sha256, *paragraph, ""};
    } catch (const Error& error) {
        if (error.fault() != Fault::not_found && error.fault() != Fault::bad_request) throw;
        return std::nullopt;
    }
}

std::string moment_now(const Clock& clock) { return written_second(moment_of(clock())); }

Done append(record::Writing& writing, Decision& decision) {
    Done done;
    done.sentence = std::move(decision.sentence);
    for (const record::Draft& draft : decision.drafts) {
        const record::Entry entry = writing.append(draft);
        if (done.entries++ == 0) done.subject = entry.subject, done.revision = entry.revision, done.position = entry.position;
    }
    return done;
}

json::Value to_json(const Done& done) {
    return json::Object{{"subject", done.subject}, {"revision", done.revision}, {"position", done.position}, {"entries", done.entries}, {"sentence", done.sentence}};
}

namespace {

Done perform(record::Writing& writing, const vocabulary::Vocabulary& vocabulary, const Request& request, const std::vector<Handed>& handed, const Clock& clock, CallState call_state, const Copies& copies) {
    const std::string now = moment_now(clock);
    call_state.now = now;
    Ruling ruling = is_among(acts_of_calls, request.act)         ? rule_on_call(writing, request, handed, std::move(call_state))
                    : is_among(acts_of_invitations, request.act) ? rule_on_invitation(writing, vocabulary, request, now)
                    : is_among(acts_of_submissions, request.act) ? rule_on_submission(writing, vocabulary, request, handed, now, copies)
                                                                 : refuse(say(sentences::call_act_unknown, request.act));
    if (auto* refusal = std::get_if<Refusal>(&ruling)) throw Error(refusal->fault, std::move(refusal->said));
    return append(writing, std::get<Decision>(ruling));
}

}  // namespace

Done perform(holdings::Holdings& holdings, const Request& request, const std::vector<Handed>& handed, const Clock& clock) {
    // Documents are looked at before the pen is taken: they don't change under a call.
    CallState call_state;
    if (is_among(acts_of_calls, request.act)) {
        call_state.authority = authority_named(holdings, request.fields);
        if (const auto like = field(request.fields, "like"); like && !like->empty()) {
            const Rolled rolled = rolled_from(holdings, request.fields);
            call_state.like = rolled.call;
            if (!call_state.authority && call_state.like->authority.commitment.empty()) call_state.authority = call_state.like->authority;
        }
    }
    const Copies copies = copies_for(holdings.record().snapshot(), request);
    auto writing = holdings.record().write();
    Done done = perform(writing, holdings.vocabulary(), request, handed, clock, std::move(call_state), copies);
    writing.commit();
    return done;
}

Done perform(record::Writing& writing, const vocabulary::Vocabulary& vocabulary, const Request& request, const std::vector<Handed>& handed, const Clock& clock) {
    return perform(writing, vocabulary, request, handed, clock, CallState{}, copies_for(writing.now(), request));
}

std::vector<Taken> take_in(holdings::Holdings& holdings, const Request& request, const Clock& clock) {
    std::vector<Taken> all;
    for (Arrived& one : arrived(paths_in(request.fields), holdings.vocabulary())) {
        Taken taken{one.path, {}, "", ""};
        for (const Handed& part : one.parts) {
            if (!part.trouble.empty()) taken.remark += fmt::format("{}{}: {}", taken.remark.empty() ? "" : "; ", part.name, part.trouble);
        }
        Request each = request;
        each.act = "hand in";
        const auto put_if_none = [&](std::string_view name, const std::string& value) {
            if (!field(each.fields, name) && !value.empty()) each.fields.put(name, value);
        };
        put_if_none("from", one.from);
        put_if_none("form", one.form);
        // An e-mail says by its server when it came, on the clocks of the deadline.
        if (!one.received.empty() && !field(each.fields, "received")) each.fields.put("received_moment", one.received);
        const bool known = !one.from.empty() && whom(holdings.record().snapshot(), holdings.vocabulary(), field(each.fields, "from").value_or("")).size() == 1;
        if (one.form == "e-mail" && !known) put_if_none("kind", "other");  // a person says who it is
        try {
            taken.done = perform(holdings, each, one.parts, clock);
        } catch (const Error& error) {
            if (error.fault() == Fault::unavailable || error.fault() == Fault::not_found) throw;
            taken.reason = error.what();
        }
        all.push_back(std::move(taken));
    }
    return all;
}

json::Value perform_command(holdings::Holdings& holdings, const json::Value& value) {
    const Request request = request_from(value);
    if (request.act == keep_addresses_act) return json::Object{{"addresses", keep_addresses(holdings, request)}};
    if (request.act == send_letters_act) return to_json(lay_letters(holdings, request));
    if (request.act == demonstrate_act) return to_json(hold_demonstration(holdings));
    if (request.act != "take in") return to_json(perform(holdings, request, all_parts(request.fields, holdings.vocabulary())));
    json::Array rows;
    for (const Taken& one : take_in(holdings, request)) {
        json::Value row = json::Object{{"path", one.path}};
        row.put("taken", one.done ? to_json(*one.done) : json::Value());
        if (!one.reason.empty()) row.put("reason", one.reason);
        if (!one.remark.empty()) row.put("remark", one.remark);
        rows.push_back(std::move(row));
    }
    return json::Object{{"files", std::move(rows)}};
}

json::Value submit(const holdings::RecordPlace& place, const Request& request) {
    return holdings::submit(place, consult_act, to_json(request), [&](holdings::Holdings& holdings) { return perform_command(holdings, to_json(request)); });
}

}  // namespace comity::consultations
