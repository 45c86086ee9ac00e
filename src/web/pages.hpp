// The pages, one function each; routes.cpp says which address leads to which.
#pragma once

#include "web/inside.hpp"

namespace comity::web {

/// "/api/v1/documents/{symbol}/history": all addresses of the API, for the test that holds its description against them.
std::vector<std::string> addresses_of_api();

}  // namespace comity::web

namespace comity::web::pages {

http::Response home(const Visit& visit);
http::Response documents(const Visit& visit);
http::Response queue(const Visit& visit);  ///< what a person should look at: doubts, missing facts, corrections that no longer fit

/// `/documents/SYMBOL`: the reading page, its downloads (?format=json|text|html), its history and its corrections.
http::Response reading(const Visit& visit);
http::Response history(const Visit& visit);
http::Response quote(const Visit& visit, const holdings::Shown& shown);  ///< `?quote=op3` of a reading page
http::Response correcting(const Visit& visit);
http::Response correct(const Visit& visit);  ///< POST

http::Response series_list(const Visit& visit);
http::Response series(const Visit& visit);
http::Response series_votes(const Visit& visit);  ///< `/series/SYMBOL/votes`, `?state=FRA`
http::Response series_correcting(const Visit& visit);
http::Response series_correct(const Visit& visit);  ///< POST
http::Response paragraph_history(const Visit& visit);  ///< `/documents/SYMBOL/paragraphs/ID/history`
http::Response search(const Visit& visit);

http::Response compare(const Visit& visit);
http::Response compare_sent(const Visit& visit);  ///< POST; nothing of the record
http::Response precedents(const Visit& visit);
http::Response precedents_sent(const Visit& visit);  ///< POST; nothing of the record

http::Response importing(const Visit& visit);
http::Response import_files(const Visit& visit);  ///< POST

http::Response help(const Visit& visit);
http::Response manual(const Visit& visit);
http::Response about(const Visit& visit);
http::Response settings(const Visit& visit);
http::Response save_settings(const Visit& visit);  ///< POST; nothing of the record
http::Response components(const Visit& visit);
http::Response print_style(const Visit& visit);  ///< what stands at the head of each printed page

http::Response original(const Visit& visit);  ///< `/file/SHA256`
http::Response asset(const Visit& visit);

http::Response log(const Visit& visit);         ///< what the log is, its key and its checkpoint
http::Response log_key(const Visit& visit);
http::Response log_entry(const Visit& visit);   ///< `/log/entries/17`: an entry as it was hashed, with its salt
http::Response checkpoint(const Visit& visit);
http::Response tile(const Visit& visit);
http::Response receipt(const Visit& visit);     ///< `/receipt/17.html`, `/receipt/17.tlog-proof`

namespace api {
http::Response documents(const Visit& visit);
http::Response document(const Visit& visit);
http::Response history(const Visit& visit);
http::Response cited_by(const Visit& visit);
http::Response series_list(const Visit& visit);
http::Response series(const Visit& visit);
http::Response series_votes(const Visit& visit);
http::Response series_life(const Visit& visit);
http::Response paragraph_history(const Visit& visit);
http::Response search(const Visit& visit);
http::Response compare(const Visit& visit);
http::Response precedents(const Visit& visit);
http::Response precedents_sent(const Visit& visit);  ///< POST; nothing of the record
http::Response queue(const Visit& visit);
http::Response openapi(const Visit& visit);
}  // namespace api

}  // namespace comity::web::pages
