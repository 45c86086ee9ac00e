#include "record/witnesses.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/error.hpp"
#include "record/actor_form.hpp"
#include "record/lock.hpp"
#include "record/receipts.hpp"
#include "record/seal.hpp"

namespace comity::record {

namespace {

constexpr std::string_view subject = "witnesses";
/// Checkpoints with signatures that are kept: receipts need the latest, and a witness comes now and then.
constexpr std::size_t most_kept = 64;

std::filesystem::path file_of(const std::filesystem::path& record_file) { return record_file.string() + ".witnessed"; }

/// Kept as they came, one after the other, a line with its length before each. None while the record is in memory.
std::vector<proof::Note> kept_notes(const std::filesystem::path& record_file) {
    std::vector<proof::Note> notes;
    const auto bytes = record_file.empty() ? std::nullopt : read_whole(file_of(record_file));
    std::string_view rest = bytes ? std::string_view(*bytes) : std::string_view();
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
        std::size_t length = 0;
        for (const char c : rest.substr(0, end)) length = c >= '0' && c <= '9' ? std::min<std::size_t>(length * 10 + static_cast<std::size_t>(c - '0'), proof::Note::most_bytes) : rest.size();
        rest.remove_prefix(end + 1);
        if (length == 0 || length > rest.size()) throw Error(Fault::unavailable, "{} is damaged: take it away, the witnesses sign again when they come next", file_of(record_file).string());
        notes.push_back(proof::Note::parse(rest.substr(0, length)));
        rest.remove_prefix(length);
    }
    return notes;
}

void keep_notes(const std::filesystem::path& record_file, const std::vector<proof::Note>& notes) {
    std::string bytes;
    for (const proof::Note& note : notes) {
        const std::string one = note.bytes();
        bytes += std::to_string(one.size()) + "\n" + one;
    }
    write_durably(file_of(record_file), bytes, 0600);
}

/// Threads and processes take turns: each reads what is kept, adds to it and writes all of it.
Lock turn_of(const std::filesystem::path& record_file) {
    for (int tries = 0; tries < 1000; ++tries) {
        if (auto lock = Lock::try_take(file_of(record_file).string() + ".lock")) return std::move(*lock);
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    throw Error(Fault::conflict, "others have been handing in signatures for five seconds: try again");
}

bool bears(const proof::Note& note, const proof::VerifierKey& key) {
    return std::any_of(note.signatures.begin(), note.signatures.end(), [&](const proof::NoteSignature& one) { return one.name == key.name && one.id == key.id(); });
}

std::uint64_t size_of(const proof::Note& note) { return proof::checkpoint_in(note).size; }

}  // namespace

std::vector<proof::VerifierKey> witnesses_of(const Snapshot& snapshot) {
    std::vector<proof::VerifierKey> keys;
    const auto entry = snapshot.last(subject);
    if (!entry) return keys;
    for (const json::Value& one : *entry->state["keys"].as_array()) keys.push_back(proof::VerifierKey::parse(*one.as_string()));
    return keys;
}

json::Value to_json(const WitnessRequest& request) {
    return json::Object{{"act", request.act == WitnessRequest::Act::add ? "add" : "withdraw"},
                        {"named", request.named},
                        {"who", to_json(request.who)},
                        {"why", json::Value::of(request.why)}};
}

WitnessRequest witness_request_from(const json::Value& value) {
    WitnessRequest request;
    request.act = value.text("act") == "withdraw" ? WitnessRequest::Act::withdraw : WitnessRequest::Act::add;
    request.named = value.text("named");
    request.who = actor_from(value["who"]);
    if (const auto* why = value["why"].as_string()) request.why = *why;
    return request;
}

std::int64_t change_witnesses(Record& record, const WitnessRequest& request) {
    auto writing = record.write();
    auto keys = witnesses_of(writing.now());
    const bool adds = request.act == WitnessRequest::Act::add;
    const std::string name = adds ? proof::VerifierKey::parse(request.named).name : request.named.substr(0, request.named.find('+'));
    const auto there = std::find_if(keys.begin(), keys.end(), [&](const proof::VerifierKey& key) { return key.name == name; });
    if (adds) {
        auto key = proof::VerifierKey::parse(request.named);
        if (key.kind != proof::KeyKind::witness) throw Error(Fault::bad_request, "{} is the key of a log, not of a witness: comity witness prints a witness's", key.text());
        if (there != keys.end()) throw Error(Fault::conflict, "{} is a witness of this record already: withdraw that key first if it has another one now", name);
        keys.push_back(std::move(key));
        std::sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    } else {
        if (there == keys.end()) throw Error(Fault::conflict, "{} is no witness of this record: comity witness list names them", name);
        keys.erase(there);
    }
    json::Array texts;
    for (const proof::VerifierKey& key : keys) texts.emplace_back(key.text());
    Draft draft;
    draft.subject = subject;
    draft.kind = subject;
    draft.act = adds ? "add witness" : "withdraw witness";
    draft.state = json::Object{{"keys", std::move(texts)}};
    draft.who = request.who;
    draft.why = request.why;
    const std::int64_t position = writing.append(draft).position;
    writing.commit();
    return position;
}

proof::Note checked_witnessed(const proof::Note& checkpoint, const Snapshot& snapshot, const std::string& origin, const proof::VerifierKey& log_key) {
    const proof::Checkpoint seen = proof::checkpoint_in(checkpoint);
    if (seen.origin != origin) throw Error(Fault::refused, "this is a checkpoint of {}, not of this log", seen.origin);
    if (seen.size > static_cast<std::uint64_t>(snapshot.size()) || root_at(snapshot, seen.size) != seen.root) {
        throw Error(Fault::refused, "this checkpoint is of another history than the one here: keep it, it proves that");
    }
    auto keys = witnesses_of(snapshot);
    const std::size_t witnesses = proof::signed_by(checkpoint, keys).size();
    if (witnesses == 0) throw Error(Fault::refused, "no witness of this record has signed this: comity witness list names them");
    keys.push_back(log_key);
    if (proof::signed_by(checkpoint, keys).size() == witnesses) throw Error(Fault::refused, "the key of this log has not signed this checkpoint: the witness has to see the present one");
    proof::Note known{checkpoint.text, {}};
    for (const proof::NoteSignature& one : checkpoint.signatures) {
        // Signatures of strangers are not carried along.
        if (std::any_of(keys.begin(), keys.end(), [&](const proof::VerifierKey& key) { return key.name == one.name && key.id() == one.id; })) known.signatures.push_back(one);
    }
    return known;
}

void keep_witnessed(const std::filesystem::path& record_file, const std::vector<proof::Note>& checked) {
    if (record_file.empty() || checked.empty()) return;  // in memory nothing is kept
    const Lock turn = turn_of(record_file);
    const auto before = kept_notes(record_file);
    auto notes = before;
    for (const proof::Note& note : checked) {
        auto at = std::find_if(notes.begin(), notes.end(), [&](const proof::Note& other) { return other.text == note.text; });
        if (at == notes.end()) at = notes.insert(notes.end(), proof::Note{note.text, {}});
        for (const proof::NoteSignature& one : note.signatures) {
            const auto same = std::find_if(at->signatures.begin(), at->signatures.end(), [&](const auto& other) { return other.name == one.name && other.id == one.id; });
            if (same == at->signatures.end() && at->signatures.size() < proof::Note::most_signatures) at->signatures.push_back(one);
        }
    }
    if (notes == before) return;
    std::sort(notes.begin(), notes.end(), [](const auto& a, const auto& b) { return size_of(a) < size_of(b); });
    if (notes.size() > most_kept) notes.erase(notes.begin(), notes.end() - most_kept);
    keep_notes(record_file, notes);
}

std::vector<proof::Note> witnessed_up_to(const Record& record, const Snapshot& snapshot, const proof::Checkpoint& said, const proof::VerifierKey& log_key) {
    std::vector<proof::Note> notes;
    const auto keys = witnesses_of(snapshot);
    for (const proof::Note& note : kept_notes(record.file())) {
        const proof::Checkpoint seen = proof::checkpoint_in(note);
        // Not those of before the log began anew or got another key, nor of witnesses that were withdrawn.
        if (seen.origin != said.origin || seen.size > said.size || !bears(note, log_key) || proof::signed_by(note, keys).empty()) continue;
        notes.push_back(checked_witnessed(note, snapshot, said.origin, log_key));
    }
    return notes;
}

std::vector<proof::Signed> take_witnessed(const Record& record, const proof::Note& checkpoint) {
    const Snapshot snapshot = record.snapshot();
    const proof::Note checked = checked_witnessed(checkpoint, snapshot, origin_of(record, snapshot), key_of(record));
    keep_witnessed(record.file(), {checked});
    return proof::signed_by(checked, witnesses_of(snapshot));
}

std::vector<Seen> seen_by_witnesses(const Record& record, const Snapshot& snapshot) {
    std::vector<Seen> all;
    const auto keys = witnesses_of(snapshot);
    all.reserve(keys.size());
    for (const proof::VerifierKey& key : keys) all.push_back({key, 0, 0});
    const std::string origin = origin_of(record, snapshot);
    for (const proof::Note& note : kept_notes(record.file())) {
        if (proof::checkpoint_in(note).origin != origin) continue;  // of before the log began anew
        for (const proof::Signed& one : proof::signed_by(note, keys)) {
            const auto at = std::find_if(all.begin(), all.end(), [&](const Seen& seen) { return seen.witness == one.key; });
            if (size_of(note) >= at->size) *at = {one.key, size_of(note), one.seen.value_or(0)};
        }
    }
    return all;
}

std::optional<proof::Note> witnessed_with(const Record& record, const Snapshot& snapshot, std::int64_t position) {
    std::optional<proof::Note> best;
    std::size_t most = 1;
    const auto keys = witnesses_of(snapshot);
    if (keys.empty()) return best;
    const proof::VerifierKey own = key_of(record);
    for (proof::Note& note : kept_notes(record.file())) {  // from the smallest on
        const std::size_t signatures = proof::signed_by(note, keys).size();
        if (size_of(note) <= static_cast<std::uint64_t>(position) || signatures < most || !bears(note, own)) continue;
        most = signatures;
        best = std::move(note);
    }
    return best;
}

}  // namespace comity::record
