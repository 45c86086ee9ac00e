// `/log/subjects/SUBJECT`: all revisions of one subject, and two of them held against each other.
#pragma once

#include "web/inside.hpp"

namespace comity::web::pages {

http::Response subject(const Visit& visit);  ///< `?from=1&to=3`; without them the last two

}  // namespace comity::web::pages
