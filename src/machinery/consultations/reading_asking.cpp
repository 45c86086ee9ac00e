// What stands at the reading desk and in a report: read from last revisions, found by the table.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "db/connection.hpp"
#include "machinery/consultations/at_desk.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "record/entries_at.hpp"
#include "vocabulary/actors.hpp"

namespace comity::consultations {

namespace {

/// The last entries of that kind in a call, or of one contribution in it.
std::vector<record::Entry> entries_of(const record::Snapshot& snapshot, std::string_view call, std::string_view kind) {
    return entries_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM reading_desk WHERE call = $1 AND kind = $2 ORDER BY number, subject)sql", call, kind));
}
std::vector<record::Entry> entries_of(const record::Snapshot& snapshot, std::string_view call, std::string_view kind, std::int64_t number) {
    return entries_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM reading_desk WHERE call = $1 AND kind = $2 AND number = $3 ORDER BY subject)sql", call, kind, number));
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

}  // namespace

std::optional<DeskStands> desk(const record::Snapshot& snapshot, std::string_view call) {
    const auto entry = snapshot.last(desk_subject(call));
    return entry && entry->kind == desk_kind ? std::optional(DeskStands{desk_from(entry->state), entry->revision}) : std::nullopt;
}

Coding coding(const record::Snapshot& snapshot, std::string_view call, std::int64_t submission) {
    Coding made;
    for (const record::Entry& entry : entries_of(snapshot, call, passage_kind, submission)) {
        Coded one{coded_passage_from(entry.state), entry.revision};
        (one.passage.withdrawn ? made.taken_back : made.coded).push_back(std::move(one));
    }
    for (const record::Entry& entry : entries_of(snapshot, call, reading_done_kind, submission)) made.done.push_back(reading_done_from(entry.state));
    for (const record::Entry& entry : entries_of(snapshot, call, settlement_kind, submission)) made.settled.emplace_back(settlement_from(entry.state), entry.revision);
    return made;
}

Coding coding(const record::Snapshot& snapshot, std::string_view call) {
    Coding made;
    const auto add = [](auto& all, const auto& of_one) { all.insert(all.end(), of_one.begin(), of_one.end()); };
    const auto at = at_desk(snapshot, call);
    for (const Contribution& one : at->contributions) {
        add(made.coded, one.coded);
        add(made.taken_back, one.taken_back);
        add(made.done, one.done);
        add(made.settled, one.settled);
    }
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

Placed placed(const record::Snapshot& snapshot, const Submission* submission, const std::vector<Coded>& coded) {
    std::map<int, std::vector<const CodedPassage*>> by_part;
    for (const Coded& one : coded) by_part[one.passage.place.part].push_back(&one.passage);
    Placed made;
    for (const auto& [part, passages] : by_part) {
        std::vector<const PassagePlace*> places;
        for (const CodedPassage* one : passages) places.push_back(&one->place);
        const auto found = find_passages(submission == nullptr ? std::string() : words_of_part(snapshot, *submission, part), places);
        for (std::size_t i = 0; i < passages.size(); ++i) {
            if (found[i]) made.passages.push_back({*passages[i], *found[i]});
            else made.lost.push_back(*passages[i]);
        }
    }
    return made;
}

std::vector<std::pair<PassageGroup, std::int64_t>> groups(const record::Snapshot& snapshot, std::string_view call) {
    std::vector<std::pair<PassageGroup, std::int64_t>> all;
    const auto at = at_desk(snapshot, call);
    for (const Revised<PassageGroup>& one : at->groups) {
        if (!one.what.withdrawn) all.emplace_back(one.what, one.revision);
    }
    return all;
}

std::vector<std::vector<std::string>> gathered(const record::Snapshot& snapshot, std::string_view call) {
    std::vector<std::vector<std::string>> all;
    for (auto& [group, revision] : groups(snapshot, call)) all.push_back(std::move(group.sources));
    return all;
}

std::optional<Report> report_frame(const record::Snapshot& snapshot, std::string_view call) {
    const auto frame = snapshot.last(report_subject(call));
    return frame && frame->kind == report_kind ? std::optional(report_from(frame->state)) : std::nullopt;
}

std::optional<ReportStands> report(const record::Snapshot& snapshot, std::string_view call) {
    const auto frame = snapshot.last(report_subject(call));
    if (!frame || frame->kind != report_kind) return std::nullopt;
    ReportStands made{report_from(frame->state), frame->revision, {}, {}};
    const auto at = at_desk(snapshot, call);
    for (const Revised<ReportParagraph>& one : at->paragraphs) {
        if (!one.what.withdrawn) made.paragraphs.emplace_back(one.what, one.revision);
    }
    for (const Revised<ProposalAnswer>& one : at->answers) made.answers.emplace_back(one.what, one.revision);
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
