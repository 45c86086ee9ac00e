// Roll calls in a record: their import, the tables derived from them, and the questions to these. A roll call is a subject of its own; it is
// tied to a text by the number that its table gives, whichever of them comes first. It knows nothing of holdings: who asks brings the text.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "machinery/votes/roll_call.hpp"
#include "machinery/votes/table.hpp"
#include "record/derivation.hpp"
#include "record/record.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::votes {

/// What this module derives.
std::shared_ptr<const record::Derivation> derivation();

// --- import ------------------------------------------------------------------------------------------------------------------

struct ImportRequest {
    TableFiles files;
    record::Actor who;
    std::optional<std::string> on_behalf_of, why, authority;
};
struct ImportResult {
    DataSet data;  ///< its roll calls are gone; what was read and refused is there
    std::size_t added = 0, changed = 0, unchanged = 0;  ///< roll calls; none of them if a row was refused
    std::size_t elsewhere = 0;           ///< of this data set in the record, and not in the table: they stay
    std::vector<std::string> unknown;    ///< voters that are no State of the vocabulary, by their names in the table
};
/// The whole data set or, if any row of it was refused, nothing. What the record has already is left alone: imported twice is imported
/// once. Throws as read_tables does.
ImportResult import_tables(record::Record& record, const vocabulary::Vocabulary& vocabulary, const ImportRequest& request, const TableProgress& progress = {});

// --- questions ---------------------------------------------------------------------------------------------------------------

struct Found {
    std::string subject;
    RollCall roll_call;
    Tie tie;
    bool by_number = false;  ///< its letter was taken for a counter of votes (Tie::symbols)
    bool operator==(const Found& other) const { return subject == other.subject && roll_call == other.roll_call; }
};
/// Those that are about this text (a canonical symbol), by data set and number.
std::vector<Found> roll_calls_of(const record::Snapshot& snapshot, std::string_view symbol, const vocabulary::Vocabulary& vocabulary);

/// Whether tables have the votes of the session and the month in which a resolution of the Assembly was adopted (`symbol` canonical): months
/// from that of the session's first roll call to that of its last, as days can't be trusted. Then a text without a roll call was put to
/// none that they know. False before the 31st session and for letters, where a number may not lead to its text.
bool tables_cover(const record::Snapshot& snapshot, std::string_view symbol, const Date& date, const vocabulary::Vocabulary& vocabulary);

/// A data set as it came in last.
struct Source {
    std::string source;
    std::int64_t roll_calls = 0, votes = 0;    ///< of its tables
    std::map<std::string, std::string> names;  ///< code -> the name in its table
    std::string when;                          ///< of the import
};
std::vector<Source> sources(const record::Snapshot& snapshot);

/// Roll calls of the record counted by what their numbers lead to, and by what the vote was on.
struct Figures {
    std::int64_t roll_calls = 0, votes = 0;
    std::vector<std::pair<std::string, std::int64_t>> by_tie, by_part;  ///< names of Tie::Why and On, in their order
};
Figures figures(const record::Snapshot& snapshot);
/// Canonical symbols to which roll calls are tied, in the order of their bytes.
std::vector<std::string> tied_symbols(const record::Snapshot& snapshot);

}  // namespace comity::votes
