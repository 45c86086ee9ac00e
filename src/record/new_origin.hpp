// A log that goes on under another name and key, because it goes on from an older state or beside another one: of restored backups, and of mirrors that
// become records of their own. Private to record/.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "proof/note.hpp"
#include "record/record.hpp"

namespace comity::record {

/// What the first entry under the new name says.
struct Beginning {
    std::string origin, reason;                 ///< the new name; "restored", "mirrored"
    std::string previous_origin, previous_key;  ///< of before; the key "" if it is not known
    std::int64_t believed_up_to = 0;            ///< so many entries were signed for under the previous name
    std::optional<proof::Note> last_known;      ///< the largest checkpoint known of it
    Actor who;
    std::optional<std::string> why;
};

/// "comity/" and 32 digits drawn at random.
std::string drawn_origin();
/// Draws the key, appends the entry and signs. In the same transaction ends the state (backup, mirror) in which the record takes no acts: a crash before
/// that leaves it in that state. What stands beside the record of an earlier key and checkpoint goes.
void begin_new_origin(const std::filesystem::path& record, const Beginning& beginning, const Setup& setup);

}  // namespace comity::record
