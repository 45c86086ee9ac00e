// What stands at the reading desk and in a report: read from last revisions, found by the table.
#include <algorithm>
#include <map>
#include <memory>

#include <fmt/format.h>

#include "db/connection.hpp"
#include "machinery/consultations/kept.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "record/entries_at.hpp"
#include "vocabulary/actors.hpp"

namespace comity::consultations {

namespace {

/// Where the last entries of that kind in a call stand, of one number or of all.
std::vector<std::int64_t> positions_of(const record::Snapshot& snapshot, std::string_view call, std::string_view kind, std::optional<std::int64_t> number) {
    std::vector<std::int64_t> positions;
    const auto take = [&](auto rows) {
        while (rows.next()) positions.push_back(rows.integer(0));
    };
    if (number) take(snapshot.tables().query(R"sql(SELECT position FROM reading_desk WHERE call = $1 AND kind = $2 AND number = $3 ORDER BY subject)sql", call, kind, *number));
    else take(snapshot.tables().query(R"sql(SELECT position FROM reading_desk WHERE call = $1 AND kind = $2 ORDER BY number, subject)sql", call, kind));
    return positions;
}

std::vector<record::Entry> entries_of(const record::Snapshot& snapshot, std::string_view call, std::string_view kind, std::optional<std::int64_t> number = {}) {
    return entries_at(snapshot, positions_of(snapshot, call, kind, number));
}

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

/// The document of an authority with its paragraphs; nullopt if it is in no record any more, or a commitment in words.
std::optional<document::Document> document_of_authority(const holdings::Holdings& holdings, const Call& call) {
    if (call.authority.document.empty()) return std::nullopt;
    try {
        return holdings.document(holdings.find(call.authority.document));
    } catch (const Error& error) {
        if (error.fault() != Fault::not_found && error.fault() != Fault::bad_request) throw;
        return std::nullopt;
    }
}

constexpr std::size_t few = 20;

/// All submissions of a call, by their numbers, read in one go.
std::map<std::int64_t, Submission> all_submissions(const record::Snapshot& snapshot, std::string_view call) {
    std::map<std::int64_t, Submission> all;
    for (Registered& one : submissions(snapshot, call)) all.emplace(one.submission.number, std::move(one.submission));
    return all;
}

}  // namespace

std::optional<DeskStands> desk(const record::Snapshot& snapshot, std::string_view call) {
    const auto entry = snapshot.last(desk_subject(call));
    return entry && entry->kind == desk_kind ? std::optional(DeskStands{desk_from(entry->state), entry->revision}) : std::nullopt;
}

Coding coding(const record::Snapshot& snapshot, std::string_view call, std::optional<std::int64_t> submission) {
    static Kept<std::int64_t, Coded> read(200'000);
    Coding made;
    const auto positions = positions_of(snapshot, call, passage_kind, submission);
    read.with(snapshot, [&](auto& known) {
        for (const std::int64_t position : positions) {
            auto found = known.find(position);
            if (found == known.end()) {
                const auto entry = snapshot.at(position);
                COMITY_ENSURE(entry);
                found = known.emplace(position, Coded{coded_passage_from(entry->state), entry->revision}).first;
            }
            (found->second.passage.withdrawn ? made.taken_back : made.coded).push_back(found->second);
        }
    });
    for (const record::Entry& entry : entries_of(snapshot, call, reading_done_kind, submission)) made.done.push_back(reading_done_from(entry.state));
    for (const record::Entry& entry : entries_of(snapshot, call, settlement_kind, submission)) made.settled.emplace_back(settlement_from(entry.state), entry.revision);
    return made;
}

bool is_for_keepers(const record::Snapshot& snapshot, std::string_view call, std::int64_t number, int part) {
    const auto registered = submission(snapshot, call, number);
    if (!registered || registered->submission.confidentiality == Confidentiality::confidential) return true;
    const auto at = static_cast<std::size_t>(part) - 1;
    return part > 0 && at < registered->submission.parts.size() && registered->submission.parts[at].closed;
}

Coding seen_by(Coding coding, const Desk& desk, const Viewer& viewer) {
    std::map<std::int64_t, std::vector<int>> done;
    for (const ReadingDone& one : coding.done) {
        if (one.done) done[one.submission].push_back(one.coder);
    }
    const auto hidden = [&](const Coded& one) { return !may_see(desk, done[one.passage.place.submission], viewer, one.passage.coder); };
    std::erase_if(coding.coded, hidden);
    std::erase_if(coding.taken_back, hidden);
    return coding;
}

std::map<std::int64_t, Progress> progress(const record::Snapshot& snapshot, std::string_view call) {
    std::map<std::int64_t, Progress> all;
    auto rows = snapshot.tables().query(R"sql(SELECT number, kind, coder, count(*) FROM reading_desk WHERE call = $1 AND kind IN ('coded passage', 'reading done') AND stands = 1
                                              GROUP BY number, kind, coder ORDER BY number, kind, coder)sql", call);
    while (rows.next()) {
        Progress& one = all[rows.integer(0)];
        const int coder = static_cast<int>(rows.integer(2));
        if (rows.text(1) == passage_kind) one.coded[coder] = rows.integer(3);
        else one.read.push_back(coder);
    }
    return all;
}

std::vector<std::pair<Translation, std::int64_t>> translations(const record::Snapshot& snapshot, std::string_view call, std::int64_t submission) {
    std::vector<std::pair<Translation, std::int64_t>> all;
    for (const record::Entry& entry : entries_of(snapshot, call, translation_kind, submission)) all.emplace_back(translation_from(entry.state), entry.revision);
    return all;
}

bool may_read_desk_entry(const record::Snapshot& snapshot, const record::Entry& entry, const record::Actor& who, bool keeps) {
    const std::string call(call_in(entry.subject));
    const auto stands = desk(snapshot, call);
    const Viewer viewer{stands ? stands->desk.coder(who) : 0, keeps};
    if (!keeps) {
        const bool of_reading = entry.kind == desk_kind || entry.kind == passage_kind || entry.kind == reading_done_kind || entry.kind == settlement_kind || entry.kind == translation_kind;
        if (viewer.coder == 0 || !of_reading) return false;
        const auto number = entry.kind == reading_done_kind ? entry.state.integer("number") : entry.state["place"].integer("submission");
        if (entry.kind != desk_kind && is_for_keepers(snapshot, call, number, static_cast<int>(entry.state["place"].integer("part")))) return false;
    }
    if (entry.kind != passage_kind || !stands) return true;
    const CodedPassage passage = coded_passage_from(entry.state);
    std::vector<int> done;
    for (const ReadingDone& one : coding(snapshot, call, passage.place.submission).done) {
        if (one.done) done.push_back(one.coder);
    }
    return may_see(stands->desk, done, viewer, passage.coder);
}

std::string words_of_part(const record::Snapshot& snapshot, const Submission& submission, int part) {
    const auto at = static_cast<std::size_t>(part) - 1;
    return part >= 1 && at < submission.parts.size() ? content(snapshot, submission.parts[at].text) : std::string();
}

Placed placed(const record::Snapshot& snapshot, std::string_view call, const Coding& coding) {
    std::map<std::pair<std::int64_t, int>, std::vector<std::size_t>> by_part;
    for (std::size_t i = 0; i < coding.coded.size(); ++i) {
        const PassagePlace& place = coding.coded[i].passage.place;
        by_part[{place.submission, place.part}].push_back(i);
    }
    // By the text and the place in it: bytes under one hash never change.
    static Kept<std::string, std::optional<Marked>> found_before(400'000);
    Placed made;
    const std::map<std::int64_t, Submission> all = by_part.size() > few ? all_submissions(snapshot, call) : std::map<std::int64_t, Submission>();
    found_before.with(snapshot, [&](auto& known) {
        for (const auto& [at, passages] : by_part) {
            const auto there = all.find(at.first);
            const auto one = there == all.end() ? submission(snapshot, call, at.first) : std::nullopt;
            const Submission* stands = there != all.end() ? &there->second : one ? &one->submission : nullptr;
            const auto part = static_cast<std::size_t>(at.second) - 1;
            const std::string text = stands != nullptr && at.second >= 1 && part < stands->parts.size() ? stands->parts[part].text : std::string();
            std::vector<std::string> keys;
            std::vector<std::size_t> unknown;
            for (const std::size_t i : passages) {
                keys.push_back(text + key_of(coding.coded[i].passage.place));
                if (known.find(keys.back()) == known.end()) unknown.push_back(i);
            }
            if (!unknown.empty()) {
                const std::string words = stands != nullptr ? words_of_part(snapshot, *stands, at.second) : std::string();
                std::vector<const PassagePlace*> places;
                for (const std::size_t i : unknown) places.push_back(&coding.coded[i].passage.place);
                const auto found = find_passages(words, places);
                for (std::size_t i = 0; i < unknown.size(); ++i) known[text + key_of(*places[i])] = found[i];
            }
            for (std::size_t i = 0; i < passages.size(); ++i) {
                const CodedPassage& passage = coding.coded[passages[i]].passage;
                if (const auto& marked = known[keys[i]]) made.passages.push_back({passage, *marked});
                else made.lost.push_back(passage);
            }
        }
    });
    return made;
}

namespace {

Heard gathered_now(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view call, const std::optional<Viewer>& viewer) {
    const vocabulary::Directory& directory = vocabulary::directory_of(vocabulary);
    Heard made;
    made.questions = static_cast<std::int64_t>(consultations::call(snapshot, call).call.questions.size());
    for (const Invited& one : invited(snapshot, call)) {
        made.asked.push_back({one.invitation.whom, regional_groups(directory, one.invitation.whom.actor), response_of(one.answer)});
    }
    for (const Registered& one : submissions(snapshot, call)) {
        const Submission& submission = one.submission;
        if (submission.status != SubmissionStatus::registered) continue;
        Voice voice{submission.number, submission.contributor, regional_groups(directory, submission.contributor.actor), submission.language, submission.words(), submission.confidentiality, {}};
        for (std::size_t part = 0; part < submission.parts.size(); ++part) {
            if (submission.parts[part].closed) voice.closed_parts.push_back(static_cast<int>(part) + 1);
        }
        made.voices.push_back(std::move(voice));
    }
    Coding coded = coding(snapshot, call);
    if (const auto stands = viewer ? desk(snapshot, call) : std::nullopt) coded = seen_by(std::move(coded), stands->desk, *viewer);
    std::vector<Settlement> settled;
    for (const auto& [one, revision] : coded.settled) settled.push_back(one);
    made.passages = counted(placed(snapshot, call, coded).passages, settled);
    // Of what was withdrawn or refused meanwhile nothing counts.
    std::erase_if(made.passages, [&](const CountedPassage& one) { return made.voice(one.place.submission) == nullptr; });
    return made;
}

}  // namespace

Heard heard(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view call, const std::optional<Viewer>& viewer) {
    // Of one log nothing else can be gathered until it grows; several who look at figures wait for one.
    static Kept<std::string, std::shared_ptr<const Heard>> last(8);
    const auto newest = snapshot.at(snapshot.size() - 1);
    std::string key = fmt::format("{} {} {} {}", snapshot.size(), newest ? hex(newest->leaf) : std::string(), call, viewer ? fmt::format("{}{}", viewer->coder, viewer->keeps ? " keeps" : "") : std::string("all"));
    std::shared_ptr<const Heard> found;
    last.with(snapshot, [&](auto& known) {
        if (const auto there = known.find(key); there != known.end()) {
            found = there->second;
            return;
        }
        known.clear();
        found = known.emplace(std::move(key), std::make_shared<const Heard>(gathered_now(snapshot, vocabulary, call, viewer))).first->second;
    });
    return *found;
}

std::vector<std::pair<PassageGroup, std::int64_t>> groups(const record::Snapshot& snapshot, std::string_view call) {
    std::vector<std::pair<PassageGroup, std::int64_t>> all;
    for (const record::Entry& entry : entries_of(snapshot, call, group_kind)) {
        PassageGroup group = passage_group_from(entry.state);
        if (!group.withdrawn) all.emplace_back(std::move(group), entry.revision);
    }
    return all;
}

std::vector<std::vector<std::string>> gathered(const record::Snapshot& snapshot, std::string_view call) {
    std::vector<std::vector<std::string>> all;
    for (auto& [group, revision] : groups(snapshot, call)) all.push_back(std::move(group.sources));
    return all;
}

std::optional<ReportStands> report(const record::Snapshot& snapshot, std::string_view call) {
    const auto frame = snapshot.last(report_subject(call));
    if (!frame || frame->kind != report_kind) return std::nullopt;
    ReportStands made{report_from(frame->state), frame->revision, {}, {}};
    for (const record::Entry& entry : entries_of(snapshot, call, report_paragraph_kind)) {
        ReportParagraph paragraph = report_paragraph_from(entry.state);
        if (!paragraph.withdrawn) made.paragraphs.emplace_back(std::move(paragraph), entry.revision);
    }
    for (const record::Entry& entry : entries_of(snapshot, call, proposal_answer_kind)) made.answers.emplace_back(proposal_answer_from(entry.state), entry.revision);
    return made;
}

std::vector<ReportChange> report_changes(const record::Snapshot& snapshot, std::string_view call) {
    std::vector<ReportChange> all;
    const auto take = [&](const std::string& subject, std::int64_t paragraph) {
        for (const record::Entry& entry : snapshot.history(subject)) {
            if (entry.kind != record::erased_kind) all.push_back({entry.position, paragraph, entry.act, entry.when, entry.who});
        }
    };
    take(report_subject(call), 0);
    for (const record::Entry& entry : entries_of(snapshot, call, report_paragraph_kind)) take(entry.subject, entry.state.integer("number"));
    std::sort(all.begin(), all.end(), [](const ReportChange& a, const ReportChange& b) { return a.position < b.position; });
    return all;
}

std::optional<ReportStands> report_as_of(const record::Snapshot& snapshot, std::string_view call, std::int64_t position) {
    const auto then = [&](const std::string& subject) -> std::optional<record::Entry> {
        std::optional<record::Entry> last;
        for (record::Entry& entry : snapshot.history(subject)) {
            if (entry.position <= position && entry.kind != record::erased_kind) last = std::move(entry);
        }
        return last;
    };
    const auto frame = then(report_subject(call));
    if (!frame) return std::nullopt;
    ReportStands made{report_from(frame->state), frame->revision, {}, {}};
    for (const record::Entry& entry : entries_of(snapshot, call, report_paragraph_kind)) {
        const auto last = then(entry.subject);
        if (!last) continue;
        ReportParagraph paragraph = report_paragraph_from(last->state);
        if (!paragraph.withdrawn) made.paragraphs.emplace_back(std::move(paragraph), last->revision);
    }
    return made;
}

std::vector<ReportParagraph> paragraphs_in_order(const ReportStands& report) {
    std::vector<ReportParagraph> paragraphs;
    for (const auto& [one, revision] : report.paragraphs) paragraphs.push_back(one);
    return in_order(report.report, std::move(paragraphs));
}

Suggester suggester_for(const holdings::Holdings& holdings, const Call& call) {
    std::vector<std::pair<std::string, std::string>> paragraphs;
    if (const auto document = document_of_authority(holdings, call)) {
        for (const document::Paragraph& one : document->paragraphs) {
            const bool speaks = one.kind == document::ParagraphKind::operative || one.kind == document::ParagraphKind::preambular;
            if (speaks && !one.text.empty()) paragraphs.emplace_back(one.id, one.text);
        }
    }
    return Suggester(call.questions, std::move(paragraphs));
}

std::vector<std::string> paragraphs_of_authority(const holdings::Holdings& holdings, const Call& call) {
    std::vector<std::string> ids;
    if (const auto document = document_of_authority(holdings, call)) {
        for (const document::Paragraph& one : document->paragraphs) ids.push_back(one.id);
    }
    return ids;
}

}  // namespace comity::consultations
