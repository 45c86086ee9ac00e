// What stands in a consultation: read from last revisions, found by the table.
#include <algorithm>
#include <set>

#include "db/connection.hpp"
#include "machinery/actors/actors.hpp"
#include "machinery/consultations/consultations.hpp"
#include "machinery/consultations/kinds.hpp"
#include "machinery/consultations/likeness.hpp"
#include "machinery/consultations/sentences.hpp"
#include "text/text.hpp"
#include "vocabulary/actors.hpp"

namespace comity::consultations {

namespace {

/// The last entries of that kind in a call, in the order of their numbers.
std::vector<record::Entry> entries_of(const record::Snapshot& snapshot, std::string_view call, std::string_view kind) {
    std::vector<std::int64_t> positions;
    {
        auto rows = snapshot.tables().query(R"sql(SELECT position FROM consultation WHERE call = $1 AND kind = $2 ORDER BY number, subject)sql", call, kind);
        while (rows.next()) positions.push_back(rows.integer(0));
    }
    std::vector<record::Entry> entries;
    for (const std::int64_t position : positions) {
        auto entry = snapshot.at(position);
        COMITY_ENSURE(entry);
        entries.push_back(std::move(*entry));
    }
    return entries;
}

std::vector<CallEntry> calls_at(const record::Snapshot& snapshot, const std::vector<std::int64_t>& positions) {
    std::vector<CallEntry> all;
    for (const std::int64_t position : positions) {
        const auto entry = snapshot.at(position);
        COMITY_ENSURE(entry);
        all.push_back({call_from(entry->state), entry->revision, entry->position, entry->when});
    }
    const auto last_moment = [](const CallEntry& one) { return one.call.deadline ? one.call.deadline->moment : std::string("9999"); };
    std::sort(all.begin(), all.end(), [&](const CallEntry& a, const CallEntry& b) {
        const std::string at_a = last_moment(a), at_b = last_moment(b);
        return at_a != at_b ? at_a > at_b : a.call.id < b.call.id;
    });
    return all;
}

Registered registered(const record::Snapshot& snapshot, const record::Entry& entry) {
    Submission submission = submission_from(entry.state);
    const bool released = snapshot.last(release_subject(submission.call, submission.number)).has_value();
    return {std::move(submission), entry.revision, entry.position, entry.when, entry.why, released};
}

Contributor contributor_of(const vocabulary::KnownActor& actor) { return {actor.id, vocabulary::shown_name(actor, "en"), std::string(kind_of_actor(actor.kind))}; }

/// Of those whom users added: what kind each is, its row can't tell apart further.
Contributor contributor_of(const actors::Actor& actor) {
    const std::string_view kind = actor.kind == "State" ? "state" : actor.kind == "body" ? "un_system" : actor.kind == "mechanism" ? "mechanism" : actor.kind == "group" ? "group_of_states" : actor.kind == "institution" ? "nhri" : "ngo";
    return {actor.id, actor.name, std::string(kind)};
}

void by_name(std::vector<Contributor>& all) {
    const text::Collation order("en");
    std::sort(all.begin(), all.end(), [&](const Contributor& a, const Contributor& b) {
        const auto compared = order.compare(a.name, b.name);
        return compared == 0 ? a.actor < b.actor : compared < 0;
    });
    all.erase(std::unique(all.begin(), all.end()), all.end());
}

}  // namespace

bool is_closed_kind(std::string_view kind) noexcept { return kind == submission_kind || kind == decline_kind || kind == reminder_kind; }

std::optional<std::string> party_of(const record::Snapshot& snapshot, const record::Entry& entry) {
    const auto last = snapshot.last(entry.subject);
    return last ? last->on_behalf_of : entry.on_behalf_of;
}

std::vector<CallEntry> calls(const record::Snapshot& snapshot) {
    std::vector<std::int64_t> positions;
    auto rows = snapshot.tables().query(R"sql(SELECT position FROM consultation WHERE kind = 'call' ORDER BY subject)sql");
    while (rows.next()) positions.push_back(rows.integer(0));
    return calls_at(snapshot, positions);
}

CallEntry call(const record::Snapshot& snapshot, std::string_view id) {
    const auto entry = snapshot.last(call_subject(id));
    if (!entry || entry->kind != call_kind) throw Error(Fault::not_found, say(sentences::call_unknown, id));
    return {call_from(entry->state), entry->revision, entry->position, entry->when};
}

std::vector<CallEntry> calls_by_authority(const record::Snapshot& snapshot, std::string_view document) {
    std::vector<std::int64_t> positions;
    auto rows = snapshot.tables().query(R"sql(SELECT position FROM consultation WHERE document = $1 AND kind = 'call' ORDER BY subject)sql", document);
    while (rows.next()) positions.push_back(rows.integer(0));
    return calls_at(snapshot, positions);
}

std::vector<Invited> invited(const record::Snapshot& snapshot, std::string_view call) {
    std::set<std::string> answered;
    {
        auto rows = snapshot.tables().query(R"sql(SELECT DISTINCT actor FROM consultation WHERE call = $1 AND kind = 'submission' AND sketch <> '' ORDER BY actor)sql", call);
        while (rows.next()) answered.emplace(rows.text(0));
    }
    std::map<std::string, std::pair<bool, std::int64_t>> declined;
    for (const record::Entry& entry : entries_of(snapshot, call, decline_kind)) declined[entry.state.text("actor")] = {entry.state.text("status") == "declined", entry.revision};
    std::vector<Invited> all;
    for (const record::Entry& entry : entries_of(snapshot, call, invitation_kind)) {
        Invited one{invitation_from(entry.state), Answer::silent, 0};
        const std::string& key = one.invitation.whom.actor.empty() ? one.invitation.whom.name : one.invitation.whom.actor;
        const auto said = declined.find(key);
        if (said != declined.end()) {
            one.declined_revision = said->second.second;
            if (said->second.first) one.answer = Answer::declined;
        }
        if (answered.count(key) > 0) one.answer = Answer::answered;
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<Reminder> reminders(const record::Snapshot& snapshot, std::string_view call) {
    std::vector<Reminder> all;
    for (const record::Entry& entry : entries_of(snapshot, call, reminder_kind)) all.push_back(reminder_from(entry.state));
    return all;
}

std::vector<Registered> submissions(const record::Snapshot& snapshot, std::string_view call) {
    std::vector<Registered> all;
    for (const record::Entry& entry : entries_of(snapshot, call, submission_kind)) all.push_back(registered(snapshot, entry));
    return all;
}

std::optional<Registered> submission(const record::Snapshot& snapshot, std::string_view call, std::int64_t number) {
    const auto entry = snapshot.last(submission_subject(call, number));
    return entry && entry->kind == submission_kind ? std::optional(registered(snapshot, *entry)) : std::nullopt;
}

std::vector<Registered> submissions_of(const record::Snapshot& snapshot, std::string_view call, std::string_view actor) {
    std::vector<std::int64_t> numbers;
    {
        auto rows = snapshot.tables().query(R"sql(SELECT number FROM consultation WHERE call = $1 AND kind = 'submission' AND actor = $2 ORDER BY number)sql", call, actor);
        while (rows.next()) numbers.push_back(rows.integer(0));
    }
    std::vector<Registered> all;
    for (const std::int64_t number : numbers) {
        if (auto one = submission(snapshot, call, number)) all.push_back(std::move(*one));
    }
    return all;
}

std::string content(const record::Snapshot& snapshot, std::string_view sha256) {
    if (sha256.empty()) return "";
    try {
        return std::string(content_of(snapshot.bytes(sha256)));
    } catch (const Error& error) {
        if (error.fault() != Fault::not_found) throw;
        return "";
    }
}

std::string words_of(const record::Snapshot& snapshot, const Submission& submission) {
    std::string all;
    for (const Part& part : submission.parts) {
        const std::string words = content(snapshot, part.text);
        if (!words.empty()) all += (all.empty() ? "" : "\n\n") + words;
    }
    return all;
}

std::vector<Released> releases(const record::Snapshot& snapshot, std::string_view call) {
    std::vector<Released> all;
    for (const record::Entry& entry : entries_of(snapshot, call, release_kind)) all.push_back({release_from(entry.state), entry.position, entry.when});
    std::sort(all.begin(), all.end(), [](const Released& a, const Released& b) { return a.position < b.position; });
    return all;
}

std::vector<std::vector<std::int64_t>> campaigns(const record::Snapshot& snapshot, std::string_view call) {
    std::vector<std::int64_t> numbers;
    std::vector<Sketch> sketches;
    {
        auto rows = snapshot.tables().query(R"sql(SELECT number, sketch FROM consultation WHERE call = $1 AND kind = 'submission' ORDER BY number)sql", call);
        while (rows.next()) {
            numbers.push_back(rows.integer(0));
            sketches.push_back(sketch_from(rows.text(1)));
        }
    }
    std::vector<std::vector<std::int64_t>> all;
    for (const auto& group : groups_of(sketches)) {
        auto& made = all.emplace_back();
        for (const std::size_t at : group) made.push_back(numbers[at]);
    }
    return all;
}

std::vector<Contributor> whom(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view named) {
    const vocabulary::Directory& directory = vocabulary::directory_of(vocabulary);
    std::vector<Contributor> all;
    for (const ContributorKind& kind : contributor_kinds()) {
        if (kind.list.empty() || kind.list != named) continue;
        for (const vocabulary::KnownActor* actor : directory.shown()) {
            const bool of_kind = std::find(kind.actor_kinds.begin(), kind.actor_kinds.end(), actor->kind) != kind.actor_kinds.end();
            if (of_kind && actor->last.empty()) all.push_back(contributor_of(*actor));
        }
        by_name(all);
        return all;
    }
    const vocabulary::KnownActor* known = directory.actor(named);
    if (known == nullptr) {
        if (const auto recognized = directory.recognize(named)) known = recognized->actor;
    }
    if (known != nullptr && known->kind == "group" && !known->members.empty()) {
        for (const vocabulary::GroupPlace& place : known->members) {
            const auto* member = directory.actor(place.actor);
            if (member != nullptr && place.last.empty()) all.push_back(contributor_of(*member));
        }
        by_name(all);
        return all;
    }
    if (known != nullptr) return {contributor_of(*known)};
    if (const auto own = actors::find_actor(snapshot, vocabulary, named)) return {contributor_of(*own)};
    return {};
}

}  // namespace comity::consultations
