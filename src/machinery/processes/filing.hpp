// An issued report goes into the record: as a document that cites its mandate, which is said to be delivered with it. It joins three processes (consultations, holdings,
// mandates), none of which knows the others.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "json/json.hpp"
#include "machinery/consultations/ruling.hpp"
#include "machinery/holdings/holdings.hpp"

namespace comity::processes {

struct Filed {
    std::string symbol, sha256;      ///< of the document
    std::int64_t position = -1;      ///< of the entry by which the report says that it is in the record
    std::string delivers;            ///< what was said of the mandate, for people; "" where the call has no paragraph to stand on
    std::int64_t delivery = -1;      ///< its entry
    std::string not_delivered;       ///< why nothing could be said of the mandate
};
json::Value to_json(const Filed& filed);

/// `request.about`: the call. The document is read from the Akoma Ntoso of the report, as everybody can take it along. Nothing is done where the report is not issued,
/// is for its keepers alone, has no symbol, or does not cite the text by whose authority it is made: throws that. Where there is no act in the paragraph of the authority
/// (or a person already said so) the document stands, and `not_delivered` says why. Needs Access::write.
Filed file_report(holdings::Holdings& holdings, const consultations::Request& request);
/// The same wherever the record is held.
json::Value submit_filing(const holdings::RecordPlace& place, const consultations::Request& request);
constexpr std::string_view file_report_act = "file report";

}  // namespace comity::processes
