// `/check`: the drafting check of a text that is pasted or uploaded, which is read for the answer and kept nowhere; and by `?of=SYMBOL` of a text of the
// record, as of the day of its adoption.
#pragma once

#include "web/inside.hpp"

namespace comity::web::pages {

http::Response check(const Visit& visit);
http::Response check_sent(const Visit& visit);  ///< POST; nothing of the record
namespace api {
http::Response check(const Visit& visit);
http::Response check_sent(const Visit& visit);  ///< POST; JSON, or SARIF with format=sarif
}

}  // namespace comity::web::pages
