#include "record/erasure.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "record/mirror_rows.hpp"
#include "record/open_form.hpp"
#include "record/seal.hpp"
#include "system/chance.hpp"

namespace comity::record {

namespace {

constexpr std::string_view erasure_prefix = "erasure:";

/// What the log says of itself, and the numbers of persons: who a person is stands in no entry, and is erased with `comity account erase`.
constexpr std::array lasting_kinds = {std::string_view("log"), std::string_view("witnesses"), erasure_kind, std::string_view("account"), std::string_view("role"),
                                      std::string_view("actor"), erasure_proposal_kind};

bool lasts(std::string_view kind) { return std::find(lasting_kinds.begin(), lasting_kinds.end(), kind) != lasting_kinds.end(); }

bool is_hexadecimal(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

/// Who belongs to whom, from the entries themselves.
class Finder {
public:
    explicit Finder(db::Connection& connection) : connection_(connection) {
        log::each_kept(connection, [&](std::string_view hash, std::int64_t, std::string_view) { owners_.emplace(hex(hash), std::string()); });
        log::each_raw(connection, [&](const log::Raw& raw) {
            subjects_there_.insert(raw.subject);
            open_form::each_named(raw.canonical, [&](std::string_view hash) {
                const auto found = owners_.find(std::string(hash));
                if (found != owners_.end() && found->second.empty()) found->second = raw.subject;
            });
        });
    }

    Reach reach(std::span<const std::string> subjects) {
        for (const std::string& subject : subjects) {
            if (subjects_there_.count(subject) == 0) throw Error(Fault::not_found, "the log has no entry of {}", subject);
            if (subject.starts_with(erased_kind)) throw Error(Fault::conflict, "that was erased already");
            going_.insert(subject);
        }
        // Each round may find one that names what the round before has found.
        for (std::size_t before = 0; before != going_.size();) {
            before = going_.size();
            log::each_raw(connection_, [&](const log::Raw& raw) { look(raw); });
        }
        return gathered();
    }

private:
    db::Connection& connection_;
    std::unordered_map<std::string, std::string> owners_;  ///< of kept bytes: hash -> subject
    std::unordered_set<std::string> subjects_there_;
    std::set<std::string> going_;

    void look(const log::Raw& raw) {
        if (going_.count(raw.subject) > 0) {
            if (lasts(raw.kind)) {
                throw Error(Fault::refused, "{} can't be erased: the log needs it, and it says nothing of a person by name (comity account erase takes a person's name away)", raw.subject);
            }
            return;
        }
        if (!lasts(raw.kind) && names_one(raw.canonical)) going_.insert(raw.subject);
    }

    [[nodiscard]] bool names_one(std::string_view canonical) const {
        bool found = false;
        open_form::each_named(canonical, [&](std::string_view hash) {
            const auto owner = owners_.find(std::string(hash));
            found = found || (owner != owners_.end() && going_.count(owner->second) > 0);
        });
        return found || std::any_of(going_.begin(), going_.end(), [&](const std::string& subject) {
                   return canonical.find('"' + subject + '"') != std::string_view::npos;
               });
    }

    [[nodiscard]] Reach gathered() const {
        Reach reach;
        std::set<std::string> told;
        log::each_raw(connection_, [&](const log::Raw& raw) {
            if (going_.count(raw.subject) == 0) return;
            reach.entries.push_back(raw.position);
            if (told.insert(raw.subject).second) reach.subjects.push_back(raw.subject);
        });
        for (const auto& [hash, owner] : owners_) {
            if (going_.count(owner) > 0) reach.kept.push_back(hash);
        }
        std::sort(reach.kept.begin(), reach.kept.end());
        return reach;
    }
};

std::vector<std::string> leaves_of_erased(const Record& record) {
    const Snapshot snapshot = record.snapshot_as_it_is();
    std::vector<std::string> leaves;
    for (const Entry& one : erasures(snapshot)) {
        for (const std::int64_t position : erased_by(one)) {
            if (const auto entry = snapshot.at(position)) leaves.push_back(hex(entry->leaf));
        }
    }
    return leaves;
}

/// Of entries whose leaves are listed and whose texts stand.
std::set<std::string> standing_subjects(const Record& record, const std::unordered_set<std::string>& listed) {
    std::set<std::string> subjects;
    const Snapshot snapshot = record.snapshot_as_it_is();
    log::each_raw(snapshot.tables(), [&](const log::Raw& raw) {
        if (raw.kind != erased_kind && listed.count(hex(raw.leaf)) > 0) subjects.insert(raw.subject);
    });
    return subjects;
}

/// In a mirror: the texts of these leaves, and the bytes that nothing else names.
void withhold(Record& mirror, const std::unordered_set<std::string>& listed) {
    {
        auto writing = mirror.follow();
        db::Connection& stored = writing.now().tables();
        std::vector<std::int64_t> positions;
        std::set<std::string> named;
        log::each_raw(stored, [&](const log::Raw& raw) {
            if (raw.canonical.empty() || listed.count(hex(raw.leaf)) == 0) return;
            positions.push_back(raw.position);
            open_form::each_named(raw.canonical, [&](std::string_view hash) { named.emplace(hash); });
        });
        if (positions.empty()) return;
        for (const std::int64_t position : positions) log::blank(stored, position, open_form::withheld_kind);
        std::erase_if(named, [&](const std::string& hash) { return !log::is_kept(stored, hash) || log::is_named(stored, hash); });
        writing.take_out(positions, {named.begin(), named.end()}, open_form::withheld_kind);
        writing.commit();
    }
    mirror.clean();
}

}  // namespace

Reach reach_of(const Snapshot& snapshot, std::span<const std::string> subjects) { return Finder(snapshot.tables()).reach(subjects); }

Erased erase(Record& record, const ErasureRequest& request) {
    if (request.why.empty() || request.authority.empty()) throw Error(Fault::bad_request, "say why it is to be erased and by whose authority: both stay in the log in its place");
    Erased made;
    {
        auto writing = record.write();
        made.reach = reach_of(writing.now(), request.subjects);
        json::Array positions;
        positions.reserve(made.reach.entries.size());
        for (const std::int64_t position : made.reach.entries) positions.emplace_back(position);
        Draft draft;
        draft.subject = fmt::format("{}{}", erasure_prefix, hex(drawn_bytes(8)));
        draft.kind = erasure_kind;
        draft.act = "erase";
        draft.state = json::Object{{"entries", std::move(positions)}, {"files", made.reach.kept.size()}};
        if (!request.proposal.empty()) draft.state.put("proposal", request.proposal);
        draft.who = request.who;
        draft.on_behalf_of = request.on_behalf_of;
        draft.why = request.why;
        draft.authority = request.authority;
        made.position = writing.append(draft).position;
        writing.take_out(made.reach.entries, made.reach.kept);
        writing.commit();
    }
    if (!record.file().empty()) add_to_list_of_erasures(list_of_erasures(record.file()), leaves_of_erased(record));
    made.traces_are_gone = record.clean();
    return made;
}

std::vector<std::int64_t> erased_by(const Entry& entry) {
    std::vector<std::int64_t> positions;
    const auto* entries = entry.kind == erasure_kind ? entry.state["entries"].as_array() : nullptr;
    for (std::size_t i = 0; entries != nullptr && i < entries->size(); ++i) {
        if (const auto* position = (*entries)[i].as_integer()) positions.push_back(*position);
    }
    return positions;
}

namespace {

std::vector<Entry> in_the_order_of_the_log(const Snapshot& snapshot, std::string_view prefix) {
    auto all = log::with_prefix(snapshot.tables(), prefix);
    std::sort(all.begin(), all.end(), [](const Entry& a, const Entry& b) { return a.position < b.position; });
    return all;
}

}  // namespace

std::vector<Entry> erasures(const Snapshot& snapshot) { return in_the_order_of_the_log(snapshot, erasure_prefix); }
std::vector<Entry> erasure_proposals(const Snapshot& snapshot) { return in_the_order_of_the_log(snapshot, erasure_proposal_prefix); }

std::optional<Entry> erasure_of(const Snapshot& snapshot, std::int64_t position) {
    for (Entry& one : erasures(snapshot)) {
        const auto positions = erased_by(one);
        if (std::find(positions.begin(), positions.end(), position) != positions.end()) return std::move(one);
    }
    return std::nullopt;
}

std::filesystem::path list_of_erasures(const std::filesystem::path& record) { return record.string() + ".erased"; }

std::vector<std::string> read_list_of_erasures(const std::filesystem::path& list) {
    std::vector<std::string> leaves;
    const auto text = read_whole(list);
    if (!text) return leaves;
    std::istringstream lines(*text);
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.size() != 64 || !std::all_of(line.begin(), line.end(), is_hexadecimal)) {
            throw Error(Fault::bad_request, "{}, line {}: no leaf of an erased entry, which has 64 hexadecimal digits", list.string(), number);
        }
        leaves.push_back(std::move(line));
    }
    return leaves;
}

void add_to_list_of_erasures(const std::filesystem::path& list, std::span<const std::string> leaves) {
    const auto listed = read_list_of_erasures(list);
    std::set<std::string> all(listed.begin(), listed.end());
    const std::size_t before = all.size();
    all.insert(leaves.begin(), leaves.end());
    if (all.size() == before) return;
    std::string text;
    for (const std::string& leaf : all) text += leaf + "\n";
    write_durably(list, text, 0600);
}

void hold_to_list_of_erasures(Record& record, const std::filesystem::path& list) {
    if (record.file().empty()) return;
    const auto erased = leaves_of_erased(record);
    if (!erased.empty()) add_to_list_of_erasures(list, erased);
    const auto listed = read_list_of_erasures(list);
    if (listed.size() == erased.size()) return;
    if (log::is_mirror(record.snapshot_as_it_is().tables())) {
        withhold(record, {listed.begin(), listed.end()});
        return;
    }
    const auto subjects = standing_subjects(record, {listed.begin(), listed.end()});
    if (subjects.empty()) return;  // leaves of another record that stood here
    erase(record, {{subjects.begin(), subjects.end()}, operator_at_command_line(), std::nullopt, "erased before; an older state that was put in the record's place had it still",
                   "the list of erasures beside the record"});
}

}  // namespace comity::record
