// The pages of the register of mandates, and the same for programs.
#pragma once

#include "web/inside.hpp"

namespace comity::web::pages {

http::Response mandates_list(const Visit& visit);
http::Response mandate(const Visit& visit);  ///< `/mandates/SYMBOL/acts/op16`
http::Response say_delivery(const Visit& visit);  ///< POST there: which document delivered it, which did not
http::Response overlaps(const Visit& visit); ///< `/mandates/overlaps`
http::Response due(const Visit& visit);      ///< `/mandates/due`, `.ics`, `.atom`

namespace api {
http::Response mandates_list(const Visit& visit);
http::Response mandate(const Visit& visit);
http::Response say_delivery(const Visit& visit);
http::Response due(const Visit& visit);
http::Response overlaps(const Visit& visit);
}  // namespace api

}  // namespace comity::web::pages
