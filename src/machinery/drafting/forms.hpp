// A report of the drafting check for programs: JSON with the names of these fields, and SARIF 2.1.0 (OASIS), which editors and build systems show.
#pragma once

#include <string>
#include <string_view>

#include "json/json.hpp"
#include "machinery/drafting/drafting.hpp"

namespace comity::drafting {

/// One draft: {`draft`, `findings`, `not_applied`, `figures`}.
json::Value to_json(const Report& report, std::string_view draft);

struct Named {
    std::string name;  ///< of the file
    Report report;
};
/// A log with one run over all drafts.
json::Value to_sarif(const std::vector<Named>& reports, std::string_view version);

}  // namespace comity::drafting
