// The pages of actors and themes; routes.cpp says which address leads to which.
#pragma once

#include "web/inside.hpp"

namespace comity::web::pages {

http::Response actors(const Visit& visit);  ///< `?what=state&group=AFR&words=`
http::Response actor(const Visit& visit);   ///< `/actors/state:FRA`; a name leads there
http::Response themes(const Visit& visit);  ///< `?of=SDG&words=`
http::Response theme(const Visit& visit);

namespace api {
http::Response actors(const Visit& visit);
http::Response actor(const Visit& visit);
http::Response themes(const Visit& visit);
http::Response theme(const Visit& visit);
}  // namespace api

}  // namespace comity::web::pages
