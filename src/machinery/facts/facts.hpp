// Facts about texts from a library's catalogue in a record: each record of the catalogue is a subject of its own, tied to its texts by their symbols,
// whichever of them comes first. They stand beside what a text says of itself and never in its place: where both differ, that is told (judging.hpp).
// It knows nothing of holdings: who asks brings the text.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"
#include "library/records.hpp"
#include "record/derivation.hpp"
#include "record/record.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::facts {

/// What this module derives.
std::shared_ptr<const record::Derivation> derivation();

/// The state of an entry of kind "library record", and back.
json::Value to_state(const library::Record& record);
library::Record record_from(const json::Value& state);
/// "facts:SzGeBNU:4025240"; of a record without a number by its symbol: "facts:vote:A/RES/78/199".
std::string subject_of(const library::Record& record);

struct ImportRequest {
    record::Actor who;
    std::optional<std::string> on_behalf_of, why, authority;
};
struct ImportResult {
    std::size_t added = 0, changed = 0, unchanged = 0, left_out = 0;
    std::optional<std::string> symbol;  ///< of the first record
};
/// All records of a file, in one transaction; what is in the record already is left alone. Throws as library::read.
ImportResult import_records(record::Record& record, const vocabulary::Vocabulary& vocabulary, std::string_view marcxml, const ImportRequest& request);

/// A catalogue's record about a text, with the entry that brought it.
struct Found {
    std::string subject;
    library::Record record;
    std::string when;                ///< of the entry: "2031-05-03T..."
    std::optional<std::string> why;  ///< there it says where it was fetched
};
/// Those about this text (a canonical symbol): documents before votes, then by subject.
std::vector<Found> records_about(const record::Snapshot& snapshot, std::string_view symbol);

}  // namespace comity::facts
