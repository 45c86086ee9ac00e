#include "machinery/actors/erasures.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "machinery/actors/actors.hpp"
#include "machinery/actors/people.hpp"
#include "machinery/actors/sentences.hpp"
#include "system/chance.hpp"

namespace comity::actors {

namespace {

constexpr std::string_view proposed = "propose erasure", withdrawn = "withdraw proposal";

ErasureProposal proposal_from(record::Entry entry) {
    ErasureProposal proposal;
    const auto* entries = entry.state["entries"].as_array();
    for (std::size_t i = 0; entries != nullptr && i < entries->size(); ++i) {
        if (const auto* position = (*entries)[i].as_integer()) proposal.entries.push_back(*position);
    }
    proposal.entry = std::move(entry);
    return proposal;
}

/// Of those that are not erased yet.
std::vector<std::string> standing_subjects(const record::Snapshot& snapshot, const std::vector<std::int64_t>& entries) {
    std::vector<std::string> subjects;
    for (const std::int64_t position : entries) {
        const auto entry = snapshot.at(position);
        if (!entry) throw Error(Fault::not_found, say(sentences::erasure_of_no_entry, position));
        if (entry->kind != record::erased_kind && std::find(subjects.begin(), subjects.end(), entry->subject) == subjects.end()) subjects.push_back(entry->subject);
    }
    return subjects;
}

record::Draft draft_of(const Standing& standing, std::string_view act) {
    record::Draft draft;
    draft.kind = record::erasure_proposal_kind;
    draft.act = act;
    draft.who = who_of(standing);
    draft.on_behalf_of = on_behalf_of(standing);
    draft.confidential = true;
    return draft;
}

ErasureProposal open_proposal(const record::Snapshot& snapshot, std::string_view subject) {
    for (ErasureProposal& one : open_erasure_proposals(snapshot)) {
        if (one.entry.subject == subject) return std::move(one);
    }
    throw Error(Fault::not_found, say(sentences::erasure_not_open));
}

}  // namespace

std::vector<ErasureProposal> open_erasure_proposals(const record::Snapshot& snapshot) {
    std::set<std::string> confirmed;
    for (const record::Entry& erasure : record::erasures(snapshot)) confirmed.insert(erasure.state.text("proposal"));
    std::vector<ErasureProposal> open;
    for (record::Entry& entry : record::erasure_proposals(snapshot)) {
        if (entry.act != proposed || confirmed.count(entry.subject) > 0) continue;
        ErasureProposal proposal = proposal_from(std::move(entry));
        if (!standing_subjects(snapshot, proposal.entries).empty()) open.push_back(std::move(proposal));
    }
    return open;
}

std::int64_t propose_erasure(record::Record& record, const Standing& first, const ProposeErasure& request) {
    if (first.account.empty()) throw Error(Fault::conflict, say(sentences::erasure_by_command));
    if (request.why.empty() || request.authority.empty()) throw Error(Fault::bad_request, say(sentences::erasure_needs_reason));
    auto writing = record.write();
    const auto subjects = standing_subjects(writing.now(), request.entries);
    if (subjects.empty()) throw Error(Fault::conflict, say(sentences::erasure_done_already));
    (void)record::reach_of(writing.now(), subjects);  // refuses what the log needs
    record::Draft draft = draft_of(first, proposed);
    draft.subject = fmt::format("{}{}", record::erasure_proposal_prefix, hex(drawn_bytes(8)));
    draft.state = json::Object{{"entries", json::Array(request.entries.begin(), request.entries.end())}};
    draft.why = request.why;
    draft.authority = request.authority;
    const std::int64_t position = writing.append(draft).position;
    writing.commit();
    return position;
}

record::Erased confirm_erasure(record::Record& record, const Standing& second, std::string_view subject, std::int64_t revision) {
    record::ErasureRequest request;
    {
        const record::Snapshot snapshot = record.snapshot();
        const ErasureProposal proposal = open_proposal(snapshot, subject);
        record::Entry seen = proposal.entry;
        seen.revision = revision;
        if (const auto refused = why_not_confirmed(erasure_rule, seen, proposal.entry.revision, second)) throw Error(refused->fault, refused->said);
        request.subjects = standing_subjects(snapshot, proposal.entries);
        request.why = proposal.entry.why.value_or("");
        request.authority = proposal.entry.authority.value_or("");
    }
    request.who = who_of(second);
    request.on_behalf_of = on_behalf_of(second);
    request.proposal = subject;
    return record::erase(record, request);  // Error(conflict) if another did it meanwhile
}

std::int64_t withdraw_erasure(record::Record& record, const Standing& first, std::string_view subject) {
    auto writing = record.write();
    const ErasureProposal proposal = open_proposal(writing.now(), subject);
    if (first.account.empty() || account_from_entry(proposal.entry.who.name) != first.account) throw Error(Fault::refused, say(sentences::erasure_of_another));
    record::Draft draft = draft_of(first, withdrawn);
    draft.subject = subject;
    draft.state = proposal.entry.state;
    draft.after_revision = proposal.entry.revision;
    const std::int64_t position = writing.append(draft).position;
    writing.commit();
    return position;
}

}  // namespace comity::actors
