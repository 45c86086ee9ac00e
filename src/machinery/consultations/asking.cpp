// What stands in a consultation: read from last revisions, found by the table.
#include <algorithm>
#include <limits>
#include <list>
#include <mutex>
#include <set>

#include "db/connection.hpp"
#include "machinery/actors/actors.hpp"
#include "machinery/consultations/call_list.hpp"
#include "machinery/consultations/kinds.hpp"
#include "machinery/consultations/likeness.hpp"
#include "machinery/consultations/post.hpp"
#include "machinery/consultations/sentences.hpp"
#include "record/entries_at.hpp"
#include "text/text.hpp"
#include "vocabulary/actors.hpp"

namespace comity::consultations {

namespace {

/// The last entries of that kind in a call, in the order of their numbers.
std::vector<record::Entry> entries_of(const record::Snapshot& snapshot, std::string_view call, std::string_view kind) {
    return entries_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM consultation WHERE call = $1 AND kind = $2 ORDER BY number, subject)sql", call, kind));
}

std::vector<CallEntry> calls_in(const std::vector<record::Entry>& entries) {
    std::vector<CallEntry> all;
    all.reserve(entries.size());
    for (const record::Entry& entry : entries) all.push_back({call_from(entry.state), entry.revision, entry.position, entry.when});
    const auto last_moment = [](const CallEntry& one) { return one.call.deadline ? one.call.deadline->moment : std::string("9999"); };
    std::sort(all.begin(), all.end(), [&](const CallEntry& a, const CallEntry& b) {
        const std::string at_a = last_moment(a), at_b = last_moment(b);
        return at_a != at_b ? at_a > at_b : a.call.id < b.call.id;
    });
    return all;
}

Registered registered(const record::Snapshot& snapshot, const record::Entry& entry) {
    Submission submission = submission_from(entry.state);
    auto rows = snapshot.tables().query(R"sql(SELECT position FROM consultation WHERE subject = $1)sql", release_subject(submission.call, submission.number));
    const bool released = rows.next();
    return {std::move(submission), entry.revision, entry.position, entry.when, entry.why, released};
}

/// Not every database takes a negative limit for none.
std::int64_t limit_of(const Stretch& stretch) { return stretch.limit < 0 ? std::numeric_limits<std::int64_t>::max() : stretch.limit; }

Released released(const record::Entry& entry) { return {release_from(entry.state), entry.position, entry.when}; }

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

bool is_closed_kind(std::string_view kind) noexcept { return kind == submission_kind || kind == decline_kind || kind == reminder_kind || kind == letter_kind; }

std::optional<std::string> party_of(const record::Snapshot& snapshot, const record::Entry& entry) {
    const auto last = snapshot.last(entry.subject);
    return last ? last->on_behalf_of : entry.on_behalf_of;
}

std::vector<CallEntry> calls(const record::Snapshot& snapshot) {
    return calls_in(entries_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM consultation WHERE kind = 'call' ORDER BY subject)sql")));
}

CallsPart calls_shown(const record::Snapshot& snapshot, CallsSeen seen, std::size_t offset, std::size_t limit) {
    const std::int64_t closed = seen == CallsSeen::by_who_keeps_them ? 1 : 0;
    CallsPart part;
    {
        auto rows = snapshot.tables().query(R"sql(SELECT COUNT(*) FROM consultation WHERE kind = 'call' AND closed <= $1)sql", closed);
        if (rows.next()) part.total = static_cast<std::size_t>(rows.integer(0));
    }
    part.shown = calls_in(entries_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM consultation WHERE kind = 'call' AND closed <= $1 ORDER BY moment DESC, call LIMIT $2 OFFSET $3)sql", closed, limit, offset)));
    return part;
}

CallEntry call(const record::Snapshot& snapshot, std::string_view id) {
    const auto entry = snapshot.last(call_subject(id));
    if (!entry || entry->kind != call_kind) throw Error(Fault::not_found, say(sentences::call_unknown, id));
    return {call_from(entry->state), entry->revision, entry->position, entry->when};
}

std::vector<CallEntry> calls_by_authority(const record::Snapshot& snapshot, std::string_view document) {
    return calls_in(entries_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM consultation WHERE document = $1 AND kind = 'call' ORDER BY subject)sql", document)));
}

std::vector<Reminder> reminders(const record::Snapshot& snapshot, std::string_view call) {
    std::vector<Reminder> all;
    for (const record::Entry& entry : entries_of(snapshot, call, reminder_kind)) all.push_back(reminder_from(entry.state));
    return all;
}

std::vector<Registered> submissions(const record::Snapshot& snapshot, std::string_view call, const Stretch& stretch) {
    std::vector<Registered> all;
    for (const record::Entry& entry : entries_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM consultation WHERE call = $1 AND kind = 'submission' ORDER BY number LIMIT $2 OFFSET $3)sql",
                                                                                   call, limit_of(stretch), stretch.offset))) {
        all.push_back(registered(snapshot, entry));
    }
    return all;
}

RegisterCounts register_counts(const record::Snapshot& snapshot, std::string_view call) {
    RegisterCounts made;
    auto rows = snapshot.tables().query(R"sql(SELECT kind, status, COUNT(*) FROM consultation WHERE call = $1 AND kind IN ('submission', 'release') GROUP BY kind, status ORDER BY kind, status)sql", call);
    while (rows.next()) {
        const auto count = static_cast<std::size_t>(rows.integer(2));
        if (rows.text(0) == release_kind) made.released += count;
        else made.submissions += count;
        if (rows.text(1) == name_of(SubmissionStatus::waiting)) made.waiting += count;
    }
    return made;
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
    return releases(snapshot, call, {});
}

std::vector<Released> releases(const record::Snapshot& snapshot, std::string_view call, const Stretch& stretch) {
    std::vector<Released> all;
    for (const record::Entry& entry : entries_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM consultation WHERE call = $1 AND kind = 'release' ORDER BY position LIMIT $2 OFFSET $3)sql", call,
                                                                                   limit_of(stretch), stretch.offset))) {
        all.push_back(released(entry));
    }
    return all;
}

std::optional<Released> release(const record::Snapshot& snapshot, std::string_view call, std::int64_t number) {
    const auto entry = snapshot.last(release_subject(call, number));
    return entry && entry->kind == release_kind ? std::optional(released(*entry)) : std::nullopt;
}

std::vector<std::int64_t> same_words_as(const record::Snapshot& snapshot, std::string_view call, std::int64_t number) {
    std::vector<std::pair<std::int64_t, Sketch>> all;
    Sketch own;
    auto rows = snapshot.tables().query(R"sql(SELECT number, sketch FROM consultation WHERE call = $1 AND kind = 'submission' ORDER BY number)sql", call);
    while (rows.next()) {
        Sketch sketch = sketch_from(rows.text(1));
        if (rows.integer(0) == number) own = std::move(sketch);
        else all.emplace_back(rows.integer(0), std::move(sketch));
    }
    std::vector<std::int64_t> alike;
    for (const auto& [other, sketch] : all) {
        if (likeness(own, sketch) >= alike_from) alike.push_back(other);
    }
    return alike;
}

std::vector<std::vector<std::int64_t>> campaigns(const record::Snapshot& snapshot, std::string_view call) {
    // What a sketch was at a position never changes, so what was grouped stays, and only what came since is added. A correction, a withdrawal or an erasure begins anew.
    struct Known {
        std::string record, call;
        std::vector<std::pair<std::int64_t, std::int64_t>> places;  // number and position of each that is grouped
        Grouping grouping;
    };
    static std::mutex mutex;
    static std::list<Known> all;  // the last ones that were asked for, the latest first
    constexpr std::size_t most = 8;

    const std::string record = snapshot.index_identity();
    std::vector<std::pair<std::int64_t, std::int64_t>> places;
    {
        auto rows = snapshot.tables().query(R"sql(SELECT number, position FROM consultation WHERE call = $1 AND kind = 'submission' ORDER BY number)sql", call);
        while (rows.next()) places.emplace_back(rows.integer(0), rows.integer(1));
    }
    const std::lock_guard hold(mutex);
    auto known = std::find_if(all.begin(), all.end(), [&](const Known& one) { return one.record == record && one.call == call; });
    if (known != all.end() && (known->places.size() > places.size() || !std::equal(known->places.begin(), known->places.end(), places.begin()))) {
        all.erase(known);
        known = all.end();
    }
    if (known == all.end()) {
        all.push_front({record, std::string(call), {}, {}});
        if (all.size() > most) all.pop_back();
    } else {
        all.splice(all.begin(), all, known);
    }
    Known& here = all.front();
    for (std::size_t i = here.places.size(); i < places.size(); ++i) {
        auto rows = snapshot.tables().query(R"sql(SELECT sketch FROM consultation WHERE subject = $1)sql", submission_subject(call, places[i].first));
        here.grouping.add(rows.next() ? sketch_from(rows.text(0)) : Sketch());
        here.places.push_back(places[i]);
    }
    std::vector<std::vector<std::int64_t>> groups;
    for (const auto& group : here.grouping.groups()) {
        auto& made = groups.emplace_back();
        for (const std::size_t at : group) made.push_back(places[at].first);
    }
    return groups;
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
