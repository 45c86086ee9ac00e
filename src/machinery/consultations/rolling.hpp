// Last session's call rolled forward over a record: which text of the series asks for the next one, and which of its paragraphs.
#pragma once

#include "json/json.hpp"
#include "machinery/consultations/next_call.hpp"
#include "machinery/holdings/holdings.hpp"

namespace comity::consultations {

/// Fields: like (id of the last call), document and paragraph if a person names them. Else the last text of the series goes on, with the paragraph that the old one
/// became; what can't be found stays as it was, and the differences show it. Error(not_found) if there is no such call.
Rolled rolled_from(const holdings::Holdings& holdings, const json::Value& fields);

}  // namespace comity::consultations
