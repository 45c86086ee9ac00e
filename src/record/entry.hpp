// An entry: one revision of one subject, its whole state after the act. Its canonical form (RFC 8785, integers and strings) is
// what the leaf hash covers, so its names never change; what is new gets a new `schema`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/sha256.hpp"
#include "json/json.hpp"

namespace comity::record {

/// Who acts. Until there are accounts: an operator, with the system's user name.
struct Actor {
    std::string as;    ///< "operator at the command line", "operator at this machine"
    std::string name;  ///< "jane"
};
/// The operator at the command line, by the name of the user that runs this process.
Actor operator_at_command_line();
/// The operator at this machine, by the same name: for acts by page.
Actor operator_at_this_machine();

/// What a rule makes of a request: everything of an entry but what the record itself adds.
struct Draft {
    std::string subject;  ///< "document:9f86d081...", "correction:..."; the smallest thing that a person edits
    std::string kind;     ///< "document", "correction"
    int schema = 1;       ///< of `state`, counted by kind
    std::string act;      ///< a word for what was done: "import", "correct", "withdraw"
    json::Value state;    ///< an object; texts over 4 KB in it are kept as bytes by the record and come back whole
    Actor who;
    std::optional<std::string> on_behalf_of, why, authority;
    /// For its parties and the keepers alone: others are shown its leaf and nothing else.
    bool confidential = false;
    /// The revision that the person saw, 0 if they make a new subject: Error(conflict) if another one came in between.
    std::optional<std::int64_t> after_revision;
};

struct Entry {
    std::int64_t position = 0;  ///< in the log, from 0
    std::int64_t revision = 1;  ///< of its subject, from 1
    std::string when;           ///< UTC, "2026-01-31T09:30:00.000Z"
    std::string subject, kind;
    int schema = 1;
    std::string act;
    json::Value state;
    Actor who;
    std::optional<std::string> on_behalf_of, why, authority;
    bool confidential = false;
    Sha256 leaf{};              ///< SHA-256(salt || canonical form)
};

/// The kind of an entry whose text was erased (record/erasure.hpp): only its position and its leaf are left.
inline constexpr std::string_view erased_kind = "erased";

/// The canonical form: what is hashed, and later shown to those who check.
std::string canonical_form(const Entry& entry);
/// Reads every version ever written. Position and leaf are not in it. Throws Error(bad_request) for what is no entry.
Entry entry_from(const json::Value& value);
/// For `history --format json` and the API: the canonical names, with position and leaf.
json::Value to_json(const Entry& entry);

}  // namespace comity::record
