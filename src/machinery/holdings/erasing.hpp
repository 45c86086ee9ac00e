// Erasing a text with all that was said of it (record/erasure.hpp): files, their entries, corrections and whatever else names them; then the index
// files that had their words are made anew.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "json/json.hpp"
#include "record/entry.hpp"

namespace comity::holdings {

class Holdings;
struct RecordPlace;

struct ErasureRequest {
    /// Symbols, which mean all files of the symbol in every language, in view or not; at least 8 digits of a file's SHA-256; or the number of an
    /// entry, which means the subject that it is about.
    std::vector<std::string> what;
    record::Actor who;
    std::optional<std::string> on_behalf_of;
    std::string why, authority;  ///< both are needed
    enum class Do { erase, only_say } act = Do::erase;
};
json::Value to_json(const ErasureRequest& request);
ErasureRequest erasure_request_from(const json::Value& value);

struct ErasureResult {
    struct Line {
        std::int64_t position = 0;
        std::string act, about;  ///< "import", "A/RES/78/199 (78-199.txt)"
    };
    std::vector<Line> entries;   ///< what goes, in the order of the log
    std::int64_t files = 0;      ///< byte strings that go: files, and long texts of entries
    std::int64_t position = -1;  ///< of the entry that says so; -1 if nothing was done
    bool traces_are_gone = true; ///< false: somebody was still reading; opening the record the next time does it
};
json::Value to_json(const ErasureResult& result);
ErasureResult erasure_result_from(const json::Value& value);

/// What is named so, as one entry of each subject. Error(not_found) for what is not in the record, Error(bad_request) where nothing is named.
std::vector<std::int64_t> entries_named(const Holdings& holdings, const std::vector<std::string>& what);
/// Throws Error(not_found) for what is not in the record, and what record::erase() throws.
ErasureResult erase(Holdings& holdings, const ErasureRequest& request);
/// The same wherever the record is held (acts.hpp).
ErasureResult submit(const RecordPlace& place, const ErasureRequest& request);

}  // namespace comity::holdings
