// The pages, one function each; routes.cpp says which address leads to which.
#pragma once

#include "web/inside.hpp"

namespace comity::web::pages {

http::Response home(const Visit& visit);
http::Response documents(const Visit& visit);
http::Response attention(const Visit& visit);  ///< what a person should look at: corrections that no longer fit, files out of view

/// `/documents/SYMBOL`: the reading page, its downloads (?format=json|text|html), its history and its corrections.
http::Response reading(const Visit& visit);
http::Response history(const Visit& visit);
http::Response correcting(const Visit& visit);
http::Response correct(const Visit& visit);  ///< POST

http::Response series_list(const Visit& visit);
http::Response series(const Visit& visit);
http::Response search(const Visit& visit);

http::Response importing(const Visit& visit);
http::Response import_files(const Visit& visit);  ///< POST

http::Response help(const Visit& visit);
http::Response manual(const Visit& visit);
http::Response about(const Visit& visit);

http::Response original(const Visit& visit);  ///< `/file/SHA256`
http::Response asset(const Visit& visit);

namespace api {
http::Response documents(const Visit& visit);
http::Response document(const Visit& visit);
http::Response series_list(const Visit& visit);
http::Response series(const Visit& visit);
http::Response search(const Visit& visit);
}  // namespace api

}  // namespace comity::web::pages
