// Who is heard, gathered: what of it comes from one contribution is worked out once, and again when that contribution changes.
#include <algorithm>
#include <list>
#include <map>
#include <mutex>

#include "machinery/consultations/reading_desk.hpp"
#include "machinery/consultations/register.hpp"
#include "vocabulary/actors.hpp"

namespace comity::consultations {

namespace {

/// As whom somebody looks: a coder who is blind to others by its place, else all or nothing.
enum class Sees : int { nothing = -1, all = 0 };
int seen_as(const std::optional<DeskStands>& stands, const std::optional<Viewer>& viewer) noexcept {
    if (!viewer || !stands) return static_cast<int>(Sees::all);
    if (viewer->coder == 0) return static_cast<int>(viewer->keeps ? Sees::all : Sees::nothing);
    return stands->desk.blind ? viewer->coder : static_cast<int>(Sees::all);
}

/// What is heard of one contribution.
struct Part {
    std::shared_ptr<const Contribution> of;
    std::shared_ptr<const Voice> voice;  ///< nullptr of one that doesn't count
    std::vector<std::shared_ptr<const CountedPassage>> passages;
};

struct Gathered {
    std::string record, call;
    int seen_as = 0;
    std::int64_t desk_revision = 0;
    const vocabulary::Vocabulary* vocabulary = nullptr;
    std::shared_ptr<const AtDesk> desk;
    std::shared_ptr<const Register> reg;
    std::vector<Part> parts;
    Heard heard;
};

std::vector<std::string> regional_groups(const vocabulary::Directory& directory, std::string_view actor) {
    std::vector<std::string> names;
    const vocabulary::KnownActor* known = directory.actor(actor);
    if (known == nullptr) return names;
    for (const vocabulary::GroupPlace& place : known->groups) {
        const vocabulary::KnownActor* group = directory.actor(place.group);
        if (group != nullptr && group->group_kind == "regional" && place.last.empty()) names.push_back(vocabulary::shown_name(*group, "en"));
    }
    return names;
}

Response response_of(Answer answer) noexcept {
    switch (answer) {
        case Answer::answered: return Response::answered;
        case Answer::declined: return Response::declined;
        case Answer::silent: break;
    }
    return Response::silent;
}

Voice voice_of(const Submission& submission, const vocabulary::Directory& directory) {
    Voice voice{submission.number, submission.contributor, regional_groups(directory, submission.contributor.actor), submission.language, submission.words(), submission.confidentiality, {}};
    for (std::size_t part = 0; part < submission.parts.size(); ++part) {
        if (submission.parts[part].closed) voice.closed_parts.push_back(static_cast<int>(part) + 1);
    }
    return voice;
}

Part part_of(std::shared_ptr<const Contribution> of, const vocabulary::Directory& directory, const std::optional<DeskStands>& stands, int seen_as) {
    Part part{std::move(of), nullptr, {}};
    const Contribution& one = *part.of;
    // Of what was withdrawn or refused meanwhile nothing counts.
    if (!one.counts()) return part;
    part.voice = std::make_shared<const Voice>(voice_of(one.registered->submission, directory));
    std::vector<Settlement> settled;
    for (const auto& [settlement, revision] : one.settled) settled.push_back(settlement);
    std::vector<PlacedPassage> seen;
    const bool all = seen_as == static_cast<int>(Sees::all);
    const std::vector<int> readers = one.readers();
    for (const PlacedPassage& passage : one.placed.passages) {
        if (all || (stands && seen_as > 0 && may_see(stands->desk, readers, {seen_as, false}, passage.passage.coder))) seen.push_back(passage);
    }
    for (CountedPassage& passage : counted(seen, settled)) part.passages.push_back(std::make_shared<const CountedPassage>(std::move(passage)));
    return part;
}

SharedList<Asked> asked_of(const SharedList<Invited>& invited, const vocabulary::Directory& directory) {
    SharedList<Asked> all;
    for (const Invited& one : invited) all.push_back(Asked{one.invitation.whom, regional_groups(directory, one.invitation.whom.actor), response_of(one.answer)});
    return all;
}

void bring_up(Gathered& last, const std::shared_ptr<const AtDesk>& desk, const std::shared_ptr<const Register>& reg, const std::optional<DeskStands>& stands, const vocabulary::Vocabulary& vocabulary) {
    const vocabulary::Directory& directory = vocabulary::directory_of(vocabulary);
    const std::int64_t desk_revision = stands ? stands->revision : 0;
    const bool anew = last.vocabulary != &vocabulary || last.desk_revision != desk_revision || !last.desk;
    if (anew || last.reg != reg) last.heard.asked = asked_of(reg->invited, directory);
    std::vector<Part> parts;
    parts.reserve(desk->contributions.size());
    std::size_t at = 0;
    SharedList<Voice> voices;
    SharedList<CountedPassage> passages;
    for (std::size_t i = 0; i < desk->contributions.size(); ++i) {
        const auto& one = desk->contributions.item(i);
        while (at < last.parts.size() && last.parts[at].of->number < one->number) ++at;
        const bool same = !anew && at < last.parts.size() && last.parts[at].of == one;
        parts.push_back(same ? std::move(last.parts[at++]) : part_of(one, directory, stands, last.seen_as));
        if (parts.back().voice) voices.push_back(parts.back().voice);
        for (const auto& passage : parts.back().passages) passages.push_back(passage);
    }
    last.parts = std::move(parts);
    last.heard.voices = std::move(voices);
    last.heard.passages = std::move(passages);
    last.vocabulary = &vocabulary;
    last.desk_revision = desk_revision;
    last.desk = desk;
    last.reg = reg;
}

}  // namespace

Heard heard(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view call, const std::optional<Viewer>& viewer) {
    static std::mutex mutex;
    static std::list<Gathered> all;  // the last asked first
    constexpr std::size_t most = 12;
    const auto stands = desk(snapshot, call);
    const auto reg = register_at(snapshot, call);
    const auto at = at_desk(snapshot, call);
    const auto questions = static_cast<std::int64_t>(consultations::call(snapshot, call).call.questions.size());
    const std::string record = snapshot.index_identity();
    const int as = seen_as(stands, viewer);
    const std::lock_guard hold(mutex);
    auto found = std::find_if(all.begin(), all.end(), [&](const Gathered& one) { return one.record == record && one.call == call && one.seen_as == as; });
    if (found == all.end()) {
        Gathered fresh;
        fresh.record = record;
        fresh.call = call;
        fresh.seen_as = as;
        all.push_front(std::move(fresh));
        if (all.size() > most) all.pop_back();
    } else {
        all.splice(all.begin(), all, found);
    }
    Gathered& last = all.front();
    if (last.desk != at || last.reg != reg || last.vocabulary != &vocabulary || last.desk_revision != (stands ? stands->revision : 0)) bring_up(last, at, reg, stands, vocabulary);
    Heard made = last.heard;
    made.questions = questions;
    return made;
}

}  // namespace comity::consultations
