// Consultations over a record: calls, invitations, submissions and what is released of them. One door for pages, API and commands: perform().
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/consultations/call.hpp"
#include "machinery/consultations/invitation.hpp"
#include "machinery/consultations/receiving.hpp"
#include "machinery/consultations/ruling.hpp"
#include "machinery/consultations/shared_list.hpp"
#include "machinery/consultations/submission.hpp"
#include "machinery/holdings/holdings.hpp"
#include "record/derivation.hpp"

namespace comity::consultations {

/// By what its subjects are looked up.
std::shared_ptr<const record::Derivation> derivation();

/// Of which kinds of entries the words are those of contributors: read by their own parties and by who keeps consultations, and by nobody else.
bool is_closed_kind(std::string_view kind) noexcept;
/// On whose behalf that subject stands now: what was put down to another by mistake is not theirs to read.
std::optional<std::string> party_of(const record::Snapshot& snapshot, const record::Entry& entry);

// --- asking ------------------------------------------------------------------------------------------------------------------

struct CallEntry {
    Call call;
    std::int64_t revision = 1, position = 0;
    std::string when;  ///< of the last revision
};
/// By their deadlines, the latest first; those without one, which are being prepared, before them; then by id.
std::vector<CallEntry> calls(const record::Snapshot& snapshot);
/// Error(not_found).
CallEntry call(const record::Snapshot& snapshot, std::string_view id);
/// Whatever is done by the authority of that document.
std::vector<CallEntry> calls_by_authority(const record::Snapshot& snapshot, std::string_view document);

/// In the order in which they were invited.
SharedList<Invited> invited(const record::Snapshot& snapshot, std::string_view call);
std::vector<Reminder> reminders(const record::Snapshot& snapshot, std::string_view call);

struct Registered {
    Submission submission;
    std::int64_t revision = 1, position = 0;  ///< of its last revision
    std::string when;                         ///< recorded, its last revision
    std::optional<std::string> why;           ///< of it
    bool released = false;
};
/// In the order of the register.
SharedList<Registered> submissions(const record::Snapshot& snapshot, std::string_view call);
/// A part of a long list.
struct Stretch {
    std::int64_t offset = 0, limit = -1;  ///< -1: all
};
std::vector<Registered> submissions(const record::Snapshot& snapshot, std::string_view call, const Stretch& stretch);
struct RegisterCounts {
    std::size_t submissions = 0, waiting = 0, released = 0;
};
RegisterCounts register_counts(const record::Snapshot& snapshot, std::string_view call);
std::optional<Registered> submission(const record::Snapshot& snapshot, std::string_view call, std::int64_t number);
/// Those of one contributor, by the id of its actor, or the name of one that no list has.
std::vector<Registered> submissions_of(const record::Snapshot& snapshot, std::string_view call, std::string_view actor);
/// The words, or the bytes, in an envelope; "" if they were erased.
std::string content(const record::Snapshot& snapshot, std::string_view sha256);
/// All words of a submission, parts one after the other.
std::string words_of(const record::Snapshot& snapshot, const Submission& submission);

struct Released {
    Release release;
    std::int64_t position = 0;
    std::string when;
};
/// In the order in which they were released.
std::vector<Released> releases(const record::Snapshot& snapshot, std::string_view call);
std::vector<Released> releases(const record::Snapshot& snapshot, std::string_view call, const Stretch& stretch);
std::optional<Released> release(const record::Snapshot& snapshot, std::string_view call, std::int64_t number);

/// Submissions that say the same in the same words: numbers, each group in the order of the register; withdrawn ones left out.
std::vector<std::vector<std::int64_t>> campaigns(const record::Snapshot& snapshot, std::string_view call);

/// Those that say the same as this one.
std::vector<std::int64_t> same_words_as(const record::Snapshot& snapshot, std::string_view call, std::int64_t number);

/// Whom a name means, or a list ("all-states", "group:AFR"): each once, by name. Empty if nobody is meant.
std::vector<Contributor> whom(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view named);

/// Which paragraph of the record the fields document and paragraph of a request name; nullopt if there is none.
std::optional<Authority> authority_named(const holdings::Holdings& holdings, const json::Value& fields);

// --- acting (needs Access::write) ----------------------------------------------------------------------------------------------

using Clock = std::function<std::chrono::system_clock::time_point()>;
std::string moment_now(const Clock& clock);

struct Done {
    std::string subject, sentence;  ///< subject: of the first entry
    std::int64_t revision = 0, position = -1;
    std::size_t entries = 0;
};
json::Value to_json(const Done& done);
/// Gathers what the rule may know under the record's pen, decides, appends all or nothing. `handed`: what a submission brings. Throws what the rule refuses.
Done perform(holdings::Holdings& holdings, const Request& request, const std::vector<Handed>& handed = {}, const Clock& clock = &std::chrono::system_clock::now);

/// The same among other acts of one writing, which the caller commits: for acts that look at no document of the record (all but "prepare" and "change").
Done perform(record::Writing& writing, const vocabulary::Vocabulary& vocabulary, const Request& request, const std::vector<Handed>& handed, const Clock& clock);
/// Appends what was decided; for the doors of this process.
Done append(record::Writing& writing, Decision& decision);

/// Files and folders that are taken as submissions, each by itself; what one of them is refused for stops no other.
struct Taken {
    std::string path;
    std::optional<Done> done;
    std::string reason;    ///< if it was refused
    std::string remark;    ///< what could not be read of it
};
/// `request`: as for "hand in", with the field paths.
std::vector<Taken> take_in(holdings::Holdings& holdings, const Request& request, const Clock& clock = &std::chrono::system_clock::now);

/// The same wherever the record is held. "take in" among the acts is take_in().
json::Value submit(const holdings::RecordPlace& place, const Request& request);
/// What whoever holds the record answers to that command.
json::Value perform_command(holdings::Holdings& holdings, const json::Value& request);
constexpr std::string_view consult_act = "consult";

}  // namespace comity::consultations
