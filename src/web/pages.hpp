// The pages, one function each; routes.cpp says which address leads to which.
#pragma once

#include "web/inside.hpp"

namespace comity::web {

/// A row of the table of routes, for tests and for the manual.
struct RouteRow {
    std::string_view method;
    std::string address;  ///< "/documents/{symbol}/history"
    actors::Permission permission;
};
std::vector<RouteRow> all_routes();

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

http::Response text_acts(const Visit& visit);  ///< `/documents/SYMBOL/mandates`: what the text asks, and what persons say of that
http::Response judge_act(const Visit& visit);  ///< POST

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

http::Response sign_in(const Visit& visit);
http::Response sign_in_sent(const Visit& visit);  ///< POST
http::Response sign_out(const Visit& visit);      ///< POST
http::Response welcome(const Visit& visit);       ///< `/welcome?link=`: a one-time link
http::Response welcome_sent(const Visit& visit);  ///< POST
http::Response act_as(const Visit& visit);        ///< POST: one of the demonstration's invented persons
http::Response account(const Visit& visit);
http::Response account_sent(const Visit& visit);  ///< POST
http::Response people(const Visit& visit);
http::Response people_sent(const Visit& visit);   ///< POST
http::Response erasures(const Visit& visit);
http::Response erasures_sent(const Visit& visit);      ///< POST: proposed, or withdrawn
http::Response erasure_confirmed(const Visit& visit);  ///< POST

http::Response original(const Visit& visit);  ///< `/file/SHA256`
http::Response asset(const Visit& visit);

http::Response health(const Visit& visit);      ///< whether the record can be read: 200 or 503
http::Response metrics(const Visit& visit);     ///< counts and times of answers, on this machine only

http::Response log(const Visit& visit);         ///< what the log is, its key and its checkpoint
http::Response log_key(const Visit& visit);
http::Response log_growth(const Visit& visit);  ///< `/log/growth/17`: the proof that the log only grew since it had so many entries
http::Response log_witnessed(const Visit& visit);  ///< takes a checkpoint that a witness of the record has signed
http::Response log_entry(const Visit& visit);   ///< `/log/entries/17`: an entry as it was hashed, with its salt
http::Response checkpoint(const Visit& visit);
http::Response tile(const Visit& visit);
http::Response receipt(const Visit& visit);     ///< `/receipt/17.html`, `/receipt/17.tlog-proof`

namespace api {
http::Response documents(const Visit& visit);
http::Response document(const Visit& visit);
http::Response history(const Visit& visit);
http::Response cited_by(const Visit& visit);
http::Response text_acts(const Visit& visit);
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
http::Response hand_in(const Visit& visit);  ///< POST
http::Response correct(const Visit& visit);  ///< POST
}  // namespace api

}  // namespace comity::web::pages
